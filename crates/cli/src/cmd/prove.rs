//! `vestibule prove`.

use std::io;

use vestibule_answers::{prove, words};
use vestibule_l10n::Text;
use vestibule_wire::GuaranteeVerdict;

use super::{answer, case};
use crate::args::{AnswerFormat, Prove};
use crate::exit::Exit;
use crate::host::Host;
use crate::output;

pub(crate) fn run(args: &Prove, host: &dyn Host, language: &Text) -> io::Result<Exit> {
    let today = args.today.as_deref();
    let answered = answer::answer(&args.all, host, language, |case| prove(case, today));
    let (case, proofs) = match answered {
        Ok(answered) => answered,
        Err(exit) => return Ok(exit),
    };
    let section = || {
        words::guarantees(&proofs, case.file(), &|by| {
            case::place_of_statement(&case, by)
        })
    };
    let mut out = output::stdout(host);
    let output = match args.all.format {
        AnswerFormat::Json => out.json(&proofs),
        AnswerFormat::Text => answer::text(&mut out, language, &[section()]),
        AnswerFormat::Markdown => answer::markdown(&mut out, language, &[section()]),
    };
    let output = output.and_then(|()| out.flush());
    let mut proofs = proofs.iter();
    let exit = if proofs.all(|proof| proof.verdict == GuaranteeVerdict::Holds) {
        Exit::Done
    } else {
        Exit::Wrong
    };
    answer::exit(&case, exit).after(output)
}
