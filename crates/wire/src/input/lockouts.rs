//! Policies that lock people out, as far as one statement by itself shows it. AWS stores all
//! of them, so these are warnings.

use vestibule_iam::cidr::{CidrError, parse_network};
use vestibule_iam::condition::{Base, Operator};
use vestibule_iam::document::Document;
use vestibule_iam::message;
use vestibule_iam::policy::{Effect, KeyTest, PatternElement, Policy, Statement};
use vestibule_iam::problem::quoted;
use vestibule_iam::wildcard::Pattern;
use vestibule_signin::address::NotPublic;
use vestibule_signin::keys::{self, Origin};
use vestibule_signin::{Action, Entry, Presence, presence};

use crate::contract::finding::{Finding, Severity};
use crate::contract::words::Layer;
use crate::input::aws_output;

/// The address of a request over the internet; one through a VPC endpoint has none. [CK]
const SOURCE_IP: &str = "aws:SourceIp";

/// What of a text that holds policies of `layer` locks people out.
pub fn lockouts(text: &str, layer: Layer) -> Vec<Finding> {
    let document = Document::parse(text);
    let (_, found) = aws_output::find(&document);
    let mut findings = Vec::new();
    for found in found.iter().flatten() {
        let kind = vestibule_signin::Layer::from(layer).kind();
        let (policy, _) = aws_output::read(&document, found, kind);
        of_policy(&policy, layer, &document, &mut findings);
    }
    findings
}

fn of_policy(policy: &Policy, layer: Layer, document: &Document, findings: &mut Vec<Finding>) {
    if !policy.defects.is_empty() {
        return;
    }
    for statement in &policy.statements {
        let actions = Action::ALL.map(|action| covers(statement.action.as_ref(), action));
        if !statement.defects.is_empty() || !actions.contains(&true) {
            continue;
        }
        let mut found = Vec::new();
        found.extend(tests(statement).filter_map(|(operator, test)| private(operator, test)));
        if statement.effect == Some(Effect::Deny) {
            found.extend(hits_every_endpoint(statement));
            // The other layers do not see who is about to sign in.
            if matches!(layer, Layer::ResourceBased | Layer::ResourceControl) {
                found.extend(exempts_nobody(statement, actions));
            }
        }
        let at = |(test, finding): (&KeyTest, Finding)| finding.at(test.span, &document.lines);
        findings.extend(found.into_iter().map(at));
    }
}

/// The tests whose operators AWS has.
fn tests(statement: &Statement) -> impl Iterator<Item = (Operator, &KeyTest)> {
    statement.conditions.iter().flat_map(|block| {
        let operator = block.operator;
        let tests = block.tests.iter();
        tests.filter_map(move |test| Some((operator?, test)))
    })
}

fn covers(element: Option<&PatternElement>, action: Action) -> bool {
    element.is_some_and(|element| {
        let mut patterns = element.patterns.iter();
        let named = patterns
            .any(|pattern| Pattern::new_ignore_ascii_case(&pattern.value).matches(action.name()));
        named != element.not
    })
}

/// Whether the test holds for certain when its key is absent.
fn holds_when_absent(operator: Operator, test: &KeyTest) -> bool {
    if let Some(constant) = operator.is_constant() {
        return constant;
    }
    if operator.base == Base::Null {
        return matches!(&test.values[..], [value] if &*value.value == "true");
    }
    operator.when_missing() == Some(true)
}

fn is_source_ip(test: &KeyTest) -> bool {
    test.key.value.eq_ignore_ascii_case(SOURCE_IP)
}

/// Ranges inside of networks, compared with the address of a request over the internet.
fn private(operator: Operator, test: &KeyTest) -> Option<(&KeyTest, Finding)> {
    if !is_source_ip(test) || operator.base != Base::IpAddress {
        return None;
    }
    let is_private = |range: &str| {
        let network = match parse_network(range) {
            Ok(network) | Err(CidrError::HostBits(network)) => network,
            Err(_) => return None,
        };
        let ends = [network.network(), network.broadcast()].map(NotPublic::of);
        let inside = [
            NotPublic::Private,
            NotPublic::Shared,
            NotPublic::LinkLocal,
            NotPublic::Loopback,
        ];
        let [Some(first), Some(last)] = ends else {
            return None;
        };
        (first == last && inside.contains(&first)).then_some(())
    };
    let mut ranges = test.values.iter().map(|value| &*value.value);
    let count = ranges
        .clone()
        .filter(|range| is_private(range).is_some())
        .count();
    let first = ranges.find(|range| is_private(range).is_some())?;
    // Beside public ranges it only says nothing.
    let severity = if count == test.values.len() {
        Severity::Warning
    } else {
        Severity::Info
    };
    let message = message!(
        "no request over the internet comes from {range}, which is not public",
        range = quoted(first)
    );
    let finding = Finding::new("private-source-ip", severity, message).help(message!("compare an address inside of a VPC with `aws:VpcSourceIp`, beside `aws:SourceVpc`; `aws:SourceIp` holds public ones"));
    Some((test, finding))
}

