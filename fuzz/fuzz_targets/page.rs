//! Pages of documentation: what is found in them, and that a long one takes no longer by the byte.
#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use vestibule_embed::{Example, Json, Kind, examples};
use vestibule_fuzz::{Case, seed};

fuzz_target!(init: seed("page", seeds), |data: &[u8]| check(data));

const KINDS: [Kind; 3] = [Kind::Html, Kind::Markdown, Kind::Mdx];

/// How long a short input becomes. Work that grows with the square of this ends at libFuzzer's
/// limit of time.
const LONG: usize = 1 << 17;

fn seeds(case: &Case, seeds: &mut BTreeSet<String>) {
    let text = case.root.to_compact_string();
    if text.len() < 1_000 {
        seeds.insert(format!(
            "<vestibule-example><script type=\"application/json\">{text}</script></vestibule-example>"
        ));
        seeds.insert(format!(
            "<vestibule-example>\n\n```json\n{text}\n```\n\n</vestibule-example>"
        ));
        seeds.insert(format!(
            "<vestibule-example><pre>{{`{text}`}}</pre></vestibule-example>"
        ));
    }
    seeds.extend(
        [
            "<A b={",
            "<a b='",
            "{/*",
            "<!--",
            "`a",
            "- > 1. ",
            "<svg><a>",
            "[a](",
            "<vestibule-example src=\"a.json\"/>",
            "<vestibule-example a={<b>",
            "<vestibule-example><template><pre>",
        ]
        .map(String::from),
    );
}

fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    for kind in KINDS {
        within(&examples(kind, text), text);
    }
    // One kind for a long page: its length says which.
    if (1..=48).contains(&text.len()) {
        let page = text.repeat(LONG / text.len());
        within(&examples(KINDS[text.len() % KINDS.len()], &page), &page);
    }
}

/// Every example begins in a line of the page, in order, and has its JSON behind as many lines.
fn within(found: &[Example], page: &str) {
    let lines = page.matches('\n').count() + 1;
    let mut last = 1;
    for example in found {
        assert!(example.line >= last && example.line as usize <= lines);
        last = example.line;
        if let Json::Here(text) = &example.json {
            assert!(!text.trim().is_empty());
        }
    }
}
