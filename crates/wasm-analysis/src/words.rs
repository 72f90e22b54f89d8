//! Answers in words, for `<vestibule-example>`.

use vestibule_answers::words::{self, Line, Section};
use vestibule_answers::{access_map, lockout, prove};
use vestibule_wire::{Case, Finding};

/// Which answers are asked for.
pub(crate) struct Asked {
    pub(crate) lockout: bool,
    pub(crate) guarantees: bool,
    pub(crate) map: bool,
}

type Question<'q> = &'q dyn Fn() -> Result<Vec<Section>, Box<Finding>>;

/// The answers that are asked for; where there is none, why.
pub(crate) fn sections(case: &Case, asked: &Asked) -> Vec<Section> {
    let file = case.file();
    // The text that is shown is not that of which the lines are counted.
    let nowhere = |_: &_| None;
    let of_lockout = || {
        let has_networks = !file.networks.is_empty();
        let found = lockout(case)?;
        Ok(vec![words::lockout(&found, has_networks, &nowhere)])
    };
    let of_guarantees = || {
        let proofs = prove(case, None)?;
        let (held, identity_center) = (file.held(), file.identity_center());
        let section = words::guarantees(&proofs, &held, identity_center, &nowhere);
        Ok(vec![section])
    };
    let of_map = || Ok(words::access_map(&access_map(case)?, file, &nowhere));
    let questions: [(bool, Question<'_>); 3] = [
        (asked.lockout, &of_lockout),
        (asked.guarantees, &of_guarantees),
        (asked.map, &of_map),
    ];
    let mut sections = Vec::new();
    for (_, question) in questions.iter().filter(|(is_asked, _)| *is_asked) {
        let found = question().unwrap_or_else(|finding| vec![unanswered(*finding)]);
        for section in found {
            // Why there is no answer is the same for all.
            if !sections.contains(&section) {
                sections.push(section);
            }
        }
    }
    sections
}

fn unanswered(finding: Finding) -> Section {
    let help = finding.help.into_iter();
    let line = |head| Line {
        outcome: None,
        head,
        tail: None,
        statements: Vec::new(),
        witness: None,
        below: Vec::new(),
    };
    Section {
        title: finding.message,
        lines: help.map(line).collect(),
    }
}
