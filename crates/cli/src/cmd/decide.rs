//! `vestibule decide`.

use std::io;

use vestibule_l10n::Text as Words;
use vestibule_wire::{Case, Finding, Room, SourceText};

use super::flags;
use crate::access::{Access, STDIN};
use crate::args::{Decide, TableFormat};
use crate::exit::Exit;
use crate::host::Host;
use crate::input::{self, Files};
use crate::{findings, output, table};

pub(crate) fn run(args: &Decide, host: &dyn Host, words: &Words) -> io::Result<Exit> {
    let case = match read(args, host, words) {
        Ok(case) => case,
        Err(exit) => return Ok(exit),
    };
    complain(&case, args, host, words);
    if !case.is_usable() {
        return Ok(Exit::Unusable);
    }
    let mut out = output::stdout(host);
    // One decision at a time: all of them may be much to hold.
    let mut room = Room::default();
    let decisions = (0..case.names().len()).filter_map(|index| {
        let decision = case.decide_within(index, args.explain, &mut room)?;
        Some((index, decision))
    });
    let output = match args.format {
        TableFormat::Json => out.array(decisions.map(|(_, decision)| decision)),
        TableFormat::Table => {
            let width = output::width(host);
            decisions
                .enumerate()
                .try_for_each(|(position, (index, decision))| {
                    if position > 0 {
                        out.line("")?;
                    }
                    table::write(&mut out, width, &case, index, &decision)
                })
        }
    };
    let output = output.and_then(|()| out.flush());
    // The decisions say where a policy that AWS would refuse leaves them open.
    let has_errors = case.findings().iter().any(Finding::is_error);
    let exit = if has_errors {
        Exit::Unusable
    } else {
        Exit::Done
    };
    exit.after(output)
}

/// The case of a file or of the flags.
fn read(args: &Decide, host: &dyn Host, words: &Words) -> Result<Case, Exit> {
    let refused = |found: &[Finding]| {
        for finding in found {
            let flag = finding.path.as_deref().and_then(flags::flag_of);
            output::complain(host, findings::write(words, finding, flag, None));
        }
        Exit::Unusable
    };
    let allowed = Access::new(host, &args.allow.allow_path);
    let Some(path) = args.case.as_deref() else {
        let file = flags::case_file(args).map_err(|finding| refused(&[*finding]))?;
        return Ok(Case::new(file, &Files::of_flags(&allowed)));
    };
    let bytes = input::read(&allowed, path).map_err(|finding| refused(&[*finding]))?;
    let access = allowed.and(".");
    Case::from_bytes(&bytes, &Files::of_case(&access, path)).map_err(|found| {
        let text = SourceText::from_bytes(&bytes);
        let write = |finding: &Finding| {
            let location = finding.span.map(|span| text.locate(span));
            findings::write(words, finding, Some(shown(path)), location)
        };
        let lines = findings::write_some(words, found.iter(), write);
        output::complain(host, lines);
        Exit::Unusable
    })
}

/// A path as people know it.
pub(super) fn shown(path: &str) -> &str {
    if path == STDIN { "<stdin>" } else { path }
}

/// Prints the findings of a case to standard error.
fn complain(case: &Case, args: &Decide, host: &dyn Host, words: &Words) {
    let write = |finding: &Finding| {
        let location = case.location_of(finding);
        let path = finding.path.as_deref();
        let place = location
            .and_then(|location| location.file)
            .or_else(|| args.case.as_deref().map(shown))
            .or_else(|| path.and_then(flags::flag_of));
        findings::write(words, finding, place, location)
    };
    let found = case.findings();
    let mut lines = findings::write_some(words, found.iter(), write);
    lines.extend(findings::summary(words, found.iter()).map(Into::into));
    output::complain(host, lines);
}
