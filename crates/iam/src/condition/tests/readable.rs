//! A compiled test shows what it was compiled from.

use super::{Setup, one};
use crate::condition::{Mode, Operands};

/// Compiles operands and hands them over to `with`.
fn operands<T>(operator: &str, texts: &[&str], with: impl FnOnce(&Operands) -> T) -> T {
    let setup = Setup::new(operator, texts, one(""));
    setup.run(|test, _| with(test.operands()))
}

fn owned<'a>(literals: impl Iterator<Item = (&'a str, u32)>) -> Vec<(String, u32)> {
    literals.map(|(text, at)| (text.to_owned(), at)).collect()
}

#[test]
fn strings_show_their_operands() {
    let texts = ["b", "a*", "${v}", "B", "b"];
    let rows = [
        ("StringEquals", Mode::Equals, vec!["B 3", "a* 1", "b 0"], 0),
        (
            "StringEqualsIgnoreCase",
            Mode::IgnoreCase,
            vec!["a* 1", "b 0"],
            0,
        ),
        ("StringLike", Mode::Like, vec!["B 3", "b 0"], 1),
    ];
    for (operator, mode, literals, patterns) in rows {
        operands(operator, &texts, |compiled| {
            let Operands::Strings(strings) = compiled else {
                panic!("{operator}: {compiled:?}");
            };
            assert_eq!(strings.mode(), mode);
            let shown = strings.literals().map(|(text, at)| format!("{text} {at}"));
            assert_eq!(shown.collect::<Vec<_>>(), literals, "{operator}");
            assert_eq!(strings.patterns().len(), patterns, "{operator}");
            let templates = strings.templates().iter().map(|(_, at)| *at);
            assert_eq!(templates.collect::<Vec<_>>(), [2], "{operator}");
        });
    }
}

#[test]
fn arns_show_what_comes_before_a_malformed_one() {
    let texts = [
        "arn:aws:iam::1:root",
        "*",
        "arn:aws:iam::*:root",
        "*",
        "arn:aws:iam::${v}:root",
        "nonsense",
        "arn:aws:iam::2:root",
    ];
    operands("ArnLike", &texts, |compiled| {
        let Operands::Arns(arns) = compiled else {
            panic!("{compiled:?}");
        };
        assert_eq!(
            owned(arns.literals()),
            [("arn:aws:iam::1:root".to_owned(), 0)]
        );
        assert_eq!(
            arns.patterns()
                .iter()
                .map(|(_, at)| *at)
                .collect::<Vec<_>>(),
            [2]
        );
        assert_eq!(
            arns.templates()
                .iter()
                .map(|(_, at)| *at)
                .collect::<Vec<_>>(),
            [4]
        );
        assert_eq!((arns.star(), arns.malformed()), (Some(1), Some(5)));
    });
    operands("ArnLike", &texts[..1], |compiled| {
        let Operands::Arns(arns) = compiled else {
            panic!("{compiled:?}");
        };
        assert_eq!((arns.star(), arns.malformed()), (None, None));
    });
}

#[test]
fn other_families_show_what_they_read() {
    operands("NumericEquals", &["x", "1.50", "2"], |compiled| {
        let Operands::Numbers(numbers) = compiled else {
            panic!("{compiled:?}");
        };
        let points = owned(numbers.points());
        assert_eq!(points, [("1.50".to_owned(), 1), ("2".to_owned(), 2)]);
    });
    operands("DateEquals", &["x", "1970-01-01T00:00:01Z"], |compiled| {
        let Operands::Dates(dates) = compiled else {
            panic!("{compiled:?}");
        };
        assert_eq!(dates.points(), [(1_000, 1)]);
    });
    operands(
        "IpAddress",
        &["x", "2001:db8::1/32", "192.0.2.0/24"],
        |compiled| {
            let Operands::Addresses(addresses) = compiled else {
                panic!("{compiled:?}");
            };
            assert_eq!(addresses.set().find("192.0.2.7".parse().unwrap()), Some(2));
            let disputed = addresses.disputed().iter().map(ToString::to_string);
            assert_eq!(disputed.collect::<Vec<_>>(), ["2001:db8::/32"]);
        },
    );
    for (texts, found) in [
        (&["no", "TRUE", "true", ""][..], (Some(1), Some(0))),
        (&["true"], (Some(0), None)),
        (&["false"], (None, Some(0))),
        (&[], (None, None)),
    ] {
        for operator in ["Bool", "Null"] {
            operands(operator, texts, |compiled| {
                let (Operands::Bool(truths) | Operands::Null(truths)) = compiled else {
                    panic!("{compiled:?}");
                };
                assert_eq!(truths.operands(), found, "{operator} {texts:?}");
            });
        }
    }
    for (texts, malformed) in [(&["YQ==", "no", "YR=="][..], Some(1)), (&["YQ=="], None)] {
        operands("BinaryEquals", texts, |compiled| {
            let Operands::Binaries(binaries) = compiled else {
                panic!("{compiled:?}");
            };
            assert_eq!(owned(binaries.literals()), [("YQ==".to_owned(), 0)]);
            assert_eq!(binaries.malformed(), malformed);
        });
    }
}

#[test]
fn a_test_without_operands_says_so() {
    for (texts, none) in [(&[][..], true), (&["a"], false)] {
        let setup = Setup::new("StringLike", texts, one(""));
        assert_eq!(setup.run(|test, _| test.has_no_operands()), none);
    }
}
