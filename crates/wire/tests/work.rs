//! Input that is made to cost more than it weighs: what is too much is not done, is said,
//! and is never taken for allowed or denied.
#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};
use vestibule_syntax::limits::{CASE_FINDINGS, CONTEXT_KEYS, POLICY_FINDINGS};
use vestibule_wire::{Case, Known, NoFiles, Outcome, Reason};

const TAG: &str = "aws:PrincipalTag/x";

fn statement(effect: &str, condition: &Value) -> Value {
    json!({
        "Effect": effect, "Principal": "*", "Action": "signin:*", "Resource": "*",
        "Condition": condition,
    })
}

fn request(context: &Value) -> Value {
    json!({
        "principal": "arn:aws:iam::111122223333:user/alice",
        "network": { "sourceIp": "203.0.113.10" },
        "context": context,
    })
}

fn case(statements: &[Value], requests: &[Value]) -> Case {
    let file = json!({
        "vestibule": 1,
        "policies": { "resourceBased": { "Version": "2012-10-17", "Statement": statements } },
        "requests": requests,
    });
    let text = file.to_string();
    assert!(text.len() <= 1 << 20, "{} bytes", text.len());
    Case::read(text, &NoFiles).unwrap()
}

fn codes(case: &Case) -> Vec<&str> {
    case.findings().iter().map(|found| &*found.code).collect()
}

/// The outcome of a request, which all ways to decide agree on.
fn outcome(case: &Case, index: usize) -> Outcome {
    let decision = case.decide(index).unwrap();
    let explained = case.decide_explained(index).unwrap();
    assert_eq!(Some(decision.outcome), case.outcome(index));
    assert_eq!(decision.outcome, explained.outcome);
    for (phase, explained) in decision.phases.iter().zip(&explained.phases) {
        assert_eq!(phase.decision, explained.decision);
        assert_eq!(phase.reason, explained.reason);
        assert_eq!(phase.depends_on, explained.depends_on);
        assert_eq!(phase.protected, explained.protected);
        let explanation = explained.explanation.as_ref().unwrap();
        assert!(explanation[0].text.starts_with(phase.decision.name()));
    }
    let (prepared, _) = case.compiled().prepare(&case.file().requests[index]);
    let summary = case.compiled().summary(&prepared.unwrap()).unwrap();
    for (summary, phase) in summary.phases.iter().zip(&decision.phases) {
        assert_eq!(summary.decision, phase.decision);
        assert_eq!(summary.reason, phase.reason);
        assert_eq!(summary.protected, phase.protected);
    }
    decision.outcome
}

fn numbered(count: usize, name: impl Fn(usize) -> String) -> Vec<String> {
    (0..count).map(name).collect()
}

#[test]
fn patterns_times_values_are_too_much() {
    type Numbered = fn(usize) -> String;
    let rows: &[(&str, Numbered, Numbered)] = &[
        ("StringLike", |n| format!("*a{n}*b"), |n| format!("a{n}")),
        ("StringLike", |n| format!("a{n}*"), |n| format!("b{n}")),
        ("StringLike", |n| format!("*{n}?*"), |n| format!("a{n}")),
        (
            "StringLike",
            |n| format!("${{aws:username}}{n}"),
            |n| format!("a{n}"),
        ),
        (
            "ArnLike",
            |n| format!("arn:*:::{n}:a*"),
            |n| format!("arn:::::{n}"),
        ),
        ("NumericEquals", |n| format!("1{n}"), |n| format!("2{n}")),
        ("DateLessThan", |n| format!("1{n}"), |n| format!("2{n}")),
    ];
    for (operator, operand, value) in rows {
        for set in ["ForAnyValue:", "ForAllValues:"] {
            let operator = format!("{set}{operator}");
            let operands = numbered(20_000, operand);
            let deny = statement("Deny", &json!({ &operator: { TAG: operands } }));
            let values = numbered(20_000, value);
            let case = case(&[deny], &[request(&json!({ TAG: values }))]);
            assert_eq!(outcome(&case, 0), Outcome::Unknown, "{operator}");
            assert!(codes(&case).contains(&"work-limit"), "{operator}");
            assert!(case.is_usable(), "{operator}");
            let phase = &case.decide(0).unwrap().phases[0];
            assert_eq!(phase.reason, Reason::UnevaluableStatement);
            assert_eq!(
                phase.depends_on.as_deref(),
                Some(&["work-limit".to_owned()][..])
            );
            assert!(phase.protected && phase.decided_by.is_empty());
            let why = vestibule_wire::reason(phase).to_string();
            assert!(why.contains("more work than is done"), "{why}");
        }
    }
    // Literals and ranges are looked up, however many there are.
    for operator in ["ForAnyValue:StringEquals", "ForAnyValue:StringLike"] {
        let deny = statement(
            "Deny",
            &json!({ operator: { TAG: numbered(20_000, |n| format!("a{n}")) } }),
        );
        let mut values = numbered(20_000, |n| format!("b{n}"));
        values.push("a19999".to_owned());
        let case = case(&[deny], &[request(&json!({ TAG: values }))]);
        assert_eq!(outcome(&case, 0), Outcome::Denied, "{operator}");
        assert!(!codes(&case).contains(&"work-limit"));
    }
}

