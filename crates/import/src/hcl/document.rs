//! `aws_iam_policy_document`, as the provider for AWS renders it.

use std::collections::{BTreeMap, BTreeSet};

use hcl_edit::expr::Expression;
use hcl_edit::structure::{Block, Structure};
use vestibule_iam::json;

use super::evaluate::{At, Evaluator, Known, Reference};
use super::instance::within;
use super::module::attribute;
use super::value::Value;

const DOCUMENT: &str = "aws_iam_policy_document";
/// The version that a document has without one.
const VERSION: &str = "2012-10-17";
const OLD_VERSION: &str = "2008-10-17";

type Members = BTreeMap<String, Value>;

impl Evaluator<'_> {
    /// The text of a policy document, where a reference is one.
    pub(super) fn of_document(
        &self,
        reference: &Reference,
        what: &str,
        at: At<'_>,
        node: &Expression,
    ) -> Option<Known<Value>> {
        let address = &reference.address;
        let [attribute] = reference.rest.as_slice() else {
            return None;
        };
        let is_text = matches!(attribute.as_str(), "json" | "minified_json");
        if !address.is_data || address.of_type != DOCUMENT || !is_text {
            return None;
        }
        let (file, block) = *self.module.resources.get(address)?;
        let find = || {
            let instances = self.instances(block, file)?;
            let mut instances = instances.iter();
            let instance = instances.find(|one| {
                let key = one.as_ref().map(|one| &one.key);
                key == reference.index.as_ref()
            });
            let Some(instance) = instance else {
                return self.open(what, at, node);
            };
            within(instance.as_ref(), file, |at| self.document(block, at))
        };
        let name = format!(
            "{address}[{}]",
            reference.index.as_deref().unwrap_or_default()
        );
        Some(self.named(&name, at, node, find))
    }

    fn document(&self, block: &Block, at: At<'_>) -> Known<Value> {
        self.only(
            block,
            &[
                "version",
                "policy_id",
                "count",
                "for_each",
                "source_policy_documents",
                "override_policy_documents",
                "provider",
                "depends_on",
            ],
            &["statement", "lifecycle"],
            at,
        )?;
        let version = self.optional(block, "version", at)?;
        let version = version.unwrap_or_else(|| VERSION.to_owned());
        if version != VERSION && version != OLD_VERSION {
            return self.odd(at, block);
        }
        let mut merged = Merged::default();
        let mut sids = BTreeSet::new();
        for source in self.texts_of(block, "source_policy_documents", at)? {
            let Some((head, statements)) = parsed(&source) else {
                return self.open("source_policy_documents", at, block);
            };
            for statement in &statements {
                let sid = sid(statement);
                if sid.is_some_and(|sid| !sids.insert(sid.to_owned())) {
                    return self.odd(at, block);
                }
            }
            merged.merge(head, statements);
        }
        let mut head = Members::new();
        if let Some(id) = self.optional(block, "policy_id", at)? {
            head.insert("Id".to_owned(), Value::Text(id));
        }
        head.insert("Version".to_owned(), Value::Text(version.clone()));
        let mut statements = Vec::new();
        let mut own = BTreeSet::new();
        for one in block.body.get_blocks("statement") {
            let statement = self.statement(one, &version, at)?;
            let sid = sid(&statement);
            if sid.is_some_and(|sid| !own.insert(sid.to_owned())) {
                return self.odd(at, one);
            }
            statements.push(statement);
        }
        merged.merge(head, statements);
        for document in self.texts_of(block, "override_policy_documents", at)? {
            let Some((head, statements)) = parsed(&document) else {
                return self.open("override_policy_documents", at, block);
            };
            merged.merge(head, statements);
        }
        let text = merged.value().json();
        self.sized(Value::Text(text), at, block)
    }

    fn statement(&self, block: &Block, version: &str, at: At<'_>) -> Known<Members> {
        self.only(
            block,
            &[
                "sid",
                "effect",
                "actions",
                "not_actions",
                "resources",
                "not_resources",
            ],
            &["principals", "not_principals", "condition"],
            at,
        )?;
        let mut statement = Members::new();
        if let Some(sid) = self.optional(block, "sid", at)?
            && !sid.is_empty()
        {
            statement.insert("Sid".to_owned(), Value::Text(sid));
        }
        let effect = self.optional(block, "effect", at)?;
        let effect = effect.unwrap_or_else(|| "Allow".to_owned());
        if effect != "Allow" && effect != "Deny" {
            return self.odd(at, block);
        }
        statement.insert("Effect".to_owned(), Value::Text(effect));
        for (name, member, has_variables) in [
            ("actions", "Action", false),
            ("not_actions", "NotAction", false),
            ("resources", "Resource", true),
            ("not_resources", "NotResource", true),
        ] {
            let mut all = sorted(self.texts_of(block, name, at)?);
            if has_variables {
                all = self.with_variables(all, version, at, block)?;
            }
            if !all.is_empty() {
                statement.insert(member.to_owned(), one_or_many(all));
            }
        }
        for (name, member) in [
            ("principals", "Principal"),
            ("not_principals", "NotPrincipal"),
        ] {
            if let Some(principals) = self.principals(block, name, version, at)? {
                statement.insert(member.to_owned(), principals);
            }
        }
        let mut conditions: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
        for condition in block.body.get_blocks("condition") {
            self.only(condition, &["test", "variable", "values"], &[], at)?;
            let test = self.required(condition, "test", at)?;
            let variable = self.required(condition, "variable", at)?;
            let values = self.texts_of(condition, "values", at)?;
            let values = self.with_variables(values, version, at, condition)?;
            let known = conditions.entry(test).or_default();
            known.entry(variable).or_default().extend(values);
        }
        if !conditions.is_empty() {
            let of_test = |(test, variables): (String, BTreeMap<String, Vec<String>>)| {
                let variables = variables.into_iter();
                let variables = variables.map(|(key, values)| (key, one_or_many(values)));
                (test, Value::Map(variables.collect()))
            };
            let conditions = conditions.into_iter().map(of_test).collect();
            statement.insert("Condition".to_owned(), Value::Map(conditions));
        }
        Ok(statement)
    }

    fn principals(
        &self,
        block: &Block,
        name: &str,
        version: &str,
        at: At<'_>,
    ) -> Known<Option<Value>> {
        let mut all: Vec<(String, Vec<String>)> = Vec::new();
        for one in block.body.get_blocks(name) {
            self.only(one, &["type", "identifiers"], &[], at)?;
            let of_type = self.required(one, "type", at)?;
            let identifiers = sorted(self.texts_of(one, "identifiers", at)?);
            let identifiers = self.with_variables(identifiers, version, at, one)?;
            all.push((of_type, identifiers));
        }
        if let [(of_type, identifiers)] = all.as_slice()
            && of_type == "*"
            && identifiers.as_slice() == ["*"]
        {
            return Ok(Some(Value::Text("*".to_owned())));
        }
        let mut of_types: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (of_type, identifiers) in all {
            of_types.entry(of_type).or_default().extend(identifiers);
        }
        let of_types = of_types.into_iter();
        let of_types: Members = of_types
            .map(|(of_type, all)| (of_type, one_or_many(all)))
            .collect();
        Ok((!of_types.is_empty()).then_some(Value::Map(of_types)))
    }

    /// Policy variables, which may be written as `&{…}`.
    fn with_variables(
        &self,
        all: Vec<String>,
        version: &str,
        at: At<'_>,
        node: &Block,
    ) -> Known<Vec<String>> {
        let has_some = all.iter().any(|one| one.contains("&{"));
        if has_some && version == OLD_VERSION {
            return self.odd(at, node);
        }
        Ok(all.into_iter().map(|one| one.replace("&{", "${")).collect())
    }

    /// Refuses a block with something in it that is not known, such as `dynamic`.
    fn only(&self, block: &Block, attributes: &[&str], blocks: &[&str], at: At<'_>) -> Known<()> {
        for structure in block.body.iter() {
            let (name, is_known) = match structure {
                Structure::Attribute(one) => {
                    let name = one.key.as_str();
                    (name, attributes.contains(&name))
                }
                Structure::Block(one) => {
                    let name = one.ident.as_str();
                    (name, blocks.contains(&name))
                }
            };
            if !is_known {
                return self.open(name, at, structure);
            }
        }
        Ok(())
    }

    fn optional(&self, block: &Block, name: &str, at: At<'_>) -> Known<Option<String>> {
        let Some(node) = attribute(block, name) else {
            return Ok(None);
        };
        match self.value(node, at)? {
            Value::Null => Ok(None),
            value => match value.text() {
                Some(text) => Ok(Some(text)),
                None => self.open(name, at, node),
            },
        }
    }

    fn required(&self, block: &Block, name: &str, at: At<'_>) -> Known<String> {
        match self.optional(block, name, at)? {
            Some(text) => Ok(text),
            None => self.open(name, at, block),
        }
    }

    /// The texts in a list; none without it.
    fn texts_of(&self, block: &Block, name: &str, at: At<'_>) -> Known<Vec<String>> {
        let Some(node) = attribute(block, name) else {
            return Ok(Vec::new());
        };
        let texts = match self.value(node, at)? {
            Value::Null => Some(Vec::new()),
            Value::List(all) => all.iter().map(Value::text).collect::<Option<Vec<_>>>(),
            _ => None,
        };
        match texts {
            Some(texts) => Ok(texts),
            None => self.open(name, at, node),
        }
    }
}

