//! Answers that are made at random, of everything that one can hold.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use vestibule_wire::{
    Absent, Action, Any, AnyCase, Case, ContextSet, ContextValues, DecidedBy, EndpointSet, Layer,
    NetworkSet, NoFiles, Ordered, Outcome, Pattern, Patterns, PrincipalAccess, PrincipalKind,
    PrincipalSet, Ranges, Region, Request, TextSet, UndecidedStatement, WayIn, Where,
};

pub(super) fn text() -> impl Strategy<Value = String> {
    let account = "arn:aws:iam::111122223333:";
    select(vec![
        "vpc-0a1b2c3d4e5f60718".to_owned(),
        "eu-west-1".to_owned(),
        "東京 オフィス".to_owned(),
        "a `quoted` name".to_owned(),
        "203.0.113.0/24".to_owned(),
        "2001:db8::/32".to_owned(),
        format!("{account}root"),
        format!("{account}user/team/*"),
        format!("{account}role/A"),
    ])
}

fn pattern() -> impl Strategy<Value = Pattern> {
    (text(), any::<bool>()).prop_map(|(text, is_exact)| {
        if is_exact {
            Pattern::Exact(text)
        } else {
            Pattern::AnyCase(AnyCase { any_case: text })
        }
    })
}

fn patterns() -> impl Strategy<Value = (Option<Vec<Pattern>>, Vec<Pattern>)> {
    let within = option::of(vec(pattern(), 1..4));
    (within, vec(pattern(), 0..3))
}

fn texts() -> impl Strategy<Value = TextSet> {
    let some = patterns().prop_map(|(within, without)| match (&within, without.len()) {
        (None, 0) => TextSet::Any(Any::Any),
        _ => TextSet::Patterns(Patterns { within, without }),
    });
    prop_oneof![Just(TextSet::Any(Any::Any)), some]
}

fn ranges() -> impl Strategy<Value = Ranges> {
    let range = (0..30_u8).prop_map(|bits| format!("0.0.0.0/{bits}"));
    prop_oneof![
        Just(Ranges::Any(Any::Any)),
        vec(range, 1..6).prop_map(Ranges::In)
    ]
}

fn network() -> impl Strategy<Value = NetworkSet> {
    let endpoint = (texts(), texts(), ranges());
    let endpoint = endpoint.prop_map(|(vpc, vpce, source_ip)| EndpointSet {
        vpc,
        vpce,
        source_ip,
    });
    prop_oneof![
        ranges().prop_map(NetworkSet::Public),
        endpoint.prop_map(NetworkSet::Endpoint)
    ]
}

fn principals() -> impl Strategy<Value = PrincipalSet> {
    let kinds = [
        PrincipalKind::Root,
        PrincipalKind::User,
        PrincipalKind::Role,
        PrincipalKind::IdentityCenterRole,
        PrincipalKind::FederatedUser,
    ];
    let kinds = subsequence(kinds.to_vec(), 1..=5);
    (option::of(kinds), patterns()).prop_map(|(kind, (within, without))| PrincipalSet {
        kind,
        within,
        without,
    })
}

fn context() -> impl Strategy<Value = Ordered<ContextSet>> {
    let bound = || option::of(select(vec!["3600", "7200", "2027-01-01T00:00:00Z"]));
    let values = (
        patterns(),
        option::of(ranges()),
        bound(),
        bound(),
        any::<bool>(),
    );
    let values = values.prop_map(|((within, without), addresses, from, before, or_absent)| {
        ContextSet::Values(ContextValues {
            within,
            without,
            addresses,
            from: from.map(str::to_owned),
            before: before.map(str::to_owned),
            or_absent,
        })
    });
    let set = prop_oneof![Just(ContextSet::Absent(Absent::Absent)), values];
    let key = select(vec![
        "aws:UserAgent".to_owned(),
        "aws:CurrentTime".to_owned(),
    ]);
    vec((key, set), 0..3).prop_map(Ordered)
}

fn decided_by() -> impl Strategy<Value = DecidedBy> {
    let layers = vec![
        Layer::VpcEndpoint,
        Layer::ResourceControl,
        Layer::ServiceControl,
        Layer::ResourceBased,
        Layer::Identity,
        Layer::PermissionsBoundary,
        Layer::Session,
    ];
    let policy = option::of(select(vec!["perimeter", "resourceBased"]));
    let sid = option::of(select(vec!["Sid"]));
    (select(layers), policy, option::of(0..9_u32), sid).prop_map(
        |(layer, policy, statement, sid)| DecidedBy {
            layer,
            policy: policy.map(str::to_owned),
            path: None,
            statement,
            sid: statement.and(sid).map(str::to_owned),
            span: None,
            range: None,
        },
    )
}

