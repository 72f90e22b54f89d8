//! The text of a document, as it is read, shown and written.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

use vestibule_wire::{Case, CaseFile, DocumentText, NoFiles};

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
