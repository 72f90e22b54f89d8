//! ARN patterns against a match of the fields one by one.

use proptest::prelude::*;

use super::{Arn, ArnPattern, ArnPieces};
use crate::value::wildcard::tests::{matches_by_definition, naive, tokens};

/// Six fields, each matched by definition; `None` for a malformed pattern or value.
fn by_fields(pattern: &str, value: &str) -> Option<bool> {
    let split = |text: &str| -> Option<Vec<String>> {
        let fields: Vec<String> = text.splitn(6, ':').map(str::to_owned).collect();
        (fields.len() == 6 && fields[0] == "arn").then_some(fields)
    };
    let value = split(value)?;
    if pattern == "*" {
        return Some(true);
    }
    let pattern = split(pattern)?;
    Some(
        pattern
            .iter()
            .zip(&value)
            .all(|(pattern, value)| naive(pattern, value)),
    )
}

fn matches(pattern: &str, value: &str) -> Option<bool> {
    let (pattern, value) = (ArnPattern::parse(pattern), Arn::parse(value));
    Some(pattern?.matches(&value?))
}

macro_rules! cases {
    ($($name:ident: $pattern:expr, $value:expr => $expected:expr;)*) => {$(
        #[test]
        fn $name() {
            assert_eq!(matches($pattern, $value), $expected);
            assert_eq!(by_fields($pattern, $value), $expected, "the reference");
        }
    )*};
}

const USER: &str = "arn:aws:iam::123456789012:user/test";

cases! {
    literal: USER, USER => Some(true);
    literal_case: "arn:aws:iam::123456789012:user/Test", USER => Some(false);
    any_account: "arn:aws:iam::*:user/*", USER => Some(true);
    other_type: "arn:aws:iam::*:role/*", USER => Some(false);
    partition: "arn:*:iam::123456789012:user/test", USER => Some(true);
    question: "arn:aws:iam::12345678901?:user/test", USER => Some(true);
    every_field: "arn:*:*:*:*:*", USER => Some(true);
    star_stays_in_its_field: "arn:aws:*:user/test", USER => None;
    star_for_two_fields: "arn:aws:iam:*:user/test:", USER => Some(false);
    star_does_not_cross: "arn:aws:*:*:*:role/x", "arn:aws:iam::1:prefix:role/x" => Some(false);
    sixth_field_has_colons: "arn:aws:lambda:*:*:function:a-*",
        "arn:aws:lambda:us-east-1:123456789012:function:a-b:live" => Some(true);
    sixth_field_star_crosses_slash: "arn:aws:iam::*:role/*", "arn:aws:iam::1:role/a/b" => Some(true);
    empty_fields: "arn:::::", "arn:::::" => Some(true);
    empty_is_not_any: "arn:aws:iam:::user/test", USER => Some(false);
    bare_star: "*", USER => Some(true);
    two_stars: "**", USER => None;
    prefix_star: "*:aws:iam::123456789012:user/test", USER => None;
    prefix_upper_case: "ARN:aws:iam::123456789012:user/test", USER => None;
    five_fields: "arn:aws:iam:*:user/test", USER => None;
    malformed_pattern: "not-an-arn", USER => None;
    malformed_value: "arn:aws:iam::*:user/*", "not-an-arn" => None;
    value_of_five_fields: "arn:aws:iam::*:user/*", "arn:aws:iam::123456789012" => None;
    value_empty: "arn:aws:iam::*:user/*", "" => None;
    both_malformed: "not-an-arn", "not-an-arn" => None;
    bare_star_and_malformed_value: "*", "not-an-arn" => None;
}

#[test]
fn fields_of_an_arn() {
    let arn = Arn::parse("arn:aws-cn:lambda:cn-north-1:123456789012:function:f:1").unwrap();
    assert_eq!(
        arn,
        Arn {
            partition: "aws-cn",
            service: "lambda",
            region: "cn-north-1",
            account: "123456789012",
            resource: "function:f:1",
        }
    );
}

