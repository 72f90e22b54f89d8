//! The missing-key table for every operator, prefix and suffix [OPS, MV], the
//! empty policy lists [AA] and the number of values [E2].

use super::super::{Base, Caveats, Options, Why, operator_names};
use super::{Setup, Value, many, one, truth};
use crate::truth::Truth::{self, False, True, Unknown};

const NO: Truth = False;
const YES: Truth = True;

/// Prefix, suffix, and what the positive and the negated form come to.
const WHEN_ABSENT: [(&str, &str, Truth, Truth); 6] = [
    ("", "", NO, YES),
    ("", "IfExists", YES, YES),
    ("ForAllValues:", "", YES, YES),
    ("ForAllValues:", "IfExists", YES, YES),
    ("ForAnyValue:", "", NO, NO),
    // Disputed (J18): false is what is shipped.
    ("ForAnyValue:", "IfExists", NO, NO),
];

/// An operand that is fine for every family that has one in common, by name.
fn operand(name: &str) -> &'static str {
    match name {
        _ if name.starts_with("Arn") => "arn:aws:iam::*:root",
        "IpAddress" | "NotIpAddress" => "192.0.2.0/24",
        _ if name.starts_with("Date") => "2030-01-01",
        "BinaryEquals" => "YQ==",
        "Bool" | "Null" => "true",
        _ => "1",
    }
}

fn is_negated(name: &str) -> bool {
    name.contains("Not")
}

/// Every operator but `Null`, which has neither prefix nor suffix.
fn operators() -> Vec<&'static str> {
    operator_names().filter(|name| *name != "Null").collect()
}

#[test]
fn absent_keys() {
    assert_eq!(operators().len(), 26);
    for name in operators() {
        for (prefix, suffix, positive, negated) in WHEN_ABSENT {
            let operator = format!("{prefix}{name}{suffix}");
            let setup = Setup::new(&operator, &[operand(name)], Value::Absent);
            let expected = if is_negated(name) { negated } else { positive };
            let outcome = setup.evaluate();
            assert_eq!(
                (outcome.truth, outcome.why),
                (expected, Why::KeyAbsent),
                "{operator}"
            );
            let disputed = (prefix, suffix) == ("ForAnyValue:", "IfExists");
            assert_eq!(
                outcome.caveats.contains(Caveats::FOR_ANY_VALUE_IF_EXISTS),
                disputed
            );
        }
    }
}

#[test]
fn the_disputed_row_has_a_switch() {
    for name in operators() {
        for (prefix, suffix, positive, negated) in WHEN_ABSENT {
            let operator = format!("{prefix}{name}{suffix}");
            let mut setup = Setup::new(&operator, &[operand(name)], Value::Absent);
            setup.options = Options {
                for_any_value_if_exists_missing: true,
            };
            let documented = if is_negated(name) { negated } else { positive };
            let disputed = (prefix, suffix) == ("ForAnyValue:", "IfExists");
            let expected = if disputed { True } else { documented };
            assert_eq!(setup.truth(), expected, "{operator}");
        }
    }
}

#[test]
fn null_asks_for_presence() {
    let rows: [(&[&str], Value, Truth, Why); 18] = [
        (&["true"], Value::Absent, True, Why::KeyAbsent),
        (&["true"], one("x"), False, Why::KeyPresent),
        (&["true"], one(""), False, Why::KeyPresent),
        (&["true"], many(&["x"]), False, Why::KeyPresent),
        (&["true"], many(&[]), False, Why::KeyPresent),
        (&["false"], Value::Absent, False, Why::KeyAbsent),
        (&["false"], one("x"), True, Why::KeyPresent),
        (&["false"], one(""), True, Why::KeyPresent),
        (&["false"], many(&["x", "y"]), True, Why::KeyPresent),
        // Everything but `true` means false. [E2]
        (&["yes"], one("x"), True, Why::KeyPresent),
        (&["TRUE"], one("x"), False, Why::KeyPresent),
        (&["TRUE"], Value::Absent, True, Why::KeyAbsent),
        (&["true", "false"], Value::Absent, True, Why::KeyAbsent),
        (&["true", "false"], one("x"), True, Why::KeyPresent),
        (&["true"], Value::PresentUnknown, False, Why::KeyPresent),
        (&["false"], Value::PresentUnknown, True, Why::KeyPresent),
        (&["true"], Value::Unknown, Unknown, Why::KeyUnknown),
        (&["true", "false"], Value::Unknown, True, Why::KeyUnknown),
    ];
    for (operands, value, expected, why) in rows {
        let outcome = Setup::new("Null", operands, value.clone()).evaluate();
        assert_eq!(
            (outcome.truth, outcome.why),
            (expected, why),
            "{operands:?} {value:?}"
        );
    }
}

