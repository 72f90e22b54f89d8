//! Sign-ins that are not decided: those that contradict themselves, and those that are more
//! work than is done.
#![allow(clippy::expect_used)] // a test may stop at what cannot be

use vestibule_iam::document::Document;
use vestibule_iam::policy::{Casing, Policy, ReadOptions, Vocabulary};
use vestibule_signin::decide::WORK_LIMIT;
use vestibule_signin::{
    Account, Action, AssumptionSet, AttachedPolicy, Authorizer, DecisionValue, Entry, GivenValue,
    Layer, Network, Principal, Reason, Request, RequestError,
};
use vestibule_syntax::limits::DECISION_WORK;

const TAG: &str = "aws:PrincipalTag/x";
const OTHER_TAG: &str = "aws:PrincipalTag/y";

fn request(context: &[(&str, GivenValue)]) -> Request {
    let given = context.iter().cloned();
    Request {
        entry: Entry::Console,
        principal: Principal::parse("arn:aws:iam::111122223333:user/alice").expect("an ARN"),
        networks: Network::Public {
            source_ip: "203.0.113.7".into(),
        }
        .into(),
        region: None,
        context: given.map(|(name, value)| (name.into(), value)).collect(),
        resource: None,
    }
}

fn one(value: &str) -> GivenValue {
    GivenValue::One(value.into())
}

/// Compiles policies, each with one Deny of `action` under `condition`.
fn compile(account: Option<&str>, policies: &[(Layer, &str, String)]) -> Authorizer {
    let attach = |(layer, action, condition): &(Layer, &str, String)| {
        let principal = match layer.kind().has_principal() {
            true => r#""Principal":"*","#,
            false => "",
        };
        let text = format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny",{principal}"Action":"{action}","Resource":"*","Condition":{{{condition}}}}}]}}"#
        );
        let options = ReadOptions {
            kind: layer.kind(),
            casing: Casing::Exact,
            vocabulary: &Vocabulary::default(),
        };
        AttachedPolicy {
            layer: *layer,
            name: "made".into(),
            attached_to: None,
            policy: Policy::read(&Document::parse(&text).root, options).0,
        }
    };
    let account = Account {
        id: account.map(str::to_owned),
        ..Account::default()
    };
    let policies = policies.iter().map(attach).collect();
    Authorizer::compile(account, policies, true, AssumptionSet::new())
}

fn numbered(count: usize, name: impl Fn(usize) -> String) -> Vec<String> {
    (0..count).map(name).collect()
}

#[test]
fn a_sign_in_that_contradicts_itself_is_refused() {
    let of_another = compile(Some("444455556666"), &[]);
    let own = compile(Some("111122223333"), &[]);
    let unnamed = compile(None, &[]);
    assert_eq!(own.account().id.as_deref(), Some("111122223333"));
    assert_eq!(unnamed.account().id, None);
    let determined = |name: &str, member| Err(RequestError::DeterminedKey(name.into(), member));
    let rows = [
        (&own, request(&[]), Ok(())),
        (&unnamed, request(&[]), Ok(())),
        (&of_another, request(&[]), Err(RequestError::AnotherAccount)),
        (
            &own,
            request(&[(TAG, one("a")), ("AWS:sourceip", one("203.0.113.7"))]),
            determined("AWS:sourceip", "network"),
        ),
        (
            &unnamed,
            request(&[("aws:RequestedRegion", one("us-east-1"))]),
            determined("aws:RequestedRegion", "region"),
        ),
        (
            &own,
            request(&[("aws:ResourceAccount", GivenValue::Many(Vec::new()))]),
            determined("aws:ResourceAccount", "account.id"),
        ),
        // That nobody knows a key contradicts nothing.
        (
            &own,
            request(&[("aws:SourceIp", GivenValue::Unknown)]),
            Ok(()),
        ),
    ];
    for (authorizer, request, expected) in rows {
        assert_eq!(authorizer.decide(&request).map(|_| ()), expected);
        assert_eq!(authorizer.explain(&request).map(|_| ()), expected);
        assert_eq!(authorizer.outcome(&request).map(|_| ()), expected);
        assert_eq!(authorizer.summary(&request).map(|_| ()), expected);
    }
}

