//! The truth of a compiled statement follows from the parts that it shows.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::{Caller, CompiledPolicy, Identity, MatchRequest, ResourceRef};
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
