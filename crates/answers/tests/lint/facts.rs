//! The rules that ask for facts, or about other calls than sign-ins, on policies made at random.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};
use vestibule_answers::{lint, lockout};
use vestibule_wire::{Case, NoFiles, Outcome, PrincipalKind, Request, WayIn};

use crate::perimeters::perimeter;

const ROLE: &str = "arn:aws:iam::111122223333:role/BreakGlass";
const USER: &str = "arn:aws:iam::111122223333:user/BreakGlass";

fn read(file: &Value) -> Case {
    Case::read(file.to_string(), &NoFiles).expect("a case file")
}

fn has(case: &Case, code: &str) -> bool {
    assert!(case.is_usable(), "{:?}", case.findings());
    let found = lint::lint(case);
    found.iter().any(|finding| finding.code == code)
}

/// A permission statement, by the networks and the principals that it lets in.
fn permission(offices: &[&str], excluded: &[&str]) -> Value {
    let mut condition = json!({ "NotIpAddress": { "aws:SourceIp": offices } });
    if !excluded.is_empty() {
        condition["ArnNotEquals"] =
            json!({ "signin:PrincipalArn": excluded, "aws:PrincipalArn": excluded });
    }
    json!({
        "Effect": "Deny", "Principal": { "AWS": "*" }, "Action": "signin:*", "Resource": "*",
        "Condition": condition,
    })
}

fn is_within<T: PartialEq>(inner: &[T], outer: &[T]) -> bool {
    inner.iter().all(|one| outer.contains(one))
}

/// A statement about calls: its effect, its actions, and whether it has a condition that may
/// hold or not.
type OfCalls = (&'static str, &'static str, bool);

fn of_calls() -> impl Strategy<Value = OfCalls> {
    let actions = select(
        &[
            "*",
            "signin:*",
            "signin:Delete*",
            "signin:DeleteConsoleAuthorizationConfiguration",
            "signin:AuthorizeOAuth2Access",
            "s3:*",
        ][..],
    );
    let effect = prop_oneof![2 => Just("Allow"), 1 => Just("Deny")];
    (effect, actions, prop::bool::weighted(0.4))
}

fn statement((effect, action, is_conditional): &OfCalls) -> Value {
    let mut statement = json!({ "Effect": effect, "Action": action, "Resource": "*" });
    if *is_conditional {
        statement["Condition"] =
            json!({ "BoolIfExists": { "aws:MultiFactorAuthPresent": "false" } });
    }
    statement
}

