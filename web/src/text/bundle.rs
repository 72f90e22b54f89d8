//! The messages of one language, parsed once.

use std::cell::RefCell;
use std::collections::HashMap;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;
use yew::AttrValue;

use super::Language;

pub(super) struct Bundle {
    language: Language,
    messages: FluentBundle<FluentResource>,
    /// What was said without variables, so that a table of a thousand rows
    /// formats its words once.
    said: RefCell<HashMap<String, AttrValue>>,
}

/// All messages of a language, gathered by `build.rs`.
pub(super) const fn source(language: Language) -> &'static str {
    match language {
        Language::En => include_str!(concat!(env!("OUT_DIR"), "/en.ftl")),
        Language::Ja => include_str!(concat!(env!("OUT_DIR"), "/ja.ftl")),
    }
}

/// The messages that `<vestibule-example>` needs.
const fn source_of_element(language: Language) -> &'static str {
    match language {
        Language::En => include_str!(concat!(env!("OUT_DIR"), "/en-element.ftl")),
        Language::Ja => include_str!(concat!(env!("OUT_DIR"), "/ja-element.ftl")),
    }
}

impl Bundle {
    pub(super) fn new(language: Language) -> Self {
        Self::of(language, source(language))
    }

    pub(super) fn of_element(language: Language) -> Self {
        Self::of(language, source_of_element(language))
    }

    /// Speaks in ids.
    pub(super) fn silent() -> Self {
        Self::of(Language::En, "")
    }

    fn of(language: Language, source: &str) -> Self {
        let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut messages = FluentBundle::new(vec![tag]);
        // Marks around what is filled in would be copied along with it; both languages run from
        // left to right.
        messages.set_use_isolating(false);
        messages.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(grouped(&number.as_string())),
            _ => None,
        }));
        // A test holds that all of it parses and that no id stands twice.
        let resource =
            FluentResource::try_new(source.into()).unwrap_or_else(|(resource, _)| resource);
        messages.add_resource_overriding(resource);
        Self {
            language,
            messages,
            said: RefCell::default(),
        }
    }

    pub(super) fn language(&self) -> Language {
        self.language
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.messages.has_message(id)
    }

    pub(super) fn say(&self, id: &str) -> AttrValue {
        if let Some(said) = self.said.borrow().get(id) {
            return said.clone();
        }
        let said = AttrValue::from(self.format(id, &[]));
        self.said.borrow_mut().insert(id.to_owned(), said.clone());
        said
    }

    /// The message; its id where there is none, which a test rules out.
    pub(super) fn format(&self, id: &str, variables: &[(&str, FluentValue)]) -> String {
        let message = self.messages.get_message(id);
        let Some(pattern) = message.and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let mut args = FluentArgs::with_capacity(variables.len());
        for (name, value) in variables {
            args.set(*name, value.clone());
        }
        // An error names a variable that is missing, which a test rules out too; the rest of the
        // sentence is still said.
        let mut errors = Vec::new();
        let said = self
            .messages
            .format_pattern(pattern, Some(&args), &mut errors);
        said.into_owned()
    }
}

/// `12345` as `12,345`, which is how both languages write it.
fn grouped(number: &str) -> String {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", number),
    };
    let (whole, fraction) = digits
        .find('.')
        .map_or((digits, ""), |point| digits.split_at(point));
    let mut said = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    said.push_str(fraction);
    said
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let cases = [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1,000"),
            ("12345", "12,345"),
            ("1234567", "1,234,567"),
            ("-1000", "-1,000"),
            ("-100", "-100"),
            ("1234.5678", "1,234.5678"),
        ];
        for (number, expected) in cases {
            assert_eq!(grouped(number), expected);
        }
    }
}
