//! A text cut into words and what stands between them.

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// Letters and digits, and whatever is not ASCII.
    Word {
        text: &'t str,
        /// The word begins here: no wildcard or variable stands before it.
        begins: bool,
        /// The word ends here.
        ends: bool,
    },
    /// Anything else, as it stands.
    Other(&'t str),
}

/// What can stand for letters next to it.
fn is_open(other: &str) -> bool {
    other.contains(['*', '?', '{', '}'])
}

/// The parts of `text`, in order.
pub(super) fn of(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (part, is_word) = next(rest);
        rest = rest.get(part.len()..).unwrap_or_default();
        if is_word {
            let open_before = matches!(tokens.last(), Some(Token::Other(other)) if is_open(other));
            tokens.push(Token::Word {
                text: part,
                begins: !open_before,
                ends: true,
            });
        } else {
            if let (true, Some(Token::Word { ends, .. })) = (is_open(part), tokens.last_mut()) {
                *ends = false;
            }
            tokens.push(Token::Other(part));
        }
    }
    tokens
}

/// Marks of other scripts and emoji can identify somebody as letters can.
fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii()
}

/// The first part of a text that is not empty, and whether it is a word.
fn next(text: &str) -> (&str, bool) {
    let run = |wanted: bool| {
        let end = text.find(|c: char| is_of_word(c) != wanted);
        text.get(..end.unwrap_or(text.len())).unwrap_or(text)
    };
    let word = run(true);
    if !word.is_empty() {
        return (word, true);
    }
    if let Some(name) = text.strip_prefix("${") {
        // The name of the variable, up to the tag's name or the default.
        let end = name.find(['}', '/', ',']).unwrap_or(0);
        let end = end + usize::from(name.get(end..).is_some_and(|rest| rest.starts_with('}')));
        return (text.get(..2 + end).unwrap_or(text), false);
    }
    // One character, so that a wildcard stands alone.
    let end = text.chars().next().map_or(0, char::len_utf8);
    (text.get(..end).unwrap_or(text), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_where_they_begin_and_end() {
        let shown = |text| -> String {
            of(text)
                .iter()
                .map(|token| match *token {
                    Token::Word { text, begins, ends } => {
                        let edge = |is: bool| if is { "|" } else { "~" };
                        format!("{}{text}{}", edge(begins), edge(ends))
                    }
                    Token::Other(other) => other.to_owned(),
                })
                .collect()
        };
        let cases = [
            ("role/Admin*", "|role|/|Admin~*"),
            ("*-prod", "*-|prod|"),
            ("a?b", "|a~?~b|"),
            ("x${aws:username}y", "|x~${aws:username}~y|"),
            (
                "${aws:PrincipalTag/team, 'red'}",
                "${aws:PrincipalTag/|team|, '|red|'}",
            ),
            ("é1 ü", "|é1| |ü|"),
            ("e\u{301}t\u{e9}-🔑", "|e\u{301}t\u{e9}|-|🔑|"),
            ("${", "${"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
