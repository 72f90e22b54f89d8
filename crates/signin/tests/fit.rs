//! What the key table says of operators is what the evaluator does with them.
#![allow(clippy::expect_used, clippy::panic)] // a test may stop at what cannot be

use vestibule_iam::condition::{Family, Operator, Options, SetPrefix, Test, operator_names};
use vestibule_iam::keys::{KeyValue, Keys};
use vestibule_iam::policy::Version;
use vestibule_iam::span::{Span, Text};
use vestibule_iam::truth::Truth;
use vestibule_signin::keys::{KEYS, KeyRow, SetUse, Suits, ValueType, fit};

/// Values as AWS sends them.
fn values(kind: ValueType) -> &'static [&'static str] {
    match kind {
        ValueType::Text => &[
            "Team A",
            "10.0.0.1",
            "arn:aws:iam::111122223333:role/A",
            "7",
            "true",
        ],
        ValueType::Address => &["203.0.113.7", "2001:db8::1", "10.0.0.1"],
        ValueType::Date => &["2026-11-29T08:00:00Z", "2026-01-02T03:04:05.006Z"],
        ValueType::Number => &["0", "3600"],
        ValueType::EpochSeconds => &["1795939200", "0"],
        ValueType::Boolean => &["true", "false"],
        ValueType::Arn => &[
            "arn:aws:signin:::devtools/same-device",
            "arn:aws:s3:::a/b:c",
        ],
        ValueType::PrincipalArn => &[
            "arn:aws:iam::111122223333:root",
            "arn:aws:iam::111122223333:role/path/Admin",
            "arn:aws:sts::111122223333:federated-user/Bob",
        ],
        ValueType::Account => &["111122223333", "012345678901"],
        ValueType::Organization => &["o-a1b2c3d4e5"],
        ValueType::OrganizationPath => &["o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/"],
        ValueType::Vpc => &["vpc-0123456789abcdef0", "vpc-12345678"],
        ValueType::Endpoint => &["vpce-0123456789abcdef0"],
        ValueType::Region => &["us-east-1", "eu-west-1"],
        ValueType::Service => &["athena.amazonaws.com"],
        ValueType::Word => &["AssumedRole", "authorization_code", "none"],
    }
}

/// Operands of every kind, alone and together.
const OPERANDS: &[&[&str]] = &[
    &["203.0.113.0/24"],
    &["203.0.113.7"],
    &["203.0.113.*", "10.0.0.0/8"],
    &["203.0.*/24"],
    &["2001:db8::/32", "2001:db8::1"],
    &["vpc-0123456789abcdef0"],
    &["vpc-*"],
    &["arn:aws:iam::111122223333:role/*"],
    &["arn:aws:iam::111122223333:role/path/Admin", "not-an-arn"],
    &["*"],
    &["?*"],
    &["111122223333"],
    &["true"],
    &["false"],
    &["True", "no"],
    &["3600"],
    &["2026-11-29T08:00:00Z"],
    &["us-east-1", "eu-west-1"],
    &["${aws:username}"],
    &["o-a1b2c3d4e5", "o-a1b2c3d4e5/*"],
    &[""],
];

fn all_operators() -> impl Iterator<Item = Operator> {
    let prefixes = std::iter::once("").chain(SetPrefix::ALL.map(SetPrefix::as_str));
    let affixes = prefixes.flat_map(|prefix| [(prefix, ""), (prefix, "IfExists")]);
    affixes.flat_map(|(prefix, suffix)| {
        operator_names().filter_map(move |name| Operator::parse(&format!("{prefix}{name}{suffix}")))
    })
}

fn evaluate(row: &KeyRow, operator: Operator, operands: &[&str], value: Option<&str>) -> Truth {
    let mut keys = Keys::default();
    let key = keys.intern(row.name).expect("room for a key");
    let texts: Vec<Text> = operands
        .iter()
        .map(|operand| Text {
            value: (*operand).into(),
            span: Span::new(0, 0),
        })
        .collect();
    let options = Options::default();
    let test = Test::compile(operator, key, &texts, Version::V2012, &mut keys, options);
    let mut context = vec![KeyValue::Absent; keys.len()];
    let several: Vec<Box<str>> = value.iter().map(|value| (*value).into()).collect();
    if let (Some(place), Some(value)) = (context.first_mut(), value) {
        *place = if row.multivalued {
            KeyValue::Many(&several)
        } else {
            KeyValue::One(value)
        };
    }
    test.evaluate(&context).truth
}

/// Whenever the table says what a test comes to, the evaluator says the same of every value.
#[test]
fn what_is_certain_of_a_test_is_what_the_evaluator_decides() {
    let mut certain = 0;
    for row in KEYS {
        for operator in all_operators() {
            let fit = fit(row.name, operator);
            for operands in OPERANDS {
                let said = fit.when_present(operands.iter().copied());
                for value in values(row.value) {
                    let found = evaluate(row, operator, operands, Some(value));
                    let expected = said.map(Truth::from);
                    certain += usize::from(said.is_some());
                    assert_eq!(
                        expected.unwrap_or(found),
                        found,
                        "{operator} {} {operands:?}, value {value}",
                        row.name
                    );
                }
                if let Some(missing) = fit.when_missing()
                    && operator.base.family() != Family::Null
                {
                    let found = evaluate(row, operator, operands, None);
                    assert_eq!(found, Truth::from(missing), "{operator} {}", row.name);
                }
            }
        }
    }
    assert!(certain > 10_000, "{certain}");
}