/// `ForAllValues:Null` always holds and `ForAnyValue:Null` never does [AA].
#[test]
fn null_of_a_set_is_constant() {
    for operands in [&["true"][..], &["false"], &["true", "false"], &["yes"]] {
        for value in [
            Value::Absent,
            Value::Unknown,
            Value::PresentUnknown,
            one("x"),
            one(""),
            many(&[]),
            many(&["x", "y"]),
        ] {
            let all = Setup::new("ForAllValues:Null", operands, value.clone()).evaluate();
            assert_eq!((all.truth, all.why), (True, Why::EveryValue), "{value:?}");
            let any = Setup::new("ForAnyValue:Null", operands, value.clone()).evaluate();
            assert_eq!((any.truth, any.why), (False, Why::NoValue), "{value:?}");
        }
    }
    // Without operands the check on empty lists speaks, too.
    for (value, all) in [
        (Value::Absent, True),
        (many(&[]), True),
        (one("x"), Unknown),
        (Value::PresentUnknown, Unknown),
        (Value::Unknown, Unknown),
    ] {
        assert_eq!(
            truth("ForAllValues:Null", &[], value.clone()),
            all,
            "{value:?}"
        );
        assert_eq!(truth("ForAnyValue:Null", &[], value), False);
    }
}

#[test]
fn empty_policy_lists() {
    // Prefix, suffix, and what both forms come to for an absent and a present key.
    let rows = [
        // Refused at storage and only said to have no effect, which is no answer.
        ("", "", Unknown, Unknown),
        ("", "IfExists", True, False),
        ("ForAllValues:", "", True, False),
        ("ForAllValues:", "IfExists", True, False),
        ("ForAnyValue:", "", False, False),
        ("ForAnyValue:", "IfExists", False, False),
    ];
    for name in operators() {
        for (prefix, suffix, absent, present) in rows {
            let operator = format!("{prefix}{name}{suffix}");
            for (value, expected) in [
                (Value::Absent, absent),
                (one("1"), present),
                (Value::PresentUnknown, present),
            ] {
                let outcome = Setup::new(&operator, &[], value.clone()).evaluate();
                assert_eq!(
                    (outcome.truth, outcome.why, outcome.caveats),
                    (expected, Why::NoOperands, Caveats::NO_OPERANDS),
                    "{operator} {value:?}"
                );
            }
            if !prefix.is_empty() {
                assert_eq!(truth(&operator, &[], many(&["1"])), present, "{operator}");
                assert_eq!(truth(&operator, &[], many(&[])), absent, "{operator}");
            }
        }
    }
    assert_eq!(truth("Null", &[], Value::Absent), Unknown);
    assert_eq!(truth("Null", &[], one("x")), Unknown);
}

#[test]
fn single_valued_operators_never_match_multi_valued_keys() {
    for name in operators() {
        for suffix in ["", "IfExists"] {
            let operator = format!("{name}{suffix}");
            for values in [&["1"][..], &["1", "2"], &[]] {
                let setup = Setup::new(&operator, &[operand(name)], many(values));
                let outcome = setup.evaluate();
                let expected = (False, Why::MultiValued);
                assert_eq!(
                    (outcome.truth, outcome.why),
                    expected,
                    "{operator} {values:?}"
                );
                // Even without operands.
                assert_eq!(truth(&operator, &[], many(values)), False, "{operator}");
            }
        }
    }
}

#[test]
fn empty_sets() {
    for name in operators() {
        for suffix in ["", "IfExists"] {
            for (prefix, expected) in [("ForAllValues:", True), ("ForAnyValue:", False)] {
                let operator = format!("{prefix}{name}{suffix}");
                let outcome = Setup::new(&operator, &[operand(name)], many(&[])).evaluate();
                assert_eq!(
                    (outcome.truth, outcome.why),
                    (expected, Why::EmptySet),
                    "{operator}"
                );
            }
        }
    }
}