#[test]
fn what_is_more_work_than_is_done_is_not_decided() {
    let pattern = |set: &str, count| {
        let operands = numbered(count, |n| format!("*a{n}*b"));
        format!(r#""{set}StringLike":{{"{TAG}":{operands:?}}}"#)
    };
    let values = |count| {
        let values = numbered(count, |n| format!("a{n}"));
        GivenValue::Many(values.into_iter().map(Into::into).collect())
    };
    let names = numbered(7_000, |n| format!("aws:RequestTag/{n}"));
    let every_key: Vec<(&str, GivenValue)> =
        names.iter().map(|name| (name.as_str(), one("y"))).collect();
    let variables = format!(
        r#""ArnLike":{{"{TAG}":"arn:aws:iam::{}"}}"#,
        "${aws:PrincipalTag/y}".repeat(18_000)
    );
    let rows = [
        // Each pattern with each value.
        (
            pattern("ForAnyValue:", 20_000),
            request(&[(TAG, values(20_000))]),
            true,
        ),
        (
            pattern("ForAnyValue:", 20),
            request(&[(TAG, values(20))]),
            false,
        ),
        (
            pattern("ForAnyValue:", 20_000),
            request(&[(TAG, one("a"))]),
            false,
        ),
        // The long value is none that the patterns are compared with.
        (
            format!(
                r#"{},"ForAnyValue:StringEquals":{{"{OTHER_TAG}":"b"}}"#,
                pattern("", 2_000)
            ),
            request(&[(TAG, one("a")), (OTHER_TAG, values(20_000))]),
            false,
        ),
        // What variables stand for.
        (
            variables.clone(),
            request(&[
                (TAG, one("arn:aws:iam::1:x")),
                (OTHER_TAG, one(&"x".repeat(280_000))),
            ]),
            true,
        ),
        (
            variables,
            request(&[(TAG, one("arn:aws:iam::1:x")), (OTHER_TAG, one("x"))]),
            false,
        ),
        // Every key that is given is looked for among all of them.
        (
            r#""StringEquals":{"aws:RequestTag/1":"x"}"#.to_owned(),
            request(&every_key),
            true,
        ),
        (
            r#""StringEquals":{"aws:RequestTag/1":"x"}"#.to_owned(),
            request(&[]),
            false,
        ),
    ];
    for (index, (condition, request, too_much)) in rows.into_iter().enumerate() {
        let authorizer = compile(
            None,
            &[
                (Layer::ResourceBased, "signin:CreateOAuth2Token", condition),
                (Layer::VpcEndpoint, "signin:Authenticate", String::new()),
            ],
        );
        let work = authorizer.work(&request);
        assert!(work > 128, "row {index}: {work}");
        assert_eq!(work > DECISION_WORK, too_much, "row {index}: {work}");
        assert_eq!(authorizer.is_too_much(&request), too_much, "row {index}");
        let outcome = authorizer.outcome(&request).expect("a sound request");
        let summary = authorizer.summary(&request).expect("a sound request");
        let decision = authorizer.decide(&request).expect("a sound request");
        assert_eq!(
            (outcome, summary.outcome),
            (decision.outcome, decision.outcome)
        );
        for (summary, phase) in summary.phases.iter().zip(&decision.phases) {
            // Only Denies of RCPs and resource-based policies protect.
            let covered = phase.action == Action::CreateOAuth2Token;
            assert_eq!((summary.protected, phase.protected), (covered, covered));
            assert_eq!(
                phase.depends_on.contains(&WORK_LIMIT),
                too_much,
                "row {index}"
            );
            if too_much {
                assert_eq!(phase.decision, DecisionValue::Unknown);
                assert_eq!(phase.reason, Reason::UnevaluableStatement);
            }
        }
        assert_eq!(
            decision.outcome == DecisionValue::Unknown,
            too_much,
            "row {index}"
        );
    }
}