/// A set of texts, in the order in which the provider writes one.
fn sorted(mut all: Vec<String>) -> Vec<String> {
    all.sort();
    all.dedup();
    all.reverse();
    all
}

fn one_or_many(mut all: Vec<String>) -> Value {
    match all.len() {
        1 => Value::Text(all.remove(0)),
        _ => Value::List(all.into_iter().map(Value::Text).collect()),
    }
}

fn sid(statement: &Members) -> Option<&str> {
    statement.get("Sid").and_then(Value::as_text)
}

/// A document that others are merged into.
#[derive(Default)]
struct Merged {
    head: Members,
    statements: Vec<Members>,
}

impl Merged {
    fn merge(&mut self, head: Members, statements: Vec<Members>) {
        for (name, value) in head {
            let is_older = name == "Version"
                && self.head.get(&name).and_then(Value::as_text) > value.as_text();
            if !is_older && value.as_text() != Some("") {
                self.head.insert(name, value);
            }
        }
        for statement in statements {
            let sid = sid(&statement);
            let mut known = self.statements.iter_mut();
            let known = known.find(|one| sid.is_some() && self::sid(one) == sid);
            match known {
                Some(known) => *known = statement,
                None => self.statements.push(statement),
            }
        }
    }

    fn value(self) -> Value {
        let mut members = self.head;
        if !self.statements.is_empty() {
            let statements = self.statements.into_iter().map(Value::Map).collect();
            members.insert("Statement".to_owned(), Value::List(statements));
        }
        Value::Map(members)
    }
}

