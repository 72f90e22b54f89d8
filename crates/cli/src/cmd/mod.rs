//! One file a subcommand.

mod check;
mod completions;
mod decide;
mod flags;
mod schema;
mod test;

use std::io;

use crate::args::Command;
use crate::exit::Exit;

/// Runs a subcommand.
pub(crate) fn run(command: Command) -> io::Result<Exit> {
    match command {
        Command::Decide(args) => decide::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Test(args) => test::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args),
    }
}
