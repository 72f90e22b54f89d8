//! The messages as their files have them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast::PatternElement;
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern};
use fluent_syntax::parser::parse;

use super::Language;

pub(super) struct Message {
    /// The name of its file.
    pub(super) area: String,
    pub(super) variables: BTreeSet<String>,
    /// As it is written.
    pub(super) text: String,
}

pub(super) fn folder(language: Language) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("text")
        .join(language.tag())
}

/// Every message of a language; fails on what cannot be read and on an id that stands twice.
pub(super) fn read(language: Language) -> BTreeMap<String, Message> {
    let mut messages = BTreeMap::new();
    for entry in std::fs::read_dir(folder(language)).expect("the folder of the language") {
        let path = entry.expect("an entry of it").path();
        if path.extension().is_none_or(|extension| extension != "ftl") {
            continue;
        }
        let area = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let text = std::fs::read_to_string(&path).expect("a file of messages");
        let resource = parse(text).unwrap_or_else(|(_, errors)| {
            panic!("{}: {errors:?}", path.display());
        });
        for entry in resource.body {
            let message = match entry {
                Entry::Message(message) => message,
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
                Entry::Term(_) | Entry::Junk { .. } => {
                    panic!("{}: only messages and comments", path.display())
                }
            };
            let id = message.id.name;
            let pattern = message
                .value
                .unwrap_or_else(|| panic!("`{id}` has no value"));
            assert!(message.attributes.is_empty(), "`{id}` has attributes");
            let mut variables = BTreeSet::new();
            in_pattern(&pattern, &mut variables);
            let message = Message {
                area: area.clone(),
                variables,
                text: text_of(&pattern),
            };
            assert!(
                messages.insert(id.clone(), message).is_none(),
                "`{id}` stands twice"
            );
        }
    }
    assert!(!messages.is_empty(), "no messages in {}", language.tag());
    messages
}

/// A pattern as its file has it, each form of a plural behind the other.
fn text_of(pattern: &Pattern<String>) -> String {
    let elements = pattern.elements.iter().map(|element| match element {
        PatternElement::TextElement { value } => value.clone(),
        PatternElement::Placeable { expression } => match expression {
            Expression::Select { variants, .. } => variants
                .iter()
                .map(|variant| text_of(&variant.value))
                .collect::<Vec<_>>()
                .join("\n"),
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                format!("{{ ${} }}", id.name)
            }
            Expression::Inline(_) => String::new(),
        },
    });
    elements.collect()
}

fn in_pattern(pattern: &Pattern<String>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, found);
        }
    }
}

fn in_expression(expression: &Expression<String>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            for variant in variants {
                in_pattern(&variant.value, found);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<String>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.clone());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        InlineExpression::FunctionReference { arguments, .. } => in_arguments(arguments, found),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        InlineExpression::MessageReference { id, .. }
        | InlineExpression::TermReference { id, .. } => {
            panic!("`{}` is referred to: say whole sentences", id.name)
        }
    }
}

fn in_arguments(arguments: &CallArguments<String>, found: &mut BTreeSet<String>) {
    for inline in &arguments.positional {
        in_inline(inline, found);
    }
}

/// Words that Japanese text takes as they are: names, and the language of policies.
const NAMES: &[&str] = &[
    "AWS",
    "ARN",
    "CIDR",
    "IP",
    "VPC",
    "RCP",
    "SCP",
    "JSON",
    "ID",
    "IAM",
    "CLI",
    "SDK",
    "ISO",
    "OU",
    "BOM",
    "Statement",
    "UTF-8",
    "UTF-16",
    "IPv4",
    "IPv6",
    "base64",
    "OAuth",
    "vestibule",
    "null",
    "true",
    "false",
];

/// The English words outside of code that are no names.
pub(super) fn english_words(text: &str) -> Vec<&str> {
    crate::parts(text)
        .into_iter()
        .filter(|(_, is_code)| !is_code)
        .flat_map(|(part, _)| {
            part.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '+'))
        })
        .filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()))
        .filter(|word| !NAMES.contains(word) && !word.starts_with("U+"))
        .collect()
}
