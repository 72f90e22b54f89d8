//! What expressions come to, as far as the files tell it.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use hcl_edit::expr::{
    BinaryOperator, Conditional, Expression, ForExpr, FuncCall, Object, ObjectKey, UnaryOperator,
};
use hcl_edit::structure::Block;
use hcl_edit::{Number, Span};
use vestibule_syntax::limits::{DOCUMENT_BYTES, DOCUMENT_DEPTH};

use super::module::{Address, Module, attribute};
use super::value::Value;
use crate::values::Values;

/// How many expressions are looked at for one module.
const STEPS: usize = 1_000_000;
/// How deep expressions stand in each other, those that others refer to among them.
const DEPTH: usize = 160;
/// How many resources one with `count` or `for_each` makes at the most.
const INSTANCES: usize = 1000;

/// What is not known, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Open {
    pub(super) what: String,
    pub(super) file: usize,
    pub(super) at: usize,
    /// The attribute of a resource that it is.
    pub(super) of: Option<Reference>,
}

/// An attribute of a resource.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reference {
    pub(super) address: Address,
    /// The key in brackets.
    pub(super) index: Option<String>,
    /// The attribute, and what of it.
    pub(super) rest: Vec<String>,
}

pub(super) type Known<T> = Result<T, Box<Open>>;

/// The names that an expression is below, each with its value.
pub(super) struct Scope<'s> {
    pub(super) above: Option<&'s Scope<'s>>,
    pub(super) name: &'s str,
    pub(super) value: Value,
}

/// Where an expression stands.
#[derive(Clone, Copy)]
pub(super) struct At<'s> {
    pub(super) file: usize,
    pub(super) scope: Option<&'s Scope<'s>>,
}

impl At<'_> {
    fn find(&self, name: &str) -> Option<&Value> {
        let mut scope = self.scope;
        while let Some(one) = scope {
            if one.name == name {
                return Some(&one.value);
            }
            scope = one.above;
        }
        None
    }
}

/// Evaluates expressions of one module.
pub(super) struct Evaluator<'a> {
    pub(super) module: &'a Module<'a>,
    pub(super) given: &'a Values,
    /// The texts of other files by their paths, and which of them are read.
    pub(super) texts: &'a BTreeMap<String, String>,
    pub(super) read: RefCell<BTreeSet<String>>,
    /// The variables that are taken at their defaults, with their files.
    pub(super) defaults: RefCell<BTreeSet<(usize, String)>>,
    steps: Cell<usize>,
    bytes: Cell<usize>,
    depth: Cell<usize>,
    /// What names are; `None` while it is found out.
    names: RefCell<BTreeMap<String, Option<Known<Value>>>>,
}

impl<'a> Evaluator<'a> {
    pub(super) fn new(
        module: &'a Module<'a>,
        given: &'a Values,
        texts: &'a BTreeMap<String, String>,
    ) -> Self {
        Self {
            module,
            given,
            texts,
            read: RefCell::default(),
            defaults: RefCell::default(),
            steps: Cell::new(STEPS),
            bytes: Cell::new(64 * DOCUMENT_BYTES),
            depth: Cell::new(0),
            names: RefCell::default(),
        }
    }

    /// Something that is not known.
    pub(super) fn open<T>(&self, what: &str, at: At<'_>, node: &impl Span) -> Known<T> {
        Err(Box::new(Open {
            what: what.to_owned(),
            file: at.file,
            at: node.span().map_or(0, |span| span.start),
            of: None,
        }))
    }

    /// Counts what a value takes, all together.
    pub(super) fn sized(&self, value: Value, at: At<'_>, node: &impl Span) -> Known<Value> {
        let left = self.bytes.get().checked_sub(value.size());
        match left.filter(|_| value.depth() <= DOCUMENT_DEPTH) {
            Some(left) => {
                self.bytes.set(left);
                Ok(value)
            }
            None => self.open("values that are too large", at, node),
        }
    }

    pub(super) fn value(&self, node: &Expression, at: At<'_>) -> Known<Value> {
        let left = self.steps.get().checked_sub(1);
        let depth = self.depth.get();
        let Some(left) = left.filter(|_| depth < DEPTH) else {
            return self.open("expressions that are nested too deep", at, node);
        };
        self.steps.set(left);
        self.depth.set(depth + 1);
        let value = self.one(node, at);
        self.depth.set(depth);
        value
    }

