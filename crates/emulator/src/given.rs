//! The parameters of a request, held against the model.

use serde_json::{Map, Value};
use vestibule_signin::control_plane::{Bounds, Operation, Parameter};

use crate::failure::Failure;

/// The parameters that a request gives.
#[derive(Debug)]
pub(crate) struct Given(Vec<(Parameter, Value)>);

impl Given {
    /// The parameters of `operation` in a body. What else a body has is passed over, as AWS does.
    pub(crate) fn read(operation: Operation, body: &[u8]) -> Result<Self, Failure> {
        let members = members(body)?;
        let mut given = Vec::new();
        for (parameter, is_required) in operation.row().parameters {
            match members.get(parameter.name()) {
                None | Some(Value::Null) if *is_required => {
                    let name = parameter.name();
                    let message = format!("the parameter `{name}` is required; add it");
                    return Err(Failure::invalid(message));
                }
                None | Some(Value::Null) => {}
                Some(value) => {
                    check(*parameter, value)?;
                    given.push((*parameter, value.clone()));
                }
            }
        }
        Ok(Self(given))
    }

    fn get(&self, wanted: Parameter) -> Option<&Value> {
        let mut given = self.0.iter();
        given.find_map(|(parameter, value)| (*parameter == wanted).then_some(value))
    }

    /// A text.
    pub(crate) fn text(&self, parameter: Parameter) -> Option<&str> {
        self.get(parameter)?.as_str()
    }

    /// A number.
    pub(crate) fn number(&self, parameter: Parameter) -> Option<i64> {
        self.get(parameter)?.as_i64()
    }

    /// A list of texts.
    pub(crate) fn texts(&self, parameter: Parameter) -> Vec<&str> {
        let list = self.get(parameter).and_then(Value::as_array);
        list.into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }
}

fn members(body: &[u8]) -> Result<Map<String, Value>, Failure> {
    if body.iter().all(u8::is_ascii_whitespace) {
        return Ok(Map::new());
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err(Failure::invalid("the body is no JSON object; send one")),
        Err(error) => {
            let (line, column) = (error.line(), error.column());
            let message = format!(
                "the body is no JSON: line {line}, column {column}; send a JSON object in UTF-8"
            );
            Err(Failure::invalid(message))
        }
    }
}

/// Holds a value against what the model says of its parameter.
fn check(parameter: Parameter, value: &Value) -> Result<(), Failure> {
    let name = parameter.name();
    let refused = |what: String| Err(Failure::invalid(format!("the parameter `{name}` {what}")));
    match (parameter, parameter.bounds()) {
        (_, Some(Bounds::Number(least, most))) => match value.as_i64() {
            Some(number) if (least..=most).contains(&number) => Ok(()),
            Some(number) => refused(format!("is {number}; give a number from {least} to {most}")),
            None => refused(format!(
                "is no whole number; give one from {least} to {most}"
            )),
        },
        (_, Some(Bounds::Elements(least, most))) => {
            let Some(elements) = value.as_array() else {
                return refused("is no list; give a list of texts".to_owned());
            };
            if !(least..=most).contains(&elements.len()) {
                let count = elements.len();
                return refused(format!("has {count} elements; give {least} to {most}"));
            }
            // The elements are what the same word in the singular is.
            let of_one = match parameter {
                Parameter::SessionArns => Parameter::SessionArn,
                other => other,
            };
            elements
                .iter()
                .try_for_each(|element| text(of_one, element))
        }
        (Parameter::IssuedAfter | Parameter::IssuedBefore, _) if value.as_i64().is_none() => {
            refused("is no whole number; give seconds since 1970".to_owned())
        }
        (Parameter::IssuedAfter | Parameter::IssuedBefore, _) => Ok(()),
        _ => text(parameter, value),
    }
}

fn text(parameter: Parameter, value: &Value) -> Result<(), Failure> {
    let Some(text) = value.as_str() else {
        let name = parameter.name();
        return Err(Failure::invalid(format!(
            "the parameter `{name}` is no text; give a text"
        )));
    };
    parameter.check(text).map_err(Failure::from)
}
