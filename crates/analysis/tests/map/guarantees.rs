//! Guarantees, held to the evaluator.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use vestibule_analysis::{
    FromWhere, Glob, Guarantee, Holds, NamedNetwork, NetworkSet, Options, Proof, TextSet,
    Unanswered, Verdict, Who, access_map, prove,
};
use vestibule_arbitrary::case;
use vestibule_iam::wildcard::Pattern;
use vestibule_signin::{Action, Authorizer, DecisionValue, Entry, Layer, PrincipalKind, Request};

use crate::examples::{compile, policy};
use crate::lockouts::{PERIMETER, comes_from, office, vpc};
use crate::reader::admits;
use crate::{sign_in, told};

fn names(all: &[&str]) -> Vec<String> {
    all.iter().map(|&name| name.to_owned()).collect()
}

fn guarantee(principals: Who, from: FromWhere, allowed: bool) -> Guarantee {
    Guarantee {
        principals,
        from,
        entries: vec![Entry::Console],
        regions: None,
        allowed,
        at: None,
        holds: Holds::Always,
    }
}

fn break_glass() -> Vec<String> {
    names(&["arn:aws:iam::111122223333:user/BreakGlass"])
}

fn perimeter(guarantees: &[Guarantee]) -> Result<Vec<Proof>, Unanswered> {
    let options = Options {
        networks: vec![
            office("Tokyo office", &["203.0.113.0/25"]),
            vpc("corporate VPC", "vpc-0a1b2c3d4e5f60718", &["eu-west-1"]),
        ],
        ..Options::default()
    };
    let rbp = policy(Layer::ResourceBased, PERIMETER);
    prove(&compile("111122223333", vec![rbp]), &options, guarantees)
}

#[test]
fn guarantees_are_proven_or_refuted() {
    let users = || Who::In(names(&["arn:aws:iam::111122223333:user/*"]));
    let in_ireland = Guarantee {
        regions: Some(names(&["eu-west-1"])),
        ..guarantee(Who::In(break_glass()), FromWhere::Anywhere, true)
    };
    let somewhere = Guarantee {
        holds: Holds::Somewhere,
        ..guarantee(Who::Any, FromWhere::Networks, true)
    };
    let nobody = guarantee(
        Who::In(names(&["arn:aws:iam::444455556666:*"])),
        FromWhere::Anywhere,
        true,
    );
    let before = Guarantee {
        at: Some(Action::AuthorizeOAuth2Access),
        ..guarantee(
            Who::NotIn(break_glass()),
            FromWhere::NotIn(names(&["Tokyo office"])),
            false,
        )
    };
    let all = [
        // The VPC is closed in every other Region.
        guarantee(Who::In(break_glass()), FromWhere::Anywhere, true),
        in_ireland,
        guarantee(users(), FromWhere::In(names(&["Tokyo office"])), true),
        // IAM Identity Center is blocked by networks.
        somewhere.clone(),
        Guarantee {
            principals: users(),
            ..somewhere
        },
        // 203.0.113.128/25 is open, too, and no office.
        guarantee(
            Who::NotIn(break_glass()),
            FromWhere::NotIn(names(&["Tokyo office", "corporate VPC"])),
            false,
        ),
        nobody,
        before,
    ];
    let proofs = perimeter(&all).unwrap();
    let verdicts: Vec<(Verdict, bool)> = proofs
        .iter()
        .map(|proof| (proof.verdict, proof.is_vacuous))
        .collect();
    let (holds, fails) = (Verdict::Holds, Verdict::Fails);
    assert_eq!(
        verdicts,
        [
            (fails, false),
            (holds, false),
            (holds, false),
            (fails, false),
            (holds, false),
            (fails, false),
            (holds, true),
            (fails, false),
        ]
    );
    assert_eq!(proofs[0].denied_at, Some(Action::Authenticate));
    let witness = proofs[0].witness.as_ref().unwrap();
    assert_ne!(witness.region(), "eu-west-1");
    assert!(witness.network(Action::Authenticate).is_endpoint());
    for proof in &proofs {
        let is_proven = proof.verdict == holds;
        assert_eq!(proof.place.is_none(), is_proven);
        assert_eq!(proof.witness.is_none(), is_proven);
    }
    // Where it fails is said exactly: elsewhere, through the VPC, for break-glass.
    let place = proofs[0].place.clone().unwrap();
    assert!(matches!(place.network, Some(NetworkSet::Endpoint { .. })));
    assert_eq!(place.region.without, [Glob::literal("eu-west-1")]);
    let alone = [Glob::literal("arn:aws:iam::111122223333:user/BreakGlass")];
    assert_eq!(place.principal.arns.within.as_deref(), Some(&alone[..]));
    // Of one that is to hold somewhere: for whom it does so nowhere.
    let place = proofs[3].place.clone().unwrap();
    assert_eq!(
        place.principal.kinds,
        Some(vec![PrincipalKind::IdentityCenterRole])
    );
    assert_eq!((place.network, place.region), (None, TextSet::default()));
}

#[test]
fn a_network_that_is_not_declared_is_said() {
    let unknown = guarantee(Who::Any, FromWhere::In(names(&["Nagoya"])), true);
    assert_eq!(perimeter(&[unknown]), Err(Unanswered::NoSuchNetwork));
}

fn who() -> impl Strategy<Value = Who> {
    let patterns = || {
        let all = &[
            "arn:aws:iam::111122223333:user/alice",
            "arn:aws:iam::111122223333:user/*",
            "arn:aws:iam::*:role/team/*",
            "*:role/*",
            "arn:aws:sts::111122223333:federated-user/carol",
        ][..];
        subsequence(all, 1..3).prop_map(|all| names(&all))
    };
    prop_oneof![
        Just(Who::Any),
        patterns().prop_map(Who::In),
        patterns().prop_map(Who::NotIn),
    ]
}

