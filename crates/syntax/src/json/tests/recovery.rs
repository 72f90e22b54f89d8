//! What is read of broken documents, and what is said about them.

use crate::json::parse;

/// A name, a text, what is read of it, and each problem's code with the text at
/// its place; `…` stands for the end of the text where nothing stands there.
pub(super) type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

pub(super) fn check(rows: &[Row]) {
    for (name, text, compact, expected) in rows {
        let parsed = parse(text);
        let found: Vec<(&str, &str)> = parsed
            .problems
            .iter()
            .map(|problem| (problem.code.as_str(), problem.span.of(text).unwrap()))
            .collect();
        assert_eq!(
            parsed.root.to_compact_string(),
            *compact,
            "{name}: {:#?}",
            parsed.problems
        );
        assert_eq!(found, *expected, "{name}: {:#?}", parsed.problems);
    }
}

#[test]
fn right_documents() {
    check(&[
        (
            "object",
            r#" {"a": 1, "b": [true, false, null], "c": {}} "#,
            r#"{"a":1,"b":[true,false,null],"c":{}}"#,
            &[],
        ),
        ("string", r#""x""#, r#""x""#, &[]),
        ("number", "-1.5e+3", "-1.5e+3", &[]),
        (
            "escapes",
            r#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#,
            "\"\\\"\\\\/\\b\\f\\n\\r\\té😀\"",
            &[],
        ),
        (
            "delete is no control character",
            "\"\u{7f}\"",
            "\"\u{7f}\"",
            &[],
        ),
        ("empty key", r#"{"": 1}"#, r#"{"":1}"#, &[]),
        ("crlf", "{\r\n\"a\"\r:\t1}", r#"{"a":1}"#, &[]),
    ]);
}

#[test]
fn commas_and_colons() {
    check(&[
        (
            "trailing in an object",
            r#"{"a":1,}"#,
            r#"{"a":1}"#,
            &[("json-trailing-comma", ",")],
        ),
        (
            "trailing in an array",
            "[1, ]",
            "[1]",
            &[("json-trailing-comma", ",")],
        ),
        ("leading", "[,1]", "[1]", &[("json-trailing-comma", ",")]),
        ("two", "[1,,2]", "[1,2]", &[("json-trailing-comma", ",")]),
        ("alone", "{,}", "{}", &[("json-trailing-comma", ",")]),
        (
            "missing in an object",
            r#"{"a":1 "b":2}"#,
            r#"{"a":1,"b":2}"#,
            &[("json-missing-comma", "")],
        ),
        (
            "missing in an array",
            r#"["a" "b"]"#,
            r#"["a","b"]"#,
            &[("json-missing-comma", "")],
        ),
        (
            "missing behind an object",
            r#"[{"a":1} {"b":2}]"#,
            r#"[{"a":1},{"b":2}]"#,
            &[("json-missing-comma", "")],
        ),
        (
            "semicolon",
            r#"{"a":1; "b":2}"#,
            r#"{"a":1,"b":2}"#,
            &[("json-syntax", ";")],
        ),
        (
            "missing colon",
            r#"{"a" 1}"#,
            r#"{"a":1}"#,
            &[("json-missing-colon", "")],
        ),
        (
            "missing colon before an object",
            r#"{"a" {"b": 1}}"#,
            r#"{"a":{"b":1}}"#,
            &[("json-missing-colon", "")],
        ),
        (
            "equals sign",
            r#"{"a" = 1}"#,
            r#"{"a":1}"#,
            &[("json-syntax", "=")],
        ),
        (
            "two colons",
            r#"{"a": "b": "c"}"#,
            r#"{"a":null,"b":"c"}"#,
            &[("json-missing-value", "")],
        ),
        (
            "missing key",
            "{: 1}",
            r#"{"":1}"#,
            &[("json-missing-key", "")],
        ),
        (
            "colon in an array",
            "[1: 2]",
            "[1,2]",
            &[("json-syntax", ":"), ("json-missing-comma", "")],
        ),
    ]);
}

#[test]
fn brackets() {
    check(&[
        (
            "missing at the end",
            r#"{"a": [1, {"b": 2"#,
            r#"{"a":[1,{"b":2}]}"#,
            &[("json-missing-close", "")],
        ),
        (
            "array closed by a brace",
            r#"{"a": [1, 2}"#,
            r#"{"a":[1,2]}"#,
            &[("json-missing-close", "")],
        ),
        (
            "object closed by a bracket",
            r#"[{"a": 1]"#,
            r#"[{"a":1}]"#,
            &[("json-missing-close", "")],
        ),
        (
            "array not closed before a key",
            r#"{"a": ["x", "y", "b": 2}"#,
            r#"{"a":["x","y"],"b":2}"#,
            &[("json-missing-close", "")],
        ),
        (
            "array not closed, no comma",
            "{\"a\": [\"x\"\n \"b\": 2}",
            r#"{"a":["x"],"b":2}"#,
            &[("json-missing-close", ""), ("json-missing-comma", "")],
        ),
        (
            "empty array not closed",
            r#"{"a": ["b": 2}"#,
            r#"{"a":[],"b":2}"#,
            &[("json-missing-close", "")],
        ),
        (
            "object not closed in a list",
            r#"[{"a": 1, {"b": 2}]"#,
            r#"[{"a":1},{"b":2}]"#,
            &[("json-missing-close", "")],
        ),
        (
            "bracket too many inside",
            r#"{"a": 1] }"#,
            r#"{"a":1}"#,
            &[("json-syntax", "]")],
        ),
        (
            "brackets too many at the end",
            r#"{"a": 1}]}"#,
            r#"{"a":1}"#,
            &[("json-text-after", "]}")],
        ),
        (
            "missing at the start",
            r#""a": 1, "b": 2}"#,
            r#"{"a":1,"b":2}"#,
            &[("json-missing-open", "")],
        ),
        (
            "missing on both sides",
            r#"a: 1"#,
            r#"{"a":1}"#,
            &[
                ("json-missing-open", ""),
                ("json-unquoted", "a"),
                ("json-missing-close", ""),
            ],
        ),
        (
            "object in place of a key",
            r#"{{"a": 1}}"#,
            r#"{"":{"a":1}}"#,
            &[("json-missing-key", "")],
        ),
    ]);
}

#[test]
fn half_typed() {
    check(&[
        ("empty", "", "null", &[("json-empty", "")]),
        ("spaces", " \n", "null", &[("json-empty", "")]),
        ("a brace", "{", "{}", &[("json-missing-close", "")]),
        (
            "a key",
            r#"{"a"#,
            r#"{"a":null}"#,
            &[
                ("json-unterminated-string", "\"a"),
                ("json-missing-value", ""),
                ("json-missing-close", ""),
            ],
        ),
        (
            "a colon",
            r#"{"a":"#,
            r#"{"a":null}"#,
            &[("json-missing-value", ""), ("json-missing-close", "")],
        ),
        (
            "a key before others",
            "{\"a\": 1,\n\"b\n\"c\": 2}",
            r#"{"a":1,"b":null,"c":2}"#,
            &[
                ("json-unterminated-string", "\"b"),
                ("json-missing-value", ""),
            ],
        ),
        (
            "a key with a colon before others",
            "{\"a\":\n\"c\": 2}",
            r#"{"a":null,"c":2}"#,
            &[("json-missing-value", "")],
        ),
        (
            "no value before the end",
            r#"{"a": }"#,
            r#"{"a":null}"#,
            &[("json-missing-value", "")],
        ),
        (
            "no value before a comma",
            r#"{"a": , "b": 1}"#,
            r#"{"a":null,"b":1}"#,
            &[("json-missing-value", "")],
        ),
        (
            "a value in an array",
            r#"{"a": ["x", "y"#,
            r#"{"a":["x","y"]}"#,
            &[
                ("json-unterminated-string", "\"y"),
                ("json-missing-close", ""),
            ],
        ),
    ]);
}

#[test]
fn between_and_around() {
    check(&[
        (
            "line comment",
            "[1, // one\n2]",
            "[1,2]",
            &[("json-comment", "// one")],
        ),
        (
            "block comment",
            "/* a */[1]",
            "[1]",
            &[("json-comment", "/* a */")],
        ),
        (
            "open comment",
            "[1] /* a",
            "[1]",
            &[("json-comment", "/* a")],
        ),
        (
            "hash comment",
            "[1] # a\n",
            "[1]",
            &[("json-comment", "# a")],
        ),
        (
            "hard space",
            "[\u{a0}1]",
            "[1]",
            &[("json-syntax", "\u{a0}")],
        ),
        (
            "byte order mark",
            "\u{FEFF}[1]",
            "[1]",
            &[("json-byte-order-mark", "\u{FEFF}")],
        ),
        (
            "byte order mark inside",
            "[\u{FEFF}1]",
            "[1]",
            &[("json-syntax", "\u{FEFF}")],
        ),
        (
            "second value",
            "[1] [2]",
            "[1]",
            &[("json-text-after", "[2]")],
        ),
        (
            "prose before",
            "Here it is [1]",
            "[1]",
            &[("json-text-before", "Here it is")],
        ),
        (
            "code block",
            "```json\n[1]\n```",
            "[1]",
            &[("json-text-before", "```json"), ("json-text-after", "```")],
        ),
        (
            "a word",
            "hello",
            r#""hello""#,
            &[("json-unquoted", "hello")],
        ),
        (
            "a closing bracket",
            "]",
            "null",
            &[("json-text-after", "]")],
        ),
    ]);
}

#[test]
fn duplicates() {
    let text = r#"{"a": 1, "b": {"a": 2, "c": 3, "c": 4}, "a": 5}"#;
    let parsed = parse(text);
    let places: Vec<_> = parsed
        .problems
        .iter()
        .map(|p| (p.code.as_str(), p.span.start, p.related.unwrap().start))
        .collect();
    assert_eq!(
        places,
        [("duplicate-key", 31, 23), ("duplicate-key", 40, 1)]
    );
    assert_eq!(parsed.root.members().len(), 3);
}

#[test]
fn escaped_keys_are_the_same_keys() {
    let parsed = parse(r#"{"a": 1, "\u0061": 2}"#);
    assert_eq!(parsed.problems.len(), 1);
    assert_eq!(parsed.problems[0].code.as_str(), "duplicate-key");
}

/// Putting every replacement in place gives JSON, in one or a few rounds.
#[test]
fn replacements_repair() {
    let rows = [
        "{'a': True, b: Deny,}",
        r#"{"a": [1, {"b": 2"#,
        "{\"a\": \"b,\n\"c\": 012}",
        "\u{FEFF}{“a” = 1; \"b\" 2 /* c */}",
        r#""a": 1"#,
        "```json\n[1, 2,]\n```",
        "[\"a\tb\", \u{a0} 1 2]",
    ];
    for text in rows {
        let mut fixed = text.to_owned();
        for _ in 0..5 {
            let mut problems = parse(&fixed).problems;
            problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
            let mut end = fixed.len();
            for problem in problems.iter().rev() {
                let (start, stop) = (problem.span.start as usize, problem.span.end as usize);
                if let Some(replacement) = problem.replacement.as_ref().filter(|_| stop <= end) {
                    fixed.replace_range(start..stop, replacement);
                    end = start;
                }
            }
        }
        assert_eq!(parse(&fixed).problems, [], "{text} became {fixed}");
    }
}
