//! What the page of documentation tells its readers to try is so.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests may panic

use std::path::Path;

use vestibule_wire::{Case, NoFiles, Outcome};

fn outcome(case: &str) -> Outcome {
    let case = Case::read(case, &NoFiles).unwrap();
    assert_eq!(case.findings(), []);
    case.decide(0).unwrap().outcome
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let (_, behind) = text.split_once(start).unwrap();
    behind.split_once(end).unwrap().0
}

#[test]
fn the_range_that_is_to_be_tried_lets_alice_in() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("element/demo/index.html");
    let page = std::fs::read_to_string(page).unwrap();
    let (_, part) = page.split_once("id=\"try\"").unwrap();
    let advice = between(part, "<p>", "</p>");
    assert!(advice.starts_with("Add the range") && advice.ends_with("Alice gets in from home."));
    let range = between(advice, "<code>", "</code>");
    let case = between(part, "<script type=\"application/json\">", "</script>");
    assert!(between(case, "\"requests\"", "expect").contains("Alice, at home"));
    assert_eq!(outcome(case), Outcome::Denied);
    let there = "\"203.0.113.0/24\"";
    assert_eq!(case.matches(there).count(), 1);
    let tried = case.replace(there, &format!("[{there}, \"{range}\"]"));
    assert_eq!(outcome(&tried), Outcome::Allowed);
}
