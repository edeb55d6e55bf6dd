//! Where wrapping keys come from: a file, a program's output, or a credential that systemd hands over. One key a line, in hexadecimal.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use zeroize::Zeroizing;

use super::{KeyProblem, files};
use crate::domain::hex;
use crate::secret::Secret;

/// How long the program may take.
const LIMIT: Duration = Duration::from_secs(20);
/// No source gives more bytes than this.
const MOST: u64 = 64 << 10;

/// Where the keys come from that wrap all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeySource {
    /// `KEY_FILE`: made when there is none; `keys rotate` writes it.
    File(PathBuf),
    /// `KEY_COMMAND`: a program and its arguments, run without a shell.
    Command(Vec<String>),
    /// `KEY_CREDENTIAL`: a file below `$CREDENTIALS_DIRECTORY`, only read.
    Credential(PathBuf),
}

/// The source of wrapping keys, and the folder of what they wrap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPlace {
    /// The source.
    pub source: KeySource,
    /// The folder.
    pub folder: PathBuf,
}

impl KeyPlace {
    /// A key file with the folder it stands in.
    pub fn beside(key_file: &Path) -> Self {
        let folder = key_file.parent().filter(|folder| !folder.as_os_str().is_empty());
        Self {
            source: KeySource::File(key_file.to_path_buf()),
            folder: folder.unwrap_or(Path::new(".")).to_path_buf(),
        }
    }
}

impl From<&PathBuf> for KeyPlace {
    fn from(key_file: &PathBuf) -> Self {
        Self::beside(key_file)
    }
}

impl From<&KeyPlace> for KeyPlace {
    fn from(place: &KeyPlace) -> Self {
        place.clone()
    }
}

impl KeySource {
    /// The keys, at least one; the first wraps, all open.
    pub(super) fn read(&self) -> Result<Vec<Secret>, KeyProblem> {
        let text = match self {
            Self::File(path) => files::read(path)
                .and_then(|text| text.ok_or_else(|| std::io::ErrorKind::NotFound.into()))
                .map_err(|error| KeyProblem::File(path.clone(), error))?,
            Self::Credential(path) => match files::read(path) {
                Ok(Some(text)) => text,
                Ok(None) => return Err(self.none("there is no such file")),
                Err(error) => return Err(self.none(&error.to_string())),
            },
            Self::Command(words) => run(words).map_err(|why| self.none(&why))?,
        };
        parse(&Zeroizing::new(text)).ok_or_else(|| match self {
            Self::File(path) => KeyProblem::NotAKey(path.clone()),
            _ => self.none("it is not 64 hexadecimal digits a line"),
        })
    }

    /// Writes the lines of a key file, in the place of those that were there; other sources are never written.
    pub(super) fn write(&self, keys: &[Secret]) -> Result<(), KeyProblem> {
        let Self::File(path) = self else { return Ok(()) };
        // a link stays one, and what it leads to is replaced
        let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        files::replace_wiping(&real, &lines(keys), false).map_err(|error| KeyProblem::File(path.clone(), error))
    }

    /// Makes a key file where there is none; says whether this call did.
    pub(super) fn make(&self) -> Result<bool, KeyProblem> {
        let Self::File(path) = self else { return Ok(false) };
        let at = |error| KeyProblem::File(path.clone(), error);
        if files::read(path).map_err(at)?.is_some() {
            return Ok(false);
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            files::make_folder(folder).map_err(at)?;
        }
        files::publish(path, &lines(&[Secret::random()])).map_err(at)
    }

    fn none(&self, why: &str) -> KeyProblem {
        KeyProblem::NoKeys(self.to_string(), why.to_owned())
    }
}

impl std::fmt::Display for KeySource {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path) => write!(out, "KEY_FILE {}", path.display()),
            // its arguments may be nobody's business
            Self::Command(words) => write!(out, "KEY_COMMAND {}", words.first().map_or("", String::as_str)),
            Self::Credential(path) => write!(out, "KEY_CREDENTIAL {}", path.display()),
        }
    }
}

fn parse(text: &[u8]) -> Option<Vec<Secret>> {
    let lines = std::str::from_utf8(text).ok()?.lines().map(str::trim);
    let keys: Option<Vec<Secret>> = lines
        .filter(|line| !line.is_empty())
        .map(|line| Secret::from_slice(&Zeroizing::new(hex::decode(line)?)))
        .collect();
    keys.filter(|keys| !keys.is_empty())
}

fn lines(keys: &[Secret]) -> Zeroizing<Vec<u8>> {
    let mut text = Zeroizing::new(Vec::with_capacity(keys.len() * 65));
    for key in keys {
        let line = Zeroizing::new(hex::encode(key.expose()));
        text.extend_from_slice(line.as_bytes());
        text.push(b'\n');
    }
    text
}

/// What a program writes to its standard output, if it ends well in time. Its errors go where ours go.
fn run(words: &[String]) -> Result<Vec<u8>, String> {
    let (program, arguments) = words.split_first().ok_or("it is empty")?;
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let read = read_all(&mut child);
    if read.is_err() {
        // one that has ended already is as dead
        let _ = child.kill();
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    let text = read?;
    if status.success() {
        Ok(text)
    } else {
        Err(format!("it ended with {status}"))
    }
}

fn read_all(child: &mut Child) -> Result<Vec<u8>, String> {
    use std::io::Read;
    let output = child.stdout.take().ok_or("it has no output")?;
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let mut text = Vec::new();
        let read = output.take(MOST).read_to_end(&mut text).map(|_| text);
        // who waits no more hears nothing
        let _ = tell.send(read);
    });
    match told.recv_timeout(LIMIT) {
        Ok(read) => read.map_err(|error| error.to_string()),
        Err(RecvTimeoutError::Timeout) => Err(format!("it did not answer within {} seconds", LIMIT.as_secs())),
        Err(RecvTimeoutError::Disconnected) => Err("it could not be read".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn command(line: &str) -> KeySource {
        KeySource::Command(vec!["sh".to_owned(), "-c".to_owned(), line.to_owned()])
    }

    #[test]
    fn a_program_gives_a_key_a_line_and_the_first_is_the_first() {
        let (new, old) = ("1".repeat(64), "a".repeat(64));

        let keys = command(&format!("printf '{new}\\n\\n  {old}\\n'")).read().unwrap();

        assert_eq!(keys.len(), 2);
        assert_eq!((keys[0].expose()[0], keys[1].expose()[0]), (0x11, 0xaa));
    }

    #[test]
    fn what_is_no_key_is_refused_without_being_repeated() {
        let secret = "5ec7e75ec7e7";
        for line in [
            format!("echo {secret}"),
            format!("echo {}; exit 3", "1".repeat(64)),
            "true".to_owned(),
            format!("echo {}; echo {secret}", "1".repeat(64)),
        ] {
            let problem = command(&line).read().unwrap_err().to_string();

            assert!(
                problem.starts_with("KEY_COMMAND sh gives no key of this program: "),
                "{problem}"
            );
            assert!(!problem.contains(secret) && !problem.contains("1111"), "{problem}");
        }
        let gone = KeySource::Command(vec!["/nowhere/keys".to_owned()]).read().unwrap_err();
        assert!(gone.to_string().contains("/nowhere/keys"));
    }
}
