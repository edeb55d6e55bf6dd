//! What can be wrong with the key folder or its wrapping key, in one sentence each. Never a key.

use std::io;
use std::path::PathBuf;

use super::ring::KeyId;

/// The folder could not be read or written, or holds what the wrapping keys at hand do not open.
#[derive(Debug)]
pub enum KeyProblem {
    /// Reading or writing failed.
    File(PathBuf, io::Error),
    /// A source or file holds something else than keys of this program.
    NotAKey(PathBuf),
    /// The program, the credential or its folder gives no keys: what it is, and why.
    NoKeys(String, String),
    /// A file is wrapped with a key that the source does not give.
    OtherKey {
        /// The file.
        path: PathBuf,
        /// The key it asks for.
        wanted: KeyId,
        /// Where keys come from.
        source: String,
        /// The keys that are there.
        held: Vec<KeyId>,
    },
    /// A file does not open with the key it names, or was moved from another place.
    Unreadable(PathBuf),
    /// KEY_FILE is gone, while the folder holds keys that need it.
    KeyFileGone(PathBuf, PathBuf),
    /// The file `root` is gone, while other keys are there.
    NoRoot(PathBuf),
    /// The database was written with the keys of another folder.
    OtherDatabase(PathBuf),
    /// Another rotation is at work.
    Rotating(PathBuf),
    /// The source gives one key, which wraps everything already: where it comes from.
    OneKey(String),
}

impl std::fmt::Display for KeyProblem {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path, cause) => write!(out, "the key file {} cannot be used: {cause}", path.display()),
            Self::NotAKey(path) => write!(out, "KEY_FILE {} does not hold a key of this program", path.display()),
            Self::NoKeys(source, why) => write!(out, "{source} gives no key of this program: {why}"),
            Self::OtherKey {
                path,
                wanted,
                source,
                held,
            } => {
                let held: Vec<String> = held.iter().map(ToString::to_string).collect();
                write!(
                    out,
                    "{} is wrapped with key {wanted}, and {source} holds {}: put the right key back",
                    path.display(),
                    held.join(", ")
                )
            }
            Self::Unreadable(path) => write!(
                out,
                "{} does not open: it was made with another KEY_FILE, damaged, or moved from another place",
                path.display()
            ),
            Self::KeyFileGone(file, folder) => write!(
                out,
                "KEY_FILE {} is not there, and the keys in {} open with nothing else: put it back",
                file.display(),
                folder.display()
            ),
            Self::NoRoot(folder) => write!(
                out,
                "the file root is missing in the key folder {}: put the whole folder back",
                folder.display()
            ),
            Self::OtherDatabase(folder) => write!(
                out,
                "the database was written with other keys than those in {}: check KEY_FILE, KEY_FOLDER and DATABASE_URL; \
                 if those keys are lost for good, `chorus keys adopt --yes` goes on with these and drops what waits",
                folder.display()
            ),
            Self::Rotating(folder) => write!(out, "another rotation is at work in {}", folder.display()),
            Self::OneKey(source) => write!(
                out,
                "{source} gives one key, and it wraps everything already. To rotate: let it give a new key in a line \
                 before this one, run `chorus keys rotate` again, then let it give the new one alone"
            ),
        }
    }
}

impl std::error::Error for KeyProblem {}
