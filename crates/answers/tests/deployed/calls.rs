//! From flags to the policy and back.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;
use vestibule_arbitrary::permission_statement;
use vestibule_wire::{PermissionStatement, Reading, Statements, ToldBy, commands, statements};

use crate::{ACCOUNT, shell, without_tokens};

fn read(text: &str, reading: &Reading) -> (Statements, ToldBy) {
    statements(text, reading).unwrap_or_else(|found| panic!("{found:#?}"))
}

/// One spelling of what says the same: one endpoint stands in the first of its parameters, two in
/// their order.
fn plain(statements: &[PermissionStatement]) -> Vec<PermissionStatement> {
    let mut plain: Vec<PermissionStatement> = without_tokens(statements)
        .into_iter()
        .map(|mut one| {
            let mut endpoints: Vec<String> = [&one.signin_source_vpce, &one.console_source_vpce]
                .into_iter()
                .flatten()
                .cloned()
                .collect();
            endpoints.sort();
            endpoints.dedup();
            let mut endpoints = endpoints.into_iter();
            one.signin_source_vpce = endpoints.next();
            one.console_source_vpce = endpoints.next();
            one
        })
        .collect();
    plain.sort_by_key(|one| serde_json::to_string(one).unwrap());
    plain.dedup();
    plain
}

/// A statement with its lists in one order.
fn sorted(value: Value) -> Value {
    match value {
        Value::Array(list) => {
            let mut list: Vec<Value> = list.into_iter().map(sorted).collect();
            list.sort_by_key(ToString::to_string);
            list.into()
        }
        Value::Object(members) => {
            let members = members.into_iter();
            members.map(|(name, value)| (name, sorted(value))).collect()
        }
        other => other,
    }
}

/// The statements of a policy, whatever their order.
fn denials(made: &Statements) -> Vec<String> {
    let mut policy: Value = serde_json::from_str(made.policy.text().unwrap()).unwrap();
    let Value::Array(all) = policy["Statement"].take() else {
        panic!("{policy}");
    };
    let mut all: Vec<String> = all.into_iter().map(|one| sorted(one).to_string()).collect();
    all.sort();
    all.dedup();
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn one_call_comes_back(statement in permission_statement()) {
        come_back(&[statement.into()], true)?;
    }

    #[test]
    fn calls_come_back_or_what_they_make(told in vec(permission_statement(), 2..5)) {
        let told: Vec<PermissionStatement> = told.into_iter().map(Into::into).collect();
        come_back(&told, false)?;
    }
}

fn come_back(told: &[PermissionStatement], is_exact: bool) -> Result<(), TestCaseError> {
    let reading = Reading {
        account: Some(ACCOUNT.to_owned()),
        ..Reading::default()
    };
    let script = commands(told, &[]);
    let flags = shell::read(&script).statements;
    let (made, by) = read(&script, &reading);
    prop_assert_eq!(by, ToldBy::Statements);
    prop_assert_eq!(&made.permission_statements, &flags);
    let (back, by) = read(made.policy.text().unwrap(), &reading);
    prop_assert_eq!(by, ToldBy::Policy);
    prop_assert_eq!(&back.not_expressible, &[]);
    if is_exact {
        prop_assert_eq!(plain(&back.permission_statements), plain(&flags));
    }
    // Other calls may come back, which make the same.
    let script = commands(&back.permission_statements, &[]);
    let (again, _) = read(&script, &reading);
    prop_assert_eq!(denials(&again), denials(&made));
    Ok(())
}
