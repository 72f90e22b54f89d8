//! `vestibule repair`.

use std::io;

use vestibule_answers::{RepairFor, Repaired, repairs, words};
use vestibule_l10n::Text as Words;
use vestibule_wire::{Case, DecidedBy, EditedFile, Repairs};

use super::{answer, case, patch};
use crate::args::{Repair, RepairFormat};
use crate::exit::Exit;
use crate::host::Host;
use crate::output::Output;
use crate::{findings, output};

pub(crate) fn run(args: &Repair, host: &dyn Host, language: &Words) -> io::Result<Exit> {
    let of = match (&args.request, &args.guarantee) {
        (Some(name), _) => RepairFor::Request(name),
        (None, Some(name)) => RepairFor::Guarantee(name),
        (None, None) => RepairFor::LockedOut,
    };
    let answered = answer::answered(&args.case, &args.allow, host, language, |case| {
        repairs(case, of)
    });
    let (case, _, found) = match answered {
        Ok(answered) => answered,
        Err(exit) => return Ok(exit),
    };
    let mut out = output::stdout(host);
    let shown = Shown {
        case: &case,
        path: &args.case,
        host,
        language,
    };
    let output = match args.format {
        RepairFormat::Json => out.json(&found.sign_ins),
        RepairFormat::Text => shown.text(&mut out, &found, of),
        RepairFormat::Markdown => shown.markdown(&mut out, &found, of),
        RepairFormat::Patch => match patch::numbered(&found, args.change, &args.case, host, &out) {
            Ok(patch) => out.script(patch.as_bytes()),
            Err(finding) => {
                let place = Some(case::shown(&args.case));
                output::complain(host, findings::write(language, &finding, place, None));
                return Ok(Exit::Unusable);
            }
        },
    };
    let output = output.and_then(|()| out.flush());
    let lacks = |repairs: &Repairs| repairs.repairs.is_empty();
    let exit = if found.sign_ins.iter().any(lacks) {
        Exit::Wrong
    } else {
        Exit::Done
    };
    answer::exit(&case, exit).after(output)
}

/// What repairs are shown with.
struct Shown<'a> {
    case: &'a Case,
    /// The path of the case file.
    path: &'a str,
    host: &'a dyn Host,
    language: &'a Words,
}

impl Shown<'_> {
    fn text(&self, out: &mut Output, found: &Repaired, of: RepairFor<'_>) -> io::Result<()> {
        let mut sections = self.sections(found, of).into_iter();
        let mut first = true;
        sections.try_for_each(|(section, patch)| {
            if !first {
                out.line("")?;
            }
            first = false;
            answer::text(out, self.language, &[section])?;
            let mut lines = patch.lines();
            lines.try_for_each(|line| out.line(format!("    {line}")))
        })
    }

    fn markdown(&self, out: &mut Output, found: &Repaired, of: RepairFor<'_>) -> io::Result<()> {
        let mut sections = self.sections(found, of).into_iter();
        let mut first = true;
        sections.try_for_each(|(section, patch)| {
            if !first {
                out.line("")?;
            }
            first = false;
            answer::markdown(out, self.language, &[section])?;
            if patch.is_empty() {
                return Ok(());
            }
            // No line of the texts ends the block.
            let longest = patch.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            out.line("")?;
            out.line(format!("{fence}diff"))?;
            patch.lines().try_for_each(|line| out.line(line))?;
            out.line(fence)
        })
    }

    /// Each sign-in, and behind it each of its repairs with the change of the texts. The
    /// repairs are numbered through.
    fn sections(&self, found: &Repaired, of: RepairFor<'_>) -> Vec<(words::Section, String)> {
        let place = |by: &DecidedBy| case::place_of_statement(self.case, by);
        let mut sections = Vec::new();
        if found.sign_ins.is_empty() {
            sections.push((words::nothing_to_repair(of), String::new()));
        }
        let mut told: Vec<&Vec<EditedFile>> = Vec::new();
        for (repaired, files) in found.sign_ins.iter().zip(&found.files) {
            sections.push((words::repaired(repaired, &place), String::new()));
            for (repair, files) in repaired.repairs.iter().zip(files) {
                let number = told.len() + 1;
                let same = told.iter().position(|known| *known == files);
                told.push(files);
                sections.push(match same {
                    Some(other) => (words::same_repair(number, other + 1), String::new()),
                    None => {
                        let section = words::repair(number, repair, &place);
                        (section, patch::of(files, self.path, self.host))
                    }
                });
            }
        }
        if found.left_out > 0 {
            sections.push((words::left_out(found.left_out), String::new()));
        }
        sections
    }
}
