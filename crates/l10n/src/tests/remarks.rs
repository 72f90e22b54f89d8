//! Every sentence of the crates has a translation, and every translation a sentence.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use vestibule_signin::denial_message::user_message;
use vestibule_signin::{Layer, Stage};
use vestibule_wire::{Case, Finding, Kind, NoFiles, check, open_points};

use super::super::Text;
use super::super::remark::{HOLE, VARIABLES, Word, id, words};
use super::Language;
use super::messages::read;
use super::scan::{Token, tokens};

/// Where the crates speak of what the user wrote; the rest speaks on the command
/// line alone, or not to people.
const SOURCES: [&str; 5] = [
    "crates/syntax/src",
    "crates/iam/src",
    "crates/wire/src",
    "crates/share/src",
    "crates/signin/src",
];

/// Files whose English the page does not show: it says the same in messages of its own.
const OTHER_WORDS: &[&str] = &[
    // Limits are listed in the documentation, which is English.
    "limits.rs",
    // Explanations are told from their trace.
    "explain.rs",
    // Unmet expectations are told from what was expected.
    "expect.rs",
    "expectation.rs",
    // The register and what users see have translations by name.
    "assumption.rs",
    "denial_message.rs",
    // Names of pages, in the language of the page.
    "sources.rs",
    // JSON Schema.
    "schema.rs",
    // Names of commands, which the page puts into its own sentences.
    "not_policy.rs",
    // The command alone reads files.
    "file.rs",
    "named.rs",
];

/// Parts of sentences, which never stand alone, and what only the command shows.
const FRAGMENTS: &[&str] = &[
    // Holes of sentences that are there with what fills them.
    "`arn:{partition}:iam::{account}:role/{name}`, with its path if it has one",
    "a {place} has no element {}",
    "neither a root, an organizational unit nor an account",
    "the control character U+{code:04X} stands in a string",
    "there is no {what} {}",
    "U+{:04X} is not a space in JSON",
    "{} and {last}",
    "{} is {what}",
    // Ends of lists and texts that are cut short.
    "{shown}… and {} more characters",
    "{told} and {} more",
    // Names of commands, which stand in backticks.
    "aws ec2 describe-vpc-endpoints",
    "aws iam get-policy-version",
    "aws iam get-user-policy",
    "aws organizations describe-policy",
    "aws signin get-resource-policy",
    "the tool",
    // Names of layers; the page has its own.
    "identity policy",
    "permissions boundary",
    "resource control policy",
    "resource-based policy",
    "service control policy",
    "session policy",
    // Words of the table of condition keys in docs/semantics.md.
    "account id",
    "all, VPC endpoint policies also at action 1",
    "always the same",
    "date as a number",
    "each request",
    "identity store",
    "not said",
    "organization id",
    "organization path",
    "other operations",
    "role session",
    "some principals",
    // Why the command takes a policy for one of a kind.
    "it names no principal",
    "it names no principal and only denies",
    "it names principals and allows",
    "it names principals and only denies",
    "its elements are written as `aws signin get-resource-policy` writes them",
    "its principal is `\"*\"` and it only denies",
    "the output says so",
];

/// Translations of sentences that the sources put together from parts.
const PUT_TOGETHER: &[&str] = &[
    "remark-name-the-role-x-with-its-path-if-it-has-one",
    "remark-the-control-character-x-stands-in-a-string",
    "remark-there-is-no-member-x",
    "remark-there-is-no-value-x",
    "remark-there-is-x-and-x",
    "remark-x-has-no-element-x",
    "remark-x-is-neither-a-root-an-organizational-unit-nor-an-account",
    "remark-x-is-not-a-space-in-json",
    // The words of what is there instead, and of serde for what it reads.
    "remark-term-nothing",
    "remark-term-null",
    "remark-term-u32",
    "remark-term-x-or-an-object",
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry of it").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && name != "tests" {
            files(&path, found);
        } else if name.ends_with(".rs")
            && name != "tests.rs"
            && !OTHER_WORDS.contains(&name.as_ref())
        {
            found.push(path);
        }
    }
}

