//! What is wrong with a case file as a whole.

use super::{Row, at, findings};
use vestibule_wire::{Case, NoFiles, Severity};

#[test]
fn what_is_wrong_with_a_case_file_has_code_place_and_help() {
    let rows: Vec<Row<'_>> = vec![
        ("not an object", "[]".into(), "wrong-type", "", "[]", ""),
        ("missing member", r#"{ "vestibule": 1, "policies": {} }"#.into(), "missing-field", "", "{", ""),
        (
            "unknown member",
            r#"{ "vestibule": 1, "policies": { "resourceControll": [] }, "requests": [] }"#.into(),
            "unknown-field",
            "policies.resourceControll",
            "\"resourceControll\"",
            "did you mean `resourceControl`?",
        ),
        (
            "unknown member, far from any",
            r#"{ "vestibule": 1, "policies": {}, "requests": [], "zzz": 1 }"#.into(),
            "unknown-field",
            "zzz",
            "\"zzz\"",
            "`requests`",
        ),
        (
            "wrong type",
            r#"{ "vestibule": 1, "policies": {}, "requests": {} }"#.into(),
            "wrong-type",
            "requests",
            "{}",
            "",
        ),
        (
            "number for a string",
            r#"{ "vestibule": 1, "account": { "id": 111122223333 }, "policies": {}, "requests": [] }"#.into(),
            "wrong-type",
            "account.id",
            "111122223333",
            "put it in quotes",
        ),
        (
            "version",
            r#"{ "vestibule": 2, "policies": {}, "requests": [] }"#.into(),
            "unsupported-version",
            "vestibule",
            "2",
            "\"vestibule\": 1",
        ),
        (
            "duplicate key",
            r#"{ "vestibule": 1, "policies": {}, "requests": [], "requests": [] }"#.into(),
            "duplicate-key",
            "",
            "\"requests\"",
            "",
        ),
        (
            "trailing comma",
            r#"{ "vestibule": 1, "policies": {}, "requests": [], }"#.into(),
            "json-trailing-comma",
            "",
            ",",
            "",
        ),
        (
            "authorization",
            r#"{ "vestibule": 1, "account": { "consoleAuthorization": "on" }, "policies": {}, "requests": [] }"#.into(),
            "wrong-type",
            "account.consoleAuthorization",
            "\"on\"",
            "",
        ),
        (
            "Identity Center",
            r#"{ "vestibule": 1, "account": { "identityCenter": "no" }, "policies": {}, "requests": [] }"#.into(),
            "wrong-type",
            "account.identityCenter",
            "\"no\"",
            "",
        ),
        (
            "how the account joined",
            r#"{ "vestibule": 1, "account": { "joinedMethod": "invited" }, "policies": {}, "requests": [] }"#.into(),
            "unknown-value",
            "account.joinedMethod",
            "\"invited\"",
            "INVITED",
        ),
        (
            "a known principal that is nobody",
            r#"{ "vestibule": 1, "principals": [{ "principal": "BreakGlass" }], "policies": {}, "requests": [] }"#.into(),
            "invalid-principal",
            "principals[0].principal",
            "\"BreakGlass\"",
            "user/BreakGlass",
        ),
        (
            "a password that expires on no day",
            r#"{ "vestibule": 1, "principals": [{ "principal": "arn:aws:iam::111122223333:user/x", "passwordExpires": "2027-02-30" }], "policies": {}, "requests": [] }"#.into(),
            "invalid-day",
            "principals[0].passwordExpires",
            "\"2027-02-30\"",
            "2027-06-30",
        ),
        (
            "an exemption that ends on no day",
            r#"{ "vestibule": 1, "principals": [{ "principal": "arn:aws:iam::111122223333:user/x", "expires": "soon" }], "policies": {}, "requests": [] }"#.into(),
            "invalid-day",
            "principals[0].expires",
            "\"soon\"",
            "2027-06-30",
        ),
        (
            "an endpoint without a VPC",
            r#"{ "vestibule": 1, "vpcEndpoints": [{ "vpc": "vpc-1", "serviceName": "com.amazonaws.eu-west-1.signin" }], "policies": {}, "requests": [] }"#.into(),
            "invalid-vpc-id",
            "vpcEndpoints[0].vpc",
            "\"vpc-1\"",
            "`vpc-`",
        ),
        (
            "an endpoint of no service",
            r#"{ "vestibule": 1, "vpcEndpoints": [{ "vpc": "vpc-12345678", "serviceName": "signin" }], "policies": {}, "requests": [] }"#.into(),
            "invalid-service-name",
            "vpcEndpoints[0].serviceName",
            "\"signin\"",
            "com.amazonaws.eu-west-1.signin",
        ),
        (
            "a client that is none",
            r#"{ "vestibule": 1, "networks": [{ "name": "a", "sourceIp": ["192.0.2.0/24"] }], "oauthClients": [{ "clientId": "same-device", "tokenFrom": ["a"] }], "policies": {}, "requests": [] }"#.into(),
            "invalid-client",
            "oauthClients[0].clientId",
            "\"same-device\"",
            "arn:aws:signin",
        ),
        (
            "a client from a network that has no name",
            r#"{ "vestibule": 1, "networks": [{ "name": "office", "sourceIp": ["192.0.2.0/24"] }], "oauthClients": [{ "clientId": "arn:aws:signin:::devtools/same-device", "tokenFrom": ["ofice"] }], "policies": {}, "requests": [] }"#.into(),
            "unknown-network",
            "oauthClients[0].tokenFrom[0]",
            "\"ofice\"",
            "`office`",
        ),
        (
            "a client from nowhere",
            r#"{ "vestibule": 1, "oauthClients": [{ "clientId": "arn:aws:signin:::devtools/same-device", "tokenFrom": [] }], "policies": {}, "requests": [] }"#.into(),
            "empty-list",
            "oauthClients[0].tokenFrom",
            "[]",
            "name something",
        ),
        (
            "authorization by an unknown target",
            r#"{ "vestibule": 1, "account": { "consoleAuthorization": { "acount": true } }, "policies": {}, "requests": [] }"#.into(),
            "unknown-field",
            "account.consoleAuthorization.acount",
            "\"acount\"",
            "did you mean `account`?",
        ),
        (
            "account",
            r#"{ "vestibule": 1, "account": { "id": "1111" }, "policies": {}, "requests": [] }"#.into(),
            "invalid-account-id",
            "account.id",
            "\"1111\"",
            "twelve digits",
        ),
        (
            "organization",
            r#"{ "vestibule": 1, "account": { "organization": { "id": "o-1" } }, "policies": {}, "requests": [] }"#.into(),
            "invalid-organization-id",
            "account.organization.id",
            "\"o-1\"",
            "`o-`",
        ),
        (
            "organizational unit",
            r#"{ "vestibule": 1, "account": { "organization": { "path": ["r-ab12", "ou-1"] } }, "policies": {}, "requests": [] }"#.into(),
            "invalid-node",
            "account.organization.path[1]",
            "\"ou-1\"",
            "`ou-…-…`",
        ),
        (
            "attachment",
            r#"{ "vestibule": 1, "policies": { "serviceControl": [{ "attachedTo": "root", "document": {"Version": "2012-10-17", "Statement": []} }] }, "requests": [] }"#.into(),
            "invalid-node",
            "policies.serviceControl[0].attachedTo",
            "\"root\"",
            "`r-…`",
        ),
        (
            "unknown assumption",
            r#"{ "vestibule": 1, "assumptions": { "J99": false }, "policies": {}, "requests": [] }"#.into(),
            "unknown-assumption",
            "assumptions.J99",
            "\"J99\"",
            "name one that can be switched",
        ),
        (
            "assumption in small letters",
            r#"{ "vestibule": 1, "assumptions": { "j9": false }, "policies": {}, "requests": [] }"#.into(),
            "unknown-assumption",
            "assumptions.j9",
            "\"j9\"",
            "did you mean `J9`?",
        ),
        (
            "assumption without a switch",
            r#"{ "vestibule": 1, "assumptions": { "J3": false }, "policies": {}, "requests": [] }"#.into(),
            "fixed-assumption",
            "assumptions.J3",
            "\"J3\"",
            "`J9`",
        ),
        (
            "path",
            r#"{ "vestibule": 1, "policies": { "resourceBased": "rbp.json" }, "requests": [] }"#.into(),
            "path-not-followed",
            "policies.resourceBased",
            "\"rbp.json\"",
            "the policy itself",
        ),
        (
            "ARN of another managed policy",
            r#"{ "vestibule": 1, "policies": { "identity": [{ "document": "arn:aws:iam::aws:policy/AdministratorAccess" }] }, "requests": [] }"#.into(),
            "unknown-managed-policy",
            "policies.identity[0].document",
            "\"arn:aws:iam::aws:policy/AdministratorAccess\"",
            "or name one of `arn:aws:iam::aws:policy/AWSMCPSignInOAuthAccessPolicy`, `arn:",
        ),
        (
            "ARN of a policy of one's own",
            r#"{ "vestibule": 1, "policies": { "resourceBased": "arn:aws:iam::111122223333:policy/Mine" }, "requests": [] }"#.into(),
            "unknown-managed-policy",
            "policies.resourceBased",
            "\"arn:aws:iam::111122223333:policy/Mine\"",
            "`aws iam get-policy-version`",
        ),
        (
            "document of another type",
            r#"{ "vestibule": 1, "policies": { "resourceBased": 5 }, "requests": [] }"#.into(),
            "wrong-type",
            "policies.resourceBased",
            "5",
            "",
        ),
    ];
    for (name, text, code, path, place, help) in rows {
        let found = findings(&text);
        let finding = found.iter().find(|finding| finding.code == code);
        let finding = finding.unwrap_or_else(|| panic!("{name}: no {code} in {found:#?}"));
        assert_eq!(finding.severity, Severity::Error, "{name}");
        assert_eq!(finding.path.as_deref().unwrap_or(""), path, "{name}");
        assert_eq!(at(&text, finding), place, "{name}");
        let told = finding.help.as_ref().map(ToString::to_string);
        let told = told.unwrap_or_default();
        assert!(told.contains(help), "{name}: {told}");
        assert!(finding.range.is_some(), "{name}");
    }
}

