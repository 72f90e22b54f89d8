//! CodeMirror's own words in the language of the page.

use std::collections::BTreeMap;

use crate::text::{Text, id};

/// CodeMirror names what it says by the English words.
const PHRASES: [(&str, &str); 27] = [
    ("Completions", id("editor-completions")),
    ("Control character", id("editor-control-character")),
    ("Selection deleted", id("editor-selection-deleted")),
    ("Find", id("editor-find")),
    ("Replace", id("editor-replace-field")),
    ("next", id("editor-next")),
    ("previous", id("editor-previous")),
    ("all", id("editor-all")),
    ("match case", id("editor-match-case")),
    ("by word", id("editor-by-word")),
    ("regexp", id("editor-regexp")),
    ("replace", id("editor-replace")),
    ("replace all", id("editor-replace-all")),
    ("close", id("editor-close")),
    ("current match", id("editor-current-match")),
    ("on line", id("editor-on-line")),
    ("replaced $ matches", id("editor-replaced-matches")),
    ("replaced match on line $", id("editor-replaced-match")),
    ("Go to line", id("editor-go-to-line")),
    ("go", id("editor-go")),
    ("folded code", id("editor-folded-code")),
    ("unfold", id("editor-unfold")),
    ("Fold line", id("editor-fold-line")),
    ("Unfold line", id("editor-unfold-line")),
    ("Folded lines", id("editor-folded-lines")),
    ("Unfolded lines", id("editor-unfolded-lines")),
    ("to", id("editor-to")),
];

pub(super) fn phrases(text: &Text) -> BTreeMap<&'static str, String> {
    PHRASES
        .iter()
        .map(|(english, id)| (*english, text.say(id).to_string()))
        .collect()
}
