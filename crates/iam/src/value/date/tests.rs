//! Dates against known instants and against counting days one by one.

use proptest::prelude::*;

use super::parse_date;

macro_rules! dates {
    ($($name:ident: $text:expr => $expected:expr;)*) => {$(
        #[test]
        fn $name() {
            assert_eq!(parse_date($text), $expected);
        }
    )*};
}

const NEW_YEAR_2030: i64 = 1_893_456_000_000;

dates! {
    // Recorded for the service. [E2]
    with_zone: "2030-01-01T00:00:00Z" => Some(NEW_YEAR_2030);
    without_zone: "2030-01-01T00:00:00" => Some(NEW_YEAR_2030);
    day: "2030-01-01" => Some(NEW_YEAR_2030);
    epoch: "1893456000" => Some(NEW_YEAR_2030);
    epoch_plus: "+1893456000" => Some(NEW_YEAR_2030);
    below_a_millisecond: "2030-01-01T00:00:00.0001Z" => Some(NEW_YEAR_2030);
    finer_digits_are_dropped: "2030-01-01T00:00:00.1239Z" => Some(NEW_YEAR_2030 + 123);
    text: "not-a-date" => None;
    empty: "" => None;
    // The other forms of the W3C profile. [OPS]
    year: "2030" => Some(NEW_YEAR_2030);
    month: "2030-01" => Some(NEW_YEAR_2030);
    minutes: "2030-01-01T00:01Z" => Some(NEW_YEAR_2030 + 60_000);
    hours: "2030-01-01T01Z" => Some(NEW_YEAR_2030 + 3_600_000);
    tenths: "2030-01-01T00:00:00.1Z" => Some(NEW_YEAR_2030 + 100);
    hundredths: "2030-01-01T00:00:00.12Z" => Some(NEW_YEAR_2030 + 120);
    fraction_without_zone: "2030-01-01T00:00:00.120" => Some(NEW_YEAR_2030 + 120);
    offset_east: "2030-01-01T05:30:00+05:30" => Some(NEW_YEAR_2030);
    offset_west: "2029-12-31T16:00:00-08:00" => Some(NEW_YEAR_2030);
    offset_zero: "2030-01-01T00:00:00-00:00" => Some(NEW_YEAR_2030);
    // Numbers of seconds.
    epoch_fraction: "1893456000.5" => Some(NEW_YEAR_2030 + 500);
    epoch_zero: "0" => Some(0);
    epoch_negative: "-1" => Some(-1_000);
    five_digits_are_seconds: "02030" => Some(2_030_000);
    // Instants that calendars get wrong.
    before_1970: "1969-12-31T23:59:59.999Z" => Some(-1);
    leap_day: "2024-02-29" => Some(1_709_164_800_000);
    leap_day_of_2000: "2000-02-29" => Some(951_782_400_000);
    no_leap_day_in_2100: "2100-02-29" => None;
    no_leap_day_in_2026: "2026-02-29" => None;
    year_zero: "0000-01-01" => Some(-62_167_219_200_000);
    last_year: "9999-12-31T23:59:59Z" => Some(253_402_300_799_000);
    // Not dates.
    month_zero: "2030-00-01" => None;
    month_13: "2030-13-01" => None;
    day_zero: "2030-01-00" => None;
    day_31_of_april: "2030-04-31" => None;
    hour_24: "2030-01-01T24:00:00Z" => None;
    minute_60: "2030-01-01T00:60:00Z" => None;
    second_60: "2030-01-01T00:00:60Z" => None;
    space_for_t: "2030-01-01 00:00:00Z" => None;
    lower_case: "2030-01-01t00:00:00z" => None;
    trailing_text: "2030-01-01T00:00:00Zulu" => None;
    leading_space: " 2030-01-01" => None;
    short_month: "2030-1-01" => None;
    no_fraction: "2030-01-01T00:00:00.Z" => None;
    time_without_hour: "2030-01-01T" => None;
    time_without_day: "2030-01T00:00:00Z" => None;
    zone_without_time: "2030-01-01Z" => None;
    offset_without_colon: "2030-01-01T00:00:00+0100" => None;
    offset_of_hours: "2030-01-01T00:00:00+01" => None;
    five_digit_year: "12030-01-01" => None;
    wildcard: "2030-*" => None;
}

/// Days from 1970-01-01, by walking there.
fn days_by_walking(year: i64, month: i64, day: i64) -> i64 {
    let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = |year: i64| if leap(year) { 366 } else { 365 };
    let years: i64 = if year >= 1970 {
        (1970..year).map(length).sum()
    } else {
        -(year..1970).map(length).sum::<i64>()
    };
    let february = if leap(year) { 29 } else { 28 };
    let months = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    years
        + months
            .iter()
            .take(usize::try_from(month - 1).unwrap())
            .sum::<i64>()
        + day
        - 1
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn agrees_with_walking(
        (year, month, day) in (0_i64..10_000, 1_i64..13, 1_i64..29),
        (hour, minute, second, milli) in (0_i64..24, 0_i64..60, 0_i64..60, 0_i64..1000),
        (east, offset_hour, offset_minute) in (any::<bool>(), 0_i64..24, 0_i64..60),
    ) {
        let sign = if east { '+' } else { '-' };
        let text = format!(
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}\
             {sign}{offset_hour:02}:{offset_minute:02}"
        );
        let local = days_by_walking(year, month, day) * 1440 + hour * 60 + minute;
        let offset = offset_hour * 60 + offset_minute;
        let utc = if east { local - offset } else { local + offset };
        prop_assert_eq!(parse_date(&text), Some(utc * 60_000 + second * 1000 + milli));
    }

    #[test]
    fn seconds_and_dates_agree(day in -700_000_i64..2_900_000, seconds in 0_i64..86_400) {
        // Built from the number of seconds alone; walking finds the calendar day.
        let mut year = 1970 + day.div_euclid(if day < 0 { 365 } else { 366 }) - 1;
        while days_by_walking(year + 1, 1, 1) <= day {
            year += 1;
        }
        let month = (1..=12).rev().find(|m| days_by_walking(year, *m, 1) <= day).unwrap();
        let number = day - days_by_walking(year, month, 1) + 1;
        prop_assume!((0..10_000).contains(&year));
        let (hour, minute) = (seconds / 3600, seconds / 60 % 60);
        let text =
            format!("{year:04}-{month:02}-{number:02}T{hour:02}:{minute:02}:{:02}Z", seconds % 60);
        let epoch = (day * 86_400 + seconds).to_string();
        prop_assume!(epoch.len() != 4);
        prop_assert_eq!(parse_date(&text), parse_date(&epoch));
    }
}
