//! What each comparison is taken to cost. A limit on work is the same on every machine and in
//! every release, so a price that changes here changes which sign-ins are decided.

use super::{Setup, Value, many, one};
use crate::work::{Sizes, Weight};

/// The price of one test: of a value, of each byte of it, of each pair of its bytes, and of
/// each byte of the longest value of a variable.
fn price(operator: &str, operands: &[&str]) -> [u64; 4] {
    let setup = Setup::new(operator, operands, one(""));
    let weight = setup.run(|test, _| test.weight());
    [
        weight.fixed,
        weight.per_byte,
        weight.per_square,
        weight.per_variable,
    ]
}

#[test]
fn each_comparison_has_its_price() {
    let x = "x".repeat(64);
    let (start, question) = (format!("{x}*"), format!("{x}?"));
    let (template, open_question) = (format!("{x}${{v}}"), format!("{x}${{v}}?"));
    let rows: &[(&str, &[&str], [u64; 4])] = &[
        // Literals are halved, and compared with what is found.
        ("StringEquals", &[], [20, 0, 0, 0]),
        ("StringEquals", &["a"], [24, 1, 0, 0]),
        ("StringEquals", &["a", "b", "c", "d"], [32, 1, 0, 0]),
        ("StringEqualsIgnoreCase", &["a"], [24, 5, 0, 0]),
        ("BinaryEquals", &["YQ=="], [24, 1, 0, 0]),
        // What stands for itself is a literal, too.
        ("StringEquals", &["${*}"], [24, 1, 0, 0]),
        // Ends are compared, what is between them is looked for.
        ("StringLike", &[&start], [28, 0, 0, 0]),
        ("StringLike", &["a*", "b*"], [28, 0, 0, 0]),
        ("StringLike", &["a*bc*d"], [40, 1, 0, 0]),
        ("StringLike", &["a*b*c*d"], [56, 1, 0, 0]),
        // A question goes by characters.
        ("StringLike", &["a?"], [40, 1, 0, 0]),
        ("StringLike", &[&question], [166, 1, 0, 0]),
        ("StringLike", &["a?*b?"], [44, 1, 0, 0]),
        ("StringLike", &["*a?*"], [53, 9, 0, 0]),
        ("StringLike", &["*a?*bb?*"], [70, 9, 0, 0]),
        // What a variable stands for is only known in a request.
        ("StringEquals", &["${v}"], [60, 8, 0, 0]),
        ("StringEquals", &["${v}", "${w}", "a"], [104, 17, 0, 0]),
        ("StringEquals", &[&template], [580, 8, 0, 0]),
        ("StringLike", &["${v}?"], [100, 32, 1, 0]),
        ("StringLike", &[&open_question], [2156, 36, 1, 0]),
        ("ArnLike", &["arn:aws:iam::1:root"], [24, 1, 0, 0]),
        ("ArnLike", &["arn:aws:iam::*:root"], [32, 0, 0, 0]),
        ("ArnLike", &["*"], [20, 0, 0, 0]),
        // Variables before the fifth colon are looked through for colons.
        ("ArnLike", &["arn:aws:iam::${v}:user/${v}"], [236, 8, 0, 2]),
        ("ArnLike", &["${v}:${v}:${v}"], [108, 8, 0, 6]),
        // Ranges are halved, those that are spelt otherwise looked at one by one.
        (
            "IpAddress",
            &["192.0.2.0/24", "198.51.100.0/24"],
            [80, 8, 0, 0],
        ),
        (
            "IpAddress",
            &["2001:db8::1/32", "2001:db8::2/32"],
            [88, 8, 0, 0],
        ),
        // Every number is read.
        ("NumericEquals", &["1"], [84, 8, 0, 0]),
        ("NumericEquals", &["1", "1234567"], [160, 8, 0, 0]),
        ("DateEquals", &["2026-12-01"], [82, 8, 0, 0]),
        ("DateEquals", &["2026-12-01", "2026-12-02"], [84, 8, 0, 0]),
        ("Bool", &["true"], [16, 0, 0, 0]),
        ("Null", &["true"], [16, 0, 0, 0]),
    ];
    for (operator, operands, expected) in rows {
        assert_eq!(
            price(operator, operands),
            *expected,
            "{operator} {operands:?}"
        );
    }
}

#[test]
fn a_price_is_put_to_the_sizes_of_a_request() {
    let weight = Weight {
        fixed: 10,
        per_byte: 3,
        per_square: 2,
        per_variable: 5,
    };
    let sizes = Sizes {
        values: 4,
        bytes: 40,
        longest: 7,
    };
    assert_eq!(
        weight.steps(sizes),
        40 + 120 + 2 * (40 * 40 / 16) + 5 * 7 * 4
    );
    // No value is looked at as one is.
    assert_eq!(weight.steps(Sizes::default()), 10);
    let both = weight.plus(Weight::fixed(1));
    assert_eq!((both.fixed, both.per_byte), (11, 3));
    assert_eq!(
        [weight, both].into_iter().sum::<Weight>(),
        weight.plus(both)
    );
}

/// Only the values of the key that is tested count, and the longest of all.
#[test]
fn the_values_of_the_key_are_counted() {
    let steps = |value: Value, longest| {
        let setup = Setup::new("ForAnyValue:ArnLike", &["arn:aws:iam::${v}:root"], value);
        let setup = setup.with("v", one("xxxxxxxx"));
        setup.run(|test, context| {
            let value = context.get(usize::from(test.key().0)).copied();
            test.weight().steps(Sizes::of(value, longest))
        })
    };
    let [fixed, per_byte, _, per_variable] = price("ArnLike", &["arn:aws:iam::${v}:root"]);
    for (value, values, bytes) in [
        (Value::Absent, 1, 0),
        (Value::Unknown, 1, 0),
        (Value::PresentUnknown, 1, 0),
        (one("abc"), 1, 3),
        (many(&["abc", "de", "f"]), 3, 6),
        (many(&[]), 1, 0),
    ] {
        let expected = (fixed + per_variable * 8) * values + per_byte * bytes;
        assert_eq!(steps(value.clone(), 8), expected, "{value:?}");
    }
}
