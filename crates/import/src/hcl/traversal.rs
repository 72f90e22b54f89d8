//! References: variables, locals, attributes of resources, and parts of values.

use hcl_edit::expr::{Expression, Traversal, TraversalOperator};
use hcl_edit::structure::Block;
use hcl_edit::{Decorated, Span};

use super::evaluate::{At, Evaluator, Known, Open, Reference, Why};
use super::module::{Address, Given, attribute};
use super::value::Value;

type Operators<'e> = &'e [Decorated<TraversalOperator>];

impl Evaluator<'_> {
    pub(super) fn traversal(
        &self,
        traversal: &Traversal,
        at: At<'_>,
        node: &Expression,
    ) -> Known<Value> {
        let operators = traversal.operators.as_slice();
        let Expression::Variable(root) = &traversal.expr else {
            let value = self.value(&traversal.expr, at)?;
            return self.part(value, operators, at, node);
        };
        let root = root.as_str();
        if let Some(value) = at.special(root) {
            return self.part(value.clone(), operators, at, node);
        }
        let first = operators.first().and_then(name);
        let rest = operators.get(1..).unwrap_or_default();
        match (root, first) {
            ("var", Some(name)) => {
                let value = self.variable(name, at, node)?;
                self.part(value, rest, at, node)
            }
            ("local", Some(name)) => {
                let value = self.local(name, at, node)?;
                self.part(value, rest, at, node)
            }
            ("each" | "count", Some(name)) => {
                match at.special(&format!("{root}.{name}")).cloned() {
                    Some(value) => self.part(value, rest, at, node),
                    None => self.open(&format!("{root}.{name}"), at, node),
                }
            }
            // In the module that Terraform starts with, both are the folder itself.
            ("path", Some("module" | "root")) if rest.is_empty() && !self.module.is_called => {
                Ok(Value::Text(".".to_owned()))
            }
            _ => self.reference(root, operators, at, node),
        }
    }

    /// A part of a value.
    fn part(
        &self,
        value: Value,
        operators: Operators<'_>,
        at: At<'_>,
        node: &Expression,
    ) -> Known<Value> {
        let Some((first, rest)) = operators.split_first() else {
            return Ok(value);
        };
        let key = match first.value() {
            TraversalOperator::GetAttr(name) => name.as_str().to_owned(),
            TraversalOperator::LegacyIndex(index) => index.value().to_string(),
            TraversalOperator::Index(index) => match self.value(index, at)?.text() {
                Some(key) => key,
                None => return self.odd(at, node),
            },
            TraversalOperator::AttrSplat(_) | TraversalOperator::FullSplat(_) => {
                let all = match value {
                    Value::List(all) => all,
                    Value::Null => Vec::new(),
                    other => vec![other],
                };
                let all = all.into_iter().map(|one| self.part(one, rest, at, node));
                return Ok(Value::List(all.collect::<Known<_>>()?));
            }
        };
        let found = match value {
            Value::Map(mut all) => all.remove(&key),
            Value::List(mut all) => match key.parse::<usize>() {
                Ok(index) if index < all.len() => Some(all.swap_remove(index)),
                _ => None,
            },
            _ => None,
        };
        match found {
            Some(found) => self.part(found, rest, at, node),
            None => self.odd(at, node),
        }
    }

    fn local(&self, name: &str, at: At<'_>, node: &Expression) -> Known<Value> {
        let full = format!("local.{name}");
        let written = self.module.locals.get(name);
        let written = written.filter(|_| !self.module.twice.contains(&full));
        let Some((file, value)) = written else {
            return self.unknown(full, None, at, node);
        };
        self.named(&full, at, node, || {
            let at = At {
                file: *file,
                scope: None,
            };
            self.value(value, at)
        })
    }

    fn variable(&self, name: &str, at: At<'_>, node: &Expression) -> Known<Value> {
        let full = format!("var.{name}");
        let declared = self.module.variables.get(name);
        let declared = declared.filter(|_| !self.module.twice.contains(&full));
        let Some((file, block)) = declared else {
            return self.unknown(full, None, at, node);
        };
        self.named(&full, at, node, || {
            self.of_variable(name, *file, block, at, node)
        })
    }

    fn of_variable(
        &self,
        name: &str,
        file: usize,
        block: &Block,
        at: At<'_>,
        node: &Expression,
    ) -> Known<Value> {
        let full = format!("var.{name}");
        let of_type = attribute(block, "type");
        let open = |at: At<'_>| self.open::<Value>(&full, at, node);
        // What calls the module gives its variables, and nothing else does.
        if self.module.is_called {
            return open(at);
        }
        let place = |file: usize| At { file, scope: None };
        if let Some(given) = self.given.get(name) {
            let is_text = of_type.is_none_or(|of_type| is_named(of_type, "string"));
            let value = match is_text {
                true => Value::Text(given.to_owned()),
                false => {
                    let Ok(written) = given.trim().parse::<Expression>() else {
                        return open(at);
                    };
                    match self.value(&written, place(file)) {
                        Ok(value) => value,
                        Err(_) => return open(at),
                    }
                }
            };
            return self.converted(value, of_type, at, node, &full);
        }
        let (value, is_default) = match self.module.values.get(name) {
            Some(Given::Known(value)) => ((*value).clone(), false),
            Some(Given::Written((file, value))) => (self.value(value, place(*file))?, false),
            None => match attribute(block, "default") {
                Some(default) => (self.value(default, place(file))?, true),
                None => return open(at),
            },
        };
        if is_default {
            self.defaults.borrow_mut().insert((file, name.to_owned()));
        }
        self.converted(value, of_type, at, node, &full)
    }

    /// A value as a variable of that type has it.
    fn converted(
        &self,
        value: Value,
        of_type: Option<&Expression>,
        at: At<'_>,
        node: &Expression,
        full: &str,
    ) -> Known<Value> {
        let value = match of_type {
            None => Some(value),
            Some(of_type) => convert(value, of_type),
        };
        match value {
            Some(value) => Ok(value),
            None => self.open(full, at, node),
        }
    }

    /// An attribute of a resource, or something else that Terraform knows.
    fn reference(
        &self,
        root: &str,
        operators: Operators<'_>,
        at: At<'_>,
        node: &Expression,
    ) -> Known<Value> {
        let mut what = root.to_owned();
        let mut parts: Vec<(String, bool)> = vec![(root.to_owned(), false)];
        let mut is_splat = false;
        for operator in operators {
            match operator.value() {
                TraversalOperator::GetAttr(name) => {
                    what.push_str(&format!(".{}", name.as_str()));
                    parts.push((name.as_str().to_owned(), false));
                }
                TraversalOperator::LegacyIndex(index) => {
                    what.push_str(&format!("[{}]", index.value()));
                    parts.push((index.value().to_string(), true));
                }
                TraversalOperator::Index(index) => {
                    let key = self.value(index, at)?;
                    what.push_str(&format!("[{}]", key.json()));
                    let Some(key) = key.text() else {
                        return self.open(&what, at, node);
                    };
                    parts.push((key, true));
                }
                TraversalOperator::AttrSplat(_) | TraversalOperator::FullSplat(_) => {
                    what.push_str("[*]");
                    is_splat = true;
                }
            }
        }
        let of = match is_splat {
            true => None,
            false => of_parts(&parts),
        };
        if let Some(reference) = &of
            && let Some(document) = self.of_document(reference, &what, at, node)
        {
            return document;
        }
        self.unknown(what, of, at, node)
    }

    /// What only Terraform or the user tells.
    fn unknown(
        &self,
        what: String,
        of: Option<Reference>,
        at: At<'_>,
        node: &Expression,
    ) -> Known<Value> {
        if let Some(given) = self.given.get(&what) {
            return self.sized(Value::Text(given.to_owned()), at, node);
        }
        Err(Box::new(Open {
            what,
            file: at.file,
            at: node.span().map_or(0, |span| span.start),
            of,
            why: Why::Untold,
        }))
    }
}

