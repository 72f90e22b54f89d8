use vestibule_iam::document::Document;
use vestibule_iam::policy::{Casing, Policy, ReadOptions};
use vestibule_signin::{
    Account, AssumptionSet, Entry, Layer, Network, Principal, Request, VOCABULARY,
};

use super::*;

const ACCOUNTS: [&str; 6] = [
    "111122223333",
    "222233334444",
    "222233335555",
    "333344445555",
    "444455556666",
    "444455556660",
];

fn authorizer(layer: Layer, statement: &str) -> Authorizer {
    let text = format!(r#"{{"Version":"2012-10-17","Statement":[{statement}]}}"#);
    let options = ReadOptions {
        kind: layer.kind(),
        casing: Casing::Exact,
        vocabulary: &VOCABULARY,
    };
    let attached = AttachedPolicy {
        layer,
        name: "policy".to_owned(),
        attached_to: None,
        policy: Policy::from_document(&Document::parse(&*text), options).0,
    };
    Authorizer::compile(
        Account::default(),
        vec![attached],
        true,
        AssumptionSet::new(),
    )
}

fn deny(condition: &str) -> Authorizer {
    let statement = format!(
        r#"{{"Effect":"Deny","Principal":{{"AWS":"*"}},"Action":"signin:*","Resource":"*","Condition":{condition}}}"#
    );
    authorizer(Layer::ResourceBased, &statement)
}

fn classes(authorizer: &Authorizer) -> Vec<Vec<usize>> {
    accounts_alike(authorizer, None, &ACCOUNTS, &[])
}

#[test]
fn only_what_is_tested_tells_accounts_apart() {
    let together = vec![vec![0, 1, 2, 3, 4, 5]];
    let apart: Vec<Vec<usize>> = (0..6).map(|account| vec![account]).collect();
    let named = vec![vec![0], vec![1], vec![2, 3, 4, 5]];
    let rows = [
        (
            r#"{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#,
            together.clone(),
        ),
        (
            r#"{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/admin-2025*"}}"#,
            together.clone(),
        ),
        (
            r#"{"StringEquals":{"aws:ResourceAccount":["111122223333","222233334444"]}}"#,
            named.clone(),
        ),
        (
            r#"{"ArnNotLike":{"aws:PrincipalArn":["arn:aws:iam::111122223333:root","arn:aws:iam::222233334444:user/*"]}}"#,
            named,
        ),
        (
            r#"{"StringLike":{"aws:PrincipalAccount":"2222*"}}"#,
            vec![vec![0, 3, 4, 5], vec![1, 2]],
        ),
        (
            r#"{"StringLike":{"aws:PrincipalAccount":"44445555666?"}}"#,
            vec![vec![0, 1, 2, 3], vec![4, 5]],
        ),
        (
            r#"{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::${aws:ResourceAccount}:user/*"}}"#,
            together.clone(),
        ),
        (
            r#"{"StringNotEquals":{"aws:PrincipalAccount":"${aws:ResourceAccount}"}}"#,
            together.clone(),
        ),
        (
            r#"{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/${aws:PrincipalAccount}"}}"#,
            apart.clone(),
        ),
        // Behind a wildcard it may stand in the name of a path.
        (
            r#"{"StringLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/x:${aws:PrincipalAccount}:y/*"}}"#,
            apart.clone(),
        ),
        (
            r#"{"StringEquals":{"aws:PrincipalTag/home":"${aws:PrincipalAccount}"}}"#,
            apart.clone(),
        ),
        // The rest of an id may come of the request, or of a default.
        (
            r#"{"StringEquals":{"aws:PrincipalAccount":"44445${aws:PrincipalTag/rest}"}}"#,
            apart.clone(),
        ),
        (
            r#"{"StringLike":{"aws:PrincipalArn":"arn:aws:iam::${aws:PrincipalTag/a, '4444'}*"}}"#,
            apart.clone(),
        ),
        (
            r#"{"StringEquals":{"aws:PrincipalTag/team":"${aws:username}-2025"}}"#,
            together.clone(),
        ),
        (
            r#"{"StringLike":{"aws:PrincipalAccount":"4444${*}*"}}"#,
            together,
        ),
        (
            r#"{"NumericLessThan":{"aws:ResourceAccount":"333344445555"}}"#,
            apart,
        ),
    ];
    for (condition, expected) in rows {
        assert_eq!(classes(&deny(condition)), expected, "{condition}");
    }
}

#[test]
fn every_element_is_looked_at() {
    let named = vec![vec![0], vec![1, 2, 3, 4, 5]];
    let principal = r#"{"Effect":"Deny","Principal":{"AWS":"111122223333"},"Action":"signin:*","Resource":"*"}"#;
    assert_eq!(classes(&authorizer(Layer::ResourceBased, principal)), named);
    let resource = r#"{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"signin:*","Resource":"arn:aws:signin:*:111122223333:*"}"#;
    assert_eq!(classes(&authorizer(Layer::ResourceBased, resource)), named);
}

/// Accounts of a class decide alike, for every name.
#[test]
fn accounts_of_a_class_decide_alike() {
    let patterns = [
        "2222*",
        "*4444*",
        "*5",
        "?2*",
        "4444*6?",
        "22223333????",
        "*2*3*4*",
        "222233334444",
        "1*3",
        "*44445555666*",
        "444455556666",
    ];
    let request = |account: &str, name: &str| Request {
        entry: Entry::Console,
        principal: Principal::parse(&format!("arn:aws:iam::{account}:{name}")).unwrap(),
        networks: Network::Public {
            source_ip: "198.51.100.1".to_owned(),
        }
        .into(),
        region: None,
        context: Vec::new(),
        resource: None,
    };
    let mut alike = 0;
    for pattern in patterns {
        for operator in ["StringLike", "StringNotEquals", "ArnLike"] {
            for (key, text) in [
                ("aws:PrincipalAccount", pattern.to_owned()),
                (
                    "aws:PrincipalArn",
                    format!("arn:aws:iam::{pattern}:user/a*"),
                ),
                ("aws:PrincipalArn", format!("arn:aws:iam::{pattern}")),
                ("aws:ResourceAccount", format!("*{pattern}")),
            ] {
                let authorizer = deny(&format!(r#"{{"{operator}":{{"{key}":"{text}"}}}}"#));
                for class in classes(&authorizer) {
                    alike += class.len() - 1;
                    for name in ["user/alice", "user/4444", "role/6", "root"] {
                        let mut outcomes = class
                            .iter()
                            .map(|account| authorizer.outcome(&request(ACCOUNTS[*account], name)));
                        let first = outcomes.next().unwrap();
                        assert!(
                            outcomes.all(|other| other == first),
                            "{operator} {key} {text}"
                        );
                    }
                }
            }
        }
    }
    assert!(alike > 100, "{alike}");
}

#[test]
fn ten_thousand_accounts_take_one_pass() {
    let ids: Vec<String> = (0..10_000).map(|id| format!("{id:012}")).collect();
    let ids: Vec<&str> = ids.iter().map(|id| &**id).collect();
    let named: Vec<String> = ids.iter().take(100).map(|id| format!("{id:?}")).collect();
    let condition = format!(
        r#"{{"StringNotEquals":{{"aws:ResourceAccount":[{}]}},"StringLike":{{"aws:PrincipalAccount":"*77*"}}}}"#,
        named.join(",")
    );
    let classes = accounts_alike(&deny(&condition), None, &ids, &[]);
    assert!(
        classes.len() > 100 && classes.len() < 500,
        "{}",
        classes.len()
    );
    assert_eq!(classes.iter().map(Vec::len).sum::<usize>(), 10_000);
}

#[test]
fn a_policy_of_own_principals_tells_nobody_apart() {
    let with = |attached_to: &str| {
        let text = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}"#;
        let options = ReadOptions {
            kind: Layer::Identity.kind(),
            casing: Casing::Exact,
            vocabulary: &VOCABULARY,
        };
        let attached = AttachedPolicy {
            layer: Layer::Identity,
            name: "policy".to_owned(),
            attached_to: Some(attached_to.to_owned()),
            policy: Policy::from_document(&Document::parse(text), options).0,
        };
        let account = Account::default();
        Authorizer::compile(account, vec![attached], true, AssumptionSet::new())
    };
    let own = "arn:aws:iam::111122223333:role/Admin";
    let asked = |to: &str, own| accounts_alike(&with(to), own, &ACCOUNTS, &[]).len();
    assert_eq!(asked(own, Some("111122223333")), 1);
    assert_eq!(asked(own, None), 2);
    assert_eq!(asked(own, Some("222233334444")), 2);
    let twice = "arn:aws:iam::111122223333:role/111122223333";
    assert_eq!(asked(twice, Some("111122223333")), 2);
    let digits = "arn:aws:iam::111122223333:role/2222*4444";
    assert!(asked(digits, Some("111122223333")) > 1);
}
