//! A schema as a table: for each place in a document, what stands there.

use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What an object takes that allows members without a name in its schema.
pub(super) const OPEN: &str = "other members";

/// How schemas name their definitions.
const REFERENCE: &str = "#/$defs/";

/// What narrows a type.
const BOUNDS: [&str; 6] = [
    "format", "maximum", "maxItems", "minimum", "minItems", "pattern",
];

/// What stands at a place.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// Types, definitions, and words in quotes.
    pub(super) takes: BTreeSet<String>,
    pub(super) bounds: BTreeSet<String>,
    pub(super) required: bool,
}

/// The places of all definitions: `Name`, `Name.member`, `Name.member[]` for what a list has, and
/// `Name.member{}` for what any other member is.
pub(super) fn shapes(contract: &Value) -> BTreeMap<String, Shape> {
    let mut found = BTreeMap::new();
    for (name, schema) in definitions(contract) {
        read(name, schema, &mut found);
    }
    found
}

fn definitions(contract: &Value) -> impl Iterator<Item = (&String, &Value)> {
    members(contract, "$defs")
}

fn members<'v>(schema: &'v Value, name: &str) -> impl Iterator<Item = (&'v String, &'v Value)> {
    let members = schema.get(name).and_then(Value::as_object);
    members.into_iter().flat_map(Map::iter)
}

fn list<'v>(schema: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    let list = schema.get(name).and_then(Value::as_array);
    list.into_iter().flatten()
}

/// What is one of several has the shapes of all of them at the same place.
fn read(path: &str, schema: &Value, found: &mut BTreeMap<String, Shape>) {
    let shape = found.entry(path.to_owned()).or_default();
    let words: Vec<&Value> = list(schema, "enum").chain(schema.get("const")).collect();
    shape
        .takes
        .extend(words.iter().map(|word| word.to_string()));
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = reference.strip_prefix(REFERENCE).unwrap_or(reference);
        shape.takes.insert(format!("`{name}`"));
    }
    let kinds = list(schema, "type").chain(schema.get("type"));
    // A word's type says nothing more.
    let kinds = kinds.filter_map(Value::as_str).filter(|_| words.is_empty());
    shape.takes.extend(kinds.map(str::to_owned));
    for bound in BOUNDS {
        if let Some(value) = schema.get(bound) {
            let value = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            shape.bounds.insert(format!("{bound} {value}"));
        }
    }
    let is_object = schema.get("properties").is_some();
    let others = schema.get("additionalProperties");
    if is_object && others != Some(&Value::Bool(false)) {
        shape.takes.insert(OPEN.to_owned());
    }
    for alternatives in ["anyOf", "oneOf", "allOf"] {
        for alternative in list(schema, alternatives) {
            read(path, alternative, found);
        }
    }
    for (name, member) in members(schema, "properties") {
        let path = format!("{path}.{name}");
        let required = list(schema, "required").any(|required| required == name.as_str());
        let is_new = !found.contains_key(&path);
        read(&path, member, found);
        if let Some(shape) = found.get_mut(&path) {
            // In all alternatives that have it.
            shape.required = required && (is_new || shape.required);
        }
    }
    if let Some(items) = schema.get("items") {
        read(&format!("{path}[]"), items, found);
    }
    if let Some(others) = others.filter(|others| others.is_object()) {
        read(&format!("{path}{{}}"), others, found);
    }
}

/// The definitions that `roots` are made of, with themselves.
pub(super) fn reachable(contract: &Value, roots: &[&str]) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<String> = roots.iter().map(|&root| root.to_owned()).collect();
    while let Some(name) = open.pop() {
        if let Some(schema) = contract.get("$defs").and_then(|defs| defs.get(&name))
            && reached.insert(name)
        {
            references(schema, &mut open);
        }
    }
    reached
}

fn references(schema: &Value, found: &mut Vec<String>) {
    match schema {
        Value::Object(members) => {
            for (name, value) in members {
                match value.as_str().and_then(|text| text.strip_prefix(REFERENCE)) {
                    Some(to) if name == "$ref" => found.push(to.to_owned()),
                    _ => references(value, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}
