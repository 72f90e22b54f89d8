//! The state in a file: written whole or not at all, and held by one emulator at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use vestibule_syntax::limits::DOCUMENT_BYTES;

/// A file with a state.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    /// The bytes that were read or written last.
    known: Vec<u8>,
    /// Held as long as the emulator runs.
    _lock: File,
}

/// Why a file does not do.
#[derive(Debug)]
pub enum StoreError {
    /// Another emulator has it.
    InUse,
    /// It is larger than a case file may be.
    TooLarge,
    /// The operating system refuses.
    Io(io::Error),
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// What became of a file since it was looked at.
#[derive(Debug, PartialEq, Eq)]
pub enum Seen {
    /// It is as it was.
    Same,
    /// Somebody else wrote these bytes.
    Changed(Vec<u8>),
}

impl Store {
    /// Takes a file for this emulator. `None` for the bytes of one that is not there.
    ///
    /// # Errors
    /// When another emulator has it, or it cannot be read.
    pub fn open(path: &Path) -> Result<(Self, Option<Vec<u8>>), StoreError> {
        let lock = OpenOptions::new()
            .create(true)
            .append(true)
            .open(beside(path, "lock"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(StoreError::InUse),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let bytes = match read(path) {
            Ok(bytes) => Some(bytes),
            Err(StoreError::Io(error)) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let store = Self {
            path: path.to_owned(),
            known: bytes.clone().unwrap_or_default(),
            _lock: lock,
        };
        Ok((store, bytes))
    }

    /// Looks whether somebody else wrote the file.
    ///
    /// # Errors
    /// When it cannot be read, also because it is no longer there.
    pub fn look(&self) -> Result<Seen, StoreError> {
        let bytes = read(&self.path)?;
        Ok(if bytes == self.known {
            Seen::Same
        } else {
            Seen::Changed(bytes)
        })
    }

    /// Takes bytes that somebody else wrote for known.
    pub fn take(&mut self, bytes: Vec<u8>) {
        self.known = bytes;
    }

    /// Writes the file: a new one in its place, once all of it is on the disk.
    ///
    /// # Errors
    /// When it cannot be written; then the old one is still there.
    pub fn write(&mut self, bytes: Vec<u8>) -> Result<(), StoreError> {
        if bytes.len() > DOCUMENT_BYTES {
            return Err(StoreError::TooLarge);
        }
        let new = beside(&self.path, "new");
        let written = write_new(&new, &self.path, &bytes);
        if let Err(error) = written {
            // It may not be there at all.
            let _ = fs::remove_file(&new);
            return Err(error.into());
        }
        self.known = bytes;
        Ok(())
    }
}

fn write_new(new: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(new)?;
    if let Ok(old) = fs::metadata(path) {
        file.set_permissions(old.permissions())?;
    }
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(new, path)
}

/// The path of a file that goes with another one.
fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(what);
    name.into()
}

fn read(path: &Path) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    let most = u64::try_from(DOCUMENT_BYTES).unwrap_or(u64::MAX);
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() > DOCUMENT_BYTES {
        return Err(StoreError::TooLarge);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::{Seen, Store, StoreError};
    use std::fs;

    fn folder(name: &str) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("vestibule-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn a_file_is_held_by_one_and_written_whole() {
        let folder = folder("store");
        let path = folder.join("state.json");
        let (mut store, bytes) = Store::open(&path).unwrap();
        assert_eq!(bytes, None);
        assert!(matches!(Store::open(&path), Err(StoreError::InUse)));
        store.write(b"one".to_vec()).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(store.look().unwrap(), Seen::Same);
        // What was half written before is no obstacle, and stays nowhere.
        fs::write(folder.join("state.json.new"), b"half").unwrap();
        store.write(b"two".to_vec()).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert!(!folder.join("state.json.new").exists());
        fs::write(&path, b"three").unwrap();
        assert_eq!(store.look().unwrap(), Seen::Changed(b"three".to_vec()));
        drop(store);
        let (_, bytes) = Store::open(&path).unwrap();
        assert_eq!(bytes.as_deref(), Some(&b"three"[..]));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn what_cannot_be_written_leaves_the_old() {
        let folder = folder("store-old");
        let path = folder.join("state.json");
        let (mut store, _) = Store::open(&path).unwrap();
        store.write(b"old".to_vec()).unwrap();
        let large = vec![b' '; vestibule_syntax::limits::DOCUMENT_BYTES + 1];
        assert!(matches!(store.write(large), Err(StoreError::TooLarge)));
        // A folder stands where the new file would be made.
        fs::create_dir(folder.join("state.json.new")).unwrap();
        assert!(matches!(
            store.write(b"new".to_vec()),
            Err(StoreError::Io(_))
        ));
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(store.look().unwrap(), Seen::Same);
        fs::remove_dir_all(&folder).unwrap();
    }
}
