//! `vestibule recover`.

use std::io;

use vestibule_answers::{recovery, recovery_with_sessions};
use vestibule_l10n::Text as Words;
use vestibule_wire::{Case, WayBack};

use super::answer;
use crate::args::{AnswerFormat, Recover};
use crate::exit::Exit;
use crate::host::Host;
use crate::output;

pub(crate) fn run(args: &Recover, host: &dyn Host, language: &Words) -> io::Result<Exit> {
    let ask = |case: &Case| {
        let today = args.today.as_deref();
        if args.sessions {
            recovery_with_sessions(case, today)
        } else {
            recovery(case, today)
        }
    };
    let answered = answer::answered(&args.case, &args.allow, host, language, ask);
    let (case, _, found) = match answered {
        Ok(answered) => answered,
        Err(exit) => return Ok(exit),
    };
    let mut out = output::stdout(host);
    let output = match args.format {
        AnswerFormat::Json => out.json(&found.answer),
        AnswerFormat::Text => answer::text(&mut out, language, &found.sections),
        AnswerFormat::Markdown => answer::markdown(&mut out, language, &found.sections),
    };
    let output = output.and_then(|()| out.flush());
    let exit = match found.answer.verdict {
        WayBack::Open => Exit::Done,
        // What is not known is no way that anybody can rely on.
        WayBack::Closed | WayBack::Unknown => Exit::Wrong,
    };
    answer::exit(&case, exit).after(output)
}
