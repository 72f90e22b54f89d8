//! The log of requests: what was asked and answered, without any header.

use crate::asked::Asked;
use crate::call::{Answer, Call};
use crate::organizations::OrganizationsOperation;
use crate::time::utc;
use serde_json::{Map, Value, json};

/// The longest text of a parameter that is logged.
const SHOWN: usize = 2048;

/// An entry as one line of JSON. Of a request it has the path, the Region and the parameters of
/// the operation alone, so no credentials are in it.
pub fn entry(operation: Option<Asked>, call: &Call, answer: &Answer, now: u64) -> Value {
    let mut entry = Map::new();
    let mut put = |name: &str, value: Value| {
        if !value.is_null() {
            entry.insert(name.to_owned(), value);
        }
    };
    put("time", utc(now).into());
    match operation {
        Some(operation) => put("operation", operation.name().into()),
        None => put(
            "path",
            shown(call.target.as_ref().unwrap_or(&call.path)).into(),
        ),
    }
    put("region", json!(call.region.as_deref().map(shown)));
    put("parameters", parameters(operation, &call.body));
    put("status", answer.status().into());
    match &answer.result {
        Ok(result) => {
            // What was read is there anyway.
            let made = ["statementId", "consoleAuthorizationEnabled"];
            for name in made {
                put(name, result.get(name).cloned().unwrap_or_default());
            }
            if matches!(
                operation,
                Some(Asked::Organizations(OrganizationsOperation::CreatePolicy))
            ) {
                let id = result.pointer("/Policy/PolicySummary/Id");
                put("policyId", id.cloned().unwrap_or_default());
            }
        }
        Err(failure) => {
            put("error", failure.name.into());
            put("message", failure.message.as_str().into());
        }
    }
    put("effect", json!(answer.effect));
    Value::Object(entry)
}

/// The parameters of an operation in a body, with long texts cut.
fn parameters(operation: Option<Asked>, body: &[u8]) -> Value {
    let Ok(Value::Object(mut members)) = serde_json::from_slice(body) else {
        return Value::Null;
    };
    members.retain(|name, _| operation.is_some_and(|operation| operation.takes(name)));
    for value in members.values_mut() {
        if let Value::String(text) = value {
            *text = shown(text);
        }
    }
    if members.is_empty() {
        Value::Null
    } else {
        Value::Object(members)
    }
}

fn shown(text: &str) -> String {
    let end = text.char_indices().nth(SHOWN).map(|(end, _)| end);
    match end.and_then(|end| text.get(..end)) {
        Some(start) => format!("{start}…"),
        None => text.to_owned(),
    }
}
