//! Every message of the crates has a translation, and every translation a message.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use vestibule_signin::denial_message::user_message;
use vestibule_signin::{Layer, Stage};
use vestibule_syntax::diagnostic::{Arg, Message, Part, parts as parts_of_template};
use vestibule_wire::{Case, Finding, Kind, NoFiles, check, open_points};

use super::super::Text;
use super::super::message::id;
use super::Language;
use super::messages::read;
use super::scan::{Token, tokens};

/// Their messages have areas of their own, which not every program carries.
const COMMAND: [&str; 5] = [
    "crates/cli/src",
    "crates/certificate/src",
    "crates/wire/src/render",
    "crates/emulator/src",
    "crates/import/src",
];
const ANSWERS: &str = "crates/answers/src";

/// The crates that speak of what the user wrote.
const SOURCES: [&str; 11] = [
    "crates/syntax/src",
    "crates/iam/src",
    "crates/signin/src",
    "crates/lint/src",
    "crates/wire/src",
    "crates/share/src",
    ANSWERS,
    COMMAND[0],
    COMMAND[1],
    COMMAND[3],
    COMMAND[4],
];

/// Where text that no template holds becomes a phrase of a message.
const PHRASES: &[&str] = &[
    // What serde says, and findings that are read back.
    "crates/wire/src/input/read/error.rs",
    "crates/wire/src/contract/finding.rs",
    // What the operating system says.
    "crates/cli/src/unreadable.rs",
    // Names of endpoints.
    "crates/wire/src/input/policies/choose.rs",
];

/// What a reader of JSON says of a value that is none of the contract's.
const OF_SERDE: [&str; 1] = ["u32"];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry of it").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && name != "tests" {
            files(&path, found);
        } else if name.ends_with(".rs") && name != "tests.rs" {
            found.push(path);
        }
    }
}

/// The sources without their tests, with their paths in the workspace.
pub(super) fn sources() -> Vec<(String, Vec<Token>)> {
    let root = super::root();
    let mut found = Vec::new();
    for folder in SOURCES {
        files(&root.join(folder), &mut found);
    }
    let source = |file: PathBuf| {
        let source = std::fs::read_to_string(&file).expect("a source file");
        let source = source.split("#[cfg(test)]\nmod ").next();
        let path = file.strip_prefix(&root).expect("a file of the workspace");
        (
            path.display().to_string(),
            tokens(source.unwrap_or_default()),
        )
    };
    found.into_iter().map(source).collect()
}

/// The templates in the sources, with the files they stand in and the areas of their
/// translations: those of `message!`, and what serde is told to expect.
fn templates() -> Vec<(String, String, &'static str)> {
    let mut templates: Vec<(String, String, &str)> = Vec::new();
    let mut note = |text: &str, file: &str| {
        let area = area(file);
        // What the command says as another crate does is translated there.
        let is_known = |(known, _, of): &(String, String, &str)| {
            known == text && (*of == area || area == "command")
        };
        if !templates.iter().any(is_known) {
            templates.push((text.to_owned(), file.to_owned(), area));
        }
    };
    for (file, tokens) in sources() {
        for (at, token) in tokens.iter().enumerate() {
            let behind = tokens.get(at + 1..).unwrap_or_default();
            match (token, behind) {
                (
                    Token::Name(name),
                    [Token::Sign('!'), Token::Sign('('), Token::Text(text), ..],
                ) if name == "message" => note(text, &file),
                (Token::Name(name), [Token::Sign('('), Token::Text(text), ..])
                    if name == "wrong" || name == "custom" =>
                {
                    note(text, &file);
                }
                (Token::Name(name), _) if name == "expecting" => {
                    let text = behind.iter().find_map(|token| match token {
                        Token::Text(text) => Some(text),
                        _ => None,
                    });
                    note(text.expect("what is expected"), &file);
                }
                _ => {}
            }
        }
    }
    for text in OF_SERDE {
        note(text, "serde");
    }
    assert!(templates.len() > 250, "{} templates", templates.len());
    templates
}

/// The templates alone.
pub(super) fn templates_of_all() -> impl Iterator<Item = String> {
    templates().into_iter().map(|(template, _, _)| template)
}

/// The area of the translations of what a source says.
fn area(file: &str) -> &'static str {
    if COMMAND.iter().any(|folder| file.starts_with(folder)) {
        "command"
    } else if file.starts_with(ANSWERS) {
        "answer"
    } else {
        "message"
    }
}