/// A Deny outside of some addresses, which holds for every request through a VPC endpoint. [CK]
fn hits_every_endpoint(statement: &Statement) -> Option<(&KeyTest, Finding)> {
    let of_endpoints = |test: &KeyTest| {
        let key = test.key.value.to_ascii_lowercase();
        key.starts_with("aws:sourcevpc") || key.starts_with("aws:vpc")
    };
    let may_be_false = |(operator, test): (Operator, &KeyTest)| {
        of_endpoints(test) || (is_source_ip(test) && !holds_when_absent(operator, test))
    };
    if tests(statement).any(may_be_false) {
        return None;
    }
    let (_, test) = tests(statement).find(|(operator, test)| {
        is_source_ip(test) && operator.negated && operator.base == Base::IpAddress
    })?;
    let message = message!(
        "requests through a VPC endpoint have no `aws:SourceIp`, so this holds for every one of them"
    );
    let finding = Finding::new("denies-vpc-endpoints", Severity::Warning, message).help(message!(
        "if people sign in through a VPC endpoint, exempt it in this statement with `aws:SourceVpc`"
    ));
    Some((test, finding))
}

/// A Deny that is to exempt somebody by keys of which an action offers none. [CK]
fn exempts_nobody(statement: &Statement, actions: [bool; 3]) -> Option<(&KeyTest, Finding)> {
    let is_never = |test: &KeyTest, action: Action| {
        let seen = Entry::ALL.map(|entry| presence(&test.key.value, action, entry));
        seen.iter().all(|seen| *seen == Presence::Never)
    };
    let exempting = |operator: Operator, test: &KeyTest| {
        operator.negated && operator.base != Base::IpAddress && is_of_principal(&test.key.value)
    };
    let covered = Action::ALL.into_iter().zip(actions);
    for (action, _) in covered.filter(|(_, covered)| *covered) {
        let exemptions: Vec<&KeyTest> = tests(statement)
            .filter(|(operator, test)| exempting(*operator, test))
            .map(|(_, test)| test)
            .collect();
        let first = exemptions.first()?;
        let never_holds = |(operator, test): (Operator, &KeyTest)| {
            is_never(test, action) && !holds_when_absent(operator, test)
        };
        if tests(statement).any(never_holds)
            || !exemptions.iter().all(|test| is_never(test, action))
        {
            continue;
        }
        let message = message!(
            "{key} is never there at {action}, so nobody is exempted there",
            key = quoted(&first.key.value),
            action = quoted(action.name())
        );
        let key = if action == Action::Authenticate {
            "signin:PrincipalArn"
        } else {
            "aws:PrincipalArn"
        };
        let help = message!(
            "test {key} there, in a statement for that action",
            key = quoted(key)
        );
        let finding = Finding::new("exempts-nobody", Severity::Warning, message).help(help);
        return Some((first, finding));
    }
    None
}

