//! The messages against each other and against the sources that say them.

mod advice;
mod answers;
mod crates;
mod denials;
mod english;
mod families;
mod fluent;
mod messages;
mod rules;
mod scan;
mod style;
#[path = "../../build/messages.rs"]
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::marks;
use super::{Language, Text};
use messages::{Message, read};

/// Areas whose English stands in the crates, where the command finds it too, or
/// in the examples; only the other languages have files, and tests of their own.
const ENGLISH_ELSEWHERE: [&str; 7] = [
    "answer",
    "assumption",
    "command",
    "message",
    "rule",
    "sample",
    "surface",
];

/// The folder of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn is_english_elsewhere(area: &str) -> bool {
    ENGLISH_ELSEWHERE.contains(&area)
}

fn page(language: Language) -> BTreeMap<String, Message> {
    let mut messages = read(language);
    messages.retain(|_, message| !is_english_elsewhere(&message.area));
    messages
}

fn ids(messages: &BTreeMap<String, Message>) -> BTreeSet<&str> {
    messages.keys().map(String::as_str).collect()
}

/// What the sources say, families spelled out.
fn said() -> BTreeMap<String, String> {
    let mut said = BTreeMap::new();
    for call in scan::calls() {
        if call.is_family {
            let names = families::names(&call.id).unwrap_or_else(|| {
                panic!(
                    "{}: list the names of the family `{}` in crates/l10n/src/tests/families.rs",
                    call.place, call.id
                )
            });
            for name in names {
                said.insert(format!("{}-{name}", call.id), call.place.clone());
            }
        } else {
            said.insert(call.id, call.place);
        }
    }
    said
}

#[test]
fn every_file_parses_and_holds_messages_of_its_area() {
    for language in Language::ALL {
        for (id, message) in read(language) {
            assert!(
                id.starts_with(&format!("{}-", message.area)),
                "{}/{}.ftl: `{id}` does not begin with its area",
                language.tag(),
                message.area
            );
            assert!(
                id.chars()
                    .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'),
                "`{id}` is not kebab-case"
            );
        }
    }
}

#[test]
fn both_languages_have_the_same_messages() {
    let (english, japanese) = (page(Language::En), page(Language::Ja));
    let (english, japanese) = (ids(&english), ids(&japanese));
    let missing: Vec<_> = english.difference(&japanese).collect();
    assert!(missing.is_empty(), "only in English: {missing:?}");
    let missing: Vec<_> = japanese.difference(&english).collect();
    assert!(missing.is_empty(), "only in Japanese: {missing:?}");
}

#[test]
fn both_languages_use_the_same_variables() {
    let japanese = page(Language::Ja);
    for (id, message) in page(Language::En) {
        if let Some(other) = japanese.get(&id) {
            assert_eq!(message.variables, other.variables, "`{id}`");
        }
    }
}

#[test]
fn what_the_sources_say_is_defined() {
    let english = page(Language::En);
    let undefined: Vec<_> = said()
        .into_iter()
        .filter(|(id, _)| !english.contains_key(id))
        .collect();
    assert!(undefined.is_empty(), "not in text/en: {undefined:#?}");
}

#[test]
fn every_message_is_said() {
    let (english, said) = (page(Language::En), said());
    let unused: Vec<_> = english
        .keys()
        .filter(|id| !said.contains_key(*id))
        .collect();
    assert!(
        unused.is_empty(),
        "no source says them; one that is chosen elsewhere than where it is said goes through \
         `vestibule_l10n::id`: {unused:#?}"
    );
}

#[test]
fn the_sources_hand_over_the_variables_of_each_message() {
    let english = page(Language::En);
    for call in scan::calls() {
        let (Some(message), Some(variables)) = (english.get(&call.id), &call.variables) else {
            continue;
        };
        assert_eq!(
            &message.variables, variables,
            "{}: `{}`",
            call.place, call.id
        );
    }
}

#[test]
fn every_message_formats() {
    for language in Language::ALL {
        let (page, command) = (Text::new(language), Text::of_command(language));
        for (id, message) in read(language) {
            let text = if page.0.has(&id) { &page } else { &command };
            let variables: Vec<_> = message
                .variables
                .iter()
                .map(|name| (name.as_str(), 2.into()))
                .collect();
            let said = text.with(&id, &variables);
            assert!(!said.is_empty(), "{}: `{id}` is empty", language.tag());
            assert!(
                !said.contains("{$") && said != id.as_str(),
                "{}: `{id}` is said as `{said}`",
                language.tag()
            );
        }
    }
}
