//! Statements and tests that decide nothing, held to the evaluator.

use proptest::prelude::*;
use vestibule_analysis::{Idle, IdleTest, Place, Unneeded, unneeded};
use vestibule_arbitrary::case;
use vestibule_signin::{Action, AttachedPolicy, Authorizer, GivenValue, Layer, Request};

use crate::examples::{compile, policy};
use crate::{sign_in, told};

fn found(authorizer: &Authorizer) -> Unneeded {
    unneeded(authorizer, None).expect("small policies are not too large")
}

fn policies(authorizer: &Authorizer) -> Vec<AttachedPolicy> {
    authorizer.policies().cloned().collect()
}

/// The same without a statement.
fn without(authorizer: &Authorizer, place: Place) -> Authorizer {
    let mut policies = policies(authorizer);
    policies[place.policy]
        .policy
        .statements
        .remove(place.statement);
    authorizer.with_policies(policies)
}

/// The same without a test of a statement.
fn without_test(authorizer: &Authorizer, test: &IdleTest) -> Authorizer {
    let mut policies = policies(authorizer);
    let statement = &mut policies[test.place.policy].policy.statements[test.place.statement];
    statement.conditions[test.block].tests.remove(test.test);
    authorizer.with_policies(policies)
}

fn phases(authorizer: &Authorizer, request: &Request) -> [vestibule_signin::DecisionValue; 3] {
    let decision = authorizer
        .decide(request)
        .expect("a request made here is sound");
    Action::ALL.map(|action| decision.phases[action as usize].decision)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Without what decides nothing every sign-in is decided the same, whatever its keys.
    #[test]
    fn what_decides_nothing_is_not_missed(
        case in case(), seeds in prop::collection::vec(sign_in::seed(), 16),
    ) {
        let authorizer = told(case).compile();
        let Ok(found) = unneeded(&authorizer, None) else { return Ok(()) };
        // Whether MFA was used says whether there is an age of it.
        let keys: Vec<String> = ["aws:MultiFactorAuthPresent"].into_iter()
            .chain(authorizer.keys().iter().map(|(_, name)| name)
                .filter(|name| *name != "aws:MultiFactorAuthPresent"))
            .map(str::to_owned).collect();
        let fewer: Vec<Authorizer> = found.statements.iter().map(|idle| without(&authorizer, idle.place))
            .chain(found.tests.iter().map(|test| without_test(&authorizer, test)))
            .collect();
        for (at, seed) in seeds.iter().enumerate() {
            let mut request = sign_in::of(&authorizer, &keys, seed);
            // A tag may be there or not, and is absent where nobody gives it.
            let tags = keys.iter().filter(|name| name.starts_with("aws:PrincipalTag/"));
            for name in tags.filter(|_| at % 2 == 0) {
                request.context.push((name.clone(), GivenValue::One("red".to_owned())));
            }
            for fewer in &fewer {
                prop_assert_eq!(
                    phases(&authorizer, &request), phases(fewer, &request),
                    "{:#?} {:?}", found, request
                );
            }
        }
    }
}

fn of(statements: &str) -> Unneeded {
    let text = format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#);
    found(&compile(
        "111122223333",
        vec![policy(Layer::ResourceBased, &text)],
    ))
}

fn deny(condition: &str) -> String {
    format!(
        r#"{{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{{{condition}}}}}"#
    )
}

