//! Which patterns of a case match which of its texts.

use vestibule_iam::sort;
use vestibule_iam::wildcard::Pattern;

use super::texts::Texts;

/// More pairs than this are left to the decisions that depend on them.
const MOST_PAIRS: usize = 200_000;

/// Patterns and texts, and whether each pattern matches each text.
pub(super) struct Matches {
    patterns: Vec<String>,
    texts: Vec<String>,
    matches: Vec<bool>,
}

impl Matches {
    pub(super) fn of(texts: &Texts) -> Self {
        let mut texts: Vec<String> = texts.iter().map(str::to_owned).collect();
        sort::by(&mut texts, Ord::cmp);
        let is_pattern = |text: &&String| text.contains(['*', '?']);
        let most = MOST_PAIRS / texts.len().max(1);
        let patterns: Vec<String> = texts
            .iter()
            .filter(is_pattern)
            .take(most)
            .cloned()
            .collect();
        Self {
            matches: pairs(&patterns, &texts),
            patterns,
            texts,
        }
    }

    /// True when they match the same when all are renamed.
    pub(super) fn hold(&self, rename: impl Fn(&str) -> String) -> bool {
        let renamed =
            |list: &[String]| -> Vec<String> { list.iter().map(|text| rename(text)).collect() };
        self.patterns.is_empty()
            || pairs(&renamed(&self.patterns), &renamed(&self.texts)) == self.matches
    }
}

fn pairs(patterns: &[String], texts: &[String]) -> Vec<bool> {
    let mut matches = Vec::with_capacity(patterns.len() * texts.len());
    for pattern in patterns {
        let pattern = Pattern::new(pattern);
        matches.extend(texts.iter().map(|text| pattern.matches(text)));
    }
    matches
}
