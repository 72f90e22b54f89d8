//! Random tests against random requests, held against the reference.

use proptest::prelude::*;
use proptest::sample::select;

use super::super::{Base, Operator, Options, Why, operator_names};
use super::reference;
use super::{Setup, Value};
use crate::language::Version;
use crate::truth::Truth;

/// Operands and values of one family, chosen so that they often meet.
pub(super) struct Pool {
    pub(super) operands: &'static [&'static str],
    pub(super) values: &'static [&'static str],
}

pub(super) fn pool(base: Base) -> Pool {
    match base {
        Base::StringEquals | Base::StringEqualsIgnoreCase | Base::StringLike => Pool {
            operands: &[
                "a",
                "A",
                "b",
                "ab",
                "a*",
                "?",
                "*b",
                "a?",
                "",
                "${v}",
                "${v}b",
                "a${w, 'b'}",
                "${*}",
                "a${?}",
                "${v}${w}",
                "${v}*",
                "\u{212a}",
                "\u{df}",
                "\u{10400}",
                "${k}",
            ],
            values: &[
                "a",
                "A",
                "b",
                "ab",
                "aB",
                "*",
                "a*",
                "a?",
                "",
                "k",
                "\u{1e9e}",
                "\u{10400}",
                "\u{10428}",
                "bb",
            ],
        },
        Base::Arn => Pool {
            operands: &[
                "arn:aws:iam::1:root",
                "arn:aws:iam::*:root",
                "arn:aws:iam::1:user/*",
                "arn:aws:*:*:*:*",
                "arn:aws:iam::1",
                "not-an-arn",
                "*",
                "${v}",
                "arn:aws:iam::${v}:root",
                "arn:aws:iam::${w, '1'}:user/${v}",
                "${*}",
                "arn:aws:iam::?:${*}",
                "",
            ],
            values: &[
                "arn:aws:iam::1:root",
                "arn:aws:iam::2:root",
                "arn:aws:iam::1:user/a",
                "arn:aws:iam::1:*",
                "1",
                "a",
                "not-an-arn",
                "",
                "*",
            ],
        },
        Base::IpAddress => Pool {
            operands: &[
                "192.0.2.0/24",
                "192.0.2.7",
                "192.0.2.7/25",
                "0.0.0.0/0",
                "2001:db8::/32",
                "2001:db8::1",
                "2001:db8::1/64",
                "::/0",
                "::ffff:c000:200/120",
                "192.0.2.0/33",
                "x",
                "${v}",
            ],
            values: &[
                "192.0.2.7",
                "192.0.2.200",
                "198.51.100.1",
                "2001:db8::1",
                "2001:db9::",
                "::ffff:192.0.2.7",
                "x",
                "",
                "192.0.2.7/32",
            ],
        },
        Base::Numeric(_) => Pool {
            operands: &["0", "1", "01", "1.5", "-1", "1e1", "+2", "x", "", "${v}"],
            values: &[
                "0", "-0", "1", "1.0", "1.50", "-1", "10", "2.", "x", "", "NaN",
            ],
        },
        Base::Date(_) => Pool {
            operands: &["1970-01-01", "0", "1", "+1", "1970-01-02", "x", "", "${v}"],
            values: &[
                "1970-01-01T00:00:00Z",
                "1970-01-01T00:00:01",
                "1970-01-01T01:00:01+01:00",
                "86400",
                "x",
                "",
            ],
        },
        Base::Bool | Base::Null => Pool {
            operands: &["true", "false", "TRUE", "yes", "", "${v}"],
            values: &["true", "false", "True", "x", ""],
        },
        Base::Binary => Pool {
            operands: &["YQ==", "Yg==", "YWI=", "YQ", "YR==", "", "${v}"],
            values: &["YQ==", "Yg==", "YWI=", "YQ", "YR==", "", "x"],
        },
    }
}

pub(super) fn operator() -> impl Strategy<Value = Operator> {
    let name = select(operator_names().collect::<Vec<_>>());
    let prefix = select(vec!["", "", "ForAllValues:", "ForAnyValue:"]);
    let suffix = select(vec!["", "", "IfExists"]);
    (name, prefix, suffix).prop_filter_map("Null takes neither", |(name, prefix, suffix)| {
        Operator::parse(&format!("{prefix}{name}{suffix}"))
    })
}

fn known_value(values: &'static [&'static str]) -> impl Strategy<Value = Value> + Clone {
    let many = proptest::collection::vec(select(values).prop_map(Box::from), 0..4);
    prop_oneof![
        1 => Just(Value::Absent),
        6 => select(values).prop_map(|value| Value::One(value.to_owned())),
        2 => many.prop_map(Value::Many),
    ]
}