/// 18,000 variables that each stand for 280,000 characters are 5 GB of text.
#[test]
fn variables_are_not_written_out() {
    let text = "${aws:PrincipalTag/y}".repeat(18_000);
    let context = json!({ TAG: "x".repeat(9_000), "aws:PrincipalTag/y": "x".repeat(280_000) });
    for operator in ["StringEquals", "StringEqualsIgnoreCase", "StringLike"] {
        let deny = statement("Deny", &json!({ operator: { TAG: &text } }));
        let case = case(&[deny], &[request(&context)]);
        assert_eq!(outcome(&case, 0), Outcome::Allowed, "{operator}");
    }
    let console = format!("arn:aws:signin:::console/{text}");
    let in_resource = json!({
        "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": console,
    });
    let arn = format!("arn:aws:iam::{text}");
    let in_arn = statement("Deny", &json!({ "ArnLike": { TAG: arn } }));
    let arn_context = json!({ TAG: "arn:aws:iam::1:x", "aws:PrincipalTag/y": "x".repeat(280_000) });
    for (deny, context) in [(in_resource, &context), (in_arn, &arn_context)] {
        let case = case(&[deny], &[request(context)]);
        assert_eq!(outcome(&case, 0), Outcome::Unknown);
        assert!(codes(&case).contains(&"work-limit"));
    }
}

#[test]
fn a_long_pattern_with_questions_is_too_much_for_a_long_text() {
    let pattern = format!("*{}b*", "a?".repeat(100_000));
    let deny = |value: usize| {
        let deny = statement("Deny", &json!({ "StringLike": { TAG: pattern } }));
        case(&[deny], &[request(&json!({ TAG: "a".repeat(value) }))])
    };
    assert_eq!(outcome(&deny(500_000), 0), Outcome::Unknown);
    assert_eq!(outcome(&deny(5_000), 0), Outcome::Allowed);
}

/// Whatever the size, all ways to decide agree, on either side of the limit.
#[test]
fn the_limit_is_the_same_for_all() {
    let mut found = [0, 0];
    for count in [100, 400, 600, 660, 670, 680, 800] {
        let operands = numbered(count, |n| format!("z*a{n}*"));
        let allow = statement(
            "Deny",
            &json!({ "ForAnyValue:StringLike": { TAG: operands } }),
        );
        let values = ["v".repeat(800_000)];
        let case = case(&[allow], &[request(&json!({ TAG: values }))]);
        let is_unknown = outcome(&case, 0) == Outcome::Unknown;
        assert_eq!(is_unknown, codes(&case).contains(&"work-limit"));
        found[usize::from(is_unknown)] += 1;
    }
    assert!(found[0] > 0 && found[1] > 0, "{found:?}");
}

/// Each decision is cheap, and together they are too much: those that are left over are
/// unknown, and the same ones every time.
#[test]
fn a_case_has_a_budget() {
    let deny = statement("Deny", &json!({ "Bool": { TAG: "true" } }));
    let statements = vec![deny; 5_500];
    let requests = vec![request(&json!({ TAG: "true" })); 1_000];
    let case = case(&statements, &requests);
    let found = case
        .findings()
        .iter()
        .filter(|found| found.code == "work-limit");
    let found: Vec<_> = found.collect();
    assert_eq!(found.len(), 1, "{found:?}");
    let outcomes: Vec<_> = (0..requests.len())
        .map(|index| case.outcome(index).unwrap())
        .collect();
    let decided = outcomes
        .iter()
        .position(|outcome| *outcome == Outcome::Unknown)
        .unwrap();
    assert!(decided > 50, "{decided}");
    assert!(
        outcomes[..decided]
            .iter()
            .all(|outcome| *outcome == Outcome::Denied)
    );
    assert!(
        outcomes[decided..]
            .iter()
            .all(|outcome| *outcome == Outcome::Unknown)
    );
    assert_eq!(found[0].path, Some(format!("requests[{decided}]")));
    let left_over = case.decide_explained(decided).unwrap();
    assert_eq!(left_over.outcome, Outcome::Unknown);
    assert_eq!(
        left_over.phases[0].depends_on.as_deref(),
        Some(&["work-limit".to_owned()][..])
    );
}