fn covers((_, action, _): &OfCalls) -> bool {
    let call = "signin:DeleteConsoleAuthorizationConfiguration";
    let prefix = action.strip_suffix('*');
    prefix.map_or(call == *action, |prefix| call.starts_with(prefix))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn statements_exclude_each_other_where_neither_lets_in_all_of_the_other(
        told in vec((
            subsequence(vec!["203.0.113.0/24", "198.51.100.0/24", "192.0.2.0/24"], 1..=3),
            subsequence(vec![ROLE, USER], 0..=2),
        ), 1..=3),
    ) {
        let statements: Vec<Value> =
            told.iter().map(|(offices, excluded)| permission(offices, excluded)).collect();
        let case = read(&json!({
            "vestibule": 1, "account": { "id": "111122223333" }, "requests": [],
            "policies": { "resourceBased": { "Version": "2012-10-17", "Statement": statements } },
        }));
        let let_in = |one: &(Vec<&str>, Vec<&str>), other: &(Vec<&str>, Vec<&str>)| {
            is_within(&one.0, &other.0) && is_within(&one.1, &other.1)
        };
        let exclude = told.iter().enumerate().any(|(index, one)| {
            told.iter().take(index).any(|other| !let_in(one, other) && !let_in(other, one))
        });
        prop_assert_eq!(has(&case, "statements-exclude-each-other"), exclude);
    }

    /// Merged, one network and any exclusion is enough; apart, all networks and all exclusions are
    /// needed.
    #[test]
    fn several_readings_are_told_where_somebody_gets_in_by_one_alone(
        told in vec((
            select(vec!["203.0.113.0/24", "203.0.113.0/25", "198.51.100.0/24"]),
            prop::option::of(select(vec![ROLE, USER])),
        ), 1..=3),
        is_closed in prop::bool::weighted(0.2),
        is_merged in any::<bool>(),
    ) {
        let statements: Vec<Value> = told
            .iter()
            .map(|(office, excluded)| match excluded {
                Some(excluded) => json!({ "sourceIp": office, "excludedPrincipal": excluded }),
                None => json!({ "sourceIp": office }),
            })
            .collect();
        let mut file = json!({
            "vestibule": 1, "account": { "id": "111122223333" }, "requests": [],
            "policies": { "permissionStatements": statements },
            "assumptions": { "J1": !is_merged },
        });
        if is_closed {
            file["policies"]["resourceControl"] = json!([{ "document": {
                "Version": "2012-10-17",
                "Statement": [{ "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*" }],
            } }]);
        }
        let let_in = |(office, excluded): &(&str, Option<&str>), address: &str, who: &str| {
            let is_inside = match *office {
                "203.0.113.0/25" => address == "203.0.113.7",
                office => office.starts_with(address.rsplit_once('.').unwrap().0),
            };
            is_inside || *excluded == Some(who)
        };
        let passes = |is_merged: bool, address: &str, who: &str| match is_merged {
            true => told.iter().any(|one| let_in(one, address, who)),
            false => told.iter().all(|one| let_in(one, address, who)),
        };
        let every = |holds: &dyn Fn(&str, &str) -> bool| {
            ["203.0.113.7", "203.0.113.200", "198.51.100.7", "192.0.2.7"].iter().all(|address| {
                [ROLE, USER, "somebody"].iter().all(|who| holds(address, who))
            })
        };
        let agree = every(&|address, who| passes(true, address, who) == passes(false, address, who));
        let case = read(&file);
        prop_assert_eq!(has(&case, "statements-read-two-ways"), !agree && !is_closed);
        prop_assert!(!has(&case, "statements-exclude-each-other"));
        // Which statement does the same alone is said rightly, and where one does, it is.
        let same = |one: &(&str, Option<&str>), is_merged: bool| {
            every(&|address, who| let_in(one, address, who) == passes(is_merged, address, who))
        };
        let found = lint::lint(&case);
        let Some(found) = found.iter().find(|one| one.code == "statements-read-two-ways") else {
            return Ok(());
        };
        let help = found.help.as_ref().unwrap().to_string();
        let alone = |is_merged| {
            let number = told.iter().position(|one| same(one, is_merged));
            number.map(|number| format!("`permissionStatements[{number}]`"))
        };
        let expected = match [alone(true), alone(false)] {
            [Some(merged), Some(apart)] => {
                format!("keep {merged} alone to decide as merged statements, or {apart} alone")
            }
            [Some(merged), None] => format!("keep {merged} alone, which decides as merged"),
            [None, Some(apart)] => format!("keep {apart} alone, which decides as each statement"),
            [None, None] => "list all networks and exclusions in an RCP".to_owned(),
        };
        prop_assert!(help.starts_with(&expected), "{}: {}", help, expected);
    }

    #[test]
    fn the_call_that_helps_is_denied_where_a_deny_always_applies_or_no_allow_may(
        of_scp in vec(of_calls().prop_map(|(_, action, conditional)| ("Deny", action, conditional)), 0..=2),
        of_identity in prop::option::of(vec(of_calls(), 0..=3)),
    ) {
        let office = permission(&["203.0.113.0/24"], &[ROLE]);
        let mut policies = json!({
            "resourceControl": [{ "document": { "Version": "2012-10-17", "Statement": [office] } }],
        });
        // A policy without statements is none.
        if !of_scp.is_empty() {
            let statements: Vec<Value> = of_scp.iter().map(statement).collect();
            policies["serviceControl"] =
                json!([{ "document": { "Version": "2012-10-17", "Statement": statements } }]);
        }
        if let Some(told) = &of_identity {
            let statements: Vec<Value> = told.iter().map(statement).collect();
            let document = json!({ "Version": "2012-10-17", "Statement": statements });
            let of_role = json!({ "principal": ROLE, "document": document });
            policies["identity"] = if told.is_empty() { json!([]) } else { json!([of_role]) };
        }
        let case = read(&json!({
            "vestibule": 1, "account": { "id": "111122223333" }, "requests": [],
            "policies": policies,
        }));
        // The conditions all hold, or none does.
        let is_denied = |holds: bool| {
            let applies = |effect: &'static str| {
                move |of: &&OfCalls| of.0 == effect && covers(of) && (holds || !of.2)
            };
            let identity = || of_identity.iter().flatten();
            let denied = of_scp.iter().chain(identity()).any(|of| applies("Deny")(&of));
            denied || of_identity.is_some() && !identity().any(|of| applies("Allow")(&of))
        };
        // Of one whom the same policies lock out it is another rule that tells.
        let lockout = lockout(&case).expect("an answer");
        let mut all = lockout.principals.iter();
        let own = all.find(|access| access.witness.principal == ROLE).expect("the role");
        prop_assume!(own.verdict == WayIn::Passes);
        prop_assert_eq!(has(&case, "exempt-cannot-recover"), is_denied(true) && is_denied(false));
    }

    #[test]
    fn a_client_is_denied_its_tokens_where_somebody_who_gets_in_is(
        perimeter in perimeter(),
        (network, source_ip) in select(&[
            (r#"{"name":"runners","sourceIp":["203.0.113.7"]}"#, Some("203.0.113.7")),
            (r#"{"name":"runners","sourceIp":["192.0.2.0/24"]}"#, Some("192.0.2.1")),
            (r#"{"name":"runners","vpc":"vpc-0a1b2c3d4e5f60718","endpoint":"vpce-0123456789abcdef0","regions":["us-east-1"]}"#, None),
        ][..]),
    ) {
        let client = "arn:aws:signin:us-east-1::external-client/dcr/8f14e45f";
        let network: Value = serde_json::from_str(network).expect("JSON");
        let everywhere = json!([
            network,
            { "name": "internet", "sourceIp": ["0.0.0.0/0", "::/0"] },
            { "name": "endpoints", "vpc": "vpc-0a1b2c3d4e5f60718" },
            { "name": "other endpoints", "vpc": "vpc-00000000000000000" },
        ]);
        let case = perimeter.with(json!({
            "networks": everywhere,
            "oauthClients": [{ "clientId": client, "tokenFrom": ["runners"] }],
        }));
        let lockout = lockout(&case).expect("an answer");
        let from = match source_ip {
            Some(address) => json!({ "sourceIp": address }),
            None => json!({
                "vpc": "vpc-0a1b2c3d4e5f60718", "endpoint": "vpce-0123456789abcdef0", "sourceIp": "10.0.1.2",
            }),
        };
        let people = [
            "arn:aws:iam::111122223333:user/alice",
            "arn:aws:iam::111122223333:role/Developer",
            "arn:aws:sts::111122223333:federated-user/carol",
        ];
        let passes = lockout.principals.iter().any(|access| {
            let set = &access.principal;
            let is_apart = matches!(
                set.kind.as_deref(),
                Some([PrincipalKind::Root] | [PrincipalKind::IdentityCenterRole])
            );
            access.verdict == WayIn::Passes && set.within.is_none() && !is_apart
        });
        let denied = |principal: &&str| {
            let request: Request = serde_json::from_value(json!({
                "principal": principal, "network": from, "region": "us-east-1",
                "context": { "signin:OAuthClientId": client },
            })).expect("a request");
            let decision = case.compiled().decide(&request).expect("a sound request");
            decision.phases[2].decision == Outcome::Denied
        };
        let (some, all) = (people.iter().any(denied), people.iter().all(denied));
        let found = has(&case, "oauth-client-denied");
        prop_assert!(!found || some, "{:?}", lint::lint(&case));
        prop_assert!(found || !(all && passes), "{:?}", lockout.principals);
    }
}
