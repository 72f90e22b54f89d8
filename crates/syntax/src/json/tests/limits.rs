//! Large and deep input: bounded in depth, in problems and in time.

use crate::json::Code;
use crate::json::{MAX_DEPTH, MAX_LEN, Value, decode_string, parse, parse_bytes};
use crate::span::Span;

#[test]
fn too_large() {
    let fits = format!("\"{}\"", "x".repeat(MAX_LEN - 2));
    assert_eq!(parse(&fits).problems, []);
    let parsed = parse(&format!("{fits} "));
    assert_eq!(parsed.problems.len(), 1);
    assert_eq!(parsed.problems[0].code, Code::DocumentTooLarge);
    assert_eq!(parsed.root.value, Value::Missing);
}

#[test]
fn too_deep() {
    let deep = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(parse(&deep(MAX_DEPTH)).problems, []);
    let text = format!("[{}, \"a]\", 2]", deep(MAX_DEPTH));
    let parsed = parse(&text);
    assert_eq!(parsed.problems.len(), 1);
    assert_eq!(parsed.problems[0].code, Code::NestingTooDeep);
    assert_eq!(parsed.problems[0].span.of(&text), Some("[1]"));
    assert_eq!(parsed.root.elements().len(), 3);
}

#[test]
fn ten_thousand_brackets() {
    for open in ["[", "{\"a\":", "{[", "[{\"", "{"] {
        let parsed = parse(&open.repeat(10_000));
        assert!(parsed.problems.len() <= 101, "{open}");
        assert!(
            parsed
                .problems
                .iter()
                .any(|p| p.code == Code::NestingTooDeep
                    || p.code == Code::MissingKey
                    || p.code == Code::UnterminatedString),
            "{open}"
        );
    }
}

#[test]
fn a_hundred_problems() {
    let parsed = parse(&format!("[{}]", "a,".repeat(5_000)));
    assert_eq!(parsed.problems.len(), 101);
    assert_eq!(
        parsed.problems.last().map(|problem| problem.code),
        Some(Code::TooManyProblems)
    );
}

#[test]
fn hopeless_text_is_not_read_to_the_end() {
    let parsed = parse(&format!("[{}]", "a,".repeat(50_000)));
    assert_eq!(parsed.problems.len(), 101);
    assert!(parsed.root.elements().len() < 11_000);
    assert_eq!(parsed.root.span.start, 0);
}

/// The bound is generous for a debug build on a busy machine, and far from what
/// anything worse than linear would take.
#[test]
fn much_of_anything_is_fast() {
    const LEN: usize = MAX_LEN / 8;
    let units = [
        "a,",
        "\"\":0,",
        "'",
        "''",
        "\"",
        "[",
        "]",
        "{",
        "}",
        "{}",
        "[]",
        "[{",
        ",",
        ":",
        ";",
        "a",
        "a ",
        "/",
        "//",
        "/*",
        "#",
        "\\",
        "\\u",
        "\"\\",
        "\"\\ud800",
        "1",
        "1 ",
        "-",
        "é",
        "“",
        "\u{a0}",
        "\u{FEFF}",
        "\n",
        "\r",
        "\"a\":",
        "\"a\"",
        "\"a\" ",
        "[\"a\":",
        "{\"a\":[",
        "{\"a\":[\"b\":",
        "[1,{\"a\":1,{",
        "{]",
        "[}",
        "{\"a\" ",
        "\"a\"//\n",
        "\0",
        "(",
        "`",
        "```",
        "x:",
        "${",
        "{\"a\"/**/",
        "[\"a\"/**/:",
    ];
    for unit in units {
        for (open, close) in [("", ""), ("[", "]"), ("{", "}"), ("{\"k\":[", "]}")] {
            let mut text = String::with_capacity(LEN);
            text.push_str(open);
            while text.len() + unit.len() + close.len() <= LEN {
                text.push_str(unit);
            }
            text.push_str(close);
            let start = std::time::Instant::now();
            let parsed = parse(&text);
            let took = start.elapsed();
            assert!(
                took.as_millis() < 3_000,
                "{open}{unit}…{close} took {took:?}"
            );
            assert!(parsed.problems.len() <= 101);
        }
    }
}

#[test]
fn many_distinct_keys() {
    let mut text = String::from("{");
    for key in 0..90_000 {
        text.push_str(&format!("\"{key:x}\":0,"));
    }
    text.push_str("\"0\":1}");
    assert!(text.len() <= MAX_LEN);
    let parsed = parse(&text);
    assert_eq!(parsed.problems.len(), 1);
    assert_eq!(parsed.problems[0].related, Some(Span::new(1, 4)));
}

#[test]
fn bytes() {
    let parsed = parse_bytes(b"[1, \"\xC3\x28\"]");
    assert_eq!(parsed.problems.len(), 1);
    assert_eq!(
        (parsed.problems[0].code, parsed.problems[0].span.start),
        (Code::NotUtf8, 5)
    );
    assert_eq!(parse_bytes(b"\xFF\xFE").problems.len(), 2);
    assert_eq!(parse_bytes(b"[1]").problems, []);
}

#[test]
fn a_large_string_is_decoded() {
    let text = format!("\"{}\"", "\\n".repeat(100_000));
    let decoded = decode_string(&text, Span::new(0, 200_002)).unwrap();
    assert_eq!(decoded.text.len(), 100_000);
    assert_eq!(
        decoded.map.map(Span::new(99_999, 100_000)),
        Span::new(199_999, 200_001)
    );
}
