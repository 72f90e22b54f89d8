//! Properties of the reader on arbitrary text and of reader and writer on
//! arbitrary trees.

use proptest::prelude::*;

use crate::json::{Member, Node, Value, decode_string, parse};
use crate::span::{Span, Text};

/// Text that is likely to nearly be JSON.
fn near_json() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        4 => prop::sample::select(vec![
            "{", "}", "[", "]", ",", ":", "\"", "'", "\"a\"", "\"b\":", "true", "null", "1", "-", " ", "\n", "\\", "\\u",
            "d800", "//", "/*", "*/", "#", "é", "😀", "“", "”", "\u{a0}", "\u{FEFF}", ";", "=", "(", "x", "\0", "\r\n",
        ]).prop_map(str::to_owned),
        1 => ".{0,3}",
    ];
    prop::collection::vec(token, 0..40).prop_map(|tokens| tokens.concat())
}

/// A tree without places.
fn tree() -> impl Strategy<Value = Node> {
    let number = prop_oneof![
        any::<i64>().prop_map(|number| number.to_string()),
        "-?(0|[1-9][0-9]{0,5})(\\.[0-9]{1,3})?([eE][+-]?[0-9]{1,2})?",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        number.prop_map(|text| Value::Number(text.into())),
        any::<String>().prop_map(|text| Value::String(text.into())),
    ];
    leaf.prop_map(node).prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(|nodes| node(Value::Array(nodes))),
            prop::collection::vec((any::<String>(), inner), 0..6).prop_map(|members| {
                let member = |(key, value): (String, Node)| Member {
                    key: Text::new(key, Span::default()),
                    value,
                };
                node(Value::Object(members.into_iter().map(member).collect()))
            }),
        ]
    })
}

fn node(value: Value) -> Node {
    Node {
        span: Span::default(),
        value,
    }
}

/// The tree with every place removed.
fn bare(mut node: Node) -> Node {
    node.map_spans(&|_| Span::default());
    node
}

/// Every place lies in the text, on characters, in its parent and in order.
fn check_places(text: &str, node: &Node, within: Span) {
    assert!(node.span.start <= node.span.end);
    assert!(node.span.of(text).is_some(), "{:?} in {text:?}", node.span);
    assert!(
        within.contains(node.span),
        "{:?} in {within:?} of {text:?}",
        node.span
    );
    let mut at = node.span.start;
    for element in node.elements() {
        assert!(at <= element.span.start);
        check_places(text, element, node.span);
        at = element.span.end;
    }
    for member in node.members() {
        assert!(member.key.span.of(text).is_some());
        assert!(at <= member.key.span.start && member.key.span.end <= member.value.span.start);
        check_places(text, &member.value, node.span);
        at = member.value.span.end;
    }
}

fn check_text(text: &str) {
    let parsed = parse(text);
    check_places(
        text,
        &parsed.root,
        Span::new(0, u32::try_from(text.len()).unwrap()),
    );
    for problem in &parsed.problems {
        assert!(problem.span.of(text).is_some(), "{problem:?} in {text:?}");
        assert!(
            problem.related.is_none_or(|span| span.of(text).is_some()),
            "{problem:?} in {text:?}"
        );
        assert!(!problem.message.to_string().contains('\n'));
    }
    assert_eq!(
        parsed.problems.is_empty(),
        serde_json::from_str::<serde_json::Value>(text).is_ok_and(|_| true),
        "{text:?} {:?}",
        parsed.problems
    );
    let written = parsed.root.to_compact_string();
    assert!(
        serde_json::from_str::<serde::de::IgnoredAny>(&written).is_ok(),
        "{written}"
    );
}

fn is_same(node: &Node, value: &serde_json::Value) -> bool {
    match (&node.value, value) {
        (Value::Null, serde_json::Value::Null) => true,
        (Value::Bool(a), serde_json::Value::Bool(b)) => a == b,
        (Value::Number(a), serde_json::Value::Number(b)) => {
            // It rounds some doubles to their neighbour.
            let (a, b) = (a.parse::<f64>().unwrap(), b.as_f64().unwrap());
            (a - b).abs() <= a.abs() * 1e-15
        }
        (Value::String(a), serde_json::Value::String(b)) => **a == **b,
        (Value::Array(a), serde_json::Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
        }
        (Value::Object(a), serde_json::Value::Object(b)) => {
            // Of equal keys, serde_json keeps the last.
            a.iter().all(|member| b.contains_key(&*member.key.value))
                && b.iter().all(|(key, value)| {
                    let last = a.iter().rev().find(|member| *member.key.value == **key);
                    last.is_some_and(|member| is_same(&member.value, value))
                })
        }
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check_places(&text, &parse(&text).root, Span::new(0, u32::try_from(text.len()).unwrap()));
    }

    #[test]
    fn nearly_json_is_read(text in near_json()) {
        check_text(&text);
    }

    #[test]
    fn every_beginning_of_a_document_is_read(tree in tree(), cut: prop::sample::Index) {
        let text = tree.to_pretty_string();
        let mut end = cut.index(text.len() + 1);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = &text[..end];
        check_places(text, &parse(text).root, Span::new(0, u32::try_from(text.len()).unwrap()));
    }

    #[test]
    fn what_is_written_reads_as_the_same(tree in tree()) {
        for text in [tree.to_compact_string(), tree.to_pretty_string()] {
            let parsed = parse(&text);
            let only_duplicates = parsed.problems.iter().all(|problem| problem.code.as_str() == "duplicate-key");
            prop_assert!(only_duplicates, "{:?}", parsed.problems);
            prop_assert_eq!(&bare(parsed.root), &tree);
        }
    }

    #[test]
    fn agrees_with_another_reader(tree in tree()) {
        let text = tree.to_pretty_string();
        // A number that no double can hold is refused there.
        if let Ok(value) = serde_json::from_str::<serde_json::Value>(&text) {
            prop_assert!(is_same(&parse(&text).root, &value), "{text}");
            let compact = serde_json::to_string(&value).unwrap();
            prop_assert!(is_same(&parse(&compact).root, &value), "{compact}");
        }
    }

    #[test]
    fn a_document_in_a_string_leads_back(tree in tree(), prefix in "[ \n]{0,4}") {
        let inner = tree.to_pretty_string();
        let wrapped = Node { span: Span::default(), value: Value::String(inner.clone().into()) };
        let outer = format!("{prefix}{}", wrapped.to_compact_string());
        let literal = parse(&outer).root.span;
        let decoded = decode_string(&outer, literal).unwrap();
        prop_assert_eq!(&*decoded.text, &inner);
        let mut root = parse(&inner).root;
        root.map_spans(&|span| decoded.map.map(span));
        check_places(&outer, &root, literal);
    }
}
