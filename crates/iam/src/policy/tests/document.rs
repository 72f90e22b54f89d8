//! The policy around the statements.

use super::Read;
use crate::document::Document;
use crate::policy::{Casing, Effect, Policy, PolicyKind, ReadOptions, Version};

#[test]
fn a_right_policy() {
    let text = r#"{
        "Version": "2012-10-17",
        "Id": "perimeter",
        "Statement": {
            "Sid": "one",
            "Effect": "Deny",
            "Principal": {"AWS": "*"},
            "Action": ["demo:Open", "demo:Close*"],
            "NotResource": "arn:aws:demo:::door/*",
            "Condition": {"NotIpAddress": {"aws:SourceIp": ["192.0.2.0/24"]}, "Null": {"aws:SourceIp": false}}
        }
    }"#;
    let read = Read::new(PolicyKind::ResourceBased, Casing::Exact, text);
    assert_eq!(read.problems, []);
    assert_eq!(read.policy.version, Version::V2012);
    assert!(read.policy.defects.is_empty() && !read.policy.case_folded);
    let statement = read.first();
    assert_eq!(statement.effect, Some(Effect::Deny));
    assert_eq!(statement.sid.as_ref().map(|sid| &*sid.value), Some("one"));
    let action = statement.action.as_ref().unwrap();
    assert!(!action.not);
    assert_eq!(action.patterns.len(), 2);
    assert!(statement.resource.as_ref().unwrap().not);
    assert!(statement.defects.is_empty());
    let [ip, null] = &*statement.conditions else {
        panic!("two operators")
    };
    assert_eq!(
        ip.tests[0].span.of(text),
        Some(r#""aws:SourceIp": ["192.0.2.0/24"]"#)
    );
    assert_eq!(&*null.tests[0].values[0].value, "false");
}

