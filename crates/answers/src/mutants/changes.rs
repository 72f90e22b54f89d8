//! The changes that are tried.

use std::net::IpAddr;

use ipnetwork::IpNetwork;
use vestibule_iam::cidr::parse_network;
use vestibule_iam::condition::{Base, Comparison, Operator};
use vestibule_iam::json::edit::Edit;
use vestibule_iam::json::json_string;
use vestibule_signin::Authorizer;
use vestibule_wire::{Case, MutantKind};

use crate::in_text::InText;

/// A change to one statement.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) kind: MutantKind,
    pub(super) policy: usize,
    pub(super) statement: usize,
    pub(super) key: Option<String>,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
    pub(super) edits: Vec<Edit>,
}

/// The changes to the policies of a case, statement by statement, and how many statements have
/// none because their text cannot be edited.
pub(super) fn of(case: &Case, authorizer: &Authorizer) -> (Vec<Change>, usize) {
    let (mut changes, mut without) = (Vec::new(), 0);
    for (policy, attached) in authorizer.policies().enumerate() {
        for statement in 0..attached.policy.statements.len() {
            match InText::of(case, authorizer, policy, statement) {
                Some(text) => of_statement(&text, &mut changes),
                None => without += 1,
            }
        }
    }
    (changes, without)
}

fn of_statement(text: &InText<'_>, changes: &mut Vec<Change>) {
    let mut add = |kind, [key, from, to]: [Option<&str>; 3], edits: Option<Vec<Edit>>| {
        changes.extend(edits.map(|edits| Change {
            kind,
            policy: text.policy,
            statement: text.statement,
            key: key.map(str::to_owned),
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
            edits,
        }));
    };
    add(MutantKind::DropStatement, [None; 3], text.drop());
    for (name, span) in text.elements() {
        let to = match name.split_at_checked(3) {
            Some(("Not", positive)) => positive.to_owned(),
            _ => format!("Not{name}"),
        };
        let edits = Some(vec![(span, json_string(&to))]);
        add(
            MutantKind::FlipNegation,
            [None, Some(name), Some(&to)],
            edits,
        );
    }
    for block in &text.typed.conditions {
        let name = &*block.name.value;
        let to = block.operator.and_then(|operator| flipped(name, operator));
        let edits = to
            .as_ref()
            .map(|to| vec![(block.name.span, json_string(to))]);
        add(
            MutantKind::FlipNegation,
            [None, Some(name), to.as_deref()],
            edits,
        );
    }
    for (at, operator, test) in text.tests() {
        let key = Some(&*test.key.value);
        for (index, value) in test.values.iter().enumerate() {
            let from = Some(&*value.value);
            let other = match operator.base {
                Base::Bool | Base::Null => {
                    opposite(&value.value).map(|to| (MutantKind::FlipNegation, to.to_owned()))
                }
                Base::IpAddress => wider(&value.value).map(|to| (MutantKind::WidenRange, to)),
                _ => None,
            };
            if let Some((kind, to)) = other {
                let edit = text.replace_value(at, index, &to);
                add(kind, [key, from, Some(&to)], edit.map(|edit| vec![edit]));
            }
            if operator.negated {
                let edits = text.remove_values(at, &[index]);
                add(MutantKind::RemoveExclusion, [key, from, None], edits);
            }
        }
    }
}

/// The operator that holds where another does not; `None` where AWS has none.
fn flipped(name: &str, operator: Operator) -> Option<String> {
    let is_opposite = |name: &String| {
        Operator::parse(name).is_some_and(|other| {
            let is_other = match (operator.base, other.base) {
                (Base::Numeric(one), Base::Numeric(another))
                | (Base::Date(one), Base::Date(another)) => {
                    contrary(one) == Some(another)
                        || (one == another && operator.negated != other.negated)
                }
                (one, another) => one == another && operator.negated != other.negated,
            };
            is_other && (other.set, other.if_exists) == (operator.set, operator.if_exists)
        })
    };
    let without = name.match_indices("Not").map(|(at, not)| {
        let behind = name.get(at + not.len()..).unwrap_or_default();
        format!("{}{behind}", name.get(..at).unwrap_or_default())
    });
    let with = ["IpAddress", "Equals", "Like"]
        .into_iter()
        .filter_map(|word| {
            let (before, behind) = name.split_at_checked(name.find(word)?)?;
            Some(format!("{before}Not{behind}"))
        });
    let compared = [
        ("LessThanEquals", "GreaterThan"),
        ("GreaterThanEquals", "LessThan"),
        ("LessThan", "GreaterThanEquals"),
        ("GreaterThan", "LessThanEquals"),
    ];
    let compared = compared.map(|(word, other)| name.replace(word, other));
    without.chain(with).chain(compared).find(is_opposite)
}

/// The comparison that holds where another does not.
fn contrary(comparison: Comparison) -> Option<Comparison> {
    match comparison {
        Comparison::Equals => None,
        Comparison::LessThan => Some(Comparison::GreaterThanEquals),
        Comparison::LessThanEquals => Some(Comparison::GreaterThan),
        Comparison::GreaterThan => Some(Comparison::LessThanEquals),
        Comparison::GreaterThanEquals => Some(Comparison::LessThan),
    }
}

fn opposite(value: &str) -> Option<&'static str> {
    match value {
        _ if value.eq_ignore_ascii_case("true") => Some("false"),
        _ if value.eq_ignore_ascii_case("false") => Some("true"),
        _ => None,
    }
}

/// The range of twice as many addresses that holds a range; `None` for one that holds all.
fn wider(range: &str) -> Option<String> {
    let range = parse_network(range).ok()?;
    let prefix = range.prefix().checked_sub(1)?;
    let address: IpAddr = IpNetwork::new(range.network(), prefix).ok()?.network();
    Some(format!("{address}/{prefix}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_have_opposites() {
        let rows = [
            ("StringEquals", Some("StringNotEquals")),
            ("StringNotEquals", Some("StringEquals")),
            (
                "StringNotEqualsIgnoreCaseIfExists",
                Some("StringEqualsIgnoreCaseIfExists"),
            ),
            (
                "ForAllValues:StringLike",
                Some("ForAllValues:StringNotLike"),
            ),
            ("ArnNotLikeIfExists", Some("ArnLikeIfExists")),
            ("ArnEquals", Some("ArnNotEquals")),
            ("NotIpAddress", Some("IpAddress")),
            ("IpAddressIfExists", Some("NotIpAddressIfExists")),
            ("NumericLessThan", Some("NumericGreaterThanEquals")),
            ("DateGreaterThanEquals", Some("DateLessThan")),
            ("DateLessThanEquals", Some("DateGreaterThan")),
            ("NumericEquals", Some("NumericNotEquals")),
            ("Bool", None),
            ("Null", None),
            ("BinaryEquals", None),
        ];
        for (name, expected) in rows {
            let operator = Operator::parse(name).unwrap();
            assert_eq!(flipped(name, operator).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn ranges_become_twice_as_large() {
        let rows = [
            ("203.0.113.0/24", Some("203.0.112.0/23")),
            ("203.0.113.7", Some("203.0.113.6/31")),
            ("0.0.0.0/1", Some("0.0.0.0/0")),
            ("0.0.0.0/0", None),
            ("2001:db8:1::/48", Some("2001:db8::/47")),
            ("office", None),
        ];
        for (range, expected) in rows {
            assert_eq!(wider(range).as_deref(), expected, "{range}");
        }
    }
}
