//! Following the path of a document.

/// Brings the bytes of a document that a case file tells by its path.
pub trait Loader {
    /// The bytes of the file at `path`.
    ///
    /// # Errors
    /// When there is none, or when no paths are followed.
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError>;
}

/// Why a document cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    /// Stable, kebab-case.
    pub code: &'static str,
    /// One lower-case sentence.
    pub message: String,
    /// What to do about it.
    pub help: &'static str,
}

/// Follows no paths: for everything but the command-line tool.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl Loader for NoFiles {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        Err(LoadError {
            code: "path-not-followed",
            message: format!("`{path}` is a path and paths are not followed here"),
            help: "put the policy itself in its place; only the command-line tool reads files",
        })
    }
}
