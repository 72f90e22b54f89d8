//! Who is locked out, held to the evaluator.

use proptest::prelude::*;
use vestibule_analysis::{
    Cidr, Glob, Lockout, NamedNetwork, NetworkSet, Options, PrincipalSet, TextSet, Unanswered,
    WayIn, Where, access_map, lockout,
};
use vestibule_arbitrary::case;
use vestibule_signin::{Authorizer, DecisionValue, Entry, Layer, PrincipalKind, Request};

use crate::examples::{compile, policy};
use crate::{reader, sign_in, told};

pub(crate) fn cidr(text: &str) -> Cidr {
    let (address, prefix) = text.split_once('/').expect("a range");
    Cidr {
        address: address.parse().expect("an address"),
        prefix: prefix.parse().expect("a number"),
    }
}

pub(crate) fn office(name: &str, ranges: &[&str]) -> NamedNetwork {
    NamedNetwork {
        name: name.to_owned(),
        network: NetworkSet::Public(Some(ranges.iter().map(|range| cidr(range)).collect())),
        regions: None,
    }
}

pub(crate) fn vpc(name: &str, id: &str, regions: &[&str]) -> NamedNetwork {
    let only = |id: &str| TextSet {
        within: Some(vec![Glob::literal(id)]),
        without: Vec::new(),
    };
    NamedNetwork {
        name: name.to_owned(),
        network: NetworkSet::Endpoint {
            vpc: only(id),
            endpoint: TextSet::default(),
            source_ip: None,
        },
        regions: Some(regions.iter().map(|&region| region.to_owned()).collect()),
    }
}

pub(crate) fn comes_from(network: &NamedNetwork, request: &Request) -> bool {
    let place = Where {
        network: Some(network.network.clone()),
        ..Where::default()
    };
    let regions = network.regions.as_ref();
    reader::admits(&place, request)
        && regions.is_none_or(|all| all.iter().any(|r| r == request.region()))
}

fn is_theirs(of: &vestibule_analysis::Access, request: &Request) -> bool {
    let principal = of.principals.clone();
    reader::admits(
        &Where {
            principal,
            ..Where::default()
        },
        request,
    )
}

/// Two offices, a VPC, and one person who is exempt, but for the VPC outside its Region.
pub(crate) const PERIMETER: &str = r#"{"Version":"2012-10-17","Statement":[
    {"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{
        "ArnNotEquals":{"signin:PrincipalArn":"arn:aws:iam::111122223333:user/BreakGlass",
            "aws:PrincipalArn":"arn:aws:iam::111122223333:user/BreakGlass"},
        "NotIpAddressIfExists":{"aws:SourceIp":"203.0.113.0/24"},
        "StringNotEqualsIfExists":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}},
    {"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{
        "StringEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"},
        "StringNotEquals":{"aws:RequestedRegion":"eu-west-1"}}}]}"#;

fn perimeter(options: &Options) -> Result<Lockout, Unanswered> {
    let rbp = policy(Layer::ResourceBased, PERIMETER);
    lockout(&compile("111122223333", vec![rbp]), options)
}

#[test]
fn each_named_principal_has_its_ways_in() {
    let options = Options {
        networks: vec![
            office("Tokyo", &["203.0.113.0/25"]),
            office("Osaka", &["198.51.100.0/24"]),
            vpc(
                "corporate",
                "vpc-0a1b2c3d4e5f60718",
                &["eu-west-1", "us-east-1"],
            ),
            vpc("elsewhere", "vpc-0a1b2c3d4e5f60718", &["us-east-1"]),
        ],
        principals: ["BreakGlass", "alice"]
            .map(|name| format!("arn:aws:iam::111122223333:user/{name}"))
            .to_vec(),
        ..Options::default()
    };
    let found = perimeter(&options).unwrap();
    let ways: Vec<(WayIn, Vec<&str>)> = found
        .principals
        .iter()
        .map(|access| {
            (
                access.way_in,
                access.through.iter().map(String::as_str).collect(),
            )
        })
        .collect();
    assert_eq!(
        ways,
        [
            (WayIn::Passes, vec!["Tokyo", "Osaka", "corporate"]),
            (WayIn::Passes, vec!["Tokyo", "corporate"]),
            // Everybody else, and those of whom AWS says that networks block them.
            (WayIn::Passes, vec!["Tokyo", "corporate"]),
            (WayIn::LockedOut, vec![]),
        ]
    );
    assert_eq!(found.verdict, WayIn::LockedOut);
}

#[test]
fn who_is_not_of_the_account_is_said() {
    let options = Options {
        principals: vec!["arn:aws:iam::444455556666:user/alice".to_owned()],
        ..Options::default()
    };
    assert_eq!(perimeter(&options), Err(Unanswered::NobodyOfTheAccount));
}

#[test]
fn without_declared_networks_any_will_do() {
    let found = perimeter(&Options::default()).unwrap();
    let ways: Vec<WayIn> = found
        .principals
        .iter()
        .map(|access| access.way_in)
        .collect();
    assert_eq!(ways, [WayIn::Passes, WayIn::LockedOut]);
}

