//! `vestibule map`.

use std::io;

use vestibule_answers::{access_map_with, words};
use vestibule_l10n::Text;
use vestibule_wire::CertifiedAnswer;

use super::{answer, case};
use crate::args::{AnswerFormat, Map};
use crate::exit::Exit;
use crate::host::Host;
use crate::output;

pub(crate) fn run(args: &Map, host: &dyn Host, language: &Text) -> io::Result<Exit> {
    let ask = |case: &_| access_map_with(case, &args.free);
    let (case, map) = match answer::certified(&args.all, host, language, ask, CertifiedAnswer::Map)
    {
        Ok(answered) => answered,
        Err(exit) => return Ok(exit),
    };
    let sections =
        || words::access_map(&map, case.file(), &|by| case::place_of_statement(&case, by));
    let mut out = output::stdout(host);
    let output = match args.all.format {
        AnswerFormat::Json => out.json(&map),
        AnswerFormat::Text => answer::text(&mut out, language, &sections()),
        AnswerFormat::Markdown => answer::markdown(&mut out, language, &sections()),
    };
    let output = output.and_then(|()| out.flush());
    answer::exit(&case, Exit::Done).after(output)
}