/// True for a key that tells one principal from another.
fn is_of_principal(name: &str) -> bool {
    keys::find(name).is_some_and(|row| match row.origin {
        Origin::Principal(_)
        | Origin::Federation
        | Origin::IdentityStore
        | Origin::RoleSession
        | Origin::SomePrincipals => true,
        Origin::Network(_)
        | Origin::Region
        | Origin::Account
        | Origin::Organization
        | Origin::OrganizationPaths
        | Origin::Entry(_)
        | Origin::Varying
        | Origin::Fixed(_)
        | Origin::Credentials(_)
        | Origin::SignInSession
        | Origin::Referer
        | Origin::OtherOperations
        | Origin::Unsaid => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const POST: &str = r#"["signin:AuthorizeOAuth2Access","signin:CreateOAuth2Token"]"#;

    fn codes(action: &str, condition: &str, layer: Layer) -> Vec<String> {
        let principal = match layer {
            Layer::ServiceControl => "",
            _ => r#""Principal":"*","#,
        };
        let text = format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny",{principal}"Action":{action},"Resource":"*","Condition":{{{condition}}}}}]}}"#
        );
        let found = lockouts(&text, layer);
        for finding in &found {
            let span = vestibule_iam::span::Span::from(finding.span.unwrap());
            assert!(
                span.of(&text).unwrap().starts_with("\"aws:")
                    || span.of(&text).unwrap().starts_with("\"signin:")
            );
        }
        found
            .iter()
            .map(|finding| format!("{} {}", finding.code, finding.severity.name()))
            .collect()
    }

    #[test]
    fn lockouts_are_told_by_their_shape() {
        let first = r#""signin:Authenticate""#;
        let role = r#"{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}"#;
        let user = r#"{"signin:PrincipalArn":"arn:aws:iam::111122223333:user/BreakGlass"}"#;
        let office = r#""NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}"#;
        let vpc = r#""StringNotEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}"#;
        let nobody = "exempts-nobody warning";
        let endpoints = "denies-vpc-endpoints warning";
        let rows: &[(&str, &str, String, &[&str])] = &[
            (
                "key of another phase",
                first,
                format!(r#""ArnNotEquals":{role}"#),
                &[nobody],
            ),
            (
                "with IfExists",
                first,
                format!(r#""ArnNotLikeIfExists":{role}"#),
                &[nobody],
            ),
            (
                "behind",
                POST,
                format!(r#""ArnNotEquals":{user}"#),
                &[nobody],
            ),
            (
                "all actions",
                r#""signin:*""#,
                format!(r#""StringNotEquals":{role}"#),
                &[nobody],
            ),
            (
                "by tag",
                first,
                r#""StringNotEquals":{"aws:PrincipalTag/breakGlass":"yes"}"#.to_owned(),
                &[nobody],
            ),
            (
                "right before",
                first,
                format!(r#""ArnNotEquals":{user}"#),
                &[],
            ),
            (
                "right behind",
                POST,
                format!(r#""ArnNotEquals":{role}"#),
                &[],
            ),
            (
                "both",
                r#""signin:*""#,
                format!(r#""ArnNotEquals":{role},"ArnNotLike":{user}"#),
                &[],
            ),
            ("no exemption", first, format!(r#""ArnEquals":{role}"#), &[]),
            (
                "no exemption, if it is there",
                first,
                format!(r#""ArnEqualsIfExists":{role}"#),
                &[],
            ),
            (
                "inside, if it is there",
                first,
                r#""IpAddressIfExists":{"aws:SourceIp":"203.0.113.0/24"}"#.to_owned(),
                &[],
            ),
            (
                "never applies there",
                first,
                format!(r#""ArnNotEquals":{role},"StringEquals":{{"aws:PrincipalTag/team":"x"}}"#),
                &[],
            ),
            (
                "of no principal",
                first,
                r#""StringNotEquals":{"aws:MultiFactorAuthPresent":"true"}"#.to_owned(),
                &[],
            ),
            (
                "another service",
                r#""s3:*""#,
                format!(r#""ArnNotEquals":{role},{office}"#),
                &[],
            ),
            ("addresses alone", first, office.to_owned(), &[endpoints]),
            (
                "with IfExists",
                first,
                office.replace("Address", "AddressIfExists"),
                &[endpoints],
            ),
            ("exempt endpoints", first, format!("{office},{vpc}"), &[]),
            (
                "told by Null",
                first,
                format!(r#"{office},"Null":{{"aws:SourceIp":"false"}}"#),
                &[],
            ),
            (
                "a positive test",
                first,
                r#""IpAddress":{"aws:SourceIp":"203.0.113.0/24"}"#.to_owned(),
                &[],
            ),
            (
                "private alone",
                first,
                format!("{},{vpc}", office.replace("203.0.113.0/24", "10.0.0.0/24")),
                &["private-source-ip warning"],
            ),
            (
                "private among public",
                first,
                format!(r#""NotIpAddress":{{"aws:SourceIp":["203.0.113.0/24","fd00::/8"]}},{vpc}"#),
                &["private-source-ip info"],
            ),
            (
                "more than private",
                first,
                format!(r#""NotIpAddress":{{"aws:SourceIp":["8.0.0.0/5","0.0.0.0/0"]}},{vpc}"#),
                &[],
            ),
            (
                "neither private nor public",
                first,
                format!("{},{vpc}", office.replace("203.0.113.0/24", "224.0.0.0/4")),
                &[],
            ),
            (
                "inside of a VPC",
                first,
                r#""NotIpAddress":{"aws:VpcSourceIp":"10.0.0.0/24"}"#.to_owned(),
                &[],
            ),
        ];
        for (name, action, condition, expected) in rows {
            let found = codes(action, condition, Layer::ResourceControl);
            assert_eq!(found, *expected, "{name}: {condition}");
        }
        let of_scp = codes(
            first,
            &format!(r#""ArnNotEquals":{role}"#),
            Layer::ServiceControl,
        );
        assert!(of_scp.is_empty(), "an SCP has no key for it");
    }

    #[test]
    fn who_is_exempted_in_vain_is_told_the_key_that_is_there() {
        let rows = [
            (
                "signin:Authenticate",
                "aws:PrincipalArn",
                "`signin:PrincipalArn`",
            ),
            (
                "signin:CreateOAuth2Token",
                "signin:PrincipalArn",
                "`aws:PrincipalArn`",
            ),
        ];
        for (action, key, right) in rows {
            let text = format!(
                r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny","Principal":"*","Action":"{action}","Resource":"*","Condition":{{"ArnNotEquals":{{"{key}":"arn:aws:iam::111122223333:user/BreakGlass"}}}}}}]}}"#
            );
            let found = lockouts(&text, Layer::ResourceControl);
            let help = found.first().and_then(|finding| finding.help.as_ref());
            let help = help.map(ToString::to_string).unwrap_or_default();
            assert!(help.starts_with(&format!("test {right} there")), "{help}");
        }
    }
}
