//! What policies name: the networks that they let in, and the principals that they exempt.

use vestibule_iam::cidr::{parse_network, unmapped};
use vestibule_iam::language::{Base, Effect, Id, Operator};
use vestibule_iam::policy::{KeyTest, Statement};
use vestibule_iam::wildcard::Pattern;
use vestibule_signin::{Action, AttachedPolicy, Layer};
use vestibule_wire::{Case, NamedNetwork, is_principal_pattern};

use crate::question::is_arn_key;

/// The networks that the policies of a case let in, each once, in the order in which they are
/// named. Those that a policy shuts out are none.
pub(super) fn networks(case: &Case) -> Vec<NamedNetwork> {
    let mut found: Vec<NamedNetwork> = Vec::new();
    for policy in case.compiled().authorizer().policies() {
        let tests = policy.policy.statements.iter().flat_map(|statement| {
            tests(statement).filter(|(operator, _)| lets_in(statement, *operator))
        });
        let told = tests.flat_map(|(operator, test)| of_test(operator, test));
        for network in told.chain(of_endpoint(policy)) {
            add(network, &mut found);
        }
    }
    found
}

/// A Deny of all but some lets those in, and so does an Allow of some.
fn lets_in(statement: &Statement, operator: Operator) -> bool {
    match statement.effect {
        Some(Effect::Deny) => operator.negated,
        Some(Effect::Allow) => !operator.negated,
        None => false,
    }
}

/// The tests of a statement that is about a sign-in.
fn tests(statement: &Statement) -> impl Iterator<Item = (Operator, &KeyTest)> {
    let is_about = |action: &Action| {
        statement.action.as_ref().is_some_and(|element| {
            let mut patterns = element.patterns.iter();
            let named = patterns.any(|pattern| {
                Pattern::new_ignore_ascii_case(&pattern.value).matches(action.name())
            });
            named != element.not
        })
    };
    let blocks = statement.conditions.iter();
    let blocks = blocks.filter(move |_| Action::ALL.iter().any(is_about));
    let told = blocks.filter_map(|block| Some((block.operator?, &block.tests)));
    told.flat_map(|(operator, tests)| tests.iter().map(move |test| (operator, test)))
}

fn of_test(operator: Operator, test: &KeyTest) -> Vec<NamedNetwork> {
    let values = || test.values.iter().map(|value| &*value.value);
    let is_key = |name: &str| test.key.value.eq_ignore_ascii_case(name);
    match operator.base {
        Base::IpAddress if is_key("aws:SourceIp") => addresses(values()).into_iter().collect(),
        Base::StringEquals | Base::StringEqualsIgnoreCase | Base::StringLike => {
            if is_key("aws:SourceVpc") {
                values().filter(|id| Id::VPC.matches(id)).map(vpc).collect()
            } else if is_key("aws:SourceVpce") {
                let ids = values().filter(|id| Id::ENDPOINT.matches(id));
                ids.map(endpoint).collect()
            } else {
                Vec::new()
            }
        }
        Base::IpAddress
        | Base::Arn
        | Base::Numeric(_)
        | Base::Date(_)
        | Base::Bool
        | Base::Binary
        | Base::Null => Vec::new(),
    }
}

/// A network is called by its ranges, if there are no more of them; else by the first one and how
/// many others there are, in no language.
const NAMED_RANGES: usize = 5;

/// The ranges of one test: an author who writes them together takes them for one.
fn addresses<'v>(values: impl Iterator<Item = &'v str>) -> Option<NamedNetwork> {
    let mut ranges: Vec<String> = Vec::new();
    for text in values {
        let Ok(range) = parse_network(text) else {
            continue;
        };
        let range = unmapped(range).unwrap_or(range);
        let text = format!("{}/{}", range.network(), range.prefix());
        // All addresses are no network.
        if range.prefix() > 0 && !ranges.contains(&text) {
            ranges.push(text);
        }
    }
    let name = match ranges.as_slice() {
        [] => return None,
        [one] => one.clone(),
        few if few.len() <= NAMED_RANGES => few.join(", "),
        [first, rest @ ..] => format!("{first} + {}", rest.len()),
    };
    Some(NamedNetwork {
        name,
        source_ip: Some(ranges),
        ..NamedNetwork::default()
    })
}

fn vpc(id: &str) -> NamedNetwork {
    NamedNetwork {
        name: id.to_owned(),
        vpc: Some(id.to_owned()),
        ..NamedNetwork::default()
    }
}

fn endpoint(id: &str) -> NamedNetwork {
    NamedNetwork {
        name: id.to_owned(),
        endpoint: Some(id.to_owned()),
        ..NamedNetwork::default()
    }
}

/// The endpoint that a policy is of.
fn of_endpoint(policy: &AttachedPolicy) -> Option<NamedNetwork> {
    let id = policy.attached_to.as_deref()?;
    let is_endpoint = policy.layer == Layer::VpcEndpoint && Id::ENDPOINT.matches(id);
    is_endpoint.then(|| endpoint(id))
}

/// Adds a network that is not there yet, under a name of its own.
fn add(mut network: NamedNetwork, found: &mut Vec<NamedNetwork>) {
    let is_known = |other: &NamedNetwork| {
        (&other.source_ip, &other.vpc, &other.endpoint)
            == (&network.source_ip, &network.vpc, &network.endpoint)
    };
    if found.iter().any(is_known) {
        return;
    }
    let base = network.name.clone();
    let mut number = 1;
    while found.iter().any(|other| other.name == network.name) {
        number += 1;
        network.name = format!("{base} ({number})");
    }
    found.push(network);
}

/// Patterns of the principals that a Deny of a case leaves out, each once.
pub(super) fn exempt(case: &Case) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let policies = case.compiled().authorizer().policies();
    for statement in policies.flat_map(|policy| &policy.policy.statements) {
        if statement.effect != Some(Effect::Deny) {
            continue;
        }
        let of_tests = tests(statement).filter(|(operator, test)| {
            let key = &*test.key.value;
            operator.negated && is_arn_key(key)
        });
        let of_tests = of_tests.flat_map(|(operator, test)| {
            let values = test.values.iter().map(|value| &*value.value);
            values.filter(move |value| is_pattern(operator.base, value))
        });
        let named = statement.principal.iter().filter(|principal| principal.not);
        let named = named.flat_map(|principal| &principal.entries);
        let named = named.map(|entry| &*entry.value.value);
        for pattern in of_tests.chain(named) {
            if is_principal_pattern(pattern) && !found.iter().any(|known| known == pattern) {
                found.push(pattern.to_owned());
            }
        }
    }
    found
}

/// Whether a value means to its operator what it means as a pattern of a guarantee.
fn is_pattern(base: Base, value: &str) -> bool {
    match base {
        Base::Arn | Base::StringLike => !value.contains("${"),
        Base::StringEquals => !value.contains(['$', '*', '?']),
        Base::StringEqualsIgnoreCase
        | Base::IpAddress
        | Base::Numeric(_)
        | Base::Date(_)
        | Base::Bool
        | Base::Binary
        | Base::Null => false,
    }
}
