//! Dates as text.

use super::DAY;

/// The first date that can be written: seconds have at most fifteen digits before the
/// point ([`Number::to_millis`]), and finer digits than milliseconds are dropped downwards.
///
/// [`Number::to_millis`]: crate::value::number::Number::to_millis
const FIRST: i64 = -1_000_000_000_000_000_000;

/// A date in milliseconds since 1970 as text: ISO 8601 for the years that it can write,
/// and seconds otherwise.
#[must_use]
pub fn spelled(date: i64) -> String {
    let (days, time) = (date.div_euclid(DAY), date.rem_euclid(DAY));
    let (year, month, day) = civil(days);
    let (seconds, millis) = (time / 1_000, time % 1_000);
    if !(0..=9_999).contains(&year) {
        let sign = if date < 0 { "-" } else { "" };
        let whole = date.unsigned_abs();
        // The very first millisecond is that of seconds with finer digits.
        if date == FIRST {
            return "-999999999999999.9995".to_owned();
        }
        return format!("{sign}{}.{:03}", whole / 1_000, whole % 1_000);
    }
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let fraction = if millis == 0 {
        String::new()
    } else {
        format!(".{millis:03}")
    };
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z")
}

/// Year, month and day of a day since 1970, the inverse of `days_since_1970`.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    (year_of_era + era * 400 + next, month, day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{days_since_1970, parse_date};
    use super::*;

    /// The last date that can be written.
    const LAST: i64 = 999_999_999_999_999_999;

    #[test]
    fn dates_are_written_short() {
        let rows = [
            (0, "1970-01-01T00:00:00Z"),
            (1_798_761_600_000, "2027-01-01T00:00:00Z"),
            (1_798_761_600_001, "2027-01-01T00:00:00.001Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (FIRST, "-999999999999999.9995"),
            (LAST, "999999999999999.999"),
        ];
        for (date, text) in rows {
            assert_eq!(spelled(date), text);
        }
    }

    proptest! {
        #[test]
        fn a_date_is_written_as_it_is_read(
            date in prop_oneof![
                Just(FIRST), Just(LAST), Just(FIRST + 1), FIRST..=LAST,
                -100_000_000_000_000..300_000_000_000_000_i64, -3..3_i64,
            ],
        ) {
            prop_assert_eq!(parse_date(&spelled(date)), Some(date));
        }

        #[test]
        fn a_day_is_written_as_it_is_read(days in -700_000..2_900_000_i64) {
            let (year, month, day) = civil(days);
            prop_assert_eq!(days_since_1970(year, month, day), Some(days));
        }
    }
}
