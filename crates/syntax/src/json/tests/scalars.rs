//! Strings, numbers and literals that are not quite JSON.

use super::recovery::check;

#[test]
fn strings() {
    check(&[
        (
            "single quotes",
            "{'a': 'it\\'s'}",
            r#"{"a":"it's"}"#,
            &[
                ("json-quotes", "'a'"),
                ("json-quotes", "'it\\'s'"),
                ("json-invalid-escape", "\\'"),
            ],
        ),
        (
            "curly quotes",
            "{“a”: “b”}",
            r#"{"a":"b"}"#,
            &[("json-quotes", "“a”"), ("json-quotes", "“b”")],
        ),
        ("backticks", "[`a`]", r#"["a"]"#, &[("json-quotes", "`a`")]),
        (
            "unquoted key",
            "{a: 1}",
            r#"{"a":1}"#,
            &[("json-unquoted", "a")],
        ),
        (
            "unquoted value",
            "{\"a\": Deny}",
            r#"{"a":"Deny"}"#,
            &[("json-unquoted", "Deny")],
        ),
        (
            "unquoted with colons",
            "[arn:aws:iam::111122223333:root]",
            r#"["arn:aws:iam::111122223333:root"]"#,
            &[("json-unquoted", "arn:aws:iam::111122223333:root")],
        ),
        (
            "unquoted range",
            "[192.0.2.0/24]",
            r#"["192.0.2.0/24"]"#,
            &[("json-unquoted", "192.0.2.0/24")],
        ),
        (
            "unquoted, not ASCII",
            "[é€]",
            r#"["é€"]"#,
            &[("json-unquoted", "é€")],
        ),
        (
            "not closed on its line",
            "{\"a\": \"b,\n\"c\": 1}",
            r#"{"a":"b","c":1}"#,
            &[("json-unterminated-string", "\"b")],
        ),
        (
            "quote forgotten before a key",
            r#"{"a": "b, "c": 1}"#,
            r#"{"a":"b","c":1}"#,
            &[("json-unterminated-string", "\"b")],
        ),
        (
            "quote forgotten behind a key",
            r#"{"a: "b", "c": 1}"#,
            r#"{"a":"b","c":1}"#,
            &[("json-unterminated-string", "\"a")],
        ),
        (
            "quote forgotten before a list",
            r#"{"a: ["b"], "c": 1}"#,
            r#"{"a":["b"],"c":1}"#,
            &[("json-unterminated-string", "\"a")],
        ),
        (
            "quote forgotten in a list",
            r#"["a","b,"c","d"]"#,
            r#"["a","b","c","d"]"#,
            &[("json-unterminated-string", "\"b")],
        ),
        (
            "quote forgotten behind a brace",
            r#"[{"a": "b}, {"c": 1}]"#,
            r#"[{"a":"b"},{"c":1}]"#,
            &[("json-unterminated-string", "\"b")],
        ),
        (
            "quote forgotten behind a variable",
            r#"["${a:b}", "${a:b}, "c"]"#,
            r#"["${a:b}","${a:b}","c"]"#,
            &[("json-unterminated-string", "\"${a:b}")],
        ),
        (
            "quote forgotten at the end of a list",
            r#"{"a": ["b], "c": 1}"#,
            r#"{"a":["b"],"c":1}"#,
            &[("json-unterminated-string", "\"b")],
        ),
        (
            "ends in a backslash",
            "[\"a\\",
            r#"["a"]"#,
            &[
                ("json-unterminated-string", "\"a\\"),
                ("json-invalid-escape", "\\"),
                ("json-missing-close", ""),
            ],
        ),
        (
            "unknown escape",
            r#"["\d"]"#,
            r#"["d"]"#,
            &[("json-invalid-escape", r"\d")],
        ),
        (
            "short unicode escape",
            r#"["\u12"]"#,
            "[\"\u{FFFD}\"]",
            &[("json-invalid-escape", r"\u12")],
        ),
        (
            "sign in a unicode escape",
            r#"["\u+123"]"#,
            "[\"\u{FFFD}+123\"]",
            &[("json-invalid-escape", r"\u")],
        ),
        (
            "high surrogate alone",
            r#"["\ud83dx"]"#,
            "[\"\u{FFFD}x\"]",
            &[("json-lone-surrogate", r"\ud83d")],
        ),
        (
            "low surrogate alone",
            r#"["\ude00"]"#,
            "[\"\u{FFFD}\"]",
            &[("json-lone-surrogate", r"\ude00")],
        ),
        (
            "two high surrogates",
            r#"["\ud83d\ud83d\ude00"]"#,
            "[\"\u{FFFD}😀\"]",
            &[("json-lone-surrogate", r"\ud83d")],
        ),
        (
            "tab",
            "[\"a\tb\"]",
            r#"["a\tb"]"#,
            &[("json-control-character", "\t")],
        ),
    ]);
}

#[test]
fn other_values() {
    check(&[
        (
            "leading zero",
            "[012]",
            r#"["012"]"#,
            &[("json-invalid-number", "012")],
        ),
        (
            "hexadecimal",
            "[0x1F]",
            r#"["0x1F"]"#,
            &[("json-invalid-number", "0x1F")],
        ),
        (
            "not a number",
            "[NaN, -Infinity]",
            r#"["NaN","-Infinity"]"#,
            &[
                ("json-invalid-number", "NaN"),
                ("json-invalid-number", "-Infinity"),
            ],
        ),
        (
            "plus",
            "[+1]",
            r#"["+1"]"#,
            &[("json-invalid-number", "+1")],
        ),
        (
            "dots",
            "[.5, 1.]",
            r#"[".5","1."]"#,
            &[("json-invalid-number", ".5"), ("json-invalid-number", "1.")],
        ),
        (
            "python",
            "[True, None]",
            "[true,null]",
            &[("json-syntax", "True"), ("json-syntax", "None")],
        ),
        (
            "undefined",
            "[undefined]",
            "[null]",
            &[("json-syntax", "undefined")],
        ),
        (
            "junk",
            "[(1)]",
            "[1]",
            &[("json-syntax", "("), ("json-syntax", ")")],
        ),
        (
            "only junk",
            "[()]",
            "[]",
            &[("json-syntax", "("), ("json-syntax", ")")],
        ),
    ]);
}