#[test]
fn bytes_that_are_no_text_and_texts_that_are_no_json() {
    let rows: &[(&str, &[u8], &str)] = &[
        ("empty", b"", "json-empty"),
        ("not JSON", b"hello", "json-unquoted"),
        (
            "not UTF-8",
            b"{ \"vestibule\": 1, \"policies\": {}, \"requests\": [], \"\xFF\": 1 }",
            "not-utf8",
        ),
        ("brackets", &[b'['; 10_000], "nesting-too-deep"),
    ];
    for (name, bytes, code) in rows {
        let found = match Case::from_bytes(bytes, &NoFiles) {
            Ok(case) => case.findings().to_vec(),
            Err(findings) => findings,
        };
        assert!(
            found.iter().any(|finding| finding.code == *code),
            "{name}: {found:#?}"
        );
    }
    let large = format!(
        "{{ \"vestibule\": 1, \"policies\": {{}}, \"requests\": [\n{}] }}",
        " ".repeat(4 << 20)
    );
    assert!(
        findings(&large)
            .iter()
            .any(|finding| finding.code == "document-too-large")
    );
}

#[test]
fn ranges_of_offices_are_public() {
    let rows = [
        ("203.0.113.0/24", false),
        ("10.0.0.0/8", true),
        ("fd00::/8", true),
        // Some of it is.
        ("10.0.0.0/7", false),
        ("100.0.0.0/9", false),
    ];
    for (range, expected) in rows {
        let text = format!(
            r#"{{ "vestibule": 1, "policies": {{}}, "networks": [{{ "name": "office", "sourceIp": ["{range}"] }}], "requests": [] }}"#
        );
        let found = findings(&text);
        let is_said = found
            .iter()
            .any(|finding| finding.code == "source-ip-not-public");
        assert_eq!(is_said, expected, "{range}: {found:#?}");
    }
}

