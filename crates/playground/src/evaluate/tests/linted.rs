//! What the rules say of each policy by itself.

use vestibule_wire::{Layer, Severity};

use super::Page;
use crate::evaluate::answer::Field;

/// Denies who is neither in the office, told by a private address, nor the role.
const PRIVATE: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"},"ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::314159265358:role/BreakGlass","aws:PrincipalArn":"arn:aws:iam::314159265358:role/BreakGlass"}}}]}"#;

impl Page {
    /// What is said of a document, with its severity.
    fn said(&self, document: u32) -> Vec<(String, Severity)> {
        let place = Some(Field::DocumentText(document));
        let problems = self.state.results.problems.iter();
        let of_it = problems.filter(|problem| problem.place == place);
        let said = of_it.map(|problem| {
            let finding = &problem.finding;
            (finding.code.to_string(), finding.severity)
        });
        said.collect()
    }
}

fn all(said: &[(&str, Severity)]) -> Vec<(String, Severity)> {
    said.iter()
        .map(|(code, severity)| ((*code).to_owned(), *severity))
        .collect()
}

#[test]
fn rules_speak_at_their_severities_of_what_can_be_read() {
    let mut page = Page::new();
    let policy = page.add(Layer::ResourceControl, PRIVATE);
    let found = all(&[
        ("private-source-ip", Severity::Error),
        ("denies-vpc-endpoints", Severity::Warning),
    ]);
    assert_eq!(page.said(policy), found);
    // In the middle of a word nothing is said but that.
    page.type_text(policy, &PRIVATE[..PRIVATE.len() - 2]);
    assert_eq!(
        page.said(policy),
        all(&[("json-missing-close", Severity::Error)])
    );
    page.type_text(policy, PRIVATE);
    assert_eq!(page.said(policy), found);
    // What is worth knowing is said quietly, and not left out.
    page.type_text(policy, &PRIVATE.replace("10.0.0.0/8", "203.0.113.0/24"));
    let notes = page.said(policy);
    assert!(notes.contains(&("example-value".to_owned(), Severity::Info)));
}

#[test]
fn a_value_to_fill_in_is_one_problem() {
    let mut page = Page::new();
    let policy = page.add(
        Layer::ResourceControl,
        &PRIVATE.replace("10.0.0.0/8", "<my-corporate-cidr>"),
    );
    let said = page.said(policy);
    assert_eq!(said[0], ("placeholder".to_owned(), Severity::Error));
    assert!(!said.iter().any(|(code, _)| code == "invalid-cidr"));
}

/// Whatever else is wrong with a text, what is to be filled in is said to be that.
#[test]
fn a_value_to_fill_in_is_one_problem_of_a_broken_text_too() {
    let text = PRIVATE.replace("10.0.0.0/8", "<my-corporate-cidr>");
    let broken = [
        text.replacen("}]}", "}]", 1),
        text.replacen("\"Action\":", "\"Action\"", 1),
        text.replacen("},\"ArnNotEquals\"", "}},\"ArnNotEquals\"", 1),
        text.replacen("\"Resource\":\"*\",", "\"Resource\":\"*\"],", 1),
        text.replacen("\"Effect\":\"Deny\",", "\"Effect\" \"Deny\" ", 1),
    ];
    for text in broken {
        let mut page = Page::new();
        let policy = page.add(Layer::ResourceControl, &text);
        let said = page.said(policy);
        let count = |code: &str| said.iter().filter(|(of, _)| of == code).count();
        assert!(said.iter().any(|(code, _)| code != "placeholder"), "{text}");
        assert_eq!(count("placeholder"), 1, "{text} {said:?}");
        assert_eq!(count("invalid-cidr"), 0, "{text} {said:?}");
    }
}
