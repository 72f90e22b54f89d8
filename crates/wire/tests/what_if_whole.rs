//! Whole answers to what would change a decision: every fact, in its order, with what comes of
//! it, and how many were tried.

#![allow(clippy::unwrap_used)] // a test may stop at what cannot be

use serde_json::{Value, json};
use vestibule_wire::{
    Action, Case, Change, Fact, Known, Network, NoFiles, Request, Trial, read_text,
};

const ALICE: &str = "arn:aws:iam::111122223333:user/alice";

fn case(statements: &Value) -> Case {
    let file = json!({
        "vestibule": 1,
        "account": { "id": "111122223333" },
        "policies": { "resourceBased": { "Version": "2012-10-17", "Statement": statements } },
        "requests": [],
    });
    Case::read(file.to_string(), &NoFiles).unwrap()
}

/// A Deny of an action on a condition.
fn deny(action: &str, condition: &Value) -> Value {
    json!({ "Effect": "Deny", "Principal": "*", "Action": action, "Resource": "*",
            "Condition": condition })
}

fn request(members: &Value) -> Request {
    let mut request = json!({ "principal": ALICE, "network": { "sourceIp": "203.0.113.10" } });
    let members = members.as_object().unwrap().clone();
    request.as_object_mut().unwrap().extend(members);
    read_text(&request.to_string()).unwrap()
}

fn network(network: &Network) -> String {
    let members = [
        ("address", &network.source_ip),
        ("vpc", &network.vpc),
        ("endpoint", &network.endpoint),
    ];
    let told = members
        .iter()
        .filter_map(|(name, value)| value.as_ref().map(|value| format!("{name} {value}")));
    told.collect::<Vec<_>>().join(", ")
}

fn line(change: &Change) -> String {
    let fact = match &change.fact {
        Fact::Network(of) => network(of),
        Fact::Principal(arn) => arn.clone(),
        Fact::Entry(entry) => format!("{entry:?}"),
        Fact::Region(region) => region.clone(),
        Fact::Key(key, value) => format!("{key}={value}"),
        Fact::NoKey(key) => format!("no {key}"),
        Fact::Authorization(on) => format!("authorization {on}"),
        Fact::Standing(standing) => format!("{standing:?}"),
    };
    let at = change
        .denied_at
        .map_or(String::new(), |action| format!(" at {action:?}"));
    let decision = change
        .decision
        .map_or(String::new(), |decision| format!(", asked {decision:?}"));
    format!(
        "{:?}: {fact} => {:?}{at}{decision}",
        change.source, change.outcome
    )
}

fn told(trial: &Trial) -> Vec<String> {
    let tried = [format!("{} tried", trial.tried)];
    trial.changes.iter().map(line).chain(tried).collect()
}

fn assert_told(trial: &Trial, expected: &[&str]) {
    let told = told(trial);
    assert_eq!(told, expected, "\n{}", told.join("\n"));
}

fn known() -> Known {
    Known {
        principals: vec![ALICE.into(), "arn:aws:iam::111122223333:role/Known".into()],
        networks: vec![
            Network {
                source_ip: Some("198.51.100.20".into()),
                ..Network::default()
            },
            Network {
                source_ip: Some("203.0.113.77".into()),
                ..Network::default()
            },
        ],
        regions: vec!["eu-central-1".into(), "us-east-1".into()],
    }
}

