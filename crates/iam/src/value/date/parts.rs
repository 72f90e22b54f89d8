//! The instants that several dates tell apart.

use super::{DAY, parse_date};

/// All texts, cut at dates: part 0 holds what is no date, and each other part is a
/// range of milliseconds since 1970.
#[derive(Clone, Debug)]
pub struct DateParts {
    /// The first millisecond of each part.
    starts: Box<[i64]>,
}

/// Seconds have at most fifteen digits before the point ([`Number::to_millis`]), and
/// finer digits than milliseconds are dropped downwards.
///
/// [`Number::to_millis`]: crate::value::number::Number::to_millis
const FIRST: i64 = -1_000_000_000_000_000_000;
const LAST: i64 = 999_999_999_999_999_999;

impl DateParts {
    /// Cuts before and behind each of `dates`, in milliseconds since 1970.
    #[must_use]
    pub fn new(dates: impl IntoIterator<Item = i64>) -> Self {
        let mut starts = vec![FIRST];
        for date in dates {
            starts.push(date);
            starts.push(date.saturating_add(1));
        }
        starts.retain(|start| (FIRST..=LAST).contains(start));
        starts.sort_unstable();
        starts.dedup();
        Self {
            starts: starts.into_boxed_slice(),
        }
    }

    /// How many parts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        1 + self.starts.len()
    }

    /// Always false: every text lies in some part.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The first and the last millisecond of a part; `None` for the part of what is no
    /// date.
    #[must_use]
    pub fn range(&self, part: usize) -> Option<(i64, i64)> {
        let at = part.checked_sub(1)?;
        let first = *self.starts.get(at)?;
        let last = self.starts.get(at + 1).map_or(LAST, |next| next - 1);
        Some((first, last))
    }

    /// Texts of a part, the most common spelling first.
    pub fn witnesses(&self, part: usize) -> impl Iterator<Item = String> + '_ {
        let text = self.range(part).map_or_else(
            || "x".to_owned(),
            |(first, last)| spelled(round(first, last)),
        );
        let date = text.strip_suffix('Z').map(|date| {
            let point = if date.contains('.') { "" } else { "." };
            format!("{date}{point}")
        });
        let further = if text == "x" { "x" } else { "0" };
        (0..SPELLINGS).map(move |more| match (&date, more) {
            (_, 0) => text.clone(),
            (Some(date), _) => format!("{date}{}Z", "0".repeat(more)),
            (None, _) => format!("{text}{}", further.repeat(more)),
        })
    }

    /// The part in which `text` lies.
    #[must_use]
    pub fn locate(&self, text: &str) -> usize {
        match parse_date(text) {
            None => 0,
            Some(date) => self.starts.partition_point(|start| *start <= date),
        }
    }
}

/// How many spellings of a part are tried at most.
const SPELLINGS: usize = 64;

/// The instant of a range that is shortest to write: a midnight or a whole second where
/// there is one, near the end that is a bound.
fn round(first: i64, last: i64) -> i64 {
    let near = if first == FIRST { last } else { first };
    [DAY, 1_000]
        .into_iter()
        .flat_map(|unit| {
            let below = near.div_euclid(unit).saturating_mul(unit);
            [below, below.saturating_add(unit)]
        })
        .find(|date| (first..=last).contains(date))
        .unwrap_or(near)
}

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

    use super::super::days_since_1970;
    use super::*;

    #[test]
    fn dates_cut_before_and_behind_themselves() {
        let new_year = 1_798_761_600_000;
        let parts = DateParts::new([new_year, new_year + 1, 0]);
        let texts: Vec<_> = (0..parts.len())
            .filter_map(|part| parts.witnesses(part).next())
            .collect();
        assert_eq!(
            texts,
            [
                "x",
                "1969-12-31T00:00:00Z",
                "1970-01-01T00:00:00Z",
                "1970-01-02T00:00:00Z",
                "2027-01-01T00:00:00Z",
                "2027-01-01T00:00:00.001Z",
                "2027-01-02T00:00:00Z",
            ]
        );
    }

    proptest! {
        #[test]
        fn witnesses_lie_in_their_part(
            dates in proptest::collection::vec(
                prop_oneof![
                    Just(FIRST), Just(LAST), Just(FIRST + 1), FIRST..=LAST,
                    -100_000_000_000_000..100_000_000_000_000_i64, -3..3_i64,
                ],
                0..5,
            ),
        ) {
            let parts = DateParts::new(dates.iter().copied());
            for part in 0..parts.len() {
                for text in parts.witnesses(part) {
                    prop_assert_eq!(parts.locate(&text), part, "{}", text);
                }
            }
        }

        #[test]
        fn a_day_is_written_as_it_is_read(days in -700_000..2_900_000_i64) {
            let (year, month, day) = civil(days);
            prop_assert_eq!(days_since_1970(year, month, day), Some(days));
        }
    }
}
