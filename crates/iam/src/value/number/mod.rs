//! Decimal numbers, compared exactly: no binary floating point, no limit on digits.

use std::cmp::Ordering;

/// A decimal number that borrows its digits from the text it was read from.
///
/// Its value is `±0.DDDD… × 10^magnitude`, where `DDDD…` is `head` followed by
/// `tail`, the first digit is not zero, and neither is the last.
#[derive(Clone, Copy, Debug)]
pub struct Number<'a> {
    negative: bool,
    head: &'a [u8],
    tail: &'a [u8],
    magnitude: i64,
}

impl<'a> Number<'a> {
    /// Reads an optional sign, digits with an optional point, and an optional
    /// exponent: `01`, `+1`, `1.`, `.5` and `1e0` are numbers [E2]; spaces, `NaN`,
    /// `Infinity` and hexadecimal are not. An exponent beyond 32 bits is none either.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        let (negative, unsigned) = split_sign(text.as_bytes());
        let (mantissa, exponent) = match unsigned.iter().position(|b| matches!(b, b'e' | b'E')) {
            Some(at) => (&unsigned[..at], parse_exponent(&unsigned[at + 1..])?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = match mantissa.iter().position(|b| *b == b'.') {
            Some(at) => (&mantissa[..at], &mantissa[at + 1..]),
            None => (mantissa, &[][..]),
        };
        let digits_only = whole.iter().chain(fraction).all(u8::is_ascii_digit);
        if !digits_only || whole.len() + fraction.len() == 0 {
            return None;
        }
        Some(Self::normalize(negative, whole, fraction, exponent))
    }

    /// Drops the zeros that do not count, so that equal numbers look equal.
    fn normalize(negative: bool, whole: &'a [u8], fraction: &'a [u8], exponent: i64) -> Self {
        let head = trim_start(whole);
        let (head, tail, magnitude) = if head.is_empty() {
            let tail = trim_start(fraction);
            (head, tail, -length(fraction) + length(tail))
        } else {
            (head, fraction, length(head))
        };
        let tail = trim_end(tail);
        let head = if tail.is_empty() {
            trim_end(head)
        } else {
            head
        };
        let zero = head.is_empty() && tail.is_empty();
        Self {
            negative: negative && !zero,
            head,
            tail,
            magnitude: if zero { 0 } else { magnitude + exponent },
        }
    }

    /// True for zero, however it is written.
    fn is_zero(&self) -> bool {
        self.head.is_empty() && self.tail.is_empty()
    }

    /// This number of seconds as milliseconds, finer digits dropped downwards;
    /// `None` when that does not fit.
    #[must_use]
    pub fn to_millis(&self) -> Option<i64> {
        // 10^18 milliseconds are 31 million years and still fit an `i64`.
        if self.magnitude > 15 {
            return None;
        }
        let whole_digits = usize::try_from(self.magnitude + 3).unwrap_or(0);
        let mut digits = self.digits();
        let mut millis: i64 = 0;
        for _ in 0..whole_digits {
            millis = millis * 10 + i64::from(digits.next().map_or(0, |digit| digit - b'0'));
        }
        let finer = digits.next().is_some();
        Some(if self.negative {
            -millis - i64::from(finer)
        } else {
            millis
        })
    }

    fn digits(&self) -> impl Iterator<Item = u8> + 'a {
        self.head.iter().chain(self.tail).copied()
    }

    fn compare_magnitude(&self, other: &Number<'_>) -> Ordering {
        match (self.is_zero(), other.is_zero()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            // With no zeros at either end a shorter run of equal digits is smaller.
            (false, false) => self
                .magnitude
                .cmp(&other.magnitude)
                .then_with(|| self.digits().cmp(other.digits())),
        }
    }
}

impl Ord for Number<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.compare_magnitude(other),
            (true, true) => other.compare_magnitude(self),
        }
    }
}

impl PartialOrd for Number<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Number<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number<'_> {}

fn split_sign(bytes: &[u8]) -> (bool, &[u8]) {
    match bytes {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, bytes),
    }
}

fn parse_exponent(bytes: &[u8]) -> Option<i64> {
    let (negative, digits) = split_sign(bytes);
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let significant = trim_start(digits);
    if significant.len() > 10 {
        return None;
    }
    let value = significant
        .iter()
        .fold(0_i64, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    let signed = if negative { -value } else { value };
    i32::try_from(signed).ok().map(i64::from)
}

fn trim_start(digits: &[u8]) -> &[u8] {
    let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    &digits[zeros..]
}

fn trim_end(digits: &[u8]) -> &[u8] {
    let zeros = digits
        .iter()
        .rev()
        .take_while(|digit| **digit == b'0')
        .count();
    &digits[..digits.len() - zeros]
}

fn length(digits: &[u8]) -> i64 {
    i64::try_from(digits.len()).unwrap_or(i64::MAX / 4)
}

#[cfg(test)]
mod tests;