fn keys() -> impl Strategy<Value = Option<Vec<String>>> {
    let keys = ["policies.identity", "resource", "aws:SourceIp"].map(str::to_owned);
    option::of(vec(select(keys.to_vec()), 0..3))
}

fn action() -> impl Strategy<Value = Option<Action>> {
    option::of(select(vec![
        Action::Authenticate,
        Action::AuthorizeOAuth2Access,
        Action::CreateOAuth2Token,
    ]))
}

fn outcome() -> impl Strategy<Value = Outcome> {
    select(vec![Outcome::Allowed, Outcome::Denied, Outcome::Unknown])
}

/// The sign-ins of the sample, which say all that a sign-in can say.
fn witness() -> impl Strategy<Value = Request> {
    let case = Case::read(
        r#"{ "vestibule": 1, "policies": {}, "requests": [
            { "principal": "arn:aws:iam::111122223333:user/a" },
            { "principal": "arn:aws:iam::111122223333:user/a", "entry": "login-local",
              "network": { "sourceIp": "203.0.113.1" }, "region": "eu-west-1" },
            { "principal": "arn:aws:iam::111122223333:user/a", "entry": "login-remote",
              "network": { "vpc": "vpc-0abc1234" }, "context": { "aws:UserAgent": null } },
            { "principal": "arn:aws:iam::111122223333:user/a",
              "network": { "endpoint": "vpce-0abc1234", "sourceIp": "10.0.0.1" },
              "context": { "aws:UserAgent": "x", "aws:TagKeys": ["a", "b"] } },
            { "principal": "arn:aws:iam::111122223333:user/a", "network": {
              "vpc": "vpc-0abc1234", "endpoint": "vpce-0abc1234", "sourceIp": "10.0.0.1" } }
        ] }"#,
        &NoFiles,
    );
    select(case.expect("a case").file().requests.clone())
}

pub(super) fn region() -> impl Strategy<Value = Region> {
    let place = (
        option::of(network()),
        option::of(texts()),
        option::of(principals()),
        context(),
        option::of(vec(account(), 1..8)),
    );
    let place = place.prop_map(|(network, region, principal, context, accounts)| Where {
        account: accounts.map(|ids| {
            TextSet::Patterns(Patterns {
                within: Some(ids.into_iter().map(Pattern::Exact).collect()),
                without: Vec::new(),
            })
        }),
        network,
        region,
        principal,
        context,
        ..Where::default()
    });
    let by = || vec(decided_by(), 0..3);
    (outcome(), action(), by(), keys(), by(), place, witness()).prop_map(
        |(outcome, denied_at, decided_by, depends_on, undecided, place, witness)| Region {
            outcome,
            denied_at,
            decided_by,
            depends_on,
            undecided,
            place,
            witness,
            addresses: None,
        },
    )
}

pub(super) fn undecided() -> impl Strategy<Value = Vec<UndecidedStatement>> {
    let one = decided_by().prop_map(|by| UndecidedStatement {
        layer: by.layer,
        policy: by.policy,
        statement: by.statement,
        why: String::new(),
        key: "aws:username".to_owned(),
    });
    vec(one, 0..3)
}

/// The id of one of a few accounts.
pub(super) fn account() -> impl Strategy<Value = String> {
    (0..9_u32).prop_map(|digit| format!("11112222333{digit}"))
}

pub(super) fn access() -> impl Strategy<Value = PrincipalAccess> {
    let ways = select(vec![WayIn::Passes, WayIn::LockedOut, WayIn::Unknown]);
    let through = vec(text(), 0..3);
    let by = vec(decided_by(), 0..3);
    let accounts = vec(account(), 0..8);
    let of = (
        accounts,
        principals(),
        ways,
        through,
        witness(),
        action(),
        by,
        keys(),
    );
    of.prop_map(
        |(accounts, principal, verdict, through, witness, denied_at, decided_by, depends_on)| {
            PrincipalAccess {
                accounts,
                principal,
                verdict,
                through,
                witness,
                denied_at,
                decided_by,
                depends_on,
            }
        },
    )
}
