//! `vestibule mutants`.

use std::io;

use vestibule_answers::{mutants, words};
use vestibule_l10n::Text as Words;

use super::{answer, case};
use crate::args::{AnswerFormat, Mutants};
use crate::exit::Exit;
use crate::host::Host;
use crate::output;

pub(crate) fn run(args: &Mutants, host: &dyn Host, language: &Words) -> io::Result<Exit> {
    let answered = answer::answered(&args.case, &args.allow, host, language, mutants);
    let (case, _, found) = match answered {
        Ok(answered) => answered,
        Err(exit) => return Ok(exit),
    };
    let section = || words::mutants(&found, &|by| case::place_of_statement(&case, by));
    let mut out = output::stdout(host);
    let output = match args.format {
        AnswerFormat::Json => out.json(&found),
        AnswerFormat::Text => answer::text(&mut out, language, &[section()]),
        AnswerFormat::Markdown => answer::markdown(&mut out, language, &[section()]),
    };
    let output = output.and_then(|()| out.flush());
    let exit = if found.survivors.is_empty() && found.not_known == 0 {
        Exit::Done
    } else {
        Exit::Wrong
    };
    answer::exit(&case, exit).after(output)
}
