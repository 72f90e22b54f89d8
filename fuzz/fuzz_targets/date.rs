//! Dates against chrono's, and exact decimals against long addition of digits.
#![no_main]

use std::cmp::Ordering;
use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use libfuzzer_sys::fuzz_target;
use vestibule_fuzz::{Case, seed};
use vestibule_iam::date::parse_date;
use vestibule_iam::number::Number;

fuzz_target!(init: seed("date", seeds), |data: &[u8]| check(data));

fn seeds(case: &Case, seeds: &mut BTreeSet<String>) {
    let strings = case.strings();
    let numeric =
        |text: &&&str| text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
    let found: Vec<&str> = strings.iter().filter(numeric).copied().collect();
    seeds.extend(found.windows(2).map(|pair| pair.join("\n")));
}

fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let (first, second) = text.split_once('\n').unwrap_or((text, ""));
    date(first);
    date(second);
    if let (Some(a), Some(b)) = (Number::parse(first), Number::parse(second)) {
        assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        if let (Some(c), Some(d)) = (Decimal::parse(first), Decimal::parse(second)) {
            assert_eq!(a.cmp(&b), c.compare(&d), "{first:?} {second:?}");
        }
        if let (Some(c), Some(d)) = (a.to_millis(), b.to_millis()) {
            assert!(
                a.cmp(&b) == Ordering::Greater || c <= d,
                "{first:?} {second:?}"
            );
        }
    } else if let Some(plain) = Decimal::parse(first) {
        // What was read plainly and refused exactly would be a lost operand.
        assert!(Number::parse(first).is_some(), "{plain:?}");
    }
}

/// What chrono reads and has the shape that W3C describes, reads the same here.
fn date(text: &str) {
    let found = parse_date(text);
    let shape: String = text
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    let usual = match shape.as_str() {
        "0000-00-00" => NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .ok()
            .and_then(|day| day.and_hms_opt(0, 0, 0))
            .map(|midnight| midnight.and_utc().timestamp_millis()),
        "0000-00-00T00:00" | "0000-00-00T00:00:00" => {
            let format = if text.len() == 16 {
                "%Y-%m-%dT%H:%M"
            } else {
                "%Y-%m-%dT%H:%M:%S"
            };
            NaiveDateTime::parse_from_str(text, format)
                .ok()
                .map(|time| time.and_utc().timestamp_millis())
        }
        "0000-00-00T00:00:00Z"
        | "0000-00-00T00:00:00.000Z"
        | "0000-00-00T00:00:00+00:00"
        | "0000-00-00T00:00:00-00:00"
        | "0000-00-00T00:00:00.000000-00:00" => DateTime::parse_from_rfc3339(text)
            .ok()
            .map(|time| time.timestamp_millis()),
        _ => return,
    };
    // A leap second is a second that only chrono knows.
    if text.get(17..19) != Some("60") {
        assert_eq!(found, usual, "{text:?}");
    }
}

/// A decimal as digits before and behind the point, for small exponents.
#[derive(Debug)]
struct Decimal {
    negative: bool,
    /// So many digits that all exponents fit, the point at the same place in all.
    digits: Vec<u8>,
}

const WHOLE: usize = 160;
const LENGTH: usize = 320;

impl Decimal {
    fn parse(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let exponent: isize = exponent.parse().ok()?;
        let digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        let fits = digits.len() <= 60 && exponent.abs() <= 60 && !digits.is_empty();
        if !fits || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let start = WHOLE
            .checked_add_signed(-exponent)?
            .checked_sub(whole.len())?;
        let mut placed = vec![b'0'; LENGTH];
        placed
            .get_mut(start..start + digits.len())?
            .copy_from_slice(&digits);
        let zero = placed.iter().all(|digit| *digit == b'0');
        Some(Self {
            negative: text.starts_with('-') && !zero,
            digits: placed,
        })
    }

    fn compare(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.digits.cmp(&other.digits),
            (true, true) => other.digits.cmp(&self.digits),
        }
    }
}
