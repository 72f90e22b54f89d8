//! Findings as the editor shows them: in the language of the page, with their fixes.

use std::rc::Rc;

use vestibule_syntax::visible::visible;
use vestibule_wire::{Finding, Fix, Severity};

use super::bridge::{Mark, MarkFix, MarkForm, Marks};
use crate::components::documents::key;
use crate::evaluate::answer::Problem;
use crate::fill;
use crate::text::Text;
use vestibule_ide::content::Content;

/// What is marked of the problems of `source`. `is_proven`: what all policies come to is of the
/// present text. Of an example that nobody touched notes are no news.
pub(super) fn of<'a>(
    text: &Text,
    source: &'a str,
    problems: &'a [Rc<Problem>],
    is_proven: bool,
    is_example: bool,
) -> Marks<'a> {
    let findings = problems.iter().map(|problem| &problem.finding);
    let count = fill::names(source, findings).len();
    let has_of_all = problems.iter().any(|problem| problem.of_all);
    let is_marked = |problem: &&Rc<Problem>| {
        (is_proven || !problem.of_all)
            && !(is_example && problem.finding.severity == Severity::Info)
    };
    let marks = problems.iter().filter(is_marked).filter_map(|problem| {
        let finding = &problem.finding;
        Some(Mark {
            severity: finding.severity.name(),
            message: visible(&sentence(text, finding)).into_owned(),
            content: content(text, finding),
            place: finding.range?,
            fix: finding.fix.as_ref().map(|fix| MarkFix {
                name: visible(&name(text, fix)).into_owned(),
                edits: &fix.edits,
            }),
            form: fill::CODES.contains(&&*finding.code).then(|| MarkForm {
                name: text
                    .with("fill-all", &[("count", count.max(1).into())])
                    .to_string(),
                placeholder: fill::place(source, finding).unwrap_or_default(),
            }),
            suppress: (!problem.is_unreadable()).then(|| {
                let key = key(finding).to_string();
                (text.say("suppress-mark").to_string(), key)
            }),
            of_all: problem.of_all,
        })
    });
    Marks {
        findings: marks.collect(),
        keeps_of_all: has_of_all && !is_proven,
    }
}

/// What is wrong and what to do, for whoever cannot see the signs.
fn sentence(text: &Text, finding: &Finding) -> String {
    let message = text.message(&finding.message);
    match &finding.help {
        Some(help) => format!("{message} {}", text.message(help)),
        None => message.to_string(),
    }
}

fn content(text: &Text, finding: &Finding) -> Content {
    let mut said = vec![Content::sentence(&text.message(&finding.message))];
    if let Some(help) = &finding.help {
        said.push(Content::sentence(&text.message(help)));
    }
    Content::element("div", "cm-finding", said)
}

/// What the button of a fix says.
fn name(text: &Text, fix: &Fix) -> String {
    let [edit] = fix.edits.as_slice() else {
        return text.say("editor-fix").to_string();
    };
    let replacement = edit.text.trim();
    match replacement {
        "" => text.say("editor-fixed-remove").to_string(),
        short if short.chars().count() <= 48 => text
            .with("editor-fixed-to", &[("text", short.into())])
            .to_string(),
        _ => text.say("editor-fix").to_string(),
    }
}
