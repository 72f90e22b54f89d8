//! The operating system.

use std::fs::{self, File};
use std::io::{self, IsTerminal, Read, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};

use super::{Host, Stream};

/// The operating system as the command's host.
#[derive(Clone, Copy, Debug)]
pub struct Native;

impl Host for Native {
    fn var(&self, name: &str) -> Option<String> {
        std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
    }

    fn read(&self, path: &str, limit: u32) -> io::Result<Vec<u8>> {
        first(File::open(path)?, limit)
    }

    fn read_stdin(&self, limit: u32) -> io::Result<Vec<u8>> {
        first(io::stdin().lock(), limit)
    }

    fn is_folder(&self, path: &str) -> bool {
        Path::new(path).is_dir()
    }

    fn entries(&self, folder: &str) -> io::Result<Vec<String>> {
        fs::read_dir(folder)?
            .map(|entry| Ok(entry?.path().to_string_lossy().into_owned()))
            .collect()
    }

    fn real(&self, folder: &str) -> io::Result<String> {
        Ok(fs::canonicalize(folder)?.to_string_lossy().into_owned())
    }

    fn beside(&self, file: &str, path: &str) -> String {
        let folder = Path::new(file).parent().unwrap_or(Path::new(""));
        folder.join(path).to_string_lossy().into_owned()
    }

    fn shows_colours(&self, stream: Stream) -> bool {
        let is_terminal = match stream {
            Stream::Out => io::stdout().is_terminal(),
            Stream::Err => io::stderr().is_terminal(),
        };
        // Windows sets no TERM.
        let term = self.var("TERM").or(cfg!(windows).then(String::new));
        is_terminal && term.is_some_and(|term| term != "dumb")
    }

    fn columns(&self) -> Option<usize> {
        terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
    }

    fn open(&self, stream: Stream, colours: bool) -> Box<dyn Write> {
        let choice = if colours {
            ColorChoice::Always
        } else {
            ColorChoice::Never
        };
        match stream {
            Stream::Out => Box::new(AutoStream::new(io::stdout(), choice)),
            Stream::Err => Box::new(AutoStream::new(io::stderr(), choice)),
        }
    }
}

fn first(reader: impl Read, limit: u32) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(limit.into()).read_to_end(&mut bytes)?;
    Ok(bytes)
}