/// A document that is merged with others, where the provider keeps all that it says.
fn parsed(text: &str) -> Option<(Members, Vec<Members>)> {
    let parsed = json::parse(text);
    if !parsed.problems.is_empty() {
        return None;
    }
    let Value::Map(mut members) = Value::of_json(&parsed.root)? else {
        return None;
    };
    let statements = match members.remove("Statement") {
        None => Vec::new(),
        Some(Value::List(all)) => all,
        Some(_) => return None,
    };
    let is_known = |(name, value): (&String, &Value)| {
        matches!(name.as_str(), "Version" | "Id") && value.as_text().is_some()
    };
    if !members.iter().all(is_known) {
        return None;
    }
    let statements = statements.into_iter().map(|one| match one {
        Value::Map(mut members) => {
            members
                .iter()
                .all(|(name, value)| is_kept(name, value))
                .then_some(())?;
            // The provider keeps an empty one for none.
            if sid(&members) == Some("") {
                members.remove("Sid");
            }
            Some(members)
        }
        _ => None,
    });
    Some((members, statements.collect::<Option<_>>()?))
}

/// Whether the provider keeps a member of a statement as it is.
fn is_kept(name: &str, value: &Value) -> bool {
    let is_texts = |value: &Value| match value {
        Value::Text(_) => true,
        Value::List(all) => !all.is_empty() && all.iter().all(|one| matches!(one, Value::Text(_))),
        _ => false,
    };
    match (name, value) {
        ("Sid" | "Effect", Value::Text(_)) => true,
        ("Action" | "NotAction" | "Resource" | "NotResource", value) => is_texts(value),
        ("Principal" | "NotPrincipal", Value::Text(one)) => one == "*",
        ("Principal" | "NotPrincipal", Value::Map(all)) => {
            !all.is_empty() && all.values().all(is_texts)
        }
        ("Condition", Value::Map(all)) if !all.is_empty() => {
            all.values().all(|of_test| match of_test {
                Value::Map(all) => all.values().all(is_texts),
                _ => false,
            })
        }
        _ => false,
    }
}
