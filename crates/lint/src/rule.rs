//! What a rule is.

use std::fmt;

use vestibule_iam::problem::{Message, Severity};
use vestibule_iam::span::Span;
use vestibule_syntax::diagnostic::{Coded, Problem};

use crate::View;

/// A rule, without its documentation, which is its [`Doc`](crate::Doc).
pub struct Rule {
    /// Kebab-case, stable, a part of the public contract; no two rules have the same.
    pub code: &'static str,
    /// `VST` and three digits, stable; rules that look for one mistake in several places share it.
    /// Most of what the readers find is known by its code alone.
    pub number: Option<&'static str>,
    /// How bad what it finds usually is; a single finding may be milder or worse.
    pub severity: Severity,
    /// What looks for it.
    pub check: Check,
}

/// What looks for the mistake.
pub enum Check {
    /// The reader of policies, whose problem has the rule's code.
    Reader,
    /// A look at one policy.
    Policy(fn(&View<'_>, &mut Vec<Found>)),
    /// A question about a whole case file, asked above the analysis.
    CaseFile,
}

/// What a rule found.
pub type Found = Problem<&'static Rule>;

impl Rule {
    /// A finding of this rule at `span`; `message` is one lower-case sentence.
    pub fn at(&'static self, span: Span, message: Message) -> Found {
        Problem::new(self, span, message)
    }
}

/// There are more findings than are listed.
static TOO_MANY: Rule = Rule {
    code: "too-many-problems",
    number: None,
    severity: Severity::Warning,
    check: Check::Reader,
};

impl Coded for &'static Rule {
    const TOO_MANY: Self = &TOO_MANY;

    fn severity(self) -> Severity {
        self.severity
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}
