//! Operator names.

use super::super::{Base, Comparison, Operator, SetPrefix, operator_names};

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
