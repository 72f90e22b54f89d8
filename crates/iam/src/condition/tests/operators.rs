//! Operator names, and operands on their own.

use super::super::{
    Base, Comparison, OperandProblem, Operator, SetPrefix, check_operand, operator_names,
};
use crate::problem::Severity;

#[test]
fn names_are_read_and_printed_back() {
    for name in operator_names() {
        for prefix in ["", "ForAllValues:", "ForAnyValue:"] {
            for suffix in ["", "IfExists"] {
                let text = format!("{prefix}{name}{suffix}");
                let Some(operator) = Operator::parse(&text) else {
                    assert!(
                        name == "Null" && !(prefix.is_empty() && suffix.is_empty()),
                        "{text}"
                    );
                    continue;
                };
                assert_eq!(operator.negated, name.contains("Not"), "{text}");
                assert_eq!(operator.if_exists, suffix == "IfExists", "{text}");
                let set = match prefix {
                    "ForAllValues:" => Some(SetPrefix::ForAllValues),
                    "ForAnyValue:" => Some(SetPrefix::ForAnyValue),
                    _ => None,
                };
                assert_eq!(operator.set, set, "{text}");
                // `ArnEquals` is printed as the `ArnLike` that it is.
                let printed = operator.to_string();
                let expected = text
                    .replace("ArnEquals", "ArnLike")
                    .replace("ArnNotEquals", "ArnNotLike");
                assert_eq!(printed, expected);
                assert_eq!(Operator::parse(&printed), Some(operator));
            }
        }
    }
}

#[test]
fn names_mean_what_they_say() {
    let plain = |base, negated| Operator {
        base,
        negated,
        if_exists: false,
        set: None,
    };
    let rows = [
        ("StringEquals", plain(Base::StringEquals, false)),
        (
            "StringNotEqualsIgnoreCase",
            plain(Base::StringEqualsIgnoreCase, true),
        ),
        ("StringLike", plain(Base::StringLike, false)),
        ("ArnEquals", plain(Base::Arn, false)),
        ("ArnNotLike", plain(Base::Arn, true)),
        ("NotIpAddress", plain(Base::IpAddress, true)),
        (
            "NumericEquals",
            plain(Base::Numeric(Comparison::Equals), false),
        ),
        (
            "NumericLessThan",
            plain(Base::Numeric(Comparison::LessThan), false),
        ),
        (
            "NumericLessThanEquals",
            plain(Base::Numeric(Comparison::LessThanEquals), false),
        ),
        (
            "DateGreaterThan",
            plain(Base::Date(Comparison::GreaterThan), false),
        ),
        (
            "DateGreaterThanEquals",
            plain(Base::Date(Comparison::GreaterThanEquals), false),
        ),
        ("DateNotEquals", plain(Base::Date(Comparison::Equals), true)),
        ("Bool", plain(Base::Bool, false)),
        ("BinaryEquals", plain(Base::Binary, false)),
        ("Null", plain(Base::Null, false)),
    ];
    for (name, operator) in rows {
        assert_eq!(Operator::parse(name), Some(operator), "{name}");
    }
}

#[test]
fn what_is_no_operator() {
    for name in [
        "",
        "stringEquals",
        "STRINGEQUALS",
        "StringEqual",
        "StringEquals ",
        "NumericNotLessThan",
        "BinaryNotEquals",
        "NotBool",
        "BoolNot",
        "IfExists",
        "StringEqualsIfExistsIfExists",
        "StringEqualsifexists",
        "ForAnyValue:",
        "ForAnyValue",
        "forAnyValue:StringEquals",
        "ForAnyValue:ForAllValues:StringEquals",
        "ForAllValues: StringEquals",
        "NullIfExists",
        "ForAllValues:NullIfExists",
        "NotNull",
        "IpAddressNot",
    ] {
        assert_eq!(Operator::parse(name), None, "{name:?}");
    }
}

