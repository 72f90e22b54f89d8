//! A host whose standard error is kept.

use std::io::{self, Write};

use crate::host::{Entry, Host, Stream};
use crate::output::Kept;

/// Another host, but that what goes to its standard error is kept: for a thread that is not the
/// one whose turn it is to speak.
pub(crate) struct Quiet<'h> {
    host: &'h dyn Host,
    err: Kept,
}

impl<'h> Quiet<'h> {
    pub(crate) fn of(host: &'h dyn Host) -> Self {
        Self {
            host,
            err: Kept::default(),
        }
    }

    /// What went to standard error, with its colours.
    pub(crate) fn said(&self) -> Vec<u8> {
        self.err.bytes()
    }
}

impl Host for Quiet<'_> {
    fn var(&self, name: &str) -> Option<String> {
        self.host.var(name)
    }

    fn read(&self, path: &str, limit: u32) -> io::Result<Vec<u8>> {
        self.host.read(path, limit)
    }

    fn read_regular(&self, real: &str, limit: u32) -> io::Result<Vec<u8>> {
        self.host.read_regular(real, limit)
    }

    fn read_stdin(&self, limit: u32) -> io::Result<Vec<u8>> {
        self.host.read_stdin(limit)
    }

    fn create(&self, path: &str, bytes: &[u8], replace: bool) -> io::Result<()> {
        self.host.create(path, bytes, replace)
    }

    fn replace(&self, real: &str, bytes: &[u8]) -> io::Result<()> {
        self.host.replace(real, bytes)
    }

    fn is_folder(&self, path: &str) -> bool {
        self.host.is_folder(path)
    }

    fn entries(&self, folder: &str, limit: u32) -> io::Result<Vec<Entry>> {
        self.host.entries(folder, limit)
    }

    fn real(&self, path: &str) -> io::Result<String> {
        self.host.real(path)
    }

    fn link(&self, path: &str) -> Option<String> {
        self.host.link(path)
    }

    fn beside(&self, file: &str, path: &str) -> String {
        self.host.beside(file, path)
    }

    fn shows_colours(&self, stream: Stream) -> bool {
        self.host.shows_colours(stream)
    }

    fn columns(&self) -> Option<usize> {
        self.host.columns()
    }

    fn open(&self, stream: Stream, colours: bool) -> Box<dyn Write> {
        match stream {
            Stream::Out => self.host.open(stream, colours),
            Stream::Err => Box::new(self.err.clone()),
        }
    }
}
