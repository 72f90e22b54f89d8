//! Every row of the table of context keys is known to those who read requests and
//! policies, and to those who look for what would change a decision.
#![allow(clippy::unwrap_used)]

use vestibule_signin::keys::{KEYS, KeyRow, Origin};
use vestibule_wire::{Case, Fact, Known, NoFiles};

fn name(row: &KeyRow) -> String {
    if row.is_prefix() {
        format!("{}team", row.name)
    } else {
        row.name.to_owned()
    }
}

/// A case whose policy denies one value of the key; the request gives it or not.
fn case(key: &str, value: &str, given: bool) -> String {
    let context = if given {
        format!(r#""context": {{ "{key}": "{value}" }},"#)
    } else {
        String::new()
    };
    format!(
        r#"{{ "vestibule": 1, "account": {{ "id": "111122223333" }},
          "policies": {{ "resourceBased": {{ "Version": "2012-10-17", "Statement": [
            {{ "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
              "Condition": {{ "StringEquals": {{ "{key}": "{value}" }} }} }} ] }} }},
          "requests": [ {{ {context}
            "principal": "arn:aws:iam::111122223333:role/Admin", "entry": "login-local",
            "network": {{ "sourceIp": "198.51.100.7" }} }} ] }}"#
    )
}

#[test]
fn every_key_may_be_tested_and_is_given_or_determined() {
    for row in KEYS {
        let name = name(row);
        let value = row.example.unwrap_or("x");
        for given in [false, true] {
            let findings = match Case::read(case(&name, value, given), &NoFiles) {
                Ok(case) => case.findings().to_vec(),
                Err(findings) => findings,
            };
            let has = |code: &str| findings.iter().any(|finding| finding.code == code);
            assert!(!has("unknown-key") && !has("invalid-value"), "{findings:?}");
            let refused = has("determined-key") || has("mixed-network");
            let determined = given && row.origin.member().is_some();
            assert_eq!(refused, determined, "{name}: {findings:?}");
        }
    }
}

#[test]
fn every_key_that_a_request_may_give_is_tried() {
    let known = Known::default();
    for row in KEYS {
        let name = name(row);
        let value = row.example.unwrap_or("x");
        let case = Case::read(case(&name, value, false), &NoFiles).unwrap();
        let request = &case.file().requests[0];
        let changes = case.compiled().changes(request, None, &known).changes;
        let named = changes
            .iter()
            .any(|change| matches!(&change.fact, Fact::Key(key, _) if *key == name));
        let offered = row.actions.contains(&true);
        // What is so already changes nothing.
        let is_so = matches!(row.origin, Origin::Entry(_)) && !changes.is_empty();
        let expected = offered && row.origin.member().is_none();
        assert!(named == expected || is_so, "{name}: {changes:?}");
    }
}
