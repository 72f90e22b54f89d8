//! Tests of whole condition tests: tables as recorded, and properties against a
//! reference that works one operand at a time.

mod addresses;
mod missing;
mod operators;
mod properties;
mod readable;
mod reasons;
mod recorded;
mod reference;
mod unknown;
mod variables;
mod work;

use super::{Operator, Options, Outcome, Test};
use crate::keys::{KeyValue, Keys};
use crate::language::Version;
use crate::span::{Span, Text};
use crate::truth::Truth;

/// What a request has under a key.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Absent,
    Unknown,
    /// There, single-valued, and not known.
    PresentUnknown,
    One(String),
    Many(Vec<Box<str>>),
}

impl Value {
    fn as_key_value(&self) -> KeyValue<'_> {
        match self {
            Value::Absent => KeyValue::Absent,
            Value::Unknown => KeyValue::Unknown,
            Value::PresentUnknown => KeyValue::PresentUnknown,
            Value::One(value) => KeyValue::One(value),
            Value::Many(values) => KeyValue::Many(values),
        }
    }
}

fn one(value: &str) -> Value {
    Value::One(value.to_owned())
}

fn many(values: &[&str]) -> Value {
    Value::Many(values.iter().map(|value| (*value).into()).collect())
}

fn texts<T: AsRef<str>>(values: &[T]) -> Vec<Text> {
    let text = |value: &T| Text {
        value: value.as_ref().into(),
        span: Span::default(),
    };
    values.iter().map(text).collect()
}

/// A test of the key `k` with everything that an evaluation depends on.
#[derive(Clone, Debug)]
struct Setup {
    operator: Operator,
    operands: Vec<String>,
    version: Version,
    options: Options,
    /// Values of `k` and of the keys that variables refer to.
    context: Vec<(&'static str, Value)>,
}

impl Setup {
    fn new(operator: &str, operands: &[&str], value: Value) -> Self {
        Self {
            operator: Operator::parse(operator).unwrap(),
            operands: operands.iter().map(|text| (*text).to_owned()).collect(),
            version: Version::V2012,
            options: Options::default(),
            context: vec![("k", value)],
        }
    }

    fn with(mut self, key: &'static str, value: Value) -> Self {
        self.context.push((key, value));
        self
    }

    fn value(&self, key: &str) -> &Value {
        let found = self
            .context
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(key));
        found.map_or(&Value::Absent, |(_, value)| value)
    }

    /// Compiles and hands over to `with`, together with the context that it needs.
    fn run<T>(&self, with: impl FnOnce(&Test, &[KeyValue<'_>]) -> T) -> T {
        let mut keys = Keys::default();
        let key = keys.intern("k").unwrap();
        let operands = texts(&self.operands);
        let test = Test::compile(
            self.operator,
            key,
            &operands,
            self.version,
            &mut keys,
            self.options,
        );
        let context: Vec<KeyValue<'_>> = keys
            .iter()
            .map(|(_, name)| self.value(name).as_key_value())
            .collect();
        with(&test, &context)
    }

    fn evaluate(&self) -> Outcome {
        self.run(|test, context| test.evaluate(context))
    }

    fn explain(&self) -> Outcome {
        self.run(|test, context| test.explain(context))
    }

    fn truth(&self) -> Truth {
        self.evaluate().truth
    }
}

fn truth(operator: &str, operands: &[&str], value: Value) -> Truth {
    Setup::new(operator, operands, value).truth()
}
