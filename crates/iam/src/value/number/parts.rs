//! The numbers that several operands tell apart.

use super::Number;

/// All texts, cut at numbers: part 0 holds what is no number; behind it parts between
/// two points and those of a point take turns, from the least to the greatest.
#[derive(Clone, Debug)]
pub struct NumberParts {
    /// In ascending order, each number once, as one of its operands writes it.
    points: Box<[Box<str>]>,
}

/// The numbers of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberRange<'p> {
    /// What is no number.
    None,
    /// This one.
    Point(&'p str),
    /// Those strictly between two; `None` is no bound.
    Between(Option<&'p str>, Option<&'p str>),
}

impl NumberParts {
    /// Cuts at `points`; those that are no numbers are left out.
    #[must_use]
    pub fn new<'t>(points: impl IntoIterator<Item = &'t str>) -> Self {
        let mut numbers: Vec<(Number<'t>, &str)> = points
            .into_iter()
            .filter_map(|text| Some((Number::parse(text)?, text)))
            .collect();
        numbers.sort();
        numbers.dedup_by(|later, kept| later.0 == kept.0);
        Self {
            points: numbers.into_iter().map(|(_, text)| text.into()).collect(),
        }
    }

    /// How many parts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        2 * self.points.len() + 2
    }

    /// Always false: every text lies in some part.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The numbers of a part.
    #[must_use]
    pub fn range(&self, part: usize) -> NumberRange<'_> {
        let point = |at: usize| self.points.get(at).map(|text| &**text);
        let Some(at) = part.checked_sub(1) else {
            return NumberRange::None;
        };
        match (at % 2, point(at / 2)) {
            (1, Some(text)) => NumberRange::Point(text),
            (_, upper) => NumberRange::Between((at / 2).checked_sub(1).and_then(point), upper),
        }
    }

    /// Texts of a part, the most common spelling first.
    pub fn witnesses(&self, part: usize) -> impl Iterator<Item = String> + '_ {
        let text = match self.range(part) {
            NumberRange::None => "x".to_owned(),
            NumberRange::Point(text) => text.to_owned(),
            NumberRange::Between(lower, upper) => between(
                lower.and_then(Number::parse).as_ref(),
                upper.and_then(Number::parse).as_ref(),
            ),
        };
        let sign = usize::from(text.starts_with(['+', '-']));
        (0..SPELLINGS).map(move |more| {
            let (sign, digits) = text.split_at_checked(sign).unwrap_or(("", &text));
            format!("{sign}{}{digits}", "0".repeat(more))
        })
    }

    /// The part in which `text` lies.
    #[must_use]
    pub fn locate(&self, text: &str) -> usize {
        let Some(number) = Number::parse(text) else {
            return 0;
        };
        let is_below = |text: &str| Number::parse(text).is_some_and(|point| point < number);
        let below = self.points.partition_point(|text| is_below(text));
        let on = self
            .points
            .get(below)
            .is_some_and(|text| Number::parse(text) == Some(number));
        1 + 2 * below + usize::from(on)
    }
}

/// How many spellings of a part are tried at most.
const SPELLINGS: usize = 64;

/// A number strictly between two: a whole one where there is one near a bound.
fn between(lower: Option<&Number<'_>>, upper: Option<&Number<'_>>) -> String {
    let whole = |number: &Number<'_>| Some(number.to_millis()?.div_euclid(1_000));
    let above = lower.and_then(whole).and_then(|floor| floor.checked_add(1));
    let below = upper.and_then(whole);
    [
        above,
        below,
        below.and_then(|floor| floor.checked_sub(1)),
        Some(0),
    ]
    .into_iter()
    .flatten()
    .map(|whole| whole.to_string())
    .find(|text| {
        Number::parse(text).is_some_and(|number| {
            lower.is_none_or(|lower| *lower < number) && upper.is_none_or(|upper| number < *upper)
        })
    })
    .unwrap_or_else(|| exact(lower, upper))
}

/// A number strictly between two that need not be near each other, nor far from it.
fn exact(lower: Option<&Number<'_>>, upper: Option<&Number<'_>>) -> String {
    match (lower, upper) {
        (None, None) => "0".to_owned(),
        (Some(lower), _) if lower.negative => match upper {
            Some(upper) if !upper.negative && !upper.is_zero() => "0".to_owned(),
            None => "0".to_owned(),
            Some(upper) => format!("-{}", positive(&upper.magnitude_only(), Some(lower))),
        },
        (Some(lower), upper) => positive(lower, upper),
        (None, Some(upper)) if upper.negative || upper.is_zero() => {
            format!("-{}", positive(&upper.magnitude_only(), None))
        }
        (None, Some(_)) => "0".to_owned(),
    }
}

/// A number above `lower`, which is not negative, and below the size of `upper`.
fn positive(lower: &Number<'_>, upper: Option<&Number<'_>>) -> String {
    let digits = |number: &Number<'_>| number.digits().map(char::from).collect::<String>();
    match upper {
        None if lower.is_zero() => "1".to_owned(),
        None => written(&digits(lower), lower.magnitude.saturating_add(1)),
        Some(upper) if lower.is_zero() => {
            written(&digits(upper), upper.magnitude.saturating_sub(1))
        }
        // The two differ by one in the last place of either at least.
        Some(upper) => {
            let places = digits(lower).len().max(digits(upper).len());
            written(&format!("{:0<places$}5", digits(lower)), lower.magnitude)
        }
    }
}

/// `0.DDDD… × 10^magnitude`, with an exponent that can be read.
fn written(digits: &str, magnitude: i64) -> String {
    let exponent = magnitude.clamp(i64::from(i32::MIN), i64::from(i32::MAX));
    let before = usize::try_from(magnitude - exponent).unwrap_or(0);
    let zeros = usize::try_from(exponent - magnitude).unwrap_or(0);
    let padded = format!("{digits:0<before$}");
    let (whole, fraction) = padded.split_at_checked(before).unwrap_or(("", &padded));
    format!("0{whole}.{}{fraction}e{exponent}", "0".repeat(zeros))
}

impl Number<'_> {
    /// Its distance from zero, as a number.
    fn magnitude_only(&self) -> Self {
        Self {
            negative: false,
            ..*self
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_cut_at_themselves() {
        let parts = NumberParts::new(["3600", "x", "3600.0", "7200", "3601", "-1"]);
        let texts: Vec<_> = (0..parts.len())
            .filter_map(|part| parts.witnesses(part).next())
            .collect();
        assert_eq!(
            texts,
            [
                "x",
                "-2",
                "-1",
                "0",
                "3600",
                "0.36005e4",
                "3601",
                "3602",
                "7200",
                "7201"
            ]
        );
    }

    fn number() -> impl Strategy<Value = String> {
        let exponent = prop_oneof![
            Just(i64::from(i32::MAX)),
            Just(i64::from(i32::MIN)),
            -3..3_i64,
            -40..40_i64
        ];
        ("[-+]?[0-9]{1,4}(\\.[0-9]{0,4})?", exponent)
            .prop_map(|(mantissa, exponent)| format!("{mantissa}e{exponent}"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn witnesses_lie_in_their_part(points in proptest::collection::vec(number(), 0..6)) {
            let parts = NumberParts::new(points.iter().map(String::as_str));
            for part in 0..parts.len() {
                for text in parts.witnesses(part).take(3) {
                    prop_assert_eq!(parts.locate(&text), part, "{}", text);
                }
            }
        }
    }
}
