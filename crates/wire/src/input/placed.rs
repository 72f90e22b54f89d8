//! Findings with where they lie, as suppressions name it.

use vestibule_iam::document::Document;
use vestibule_iam::policy::{Policy, PolicyKind};
use vestibule_iam::span::Span;

use super::aws_output;
use super::fingerprint::Fingerprints;
use crate::contract::finding::Finding;
use crate::contract::suppression::StatementName;

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

/// The statements of the policies in a text, by which its findings are placed.
#[derive(Clone, Debug, Default)]
pub struct TextStatements(Vec<Statement>);

impl TextStatements {
    /// The statements in a text that holds policies.
    pub fn of(text: &str) -> Self {
        let document = Document::parse(text);
        let (_, found) = aws_output::find(&document);
        let policies = found.unwrap_or_default();
        let statements = policies.iter().flat_map(|found| {
            // The kind decides what is complained about, and nobody asks.
            let kind = found.kind.unwrap_or(PolicyKind::Identity);
            let (policy, _) = aws_output::read(&document, found, kind);
            Statement::all(&policy).collect::<Vec<_>>()
        });
        Self(statements.collect())
    }

    /// A finding in that text, with the statement that it lies in.
    pub fn place(&self, finding: Finding) -> Placed {
        Placed::of(finding, None, &self.0)
    }
}

impl Placed {
    /// The statement that it lies in, by its `Sid` if it has one.
    pub fn statement_name(&self) -> Option<StatementName> {
        let statement = self.statement.as_ref()?;
        Some(match &statement.sid {
            Some(sid) => StatementName::Sid(sid.clone()),
            None => StatementName::Number(u32::try_from(statement.number).ok()?),
        })
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
