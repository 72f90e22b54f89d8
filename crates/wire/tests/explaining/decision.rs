//! What policies, statements and the decision on an action say.

use super::{ALICE, PUBLIC, VPC, decide, statement};
use vestibule_wire::{Case, Mark, NoFiles, reason};

#[test]
fn every_policy_that_is_not_evaluated_says_why() {
    let allow = r#"{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] }"#;
    let deny = r#"{ "Version": "2012-10-17", "Statement": [{ "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*" }] }"#;
    let endpoint =
        format!(r#"{{ "vpcEndpoint": [{{ "endpoint": "vpce-87654321", "document": {deny} }}] }}"#);
    let rcp = format!(
        r#"{{ "resourceControl": [{{ "name": "perimeter", "attachedTo": "r-ab12", "document": {deny} }}] }}"#
    );
    let scp = format!(r#"{{ "serviceControl": [{{ "name": "guard", "document": {allow} }}] }}"#);
    let identity = format!(
        r#"{{ "identity": [{{ "name": "admin", "principal": "arn:aws:iam::*:user/bob", "document": {allow} }}] }}"#
    );
    let rbp = format!(r#"{{ "resourceBased": {deny} }}"#);
    let root = "arn:aws:iam::111122223333:root";
    // account, policies, principal, request, phase, sentence
    let rows: &[(&str, &str, &str, &str, usize, &str)] = &[
        (
            "{}",
            &endpoint,
            ALICE,
            PUBLIC,
            0,
            "VPC endpoint policy vpce-87654321 is not evaluated: the request does not pass a VPC endpoint",
        ),
        (
            "{}",
            &endpoint,
            ALICE,
            VPC,
            0,
            "VPC endpoint policy vpce-87654321 is not evaluated: the request passes another VPC endpoint",
        ),
        (
            "{}",
            &endpoint,
            ALICE,
            r#""network": { "vpc": "vpc-12345678" }"#,
            0,
            "VPC endpoint policy vpce-87654321 counts if the request comes through its endpoint, which is not given",
        ),
        (
            r#"{ "consoleAuthorization": false }"#,
            &rbp,
            ALICE,
            PUBLIC,
            0,
            "the resource-based policy is not evaluated: console authorization is off",
        ),
        (
            r#"{ "organization": { "managementAccount": true } }"#,
            &rcp,
            ALICE,
            PUBLIC,
            0,
            "resource control policy perimeter is not evaluated: RCPs and SCPs do not bind the management account",
        ),
        (
            r#"{ "organization": { "path": ["r-cd34"] } }"#,
            &rcp,
            ALICE,
            PUBLIC,
            0,
            "resource control policy perimeter is not evaluated: it is attached to a node that is not above this account",
        ),
        (
            "{}",
            &identity,
            ALICE,
            PUBLIC,
            0,
            "identity policy admin is not evaluated: nobody is known before authentication",
        ),
        (
            "{}",
            &identity,
            ALICE,
            PUBLIC,
            1,
            "identity policy admin is not evaluated: it belongs to another principal",
        ),
        (
            "{}",
            &identity,
            root,
            PUBLIC,
            1,
            "identity policy admin is not evaluated: identity policies do not bind the root user",
        ),
        (
            "{}",
            &scp,
            ALICE,
            PUBLIC,
            0,
            "service control policy guard is evaluated",
        ),
    ];
    for (account, policies, principal, rest, phase, sentence) in rows {
        let decision = decide(account, policies, principal, rest);
        let lines = decision.phases[*phase].explanation.as_ref().unwrap();
        assert!(
            lines
                .iter()
                .any(|line| line.indent == 0 && line.text == *sentence),
            "{sentence}: {lines:#?}"
        );
    }
    // An assumption in its other reading.
    let text = format!(
        r#"{{ "vestibule": 1, "assumptions": {{ "J8": false }}, "policies": {scp}, "requests": [{{ "principal": "{ALICE}", {PUBLIC} }}] }}"#
    );
    let decision = Case::read(text, &NoFiles)
        .unwrap()
        .decide_explained(0)
        .unwrap();
    let lines = decision.phases[0].explanation.as_ref().unwrap();
    assert_eq!(
        lines[1].text,
        "service control policy guard is not evaluated: J8 is switched to its other interpretation"
    );
}

#[test]
fn every_reason_of_a_phase_has_its_sentence() {
    let deny = statement(r#""Sid": "Closed""#);
    let resource = deny.replace(
        r#""Resource": "*""#,
        r#""Resource": "arn:aws:signin:::console/canvas""#,
    );
    let refused = deny.replace(r#""Deny""#, r#""deny""#);
    let endpoint = r#"{ "vpcEndpoint": [{ "endpoint": "vpce-12345678", "document": { "Version": "2012-10-17", "Statement": [] } }] }"#;
    let login = r#""network": { "sourceIp": "198.51.100.7" }, "entry": "login-local""#;
    // account, policies, request, phase, sentence
    let rows: &[(&str, &str, &str, usize, &str)] = &[
        (
            "{}",
            "{}",
            PUBLIC,
            0,
            "no Deny applies and no Allow is missing",
        ),
        (
            r#"{ "consoleAuthorization": false }"#,
            &deny,
            PUBLIC,
            0,
            "console authorization is off",
        ),
        (
            "{}",
            &deny,
            PUBLIC,
            0,
            "statement Closed of the resource-based policy",
        ),
        (
            "{}",
            &statement(r#""Condition": {}"#),
            PUBLIC,
            2,
            "Statement[0] of the resource-based policy",
        ),
        (
            "{}",
            endpoint,
            VPC,
            0,
            "VPC endpoint policy vpce-12345678 does not allow it",
        ),
        (
            "{}",
            r#"{ "identity": [] }"#,
            login,
            1,
            "no identity policy allows it",
        ),
        (
            "{}",
            "{}",
            login,
            1,
            "it depends on the identity policies, which are not given",
        ),
        (
            "{}",
            &resource,
            PUBLIC,
            0,
            "statement Closed of the resource-based policy depends on the resource, which is not given",
        ),
        (
            "{}",
            &refused,
            PUBLIC,
            0,
            "statement Closed of the resource-based policy cannot be evaluated",
        ),
    ];
    for (account, policies, rest, phase, sentence) in rows {
        let decision = decide(account, policies, ALICE, rest);
        assert_eq!(reason(&decision.phases[*phase]).to_string(), *sentence);
    }
}

#[test]
fn parts_of_a_statement_beside_its_conditions_are_told() {
    let policies = r#"{ "resourceBased": { "Version": "2012-10-17", "Statement": [
        { "Effect": "Deny", "Principal": { "AWS": "arn:aws:iam::111122223333:user/bob" }, "Action": "signin:*", "Resource": "arn:aws:s3:::*" },
        { "Effect": "Deny", "Principal": "*", "Action": "signin:CreateOAuth2Token", "Resource": "*" },
        { "Sid": "Odd", "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*", "Extra": 1 }] } }"#;
    let decision = decide("{}", policies, ALICE, PUBLIC);
    let texts = |phase: usize| -> Vec<(Mark, String)> {
        let lines = decision.phases[phase].explanation.as_ref().unwrap();
        lines
            .iter()
            .skip(2)
            .map(|line| (line.mark, line.text.clone()))
            .collect()
    };
    let expected = [
        (Mark::No, "Deny Statement[0] does not apply"),
        (
            Mark::No,
            "Principal: false because nobody is known before authentication, and it does not name `*`",
        ),
        (
            Mark::No,
            "Resource: false because it does not cover what is signed in to",
        ),
        (
            Mark::Skipped,
            "Deny Statement[1] is not about signin:Authenticate",
        ),
        (Mark::Unknown, "Deny Statement[2] (Odd) may apply"),
        (
            Mark::Unknown,
            "AWS would refuse the statement, so its effect is unknown",
        ),
    ];
    assert_eq!(
        texts(0),
        expected.map(|(mark, text)| (mark, text.to_owned()))
    );
    assert_eq!(
        texts(1)[1].1,
        "Principal: false because it does not name this principal"
    );
    assert!(decision.phases[0].statements.is_some());
}
