//! `vestibule decide`.

use std::io;

use vestibule_answers::standing;
use vestibule_l10n::Text as Words;
use vestibule_wire::{Case, Finding, Room};

use super::{answer, case, flags};
use crate::access::Access;
use crate::args::{Decide, TableFormat};
use crate::exit::Exit;
use crate::host::Host;
use crate::input::Files;
use crate::{output, table};

pub(crate) fn run(args: &Decide, host: &dyn Host, words: &Words) -> io::Result<Exit> {
    let case = match read(args, host, words) {
        Ok(case) => case,
        Err(exit) => return Ok(exit),
    };
    case::complain(&case, args.case.as_deref(), host, words);
    if !case.is_usable() {
        return Ok(Exit::Unusable);
    }
    let mut out = output::stdout(host);
    // One decision at a time: all of them may be much to hold.
    let mut room = Room::default();
    let decisions = (0..case.names().len()).filter_map(|index| {
        let mut decision = case.decide_within(index, args.explain, &mut room)?;
        let standing = standing(&case, index, &decision, args.today.as_deref());
        decision.account_facts = standing.as_ref().map(|of| of.answer.clone());
        Some((index, decision, standing))
    });
    let output = match args.format {
        TableFormat::Json => out.array(decisions.map(|(_, decision, _)| decision)),
        TableFormat::Table => {
            let width = output::width(host);
            decisions
                .enumerate()
                .try_for_each(|(position, (index, decision, standing))| {
                    if position > 0 {
                        out.line("")?;
                    }
                    table::write(&mut out, width, &case, index, &decision, words)?;
                    let beside: Vec<_> = standing.into_iter().map(|of| of.line).collect();
                    answer::text_lines(&mut out, words, &beside, 0)
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
    if let Some(path) = args.case.as_deref() {
        return case::read(path, case::ANY, &args.allow, host, words);
    }
    let refused = |finding: Box<Finding>| case::refused(&[*finding], host, words);
    let file = flags::case_file(args).map_err(refused)?;
    let allowed = Access::new(host, &args.allow.allow_path);
    Ok(Case::new(file, &Files::of_flags(&allowed)))
}
