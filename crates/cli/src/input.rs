//! Reading files, folders and standard input.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::{fs, io};

use vestibule_wire::{Finding, LoadError, Loader, Severity};

/// The name of standard input among paths.
pub(crate) const STDIN: &str = "-";

/// The largest file that is read; what is larger is no policy by far.
const MAX_BYTES: u64 = 64 << 20;

/// The bytes of a file, or of standard input for `-`.
pub(crate) fn read(path: &str) -> Result<Vec<u8>, Box<Finding>> {
    bytes(Path::new(path), path).map_err(|error| unreadable(path, &error))
}

fn bytes(path: &Path, told: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if told == STDIN {
        io::stdin().lock().take(MAX_BYTES).read_to_end(&mut bytes)?;
    } else {
        fs::File::open(path)?
            .take(MAX_BYTES)
            .read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

fn unreadable(path: &str, error: &io::Error) -> Box<Finding> {
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

/// Why, without the number that the operating system gives it.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(characters).collect()
}

/// Follows the paths of documents, from a folder on.
pub(crate) struct Files {
    folder: PathBuf,
}

impl Files {
    /// Paths are relative to the folder of the case file.
    pub(crate) fn beside(case: &str) -> Self {
        let folder = if case == STDIN {
            None
        } else {
            Path::new(case).parent()
        };
        Self {
            folder: folder.map(Path::to_path_buf).unwrap_or_default(),
        }
    }

    /// Paths are relative to where the command runs.
    pub(crate) fn here() -> Self {
        Self {
            folder: PathBuf::new(),
        }
    }
}

impl Loader for Files {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        bytes(&self.folder.join(path), path).map_err(|error| load_error(path, &error))
    }
}

/// The case files that a path means: itself, or all of a folder, in order.
pub(crate) fn case_files(path: &str) -> Result<Vec<String>, Box<Finding>> {
    let mut files = Vec::new();
    collect(Path::new(path), &mut files).map_err(|error| unreadable(path, &error))?;
    files.sort();
    Ok(files)
}

fn collect(path: &Path, files: &mut Vec<String>) -> io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_string_lossy().into_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let entry = entry?.path();
        if entry.is_dir()
            || entry
                .extension()
                .is_some_and(|extension| extension == "json")
        {
            collect(&entry, files)?;
        }
    }
    Ok(())
}
