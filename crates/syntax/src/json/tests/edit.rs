//! Edits that keep the format.

use proptest::prelude::*;

use crate::json::edit::{Edit, Editor, New, apply};
use crate::json::{Node, parse};
use crate::span::Span;

fn edited(text: &str, edit: impl FnOnce(&Editor<'_>, &Node) -> Option<Vec<Edit>>) -> String {
    let root = parse(text).root;
    let edits = edit(&Editor::new(text, &root), &root).unwrap();
    apply(text, &edits).unwrap()
}

fn object() -> New {
    New::Object(vec![(
        "k".to_owned(),
        New::List(vec![New::Text("v".to_owned()), New::Text("w".to_owned())]),
    )])
}

#[test]
fn what_is_new_is_laid_out_as_what_stands_beside_it() {
    let rows = [
        (r#"{"a":["x"]}"#, r#"{"a":["x"],"b":{"k":["v","w"]}}"#),
        (
            r#"{ "a": ["x"] }"#,
            r#"{ "a": ["x"], "b": { "k": ["v", "w"] } }"#,
        ),
        (
            "{\n  \"a\": 1\n}",
            "{\n  \"a\": 1,\n  \"b\": {\n    \"k\": [\n      \"v\",\n      \"w\"\n    ]\n  }\n}",
        ),
        (
            "{\r\n\t\"a\": 1\r\n}\r\n",
            "{\r\n\t\"a\": 1,\r\n\t\"b\": {\r\n\t\t\"k\": [\r\n\t\t\t\"v\",\r\n\t\t\t\"w\"\r\n\t\t]\r\n\t}\r\n}\r\n",
        ),
        ("{}", r#"{"b": { "k": ["v", "w"] }}"#),
        (
            "{\n  // why\n  \"a\": 1 // here\n}",
            "{\n  // why\n  \"a\": 1,\n  \"b\": {\n    \"k\": [\n      \"v\",\n      \"w\"\n    ]\n  } // here\n}",
        ),
    ];
    for (text, expected) in rows {
        let result = edited(text, |editor, root| {
            Some(vec![editor.insert(root, "b", &object())?])
        });
        assert_eq!(result, expected, "{text}");
    }
}

#[test]
fn lists_are_extended_and_made() {
    let rows = [
        (r#"{"a":"x"}"#, r#"{"a":["x","y","z"]}"#),
        (r#"{"a": "x"}"#, r#"{"a": ["x", "y", "z"]}"#),
        (r#"{"a": ["w","x"]}"#, r#"{"a": ["w","x", "y", "z"]}"#),
        (
            "{\"a\": [\r\n\t\"x\"\r\n]}",
            "{\"a\": [\r\n\t\"x\",\r\n\t\"y\",\r\n\t\"z\"\r\n]}",
        ),
    ];
    for (text, expected) in rows {
        let texts = ["y".to_owned(), "z".to_owned()];
        let result = edited(text, |editor, root| {
            Some(vec![editor.extend(root.get("a")?, &texts)?])
        });
        assert_eq!(result, expected, "{text}");
    }
}

#[test]
fn what_is_taken_out_takes_its_comma_along() {
    let rows: &[(&str, &[usize], &str)] = &[
        (r#"["a", "b", "c", "d"]"#, &[0, 1, 3], r#"["c"]"#),
        (r#"["a", "b", "c", "d"]"#, &[1, 2], r#"["a", "d"]"#),
        (r#"["a", "b", "c"]"#, &[0], r#"["b", "c"]"#),
        (r#"["a", "b", "c"]"#, &[1], r#"["a", "c"]"#),
        (r#"["a", "b", "c"]"#, &[2], r#"["a", "b"]"#),
        ("[\n  \"a\",\n  \"b\"\n]", &[0], "[\n  \"b\"\n]"),
        ("[\n  \"a\",\n  \"b\"\n]", &[1], "[\n  \"a\"\n]"),
        (
            "[\n\t\"a\", // A\n\t\"b\" // B\n]",
            &[1],
            "[\n\t\"a\" // A\n // B\n]",
        ),
        (
            "[\n\t\"a\", // A,\n\t\"b\" // B\n]",
            &[0],
            "[\n\t // A,\n\t\"b\" // B\n]",
        ),
        ("[\"a\" /* , */ , \"b\"]", &[1], "[\"a\" /* , */ ]"),
    ];
    for (text, index, expected) in rows {
        let result = edited(text, |editor, root| editor.remove_elements(root, index));
        assert_eq!(result, *expected, "{text} {index:?}");
    }
    let text = r#"{"a": 1, "b": 2}"#;
    let result = edited(text, |editor, root| editor.remove_members(root, &[1]));
    assert_eq!(result, r#"{"a": 1}"#);
    let root = parse(text).root;
    assert_eq!(
        Editor::new(text, &root).remove_members(&root, &[0, 1]),
        None
    );
}

#[test]
fn edits_that_overlap_are_refused() {
    let edit = |start, end, text: &str| (Span::new(start, end), text.to_owned());
    assert_eq!(
        apply("abc", &[edit(2, 3, "x"), edit(0, 1, "y")]).as_deref(),
        Some("ybx")
    );
    assert_eq!(apply("abc", &[edit(0, 2, "x"), edit(1, 3, "y")]), None);
    assert_eq!(apply("abc", &[edit(2, 9, "x")]), None);
    assert_eq!(apply("é", &[edit(1, 1, "x")]), None);
    let same = edit(1, 1, "x");
    assert_eq!(apply("abc", &[same.clone(), same]).as_deref(), Some("axbc"));
}

proptest! {
    /// Whatever white space a text has, the tree is what it was but for the change.
    #[test]
    fn nothing_else_changes(
        blanks in prop::collection::vec("[ \t]{0,2}(\r?\n[ \t]{0,3})?", 12), at in 0..3_usize,
    ) {
        let [a, b, c, d, e, f, g, h, i, j, k, l] = &blanks[..] else { unreachable!() };
        let text = format!("{a}[{b}1{c},{d}2{e},{f}{{{g}\"k\"{h}:{i}3{j}}}{k}]{l}");
        let root = parse(&text).root;
        let editor = Editor::new(&text, &root);
        let pushed = apply(&text, &[editor.push(&root, &object()).unwrap()]).unwrap();
        prop_assert_eq!(
            parse(&pushed).root.to_compact_string(), r#"[1,2,{"k":3},{"k":["v","w"]}]"#
        );
        let taken = apply(&text, &editor.remove_elements(&root, &[at]).unwrap()).unwrap();
        let left = [r#"[2,{"k":3}]"#, r#"[1,{"k":3}]"#, "[1,2]"][at];
        prop_assert_eq!(parse(&taken).root.to_compact_string(), left);
        prop_assert!(parse(&taken).problems.is_empty() && parse(&pushed).problems.is_empty());
    }
}
