//! Lays a document out anew. What cannot be read stays as it is: only white space
//! between tokens changes, so nothing can be lost.

/// A list of short texts stays on its line up to here.
const WIDTH: usize = 88;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'t> {
    Open(&'t str),
    Close(&'t str),
    Comma,
    Colon,
    /// A string, a number, a word, or what is none of them. `true` when its line must end
    /// behind it: it runs up to the line's end and what follows must not join it.
    Other(&'t str, bool),
}

/// `text`, two spaces a level, with a line end at its end.
pub fn format(text: &str) -> String {
    let tokens = tokens(text);
    let mut out = Writer {
        out: String::with_capacity(text.len() * 2),
        level: 0,
        at_start: true,
    };
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        index += 1;
        match *token {
            Token::Open(bracket) => {
                let rest = tokens.get(index..).unwrap_or_default();
                if let Some(taken) = short_list(bracket, rest) {
                    out.put(bracket);
                    for token in rest.iter().take(taken) {
                        out.inline(*token);
                    }
                    index += taken;
                    out.behind(tokens.get(index));
                    continue;
                }
                out.put(bracket);
                out.level += 1;
                out.line();
            }
            Token::Close(bracket) => {
                out.level = out.level.saturating_sub(1);
                out.line();
                out.put(bracket);
                out.behind(tokens.get(index));
            }
            Token::Comma => {
                out.put(",");
                out.line();
            }
            Token::Colon => {
                out.put(": ");
            }
            Token::Other(raw, ends_line) => {
                out.put(raw);
                if ends_line {
                    out.line();
                } else {
                    out.behind(tokens.get(index));
                }
            }
        }
    }
    out.finish()
}

struct Writer {
    out: String,
    level: usize,
    /// Nothing stands on the line yet.
    at_start: bool,
}

impl Writer {
    fn put(&mut self, raw: &str) {
        if self.at_start {
            self.out.extend(std::iter::repeat_n("  ", self.level));
        }
        self.at_start = false;
        self.out.push_str(raw);
    }

    fn line(&mut self) {
        if !self.at_start {
            let kept = self.out.trim_end_matches(' ').len();
            self.out.truncate(kept);
            self.out.push('\n');
            self.at_start = true;
        }
    }

    /// What follows a value is a comma, a bracket or a colon; anything else had to be guessed
    /// at, and stays apart.
    fn behind(&mut self, next: Option<&Token<'_>>) {
        if let Some(Token::Open(_) | Token::Other(..)) = next {
            self.line();
        }
    }

    fn inline(&mut self, token: Token<'_>) {
        match token {
            Token::Comma => self.put(", "),
            Token::Open(raw) | Token::Close(raw) | Token::Other(raw, _) => self.put(raw),
            Token::Colon => self.put(": "),
        }
    }

    fn finish(mut self) -> String {
        self.line();
        self.out
    }
}

/// How many tokens of `rest` make up a list that is empty or, of values alone, short.
fn short_list(bracket: &str, rest: &[Token<'_>]) -> Option<usize> {
    let mut width = 2;
    for (index, token) in rest.iter().enumerate() {
        match *token {
            Token::Close(close) if fits(bracket, close) => return Some(index + 1),
            Token::Other(raw, false) if bracket == "[" && index % 2 == 0 => width += raw.len(),
            Token::Comma if bracket == "[" && index % 2 == 1 => width += 2,
            _ => return None,
        }
        if width > WIDTH {
            return None;
        }
    }
    None
}

fn fits(open: &str, close: &str) -> bool {
    matches!((open, close), ("{", "}") | ("[", "]"))
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        at += 1;
        let raw = |end: usize| text.get(start..end).unwrap_or_default();
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => {}
            b'{' | b'[' => tokens.push(Token::Open(raw(at))),
            b'}' | b']' => tokens.push(Token::Close(raw(at))),
            b',' => tokens.push(Token::Comma),
            b':' => tokens.push(Token::Colon),
            b'"' => {
                let (end, closed) = string_end(bytes, at);
                at = end;
                tokens.push(Token::Other(raw(at), !closed));
            }
            // A comment, whatever it is doing here: up to its line's end.
            b'/' | b'#' => {
                at = line_end(bytes, at);
                tokens.push(Token::Other(raw(at).trim_end(), true));
            }
            _ => {
                while bytes
                    .get(at)
                    .is_some_and(|byte| !b" \t\n\r{}[],:\"/#".contains(byte))
                {
                    at += 1;
                }
                tokens.push(Token::Other(raw(at), false));
            }
        }
    }
    tokens
}

/// The end of the string whose content begins at `at`, and whether a quote closes it.
fn string_end(bytes: &[u8], mut at: usize) -> (usize, bool) {
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return (at + 1, true),
            b'\n' | b'\r' => break,
            b'\\' if !matches!(bytes.get(at + 1), None | Some(b'\n' | b'\r')) => at += 2,
            _ => at += 1,
        }
    }
    (at.min(bytes.len()), false)
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    let len = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
    at + len.unwrap_or(rest.len())
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use vestibule_iam::document::Document;

    #[test]
    fn a_policy_is_laid_out() {
        let text = r#"{"Version":"2012-10-17","Statement":[{"Action":["signin:*"],"Condition":{"Bool":{"a":"b"}},"e":{},"x":[]}]}"#;
        let expected = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Action": ["signin:*"],
      "Condition": {
        "Bool": {
          "a": "b"
        }
      },
      "e": {},
      "x": []
    }
  ]
}
"#;
        assert_eq!(format(text), expected);
        assert_eq!(format(expected), expected);
    }

    #[test]
    fn long_lists_take_a_line_an_entry() {
        let long = format!(
            "[{}]",
            ["\"arn:aws:iam::111122223333:role/Admin\""; 4].join(",")
        );
        assert_eq!(format(&long).lines().count(), 6);
    }

    #[test]
    fn what_cannot_be_read_stays() {
        let rows = [
            ("a string left open", "{\"a\":\"b\n,\"c\":1}"),
            ("a comment", "{ // why\n\"a\":1}"),
            ("a comma too few", "{\"a\":1 \"b\":2}"),
            ("brackets too many", "{\"a\":]}}}"),
            ("no JSON", "hello *world* {x"),
            ("nothing", ""),
        ];
        for (name, text) in rows {
            let once = format(text);
            assert_eq!(dense(&once), dense(text), "{name}");
            assert_eq!(format(&once), once, "{name}");
        }
    }

    /// Without the white space, which is all that may change.
    fn dense(text: &str) -> String {
        text.chars().filter(|c| !" \t\n\r".contains(*c)).collect()
    }

    proptest! {
        #[test]
        fn nothing_is_lost_of_any_text(text in "[{}\\[\\],:\"/#a1 \\\\\n\r\té*]{0,80}") {
            let once = format(&text);
            prop_assert_eq!(dense(&once), dense(&text));
            prop_assert_eq!(format(&once), once);
        }

        #[test]
        fn what_is_json_stays_the_same_value(text in "[{}\\[\\],:\"a1 \n]{0,60}") {
            let (before, after) = (Document::parse(text.as_str()), Document::parse(format(&text)));
            if before.problems.is_empty() {
                prop_assert_eq!(before.root.to_compact_string(), after.root.to_compact_string());
            }
        }
    }
}
