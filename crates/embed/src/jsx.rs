//! Tags of JSX: like those of HTML, with expressions of JavaScript among their attributes.

use std::ops::Range;

use crate::ends::Ends;

/// A tag that begins an element.
pub(crate) struct Tag<'p> {
    pub(crate) text: &'p str,
    pub(crate) name: &'p str,
    /// What stands in braces, by its place in the page.
    pub(crate) expressions: Vec<Range<usize>>,
    attributes: Vec<(&'p str, &'p str)>,
}

impl<'p> Tag<'p> {
    /// The tag at the start of a range of the page.
    pub(crate) fn at(page: &'p str, range: Range<usize>, ends: &Ends) -> Option<Self> {
        let Range { start, end } = range;
        let name = word(page.get(start + 1..end)?);
        if !name.starts_with(char::is_alphabetic) {
            return None;
        }
        let mut at = start + 1 + name.len();
        let close = ends.of_tag(at).filter(|close| *close < end)?;
        let (mut expressions, mut attributes) = (Vec::new(), Vec::new());
        while at < close {
            let here = page.get(at..close)?;
            let attribute = word(here);
            if !attribute.is_empty() {
                attributes.push((attribute, ""));
                at += attribute.len();
                continue;
            }
            let value = match here.chars().next()? {
                quote @ ('"' | '\'') => {
                    let value = here.get(1..)?.split_once(quote)?.0;
                    at += value.len() + 2;
                    value
                }
                '{' => {
                    let behind = ends.of_expression(at)? + 1;
                    let expression = page.get(at..behind)?;
                    expressions.push(at..behind);
                    at = behind;
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
            text: page.get(start..=close)?,
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
pub(crate) fn word(text: &str) -> &str {
    let is_name = |c: char| c.is_alphanumeric() || "_$-.:".contains(c);
    text.split(|c| !is_name(c)).next().unwrap_or_default()
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
