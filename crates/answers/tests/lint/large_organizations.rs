//! Rules about all sign-ins, of organizations with more than is analysed.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use vestibule_answers::lint;
use vestibule_syntax::limits::CHECKED_GROUPS;

use crate::organizations::{
    MANAGEMENT, NOT_NEEDED, OFFICE, ONE, TWO, attached, deny, organization, outside, own, policy,
    suspended, told,
};

#[test]
fn what_is_told_of_principals_takes_no_more_groups() {
    // More accounts than groups are asked of, and each has a principal that is told.
    let ids: Vec<String> = (0..=CHECKED_GROUPS)
        .map(|number| format!("5{number:011}"))
        .collect();
    let mut principals: Vec<Value> = Vec::new();
    for id in &ids {
        principals.push(json!({ "principal": format!("arn:aws:iam::{id}:user/somebody"), "loginProfile": false }));
        principals.push(json!({ "principal": format!("arn:aws:iam::{id}:role/BreakGlass"), "mfaLost": *id == ids[7],
            "owner": "a team", "reason": "break glass", "expires": "2030-01-01" }));
    }
    let mut accounts = vec![MANAGEMENT.to_owned()];
    accounts.extend(ids.clone());
    let file = json!({ "vestibule": 1,
        "organization": { "id": "o-a1b2c3d4e5", "managementAccount": MANAGEMENT,
            "tree": { "id": "r-ab12", "accounts": accounts } },
        "policies": { "identity": [], "resourceControl": attached(&["r-ab12"], &[outside(OFFICE)]) },
        "principals": principals, "requests": [] });
    let found = lint::lint(&crate::case(&file.to_string()));
    assert_eq!(told(&found, "not-analysed"), [[""; 0]; 0]);
    assert_eq!(
        told(&found, "exempt-without-sign-in"),
        [[&*ids[7]]],
        "{found:#?}"
    );
    assert_eq!(told(&found, "exemption-undocumented"), [[""; 0]; 0]);
}

#[test]
fn an_account_whose_policies_are_too_large_is_named() {
    let values: Vec<String> = (0..60_000).map(|at| format!("r{at}")).collect();
    let large = deny(&json!({ "StringEquals": { "aws:UserAgent": values } }));
    let office = outside(OFFICE);
    let mut twice = attached(&["r-ab12"], std::slice::from_ref(&office));
    let other = json!({ "name": "again", "attachedTo": ["ou-ab12-11111111", "ou-ab12-22222222"],
        "document": policy(&[office]) });
    twice.as_array_mut().expect("a list").push(other);
    let accounts = json!([suspended(), own(ONE, &[large])]);
    let found = lint::lint(&organization(&accounts, &twice, &json!({})));
    assert_eq!(told(&found, "not-analysed"), [[ONE]], "{found:#?}");
    let others: BTreeSet<&str> = found
        .iter()
        .filter(|of| of.code != "not-analysed")
        .flat_map(|of| of.accounts.iter().map(String::as_str))
        .collect();
    assert!(others.contains(TWO) && !others.contains(ONE), "{others:?}");
    // Of what binds it, too, nothing is called unneeded.
    assert_eq!(told(&found, "unneeded-statement"), [[""; 0]; 0]);
    let accounts = json!([suspended()]);
    let found = lint::lint(&organization(&accounts, &twice, &json!({})));
    assert!(!told(&found, "unneeded-statement").is_empty());
}

#[test]
fn groups_that_are_not_asked_are_named() {
    let ids: Vec<String> = (0..=CHECKED_GROUPS)
        .map(|number| format!("5{number:011}"))
        .collect();
    let statements = ids.iter().map(|id| {
        let account = json!({ "StringEquals": { "aws:PrincipalAccount": id } });
        json!({ "name": id, "attachedTo": id, "document": policy(&[deny(&account)]) })
    });
    let mut policies: Vec<Value> = statements.collect();
    // Unneeded wherever it is asked, and not known to be elsewhere.
    let never = deny(&json!({ "Null": { "aws:SourceIp": "true", "aws:SourceVpc": "true" } }));
    policies.push(json!({ "name": "never", "attachedTo": "r-ab12", "document": policy(&[never]) }));
    let mut accounts = vec![MANAGEMENT.to_owned()];
    accounts.extend(ids);
    let file = json!({ "vestibule": 1,
        "organization": { "id": "o-a1b2c3d4e5", "managementAccount": MANAGEMENT,
            "tree": { "id": "r-ab12", "accounts": accounts } },
        "policies": { "identity": [], "resourceControl": policies }, "requests": [] });
    let found = lint::lint(&crate::case(&file.to_string()));
    let not_asked: BTreeSet<&str> = told(&found, "not-analysed").concat().into_iter().collect();
    // The management account is a group, too.
    assert_eq!(not_asked.len(), 2, "{not_asked:?}");
    let asked: BTreeSet<&str> = found
        .iter()
        .filter(|of| of.code != "not-analysed")
        .flat_map(|of| of.accounts.iter().map(String::as_str))
        .collect();
    assert_eq!(asked.len(), CHECKED_GROUPS, "{asked:?}");
    assert!(asked.is_disjoint(&not_asked));
    let of_never = found
        .iter()
        .filter(|of| of.policy.as_deref() == Some("never"));
    let unneeded = of_never.filter(|of| NOT_NEEDED.contains(&&*of.code));
    assert_eq!(unneeded.count(), 0);
}
