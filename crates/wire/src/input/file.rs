//! The bytes of a file, read without showing what is none of ours.
//!
//! What a finding says of a document may stand in a public log, with the line that it
//! means. A path may lead to a file of quite another kind, so nothing is shown of a
//! file that holds no JSON.

use vestibule_iam::document::{self, Document};
use vestibule_iam::json::{self, Member, Node, Value};
use vestibule_iam::message;
use vestibule_iam::policy::{PolicyKind, policy_elements};
use vestibule_iam::problem::{Code, Problem, nearest};
use vestibule_iam::span::Span;
use vestibule_syntax::limits::{CASE_BYTES, DOCUMENT_BYTES};

use crate::input::aws_output::{self, Form};
use crate::input::foreign;
use crate::input::not_policy::{NotPolicy, not_policy};
use crate::input::veil::veil;

/// A file that was read.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// Without its text where it is not JSON.
    pub(crate) document: Document,
    /// False when the file is empty, too large or no JSON, so that nothing is known of
    /// what it says.
    pub(crate) is_read: bool,
}

/// Reads the bytes of a file.
pub(crate) fn read(bytes: &[u8]) -> File {
    read_up_to(bytes, DOCUMENT_BYTES)
}

/// Reads the bytes of a case file, or of what may be one.
pub(crate) fn read_case(bytes: &[u8]) -> File {
    read_up_to(bytes, CASE_BYTES)
}

fn read_up_to(bytes: &[u8], most: usize) -> File {
    if bytes.len() > most {
        return File {
            document: without_text(too_large(most), Document::parse("")),
            is_read: false,
        };
    }
    let document = document::from_bytes_up_to(bytes, most);
    match not_json(&document) {
        None => File {
            is_read: !matches!(document.root.value, Value::Missing),
            document,
        },
        Some(problem) => File {
            document: without_text(problem, document),
            is_read: false,
        },
    }
}

/// Reads the bytes of a file that a case names as a policy. Its path may lead to JSON of
/// quite another kind, so nothing is shown of what has nothing of a policy.
pub(crate) fn read_named(bytes: &[u8]) -> File {
    let file = read(bytes);
    let mut problems = file.document.problems.iter();
    // Of what is not read to its end nobody knows what it has.
    let is_cut = problems.any(|problem| problem.code == Code::Json(json::Code::NestingTooDeep));
    if !file.is_read || is_cut || is_like_policy(&file.document) {
        return File {
            document: veil(file.document),
            ..file
        };
    }
    let problem = holds_no_policy(&file.document);
    File {
        document: without_text(problem, file.document),
        is_read: false,
    }
}

/// What is wrong with a file that has nothing of a policy: what it is, where that is known.
fn holds_no_policy(document: &Document) -> Problem {
    let (form, found) = aws_output::find(document);
    let (message, help) = match not_policy(document, form, &found) {
        Some(NotPolicy::Other | NotPolicy::List) | None => (
            message!("the file holds no policy"),
            message!(
                "name a file that holds a policy, or what the AWS CLI prints of one; nothing of what stands in this one is shown"
            ),
        ),
        Some(known) => (known.message(), known.help()),
    };
    Problem::new(Code::MissingStatement, Span::empty(0), message).help(help)
}

/// Whether a document is the output of a tool, or has a member of a policy or a statement,
/// perhaps misspelt. One that has no members at all has nothing to hide.
fn is_like_policy(document: &Document) -> bool {
    let (form, found) = aws_output::find(document);
    let (Form::Plain, Ok(found)) = (form, found) else {
        return true;
    };
    let Some(found) = found.first() else {
        return true;
    };
    let value = aws_output::value(document, found);
    let statement_elements = PolicyKind::VpcEndpoint.statement_elements();
    let known: Vec<&str> = policy_elements()
        .iter()
        .copied()
        .chain(statement_elements)
        .collect();
    let is_known = |member: &Member| {
        let key = &*member.key.value;
        known.iter().any(|name| name.eq_ignore_ascii_case(key))
            || nearest(key, known.iter().copied()).is_some()
    };
    match &value.value {
        Value::Array(elements) => {
            elements.is_empty() || elements.iter().flat_map(Node::members).any(is_known)
        }
        Value::Object(members) => members.is_empty() || members.iter().any(is_known),
        _ => false,
    }
}

