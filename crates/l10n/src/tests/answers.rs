//! Nothing of the words of an answer stays English in Japanese.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use vestibule_answers::words::{self, Line, Place, Section};
use vestibule_answers::{access_map, lockout, prove, summary};
use vestibule_syntax::diagnostic::Message;
use vestibule_wire::{
    Absent, AccessMap, Action, Any, AnyCase, Case, CaseFile, ContextSet, ContextValues, DecidedBy,
    EndpointSet, Entry, Layer, Lockout, LockoutVerdict, NetworkSet, NoFiles, Ordered, Outcome,
    Pattern, Patterns, PrincipalAccess, PrincipalKind, PrincipalSet, Ranges, Region, Request,
    TextSet, UndecidedStatement, WayIn, Where,
};

use super::super::{Language, Text};
use super::crates::{all, json};
use super::messages::english_words;

/// The messages of a line and of those below it.
fn messages<'l>(lines: &'l [Line], found: &mut Vec<&'l Message>) {
    for line in lines {
        found.push(&line.head);
        found.extend(&line.tail);
        messages(&line.below, found);
    }
}

fn is_japanese(japanese: &Text, sections: &[Section]) {
    for section in sections {
        let mut said = vec![&section.title];
        messages(&section.lines, &mut said);
        for message in said {
            let mut parts = Vec::new();
            all(message, &mut parts);
            for part in parts {
                assert!(japanese.translated(part).is_some(), "{part}");
            }
            let plain = japanese.phrase(message).into_iter();
            let plain: String = plain
                .filter(|piece| !piece.is_code)
                .map(|piece| piece.text + " ")
                .collect();
            let words = english_words(&plain);
            assert!(words.is_empty(), "{message}: {plain}: {words:?}");
        }
    }
}

/// Where a statement stands, if it has a name.
fn place(by: &DecidedBy) -> Option<Place> {
    by.sid.as_ref().map(|_| Place {
        file: by.policy.clone(),
        line: 7,
    })
}

#[test]
fn answers_about_all_cases_are_japanese() {
    let root = super::root();
    let mut cases = Vec::new();
    json(&root.join("tests/corpus"), &mut cases);
    // The corpus repeats itself; the random answers have what is left out.
    let mut cases: Vec<String> = cases.into_iter().step_by(5).collect();
    json(&root.join("tests/analysis"), &mut cases);
    json(&root.join("crates/playground/examples"), &mut cases);
    let japanese = Text::of_answers(Language::Ja);
    let mut answers = 0;
    for text in &cases {
        let Ok(case) = Case::read(text, &NoFiles) else {
            continue;
        };
        let file = case.file();
        if let (Ok(map), Ok(lockout)) = (access_map(&case), lockout(&case)) {
            answers += 1;
            is_japanese(&japanese, &words::access_map(&map, file, &place));
            let has_networks = !file.networks.is_empty();
            let sentences = summary(&case, &map, &lockout, &[]).sentences;
            is_japanese(
                &japanese,
                &[Section {
                    title: sentences[0].head.clone(),
                    lines: sentences,
                }],
            );
            let of_lockout = words::lockout(&lockout, has_networks, &place);
            is_japanese(&japanese, &[of_lockout]);
        }
        if let Ok(proofs) = prove(&case, Some("2026-06-01")) {
            is_japanese(
                &japanese,
                &[words::guarantees(&proofs, &file.held(), &place)],
            );
        }
    }
    assert!(answers > 30, "{answers} answers");
}

