//! The JSON reader and the policy reader on any bytes, and the evaluator on what they make of it.
#![no_main]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use vestibule_fuzz::{Case, seed};
use vestibule_iam::document::{Document, from_bytes};
use vestibule_iam::json::{self, Node, Value, parse};
use vestibule_iam::policy::{Casing, Policy, ReadOptions};
use vestibule_iam::problem::{Code, Problem};
use vestibule_iam::span::{Encoding, Span};

use vestibule_signin::{
    Account, AssumptionSet, AttachedPolicy, Entry, GivenValue, Layer, Network, Principal, Request,
    Authorizer, VOCABULARY,
};

fuzz_target!(init: seed("document", seeds), |data: &[u8]| check(data));

fn seeds(case: &Case, seeds: &mut BTreeSet<String>) {
    seeds.extend(case.documents().into_iter().map(String::from));
}

fn check(data: &[u8]) {
    let document = from_bytes(data);
    let text = &document.text;
    let sound = document.is_sound();
    places(&document.root, None, sound, text);
    problems(&document.problems, text);
    lines(&document);

    let compact = document.root.to_compact_string();
    let pretty = document.root.to_pretty_string();
    for written in [&compact, &pretty] {
        assert!(
            serde_json::from_str::<serde_json::Value>(written).is_ok(),
            "{written}"
        );
        let again = parse(written);
        if sound {
            assert!(again.problems.is_empty(), "{:?}", again.problems);
            assert!(same(&document.root, &again.root), "{written}");
        }
        assert_eq!(again.root.to_compact_string(), compact);
    }
    beside_serde(&document);
    policies(&document);
}

/// Every place lies in the text, on the boundaries of characters, and in a sound document inside
/// the place around it.
fn places(node: &Node, around: Option<Span>, sound: bool, text: &str) {
    within(node.span, text);
    if sound {
        assert!(around.is_none_or(|around| around.contains(node.span)));
        let start = node.span.of(text).and_then(|text| text.bytes().next());
        let fits = match node.value {
            Value::Null => start == Some(b'n'),
            Value::Bool(value) => start == Some(if value { b't' } else { b'f' }),
            Value::Number(_) => start.is_some_and(|byte| byte == b'-' || byte.is_ascii_digit()),
            Value::String(_) => start == Some(b'"'),
            Value::Array(_) => start == Some(b'['),
            Value::Object(_) => start == Some(b'{'),
            Value::Missing => false,
        };
        assert!(fits, "{node:?}");
    }
    for element in node.elements() {
        places(element, Some(node.span), sound, text);
    }
    for member in node.members() {
        within(member.key.span, text);
        places(&member.value, Some(node.span), sound, text);
    }
}

fn within(span: Span, text: &str) {
    assert!(span.of(text).is_some(), "{span:?}");
}

/// Problems lie in the text, and what they propose can be read again.
fn problems(problems: &[Problem], text: &str) {
    for problem in problems {
        within(problem.span, text);
        problem.related.iter().for_each(|span| within(*span, text));
        assert!(!problem.message.is_empty() && !problem.message.contains('\n'));
    }
    let first = problems
        .iter()
        .find_map(|problem| Some((problem.span, problem.replacement.as_ref()?)));
    if let Some((span, replacement)) = first {
        let (start, end) = (span.start as usize, span.end as usize);
        let before = text.get(..start).unwrap_or_default();
        let behind = text.get(end..).unwrap_or_default();
        let mended = Document::parse(format!("{before}{replacement}{behind}"));
        places(&mended.root, None, mended.is_sound(), &mended.text);
    }
}

/// A place as line and column leads back to itself.
fn lines(document: &Document) {
    for problem in &document.problems {
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            let position = document.lines.position(problem.span.start, encoding);
            let back = document.lines.offset(position, encoding);
            // The line feed behind a carriage return has no position of its own.
            assert!(problem.span.start - back <= 1, "{problem:?}");
        }
    }
}

fn same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len()
                && pairs.all(|(one, other)| {
                    one.key.value == other.key.value && same(&one.value, &other.value)
                })
        }
        (one, other) => one == other,
    }
}

