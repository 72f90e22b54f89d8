//! Characters by which one name is taken for another are told, wherever they stand.

use vestibule_wire::{Case, Finding, NoFiles, Severity};

fn findings(text: &str) -> Vec<Finding> {
    match Case::read(text, &NoFiles) {
        Ok(case) => case.findings().to_vec(),
        Err(findings) => findings,
    }
}

/// A sound case; each mark may be replaced.
const CASE: &str = r#"{
  "vestibule": 1,
  "policies": {
    "resourceBased": { "Version": "2012-10-17", "Statement": [{ "Effect": "Deny", "Principal": { "AWS": "*" }, "Action": "signin:*", "Resource": "*",
      "Condition": { "StringEquals": { "aws:PrincipalTag/team-KEY": "red-OPERAND" },
        "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/admin-ARN" } } }] },
    "identity": [{ "name": "admins-POLICY", "principal": "arn:aws:iam::111122223333:role/admin-HOLDER", "document": { "Version": "2012-10-17", "Statement": [] } }]
  },
  "requests": [{
    "name": "アリスさん、VPC 経由-NAME",
    "principal": "arn:aws:iam::111122223333:user/alice-PRINCIPAL",
    "network": { "sourceIp": "203.0.113.9" },
    "context": { "aws:PrincipalTag/team-TAG": "red-VALUE" }
  }]
}"#;

#[test]
fn unseen_characters_are_warnings_with_their_place() {
    let of_text = |text: &str| -> Vec<String> {
        let found = findings(text);
        let found = found
            .iter()
            .filter(|finding| finding.code == "unseen-character");
        found
            .map(|finding| {
                assert_eq!(finding.severity, Severity::Warning);
                let span = finding.span.unwrap();
                assert!(finding.range.is_some() && finding.help.is_some());
                // Of a policy the place is one of its own text.
                match finding.policy {
                    Some(_) => format!("policy {}", finding.path.as_deref().unwrap()),
                    None => text[span.start as usize..span.end as usize].to_owned(),
                }
            })
            .collect()
    };
    assert_eq!(of_text(CASE), [""; 0]);
    for mark in ["NAME", "POLICY", "PRINCIPAL", "TAG", "VALUE", "HOLDER"] {
        let text = CASE.replace(mark, "\u{200b}");
        let said = of_text(&text);
        assert_eq!(said.len(), 1, "{mark}: {said:?}");
        assert!(said[0].contains("-\u{200b}\""), "{mark}: {said:?}");
    }
    for mark in ["KEY", "OPERAND", "ARN"] {
        let said = of_text(&CASE.replace(mark, "\u{202e}"));
        assert_eq!(said, ["policy policies.resourceBased"], "{mark}");
    }
    // An escape of JSON says the same.
    assert_eq!(of_text(&CASE.replace("VALUE", "\\u200b")).len(), 1);
}

#[test]
fn letters_of_another_script_are_warnings() {
    let codes = |text: &str| -> Vec<String> {
        let found = findings(text);
        let found = found
            .iter()
            .filter(|finding| finding.code == "mixed-scripts");
        found.map(|finding| finding.message.to_string()).collect()
    };
    assert_eq!(codes(CASE), [""; 0]);
    for mark in ["PRINCIPAL", "ARN", "HOLDER"] {
        let said = codes(&CASE.replace(mark, "山田"));
        assert_eq!(said.len(), 1, "{mark}: {said:?}");
        assert!(
            said[0].ends_with("holds U+5C71, and names in IAM are of ASCII alone"),
            "{said:?}"
        );
    }
    for mark in ["OPERAND", "KEY", "VALUE", "TAG"] {
        assert_eq!(codes(&CASE.replace(mark, "山田")), [""; 0], "{mark}");
        let said = codes(&CASE.replace(mark, "\u{430}dmin"));
        assert_eq!(said.len(), 1, "{mark}: {said:?}");
    }
    // What a user calls a sign-in is in whatever scripts.
    assert_eq!(codes(&CASE.replace("NAME", "\u{430}dmin")), [""; 0]);
}
