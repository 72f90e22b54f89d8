//! The rules written down a second time, as plainly as they go: one operand at a
//! time, texts put together before anything is compared.

use std::net::IpAddr;

use super::super::{Base, Comparison, SetPrefix};
use super::{Setup, Value};
use crate::language::Version;
use crate::truth::Truth;
use crate::value::wildcard::tests::{Token, matches_by_definition, tokens};

/// How an operand compares with a value.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Compared {
    Match,
    No,
    MalformedOperand,
    MalformedValue,
}

use Compared::{MalformedOperand, MalformedValue, Match, No};

/// What a test comes to, when nothing is unknown.
pub(super) fn truth(setup: &Setup) -> Truth {
    let operator = setup.operator;
    let value = setup.value("k");
    if operator.base == Base::Null {
        let absent = *value == Value::Absent;
        let empty = absent || matches!(value, Value::Many(values) if values.is_empty());
        return match (&setup.operands[..], operator.set) {
            (_, Some(SetPrefix::ForAnyValue)) => Truth::False,
            ([], Some(SetPrefix::ForAllValues)) if !empty => Truth::Unknown,
            (_, Some(SetPrefix::ForAllValues)) => Truth::True,
            ([], None) => Truth::Unknown,
            (operands, None) => operands.iter().any(|text| is_true(text) == absent).into(),
        };
    }
    let values: Option<Vec<&str>> = match value {
        Value::Absent => None,
        Value::One(value) => Some(vec![value]),
        Value::Many(values) => Some(values.iter().map(|value| &**value).collect()),
        Value::Unknown | Value::PresentUnknown => unreachable!("the reference knows all values"),
    };
    let many = matches!(value, Value::Many(_));
    if many && operator.set.is_none() {
        return Truth::False;
    }
    let Some(values) = values else {
        return when_absent(setup);
    };
    if setup.operands.is_empty() {
        return match (operator.set, operator.if_exists) {
            (None, false) => Truth::Unknown,
            (Some(SetPrefix::ForAllValues), _) => values.is_empty().into(),
            _ => Truth::False,
        };
    }
    let truths = values.iter().map(|value| single(setup, value));
    match operator.set {
        Some(SetPrefix::ForAllValues) => truths.fold(Truth::True, Truth::and),
        _ => truths.fold(Truth::False, Truth::or),
    }
}

fn when_absent(setup: &Setup) -> Truth {
    let operator = setup.operator;
    match (operator.set, operator.if_exists, setup.operands.is_empty()) {
        (Some(SetPrefix::ForAllValues), ..) => Truth::True,
        (Some(SetPrefix::ForAnyValue), true, false) => {
            setup.options.for_any_value_if_exists_missing.into()
        }
        (Some(SetPrefix::ForAnyValue), ..) => Truth::False,
        (None, true, _) => Truth::True,
        (None, false, true) => Truth::Unknown,
        (None, false, false) => operator.negated.into(),
    }
}

/// One value against all operands, from left to right.
fn single(setup: &Setup, value: &str) -> Truth {
    let mut unevaluable = false;
    for operand in &setup.operands {
        match compare(setup, operand, value) {
            Match => return Truth::from(!setup.operator.negated),
            MalformedOperand if setup.operator.base == Base::Arn => return Truth::Indeterminate,
            MalformedOperand if setup.operator.base == Base::Binary => unevaluable = true,
            MalformedValue if matches!(setup.operator.base, Base::Arn | Base::IpAddress) => {
                return Truth::False;
            }
            No | MalformedOperand | MalformedValue => {}
        }
    }
    if unevaluable {
        Truth::Unknown
    } else {
        setup.operator.negated.into()
    }
}

/// The first operand that matches the one value of the key.
pub(super) fn first_match(setup: &Setup) -> Option<usize> {
    let Value::One(value) = setup.value("k") else {
        return None;
    };
    setup
        .operands
        .iter()
        .position(|operand| compare(setup, operand, value) == Match)
}