/// Where an operator suits a key, some operands make it hold and others do not.
#[test]
fn an_operator_that_suits_a_key_tells_its_values_apart() {
    for row in KEYS.iter().filter(|row| !row.multivalued) {
        for operator in all_operators().filter(|operator| operator.set.is_none()) {
            let suits = fit(row.name, operator).suits;
            if !matches!(suits, Suits::Listed | Suits::SameType) {
                continue;
            }
            let own = values(row.value).iter().map(std::slice::from_ref);
            let truths: Vec<Truth> = OPERANDS
                .iter()
                .copied()
                .chain(own)
                .flat_map(|operands| {
                    let values = values(row.value).iter();
                    values.map(move |value| evaluate(row, operator, operands, Some(value)))
                })
                .collect();
            for truth in [Truth::True, Truth::False] {
                assert!(
                    truths.contains(&truth),
                    "{operator} {}: never {truth:?}",
                    row.name
                );
            }
        }
    }
}

#[test]
fn operators_and_keys_as_people_mix_them_up() {
    use SetUse::{Missing, NotNeeded, Right};
    use Suits::{ByValue, Listed, OtherType, SameType, Spelling};
    type Row<'a> = (
        &'a str,
        &'a str,
        &'a [&'a str],
        Suits,
        SetUse,
        Option<bool>,
        Option<&'a str>,
    );
    #[rustfmt::skip] // a row a test
    let rows: &[Row<'_>] = &[
        ("IpAddress", "aws:SourceIp", &["10.0.0.0/8"], Listed, Right, None, None),
        ("NotIpAddressIfExists", "aws:sourceip", &["10.0.0.0/8"], Listed, Right, None, None),
        // Denies everybody: no address is spelled like a range.
        ("StringNotEquals", "aws:SourceIp", &["203.0.113.0/24"], Spelling, Right, Some(true), Some("NotIpAddress")),
        ("StringNotLike", "aws:SourceIp", &["203.0.*/16"], Spelling, Right, Some(true), Some("NotIpAddress")),
        // May hold for some addresses, by how they are spelled.
        ("StringLike", "aws:SourceIp", &["203.0.113.*"], Spelling, Right, None, Some("IpAddress")),
        ("StringEquals", "aws:SourceIp", &["203.0.113.7"], Spelling, Right, None, Some("IpAddress")),
        ("StringLike", "aws:SourceVpc", &["vpc-*"], SameType, Right, None, None),
        ("NotIpAddress", "aws:SourceVpc", &["10.0.0.0/16"], OtherType, Right, Some(false), Some("StringNotEquals")),
        ("ArnNotLike", "aws:PrincipalArn", &["arn:aws:iam::1:root"], Listed, Right, None, None),
        ("ArnLike", "signin:OAuthClientId", &["*"], SameType, Right, None, None),
        ("NumericNotEquals", "aws:SourceVpce", &["1"], OtherType, Right, Some(true), Some("StringNotEquals")),
        ("NumericEquals", "aws:PrincipalAccount", &["111122223333"], ByValue, Right, None, None),
        ("IpAddress", "aws:PrincipalTag/Ip", &["10.0.0.1"], ByValue, Right, None, None),
        ("Bool", "aws:SourceVpc", &["false"], OtherType, Right, Some(true), Some("StringEquals")),
        ("StringEquals", "aws:MultiFactorAuthPresent", &["yes"], Spelling, Right, Some(false), Some("Bool")),
        ("StringNotEquals", "aws:SecureTransport", &["true"], Spelling, Right, None, None),
        ("NumericLessThan", "aws:CurrentTime", &["5"], ByValue, Right, None, None),
        ("StringEquals", "aws:PrincipalOrgPaths", &["o-a/*"], Listed, Missing, Some(false), None),
        ("StringNotLikeIfExists", "aws:PrincipalOrgPaths", &["o-a/*"], Listed, Missing, Some(false), None),
        ("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", &["o-a/*"], Listed, Right, None, None),
        ("ForAllValues:StringEquals", "aws:SourceVpc", &["vpc-1"], Listed, NotNeeded, None, None),
        ("Null", "aws:PrincipalOrgPaths", &["true"], Listed, Right, Some(false), None),
        ("Null", "aws:SourceVpc", &["false"], Listed, Right, Some(true), None),
        ("IpAddress", "aws:UnknownToAws", &["10.0.0.1"], ByValue, Right, None, None),
    ];
    for (name, key, operands, suits, set, present, instead) in rows {
        let operator = Operator::parse(name).expect("an operator");
        let fit = fit(key, operator);
        assert_eq!((fit.suits, fit.set), (*suits, *set), "{name} {key}");
        let found = fit.when_present(operands.iter().copied());
        assert_eq!(found, *present, "{name} {key}");
        let right = fit.instead().map(|operator| operator.to_string());
        assert_eq!(right.as_deref(), *instead, "{name} {key}");
    }
}

/// Every name in the table is one that AWS has, and one for the key's type.
#[test]
fn listed_names_are_operators() {
    for row in KEYS {
        for name in row.listed_names().unwrap_or_default() {
            let operator = Operator::parse(name).unwrap_or_else(|| panic!("{name}"));
            assert!(row.lists(operator), "{name} {}", row.name);
            let family = operator.base.family();
            assert!(
                row.value.families().contains(&family),
                "{name} {}",
                row.name
            );
        }
    }
}
