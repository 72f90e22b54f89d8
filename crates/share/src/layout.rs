//! White space between the tokens of sound JSON: none of it, or two spaces a
//! level. Tokens themselves, down to the spelling of a number, stay as they are.

/// `json` without white space between its tokens.
pub(crate) fn compact(json: &str) -> String {
    let mut strings = Strings::default();
    json.chars()
        .filter(|&c| strings.holds(c) || !c.is_ascii_whitespace())
        .collect()
}

/// `json`, which is compact, laid out over lines.
pub(crate) fn pretty(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let mut strings = Strings::default();
    let mut level = 0_usize;
    let mut characters = json.chars().peekable();
    while let Some(c) = characters.next() {
        if strings.holds(c) {
            out.push(c);
            continue;
        }
        match c {
            '{' | '[' => {
                out.push(c);
                if let Some(close) = characters.next_if(|&next| next == '}' || next == ']') {
                    out.push(close);
                } else {
                    level += 1;
                    new_line(level, &mut out);
                }
            }
            '}' | ']' => {
                level = level.saturating_sub(1);
                new_line(level, &mut out);
                out.push(c);
            }
            ',' => {
                out.push(c);
                new_line(level, &mut out);
            }
            ':' => out.push_str(": "),
            _ => out.push(c),
        }
    }
    out
}

fn new_line(level: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", level));
}

/// Whether a character is part of a string.
#[derive(Default)]
struct Strings {
    inside: bool,
    escaped: bool,
}

impl Strings {
    /// Takes the next character; quotes are part of their string.
    fn holds(&mut self, c: char) -> bool {
        if !self.inside {
            self.inside = c == '"';
            return self.inside;
        }
        if self.escaped {
            self.escaped = false;
        } else if c == '\\' {
            self.escaped = true;
        } else if c == '"' {
            self.inside = false;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_stay_as_they_are() {
        let cases = [
            ("{ }", "{}", "{}"),
            (
                "{\"a\" : [1.50, 1e2 , -0]}",
                r#"{"a":[1.50,1e2,-0]}"#,
                "{\n  \"a\": [\n    1.50,\n    1e2,\n    -0\n  ]\n}",
            ),
            (
                r#"{"a b": "{ \" : , \\"}"#,
                r#"{"a b":"{ \" : , \\"}"#,
                "{\n  \"a b\": \"{ \\\" : , \\\\\"\n}",
            ),
            (
                "{\"a\":[{}, [ ]]}",
                r#"{"a":[{},[]]}"#,
                "{\n  \"a\": [\n    {},\n    []\n  ]\n}",
            ),
        ];
        for (text, short, long) in cases {
            assert_eq!(compact(text), short, "{text}");
            assert_eq!(pretty(short), long, "{text}");
            assert_eq!(compact(long), short, "{text}");
        }
    }
}
