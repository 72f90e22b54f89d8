//! Perimeters made at random.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

pub(crate) const ACCOUNT: &str = "111122223333";

/// A range near to others, so that ranges touch, overlap and lie in each other.
fn range() -> impl Strategy<Value = String> {
    let v4 = (0..4_u8, any::<u8>(), 8..=32_u8).prop_map(|(third, last, prefix)| {
        let bits = u32::from_be_bytes([203, 0, 112 + third, last]);
        let bits = bits & u32::MAX.checked_shl(32 - u32::from(prefix)).unwrap_or(0);
        format!("{}/{prefix}", std::net::Ipv4Addr::from_bits(bits))
    });
    let v6 = (0..4_u16, any::<u16>(), 16..=128_u32).prop_map(|(second, last, prefix)| {
        let address = std::net::Ipv6Addr::new(0x2001, 0xdb8, second, 0, 0, 0, 0, last);
        let bits = address.to_bits() & u128::MAX.checked_shl(128 - prefix).unwrap_or(0);
        format!("{}/{prefix}", std::net::Ipv6Addr::from_bits(bits))
    });
    let odd = select(
        &[
            "0.0.0.0/0",
            "::/0",
            "::/80",
            "::fffe:0:0/95",
            "2001:db8::1/32",
            "10.0.0.7",
            "0.0.0.0/1",
        ][..],
    );
    prop_oneof![5 => v4, 3 => v6, 1 => odd.prop_map(str::to_owned)]
}

fn test() -> impl Strategy<Value = (String, String, Value)> {
    let of = |operators: &'static [&'static str],
              keys: &'static [&'static str],
              values: &'static [&'static str]| {
        let values = subsequence(values, 1..=values.len().min(3));
        (select(operators), select(keys), values).prop_map(|(operator, key, values)| {
            (operator.to_owned(), key.to_owned(), json!(values))
        })
    };
    let addresses = (
        select(
            &[
                "IpAddress",
                "NotIpAddress",
                "IpAddressIfExists",
                "NotIpAddressIfExists",
            ][..],
        ),
        select(&["aws:SourceIp", "aws:VpcSourceIp"][..]),
        vec(range(), 1..5),
    );
    let addresses = addresses
        .prop_map(|(operator, key, values)| (operator.to_owned(), key.to_owned(), json!(values)));
    const EQUALS: &[&str] = &[
        "StringEquals",
        "StringNotEquals",
        "StringEqualsIfExists",
        "StringNotEqualsIfExists",
    ];
    const LIKE: &[&str] = &["StringLike", "StringNotLike", "StringLikeIfExists"];
    const ARNS: &[&str] = &["ArnLike", "ArnNotLike", "ArnEquals", "ArnNotEqualsIfExists"];
    prop_oneof![
        4 => addresses,
        2 => of(EQUALS, &["aws:SourceVpc"], &["vpc-0abc1234", "vpc-0def5678"]),
        1 => of(EQUALS, &["aws:SourceVpce"], &["vpce-11111111", "vpce-22222222"]),
        1 => of(LIKE, &["aws:SourceVpc"], &["vpc-0abc*", "vpc-0*", "vpc-0def5678"]),
        1 => of(EQUALS, &["aws:RequestedRegion"], &["us-east-1", "eu-west-1", "eu-west-2"]),
        1 => of(LIKE, &["aws:RequestedRegion"], &["us-*", "eu-west-*", "eu-west-1"]),
        3 => of(ARNS, &["signin:PrincipalArn", "aws:PrincipalArn"], &[
            "arn:aws:iam::111122223333:user/alice",
            "arn:aws:iam::*:role/break-glass/*",
            "arn:aws:iam::111122223333:role/*",
            "arn:aws:iam::*:root",
            "arn:aws:sts::111122223333:federated-user/*",
            "arn:aws:iam::444455556666:*",
        ]),
        1 => of(LIKE, &["signin:PrincipalArn", "aws:PrincipalArn"], &[
            "arn:aws:iam::111122223333:user/a*", "arn:aws:iam::111122223333:user/alice", "*",
        ]),
        1 => (
            Just("Null"),
            select(&["aws:SourceIp", "aws:SourceVpc", "aws:PrincipalArn", "signin:PrincipalArn"][..]),
            any::<bool>(),
        ).prop_map(|(operator, key, is)| (operator.to_owned(), key.to_owned(), json!(is.to_string()))),
    ]
}

fn statement() -> impl Strategy<Value = Value> {
    let actions = prop_oneof![
        2 => Just(json!({ "Action": "signin:*" })),
        1 => subsequence(
            &["signin:Authenticate", "signin:AuthorizeOAuth2Access", "signin:CreateOAuth2Token"][..], 1..=2
        ).prop_map(|names| json!({ "Action": names })),
    ];
    let tests = btree_map((any::<u8>(), any::<u8>()), test(), 0..5);
    (actions, tests).prop_map(|(mut statement, tests)| {
        let mut blocks: Map<String, Value> = Map::new();
        for (operator, key, values) in tests.into_values() {
            let block = blocks.entry(operator).or_insert_with(|| json!({}));
            block[key] = values;
        }
        statement["Effect"] = json!("Deny");
        statement["Principal"] = json!("*");
        statement["Resource"] = json!("*");
        if !blocks.is_empty() {
            statement["Condition"] = Value::Object(blocks);
        }
        statement
    })
}

/// Policies of `Deny` statements.
pub(crate) fn perimeters() -> impl Strategy<Value = Vec<Value>> {
    let policy = vec(statement(), 1..4)
        .prop_map(|statements| json!({ "Version": "2012-10-17", "Statement": statements }));
    vec(policy, 1..3)
}

/// A policy whose lists are turned round, with a statement that says nothing new.
pub(crate) fn turned(policy: &Value) -> Value {
    let mut other = policy.clone();
    if let Some(statements) = other["Statement"].as_array_mut() {
        statements.reverse();
        let first = statements[0].clone();
        for statement in statements.iter_mut() {
            for block in statement
                .get_mut("Condition")
                .and_then(Value::as_object_mut)
                .into_iter()
                .flatten()
            {
                for (_, values) in block.1.as_object_mut().into_iter().flatten() {
                    if let Some(list) = values.as_array_mut() {
                        list.reverse();
                    }
                }
            }
        }
        statements.push(first);
    }
    other
}
