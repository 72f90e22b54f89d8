//! Changes by which one statement does not deny a sign-in any more.

use std::net::IpAddr;

use vestibule_iam::cidr::{parse_address, parse_network};
use vestibule_iam::condition::{Base, Operator};
use vestibule_iam::json::edit::Edit;
use vestibule_iam::policy::KeyTest;
use vestibule_signin::{Action, Layer};
use vestibule_wire::RepairKind;

use super::candidate::{Asked, Candidate, adding};
use super::opening::Stop;
use crate::in_text::{InText, matching};

/// How many bits wider a range may become.
const WIDER: u8 = 8;

/// The keys of the network, each with the operator by which a statement holds unless it has
/// some value.
pub(super) const NETWORK_KEYS: [(&str, &str); 4] = [
    ("aws:SourceVpc", "StringNotEquals"),
    ("aws:SourceVpce", "StringNotEquals"),
    ("aws:VpcSourceIp", "NotIpAddress"),
    ("aws:SourceIp", "NotIpAddress"),
];

const REGION: &str = "aws:RequestedRegion";

/// Changes by which one statement does not deny the sign-in.
pub(super) fn of_one(asked: &Asked<'_>, stop: &Stop<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let text = &stop.text;
    for principals in principals(asked, stop) {
        if let Some(edits) = exclude(stop, &principals) {
            found.push(Candidate::of(
                RepairKind::ExcludePrincipal,
                principals,
                text,
                edits,
            ));
        }
    }
    found.extend(without_first(stop, asked));
    for (key, operator) in NETWORK_KEYS {
        let is_tested = text.tests_of(key, true).next().is_some();
        let is_meant = is_tested || (key != "aws:VpcSourceIp" && is_of_network(text));
        let value = asked.value(key).filter(|_| is_meant);
        let Some(value) = value else { continue };
        let values = match operator {
            "NotIpAddress" => ranges(asked, value),
            _ if asked.may_try(value) => vec![vec![value.to_owned()]],
            _ => Vec::new(),
        };
        for values in values {
            let edits = except(text, key, operator, &values, value);
            let made = edits.map(|edits| Candidate::of(adding(key), values, text, edits).key(key));
            found.extend(made);
        }
        // What lies beside an example is no reason to widen a range.
        if !asked.giving.is_invented(value) || asked.is_told(value) {
            found.extend(widened(text, key, value));
        }
    }
    let region = asked.request.region();
    if asked.may_try(region) && text.tests_of(REGION, true).next().is_some() {
        let values = vec![region.to_owned()];
        let edits = except(text, REGION, "StringNotEquals", &values, region);
        let made = edits
            .map(|edits| Candidate::of(RepairKind::AddRegion, values, text, edits).key(REGION));
        found.extend(made);
    }
    found.extend(taken_out(asked, text));
    found.extend(other_values(asked, text));
    if let Some(edits) = text.remove_actions(&stop.at) {
        let names = stop.at.iter().map(|action| action.name().to_owned());
        found.push(Candidate::of(
            RepairKind::RemoveAction,
            names.collect(),
            text,
            edits,
        ));
    }
    found
}

/// Whether a statement denies unless a sign-in comes from some network.
fn is_of_network(text: &InText<'_>) -> bool {
    let mut keys = NETWORK_KEYS.iter();
    keys.any(|(key, _)| text.tests_of(key, true).next().is_some())
}

/// Where the key of principals before authentication is not seen, a statement about that, too,
/// excludes nobody there: takes the action out, and excludes at the others.
fn without_first(stop: &Stop<'_>, asked: &Asked<'_>) -> Vec<Candidate> {
    let text = &stop.text;
    let is_blind = !sees_sign_in_arn(text.layer) && stop.covers.contains(&Action::Authenticate);
    if !is_blind || stop.at.len() < 2 {
        return Vec::new();
    }
    let Some(edits) = text.remove_actions(&[Action::Authenticate]) else {
        return Vec::new();
    };
    let name = vec![Action::Authenticate.name().to_owned()];
    let taken = Candidate::of(RepairKind::RemoveAction, name, text, edits);
    let lists = principals(asked, stop).into_iter();
    let each = lists.filter_map(|principals| {
        let edits = exclude(stop, &principals)?;
        let excluded = Candidate::of(RepairKind::ExcludePrincipal, principals, text, edits);
        Some(taken.clone().and(excluded))
    });
    each.collect()
}

