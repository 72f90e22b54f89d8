//! A resource that another one of the list covers.

use vestibule_iam::policy::PolicyKind;
use vestibule_iam::problem::Severity;

use super::redundant_action::look;
use crate::redundant::Items;
use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "redundant-resource",
    number: Some("VST071"),
    severity: Severity::Info,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for resources of statements on sign-ins that another resource of the list covers.",
    why: "They change nothing. Who reads them may take the statement for one about some consoles, and it is about more.",
    sources: &["AA"],
    finds: &[Sample::Statements(PolicyKind::ResourceControl, COVERED)],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, APART),
        Sample::Statements(PolicyKind::ResourceControl, OTHER_SERVICE),
    ],
};

const COVERED: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":["*","arn:aws:signin:::console/canvas"]}"#;
const APART: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":["arn:aws:signin:::console/*","arn:aws:signin:*:*:oauth2/*"]}"#;
const OTHER_SERVICE: &str =
    r#"{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["*","arn:aws:s3:::bucket"]}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    for covered in view.covered() {
        if let Some(resource) = &covered.statement.resource {
            found.extend(look(view, resource, Items::Patterns, &RULE));
        }
    }
}
