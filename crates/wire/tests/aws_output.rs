//! Policies in the output of AWS tools, and the places inside of them.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests may panic

use vestibule_wire::{Case, Finding, Kind, NoFiles, Outcome, check};

const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[{"Sid":"Ü😀","Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/33"}}}]}"#;

fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// The text at the place of the finding with that code.
fn place<'t>(text: &'t str, findings: &[Finding], code: &str) -> &'t str {
    let finding = findings.iter().find(|finding| finding.code == code);
    let span = finding
        .unwrap_or_else(|| panic!("no {code} in {findings:#?}"))
        .span
        .unwrap();
    &text[span.start as usize..span.end as usize]
}

#[test]
fn places_lead_through_every_wrapper() {
    let escaped = json(POLICY);
    let unicode = escaped
        .replace('/', "\\/")
        .replace("signin", "\\u0073ignin");
    let rows = [
        ("plain", POLICY.to_owned(), r#""203.0.113.0/33""#.to_owned()),
        (
            "describe-policy",
            format!(
                r#"{{"Policy":{{"PolicySummary":{{"Type":"RESOURCE_CONTROL_POLICY"}},"Content":{escaped}}}}}"#
            ),
            r#"\"203.0.113.0/33\""#.to_owned(),
        ),
        (
            "escapes",
            format!(r#"{{"Policy":{{"Content":{unicode}}}}}"#),
            r#"\"203.0.113.0\/33\""#.to_owned(),
        ),
        (
            "get-policy-version",
            format!(r#"{{"PolicyVersion":{{"Document":{POLICY}}}}}"#),
            r#""203.0.113.0/33""#.to_owned(),
        ),
        (
            "get-policy-version, encoded",
            format!(
                r#"{{"PolicyVersion":{{"Document":"{}"}}}}"#,
                percent(POLICY)
            ),
            percent(r#""203.0.113.0/33""#),
        ),
        (
            "get-role-policy",
            format!(r#"{{"RoleName":"r","PolicyName":"p","PolicyDocument":{escaped}}}"#),
            r#"\"203.0.113.0/33\""#.to_owned(),
        ),
        (
            "describe-vpc-endpoints",
            format!(
                r#"{{"VpcEndpoints":[{{"VpcEndpointId":"vpce-12345678","PolicyDocument":{escaped}}}]}}"#
            ),
            r#"\"203.0.113.0/33\""#.to_owned(),
        ),
        (
            "a string alone",
            escaped.clone(),
            r#"\"203.0.113.0/33\""#.to_owned(),
        ),
    ];
    for (name, text, expected) in rows {
        let checked = check(text.as_bytes(), Some(Kind::ResourceControl));
        assert_eq!(
            place(&text, &checked.findings, "invalid-cidr"),
            expected,
            "{name}"
        );
    }
}

#[test]
fn the_answer_of_get_resource_policy_is_read_in_either_casing() {
    for policy in [
        r#"{"version":"2012-10-17","statement":[{"effect":"deny","principal":{"AWS":"*"},"action":["signin:Authenticate"],"resource":"*","condition":{"NotIpAddress":{"aws:SourceIp":["x"]}}}]}"#,
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"AWS":"*"},"Action":["signin:Authenticate"],"Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["x"]}}}]}"#,
    ] {
        for text in [
            format!(r#"{{"signinResourceBasedPolicy":{policy}}}"#),
            policy.to_owned(),
        ] {
            let checked = check(text.as_bytes(), None);
            assert_eq!(checked.kind, Kind::ResourceBased, "{text}");
            assert_eq!(
                place(&text, &checked.findings, "invalid-cidr"),
                "\"x\"",
                "{text}"
            );
            assert_eq!(
                checked.findings.iter().filter(|f| f.is_error()).count(),
                1,
                "{:#?}",
                checked.findings
            );
        }
    }
}

/// What AWS printed it has stored: an error about storing alone is one before that.
#[test]
fn what_aws_printed_is_not_called_refused() {
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Sid":"a_b","Effect":"Allow","Action":"signin:*","Resource":[]}]}"#;
    let printed = format!(r#"{{"PolicyVersion":{{"Document":{policy}}}}}"#);
    for (text, errors) in [(policy, 2), (printed.as_str(), 0)] {
        let findings = check(text.as_bytes(), Some(Kind::Identity)).findings;
        let of_storing = findings
            .iter()
            .filter(|finding| ["invalid-sid", "empty-array"].contains(&&*finding.code));
        assert_eq!(of_storing.clone().count(), 2, "{findings:#?}");
        assert_eq!(
            of_storing.filter(|f| f.is_error()).count(),
            errors,
            "{text}"
        );
    }
}

#[test]
fn kinds_are_told_or_guessed() {
    let statement = |rest: &str| {
        format!(
            r#"{{"Version":"2012-10-17","Statement":{{"Action":"signin:*","Resource":"*",{rest}}}}}"#
        )
    };
    let rows = [
        (
            "describe-policy",
            r#"{"Policy":{"PolicySummary":{"Type":"SERVICE_CONTROL_POLICY"},"Content":"{}"}}"#
                .to_owned(),
            Kind::ServiceControl,
        ),
        (
            "get-policy-version",
            r#"{"PolicyVersion":{"Document":{}}}"#.to_owned(),
            Kind::Identity,
        ),
        (
            "describe-vpc-endpoints",
            r#"{"VpcEndpoints":[{"PolicyDocument":"{}"}]}"#.to_owned(),
            Kind::VpcEndpoint,
        ),
        (
            "RCP",
            statement(r#""Effect":"Deny","Principal":"*""#),
            Kind::ResourceControl,
        ),
        (
            "resource-based",
            statement(r#""Effect":"Deny","Principal":{"AWS":"*"}"#),
            Kind::ResourceBased,
        ),
        (
            "endpoint",
            statement(r#""Effect":"Allow","Principal":"*""#),
            Kind::VpcEndpoint,
        ),
        ("SCP", statement(r#""Effect":"Deny""#), Kind::ServiceControl),
        ("identity", statement(r#""Effect":"Allow""#), Kind::Identity),
        ("nothing", "{}".to_owned(), Kind::Identity),
    ];
    for (name, text, kind) in rows {
        let checked = check(text.as_bytes(), None);
        assert_eq!(checked.kind, kind, "{name}");
        assert!(checked.guessed.is_some(), "{name}");
        assert_eq!(
            check(text.as_bytes(), Some(Kind::ServiceControl)).guessed,
            None,
            "{name}"
        );
    }
}

#[test]
fn what_holds_no_policy_says_so() {
    let rows = [
        (
            r#"{"Policy":{"Arn":"x"}}"#,
            "no-policy",
            "get-policy-version",
        ),
        (
            r#"{"PolicyVersion":{}}"#,
            "no-policy",
            "`PolicyVersion.Document`",
        ),
        (r#"{"VpcEndpoints":[]}"#, "no-policy", "PolicyDocument"),
        (r#"{"vestibule":1}"#, "case-file", "vestibule decide"),
    ];
    for (text, code, said) in rows {
        let checked = check(text.as_bytes(), None);
        let finding = checked
            .findings
            .iter()
            .find(|finding| finding.code == code)
            .unwrap();
        let help = finding.help.as_ref().map(ToString::to_string);
        let told = format!("{} {}", finding.message, help.unwrap_or_default());
        assert!(told.contains(said), "{told}");
    }
}

/// The case of one endpoint entry with a request through an endpoint.
fn endpoints(entry: &str, endpoint: &str) -> Case {
    let allow = json(
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}"#,
    );
    let deny = json(
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}"#,
    );
    let output = format!(
        r#"{{"VpcEndpoints":[
          {{"VpcEndpointId":"vpce-11111111","ServiceName":"com.amazonaws.eu-west-1.signin","PolicyDocument":{allow}}},
          {{"VpcEndpointId":"vpce-22222222","ServiceName":"com.amazonaws.eu-west-1.signin","PolicyDocument":{deny}}},
          {{"VpcEndpointId":"vpce-33333333","ServiceName":"com.amazonaws.eu-west-1.s3","PolicyDocument":{deny}}}]}}"#
    );
    let text = format!(
        r#"{{"vestibule":1,"policies":{{"vpcEndpoint":[{{{entry}"document":{output}}}]}},"requests":[
          {{"principal":"arn:aws:iam::111122223333:root","network":{{"vpc":"vpc-12345678","endpoint":"{endpoint}"}}}}]}}"#
    );
    Case::read(text, &NoFiles).unwrap()
}

#[test]
fn of_several_endpoints_the_one_that_is_meant_counts() {
    use vestibule_wire::Outcome::{Allowed, Denied};
    let rows = [
        (
            "told, allows",
            r#""endpoint":"vpce-11111111","#,
            "vpce-11111111",
            Allowed,
        ),
        (
            "told, denies",
            r#""endpoint":"vpce-22222222","#,
            "vpce-22222222",
            Denied,
        ),
        ("all, allows", "", "vpce-11111111", Allowed),
        ("all, denies", "", "vpce-22222222", Denied),
        (
            "another service's does not bear",
            "",
            "vpce-33333333",
            Allowed,
        ),
    ];
    for (name, entry, endpoint, outcome) in rows {
        let case = endpoints(entry, endpoint);
        let decision = case.decide(0).unwrap();
        assert_eq!(decision.outcome, outcome, "{name}");
        for by in decision.phases.iter().flat_map(|phase| &phase.decided_by) {
            assert_eq!(by.policy.as_deref(), Some(endpoint), "{name}");
            assert_eq!(
                by.path.as_deref(),
                Some("policies.vpcEndpoint[0]"),
                "{name}"
            );
        }
    }
    let case = endpoints(r#""endpoint":"vpce-44444444","#, "vpce-44444444");
    assert_eq!(case.findings()[0].code, "endpoint-not-found");
    let help = case.findings()[0].help.as_ref().unwrap().to_string();
    assert!(help.contains("vpce-22222222"), "{help}");
}

/// Where only one endpoint can be meant and an output holds several, what the others say is open.
#[test]
fn what_is_left_out_of_an_output_leaves_the_decision_open() {
    let endpoint = |id: &str| {
        let policy = r#"{"Version":"2012-10-17","Statement":[]}"#;
        serde_json::json!({ "VpcEndpointId": id, "PolicyDocument": policy })
    };
    let first = endpoint("vpce-0123456789abcdef0");
    let outcome = |endpoints: &[&serde_json::Value]| {
        let case = serde_json::json!({
            "vestibule": 1,
            "policies": { "resourceBased": { "VpcEndpoints": endpoints } },
            "requests": [{
                "principal": "arn:aws:iam::111122223333:user/alice",
                "network": { "sourceIp": "192.0.2.44" }
            }]
        });
        let case = Case::read(case.to_string(), &NoFiles).unwrap();
        let mut findings = case.findings().iter();
        let several = findings.any(|finding| finding.code == "several-policies");
        (several, case.outcome(0))
    };
    assert_eq!(outcome(&[&first]), (false, Some(Outcome::Allowed)));
    let second = endpoint("vpce-0123456789abcdef1");
    assert_eq!(outcome(&[&first, &second]), (true, Some(Outcome::Unknown)));
}

/// A policy that stands as a string is read as strictly as one that does not.
#[test]
fn json_that_is_broken_within_a_string_leaves_the_decision_open() {
    let allowed = r#"{"Version":"2012-10-17","Statement":[]}"#;
    let rows = [
        (allowed.to_owned(), Outcome::Allowed),
        (format!("{allowed}, and more"), Outcome::Unknown),
        // It can mean but one thing.
        (allowed.replace("[]", "[],"), Outcome::Allowed),
        (allowed.replace("]}", "]"), Outcome::Unknown),
    ];
    for (text, expected) in rows {
        let case = serde_json::json!({
            "vestibule": 1,
            "policies": { "resourceBased": { "Policy": {
                "PolicySummary": { "Type": "RESOURCE_CONTROL_POLICY" }, "Content": text } } },
            "requests": [{
                "principal": "arn:aws:iam::111122223333:user/alice",
                "network": { "sourceIp": "192.0.2.44" }
            }]
        });
        let case = Case::read(case.to_string(), &NoFiles).unwrap();
        assert_eq!(case.outcome(0), Some(expected), "{text}");
    }
}

#[test]
fn the_policy_that_one_command_of_a_transcript_printed_is_checked_at_its_place() {
    let printed = r#"{"Policy": {"PolicySummary": {"Id": "p-1", "Type": "SERVICE_CONTROL_POLICY"}, "Content": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"signin:Authentcate\",\"Resource\":\"*\"}]}"}}"#;
    let text = format!("$ aws organizations describe-policy --policy-id p-1\n{printed}\n$ exit\n");
    let of_output = vestibule_wire::check(printed.as_bytes(), None);
    for checked in [
        vestibule_wire::check(text.as_bytes(), None),
        vestibule_wire::check_file(text.as_bytes(), None),
    ] {
        assert_eq!(checked.kind, of_output.kind);
        assert_eq!(checked.findings.len(), of_output.findings.len());
        assert!(!checked.findings.is_empty());
        for (here, there) in checked.findings.iter().zip(&of_output.findings) {
            assert_eq!(here.message.to_string(), there.message.to_string());
            let (here, there) = (here.range.unwrap(), there.range.unwrap());
            assert_eq!(here.start.line, there.start.line + 1);
            assert_eq!(here.start.character, there.start.character);
        }
        assert!(checked.findings.iter().all(|finding| finding.fix.is_none()));
    }
    // Of two nobody knows which one is meant.
    let two = format!("{text}$ aws organizations describe-policy --policy-id p-2\n{printed}\n");
    let refused = vestibule_wire::check(two.as_bytes(), None);
    assert!(
        refused.findings[0]
            .message
            .to_string()
            .contains("transcript")
    );
}
