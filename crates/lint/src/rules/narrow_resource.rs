//! A statement that restricts only some of what people sign in to.

use vestibule_iam::message;
use vestibule_iam::policy::{PatternElement, PolicyKind};
use vestibule_iam::problem::{Severity, codes};
use vestibule_iam::wildcard::Pattern;
use vestibule_signin::Layer;

use crate::view::is_about_sign_in;
use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "narrow-resource",
    number: Some("VST049"),
    severity: Severity::Info,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for statements of RCPs and resource-based policies that deny sign-ins to some resources alone. One may deny those to the console and not those by `aws login`.",
    why: "The actions of a sign-in have several types of resources: consoles, the local and the remote client of `aws login`, services. What `Resource` does not match is not denied.",
    sources: &["SAR"],
    finds: &[
        Sample::Statements(PolicyKind::ResourceControl, CONSOLE),
        Sample::Statements(PolicyKind::ResourceControl, BUT_CONSOLE),
    ],
    passes: &[
        Sample::Statements(PolicyKind::ResourceControl, ALL),
        Sample::Statements(PolicyKind::ResourceControl, ALL_OF_SIGN_IN),
        Sample::Statements(PolicyKind::ResourceControl, OF_GOVCLOUD),
        Sample::Statements(PolicyKind::ServiceControl, LOGIN),
    ],
};

const CONSOLE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"arn:aws:signin:::console/*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}"#;
const BUT_CONSOLE: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","NotResource":"arn:aws:signin:::console/canvas","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}"#;
const ALL: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}"#;
const ALL_OF_SIGN_IN: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"arn:aws:signin:*:*:*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}"#;
const OF_GOVCLOUD: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"arn:aws-us-gov:signin:*:*:*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}"#;
const LOGIN: &str = r#"{"Effect":"Deny","Action":"signin:AuthorizeOAuth2Access","Resource":"arn:aws:signin:*:*:oauth2/public-client/*"}"#;

/// A resource of each type that the actions have, behind the partition.
const EACH: [&str; 4] = [
    "signin:::console/canvas",
    "signin:us-east-1:111122223333:oauth2/public-client/localhost",
    "signin:us-east-1:111122223333:oauth2/public-client/remote",
    "signin:us-east-1:111122223333:service-principal/ecr.amazonaws.com",
];

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    // On the side of principals `aws login` is denied by its resources alone.
    if !matches!(view.layer, Layer::ResourceControl | Layer::ResourceBased) {
        return;
    }
    let denials = view.denials();
    let about_sign_in = denials.filter(|covered| is_about_sign_in(covered.statement));
    found.extend(about_sign_in.filter_map(|covered| look(covered.statement.resource.as_ref()?)));
}

fn look(element: &PatternElement) -> Option<Found> {
    let covers = |arn: &str| {
        let mut patterns = element.patterns.iter();
        patterns.any(|pattern| Pattern::new(&pattern.value).matches(arn)) != element.not
    };
    // That of the first pattern that names one.
    let mut named = element.patterns.iter().filter_map(|pattern| {
        let partition = pattern.value.strip_prefix("arn:")?.split(':').next()?;
        (!partition.contains(['*', '?'])).then_some(partition)
    });
    let partition = named.next().unwrap_or("aws");
    let covers_each = EACH
        .iter()
        .all(|resource| covers(&format!("arn:{partition}:{resource}")));
    // Which it matches is not known where a variable is replaced.
    let is_open = |pattern: &str| pattern.contains("${");
    let mut patterns = element.patterns.iter();
    if covers_each || patterns.any(|text| is_open(&text.value)) {
        return None;
    }
    let patterns = element.patterns.iter().map(|pattern| &*pattern.value);
    let message = if element.not {
        message!(
            "sign-ins to {resources} pass this",
            resources = codes(patterns)
        )
    } else {
        message!(
            "other sign-ins than those to {resources} pass this",
            resources = codes(patterns)
        )
    };
    let help = message!(
        "write `\"Resource\": \"*\"`, which denies those, too, unless they are meant to pass"
    );
    Some(RULE.at(element.span, message).help(help))
}
