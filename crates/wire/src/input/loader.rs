//! Following the path of a document.

use vestibule_iam::message;
use vestibule_iam::problem::{Message, code};

/// Brings the bytes of the documents that a case file tells by their paths.
pub trait Loader {
    /// The number of the file that `path` leads to, from 0 on: the same for every path
    /// that leads to the same file, so that each is read once.
    ///
    /// # Errors
    /// When there is none, when it may not be read, or when no paths are followed.
    fn find(&self, path: &str) -> Result<usize, LoadError>;

    /// The bytes of a file that was found: all of them, or, of a larger file, the first
    /// [`DOCUMENT_BYTES`](vestibule_syntax::limits::DOCUMENT_BYTES) and one more.
    ///
    /// # Errors
    /// When it cannot be read.
    fn read(&self, file: usize) -> Result<Vec<u8>, LoadError>;
}

/// Why a document cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    /// Stable, kebab-case.
    pub code: &'static str,
    /// One lower-case sentence.
    pub message: Message,
    /// What to do about it.
    pub help: Message,
}

/// Follows no paths: for everything but the command-line tool.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl Loader for NoFiles {
    fn find(&self, path: &str) -> Result<usize, LoadError> {
        Err(LoadError {
            code: "path-not-followed",
            message: message!(
                "{path} is a path and paths are not followed here",
                path = code(path)
            ),
            help: message!("write the policy itself here; only the command-line tool reads files"),
        })
    }

    fn read(&self, _: usize) -> Result<Vec<u8>, LoadError> {
        self.find("")?;
        Ok(Vec::new())
    }
}