    fn one(&self, node: &Expression, at: At<'_>) -> Known<Value> {
        match node {
            Expression::Null(_) => Ok(Value::Null),
            Expression::Bool(truth) => Ok(Value::Bool(*truth.value())),
            Expression::Number(number) => match whole(number.value()) {
                Some(number) => Ok(Value::Number(number)),
                None => self.open("a number that is not whole", at, node),
            },
            Expression::String(text) => self.sized(Value::Text(text.to_string()), at, node),
            Expression::Array(all) => {
                let all = all.iter().map(|one| self.value(one, at));
                let all = all.collect::<Known<Vec<Value>>>()?;
                self.sized(Value::List(all), at, node)
            }
            Expression::Object(object) => self.object(object, at, node),
            Expression::StringTemplate(template) => self.template(template.iter(), at, node),
            Expression::HeredocTemplate(heredoc) => {
                let text = self.template(heredoc.template.iter(), at, node)?;
                match text.text() {
                    Some(text) => Ok(Value::Text(text)),
                    None => self.open("a template that is not a text", at, node),
                }
            }
            Expression::Parenthesis(inner) => self.value(inner.inner(), at),
            Expression::Variable(name) => match at.find(name.as_str()) {
                Some(value) => self.sized(value.clone(), at, node),
                None => self.open(name.as_str(), at, node),
            },
            Expression::Conditional(conditional) => self.conditional(conditional, at),
            Expression::FuncCall(call) => self.call(call, at, node),
            Expression::Traversal(traversal) => self.traversal(traversal, at, node),
            Expression::UnaryOp(operation) => {
                let value = self.value(&operation.expr, at)?;
                match (operation.operator.value(), value) {
                    (UnaryOperator::Not, Value::Bool(truth)) => Ok(Value::Bool(!truth)),
                    (UnaryOperator::Neg, Value::Number(number)) => Ok(Value::Number(
                        number
                            .strip_prefix('-')
                            .map_or_else(|| format!("-{number}"), ToOwned::to_owned),
                    )),
                    _ => self.open("an operation", at, node),
                }
            }
            Expression::BinaryOp(operation) => {
                let (one, other) = (&operation.lhs_expr, &operation.rhs_expr);
                let operator = *operation.operator.value();
                match self.binary(operator, self.value(one, at)?, self.value(other, at)?) {
                    Some(value) => Ok(value),
                    None => self.open("an operation", at, node),
                }
            }
            Expression::ForExpr(each) => self.each(each, at, node),
        }
    }

    fn object(&self, object: &Object, at: At<'_>, node: &Expression) -> Known<Value> {
        let mut members = BTreeMap::new();
        for (key, value) in object.iter() {
            let name = match key {
                ObjectKey::Ident(name) => name.as_str().to_owned(),
                // A name alone is a key and no variable.
                ObjectKey::Expression(Expression::Variable(name)) => name.as_str().to_owned(),
                ObjectKey::Expression(key) => match self.value(key, at)?.text() {
                    Some(name) => name,
                    None => return self.open("a key that is not a text", at, key),
                },
            };
            members.insert(name, self.value(value.expr(), at)?);
        }
        self.sized(Value::Map(members), at, node)
    }

    fn conditional(&self, node: &Conditional, at: At<'_>) -> Known<Value> {
        let Value::Bool(holds) = self.value(&node.cond_expr, at)? else {
            return self.open("a condition that is not true or false", at, &node.cond_expr);
        };
        let (taken, other) = match holds {
            true => (&node.true_expr, &node.false_expr),
            false => (&node.false_expr, &node.true_expr),
        };
        let value = self.value(taken, at)?;
        // Both sides have one type, which is a text where one of them is.
        match value {
            Value::Bool(_) | Value::Number(_) => match self.value(other, at)? {
                Value::Text(_) => Ok(Value::Text(value.text().unwrap_or_default())),
                _ => Ok(value),
            },
            value => Ok(value),
        }
    }

