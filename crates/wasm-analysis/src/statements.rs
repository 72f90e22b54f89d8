//! Permission statements and the policy that they make.

use vestibule_wire::{
    Finding, Reading, Statements, commands, policy_to_statements, python, statements_to_policy,
};
use wasm_bindgen::prelude::*;

use super::{json, thrown};

/// The policy that permission statements make, as `vestibule statements` reads them.
/// `assumptions` is the JSON text of points that AWS leaves open; `calls` is `commands` or `python`
/// where the calls are to be written, too.
#[wasm_bindgen(js_name = statementsToPolicy)]
pub fn to_policy(
    text: &str,
    account: Option<String>,
    assumptions: Option<String>,
    calls: Option<String>,
) -> Result<String, JsValue> {
    let reading = reading(account, assumptions)?;
    written(statements_to_policy(text, &reading), calls.as_deref())
}

/// The permission statements that make a policy, and what of it no call makes.
#[wasm_bindgen(js_name = policyToStatements)]
pub fn to_statements(
    text: &str,
    account: Option<String>,
    assumptions: Option<String>,
    calls: Option<String>,
) -> Result<String, JsValue> {
    let reading = reading(account, assumptions)?;
    written(policy_to_statements(text, &reading), calls.as_deref())
}

fn reading(account: Option<String>, assumptions: Option<String>) -> Result<Reading, JsValue> {
    let assumptions = assumptions.map(|text| vestibule_wire::read_text(&text));
    let assumptions = assumptions
        .transpose()
        .map_err(|found: Vec<Finding>| thrown(&found))?;
    Ok(Reading {
        account,
        assumptions: assumptions.unwrap_or_default(),
    })
}

fn written(made: Result<Statements, Vec<Finding>>, calls: Option<&str>) -> Result<String, JsValue> {
    let mut made = made.map_err(|found| thrown(&found))?;
    let statements = &made.permission_statements;
    made.calls = match calls {
        Some("commands") => Some(commands(statements, &[])),
        Some("python") => Some(python(statements, &[])),
        _ => None,
    };
    json(&made)
}
