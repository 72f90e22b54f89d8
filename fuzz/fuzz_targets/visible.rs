//! What is shown of foreign text: nothing in it is unseen, and showing it once more changes nothing.
#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use vestibule_fuzz::{Case, seed};
use vestibule_syntax::visible::{is_unseen, visible};

fuzz_target!(init: seed("visible", seeds), |data: &[u8]| check(data));

fn seeds(case: &Case, seeds: &mut BTreeSet<String>) {
    seeds.extend(case.strings().into_iter().map(String::from));
    seeds.extend(
        [
            "a\n::b",
            "\u{1b}[31m\u{9b}2J",
            "a\u{202e}b\u{200b}",
            "##[error]\r",
            "\u{e0041}\u{fe0f}",
        ]
        .map(String::from),
    );
}

fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let shown = visible(&text);
    assert!(!shown.chars().any(is_unseen), "{shown:?}");
    assert!(!shown.contains(char::is_control), "{shown:?}");
    assert_eq!(visible(&shown), shown);
    // What is seen stays, in its order.
    let seen = text.chars().filter(|character| !is_unseen(*character));
    let mut rest = shown.chars();
    assert!(seen.into_iter().all(|seen| rest.any(|shown| shown == seen)));
    // Half by half it says the same.
    if let Some((half, _)) = text.char_indices().nth(text.chars().count() / 2) {
        let (before, behind) = text.split_at(half);
        assert_eq!(format!("{}{}", visible(before), visible(behind)), shown);
    }
}
