//! What becomes of the contract from one version to the next, by its JSON Schemas: what breaks
//! who uses it, and what joins.

mod shape;

use self::shape::{Shape, shapes};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What users write. Everything else they read.
const INPUTS: [&str; 2] = ["CaseFile", "Configuration"];

/// What differs between two versions of the contract, a line each, with its place.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Input that was taken is refused, or output is other than readers know it.
    pub(crate) breaking: Vec<String>,
    /// Input that was refused is taken, or output has more than it had.
    pub(crate) joining: Vec<String>,
}

/// Compares what `vestibule schema all` printed with what it prints now.
pub(crate) fn compare(before: &Value, now: &Value) -> Difference {
    let (old, new) = (shapes(before), shapes(now));
    let mut written = shape::reachable(before, &INPUTS);
    written.extend(shape::reachable(now, &INPUTS));
    let mut difference = Difference::default();
    for (path, shape) in &old {
        let is_written = is_in(&written, path);
        match new.get(path) {
            Some(now) => difference.change(path, shape, now, is_written),
            None if is_outermost(path, &new) => {
                difference.breaking.push(format!("{path} is gone"));
            }
            None => {}
        }
    }
    for (path, shape) in &new {
        if old.contains_key(path) || !is_outermost(path, &old) {
            continue;
        }
        if shape.required && is_in(&written, path) && path.contains('.') {
            difference
                .breaking
                .push(format!("{path} joins and must be given"));
        } else {
            difference.joining.push(format!("{path} joins"));
        }
    }
    difference
}

/// Whether the definition that a path begins with is among those that users write.
fn is_in(written: &BTreeSet<String>, path: &str) -> bool {
    let name = path.split(['.', '[', '{']).next().unwrap_or(path);
    written.contains(name)
}

/// Whether what a path is in is there in the other version, too; else that is told alone.
fn is_outermost(path: &str, other: &BTreeMap<String, Shape>) -> bool {
    let parent = path.rfind(['.', '[', '{']).and_then(|end| path.get(..end));
    parent.is_none_or(|parent| other.contains_key(parent))
}

impl Difference {
    fn change(&mut self, path: &str, old: &Shape, new: &Shape, is_written: bool) {
        for gone in old.takes.difference(&new.takes) {
            if is_written {
                self.breaking.push(format!("{path} no longer takes {gone}"));
            } else {
                self.joining.push(format!("{path} no longer is {gone}"));
            }
        }
        for come in new.takes.difference(&old.takes) {
            // Of a word that joins, readers know that it is a word.
            let is_known = come.starts_with('"') || come == shape::OPEN;
            if is_written {
                self.joining.push(format!("{path} takes {come}"));
            } else if is_known {
                self.joining.push(format!("{path} may be {come}"));
            } else {
                self.breaking.push(format!("{path} may be {come}"));
            }
        }
        if old.bounds != new.bounds {
            let line = format!(
                "{path} has the bounds {} in place of {}",
                listed(&new.bounds),
                listed(&old.bounds)
            );
            let list = if is_written {
                &mut self.breaking
            } else {
                &mut self.joining
            };
            list.push(line);
        }
        match (old.required, new.required) {
            (false, true) if is_written => self.breaking.push(format!("{path} must be given")),
            (false, true) => self.joining.push(format!("{path} is always there")),
            (true, false) if is_written => self.joining.push(format!("{path} may be left out")),
            (true, false) => self.breaking.push(format!("{path} may be missing")),
            _ => {}
        }
    }
}

fn listed(bounds: &BTreeSet<String>) -> String {
    if bounds.is_empty() {
        return "none".to_owned();
    }
    let bounds: Vec<&str> = bounds.iter().map(String::as_str).collect();
    bounds.join(", ")
}

/// The least version that may follow `last` with such a difference; none where `last` is none.
pub(crate) fn least(last: &str, breaks: bool, joins: bool) -> Option<[u64; 3]> {
    let [major, minor, patch] = numbers(last)?;
    Some(match (major, breaks, joins) {
        // Before 1.0, what breaks raises the second number.
        (0, true, _) => [0, minor + 1, 0],
        (_, true, _) => [major + 1, 0, 0],
        (1.., false, true) => [major, minor + 1, 0],
        _ => [major, minor, patch + 1],
    })
}

