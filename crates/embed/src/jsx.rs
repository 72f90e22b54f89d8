//! Tags of JSX: like those of HTML, with expressions of JavaScript among their attributes.

use std::ops::Range;

/// A tag that begins an element.
pub(crate) struct Tag<'p> {
    pub(crate) text: &'p str,
    pub(crate) name: &'p str,
    /// What stands in braces, relative to the tag.
    pub(crate) expressions: Vec<Range<usize>>,
    attributes: Vec<(&'p str, &'p str)>,
}

impl<'p> Tag<'p> {
    /// The tag that `rest` begins with.
    pub(crate) fn at(rest: &'p str) -> Option<Self> {
        let name = word(rest.get(1..)?);
        if !name.starts_with(char::is_alphabetic) {
            return None;
        }
        let mut at = 1 + name.len();
        let (mut expressions, mut attributes) = (Vec::new(), Vec::new());
        loop {
            let here = rest.get(at..)?;
            let attribute = word(here);
            if !attribute.is_empty() {
                attributes.push((attribute, ""));
                at += attribute.len();
                continue;
            }
            let value = match here.chars().next()? {
                '>' => break,
                '<' => return None,
                quote @ ('"' | '\'') => {
                    let value = here.get(1..)?.split_once(quote)?.0;
                    at += value.len() + 2;
                    value
                }
                '{' => {
                    let expression = here.get(..braces(here)?)?;
                    expressions.push(at..at + expression.len());
                    at += expression.len();
                    string(expression)
                }
                other => {
                    at += other.len_utf8();
                    continue;
                }
            };
            if let Some((_, last)) = attributes.last_mut() {
                *last = value;
            }
        }
        Some(Self {
            text: rest.get(..=at)?,
            name,
            expressions,
            attributes,
        })
    }

    pub(crate) fn attribute(&self, name: &[u8]) -> Option<String> {
        let mut attributes = self.attributes.iter();
        let (_, value) = attributes.find(|(other, _)| other.as_bytes() == name)?;
        Some((*value).to_owned())
    }
}

/// The name that a text begins with.
fn word(text: &str) -> &str {
    let is_name = |c: char| c.is_alphanumeric() || "_$-.:".contains(c);
    text.split(|c| !is_name(c)).next().unwrap_or_default()
}

/// The length of an expression in braces.
fn braces(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth <= 1 => return Some(at + 1),
            b'}' => depth -= 1,
            quote @ (b'"' | b'\'' | b'`') => loop {
                match bytes.next()?.1 {
                    b'\\' => _ = bytes.next(),
                    byte if byte == quote => break,
                    _ => {}
                }
            },
            _ => {}
        }
    }
    None
}

/// What an expression says that is a string and nothing else; else itself.
fn string(expression: &str) -> &str {
    let inside = expression
        .trim_start_matches('{')
        .trim_end_matches('}')
        .trim();
    let quoted = ['"', '\'', '`'].into_iter().find_map(|quote| {
        let text = inside.strip_prefix(quote)?.strip_suffix(quote)?;
        (!text.contains([quote, '\\', '$'])).then_some(text)
    });
    quoted.unwrap_or(expression)
}