/// What a person reads first.
#[test]
fn summaries_are_japanese() {
    let root = super::root();
    let japanese = Text::of_answers(Language::Ja);
    let said = |path: &str| {
        let text = std::fs::read_to_string(root.join(path)).expect("a case");
        let case = Case::read(text, &NoFiles).expect("a case");
        let (map, lockout) = (access_map(&case).ok()?, lockout(&case).ok()?);
        let plain = |message: &Message| -> String {
            let pieces = japanese.phrase(message).into_iter();
            pieces.map(|piece| piece.text).collect()
        };
        let line = |line: &Line| match &line.tail {
            Some(tail) => format!("{}: {}", plain(&line.head), plain(tail)),
            None => plain(&line.head),
        };
        let summary = summary(&case, &map, &lockout, &[]);
        Some(summary.sentences.iter().map(line).collect::<Vec<_>>())
    };
    let portal = "IAM アイデンティティセンターのロールは、コンソールにサインインできません";
    let rows: [(&str, &[&str]); 7] = [
        (
            "crates/playground/examples/example-1-rcp.json",
            &[
                "role/OrgBreakGlassRole と user/EmergencyUser は、vpc-0a1b2c3d4e5f60718 経由で us-west-2 以外のリージョンにサインインできません",
                portal,
                "サインインの経路は 2 通りです: 203.0.113.0/24 から; vpc-0a1b2c3d4e5f60718 経由で us-west-2 に",
            ],
        ),
        (
            "crates/playground/examples/example-2-rbp.json",
            &[
                "VPC エンドポイント経由でサインインできるのは role/BreakGlassRole だけです",
                portal,
                "サインインの経路は 1 通りです: 203.0.113.0/24 から",
            ],
        ),
        (
            "crates/playground/examples/scp-break-glass.json",
            &["誰もコンソールにサインインできません (role/OrgBreakGlassRole も含む)"],
        ),
        (
            "crates/playground/examples/session-revocation.json",
            &[
                "user/Alice は、あらゆる場所からサインインできません (aws:TokenIssueTime が 2026-07-01T12:00:00Z より前)",
                "ロックアウトされるプリンシパルはありません: 証明済み",
                "ポリシーに名前のないプリンシパルは、あらゆる場所からサインインできます",
            ],
        ),
        (
            "crates/playground/examples/one-phase-exemption.json",
            &[
                "role/BreakGlassRole は、203.0.113.0/24 以外のパブリック IP アドレスから、または VPC エンドポイント経由でサインインできません",
                "VPC エンドポイント経由でサインインできるプリンシパルはありません",
                portal,
                "サインインの経路は 1 通りです: 203.0.113.0/24 から",
            ],
        ),
        (
            "tests/analysis/undecided.json",
            &[
                "IAM ユーザーがいずれかのネットワークからサインインできるかは不明です: リソースベースのポリシーの Statement[0] は、すべてのサインインについてまとめて判定できません",
                "サインインの経路は 1 通りです: あらゆる場所から",
            ],
        ),
        (
            "tests/analysis/separate-statements.json",
            &["いずれかのネットワークからサインインできるのは role/OrgBreakGlassRole だけです"],
        ),
    ];
    for (path, sentences) in rows {
        assert_eq!(said(path).expect("an answer"), sentences, "{path}");
    }
}

fn text() -> impl Strategy<Value = String> {
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
    let kinds = proptest::sample::subsequence(kinds.to_vec(), 1..=5);
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

fn region() -> impl Strategy<Value = Region> {
    let place = (
        option::of(network()),
        option::of(texts()),
        option::of(principals()),
        context(),
    );
    let place = place.prop_map(|(network, region, principal, context)| Where {
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

fn undecided() -> impl Strategy<Value = Vec<UndecidedStatement>> {
    let one = decided_by().prop_map(|by| UndecidedStatement {
        layer: by.layer,
        policy: by.policy,
        statement: by.statement,
        why: String::new(),
        key: "aws:username".to_owned(),
    });
    vec(one, 0..3)
}

fn access() -> impl Strategy<Value = PrincipalAccess> {
    let ways = select(vec![WayIn::Passes, WayIn::LockedOut, WayIn::Unknown]);
    let through = vec(text(), 0..3);
    let by = vec(decided_by(), 0..3);
    let of = (principals(), ways, through, witness(), action(), by, keys());
    of.prop_map(
        |(principal, verdict, through, witness, denied_at, decided_by, depends_on)| {
            PrincipalAccess {
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

/// A case file with networks of every form.
fn file() -> CaseFile {
    let text = std::fs::read_to_string(super::root().join("tests/analysis/example-1.json"));
    let case = Case::read(text.expect("a case"), &NoFiles);
    case.expect("a case").file().clone()
}

proptest! {
    #[test]
    fn any_answer_is_japanese(
        chain in vec(region(), 1..6),
        assumed_absent in vec(text(), 0..3),
        undecided in undecided(),
        principals in vec(access(), 1..5),
        verdict in select(vec![
            LockoutVerdict::None, LockoutVerdict::Lockout, LockoutVerdict::Unknown
        ]),
        has_networks in any::<bool>(),
    ) {
        let japanese = Text::of_answers(Language::Ja);
        let map = AccessMap {
            entry: Entry::ALL.to_vec(),
            phases: Vec::new(),
            chain,
            assumed_absent,
            undecided: undecided.clone(),
            assumptions: vec!["J1".to_owned()],
        };
        is_japanese(&japanese, &words::access_map(&map, &file(), &place));
        let summary = String::new();
        let lockout = Lockout { verdict, principals, undecided, summary };
        is_japanese(&japanese, &[words::lockout(&lockout, has_networks, &place)]);
    }
}
