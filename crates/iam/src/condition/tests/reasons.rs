//! What an outcome says besides its truth.

use super::super::{Caveats, Why};
use super::{Setup, many, one};
use crate::truth::Truth::{False, Indeterminate, True};

const USER: &str = "arn:aws:iam::123456789012:user/test";
const USERS: &str = "arn:aws:iam::*:user/*";
const ROLES: &str = "arn:aws:iam::*:role/*";

/// Only where the other reading would have come to something else.
#[test]
fn disputed_points_are_named() {
    let rows: [(&str, &[&str], &str, &[&str]); 13] = [
        ("IpAddress", &["192.0.2.0/24"], "192.0.2.1", &[]),
        (
            "IpAddress",
            &["2001:db8::5/64"],
            "2001:db8::1",
            &["ip-spelling"],
        ),
        (
            "NotIpAddress",
            &["2001:db8::5/64"],
            "2001:db8::1",
            &["ip-spelling"],
        ),
        ("IpAddress", &["2001:db8::5/64"], "2001:db8:1::1", &[]),
        (
            "IpAddress",
            &["2001:db8::5/64", "2001:db8::/32"],
            "2001:db8::1",
            &[],
        ),
        (
            "IpAddress",
            &["::ffff:c000:200/120"],
            "192.0.2.1",
            &["ip-spelling"],
        ),
        ("IpAddress", &["::ffff:c000:200/120"], "192.0.3.1", &[]),
        (
            "IpAddress",
            &["192.0.2.0/24"],
            "::ffff:192.0.2.1",
            &["ip-spelling"],
        ),
        ("ArnLike", &["*"], USER, &["bare-arn-star"]),
        ("ArnLike", &["*", USERS], USER, &[]),
        ("ArnLike", &["*", "not-an-arn"], USER, &["bare-arn-star"]),
        ("ArnLike", &["not-an-arn", "*"], USER, &[]),
        ("ArnLike", &["*"], "not-an-arn", &[]),
    ];
    for (operator, operands, value, expected) in rows {
        let caveats = Setup::new(operator, operands, one(value))
            .evaluate()
            .caveats;
        let names: Vec<&str> = caveats.names().collect();
        assert_eq!(names, expected, "{operator} {operands:?} {value}");
        assert_eq!(caveats.is_empty(), expected.is_empty());
    }
    // In a set only the values that decide count.
    let set = Setup::new(
        "ForAnyValue:IpAddress",
        &["2001:db8::5/64", "192.0.2.0/24"],
        many(&["2001:db8::1", "192.0.2.1"]),
    );
    assert_eq!(
        (set.truth(), set.evaluate().caveats),
        (True, Caveats::default())
    );
    let set = Setup::new(
        "ForAnyValue:IpAddress",
        &["2001:db8::5/64"],
        many(&["2001:db8::1", "192.0.2.1"]),
    );
    assert_eq!(
        (set.truth(), set.evaluate().caveats),
        (False, Caveats::IP_SPELLING)
    );
}

/// A template that is malformed counts only before all that matches, a star too.
#[test]
fn a_star_ends_the_list() {
    let check = |operands: &[&str], expected, caveats| {
        let setup = Setup::new("ArnLike", operands, one(USER)).with("v", one("not-an-arn"));
        let outcome = setup.evaluate();
        assert_eq!(
            (outcome.truth, outcome.caveats),
            (expected, caveats),
            "{operands:?}"
        );
    };
    check(&["*", "${v}", USER], True, Caveats::BARE_ARN_STAR);
    check(&["*", "${v}", USERS], True, Caveats::BARE_ARN_STAR);
    check(&["*", "${v}"], True, Caveats::BARE_ARN_STAR);
    check(&["*", "${v}", ROLES], True, Caveats::BARE_ARN_STAR);
    check(&[USERS, "*", "${v}"], True, Caveats::default());
    check(&["${v}", "*"], Indeterminate, Caveats::default());
    check(&[ROLES, "${v}", USERS], Indeterminate, Caveats::default());
}

#[test]
fn reasons_name_operands() {
    let rows: [(&str, &[&str], &str, Why); 12] = [
        (
            "StringEquals",
            &["a", "b", "b"],
            "b",
            Why::Matched { operand: 1 },
        ),
        (
            "StringNotEquals",
            &["a", "b"],
            "b",
            Why::Matched { operand: 1 },
        ),
        ("StringEquals", &["a", "b"], "c", Why::NoMatch),
        (
            "StringLike",
            &["b*", "bc"],
            "bc",
            Why::Matched { operand: 0 },
        ),
        (
            "StringLike",
            &["x*", "bc"],
            "bc",
            Why::Matched { operand: 1 },
        ),
        (
            "StringEqualsIgnoreCase",
            &["A", "B"],
            "b",
            Why::Matched { operand: 1 },
        ),
        (
            "IpAddress",
            &["x", "10.0.0.0/8", "10.1.0.0/16"],
            "10.1.2.3",
            Why::Matched { operand: 1 },
        ),
        (
            "ArnLike",
            &[ROLES, USERS, USER],
            USER,
            Why::Matched { operand: 1 },
        ),
        (
            "ArnLike",
            &[ROLES, "not-an-arn"],
            USER,
            Why::MalformedOperand { operand: 1 },
        ),
        (
            "NumericLessThan",
            &["1", "5", "9"],
            "3",
            Why::Matched { operand: 1 },
        ),
        ("NumericEquals", &["1"], "x", Why::MalformedValue),
        (
            "BinaryEquals",
            &["YQ==", "?"],
            "Yg==",
            Why::MalformedOperand { operand: 1 },
        ),
    ];
    for (operator, operands, value, why) in rows {
        let setup = Setup::new(operator, operands, one(value));
        let outcome = setup.explain();
        assert_eq!(
            (outcome.why, outcome.value),
            (why, Some(0)),
            "{operator} {operands:?} {value}"
        );
    }
    let second = Setup::new("ForAnyValue:StringEquals", &["b"], many(&["a", "b"])).explain();
    assert_eq!(
        (second.why, second.value),
        (Why::Matched { operand: 0 }, Some(1))
    );
}
