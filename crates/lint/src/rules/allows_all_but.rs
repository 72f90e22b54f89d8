//! A statement that allows everybody but some.

use vestibule_iam::message;
use vestibule_iam::policy::{Effect, PolicyKind};
use vestibule_iam::problem::Severity;

use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "allows-all-but",
    number: Some("VST073"),
    severity: Severity::Warning,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for statements on sign-ins that allow by `NotPrincipal`.",
    why: "Everybody else is allowed, anonymous requests and strangers among them: before authentication nobody is named, so that all are. AWS advises against it.",
    sources: &["NOTPRIN", "AA"],
    finds: &[Sample::Statements(PolicyKind::VpcEndpoint, ALL_BUT_ONE)],
    passes: &[
        Sample::Statements(PolicyKind::VpcEndpoint, EVERYBODY),
        Sample::Statements(PolicyKind::ResourceBased, DENIED),
    ],
};

const ALL_BUT_ONE: &str = r#"{"Effect":"Allow","NotPrincipal":{"AWS":"arn:aws:iam::111122223333:user/Leaver"},"Action":"signin:*","Resource":"*"}"#;
const EVERYBODY: &str = r#"{"Effect":"Allow","Principal":"*","Action":"signin:*","Resource":"*"}"#;
const DENIED: &str = r#"{"Effect":"Deny","NotPrincipal":{"AWS":["arn:aws:iam::111122223333:user/Admin","arn:aws:iam::111122223333:root"]},"Action":"signin:CreateOAuth2Token","Resource":"*"}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    for covered in view.covered() {
        let statement = covered.statement;
        let principal = statement.principal.as_ref();
        let Some(principal) = principal.filter(|principal| principal.not) else {
            continue;
        };
        if statement.effect != Some(Effect::Allow) {
            continue;
        }
        let message = message!("this allows everybody but those that `NotPrincipal` names");
        let help = message!(
            "allow `*`, and deny those that are meant by a condition on `aws:PrincipalArn`"
        );
        found.push(RULE.at(principal.span, message).help(help));
    }
}
