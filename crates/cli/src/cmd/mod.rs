//! One file a subcommand.

mod answer;
mod case;
mod certificate;
mod check;
mod collect;
mod completions;
mod decide;
mod diff;
mod diff_plan;
mod doors;
#[cfg(not(target_arch = "wasm32"))]
mod emulate;
#[cfg(target_arch = "wasm32")]
mod emulate_nowhere;
mod explain;
mod explain_denial;
mod facts;
mod flags;
mod import;
mod init;
mod junit;
mod lockout;
mod map;
mod mutants;
mod pages;
mod patch;
mod plan;
mod prove;
mod recover;
mod repair;
mod schema;
mod sheet;
mod statements;
mod test;
mod unneeded;
mod verify;

use std::io;

use vestibule_l10n::Text as Words;

use crate::args::Command;
use crate::exit::Exit;
use crate::host::Host;

/// Runs a subcommand.
pub(crate) fn run(command: Command, host: &dyn Host, words: &Words) -> io::Result<Exit> {
    match command {
        Command::Decide(args) => decide::run(&args, host, words),
        Command::Check(args) => check::run(&args, host, words),
        Command::Test(args) => test::run(&args, host, words),
        Command::Map(args) => map::run(&args, host, words),
        Command::Lockout(args) => lockout::run(&args, host, words),
        Command::Prove(args) => prove::run(&args, host, words),
        Command::Diff(args) => diff::run(&args, host, words),
        Command::Verify(args) => verify::run(&args, host, words),
        Command::Repair(args) => repair::run(&args, host, words),
        Command::Mutants(args) => mutants::run(&args, host, words),
        Command::Recover(args) => recover::run(&args, host, words),
        Command::ExplainDenial(args) => explain_denial::run(&args, host, words),
        Command::Plan(args) => plan::run(&args, host, words),
        Command::Unneeded(args) => unneeded::run(&args, host, words),
        Command::Init(args) => init::run(&args, host, words),
        Command::Collect(args) => collect::run(&args, host),
        Command::Import(args) => import::run(&args, host, words),
        #[cfg(not(target_arch = "wasm32"))]
        Command::Emulate(args) => emulate::run(&args, host, words),
        #[cfg(target_arch = "wasm32")]
        Command::Emulate(_) => Ok(emulate_nowhere::run(host, words)),
        Command::Facts(args) => facts::run(&args, host, words),
        Command::Doors(args) => doors::run(&args, host, words),
        Command::Statements(args) => statements::run(&args, host, words),
        Command::Schema(args) => schema::run(&args, host),
        Command::Completions(args) => completions::run(&args, host),
    }
}
