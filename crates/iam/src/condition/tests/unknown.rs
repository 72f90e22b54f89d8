//! Unknown keys: what is said for certain holds whatever they turn out to be.

use proptest::prelude::*;

use super::super::Why;
use super::properties::setup;
use super::{Setup, Value, many, one};
use crate::truth::Truth::{self, False, Indeterminate, True, Unknown};

#[test]
fn an_unknown_key_leaves_the_test_open() {
    for operator in [
        "StringEquals",
        "StringNotEquals",
        "StringLike",
        "ArnLike",
        "IpAddress",
        "NotIpAddress",
        "NumericLessThan",
        "DateEquals",
        "Bool",
        "BinaryEquals",
        "Null",
        "StringEqualsIfExists",
        "ForAllValues:StringEquals",
        "ForAnyValue:StringNotEquals",
    ] {
        let outcome = Setup::new(operator, &["1"], Value::Unknown).evaluate();
        assert_eq!(
            (outcome.truth, outcome.why),
            (Unknown, Why::KeyUnknown),
            "{operator}"
        );
    }
    // Nothing is a member of no list.
    assert_eq!(
        super::truth("ForAnyValue:StringEquals", &[], Value::Unknown),
        False
    );
}

#[test]
fn a_value_that_is_not_told_leaves_the_test_open() {
    for operator in [
        "StringEquals",
        "StringNotEquals",
        "StringNotEqualsIfExists",
        "ArnLike",
        "NotIpAddress",
        "Bool",
    ] {
        let outcome = Setup::new(operator, &["1"], Value::PresentUnknown).evaluate();
        assert_eq!(
            (outcome.truth, outcome.why),
            (Unknown, Why::KeyUnknown),
            "{operator}"
        );
    }
    for (operator, operands, expected) in [
        ("StringLike", &["x", "*"][..], True),
        ("StringNotLike", &["x", "*"], False),
        ("ForAllValues:StringLike", &["**"], True),
        ("StringLike", &["?*"], Unknown),
        // No ARN at all makes both forms false.
        ("ArnLike", &["*"], Unknown),
    ] {
        assert_eq!(
            super::truth(operator, operands, Value::PresentUnknown),
            expected,
            "{operator}"
        );
    }
}

#[test]
fn an_operand_that_cannot_be_read_matches_no_value() {
    for (operator, if_absent, if_present) in [
        ("NumericLessThan", False, False),
        ("NumericEquals", False, False),
        ("DateGreaterThan", False, False),
        ("ForAnyValue:NumericLessThan", False, False),
        ("NumericLessThanIfExists", Unknown, False),
        // Nothing is a member of an empty set, and all of it compares.
        ("ForAllValues:NumericLessThan", Unknown, Unknown),
        // A key with several values makes the plain form false.
        ("NumericNotEquals", Unknown, Unknown),
    ] {
        let truth = |value| super::truth(operator, &["many"], value);
        assert_eq!(truth(Value::Unknown), if_absent, "{operator}");
        assert_eq!(truth(Value::PresentUnknown), if_present, "{operator}");
    }
    // One that can be read is enough for the value to count.
    assert_eq!(
        super::truth("NumericLessThan", &["many", "5"], Value::Unknown),
        Unknown
    );
}

#[test]
fn unknown_variables_count_only_where_they_matter() {
    let user = "arn:aws:iam::1:user/a";
    // Operator, operands, value, truth while `v` is unknown.
    let rows: [(&str, &[&str], &str, Truth); 25] = [
        ("StringEquals", &["${v}"], "a", Unknown),
        ("StringNotEquals", &["${v}"], "a", Unknown),
        ("StringEquals", &["${v}", "a"], "a", True),
        ("StringEquals", &["a", "${v}"], "a", True),
        ("StringNotEquals", &["${v}", "a"], "a", False),
        ("StringEquals", &["${v}", "b"], "a", Unknown),
        ("StringEquals", &["b-${v}"], "a", False),
        ("StringNotEquals", &["b-${v}"], "a", True),
        ("StringEquals", &["a-${v}"], "a-b", Unknown),
        ("StringLike", &["b*${v}"], "a", False),
        ("StringLike", &["*${v}"], "a", Unknown),
        // An absent key makes the whole operand match nothing.
        ("StringEquals", &["${v}${absent}"], "a", False),
        ("StringNotEquals", &["${absent}${v}"], "a", True),
        ("ArnLike", &["arn:aws:iam::${v}:user/*"], user, Unknown),
        ("ArnLike", &["arn:aws:iam::${v}:user/*", user], user, True),
        (
            "ArnNotLike",
            &["arn:aws:iam::${v}:user/*", user],
            user,
            False,
        ),
        ("ArnLike", &["arn:aws:iam::${v}:role/*"], user, False),
        ("ArnNotLike", &["arn:aws:iam::${v}:role/*"], user, True),
        // The whole operand may turn out to be no ARN, which outweighs what follows.
        ("ArnLike", &["${v}", user], user, Unknown),
        ("ArnLike", &[user, "${v}"], user, True),
        ("ArnLike", &["${v}"], "not-an-arn", False),
        ("ArnNotLike", &["${v}"], "not-an-arn", False),
        (
            "ArnLike",
            &["arn:aws:iam::${v}:role/*", "not-an-arn"],
            user,
            Indeterminate,
        ),
        (
            "ArnLike",
            &["arn:aws:iam::${v}:user/*", "not-an-arn"],
            user,
            Unknown,
        ),
        ("ArnLike", &["b-${v}", "not-an-arn"], user, Indeterminate),
    ];
    for (operator, operands, value, expected) in rows {
        let setup = Setup::new(operator, operands, one(value)).with("v", Value::Unknown);
        let outcome = setup.evaluate();
        assert_eq!(outcome.truth, expected, "{operator} {operands:?} {value}");
        if expected == Unknown {
            setup.run(|test, _| {
                let key = test.variable_keys().next().unwrap();
                assert_eq!(
                    outcome.why,
                    Why::VariableUnknown(key),
                    "{operator} {operands:?}"
                );
            });
        }
    }
}

