//! The vestibule command: decides AWS Sign-In console access before anyone is
//! locked out. It reads files and prints; it holds no rule of its own.
//!
//! The command is one function of its arguments and of a [`Host`], which has the
//! files and the streams: the operating system for the program, Node.js for the
//! npm package.

mod access;
mod args;
mod cmd;
mod exit;
mod findings;
mod hashed;
mod host;
mod input;
mod json;
mod language;
mod output;
mod path;
mod place;
mod table;
mod unreadable;
mod walk;

use std::ffi::OsString;
use std::io;

use clap::{CommandFactory, FromArgMatches};
use vestibule_l10n::id;
use vestibule_syntax::message;

use args::Args;
use exit::Exit;
#[cfg(not(target_arch = "wasm32"))]
pub use host::Native;
pub use host::{Host, Stream};
#[cfg(target_arch = "wasm32")]
pub use host::{NodeHost, run_in_node};
use output::Output;

/// Runs the command and returns its exit status. The first of `args` is the
/// name of the program.
pub fn run(args: impl IntoIterator<Item = OsString>, host: &dyn Host) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    let (words, exit) = match parse(args.iter().cloned(), host) {
        Ok(args) => {
            let words = language::words(args.lang, host);
            let exit = cmd::run(args.command, host, &words);
            (words, exit)
        }
        Err(error) => (language::words(None, host), explain(&error, &args, host)),
    };
    let exit = match exit {
        Ok(exit) => exit,
        // Whoever read our output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Err(error) => {
            let message = message!(
                "the output cannot be written: {reason}",
                reason = unreadable::reason(&error)
            );
            let error = words.say(id!("frame-error"));
            let text = format!("{error}: {}", words.line(&message));
            output::complain(host, vec![text.into()]);
            Exit::Unusable
        }
    };
    exit as u8
}

/// The commands and options, of which man pages and completions are made.
pub fn definition() -> clap::Command {
    Args::command()
}

/// Lets a panic, which may repeat a text of the input's, be told as all else is.
#[cfg(not(target_arch = "wasm32"))]
pub fn show_panics<H: Host + Send + Sync + 'static>(host: H) {
    std::panic::set_hook(Box::new(move |panic| {
        output::complain(&host, vec![panic.to_string().into()]);
    }));
}

fn parse(args: impl IntoIterator<Item = OsString>, host: &dyn Host) -> clap::error::Result<Args> {
    let mut command = Args::command().term_width(output::width(host).min(args::MAX_WIDTH));
    let matches = command.try_get_matches_from_mut(args)?;
    Args::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// Prints what clap has to say: help, the version, or what is wrong with the
/// arguments, which it may repeat.
fn explain(error: &clap::Error, args: &[OsString], host: &dyn Host) -> io::Result<Exit> {
    let (stream, exit) = if error.use_stderr() {
        (Stream::Err, Exit::Unusable)
    } else {
        (Stream::Out, Exit::Done)
    };
    let mut out = Output::new(host, stream);
    let shown = out.shown_arguments(args);
    match parse(shown, host) {
        // The error again, now of arguments that are safe to show.
        Err(error) => out.clap(&error.render())?,
        // It is only there as long as the arguments cannot be shown, such as when they
        // are no text.
        Ok(_) => out.line(format!("error: {}", error.kind()))?,
    }
    out.flush()?;
    Ok(exit)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex, PoisonError};

    use super::*;
    use crate::host::Entry;

    /// The operating system, but for what is written.
    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            kept.write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Host for Kept {
        fn var(&self, _: &str) -> Option<String> {
            None
        }

        fn read(&self, path: &str, limit: u32) -> io::Result<Vec<u8>> {
            Native.read(path, limit)
        }

        fn read_regular(&self, real: &str, limit: u32) -> io::Result<Vec<u8>> {
            Native.read_regular(real, limit)
        }

        fn read_stdin(&self, limit: u32) -> io::Result<Vec<u8>> {
            Native.read_stdin(limit)
        }

        fn create(&self, path: &str, bytes: &[u8], replace: bool) -> io::Result<()> {
            Native.create(path, bytes, replace)
        }

        fn is_folder(&self, path: &str) -> bool {
            Native.is_folder(path)
        }

        fn entries(&self, folder: &str, limit: u32) -> io::Result<Vec<Entry>> {
            Native.entries(folder, limit)
        }

        fn real(&self, path: &str) -> io::Result<String> {
            Native.real(path)
        }

        fn link(&self, path: &str) -> Option<String> {
            Native.link(path)
        }

        fn beside(&self, file: &str, path: &str) -> String {
            Native.beside(file, path)
        }

        fn shows_colours(&self, _: Stream) -> bool {
            false
        }

        fn columns(&self) -> Option<usize> {
            None
        }

        fn open(&self, _: Stream, _: bool) -> Box<dyn Write> {
            Box::new(self.clone())
        }
    }

    #[test]
    fn a_panic_forges_no_line() {
        let kept = Kept::default();
        show_panics(kept.clone());
        let text = "a\n1 passed in 1 file\u{1b}[2J";
        let caught = std::panic::catch_unwind(|| std::panic::panic_any(text.to_owned()));
        drop(std::panic::take_hook());
        assert!(caught.is_err());
        let kept = kept.0.lock().unwrap_or_else(PoisonError::into_inner);
        let shown = String::from_utf8_lossy(&kept);
        assert!(
            shown.contains("a\\n1 passed in 1 file\\u{1b}[2J"),
            "{shown}"
        );
    }
}
