//! What is said first of policies as people paste them, without networks and sign-ins.

use serde_json::{Value, json};
use vestibule_answers::SummaryVerdict::{self, LockedOut, Nothing, Proven, Unknown};
use vestibule_wire::{Case, NoFiles};

use crate::summaries::{said, strings};

/// A policy as it is pasted, without networks and sign-ins.
fn pasted(statements: &Value) -> Case {
    let case = json!({
        "vestibule": 1,
        "account": { "id": "111122223333" },
        "policies": { "resourceBased": { "Version": "2012-10-17", "Statement": statements } },
        "requests": [],
    });
    Case::read(case.to_string(), &NoFiles).unwrap_or_else(|found| panic!("{found:#?}"))
}

fn deny(condition: Value) -> Value {
    json!({
        "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
        "Condition": condition,
    })
}

/// But for those who are named; before authentication, and after it.
fn exempting(names: &[&str], condition: &Value) -> [Value; 2] {
    let arns: Vec<String> = names
        .iter()
        .map(|name| format!("arn:aws:iam::111122223333:{name}"))
        .collect();
    ["signin:PrincipalArn", "aws:PrincipalArn"].map(|key| {
        let mut condition = condition.clone();
        condition["ArnNotLike"] = json!({ key: arns });
        let mut statement = deny(condition);
        statement["Action"] = match key {
            "aws:PrincipalArn" => {
                json!(["signin:AuthorizeOAuth2Access", "signin:CreateOAuth2Token"])
            }
            _ => json!("signin:Authenticate"),
        };
        statement
    })
}

#[test]
fn what_is_pasted_is_summed_up() {
    let elsewhere = json!({ "NotIpAddressIfExists": { "aws:SourceIp": "203.0.113.0/24" } });
    let outside = json!({ "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" } });
    let outside_of_both =
        json!({ "NotIpAddress": { "aws:SourceIp": ["203.0.113.0/24", "198.51.100.0/24"] } });
    let outside_vpc = json!({ "StringNotEquals": { "aws:SourceVpc": "vpc-0a1b2c3d4e5f60718" } });
    let freeze = json!({ "DateGreaterThanEquals": { "aws:CurrentTime": "2027-01-01T00:00:00Z" } });
    let alice =
        json!({ "ArnEquals": { "aws:PrincipalArn": "arn:aws:iam::111122223333:user/Alice" } });
    let of_alice = |statement: &Value| {
        let mut statement = statement.clone();
        let condition = statement["Condition"].as_object_mut().unwrap();
        let arns = condition.remove("ArnNotLike").unwrap();
        condition.insert("ArnLike".to_owned(), arns);
        statement
    };
    let outside_of_both = exempting(&["user/Alice"], &outside_of_both);
    let alice_outside = outside_of_both.each_ref().map(of_alice);
    let break_glass = exempting(&["role/BreakGlass*"], &outside);
    let portal = "roles of IAM Identity Center cannot sign in to the console";
    let office = "one way in: from 203.0.113.0/24";
    let endpoint = "nobody but role/BreakGlass* gets in through a VPC endpoint";
    let all = |lists: &[&[Value]]| json!(lists.concat());
    let rows: Vec<(&str, Value, SummaryVerdict, Vec<&str>)> = vec![
        (
            "nobody is exempt",
            all(&[&[deny(outside.clone())]]),
            LockedOut,
            vec!["nobody gets in through a VPC endpoint", portal, office],
        ),
        (
            "a negated operator with IfExists lets no endpoint in",
            all(&[&[deny(elsewhere)]]),
            LockedOut,
            vec!["nobody gets in through a VPC endpoint", portal, office],
        ),
        (
            "a VPC alone",
            all(&[&[deny(outside_vpc)]]),
            LockedOut,
            vec![
                "nobody gets in over the internet",
                portal,
                "one way in: through vpc-0a1b2c3d4e5f60718",
            ],
        ),
        (
            "everything is denied",
            all(&[&[deny(json!({}))]]),
            LockedOut,
            vec!["nobody can sign in to the console"],
        ),
        (
            "exempt by a pattern, and denied in one Region",
            all(&[
                &break_glass,
                &[deny(
                    json!({ "StringEquals": { "aws:RequestedRegion": "eu-west-1" } }),
                )],
            ]),
            LockedOut,
            vec![
                "role/BreakGlass* cannot sign in from anywhere in eu-west-1",
                endpoint,
                portal,
                "one way in: from 203.0.113.0/24 in other Regions than eu-west-1",
            ],
        ),
        (
            "a freeze that exempts nobody",
            all(&[&break_glass, &[deny(freeze)]]),
            LockedOut,
            vec![
                "role/BreakGlass* cannot sign in over the internet from outside of 203.0.113.0/24, through a VPC endpoint or from 203.0.113.0/24, with aws:CurrentTime from 2027-01-01T00:00:00Z on",
                endpoint,
                portal,
                "one way in, depending on aws:CurrentTime: from 203.0.113.0/24",
            ],
        ),
        (
            "one with an office more is not exempt",
            all(&[&exempting(&["user/Alice"], &outside), &alice_outside]),
            LockedOut,
            vec!["nobody gets in through a VPC endpoint", portal, office],
        ),
        (
            "two that may sign in, from the office",
            all(&[
                &exempting(&["user/Alice", "user/Bob"], &json!({})),
                &[deny(outside)],
            ]),
            LockedOut,
            vec!["nobody but user/Alice and user/Bob can sign in to the console"],
        ),
        (
            "one that may not",
            all(&[&[deny(alice)]]),
            LockedOut,
            vec![
                "user/Alice cannot sign in to the console",
                "people get in from anywhere",
            ],
        ),
        (
            "what AWS would refuse",
            all(&[&[deny(
                json!({ "IpAddress": { "aws:SourceIp": "203.0.113.0/99" } }),
            )]]),
            Unknown,
            vec![
                "it is not known whether roles of IAM Identity Center can sign in to the console: depends on aws:SourceIp, in Statement[0] of the resource-based policy",
                "people get in from anywhere",
            ],
        ),
        (
            "a statement that allows",
            json!([{ "Effect": "Allow", "Principal": "*", "Action": "signin:*", "Resource": "*" }]),
            Proven,
            vec!["everybody gets in from anywhere: proven"],
        ),
        (
            "a tag that no sign-in is said to have",
            all(&[&[{
                let mut statement =
                    deny(json!({ "StringNotEquals": { "aws:PrincipalTag/team": "ops" } }));
                statement["Action"] = json!("signin:CreateOAuth2Token");
                statement
            }]]),
            LockedOut,
            vec![
                "nobody can sign in to the console",
                "aws:PrincipalTag/team taken to be absent, as nothing says that sign-ins have them",
            ],
        ),
    ];
    for (name, statements, verdict, sentences) in rows {
        let found = said(&pasted(&statements));
        assert_eq!((found.0, found.1), (verdict, strings(&sentences)), "{name}");
    }
    let nothing = r#"{ "vestibule": 1, "account": { "id": "111122223333" }, "policies": {}, "requests": [] }"#;
    let found = said(&Case::read(nothing, &NoFiles).unwrap());
    assert_eq!(found, (Nothing, strings(&["no policy restricts sign-ins"])));
}

