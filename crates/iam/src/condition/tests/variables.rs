//! Policy variables [VAR, E2].

use super::super::Template;
use super::super::template::Gap;
use super::{Setup, Value, many, one};
use crate::keys::{KeyValue, Keys};
use crate::language::Version;
use crate::truth::Truth::{self, False, Indeterminate, True};
use crate::value::wildcard::pattern_of;

/// Operator, operand, the value of `k`, the value of `v`, and the truth.
type Row = (&'static str, &'static str, &'static str, Value, Truth);

fn check(rows: Vec<Row>) {
    for (operator, operand, value, variable, expected) in rows {
        let setup = Setup::new(operator, &[operand], one(value)).with("v", variable.clone());
        assert_eq!(
            setup.truth(),
            expected,
            "{operator} {operand} {value} {variable:?}"
        );
    }
}

#[test]
fn values_are_put_in() {
    check(vec![
        ("StringEquals", "${v}", "red", one("red"), True),
        ("StringEquals", "${V}", "red", one("red"), True),
        ("StringEquals", "${v}", "red", one("blue"), False),
        ("StringNotEquals", "${v}", "red", one("red"), False),
        ("StringEquals", "a-${v}-${v}", "a-x-x", one("x"), True),
        ("StringEquals", "a-${v}", "a-", one(""), True),
        (
            "StringEqualsIgnoreCase",
            "TEAM-${v}",
            "team-red",
            one("RED"),
            True,
        ),
        // The final sigma is final only where the whole text puts it.
        (
            "StringEqualsIgnoreCase",
            "${v}\u{3a3}",
            "\u{3bf}\u{3c2}",
            one("\u{39f}"),
            True,
        ),
        ("StringEqualsIgnoreCase", "${v}", "ſ", one("S"), False),
        (
            "StringLike",
            "prefix-${v}-*",
            "prefix-red-end",
            one("red"),
            True,
        ),
        (
            "ArnLike",
            "${v}",
            "arn:aws:s3:::example/file",
            one("arn:aws:s3:::example/file"),
            True,
        ),
        (
            "ArnLike",
            "arn:aws:s3:::example/${v}/*",
            "arn:aws:s3:::example/red/file",
            one("red"),
            True,
        ),
        (
            "ArnLike",
            "arn:aws:iam::${v}:root",
            "arn:aws:iam::1:root",
            one("1"),
            True,
        ),
        (
            "ArnLike",
            "arn:aws:iam::${v}",
            "arn:aws:iam::1:root",
            one("1:root"),
            True,
        ),
    ]);
}

#[test]
fn wildcards_in_values_stand_for_themselves() {
    check(vec![
        ("StringLike", "a${v}", "abc", one("*"), False),
        ("StringLike", "a${v}", "a*", one("*"), True),
        ("StringLike", "a${v}", "ab", one("?"), False),
        ("StringLike", "a${v}*", "a*bc", one("*"), True),
        (
            "ArnLike",
            "arn:aws:s3:::${v}",
            "arn:aws:s3:::other",
            one("*"),
            False,
        ),
        (
            "ArnLike",
            "arn:aws:s3:::${v}",
            "arn:aws:s3:::*",
            one("*"),
            True,
        ),
        ("StringLike", "${v}?", "\u{10400}x", one("\u{10400}"), True),
        // A variable in a value is text.
        ("StringEquals", "${v}", "${v}", one("${v}"), True),
        ("StringEquals", "${v, '*'}", "*", Value::Absent, True),
        ("StringLike", "${v, '*'}", "x", Value::Absent, False),
    ]);
}

#[test]
fn escapes_stand_for_themselves() {
    let absent = Value::Absent;
    check(vec![
        ("StringEquals", "a${*}", "a*", absent.clone(), True),
        ("StringLike", "a${*}", "abc", absent.clone(), False),
        ("StringLike", "a${*}*", "a*bc", absent.clone(), True),
        ("StringLike", "a${?}", "a?", absent.clone(), True),
        ("StringLike", "a${?}", "ab", absent.clone(), False),
        ("StringEquals", "${$}{v}", "${v}", absent.clone(), True),
        (
            "StringEqualsIgnoreCase",
            "A${*}",
            "a*",
            absent.clone(),
            True,
        ),
        (
            "ArnLike",
            "arn:aws:s3:::${*}",
            "arn:aws:s3:::*",
            absent.clone(),
            True,
        ),
        (
            "ArnLike",
            "arn:aws:s3:::${*}",
            "arn:aws:s3:::x",
            absent.clone(),
            False,
        ),
        ("ArnLike", "${*}", "arn:aws:s3:::x", absent, Indeterminate),
    ]);
}

#[test]
fn unresolved_variables_match_nothing() {
    for variable in [
        Value::Absent,
        many(&["red"]),
        many(&["red", "blue"]),
        many(&[]),
    ] {
        check(vec![
            ("StringEquals", "${v}", "red", variable.clone(), False),
            ("StringNotEquals", "${v}", "red", variable.clone(), True),
            ("StringLike", "*${v}", "red", variable.clone(), False),
            ("StringNotLike", "*${v}", "red", variable.clone(), True),
            ("StringEquals", "pre-${v}", "pre-", variable.clone(), False),
            (
                "StringEqualsIgnoreCase",
                "${v}",
                "red",
                variable.clone(),
                False,
            ),
            (
                "ArnLike",
                "arn:aws:s3:::${v}",
                "arn:aws:s3:::red",
                variable.clone(),
                False,
            ),
            (
                "ArnNotLike",
                "arn:aws:s3:::${v}",
                "arn:aws:s3:::red",
                variable.clone(),
                True,
            ),
            // Nothing was put in, so nothing is malformed.
            (
                "ArnLike",
                "${v}",
                "arn:aws:s3:::red",
                variable.clone(),
                False,
            ),
            (
                "ArnNotLike",
                "${v}",
                "arn:aws:s3:::red",
                variable.clone(),
                True,
            ),
        ]);
    }
}

#[test]
fn defaults_are_for_absent_keys_only() {
    check(vec![
        (
            "StringEquals",
            "${v, 'fallback'}",
            "fallback",
            Value::Absent,
            True,
        ),
        (
            "StringEquals",
            "${v,'fallback'}",
            "fallback",
            Value::Absent,
            True,
        ),
        (
            "StringEquals",
            "${v, 'red,blue'}",
            "red,blue",
            Value::Absent,
            True,
        ),
        ("StringEquals", "${v, 'a}b'}", "a}b", Value::Absent, True),
        ("StringEquals", "${v, ''}", "", Value::Absent, True),
        ("StringEquals", "${v, 'fallback'}", "red", one("red"), True),
        (
            "StringEquals",
            "${v, 'fallback'}",
            "fallback",
            one(""),
            False,
        ),
        // Recorded for a multi-valued key. [E2]
        (
            "StringEquals",
            "${v, 'fallback'}",
            "fallback",
            many(&["fallback"]),
            False,
        ),
        (
            "StringNotEquals",
            "${v, 'fallback'}",
            "fallback",
            many(&["fallback"]),
            True,
        ),
        (
            "StringEquals",
            "${v, 'fallback'}",
            "team",
            many(&["team", "env"]),
            False,
        ),
        (
            "StringNotEquals",
            "${v, 'fallback'}",
            "team",
            many(&["team", "env"]),
            True,
        ),
    ]);
}

#[test]
fn malformed_arns_from_variables_are_indeterminate() {
    let user = "arn:aws:iam::123456789012:user/test";
    check(vec![
        ("ArnLike", "${v}", user, one("not-an-arn"), Indeterminate),
        ("ArnNotLike", "${v}", user, one("not-an-arn"), Indeterminate),
        ("ArnLike", "${v}", "not-an-arn", one("not-an-arn"), False),
        ("ArnNotLike", "${v}", "not-an-arn", one("not-an-arn"), False),
        (
            "ArnLike",
            "arn:aws:iam::${v}",
            user,
            one("123456789012"),
            Indeterminate,
        ),
    ]);
}

#[test]
fn variables_are_text_under_2008_and_in_other_operators() {
    let rows = [
        ("StringEquals", "${v}", "${v}", True),
        ("StringEquals", "${v}", "red", False),
        ("StringLike", "${*}", "${anything}", True),
        ("StringLike", "${*}", "*", False),
        ("StringEquals", "${unclosed", "${unclosed", True),
        ("ArnLike", "arn:aws:s3:::${v}", "arn:aws:s3:::${v}", True),
        ("ArnLike", "${v}", "arn:aws:s3:::red", Indeterminate),
    ];
    for (operator, operand, value, expected) in rows {
        let mut setup = Setup::new(operator, &[operand], one(value)).with("v", one("red"));
        setup.version = Version::V2008;
        assert_eq!(setup.truth(), expected, "{operator} {operand} {value}");
        assert_eq!(setup.run(|test, _| test.variable_keys().count()), 0);
    }
    for (operator, value) in [
        ("Bool", "true"),
        ("IpAddress", "192.0.2.1"),
        ("NumericEquals", "1"),
        ("DateEquals", "1"),
    ] {
        let setup = Setup::new(operator, &["${v}"], one(value)).with("v", one(value));
        assert_eq!(setup.truth(), False, "{operator}");
        assert_eq!(setup.run(|test, _| test.variable_keys().count()), 0);
    }
}

#[test]
fn keys_of_variables_are_known() {
    for (operator, operand) in [
        ("StringLike", "${a}/${b, 'x'}/${*}"),
        ("ArnLike", "arn:${a}:${b}"),
    ] {
        let setup = Setup::new(operator, &["arn:aws:s3:::x", operand], one("x"));
        setup.run(|test, _| {
            let keys: Vec<u16> = test.variable_keys().map(|key| key.0).collect();
            assert_eq!(keys, [1, 2], "{operator}");
        });
    }
}

#[test]
fn malformed_variables_cannot_be_evaluated() {
    for operand in [
        "${",
        "${v",
        "${}",
        "${v x}",
        "${v, x}",
        "${v, 'x}",
        "${v,}",
        "${v, 'a'b'}",
        "${'v'}",
        "${a${v}}",
    ] {
        for operator in ["StringEquals", "StringNotEquals", "StringLike", "ArnLike"] {
            let value = one("arn:aws:s3:::x");
            let setup = Setup::new(operator, &[operand], value.clone()).with("v", one("x"));
            assert_eq!(setup.truth(), Truth::Unknown, "{operator} {operand}");
            // An operand that matches settles it; for ARNs only one that stands before.
            let settled = Setup::new(operator, &["arn:aws:s3:::x", operand], value).truth();
            let expected = Truth::from(operator != "StringNotEquals");
            assert_eq!(settled, expected, "{operator} {operand}");
        }
    }
}

#[test]
fn templates_resolve_to_patterns() {
    let mut keys = Keys::default();
    let template = Template::compile("arn:aws:s3:::${a}/${b, 'x*'}/*", &mut keys);
    assert_eq!(
        template
            .keys()
            .map(|key| keys.name(key))
            .collect::<Vec<_>>(),
        ["a", "b"]
    );
    let known = [KeyValue::One("bucket"), KeyValue::Absent];
    let pattern = pattern_of(&template.pieces(&known).expect("all keys are known"));
    assert!(pattern.matches("arn:aws:s3:::bucket/x*/file"));
    assert!(!pattern.matches("arn:aws:s3:::bucket/xy/file"));
    let absent = template.pieces(&[KeyValue::Absent, KeyValue::Unknown]);
    assert_eq!(absent, Err(Gap::Unresolved));
    let known = [KeyValue::One("bucket"), KeyValue::Unknown];
    let unknown = template.pieces(&known);
    assert!(matches!(unknown, Err(Gap::Unknown(Some(key))) if keys.name(key) == "b"));
    let malformed = Template::compile("${", &mut keys);
    assert_eq!(malformed.pieces(&[]), Err(Gap::Malformed));
}

/// A text of 18,000 variables, each of which stands for 280,000 characters, would be
/// 5 GB. It is never put together: no value is as long.
#[test]
fn long_values_are_not_put_together() {
    let long = "x".repeat(280_000);
    let text = "${v}".repeat(18_000);
    for operator in ["StringEquals", "StringEqualsIgnoreCase", "StringLike"] {
        let setup = |value: &str| Setup::new(operator, &[&text], one(value)).with("v", one(&long));
        assert_eq!(setup(&long).truth(), Truth::False, "{operator}");
        let short = Setup::new(operator, &[&text], one(&long)).with("v", one(""));
        assert_eq!(short.truth(), Truth::False, "{operator}");
        let same = Setup::new(operator, &[&text], one(&"x".repeat(18_000))).with("v", one("x"));
        assert_eq!(same.truth(), Truth::True, "{operator}");
    }
    let arn = format!("arn:aws:iam::{text}");
    let value = one("arn:aws:iam::111122223333:x");
    let setup = Setup::new("ArnLike", &[&arn, &format!("{arn}:x")], value).with("v", one(&long));
    // The first has no sixth field, which makes it no ARN however long it is.
    assert_eq!(setup.truth(), Truth::Indeterminate);
}
