//! The text of a policy that permission statements make, as AWS's guide lays it out.

use vestibule_iam::json::json_string;
use vestibule_signin::Action;
use vestibule_signin::control_plane::{Condition, PolicyStatement};

/// The policy of `statements` as JSON.
pub(crate) fn policy_text(statements: &[PolicyStatement]) -> String {
    let statements: Vec<String> = statements.iter().map(statement).collect();
    let list = match statements.is_empty() {
        true => "[]".to_owned(),
        false => format!("[\n{}\n  ]", statements.join(",\n")),
    };
    format!("{{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": {list}\n}}\n")
}

fn statement(statement: &PolicyStatement) -> String {
    let actions = statement.actions.iter().copied().map(Action::name);
    let actions: Vec<String> = actions.map(json_string).collect();
    let mut members = vec![
        member("Effect", "\"Deny\""),
        member("Principal", "{ \"AWS\": \"*\" }"),
        member("Action", &format!("[{}]", actions.join(", "))),
        member("Resource", "\"*\""),
    ];
    if !statement.conditions.is_empty() {
        members.push(member("Condition", &conditions(&statement.conditions)));
    }
    format!("    {{\n{}\n    }}", members.join(",\n"))
}

fn member(name: &str, value: &str) -> String {
    format!("      {}: {value}", json_string(name))
}

/// The condition block, with one entry an operator.
fn conditions(conditions: &[Condition]) -> String {
    let mut operators: Vec<&str> = Vec::new();
    for condition in conditions {
        if !operators.contains(&condition.operator) {
            operators.push(condition.operator);
        }
    }
    let blocks: Vec<String> = operators
        .into_iter()
        .map(|operator| {
            let of = conditions
                .iter()
                .filter(|condition| condition.operator == operator);
            let tests: Vec<String> = of
                .map(|test| format!("{}: {}", json_string(test.key), one_or_many(&test.values)))
                .collect();
            format!(
                "        {}: {{ {} }}",
                json_string(operator),
                tests.join(", ")
            )
        })
        .collect();
    format!("{{\n{}\n      }}", blocks.join(",\n"))
}

/// One value as it is, several in a list.
fn one_or_many(values: &[String]) -> String {
    let texts: Vec<String> = values.iter().map(|value| json_string(value)).collect();
    match texts.as_slice() {
        [one] => one.clone(),
        _ => format!("[{}]", texts.join(", ")),
    }
}
