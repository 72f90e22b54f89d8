//! Reading never fails, whatever it is given.

use proptest::prelude::*;

use super::options;
use crate::document::from_bytes;
use crate::json::{Member, Node, Value};
use crate::policy::{Casing, Policy, PolicyKind};
use crate::span::{Span, Text};

/// Words that mean something in policies, and some that do not.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::select(vec![
            "Version", "Id", "Statement", "statement", "Sid", "Effect", "effect", "Deny", "Allow", "deny", "Principal",
            "NotPrincipal", "AWS", "aws", "Service", "*", "Action", "NotAction", "demo:Open", "demo:", ":", "Resource",
            "NotResource", "arn:aws:demo:::x", "arn:", "Condition", "StringEquals", "ForAnyValue:StringLike", "Null",
            "IpAddress", "stringequals", "aws:SourceIp", "aws:sourceip", "aws:SourceVpc", "demo:Color", "192.0.2.0/24",
            "${aws:userid}", "${", "2012-10-17", "2008-10-17", "",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

fn tree() -> impl Strategy<Value = Node> {
    let span = any::<(u32, u32)>().prop_map(|(a, b)| Span::new(a.min(b), a.max(b)));
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        1 => Just(Value::Missing),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => "[0-9.x]{1,4}".prop_map(|text| Value::Number(text.into())),
        6 => word().prop_map(|text| Value::String(text.into())),
    ];
    let node = |(span, value)| Node { span, value };
    (span.clone(), leaf)
        .prop_map(node)
        .prop_recursive(6, 60, 6, move |inner| {
            let member = |(key, key_span, value): (String, Span, Node)| Member {
                key: Text::new(key, key_span),
                value,
            };
            let members =
                prop::collection::vec((word(), span.clone(), inner.clone()).prop_map(member), 0..6);
            let value = prop_oneof![
                1 => prop::collection::vec(inner, 0..4).prop_map(Value::Array),
                3 => members.prop_map(Value::Object),
            ];
            (span.clone(), value).prop_map(node)
        })
}

const KINDS: [PolicyKind; 7] = [
    PolicyKind::ResourceBased,
    PolicyKind::ResourceControl,
    PolicyKind::ServiceControl,
    PolicyKind::Identity,
    PolicyKind::PermissionsBoundary,
    PolicyKind::Session,
    PolicyKind::VpcEndpoint,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_tree_is_read(root in tree(), kind in prop::sample::select(&KINDS[..]), fold: bool) {
        let casing = if fold { Casing::Insensitive } else { Casing::Exact };
        let (policy, problems) = Policy::read(&root, options(kind, casing));
        prop_assert!(problems.len() <= 101);
        prop_assert!(!policy.statements.is_empty() || !policy.defects.is_empty() || !root.members().is_empty());
        for statement in &policy.statements {
            let whole = statement.effect.is_some()
                && statement.action.is_some()
                && statement.resource.is_some()
                && (statement.principal.is_some() || !kind.has_principal());
            prop_assert!(whole || !statement.defects.is_empty(), "a hole without a defect: {statement:?}");
        }
    }

    #[test]
    fn places_are_boundaries_of_characters(
        text in "[{}:,\"'“”é😀\u{FEFF}\u{3000}\u{FFFD}a1 \n)\\[\\]]{0,12}",
        kind in prop::sample::select(&KINDS[..]),
        encoding in 0_u8..4,
        rest in prop::collection::vec(any::<u8>(), 0..2),
    ) {
        let units = || std::iter::once(0xFEFF).chain(text.encode_utf16());
        let mut bytes: Vec<u8> = match encoding {
            0 => units().flat_map(u16::to_le_bytes).collect(),
            1 => units().flat_map(u16::to_be_bytes).collect(),
            _ => text.clone().into_bytes(),
        };
        bytes.extend(rest);
        let document = from_bytes(&bytes);
        let (_, problems) = Policy::from_document(&document, options(kind, Casing::Exact));
        for problem in problems.iter().chain(&document.problems) {
            for span in [Some(problem.span), problem.related].into_iter().flatten() {
                prop_assert!(span.of(&document.text).is_some(), "{problem:?}");
            }
        }
    }
}
