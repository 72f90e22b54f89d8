//! Policies and requests made at random, from a small vocabulary so that
//! conditions are met and missed about equally often.

use std::fmt::Write;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use vestibule_iam::document::Document;
use vestibule_iam::policy::{Casing, Effect, Policy, ReadOptions, Vocabulary};
use vestibule_signin::{
    Account, Action, AssumptionSet, AttachedPolicy, Authorization, Entry, GivenValue, Layer,
    Network, Networks, Organization, Principal, Request, SignIn,
};

#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) policies: Vec<PolicyModel>,
    pub(crate) request: Request,
    pub(crate) account_told: bool,
    pub(crate) management_account: bool,
    pub(crate) authorization: Authorization,
    pub(crate) spaced: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct PolicyModel {
    pub(crate) layer: Layer,
    pub(crate) attached_to: Option<String>,
    pub(crate) statements: Vec<StatementModel>,
}

#[derive(Clone, Debug)]
pub(crate) struct StatementModel {
    pub(crate) effect: Effect,
    actions: Vec<&'static str>,
    /// Operator, key, values; a pair of operator and key comes once.
    tests: Vec<(&'static str, &'static str, Vec<&'static str>)>,
}

const IPS: &[&str] = &[
    "203.0.113.0/24",
    "198.51.100.7",
    "10.0.0.0/8",
    "2001:db8::/32",
];
const IP_OPERATORS: &[&str] = &["IpAddress", "NotIpAddress", "IpAddressIfExists"];
const STRING_OPERATORS: &[&str] = &[
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringLike",
    "StringNotLikeIfExists",
    "ForAllValues:StringEquals",
    "ForAnyValue:StringNotEquals",
    "StringEqualsIfExists",
];
const ARN_OPERATORS: &[&str] = &["ArnLike", "ArnNotEquals", "ArnNotLike", "ArnEqualsIfExists"];
const ARNS: &[&str] = &[
    "arn:aws:iam::111122223333:user/alice",
    "arn:aws:iam::111122223333:role/*",
    "arn:aws:iam::111122223333:root",
    "arn:aws:sts::111122223333:federated-user/*",
    "not-an-arn",
];
const REGIONS: &[&str] = &["us-east-1", "eu-west-1", "eu-*"];
const VPCS: &[&str] = &["vpc-0abc1234", "vpc-0def5678"];
const GRANTS: &[&str] = &["authorization_code", "refresh_token"];
const CARRIED: &[&str] = &["curl", "Mozilla", "C*", "mozilla"];

fn test() -> impl Strategy<Value = (&'static str, &'static str, Vec<&'static str>)> {
    let of = |operators: &'static [&'static str],
              keys: &'static [&'static str],
              values: &'static [&'static str]| {
        (
            select(operators),
            select(keys),
            subsequence(values, 1..=values.len()),
        )
    };
    prop_oneof![
        of(IP_OPERATORS, &["aws:SourceIp", "aws:VpcSourceIp"], IPS),
        of(STRING_OPERATORS, &["aws:SourceVpc"], VPCS),
        of(STRING_OPERATORS, &["aws:RequestedRegion"], REGIONS),
        of(
            STRING_OPERATORS,
            &["aws:UserAgent", "aws:PrincipalTag/team"],
            CARRIED
        ),
        of(
            ARN_OPERATORS,
            &["signin:PrincipalArn", "aws:PrincipalArn"],
            ARNS
        ),
        // Offered at the last action alone.
        of(STRING_OPERATORS, &["signin:OAuthGrantType"], GRANTS),
        of(
            &["Null"],
            &["aws:SourceIp", "aws:PrincipalArn", "aws:UserAgent"],
            &["true", "false"]
        )
        .prop_map(|(operator, key, values)| (operator, key, values[..1].to_vec())),
    ]
}

pub(crate) fn statement() -> impl Strategy<Value = StatementModel> {
    let actions = prop_oneof![
        1 => subsequence(&Action::NAMES, 1..=3),
        2 => Just(vec!["signin:*"]),
        1 => Just(vec!["SIGNIN:createoauth2token"]),
    ];
    let effect = prop_oneof![3 => Just(Effect::Deny), 1 => Just(Effect::Allow)];
    (effect, actions, vec(test(), 0..4)).prop_map(|(effect, actions, mut tests)| {
        tests.sort_by_key(|(operator, key, _)| (*operator, *key));
        tests.dedup_by_key(|(operator, key, _)| (*operator, *key));
        StatementModel {
            effect,
            actions,
            tests,
        }
    })
}

pub(crate) fn layer() -> impl Strategy<Value = Layer> {
    select(&Layer::ALL[..])
}

/// The account of all principals made here.
const ACCOUNT: &str = "111122223333";

fn policy() -> impl Strategy<Value = PolicyModel> {
    let node = select(&[None, Some("r-ab12"), Some(ACCOUNT), Some("444455556666")][..]);
    (layer(), vec(statement(), 1..4), node).prop_map(|(layer, statements, node)| {
        let attached_to = match layer {
            Layer::ResourceControl | Layer::ServiceControl => node.map(str::to_owned),
            Layer::VpcEndpoint => Some("vpce-0123456789abcdef0".to_owned()),
            _ => None,
        };
        PolicyModel {
            layer,
            attached_to,
            statements,
        }
    })
}

pub(crate) fn carrier_key() -> impl Strategy<Value = String> {
    select(&["aws:UserAgent", "aws:PrincipalTag/team"][..]).prop_map(str::to_owned)
}

fn given_key() -> impl Strategy<Value = String> {
    let of_sign_in = select(&["signin:OAuthGrantType", "signin:oauthclientid"][..]);
    prop_oneof![carrier_key(), of_sign_in.prop_map(str::to_owned)]
}

