//! What is wrong with a request.

use super::{ALICE, Row, at, findings, with_request};
use vestibule_wire::{Case, NoFiles, Severity};

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
            "write `sourceIp` beside `vpc` or `endpoint`",
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
fn keys_are_judged_by_those_that_their_prefix_has() {
    let keys = ["team", "team:", ":team", "aws:Teem", "signin:Teem"];
    let shape = "`prefix:name`";
    for (key, help) in keys.map(|key| (key, Some(shape))).into_iter().chain([
        ("signin:PrincipalAr", Some("`signin:PrincipalArn`")),
        ("s3:prefix", None),
        ("saml:teem", None),
    ]) {
        let request = format!(
            r#"{{ "principal": "{ALICE}", "network": {{ "sourceIp": "192.0.2.1" }}, "context": {{ "{key}": "x" }} }}"#
        );
        let found = findings(&with_request(&request));
        let unknown: Vec<String> = found
            .iter()
            .filter(|finding| finding.code == "unknown-key")
            .map(|finding| finding.help.as_ref().unwrap().to_string())
            .collect();
        match help {
            Some(help) => assert!(
                unknown.len() == 1 && unknown[0].contains(help),
                "{key}: {unknown:?}"
            ),
            None => assert!(unknown.is_empty(), "{key}: {unknown:?}"),
        }
    }
}

#[test]
fn the_account_may_be_left_out_and_other_keys_are_told_elsewhere() {
    for (key, help) in [
        (
            "aws:ResourceAccount",
            "set `account.id` instead, or leave it out for the principal's account",
        ),
        ("aws:PrincipalArn", "set `principal` instead"),
    ] {
        let request = format!(
            r#"{{ "principal": "{ALICE}", "network": {{ "sourceIp": "192.0.2.1" }}, "context": {{ "{key}": "x" }} }}"#
        );
        let found = findings(&with_request(&request));
        let help_of =
            |finding: &vestibule_wire::Finding| finding.help.as_ref().unwrap().to_string();
        let found: Vec<String> = found
            .iter()
            .filter(|f| f.code == "determined-key")
            .map(help_of)
            .collect();
        assert_eq!(found, [help], "{key}");
    }
}

#[test]
fn help_is_about_what_stands_there() {
    let rows = [
        (
            r#""network": { "sourceIp": "192.0.2.1", "vpcSourceIp": "10.0.0.1" }"#,
            "unknown-field",
            "inside the VPC",
        ),
        (
            r#""network": { "sourceIp": "192.0.2.1", "sauceIp": "10.0.0.1" }"#,
            "unknown-field",
            "did you mean `sourceIp`?",
        ),
        (
            r#""vpcSourceIp": "10.0.0.1", "network": { "sourceIp": "192.0.2.1" }"#,
            "unknown-field",
            "write `name`",
        ),
        (
            r#""network": { "sourceIp": "192.0.2.1" }, "expect": { "assumptions": [null] }"#,
            "wrong-type",
            "",
        ),
        (
            r#""principal": null, "network": { "sourceIp": "192.0.2.1" }"#,
            "wrong-type",
            "leave the member out",
        ),
    ];
    for (members, code, help) in rows {
        let principal = if members.contains("principal") {
            String::new()
        } else {
            format!(r#""principal": "{ALICE}", "#)
        };
        let found = findings(&with_request(&format!("{{ {principal}{members} }}")));
        let finding = found.iter().find(|finding| finding.code == code);
        let finding = finding.unwrap_or_else(|| panic!("{members}: {found:#?}"));
        let told = finding
            .help
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        assert!(
            if help.is_empty() {
                !told.contains("leave the member out")
            } else {
                told.contains(help)
            },
            "{members}: {told}"
        );
    }
}
