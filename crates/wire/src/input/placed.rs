//! Findings with where they lie, as suppressions name it.

use vestibule_iam::document::Document;
use vestibule_iam::policy::Policy;
use vestibule_iam::span::Span;

use super::fingerprint::Fingerprints;
use crate::contract::finding::Finding;

/// The codes that say that something was not looked at.
const NOT_LOOKED_AT: [&str; 3] = ["not-analysed", "too-many-problems", "document-too-large"];

/// A finding with where it lies.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The finding; its places are those in `file`.
    pub finding: Finding,
    /// The file as the case names it; `None` for the file that was handed in.
    pub file: Option<String>,
    /// True for what says that something was not looked at, or that a case file cannot be used:
    /// it is told whatever is selected, and cannot be suppressed.
    pub must_be_told: bool,
    /// The statement that it lies in.
    pub(crate) statement: Option<Statement>,
}

impl Placed {
    /// A finding in the file that was handed in, of which no statements are known.
    pub fn unplaced(finding: &Finding) -> Self {
        Self::of(finding.clone(), None, &[])
    }

    /// A finding in `file`, with the one of the statements that it lies in.
    pub(crate) fn of(finding: Finding, file: Option<String>, statements: &[Statement]) -> Self {
        let span = finding.span.map(Span::from);
        let mut around = statements.iter();
        let statement = span.and_then(|span| around.find(|one| one.span.contains(span)));
        Self {
            file,
            must_be_told: NOT_LOOKED_AT.contains(&&*finding.code),
            statement: statement.cloned(),
            finding,
        }
    }
}

/// A statement as suppressions name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Statement {
    pub(crate) number: usize,
    pub(crate) sid: Option<String>,
    pub(crate) span: Span,
}

impl Statement {
    /// The statements of a policy.
    pub(crate) fn all(policy: &Policy) -> impl Iterator<Item = Self> {
        let statements = policy.statements.iter().enumerate();
        statements.map(|(number, statement)| Self {
            number,
            sid: statement.sid.as_ref().map(|sid| sid.value.to_string()),
            span: statement.span,
        })
    }
}

/// Findings in one document, with the statements that they lie in and their fingerprints.
pub(crate) fn place(
    findings: impl Iterator<Item = Finding>,
    statements: &[Statement],
    document: &Document,
    fingerprints: &mut Fingerprints,
) -> Vec<Placed> {
    let place = |finding: Finding| {
        let mut placed = Placed::of(finding, None, statements);
        let sid = placed.statement.as_ref().and_then(|of| of.sid.as_deref());
        let fingerprint = fingerprints.next(&placed.finding, sid, document);
        placed.finding.fingerprint = Some(fingerprint);
        placed
    };
    findings.map(place).collect()
}

/// Whether every part of a policy can be read.
pub(crate) fn is_whole(policy: &Policy) -> bool {
    let mut statements = policy.statements.iter();
    policy.defects.is_empty() && statements.all(|statement| statement.defects.is_empty())
}
