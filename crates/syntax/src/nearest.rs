//! The nearest known name of a misspelt one.

/// How long a name may be to be compared at all: comparing takes the product
/// of both lengths.
const LONGEST: usize = 100;

/// The one of `known` that `name` is most likely a misspelling of: the nearest
/// by edits, when at most a third of the name is wrong. Case does not count,
/// except to choose between equals.
pub fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    if name.is_empty() || name.len() > LONGEST {
        return None;
    }
    let folded = name.to_lowercase();
    let length = folded.chars().count();
    let mut best: Option<((usize, usize), &str)> = None;
    for candidate in known {
        let lower = candidate.to_lowercase();
        let allowed = (length.max(lower.chars().count()) / 3).max(1);
        if candidate.len().abs_diff(name.len()) > LONGEST {
            continue;
        }
        let edits = strsim::osa_distance(&folded, &lower);
        if edits > allowed {
            continue;
        }
        let rank = (edits, strsim::osa_distance(name, candidate));
        if best.is_none_or(|(least, _)| rank < least) {
            best = Some((rank, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let known = [
            "Condition",
            "Action",
            "NotAction",
            "Resource",
            "Sid",
            "Effect",
        ];
        let cases = [
            ("transposed", "Conditoin", Some("Condition")),
            ("a letter short", "Conditon", Some("Condition")),
            ("plural", "Actions", Some("Action")),
            ("another case", "notaction", Some("NotAction")),
            ("short", "Sd", Some("Sid")),
            ("nothing like it", "Comment", None),
            ("too far", "Eft", None),
            ("empty", "", None),
            ("absurdly long", &"A".repeat(5000), None),
        ];
        for (name, text, expected) in cases {
            assert_eq!(nearest(text, known), expected, "{name}");
        }
    }

    #[test]
    fn case_chooses_between_equals() {
        assert_eq!(nearest("ABX", ["abc", "ABC"]), Some("ABC"));
    }
}
