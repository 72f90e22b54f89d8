//! Values that AWS's documentation and standards set aside for examples.

use std::net::IpAddr;

use vestibule_iam::cidr::parse_network;
use vestibule_iam::message;
use vestibule_iam::policy::{PolicyKind, Statement};
use vestibule_iam::problem::{Severity, quoted};
use vestibule_iam::span::Text;

use crate::{Check, Doc, Found, Rule, Sample, View};

pub(super) static RULE: Rule = Rule {
    code: "example-value",
    number: Some("VST058"),
    severity: Severity::Info,
    check: Check::Policy(check),
};

pub(super) static DOC: Doc = Doc {
    rule: &RULE,
    what: "Looks for account ids and networks that documentation uses in examples, such as `111122223333` or `203.0.113.0/24`. Only the first of each policy is reported.",
    why: "Nobody signs in from a network that is set aside for documentation. Accounts with such ids are not yours.",
    sources: &["AA"],
    finds: &[
        Sample::Statements(PolicyKind::ResourceControl, ACCOUNT),
        Sample::Statements(PolicyKind::ResourceControl, NETWORK),
    ],
    passes: &[Sample::Statements(PolicyKind::ResourceControl, OWN)],
};

const ACCOUNT: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}}}"#;
const NETWORK: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}"#;
const OWN: &str = r#"{"Effect":"Deny","Principal":"*","Action":"signin:Authenticate","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"8.8.8.0/24"},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::314159265358:role/BreakGlass"}}}"#;

/// Account ids of AWS's documentation.
const ACCOUNTS: [&str; 12] = [
    "000000000000",
    "111111111111",
    "111122223333",
    "123456789012",
    "222222222222",
    "222233334444",
    "333333333333",
    "444455556666",
    "555555555555",
    "555566667777",
    "777788889999",
    "999999999999",
];

fn check(view: &View<'_>, found: &mut Vec<Found>) {
    let statements = view.policy.statements.iter();
    let mut texts = statements.flat_map(texts);
    let Some(text) = texts.find(|text| is_example(&text.value)) else {
        return;
    };
    let message = message!(
        "{value} is a value from examples of documentation",
        value = quoted(&text.value)
    );
    let help = message!("replace it with your own value, unless this policy is an example");
    found.push(RULE.at(text.span, message).help(help));
}

fn texts(statement: &Statement) -> impl Iterator<Item = &Text> {
    let principals = statement.principal.iter().flat_map(|of| &of.entries);
    let tests = statement.conditions.iter().flat_map(|block| &block.tests);
    let values = tests.flat_map(|test| &test.values);
    principals.map(|entry| &entry.value).chain(values)
}

fn is_example(text: &str) -> bool {
    let account = text
        .strip_prefix("arn:")
        .and_then(|arn| arn.split(':').nth(3));
    is_account_of_examples(account.unwrap_or(text)) || is_network_of_documentation(text)
}

/// True for the id of an account that documentation uses.
pub fn is_account_of_examples(text: &str) -> bool {
    ACCOUNTS.contains(&text)
}

/// True for a network that is set aside for documentation. [RFC 5737, RFC 3849, RFC 9637]
pub fn is_network_of_documentation(text: &str) -> bool {
    let Ok(network) = parse_network(text) else {
        return false;
    };
    match network.network() {
        IpAddr::V4(address) => {
            let known = [[192, 0, 2], [198, 51, 100], [203, 0, 113]];
            let [a, b, c, _] = address.octets();
            network.prefix() >= 24 && known.contains(&[a, b, c])
        }
        IpAddr::V6(address) => match address.segments() {
            [0x2001, 0x0db8, ..] => network.prefix() >= 32,
            [0x3fff, next, ..] => network.prefix() >= 20 && next < 0x1000,
            _ => false,
        },
    }
}
