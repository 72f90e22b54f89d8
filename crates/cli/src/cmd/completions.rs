//! `vestibule completions`.

use std::io::{self, Write};

use clap::CommandFactory;

use crate::args::{Args, Completions};
use crate::exit::Exit;
use crate::host::{Host, Stream};

pub(crate) fn run(args: &Completions, host: &dyn Host) -> io::Result<Exit> {
    // clap_complete panics when its output is closed, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "vestibule", &mut script);
    // As it is: a script has no colours that could be dropped.
    let mut out = host.open(Stream::Out, true);
    out.write_all(&script)?;
    out.flush()?;
    Ok(Exit::Done)
}
