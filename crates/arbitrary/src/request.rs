//! Sign-ins.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use vestibule_signin::{Entry, GivenValue, Network, Networks, Principal, Request};

/// Keys that a request may give or not, and that no other member determines.
pub fn carrier_key() -> impl Strategy<Value = String> {
    select(
        &[
            "aws:UserAgent",
            "aws:PrincipalTag/team",
            "aws:RequestTag/x",
            "aws:FederatedProvider",
            "aws:MultiFactorAuthPresent",
            "aws:MultiFactorAuthAge",
            "aws:referer",
        ][..],
    )
    .prop_map(str::to_owned)
}

/// A value of such a key.
pub fn carrier_value() -> impl Strategy<Value = String> {
    select(&["curl", "Mozilla", "C*", "", "other", "true", "60"][..]).prop_map(str::to_owned)
}

fn given() -> impl Strategy<Value = (String, GivenValue)> {
    let known = carrier_value().prop_map(GivenValue::One);
    let several = vec(carrier_value(), 0..3)
        .prop_map(|values| GivenValue::Many(values.into_iter().map(Into::into).collect()));
    let value = prop_oneof![2 => Just(GivenValue::Unknown), 3 => known, 1 => several];
    let key = prop_oneof![
        3 => carrier_key(),
        1 => select(&[
            "signin:OAuthGrantType",
            "signin:oauthclientid",
            "aws:tokenissuetime",
            "aws:CurrentTime",
            "aws:TagKeys",
            "aws:username",
            "aws:PrincipalOrgID",
        ][..])
        .prop_map(str::to_owned),
    ];
    let time = Just((
        "aws:CurrentTime".to_owned(),
        GivenValue::One("2026-12-01T00:00:00Z".to_owned()),
    ));
    // Another member determines the key; the context may still say that it is unknown.
    let unknown = select(
        &[
            "aws:SourceIp",
            "aws:SourceVpc",
            "aws:PrincipalArn",
            "aws:ResourceAccount",
        ][..],
    )
    .prop_map(|key| (key.to_owned(), GivenValue::Unknown));
    prop_oneof![6 => (key, value), 1 => time, 1 => unknown]
}

fn network() -> impl Strategy<Value = Network> {
    let public = select(
        &[
            "203.0.113.7",
            "198.51.100.7",
            "192.0.2.1",
            "2001:db8::1",
            "::ffff:203.0.113.7",
            "10.0.0.7",
        ][..],
    )
    .prop_map(|ip| Network::Public {
        source_ip: ip.to_owned(),
    });
    let inside = (
        proptest::option::of(select(&["vpc-0abc1234", "vpc-0def5678"][..])),
        proptest::option::of(select(&["vpce-0123456789abcdef0", "vpce-11111111"][..])),
        proptest::option::of(select(&["10.0.0.7", "203.0.113.7"][..])),
    )
        .prop_map(|(vpc, endpoint, ip)| Network::Endpoint {
            vpc: vpc.map(str::to_owned),
            endpoint: endpoint.map(str::to_owned),
            source_ip: ip.map(str::to_owned),
        });
    prop_oneof![public, inside]
}

pub(crate) fn request() -> impl Strategy<Value = Request> {
    let principal = select(
        &[
            "arn:aws:iam::111122223333:root",
            "arn:aws:iam::111122223333:user/alice",
            "arn:aws:iam::111122223333:user/team/bob",
            "arn:aws:iam::111122223333:role/admin",
            "arn:aws:iam::111122223333:role/team/admin",
            "arn:aws-us-gov:iam::111122223333:role/admin",
            "arn:aws:sts::111122223333:federated-user/carol",
            "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef",
        ][..],
    );
    let region = proptest::option::of(select(&["us-east-1", "eu-west-1"][..]));
    let networks = prop_oneof![
        3 => network().prop_map(Networks::from),
        1 => [network(), network(), network()].prop_map(Networks::each),
    ];
    let resource = prop_oneof![
        3 => Just(None),
        1 => select(&[
            "arn:aws:signin:::console/canvas",
            "arn:aws:signin:us-east-1:111122223333:oauth2/public-client/localhost",
        ][..])
        .prop_map(Some),
    ];
    (
        select(&Entry::ALL[..]),
        principal,
        networks,
        region,
        vec(given(), 0..3),
        resource,
    )
        .prop_map(
            |(entry, principal, networks, region, mut context, resource)| {
                context.sort_by_key(|(key, _)| key.to_ascii_lowercase());
                context.dedup_by_key(|(key, _)| key.to_ascii_lowercase());
                Request {
                    entry,
                    principal: Principal::parse(principal).expect("a sound ARN"),
                    networks,
                    region: region.map(str::to_owned),
                    context,
                    resource: resource.map(str::to_owned),
                }
            },
        )
}
