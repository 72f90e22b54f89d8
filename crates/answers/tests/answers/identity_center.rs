//! A case file may say that IAM Identity Center is not used in its account.

use serde_json::{Value, json};
use vestibule_answers::{Comparing, SummaryVerdict, access_map, diff, lockout, prove};
use vestibule_wire::{Case, NoFiles};

use crate::folder;
use crate::summaries::said;

const ADMIN: &str = "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef";

/// Nobody gets in but from the office.
fn file() -> Value {
    let text = std::fs::read_to_string(folder("analysis/example-2.json")).unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    file["guarantees"] = json!([{
        "name": "everybody has a way in", "principals": "any", "from": "networks",
        "outcome": "allowed", "holds": "somewhere"
    }]);
    file
}

fn case(file: &Value) -> Case {
    Case::read(file.to_string(), &NoFiles).unwrap()
}

fn with(told: Value) -> Case {
    let mut file = file();
    file["account"]["identityCenter"] = told;
    case(&file)
}

/// Whether an answer says anything of roles of IAM Identity Center.
fn speaks_of_them(answer: &Value) -> bool {
    let text = answer.to_string();
    text.contains("sso.amazonaws.com") || text.contains(r#""kind":["identityCenterRole"]"#)
}

#[test]
fn its_roles_are_left_out() {
    let (plain, used, unused) = (case(&file()), with(json!(true)), with(json!(false)));
    for case in [&plain, &used] {
        let found = lockout(case).unwrap();
        assert_eq!(
            (found.identity_center, speaks_of_them(&json!(found))),
            (None, true)
        );
        let map = access_map(case).unwrap();
        assert_eq!(
            (map.identity_center, speaks_of_them(&json!(map))),
            (None, true)
        );
        assert!(map.assumptions.contains(&"J30".to_owned()));
        let fails = serde_json::to_value(prove(case, None).unwrap()).unwrap();
        assert_eq!(fails[0]["verdict"], "fails");
    }
    let found = lockout(&unused).unwrap();
    assert_eq!(
        (found.identity_center, speaks_of_them(&json!(found))),
        (Some(false), false)
    );
    assert_eq!(
        found.summary,
        "nobody is locked out: everybody has a way into the console from one of the networks"
    );
    let map = access_map(&unused).unwrap();
    assert_eq!(
        (map.identity_center, speaks_of_them(&json!(map))),
        (Some(false), false)
    );
    assert!(!map.assumptions.contains(&"J30".to_owned()));
    let holds = serde_json::to_value(prove(&unused, None).unwrap()).unwrap();
    assert_eq!(holds[0]["verdict"], "holds");
}

#[test]
fn the_summary_says_who_is_left_out() {
    let sentence = "the case file says that IAM Identity Center is not used in this account: its roles are left out";
    let (verdict, sentences) = said(&with(json!(false)));
    assert_eq!(verdict, SummaryVerdict::Proven);
    assert!(
        sentences.iter().any(|said| said == sentence),
        "{sentences:?}"
    );
    let (verdict, sentences) = said(&with(json!(true)));
    assert_eq!(verdict, SummaryVerdict::LockedOut);
    assert!(!sentences.iter().any(|said| said == sentence));
}

/// One that a request names is decided as ever, and is none of those whom answers name.
#[test]
fn a_request_of_such_a_role_is_decided_with_a_warning() {
    let mut told = file();
    let account = told["account"]["id"].as_str().unwrap().to_owned();
    told["requests"] = json!([{
        "name": "admin", "principal": format!("arn:aws:iam::{account}:{ADMIN}"),
        "network": { "sourceIp": "203.0.113.10" }
    }]);
    let warned = |told: &Value| {
        let case = case(told);
        assert!(case.is_usable());
        let decision = case.decide(0);
        let codes = case
            .findings()
            .iter()
            .map(|finding| finding.code.to_string());
        let codes = codes.filter(|code| code == "identity-center-not-used");
        (
            serde_json::to_value(decision.unwrap()).unwrap()["outcome"].clone(),
            codes.count(),
        )
    };
    assert_eq!(warned(&told), (json!("denied"), 0));
    told["account"]["identityCenter"] = json!(false);
    assert_eq!(warned(&told), (json!("denied"), 1));
    assert!(!speaks_of_them(&json!(lockout(&case(&told)).unwrap())));
}

/// Their sign-ins are compared unless both sides leave them out.
#[test]
fn two_cases_leave_them_out_together() {
    let compare = |told: [Value; 2]| {
        let [before, after] = told.map(|told| {
            let mut file = file();
            file["account"]["identityCenter"] = told;
            file["policies"] = json!({});
            file
        });
        // What changes is about such a role alone.
        let mut after = after;
        let account = after["account"]["id"].as_str().unwrap().to_owned();
        after["policies"]["resourceControl"] = json!([{ "document": {
            "Version": "2012-10-17",
            "Statement": {
                "Effect": "Deny", "Principal": "*", "Action": "signin:CreateOAuth2Token", "Resource": "*",
                "Condition": { "ArnEquals": { "aws:PrincipalArn": format!("arn:aws:iam::{account}:{ADMIN}") } }
            }
        } }]);
        diff(&case(&before), &case(&after), Comparing::default()).unwrap()
    };
    let both = compare([json!(false), json!(false)]);
    assert_eq!(
        (both.identity_center, both.equivalent),
        (Some(false), Some(true))
    );
    for told in [
        [json!(false), json!(true)],
        [json!(true), json!(false)],
        [json!(true), json!(true)],
    ] {
        let found = compare(told);
        assert_eq!(
            (found.identity_center, found.equivalent),
            (None, Some(false))
        );
        let kinds = found
            .changes
            .iter()
            .map(|change| change.witness.principal.clone());
        assert!(kinds.into_iter().all(|arn| arn.ends_with(ADMIN)));
    }
}