#[test]
fn every_operator_has_its_own_name() {
    let mut names: Vec<&str> = operator_names().collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 27);
}

#[test]
fn operands() {
    use OperandProblem::*;
    let equals = Comparison::Equals;
    let rows = [
        (Base::StringEquals, "team", None),
        (Base::StringEquals, "", None),
        (Base::StringEquals, "team*", Some(WildcardIgnored)),
        (Base::StringEquals, "team?", Some(WildcardIgnored)),
        (Base::StringEquals, "team${*}", None),
        (Base::StringEquals, "${aws:username, '*'}", None),
        (
            Base::StringEquals,
            "${aws:username}*",
            Some(WildcardIgnored),
        ),
        (Base::StringEqualsIgnoreCase, "team*", Some(WildcardIgnored)),
        (Base::StringLike, "team*", None),
        (Base::StringLike, "${aws:username", Some(InvalidVariable)),
        (Base::StringEquals, "${}", Some(InvalidVariable)),
        (
            Base::StringEquals,
            "${ aws:username}",
            Some(InvalidVariable),
        ),
        (
            Base::StringEquals,
            "${aws:username, plain}",
            Some(InvalidVariable),
        ),
        (Base::StringEquals, "$aws:username}", None),
        (Base::Arn, "arn:aws:iam::*:role/*", None),
        (Base::Arn, "arn:aws:iam:role/*", Some(InvalidArn)),
        (Base::Arn, "role/*", Some(InvalidArn)),
        (Base::Arn, "", Some(InvalidArn)),
        (Base::Arn, "*", Some(BareArnWildcard)),
        (Base::Arn, "${aws:PrincipalArn}", None),
        (Base::Arn, "${aws:PrincipalArn", Some(InvalidVariable)),
        (Base::IpAddress, "192.0.2.1", None),
        (Base::IpAddress, "192.0.2.0/24", None),
        (Base::IpAddress, "192.0.2.5/24", Some(Ipv4HostBits)),
        (Base::IpAddress, "192.0.2.0/0", Some(Ipv4HostBits)),
        (Base::IpAddress, "0.0.0.0/0", None),
        (Base::IpAddress, "192.0.2.0/33", Some(InvalidCidr)),
        (Base::IpAddress, "2001:db8::/64", None),
        (Base::IpAddress, "2001:db8::5/64", Some(Ipv6HostBits)),
        (Base::IpAddress, "::ffff:c000:200/120", Some(Ipv4MappedCidr)),
        (Base::IpAddress, "::ffff:192.0.2.0/120", Some(InvalidCidr)),
        (Base::IpAddress, "${aws:SourceIp}", Some(InvalidCidr)),
        (Base::Numeric(equals), "01", None),
        (Base::Numeric(equals), "NaN", Some(InvalidNumber)),
        (
            Base::Numeric(Comparison::LessThan),
            "many",
            Some(InvalidNumber),
        ),
        (Base::Date(equals), "2030-01-01", None),
        (Base::Date(equals), "1893456000", None),
        (Base::Date(equals), "not-a-date", Some(InvalidDate)),
        (Base::Bool, "true", None),
        (Base::Bool, "False", None),
        (Base::Bool, "yes", Some(InvalidBool)),
        (Base::Null, "TRUE", None),
        (Base::Null, "yes", Some(InvalidNull)),
        (Base::Binary, "YQ==", None),
        (Base::Binary, "", None),
        (Base::Binary, "YWI=", None),
        (Base::Binary, "YWJj", None),
        (Base::Binary, "YQ", Some(InvalidBase64)),
        (Base::Binary, "YR==", Some(InvalidBase64)),
        (Base::Binary, "YWJ=", Some(InvalidBase64)),
        (Base::Binary, "YWK=", Some(InvalidBase64)),
        (Base::Binary, "YY==", Some(InvalidBase64)),
        (Base::Binary, "Y===", Some(InvalidBase64)),
        (Base::Binary, "====", Some(InvalidBase64)),
        (Base::Binary, "YW-_", Some(InvalidBase64)),
        (Base::Binary, "Y=Q=", Some(InvalidBase64)),
        (Base::Binary, "no-binary", Some(InvalidBase64)),
    ];
    for (base, text, expected) in rows {
        assert_eq!(check_operand(base, text), expected, "{base:?} {text:?}");
    }
}