fn name(operator: &Decorated<TraversalOperator>) -> Option<&str> {
    match operator.value() {
        TraversalOperator::GetAttr(name) => Some(name.as_str()),
        _ => None,
    }
}

/// The attribute of a resource that the parts of a reference name.
fn of_parts(parts: &[(String, bool)]) -> Option<Reference> {
    let is_data = parts.first().is_some_and(|(root, _)| root == "data");
    let mut parts = parts.iter().skip(usize::from(is_data)).peekable();
    let next_name = |parts: &mut std::iter::Peekable<_>| {
        let (name, is_index): &(String, bool) = parts.next()?;
        (!is_index).then(|| name.clone())
    };
    let address = Address {
        is_data,
        of_type: next_name(&mut parts)?,
        name: next_name(&mut parts)?,
    };
    let index = parts.next_if(|(_, is_index)| *is_index);
    let index = index.map(|(key, _)| key.clone());
    let rest = parts.map(|(part, _)| part.clone()).collect();
    Some(Reference {
        address,
        index,
        rest,
    })
}

fn is_named(of_type: &Expression, name: &str) -> bool {
    of_type
        .as_variable()
        .is_some_and(|own| own.as_str() == name)
}

/// A value as a type has it; `None` where it is not told what that makes of it.
fn convert(value: Value, of_type: &Expression) -> Option<Value> {
    if value == Value::Null || is_named(of_type, "any") {
        return Some(value);
    }
    match of_type {
        Expression::Variable(name) => match (name.as_str(), value) {
            ("string", value) => value.text().map(Value::Text),
            ("number", value @ Value::Number(_)) | ("bool", value @ Value::Bool(_)) => Some(value),
            _ => None,
        },
        Expression::FuncCall(call) => {
            let of_each = call.args.iter().next()?;
            match (call.name.name.as_str(), value) {
                ("list", Value::List(all)) => {
                    let all = all.into_iter().map(|one| convert(one, of_each));
                    Some(Value::List(all.collect::<Option<_>>()?))
                }
                ("set", Value::List(all)) => {
                    let all = all.into_iter().map(|one| convert(one, of_each));
                    Value::set(&all.collect::<Option<Vec<_>>>()?)
                }
                ("map", Value::Map(all)) => {
                    let all = all.into_iter();
                    let all = all.map(|(key, one)| Some((key, convert(one, of_each)?)));
                    Some(Value::Map(all.collect::<Option<_>>()?))
                }
                ("object", Value::Map(mut all)) => {
                    let Expression::Object(members) = of_each else {
                        return None;
                    };
                    // Members that the type does not have are left out.
                    let mut made = std::collections::BTreeMap::new();
                    for (key, of_member) in members.iter() {
                        let key = match key {
                            hcl_edit::expr::ObjectKey::Ident(name) => name.as_str(),
                            hcl_edit::expr::ObjectKey::Expression(key) => key
                                .as_variable()
                                .map(|name| name.as_str())
                                .or_else(|| key.as_str())?,
                        };
                        let member = convert(all.remove(key)?, of_member.expr())?;
                        made.insert(key.to_owned(), member);
                    }
                    Some(Value::Map(made))
                }
                _ => None,
            }
        }
        _ => None,
    }
}
