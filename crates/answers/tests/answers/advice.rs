//! What findings without a fix tell their readers to remove: removed, it is no longer found, and
//! no sign-in that was decided is decided otherwise. Where AWS refuses the policy as it stands, a
//! sign-in may be unknown before and decided afterwards.

use serde_json::json;
use vestibule_answers::lint::docs;
use vestibule_iam::document::Document;
use vestibule_iam::json::{Node, Value};
use vestibule_iam::span::Span;
use vestibule_lint::Sample;
use vestibule_wire::{
    Account, Case, CaseFile, DocumentText, Finding, Kind, NoFiles, Outcome, Policies, Request,
    check,
};

fn requests() -> Vec<Request> {
    let arns = ["user/Alice", "role/BreakGlass", "role/Admin"];
    let networks = [
        json!({"sourceIp": "203.0.113.9"}),
        json!({"sourceIp": "198.51.100.7"}),
        json!({"vpc": "vpc-0a1b2c3d4e5f60718", "endpoint": "vpce-0a1b2c3d4e5f60718"}),
    ];
    let mut requests = Vec::new();
    for arn in arns.map(|name| format!("arn:aws:iam::111122223333:{name}")) {
        for network in &networks {
            let request = json!({"principal": arn, "network": network, "region": "us-east-1"});
            requests.push(serde_json::from_value(request).unwrap());
        }
    }
    requests
}

fn outcomes(kind: Kind, text: &str) -> Vec<Outcome> {
    let file = CaseFile {
        account: Some(Account {
            id: Some("111122223333".to_owned()),
            ..Account::default()
        }),
        policies: Policies::of_one(kind, None, Some(DocumentText::new(text))),
        requests: requests(),
        ..CaseFile::default()
    };
    let count = file.requests.len();
    let case = Case::new(file, &NoFiles);
    (0..count)
        .map(|index| case.decide(index).unwrap().outcome)
        .collect()
}

fn tells_to_remove(finding: &Finding) -> bool {
    let help = finding.help.as_ref().map(ToString::to_string);
    let says = |help: String| {
        let help = help.as_str();
        [
            "remove it",
            "remove the statement",
            "remove the action",
            "leave it out",
        ]
        .iter()
        .any(|words| help.contains(words))
    };
    finding.fix.is_none() && help.is_some_and(says)
}

/// The place of the member or the element that `span` is, or is a part of.
fn place(node: &Node, span: Span) -> Option<Span> {
    let within = |outer: Span| outer.start <= span.start && span.end <= outer.end;
    match &node.value {
        Value::Object(members) => members.iter().find_map(|member| {
            let whole = Span::new(member.key.span.start, member.value.span.end);
            if member.key.span == span || member.value.span == span {
                return Some(whole);
            }
            within(whole).then(|| place(&member.value, span)).flatten()
        }),
        Value::Array(elements) => elements.iter().find_map(|element| {
            if element.span == span {
                return Some(element.span);
            }
            within(element.span).then(|| place(element, span)).flatten()
        }),
        _ => None,
    }
}

/// The text without what stands there, and without the comma that it needed.
fn removed(text: &str, span: Span) -> String {
    let (before, after) = (
        text.get(..span.start as usize).unwrap(),
        text.get(span.end as usize..).unwrap(),
    );
    match (
        before.trim_end().strip_suffix(','),
        after.trim_start().strip_prefix(','),
    ) {
        (Some(before), _) => format!("{before}{after}"),
        (None, Some(after)) => format!("{before}{after}"),
        (None, None) => format!("{before}{after}"),
    }
}

#[test]
fn what_is_to_be_removed_opens_and_locks_nothing() {
    let mut tried = std::collections::BTreeSet::new();
    for doc in docs() {
        for sample in doc.finds {
            let (Sample::Policy(kind, _) | Sample::Statements(kind, _)) = sample else {
                continue;
            };
            let (kind, text) = (Kind::from(*kind), sample.text());
            let findings = check(text.as_bytes(), Some(kind)).findings;
            for finding in findings.iter().filter(|finding| tells_to_remove(finding)) {
                let document = Document::parse(text.as_str());
                let span = finding.span.map(Span::from).unwrap();
                let Some(place) = place(&document.root, span) else {
                    continue;
                };
                let taken = place.of(&text).unwrap();
                // Whatever tests a key restricts the statement, though AWS refuses it there.
                assert!(!taken.contains("\"aws:"), "{}: {taken}", finding.code);
                let after = removed(&text, place);
                let title = format!("{}: {}\n{text}\n{after}", finding.code, finding.message);
                let left = check(after.as_bytes(), Some(kind)).findings;
                let same =
                    |of: &[Finding]| of.iter().filter(|one| one.code == finding.code).count();
                assert!(same(&left) < same(&findings), "{title}");
                let pairs = outcomes(kind, &text)
                    .into_iter()
                    .zip(outcomes(kind, &after));
                for (was, is) in pairs {
                    assert!(
                        was == is || was == Outcome::Unknown,
                        "{was:?}, {is:?} {title}"
                    );
                }
                tried.insert(finding.code.to_string());
            }
        }
    }
    assert!(
        tried.contains("unknown-element") && tried.len() > 3,
        "{tried:?}"
    );
}
