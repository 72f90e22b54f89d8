//! The syntax of policy variables. [VAR, AA]

use crate::condition::split_at_variable;

/// What is wrong with a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VariableFault {
    /// `}` is missing.
    NotClosed,
    /// Nothing stands in the braces.
    Empty,
    /// A space or another character that no key has.
    Character,
    /// The default does not stand in single quotes.
    Quotes,
}

impl VariableFault {
    /// One lower-case sentence.
    pub(crate) const fn message(self) -> &'static str {
        match self {
            Self::NotClosed => "a policy variable is not closed",
            Self::Empty => "a policy variable has no name",
            Self::Character => "a policy variable has a character that no condition key has",
            Self::Quotes => "the default of a policy variable does not stand in single quotes",
        }
    }
}

/// The keys that `text` refers to, or the first thing that is wrong.
pub(crate) fn variables(text: &str) -> Result<Vec<&str>, VariableFault> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some((_, behind)) = split_at_variable(rest) {
        let end = closing_brace(behind).ok_or(VariableFault::NotClosed)?;
        let (body, after) = behind
            .split_at_checked(end)
            .ok_or(VariableFault::NotClosed)?;
        rest = after;
        if !matches!(body, "*" | "?" | "$") {
            keys.push(key(body)?);
        }
    }
    Ok(keys)
}

/// The first `}` outside of single quotes.
fn closing_brace(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.bytes().position(|byte| {
        quoted ^= byte == b'\'';
        byte == b'}' && !quoted
    })
}

fn key(body: &str) -> Result<&str, VariableFault> {
    let key = match body.split_once(',') {
        None => body,
        Some((key, default)) => {
            let inner = default
                .trim_matches(' ')
                .strip_prefix('\'')
                .and_then(|rest| rest.strip_suffix('\''));
            match inner {
                Some(inner) if !inner.contains('\'') => key.trim_end_matches(' '),
                _ => return Err(VariableFault::Quotes),
            }
        }
    };
    let strange = |character: char| {
        character.is_whitespace() || character.is_control() || "${}'\"*?".contains(character)
    };
    if key.is_empty() {
        Err(VariableFault::Empty)
    } else if key.contains(strange) {
        Err(VariableFault::Character)
    } else {
        Ok(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_and_faults() {
        type Row = (
            &'static str,
            &'static str,
            Result<&'static [&'static str], VariableFault>,
        );
        let cases: &[Row] = &[
            ("none", "abc$", Ok(&[])),
            ("one", "a/${aws:username}/b", Ok(&["aws:username"])),
            (
                "two",
                "${aws:username}${aws:userid}",
                Ok(&["aws:username", "aws:userid"]),
            ),
            (
                "default",
                "${aws:PrincipalTag/team, 'company-wide'}",
                Ok(&["aws:PrincipalTag/team"]),
            ),
            ("brace in the default", "${a:b, 'x}y'}", Ok(&["a:b"])),
            ("characters", "${*}${?}${$}", Ok(&[])),
            (
                "not closed",
                "${aws:username",
                Err(VariableFault::NotClosed),
            ),
            ("empty", "${}", Err(VariableFault::Empty)),
            ("only a default", "${,'x'}", Err(VariableFault::Empty)),
            ("space", "${aws: username}", Err(VariableFault::Character)),
            ("nested", "${aws:${x}}", Err(VariableFault::Character)),
            (
                "no quotes",
                "${aws:username, x}",
                Err(VariableFault::Quotes),
            ),
        ];
        for (name, text, expected) in cases {
            let found = variables(text);
            assert_eq!(
                found.as_deref().map_err(|fault| *fault),
                *expected,
                "{name}"
            );
        }
    }
}
