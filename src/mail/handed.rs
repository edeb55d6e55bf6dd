//! What was handed over and is not noted in the database yet: one line a letter, written at once, so that a program that is killed does
//! not send a letter a second time. The kernel keeps what was written; only a power cut may lose the last lines, and then a copy goes out.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// The notes of one program on one machine, which no other program writes while it runs.
#[derive(Debug)]
pub struct Handed {
    file: File,
    lines: usize,
}

/// Lines after which the file begins anew.
const LINES: usize = 1000;

/// Programs that may share a folder.
const PROGRAMS: usize = 64;

impl Handed {
    /// Opens the first notes in a folder that no running program holds, made where there are none. Gives the lines that stand there: the
    /// name first, whoever wrote it, then letters.
    pub fn open(folder: &Path) -> io::Result<(Self, Vec<String>)> {
        std::fs::create_dir_all(folder)?;
        for place in 1..=PROGRAMS {
            let mut file = OpenOptions::new()
                .create(true)
                .read(true)
                .append(true)
                .mode(0o600)
                .open(name(folder, place))?;
            match file.try_lock() {
                Ok(()) => {
                    let lines = read(&mut file)?;
                    let handed = Self {
                        file,
                        lines: lines.len(),
                    };
                    return Ok((handed, lines));
                }
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
        Err(io::Error::other("very many programs send mails from one folder"))
    }

    /// Writes a line.
    pub fn note(&mut self, line: &str) -> io::Result<()> {
        self.lines += 1;
        self.file.write_all(format!("{line}\n").as_bytes())
    }

    /// Whether there are so many lines that it may begin anew.
    pub fn is_long(&self) -> bool {
        self.lines > LINES
    }

    /// Begins anew with one line: everything else is noted in the database.
    pub fn begin(&mut self, line: &str) -> io::Result<()> {
        self.file.set_len(0)?;
        self.lines = 0;
        self.note(line)
    }
}

fn name(folder: &Path, place: usize) -> PathBuf {
    folder.join(format!("mail-notes-{place}"))
}

fn read(file: &mut File) -> io::Result<Vec<String>> {
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    // a line that was cut off is none
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    Ok(whole.lines().map(str::to_owned).collect())
}
