//! Operands on their own.

use crate::language::{Base, Comparison};
use crate::policy::{OperandProblem, check_operand};
use crate::problem::Severity;

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
        let message = problem.message(text).to_string();
        assert!(message.contains(&format!("`{text}`")), "{message}");
        assert!(
            !message.ends_with('.') && !message.contains('\n'),
            "{message}"
        );
        let help = problem.help().to_string();
        assert!(!help.ends_with('.') && !help.is_empty(), "{help}");
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
