//! The messages that the sources say, found by reading the sources.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Where messages are said.
const SPEAKERS: [&str; 4] = [
    "crates/cli/src",
    "crates/ide/src",
    "crates/playground/src",
    "web/src",
];

/// A message that a source says.
#[derive(Debug, PartialEq)]
pub(super) struct Call {
    /// Its id, or the first half of it.
    pub(super) id: String,
    /// True for `Text::of`, which adds a name.
    pub(super) is_family: bool,
    /// The variables that are handed over, where they stand beside the id.
    pub(super) variables: Option<BTreeSet<String>>,
    pub(super) place: String,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Name(String),
    Text(String),
    Sign(char),
}

/// All calls in the sources, except for those in tests.
pub(super) fn calls() -> Vec<Call> {
    let mut files = Vec::new();
    for folder in SPEAKERS {
        let before = files.len();
        sources(&super::root().join(folder), &mut files);
        assert!(files.len() > before, "{folder} has no sources");
    }
    files.sort();
    let mut calls = Vec::new();
    for file in files {
        let source = std::fs::read_to_string(&file).expect("a source file");
        in_source(&source, &file.display().to_string(), &mut calls);
    }
    assert!(!calls.is_empty(), "no source says anything");
    calls
}

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry of it").path();
        let name = path.file_stem().unwrap_or_default();
        if name == "tests" {
            continue;
        }
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn in_source(source: &str, place: &str, calls: &mut Vec<Call>) {
    let tokens = without_macro(tokens(
        source
            .split("#[cfg(test)]\nmod ")
            .next()
            .unwrap_or_default(),
    ));
    for (index, token) in tokens.iter().enumerate() {
        let Token::Name(name) = token else { continue };
        let before = index.checked_sub(1).and_then(|index| tokens.get(index));
        let is_method = before == Some(&Token::Sign('.'));
        let is_call = tokens.get(index + 1) == Some(&Token::Sign('('));
        let is_definition = before == Some(&Token::Name("fn".into()));
        let says = match name.as_str() {
            "say" | "with" | "nodes" | "of" => is_method,
            "id" => !is_method && !is_definition,
            _ => false,
        };
        if !is_call || !says {
            continue;
        }
        let arguments = arguments(tokens.get(index + 2..).unwrap_or_default());
        let Some(first) = arguments.first() else {
            continue;
        };
        let takes_variables = matches!(name.as_str(), "with" | "nodes");
        let variables = match arguments.get(1) {
            Some(second) if takes_variables => variables(second),
            _ => (name == "say").then(BTreeSet::new),
        };
        for id in literals(first) {
            calls.push(Call {
                id: id.to_owned(),
                is_family: name == "of",
                variables: variables.clone(),
                place: place.to_owned(),
            });
        }
    }
}

/// The tokens with `"some-id"` for each `id!("some-id")`.
fn without_macro(mut tokens: Vec<Token>) -> Vec<Token> {
    let start = [Token::Name("id".into()), Token::Sign('!'), Token::Sign('(')];
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at..].starts_with(&start) {
            let id = tokens[at + start.len()].clone();
            tokens.splice(at..at + start.len() + 2, [id]);
        }
        at += 1;
    }
    tokens
}

/// The strings that an argument may come to: those in its branches, not those
/// that it hands to other calls.
fn literals(argument: &[Token]) -> Vec<&str> {
    let mut depth = 0_usize;
    let mut literals = Vec::new();
    for token in argument {
        match token {
            Token::Sign('(' | '[') => depth += 1,
            Token::Sign(')' | ']') => depth = depth.saturating_sub(1),
            Token::Text(text) if depth == 0 => literals.push(text.as_str()),
            _ => {}
        }
    }
    literals
}

/// The arguments of a call, from behind its opening parenthesis.
fn arguments(tokens: &[Token]) -> Vec<&[Token]> {
    let mut arguments = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (index, token) in tokens.iter().enumerate() {
        let Token::Sign(sign) = token else { continue };
        match sign {
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => {
                arguments.push(&tokens[start..index]);
                break;
            }
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                arguments.push(&tokens[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    arguments
}

/// The names in `&[("name", value), …]`; none for anything else.
fn variables(tokens: &[Token]) -> Option<BTreeSet<String>> {
    if tokens.get(..2) != Some(&[Token::Sign('&'), Token::Sign('[')]) {
        return None;
    }
    let mut names = BTreeSet::new();
    for three in tokens.windows(3) {
        if let [Token::Sign('[' | ','), Token::Sign('('), Token::Text(name)] = three {
            names.insert(name.clone());
        }
    }
    Some(names)
}

/// Names, strings and signs; comments, white space and characters left out.
pub(super) fn tokens(source: &str) -> Vec<Token> {
    let characters: Vec<char> = source.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&character) = characters.get(at) {
        let next = characters.get(at + 1).copied();
        match character {
            '/' if next == Some('/') => {
                while characters.get(at).is_some_and(|c| *c != '\n') {
                    at += 1;
                }
            }
            '"' => {
                let mut text = String::new();
                at += 1;
                while characters.get(at).is_some_and(|c| *c != '"') {
                    if characters.get(at) == Some(&'\\') {
                        at += 1;
                    }
                    text.extend(characters.get(at));
                    at += 1;
                }
                at += 1;
                tokens.push(Token::Text(text));
            }
            // A character, else a lifetime.
            '\'' if next == Some('\\') => at += 4,
            '\'' if characters.get(at + 2) == Some(&'\'') => at += 3,
            c if c.is_alphanumeric() || c == '_' => {
                let mut name = String::new();
                while let Some(&c) = characters
                    .get(at)
                    .filter(|c| c.is_alphanumeric() || **c == '_')
                {
                    name.push(c);
                    at += 1;
                }
                tokens.push(Token::Name(name));
            }
            c => {
                if !c.is_whitespace() {
                    tokens.push(Token::Sign(c));
                }
                at += 1;
            }
        }
    }
    tokens
}

#[test]
fn calls_are_found_however_they_are_laid_out() {
    let source = r#"
        //! text.say("in-a-comment")
        const CHOSEN: &str = text::id("chosen");
        fn id(id: &str) {}
        let a = '"'; let b = '\''; // "
        text.say(id!("one"));
        text.say(if open { id!("two") } else { "three" });
        text
            .with(
                "four",
                &[("count", 1.into()), ("name", text.say("five").as_str().into())],
            );
        text.nodes("six", &variables);
        text.of("family", outcome.name());
        text.say(match kind {
            Kind::Seven => "seven",
            Kind::Eight(id) => return text.with("eight", &[("id", id.into())]),
        });
        cell.with(|cell| cell.id("not a message"));
        #[cfg(test)]
        mod tests { fn test() { text.say("in-a-test") } }
    "#
    .replace("        ", "");
    let mut calls = Vec::new();
    in_source(&source, "here", &mut calls);
    let found: Vec<_> = calls
        .iter()
        .map(|call| {
            let variables = call.variables.as_ref();
            let variables: Option<Vec<&str>> =
                variables.map(|names| names.iter().map(String::as_str).collect());
            (call.id.as_str(), call.is_family, variables)
        })
        .collect();
    let none = Some(vec![]);
    assert_eq!(
        found,
        [
            ("chosen", false, None),
            ("one", false, none.clone()),
            ("two", false, none.clone()),
            ("three", false, none.clone()),
            ("four", false, Some(vec!["count", "name"])),
            ("five", false, none.clone()),
            ("six", false, None),
            ("family", true, None),
            ("seven", false, none),
            ("eight", false, Some(vec!["id"])),
        ]
    );
}