#[test]
fn one_value_of_a_set_may_settle_it() {
    let set = |operator: &str, values: &[&str]| {
        Setup::new(operator, &["${v}", "a"], many(values))
            .with("v", Value::Unknown)
            .truth()
    };
    assert_eq!(set("ForAnyValue:StringEquals", &["b", "a"]), True);
    assert_eq!(set("ForAnyValue:StringEquals", &["b"]), Unknown);
    assert_eq!(set("ForAllValues:StringEquals", &["a", "b"]), Unknown);
    assert_eq!(set("ForAllValues:StringEquals", &["a", "a"]), True);
    assert_eq!(set("ForAllValues:StringNotEquals", &["b", "a"]), False);
    assert_eq!(set("ForAnyValue:StringNotEquals", &["a", "b"]), Unknown);
}

/// Everything that a value may turn out to be, as far as the properties go.
fn completions(value: &Value, values: &[&str]) -> Vec<Value> {
    let told = values.iter().map(|value| one(value));
    let rest = [Value::Absent, many(&[]), many(&["a", "b"]), many(values)];
    match value {
        Value::Unknown => told.chain(rest).collect(),
        Value::PresentUnknown => told.collect(),
        known => vec![known.clone()],
    }
}

/// How a key is not known; `None` when it is.
fn gap() -> impl Strategy<Value = Option<Value>> {
    let gaps = prop_oneof![Just(Value::Unknown), Just(Value::PresentUnknown)];
    proptest::option::weighted(0.6, gaps)
}

fn known_mostly() -> impl Strategy<Value = Option<Value>> {
    (gap(), 0..3).prop_map(|(gap, often)| gap.filter(|_| often == 0))
}

const VALUES: [&str; 14] = [
    "",
    "a",
    "b",
    "ab",
    "*",
    "1",
    "true",
    "YQ==",
    "arn:aws:iam::1:root",
    "arn:aws:iam::1:user/a",
    "not-an-arn",
    "192.0.2.7",
    "2001:db8::1",
    "1970-01-01",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn certainty_survives_every_completion(
        setup in setup(),
        gaps in (known_mostly(), gap(), gap()),
    ) {
        let mut open = setup.clone();
        for ((_, value), gap) in open.context.iter_mut().zip([gaps.0, gaps.1, gaps.2]) {
            if let Some(gap) = gap {
                *value = gap;
            }
        }
        let said = open.truth();
        if said == Unknown {
            return Ok(());
        }
        let choices = |at: usize| completions(&open.context[at].1, &VALUES);
        for k in choices(0) {
            for v in choices(1) {
                for w in choices(2) {
                    let mut closed = setup.clone();
                    closed.context = vec![("k", k.clone()), ("v", v.clone()), ("w", w)];
                    prop_assert_eq!(closed.truth(), said, "{:?}", closed.context);
                }
            }
        }
    }

    #[test]
    fn keys_that_no_operand_refers_to_do_not_matter(setup in setup()) {
        let mut open = setup.clone();
        let referred = setup.run(|test, _| test.variable_keys().next().is_some());
        for (_, value) in open.context.iter_mut().skip(1) {
            *value = Value::Unknown;
        }
        if !referred {
            prop_assert_eq!(open.evaluate(), setup.evaluate());
        }
    }
}
