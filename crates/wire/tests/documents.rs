//! The text of a document, as it is read, shown and written.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

use serde_json::json;
use vestibule_wire::{Case, CaseFile, DocumentText, FactList, NoFiles, facts};

const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[{"Sid":"Ü😀","Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/33"}}}]}"#;

/// One policy in a case file: by value, as a string, handed in as text.
#[test]
fn places_are_those_of_the_documents_own_text() {
    let request = r#""requests":[{"principal":"arn:aws:iam::111122223333:root","network":{"sourceIp":"192.0.2.1"}}]"#;
    let by_value =
        format!(r#"{{"vestibule":1,"policies":{{"resourceBased":{POLICY}}},{request}}}"#);
    let as_string = format!(
        r#"{{"vestibule":1,"policies":{{"resourceBased":{}}},{request}}}"#,
        serde_json::to_string(POLICY).unwrap()
    );
    let mut file: CaseFile = serde_json::from_str(&by_value.replace(POLICY, "{}")).unwrap();
    file.policies.resource_based = Some(DocumentText::new(POLICY));
    let cases = [
        Case::read(by_value.clone(), &NoFiles).unwrap(),
        Case::read(as_string.clone(), &NoFiles).unwrap(),
        Case::new(file, &NoFiles),
    ];
    for case in &cases {
        let finding = case
            .findings()
            .iter()
            .find(|finding| finding.code == "invalid-cidr")
            .unwrap();
        let span = finding.span.unwrap();
        assert_eq!(
            &POLICY[span.start as usize..span.end as usize],
            r#""203.0.113.0/33""#
        );
        // Columns are UTF-16: the Ü is two bytes and one unit, the emoji four and two.
        let range = finding.range.unwrap();
        assert_eq!(range.start.character, span.start - 3);
        assert_eq!(cases[0].decide(0), case.decide(0));
        assert_eq!(cases[0].findings(), case.findings());
    }
    let located = |case: &Case| {
        let finding = case
            .findings()
            .iter()
            .find(|finding| finding.code == "invalid-cidr")
            .unwrap();
        case.location_of(finding)
            .unwrap()
            .excerpt()
            .meant
            .to_owned()
    };
    assert_eq!(located(&cases[0]), r#""203.0.113.0/33""#);
    assert_eq!(located(&cases[1]), r#"\"203.0.113.0/33\""#);
    assert_eq!(located(&cases[2]), r#""203.0.113.0/33""#);
}

/// Every policy that is known stands for its text in every way in which a case is made, and what
/// is found in it is found where its ARN stands.
#[test]
fn an_arn_stands_for_the_policy_that_aws_manages() {
    let policies = facts(Some(FactList::ManagedPolicies)).managed_policies;
    for policy in policies.unwrap() {
        let of = |document: serde_json::Value| {
            json!({
                "vestibule": 1,
                "account": {"id": "111122223333"},
                // A policy of another kind, in which much is found.
                "policies": {
                    "resourceControl": [{"name": policy.name, "document": document}],
                    "identity": [{"name": policy.name, "document": document}],
                },
                "requests": [{
                    "entry": "login-local",
                    "principal": "arn:aws:iam::111122223333:user/Alice",
                    "network": {"sourceIp": "203.0.113.9"},
                }],
            })
        };
        let by_arn = of(json!(policy.arn));
        let text = serde_json::to_string_pretty(&by_arn).unwrap();
        let read = Case::read(text.clone(), &NoFiles).unwrap();
        let made = Case::new(serde_json::from_value(by_arn).unwrap(), &NoFiles);
        let whole = of(serde_json::to_value(&policy.document).unwrap());
        let whole = Case::new(serde_json::from_value(whole).unwrap(), &NoFiles);
        assert_eq!(read.decide_traced(0), whole.decide_traced(0));
        assert_eq!(made.decide_traced(0), whole.decide_traced(0));
        let arn = json!(policy.arn).to_string();
        let mut found = 0;
        for finding in read.findings() {
            assert_eq!(read.location_of(finding).unwrap().file, None);
            assert_eq!(read.location_of(finding).unwrap().excerpt().meant, arn);
            found += usize::from(finding.policy.is_some());
        }
        assert!(found > 0);
        let notes = read.findings().iter();
        let notes = notes.filter(|finding| finding.code == "managed-policy");
        let version = policy.version.as_deref().unwrap_or("guide");
        assert!(
            notes
                .clone()
                .all(|note| note.message.to_string().contains(version))
        );
        // It is said once of each policy.
        assert_eq!(notes.count(), 1);
        // Findings of each file, as `vestibule check` tells them.
        let placed = read.placed(read.findings().to_vec());
        assert!(placed.is_whole == whole.placed(Vec::new()).is_whole);
        for one in &placed.found {
            assert_eq!((&one.file, &one.finding.fix), (&None, &None), "{one:?}");
            let span = one.finding.span.unwrap();
            assert_eq!(text[span.start as usize..span.end as usize], arn);
        }
        // Nothing of it can be edited, and the file keeps the ARN.
        assert!((0..2).all(|policy| read.editable(policy).is_none()));
        assert!(read.file().to_json().unwrap().contains(&arn));
        // Without a case file, what is found is in no file but the policy.
        let of_policy = |finding: &&vestibule_wire::Finding| finding.policy.is_some();
        let finding = made.findings().iter().find(of_policy).unwrap();
        let location = made.location_of(finding).unwrap();
        assert_eq!(location.file, Some(&*policy.arn));
    }
}

#[test]
fn a_case_file_survives_serde_json() {
    let text = include_str!("../../../tests/corpus/golden/ex1-rcp-example-1.json");
    let case = Case::read(text, &NoFiles).unwrap();
    let written = serde_json::to_string(case.file()).unwrap();
    let again = Case::read(written.clone(), &NoFiles).unwrap();
    let by_serde = Case::new(serde_json::from_str(&written).unwrap(), &NoFiles);
    for index in 0..case.names().len() {
        let outcome = case.outcome(index);
        assert!(outcome.is_some());
        assert_eq!(again.outcome(index), outcome);
        assert_eq!(by_serde.outcome(index), outcome);
        assert_eq!(again.decide(index), by_serde.decide(index));
    }
    // A half-typed document is carried as a string.
    let mut file = case.file().clone();
    file.policies.resource_control[0].document = DocumentText::new("{ \"Version\": ");
    let written = serde_json::to_string(&file).unwrap();
    let read: CaseFile = serde_json::from_str(&written).unwrap();
    assert_eq!(
        read.policies.resource_control[0].document.text(),
        Some("{ \"Version\": ")
    );
}

#[test]
fn a_document_is_written_as_json_where_nothing_of_it_changes() {
    let rows = [
        (
            r#"{"a": [1, -2, "é\n", null, true, {}]}"#,
            r#"{"a":[1,-2,"é\n",null,true,{}]}"#,
        ),
        // A fraction would be written otherwise, and of two members one would go.
        (r#"{"a":1.50}"#, r#""{\"a\":1.50}""#),
        (r#"{"a":-0}"#, r#""{\"a\":-0}""#),
        (
            r#"{"a":99999999999999999999}"#,
            r#""{\"a\":99999999999999999999}""#,
        ),
        (r#"{"a":1,"a":2}"#, r#""{\"a\":1,\"a\":2}""#),
        (r#"{"a":1,}"#, r#""{\"a\":1,}""#),
        ("[1]", "\"[1]\""),
    ];
    for (text, written) in rows {
        let document = DocumentText::new(text);
        assert_eq!(serde_json::to_string(&document).unwrap(), written, "{text}");
    }
    assert!(serde_json::to_string(&DocumentText::new("nothing")).is_err());
    let mut file = CaseFile::default();
    assert!(file.to_json().is_some());
    file.policies.resource_based = Some(DocumentText::new("nothing"));
    assert_eq!(file.to_json(), None);
}

#[test]
fn strings_are_written_as_serde_json_writes_them() {
    for character in (0..=0x11_0000).filter_map(char::from_u32) {
        let text = format!("a{character}b{character}");
        let written = serde_json::to_string(&text).unwrap();
        assert_eq!(vestibule_iam::json::json_string(&text), written);
    }
}

/// What stands around a policy in a case file is not part of it.
#[test]
fn the_whitespace_of_a_case_file_is_not_that_of_its_policies() {
    let many: Vec<String> = (0..240).map(|n| format!("203.0.113.{n}/32")).collect();
    let policy = json!({ "Version": "2012-10-17", "Statement": [ { "Effect": "Deny",
        "Principal": "*", "Action": "signin:*", "Resource": "*",
        "Condition": { "NotIpAddress": { "aws:SourceIp": many } } } ] });
    let indented = serde_json::to_string_pretty(&policy).unwrap();
    let found = |document: serde_json::Value| {
        let file = json!({ "vestibule": 1,
            "policies": { "resourceControl": [ { "document": document } ] }, "requests": [] });
        let case = Case::read(serde_json::to_string_pretty(&file).unwrap(), &NoFiles).unwrap();
        let codes = case.findings().iter().map(|finding| finding.code.clone());
        codes.filter(|code| code.contains("size")).count()
    };
    assert_eq!(found(json!(indented)), 1);
    assert_eq!(found(policy), 0);
}
