//! Sign-ins of the space, made at random: near to what policies name.

use proptest::prelude::*;
use proptest::sample::select;
use vestibule_iam::keys::KeyValue;
use vestibule_signin::keys::{ValueType, value_type};
use vestibule_signin::{Action, Authorizer, Entry, GivenValue, Network, Principal, Request};

const MFA_PRESENT: &str = "aws:MultiFactorAuthPresent";
const MFA_AGE: &str = "aws:MultiFactorAuthAge";

/// What a sign-in is made of.
#[derive(Clone, Debug)]
pub struct Seed {
    entry: Entry,
    principal: String,
    network: Network,
    region: String,
    text: String,
    date: i64,
    whole: i64,
    is_true: bool,
}

/// A sign-in before it is known which keys it has.
pub fn seed() -> impl Strategy<Value = Seed> {
    let resource = prop_oneof![
        3 => select(
            &[
                "root",
                "user/alice",
                "user/team/bob",
                "user/team/alice",
                "user/a",
                "role/admin",
                "role/team/admin",
                "role/other",
                "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef",
                "federated-user/carol",
                "federated-user/dave",
            ][..],
        )
        .prop_map(str::to_owned),
        1 => "(user|role|federated-user)/[a-c/:]{0,3}[a-z]",
    ];
    let public = prop_oneof![
        2 => select(&[
            "203.0.113.0", "203.0.113.255", "203.0.114.0", "198.51.100.7", "198.51.100.8",
            "10.255.255.255", "2001:db8::", "2001:db8::1", "2001:db9::",
        ][..]).prop_map(str::to_owned),
        1 => any::<[u8; 4]>().prop_map(|[a, b, c, d]| format!("{a}.{b}.{c}.{d}")),
    ];
    let inside = (
        select(
            &[
                "vpc-0abc1234",
                "vpc-0def5678",
                "vpc-00000000",
                "vpc-0123456789abcdef0",
            ][..],
        ),
        select(&["vpce-0123456789abcdef0", "vpce-11111111", "vpce-22222222"][..]),
        public.clone(),
    )
        .prop_map(|(vpc, endpoint, source_ip)| Network::Endpoint {
            vpc: Some(vpc.to_owned()),
            endpoint: Some(endpoint.to_owned()),
            source_ip: Some(source_ip),
        });
    let network = prop_oneof![
        public.prop_map(|source_ip| Network::Public { source_ip }),
        inside,
    ];
    let region = select(&["us-east-1", "eu-west-1", "eu-west-2", "ap-south-1"][..]);
    let text = prop_oneof![
        select(
            &[
                "curl", "Mozilla", "mozilla", "C*", "C2", "", "true", "alice", "60", "Y3VybA=="
            ][..]
        )
        .prop_map(str::to_owned),
        "[a-cA-C*?:$]{0,4}",
    ];
    let near = |points: &'static [i64]| (select(points), -1..2_i64).prop_map(|(p, more)| p + more);
    (
        select(&Entry::ALL[..]),
        resource,
        network,
        region,
        text,
        near(&[1_782_907_200_000, 1_893_456_000_000, 1_700_000_000_000]),
        near(&[1, 60, 3_600, 100]),
        any::<bool>(),
    )
        .prop_map(
            |(entry, principal, network, region, text, date, whole, is_true)| Seed {
                entry,
                principal,
                network,
                region: region.to_owned(),
                text,
                date,
                whole,
                is_true,
            },
        )
}

fn principal(resource: &str) -> Principal {
    let service = if resource.starts_with("federated-user/") {
        "sts"
    } else {
        "iam"
    };
    let parse =
        |resource: &str| Principal::parse(&format!("arn:aws:{service}::111122223333:{resource}"));
    parse(resource)
        .or_else(|_| parse("user/odd"))
        .or_else(|_| parse("federated-user/odd"))
        .expect("sound")
}

/// The sign-in, with a value for each key that it has and that nobody told.
pub fn of(authorizer: &Authorizer, ranging: &[String], seed: &Seed) -> Request {
    let mut request = Request {
        entry: seed.entry,
        principal: principal(&seed.principal),
        networks: seed.network.clone().into(),
        region: Some(seed.region.clone()),
        context: Vec::new(),
        resource: None,
    };
    for name in ranging {
        let is_said = |name: &str, value: KeyValue<'_>| {
            authorizer.keys().find(name).is_some_and(|key| {
                Action::ALL.into_iter().any(|action| {
                    authorizer.with_parts(&request, action, |parts| parts.value(key) == value)
                })
            })
        };
        // Whether MFA was used is said with its age, also where no test of the action asks for it.
        let is_there = is_said(name, KeyValue::PresentUnknown)
            || (name == MFA_PRESENT && is_said(MFA_AGE, KeyValue::Unknown));
        if is_there {
            let value = match value_type(name) {
                ValueType::Boolean => seed.is_true.to_string(),
                ValueType::Date => vestibule_iam::date::spelled(seed.date),
                ValueType::EpochSeconds => (seed.date / 1_000).to_string(),
                ValueType::Number => seed.whole.to_string(),
                _ => seed.text.clone(),
            };
            request.context.push((name.clone(), GivenValue::One(value)));
        }
    }
    request
}
