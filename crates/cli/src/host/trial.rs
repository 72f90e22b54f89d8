//! A host on which nothing is written.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{Entry, Host, Stream};

/// Another host, but that nothing is written: what would be is kept, and read from then on.
pub(crate) struct Trial<'h> {
    host: &'h dyn Host,
    /// By real path.
    written: RefCell<BTreeMap<String, Vec<u8>>>,
}

impl<'h> Trial<'h> {
    pub(crate) fn of(host: &'h dyn Host) -> Self {
        Self {
            host,
            written: RefCell::default(),
        }
    }

    fn kept(&self, path: &str, limit: u32) -> Option<Vec<u8>> {
        let written = self.written.borrow();
        let mut bytes = written.get(path)?.clone();
        bytes.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Some(bytes)
    }
}

impl Host for Trial<'_> {
    fn var(&self, name: &str) -> Option<String> {
        self.host.var(name)
    }

    fn read(&self, path: &str, limit: u32) -> io::Result<Vec<u8>> {
        let kept = self.kept(path, limit);
        kept.map_or_else(|| self.host.read(path, limit), Ok)
    }

    fn read_regular(&self, real: &str, limit: u32) -> io::Result<Vec<u8>> {
        let kept = self.kept(real, limit);
        kept.map_or_else(|| self.host.read_regular(real, limit), Ok)
    }

    fn read_stdin(&self, limit: u32) -> io::Result<Vec<u8>> {
        self.host.read_stdin(limit)
    }

    fn create(&self, path: &str, bytes: &[u8], _: bool) -> io::Result<()> {
        self.replace(path, bytes)
    }

    fn replace(&self, real: &str, bytes: &[u8]) -> io::Result<()> {
        let mut written = self.written.borrow_mut();
        written.insert(real.to_owned(), bytes.to_vec());
        Ok(())
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
        self.host.open(stream, colours)
    }
}
