//! What is wrong with a policy of a case file.

use vestibule_wire::{Case, Finding, NoFiles, Outcome, Reason};

#[test]
fn what_is_wrong_inside_a_policy_is_told_once_and_of_the_policy() {
    let text = r#"{ "vestibule": 1, "policies": { "resourceControl": [{ "name": "p", "document": {
        "Version": "2012-10-17", "Statement": [], } }] }, "requests": [] }"#;
    let case = Case::read(text, &NoFiles).unwrap();
    let commas: Vec<&Finding> = case
        .findings()
        .iter()
        .filter(|f| f.code == "json-trailing-comma")
        .collect();
    assert_eq!(commas.len(), 1);
    assert_eq!(commas[0].policy.as_deref(), Some("p"));
    let location = case.location_of(commas[0]).unwrap();
    assert_eq!(location.excerpt().meant, ",");
    assert_eq!(location.line(), 2);
}

#[test]
fn a_policy_that_could_not_be_had_leaves_the_decision_open() {
    let request = r#""requests": [{ "principal": "arn:aws:iam::111122223333:root",
        "network": { "vpc": "vpc-12345678", "endpoint": "vpce-12345678", "sourceIp": "10.0.0.1" } }]"#;
    let rows = [
        ("a path", r#"{ "resourceBased": "rbp.json" }"#),
        (
            "an output without a policy",
            r#"{ "serviceControl": [{ "document": { "Policy": {} } }] }"#,
        ),
        (
            "an output without the endpoint",
            r#"{ "vpcEndpoint": [{ "endpoint": "vpce-12345678", "document": { "VpcEndpoints": [
                { "VpcEndpointId": "vpce-87654321", "PolicyDocument": "{}" }] } }] }"#,
        ),
        (
            "an empty text",
            r#"{ "resourceControl": [{ "document": [] }] }"#,
        ),
    ];
    for (name, policies) in rows {
        let text = format!(r#"{{ "vestibule": 1, "policies": {policies}, {request} }}"#);
        let case = Case::read(text, &NoFiles).unwrap();
        assert!(case.findings().iter().any(Finding::is_error), "{name}");
        let decision = case.decide(0).unwrap();
        assert_eq!(decision.outcome, Outcome::Unknown, "{name}");
        assert_eq!(
            decision.phases[0].reason,
            Reason::UnevaluableStatement,
            "{name}"
        );
    }
}
