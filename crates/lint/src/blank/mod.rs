//! What in the text of a policy is to be replaced by values of the reader's own, and the text
//! with those values.
//!
//! It is found in the JSON tree and not in the policy that was read of it, so that a text with
//! other mistakes can be filled in as well.

mod fill;
mod meaning;

use std::ops::Range;

use vestibule_iam::cidr::parse_address;
use vestibule_iam::json::{Node, Value};
use vestibule_iam::sort;
use vestibule_iam::span::Span;
use vestibule_signin::address::NotPublic;
use vestibule_signin::keys::{ValueType, value_type};

use crate::placeholder::placeholders;
pub use crate::rules::{is_account_of_examples, is_network_of_documentation};
pub use fill::{Filled, fill};
pub use meaning::{Meaning, Wrong};

/// Whether a text is no address, or one of the public internet.
pub fn may_be_public(text: &str) -> bool {
    parse_address(text).is_none_or(|address| NotPublic::of(address).is_none())
}

/// More of them than any form has fields.
const MOST: usize = 500;

/// A part of a string that is to be replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blank {
    /// As it is written, such as `<my-vpc>`.
    pub name: String,
    /// What belongs there.
    pub meaning: Meaning,
    /// Whether it is a placeholder; otherwise a value of examples, which may stay.
    pub is_placeholder: bool,
    /// Whether several values may take its place.
    pub takes_several: bool,
    /// The string with its quotes.
    pub string: Span,
    /// Its bytes in what the string says.
    range: Range<usize>,
    /// What the string says.
    value: String,
    is_in_list: bool,
}

impl Blank {
    /// Where it stands, in a string without escapes; otherwise the whole string.
    pub fn place(&self) -> Span {
        let Span { start, end } = self.string;
        let is_plain = (end - start) as usize == self.value.len() + 2;
        let at = |offset: usize| u32::try_from(offset).map_or(end, |offset| start + 1 + offset);
        if is_plain {
            Span::new(at(self.range.start), at(self.range.end))
        } else {
            self.string
        }
    }
}

/// What a string belongs to.
#[derive(Clone, Copy)]
enum Of {
    Principal,
    Resource,
    /// A condition key: what its values are.
    Key(ValueType),
    /// The operators of conditions.
    Condition,
    /// One of them, whose members are keys, however they are written.
    Operator,
    /// A key whose values may say anything, or nothing that is looked at.
    Nothing,
}

/// What is to be replaced in the tree of a text, in the order of the places.
pub fn blanks(root: &Node) -> Vec<Blank> {
    let mut found = Vec::new();
    walk(root, Of::Nothing, false, &mut found);
    found
}

fn walk(node: &Node, of: Of, is_in_list: bool, found: &mut Vec<Blank>) {
    match &node.value {
        Value::Object(members) => {
            for member in members {
                walk(&member.value, of.member(&member.key.value), false, found);
            }
        }
        Value::Array(elements) => {
            for element in elements {
                walk(element, of, true, found);
            }
        }
        Value::String(value) if found.len() < MOST => {
            for (range, meaning, is_placeholder) in in_text(value, of) {
                found.push(Blank {
                    name: value.get(range.clone()).unwrap_or_default().to_owned(),
                    meaning,
                    is_placeholder,
                    takes_several: range == (0..value.len()),
                    string: node.span,
                    range,
                    value: value.to_string(),
                    is_in_list,
                });
            }
        }
        _ => {}
    }
}

impl Of {
    /// What the strings of a member of that name belong to.
    fn member(self, name: &str) -> Self {
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        if is("Principal") || is("NotPrincipal") {
            return Self::Principal;
        }
        if is("Resource") || is("NotResource") {
            return Self::Resource;
        }
        if is("Condition") {
            return Self::Condition;
        }
        match self {
            Self::Principal | Self::Resource => self,
            Self::Condition => Self::Operator,
            Self::Operator => Self::Key(value_type(name)),
            Self::Nothing | Self::Key(_) if !name.contains(':') => Self::Nothing,
            Self::Nothing | Self::Key(_) => Self::Key(value_type(name)),
        }
    }
}

