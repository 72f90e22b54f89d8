//! The policy that permission statements come to, as the API writes it.

use serde_json::{Map, Value, json};
use vestibule_signin::control_plane::{Condition, PermissionStatement, policy, summary};
use vestibule_signin::{Assumption, AssumptionSet};
use vestibule_wire::CaseFile;

use crate::parameters::typed;
use crate::state::View;

/// The policy of what a Region sees; `None` where there are no statements.
pub(crate) fn policy_of(view: &View, case: &CaseFile, account: &str) -> Option<Value> {
    if view.statements.is_empty() {
        return None;
    }
    let statements = view.statements.iter();
    let typed: Vec<PermissionStatement> = statements.map(|of| typed(&of.parameters)).collect();
    let made = policy(&typed, Some(account), switched(case));
    let statement = |of: vestibule_signin::control_plane::PolicyStatement| {
        let actions: Vec<&str> = of.actions.iter().map(|action| action.name()).collect();
        json!({
            "Effect": "Deny",
            "Principal": { "AWS": "*" },
            "Action": actions,
            "Resource": "*",
            "Condition": block(&of.conditions),
        })
    };
    let statements: Vec<Value> = made.into_iter().map(statement).collect();
    Some(json!({ "Version": "2012-10-17", "Statement": statements }))
}

/// The condition block with which a list tells of a statement.
pub(crate) fn condition(statement: &PermissionStatement) -> Value {
    block(&summary(statement))
}

fn block(conditions: &[Condition]) -> Value {
    let mut block = Map::new();
    for condition in conditions {
        let operator = block
            .entry(condition.operator)
            .or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(keys) = operator {
            keys.insert(condition.key.to_owned(), json!(condition.values));
        }
    }
    Value::Object(block)
}

/// The assumptions that the case file reads the other way.
fn switched(case: &CaseFile) -> AssumptionSet {
    let others = case.assumptions.iter().filter(|(_, is_ours)| !**is_ours);
    others
        .filter_map(|(id, _)| Assumption::from_id(id))
        .filter(|assumption| assumption.is_switchable())
        .collect()
}
