//! The child process that is measured, read from `/proc` (Linux).

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};

use serde::de::DeserializeOwned;

use super::super::Failure;

/// Ticks of a second in `/proc/PID/stat`: 100 on every Linux of today (`getconf CLK_TCK`).
const TICKS: f64 = 100.0;

/// A running child.
pub(super) struct Child {
    process: std::process::Child,
    output: BufReader<ChildStdout>,
    input: Option<ChildStdin>,
}

impl Child {
    /// Starts this program again for one part of the bench.
    pub(super) fn start(what: &str, folder: &Path, answers: u64) -> Result<Self, Failure> {
        let mut process = Command::new(std::env::current_exe()?)
            .args(["bench", "--child", what, "--answers", &answers.to_string()])
            .arg("--data-dir")
            .arg(folder.join("data"))
            .arg("--key-file")
            .arg(folder.join("keys").join("key"))
            .env("CHORUS_LOG", "error")
            .env("CHORUS_BENCH_FOLDER", folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let output = process
            .stdout
            .take()
            .ok_or_else(|| Failure::Work("the child has no output".to_owned()))?;
        let input = process.stdin.take();
        Ok(Self {
            process,
            output: BufReader::new(output),
            input,
        })
    }

    /// The line of JSON it prints when it is ready.
    pub(super) fn told<T: DeserializeOwned>(&mut self) -> Result<T, Failure> {
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        serde_json::from_str(&line).map_err(|_| Failure::Work(format!("the measured process said: {line}")))
    }

    /// Processor time so far, of all its threads.
    pub(super) fn cpu_seconds(&self) -> Result<f64, Failure> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process.id()))?;
        // the second field is a name in brackets that may hold spaces
        let rest = stat.rsplit(')').next().unwrap_or("");
        let ticks: f64 = rest
            .split_whitespace()
            .skip(11)
            .take(2)
            .filter_map(|field| field.parse::<f64>().ok())
            .sum();
        Ok(ticks / TICKS)
    }

    /// The most memory it ever held.
    pub(super) fn peak_megabytes(&self) -> Result<f64, Failure> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or("");
        let kilobytes: f64 = line
            .split_whitespace()
            .nth(1)
            .and_then(|field| field.parse().ok())
            .unwrap_or(0.0);
        Ok(kilobytes / 1024.0)
    }

    /// Ends it: the child waits for the end of its input.
    pub(super) fn end(mut self) -> Result<(), Failure> {
        drop(self.input.take());
        self.process.wait()?;
        Ok(())
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // one that ended already cannot be killed, which is as well
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Bytes of memory this process holds; 0 where the system does not tell.
pub(super) fn resident() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").ok();
    let resident = pages
        .as_deref()
        .and_then(|pages| pages.split(' ').nth(1)?.parse::<usize>().ok());
    resident.unwrap_or(0) * 4096
}