/// The literals in the sources that may be sentences, with their files.
fn sentences() -> BTreeMap<String, PathBuf> {
    let root = super::root();
    let mut found = Vec::new();
    for folder in SOURCES {
        files(&root.join(folder), &mut found);
    }
    let mut sentences = BTreeMap::new();
    for file in found {
        let source = std::fs::read_to_string(&file).expect("a source file");
        let source = source
            .split("#[cfg(test)]\nmod ")
            .next()
            .unwrap_or_default();
        for token in tokens(source) {
            if let Token::Text(text) = token
                && is_sentence(&text)
            {
                sentences.insert(text, file.clone());
            }
        }
    }
    assert!(sentences.len() > 100, "the sources have sentences");
    sentences
}

/// Remarks begin in lower case, with code, with what is filled in or with a name.
fn is_sentence(text: &str) -> bool {
    let begins = text.starts_with(|c: char| c.is_lowercase() || c == '`' || c == '{')
        || ["AWS ", "JSON ", "IPv", "U+"]
            .iter()
            .any(|name| text.starts_with(name));
    let has_word = words(&with_holes(text))
        .iter()
        .any(|word| matches!(word, Word::Word(_)));
    begins && has_word && text.contains(' ')
}

/// The literal of a `format!` as a sentence whose holes hold code.
fn with_holes(literal: &str) -> String {
    let mut sentence = String::new();
    let mut in_code = false;
    let mut rest = literal.chars().peekable();
    while let Some(character) = rest.next() {
        in_code ^= character == '`';
        if character == '{' && !in_code && rest.peek() != Some(&'{') {
            rest.by_ref().find(|c| *c == '}');
            sentence.push_str("`…`");
        } else {
            sentence.push(character);
        }
    }
    sentence
}

fn ids(sentence: &str) -> [String; 2] {
    let words = words(&with_holes(sentence));
    [id("remark-", &words), id("remark-term-", &words)]
}

#[test]
fn every_sentence_of_the_crates_is_translated() {
    let japanese = read(Language::Ja);
    let missing: Vec<_> = sentences()
        .into_iter()
        .filter(|(sentence, _)| !FRAGMENTS.contains(&sentence.as_str()))
        .filter(|(sentence, _)| !ids(sentence).iter().any(|id| japanese.contains_key(id)))
        .map(|(sentence, file)| format!("{}: {sentence}\n  {}", file.display(), ids(&sentence)[0]))
        .collect();
    assert!(
        missing.is_empty(),
        "add these to crates/l10n/text/ja/remark.ftl, or to FRAGMENTS when they never stand alone:\n{}",
        missing.join("\n")
    );
}

#[test]
fn every_translation_is_of_a_sentence() {
    let spoken: BTreeSet<String> = sentences()
        .keys()
        .flat_map(|sentence| ids(sentence))
        .chain(PUT_TOGETHER.iter().map(|id| (*id).to_owned()))
        .collect();
    for (id, message) in read(Language::Ja) {
        if message.area != "remark" {
            continue;
        }
        assert!(
            spoken.contains(&id),
            "no source says what `{id}` translates"
        );
        let holes = id.split('-').filter(|word| *word == HOLE).count();
        for variable in &message.variables {
            let known = VARIABLES[..holes].contains(&variable.as_str());
            assert!(known, "`{id}` has no hole for `${variable}`");
        }
    }
}

/// Policies and case files as people break them: at places spread over a text,
/// a character is missing, or something else stands in a value's place.
fn broken(text: &str) -> impl Iterator<Item = String> {
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

fn json(folder: &Path, found: &mut Vec<String>) {
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
            let sentences = std::iter::once(&finding.message).chain(&finding.help);
            for sentence in sentences {
                said.entry(sentence.clone())
                    .or_insert_with(|| finding.code.to_string());
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
    let english: Vec<_> = said
        .iter()
        .filter(|(sentence, _)| japanese.translated(sentence).is_none())
        .collect();
    assert!(
        english.is_empty(),
        "{} stay English: {english:#?}",
        english.len()
    );
    for (sentence, code) in said {
        let shown = japanese.remark(&sentence);
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
        spoken.extend(case.names().iter().map(|name| id("sample-", &words(name))));
    }
    let translated: BTreeSet<String> = read(Language::Ja)
        .into_iter()
        .filter(|(_, message)| message.area == "sample")
        .map(|(id, _)| id)
        .collect();
    assert_eq!(translated, spoken);
}