#[test]
fn principals_of_guarantees_may_be_arns() {
    let rows = [
        ("arn:aws:iam::111122223333:user/alice", true),
        ("arn:aws-cn:sts::111122223333:federated-user/eve", true),
        ("arn:aws:iam::*:role/*", true),
        ("arn:aws:iam::1111*", true),
        ("arn:aws:iam::111122223333*", true),
        ("arn:aw*", true),
        ("arn:aws-u*", true),
        ("ar?:aws:iam::111122223333:root", true),
        ("*", true),
        ("user/alice", false),
        ("arn", false),
        ("arn:aws:iam::111122223333", false),
        ("arm:*", false),
        ("arn:azure:*", false),
        ("arn:azure:iam::111122223333:root", false),
        ("arn:aw:iam::111122223333:root", false),
        ("arn:aws:s3::111122223333:root", false),
        ("arn:aws:i:*", false),
        ("arn:aws:iam:us-east-1:*", false),
        ("arn:aws:iam::1111:root", false),
        ("arn:aws:iam::1111222233334*", false),
        ("arn:aws:iam::alice*", false),
        ("arn:aws:iam::alice1234567:root", false),
    ];
    for (pattern, may) in rows {
        let text = format!(
            r#"{{ "vestibule": 1, "policies": {{}}, "requests": [], "guarantees": [
                {{ "name": "x", "principals": ["{pattern}"], "from": "anywhere", "outcome": "allowed" }}] }}"#
        );
        let found = findings(&text);
        let is_refused = found
            .iter()
            .any(|finding| finding.code == "invalid-principal");
        assert_eq!(is_refused, !may, "{pattern}: {found:#?}");
    }
}