#[test]
fn policies() {
    let statement =
        r#"{"Effect": "Deny", "Principal": "*", "Action": "demo:Open", "Resource": "*"}"#;
    let with = |rest: &str| rest.replace('@', statement);
    // A name, a text, the problems, how many statements, and whether the policy has a defect.
    type PolicyRow<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)], usize, bool);
    let rows: &[PolicyRow<'_>] = &[
        ("no object", "[1]", &[("wrong-type", "[1]")], 0, true),
        ("nothing", "", &[], 0, true),
        (
            "empty",
            "{}",
            &[("missing-statement", "{"), ("missing-version", "")],
            0,
            true,
        ),
        (
            "no version",
            r#"{"Statement": [@]}"#,
            &[("missing-version", "")],
            1,
            false,
        ),
        (
            "old version",
            r#"{"Version": "2008-10-17", "Statement": [@]}"#,
            &[],
            1,
            false,
        ),
        (
            "unknown version",
            r#"{"Version": "2012-10-18", "Statement": [@]}"#,
            &[("unknown-version", r#""2012-10-18""#)],
            1,
            false,
        ),
        (
            "version of the wrong type",
            r#"{"Version": 2012, "Statement": [@]}"#,
            &[("wrong-type", "2012")],
            1,
            false,
        ),
        (
            "no statements",
            r#"{"Version": "2012-10-17", "Statement": []}"#,
            &[("empty-array", "[]")],
            0,
            false,
        ),
        (
            "statements of the wrong type",
            r#"{"Version": "2012-10-17", "Statement": "x"}"#,
            &[("wrong-type", "\"x\"")],
            0,
            true,
        ),
        (
            "no value",
            r#"{"Version": "2012-10-17", "Statement": }"#,
            &[],
            0,
            true,
        ),
        (
            "one statement",
            r#"{"Version": "2012-10-17", "Statement": @}"#,
            &[],
            1,
            false,
        ),
        (
            "a statement of the wrong type",
            r#"{"Version": "2012-10-17", "Statement": [@, 1]}"#,
            &[("wrong-type", "1")],
            2,
            false,
        ),
        (
            "an ID of the wrong type",
            r#"{"Version": "2012-10-17", "Id": 1, "Statement": [@]}"#,
            &[("wrong-type", "1")],
            1,
            false,
        ),
        (
            "unknown element",
            r#"{"Version": "2012-10-17", "Statment": [@]}"#,
            &[("unknown-element", "\"Statment\"")],
            1,
            true,
        ),
        (
            "another unknown element",
            r#"{"Version": "2012-10-17", "Comment": "x", "Statement": [@]}"#,
            &[("unknown-element", "\"Comment\"")],
            1,
            true,
        ),
        (
            "another case",
            r#"{"Version": "2012-10-17", "statement": [@]}"#,
            &[("element-case", "\"statement\"")],
            1,
            true,
        ),
        (
            "two lists",
            r#"{"Version": "2012-10-17", "Statement": [@], "Statement": [@]}"#,
            &[],
            2,
            true,
        ),
        (
            "two versions",
            r#"{"Version": "2012-10-17", "Version": "2008-10-17", "Statement": [@]}"#,
            &[],
            1,
            true,
        ),
    ];
    for (name, text, found, statements, defect) in rows {
        let read = Read::new(PolicyKind::ResourceBased, Casing::Exact, &with(text));
        assert_eq!(read.found(), *found, "{name}: {:#?}", read.problems);
        assert_eq!(read.policy.statements.len(), *statements, "{name}");
        assert_eq!(!read.policy.defects.is_empty(), *defect, "{name}");
    }
}

#[test]
fn versions_are_suggested() {
    let text = r#"{"Version": "2012-10-7", "Statement": []}"#;
    let read = Read::new(PolicyKind::ResourceBased, Casing::Exact, text);
    assert_eq!(read.replacement(), Some("\"2012-10-17\""));
    let read = Read::new(
        PolicyKind::ResourceBased,
        Casing::Exact,
        r#"{"Statement": {}}"#,
    );
    let missing = read
        .problems
        .iter()
        .find(|problem| problem.code.as_str() == "missing-version")
        .unwrap();
    assert_eq!(
        missing.replacement.as_deref(),
        Some(r#""Version": "2012-10-17", "#)
    );
    let text = "{\r\n\t\"Statement\": {} }";
    let document = Document::parse(text);
    let options = super::options(PolicyKind::ResourceBased, Casing::Exact);
    let (_, problems) = Policy::from_document(&document, options);
    let mut problems = problems.iter();
    let missing = problems.find(|problem| problem.code.as_str() == "missing-version");
    assert_eq!(
        missing.and_then(|missing| missing.replacement.as_deref()),
        Some("\r\n\t\"Version\": \"2012-10-17\",")
    );
}

#[test]
fn a_policy_without_its_brace_is_told_of_where_it_begins() {
    // A name, the bytes, where the brace would stand, and the text from there.
    let utf16: Vec<u8> = [0xFEFF, 0xE9, 0x3A]
        .into_iter()
        .flat_map(u16::to_le_bytes)
        .collect();
    let rows: &[(&str, &[u8], u32, &str)] = &[
        ("not UTF-8", b"\xA1\xB9\x3A", 0, "\u{FFFD}\u{FFFD}:"),
        ("two bytes", "é: 1".as_bytes(), 0, "é: 1"),
        ("four bytes", "😀: 1".as_bytes(), 0, "😀: 1"),
        ("a curly quote", "“é”: 1".as_bytes(), 0, "“é”: 1"),
        ("a byte order mark", "\u{FEFF}é: 1".as_bytes(), 3, "é: 1"),
        ("a strange space", "\u{3000}é: 1".as_bytes(), 3, "é: 1"),
        ("what means nothing", ")é: 1".as_bytes(), 1, "é: 1"),
        ("UTF-16", &utf16, 0, "é:"),
    ];
    let options = super::options(PolicyKind::ResourceBased, Casing::Exact);
    for (name, bytes, start, rest) in rows {
        let document = crate::document::from_bytes(bytes);
        let (_, problems) = Policy::from_document(&document, options);
        for code in ["missing-statement", "missing-version"] {
            let found = problems
                .iter()
                .find(|problem| problem.code.as_str() == code);
            let span = found
                .unwrap_or_else(|| panic!("{name}: {problems:#?}"))
                .span;
            assert_eq!((span.start, span.end), (*start, *start), "{name}: {code}");
        }
        assert_eq!(&document.text[*start as usize..], *rest, "{name}");
    }
}

#[test]
fn documents() {
    let options = super::options(PolicyKind::ResourceBased, Casing::Exact);
    let policy = |rest: &str| {
        format!(
            r#"{{"Version": "2012-10-17", "Statement": [{{"Effect": "Deny", "Principal": "*", "Resource": "*", "Action": {rest}}}]}}"#
        )
    };
    // A name, the end of a policy, the codes, and whether the policy has a defect.
    let rows: &[(&str, String, &[&str], bool)] = &[
        ("right", policy("\"demo:Open\""), &[], false),
        (
            "comma too many",
            policy("\"demo:Open\","),
            &["json-trailing-comma"],
            false,
        ),
        (
            "key twice",
            policy(r#""demo:Open", "Action": "*""#),
            &["duplicate-key"],
            false,
        ),
        (
            "half typed",
            policy("[\"demo:Open\", \"de\n]"),
            &["json-unterminated-string"],
            true,
        ),
        ("guessed", policy("demo:Open"), &["json-unquoted"], true),
        (
            "too large",
            policy(&format!("\"demo:{}\"", "*".repeat(25_000))),
            &["policy-too-large"],
            false,
        ),
    ];
    for (name, text, codes, defect) in rows {
        let kind = if *name == "too large" {
            PolicyKind::VpcEndpoint
        } else {
            options.kind
        };
        let (policy, problems) = Policy::from_document(
            &Document::parse(text.as_str()),
            ReadOptions { kind, ..options },
        );
        let found: Vec<&str> = problems
            .iter()
            .map(|problem| problem.code.as_str())
            .collect();
        assert_eq!(found, *codes, "{name}: {problems:#?}");
        assert_eq!(!policy.defects.is_empty(), *defect, "{name}");
    }
}
