//! Node.js, as `pkg/src/host.js` offers it, and the command for JavaScript.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use wasm_bindgen::prelude::*;

use super::{Entry, EntryKind, Host, Stream};

#[wasm_bindgen]
extern "C" {
    /// The methods of [`Host`]; those that can fail throw what `node:fs` throws.
    #[derive(Clone)]
    pub type NodeHost;

    #[wasm_bindgen(method, js_name = "var")]
    fn variable(this: &NodeHost, name: &str) -> Option<String>;
    #[wasm_bindgen(method, catch)]
    fn read(this: &NodeHost, path: &str, limit: u32) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, catch, js_name = readRegular)]
    fn read_regular(this: &NodeHost, real: &str, limit: u32) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, catch, js_name = readStdin)]
    fn read_stdin(this: &NodeHost, limit: u32) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn create(this: &NodeHost, path: &str, bytes: &[u8], replace: bool) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn replace(this: &NodeHost, real: &str, bytes: &[u8]) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = isFolder)]
    fn is_folder(this: &NodeHost, path: &str) -> bool;
    /// Each name behind a letter: `d` for a folder, `l` for a link, `f` for all else.
    #[wasm_bindgen(method, catch)]
    fn entries(this: &NodeHost, folder: &str, limit: u32) -> Result<Vec<String>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn real(this: &NodeHost, path: &str) -> Result<String, JsValue>;
    #[wasm_bindgen(method)]
    fn link(this: &NodeHost, path: &str) -> Option<String>;
    #[wasm_bindgen(method)]
    fn beside(this: &NodeHost, file: &str, path: &str) -> String;
    #[wasm_bindgen(method, js_name = showsColours)]
    fn shows_colours(this: &NodeHost, stream: u8) -> bool;
    #[wasm_bindgen(method)]
    fn columns(this: &NodeHost) -> Option<u32>;
    #[wasm_bindgen(method, catch)]
    fn write(this: &NodeHost, stream: u8, bytes: &[u8]) -> Result<(), JsValue>;

    /// What `node:fs` throws.
    type SystemError;

    #[wasm_bindgen(method, getter)]
    fn code(this: &SystemError) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn message(this: &SystemError) -> Option<String>;
}

/// Runs the command and returns its exit status. `args` do not name the program.
#[wasm_bindgen(js_name = run)]
pub fn run_in_node(args: Vec<String>, host: NodeHost) -> u8 {
    std::panic::set_hook(Box::new({
        let host = host.clone();
        move |panic| {
            // It may repeat a text of the user's.
            let text = panic.to_string();
            let text = vestibule_syntax::visible::visible(&text);
            let _ = NodeStream(host.clone(), Stream::Err).write_all(format!("{text}\n").as_bytes());
        }
    }));
    let args = std::iter::once("vestibule".to_owned()).chain(args);
    crate::run(args.map(Into::into), &host)
}

impl Host for NodeHost {
    fn var(&self, name: &str) -> Option<String> {
        self.variable(name)
    }

    fn read(&self, path: &str, limit: u32) -> io::Result<Vec<u8>> {
        self.read(path, limit).map_err(error)
    }

    fn read_regular(&self, real: &str, limit: u32) -> io::Result<Vec<u8>> {
        self.read_regular(real, limit).map_err(error)
    }

    fn read_stdin(&self, limit: u32) -> io::Result<Vec<u8>> {
        self.read_stdin(limit).map_err(error)
    }

    fn create(&self, path: &str, bytes: &[u8], replace: bool) -> io::Result<()> {
        self.create(path, bytes, replace).map_err(error)
    }

    fn replace(&self, real: &str, bytes: &[u8]) -> io::Result<()> {
        self.replace(real, bytes).map_err(error)
    }

    fn is_folder(&self, path: &str) -> bool {
        self.is_folder(path)
    }

    fn entries(&self, folder: &str, limit: u32) -> io::Result<Vec<Entry>> {
        let entries = self.entries(folder, limit).map_err(error)?;
        let entry = |told: String| {
            let mut name = told.chars();
            let kind = match name.next() {
                Some('d') => EntryKind::Folder,
                Some('l') => EntryKind::Link,
                _ => EntryKind::File,
            };
            Entry {
                name: name.as_str().to_owned(),
                kind,
            }
        };
        Ok(entries.into_iter().map(entry).collect())
    }

    fn real(&self, path: &str) -> io::Result<String> {
        self.real(path).map_err(error)
    }

    fn link(&self, path: &str) -> Option<String> {
        self.link(path)
    }

    fn beside(&self, file: &str, path: &str) -> String {
        self.beside(file, path)
    }

    fn shows_colours(&self, stream: Stream) -> bool {
        self.shows_colours(number(stream))
    }

    fn columns(&self) -> Option<usize> {
        self.columns().and_then(|columns| columns.try_into().ok())
    }

    fn open(&self, stream: Stream, colours: bool) -> Box<dyn Write> {
        let choice = if colours {
            ColorChoice::AlwaysAnsi
        } else {
            ColorChoice::Never
        };
        let writer: Box<dyn Write> = Box::new(NodeStream(self.clone(), stream));
        Box::new(AutoStream::new(writer, choice))
    }
}

struct NodeStream(NodeHost, Stream);

impl Write for NodeStream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(number(self.1), bytes).map_err(error)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The stream's file descriptor.
fn number(stream: Stream) -> u8 {
    match stream {
        Stream::Out => 1,
        Stream::Err => 2,
    }
}

/// The [`io::Error`] for an exception of Node.js, of the kind that the standard library gives
/// the operating system's error number.
fn error(thrown: JsValue) -> io::Error {
    use io::ErrorKind;
    let thrown: SystemError = thrown.unchecked_into();
    let message = thrown.message().unwrap_or_default();
    let code = thrown.code().unwrap_or_default();
    let kind = match &*code {
        "ENOENT" => ErrorKind::NotFound,
        "EACCES" | "EPERM" => ErrorKind::PermissionDenied,
        "EISDIR" => ErrorKind::IsADirectory,
        "ENOTDIR" => ErrorKind::NotADirectory,
        "ENAMETOOLONG" => ErrorKind::InvalidFilename,
        "ENOSPC" => ErrorKind::StorageFull,
        "EEXIST" => ErrorKind::AlreadyExists,
        "EPIPE" => ErrorKind::BrokenPipe,
        _ => ErrorKind::Other,
    };
    // `ENOENT: no such file or directory, open 'x'`
    let text = message
        .strip_prefix(&*format!("{code}: "))
        .unwrap_or(&message);
    let text = match &*code {
        // Node.js has words of its own where the C library has these.
        "EIO" => "input/output error",
        "ELOOP" => "too many levels of symbolic links",
        _ => text.rsplit_once(", ").map_or(text, |(text, _)| text),
    };
    io::Error::new(kind, text)
}