pub(crate) fn carrier_value() -> impl Strategy<Value = String> {
    select(&["curl", "Mozilla", "C*", "", "other"][..]).prop_map(str::to_owned)
}

fn network() -> impl Strategy<Value = Network> {
    let public =
        select(&["203.0.113.7", "198.51.100.7", "192.0.2.1", "2001:db8::1"][..]).prop_map(|ip| {
            Network::Public {
                source_ip: ip.to_owned(),
            }
        });
    let inside = (
        proptest::option::of(select(VPCS)),
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

fn request() -> impl Strategy<Value = Request> {
    let principal = select(
        &[
            "arn:aws:iam::111122223333:root",
            "arn:aws:iam::111122223333:user/alice",
            "arn:aws:iam::111122223333:user/team/bob",
            "arn:aws:iam::111122223333:role/admin",
            "arn:aws:sts::111122223333:federated-user/carol",
            "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef",
        ][..],
    );
    let given = prop_oneof![
        Just(GivenValue::Unknown),
        carrier_value().prop_map(GivenValue::One),
        vec(carrier_value(), 0..3)
            .prop_map(|v| GivenValue::Many(v.into_iter().map(Into::into).collect())),
    ];
    let region = proptest::option::of(select(&["us-east-1", "eu-west-1"][..]));
    let networks = prop_oneof![
        3 => network().prop_map(Networks::from),
        1 => [network(), network(), network()].prop_map(Networks::each),
    ];
    (
        select(&Entry::ALL[..]),
        principal,
        networks,
        region,
        proptest::option::of((given_key(), given)),
    )
        .prop_map(|(entry, principal, networks, region, given)| Request {
            entry,
            principal: Principal::parse(principal).expect("a sound ARN"),
            networks,
            region: region.map(str::to_owned),
            context: given.into_iter().collect(),
            resource: None,
        })
}

pub(crate) fn case() -> impl Strategy<Value = Case> {
    let authorization = prop_oneof![
        4 => Just(Authorization::both(true)),
        1 => Just(Authorization::both(false)),
        1 => Just(Authorization { account: true, organization: false }),
    ];
    (vec(policy(), 0..5), request(), authorization).prop_map(
        |(policies, request, authorization)| Case {
            policies,
            request,
            account_told: true,
            management_account: false,
            authorization,
            spaced: false,
        },
    )
}

impl Case {
    /// The same policies with everything the other way round.
    pub(crate) fn reversed(&self) -> Case {
        let mut other = self.clone();
        other.policies.reverse();
        for statement in other.policies.iter_mut().flat_map(|p| &mut p.statements) {
            statement.actions.reverse();
            statement.tests.reverse();
            for (operator, _, values) in &mut statement.tests {
                // The one list whose order AWS minds is that of ARNs. [E2]
                if !operator.starts_with("Arn") {
                    values.reverse();
                }
            }
        }
        for policy in &mut other.policies {
            policy.statements.reverse();
        }
        other
    }

    pub(crate) fn compile(&self) -> SignIn {
        let account = Account {
            id: self.account_told.then(|| ACCOUNT.into()),
            organization: Some(Organization {
                id: Some("o-a1b2c3d4e5".into()),
                management_account: self.management_account,
                path: None,
            }),
            authorization: self.authorization,
        };
        let policies = self
            .policies
            .iter()
            .map(|model| model.attach(self.spaced))
            .collect();
        SignIn::compile(account, policies, true, AssumptionSet::new())
    }
}

impl PolicyModel {
    fn attach(&self, spaced: bool) -> AttachedPolicy {
        let text = self.text(spaced);
        let document = Document::parse(&text);
        let options = ReadOptions {
            kind: self.layer.kind(),
            casing: Casing::Exact,
            vocabulary: &Vocabulary::default(),
        };
        AttachedPolicy {
            layer: self.layer,
            name: "made".into(),
            attached_to: self.attached_to.clone(),
            policy: Policy::read(&document.root, options).0,
        }
    }

    fn text(&self, spaced: bool) -> String {
        let statements: Vec<String> = self.statements.iter().map(|s| s.text(self.layer)).collect();
        let text = format!(
            "{{\"Version\":\"2012-10-17\",\"Statement\":[{}]}}",
            statements.join(",")
        );
        if spaced {
            text.replace("{\"", "\n{\n\t\"").replace("],", "] ,\r\n")
        } else {
            text
        }
    }
}

impl StatementModel {
    fn text(&self, layer: Layer) -> String {
        let mut text = format!(
            "{{\"Effect\":\"{:?}\",\"Action\":{:?}",
            self.effect, self.actions
        );
        if matches!(
            layer,
            Layer::ResourceBased | Layer::ResourceControl | Layer::VpcEndpoint
        ) {
            text.push_str(",\"Principal\":\"*\"");
        }
        text.push_str(",\"Resource\":\"*\"");
        let mut operators: Vec<&str> = Vec::new();
        for (operator, _, _) in &self.tests {
            if !operators.contains(operator) {
                operators.push(operator);
            }
        }
        let blocks: Vec<String> = operators
            .into_iter()
            .map(|operator| {
                let mut block = format!("\"{operator}\":{{");
                let tests = self.tests.iter().filter(|(of, _, _)| *of == operator);
                for (index, (_, key, values)) in tests.enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    let _ = write!(block, "{comma}\"{key}\":{values:?}");
                }
                block + "}"
            })
            .collect();
        if !blocks.is_empty() {
            let _ = write!(text, ",\"Condition\":{{{}}}", blocks.join(","));
        }
        text + "}"
    }
}
