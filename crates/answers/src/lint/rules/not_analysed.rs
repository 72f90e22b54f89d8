//! What holds for all sign-ins could not be found.

use vestibule_iam::problem::Severity;
use vestibule_lint::{Check, Doc, Rule};
use vestibule_wire::Finding;

use crate::lint::{Answers, CaseRule};

static OF: Rule = Rule {
    code: "not-analysed",
    number: Some("VST065"),
    severity: Severity::Warning,
    check: Check::CaseFile,
};

pub(super) static RULE: CaseRule = CaseRule { rule: &OF, check };

pub(super) static DOC: Doc = Doc {
    rule: &OF,
    what: "Tells that rules about all sign-ins found no answer, and why.",
    why: "What they would say is then not known, such as whether somebody is locked out. It is not a mistake in the policies, but nothing was proven about them.",
    sources: &["OPS"],
    finds: &[],
    passes: &[],
};

/// There are answers.
fn check(_: &Answers<'_>) -> Vec<Finding> {
    Vec::new()
}

/// The finding that says why there is no answer.
pub(in crate::lint) fn not_analysed(why: Finding) -> Finding {
    let mut finding = Finding::new(OF.code, OF.severity.into(), why.message);
    finding.rule = OF.number.map(Into::into);
    finding.help = why.help;
    finding
}