    fn binary(&self, operator: BinaryOperator, one: Value, other: Value) -> Option<Value> {
        use BinaryOperator::{
            And, Eq, Greater, GreaterEq, Less, LessEq, Minus, Mul, NotEq, Or, Plus,
        };
        let integer = |value: &Value| match value {
            Value::Number(number) => number.parse::<i64>().ok(),
            _ => None,
        };
        Some(match operator {
            Eq | NotEq => {
                // Lists and maps that look the same may differ in their types.
                let is_null = one == Value::Null || other == Value::Null;
                let is_plain = one.is_plain() && other.is_plain();
                (is_null || is_plain).then_some(())?;
                Value::Bool((one == other) == (operator == Eq))
            }
            And | Or => match (one, other) {
                (Value::Bool(one), Value::Bool(other)) => Value::Bool(match operator {
                    And => one && other,
                    _ => one || other,
                }),
                _ => return None,
            },
            Less | LessEq | Greater | GreaterEq => {
                let (one, other) = (integer(&one)?, integer(&other)?);
                Value::Bool(match operator {
                    Less => one < other,
                    LessEq => one <= other,
                    Greater => one > other,
                    _ => one >= other,
                })
            }
            Plus | Minus | Mul => {
                let (one, other) = (integer(&one)?, integer(&other)?);
                let made = match operator {
                    Plus => one.checked_add(other),
                    Minus => one.checked_sub(other),
                    _ => one.checked_mul(other),
                };
                Value::Number(made?.to_string())
            }
            _ => return None,
        })
    }

    fn each(&self, each: &ForExpr, at: At<'_>, node: &Expression) -> Known<Value> {
        let all = self.value(&each.intro.collection_expr, at)?;
        let Some(all) = pairs(all) else {
            return self.open("a loop over a value that is not a list", at, node);
        };
        let mut list = Vec::new();
        let mut map = BTreeMap::new();
        for (key, value) in all {
            let value_name = each.intro.value_var.as_str();
            let key_name = each.intro.key_var.as_ref().map_or("", |name| name.as_str());
            let outer = Scope {
                above: at.scope,
                name: key_name,
                value: key,
            };
            let inner = Scope {
                above: Some(&outer),
                name: value_name,
                value,
            };
            let at = At {
                scope: Some(&inner),
                ..at
            };
            if let Some(condition) = &each.cond {
                match self.value(&condition.expr, at)? {
                    Value::Bool(true) => {}
                    Value::Bool(false) => continue,
                    _ => return self.open("a condition that is not true or false", at, node),
                }
            }
            let value = self.value(&each.value_expr, at)?;
            match &each.key_expr {
                None => list.push(value),
                Some(key) => {
                    let key = self.value(key, at)?.text();
                    let Some(key) = key.filter(|_| !each.grouping) else {
                        return self.open("a loop that groups", at, node);
                    };
                    if map.insert(key, value).is_some() {
                        return self.open("a loop that makes one key twice", at, node);
                    }
                }
            }
        }
        let value = match each.key_expr {
            None => Value::List(list),
            Some(_) => Value::Map(map),
        };
        self.sized(value, at, node)
    }

    fn call(&self, call: &FuncCall, at: At<'_>, node: &Expression) -> Known<Value> {
        let name = call.name.name.as_str();
        let what = format!("{name}()");
        if call.name.is_namespaced() {
            return self.open(&what, at, node);
        }
        let mut arguments = Vec::new();
        for one in call.args.iter() {
            arguments.push(self.value(one, at)?);
        }
        if call.args.expand_final() {
            match arguments.pop() {
                Some(Value::List(all)) => arguments.extend(all),
                _ => return self.open(&what, at, node),
            }
        }
        let value = match (name, arguments.as_slice()) {
            ("file", [Value::Text(path)]) => self.file(path),
            ("templatefile", [Value::Text(path), Value::Map(values)]) => {
                let text = self.file(path);
                match text.as_ref().and_then(Value::as_text) {
                    Some(text) => return self.filled(text, values, at, node),
                    None => None,
                }
            }
            _ => super::functions::call(name, arguments),
        };
        match value {
            Some(value) => self.sized(value, at, node),
            None => self.open(&what, at, node),
        }
    }

    /// The text of a file that is imported, too.
    fn file(&self, path: &str) -> Option<Value> {
        let mut parts: Vec<&str> = self.module.folder.split('/').collect();
        parts.retain(|part| !part.is_empty());
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        let is_rooted = self.module.folder.starts_with('/');
        let path = format!("{}{}", if is_rooted { "/" } else { "" }, parts.join("/"));
        let text = self.texts.get(&path)?;
        self.read.borrow_mut().insert(path);
        Some(Value::Text(text.clone()))
    }