fn compare(setup: &Setup, operand: &str, value: &str) -> Compared {
    match setup.operator.base {
        Base::StringEquals => compare_text(setup, operand, |text, _| text == value),
        Base::StringEqualsIgnoreCase => {
            compare_text(setup, operand, |text, _| lower(text) == lower(value))
        }
        Base::StringLike => {
            let units: Vec<u16> = value.encode_utf16().collect();
            compare_text(setup, operand, |_, tokens| {
                matches_by_definition(tokens, &units)
            })
        }
        Base::Arn => compare_arn(setup, operand, value),
        Base::IpAddress => compare_address(operand, value),
        Base::Numeric(comparison) => compare_ordered(comparison, number(operand), number(value)),
        Base::Date(comparison) => compare_ordered(comparison, date(operand), date(value)),
        Base::Bool => {
            if is_true(operand) == is_true(value) {
                Match
            } else {
                No
            }
        }
        Base::Binary => match (decode(operand), decode(value)) {
            (None, _) => MalformedOperand,
            (operand, value) => {
                if operand == value {
                    Match
                } else {
                    No
                }
            }
        },
        Base::Null => unreachable!("looks at presence only"),
    }
}

fn is_true(text: &str) -> bool {
    text.len() == 4
        && text
            .chars()
            .zip("true".chars())
            .all(|(a, b)| a == b || a == b.to_ascii_uppercase())
}

/// Lower case one character at a time: right where no sigma is in the text.
fn lower(text: &str) -> String {
    assert!(!text.contains('\u{3a3}'));
    let one = |c: char| {
        if c > '\u{ffff}' {
            c.to_string()
        } else {
            c.to_lowercase().to_string()
        }
    };
    text.chars().map(one).collect()
}

/// The operand with its variables put in; `None` when one is not resolved.
fn put_in(setup: &Setup, operand: &str) -> Option<(String, Vec<Token>)> {
    if setup.version == Version::V2008 {
        return Some((operand.to_owned(), tokens(&[(operand, false)])));
    }
    let mut text = String::new();
    let mut all = Vec::new();
    let mut rest = operand;
    while let Some(start) = rest.find("${") {
        text.push_str(&rest[..start]);
        all.extend(tokens(&[(&rest[..start], false)]));
        let end = start + rest[start..].find('}').unwrap();
        let body = &rest[start + 2..end];
        let (key, default) = match body.split_once(", ") {
            Some((key, default)) => (key, Some(default.trim_matches('\''))),
            None => (body, None),
        };
        let value = match (body, setup.value(key)) {
            ("*" | "?" | "$", _) => body,
            (_, Value::One(value)) => value,
            (_, Value::Absent) => default?,
            _ => return None,
        };
        text.push_str(value);
        all.extend(tokens(&[(value, true)]));
        rest = &rest[end + 1..];
    }
    text.push_str(rest);
    all.extend(tokens(&[(rest, false)]));
    Some((text, all))
}

fn compare_text(setup: &Setup, operand: &str, equal: impl Fn(&str, &[Token]) -> bool) -> Compared {
    match put_in(setup, operand) {
        Some((text, tokens)) if equal(&text, &tokens) => Match,
        _ => No,
    }
}

fn compare_arn(setup: &Setup, operand: &str, value: &str) -> Compared {
    let value: Vec<&str> = value.splitn(6, ':').collect();
    if value.len() != 6 || value[0] != "arn" {
        return MalformedValue;
    }
    let Some((_, pattern)) = put_in(setup, operand) else {
        return No;
    };
    if pattern == [Token::Many] {
        return Match;
    }
    let colon = Token::Unit(u16::from(b':'));
    let fields: Vec<&[Token]> = pattern.splitn(6, |token| *token == colon).collect();
    if fields.len() != 6 || fields[0] != tokens(&[("arn", true)]) {
        return MalformedOperand;
    }
    let matches = fields.iter().zip(value).all(|(field, value)| {
        matches_by_definition(field, &value.encode_utf16().collect::<Vec<u16>>())
    });
    if matches { Match } else { No }
}

