//! What expressions come to, as far as the files tell it.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use hcl_edit::expr::{BinaryOperator, Conditional, Expression, Object, ObjectKey, UnaryOperator};
use hcl_edit::{Number, Span};
use vestibule_syntax::limits::{DOCUMENT_BYTES, DOCUMENT_DEPTH};

use super::module::{Address, Module};
use super::value::Value;
use crate::values::Values;

/// How many expressions are looked at for one module.
const STEPS: usize = 1_000_000;
/// How deep expressions stand in each other, those that others refer to among them.
const DEPTH: usize = 160;

/// What is not known, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Open {
    pub(super) what: String,
    pub(super) file: usize,
    pub(super) at: usize,
    /// The attribute of a resource that it is.
    pub(super) of: Option<Reference>,
    pub(super) why: Why,
}

/// Why something is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Why {
    /// The files do not tell it.
    #[default]
    Untold,
    /// It rests on itself.
    Itself,
    /// It is written twice.
    Twice,
    /// It is too large, or nested too deep.
    TooLarge,
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

    /// Something that is not known, by its name.
    pub(super) fn open<T>(&self, what: &str, at: At<'_>, node: &impl Span) -> Known<T> {
        self.open_for(what, Why::Untold, at, node)
    }

    pub(super) fn open_for<T>(
        &self,
        what: &str,
        why: Why,
        at: At<'_>,
        node: &impl Span,
    ) -> Known<T> {
        Err(Box::new(Open {
            what: what.to_owned(),
            file: at.file,
            at: node.span().map_or(0, |span| span.start),
            of: None,
            why,
        }))
    }

    /// Something that is not known, by how it is written.
    pub(super) fn odd<T>(&self, at: At<'_>, node: &impl Span) -> Known<T> {
        self.open(&self.snippet(at, node), at, node)
    }

    /// How something is written, cut short.
    fn snippet(&self, at: At<'_>, node: &impl Span) -> String {
        const MOST: usize = 60;
        let written = self.module.files.get(&at.file).zip(node.span());
        let text = written.map_or("${…}", |(written, span)| written.text(span));
        let line = text.trim().lines().next().unwrap_or_default();
        let short: String = line.chars().take(MOST).collect();
        match short.len() < text.trim().len() {
            true => format!("{} …", short.trim_end()),
            false => short,
        }
    }

    /// Counts what a value takes, all together.
    pub(super) fn sized(&self, value: Value, at: At<'_>, node: &impl Span) -> Known<Value> {
        let left = self.bytes.get().checked_sub(value.size());
        match left.filter(|_| value.depth() <= DOCUMENT_DEPTH) {
            Some(left) => {
                self.bytes.set(left);
                Ok(value)
            }
            None => self.too_large(at, node),
        }
    }

    pub(super) fn too_large<T>(&self, at: At<'_>, node: &impl Span) -> Known<T> {
        self.open_for(&self.snippet(at, node), Why::TooLarge, at, node)
    }

    pub(super) fn value(&self, node: &Expression, at: At<'_>) -> Known<Value> {
        let left = self.steps.get().checked_sub(1);
        let depth = self.depth.get();
        let Some(left) = left.filter(|_| depth < DEPTH) else {
            return self.too_large(at, node);
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
                None => self.odd(at, node),
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
                    None => self.odd(at, node),
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
                    _ => self.odd(at, node),
                }
            }
            Expression::BinaryOp(operation) => {
                let (one, other) = (&operation.lhs_expr, &operation.rhs_expr);
                let operator = *operation.operator.value();
                match self.binary(operator, self.value(one, at)?, self.value(other, at)?) {
                    Some(value) => Ok(value),
                    None => self.odd(at, node),
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
                    None => return self.odd(at, key),
                },
            };
            members.insert(name, self.value(value.expr(), at)?);
        }
        self.sized(Value::Map(members), at, node)
    }

    fn conditional(&self, node: &Conditional, at: At<'_>) -> Known<Value> {
        let Value::Bool(holds) = self.value(&node.cond_expr, at)? else {
            return self.odd(at, &node.cond_expr);
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
            Some(None) => return self.open_for(name, Why::Itself, at, node),
            None => {}
        }
        self.names.borrow_mut().insert(name.to_owned(), None);
        let found = find();
        self.names
            .borrow_mut()
            .insert(name.to_owned(), Some(found.clone()));
        found
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
