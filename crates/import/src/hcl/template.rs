//! Texts with `${…}` and `%{…}` in them.

use std::collections::BTreeMap;

use hcl_edit::Span;
use hcl_edit::expr::Expression;
use hcl_edit::template::{Directive, Element};
use vestibule_syntax::limits::DOCUMENT_BYTES;

use super::evaluate::{At, Evaluator, Known, Scope, pairs};
use super::value::Value;

/// How many values a template of a file of its own may have.
const NAMES: usize = 64;

impl Evaluator<'_> {
    /// What a template makes: a text, or the value of the one expression that it is.
    pub(super) fn template<'e>(
        &self,
        elements: impl Iterator<Item = &'e Element>,
        at: At<'_>,
        node: &Expression,
    ) -> Known<Value> {
        let elements: Vec<&Element> = elements.collect();
        if let [Element::Interpolation(only)] = elements.as_slice() {
            return self.value(&only.expr, at);
        }
        let text = self.text(&elements, at, node)?;
        self.sized(Value::Text(text), at, node)
    }

    fn text(&self, elements: &[&Element], at: At<'_>, node: &Expression) -> Known<String> {
        let mut out = String::new();
        // Whether white space before the next element is left out.
        let mut is_stripped = false;
        for element in elements {
            match element {
                Element::Literal(text) => {
                    let text = text.as_str();
                    out.push_str(if is_stripped { text.trim_start() } else { text });
                    is_stripped = false;
                }
                Element::Interpolation(interpolation) => {
                    if interpolation.strip.strip_start() {
                        out.truncate(out.trim_end().len());
                    }
                    let value = self.value(&interpolation.expr, at)?;
                    let Some(text) = value.text() else {
                        return self.odd(at, &interpolation.expr);
                    };
                    out.push_str(&text);
                    is_stripped = interpolation.strip.strip_end();
                }
                Element::Directive(directive) => {
                    out.push_str(&self.directive(directive, at, node)?);
                    is_stripped = false;
                }
            }
            if out.len() > DOCUMENT_BYTES {
                return self.too_large(at, node);
            }
        }
        Ok(out)
    }

    fn directive(&self, directive: &Directive, at: At<'_>, node: &Expression) -> Known<String> {
        let open = || self.odd(at, node);
        match directive {
            Directive::If(directive) => {
                let otherwise = directive.else_expr.as_ref();
                let is_stripping = [
                    Some(directive.if_expr.strip),
                    otherwise.map(|otherwise| otherwise.strip),
                    Some(directive.endif_expr.strip),
                ];
                let mut strips = is_stripping.into_iter().flatten();
                if strips.any(|strip| strip.strip_start() || strip.strip_end()) {
                    return open();
                }
                let template = match self.value(&directive.if_expr.cond_expr, at)? {
                    Value::Bool(true) => Some(&directive.if_expr.template),
                    Value::Bool(false) => otherwise.map(|otherwise| &otherwise.template),
                    _ => return open(),
                };
                let elements = template.map(|template| template.iter().collect::<Vec<_>>());
                self.text(&elements.unwrap_or_default(), at, node)
            }
            Directive::For(directive) => {
                let strips = [directive.for_expr.strip, directive.endfor_expr.strip];
                if strips
                    .iter()
                    .any(|strip| strip.strip_start() || strip.strip_end())
                {
                    return open();
                }
                let Some(all) = pairs(self.value(&directive.for_expr.collection_expr, at)?) else {
                    return open();
                };
                let key_name = directive.for_expr.key_var.as_ref();
                let elements: Vec<&Element> = directive.for_expr.template.iter().collect();
                let mut out = String::new();
                for (key, value) in all {
                    let outer = Scope {
                        above: at.scope,
                        name: key_name.map_or("", |name| name.as_str()),
                        value: key,
                    };
                    let inner = Scope {
                        above: Some(&outer),
                        name: directive.for_expr.value_var.as_str(),
                        value,
                    };
                    let at = At {
                        scope: Some(&inner),
                        ..at
                    };
                    out.push_str(&self.text(&elements, at, node)?);
                    if out.len() > DOCUMENT_BYTES {
                        return self.too_large(at, node);
                    }
                }
                Ok(out)
            }
        }
    }

    /// A template of a file of its own, with values for its names.
    pub(super) fn filled(
        &self,
        text: &str,
        values: &BTreeMap<String, Value>,
        at: At<'_>,
        node: &Expression,
    ) -> Known<Value> {
        let Ok(template) = hcl_edit::parser::parse_template(text) else {
            return self.open("templatefile()", at, node);
        };
        if values.len() > NAMES {
            return self.open("templatefile()", at, node);
        }
        let elements: Vec<&Element> = template.iter().collect();
        // The names of the module are not known in it, and places in it are not those of the file.
        let elsewhere = At {
            file: usize::MAX,
            ..at
        };
        let made = self.with_names(&elements, &mut values.iter(), None, elsewhere, node);
        let made = made.map_err(|mut open| {
            open.file = at.file;
            open.at = node.span().map_or(0, |span| span.start);
            open
        })?;
        self.sized(Value::Text(made), at, node)
    }

    fn with_names<'v>(
        &self,
        elements: &[&Element],
        values: &mut dyn Iterator<Item = (&'v String, &'v Value)>,
        above: Option<&Scope<'_>>,
        at: At<'_>,
        node: &Expression,
    ) -> Known<String> {
        let Some((name, value)) = values.next() else {
            let at = At { scope: above, ..at };
            return self.text(elements, at, node);
        };
        let scope = Scope {
            above,
            name,
            value: value.clone(),
        };
        self.with_names(elements, values, Some(&scope), at, node)
    }
}
