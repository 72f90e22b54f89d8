//! Policy variables: `${key}`, `${key, 'default'}`, `${*}`, `${?}` and `${$}`. [VAR, AA]

use crate::message;
use crate::problem::Message;

/// A piece of a text with policy variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'t> {
    /// As written.
    Text(&'t str),
    /// `${*}`, `${?}` or `${$}`: the character itself.
    Escaped(&'static str),
    /// The value of a key.
    Variable {
        /// The key.
        key: &'t str,
        /// What stands for it where the key is absent.
        default: Option<&'t str>,
    },
}

/// What is wrong with a variable: AWS refuses to store the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VariableFault {
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
    pub fn message(self) -> Message {
        match self {
            Self::NotClosed => message!("a policy variable is not closed"),
            Self::Empty => message!("a policy variable has no name"),
            Self::Character => {
                message!("a policy variable has a character that no condition key has")
            }
            Self::Quotes => {
                message!("the default of a policy variable does not stand in single quotes")
            }
        }
    }
}

/// The text before the first `${` and the text after it. The standard library's search is made
/// for longer needles, and its code is larger than the rest of this module.
pub fn split_at_variable(text: &str) -> Option<(&str, &str)> {
    let at = text.as_bytes().windows(2).position(|two| two == b"${")?;
    Some((text.get(..at)?, text.get(at + 2..)?))
}

/// True when some variable may stand in `text`.
pub fn has_variable(text: &str) -> bool {
    split_at_variable(text).is_some()
}

/// Splits a text at its variables.
///
/// # Errors
/// The first thing that is wrong with one.
pub fn parts(text: &str) -> Result<Vec<Part<'_>>, VariableFault> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = split_at_variable(rest) {
        if !before.is_empty() {
            parts.push(Part::Text(before));
        }
        let (body, after) = split_at_brace(behind).ok_or(VariableFault::NotClosed)?;
        parts.push(of_body(body)?);
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    Ok(parts)
}

/// What stands before the first `}` outside of single quotes, and behind it.
fn split_at_brace(text: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    let end = text.bytes().position(|byte| {
        quoted ^= byte == b'\'';
        byte == b'}' && !quoted
    })?;
    Some((text.get(..end)?, text.get(end + 1..)?))
}

fn of_body(body: &str) -> Result<Part<'_>, VariableFault> {
    let escaped = ["*", "?", "$"].into_iter().find(|escaped| *escaped == body);
    if let Some(escaped) = escaped {
        return Ok(Part::Escaped(escaped));
    }
    let (key, default) = match body.split_once(',') {
        Some((key, default)) => {
            let quoted = default.trim_matches(' ').strip_prefix('\'');
            let default = quoted.and_then(|rest| rest.strip_suffix('\''));
            let default = default.filter(|default| !default.contains('\''));
            let default = default.ok_or(VariableFault::Quotes)?;
            (key.trim_end_matches(' '), Some(default))
        }
        None => (body, None),
    };
    let strange = |c: char| c.is_whitespace() || c.is_control() || "${}'\"*?".contains(c);
    if key.is_empty() {
        Err(VariableFault::Empty)
    } else if key.contains(strange) {
        Err(VariableFault::Character)
    } else {
        Ok(Part::Variable { key, default })
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
            let keys = parts(text).map(|parts| {
                let keys = parts.into_iter().filter_map(|part| match part {
                    Part::Variable { key, .. } => Some(key),
                    Part::Text(_) | Part::Escaped(_) => None,
                });
                keys.collect::<Vec<_>>()
            });
            assert_eq!(keys.as_deref().map_err(|fault| *fault), *expected, "{name}");
        }
        let all = parts("a${*}${b:c, 'd'}e");
        let variable = Part::Variable {
            key: "b:c",
            default: Some("d"),
        };
        let expected = [
            Part::Text("a"),
            Part::Escaped("*"),
            variable,
            Part::Text("e"),
        ];
        assert_eq!(all.as_deref(), Ok(&expected[..]));
    }
}
