//! How long one condition test takes: tens of nanoseconds for each of the kinds that
//! sign-in policies are made of, since a decision evaluates some forty of them.

use std::hint::black_box;
use std::time::Duration;

use criterion::Criterion;
use vestibule_iam::condition::{Operator, Options, Test};
use vestibule_iam::keys::{KeyValue, Keys};
use vestibule_iam::policy::Version;
use vestibule_iam::span::{Span, Text};
use vestibule_iam::wildcard::Pattern;

const USER: &str = "arn:aws:iam::111122223333:user/break-glass";

/// Name, operator, operands and the value of the key.
type Row<'a> = (&'a str, &'a str, &'a [&'a str], &'a str);

const ROWS: &[Row<'_>] = &[
    (
        "string, one",
        "StringEquals",
        &["111122223333"],
        "111122223333",
    ),
    (
        "string, case ignored",
        "StringEqualsIgnoreCase",
        &["Team-Red", "Team-Blue"],
        "team-blue",
    ),
    ("pattern, infix", "StringLike", &["*break*"], USER),
    (
        "pattern, question marks",
        "StringLike",
        &["arn:aws:iam::????????????:user/*"],
        USER,
    ),
    (
        "pattern, variable",
        "StringLike",
        &["arn:aws:iam::${v}:user/*"],
        USER,
    ),
    (
        "ARN, literal",
        "ArnNotEquals",
        &[USER, "arn:aws:iam::111122223333:root"],
        USER,
    ),
    (
        "ARN, pattern",
        "ArnNotLike",
        &["arn:aws:iam::*:role/a/*B_*", "arn:aws:iam::*:user/b*"],
        USER,
    ),
    (
        "ARN, variable",
        "ArnLike",
        &["arn:aws:iam::${v}:user/*"],
        USER,
    ),
    (
        "IPv4, two ranges",
        "NotIpAddress",
        &["203.0.113.0/24", "198.51.100.0/24"],
        "192.0.2.1",
    ),
    (
        "IPv6, two ranges",
        "NotIpAddress",
        &["203.0.113.0/24", "2001:db8::/32"],
        "2001:db8:12::5",
    ),
    ("number", "NumericLessThan", &["3600"], "1200"),
    (
        "date",
        "DateGreaterThan",
        &["2026-01-01T00:00:00Z"],
        "2026-05-01T00:00:00Z",
    ),
    ("boolean", "Bool", &["true"], "false"),
    ("presence", "Null", &["true"], "x"),
];

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(500))
        .sample_size(30)
        .without_plots()
        .configure_from_args();
    for row in ROWS {
        evaluating(&mut criterion, row);
    }
    let vpcs: Vec<String> = (0..300)
        .map(|at| format!("vpc-0123456789abc{at:04}"))
        .collect();
    let vpcs: Vec<&str> = vpcs.iter().map(String::as_str).collect();
    evaluating(
        &mut criterion,
        &("strings, 300", "StringNotEquals", &vpcs, vpcs[297]),
    );
    let ranges: Vec<String> = (0..300)
        .map(|at| format!("10.{}.{}.0/24", at / 20, at % 250))
        .collect();
    let ranges: Vec<&str> = ranges.iter().map(String::as_str).collect();
    evaluating(
        &mut criterion,
        &("IPv4, 300 ranges", "NotIpAddress", &ranges, "10.3.77.9"),
    );
    long_texts(&mut criterion);
    criterion.final_summary();
}

fn evaluating(criterion: &mut Criterion, (name, operator, operands, value): &Row<'_>) {
    let mut keys = Keys::default();
    let (Some(operator), Some(key)) = (Operator::parse(operator), keys.intern("k")) else {
        unreachable!("`{operator}` is an operator, and the table of keys is empty");
    };
    let text = |text: &&str| Text {
        value: (*text).into(),
        span: Span::default(),
    };
    let operands: Vec<Text> = operands.iter().map(text).collect();
    let mut compile = || {
        Test::compile(
            operator,
            key,
            &operands,
            Version::V2012,
            &mut keys,
            Options::default(),
        )
    };
    let test = compile();
    let context = [KeyValue::One(value), KeyValue::One("111122223333")];
    let mut group = criterion.benchmark_group(*name);
    group.bench_function("compile", |bencher| bencher.iter(&mut compile));
    group.bench_function("evaluate", |bencher| {
        bencher.iter(|| black_box(&test).evaluate(black_box(&context)));
    });
    group.finish();
}

/// What would take hours if it were tried out.
fn long_texts(criterion: &mut Criterion) {
    let text = "a".repeat(1 << 20);
    let mut group = criterion.benchmark_group("a megabyte");
    group.sample_size(10);
    for (name, pattern) in [
        ("1,000 stars", "*a".repeat(1000) + "*b"),
        ("1,000 stars and questions", "*?a".repeat(1000) + "*b"),
        ("a long fragment", "*".to_owned() + &"a?".repeat(100) + "b*"),
    ] {
        let pattern = Pattern::new(&pattern);
        group.bench_function(name, |bencher| {
            bencher.iter(|| pattern.matches(black_box(&text)))
        });
    }
    group.finish();
}
