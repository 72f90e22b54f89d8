//! Policies as JSON, read as plainly as can be.

use serde_json::Value;

use crate::Unread;
use crate::glob::glob;

/// The three actions.
const ACTIONS: [&str; 3] = [
    "signin:authenticate",
    "signin:authorizeoauth2access",
    "signin:createoauth2token",
];

/// A `Deny` of everybody and everything under some conditions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Which of the three actions it is about.
    pub actions: [bool; 3],
    /// What must all be so.
    pub conditions: Vec<Condition>,
}

/// A test of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The operator without `Not` and `IfExists`.
    pub operator: String,
    /// Whether none of the values may match.
    pub negated: bool,
    /// Whether it holds where the key is absent.
    pub if_exists: bool,
    /// The key in lower case.
    pub key: String,
    /// The values.
    pub values: Vec<String>,
}

/// The statements of a policy.
///
/// # Errors
/// When something stands there that is not read here.
pub fn statements(policy: &Value) -> Result<Vec<Statement>, Unread> {
    let all = policy.get("Statement");
    let all = all.ok_or_else(|| Unread("no statements".to_owned()))?;
    list(all).into_iter().map(statement).collect()
}

fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(values) => values.iter().collect(),
        one => vec![one],
    }
}

fn texts(value: &Value) -> Result<Vec<String>, Unread> {
    let text = |value: &Value| match value {
        Value::String(text) => Ok(text.clone()),
        Value::Bool(is) => Ok(is.to_string()),
        other => Err(Unread(format!("{other} is no text"))),
    };
    list(value).into_iter().map(text).collect()
}

fn statement(value: &Value) -> Result<Statement, Unread> {
    let member = |name: &str| value.get(name);
    let everybody = [Value::from("*"), serde_json::json!({ "AWS": "*" })];
    let is_for_all = member("Principal").is_some_and(|of| everybody.contains(of))
        && member("Resource") == Some(&Value::from("*"));
    if member("Effect") != Some(&Value::from("Deny")) || !is_for_all {
        return Err(Unread("not a Deny of everybody and everything".to_owned()));
    }
    let (patterns, except) = match (member("Action"), member("NotAction")) {
        (Some(actions), None) => (texts(actions)?, false),
        (None, Some(actions)) => (texts(actions)?, true),
        _ => return Err(Unread("no list of actions".to_owned())),
    };
    let is_named = |action: &str| {
        patterns
            .iter()
            .any(|pattern| glob(&pattern.to_lowercase(), action))
    };
    let mut conditions = Vec::new();
    let blocks = member("Condition").and_then(Value::as_object);
    for (operator, keys) in blocks.into_iter().flatten() {
        for (key, values) in keys.as_object().into_iter().flatten() {
            conditions.push(condition(operator, key, texts(values)?));
        }
    }
    Ok(Statement {
        actions: ACTIONS.map(|action| is_named(action) != except),
        conditions,
    })
}

fn condition(operator: &str, key: &str, values: Vec<String>) -> Condition {
    let (plain, if_exists) = match operator.strip_suffix("IfExists") {
        Some(plain) => (plain, true),
        None => (operator, false),
    };
    Condition {
        operator: plain.replace("Not", ""),
        negated: plain.contains("Not"),
        if_exists,
        key: key.to_lowercase(),
        values,
    }
}
