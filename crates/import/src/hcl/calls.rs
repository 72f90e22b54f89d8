//! Loops and calls of functions.

use std::collections::BTreeMap;

use hcl_edit::expr::{Expression, ForExpr, FuncCall};

use super::evaluate::{At, Evaluator, Known, Scope, pairs};
use super::functions;
use super::value::Value;
use crate::path::below;

impl Evaluator<'_> {
    pub(super) fn each(&self, each: &ForExpr, at: At<'_>, node: &Expression) -> Known<Value> {
        let all = self.value(&each.intro.collection_expr, at)?;
        let Some(all) = pairs(all) else {
            return self.odd(at, node);
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
                    _ => return self.odd(at, node),
                }
            }
            let value = self.value(&each.value_expr, at)?;
            match &each.key_expr {
                None => list.push(value),
                Some(key) => {
                    let key = self.value(key, at)?.text();
                    let Some(key) = key.filter(|_| !each.grouping) else {
                        return self.odd(at, node);
                    };
                    if map.insert(key, value).is_some() {
                        return self.odd(at, node);
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

    pub(super) fn call(&self, call: &FuncCall, at: At<'_>, node: &Expression) -> Known<Value> {
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
            _ => functions::call(name, arguments),
        };
        match value {
            Some(value) => self.sized(value, at, node),
            None => self.open(&what, at, node),
        }
    }

    /// The text of a file that is imported, too.
    fn file(&self, path: &str) -> Option<Value> {
        let path = below(&self.module.folder, path);
        let text = self.texts.get(&path)?;
        self.read.borrow_mut().insert(path);
        Some(Value::Text(text.clone()))
    }
}
