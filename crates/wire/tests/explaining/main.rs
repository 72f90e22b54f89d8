//! What an explanation says, beside what was decided.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)] // helpers of tests may panic

mod decision;
mod tests_of_keys;

use vestibule_wire::{Case, Decision, NoFiles};

const PUBLIC: &str = r#""network": { "sourceIp": "198.51.100.7" }"#;
const VPC: &str =
    r#""network": { "vpc": "vpc-12345678", "endpoint": "vpce-12345678", "sourceIp": "10.0.0.1" }"#;
const ALICE: &str = "arn:aws:iam::111122223333:user/alice";

fn decide(account: &str, policies: &str, principal: &str, rest: &str) -> Decision {
    let text = format!(
        r#"{{ "vestibule": 1, "account": {account}, "policies": {policies},
              "requests": [{{ "principal": "{principal}", {rest} }}] }}"#
    );
    let case = Case::read(text, &NoFiles).unwrap_or_else(|findings| panic!("{findings:#?}"));
    case.decide_explained(0)
        .unwrap_or_else(|| panic!("{:#?}", case.findings()))
}

/// A resource-based policy of one statement with `rest`.
fn statement(rest: &str) -> String {
    format!(
        r#"{{ "resourceBased": {{ "Version": "2012-10-17", "Statement": [
             {{ "Effect": "Deny", "Principal": {{ "AWS": "*" }}, "Action": "signin:*", "Resource": "*", {rest} }}] }} }}"#
    )
}
