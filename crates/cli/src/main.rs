//! The vestibule command: decides AWS Sign-In console access before anyone is
//! locked out. It reads files and prints; it holds no rule of its own.

mod args;
mod cmd;
mod exit;
mod findings;
mod input;
mod output;
mod table;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    match cmd::run(args.command) {
        Ok(exit) => exit.into(),
        // Whoever read our output has seen enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => exit::Exit::Done.into(),
        Err(error) => {
            output::complain(&format!("error: the output cannot be written: {error}"));
            exit::Exit::Unusable.into()
        }
    }
}
