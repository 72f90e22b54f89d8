//! A `Principal` that names somebody at an action at which nobody is known.

use vestibule_iam::message;
use vestibule_iam::policy::{Effect, PolicyKind};
use vestibule_iam::problem::Severity;

use crate::view::is_about_sign_in;
use crate::{Check, Covered, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "principal-before-authentication",
    number: Some("VST054"),
    severity: Severity::Warning,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for statements about `signin:Authenticate` whose `Principal` names others than everybody.",
    why: "Before authentication nobody is known, so only `*` names the one who signs in. A statement with other names does not apply. A statement with `NotPrincipal` applies to everybody, those it is to spare included.",
    sources: &["UG", "CK"],
    finds: &[
        Sample::Statements(PolicyKind::ResourceBased, NAMED),
        Sample::Statements(PolicyKind::VpcEndpoint, SPARED),
    ],
    passes: &[
        Sample::Statements(PolicyKind::ResourceBased, EVERYBODY),
        Sample::Statements(PolicyKind::ResourceBased, AFTERWARDS),
    ],
};

const NAMED: &str = r#"{"Effect":"Deny","Principal":{"AWS":"arn:aws:iam::111122223333:user/Leaver"},"Action":"signin:*","Resource":"*"}"#;
const SPARED: &str = r#"{"Effect":"Deny","NotPrincipal":{"AWS":["arn:aws:iam::111122223333:user/BreakGlass","arn:aws:iam::111122223333:root"]},"Action":"signin:Authenticate","Resource":"*"}"#;
const EVERYBODY: &str = r#"{"Effect":"Deny","Principal":{"AWS":["*","arn:aws:iam::111122223333:user/Leaver"]},"Action":"signin:*","Resource":"*"}"#;
const AFTERWARDS: &str = r#"{"Effect":"Deny","Principal":{"AWS":"arn:aws:iam::111122223333:user/Leaver"},"Action":["signin:AuthorizeOAuth2Access","signin:CreateOAuth2Token"],"Resource":"*"}"#;

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    let covered = view.covered();
    let of_sign_in = covered.filter(|covered| is_about_sign_in(covered.statement));
    found.extend(of_sign_in.filter_map(look));
}

fn look(Covered { statement, actions }: Covered<'_>) -> Option<Found> {
    let [before, afterwards @ ..] = actions;
    let principal = statement.principal.as_ref()?;
    let mut entries = principal.entries.iter();
    if !before || entries.any(|entry| &*entry.value.value == "*") {
        return None;
    }
    let message = match (principal.not, statement.effect) {
        (true, Some(Effect::Allow)) => message!(
            "nobody is known at `signin:Authenticate`, so `NotPrincipal` spares nobody and this allows everybody there"
        ),
        (true, _) => message!(
            "nobody is known at `signin:Authenticate`, so `NotPrincipal` spares nobody and this denies everybody there"
        ),
        (false, Some(Effect::Allow)) => message!(
            "nobody is known at `signin:Authenticate`, so only `*` is a principal there and this allows nobody"
        ),
        (false, _) => message!(
            "nobody is known at `signin:Authenticate`, so only `*` is a principal there and this denies nobody"
        ),
    };
    let help = match statement.effect {
        Some(Effect::Allow) => {
            message!("write `\"Principal\": \"*\"`, and say in a condition whom this allows")
        }
        _ => message!("write `\"Principal\": \"*\"`, and say in a condition whom this denies"),
    };
    // Those whom it names are denied at the next action.
    let denied_later =
        afterwards.contains(&true) && !principal.not && statement.effect == Some(Effect::Deny);
    let severity = if denied_later {
        Severity::Info
    } else {
        Severity::Warning
    };
    let finding = RULE.at(principal.span, message).help(help);
    Some(finding.severity(severity))
}