/// Trying what would change a decision has the same budget, and stops.
#[test]
fn trials_have_a_budget() {
    let keys = numbered(400, |n| format!("aws:PrincipalTag/k{n}"));
    let condition: serde_json::Map<String, Value> = keys
        .iter()
        .map(|key| (key.clone(), json!("true")))
        .collect();
    let mut statements = vec![statement("Deny", &json!({ "Bool": condition })); 25];
    let operands = numbered(20_000, |n| format!("z*a{n}*"));
    statements.push(statement(
        "Deny",
        &json!({ "StringLike": { TAG: operands } }),
    ));
    let case = case(&statements, &[request(&json!({ TAG: "a".repeat(900) }))]);
    assert_eq!(outcome(&case, 0), Outcome::Allowed);
    let trial = case
        .compiled()
        .changes(&case.file().requests[0], None, &Known::default());
    assert!(trial.tried > 0 && trial.tried < 200, "{}", trial.tried);
}

#[test]
fn context_keys_and_paths_are_bounded() {
    let deny = statement("Deny", &json!({ "Bool": { TAG: "true" } }));
    let keys = |count: usize| -> Value {
        numbered(count, |n| format!("aws:PrincipalTag/k{n}"))
            .into_iter()
            .map(|key| (key, json!("")))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let most = case(std::slice::from_ref(&deny), &[request(&keys(CONTEXT_KEYS))]);
    assert!(most.is_usable());
    let more = case(
        std::slice::from_ref(&deny),
        &[request(&keys(CONTEXT_KEYS + 1))],
    );
    assert_eq!(codes(&more), ["too-many-context-keys"]);
    assert_eq!(
        more.findings()[0].path.as_deref(),
        Some("requests[0].context")
    );
    assert!(more.decide(0).is_none() && !more.is_usable());
    let path = numbered(101, |n| format!("ou-ab12-{n:08}"));
    let file = json!({
        "vestibule": 1, "account": { "organization": { "path": path } },
        "policies": {}, "requests": [],
    });
    let long = Case::read(file.to_string(), &NoFiles).unwrap();
    assert_eq!(codes(&long), ["path-too-long"]);
}

/// However much is wrong, the first of it is told, and that there is more.
#[test]
fn findings_are_bounded_and_errors_stay_errors() {
    let deny = statement("Deny", &json!({ "Bool": { TAG: "true" } }));
    let bad = json!({ "principal": "nobody", "network": { "sourceIp": "203.0.113.10" } });
    let many = case(std::slice::from_ref(&deny), &vec![bad; 5_000]);
    assert_eq!(many.findings().len(), CASE_FINDINGS + 1);
    assert!(!many.is_usable());
    assert!((0..5_000).all(|index| many.outcome(index).is_none()));
    let mut file = json!({ "vestibule": 1, "policies": {}, "requests": [] });
    for name in numbered(20_000, |n| format!("requets{n}")) {
        file[name] = json!(1);
    }
    let unknown = Case::read(file.to_string(), &NoFiles);
    let findings = unknown
        .map(|case| case.findings().to_vec())
        .unwrap_or_else(|found| found);
    assert_eq!(findings.len(), CASE_FINDINGS + 1);
    let policies = vec![json!({ "document": {} }); 5_000];
    let file =
        json!({ "vestibule": 1, "policies": { "serviceControl": policies }, "requests": [] });
    let empty = Case::read(file.to_string(), &NoFiles).unwrap();
    assert_eq!(empty.findings().len(), POLICY_FINDINGS + 1);
    let last = empty.findings().last().unwrap();
    assert!(last.is_error() && last.policy.is_some() && last.code == "too-many-problems");
    assert!(
        empty.is_usable(),
        "what is wrong with a policy leaves the case usable"
    );
}