fn too_large(most: usize) -> Problem {
    let message = message!(
        "the file is larger than the {most} bytes that are read",
        most = most
    );
    Problem::new(Code::Json(json::Code::DocumentTooLarge), Span::empty(0), message).help(message!("no policy that AWS stores is longer than some thousand characters; hand in the policy alone"))
}

/// The document with the one problem that it has, and without its text.
fn without_text(problem: Problem, document: Document) -> Document {
    Document {
        text: String::new(),
        root: Node {
            span: Span::empty(0),
            value: Value::Missing,
        },
        problems: vec![problem],
        // The places of lines stay.
        lines: document.lines,
    }
}

/// What is wrong with a text that is no JSON object or array, however faulty.
fn not_json(document: &Document) -> Option<Problem> {
    let text = document
        .text
        .trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if text.is_empty() {
        return None;
    }
    let is_around = |problem: &Problem| {
        matches!(
            problem.code,
            Code::Json(json::Code::TextBefore | json::Code::MissingOpen | json::Code::TextAfter)
        ) && !is_brackets(problem.span.of(&document.text))
    };
    if begins_as_json(text, &document.root) && !document.problems.iter().any(is_around) {
        return None;
    }
    // The first thing that is no JSON says where, and by its code what.
    let (code, span) = foreign::not_json(document).map_or(
        (Code::Json(json::Code::Syntax), Span::empty(0)),
        |problem| (problem.code, problem.span),
    );
    if let Some(foreign) = foreign::what(text) {
        let what = foreign.name();
        let message = message!("the file holds no JSON but {what}", what = what);
        return Some(Problem::new(code, Span::empty(0), message).help(foreign.help()));
    }
    let help = message!(
        "name a file that holds a JSON object; nothing of what stands in this one is shown"
    );
    Some(
        Problem::new(
            code,
            Span::empty(span.start),
            message!("the file holds no JSON"),
        )
        .help(help),
    )
}

/// More closing brackets than opening ones are a slip of who writes JSON.
fn is_brackets(text: Option<&str>) -> bool {
    text.is_some_and(|text| {
        text.bytes()
            .all(|byte| byte.is_ascii_whitespace() || matches!(byte, b'}' | b']'))
    })
}

/// Whether `text` begins as JSON does, which neither `[section]` of an INI file nor
/// `{{ name }}` of a template does.
fn begins_as_json(text: &str, root: &Node) -> bool {
    if let Value::String(string) = &root.value {
        // A policy that stands as a string, perhaps URL-encoded.
        return text.starts_with('"') && crate::contract::document::is_document(string);
    }
    let text = without_comments(text);
    let Some(inside) = text.strip_prefix(['{', '[']) else {
        return false;
    };
    let is_object = text.starts_with('{');
    let inside = without_comments(inside);
    let word_len = inside
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(inside.len());
    let (word, behind) = inside.split_at_checked(word_len).unwrap_or_default();
    if is_object {
        return match word {
            "" => inside.is_empty() || inside.starts_with(['"', '\'', '“', '}', ',']),
            // A key whose quotes were forgotten.
            _ => behind.trim_start().starts_with(':'),
        };
    }
    match word {
        "" => inside.is_empty() || inside.starts_with(['{', '[', ']', '"', '-', ',']),
        "true" | "false" | "null" => true,
        _ => word.bytes().all(|byte| byte.is_ascii_digit()),
    }
}

/// What stands behind white space and comments.
fn without_comments(mut text: &str) -> &str {
    loop {
        text = text.trim_start();
        let rest = if text.starts_with("//") {
            text.split_once('\n')
        } else if text.starts_with("/*") {
            text.split_once("*/")
        } else {
            return text;
        };
        text = rest.map_or("", |(_, behind)| behind);
    }
}