/// Whom AWS says that networks block is nobody's concern where there are none of them.
#[test]
fn roles_of_identity_center_may_be_left_out() {
    let found = perimeter(&Options {
        without_identity_center: true,
        ..Options::default()
    });
    let found = found.unwrap();
    assert_eq!(found.verdict, WayIn::Passes);
    let everybody = PrincipalSet::default();
    let whom: Vec<&PrincipalSet> = found.principals.iter().map(|of| &of.principals).collect();
    assert_eq!(whom, [&everybody]);
}

#[test]
fn one_of_identity_center_is_nobody_where_its_roles_are_left_out() {
    let admin = "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef";
    let options = Options {
        principals: vec![format!("arn:aws:iam::111122223333:{admin}")],
        without_identity_center: true,
        ..Options::default()
    };
    assert_eq!(perimeter(&options), Err(Unanswered::NobodyOfTheAccount));
}

/// All kinds but one that there are, with those of whom there is nobody.
#[test]
fn a_set_of_most_kinds_has_the_kind_of_which_there_is_nobody() {
    use PrincipalKind::{FederatedUser, IdentityCenterRole, Role, Root, User};
    let users = r#"{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*",
        "Condition":{"ArnLike":{"signin:PrincipalArn":"arn:aws:iam::*:user/*"}}}}"#;
    let rbp = policy(Layer::ResourceBased, users);
    let authorizer = compile("111122223333", vec![rbp]);
    let kinds = |without_identity_center| {
        let options = Options {
            without_identity_center,
            ..Options::default()
        };
        let found = lockout(&authorizer, &options).unwrap();
        let kinds = found.principals.into_iter();
        kinds.map(|of| of.principals.kinds).collect::<Vec<_>>()
    };
    let most = Some(vec![Root, Role, IdentityCenterRole, FederatedUser]);
    assert_eq!(kinds(true), [most.clone(), Some(vec![User])]);
    assert_eq!(kinds(false), [most, Some(vec![User])]);
}

fn options() -> Options {
    Options {
        networks: vec![
            office("office", &["203.0.113.0/25", "2001:db8::/33"]),
            vpc("vpc", "vpc-0abc1234", &["us-east-1", "eu-west-2"]),
        ],
        principals: vec![
            "arn:aws:iam::111122223333:user/alice".to_owned(),
            "arn:aws:iam::111122223333:role/team/admin".to_owned(),
        ],
        ..Options::default()
    }
}

fn decide(authorizer: &Authorizer, request: &Request) -> DecisionValue {
    authorizer
        .decide(request)
        .expect("a request made here is sound")
        .outcome
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A witness comes from a network that it is said to pass from, and passes; nobody gets
    /// in who is locked out.
    #[test]
    fn who_is_locked_out_never_gets_in(
        case in case(), seeds in prop::collection::vec(sign_in::seed(), 20),
    ) {
        let authorizer = told(case).compile();
        let options = options();
        let found = lockout(&authorizer, &options).expect("small policies are not too large");
        let map = access_map(&authorizer, &options).expect("small policies are not too large");
        for access in &found.principals {
            prop_assert!(is_theirs(access, &access.witness), "{:#?}", access);
            prop_assert_eq!(access.witness.entry, Entry::Console);
            let from = options.networks.iter().filter(|network| comes_from(network, &access.witness));
            prop_assert_eq!(from.count(), 1, "{:#?}", access);
            match access.way_in {
                WayIn::Passes => prop_assert_eq!(decide(&authorizer, &access.witness), DecisionValue::Allowed),
                WayIn::LockedOut => {
                    let decision = authorizer.decide(&access.witness).expect("sound");
                    prop_assert_eq!(decision.outcome, DecisionValue::Denied);
                    prop_assert!(access.denied_at.is_none_or(|at| decision.denied_at == Some(at)));
                }
                WayIn::Unknown => {}
            }
            prop_assert_eq!(access.way_in == WayIn::Passes, !access.through.is_empty());
        }
        for seed in seeds {
            let request = sign_in::of(&authorizer, &map.ranging, &seed);
            let of: Vec<_> = found.principals.iter().filter(|access| is_theirs(access, &request)).collect();
            prop_assert_eq!(of.len(), 1, "{:?} {:#?}", request.principal, found);
            let from: Vec<&NamedNetwork> =
                options.networks.iter().filter(|network| comes_from(network, &request)).collect();
            if request.entry == Entry::Console && !from.is_empty() {
                let outcome = decide(&authorizer, &request);
                if of[0].way_in == WayIn::LockedOut {
                    prop_assert_eq!(outcome, DecisionValue::Denied, "{:?}", request);
                }
                if outcome == DecisionValue::Allowed {
                    let known = of[0].through.contains(&from[0].name);
                    // What is undecided may pass all the same.
                    prop_assert!(known || !map.undecided.is_empty(), "{:?} {:#?}", request, of[0]);
                }
            }
        }
    }
}
