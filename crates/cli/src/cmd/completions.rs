//! `vestibule completions`.

use std::io;

use clap::CommandFactory;

use crate::args::{Args, Completions};
use crate::exit::Exit;
use crate::host::Host;
use crate::output;

pub(crate) fn run(args: &Completions, host: &dyn Host) -> io::Result<Exit> {
    // clap_complete panics when its output is closed, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "vestibule", &mut script);
    let mut out = output::stdout(host);
    out.script(&script)?;
    out.flush()?;
    Ok(Exit::Done)
}