/// Before authentication there are neither tags nor names, so that what stands for them counts.
#[test]
fn what_stands_for_an_absent_key_tells_principals_apart() {
    for key in ["aws:PrincipalTag/team", "aws:username"] {
        let arn = format!("arn:aws:iam::111122223333:role/${{{key}, 'admin'}}");
        let condition = format!(r#""ArnNotEquals":{{"signin:PrincipalArn":"{arn}"}}"#);
        let found = of(&deny(&condition).replace("signin:*", "signin:Authenticate"));
        assert!(
            found.tests.is_empty() && found.statements.is_empty(),
            "{key}: {found:?}"
        );
    }
}

fn place(statement: usize) -> Place {
    Place {
        policy: 0,
        statement,
    }
}

#[test]
fn statements_that_decide_nothing_are_told_with_the_reason() {
    let office = deny(r#""NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}"#);
    let wider = deny(r#""NotIpAddress":{"aws:SourceIp":"203.0.112.0/23"}"#);
    let never = deny(
        r#""StringEquals":{"aws:RequestedRegion":"us-east-1"},"StringNotEquals":{"aws:RequestedRegion":"us-east-1"}"#,
    );
    let east = deny(r#""StringEquals":{"aws:RequestedRegion":["us-east-1","us-west-2"]}"#);
    let one = deny(r#""StringEquals":{"aws:RequestedRegion":"us-east-1"}"#);
    let other = deny(r#""StringEquals":{"aws:RequestedRegion":"us-west-2"}"#);
    let tag = deny(r#""StringEquals":{"aws:PrincipalTag/team":"x"}"#);
    let tag_too = deny(
        r#""StringEquals":{"aws:PrincipalTag/team":"x"},"Null":{"aws:PrincipalTag/team":"false"}"#,
    );
    let covered = |by: &[usize]| Idle::Covered(by.iter().copied().map(place).collect());
    for (name, statements, expected) in [
        ("needed", vec![&office], vec![]),
        (
            "a wider exclusion",
            vec![&office, &wider],
            vec![(1, covered(&[0]))],
        ),
        (
            "never",
            vec![&office, &never],
            vec![(1, Idle::NeverApplies)],
        ),
        (
            "by two together",
            vec![&east, &one, &other],
            vec![
                (0, covered(&[1, 2])),
                (1, covered(&[0])),
                (2, covered(&[0])),
            ],
        ),
        // A key that a decision takes to be absent may be there.
        ("by a tag", vec![&tag], vec![]),
        (
            "by a tag, twice",
            vec![&tag, &tag_too],
            vec![(0, covered(&[1])), (1, covered(&[0]))],
        ),
    ] {
        let statements: Vec<&str> = statements.into_iter().map(|text| &**text).collect();
        let found = of(&statements.join(","));
        let said: Vec<(usize, Idle)> = found
            .statements
            .iter()
            .map(|idle| (idle.place.statement, idle.why.clone()))
            .collect();
        assert_eq!(said, expected, "{name}");
        assert_eq!(found.not_known, [], "{name}");
    }
}

#[test]
fn conditions_that_never_matter_are_told() {
    let office = r#""NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}"#;
    let constant = deny(&format!(
        r#"{office},"StringEquals":{{"aws:ResourceAccount":"111122223333"}}"#
    ));
    let useful = deny(&format!(
        r#"{office},"StringEquals":{{"aws:RequestedRegion":"us-east-1"}}"#
    ));
    let all = deny(r#""StringEquals":{"aws:RequestedRegion":"us-east-1"}"#);
    // What the range takes out of the second statement, the first denies.
    for (statements, expected) in [
        (constant.clone(), vec![(0, true)]),
        (useful.clone(), vec![]),
        (format!("{all},{}", deny(office)), vec![]),
    ] {
        let found = of(&statements);
        let said: Vec<(usize, bool)> = found
            .tests
            .iter()
            .map(|test| (test.place.statement, test.always_holds))
            .collect();
        assert_eq!(said, expected, "{statements} {found:#?}");
    }
}

#[test]
fn what_is_not_known_is_not_claimed() {
    let by_variable = deny(r#""StringEquals":{"aws:RequestedRegion":"${aws:username}"}"#);
    let several = deny(r#""ForAllValues:StringEquals":{"aws:TagKeys":"x"}"#);
    let office = deny(r#""NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}"#);
    let unreadable = office.replace("NotIpAddress", "NoIpAddress");
    for statement in [by_variable, several, unreadable] {
        let found = of(&format!("{statement},{statement},{office},{office}"));
        assert_eq!(found.not_known, [place(0), place(1)], "{statement}");
        // What is needed in any case, or is not, is still told.
        let said: Vec<usize> = found
            .statements
            .iter()
            .map(|idle| idle.place.statement)
            .collect();
        assert_eq!(said, [2, 3], "{statement}");
    }
}

/// A node without an Allow has AWS's own, so its last Allow is never told to decide nothing.
#[test]
fn the_last_allow_of_a_node_is_needed() {
    let scp = |statement: &str| {
        let text = format!(r#"{{"Version":"2012-10-17","Statement":[{statement}]}}"#);
        policy(Layer::ServiceControl, &text)
    };
    let allow = r#"{"Effect":"Allow","Action":"signin:Nothing*","Resource":"*"},{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#;
    let all = r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#;
    for statements in [all.to_owned(), allow.to_owned(), format!("{all},{all}")] {
        let authorizer = compile("111122223333", vec![scp(&statements)]);
        let count = found(&authorizer).statements.len();
        // Of two that say the same, the second is never asked for.
        let expected = usize::from(statements == format!("{all},{all}"));
        assert_eq!(count, expected, "{statements}");
    }
}
