//! ARNs taken apart, and ARN patterns against the plain matcher, field by field.
#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use vestibule_fuzz::{Case, naive_match, pair, seed};
use vestibule_iam::arn::{Arn, ArnPattern};

fuzz_target!(init: seed("arn", seeds), |data: &[u8]| check(data));

fn seeds(case: &Case, seeds: &mut BTreeSet<String>) {
    let strings = case.strings();
    let arns = || strings.iter().filter(|text| text.starts_with("arn:"));
    for pattern in arns() {
        seeds.insert(format!("{pattern}\n{pattern}"));
        seeds.extend(arns().map(|arn| format!("{pattern}\n{arn}")).take(3));
    }
    seeds.extend(["*\narn:a:b:c:d:e", "arn:*\narn:a:b:c:d:e", "not-an-arn\n"].map(String::from));
}

fn check(data: &[u8]) {
    let Some((pattern, text)) = pair(data) else {
        return;
    };
    let arn = Arn::parse(text);
    if let Some(arn) = &arn {
        let Arn {
            partition,
            service,
            region,
            account,
            resource,
        } = arn;
        assert_eq!(
            format!("arn:{partition}:{service}:{region}:{account}:{resource}"),
            text
        );
    }
    assert_eq!(
        arn.is_some(),
        fields(text).is_some_and(|fields| fields[0] == "arn")
    );

    let compiled = ArnPattern::parse(pattern);
    let expected = match fields(pattern) {
        _ if pattern == "*" => Some([""; 6]),
        Some(fields) if fields[0] == "arn" => Some(fields),
        _ => None,
    };
    assert_eq!(compiled.is_some(), expected.is_some());
    let (Some(compiled), Some(wanted)) = (compiled, expected) else {
        return;
    };
    assert_eq!(compiled.is_bare_star(), pattern == "*");
    if let Some(literal) = compiled.literal() {
        assert_eq!(literal, pattern);
    }
    let (Some(arn), Some(found)) = (&arn, fields(text)) else {
        return;
    };
    let each = || {
        wanted
            .iter()
            .zip(found)
            .all(|(wanted, found)| naive_match(wanted, found))
    };
    assert_eq!(compiled.matches(arn), pattern == "*" || each());
}

/// The six fields, the last one with all further colons.
fn fields(text: &str) -> Option<[&str; 6]> {
    text.splitn(6, ':').collect::<Vec<_>>().try_into().ok()
}
