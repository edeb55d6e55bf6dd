//! The real program as a process of its own: run to its end, killed, or left serving.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;

use crate::app::between;
use crate::place::Place;

/// The program on one database and key folder.
pub struct Binary<'p> {
    place: &'p Place,
    settings: Vec<(String, String)>,
}

/// What a run of the program left.
#[derive(Debug)]
pub struct Ran {
    /// The exit status; none when it was killed.
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

/// The program serving; killed with this value.
pub struct Served {
    /// `127.0.0.1:port`
    pub address: String,
    child: Child,
    readers: Vec<JoinHandle<String>>,
}

impl<'p> Binary<'p> {
    pub fn on(place: &'p Place) -> Self {
        let settings = [
            ("CHORUS_DATABASE_URL", place.url()),
            ("CHORUS_KEY_FILE", place.key_file().display().to_string()),
            ("CHORUS_DATA_DIR", place.data().display().to_string()),
            ("CHORUS_LISTEN", "127.0.0.1:0".to_owned()),
        ];
        Self {
            place,
            settings: settings.map(|(name, value)| (name.to_owned(), value)).into(),
        }
    }

    /// The same with one more environment variable, or another value of one.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.settings.retain(|(known, _)| known != name);
        self.settings.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same without one of them.
    pub fn without(mut self, name: &str) -> Self {
        self.settings.retain(|(known, _)| known != name);
        self
    }

    /// Runs one command to its end.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command(arguments).output().expect("the program");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ran {
            status: output.status.code(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    /// The same for a command that must work; gives what it printed.
    pub fn ok(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.status, Some(0), "{arguments:?}: {ran:?}");
        ran.out
    }

    /// Sets the organisation and publishes a definition.
    pub fn publish(&self, definition: &serde_json::Value) {
        self.ok(&[
            "organisation",
            "set",
            "--name",
            "Test",
            "--address",
            "1 Main Street",
            "--contact",
            "a@b.example",
        ]);
        let file = self.place.file("definition.json");
        std::fs::write(&file, definition.to_string()).expect("a file");
        self.ok(&["survey", "import", &file.to_string_lossy()]);
    }

    /// Starts serving on a free port and waits until it says where.
    pub fn serve(&self) -> Served {
        let mut child = self.command(&["serve"]).spawn().expect("the program");
        let mut out = BufReader::new(child.stdout.take().expect("its output"));
        let mut err = child.stderr.take().expect("its output");
        let errors = std::thread::spawn(move || {
            let mut text = String::new();
            // a killed program's last line may be cut within a letter
            let _ = err.read_to_string(&mut text);
            text
        });
        let mut said = String::new();
        while !said.contains("listening on ") || !said.ends_with('\n') {
            if out.read_line(&mut said).expect("its output") == 0 {
                panic!("it does not serve: {said} {}", errors.join().expect("its errors"));
            }
        }
        let address = between(&said, "listening on ", "\n").expect("an address").to_owned();
        let output = std::thread::spawn(move || {
            // as above
            let _ = out.read_to_string(&mut said);
            said
        });
        Served {
            address,
            child,
            readers: vec![output, errors],
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chorus"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CHORUS_")) {
            command.env_remove(name);
        }
        command.envs(self.settings.iter().map(|(name, value)| (name, value)));
        command
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command.current_dir(self.place.data());
        command
    }
}

impl Served {
    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it as a power cut of its machine would (`SIGKILL`); gives what it had printed.
    pub fn kill(mut self) -> String {
        self.end()
    }

    fn end(&mut self) -> String {
        // one that has ended already is as dead
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.readers
            .drain(..)
            .map(|reader| reader.join().unwrap_or_default())
            .collect()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.end();
    }
}
