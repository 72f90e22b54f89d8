//! What the trace says of a key that the policy of a VPC endpoint may not see (J38).
#![allow(clippy::expect_used)] // a test may stop at what cannot be

use vestibule_iam::condition::Why;
use vestibule_iam::document::Document;
use vestibule_iam::policy::{Casing, Policy, ReadOptions, Vocabulary};
use vestibule_iam::truth::Truth;
use vestibule_signin::{
    Account, AssumptionSet, AttachedPolicy, Authorizer, Entry, Layer, Network, Principal, Request,
};

/// The value is known, so it is named; whether it is seen is not, so the test is open.
#[test]
fn a_value_that_may_not_be_seen_is_named() {
    let layer = Layer::VpcEndpoint;
    let text = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
        "Action":"signin:*","Resource":"*","Condition":{
            "StringNotEquals":{"aws:RequestedRegion":"us-east-1"},
            "StringEquals":{"aws:ResourceAccount":"111122223333"}}}]}"#;
    let options = ReadOptions {
        kind: layer.kind(),
        casing: Casing::Exact,
        vocabulary: &Vocabulary::default(),
    };
    let attached = AttachedPolicy {
        layer,
        name: "endpoint".into(),
        attached_to: None,
        policy: Policy::read(&Document::parse(text).root, options).0,
    };
    let none = AssumptionSet::new();
    let authorizer = Authorizer::compile(Account::default(), vec![attached], true, none);
    let request = Request {
        entry: Entry::Console,
        principal: Principal::parse("arn:aws:iam::111122223333:user/alice").expect("an ARN"),
        networks: Network::Endpoint {
            vpc: None,
            endpoint: None,
            source_ip: None,
        }
        .into(),
        region: None,
        context: Vec::new(),
        resource: None,
    };
    let decision = authorizer.explain(&request).expect("a sound request");
    // At each action: the Region, which is in doubt at the first, and the account.
    let seen = decision.phases.each_ref().map(|phase| {
        let tests = phase.trace[0].statements[0].tests.iter();
        let outcomes = tests.map(|test| test.outcome.expect("an operator of AWS"));
        outcomes
            .map(|outcome| (outcome.truth, outcome.value, outcome.why))
            .collect::<Vec<_>>()
    });
    let matched = Why::Matched { operand: 0 };
    let account = (Truth::True, Some(0), matched);
    let known = vec![(Truth::False, Some(0), matched), account];
    let in_doubt = vec![(Truth::Unknown, Some(0), Why::KeyUnknown), account];
    assert_eq!(seen, [in_doubt, known.clone(), known]);
}
