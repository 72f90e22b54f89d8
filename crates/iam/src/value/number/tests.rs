//! Numbers against arithmetic on strings of digits.

use std::cmp::Ordering::{self, Equal, Greater, Less};

use proptest::prelude::*;

use super::Number;

macro_rules! comparisons {
    ($($name:ident: $a:expr, $b:expr => $expected:expr;)*) => {$(
        #[test]
        fn $name() {
            let (a, b) = (Number::parse($a).unwrap(), Number::parse($b).unwrap());
            assert_eq!(a.cmp(&b), $expected);
            assert_eq!(b.cmp(&a), $expected.reverse());
            assert_eq!(a == b, $expected == Equal);
            assert_eq!(by_columns($a, $b), $expected, "the reference");
        }
    )*};
}

comparisons! {
    // Recorded for the service. [E2]
    leading_zero: "01", "1" => Equal;
    plus: "+1", "1" => Equal;
    trailing_point: "1.", "1" => Equal;
    trailing_zero: "1.0", "1" => Equal;
    exponent_zero: "1e0", "1" => Equal;
    beyond_doubles: "9007199254740993", "9007199254740992" => Greater;
    // And their neighbours.
    minus: "-1", "1" => Less;
    minus_zero: "-0", "0" => Equal;
    zeros: "000.000", "0e7" => Equal;
    zero_and_negative: "-0.001", "0" => Less;
    zero_and_positive: "0", "0.001" => Less;
    negative_order: "-2", "-1" => Less;
    leading_point: ".5", "0.5" => Equal;
    fraction: "0.1", "0.10" => Equal;
    fraction_order: "0.1", "0.09" => Greater;
    zeros_behind_the_point: "0.001", "1e-3" => Equal;
    shorter_is_not_smaller: "0.2", "0.19999999999999999999999" => Greater;
    prefix_is_smaller: "1.5", "1.50000000000000000000001" => Less;
    exponent_moves_the_point: "1e1", "10" => Equal;
    exponent_upper_case_plus: "1E+2", "100" => Equal;
    exponent_negative: "100e-2", "1" => Equal;
    exponent_leading_zeros: "1e00000000000000000002", "100" => Equal;
    digits_across_the_point: "12.34", "1234e-2" => Equal;
    digits_across_the_point_order: "12.34", "12.4" => Less;
    inner_zeros: "1002", "1020" => Less;
    magnitude: "99", "100" => Less;
    negative_magnitude: "-99", "-100" => Greater;
}

#[test]
fn what_is_no_number() {
    for text in [
        "",
        " ",
        "+",
        "-",
        ".",
        "e1",
        "1e",
        "1e+",
        "1e1.5",
        "1e99999999999",
        "--1",
        "+-1",
        "1 ",
        " 1",
        "1,5",
        "1_000",
        "1.2.3",
        "0x10",
        "NaN",
        "Infinity",
        "-inf",
        "one",
        "１",
    ] {
        assert!(Number::parse(text).is_none(), "{text:?}");
    }
}

#[test]
fn large_exponents_cost_nothing() {
    let largest = Number::parse("1e2147483647").unwrap();
    let smallest = Number::parse("1e-2147483648").unwrap();
    assert_eq!(largest.cmp(&smallest), Greater);
    assert_eq!(smallest.cmp(&Number::parse("0").unwrap()), Greater);
    assert!(Number::parse("1e2147483648").is_none());
    assert!(Number::parse("1e-2147483649").is_none());
}

#[test]
fn seconds_become_milliseconds() {
    for (text, expected) in [
        ("0", Some(0)),
        ("1", Some(1_000)),
        ("1.5", Some(1_500)),
        ("1.2345", Some(1_234)),
        ("0.0009", Some(0)),
        ("-1", Some(-1_000)),
        ("-0.5", Some(-500)),
        ("-0.0001", Some(-1)),
        ("-1.2345", Some(-1_235)),
        ("1e-400", Some(0)),
        ("-1e-400", Some(-1)),
        ("1893456000", Some(1_893_456_000_000)),
        ("1.893456e9", Some(1_893_456_000_000)),
        ("999999999999999", Some(999_999_999_999_999_000)),
        ("1000000000000000", None),
        ("1e2147483647", None),
    ] {
        assert_eq!(Number::parse(text).unwrap().to_millis(), expected, "{text}");
    }
}

/// Compares as on paper: both numbers in columns of digits, point under point.
fn by_columns(a: &str, b: &str) -> Ordering {
    let signed = |text: &str| -> (bool, String) {
        let unsigned = text.trim_start_matches(['+', '-']).to_ascii_lowercase();
        let (mantissa, exponent) = unsigned.split_once('e').unwrap_or((&unsigned, "0"));
        let exponent: i32 = exponent.parse().unwrap();
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let point = 100 - exponent;
        // 100 columns before the point are enough for the numbers of these tests.
        let mut columns = "0".repeat(usize::try_from(point).unwrap() - whole.len());
        columns.push_str(whole);
        columns.push_str(fraction);
        columns.push_str(&"0".repeat(400 - columns.len()));
        (
            text.starts_with('-') && columns.contains(|c| c != '0'),
            columns,
        )
    };
    match (signed(a), signed(b)) {
        ((false, a), (false, b)) => a.cmp(&b),
        ((true, a), (true, b)) => b.cmp(&a),
        ((true, _), (false, _)) => Less,
        ((false, _), (true, _)) => Greater,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn agrees_with_columns(
        a in "[+-]?(0{0,2}[0-9]{1,4}[.]?|[0-9]{0,3}[.][0-9]{1,4})([eE][+-]?[0-9])?",
        b in "[+-]?(0{0,2}[0-9]{1,4}[.]?|[0-9]{0,3}[.][0-9]{1,4})([eE][+-]?[0-9])?",
    ) {
        let (x, y) = (Number::parse(&a).unwrap(), Number::parse(&b).unwrap());
        prop_assert_eq!(x.cmp(&y), by_columns(&a, &b));
    }

    #[test]
    fn moving_the_point_changes_nothing(digits in "[0-9]{1,9}", places in 0_usize..9) {
        let places = places.min(digits.len());
        let (whole, fraction) = digits.split_at(digits.len() - places);
        let moved = format!("{whole}.{fraction}e{places}");
        prop_assert!(Number::parse(&digits) == Number::parse(&moved), "{} {}", digits, moved);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[0-9eE.+ -]{0,8}") {
        let bytes = text.trim_start_matches(['+', '-']);
        if let Some(number) = Number::parse(&text) {
            prop_assert!(bytes.starts_with(|c: char| c.is_ascii_digit() || c == '.'));
            prop_assert_eq!(number.cmp(&number), Equal);
        }
    }
}
