//! Writing a tree as JSON text.

use super::number::is_number;
use super::{Node, Value};

impl Node {
    /// The tree as JSON without whitespace, in the order of the document. The
    /// result is always JSON: a missing value becomes `null`, a number that is
    /// none a string.
    pub fn to_compact_string(&self) -> String {
        let mut out = String::new();
        write(self, None, &mut out);
        out
    }

    /// The value as JSON over several lines, two spaces a level.
    pub fn to_pretty_string(&self) -> String {
        let mut out = String::new();
        write(self, Some(0), &mut out);
        out
    }
}

/// `level` is the depth of indentation; `None` for one line.
fn write(node: &Node, level: Option<usize>, out: &mut String) {
    match &node.value {
        Value::Null | Value::Missing => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(text) if is_number(text) => out.push_str(text),
        Value::Number(text) | Value::String(text) => write_string(text, out),
        Value::Array(elements) => {
            write_list('[', ']', elements, level, out, |element, level, out| {
                write(element, level, out);
            });
        }
        Value::Object(members) => {
            write_list('{', '}', members, level, out, |member, level, out| {
                write_string(&member.key.value, out);
                out.push_str(if level.is_some() { ": " } else { ":" });
                write(&member.value, level, out);
            });
        }
    }
}

fn write_list<T>(
    open: char,
    close: char,
    items: &[T],
    level: Option<usize>,
    out: &mut String,
    each: impl Fn(&T, Option<usize>, &mut String),
) {
    out.push(open);
    let inner = level.map(|level| level + 1);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        new_line(inner, out);
        each(item, inner, out);
    }
    if !items.is_empty() {
        new_line(level, out);
    }
    out.push(close);
}

fn new_line(level: Option<usize>, out: &mut String) {
    if let Some(level) = level {
        out.push('\n');
        for _ in 0..level {
            out.push_str("  ");
        }
    }
}

/// `text` as a JSON string, in quotes.
pub fn json_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    write_string(text, &mut out);
    out
}

/// Writes `text` as a JSON string, in quotes.
pub fn write_string(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    let special = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    while let Some(at) = rest.bytes().position(special) {
        let (plain, behind) = rest.split_at(at);
        out.push_str(plain);
        let mut characters = behind.chars();
        match characters.next() {
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some('\u{8}') => out.push_str("\\b"),
            Some('\u{c}') => out.push_str("\\f"),
            Some(control) if control < ' ' => {
                out.push_str("\\u00");
                let code = u32::from(control);
                out.extend(
                    [code >> 4, code & 0xF]
                        .iter()
                        .filter_map(|digit| char::from_digit(*digit, 16)),
                );
            }
            other => {
                out.push('\\');
                out.extend(other);
            }
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
    out.push('"');
}
