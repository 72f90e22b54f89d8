//! What a finding is known by in later runs.
//!
//! A fingerprint has to stay when lines move, when a policy is laid out anew, and when other
//! statements come and go; so it has no line, no offset and no index of a list.

use std::collections::BTreeMap;

use hmac_sha256::Hash;
use vestibule_iam::document::Document;
use vestibule_iam::json::{Node, Value};
use vestibule_iam::span::Span;

use crate::contract::finding::Finding;

/// The members by which an item of a list is known.
const NAMES: [&str; 4] = ["Sid", "sid", "name", "VpcEndpointId"];

/// How many bytes of the SHA-256 are told.
const BYTES: usize = 16;

/// Gives each finding its fingerprint. `sid` is the `Sid` of the statement that it lies in, and
/// its place is in `document`.
pub(crate) struct Fingerprints {
    /// How many have had the same parts.
    seen: BTreeMap<Vec<u8>, u32>,
}

impl Fingerprints {
    pub(crate) fn new() -> Self {
        Self {
            seen: BTreeMap::new(),
        }
    }

    /// The fingerprint of a finding at its place in `document`, the next one in the order of
    /// the places.
    pub(crate) fn next(
        &mut self,
        finding: &Finding,
        sid: Option<&str>,
        document: &Document,
    ) -> String {
        let mut parts = Parts::default();
        parts.push(&finding.code);
        parts.push(finding.layer.map_or("", |layer| layer.name()));
        parts.push(finding.policy.as_deref().map_or("", without_index));
        parts.push(sid.unwrap_or_default());
        if let Some(span) = finding.span {
            let span = Span::from(span);
            let innermost = way(&document.root, span, &mut parts);
            parts.push(meant(innermost, span, &document.text));
        }
        let Parts(parts) = parts;
        let before = self.seen.entry(parts.clone()).or_default();
        let mut hash = Hash::new();
        hash.update(&parts);
        hash.update(before.to_be_bytes());
        *before += 1;
        let digest = hash.finalize();
        digest
            .iter()
            .take(BYTES)
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

/// Texts, each with its length before it, so that no two lists of them look equal.
#[derive(Default)]
struct Parts(Vec<u8>);

impl Parts {
    fn push(&mut self, text: &str) {
        self.0.extend(text.len().to_string().bytes());
        self.0.push(b':');
        self.0.extend(text.bytes());
    }
}

/// The name of a policy without the index that one has that nobody named.
fn without_index(name: &str) -> &str {
    let cut = name
        .strip_suffix(']')
        .and_then(|name| name.rsplit_once('['));
    match cut {
        Some((layer, index)) if index.bytes().all(|byte| byte.is_ascii_digit()) => layer,
        _ => name,
    }
}

/// The names on the way from `root` to `span`, and the innermost value that holds it; `None`
/// for the name of a member.
fn way<'n>(root: &'n Node, span: Span, parts: &mut Parts) -> Option<&'n Node> {
    let mut node = root;
    loop {
        let member = node
            .members()
            .iter()
            .find(|member| member.key.span.contains(span) || member.value.span.contains(span));
        if let Some(member) = member {
            parts.push(&member.key.value);
            if member.key.span.contains(span) {
                return None;
            }
            node = &member.value;
            continue;
        }
        let mut elements = node.elements().iter();
        let Some(element) = elements.find(|element| element.span.contains(span)) else {
            return Some(node);
        };
        let mut names = NAMES.iter().filter_map(|name| element.get(name)?.as_str());
        parts.push(names.next().unwrap_or_default());
        node = element;
    }
}

/// The text that a finding is about, where that is one value: a list or an object may be
/// edited for other reasons.
fn meant<'t>(innermost: Option<&Node>, span: Span, text: &'t str) -> &'t str {
    match innermost.map(|node| &node.value) {
        None | Some(Value::Object(_) | Value::Array(_) | Value::Missing) => "",
        Some(_) => {
            let meant = span.of(text).unwrap_or_default();
            // A statement of a policy that stands as a string.
            if meant.starts_with(['{', '[']) {
                ""
            } else {
                meant
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::finding::Severity;
    use vestibule_iam::message;

    /// The fingerprints of findings at each of `places` in a text.
    fn of(text: &str, places: &[&str]) -> Vec<String> {
        let document = Document::parse(text);
        let mut fingerprints = Fingerprints::new();
        let mut from = 0;
        let of_place = |place: &&str| {
            let start = text[from..].find(*place).unwrap() + from;
            from = start + 1;
            let span = Span::new(start as u32, (start + place.len()) as u32);
            let finding = Finding::new("a-code", Severity::Error, message!("x"));
            fingerprints.next(&finding.at(span, &document.lines), None, &document)
        };
        places.iter().map(of_place).collect()
    }

    #[test]
    fn it_stays_when_lines_move_and_other_things_change() {
        let before = of(
            r#"{"Statement":[{"Sid":"A","Condition":{"IpAddress":{"aws:SourceIp":["10.0.0.0/8"]}}}]}"#,
            &["\"10.0.0.0/8\""],
        );
        for after in [
            // Another layout.
            "{\n  \"Statement\": [\n {\"Sid\": \"A\",\n\n \"Condition\": {\"IpAddress\": {\"aws:SourceIp\": [\"10.0.0.0/8\"]}}}]}",
            // Statements and values before and behind it, and another element.
            r#"{"Version":"2012-10-17","Statement":[{"Sid":"B"},{"Effect":"Deny","Sid":"A","Condition":{"IpAddress":{"aws:SourceIp":["192.0.2.0/24","10.0.0.0/8"]}}},{"Sid":"C"}]}"#,
        ] {
            assert_eq!(of(after, &["\"10.0.0.0/8\""]), before, "{after}");
        }
    }

    #[test]
    fn it_changes_with_what_it_is_about() {
        let text = r#"{"Statement":[{"Sid":"A","Condition":{"IpAddress":{"aws:SourceIp":["10.0.0.0/8","10.0.0.0/8"]}}},{"Sid":"B","Resource":"10.0.0.0/8","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"},"NotIpAddress":{"aws:SourceIp":["10.0.0.0/9"]}}}]}"#;
        let one = "\"10.0.0.0/8\"";
        let other = "\"10.0.0.0/9\"";
        let mut all = of(text, &[one, one, one, one, other]);
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count, "{all:?}");
        assert!(all.iter().all(|one| one.len() == 2 * BYTES));
    }

    #[test]
    fn what_is_in_an_object_is_no_part_of_it() {
        let place = |inner: &str| format!(r#"{{"Statement":[{{"Sid":"A",{inner}}}]}}"#);
        let [one, other] = ["\"Effect\":\"Deny\"", "\"Effect\":\"Allow\""].map(|inner| {
            let text = place(inner);
            let object = format!("{{\"Sid\":\"A\",{inner}}}");
            of(&text, &[&object])
        });
        assert_eq!(one, other);
    }

    #[test]
    fn policies_without_a_name_are_known_by_their_layer() {
        assert_eq!(without_index("resourceControl[12]"), "resourceControl");
        assert_eq!(without_index("perimeter[a]"), "perimeter[a]");
        assert_eq!(without_index("perimeter"), "perimeter");
    }
}