#[cfg(test)]
mod tests {
    use super::{DOCUMENT_BYTES, read, read_named};
    use vestibule_iam::problem::Severity;

    #[test]
    fn nothing_is_shown_of_what_is_no_json() {
        for text in [
            "AWS_SECRET_ACCESS_KEY=hunter2",
            "[default]\naws_secret_access_key = hunter2\n",
            "[1]\npassword=hunter2",
            "{{ password: \"hunter2\" }}",
            "{hunter2}",
            "\"hunter2\"",
            "hunter2: 1",
            "password: {\n  value: hunter2 }",
            "# hunter2\n{}",
            "-----BEGIN PRIVATE KEY-----\nhunter2==\n",
            "{} hunter2",
            "// hunter2\nexport default {}",
            "\u{feff}hunter2",
            "machine example.com login me password hunter2",
        ] {
            let file = read(text.as_bytes());
            assert!(!file.is_read, "{text}");
            let shown = format!("{:?}", file.document);
            assert!(!shown.contains("hunter2"), "{text}: {shown}");
            let [problem] = &*file.document.problems else {
                panic!("{text}: {shown}");
            };
            assert_eq!(problem.severity, Severity::Error, "{text}: {shown}");
        }
        let large = vec![b'x'; DOCUMENT_BYTES + 1];
        let file = read(&large);
        assert!(!file.is_read);
        assert_eq!(
            file.document.problems[0].code.as_str(),
            "document-too-large"
        );
        assert_eq!(file.document.text, "");
    }

    #[test]
    fn nothing_is_shown_of_a_named_file_that_is_no_policy() {
        for text in [
            r#"{ "auths": { "registry": { "auth": "hunter2" } } }"#,
            r#"{ "hunter2": 1 }"#,
            r#"["hunter2"]"#,
            r#"[{ "token": "hunter2" }]"#,
            "{ \"token\": \"x\",\n hunter2",
            "{ password: \"hunter2\" }",
            r#""{ \"token\": \"hunter2\" }""#,
            r#"{ "vestibule": 1, "requests": ["hunter2"] }"#,
        ] {
            let file = read_named(text.as_bytes());
            assert!(!file.is_read, "{text}");
            let shown = format!("{:?}", file.document);
            assert!(!shown.contains("hunter2"), "{text}: {shown}");
        }
        for text in [
            "{}",
            "[]",
            r#"{ "Statment": [] }"#,
            r#"{ "version": "2012-10-17" }"#,
            r#"{ "Effect": "Deny" }"#,
            r#"[{ "Effect": "Deny" }]"#,
            r#"{ "Statement": ["#,
            r#"{ "Policy": { "Arn": "x" } }"#,
            r#"{ "VpcEndpoints": [] }"#,
            r#""%7B%22Statement%22%3A%5B%5D%7D""#,
        ] {
            assert!(read_named(text.as_bytes()).is_read, "{text}");
        }
    }

    #[test]
    fn faulty_json_is_shown() {
        for text in [
            "{}",
            "[]",
            " \u{feff}\n{ \"a\": 1, }",
            "{ a: 1 }",
            "{ 'a': 1 }",
            "// of mine\n{ /* and */ \"a\": 1 }",
            "{ \"a\": [1, 2 }",
            "{ \"a\": [1] ] } }",
            "[1, 2",
            "[[[[",
            "[null]",
            "[{}]",
            "{",
            "{ \"a",
            "\"{ \\\"Statement\\\": [] }\"",
            "\"%7B%22Statement%22%3A%5B%5D%7D\"",
        ] {
            let file = read(text.as_bytes());
            assert!(file.is_read, "{text}: {:?}", file.document);
            assert_eq!(
                file.document.text,
                text.trim_start_matches('\u{feff}').to_owned(),
                "{text}"
            );
        }
        assert!(!read(b" \n").is_read);
        for text in ["[(see below)]", "[section]", "{{ name }}", "{% if %}"] {
            assert!(!read(text.as_bytes()).is_read, "{text}");
        }
    }
}
