//! From what was typed to what is shown: pure. Every decision comes from the
//! wire crate; here it is only put where the page needs it.

mod case;
mod place;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use vestibule_wire::{Case, DecidedBy, Decision, Finding, NoFiles, Range, Severity};
use yew::AttrValue;

use crate::first::state::input::Input;
use crate::text;
use case::Documents;
pub(crate) use place::Place;

/// What is wrong with documents that cannot be read as policies at all. The
/// evaluator makes the best of them; a page on which someone is still typing
/// keeps the last decision on a text that could be read.
const UNREADABLE: [&str; 5] = [
    "document-too-large",
    "not-utf8",
    "no-policy",
    "several-policies",
    "endpoint-not-found",
];

/// What is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct View {
    /// The last decision that could be made.
    pub(crate) verdict: Option<Rc<Verdict>>,
    /// True when the present input could not be decided.
    pub(crate) stale: bool,
    /// What is wrong with the present input, the worst first.
    pub(crate) problems: Rc<[Problem]>,
}

/// A decision, with what it takes to show it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) decision: Decision,
    /// Who, from where, to which Region.
    pub(crate) subject: String,
    /// The sentences of the assumptions, by id.
    pub(crate) assumptions: Vec<(String, &'static str)>,
    documents: Documents,
}

/// One finding, with its place on the page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Problem {
    pub(crate) severity: Severity,
    help: Option<String>,
    pub(crate) place: Option<Place>,
    message: String,
}

/// What became of one input.
#[derive(Debug)]
pub(crate) struct Evaluation {
    /// `None` for an input that cannot be used.
    verdict: Option<Verdict>,
    problems: Vec<Problem>,
}

/// Decides the sign-in that was typed by the policies that were typed.
pub(crate) fn evaluate(input: &Input) -> Evaluation {
    let (file, documents) = case::file(input);
    let case = Case::new(file, &NoFiles);
    let problems = problems(case.findings(), &documents);
    let usable = case.is_usable() && !case.findings().iter().any(is_unreadable);
    let decision = usable.then(|| case.decide_explained(0)).flatten();
    let verdict = decision.map(|decision| Verdict {
        subject: text::subject(&input.request),
        assumptions: sentences(&decision),
        decision,
        documents,
    });
    Evaluation { verdict, problems }
}

fn is_unreadable(finding: &Finding) -> bool {
    finding.is_error()
        && (finding.code.starts_with("json-") || UNREADABLE.contains(&finding.code.as_ref()))
}

fn problems(findings: &[Finding], documents: &Documents) -> Vec<Problem> {
    let mut findings: Vec<&Finding> = findings.iter().collect();
    // What makes a text unreadable explains the rest, so it comes first.
    findings.sort_by_key(|finding| {
        let start = finding.range.map(|range| range.start);
        let document = documents.order(finding);
        (
            !is_unreadable(finding),
            std::cmp::Reverse(finding.severity),
            document,
            start,
        )
    });
    let problem = |finding: &Finding| Problem {
        severity: finding.severity,
        help: finding.help.clone(),
        place: documents.place_of(finding),
        message: finding.message.clone(),
    };
    findings.into_iter().map(problem).collect()
}

fn sentences(decision: &Decision) -> Vec<(String, &'static str)> {
    let sentence = |id: &String| {
        let assumption = vestibule_signin::Assumption::from_id(id)?;
        Some((id.clone(), assumption.entry().reading))
    };
    decision.assumptions.iter().filter_map(sentence).collect()
}

impl View {
    /// What is shown after another evaluation: a decision that can be made
    /// replaces the one before, one that cannot leaves it, out of date.
    pub(crate) fn next(self, evaluation: Evaluation) -> Self {
        let stale = evaluation.verdict.is_none();
        Self {
            verdict: evaluation.verdict.map(Rc::new).or(self.verdict),
            stale,
            problems: evaluation.problems.into(),
        }
    }

    /// What a screen reader is told.
    pub(crate) fn announcement(&self) -> AttrValue {
        let errors = self
            .problems
            .iter()
            .filter(|problem| problem.is_error())
            .count();
        match &self.verdict {
            Some(verdict) if !self.stale => {
                text::announcement(verdict.decision.outcome, verdict.decision.denied_at, errors)
            }
            _ => text::announcement_stale(errors),
        }
        .into()
    }
}

impl Problem {
    pub(crate) fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    pub(crate) fn stands_in(&self, field: crate::first::state::field::Field) -> bool {
        self.place
            .as_ref()
            .is_some_and(|place| place.field == field)
    }

    /// The message as a sentence of its own.
    pub(crate) fn sentence(&self) -> String {
        text::sentence(&self.message)
    }

    /// What to do about it, as a sentence of its own.
    pub(crate) fn help_sentence(&self) -> Option<String> {
        self.help.as_deref().map(text::sentence)
    }
}

impl Verdict {
    /// The place of something that is said of a policy.
    pub(crate) fn place(&self, path: Option<&str>, range: Option<Range>) -> Option<Place> {
        self.documents.place(path?, range)
    }

    /// The name of the policy, where a person gave it one.
    pub(crate) fn name_of<'a>(&self, by: &'a DecidedBy) -> Option<&'a str> {
        let path = by.path.as_deref()?;
        by.policy
            .as_deref()
            .filter(|_| self.documents.is_named(path))
    }
}
