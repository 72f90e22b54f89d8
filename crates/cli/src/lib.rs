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
mod host;
mod input;
mod output;
mod table;
mod walk;

use std::ffi::OsString;
use std::io::{self, Write};

use clap::{CommandFactory, FromArgMatches};

use args::Args;
use exit::Exit;
#[cfg(not(target_arch = "wasm32"))]
pub use host::Native;
pub use host::{Host, Stream};
#[cfg(target_arch = "wasm32")]
pub use host::{NodeHost, run_in_node};

/// Runs the command and returns its exit status. The first of `args` is the
/// name of the program.
pub fn run(args: impl IntoIterator<Item = OsString>, host: &dyn Host) -> u8 {
    let exit = match parse(args, host) {
        Ok(args) => cmd::run(args.command, host),
        Err(error) => explain(&error, host),
    };
    let exit = match exit {
        Ok(exit) => exit,
        // Whoever read our output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Err(error) => {
            let reason = input::reason(&error);
            output::complain(
                host,
                &format!("error: the output cannot be written: {reason}"),
            );
            Exit::Unusable
        }
    };
    exit as u8
}

fn parse(args: impl IntoIterator<Item = OsString>, host: &dyn Host) -> clap::error::Result<Args> {
    let mut command = Args::command().term_width(output::width(host).min(args::MAX_WIDTH));
    let matches = command.try_get_matches_from_mut(args)?;
    Args::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// Prints what clap has to say: help, the version, or what is wrong with the
/// arguments.
fn explain(error: &clap::Error, host: &dyn Host) -> io::Result<Exit> {
    let stream = if error.use_stderr() {
        Stream::Err
    } else {
        Stream::Out
    };
    let mut out = output::stream(host, stream);
    write!(out, "{}", error.render().ansi())?;
    out.flush()?;
    Ok(if error.use_stderr() {
        Exit::Unusable
    } else {
        Exit::Done
    })
}