/// A setup without unknown keys.
pub(super) fn setup() -> impl Strategy<Value = Setup> {
    operator().prop_flat_map(|operator| {
        let Pool { operands, values } = pool(operator.base);
        let operands = proptest::collection::vec(select(operands), 0..9);
        let value = known_value(values);
        let version = prop_oneof![9 => Just(Version::V2012), 1 => Just(Version::V2008)];
        (
            operands,
            value.clone(),
            value.clone(),
            value,
            version,
            any::<bool>(),
        )
            .prop_map(move |(operands, k, v, w, version, switch)| Setup {
                operator,
                operands: operands.iter().map(|text| (*text).to_owned()).collect(),
                version,
                options: Options {
                    for_any_value_if_exists_missing: switch,
                },
                context: vec![("k", k), ("v", v), ("w", w)],
            })
    })
}

fn negated(setup: &Setup) -> Option<Setup> {
    let operator = Operator {
        negated: !setup.operator.negated,
        ..setup.operator
    };
    Operator::parse(&operator.to_string())?;
    Some(Setup {
        operator,
        ..setup.clone()
    })
}

/// True when some value of the key cannot be read by the operator, so that both
/// forms are false.
fn is_malformed(setup: &Setup) -> bool {
    matches!(setup.evaluate().why, Why::MalformedValue)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6_000))]

    #[test]
    fn agrees_with_the_reference(setup in setup()) {
        prop_assert_eq!(setup.truth(), reference::truth(&setup));
    }

    #[test]
    fn explaining_changes_no_truth(setup in setup()) {
        let (evaluated, explained) = (setup.evaluate(), setup.explain());
        prop_assert_eq!((evaluated.truth, evaluated.value, evaluated.caveats), (explained.truth, explained.value, explained.caveats));
        if let Why::Matched { operand } = explained.why
            && setup.operator.base != Base::Null
            && matches!(setup.value("k"), Value::One(_))
            && !setup.operands.iter().any(|text| text == "*" && setup.operator.base == Base::Arn)
        {
            let first = reference::first_match(&setup).and_then(|at| u32::try_from(at).ok());
            prop_assert_eq!(Some(operand), first);
        }
    }

    #[test]
    fn negation_turns_a_present_value_round(setup in setup()) {
        if let (Some(turned), Value::One(_)) = (negated(&setup), setup.value("k"))
            && !setup.operands.is_empty()
            && !is_malformed(&setup)
        {
            prop_assert_eq!(turned.truth(), setup.truth().negate());
        }
    }

    #[test]
    fn the_order_of_operands_is_irrelevant(setup in setup(), rotation in 0_usize..9) {
        let mut moved = setup.clone();
        let by = rotation % setup.operands.len().max(1);
        moved.operands.rotate_left(by);
        moved.operands.reverse();
        // Recorded: only ARNs are looked at from left to right, where one is malformed.
        let malformed_arn = |setup: &Setup| {
            setup.operator.base == Base::Arn && setup.operands.iter().any(|operand| {
                let alone = Setup { operands: vec![operand.clone()], ..setup.clone() };
                matches!(alone.explain().why, Why::MalformedOperand { .. })
                    || matches!(alone.value("k"), Value::Many(_))
            })
        };
        prop_assume!(!malformed_arn(&setup));
        prop_assert_eq!(moved.truth(), setup.truth());
    }

    #[test]
    fn repeated_operands_change_nothing(setup in setup()) {
        let mut doubled = setup.clone();
        doubled.operands.extend(setup.operands.clone());
        prop_assert_eq!(doubled.truth(), setup.truth());
    }

    #[test]
    fn arn_equals_is_arn_like(setup in setup()) {
        if setup.operator.base == Base::Arn {
            let name = setup.operator.to_string();
            let other = name.replace("ArnNotLike", "ArnNotEquals").replace("ArnLike", "ArnEquals");
            let other = Setup { operator: Operator::parse(&other).unwrap(), ..setup.clone() };
            prop_assert_eq!(other.evaluate(), setup.evaluate());
        }
    }

    /// What is known is decided; only what AWS refuses to store leaves it open.
    #[test]
    fn known_requests_are_decided(setup in setup()) {
        let outcome = setup.evaluate();
        if outcome.truth == Truth::Unknown {
            let refused = setup.operands.is_empty() || setup.operator.base == Base::Binary;
            prop_assert!(refused, "{:?}", outcome);
        }
        if outcome.truth == Truth::Indeterminate {
            prop_assert_eq!(setup.operator.base, Base::Arn);
        }
    }
}
