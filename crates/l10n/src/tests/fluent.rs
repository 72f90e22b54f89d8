//! The table of messages against Fluent itself, and what the build refuses.

use std::fs;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use proptest::prelude::*;

use super::messages::{folder, read};
use super::table::Table;
use crate::bundle::Bundle;
use crate::{Id, Language, Value};

/// Fluent's own reading of a text.
struct Reference(FluentBundle<FluentResource>);

impl Reference {
    fn new(language: Language, source: String) -> Self {
        let tag = language.tag().parse().expect("a language tag");
        let mut bundle = FluentBundle::new(vec![tag]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => {
                let mut said = String::new();
                Value::Number(number.value as i64).write(&mut said);
                Some(said)
            }
            _ => None,
        }));
        let resource = FluentResource::try_new(source).expect("messages that can be read");
        bundle.add_resource_overriding(resource);
        Self(bundle)
    }

    fn say(&self, id: &str, variables: &[(&str, Value)]) -> Option<String> {
        let pattern = self.0.get_message(id)?.value()?;
        let mut args = FluentArgs::new();
        for (name, value) in variables {
            match value {
                Value::Text(text) => args.set(*name, text.to_string()),
                Value::Number(number) => args.set(*name, *number),
            }
        }
        let said = self.0.format_pattern(pattern, Some(&args), &mut Vec::new());
        Some(said.into_owned())
    }
}

fn values() -> Vec<Value<'static>> {
    let mut values: Vec<Value> = [0, 1, 2, 5, 999, 1000, 12345, -1, -1000]
        .map(Value::from)
        .to_vec();
    let texts = [
        "",
        "0",
        "1",
        "one",
        "other",
        "`",
        "{ $a }",
        "a\nb",
        "\u{1}\u{2}\u{3}\u{4}\u{5}",
        "\0",
        "“名前”",
        "\u{FDD0}",
        "🦀",
        "<b>&amp;</b>",
    ];
    values.extend(texts.map(Value::from));
    values
}

#[test]
fn every_message_is_said_as_fluent_says_it() {
    for language in Language::ALL {
        let mut source = String::new();
        for entry in fs::read_dir(folder(language)).expect("the folder of the language") {
            let path = entry.expect("an entry of it").path();
            source.push_str(&fs::read_to_string(path).expect("a file of messages"));
            source.push('\n');
        }
        let reference = Reference::new(language, source);
        let (page, command) = (Bundle::new(language), Bundle::of_command(language));
        let values = values();
        for (id, message) in read(language) {
            let bundle = if page.has(&id) { &page } else { &command };
            // Each value for each variable, beside various ones for the others; then none at all.
            for round in 0..values.len() {
                for step in 0..values.len() {
                    let variables = message.variables.iter().enumerate();
                    let variables: Vec<_> = variables
                        .map(|(at, name)| {
                            let value = &values[(round + at * step) % values.len()];
                            (name.as_str(), value.clone())
                        })
                        .collect();
                    let said = bundle.say(&id, &variables).map(|said| said.into_owned());
                    let expected = reference.say(&id, &variables);
                    assert!(expected.is_some(), "`{id}` is no message");
                    assert_eq!(said, expected, "`{id}` with {variables:?}");
                    if message.variables.len() < 2 {
                        break;
                    }
                }
            }
            let said = bundle.say(&id, &[]).map(|said| said.into_owned());
            assert_eq!(said, reference.say(&id, &[]), "`{id}` with nothing");
        }
    }
}

#[test]
fn each_program_says_its_areas_and_no_others() {
    let of_element = ["answer", "decision", "embed", "message", "surface", "why"];
    let of_command = [
        "answer",
        "assumption",
        "command",
        "frame",
        "message",
        "rule",
        "surface",
    ];
    for language in Language::ALL {
        let page = Bundle::new(language);
        let element = Bundle::of_element(language);
        let command = Bundle::of_command(language);
        let answers = Bundle::of_answers(language);
        for (id, message) in read(language) {
            let area = message.area.as_str();
            let is_of_page = !["answer", "command", "frame", "rule"].contains(&area);
            assert_eq!(page.has(&id), is_of_page, "`{id}`");
            assert_eq!(element.has(&id), of_element.contains(&area), "`{id}`");
            assert_eq!(command.has(&id), of_command.contains(&area), "`{id}`");
            assert_eq!(
                answers.has(&id),
                ["answer", "command", "message", "rule"].contains(&area),
                "`{id}`"
            );
            for other in [&element, &command] {
                if page.has(&id) && other.has(&id) {
                    assert_eq!(other.say(&id, &[]), page.say(&id, &[]), "`{id}`");
                }
            }
        }
    }
}

#[test]
fn an_id_that_is_none_says_nothing() {
    for language in Language::ALL {
        let bundle = Bundle::new(language);
        for id in [
            "",
            "a",
            "page",
            "page-titl",
            "page-title-",
            "page title",
            "zz",
        ] {
            assert_eq!(bundle.say(id, &[]), None, "`{id}`");
        }
        assert_eq!(Bundle::silent().say("page-title", &[]), None);
    }
    // The English stands in the crates.
    assert!(!Bundle::new(Language::En).has("message-a-list"));
    assert!(Bundle::new(Language::Ja).has("message-a-list"));
}

