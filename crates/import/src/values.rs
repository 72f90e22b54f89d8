//! Values that the user gives for placeholders, parameters and variables.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use vestibule_iam::json::{self, Node, Value, json_string};
use vestibule_syntax::diagnostic::codes;
use vestibule_syntax::limits::DOCUMENT_BYTES;
use vestibule_syntax::message;
use vestibule_wire::{Finding, Severity};

/// The values by their names, and which of them something used.
#[derive(Debug, Default)]
pub(crate) struct Values {
    given: BTreeMap<String, String>,
    used: RefCell<BTreeSet<String>>,
}

impl Values {
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.given.insert(name.to_owned(), value.to_owned());
    }

    /// The value of a name, which is used then.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let value = self.given.get(name)?;
        self.used.borrow_mut().insert(name.to_owned());
        Some(value)
    }

    /// Says which of them nothing used.
    pub(crate) fn unused(&self) -> Option<Finding> {
        let used = self.used.borrow();
        let unused = self.given.keys().filter(|name| !used.contains(*name));
        let unused: Vec<&str> = unused.map(|name| &**name).collect();
        if unused.is_empty() {
            return None;
        }
        let message = message!(
            "values that `--set` gives are used by nothing: {names}",
            names = codes(unused.iter().copied())
        );
        let help = message!(
            "check their spelling; names of placeholders, variables and parameters are case-sensitive"
        );
        Some(Finding::new("import-set-unused", Severity::Warning, message).help(help))
    }

    /// A policy with values in the place of its placeholders `${NAME}`, or the names of those
    /// without one. Only texts that are values of members change, and each stays one text.
    pub(crate) fn filled(&self, text: String) -> Result<String, BTreeSet<String>> {
        if !text.contains("${") {
            return Ok(text);
        }
        let root = json::parse(&text).root;
        let mut filling = Filling {
            values: self,
            edits: Vec::new(),
            without: BTreeSet::new(),
            bytes: 0,
        };
        filling.node(&root);
        if !filling.without.is_empty() {
            return Err(filling.without);
        }
        let mut filled = String::with_capacity(text.len() + filling.bytes);
        let mut at = 0;
        for (start, end, value) in filling.edits {
            filled.push_str(text.get(at..start).unwrap_or_default());
            filled.push_str(&value);
            at = end;
        }
        filled.push_str(text.get(at..).unwrap_or_default());
        Ok(filled)
    }
}

struct Filling<'v> {
    values: &'v Values,
    /// What stands in the place of the texts from and to an offset.
    edits: Vec<(usize, usize, String)>,
    without: BTreeSet<String>,
    bytes: usize,
}

impl Filling<'_> {
    fn node(&mut self, node: &Node) {
        match &node.value {
            Value::String(text) => self.text(text, node),
            Value::Array(all) => all.iter().for_each(|one| self.node(one)),
            Value::Object(members) => {
                for member in members {
                    let key = &*member.key.value;
                    // What a key would become is no longer what the policy says.
                    self.without
                        .extend(names(key).map(|(_, name)| name.to_owned()));
                    self.node(&member.value);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, node: &Node) {
        let (mut filled, mut at) = (String::new(), 0);
        for (start, name) in names(text) {
            let value = self.values.get(name);
            let left = DOCUMENT_BYTES.checked_sub(self.bytes + filled.len());
            let Some(value) = value.filter(|value| left.is_some_and(|left| value.len() <= left))
            else {
                self.without.insert(name.to_owned());
                continue;
            };
            filled.push_str(text.get(at..start).unwrap_or_default());
            filled.push_str(value);
            at = start + name.len() + 3;
        }
        if at > 0 {
            filled.push_str(text.get(at..).unwrap_or_default());
            let filled = json_string(&filled);
            self.bytes += filled.len();
            let (start, end) = (node.span.start as usize, node.span.end as usize);
            self.edits.push((start, end, filled));
        }
    }
}

/// The placeholders in a text, each with where it begins. Policy variables of AWS, which have a
/// colon in their names or are one sign, are none.
pub(crate) fn names(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("${").filter_map(|(start, _)| {
        let rest = text.get(start + 2..)?;
        let name = rest.get(..rest.find('}')?)?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
        (!name.is_empty() && name.chars().all(is_name)).then_some((start, name))
    })
}

#[cfg(test)]
mod tests {
    use super::{Values, names};
    use proptest::prelude::*;
    use vestibule_iam::json;

    #[test]
    fn policy_variables_are_no_placeholders() {
        let text = "${aws:PrincipalTag/x} ${*} ${?} ${$} ${aws:username, 'x'} ${} ${A ${B}";
        let found: Vec<&str> = names(text).map(|(_, name)| name).collect();
        assert_eq!(found, ["B"]);
    }

    #[test]
    fn those_without_a_value_are_named() {
        let mut values = Values::default();
        values.set("A", "x");
        let filled = values.filled(r#"{"a":"${A}${B}","${C}":["${D}"]}"#.to_owned());
        assert_eq!(
            filled.unwrap_err().into_iter().collect::<Vec<_>>(),
            ["B", "C", "D"]
        );
    }

    proptest! {
        #[test]
        fn a_value_never_changes_the_structure(value in "\\PC{0,12}|[\"\\\\{}\\[\\],:$]{0,12}") {
            let mut values = Values::default();
            values.set("A", &value);
            let text = r#"{"x": ["a${A}b", "${aws:username}"], "y": {"z": "${A}${A}"}}"#;
            let filled = values.filled(text.to_owned()).unwrap();
            let parsed: serde_json::Value = serde_json::from_str(&filled).unwrap();
            prop_assert_eq!(parsed, serde_json::json!({
                "x": [format!("a{value}b"), "${aws:username}"],
                "y": { "z": format!("{value}{value}") },
            }));
            prop_assert!(json::parse(&filled).problems.is_empty());
            prop_assert!(values.unused().is_none());
        }
    }
}
