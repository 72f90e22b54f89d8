//! `vestibule completions`.

use std::io::{self, Write};

use clap::CommandFactory;

use crate::args::{Args, Completions};
use crate::exit::Exit;

pub(crate) fn run(args: &Completions) -> io::Result<Exit> {
    // clap_complete panics when its output is closed, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "vestibule", &mut script);
    io::stdout().write_all(&script)?;
    Ok(Exit::Done)
}
