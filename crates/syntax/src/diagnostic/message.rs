//! Sentences for people, as data: an English template, and what is filled into its places.
//!
//! A message is shown in English as it is. Other languages find their own sentence by the
//! template and fill the same arguments into it, by name.

use std::borrow::Cow;
use std::fmt;

use super::list::List;
use crate::visible::visible;

/// A sentence, or a phrase that stands in one.
///
/// Made by [`message!`](crate::message), so that a template is always a literal, and its
/// places are those that are filled.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Message {
    template: Cow<'static, str>,
    /// What is filled in, in the order of the places.
    args: Vec<Arg>,
}

/// What is filled into a place of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Arg {
    /// The user's text, or a word of the policy language: in backticks. What is not seen in
    /// it is an escape already; see [`code`] and [`quoted`].
    Code(String),
    /// A name that stands without backticks, as [`Arg::Code`] otherwise; see [`name`].
    Name(String),
    /// Several of [`Arg::Code`], in a row.
    Codes(Vec<String>),
    /// Several things in a row, of which each may be a phrase.
    List(List),
    /// A number.
    Number(u64),
    /// A character, by its code point.
    Character(char),
    /// A phrase, or a sentence behind a colon, with a translation of its own.
    Message(Message),
}

/// A message: its English template, and for each place in it the name of the place and what is
/// filled in, in the order of the places. The compiler holds that the two agree.
///
/// ```
/// use vestibule_syntax::{diagnostic::quoted, message};
///
/// let message = message!("there is no operator {operator}", operator = quoted("Strings"));
/// assert_eq!(message.to_string(), "there is no operator `Strings`");
/// ```
///
/// ```compile_fail
/// # use vestibule_syntax::{diagnostic::quoted, message};
/// let message = message!("there is no operator {operator}", name = quoted("Strings"));
/// ```
#[macro_export]
macro_rules! message {
    ($template:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        const {
            assert!(
                $crate::diagnostic::agree($template, &[$(stringify!($name)),*]),
                "the places of the template are not the arguments in their order"
            );
        }
        $crate::diagnostic::Message::new($template, [$($crate::diagnostic::Arg::from($value)),*])
    }};
}

impl Message {
    /// For [`message!`](crate::message), which holds that template and arguments agree.
    #[doc(hidden)]
    // Out of line: there are hundreds of messages, and few numbers of arguments.
    #[inline(never)]
    pub fn new<const N: usize>(template: &'static str, args: [Arg; N]) -> Self {
        Self {
            template: Cow::Borrowed(template),
            args: Vec::from(args),
        }
    }

    /// A phrase without places that comes as text, such as what serde expected.
    pub fn phrase(text: &str) -> Self {
        Self {
            template: Cow::Owned(visible(text).replace('{', "{{").replace('}', "}}")),
            args: Vec::new(),
        }
    }

    /// The English sentence with its places, by which other languages know theirs.
    pub fn template(&self) -> &str {
        &self.template
    }

    /// What is filled in, in the order of the places.
    pub fn args(&self) -> &[Arg] {
        &self.args
    }

    /// The names of the places, each with what is filled in.
    pub fn named_args(&self) -> impl Iterator<Item = (&str, &Arg)> {
        let places = parts(&self.template).filter_map(|part| match part {
            Part::Place(name) => Some(name),
            Part::Text(_) => None,
        });
        places.zip(&self.args)
    }

    /// In English without the backticks around code, as in a member of JSON.
    pub fn plain(&self) -> String {
        let mut plain = String::new();
        let written = self.write(&mut plain, "");
        debug_assert!(written.is_ok(), "a text takes everything");
        plain
    }

    /// The same, with `change` made to each piece of code that is filled in.
    #[must_use]
    pub fn with_codes(&self, change: &dyn Fn(&str) -> String) -> Self {
        Self {
            template: self.template.clone(),
            args: self.args.iter().map(|arg| arg.with_codes(change)).collect(),
        }
    }

    /// In English, with `tick` in the place of backticks.
    fn write(&self, out: &mut dyn fmt::Write, tick: &str) -> fmt::Result {
        let mut args = self.args.iter();
        for part in parts(&self.template) {
            match part {
                Part::Text(text) if tick.is_empty() => {
                    text.split('`').try_for_each(|text| out.write_str(text))?;
                }
                Part::Text(text) => out.write_str(text)?,
                Part::Place(_) => args.next().map_or(Ok(()), |arg| arg.write(out, tick))?,
            }
        }
        Ok(())
    }
}

impl Arg {
    fn write(&self, out: &mut dyn fmt::Write, tick: &str) -> fmt::Result {
        match self {
            Self::Code(code) => write!(out, "{tick}{code}{tick}"),
            Self::Name(name) => out.write_str(name),
            Self::Codes(codes) => {
                for (index, code) in codes.iter().enumerate() {
                    let before = if index == 0 { "" } else { ", " };
                    write!(out, "{before}{tick}{code}{tick}")?;
                }
                Ok(())
            }
            Self::List(list) => list.write(out, |item, out| item.write(out, tick)),
            Self::Number(number) => write!(out, "{number}"),
            Self::Character(character) => write!(out, "U+{:04X}", u32::from(*character)),
            Self::Message(message) => message.write(out, tick),
        }
    }

    fn with_codes(&self, change: &dyn Fn(&str) -> String) -> Self {
        match self {
            Self::Code(code) => Self::Code(change(code)),
            Self::Codes(codes) => Self::Codes(codes.iter().map(|code| change(code)).collect()),
            Self::List(list) => {
                let mut list = list.clone();
                for item in &mut list.items {
                    *item = item.with_codes(change);
                }
                Self::List(list)
            }
            Self::Message(message) => Self::Message(message.with_codes(change)),
            Self::Name(_) | Self::Number(_) | Self::Character(_) => self.clone(),
        }
    }
}

