//! The parameters of a request, held against the model.

use serde_json::{Map, Value};

use super::model::{Field, OrganizationsOperation, invalid};
use super::policy::PolicyType;
use crate::failure::Failure;

/// The parameters that a request gives.
#[derive(Debug)]
pub(crate) struct Given(Map<String, Value>);

impl Given {
    /// The parameters of `operation` in a body. What else a body has is passed over, as AWS does.
    pub(crate) fn read(operation: OrganizationsOperation, body: &[u8]) -> Result<Self, Failure> {
        let Ok(Value::Object(members)) = serde_json::from_slice(body) else {
            let message = "the body is no JSON object; send one in UTF-8";
            return Err(Failure::organizations("SerializationException", message));
        };
        for (field, is_required) in operation.parameters() {
            let name = field.name();
            match members.get(name) {
                None | Some(Value::Null) if *is_required => {
                    let message = format!("the parameter `{name}` is required; add it");
                    return Err(invalid("INPUT_REQUIRED", message));
                }
                None | Some(Value::Null) => {}
                Some(value) => check(*field, value)?,
            }
        }
        Ok(Self(members))
    }

    /// A text.
    pub(crate) fn text(&self, field: Field) -> Option<&str> {
        self.0.get(field.name())?.as_str()
    }

    /// A text that the model requires.
    pub(crate) fn required(&self, field: Field) -> &str {
        self.text(field).unwrap_or_default()
    }

    /// How many a page is to hold.
    pub(crate) fn max_results(&self) -> Option<usize> {
        let asked = self.0.get(Field::MaxResults.name())?.as_u64()?;
        usize::try_from(asked).ok()
    }

    /// The type of policies that is meant.
    pub(crate) fn policy_type(&self, field: Field) -> Result<PolicyType, Failure> {
        PolicyType::from_name(self.required(field))
    }
}

/// The most that a page holds, by the model.
pub(crate) const MAX_PAGE: u64 = 20;

fn check(field: Field, value: &Value) -> Result<(), Failure> {
    let name = field.name();
    if field == Field::MaxResults {
        return match value.as_u64() {
            Some(1..=MAX_PAGE) => Ok(()),
            Some(0) => Err(invalid(
                "MIN_VALUE_EXCEEDED",
                "the parameter `MaxResults` is 0; give a number from 1 to 20",
            )),
            Some(number) => Err(invalid(
                "MAX_VALUE_EXCEEDED",
                format!("the parameter `MaxResults` is {number}; give a number from 1 to 20"),
            )),
            None => Err(Failure::organizations(
                "SerializationException",
                "the parameter `MaxResults` is no whole number; give one from 1 to 20",
            )),
        };
    }
    let Some(text) = value.as_str() else {
        let message = format!("the parameter `{name}` is no text; give a text");
        return Err(Failure::organizations("SerializationException", message));
    };
    field.check(text)
}