#[test]
fn sets() {
    // Recorded for `team` among the tag keys [E2], and the sets of [MV].
    type Row = (
        &'static str,
        &'static [&'static str],
        &'static [&'static str],
        Truth,
        Option<u32>,
    );
    let rows: [Row; 20] = [
        (
            "ForAllValues:StringEquals",
            &["team"],
            &["team"],
            True,
            None,
        ),
        (
            "ForAllValues:StringEquals",
            &["team"],
            &["env"],
            False,
            Some(0),
        ),
        (
            "ForAllValues:StringEquals",
            &["team"],
            &["team", "env"],
            False,
            Some(1),
        ),
        (
            "ForAllValues:StringEquals",
            &["team", "env"],
            &["team", "env"],
            True,
            None,
        ),
        (
            "ForAllValues:StringNotEquals",
            &["team"],
            &["team"],
            False,
            Some(0),
        ),
        (
            "ForAllValues:StringNotEquals",
            &["team"],
            &["env"],
            True,
            None,
        ),
        (
            "ForAllValues:StringNotEquals",
            &["team"],
            &["env", "team"],
            False,
            Some(1),
        ),
        (
            "ForAllValues:StringNotEquals",
            &["team", "env"],
            &["x", "y"],
            True,
            None,
        ),
        (
            "ForAnyValue:StringEquals",
            &["team"],
            &["team"],
            True,
            Some(0),
        ),
        ("ForAnyValue:StringEquals", &["team"], &["env"], False, None),
        (
            "ForAnyValue:StringEquals",
            &["team"],
            &["env", "team"],
            True,
            Some(1),
        ),
        (
            "ForAnyValue:StringNotEquals",
            &["team"],
            &["team"],
            False,
            None,
        ),
        (
            "ForAnyValue:StringNotEquals",
            &["team"],
            &["env"],
            True,
            Some(0),
        ),
        (
            "ForAnyValue:StringNotEquals",
            &["team"],
            &["team", "env"],
            True,
            Some(1),
        ),
        (
            "ForAnyValue:StringNotEquals",
            &["team", "env"],
            &["team", "env"],
            False,
            None,
        ),
        (
            "ForAnyValue:NumericEquals",
            &["1"],
            &["no-number", "1"],
            True,
            Some(1),
        ),
        (
            "ForAllValues:NumericEquals",
            &["1"],
            &["no-number", "1"],
            False,
            Some(0),
        ),
        (
            "ForAnyValue:NumericNotEquals",
            &["1"],
            &["no-number", "1"],
            True,
            Some(0),
        ),
        (
            "ForAllValues:NumericNotEquals",
            &["1"],
            &["no-number", "2"],
            True,
            None,
        ),
        (
            "ForAllValues:NumericNotEquals",
            &["1"],
            &["1", "2"],
            False,
            Some(0),
        ),
    ];
    for (operator, operands, values, expected, decided_by) in rows {
        let outcome = Setup::new(operator, operands, many(values)).evaluate();
        let found = (outcome.truth, outcome.value);
        assert_eq!(
            found,
            (expected, decided_by),
            "{operator} {operands:?} {values:?}"
        );
        let why = match (expected, decided_by) {
            (True, None) => Some(Why::EveryValue),
            (False, None) => Some(Why::NoValue),
            _ => None,
        };
        assert!(why.is_none_or(|why| outcome.why == why), "{outcome:?}");
    }
}

#[test]
fn a_single_valued_key_is_a_set_of_one() {
    for name in operators() {
        let operator = super::super::Operator::parse(name).unwrap();
        for value in [
            "1",
            "2",
            "true",
            "YQ==",
            "2030-01-01",
            "192.0.2.7",
            "arn:aws:iam::1:root",
            "",
        ] {
            let plain = Setup::new(name, &[operand(name)], one(value)).evaluate();
            for prefix in ["ForAllValues:", "ForAnyValue:"] {
                let set = format!("{prefix}{name}");
                let single = Setup::new(&set, &[operand(name)], one(value)).evaluate();
                assert_eq!(single, plain, "{set} {value}");
                let listed = Setup::new(&set, &[operand(name)], many(&[value])).truth();
                assert_eq!(listed, plain.truth, "{set} [{value}]");
            }
        }
        assert_ne!(operator.base, Base::Null);
    }
}
