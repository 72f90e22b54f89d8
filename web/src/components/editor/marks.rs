//! Findings as the editor shows them: in the language of the page, with the reason of their rules.

use std::rc::Rc;

use vestibule_syntax::visible::visible;
use vestibule_wire::{Finding, Severity};

use super::bridge::{Mark, MarkForm, Marks};
use crate::components::documents::key as key_of_list;
use crate::evaluate::answer::Problem;
use crate::fill;
use crate::state::rules::Rules;
use crate::text::Text;
use vestibule_ide::content::Content;

/// What is known beside the problems.
pub(super) struct About<'a> {
    pub(super) text: &'a Text,
    /// The text of the document.
    pub(super) source: &'a str,
    pub(super) rules: &'a Rules,
    /// What all policies come to is of the present text.
    pub(super) is_proven: bool,
    /// Of an example that nobody touched notes are no news.
    pub(super) is_example: bool,
}

/// What is marked of problems.
pub(super) fn of(about: &About<'_>, problems: &[Rc<Problem>]) -> Marks {
    let findings = problems.iter().map(|problem| &problem.finding);
    let count = fill::names(about.source, findings).len();
    let has_of_all = problems.iter().any(|problem| problem.of_all);
    let is_marked = |problem: &&Rc<Problem>| {
        (about.is_proven || !problem.of_all)
            && !(about.is_example && problem.finding.severity == Severity::Info)
    };
    let marks = problems.iter().filter(is_marked).filter_map(|problem| {
        let (finding, text) = (&problem.finding, about.text);
        let name = |fix: &vestibule_wire::Fix| {
            let title = text.message(&fix.title);
            let title = title.trim_end_matches(['.', '。']);
            visible(&title.replace('`', "")).into_owned()
        };
        Some(Mark {
            severity: finding.severity.name(),
            message: visible(&sentence(text, finding)).into_owned(),
            content: content(about, finding),
            place: finding.range?,
            key: key(problem),
            fix: finding.fix.as_ref().map(name),
            rule: [
                finding.code.to_string(),
                text.say(id!("finding-rule")).to_string(),
            ],
            form: fill::CODES.contains(&&*finding.code).then(|| MarkForm {
                name: text
                    .with("fill-all", &[("count", count.max(1).into())])
                    .to_string(),
                placeholder: fill::place(about.source, finding)
                    .unwrap_or_default()
                    .to_owned(),
            }),
            suppress: (!problem.is_unreadable()).then(|| {
                let key = key_of_list(finding).to_string();
                (text.say("suppress-mark").to_string(), key)
            }),
            of_all: problem.of_all,
        })
    });
    Marks {
        findings: marks.collect(),
        keeps_of_all: has_of_all && !about.is_proven,
    }
}

/// What tells a problem of a text from the others.
pub(super) fn key(problem: &Problem) -> String {
    let finding = &problem.finding;
    let start = finding.span.map_or(0, |span| span.start);
    format!("{start} {} {}", finding.code, finding.message)
}

/// What is wrong and what to do, for whoever cannot see the signs.
fn sentence(text: &Text, finding: &Finding) -> String {
    let message = text.message(&finding.message);
    match &finding.help {
        Some(help) => format!("{message} {}", text.message(help)),
        None => message.to_string(),
    }
}

fn content(about: &About<'_>, finding: &Finding) -> Content {
    let text = about.text;
    let mut said = vec![Content::sentence(&text.message(&finding.message))];
    if let Some(help) = &finding.help {
        said.push(Content::sentence(&text.message(help)));
    }
    let number = finding
        .rule
        .iter()
        .map(|number| Content::text(format!("{number} ")));
    let name = number.chain([Content::code(&finding.code)]).collect();
    said.push(Content::element("p", "cm-finding-rule", name));
    if let Some(why) = about
        .rules
        .of(&finding.code)
        .and_then(|rule| rule.why.as_ref())
    {
        let why = vestibule_ide::content::inline(why);
        said.push(Content::element("p", "cm-finding-why", why));
    }
    Content::element("div", "cm-finding", said)
}
