//! `vestibule unneeded`.

use std::io;

use vestibule_answers::{unneeded, words};
use vestibule_l10n::Text as Words;

use super::{answer, case};
use crate::args::{AnswerFormat, Unneeded};
use crate::exit::Exit;
use crate::host::Host;
use crate::output;

pub(crate) fn run(args: &Unneeded, host: &dyn Host, language: &Words) -> io::Result<Exit> {
    let answered = answer::answered(&args.case, &args.allow, host, language, unneeded);
    let (case, _, found) = match answered {
        Ok(answered) => answered,
        Err(exit) => return Ok(exit),
    };
    let section = || words::unneeded(&found, &|by| case::place_of_statement(&case, by));
    let mut out = output::stdout(host);
    let output = match args.format {
        AnswerFormat::Json => out.json(&found),
        AnswerFormat::Text => answer::text(&mut out, language, &[section()]),
        AnswerFormat::Markdown => answer::markdown(&mut out, language, &[section()]),
    };
    let output = output.and_then(|()| out.flush());
    let exit = if found.statements.is_empty() && found.tests.is_empty() {
        Exit::Done
    } else {
        Exit::Wrong
    };
    answer::exit(&case, exit).after(output)
}
