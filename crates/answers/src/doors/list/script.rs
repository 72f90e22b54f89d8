//! The tokens of a script, as far as a PAC file needs them.

/// A token, and the number of its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) line: u32,
    pub(super) is: Is,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Is {
    Name(String),
    Text(String),
    /// A text whose value depends on more than itself, or that cannot be read: what stands in it.
    Open(String),
    Number,
    Sign(&'static str),
}

const SIGNS: [&str; 33] = [
    "===", "!==", "&&", "||", "==", "!=", "<=", ">=", "=>", "+=", "++", "--", "(", ")", "{", "}",
    "[", "]", ",", ";", ":", "?", ".", "!", "=", "<", ">", "+", "-", "*", "%", "&", "|",
];

/// The tokens of a script. Whatever it holds, nothing is left out but white space and comments.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut line = 1;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (length, is) = if first == '\n' {
            line += 1;
            (1, None)
        } else if first.is_whitespace() {
            (first.len_utf8(), None)
        } else if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), None)
        } else if rest.starts_with("/*") {
            (rest.find("*/").map_or(rest.len(), |end| end + 2), None)
        } else if matches!(first, '"' | '\'' | '`') {
            quoted(rest, first)
        } else if first.is_alphabetic() || matches!(first, '_' | '$') {
            let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
            let end = rest.find(|c| !is_of_name(c)).unwrap_or(rest.len());
            (end, Some(Is::Name(part(rest, end).to_owned())))
        } else if first.is_ascii_digit() {
            let is_of_number = |c: char| c.is_ascii_alphanumeric() || c == '.';
            (
                rest.find(|c| !is_of_number(c)).unwrap_or(rest.len()),
                Some(Is::Number),
            )
        } else if first == '/' && begins_value(tokens.last()) {
            expression(rest)
        } else {
            match SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
                Some(sign) => (sign.len(), Some(Is::Sign(sign))),
                None => {
                    let end = first.len_utf8();
                    (end, Some(Is::Open(part(rest, end).to_owned())))
                }
            }
        };
        let of = part(rest, length);
        if let Some(is) = is {
            tokens.push(Token { line, is });
        }
        if first != '\n' {
            line += u32::try_from(of.matches('\n').count()).unwrap_or(u32::MAX);
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    tokens
}

fn part(text: &str, end: usize) -> &str {
    text.get(..end).unwrap_or(text)
}

/// Whether a value may begin behind a token, so that `/` begins a regular expression.
fn begins_value(before: Option<&Token>) -> bool {
    match before.map(|token| &token.is) {
        None => true,
        Some(Is::Sign(sign)) => !matches!(*sign, ")" | "]" | "}"),
        Some(Is::Name(name)) => name == "return",
        Some(_) => false,
    }
}

fn quoted(text: &str, mark: char) -> (usize, Option<Is>) {
    let mut value = String::new();
    let mut is_open = false;
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
            // What stands for another character is not worked out.
            is_open |= c.is_alphanumeric();
            value.push(c);
        } else if c == '\\' {
            escaped = true;
        } else if c == mark {
            let is = if is_open || mark == '`' && value.contains("${") {
                Is::Open(value)
            } else {
                Is::Text(value)
            };
            return (at + c.len_utf8(), Some(is));
        } else if c == '\n' && mark != '`' {
            return (at, Some(Is::Open(value)));
        } else {
            value.push(c);
        }
    }
    (text.len(), Some(Is::Open(value)))
}

/// A regular expression, up to the end of its line at most.
fn expression(text: &str) -> (usize, Option<Is>) {
    let (mut escaped, mut in_class) = (false, false);
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '\n' => return (at, Some(Is::Open(part(text, at).to_owned()))),
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => {
                let end = at + 1;
                return (end, Some(Is::Open(part(text, end).to_owned())));
            }
            _ => {}
        }
    }
    (text.len(), Some(Is::Open(text.to_owned())))
}
