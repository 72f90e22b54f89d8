//! The truth of a compiled statement follows from the parts that it shows.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::{
    Caller, CompiledPolicy, Identity, Load, MatchRequest, PrincipalName, ResourcePattern,
    ResourceRef,
};
use crate::condition::Options;
use crate::document::Document;
use crate::keys::{KeyValue, Keys};
use crate::language::Vocabulary;
use crate::policy::{Casing, Policy, PolicyKind, ReadOptions};
use crate::truth::{Logic, Single, Truth};

const ACTIONS: [&str; 2] = ["demo:Read", "demo:Write"];
const USER: &str = "arn:aws:iam::111122223333:user/alice";

const MEMBERS: [&str; 8] = [
    r#""Effect": "Deny""#,
    r#""NotPrincipal": {"AWS": "arn:aws:iam::111122223333:user/alice"}"#,
    r#""Action": "demo:R*""#,
    r#""NotAction": "demo:Read""#,
    r#""Resource": "arn:aws:demo:::${d:v}/*""#,
    r#""NotResource": "arn:aws:demo:::x""#,
    r#""Condition": {"StringLike": {"d:v": "a*"}, "Nonsense": {"d:w": "1"}}"#,
    r#""Condition": {"ArnLike": {"d:v": ["x", "arn:aws:iam::*:*"]}, "Bool": {"d:w": "true"}}"#,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_statement_is_the_and_of_its_parts(
        members in subsequence(MEMBERS.to_vec(), 0..=MEMBERS.len()),
        v in select(vec![KeyValue::Absent, KeyValue::Unknown, KeyValue::One("abc"), KeyValue::One(USER)]),
        w in select(vec![KeyValue::Absent, KeyValue::PresentUnknown, KeyValue::One("true")]),
        action in 0..ACTIONS.len(),
        known in any::<bool>(),
    ) {
        let statement = members.join(", ");
        let text = format!(r#"{{"Version": "2012-10-17", "Statement": [{{{statement}}}]}}"#);
        let vocabulary = Vocabulary::default();
        let options = ReadOptions {
            kind: PolicyKind::ResourceBased,
            casing: Casing::Exact,
            vocabulary: &vocabulary,
        };
        let (policy, _) = Policy::from_document(&Document::parse(text), options);
        let mut keys = Keys::default();
        let policy = CompiledPolicy::compile(&policy, &ACTIONS, &mut keys, Options::default());
        let context: Vec<KeyValue<'_>> = keys
            .iter()
            .map(|(_, name)| if name == "d:v" { v } else { w })
            .collect();
        let identity = Identity { account: "111122223333", arn: USER, role: None, bounded: false };
        let caller = if known { Caller::Known(identity) } else { Caller::Anonymous };
        let request = MatchRequest {
            action,
            caller,
            resource: ResourceRef::Exact("arn:aws:demo:::abc/1"),
            context: &context,
        };
        for statement in policy.statements() {
            let mut parts = vec![statement.action(action)];
            parts.extend(statement.caller().map(|c| c.truth(caller, statement.effect())));
            parts.extend(statement.resource().map(|r| r.truth(request.resource, &context)));
            parts.extend(statement.tests().iter().map(|placed| match &placed.compiled {
                Some(test) => test.evaluate(&context).truth,
                None => Truth::Unknown,
            }));
            parts.extend(statement.is_defective().then_some(Truth::Unknown));
            let truth = parts.iter().fold(Truth::True, |all, part| Single.and(&all, part));
            prop_assert_eq!(statement.truth(&request), truth);
            prop_assert_eq!(statement.trace(&request).truth, truth);
        }
    }
}

fn compile(members: &str, keys: &mut Keys) -> CompiledPolicy {
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny","Action":"demo:*",{members}}}]}}"#
    );
    let options = ReadOptions {
        kind: PolicyKind::ResourceBased,
        casing: Casing::Exact,
        vocabulary: &Vocabulary::default(),
    };
    let (policy, _) = Policy::from_document(&Document::parse(text), options);
    CompiledPolicy::compile(&policy, &ACTIONS, keys, Options::default())
}