/// What one reader takes for JSON without a problem, the other one does too, and reads the same
/// in it.
fn beside_serde(document: &Document) {
    /// What serde_json lets pass.
    const STRICTER: [Code; 5] = [
        Code::Json(json::Code::DuplicateKey),
        Code::DuplicateKeyCase,
        Code::Json(json::Code::NestingTooDeep),
        Code::Json(json::Code::DocumentTooLarge),
        Code::Json(json::Code::NotUtf8),
    ];
    let text = document.text.trim_start_matches('\u{feff}');
    match serde_json::from_str(text) {
        Ok(value) if document.is_sound() => {
            assert!(equals(&document.root, &value), "{text}");
        }
        Ok(_) => {
            let only_here = |problem: &Problem| STRICTER.contains(&problem.code);
            assert!(document.problems.iter().any(only_here), "{text}");
        }
        Err(error) => {
            // A comma or a control character too many does no harm, and is said all the same.
            let two_marks = document.text.len() - text.len() > 3;
            assert!(
                !document.problems.is_empty() || two_marks,
                "{error}: {text}"
            );
        }
    }
}

fn equals(node: &Node, value: &serde_json::Value) -> bool {
    use serde_json::Value as Theirs;
    match (&node.value, value) {
        (Value::Null, Theirs::Null) => true,
        (Value::Bool(one), Theirs::Bool(other)) => one == other,
        (Value::Number(one), Theirs::Number(other)) => {
            one.eq_ignore_ascii_case(&other.to_string()) || one.contains(['e', 'E'])
        }
        (Value::String(one), Theirs::String(other)) => **one == **other,
        (Value::Array(one), Theirs::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equals(one, other))
        }
        (Value::Object(one), Theirs::Object(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len()
                && pairs
                    .all(|(one, (key, other))| *one.key.value == **key && equals(&one.value, other))
        }
        _ => false,
    }
}

/// Reads the document as a policy and decides by it. Its length says which kind it is taken for:
/// all kinds one after the other would cost more than they find.
fn policies(document: &Document) {
    let casings = [Casing::Exact, Casing::Insensitive];
    let layer = Layer::ALL[document.text.len() % Layer::ALL.len()];
    let options = ReadOptions {
        kind: layer.kind(),
        casing: casings[document.text.len() / Layer::ALL.len() % casings.len()],
        vocabulary: &VOCABULARY,
    };
    let (policy, found) = Policy::from_document(document, options);
    problems(&found, &document.text);
    for statement in &policy.statements {
        within(statement.span, &document.text);
        for test in statement.conditions.iter().flat_map(|block| &block.tests) {
            within(test.span, &document.text);
            within(test.key.span, &document.text);
        }
    }
    let attached = AttachedPolicy {
        layer,
        name: String::new(),
        attached_to: None,
        policy,
    };
    let switched = AssumptionSet::new();
    let authorizer = Authorizer::compile(Account::default(), vec![attached], true, switched);
    for request in &*REQUESTS {
        let decision = authorizer.decide(request).map(|decision| decision.outcome);
        assert_eq!(authorizer.outcome(request), decision);
    }
}

/// A user on the internet, and a role behind an endpoint of which little is known.
static REQUESTS: LazyLock<Vec<Request>> = LazyLock::new(|| {
    let request = |entry, arn, network: Network, context| {
        Some(Request {
            entry,
            principal: Principal::parse(arn).ok()?,
            networks: network.into(),
            region: None,
            context,
            resource: None,
        })
    };
    let user = request(
        Entry::Console,
        "arn:aws:iam::111122223333:user/Alice",
        Network::Public {
            source_ip: "203.0.113.10".into(),
        },
        vec![(
            "aws:TagKeys".into(),
            GivenValue::Many(vec!["team".into(), "cost".into()]),
        )],
    );
    let role = request(
        Entry::LoginLocal,
        "arn:aws:iam::111122223333:role/OrgBreakGlassRole",
        Network::Endpoint {
            vpc: Some("vpc-0a1b2c3d4e5f60718".into()),
            endpoint: None,
            source_ip: Some("10.0.1.25".into()),
        },
        vec![("aws:PrincipalTag/team".into(), GivenValue::Unknown)],
    );
    user.into_iter().chain(role).collect()
});