/// What storage refuses is an error, and what it accepts is none [E2].
#[test]
fn severity_follows_storage() {
    let refused = [
        (Base::Numeric(Comparison::Equals), "NaN"),
        (Base::Numeric(Comparison::Equals), "no-number"),
        (Base::Date(Comparison::Equals), "not-a-date"),
        (Base::Arn, "not-an-arn"),
        (Base::IpAddress, "not-an-ip"),
        (Base::IpAddress, "2001:db8::5/64"),
        (Base::IpAddress, "::ffff:192.0.2.0/120"),
        (Base::Binary, "no-binary"),
    ];
    for (base, text) in refused {
        let severity = check_operand(base, text).map(OperandProblem::severity);
        assert_eq!(severity, Some(Severity::Error), "{base:?} {text}");
    }
    let accepted = [
        (Base::Numeric(Comparison::Equals), "01"),
        (Base::Bool, "TRUE"),
        (Base::Bool, "yes"),
        (Base::Null, "yes"),
        (Base::IpAddress, "192.0.2.5/24"),
        (Base::IpAddress, "192.0.2.0/+24"),
        (Base::IpAddress, "2001:db8:::1/128"),
        (Base::IpAddress, "::ffff:c000:200/120"),
    ];
    for (base, text) in accepted {
        let severity = check_operand(base, text).map(OperandProblem::severity);
        assert!(severity < Some(Severity::Error), "{base:?} {text}");
    }
}

#[test]
fn problems_read_well() {
    for (base, text) in [
        (Base::StringEquals, "a*"),
        (Base::StringEquals, "${"),
        (Base::Arn, "a"),
        (Base::Arn, "*"),
        (Base::IpAddress, "a"),
        (Base::IpAddress, "2001:db8::1/64"),
        (Base::IpAddress, "192.0.2.1/24"),
        (Base::IpAddress, "::ffff:c000:200/120"),
        (Base::Numeric(Comparison::Equals), "a"),
        (Base::Date(Comparison::Equals), "a"),
        (Base::Bool, "a"),
        (Base::Null, "a"),
        (Base::Binary, "a"),
    ] {
        let problem = check_operand(base, text).unwrap();
        let message = problem.message(text);
        assert!(message.contains(&format!("`{text}`")), "{message}");
        assert!(
            !message.ends_with('.') && !message.contains('\n'),
            "{message}"
        );
        assert!(!problem.help().ends_with('.') && !problem.help().is_empty());
        let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(problem.code().chars().all(kebab), "{}", problem.code());
    }
}

#[test]
fn replacements_say_the_same_without_the_problem() {
    for (text, expected) in [
        ("192.0.2.5/24", Some("192.0.2.0/24")),
        ("192.0.2.0/0", Some("0.0.0.0/0")),
        ("2001:db8::5/64", Some("2001:db8::/64")),
        ("2001:db8::5/127", Some("2001:db8::4/127")),
        ("::ffff:c000:200/120", Some("192.0.2.0/24")),
        ("192.0.2.0/33", None),
        ("not-an-ip", None),
    ] {
        let problem = check_operand(Base::IpAddress, text).unwrap();
        let replacement = problem.replacement(text);
        assert_eq!(replacement.as_deref(), expected, "{text}");
        if let Some(replacement) = replacement {
            assert_eq!(check_operand(Base::IpAddress, &replacement), None);
        }
    }
    let wildcard = check_operand(Base::StringEquals, "a*").unwrap();
    assert_eq!(wildcard.replacement("a*"), None);
}