fn any_guarantee() -> impl Strategy<Value = Guarantee> {
    let some = || subsequence(&["office", "vpc"][..], 1..3).prop_map(|all| names(&all));
    let from = prop_oneof![
        Just(FromWhere::Anywhere),
        Just(FromWhere::Networks),
        some().prop_map(FromWhere::In),
        some().prop_map(FromWhere::NotIn),
    ];
    let regions = prop_oneof![
        2 => Just(None),
        1 => subsequence(&["us-east-1", "eu-west-2", "eu-south-2"][..], 1..3).prop_map(|all| Some(names(&all))),
    ];
    let at = prop_oneof![2 => Just(None), 1 => select(&Action::ALL[..]).prop_map(Some)];
    let holds = prop_oneof![3 => Just(Holds::Always), 1 => Just(Holds::Somewhere)];
    let entries = subsequence(&Entry::ALL[..], 1..=3);
    (who(), from, entries, regions, any::<bool>(), at, holds).prop_map(
        |(principals, from, entries, regions, allowed, at, holds)| Guarantee {
            principals,
            from,
            entries,
            regions,
            allowed,
            at,
            holds,
        },
    )
}

/// Whether a guarantee is about a sign-in, read apart from the engine.
fn is_about(guarantee: &Guarantee, networks: &[NamedNetwork], request: &Request) -> bool {
    let comes = |names: &[String]| {
        networks
            .iter()
            .any(|network| names.contains(&network.name) && comes_from(network, request))
    };
    let all: Vec<String> = networks
        .iter()
        .map(|network| network.name.clone())
        .collect();
    let matches = |patterns: &[String]| {
        patterns
            .iter()
            .any(|pattern| Pattern::new(pattern).matches(&request.principal.arn))
    };
    let who = match &guarantee.principals {
        Who::Any => true,
        Who::In(patterns) => matches(patterns),
        Who::NotIn(patterns) => !matches(patterns),
    };
    let from = match &guarantee.from {
        FromWhere::Anywhere => true,
        FromWhere::Networks => comes(&all),
        FromWhere::In(names) => comes(names),
        FromWhere::NotIn(names) => !comes(names),
    };
    let regions = guarantee.regions.as_ref();
    who && from
        && guarantee.entries.contains(&request.entry)
        && regions.is_none_or(|regions| regions.iter().any(|region| region == request.region()))
}

fn decide(authorizer: &Authorizer, at: Option<Action>, request: &Request) -> DecisionValue {
    let decision = authorizer
        .decide(request)
        .expect("a request made here is sound");
    at.map_or(decision.outcome, |action| {
        decision.phases[action as usize].decision
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// A witness is one that the guarantee is about and breaks it, and so do all sign-ins of
    /// the region that is named; what holds, holds for every sign-in.
    #[test]
    fn what_is_proven_holds(
        case in case(),
        guarantees in prop::collection::vec(any_guarantee(), 4),
        seeds in prop::collection::vec(sign_in::seed(), 24),
    ) {
        let authorizer = told(case).compile();
        let options = Options {
            networks: vec![
                office("office", &["203.0.113.0/25", "2001:db8::/33"]),
                vpc("vpc", "vpc-0abc1234", &["us-east-1", "eu-west-2"]),
            ],
            ..Options::default()
        };
        let proofs = prove(&authorizer, &options, &guarantees).expect("small policies");
        let map = access_map(&authorizer, &options).expect("small policies");
        let requests: Vec<Request> =
            seeds.iter().map(|seed| sign_in::of(&authorizer, &map.ranging, seed)).collect();
        for (guarantee, proof) in guarantees.iter().zip(&proofs) {
            let wanted = if guarantee.allowed { DecisionValue::Allowed } else { DecisionValue::Denied };
            prop_assert_eq!(proof.witness.is_some(), proof.verdict != Verdict::Holds);
            if let Some(witness) = &proof.witness {
                prop_assert!(is_about(guarantee, &options.networks, witness), "{:#?} {:?}", guarantee, witness);
                let found = decide(&authorizer, guarantee.at, witness);
                if proof.verdict == Verdict::Fails {
                    prop_assert_ne!(found, DecisionValue::Unknown);
                    prop_assert_ne!(found, wanted);
                }
            }
            if let (Some(place), Some(witness)) = (&proof.place, &proof.witness) {
                prop_assert!(admits(place, witness), "{:#?} {:?}", place, witness);
                for request in requests.iter().filter(|request| admits(place, request)) {
                    // Of one that is to hold somewhere: all sign-ins of a principal.
                    let is_about = is_about(guarantee, &options.networks, request);
                    prop_assert!(is_about || guarantee.holds == Holds::Somewhere, "{:#?} {:?}", place, request);
                    if is_about && proof.verdict == Verdict::Fails {
                        let found = decide(&authorizer, guarantee.at, request);
                        prop_assert_ne!(found, DecisionValue::Unknown, "{:#?} {:?}", place, request);
                        prop_assert_ne!(found, wanted, "{:#?} {:?}", place, request);
                    }
                }
            }
            let mut about = requests.iter().filter(|r| is_about(guarantee, &options.networks, r));
            if proof.is_vacuous {
                prop_assert_eq!(about.next(), None);
            } else if guarantee.holds == Holds::Always && proof.verdict == Verdict::Holds {
                for request in about {
                    prop_assert_eq!(decide(&authorizer, guarantee.at, request), wanted, "{:#?}", request);
                }
            }
        }
    }
}
