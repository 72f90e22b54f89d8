//! CodeMirror's own words in the language of the page.

use serde::{Serialize, Serializer};

use crate::text::{Text, id};

/// CodeMirror names what it says by the English words.
const PHRASES: [(&str, &str); 30] = [
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
    ("no fix", id("editor-no-fix")),
    ("no problem", id("editor-no-problem")),
    ("no problems", id("editor-no-problems")),
];

/// An object of the words by the English.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Phrases(Vec<(&'static str, String)>);

pub(super) fn phrases(text: &Text) -> Phrases {
    let words = PHRASES
        .iter()
        .map(|(english, id)| (*english, text.say(id).to_string()));
    Phrases(words.collect())
}

impl Serialize for Phrases {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(english, word)| (english, word)))
    }
}