fn sees_sign_in_arn(layer: Layer) -> bool {
    matches!(layer, Layer::ResourceBased | Layer::ResourceControl)
}

/// Whom to exclude: the one who signs in, those for whom it is asked, and those whom other
/// statements of the policy exclude with the one.
fn principals(asked: &Asked<'_>, stop: &Stop<'_>) -> Vec<Vec<String>> {
    let arn = asked.request.principal.arn.to_string();
    let mut found: Vec<Vec<String>> = Vec::new();
    let is_alone = asked.principals.is_empty() && asked.may_try(&arn);
    if is_alone || asked.is_told(&arn) {
        found.push(vec![arn.clone()]);
    }
    let mut add = |list: Vec<String>| {
        if !found.contains(&list) {
            found.push(list);
        }
    };
    if !asked.principals.is_empty() {
        add(asked.principals.to_vec());
    }
    let attached = asked.authorizer.policies().nth(stop.text.policy);
    let statements = attached.map_or(0, |of| of.policy.statements.len());
    for index in (0..statements).filter(|index| *index != stop.text.statement) {
        let Some(other) = asked.in_text(stop.text.policy, index) else {
            continue;
        };
        for key in ARN_KEYS {
            for (_, operator, test) in other.tests_of(key, true) {
                if !matching(operator.base, test, &arn).is_empty() {
                    add(test
                        .values
                        .iter()
                        .map(|value| value.value.to_string())
                        .collect());
                }
            }
        }
    }
    found
}

const ARN_KEYS: [&str; 2] = ["signin:PrincipalArn", "aws:PrincipalArn"];

/// Excludes principals at every action that a statement is about, by the key that is there.
fn exclude(stop: &Stop<'_>, principals: &[String]) -> Option<Vec<Edit>> {
    let text = &stop.text;
    let before = stop.covers.contains(&Action::Authenticate);
    let behind = stop
        .covers
        .iter()
        .any(|action| *action != Action::Authenticate);
    let keys = ARN_KEYS
        .into_iter()
        .zip([before && sees_sign_in_arn(text.layer), behind]);
    let (mut edits, mut new) = (Vec::new(), Vec::new());
    for (key, _) in keys.filter(|(_, is)| *is) {
        match text.tests_of(key, true).next() {
            Some((at, _, _)) => edits.extend(text.add_values(at, principals)?),
            None => new.push((key, principals)),
        }
    }
    if !new.is_empty() {
        let is_pattern = principals.iter().any(|arn| arn.contains(['*', '?']));
        let operator = if is_pattern {
            "ArnNotLike"
        } else {
            "ArnNotEquals"
        };
        let other = if is_pattern {
            "ArnNotEquals"
        } else {
            "ArnNotLike"
        };
        let added = text.add_tests(operator, &new);
        edits.extend(added.or_else(|| text.add_tests(other, &new))?);
    }
    (!edits.is_empty()).then_some(edits)
}

/// Makes a statement hold only where a key has none of some values.
fn except(
    text: &InText<'_>,
    key: &str,
    operator: &str,
    values: &[String],
    value: &str,
) -> Option<Vec<Edit>> {
    // A test that asks for the value would leave nothing of the statement.
    let asks =
        |(_, operator, test): (_, Operator, _)| !matching(operator.base, test, value).is_empty();
    if text.tests_of(key, false).any(asks) {
        return None;
    }
    let edits = match text.tests_of(key, true).next() {
        Some((at, _, _)) => text.add_values(at, values)?,
        None => text.add_tests(operator, &[(key, values)])?,
    };
    (!edits.is_empty()).then_some(edits)
}

