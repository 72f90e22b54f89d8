//! Makes one table of the messages of all languages, as `src/marks.rs` describes it. The page
//! reads it without a parser of Fluent, so what is said here to be wrong fails the build.

use std::collections::BTreeMap;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement};
use fluent_syntax::ast::{Variant, VariantKey};
use fluent_syntax::parser;
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::marks::{CASE, END, MESSAGE, PART, SELECT, VARIABLE};

/// The messages of some languages by their ids.
pub(crate) struct Table {
    languages: usize,
    by_id: BTreeMap<String, Vec<String>>,
}

impl Table {
    pub(crate) fn new(languages: usize) -> Self {
        Self {
            languages,
            by_id: BTreeMap::new(),
        }
    }

    /// Takes in a file of the language with that number. The error names the message.
    pub(crate) fn add(&mut self, language: usize, source: &str) -> Result<(), String> {
        let resource = parser::parse(source).map_err(|(_, errors)| {
            let errors = errors.iter().map(|error| {
                let before = source.get(..error.pos.start).unwrap_or(source);
                format!("line {}: {}", before.matches('\n').count() + 1, error.kind)
            });
            errors.collect::<Vec<_>>().join(", ")
        })?;
        for entry in &resource.body {
            match entry {
                Entry::Message(message) => {
                    let id = message.id.name;
                    let pattern = compiled(message).map_err(|why| format!("`{id}` {why}"))?;
                    let empty = || vec![String::new(); self.languages];
                    let patterns = self.by_id.entry(id.to_owned()).or_insert_with(empty);
                    match patterns.get_mut(language) {
                        Some(place) if place.is_empty() => *place = pattern,
                        _ => return Err(format!("`{id}` stands twice")),
                    }
                }
                Entry::Term(term) => {
                    return Err(format!(
                        "`-{}` is a term: say whole sentences",
                        term.id.name
                    ));
                }
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
                Entry::Junk { content } => return Err(format!("cannot be read: {content}")),
            }
        }
        Ok(())
    }

    /// The ids, in the order of the messages.
    pub(crate) fn ids(&self) -> Vec<&str> {
        self.by_id.keys().map(String::as_str).collect()
    }

    /// The table of some messages. The places of the others are empty, so that a message has the
    /// same place in each table.
    pub(crate) fn text(&self, is_for: impl Fn(&str) -> bool) -> String {
        let ids = self.by_id.iter().map(|(id, patterns)| {
            if !is_for(id) {
                return String::new();
            }
            // Such an id is an English sentence of a crate. With its spaces it compresses to a
            // reference to that sentence.
            if patterns.iter().any(String::is_empty) {
                id.replace('-', " ")
            } else {
                id.clone()
            }
        });
        let mut parts = vec![joined(ids)];
        for language in 0..self.languages {
            let patterns = self.by_id.iter().map(|(id, patterns)| {
                let pattern = patterns.get(language).filter(|_| is_for(id));
                pattern.cloned().unwrap_or_default()
            });
            parts.push(joined(patterns));
        }
        parts.join(&PART.to_string())
    }
}

fn joined(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(&MESSAGE.to_string())
}

fn compiled(message: &Message<&str>) -> Result<String, String> {
    if !message.attributes.is_empty() {
        return Err("has attributes: make each a message".into());
    }
    let value = message.value.as_ref().ok_or("has no value")?;
    let mut written = String::new();
    pattern(value, &mut written)?;
    if written.is_empty() {
        return Err("is empty".into());
    }
    Ok(written)
}

fn pattern(pattern: &Pattern<&str>, written: &mut String) -> Result<(), String> {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => literal(value, written)?,
            PatternElement::Placeable { expression } => placeable(expression, written)?,
        }
    }
    Ok(())
}

fn literal(text: &str, written: &mut String) -> Result<(), String> {
    if text.contains(|character| character <= END) {
        return Err("has a control character".into());
    }
    written.push_str(text);
    Ok(())
}

fn placeable(expression: &Expression<&str>, written: &mut String) -> Result<(), String> {
    match expression {
        Expression::Inline(InlineExpression::VariableReference { id }) => {
            written.push(VARIABLE);
            written.push_str(id.name);
            written.push(VARIABLE);
            Ok(())
        }
        Expression::Inline(InlineExpression::StringLiteral { value }) => {
            literal(&unescape_unicode_to_string(value), written)
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => {
            placeable(expression, written)
        }
        Expression::Inline(other) => Err(format!("has {}", refused(other))),
        Expression::Select { selector, variants } => {
            let InlineExpression::VariableReference { id } = selector else {
                return Err(format!("chooses by {}", refused(selector)));
            };
            written.push(SELECT);
            written.push_str(id.name);
            let last = variants.len().saturating_sub(1);
            for (at, variant) in variants.iter().enumerate() {
                if variant.default != (at == last) {
                    return Err("has a default that is not the last variant".into());
                }
                written.push(CASE);
                written.push_str(key(variant)?);
                written.push(CASE);
                pattern(&variant.value, written)?;
            }
            written.push(END);
            Ok(())
        }
    }
}

/// How the page knows the variant; the default is whatever none before it is.
fn key<'a>(variant: &Variant<&'a str>) -> Result<&'a str, String> {
    match variant.key {
        _ if variant.default => Ok(""),
        VariantKey::Identifier { name } => Ok(name),
        VariantKey::NumberLiteral { value } => {
            let as_said = value.parse::<usize>().map(|number| number.to_string());
            if as_said.is_ok_and(|said| said == value) {
                Ok(value)
            } else {
                Err(format!("has a variant for {value}: take a whole number"))
            }
        }
    }
}

/// What the page cannot resolve.
fn refused(expression: &InlineExpression<&str>) -> String {
    match expression {
        InlineExpression::FunctionReference { id, .. } => {
            format!("the function {}: hand over what it makes", id.name)
        }
        InlineExpression::MessageReference { id, .. } => {
            format!("the message `{}`: say whole sentences", id.name)
        }
        InlineExpression::TermReference { id, .. } => {
            format!("the term `-{}`: say whole sentences", id.name)
        }
        InlineExpression::NumberLiteral { value } => {
            format!("the number {value} in braces: write it as text")
        }
        InlineExpression::StringLiteral { value } => format!("the text \"{value}\""),
        InlineExpression::VariableReference { id } => format!("the variable ${}", id.name),
        InlineExpression::Placeable { .. } => "braces in braces".into(),
    }
}