/// Where people come from: addresses, VPCs, endpoints, and what is known.
#[test]
fn paths_into_the_network() {
    let case = case(&json!([
        deny(
            "signin:*",
            &json!({
                "NotIpAddressIfExists": { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32", "10.0.0.0/8"] },
                "StringNotEqualsIfExists": { "aws:SourceVpc": ["vpc-0a1b2c3d4e5f60718", "${aws:PrincipalTag/vpc}"] },
                "StringNotLikeIfExists": { "aws:SourceVpce": ["vpce-0a1b*", "nonsense"] },
            })
        ),
        deny(
            "signin:CreateOAuth2Token",
            &json!({
                "IpAddress": { "aws:VpcSourceIp": ["10.1.0.0/16", "10.2.3.4/32"] },
            })
        ),
    ]));
    let home = request(&json!({ "network": { "sourceIp": "192.0.2.44" } }));
    assert_told(
        &case.compiled().changes(&home, None, &known()),
        &[
            "Known: address 203.0.113.77 => Allowed",
            "Tested: address 203.0.113.1 => Allowed",
            "Tested: address 2001:db8::1 => Allowed",
            "Tested: address 192.0.2.1, endpoint vpce-0a1b01234567 => Allowed",
            "Tested: address 2001:db8::1, endpoint vpce-0a1b01234567 => Allowed",
            "Tested: address 192.0.2.1, vpc vpc-0a1b2c3d4e5f60718 => Allowed",
            "Tested: address 2001:db8::1, vpc vpc-0a1b2c3d4e5f60718 => Allowed",
            "Other: authorization false => Allowed",
            "49 tried",
        ],
    );
    let inside = request(&json!({ "network": {
        "sourceIp": "10.1.2.3", "vpc": "vpc-0a1b2c3d4e5f60718", "endpoint": "vpce-0a1b2c3d" } }));
    assert_told(
        &case.compiled().changes(&inside, None, &known()),
        &[
            "Known: address 203.0.113.77 => Allowed",
            "Tested: address 203.0.113.1 => Allowed",
            "Tested: address 2001:db8::1 => Allowed",
            "Tested: address 192.0.2.1, endpoint vpce-0a1b01234567 => Allowed",
            "Tested: address 2001:db8::1, endpoint vpce-0a1b01234567 => Allowed",
            "Tested: address 192.0.2.1, vpc vpc-0a1b2c3d4e5f60718 => Allowed",
            "Tested: address 2001:db8::1, vpc vpc-0a1b2c3d4e5f60718 => Allowed",
            "Other: authorization false => Allowed",
            "49 tried",
        ],
    );
    let last = Some(Action::CreateOAuth2Token);
    assert_told(
        &case.compiled().changes(&inside, last, &known()),
        &[
            "Known: address 203.0.113.77 => Allowed, asked Allowed",
            "Tested: address 203.0.113.1 => Allowed, asked Allowed",
            "Tested: address 2001:db8::1 => Allowed, asked Allowed",
            "Tested: address 192.0.2.1, endpoint vpce-0a1b01234567 => Allowed, asked Allowed",
            "Tested: address 2001:db8::1, endpoint vpce-0a1b01234567 => Allowed, asked Allowed",
            "Tested: address 192.0.2.1, vpc vpc-0a1b2c3d4e5f60718 => Allowed, asked Allowed",
            "Tested: address 2001:db8::1, vpc vpc-0a1b2c3d4e5f60718 => Allowed, asked Allowed",
            "Other: authorization false => Allowed, asked Allowed",
            "49 tried",
        ],
    );
}

/// Who signs in, and which Region is asked for.
#[test]
fn principals_and_regions() {
    let case = case(&json!([
        deny(
            "signin:AuthorizeOAuth2Access",
            &json!({
                "ArnNotLike": { "aws:PrincipalArn": [
                    "arn:aws:iam::*:role/Break*", "111122223333", "arn:aws:iam::444455556666:role/Other",
                    "arn:aws:iam::${aws:PrincipalAccount}:user/variable" ] },
            })
        ),
        deny(
            "signin:CreateOAuth2Token",
            &json!({
                "StringNotLike": { "aws:RequestedRegion": ["eu-*", "us-east-1", "Europe"] },
            })
        ),
    ]));
    let alice = request(&json!({ "region": "ap-northeast-1" }));
    assert_told(
        &case.compiled().changes(&alice, None, &known()),
        &["Other: authorization false => Allowed", "29 tried"],
    );
    let later = Some(Action::AuthorizeOAuth2Access);
    assert_told(
        &case.compiled().changes(&alice, later, &known()),
        &[
            "Tested: arn:aws:iam::111122223333:role/Break => Denied at CreateOAuth2Token, asked Allowed",
            "Other: authorization false => Allowed, asked Allowed",
            "29 tried",
        ],
    );
    let last = Some(Action::CreateOAuth2Token);
    assert_told(
        &case.compiled().changes(&alice, last, &known()),
        &[
            "Known: eu-central-1 => Denied at AuthorizeOAuth2Access, asked Allowed",
            "Known: us-east-1 => Denied at AuthorizeOAuth2Access, asked Allowed",
            "Tested: eu-east-1 => Denied at AuthorizeOAuth2Access, asked Allowed",
            "Other: authorization false => Allowed, asked Allowed",
            "28 tried",
        ],
    );
    let european = request(&json!({ "region": "eu-west-1" }));
    assert_told(
        &case.compiled().changes(&european, None, &known()),
        &[
            "Tested: arn:aws:iam::111122223333:role/Break => Allowed",
            "Other: authorization false => Allowed",
            "29 tried",
        ],
    );
    let admin = request(&json!({ "principal": "arn:aws:iam::111122223333:role/Break/Glass" }));
    assert_told(
        &case.compiled().changes(&admin, None, &known()),
        &[
            "Known: arn:aws:iam::111122223333:user/alice => Denied at AuthorizeOAuth2Access",
            "Known: arn:aws:iam::111122223333:role/Known => Denied at AuthorizeOAuth2Access",
            "Tested: arn:aws:iam::111122223333:root => Denied at AuthorizeOAuth2Access",
            "Other: arn:aws:iam::111122223333:user/example => Denied at AuthorizeOAuth2Access",
            "Other: arn:aws:iam::111122223333:role/example => Denied at AuthorizeOAuth2Access",
            "Other: ap-northeast-1 => Denied at CreateOAuth2Token",
            "27 tried",
        ],
    );
}

/// Values of keys that a request gives, of every type of operator.
#[test]
fn values_of_keys() {
    let case = case(&json!([
        deny(
            "signin:CreateOAuth2Token",
            &json!({ "Bool": { "aws:MultiFactorAuthPresent": "false" } })
        ),
        deny(
            "signin:CreateOAuth2Token",
            &json!({ "NumericLessThan": { "aws:RequestTag/level": ["7", "x"] } })
        ),
        deny(
            "signin:CreateOAuth2Token",
            &json!({ "DateGreaterThan": { "aws:RequestTag/day": "2030-01-01T00:00:00Z" } })
        ),
        deny(
            "signin:CreateOAuth2Token",
            &json!({ "StringLike": { "aws:RequestTag/team": ["ops-*", "${aws:username}-x"] } })
        ),
        deny(
            "signin:CreateOAuth2Token",
            &json!({ "StringEquals": { "aws:RequestTag/Color": ["red", "example"] } })
        ),
        deny(
            "signin:CreateOAuth2Token",
            &json!({ "BinaryEquals": { "aws:RequestTag/bytes": "QUJD" } })
        ),
        deny(
            "signin:CreateOAuth2Token",
            &json!({ "IpAddress": { "aws:RequestTag/ip": "203.0.113.0/30" } })
        ),
        deny(
            "signin:CreateOAuth2Token",
            &json!({ "ArnLike": { "aws:RequestTag/arn": "arn:aws:iam::*:role/*" } })
        ),
        deny(
            "signin:CreateOAuth2Token",
            &json!({ "Null": { "aws:RequestTag/must": "true" } })
        ),
    ]));
    let bare = request(&json!({ "context": { "aws:MultiFactorAuthPresent": "true" } }));
    let given = request(&json!({ "context": {
        "aws:MultiFactorAuthPresent": "true", "aws:RequestTag/must": "is",
        "aws:RequestTag/COLOR": "red" } }));
    let passing = request(&json!({ "context": {
        "aws:MultiFactorAuthPresent": "true", "aws:RequestTag/must": "is",
        "aws:requesttag/color": "blue" } }));
    let none = Known::default();
    assert_told(
        &case.compiled().changes(&bare, None, &none),
        &[
            "Other: authorization false => Allowed",
            "Other: aws:RequestTag/must=example => Allowed",
            "42 tried",
        ],
    );
    assert_told(
        &case.compiled().changes(&given, None, &none),
        &[
            "Other: authorization false => Allowed",
            "Other: no aws:RequestTag/Color => Allowed",
            "43 tried",
        ],
    );
    assert_told(
        &case.compiled().changes(&passing, None, &none),
        &[
            "Tested: aws:MultiFactorAuthPresent=false => Denied at CreateOAuth2Token",
            "Tested: aws:RequestTag/level=6 => Denied at CreateOAuth2Token",
            "Other: aws:RequestTag/level=0 => Denied at CreateOAuth2Token",
            "Other: aws:RequestTag/day=2099-12-31T23:59:59Z => Denied at CreateOAuth2Token",
            "Tested: aws:RequestTag/team=ops- => Denied at CreateOAuth2Token",
            "Tested: aws:RequestTag/Color=red => Denied at CreateOAuth2Token",
            "Other: aws:RequestTag/Color=example => Denied at CreateOAuth2Token",
            "Tested: aws:RequestTag/bytes=QUJD => Denied at CreateOAuth2Token",
            "Tested: aws:RequestTag/ip=203.0.113.1 => Denied at CreateOAuth2Token",
            "Tested: aws:RequestTag/arn=arn:aws:iam:::role/ => Denied at CreateOAuth2Token",
            "Other: no aws:RequestTag/must => Denied at CreateOAuth2Token",
            "44 tried",
        ],
    );
}

/// What is tried is bounded: values of a key, keys, their length, all candidates; and what is
/// named of a kind.
#[test]
fn what_is_tried_is_bounded() {
    let tried = |condition: &Value| {
        let case = case(&json!([deny("signin:CreateOAuth2Token", condition)]));
        let trial = case
            .compiled()
            .changes(&request(&json!({})), None, &Known::default());
        (trial.tried, trial.changes.len())
    };
    let values = |count: usize| (0..count).map(|n| format!("v{n}")).collect::<Vec<_>>();
    let keys = |count: usize, values: &[String]| {
        let keys = (0..count).map(|n| (format!("aws:RequestTag/{n}"), json!(values)));
        json!({ "StringNotEquals": keys.collect::<serde_json::Map<_, _>>() })
    };
    // A Deny for another address: no value of a key changes anything.
    let elsewhere = |mut condition: Value| {
        condition["IpAddress"] = json!({ "aws:SourceIp": "192.0.2.1/32" });
        condition
    };
    let rows: &[(&str, Value, (u32, usize))] = &[
        ("one", keys(1, &values(1)), (21, 2)),
        ("58 values", elsewhere(keys(1, &values(58))), (79, 1)),
        ("59 values", elsewhere(keys(1, &values(59))), (80, 1)),
        ("60 values", elsewhere(keys(1, &values(60))), (80, 1)),
        ("499 keys", keys(499, &values(1)), (1017, 500)),
        ("500 keys", keys(500, &values(1)), (1019, 501)),
        ("501 keys", keys(501, &values(1)), (1019, 501)),
        (
            "80 keys of 60 values",
            elsewhere(keys(80, &values(60))),
            (4000, 1),
        ),
        ("long", keys(1, &["x".repeat(2_048)]), (21, 2)),
        ("too long", keys(1, &["x".repeat(2_049)]), (19, 1)),
        (
            "behind one too long",
            keys(1, &["x".repeat(2_049), "short".into()]),
            (21, 2),
        ),
        (
            "a variable",
            keys(1, &["${aws:username}".into(), "short".into()]),
            (21, 2),
        ),
        (
            "named",
            json!({ "StringEquals": { "aws:RequestTag/a": values(30) } }),
            (31, 12),
        ),
        (
            "addresses",
            json!({ "NotIpAddress": { "aws:SourceIp":
                (0..70).map(|n| format!("8.8.{n}.0/24")).collect::<Vec<_>>() } }),
            (20, 13),
        ),
        (
            "one address twice",
            json!({ "NotIpAddress": { "aws:SourceIp": ["8.8.8.0/24", "8.8.8.0/24"] } }),
            (20, 2),
        ),
        (
            "an address that is long",
            json!({ "NotIpAddress": { "aws:SourceIp": ["8".repeat(2_049)] } }),
            (19, 1),
        ),
        (
            "endpoints and VPCs",
            json!({ "StringNotEquals": {
                "aws:SourceVpc": (0..12).map(|n| format!("vpc-0000000{n:x}")).collect::<Vec<_>>(),
                "aws:SourceVpce": (0..12).map(|n| format!("vpce-0000000{n:x}")).collect::<Vec<_>>() } }),
            (22, 13),
        ),
    ];
    let found: Vec<_> = rows
        .iter()
        .map(|(name, condition, _)| (*name, tried(condition)))
        .collect();
    let expected: Vec<_> = rows
        .iter()
        .map(|(name, _, tried)| (*name, *tried))
        .collect();
    assert_eq!(found, expected);
}
