//! Wildcards, by trying all ways.

/// Whether all of `text` matches `pattern`, in which `*` is any text and `?` any character.
#[must_use]
pub fn glob(pattern: &str, text: &str) -> bool {
    let mut characters = pattern.chars();
    match characters.next() {
        None => text.is_empty(),
        Some('*') => {
            let rest = characters.as_str();
            let mut starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            starts.any(|at| text.get(at..).is_some_and(|behind| glob(rest, behind)))
        }
        Some(wanted) => {
            let mut of_text = text.chars();
            let first = of_text.next();
            first.is_some_and(|first| wanted == '?' || wanted == first)
                && glob(characters.as_str(), of_text.as_str())
        }
    }
}

/// The same for ARNs, whose first five fields are compared each by itself.
pub(crate) fn arn_glob(pattern: &str, text: &str) -> bool {
    let (of_pattern, of_text): (Vec<&str>, Vec<&str>) = (
        pattern.splitn(6, ':').collect(),
        text.splitn(6, ':').collect(),
    );
    of_pattern.len() == 6
        && of_text.len() == 6
        && of_pattern
            .iter()
            .zip(of_text)
            .all(|(pattern, text)| glob(pattern, text))
}