/// Of very much of a kind only the first are told by themselves.
#[test]
fn a_summary_is_short() {
    let network = |index: u8| json!({ "name": format!("office {index}"), "sourceIp": [format!("198.51.{index}.0/24")] });
    let names: Vec<String> = (0..9)
        .map(|index| format!("arn:aws:iam::111122223333:user/u{index}"))
        .collect();
    let denied = names.iter().zip(0_u8..).map(|(arn, index)| {
        deny(json!({
            "ArnEquals": { "aws:PrincipalArn": arn },
            "IpAddress": { "aws:SourceIp": format!("192.0.{index}.0/24") },
        }))
    });
    let outside = json!({ "IpAddress": { "aws:SourceIp": "198.51.0.0/16" } });
    let statements: Vec<Value> = denied.chain([deny(outside)]).collect();
    let case = json!({
        "vestibule": 1,
        "account": { "id": "111122223333" },
        "policies": { "resourceBased": { "Version": "2012-10-17", "Statement": statements } },
        "networks": (0..9).map(network).chain([json!({ "name": "home", "sourceIp": ["203.0.113.0/24"] })]).collect::<Vec<_>>(),
        "requests": [],
    });
    let case = Case::read(case.to_string(), &NoFiles).unwrap();
    let (_, sentences) = said(&case);
    let expected = [
        "nobody but perhaps roles of IAM Identity Center gets in from office 0",
        "nobody but perhaps roles of IAM Identity Center gets in from office 1",
        "7 more networks let nobody in, or almost nobody",
        "user/u0 cannot sign in from 192.0.0.0/24",
        "user/u1 cannot sign in from 192.0.1.0/24",
        "7 more that policies name are denied somewhere",
        "it is not known whether roles of IAM Identity Center can sign in from any of the declared networks: depends on aws:SourceIp, in Statement[9] of the resource-based policy",
        "11 ways in",
    ];
    assert_eq!(sentences, expected);
}
