//! Cells against what decides requests: the same tests on random values.

use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::sample::select;

use super::super::{Base, Cells, Operator, Options, Test, Uncut};
use super::properties::{Pool, operator, pool};
use super::texts;
use crate::keys::{KeyId, KeyValue, Keys};
use crate::language::Version;

/// Several tests of the key `k`, whose id is 0; `v` is `a`, of `w` nothing is known.
fn compile(tests: &[(Operator, Vec<&str>)]) -> (Vec<Test>, Vec<KeyValue<'static>>) {
    let mut keys = Keys::default();
    keys.intern("k");
    let tests = tests
        .iter()
        .map(|(operator, operands)| {
            let key = keys.intern("k").unwrap();
            let operands = texts(operands);
            let options = Options::default();
            Test::compile(
                *operator,
                key,
                &operands,
                Version::V2012,
                &mut keys,
                options,
            )
        })
        .collect();
    let value = |(_, name): (KeyId, &str)| match name {
        "v" => KeyValue::One("a"),
        "k" | "w" => KeyValue::Unknown,
        _ => KeyValue::Absent,
    };
    (tests, keys.iter().map(value).collect())
}

/// The name of an operator and its operands.
type Written<'a> = (&'a str, &'a [&'a str]);

fn cells(tests: &[Written<'_>]) -> Result<Cells, Uncut> {
    let tests: Vec<(Operator, Vec<&str>)> = tests
        .iter()
        .map(|(name, operands)| (Operator::parse(name).unwrap(), operands.to_vec()))
        .collect();
    let (tests, context) = compile(&tests);
    let tests: Vec<&Test> = tests.iter().collect();
    Cells::of(KeyId(0), &tests, &context)
}

fn witnesses(tests: &[Written<'_>]) -> Vec<String> {
    let cells = cells(tests).unwrap();
    cells.all().iter().map(|c| c.witness().to_owned()).collect()
}

#[test]
fn values_with_the_same_answers_are_one_cell() {
    let rows: &[(&[Written<'_>], &[&str])] = &[
        (&[], &[""]),
        (&[("Null", &["true"])], &[""]),
        (&[("Bool", &["true"])], &["", "true"]),
        (
            &[("StringEquals", &["b", "a"]), ("StringLike", &["b*"])],
            &["", "a", "b", "bz"],
        ),
        (
            &[("NotIpAddress", &["192.0.2.0/24", "10.0.0.0/8"])],
            &["x", "0.0.0.1"],
        ),
        (
            &[
                ("IpAddress", &["10.0.0.0/8"]),
                ("StringEquals", &["10.0.0.1", "10.0.0.7"]),
            ],
            &["10.0.0.1", "x", "10.0.0.0"],
        ),
        (&[("NumericLessThan", &["3600"])], &["x", "3599"]),
        (
            &[("DateGreaterThan", &["2027-01-01"])],
            &["x", "2027-01-02T00:00:00Z"],
        ),
        (&[("StringEqualsIgnoreCase", &["K"])], &["", "k"]),
        (
            &[("StringEqualsIgnoreCase", &["K"]), ("StringEquals", &["k"])],
            &["", "k", "K"],
        ),
    ];
    for (tests, expected) in rows {
        assert_eq!(witnesses(tests), *expected, "{tests:?}");
    }
}

#[test]
fn what_cannot_be_cut_is_said() {
    let mixed: &[Written<'_>] = &[("IpAddress", &["10.0.0.0/8"]), ("StringLike", &["10.*"])];
    assert_eq!(cells(mixed).err(), Some(Uncut::Mixed));
    let undecided: &[Written<'_>] = &[
        ("StringLike", &["${k}"]),
        ("StringLike", &["${w}*"]),
        ("StringLike", &["${v}*"]),
        ("StringEqualsIgnoreCase", &["\u{3a3}"]),
    ];
    assert_eq!(cells(undecided).unwrap().undecided(), [0, 1, 3]);
    let mut infixes: Vec<String> = Vec::new();
    for at in 0..100 {
        infixes.push(String::new());
        write!(infixes[at], "*a{at}b*").unwrap();
    }
    let infixes: Vec<&str> = infixes.iter().map(String::as_str).collect();
    assert_eq!(
        cells(&[("StringLike", &infixes)]).err(),
        Some(Uncut::TooLarge)
    );
}

#[test]
fn ten_thousand_ranges_are_cut() {
    let ranges: Vec<String> = (0..10_000)
        .map(|n| format!("10.{}.{}.0/24", n / 256, n % 256))
        .collect();
    let ranges: Vec<&str> = ranges.iter().map(String::as_str).collect();
    let cells = cells(&[("IpAddress", &ranges)]).unwrap();
    assert_eq!(cells.all().len(), 2);
    let inside = &cells.all()[cells.locate("10.0.0.1")];
    assert_eq!(cells.addresses(inside).unwrap().len(), 1);
}

#[test]
fn a_value_that_is_preferred_stands_for_its_cell() {
    let mut cells = cells(&[("ArnLike", &["arn:aws:iam::*:user/*"])]).unwrap();
    cells.prefer([
        "nobody",
        "arn:aws:iam::111122223333:user/alice",
        "arn:aws:iam::1:user/b",
    ]);
    let witnesses: Vec<&str> = cells.all().iter().map(|cell| cell.witness()).collect();
    assert!(
        witnesses.contains(&"arn:aws:iam::111122223333:user/alice"),
        "{witnesses:?}"
    );
    assert!(witnesses.contains(&"nobody"), "{witnesses:?}");
}

/// Operators that may stand on one key together.
fn kind(base: Base) -> u8 {
    match base {
        Base::IpAddress => 1,
        Base::Numeric(_) => 2,
        Base::Date(_) => 3,
        Base::StringEquals
        | Base::StringEqualsIgnoreCase
        | Base::StringLike
        | Base::Arn
        | Base::Bool
        | Base::Binary
        | Base::Null => 0,
    }
}

fn one_test() -> impl Strategy<Value = (Operator, Vec<&'static str>)> {
    operator().prop_flat_map(|operator| {
        let operands = proptest::collection::vec(select(pool(operator.base).operands), 0..4);
        (Just(operator), operands)
    })
}

/// Values of all kinds, and random ones that are near to operands.
fn value() -> impl Strategy<Value = String> {
    let from_pools = operator().prop_flat_map(|operator| {
        let Pool { values, operands } = pool(operator.base);
        prop_oneof![select(values), select(operands)].prop_map(str::to_owned)
    });
    let number = (-20..20_i32).prop_map(|n| format!("{}", f64::from(n) / 4.0));
    let address = any::<[u8; 4]>().prop_map(|[a, b, c, d]| match a {
        0..=99 => format!("192.0.2.{b}"),
        100..=149 => format!("2001:db8::{b:x}:{c:x}"),
        150..=159 => format!("::ffff:192.0.{c}.{d}"),
        _ => format!("{a}.{b}.{c}.{d}"),
    });
    let date =
        (0..4_i32, 0..90_u32).prop_map(|(day, s)| format!("1970-01-0{}T00:00:{s:02}Z", day + 1));
    let arn = ("[:1*]{0,3}", "[:/a-u]{0,6}").prop_map(|(a, r)| format!("arn:aws:iam::{a}:{r}"));
    let text = "[aAbBk*?:\u{212a}\u{10400}\u{10428}\u{1f600}]{0,4}";
    prop_oneof![3 => from_pools, 1 => number, 2 => address, 1 => date, 1 => arn, 3 => text]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn every_test_is_constant_on_a_cell(
        tests in proptest::collection::vec(one_test(), 1..4),
        any_kind in prop::bool::weighted(0.2),
        values in proptest::collection::vec(value(), 1..20),
    ) {
        let first = kind(tests[0].0.base);
        let tests: Vec<_> = tests
            .into_iter()
            .filter(|(operator, _)| any_kind || kind(operator.base) == first)
            .collect();
        let (tests, context) = compile(&tests);
        let tests: Vec<&Test> = tests.iter().collect();
        let cells = match Cells::of(KeyId(0), &tests, &context) {
            Ok(cells) => cells,
            Err(uncut) => {
                prop_assert!(any_kind && uncut == Uncut::Mixed, "{:?}", uncut);
                return Ok(());
            }
        };
        let answers = |value: &str| {
            let mut context = context.clone();
            context[0] = KeyValue::One(value);
            let decided = tests.iter().enumerate().filter(|(at, _)| !cells.undecided().contains(at));
            decided
                .map(|(_, test)| test.evaluate(&context))
                .map(|outcome| (outcome.truth, outcome.caveats))
                .collect::<Vec<_>>()
        };
        let of_cells: Vec<_> = cells.all().iter().map(|cell| answers(cell.witness())).collect();
        for (at, cell) in cells.all().iter().enumerate() {
            prop_assert_eq!(cells.locate(cell.witness()), at);
            prop_assert!(!of_cells[..at].contains(&of_cells[at]));
        }
        for value in &values {
            let found = answers(value);
            let expected = &of_cells[cells.locate(value)];
            // A point may rest on how an address is spelled.
            let mapped = value.contains(':') && value.contains('.');
            let truths = |all: &[(_, _)]| all.iter().map(|(truth, _)| *truth).collect::<Vec<_>>();
            prop_assert_eq!(truths(&found), truths(expected), "{}", value);
            prop_assert!(mapped || found == *expected, "{}", value);
        }
    }
}