/// The parts of a text that are to be replaced, each with what belongs there and whether it is
/// a placeholder.
fn in_text(text: &str, of: Of) -> Vec<(Range<usize>, Meaning, bool)> {
    if matches!(of, Of::Nothing | Of::Condition | Of::Operator) {
        return Vec::new();
    }
    // Tags and what browsers send may say anything.
    let words = !matches!(of, Of::Key(ValueType::Text));
    let whole = 0..text.len();
    let found = placeholders(text, words);
    if !text.starts_with("arn:") {
        let meaning = of.meaning(text);
        return match found.first() {
            // A half of an id is no value that anybody knows.
            Some(first) if *first == whole || meaning != Meaning::Text => {
                vec![(whole, meaning, true)]
            }
            Some(_) => found
                .into_iter()
                .map(|range| (range, Meaning::Text, true))
                .collect(),
            None if is_account_of_examples(text) || is_network_of_documentation(text) => {
                vec![(whole, meaning, false)]
            }
            None => Vec::new(),
        };
    }
    // Names of variables have colons, too.
    let mut fields = text.as_bytes().to_vec();
    for range in &found {
        fields.get_mut(range.clone()).unwrap_or_default().fill(b'x');
    }
    let account = account_of(&fields);
    let part = |range: Range<usize>| (range.clone(), of_field(&fields, range.start), true);
    let mut parts: Vec<_> = found.into_iter().map(part).collect();
    let is_apart = |(range, ..): &(Range<usize>, Meaning, bool)| {
        range.end <= account.start || account.end <= range.start
    };
    if text
        .get(account.clone())
        .is_some_and(is_account_of_examples)
        && parts.iter().all(is_apart)
    {
        // With another account alone it would be a role that nobody has, without a mark.
        if parts.is_empty() && of.meaning(text) == Meaning::Principal && names_somebody(&fields) {
            return vec![(whole, Meaning::Principal, false)];
        }
        parts.push((account, Meaning::Account, false));
        sort::by_key(&mut parts, |(range, ..)| range.start);
    }
    parts
}

impl Of {
    /// What belongs in the place of the whole text.
    fn meaning(self, text: &str) -> Meaning {
        match self {
            Self::Key(kind) => Meaning::of_values(kind),
            Self::Resource => Meaning::Arn,
            Self::Principal => {
                let name = text.to_ascii_lowercase();
                let is_account = name.contains("account") && !name.contains("arn");
                if is_account || is_account_of_examples(text) {
                    Meaning::Account
                } else {
                    Meaning::Principal
                }
            }
            Self::Condition | Self::Operator | Self::Nothing => Meaning::Text,
        }
    }
}

/// What belongs into the field of an ARN that `at` is in.
fn of_field(arn: &[u8], at: usize) -> Meaning {
    let before = arn.iter().take(at);
    match before.filter(|byte| **byte == b':').count() {
        1 => Meaning::Partition,
        3 => Meaning::Region,
        4 => Meaning::Account,
        _ => Meaning::Text,
    }
}

/// Whether the last field of an ARN names one user or role, or some of them: neither all nor
/// the account.
fn names_somebody(arn: &[u8]) -> bool {
    let name = arn.splitn(6, |byte| *byte == b':').nth(5);
    name.and_then(|name| name.splitn(2, |byte| *byte == b'/').nth(1))
        .is_some_and(|name| name.iter().any(u8::is_ascii_alphanumeric))
}

