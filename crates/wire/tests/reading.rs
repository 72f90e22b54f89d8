//! Case files that are wrong: a code, a place and a help for each.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests may panic

use vestibule_wire::{Case, Finding, NoFiles, Outcome, Reason, Severity};

const ALICE: &str = "arn:aws:iam::111122223333:user/alice";

/// What is wrong with a case file, whether or not a case came of it.
fn findings(text: &str) -> Vec<Finding> {
    match Case::read(text, &NoFiles) {
        Ok(case) => case.findings().to_vec(),
        Err(findings) => findings,
    }
}

fn at<'t>(text: &'t str, finding: &Finding) -> &'t str {
    let span = finding.span.expect("a finding about text has a span");
    text.get(span.start as usize..span.end as usize)
        .expect("a span lies in its text")
}

/// A case file with one request.
fn with_request(request: &str) -> String {
    format!(
        r#"{{ "vestibule": 1, "account": {{ "id": "111122223333" }}, "policies": {{}}, "requests": [{request}] }}"#
    )
}

/// name, text, code, path, what the span covers, what the help says.
type Row<'r> = (&'r str, String, &'r str, &'r str, &'r str, &'r str);

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
            "`J9`",
        ),
        (
            "assumption without a switch",
            r#"{ "vestibule": 1, "assumptions": { "J1": false }, "policies": {}, "requests": [] }"#.into(),
            "fixed-assumption",
            "assumptions.J1",
            "\"J1\"",
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
fn what_is_wrong_with_a_request_has_code_place_and_help() {
    let public = r#""network": { "sourceIp": "203.0.113.10" }"#;
    let vpc = r#""network": { "vpc": "vpc-0123456789abcdef0", "sourceIp": "10.0.1.2" }"#;
    let alice = format!(r#""principal": "{ALICE}""#);
    let as_alice = |rest: &str| format!("{{ {alice}, {rest} }}");
    let from_public = |principal: &str| format!(r#"{{ "principal": "{principal}", {public} }}"#);
    // name, request, code, path, place, help
    let rows: Vec<Row<'_>> = vec![
        (
            "no network",
            format!("{{ {alice} }}"),
            "missing-network",
            "",
            "{",
            "sourceIp",
        ),
        (
            "empty network",
            as_alice(r#""network": {}"#),
            "missing-network",
            ".network",
            "{}",
            "sourceIp",
        ),
        (
            "network at two actions only",
            as_alice(
                r#""phases": { "signin:Authenticate": { "network": { "sourceIp": "192.0.2.1" } } }"#,
            ),
            "missing-network",
            "",
            "{",
            "",
        ),
        (
            "the address inside the VPC by its key",
            as_alice(r#""network": { "vpc": "vpc-0123456789abcdef0", "vpcSourceIp": "10.0.0.1" }"#),
            "unknown-field",
            ".network.vpcSourceIp",
            "\"vpcSourceIp\"",
            "`sourceIp` is the address inside the VPC",
        ),
        (
            "null in a network",
            as_alice(r#""network": { "vpc": null, "sourceIp": "10.0.0.1" }"#),
            "wrong-type",
            ".network.vpc",
            "null",
            "leave the member out",
        ),
        (
            "no address",
            as_alice(r#""network": { "sourceIp": "203.0.113.256" }"#),
            "invalid-ip",
            ".network.sourceIp",
            "\"203.0.113.256\"",
            "IPv4",
        ),
        (
            "a range",
            as_alice(r#""network": { "sourceIp": "203.0.113.0/24" }"#),
            "invalid-ip",
            ".network.sourceIp",
            "\"203.0.113.0/24\"",
            "one address",
        ),
        (
            "VPC of 16 digits",
            as_alice(r#""network": { "vpc": "vpc-0abc123def456789" }"#),
            "invalid-vpc-id",
            ".network.vpc",
            "\"vpc-0abc123def456789\"",
            "8 or 17",
        ),
        (
            "endpoint",
            as_alice(r#""network": { "endpoint": "vpc-0123456789abcdef0" }"#),
            "invalid-endpoint-id",
            ".network.endpoint",
            "\"vpc-0123456789abcdef0\"",
            "`vpce-`",
        ),
        (
            "Region",
            as_alice(&format!(r#""region": "Frankfurt", {public}"#)),
            "invalid-region",
            ".region",
            "\"Frankfurt\"",
            "eu-west-1",
        ),
        (
            "entry",
            as_alice(&format!(r#""entry": "login-locale", {public}"#)),
            "unknown-entry",
            ".entry",
            "\"login-locale\"",
            "did you mean `login-local`?",
        ),
        (
            "resource",
            as_alice(&format!(r#""resource": "console/*", {public}"#)),
            "invalid-resource",
            ".resource",
            "\"console/*\"",
            "ARN",
        ),
        (
            "session",
            from_public("arn:aws:sts::111122223333:assumed-role/Admin/alice"),
            "session-principal",
            ".principal",
            "\"arn:aws:sts::111122223333:assumed-role/Admin/alice\"",
            "`arn:aws:iam::111122223333:role/Admin`",
        ),
        (
            "service-linked role",
            from_public("arn:aws:iam::111122223333:role/aws-service-role/sso.amazonaws.com/X"),
            "service-linked-role",
            ".principal",
            "\"arn:aws:iam::111122223333:role/aws-service-role/sso.amazonaws.com/X\"",
            "",
        ),
        (
            "not an ARN",
            from_public("alice"),
            "invalid-principal",
            ".principal",
            "\"alice\"",
            "arn:aws:iam::ACCOUNT:root",
        ),
        (
            "account of 11 digits",
            from_public("arn:aws:iam::11112222333:root"),
            "invalid-principal",
            ".principal",
            "\"arn:aws:iam::11112222333:root\"",
            "account id",
        ),
        (
            "wildcard",
            from_public("arn:aws:iam::111122223333:user/*"),
            "invalid-principal",
            ".principal",
            "\"arn:aws:iam::111122223333:user/*\"",
            "",
        ),
        (
            "another account",
            from_public("arn:aws:iam::444455556666:root"),
            "another-account",
            ".principal",
            "\"arn:aws:iam::444455556666:root\"",
            "its own account",
        ),
        (
            "network key beside a public network",
            as_alice(&format!(
                r#"{public}, "context": {{ "aws:SourceIp": "192.0.2.1" }}"#
            )),
            "determined-key",
            r#".context["aws:SourceIp"]"#,
            "\"aws:SourceIp\"",
            "",
        ),
        (
            "VPC key beside a public network",
            as_alice(&format!(
                r#"{public}, "context": {{ "aws:SourceVpc": "vpc-12345678" }}"#
            )),
            "mixed-network",
            r#".context["aws:SourceVpc"]"#,
            "\"aws:SourceVpc\"",
            "one path",
        ),
        (
            "address key beside a VPC",
            as_alice(&format!(
                r#"{vpc}, "context": {{ "AWS:sourceip": "192.0.2.1" }}"#
            )),
            "mixed-network",
            r#".context["AWS:sourceip"]"#,
            "\"AWS:sourceip\"",
            "one path",
        ),
        (
            "principal key",
            as_alice(&format!(
                r#"{public}, "context": {{ "signin:PrincipalArn": "x" }}"#
            )),
            "determined-key",
            r#".context["signin:PrincipalArn"]"#,
            "\"signin:PrincipalArn\"",
            "",
        ),
        (
            "Region key",
            as_alice(&format!(
                r#"{public}, "context": {{ "aws:RequestedRegion": "eu-west-1" }}"#
            )),
            "determined-key",
            r#".context["aws:RequestedRegion"]"#,
            "\"aws:RequestedRegion\"",
            "",
        ),
        (
            "key twice in two cases",
            as_alice(&format!(
                r#"{public}, "context": {{ "aws:referer": "a", "aws:Referer": "b" }}"#
            )),
            "duplicate-key-case",
            r#".context["aws:Referer"]"#,
            "\"aws:Referer\"",
            "",
        ),
        (
            "value of a key",
            as_alice(&format!(
                r#"{public}, "context": {{ "aws:MultiFactorAuthPresent": true }}"#
            )),
            "wrong-type",
            r#".context["aws:MultiFactorAuthPresent"]"#,
            "true",
            "",
        ),
        (
            "action of a phase",
            as_alice(&format!(
                r#"{public}, "phases": {{ "signin:Authenticat": {{}} }}"#
            )),
            "unknown-action",
            r#".phases["signin:Authenticat"]"#,
            "\"signin:Authenticat\"",
            "`signin:Authenticate`",
        ),
        (
            "expected outcome",
            as_alice(&format!(r#"{public}, "expect": {{ "outcome": "deny" }}"#)),
            "unknown-value",
            ".expect.outcome",
            "\"deny\"",
            "",
        ),
        (
            "expected action",
            as_alice(&format!(
                r#"{public}, "expect": {{ "at": "signin:Login" }}"#
            )),
            "unknown-action",
            ".expect.at",
            "\"signin:Login\"",
            "",
        ),
        (
            "expected assumption",
            as_alice(&format!(
                r#"{public}, "expect": {{ "assumptions": ["j8"] }}"#
            )),
            "unknown-assumption",
            ".expect.assumptions[0]",
            "\"j8\"",
            "`J8`",
        ),
        (
            "expectation of a phase",
            as_alice(&format!(
                r#"{public}, "expect": {{ "phases": {{ "signin:Authenticate": {{ "decison": "denied" }} }} }}"#
            )),
            "unknown-field",
            r#".expect.phases["signin:Authenticate"].decison"#,
            "\"decison\"",
            "`decision`",
        ),
    ];
    for (name, request, code, path, place, help) in rows {
        let text = with_request(&request);
        let found = findings(&text);
        let finding = found.iter().find(|finding| finding.code == code);
        let finding = finding.unwrap_or_else(|| panic!("{name}: no {code} in {found:#?}"));
        assert_eq!(finding.severity, Severity::Error, "{name}");
        assert_eq!(
            finding.path.as_deref().unwrap_or(""),
            format!("requests[0]{path}"),
            "{name}"
        );
        let covered = at(&text, finding);
        assert!(
            covered == place || (place == "{" && covered.starts_with('{')),
            "{name}: {covered}"
        );
        let told = finding.help.as_ref().map(ToString::to_string);
        let told = told.unwrap_or_default();
        assert!(told.contains(help), "{name}: {told}");
    }
}

#[test]
fn everything_unknown_is_told_at_once() {
    let text = r#"{ "vestibule": 1, "one": 1, "policies": { "two": 2 }, "requests": [{ "three": 3, "principal": "x" }] }"#;
    let found = findings(text);
    let unknown: Vec<&str> = found
        .iter()
        .filter(|f| f.code == "unknown-field")
        .filter_map(|f| f.path.as_deref())
        .collect();
    assert_eq!(unknown, ["one", "policies.two", "requests[0].three"]);
    assert!(found.iter().any(|f| f.code == "invalid-principal"));
    assert!(found.iter().any(|f| f.code == "missing-network"));
}

#[test]
fn one_bad_request_leaves_the_others_decided() {
    let text = with_request(&format!(
        r#"{{ "principal": "alice", "network": {{ "sourceIp": "192.0.2.1" }} }},
           {{ "principal": "{ALICE}", "network": {{ "sourceIp": "192.0.2.1" }} }}"#
    ));
    let case = Case::read(text, &NoFiles).unwrap();
    assert!(!case.is_usable());
    assert!(case.decide(0).is_none());
    assert!(case.decide(1).is_some());
    assert!(case.decide(2).is_none());
    assert_eq!(case.names(), ["requests[0]", "requests[1]"]);
}

#[test]
fn a_misspelt_context_key_is_a_warning() {
    let request = format!(
        r#"{{ "principal": "{ALICE}", "network": {{ "sourceIp": "192.0.2.1" }},
             "context": {{ "aws:MultiFactorAuthPresnt": "true", "aws:RequestTag/x": "y", "s3:prefix": "z" }} }}"#
    );
    let case = Case::read(with_request(&request), &NoFiles).unwrap();
    assert!(case.is_usable());
    let codes: Vec<(&str, Severity)> = case
        .findings()
        .iter()
        .map(|f| (&*f.code, f.severity))
        .collect();
    assert_eq!(codes, [("unknown-key", Severity::Warning)]);
    let help = case.findings()[0].help.as_ref().unwrap().to_string();
    assert!(help.contains("aws:MultiFactorAuthPresent"), "{help}");
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
        " ".repeat(2 << 20)
    );
    assert!(
        findings(&large)
            .iter()
            .any(|finding| finding.code == "document-too-large")
    );
}

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