/// In English.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, "`")
    }
}

/// In English.
impl fmt::Display for Arg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, "`")
    }
}

impl From<u64> for Arg {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl From<char> for Arg {
    fn from(character: char) -> Self {
        Self::Character(character)
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

/// Text for a message that stands there whole, in backticks.
pub fn code(text: &str) -> Arg {
    Arg::Code(visible(text).into_owned())
}

/// A name for a message that stands there whole, without backticks.
pub fn name(text: &str) -> Arg {
    Arg::Name(visible(text).into_owned())
}

/// Texts in a row for a message, each whole and in backticks.
pub fn codes<'t>(texts: impl IntoIterator<Item = &'t str>) -> Arg {
    let visible = |text| visible(text).into_owned();
    Arg::Codes(texts.into_iter().map(visible).collect())
}

/// The user's text for a message, in backticks; [`shortened`].
pub fn quoted(text: &str) -> Arg {
    code(&shortened(text))
}

/// How much of the user's text a message repeats, in characters.
const SHOWN: usize = 60;

/// The user's text for a message: on one line, cut when long.
fn shortened(text: &str) -> String {
    let mut shown = String::with_capacity(text.len().min(SHOWN));
    for (index, character) in text.chars().enumerate() {
        if index == SHOWN {
            shown.push('…');
            break;
        }
        if character.is_control() {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// A piece of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'t> {
    /// It stands there as it is.
    Text(&'t str),
    /// A place of that name.
    Place(&'t str),
}

/// A template in pieces. `{{` and `}}` are the braces themselves.
pub fn parts(template: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        let at = rest.find(['{', '}']).unwrap_or(rest.len());
        if at > 0 {
            let (text, behind) = rest.split_at(at);
            rest = behind;
            return Some(Part::Text(text));
        }
        if rest.starts_with("{{") || rest.starts_with("}}") {
            let (text, behind) = rest.split_at(1);
            rest = behind.get(1..).unwrap_or_default();
            return Some(Part::Text(text));
        }
        let (name, behind) = rest.strip_prefix('{')?.split_once('}')?;
        rest = behind;
        Some(Part::Place(name))
    })
}

/// Whether the places of a template have these names, in this order; for
/// [`message!`](crate::message).
#[doc(hidden)]
pub const fn agree(template: &str, names: &[&str]) -> bool {
    let template = template.as_bytes();
    let (mut at, mut place) = (0, 0);
    while at < template.len() {
        let byte = template[at];
        if byte != b'{' && byte != b'}' {
            at += 1;
            continue;
        }
        if at + 1 < template.len() && template[at + 1] == byte {
            at += 2;
            continue;
        }
        if byte == b'}' || place == names.len() {
            return false;
        }
        let name = names[place].as_bytes();
        let end = at + 1 + name.len();
        if end >= template.len() || template[end] != b'}' {
            return false;
        }
        let mut letter = 0;
        while letter < name.len() {
            if template[at + 1 + letter] != name[letter] {
                return false;
            }
            letter += 1;
        }
        at = end + 1;
        place += 1;
    }
    place == names.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_text_is_short_and_on_one_line() {
        let cases = [
            ("plain", "Deny".to_owned(), "`Deny`".to_owned()),
            ("empty", String::new(), "``".to_owned()),
            ("newline", "a\nb".to_owned(), "`a\\nb`".to_owned()),
            (
                "not seen",
                "a\u{200b}b".to_owned(),
                "`a\\u{200b}b`".to_owned(),
            ),
            (
                "as long as may be",
                "é".repeat(60),
                format!("`{}`", "é".repeat(60)),
            ),
            ("too long", "é".repeat(61), format!("`{}…`", "é".repeat(60))),
        ];
        for (name, text, expected) in cases {
            assert_eq!(quoted(&text).to_string(), expected, "{name}");
        }
    }

    #[test]
    fn a_message_is_its_template_with_everything_filled_in() {
        let message = crate::message!(
            "{name} is {kind}, not one of {known}; {{{count}}} at {character}",
            name = code("{x}"),
            kind = crate::message!("a list"),
            known = codes(["a", "b"]),
            count = 12_345_usize,
            character = '\u{9}',
        );
        let english = "`{x}` is a list, not one of `a`, `b`; {12345} at U+0009";
        assert_eq!(message.to_string(), english);
        let named: Vec<&str> = message.named_args().map(|(name, _)| name).collect();
        assert_eq!(named, ["name", "kind", "known", "count", "character"]);
    }

    #[test]
    fn a_phrase_is_shown_as_it_is() {
        let text = "an object such as `{\"a\": {}}`";
        assert_eq!(Message::phrase(text).to_string(), text);
    }

    #[test]
    fn templates_agree_with_their_arguments_in_their_order() {
        let cases: &[(&str, &[&str], bool)] = &[
            ("plain", &[], true),
            ("{a} and {b}", &["a", "b"], true),
            ("{{}} {a}", &["a"], true),
            ("{a} and {b}", &["b", "a"], false),
            ("{a}", &[], false),
            ("{a}", &["a", "b"], false),
            ("{a}", &["ab"], false),
            ("{ab}", &["a"], false),
            ("{}", &["a"], false),
            ("a}", &[], false),
            ("{a", &["a"], false),
        ];
        for (template, names, expected) in cases {
            assert_eq!(agree(template, names), *expected, "{template} {names:?}");
        }
    }
}