/// The networks of the case in which an address lies, whole, and the address alone.
pub(super) fn ranges(asked: &Asked<'_>, address: &str) -> Vec<Vec<String>> {
    let Some(parsed) = parse_address(address) else {
        return Vec::new();
    };
    let is_endpoint = asked.network().is_endpoint();
    let networks = asked.file().networks.iter();
    let networks = networks.filter(|network| network.is_endpoint() == is_endpoint);
    let holding = networks
        .filter_map(|network| network.source_ip.clone())
        .filter(|ranges| {
            let mut ranges = ranges.iter().filter_map(|range| parse_network(range).ok());
            ranges.any(|range| range.contains(parsed))
        });
    let alone = match parsed {
        IpAddr::V4(address) => format!("{address}/32"),
        IpAddr::V6(address) => format!("{address}/128"),
    };
    let mut found = Vec::new();
    let mut holding = holding.peekable();
    if let Some(given) = asked.giving.range_of(address) {
        found.push(vec![given]);
    } else if asked.is_told(address) || (asked.giving.asks && holding.peek().is_none()) {
        found.push(vec![alone]);
    }
    for ranges in holding {
        if !found.contains(&ranges) {
            found.push(ranges);
        }
    }
    found
}

/// Puts the smallest range that holds both in the place of one beside which an address lies.
fn widened(text: &InText<'_>, key: &str, address: &str) -> Option<Candidate> {
    let parsed = parse_address(address)?;
    let (at, _, test) = text
        .tests_of(key, true)
        .find(|(_, operator, _)| operator.base == Base::IpAddress)?;
    let wider = |(index, operand): (usize, &vestibule_iam::span::Text)| {
        let range = parse_network(&operand.value).ok()?;
        let narrowest = range.prefix().saturating_sub(WIDER).max(8);
        let mut prefixes = (narrowest..range.prefix()).rev();
        let found = prefixes.find_map(|prefix| {
            let wider = ipnetwork::IpNetwork::new(range.ip(), prefix).ok()?;
            let wider = ipnetwork::IpNetwork::new(wider.network(), prefix).ok()?;
            wider.contains(parsed).then_some(wider)
        })?;
        Some((range.prefix() - found.prefix(), index, found.to_string()))
    };
    let operands = test.values.iter().enumerate();
    let (_, index, wider) = operands.filter_map(wider).min()?;
    let edit = text.replace_value(at, index, &wider)?;
    let made = Candidate::of(RepairKind::WidenRange, vec![wider], text, vec![edit]);
    Some(made.key(key))
}

/// Takes out of a test that asks for some values those that the sign-in has, where others
/// are left.
fn taken_out(asked: &Asked<'_>, text: &InText<'_>) -> Vec<Candidate> {
    let of_test = |(at, operator, test): (_, Operator, &KeyTest)| {
        let value = asked.value(&test.key.value)?;
        let found = matching(operator.base, test, value);
        if operator.negated || found.is_empty() || found.len() >= test.values.len() {
            return None;
        }
        let values = found.iter().filter_map(|index| test.values.get(*index));
        let values = values.map(|value| value.value.to_string()).collect();
        let edits = text.remove_values(at, &found)?;
        Some(Candidate::of(RepairKind::RemoveValue, values, text, edits).key(&test.key.value))
    };
    text.tests().filter_map(of_test).collect()
}

/// Adds the value of the sign-in to a test of another key that holds unless it has one.
fn other_values(asked: &Asked<'_>, text: &InText<'_>) -> Vec<Candidate> {
    let of_test = |(at, operator, test): (_, Operator, &KeyTest)| {
        let key = &*test.key.value;
        let is_said = adding(key) != RepairKind::AddValue
            || ARN_KEYS.iter().any(|arn| arn.eq_ignore_ascii_case(key));
        if !operator.negated || is_said {
            return None;
        }
        let value = asked.value(key).filter(|value| asked.is_told(value));
        let values = vec![value?.to_owned()];
        let edits = text.add_values(at, &values)?;
        let is_new = !edits.is_empty();
        is_new.then(|| Candidate::of(RepairKind::AddValue, values, text, edits).key(key))
    };
    text.tests().filter_map(of_test).collect()
}