/// The three numbers of a version or of its tag.
pub(crate) fn numbers(version: &str) -> Option<[u64; 3]> {
    let version = version.strip_prefix('v').unwrap_or(version);
    let numbers: Option<Vec<u64>> = version.split('.').map(|part| part.parse().ok()).collect();
    numbers?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::{compare, least, numbers};
    use serde_json::{Value, json};

    fn contract() -> Value {
        json!({"$defs": {
            "CaseFile": {
                "type": "object",
                "properties": {
                    "name": {"type": "string"},
                    "rows": {"type": "array", "items": {"$ref": "#/$defs/Row"}},
                },
                "required": ["rows"],
                "additionalProperties": false,
            },
            "Row": {
                "type": "object",
                "properties": {
                    "door": {"oneOf": [
                        {"type": "string", "const": "console"},
                        {"type": "string", "const": "login"},
                    ]},
                    "count": {"type": "integer", "minimum": 0},
                },
            },
            "Decision": {
                "type": "object",
                "properties": {
                    "outcome": {"type": "string", "enum": ["allowed", "denied"]},
                    "by": {"type": "array", "items": {"type": "string"}},
                },
                "required": ["outcome"],
            },
        }})
    }

    /// What a change of the contract comes to: what breaks, then what joins.
    fn changed(change: impl FnOnce(&mut Value)) -> (Vec<String>, Vec<String>) {
        let mut now = contract();
        change(&mut now["$defs"]);
        let difference = compare(&contract(), &now);
        (difference.breaking, difference.joining)
    }

    fn breaks(line: &str) -> (Vec<String>, Vec<String>) {
        (vec![line.to_owned()], Vec::new())
    }

    fn joins(line: &str) -> (Vec<String>, Vec<String>) {
        (Vec::new(), vec![line.to_owned()])
    }

    fn remove(value: &mut Value, name: &str) {
        value.as_object_mut().unwrap().shift_remove(name);
    }

    #[test]
    fn the_same_contract_has_no_difference() {
        assert_eq!(changed(|_| ()), (Vec::new(), Vec::new()));
        let described = changed(|defs| defs["Row"]["description"] = json!("A row."));
        assert_eq!(described, (Vec::new(), Vec::new()));
    }

    #[test]
    fn what_users_write_breaks_where_it_is_refused() {
        let rows = [
            (
                changed(|defs| remove(&mut defs["CaseFile"]["properties"], "name")),
                breaks("CaseFile.name is gone"),
            ),
            (
                changed(|defs| defs["CaseFile"]["required"] = json!(["rows", "name"])),
                breaks("CaseFile.name must be given"),
            ),
            (
                changed(|defs| defs["CaseFile"]["required"] = json!([])),
                joins("CaseFile.rows may be left out"),
            ),
            (
                changed(|defs| {
                    defs["Row"]["properties"]["new"] = json!({"type": "string"});
                    defs["Row"]["required"] = json!(["new"]);
                }),
                breaks("Row.new joins and must be given"),
            ),
            (
                changed(|defs| defs["Row"]["properties"]["new"] = json!({"type": "string"})),
                joins("Row.new joins"),
            ),
            (
                changed(|defs| {
                    defs["Row"]["properties"]["door"]["oneOf"][1]["const"] = json!("console");
                }),
                breaks("Row.door no longer takes \"login\""),
            ),
            (
                changed(|defs| {
                    defs["Row"]["properties"]["door"] = json!({"enum": ["console", "login", "x"]});
                }),
                joins("Row.door takes \"x\""),
            ),
            (
                changed(|defs| defs["Row"]["properties"]["count"]["minimum"] = json!(1)),
                breaks("Row.count has the bounds minimum 1 in place of minimum 0"),
            ),
            (
                changed(|defs| defs["Row"]["additionalProperties"] = json!(false)),
                breaks("Row no longer takes other members"),
            ),
            (
                changed(|defs| {
                    defs["CaseFile"]["properties"]["name"]["type"] = json!(["string", "null"])
                }),
                joins("CaseFile.name takes null"),
            ),
        ];
        for (found, expected) in rows {
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn what_users_read_breaks_where_readers_do_not_know_it() {
        let rows = [
            (
                changed(|defs| remove(defs, "Decision")),
                breaks("Decision is gone"),
            ),
            (
                changed(|defs| defs["Decision"]["required"] = json!([])),
                breaks("Decision.outcome may be missing"),
            ),
            (
                changed(|defs| defs["Decision"]["required"] = json!(["outcome", "by"])),
                joins("Decision.by is always there"),
            ),
            (
                changed(|defs| {
                    defs["Decision"]["properties"]["outcome"]["enum"] =
                        json!(["allowed", "denied", "unknown"]);
                }),
                joins("Decision.outcome may be \"unknown\""),
            ),
            (
                changed(|defs| {
                    defs["Decision"]["properties"]["by"]["items"]["type"] =
                        json!(["string", "null"]);
                }),
                breaks("Decision.by[] may be null"),
            ),
            (
                changed(|defs| {
                    defs["New"] = json!({"type": "object", "properties": {"a": {"type": "string"}}})
                }),
                joins("New joins"),
            ),
        ];
        for (found, expected) in rows {
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn alternatives_are_read_at_one_place() {
        let row = json!({"$defs": {"A": {"anyOf": [
            {"type": "object", "properties": {"x": {"type": "string"}}, "required": ["x"]},
            {"type": "object", "properties": {"y": {"$ref": "#/$defs/B"}},
             "additionalProperties": {"type": "integer"}},
            {"type": "null"},
        ]}}});
        let mut shapes: Vec<String> = super::shapes(&row).into_keys().collect();
        shapes.sort();
        assert_eq!(shapes, ["A", "A.x", "A.y", "A{}"]);
    }

    #[test]
    fn versions_follow_semantic_versioning() {
        let rows = [
            ("v0.1.0", true, true, [0, 2, 0]),
            ("v0.1.0", false, true, [0, 1, 1]),
            ("0.1.4", false, false, [0, 1, 5]),
            ("1.2.3", true, false, [2, 0, 0]),
            ("1.2.3", false, true, [1, 3, 0]),
            ("1.2.3", false, false, [1, 2, 4]),
        ];
        for (last, breaks, joins, expected) in rows {
            assert_eq!(least(last, breaks, joins), Some(expected), "{last}");
        }
        assert_eq!(least("v1", true, true), None);
        assert!(numbers("1.10.0") > numbers("1.9.9"));
    }
}
