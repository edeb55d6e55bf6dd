//! Files that are written whole or not at all, first come first served, and durable when the call returns.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::Path;

use chrono::{DateTime, NaiveDate};

/// A lock of the folder, held by whoever has a handle; gone with this value and with the process.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// Makes a folder only its owner may enter.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Reads a file; `None` when there is none.
pub(super) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match File::open(path) {
        Ok(mut file) => {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            Ok(Some(bytes))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Publishes a file under a name nobody took yet, by hard link; says whether this call was first.
pub(super) fn publish(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let draft = write_draft(path, bytes)?;
    let linked = fs::hard_link(&draft, path);
    fs::remove_file(&draft)?;
    match linked {
        Ok(()) => sync_parent(path).map(|()| true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// Replaces a file as a whole.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let draft = write_draft(path, bytes)?;
    fs::rename(&draft, path)?;
    sync_parent(path)
}

/// Replaces a file as a whole and overwrites what stood there with zeros; `keeps_age` lets it look as old as that.
pub(super) fn replace_wiping(path: &Path, bytes: &[u8], keeps_age: bool) -> io::Result<()> {
    let old = match OpenOptions::new().write(true).open(path) {
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let draft = write_draft(path, bytes)?;
    if let (Some(old), true) = (&old, keeps_age) {
        File::open(&draft)?.set_modified(old.metadata()?.modified()?)?;
    }
    let renamed = fs::rename(&draft, path);
    if renamed.is_err() {
        destroy(&draft)?;
    }
    renamed?;
    sync_parent(path)?;
    old.map_or(Ok(()), |old| overwrite(&old))
}

/// Appends to a file in one write.
pub(super) fn append(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().create(true).append(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    sync_parent(path)
}

/// Overwrites a file with zeros and removes it; one that is gone already is fine.
pub(super) fn destroy(path: &Path) -> io::Result<()> {
    match OpenOptions::new().write(true).open(path) {
        Ok(file) => overwrite(&file)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    }
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => sync_parent(path),
    }
}

fn overwrite(mut file: &File) -> io::Result<()> {
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(0);
    file.write_all(&vec![0; length])?;
    file.sync_all()
}

/// The day a file was made or last replaced (UTC); `None` when there is none.
pub(super) fn day_of(path: &Path) -> io::Result<Option<NaiveDate>> {
    match fs::metadata(path) {
        Ok(about) => Ok(DateTime::from_timestamp(about.mtime(), 0).map(|moment| moment.date_naive())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Waits until nobody holds the lock alone, and holds it together with others.
pub(super) fn lock_shared(path: &Path) -> io::Result<Lock> {
    let file = lock_file(path)?;
    file.lock_shared()?;
    Ok(Lock { _file: file })
}

/// Waits until nobody holds the lock, and holds it alone.
pub(super) fn lock_alone(path: &Path) -> io::Result<Lock> {
    let file = lock_file(path)?;
    file.lock()?;
    Ok(Lock { _file: file })
}

/// Holds the lock alone, or says at once that somebody else does.
pub(super) fn try_lock_alone(path: &Path) -> io::Result<Option<Lock>> {
    let file = lock_file(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Lock { _file: file })),
        Err(fs::TryLockError::WouldBlock) => Ok(None),
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}

fn lock_file(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .open(path)?;
    give_to_the_owner(path);
    Ok(file)
}

/// What root makes in somebody's folder is theirs, or their program could not use it.
fn give_to_the_owner(path: &Path) {
    let owners = |path: &Path| fs::metadata(path).map(|about| (about.uid(), about.gid())).ok();
    let (own, folder) = (owners(path), path.parent().and_then(owners));
    if let (Some(own), Some((user, group))) = (own, folder)
        && own.0 != user
    {
        // only root can, and only after root is it needed
        let _ = std::os::unix::fs::chown(path, Some(user), Some(group));
    }
}

/// Names of the files in a folder; none when there is no folder.
pub(super) fn names(folder: &Path) -> io::Result<Vec<String>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries
            .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
            .collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn write_draft(path: &Path, bytes: &[u8]) -> io::Result<std::path::PathBuf> {
    let draft = path.with_extension(format!(
        "draft-{}",
        crate::domain::hex::encode(&rand::random::<[u8; 8]>())
    ));
    let mut file = OpenOptions::new()
        .create_new(true)
        .write(true)
        .mode(0o600)
        .open(&draft)?;
    give_to_the_owner(&draft);
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(draft)
}

fn sync_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), sync_folder)
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    File::open(folder)?.sync_all()
}
