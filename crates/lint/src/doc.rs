//! What is said of a rule: by `vestibule check --explain`, in the editor and in `docs/rules.md`.

use vestibule_iam::policy::PolicyKind;

use crate::Rule;

/// The documentation of a rule, in English; other languages have it in `l10n/text/`, as
/// `rule-CODE-what` and `rule-CODE-why`. It is apart from the rule, so that a program that only
/// checks does not carry it.
pub struct Doc {
    /// The rule.
    pub rule: &'static Rule,
    /// What it looks for, one sentence that begins with a capital and ends with a full stop.
    pub what: &'static str,
    /// Why that is bad: what AWS does with it, or whom it locks out. Sentences likewise.
    pub why: &'static str,
    /// Ids of the sources in `docs/semantics.md`, such as `CK`.
    pub sources: &'static [Source],
    /// Samples in which it finds something.
    pub finds: &'static [Sample],
    /// Samples that look similar, in which it finds nothing.
    pub passes: &'static [Sample],
}

/// The id of a source in `docs/semantics.md`.
pub type Source = &'static str;

/// A text to look at.
pub enum Sample {
    /// A policy of that kind.
    Policy(PolicyKind, &'static str),
    /// Statements of a policy of that kind, as JSON, divided by commas.
    Statements(PolicyKind, &'static str),
    /// Bytes of a policy of that kind, or of a case file, that are too many, or no text, to be
    /// written down.
    Made(Option<PolicyKind>, fn() -> Vec<u8>),
    /// A case file.
    Case(&'static str),
}

impl Sample {
    /// What it consists of.
    pub fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Made(_, bytes) => bytes(),
            Self::Policy(..) | Self::Statements(..) | Self::Case(_) => self.text().into_bytes(),
        }
    }

    /// The whole text, in which U+FFFD stands for what is none.
    pub fn text(&self) -> String {
        match self {
            Self::Made(_, bytes) => String::from_utf8_lossy(&bytes()).into_owned(),
            Self::Policy(_, text) | Self::Case(text) => (*text).to_owned(),
            Self::Statements(_, statements) => {
                format!("{{\"Version\":\"2012-10-17\",\"Statement\":[{statements}]}}")
            }
        }
    }

    /// The kind of the policy; `None` for a case file.
    pub fn kind(&self) -> Option<PolicyKind> {
        match self {
            Self::Policy(kind, _) | Self::Statements(kind, _) => Some(*kind),
            Self::Made(kind, _) => *kind,
            Self::Case(_) => None,
        }
    }
}
