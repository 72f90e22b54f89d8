//! The compiled pattern matcher against the plain one.
#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use vestibule_fuzz::{Case, naive_match, pair, seed};
use vestibule_iam::wildcard::{Pattern, PatternBuilder};

fuzz_target!(init: seed("wildcard", seeds), |data: &[u8]| check(data));

fn seeds(case: &Case, seeds: &mut BTreeSet<String>) {
    let strings = case.strings();
    for pattern in strings.iter().filter(|text| text.contains(['*', '?'])) {
        seeds.insert(format!("{pattern}\n{pattern}"));
        seeds.extend(
            strings
                .iter()
                .map(|text| format!("{pattern}\n{text}"))
                .take(3),
        );
    }
}

fn check(data: &[u8]) {
    let Some((pattern, text)) = pair(data) else {
        return;
    };
    let compiled = Pattern::new(pattern);
    let expected = naive_match(pattern, text);
    assert_eq!(compiled.matches(text), expected);
    if let Some(literal) = compiled.literal() {
        assert_eq!(literal, pattern);
        assert_eq!(expected, literal == text);
    }
    if compiled.matches_everything() {
        assert!(expected);
    }
    assert!(
        compiled.matches(text) || pattern != text,
        "a pattern matches itself"
    );

    let folded = naive_match(&pattern.to_ascii_lowercase(), &text.to_ascii_lowercase());
    assert_eq!(
        Pattern::new_ignore_ascii_case(pattern).matches(text),
        folded
    );

    // The pattern in two pieces, and once more with the second piece taken literally.
    let middle = (0..=pattern.len() / 2)
        .rev()
        .find(|at| pattern.is_char_boundary(*at));
    let (before, behind) = pattern.split_at(middle.unwrap_or(0));
    let built = |literal| {
        let mut builder = PatternBuilder::default();
        builder.push(before, false);
        builder.push(behind, literal);
        builder.build()
    };
    assert_eq!(built(false).matches(text), expected);
    let plain = text
        .strip_suffix(behind)
        .is_some_and(|rest| naive_match(before, rest));
    assert_eq!(built(true).matches(text), plain);
}
