//! One text for each way in which the values of a key can be told apart.

use std::collections::HashSet;

use crate::glob::{arn_glob, glob};

/// Whether an ARN is that of a federated user, of which the page where one signs in knows
/// nothing.
pub(crate) fn is_federated(arn: &str) -> bool {
    arn.contains(":sts:")
}

/// Of `candidates` one text for each set of patterns that match.
pub(crate) fn atoms(candidates: impl Iterator<Item = String>, patterns: &[String]) -> Vec<String> {
    let mut seen: HashSet<Vec<bool>> = HashSet::new();
    let mut found = Vec::new();
    for text in candidates {
        let matching = patterns
            .iter()
            .flat_map(|pattern| [glob(pattern, &text), arn_glob(pattern, &text)]);
        let signature: Vec<bool> = [is_federated(&text)].into_iter().chain(matching).collect();
        if seen.insert(signature) {
            found.push(text);
        }
    }
    found
}
