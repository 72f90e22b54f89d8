//! Values and operands as they were put to the real service [E2]: each row with
//! the truth of the positive and of the negated form.

use super::{Setup, one};
use crate::truth::Truth::{self, False, Indeterminate, True, Unknown};

/// Operands, value, positive, negated.
pub(super) type Row<'a> = (&'a [&'a str], &'a str, Truth, Truth);

pub(super) const YES: (Truth, Truth) = (True, False);
pub(super) const NO: (Truth, Truth) = (False, True);

/// Checks rows that turn round under negation.
pub(super) fn check_pairs(positive: &str, negated: &str, rows: &[(&str, &str, (Truth, Truth))]) {
    for (operand, value, (expected, turned)) in rows {
        check(
            positive,
            negated,
            &[(&[operand], value, *expected, *turned)],
        );
    }
}

pub(super) fn check(positive: &str, negated: &str, rows: &[Row<'_>]) {
    for (operands, value, expected, turned) in rows {
        for suffix in ["", "IfExists"] {
            let (positive, negated) = (format!("{positive}{suffix}"), format!("{negated}{suffix}"));
            let setup = Setup::new(&positive, operands, one(value));
            assert_eq!(
                setup.truth(),
                *expected,
                "{positive} {operands:?} {value:?}"
            );
            let setup = Setup::new(&negated, operands, one(value));
            assert_eq!(setup.truth(), *turned, "{negated} {operands:?} {value:?}");
        }
    }
}

#[test]
fn strings() {
    check_pairs(
        "StringEquals",
        "StringNotEquals",
        &[
            ("prod", "prod", YES),
            ("prod", "Prod", NO),
            ("prod*", "production", NO),
            ("prod*", "prod*", YES),
            ("", "", YES),
            ("", "capture", NO),
            ("\u{10400}", "\u{10400}", YES),
            ("\u{10400}", "\u{10428}", NO),
            ("\u{e9}", "e\u{301}", NO),
        ],
    );
    check(
        "StringEquals",
        "StringNotEquals",
        &[
            (&["dev", "prod"], "prod", True, False),
            (&["dev", "prod"], "staging", False, True),
        ],
    );
}

#[test]
fn strings_without_case() {
    check_pairs(
        "StringEqualsIgnoreCase",
        "StringNotEqualsIgnoreCase",
        &[
            ("prod", "PrOd", YES),
            ("I", "\u{131}", NO),
            ("i", "\u{130}", NO),
            ("\u{130}", "i\u{307}", YES),
            ("K", "\u{212a}", YES),
            ("\u{212a}", "k", YES),
            ("s", "\u{17f}", NO),
            ("\u{df}", "\u{1e9e}", YES),
            ("\u{df}", "SS", NO),
            ("\u{3a3}", "\u{3c2}", NO),
            ("\u{3a3}", "\u{3c3}", YES),
            ("\u{39f}\u{3a3}", "\u{3bf}\u{3c2}", YES),
            ("\u{39f}\u{3a3}", "\u{3bf}\u{3c3}", NO),
            ("\u{39f}\u{3a3}\u{391}", "\u{3bf}\u{3c3}\u{3b1}", YES),
            ("\u{c9}", "\u{e9}", YES),
            ("\u{e9}", "e\u{301}", NO),
            // Not mapped above U+FFFF, but letters to the sigma beside them.
            ("\u{10400}", "\u{10428}", NO),
            ("\u{10400}", "\u{10400}", YES),
            ("A\u{3a3}\u{10400}", "a\u{3c2}\u{10400}", NO),
            ("A\u{3a3}\u{10400}", "a\u{3c3}\u{10400}", YES),
            ("\u{10400}\u{3a3}", "\u{10400}\u{3c3}", NO),
            ("\u{10400}\u{3a3}", "\u{10400}\u{3c2}", YES),
            // Longer than what is lowered without the heap.
            (
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
                YES,
            ),
        ],
    );
}

#[test]
fn string_patterns() {
    check_pairs(
        "StringLike",
        "StringNotLike",
        &[
            ("?", "\u{10400}", NO),
            ("??", "\u{10400}", YES),
            ("?", "\u{e9}", YES),
            ("?", "e\u{301}", NO),
            ("a?b", "a\u{10400}b", NO),
            ("a??b", "a\u{10400}b", YES),
            ("a*?b", "a\u{10400}b", YES),
            ("a?*b", "a\u{10400}b", YES),
            ("a*b", "a/b", YES),
            ("a?b", "a:b", YES),
            ("\u{10400}?", "\u{10400}x", YES),
            ("\u{10400}?", "\u{10400}\u{10428}", NO),
            ("a*b", "a\nb", YES),
            ("a?b", "a\nb", YES),
            ("a[b]", "ab", NO),
            ("a\\*b", "a*b", NO),
            ("prod", "production", NO),
            ("team-?/*", "team-a/nested/path", YES),
            ("Prod*", "production", NO),
        ],
    );
    check(
        "StringLike",
        "StringNotLike",
        &[
            (&["dev*", "prod*"], "production", True, False),
            (&["dev*", "prod*"], "staging", False, True),
        ],
    );
}

const USER: &str = "arn:aws:iam::123456789012:user/test";
const USERS: &str = "arn:aws:iam::*:user/*";
const ROLES: &str = "arn:aws:iam::*:role/*";

#[test]
fn arns() {
    let rows: &[Row<'_>] = &[
        (&[USERS], USER, True, False),
        (&[USERS], "arn:aws:iam::123456789012:role/test", False, True),
        (&[USERS], "not-an-arn", False, False),
        (&[USERS], "", False, False),
        (&["not-an-arn"], USER, Indeterminate, Indeterminate),
        (&["not-an-arn"], "not-an-arn", False, False),
        (&["not-an-arn", USERS], USER, Indeterminate, Indeterminate),
        (&[USERS, "not-an-arn"], USER, True, False),
        (&["not-an-arn", ROLES], USER, Indeterminate, Indeterminate),
        (&[ROLES, "not-an-arn"], USER, Indeterminate, Indeterminate),
        (&[USER, "not-an-arn"], USER, True, False),
        (&["not-an-arn", USER], USER, Indeterminate, Indeterminate),
        (
            &["arn:aws:s3:::x/?"],
            "arn:aws:s3:::x/\u{10400}",
            False,
            True,
        ),
        (
            &["arn:aws:s3:::x/??"],
            "arn:aws:s3:::x/\u{10400}",
            True,
            False,
        ),
        (&["arn:aws:iam::*:user/Test"], USER, False, True),
    ];
    check("ArnLike", "ArnNotLike", rows);
    check("ArnEquals", "ArnNotEquals", rows);
}

#[test]
fn numbers() {
    check_pairs(
        "NumericEquals",
        "NumericNotEquals",
        &[
            ("1", "1", YES),
            ("1", "2", NO),
            ("1", "no-number", NO),
            ("1", "", NO),
            ("1", "01", YES),
            ("1", "+1", YES),
            ("1", "1.0", YES),
            ("1", "1e0", YES),
            ("1", "NaN", NO),
            ("1", "Infinity", NO),
            ("01", "1", YES),
            ("+1", "1", YES),
            ("1.", "1", YES),
            ("NaN", "1", NO),
            ("NaN", "no-number", NO),
            ("NaN", "NaN", NO),
            ("9007199254740993", "9007199254740992", NO),
        ],
    );
    check(
        "NumericEquals",
        "NumericNotEquals",
        &[(&["NaN", "1"], "1", True, False)],
    );
    // Operator, and whether it holds for 9, 10, 11, text, and text against text.
    let rows = [
        ("NumericLessThan", [True, False, False]),
        ("NumericLessThanEquals", [True, True, False]),
        ("NumericGreaterThan", [False, False, True]),
        ("NumericGreaterThanEquals", [False, True, True]),
    ];
    for (operator, expected) in rows {
        let found = ["9", "10", "11"].map(|value| super::truth(operator, &["10"], one(value)));
        assert_eq!(found, expected, "{operator}");
        for (operand, value) in [("10", "x"), ("x", "10"), ("x", "x"), ("10", "")] {
            assert_eq!(
                super::truth(operator, &[operand], one(value)),
                False,
                "{operator}"
            );
        }
    }
    let exact = super::truth(
        "NumericLessThan",
        &["9007199254740993"],
        one("9007199254740992"),
    );
    assert_eq!(exact, True);
}

#[test]
fn dates() {
    let new_year = "2030-01-01T00:00:00Z";
    check_pairs(
        "DateEquals",
        "DateNotEquals",
        &[
            (new_year, new_year, YES),
            (new_year, "2030-01-02T00:00:00Z", NO),
            (new_year, "not-a-date", NO),
            (new_year, "", NO),
            (new_year, "1893456000", YES),
            (new_year, "2030-01-01", YES),
            (new_year, "2030-01-01T00:00:00.0001Z", YES),
            (new_year, "2030-01-01T00:00:00", YES),
            (new_year, "+1893456000", YES),
            (
                "2030-01-01T00:00:00.1231Z",
                "2030-01-01T00:00:00.1239Z",
                YES,
            ),
            ("not-a-date", new_year, NO),
            ("not-a-date", "not-a-date", NO),
        ],
    );
    let rows = [
        ("DateLessThan", [True, False, False]),
        ("DateLessThanEquals", [True, True, False]),
        ("DateGreaterThan", [False, False, True]),
        ("DateGreaterThanEquals", [False, True, True]),
    ];
    for (operator, expected) in rows {
        let values = [
            "2029-12-31T23:59:59.999Z",
            "1893456000",
            "2030-01-01T00:00:00.001",
        ];
        let found = values.map(|value| super::truth(operator, &[new_year], one(value)));
        assert_eq!(found, expected, "{operator}");
        for (operand, value) in [(new_year, "x"), ("x", new_year), ("x", "x")] {
            assert_eq!(
                super::truth(operator, &[operand], one(value)),
                False,
                "{operator}"
            );
        }
    }
}

#[test]
fn booleans() {
    for (value, is_true) in [
        ("true", true),
        ("True", true),
        ("TRUE", true),
        ("false", false),
        ("yes", false),
        ("1", false),
        ("", false),
        (" true ", false),
    ] {
        for (operand, wants_true) in [
            ("true", true),
            ("TRUE", true),
            ("false", false),
            ("False", false),
            ("yes", false),
        ] {
            let expected = Truth::from(is_true == wants_true);
            assert_eq!(
                super::truth("Bool", &[operand], one(value)),
                expected,
                "{operand} {value}"
            );
        }
        assert_eq!(super::truth("Bool", &["true", "false"], one(value)), True);
    }
}

#[test]
fn binaries() {
    for (operands, value, expected) in [
        (&["YQ=="][..], "YQ==", True),
        (&["YQ=="], "Yg==", False),
        (&["YQ=="], "YQ", False),
        (&["YQ=="], "YR==", False),
        (&["YQ=="], "no-binary", False),
        (&["YQ=="], "", False),
        (&["YQ=="], " YQ== ", False),
        (&[""], "", True),
        (&["YQ==", "Yg=="], "Yg==", True),
        // Refused even where other malformed operands are stored.
        (&["no-binary"], "YQ==", Unknown),
        (&["no-binary"], "no-binary", Unknown),
        (&["no-binary", "YQ=="], "YQ==", True),
    ] {
        let found = super::truth("BinaryEquals", operands, one(value));
        assert_eq!(found, expected, "{operands:?} {value}");
    }
}
