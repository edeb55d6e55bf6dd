//! What was handed over and is not noted in the database yet: one line a letter, written at once, so that a program that is killed does
//! not send a letter a second time. The kernel keeps what was written; only a power cut may lose the last lines, and then a copy goes out.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// The notes of one program on one machine.
#[derive(Debug)]
pub struct Handed {
    path: PathBuf,
    file: File,
    lines: usize,
}

/// Lines after which the file begins anew.
const LINES: usize = 1000;

impl Handed {
    /// Opens the notes, made where there are none. Gives the lines that stand there: the name first, whoever wrote it, then letters.
    pub fn open(path: &Path) -> io::Result<(Self, Vec<String>)> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error),
        };
        // a line that was cut off is none
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        let lines: Vec<String> = whole.lines().map(str::to_owned).collect();
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let file = OpenOptions::new().create(true).append(true).mode(0o600).open(path)?;
        let handed = Self {
            path: path.to_path_buf(),
            file,
            lines: lines.len(),
        };
        Ok((handed, lines))
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
        self.file = OpenOptions::new().append(true).open(&self.path)?;
        self.lines = 0;
        self.note(line)
    }
}
