//! A document as it was written: the text, the JSON tree, and what is wrong.

use crate::json::{self, Node, Parsed};
use crate::problem::{Code, Problem};
use crate::span::LineIndex;

/// A JSON document with nothing lost: order, duplicates and places are kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The text, to which all places refer.
    pub text: String,
    /// The value that it holds.
    pub root: Node,
    /// What is wrong with it as JSON, in the order of the places.
    pub problems: Vec<Problem>,
    /// Where its lines begin.
    pub lines: LineIndex,
}

impl Document {
    /// Reads `text`. Always succeeds; what is wrong is in the problems.
    pub fn parse(text: impl Into<String>) -> Self {
        Self::parse_up_to(text, json::MAX_LEN)
    }

    /// As [`Document::parse`], where at most `most` bytes are read.
    pub fn parse_up_to(text: impl Into<String>, most: usize) -> Self {
        let text = text.into();
        let Parsed { root, problems } = json::parse_up_to(&text, most);
        let of_json = |problem: json::Problem| problem.with_code(Code::Json);
        let problems = problems.into_iter().map(of_json).collect();
        let lines = LineIndex::new(&text);
        Self {
            text,
            root,
            problems,
            lines,
        }
    }

    /// True when the text means one thing: nothing had to be guessed, and no key
    /// stands twice. A comma or a comment too many does no harm.
    pub fn is_sound(&self) -> bool {
        !self
            .problems
            .iter()
            .any(|problem| problem.code.leaves_meaning_open())
    }
}

/// Reads the bytes of a file. Where they are not UTF-8, the places in the
/// result refer to its text, in which U+FFFD stands for what could not be read.
pub fn from_bytes(bytes: &[u8]) -> Document {
    from_bytes_up_to(bytes, json::MAX_LEN)
}

/// As [`from_bytes`], where at most `most` bytes of text are read.
pub fn from_bytes_up_to(bytes: &[u8], most: usize) -> Document {
    let (text, problem) = json::decode(bytes);
    let mut document = Document::parse_up_to(text, most);
    let problem = problem.map(|problem| problem.with_code(Code::Json));
    document.problems.splice(0..0, problem);
    document
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_and_unsound() {
        let cases = [
            ("plain", "{}", true),
            ("byte order mark", "\u{FEFF}{}", true),
            ("a comma too many", "[1,]", true),
            ("a comma too few", "[1 2]", true),
            ("junk", "[(1)]", false),
            ("half typed", "{\"a\"", false),
            ("twice", r#"{"a":1,"a":2}"#, false),
            ("empty", "", false),
        ];
        for (name, text, sound) in cases {
            assert_eq!(Document::parse(text).is_sound(), sound, "{name}");
        }
    }

    #[test]
    fn bytes() {
        let document = from_bytes(b"{\"a\":\"\xFF\", \"b\": 1}");
        assert_eq!(document.problems.len(), 1);
        let problem = &document.problems[0];
        assert_eq!(problem.code, Code::Json(json::Code::NotUtf8));
        assert_eq!(
            problem.message.to_string(),
            "the byte at offset 6 is not UTF-8"
        );
        assert_eq!(problem.span.of(&document.text), Some("\u{FFFD}"));
        assert!(document.root.get("b").is_some());

        let utf16: Vec<u8> = "\u{FEFF}{\"a\":\"é\"}"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let document = from_bytes(&utf16);
        assert_eq!(document.problems[0].code, Code::Json(json::Code::NotUtf8));
        assert_eq!(document.root.get("a").and_then(Node::as_str), Some("é"));
        let document = from_bytes(&[&*utf16, b"x"].concat());
        assert!(document.text.ends_with("}\u{FFFD}") && !document.is_sound());
    }
}