fn pattern() -> impl Strategy<Value = String> {
    let text = prop::sample::select(vec!["word ", "語", "`code` ", "{\"{\"}", "{\"\\u00e9\"}"]);
    let variable = prop::sample::select(vec!["{ $a }", "{ $b }", "{ $c }", "{ { $a } }"]);
    let leaf = prop_oneof![text, variable].prop_map(str::to_owned);
    let part = leaf.prop_recursive(3, 24, 4, |inner| {
        let keys = prop::sample::subsequence(vec!["0", "1", "one", "two", "x"], 0..4);
        let patterns = prop::collection::vec(inner.clone(), 4);
        let name = prop::sample::select(vec!["a", "b", "c"]);
        let select = (name, keys, patterns).prop_map(|(name, keys, patterns)| {
            let mut select = format!("{{ ${name} ->\n");
            for (key, pattern) in keys.iter().zip(&patterns) {
                select.push_str(&format!("    [{key}] {pattern}\n"));
            }
            select.push_str(&format!("   *[other] {}\n    }}", patterns[3]));
            select
        });
        prop_oneof![
            select,
            prop::collection::vec(inner, 1..4).prop_map(|parts| parts.concat()),
        ]
    });
    part.prop_map(|pattern| format!("“{pattern}”"))
}

fn value() -> impl Strategy<Value = Value<'static>> {
    prop::sample::select(vec![
        Value::from(0),
        1.into(),
        2.into(),
        1_000_000.into(),
        "one".into(),
        "0".into(),
        "x".into(),
        "".into(),
    ])
}

proptest! {
    #[test]
    fn any_message_is_said_as_fluent_says_it(
        english in pattern(),
        japanese in pattern(),
        values in prop::collection::vec(value(), 0..3),
    ) {
        let mut table = Table::new(2);
        let sources = [english, japanese].map(|pattern| format!("id = {pattern}\n"));
        for (number, source) in sources.iter().enumerate() {
            prop_assert_eq!(table.add(number, source), Ok(()));
        }
        let table: &'static str = table.text(|_| true).leak();
        let variables: Vec<_> = ["a", "b", "c"].into_iter().zip(values).collect();
        for (language, source) in Language::ALL.into_iter().zip(sources) {
            let said = Bundle::of(language, table).say("id", &variables);
            let expected = Reference::new(language, source).say("id", &variables);
            prop_assert_eq!(said.map(|said| said.into_owned()), expected);
        }
    }
}

#[test]
fn a_message_has_the_same_place_in_each_table() {
    let mut table = Table::new(1);
    table
        .add(0, "b-x = B\na-x = A\nc-x = C\n")
        .expect("three messages");
    assert_eq!(table.ids(), ["a-x", "b-x", "c-x"]);
    let part: &'static str = table.text(|id| id.starts_with("b-")).leak();
    let bundle = Bundle::of(Language::En, part);
    assert_eq!(bundle.say("b-x", &[]).as_deref(), Some("B"));
    let said = [0, 1, 2, 3].map(|place| bundle.say_at(Id(place), &[]));
    assert_eq!(said, [None, Some("B".into()), None, None]);
}

#[test]
fn the_build_names_what_it_refuses() {
    let select = |variants: &str| format!("id = {{ $a ->\n{variants}\n}}\n");
    let cases = [
        ("id = a\nid b\n".to_owned(), "line 2: "),
        ("id = a\nid = b\n".into(), "`id` stands twice"),
        ("-id = a\n".into(), "`-id` is a term"),
        ("id =\n    .title = a\n".into(), "`id` has attributes"),
        ("id = {\"\"}\n".into(), "`id` is empty"),
        ("id = a\u{3}b\n".into(), "`id` has a control character"),
        (
            "id = { NUMBER($a) }\n".into(),
            "`id` has the function NUMBER",
        ),
        ("id = { other }\n".into(), "`id` has the message `other`"),
        ("id = { -term }\n".into(), "`id` has the term `-term`"),
        ("id = { 5 }\n".into(), "`id` has the number 5"),
        (
            "id = { NUMBER($a) ->\n   *[other] a\n}\n".into(),
            "`id` chooses by the function NUMBER",
        ),
        (
            select("   *[other] a\n    [one] b"),
            "`id` has a default that is not the last",
        ),
        (
            select("    [1.5] a\n   *[other] b"),
            "`id` has a variant for 1.5",
        ),
        (
            select("    [01] a\n   *[other] b"),
            "`id` has a variant for 01",
        ),
        (
            select("    [one] { NUMBER($a) }\n   *[other] b"),
            "`id` has the function NUMBER",
        ),
    ];
    for (source, expected) in cases {
        let refused = Table::new(1).add(0, &source).expect_err(&source);
        assert!(refused.starts_with(expected), "{source}: {refused}");
    }
}
