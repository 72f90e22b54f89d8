//! The operating system.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::path::Path;
use std::time::Duration;

use anstream::{AutoStream, ColorChoice};

use super::{Entry, EntryKind, Host, Stream};

// Why something is not read, in the words of `pkg/src/host.js`.
const NO_FILE: &str = "it is no regular file";
const NO_WRITER: &str = "nothing comes from this pipe";
const CHANGED: &str = "it changed while it was opened";

/// The operating system as the command's host.
#[derive(Clone, Copy, Debug)]
pub struct Native;

impl Host for Native {
    fn shared(&self) -> Option<&(dyn Host + Sync)> {
        Some(self)
    }

    fn var(&self, name: &str) -> Option<String> {
        std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
    }

    fn read(&self, path: &str, limit: u32) -> io::Result<Vec<u8>> {
        let file = open(path, false)?;
        let bytes = first(&file, limit)?;
        if bytes.is_empty() && is_pipe(&file.metadata()?) {
            return Err(io::Error::other(NO_WRITER));
        }
        Ok(bytes)
    }

    fn read_regular(&self, real: &str, limit: u32) -> io::Result<Vec<u8>> {
        // Opening a device may already do something.
        let before = fs::symlink_metadata(real)?;
        check_regular(&before)?;
        let file = open(real, true)?;
        let opened = file.metadata()?;
        check_regular(&opened)?;
        if !is_same(&before, &opened) || fs::canonicalize(real)?.as_path() != Path::new(real) {
            return Err(io::Error::other(CHANGED));
        }
        first(&file, limit)
    }

    fn read_stdin(&self, limit: u32) -> io::Result<Vec<u8>> {
        first(io::stdin().lock(), limit)
    }

    fn create(&self, path: &str, bytes: &[u8], replace: bool) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(!replace);
        options.create(replace).truncate(replace);
        options.open(path)?.write_all(bytes)
    }

    fn replace(&self, real: &str, bytes: &[u8]) -> io::Result<()> {
        let beside = format!("{real}.{}.new", std::process::id());
        let mut options = OpenOptions::new();
        let Ok(mut file) = options.write(true).create_new(true).open(&beside) else {
            // No other file may be made in its folder.
            return self.create(real, bytes, true);
        };
        let written = fs::metadata(real)
            .and_then(|of| file.set_permissions(of.permissions()))
            .and_then(|()| file.write_all(bytes))
            .and_then(|()| file.sync_all())
            .and_then(|()| fs::rename(&beside, real));
        if written.is_err() {
            fs::remove_file(&beside)?;
        }
        written
    }

    fn is_folder(&self, path: &str) -> bool {
        Path::new(path).is_dir()
    }

    fn is_regular(&self, path: &str) -> bool {
        Path::new(path).is_file()
    }

    fn entries(&self, folder: &str, limit: u32) -> io::Result<Vec<Entry>> {
        let entry = |entry: io::Result<fs::DirEntry>| {
            let entry = entry?;
            let kind = entry.file_type()?;
            Ok(Entry {
                name: entry.file_name().to_string_lossy().into_owned(),
                kind: if kind.is_symlink() {
                    EntryKind::Link
                } else if kind.is_dir() {
                    EntryKind::Folder
                } else {
                    EntryKind::File
                },
            })
        };
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        fs::read_dir(folder)?.take(limit).map(entry).collect()
    }

    fn real(&self, path: &str) -> io::Result<String> {
        let real = fs::canonicalize(path)?;
        // A name that is no text would lead elsewhere as text.
        let real = real.into_os_string().into_string();
        real.map_err(|_| io::Error::other("its real path is not UTF-8"))
    }

    fn link(&self, path: &str) -> Option<String> {
        let to = fs::read_link(path).ok()?;
        Some(to.to_string_lossy().into_owned())
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

/// Opens a file without waiting for the other end of a pipe, and, where it is to be
/// `real`, without following a link in its place.
#[cfg(unix)]
fn open(path: &str, real: bool) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    let no_link = if real { libc::O_NOFOLLOW } else { 0 };
    let flags = libc::O_NONBLOCK | libc::O_NOCTTY | no_link;
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}

#[cfg(not(unix))]
fn open(path: &str, _: bool) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

fn check_regular(metadata: &Metadata) -> io::Result<()> {
    if metadata.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if !metadata.is_file() {
        return Err(io::Error::other(NO_FILE));
    }
    Ok(())
}

#[cfg(unix)]
fn is_pipe(metadata: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;

    metadata.file_type().is_fifo()
}

#[cfg(not(unix))]
fn is_pipe(_: &Metadata) -> bool {
    false
}

#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;

    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    one.file_type() == other.file_type()
}

/// How long to wait for a pipe or a terminal that does not block.
const PAUSE: Duration = Duration::from_millis(10);

fn first(reader: impl Read, limit: u32) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut reader = reader.take(limit.into());
    loop {
        match reader.read_to_end(&mut bytes) {
            Ok(_) => return Ok(bytes),
            // What came before it is in `bytes`.
            Err(error) if error.kind() == ErrorKind::WouldBlock => std::thread::sleep(PAUSE),
            Err(error) => return Err(error),
        }
    }
}
