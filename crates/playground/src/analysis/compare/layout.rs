//! Texts without their layout: what stands between the signs of JSON outside of its strings.

/// The text without white space that says nothing.
pub(super) fn without(text: &str) -> String {
    laid_out(text, &mut |_, _| {})
}

/// The text with a line for each member and each entry, so that texts of other layouts can be
/// compared line by line.
pub(super) fn alike(text: &str) -> String {
    laid_out(text, &mut |out, depth| {
        out.push('\n');
        out.extend(std::iter::repeat_n(' ', 2 * depth.min(DEEPEST)));
    })
}

/// Lines are indented so deep at the most.
const DEEPEST: usize = 32;

/// Writes the signs of a text, and what `line` writes where a line may begin.
fn laid_out(text: &str, line: &mut dyn FnMut(&mut String, usize)) -> String {
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    let mut depth = 0_usize;
    // White space between two words says that they are two.
    let mut is_apart = false;
    while let Some(sign) = signs.next() {
        match sign {
            _ if sign.is_whitespace() => {
                is_apart = out.ends_with(is_of_word);
                continue;
            }
            '{' | '[' => {
                out.push(sign);
                depth += 1;
                while signs.next_if(|next| next.is_whitespace()).is_some() {}
                if !signs.peek().is_some_and(|next| matches!(next, '}' | ']')) {
                    line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                if !out.ends_with(['{', '[']) {
                    line(&mut out, depth);
                }
                out.push(sign);
            }
            ',' => {
                out.push(sign);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            '"' => {
                out.push(sign);
                let mut is_escaped = false;
                for next in signs.by_ref() {
                    out.push(next);
                    match next {
                        '"' if !is_escaped => break,
                        _ => is_escaped = next == '\\' && !is_escaped,
                    }
                }
            }
            _ => {
                if is_apart && is_of_word(sign) {
                    out.push(' ');
                }
                out.push(sign);
            }
        }
        is_apart = false;
    }
    out
}

fn is_of_word(sign: char) -> bool {
    !sign.is_whitespace() && !matches!(sign, '{' | '}' | '[' | ']' | ',' | ':' | '"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_differ_in_layout_alone_where_their_signs_are_the_same() {
        let one = r#"{"a" : [ 1, "b  c\" ,d" ], "e":{ }}"#;
        let other = "{\n\t\"a\": [1,\n\"b  c\\\" ,d\"],\r\n \"e\": {}\n}\n";
        assert_eq!(without(one), without(other));
        assert_eq!(alike(one), alike(other));
        assert_eq!(
            alike(one),
            "{\n  \"a\": [\n    1,\n    \"b  c\\\" ,d\"\n  ],\n  \"e\": {}\n}"
        );
        let differ = [
            (r#"{"a":"b c"}"#, r#"{"a":"bc"}"#),
            (r#"{"a":1 2}"#, r#"{"a":12}"#),
            (r#"{"a":1}"#, r#"{"a":1,}"#),
            (r#"{"a":"b\\" }"#, r#"{"a":"b\\"x}"#),
            (r#""a "#, r#""a"#),
        ];
        for (one, other) in differ {
            assert_ne!(without(one), without(other), "{one}");
        }
    }
}