fn compare_address(operand: &str, value: &str) -> Compared {
    let address = |text: &str| text.parse::<IpAddr>().ok();
    let Some(value) = address(value).map(|address| address.to_canonical()) else {
        return MalformedValue;
    };
    let (host, prefix) = match operand.split_once('/') {
        Some((host, prefix)) => (host, prefix.parse::<u32>().ok()),
        None => (operand, Some(if operand.contains(':') { 128 } else { 32 })),
    };
    match (address(host), prefix, value) {
        (Some(IpAddr::V4(host)), Some(prefix @ 0..=32), value) => match value {
            IpAddr::V4(value)
                if same_bits(host.to_bits().into(), value.to_bits().into(), prefix + 96) =>
            {
                Match
            }
            _ => No,
        },
        (Some(IpAddr::V6(host)), Some(prefix @ 0..=128), value) => {
            let host_bits = 128 - prefix.min(128);
            if host.to_bits().trailing_zeros().min(128) < host_bits {
                return MalformedOperand;
            }
            match value {
                IpAddr::V6(value) if same_bits(host.to_bits(), value.to_bits(), prefix) => Match,
                _ => No,
            }
        }
        _ => MalformedOperand,
    }
}

fn same_bits(a: u128, b: u128, count: u32) -> bool {
    (0..count).all(|at| (a ^ b) & (1 << (127 - at)) == 0)
}

fn compare_ordered(comparison: Comparison, operand: Option<f64>, value: Option<f64>) -> Compared {
    let (Some(operand), Some(value)) = (operand, value) else {
        return if value.is_none() {
            MalformedValue
        } else {
            MalformedOperand
        };
    };
    let holds = match comparison {
        Comparison::Equals => value == operand,
        Comparison::LessThan => value < operand,
        Comparison::LessThanEquals => value <= operand,
        Comparison::GreaterThan => value > operand,
        Comparison::GreaterThanEquals => value >= operand,
    };
    if holds { Match } else { No }
}

/// Small numbers only, which doubles hold.
fn number(text: &str) -> Option<f64> {
    text.parse()
        .ok()
        .filter(|number: &f64| number.is_finite() && text.len() < 9)
}

/// The dates that the properties use.
fn date(text: &str) -> Option<f64> {
    let seconds = match text {
        "1970-01-01" | "1970-01-01T00:00:00Z" | "0" => 0.0,
        "1970-01-01T00:00:01" | "1" | "+1" | "1970-01-01T01:00:01+01:00" => 1.0,
        "1970-01-02" | "86400" => 86_400.0,
        _ => return None,
    };
    Some(seconds)
}

/// Decodes base64 digit by digit; only what encodes back to the same text counts.
fn decode(text: &str) -> Option<Vec<u8>> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bits = String::new();
    for digit in text.trim_end_matches('=').chars() {
        bits += &format!("{:06b}", DIGITS.find(digit)?);
    }
    let bytes: Vec<u8> = (0..bits.len() / 8)
        .map(|at| u8::from_str_radix(&bits[at * 8..at * 8 + 8], 2).unwrap())
        .collect();
    let mut encoded = String::new();
    for three in bytes.chunks(3) {
        let mut bits: String = three.iter().map(|byte| format!("{byte:08b}")).collect();
        while !bits.len().is_multiple_of(6) {
            bits.push('0');
        }
        for at in 0..bits.len() / 6 {
            let digit = usize::from_str_radix(&bits[at * 6..at * 6 + 6], 2).unwrap();
            encoded.push_str(&DIGITS[digit..=digit]);
        }
        encoded.push_str(&"="[..].repeat(3 - three.len()));
    }
    (encoded == text).then_some(bytes)
}
