//! The messages of one language, from the table that `build/` makes of them.

use std::borrow::Cow;

use super::marks::{CASE, END, MESSAGE, PART, SELECT, VARIABLE};
use super::{Id, Language, Value};

/// The messages of the page.
const PAGE: &str = include_str!(concat!(env!("OUT_DIR"), "/page.messages"));

/// Those of the command.
const COMMAND: &str = include_str!(concat!(env!("OUT_DIR"), "/command.messages"));

/// Those of answers about all sign-ins and of the documentation of rules, which programs that ask
/// for answers carry.
const ANSWERS: &str = include_str!(concat!(env!("OUT_DIR"), "/answers.messages"));

/// Those that `<vestibule-example>` needs.
const ELEMENT: &str = include_str!(concat!(env!("OUT_DIR"), "/element.messages"));

/// All messages of a language.
pub struct Bundle {
    language: Language,
    /// All patterns, some of them empty.
    patterns: Vec<&'static str>,
    /// Ids and patterns, by id.
    messages: Vec<(&'static str, &'static str)>,
}

impl Bundle {
    pub(crate) fn new(language: Language) -> Self {
        Self::of(language, PAGE)
    }

    pub(crate) fn of_element(language: Language) -> Self {
        Self::of(language, ELEMENT)
    }

    pub(crate) fn of_answers(language: Language) -> Self {
        Self::of(language, ANSWERS)
    }

    pub(crate) fn of_command(language: Language) -> Self {
        Self::of(language, COMMAND)
    }

    /// Says nothing.
    pub(crate) fn silent() -> Self {
        Self::of(Language::En, "")
    }

    pub(crate) fn of(language: Language, table: &'static str) -> Self {
        let mut parts = table.split(PART);
        let ids = parts.next().unwrap_or_default().split(MESSAGE);
        // A test holds that the table has the languages in this order.
        let patterns = parts.nth(language as usize).unwrap_or_default();
        let patterns: Vec<&str> = patterns.split(MESSAGE).collect();
        let messages = ids.zip(patterns.iter().copied());
        Self {
            language,
            messages: messages.filter(|(_, text)| !text.is_empty()).collect(),
            patterns,
        }
    }

    pub(crate) fn language(&self) -> Language {
        self.language
    }

    pub(crate) fn has(&self, id: &str) -> bool {
        self.pattern(id).is_some()
    }

    pub(crate) fn say(&self, id: &str, variables: &[(&str, Value)]) -> Option<Cow<'static, str>> {
        Some(self.said(self.pattern(id)?, variables))
    }

    pub(crate) fn say_at(
        &self,
        Id(place): Id,
        variables: &[(&str, Value)],
    ) -> Option<Cow<'static, str>> {
        let pattern = self.patterns.get(usize::from(place))?;
        (!pattern.is_empty()).then(|| self.said(pattern, variables))
    }

    fn said(&self, pattern: &'static str, variables: &[(&str, Value)]) -> Cow<'static, str> {
        if !pattern.contains(is_mark) {
            return pattern.into();
        }
        let mut said = String::new();
        let mut resolver = Resolver {
            rest: pattern,
            variables,
            language: self.language,
        };
        resolver.pattern(Some(&mut said));
        said.into()
    }

    fn pattern(&self, id: &str) -> Option<&'static str> {
        // The ids that are sentences have spaces, in the order that they have without.
        let order = |(named, _): &(&'static str, _)| {
            let hyphened = named
                .bytes()
                .map(|byte| if byte == b' ' { b'-' } else { byte });
            hyphened.cmp(id.bytes())
        };
        let at = self.messages.binary_search_by(order).ok()?;
        self.messages.get(at).map(|(_, pattern)| *pattern)
    }
}

fn is_mark(character: char) -> bool {
    character <= END
}

/// A letter or sign of Japanese, beside which another one needs no space.
fn is_wide(character: char) -> bool {
    ('\u{3000}'..'\u{FB00}').contains(&character)
}

/// Reads a pattern and says it with its variables.
struct Resolver<'a> {
    rest: &'a str,
    variables: &'a [(&'a str, Value<'a>)],
    language: Language,
}

impl<'a> Resolver<'a> {
    /// Reads to the mark that ends the pattern, which is not its own, and says it unless it belongs
    /// to a variant that was not chosen.
    fn pattern(&mut self, mut said: Option<&mut String>) -> Option<char> {
        // Whether a variable ended in a Japanese letter right before.
        let mut is_joined = false;
        loop {
            let (mut text, mark) = self.next();
            if let Some(said) = &mut said {
                if let Some(behind) = text.strip_prefix(' ').filter(|_| is_joined)
                    && behind.starts_with(is_wide)
                {
                    text = behind;
                }
                said.push_str(text);
            }
            is_joined = false;
            match mark {
                Some(VARIABLE) => {
                    let (name, _) = self.next();
                    if let Some(said) = &mut said {
                        let start = said.len();
                        self.variable(name, said);
                        is_joined = self.join(said, start);
                    }
                }
                Some(SELECT) => self.select(said.as_deref_mut()),
                _ => return mark,
            }
        }
    }

    /// Says the first variant that is for the value. The last one is for all others.
    fn select(&mut self, mut said: Option<&mut String>) {
        let (name, _) = self.next();
        let value = self.value(name);
        loop {
            let (key, _) = self.next();
            let is_chosen =
                key.is_empty() || value.is_some_and(|value| value.is(key, self.language));
            let ended = self.pattern(if is_chosen { said.take() } else { None });
            if ended != Some(CASE) {
                return;
            }
        }
    }

    /// A variable that is missing, which a test rules out, is named.
    fn variable(&self, name: &str, said: &mut String) {
        match self.value(name) {
            Some(value) => value.write(said),
            None => {
                for part in ["{$", name, "}"] {
                    said.push_str(part);
                }
            }
        }
    }

    /// Takes out the space that sets off what a variable says from `start` on, where that is
    /// Japanese, too; true where the space behind it goes as well.
    fn join(&self, said: &mut String, start: usize) -> bool {
        let value = said.get(start..).unwrap_or_default();
        if self.language != Language::Ja || value.is_empty() {
            return false;
        }
        let (begins, ends) = (value.starts_with(is_wide), value.ends_with(is_wide));
        let before = said
            .get(..start)
            .and_then(|before| before.strip_suffix(' '));
        if begins && before.is_some_and(|before| before.ends_with(is_wide)) {
            said.remove(start - 1);
        }
        ends
    }

    fn value(&self, name: &str) -> Option<&'a Value<'a>> {
        let mut variables = self.variables.iter();
        variables.find_map(|(named, value)| (*named == name).then_some(value))
    }

    /// The text before the next mark, and the mark.
    fn next(&mut self) -> (&'a str, Option<char>) {
        let text = self.rest;
        match text
            .char_indices()
            .find(|(_, character)| is_mark(*character))
        {
            Some((at, mark)) => {
                let (before, behind) = text.split_at(at);
                self.rest = behind.get(mark.len_utf8()..).unwrap_or_default();
                (before, Some(mark))
            }
            None => {
                self.rest = "";
                (text, None)
            }
        }
    }
}