fn places(template: &str) -> BTreeSet<String> {
    let parts = parts_of_template(template).filter_map(|part| match part {
        Part::Place(name) => Some(name.to_owned()),
        Part::Text(_) => None,
    });
    parts.collect()
}

/// The code that stands in a text by itself.
fn code(text: &str) -> BTreeSet<String> {
    let parts = crate::parts(text).into_iter();
    parts
        .filter(|(_, is_code)| *is_code)
        .map(|(code, _)| code.to_owned())
        .collect()
}

#[test]
fn every_message_of_the_crates_is_translated() {
    let japanese = read(Language::Ja);
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let mut missing = Vec::new();
    for (template, file, area) in templates() {
        let id = id(area, &template);
        match japanese.get(&id) {
            None => missing.push(format!("{file}: {template}\n  {id} = …")),
            Some(message) => {
                assert_eq!(
                    message.variables,
                    places(&template),
                    "`{id}` has the places of {template:?}"
                );
                // A place in backticks would be code in English alone.
                assert_eq!(
                    code(&message.text),
                    code(&template),
                    "`{id}` has the code of {template:?}"
                );
            }
        }
        if let Some(other) = known.insert(id.clone(), template.clone()) {
            panic!("{template:?} and {other:?} have the same id, {id}: word one otherwise");
        }
    }
    assert!(
        missing.is_empty(),
        "add these to crates/l10n/text/ja/AREA.ftl:\n{}",
        missing.join("\n")
    );
}

#[test]
fn every_translation_is_of_a_message() {
    let spoken: BTreeSet<String> = templates()
        .iter()
        .map(|(template, _, area)| id(area, template))
        .collect();
    for (id, message) in read(Language::Ja) {
        assert!(
            !["answer", "message", "command"].contains(&&*message.area) || spoken.contains(&id),
            "no source says what `{id}` translates"
        );
    }
}

/// Programs with both areas find one of them.
#[test]
fn what_answers_say_as_other_crates_do_is_said_alike() {
    let japanese = read(Language::Ja);
    for (id, message) in &japanese {
        let Some(own) = id.strip_prefix("answer-") else {
            continue;
        };
        for area in ["message", "command"] {
            if let Some(other) = japanese.get(&format!("{area}-{own}")) {
                assert_eq!(message.text, other.text, "`{id}`: word it otherwise");
            }
        }
    }
}

/// A message that is no template has no translation.
#[test]
fn messages_are_made_of_templates() {
    for (file, tokens) in sources() {
        if file.ends_with("diagnostic/message.rs") || PHRASES.contains(&file.as_str()) {
            continue;
        }
        for three in tokens.windows(4) {
            if let [
                Token::Name(kind),
                Token::Sign(':'),
                Token::Sign(':'),
                Token::Name(name),
            ] = three
                && kind == "Message"
            {
                panic!("{file}: `message!` makes messages, not `Message::{name}`");
            }
        }
    }
}

/// Policies and case files as people break them: at places spread over a text,
/// a character is missing, or something else stands in a value's place.
pub(super) fn broken(text: &str) -> impl Iterator<Item = String> {
    let values = [
        "",
        "x",
        "\"",
        "{}",
        "[]",
        "[1]",
        "null",
        "true",
        "007",
        ",",
        ":",
        "'a'",
        "\u{a0}",
        "\"${x}\"",
        "\"*:?\"",
        "\"arn:aws:sts::1:assumed-role/a/b\"",
        "\"2001:db8::1/32\"",
        "{\"a\": 1, \"A\": 2, \"a\": 3}",
        "// ",
        "\\",
        "\t",
    ];
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let step = (places.len() / 60).max(1);
    let cuts = places
        .into_iter()
        .step_by(step)
        .zip(values.into_iter().cycle());
    cuts.flat_map(|(at, value)| {
        let (before, behind) = text.split_at(at);
        let rest = behind.find(['\n', ',', '}']).unwrap_or(behind.len());
        let token = behind
            .find([':', ' ', '"'])
            .unwrap_or(0)
            .max(1)
            .min(behind.len());
        let mut skipped = behind.chars();
        skipped.next();
        [
            format!("{before}{}", skipped.as_str()),
            format!("{before}{value}{}", behind.get(rest..).unwrap_or("")),
            format!("{before}{value}{}", behind.get(token..).unwrap_or("")),
        ]
    })
}

pub(super) fn json(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder of cases") {
        let path = entry.expect("an entry of it").path();
        if path.is_dir() {
            json(&path, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            found.push(std::fs::read_to_string(&path).expect("a case"));
        }
    }
}