    /// What a name of the module is, found out once.
    pub(super) fn named(
        &self,
        name: &str,
        at: At<'_>,
        node: &impl Span,
        find: impl FnOnce() -> Known<Value>,
    ) -> Known<Value> {
        let known = self.names.borrow().get(name).cloned();
        match known {
            Some(Some(known)) => return self.sized(known?, at, node),
            Some(None) => return self.open(&format!("{name}, which rests on itself"), at, node),
            None => {}
        }
        self.names.borrow_mut().insert(name.to_owned(), None);
        let found = find();
        self.names
            .borrow_mut()
            .insert(name.to_owned(), Some(found.clone()));
        found
    }

    /// The resources that a block makes, each with the key in brackets, and what is known there.
    pub(super) fn instances(&self, block: &Block, file: usize) -> Known<Vec<Option<Instance>>> {
        let at = At { file, scope: None };
        let address = || block.labels.iter().map(|label| label.as_str());
        let is_twice = [address().collect::<Vec<_>>().join("."), {
            let data: Vec<&str> = std::iter::once("data").chain(address()).collect();
            data.join(".")
        }];
        let is_data = usize::from(block.has_ident("data"));
        if let Some(twice) = is_twice
            .get(is_data)
            .filter(|one| self.module.twice.contains(*one))
        {
            let what = format!("{twice}, which stands there twice");
            return self.open(&what, at, block);
        }
        if let Some(count) = attribute(block, "count") {
            let Value::Number(number) = self.value(count, at)? else {
                return self.open("count", at, count);
            };
            let number = number.parse::<usize>().ok();
            let Some(number) = number.filter(|number| *number <= INSTANCES) else {
                return self.open("count", at, count);
            };
            let instance = |at: usize| {
                Some(Instance {
                    key: at.to_string(),
                    names: vec![("count.index", Value::Number(at.to_string()))],
                })
            };
            return Ok((0..number).map(instance).collect());
        }
        let Some(all) = attribute(block, "for_each") else {
            return Ok(vec![None]);
        };
        let is_list = matches!(self.value(all, at)?, Value::List(_));
        let pairs = pairs(self.value(all, at)?);
        let Some(pairs) = pairs.filter(|pairs| pairs.len() <= INSTANCES) else {
            return self.open("for_each", at, all);
        };
        let mut instances = Vec::new();
        for (key, value) in pairs {
            let key = if is_list { value.clone() } else { key };
            let Some(text) = key.text() else {
                return self.open("for_each", at, all);
            };
            instances.push(Some(Instance {
                key: text,
                names: vec![("each.key", key), ("each.value", value)],
            }));
        }
        Ok(instances)
    }
}

/// One of several resources that a block makes.
#[derive(Clone, Debug)]
pub(super) struct Instance {
    pub(super) key: String,
    names: Vec<(&'static str, Value)>,
}

/// Does something with the names that one of several resources has.
pub(super) fn within<T>(
    instance: Option<&Instance>,
    file: usize,
    then: impl FnOnce(At<'_>) -> T,
) -> T {
    let mut names = instance.map(|one| &*one.names).unwrap_or_default().iter();
    let (first, second) = (names.next(), names.next());
    let scope = |above, one: &'_ (&'static str, Value)| Scope {
        above,
        name: one.0,
        value: one.1.clone(),
    };
    let Some(first) = first else {
        return then(At { file, scope: None });
    };
    let outer = scope(None, first);
    match second {
        None => then(At {
            file,
            scope: Some(&outer),
        }),
        Some(second) => {
            let inner = Scope {
                above: Some(&outer),
                name: second.0,
                value: second.1.clone(),
            };
            then(At {
                file,
                scope: Some(&inner),
            })
        }
    }
}

impl At<'_> {
    /// The value of a name that is not in the file, such as `each.key`.
    pub(super) fn special(&self, name: &str) -> Option<&Value> {
        self.find(name)
    }
}

/// The elements of a list or a map, each with its key.
pub(super) fn pairs(value: Value) -> Option<Vec<(Value, Value)>> {
    Some(match value {
        Value::List(all) => {
            let all = all.into_iter().enumerate();
            all.map(|(at, one)| (Value::Number(at.to_string()), one))
                .collect()
        }
        Value::Map(all) => {
            let all = all.into_iter();
            all.map(|(key, one)| (Value::Text(key), one)).collect()
        }
        _ => return None,
    })
}

/// A whole number as text.
fn whole(number: &Number) -> Option<String> {
    let whole = number.as_i64().map(|number| number.to_string());
    whole.or_else(|| number.as_u64().map(|number| number.to_string()))
}
