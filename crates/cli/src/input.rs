//! Reading files, folders and standard input.

use std::io::{self, ErrorKind};

use vestibule_wire::{Finding, LoadError, Loader, Severity};

use crate::host::Host;

/// The name of standard input among paths.
pub(crate) const STDIN: &str = "-";

/// The largest file that is read; what is larger is no policy by far.
const MAX_BYTES: u32 = 64 << 20;

/// The bytes of a file, or of standard input for `-`.
pub(crate) fn read(host: &dyn Host, path: &str) -> Result<Vec<u8>, Box<Finding>> {
    let bytes = if path == STDIN {
        host.read_stdin(MAX_BYTES)
    } else {
        host.read(path, MAX_BYTES)
    };
    bytes.map_err(|error| unreadable(path, &error))
}

pub(crate) fn unreadable(path: &str, error: &io::Error) -> Box<Finding> {
    let error = load_error(path, error);
    Box::new(Finding::new(error.code, Severity::Error, error.message).help(error.help))
}

fn load_error(path: &str, error: &io::Error) -> LoadError {
    LoadError {
        code: "unreadable-path",
        message: format!("`{path}` cannot be read: {}", reason(error)),
        help: "check the path, and that you may read it",
    }
}

/// Why, in the same words on every system, and without the number that it gives.
pub(crate) fn reason(error: &io::Error) -> String {
    let known = match error.kind() {
        ErrorKind::NotFound => "no such file or directory",
        ErrorKind::PermissionDenied => "permission denied",
        ErrorKind::IsADirectory => "is a directory",
        ErrorKind::NotADirectory => "not a directory",
        ErrorKind::InvalidFilename => "file name too long",
        ErrorKind::StorageFull => "no space left on device",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(characters).collect()
}

/// Follows the paths of documents.
pub(crate) struct Files<'h> {
    host: &'h dyn Host,
    /// The file from whose folder on paths are followed; without one they are
    /// followed from where the command runs.
    from: Option<&'h str>,
}

impl<'h> Files<'h> {
    /// Paths are relative to the folder of the case file.
    pub(crate) fn beside(host: &'h dyn Host, case: &'h str) -> Self {
        Self {
            host,
            from: Some(case).filter(|case| *case != STDIN),
        }
    }

    /// Paths are relative to where the command runs.
    pub(crate) fn here(host: &'h dyn Host) -> Self {
        Self { host, from: None }
    }
}

impl Loader for Files<'_> {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        let beside = self.from.map(|file| self.host.beside(file, path));
        let bytes = match (path, &beside) {
            (STDIN, _) => self.host.read_stdin(MAX_BYTES),
            (_, Some(beside)) => self.host.read(beside, MAX_BYTES),
            (_, None) => self.host.read(path, MAX_BYTES),
        };
        bytes.map_err(|error| load_error(path, &error))
    }
}