/// A statement shows whom and what it names, and what it costs besides its tests.
#[test]
fn a_statement_shows_whom_and_what_it_names() {
    // Principal, resource; names anyone, depends on the caller, covers every resource; cost.
    let rows = [
        (
            r#""Principal":"*""#,
            r#""Resource":"*""#,
            [true, false, true],
            128,
        ),
        (
            r#""NotPrincipal":"*""#,
            r#""NotResource":"*""#,
            [true, false, false],
            128,
        ),
        (
            r#""Principal":{"AWS":["111122223333","arn:aws:iam::111122223333:user/alice"]}"#,
            r#""Resource":["arn:aws:demo:::a","*"]"#,
            [false, true, true],
            128 + 8 + (16 + 36) + (3 + 8 + 16 * 32),
        ),
        (
            r#""NotPrincipal":{"AWS":["*","111122223333"]}"#,
            r#""NotResource":"arn:aws:demo:::ab*""#,
            [true, false, false],
            128 + 8 + (5 + 8 + 18 * 32),
        ),
        // Against a family of ARNs, text and variable are put together.
        (
            r#""Principal":{"Service":"ec2.amazonaws.com"}"#,
            r#""Resource":"arn:aws:demo:::abc${d:v}""#,
            [false, true, false],
            128 + 32 * (32 + 2 * 8 + 18 * 8),
        ),
    ];
    for (principal, resource, [anyone, depends, everything], cost) in rows {
        let members = format!("{principal},{resource}");
        let mut keys = Keys::default();
        let policy = compile(&members, &mut keys);
        let statement = &policy.statements()[0];
        let (caller, of) = (statement.caller().unwrap(), statement.resource().unwrap());
        assert_eq!(caller.is_not(), principal.contains("Not"), "{members}");
        assert_eq!(of.is_not(), resource.contains("Not"), "{members}");
        assert_eq!(caller.names_anyone(), anyone, "{members}");
        assert_eq!(statement.depends_on_caller(), depends, "{members}");
        assert_eq!(statement.covers_every_resource(), everything, "{members}");
        let account = principal.contains("111122223333");
        let named = PrincipalName::Account("111122223333".into());
        assert_eq!(caller.entries().contains(&named), account, "{members}");
        let star = |pattern: &ResourcePattern| matches!(pattern, ResourcePattern::Everything);
        assert_eq!(of.patterns().iter().any(star), resource.contains(r#""*""#));
        assert_eq!(of.patterns().len(), 1 + resource.matches(',').count());
        let load = Load::of([&policy].into_iter());
        let weight = load.weight();
        assert_eq!((weight.fixed, weight.per_square), (cost, 0), "{members}");
        let variables = 32 * u64::from(resource.contains("d:v"));
        assert_eq!(weight.per_variable, variables, "{members}");
        // The steps for one request: the resource is what is compared.
        let request = MatchRequest {
            action: 0,
            caller: Caller::Anonymous,
            resource: ResourceRef::Exact("12345"),
            context: &[KeyValue::One("xyz")],
        };
        let steps = cost + 5 * weight.per_byte + 3 * variables;
        assert_eq!(load.steps(&request, 3), steps, "{members}");
        let twice = Load::of([&policy, &policy].into_iter());
        assert_eq!(twice.steps(&request, 3), 2 * steps, "{members}");
    }
}

/// A variable in the resource is named as what leaves a statement open where its value is
/// not known.
#[test]
fn an_unknown_key_in_the_resource_is_named() {
    let mut keys = Keys::default();
    let policy = compile(
        r#""Principal":"*","Resource":"arn:aws:demo:::${d:v}/${d:w}""#,
        &mut keys,
    );
    let (v, w) = (keys.find("d:v"), keys.find("d:w"));
    let x = KeyValue::One("x");
    for (context, expected) in [
        ([x, x], None),
        ([x, KeyValue::Absent], None),
        ([KeyValue::Unknown, x], v),
        ([x, KeyValue::PresentUnknown], w),
        ([KeyValue::PresentUnknown, KeyValue::Unknown], v),
    ] {
        let request = MatchRequest {
            action: 1,
            caller: Caller::Anonymous,
            resource: ResourceRef::Exact("arn:aws:demo:::x/x"),
            context: &context,
        };
        let traced = policy.statements()[0].trace(&request);
        assert_eq!(traced.unknown_in_resource, expected, "{context:?}");
    }
}