/// The bytes of the account in an ARN.
fn account_of(arn: &[u8]) -> Range<usize> {
    let colons = arn.iter().enumerate().filter(|(_, byte)| **byte == b':');
    let mut colons = colons.map(|(at, _)| at);
    let (from, to) = (colons.nth(3), colons.next());
    from.map_or(0..0, |from| from + 1..to.unwrap_or(arn.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use vestibule_iam::document::Document;

    fn found(text: &str) -> Vec<(String, Meaning, bool)> {
        let blanks = blanks(&Document::parse(text).root).into_iter();
        blanks
            .map(|blank| (blank.name, blank.meaning, blank.is_placeholder))
            .collect()
    }

    #[test]
    fn each_is_what_its_place_says() {
        use Meaning::{
            Account, Addresses, Arn, Endpoint, Organization, Partition, Principal, Region, Text,
            Vpc,
        };
        type Found<'f> = (&'f str, Meaning, bool);
        let rows: &[(&str, &[Found<'_>])] = &[
            (
                r#""Condition":{"NotIpAddress":{"aws:SourceIp":["<my-corporate-cidr>","192.0.2.0/24"]}}"#,
                &[
                    ("<my-corporate-cidr>", Addresses, true),
                    ("192.0.2.0/24", Addresses, false),
                ],
            ),
            (
                r#""Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-EXAMPLE","AWS:sourcevpce":"vpce-<id>"}}"#,
                &[("vpc-EXAMPLE", Vpc, true), ("vpce-<id>", Endpoint, true)],
            ),
            (
                r#""Condition":{"StringNotEquals":{"aws:RequestedRegion":"REGION_HERE","aws:PrincipalOrgID":"o-xxxxxxxxxx"}}"#,
                &[
                    ("REGION_HERE", Region, true),
                    ("o-xxxxxxxxxx", Organization, true),
                ],
            ),
            (
                r#""Condition":{"ArnNotEquals":{"signin:PrincipalArn":["arn:aws:iam::${Account}:role/<role>","arn:aws:iam::111122223333:root"]}}"#,
                &[
                    ("${Account}", Account, true),
                    ("<role>", Text, true),
                    ("111122223333", Account, false),
                ],
            ),
            // In another account nobody has the role of an example; all roles are there.
            (
                r#""Condition":{"ArnNotLike":{"aws:PrincipalArn":["arn:aws:iam::111122223333:role/BreakGlass","arn:aws:iam::111122223333:role/*"]}}"#,
                &[
                    (
                        "arn:aws:iam::111122223333:role/BreakGlass",
                        Principal,
                        false,
                    ),
                    ("111122223333", Account, false),
                ],
            ),
            (
                r#""Condition":{"ArnEquals":{"aws:PrincipalArn":"<excluded-principal-arn>"}}"#,
                &[("<excluded-principal-arn>", Principal, true)],
            ),
            (
                r#""Resource":"arn:${AWS::Partition}:signin:<region>:*:x","NotResource":"<arn>""#,
                &[
                    ("${AWS::Partition}", Partition, true),
                    ("<region>", Region, true),
                    ("<arn>", Arn, true),
                ],
            ),
            (
                r#""Principal":{"AWS":["<account-id>","<role-arn>","123456789012"]}"#,
                &[
                    ("<account-id>", Account, true),
                    ("<role-arn>", Principal, true),
                    ("123456789012", Account, false),
                ],
            ),
            // Where another mistake stands, too.
            (
                r#""Condition":{},"NotIpAddress":{"aws:SourceIp":"<cidr>"},"#,
                &[("<cidr>", Addresses, true)],
            ),
            // A key that is misspelt is one.
            (
                r#""Condition":{"ArnNotEquals":{"signinPrincipalArn":"<arn>"}}"#,
                &[("<arn>", Text, true)],
            ),
            (
                r#""Condition":{"StringEquals":{"aws:PrincipalTag/team":["TODO","team <name>"]}}"#,
                &[("<name>", Text, true)],
            ),
            (
                r#""Sid":"<sid>","Action":"signin:<action>","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"${aws:PrincipalTag/vpc}"}}"#,
                &[],
            ),
        ];
        for (members, expected) in rows {
            let text = format!(r#"{{"Version":"2012-10-17","Statement":[{{{members}}}]}}"#);
            let expected: Vec<(String, Meaning, bool)> = expected
                .iter()
                .map(|(name, meaning, is)| ((*name).to_owned(), *meaning, *is))
                .collect();
            assert_eq!(found(&text), expected, "{members}");
        }
    }

    #[test]
    fn no_more_are_found_than_a_form_has_fields() {
        let values = vec![r#""<vpc>""#; 3 * MOST].join(",");
        let text = format!(r#"{{"Condition":{{"StringEquals":{{"aws:SourceVpc":[{values}]}}}}}}"#);
        assert_eq!(found(&text).len(), MOST);
    }
}
