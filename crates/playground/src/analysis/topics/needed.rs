//! Values that a change needs and that nobody gave: what they look like, which are known, and the
//! blank that stands for one.

use implicit_clone::unsync::IString;
use vestibule_answers::{Giving, Needed, StandIn};
use vestibule_iam::cidr::parse_network;
use vestibule_lint::blank::Meaning;
use vestibule_wire::{Case, RepairStep, is_principal};

use crate::analysis::answer::Line;

/// Stands for a value.
pub const BLANK: &str = "___";

/// So many known values of one kind are offered at the most.
const OFFERED: usize = 20;

/// All that a change may need, in the order of the fields.
pub const ALL: [Needed; 5] = [
    Needed::Principal,
    Needed::Range,
    Needed::Vpc,
    Needed::Endpoint,
    Needed::Region,
];

/// Whether a text is such a value.
pub fn is_value(needed: Needed, text: &str) -> bool {
    let is_of = |meaning: Meaning| meaning.wrong(text).is_none();
    match needed {
        Needed::Principal => is_principal(text),
        Needed::Range => {
            let range = parse_network(text).ok();
            // The whole internet is no range to let in by a value that is filled in.
            range.is_some_and(|range| range.prefix() > 0 && range.network() == range.ip())
        }
        Needed::Vpc => is_of(Meaning::Vpc),
        Needed::Endpoint => is_of(Meaning::Endpoint),
        Needed::Region => is_of(Meaning::Region),
    }
}

/// The values that a case names in its policies and networks.
pub(super) fn known(case: &Case, giving: &Giving) -> Vec<(Needed, IString)> {
    let networks = case.file().networks.iter();
    let of_networks = networks.flat_map(|network| {
        let ids = [&network.vpc, &network.endpoint].into_iter().flatten();
        let ranges = network.source_ip.iter().flatten();
        ids.chain(ranges).chain(network.regions.iter().flatten())
    });
    let policies = case.compiled().authorizer().policies();
    let statements = policies.flat_map(|policy| &policy.policy.statements);
    let tests = statements.flat_map(|statement| &statement.conditions);
    let values = tests
        .flat_map(|block| &block.tests)
        .flat_map(|test| &test.values);
    let of_policies = values.map(|value| value.value.to_string());
    let mut known: Vec<(Needed, IString)> = Vec::new();
    for value in of_networks.cloned().chain(of_policies) {
        let Some(needed) = ALL.into_iter().find(|needed| is_value(*needed, &value)) else {
            continue;
        };
        let one = (needed, IString::from(value));
        let is_given = giving.invented.iter().any(|invented| *invented == *one.1);
        let count = known.iter().filter(|(of, _)| *of == needed).count();
        if count < OFFERED && !is_given && !known.contains(&one) {
            known.push(one);
        }
    }
    known
}

/// Which of the given values a change writes.
pub(super) fn written(steps: &[RepairStep], giving: &Giving) -> Vec<Needed> {
    let given = [
        (Needed::Principal, &giving.principal),
        (Needed::Range, &giving.range),
        (Needed::Vpc, &giving.vpc),
        (Needed::Endpoint, &giving.endpoint),
        (Needed::Region, &giving.region),
    ];
    let is_written = |given: &str| {
        let mut values = steps.iter().flat_map(|step| &step.values);
        values.any(|value| value == given)
    };
    let written = given
        .into_iter()
        .filter(|(_, given)| given.as_deref().is_some_and(is_written));
    written.map(|(needed, _)| needed).collect()
}

/// The line and all below it with blanks in the place of examples.
pub(super) fn blanked(line: Line, stand_ins: &[StandIn]) -> Line {
    let mut text = line.text;
    for StandIn { value, .. } in stand_ins {
        text = text.replace(&**value, BLANK);
        // In words an ARN is short, and a range of one address is that address.
        let short = match value.strip_prefix("arn:") {
            Some(arn) => arn.splitn(5, ':').last(),
            None => value.split('/').next(),
        };
        if let Some(short) = short.filter(|short| !short.is_empty()) {
            text = text.replace(&format!("`{short}`"), &format!("`{BLANK}`"));
        }
    }
    let below = line.below.into_iter();
    Line {
        text,
        witness: None,
        below: below.map(|line| blanked(line, stand_ins)).collect(),
        outcome: line.outcome,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_of_its_kind() {
        let rows = [
            (
                Needed::Principal,
                "arn:aws:iam::111122223333:role/BreakGlass",
                true,
            ),
            (Needed::Principal, "arn:aws:iam::111122223333:role/*", false),
            (Needed::Principal, "BreakGlass", false),
            (Needed::Range, "203.0.113.0/24", true),
            (Needed::Range, "2001:db8::/32", true),
            (Needed::Range, "203.0.113.7/24", false),
            (Needed::Range, "0.0.0.0/0", false),
            (Needed::Range, "203.0.113", false),
            (Needed::Vpc, "vpc-0a1b2c3d", true),
            (Needed::Vpc, "vpc-0a1b2c3d4e5f60718", true),
            (Needed::Vpc, "vpc-0a1b2c3", false),
            (Needed::Vpc, "vpce-0a1b2c3d", false),
            (Needed::Endpoint, "vpce-0a1b2c3d4e5f60718", true),
            (Needed::Region, "eu-west-1", true),
            (Needed::Region, "us-gov-west-1", true),
            (Needed::Region, "eu-west", false),
            (Needed::Region, "1", false),
        ];
        for (needed, text, is) in rows {
            assert_eq!(is_value(needed, text), is, "{needed:?} {text}");
        }
    }
}