#[test]
fn a_literal_pattern_is_its_text() {
    assert_eq!(
        ArnPattern::parse(USER).unwrap().literal().as_deref(),
        Some(USER)
    );
    assert_eq!(
        ArnPattern::parse("arn:aws:iam::*:root").unwrap().literal(),
        None
    );
    assert!(ArnPattern::parse("*").unwrap().is_bare_star());
    assert!(!ArnPattern::parse("arn:*:*:*:*:*").unwrap().is_bare_star());
}

#[test]
fn pieces_split_at_their_colons() {
    let pattern = ArnPattern::from_pieces(&[
        ("arn:aws:iam::", false),
        ("123456789012:user/*", true),
        ("/x*", false),
    ])
    .unwrap();
    assert!(pattern.matches(&Arn::parse("arn:aws:iam::123456789012:user/*/xyz").unwrap()));
    assert!(!pattern.matches(&Arn::parse("arn:aws:iam::123456789012:user/a/xyz").unwrap()));
    assert!(
        ArnPattern::from_pieces(&[("*", false)])
            .unwrap()
            .is_bare_star()
    );
    assert!(ArnPattern::from_pieces(&[("*", true)]).is_none());
    assert!(ArnPattern::from_pieces(&[]).is_none());
    assert!(ArnPattern::from_pieces(&[("ar", false), ("n:::::", true)]).is_some());
}

fn pattern() -> impl Strategy<Value = String> {
    let field = proptest::collection::vec(
        prop::sample::select(vec!["a", "b", "*", "?", ":", "/"]),
        0..4,
    );
    let head = prop::sample::select(vec!["arn", "arn", "arn", "arn", "*", "ar?", ""]);
    (head, proptest::collection::vec(field, 4..7)).prop_map(|(head, fields)| {
        fields
            .iter()
            .fold(head.to_owned(), |arn, field| arn + ":" + &field.concat())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn agrees_with_the_fields(pattern in pattern(), value in pattern()) {
        let value = value.replace('*', "a").replace('?', "b");
        prop_assert_eq!(matches(&pattern, &value), by_fields(&pattern, &value));
        // A value that fits the pattern more often than not.
        let fitting = pattern.replace('*', "ab").replace('?', "a");
        prop_assert_eq!(matches(&pattern, &fitting), by_fields(&pattern, &fitting));
    }

    #[test]
    fn pieces_agree_with_the_fields(
        (first, inserted, last) in (pattern(), "[a*?:/]{0,4}", pattern()),
        value in pattern(),
    ) {
        let pieces = [(first.as_str(), false), (inserted.as_str(), true), (last.as_str(), false)];
        let pattern = ArnPattern::from_pieces(&pieces);
        let all = tokens(&pieces);
        let colon = matches_colon();
        let mut fields = all.splitn(6, |token| *token == colon);
        let fields: Vec<_> = fields.by_ref().collect();
        let well_formed = fields.len() == 6 && fields[0] == tokens(&[("arn", true)]);
        prop_assert_eq!(pattern.is_some(), well_formed);
        let fitting = (first.clone() + &inserted + &last).replace('*', "ab").replace('?', "a");
        for value in [value.replace('*', "a").replace('?', "b"), fitting] {
            let (Some(pattern), Some(arn)) = (&pattern, Arn::parse(&value)) else { continue };
            let expected = fields.iter().zip(value.splitn(6, ':')).all(|(field, value)| {
                matches_by_definition(field, &value.encode_utf16().collect::<Vec<u16>>())
            });
            prop_assert_eq!(pattern.matches(&arn), expected);
            let split = ArnPieces::split(&pieces);
            prop_assert_eq!(split.map(|pieces| pieces.matches(&arn)), Some(expected));
        }
    }
}

fn matches_colon() -> crate::wildcard::tests::Token {
    crate::wildcard::tests::Token::Unit(u16::from(b':'))
}
