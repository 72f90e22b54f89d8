//! Blocks that make several resources.

use hcl_edit::structure::Block;

use super::evaluate::{At, Evaluator, Known, Scope, Why, pairs};
use super::module::attribute;
use super::value::Value;

/// How many resources one with `count` or `for_each` makes at the most.
const INSTANCES: usize = 1000;

impl Evaluator<'_> {
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
            return self.open_for(twice, Why::Twice, at, block);
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