/// What is said in a message, and in what is filled into it.
pub(super) fn all<'m>(message: &'m Message, found: &mut Vec<&'m Message>) {
    found.push(message);
    all_of(message.args(), found);
}

fn all_of<'m>(args: &'m [Arg], found: &mut Vec<&'m Message>) {
    for arg in args {
        match arg {
            Arg::Message(inner) => all(inner, found),
            Arg::List(list) => all_of(list.items(), found),
            Arg::Code(_) | Arg::Name(_) | Arg::Codes(_) | Arg::Number(_) | Arg::Character(_) => {}
        }
    }
}

/// Everything that is said of the corpus, whole and broken, has no English left.
#[test]
fn what_is_said_of_the_corpus_is_said_in_japanese() {
    let root = super::root();
    let mut cases = Vec::new();
    json(&root.join("tests/corpus"), &mut cases);
    json(&root.join("crates/playground/examples"), &mut cases);
    let mut said = BTreeMap::new();
    let mut note = |findings: &[Finding]| {
        for finding in findings {
            let messages = std::iter::once(&finding.message).chain(&finding.help);
            for message in messages {
                said.entry(message.to_string())
                    .or_insert_with(|| (message.clone(), finding.code.to_string()));
            }
        }
    };
    for text in &cases {
        match Case::read(text, &NoFiles) {
            Ok(case) => note(case.findings()),
            Err(findings) => note(&findings),
        }
    }
    for text in cases.iter().step_by(23) {
        for text in broken(text) {
            match Case::read(&text, &NoFiles) {
                Ok(case) => note(case.findings()),
                Err(findings) => note(&findings),
            }
            let kind = Kind::ALL[text.len() % Kind::ALL.len()];
            note(&check(text.as_bytes(), Some(kind)).findings);
        }
    }
    assert!(said.len() > 150, "{} different sentences", said.len());
    let japanese = Text::new(Language::Ja);
    for (english, (message, code)) in said {
        let mut messages = Vec::new();
        all(&message, &mut messages);
        for message in messages {
            assert!(japanese.translated(message).is_some(), "{code}: {english}");
        }
        let shown = japanese.message(&message);
        let words: Vec<&str> = super::messages::english_words(&shown);
        assert!(words.is_empty(), "{code}: {shown}: {words:?}");
    }
}

#[test]
fn every_reading_of_the_register_is_translated() {
    let japanese = read(Language::Ja);
    let mut expected = BTreeSet::new();
    for point in open_points() {
        let id = format!("assumption-{}", point.id.to_lowercase());
        if point.other_reading.is_some() {
            expected.insert(format!("{id}-other"));
        }
        expected.insert(id);
        let text = Text::new(Language::Ja);
        for other in [false, true] {
            if let Some(reading) = text.reading(&point, other) {
                assert!(!reading.is_ascii(), "{reading}");
            }
        }
    }
    let found: BTreeSet<String> = japanese
        .into_iter()
        .filter(|(_, message)| message.area == "assumption")
        .map(|(id, _)| id)
        .collect();
    assert_eq!(found, expected);
}

/// What AWS's Japanese guide gives in Japanese is shown so; the rest is left as AWS has it.
#[test]
fn what_users_see_is_shown_as_awss_japanese_guide_has_it() {
    let text = Text::new(Language::Ja);
    let mut translated = BTreeSet::new();
    for layer in [
        Layer::ResourceBased,
        Layer::ResourceControl,
        Layer::VpcEndpoint,
    ] {
        for phase in [Stage::PreAuthentication, Stage::PostAuthentication] {
            let english = user_message(layer, phase).expect("a documented text");
            let shown = text.shown_to_user(english);
            assert_eq!(shown == english, layer == Layer::VpcEndpoint, "{shown}");
            if shown != english {
                translated.insert(shown);
            }
        }
    }
    let all = read(Language::Ja);
    let all = all.values().filter(|message| message.area == "surface");
    assert_eq!(translated.len(), all.count());
}

#[test]
fn every_translated_name_is_of_a_sign_in_of_an_example() {
    let mut spoken = BTreeSet::new();
    let mut examples = Vec::new();
    json(
        &super::root().join("crates/playground/examples"),
        &mut examples,
    );
    for example in examples {
        let case = Case::read(&example, &NoFiles).expect("an example");
        spoken.extend(case.names().iter().map(|name| id("sample", name)));
    }
    let translated: BTreeSet<String> = read(Language::Ja)
        .into_iter()
        .filter(|(_, message)| message.area == "sample")
        .map(|(id, _)| id)
        .collect();
    assert_eq!(translated, spoken);
}
