//! What the command needs of the world around it.

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod node;
mod trial;

use std::io::{self, Write};

#[cfg(not(target_arch = "wasm32"))]
pub use native::Native;
#[cfg(target_arch = "wasm32")]
pub use node::{NodeHost, run_in_node};
pub(crate) use trial::Trial;

/// A stream that the command writes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}

/// Something in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name there.
    pub name: String,
    /// What it is.
    pub kind: EntryKind,
}

/// What something in a folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A folder.
    Folder,
    /// A symbolic link, whatever it leads to.
    Link,
    /// A file; pipes and devices as well.
    File,
}

/// Files, streams and the environment. Paths are text: arguments are, and so is
/// what a case file says.
pub trait Host {
    /// The host for other threads, too; `None` where there is but one.
    fn shared(&self) -> Option<&(dyn Host + Sync)> {
        None
    }

    /// The value of an environment variable.
    fn var(&self, name: &str) -> Option<String>;

    /// At most the first `limit` bytes of what the user named: a file, a pipe that
    /// somebody writes to, or a device. Opening it waits for nobody.
    ///
    /// # Errors
    /// When it cannot be read.
    fn read(&self, path: &str, limit: u32) -> io::Result<Vec<u8>>;

    /// At most the first `limit` bytes of the regular file at a real path, as
    /// [`Host::real`] gave it. Nothing else is opened, and no link is followed.
    ///
    /// # Errors
    /// When it cannot be read, is no regular file, or the path is no longer real.
    fn read_regular(&self, real: &str, limit: u32) -> io::Result<Vec<u8>>;

    /// At most the first `limit` bytes of standard input.
    ///
    /// # Errors
    /// When it cannot be read.
    fn read_stdin(&self, limit: u32) -> io::Result<Vec<u8>>;

    /// Writes a file that the user named, in the place of one that is there only if `replace`.
    ///
    /// # Errors
    /// When it cannot be written, or is there.
    fn create(&self, path: &str, bytes: &[u8], replace: bool) -> io::Result<()>;

    /// Writes the regular file at a real path, which is there: whole or not at all where that is
    /// possible.
    ///
    /// # Errors
    /// When it cannot be written.
    fn replace(&self, real: &str, bytes: &[u8]) -> io::Result<()> {
        self.create(real, bytes, true)
    }

    /// Whether `path` leads to a folder.
    fn is_folder(&self, path: &str) -> bool;

    /// Whether `path` leads to a regular file, which can be read more than once and at any time.
    /// Only a host that is [`Host::shared`] is asked.
    fn is_regular(&self, _path: &str) -> bool {
        false
    }

    /// At most `limit` of what is in a folder, in any order.
    ///
    /// # Errors
    /// When it cannot be read.
    fn entries(&self, folder: &str, limit: u32) -> io::Result<Vec<Entry>>;

    /// The one path of a file or folder in which no part is a link.
    ///
    /// # Errors
    /// When it cannot be followed.
    fn real(&self, path: &str) -> io::Result<String>;

    /// Where the symbolic link at `path` says that it leads to; `None` for all else.
    fn link(&self, path: &str) -> Option<String>;

    /// The path of what the file at `file` calls `path`.
    fn beside(&self, file: &str, path: &str) -> String;

    /// Whether a terminal that knows colours shows the stream.
    fn shows_colours(&self, stream: Stream) -> bool;

    /// How many columns the terminal has.
    fn columns(&self) -> Option<usize>;

    /// A writer to a stream. Without `colours` it drops every escape sequence.
    fn open(&self, stream: Stream, colours: bool) -> Box<dyn Write>;
}
