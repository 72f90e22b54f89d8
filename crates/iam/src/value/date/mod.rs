//! Dates as milliseconds since 1970, without a clock.

mod spelled;

pub use spelled::spelled;

use crate::value::number::Number;

/// Reads a date: ISO 8601 in the W3C profile (`2026`, `2026-03`, `2026-03-01`, or
/// with a time to the hour, minute, second or any fraction of it, and `Z`, an
/// offset `±hh:mm`, or no zone for UTC), or seconds since 1970 as a decimal
/// number [OPS, E2]. The answer is in milliseconds; finer digits are dropped.
///
/// Four digits are a year and not a number of seconds, because the W3C profile
/// knows that form and nobody means the first three hours of 1970.
#[must_use]
pub fn parse_date(text: &str) -> Option<i64> {
    parse_iso(text.as_bytes()).or_else(|| Number::parse(text)?.to_millis())
}

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

fn parse_iso(text: &[u8]) -> Option<i64> {
    let mut rest = text;
    let year = digits(&mut rest, 4)?;
    let month = if take(&mut rest, b'-') {
        Some(digits(&mut rest, 2)?)
    } else {
        None
    };
    let day = if month.is_some() && take(&mut rest, b'-') {
        Some(digits(&mut rest, 2)?)
    } else {
        None
    };
    let midnight = days_since_1970(year, month.unwrap_or(1), day.unwrap_or(1))? * DAY;
    if rest.is_empty() {
        return Some(midnight);
    }
    day?;
    if !take(&mut rest, b'T') {
        return None;
    }
    let time = time_of_day(&mut rest)?;
    let offset = zone(&mut rest)?;
    rest.is_empty().then_some(midnight + time - offset)
}

fn time_of_day(rest: &mut &[u8]) -> Option<i64> {
    let mut millis = bounded(digits(rest, 2)?, 23)? * HOUR;
    if take(rest, b':') {
        millis += bounded(digits(rest, 2)?, 59)? * MINUTE;
        if take(rest, b':') {
            millis += bounded(digits(rest, 2)?, 59)? * 1_000;
            if take(rest, b'.') {
                millis += fraction(rest)?;
            }
        }
    }
    Some(millis)
}

/// The first three digits of a fraction of a second.
fn fraction(rest: &mut &[u8]) -> Option<i64> {
    let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (found, behind) = rest.split_at(count);
    *rest = behind;
    if found.is_empty() {
        return None;
    }
    let place = |at: usize| found.get(at).map_or(0, |digit| i64::from(digit - b'0'));
    Some(place(0) * 100 + place(1) * 10 + place(2))
}

/// `Z`, `±hh:mm` or nothing, as milliseconds east of UTC.
fn zone(rest: &mut &[u8]) -> Option<i64> {
    if rest.is_empty() || take(rest, b'Z') {
        return Some(0);
    }
    let sign = if take(rest, b'+') {
        1
    } else if take(rest, b'-') {
        -1
    } else {
        return None;
    };
    let hours = bounded(digits(rest, 2)?, 23)?;
    if !take(rest, b':') {
        return None;
    }
    let minutes = bounded(digits(rest, 2)?, 59)?;
    Some(sign * (hours * HOUR + minutes * MINUTE))
}

fn take(rest: &mut &[u8], wanted: u8) -> bool {
    match rest.split_first() {
        Some((first, behind)) if *first == wanted => {
            *rest = behind;
            true
        }
        _ => false,
    }
}

fn digits(rest: &mut &[u8], count: usize) -> Option<i64> {
    let (found, behind) = rest.split_at_checked(count)?;
    if !found.iter().all(u8::is_ascii_digit) {
        return None;
    }
    *rest = behind;
    Some(
        found
            .iter()
            .fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0')),
    )
}

fn bounded(value: i64, most: i64) -> Option<i64> {
    (value <= most).then_some(value)
}

/// Days from 1970-01-01 in the Gregorian calendar; `None` for a day that does not exist.
fn days_since_1970(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + i64::from(leap),
        _ => return None,
    };
    if !(1..=last).contains(&day) {
        return None;
    }
    // Count years from March so that the leap day comes last; 719,468 days lie
    // between 0000-03-01 and 1970-01-01.
    let march_year = if month <= 2 { year - 1 } else { year };
    let era = march_year.div_euclid(400);
    let year_of_era = march_year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

#[cfg(test)]
mod tests;
