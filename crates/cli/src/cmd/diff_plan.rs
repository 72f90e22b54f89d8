//! What the apply of a plan of Terraform does to sign-ins, for `vestibule diff`.

use vestibule_answers::Comparing;
use vestibule_import::{Planned, planned};
use vestibule_l10n::Text;
use vestibule_syntax::limits::IMPORT_BYTES;
use vestibule_syntax::message;
use vestibule_wire::{Case, Finding};

use super::case;
use super::diff::{Compared, Reading, nothing_to_compare, standard_input_twice};
use crate::access::{Access, STDIN};
use crate::args::Diff;
use crate::exit::Exit;
use crate::host::Host;
use crate::input::{self, Files};
use crate::{findings, output};

/// The cases before and after a plan is applied, and what differs between them.
pub(super) fn of_plan(
    plan: &str,
    args: &Diff,
    host: &dyn Host,
    language: &Text,
) -> Result<Compared, Exit> {
    let allowed = Access::new(host, &args.allow.allow_path);
    let reading = Reading {
        allowed: &allowed,
        host,
        language,
    };
    let refuse = |finding: Finding| case::refused(&[finding], host, language);
    if plan == STDIN && args.case.as_deref() == Some(STDIN) {
        return Err(refuse(standard_input_twice()));
    }
    let bytes = input::read_up_to(&allowed, plan, IMPORT_BYTES).map_err(|found| refuse(*found))?;
    let base = match &args.case {
        Some(path) => {
            let text = reading.text(path)?;
            let base = reading.case(path, &text)?;
            Some(base.ok_or_else(|| refuse(nothing_to_compare()))?)
        }
        None => None,
    };
    let complain = |found: &[Finding]| {
        let write =
            |finding: &Finding| findings::write(language, finding, Some(case::shown(plan)), None);
        output::complain(host, findings::write_some(language, found.iter(), write));
    };
    let folders = allowed.and(".");
    let path = args.case.as_deref().unwrap_or(plan);
    let files = Files::of_case(&folders, path);
    let base = base.as_ref().map(Case::file);
    let planned = planned(case::shown(plan), &bytes, base, &files);
    let Planned {
        before,
        after,
        findings: found,
    } = planned.map_err(|errors| {
        complain(&errors);
        Exit::Unusable
    })?;
    complain(&found);
    let [before, after] = [before, after].map(|file| Case::new(file, &files));
    for case in [&before, &after] {
        // What is known of the case file was said as it was read.
        if !case.is_usable() || case.unread().next().is_some() {
            case::complain(case, Some(path), host, language);
            return Err(Exit::Unusable);
        }
    }
    // What is wrong with a policy after apply is so in the plan.
    let new = |finding: &&Finding| finding.is_error() && !before.findings().contains(finding);
    complain(
        &after
            .findings()
            .iter()
            .filter(new)
            .cloned()
            .collect::<Vec<_>>(),
    );
    let cases = [before, after];
    let comparing = Comparing {
        phases: args.phases,
        ..Comparing::default()
    };
    let compared = reading.answer(cases, &comparing)?;
    let mut notes = vec![match &args.case {
        Some(_) => {
            message!("what the plan does not change is taken to be as the case file has it")
        }
        None => message!(
            "what Terraform does not manage is unknown, and taken to be the same after apply"
        ),
    }];
    notes.extend(found.into_iter().map(|finding| finding.message));
    Ok(Compared { notes, ..compared })
}
