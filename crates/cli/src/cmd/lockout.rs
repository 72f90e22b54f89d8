//! `vestibule lockout`.

use std::io;

use vestibule_answers::{lockout, words};
use vestibule_l10n::Text;
use vestibule_wire::{CertifiedAnswer, LockoutVerdict};

use super::{answer, case};
use crate::args::{AnswerFormat, Lockout};
use crate::exit::Exit;
use crate::host::Host;
use crate::output;

pub(crate) fn run(args: &Lockout, host: &dyn Host, language: &Text) -> io::Result<Exit> {
    let (case, found) =
        match answer::certified(&args.all, host, language, lockout, CertifiedAnswer::Lockout) {
            Ok(answered) => answered,
            Err(exit) => return Ok(exit),
        };
    let has_networks = !case.file().networks.is_empty();
    let section = || {
        words::lockout(&found, has_networks, &|by| {
            case::place_of_statement(&case, by)
        })
    };
    let mut out = output::stdout(host);
    let output = match args.all.format {
        AnswerFormat::Json => out.json(&found),
        AnswerFormat::Text => answer::text(&mut out, language, &[section()]),
        AnswerFormat::Markdown => answer::markdown(&mut out, language, &[section()]),
    };
    let output = output.and_then(|()| out.flush());
    let exit = match found.verdict {
        LockoutVerdict::None => Exit::Done,
        // What is not known is no proof that nobody is locked out.
        LockoutVerdict::Lockout | LockoutVerdict::Unknown => Exit::Wrong,
    };
    answer::exit(&case, exit).after(output)
}
