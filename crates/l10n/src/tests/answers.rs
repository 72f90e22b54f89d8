//! Nothing of the words of an answer stays English in Japanese.

mod random;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use vestibule_answers::words::{self, Line, Place, Section};
use vestibule_answers::{Comparing, access_map, diff, lockout, prove, summary};
use vestibule_syntax::diagnostic::Message;
use vestibule_wire::{
    AccessMap, Case, CaseFile, DecidedBy, Entry, Lockout, LockoutVerdict, NoFiles,
};

use random::{access, region, text, undecided};

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
                &[words::guarantees(
                    &proofs,
                    &file.held(),
                    file.identity_center(),
                    &place,
                )],
            );
        }
    }
    assert!(answers > 30, "{answers} answers");
}

/// Each case of the analysis beside the next one.
#[test]
fn comparisons_are_japanese() {
    let mut texts = Vec::new();
    json(&super::root().join("tests/analysis"), &mut texts);
    json(
        &super::root().join("crates/playground/examples"),
        &mut texts,
    );
    let cases = texts
        .iter()
        .filter_map(|text| Case::read(text, &NoFiles).ok());
    let cases: Vec<Case> = cases.collect();
    let japanese = Text::of_answers(Language::Ja);
    let mut changes = 0;
    for pair in cases.windows(2) {
        let [before, after] = pair else { continue };
        let comparing = Comparing {
            phases: true,
            ..Comparing::default()
        };
        let Ok(found) = diff(before, after, comparing) else {
            continue;
        };
        changes += found.changes.len();
        let compared = words::Compared {
            is_of_many: false,
            networks: [&before.file().networks, &after.file().networks],
            places: [&place, &place],
        };
        is_japanese(&japanese, &words::comparison(&found, &compared));
    }
    assert!(changes > 20, "{changes} changes");
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
                "role/OrgBreakGlassRole と user/EmergencyUser は、vpc-0a1b2c3d4e5f60718 経由で us-west-2 以外のリージョンでサインインできません",
                portal,
                "サインインの経路は 2 通りです: 203.0.113.0/24 からのサインイン／vpc-0a1b2c3d4e5f60718 経由で us-west-2 でのサインイン",
            ],
        ),
        (
            "crates/playground/examples/example-2-rbp.json",
            &[
                "VPC エンドポイント経由でサインインできるのは role/BreakGlassRole だけです",
                portal,
                "サインインの経路は 1 通りです: 203.0.113.0/24 からのサインイン",
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
                "サインインの経路は 1 通りです: 203.0.113.0/24 からのサインイン",
            ],
        ),
        (
            "tests/analysis/undecided.json",
            &[
                "IAM ユーザーが宣言したいずれかのネットワークからサインインできるかは不明です: リソースベースのポリシーの Statement[0] は、すべてのサインインについてまとめて判定できません",
                "サインインの経路は 1 通りです: あらゆる場所からのサインイン",
            ],
        ),
        (
            "tests/analysis/separate-statements.json",
            &[
                "宣言したいずれかのネットワークからサインインできるのは role/OrgBreakGlassRole だけです",
            ],
        ),
    ];
    for (path, sentences) in rows {
        assert_eq!(said(path).expect("an answer"), sentences, "{path}");
    }
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
        identity_center in select(vec![None, Some(false)]),
        not_in_use in vec(random::account(), 0..8),
    ) {
        let japanese = Text::of_answers(Language::Ja);
        let map = AccessMap {
            entry: Entry::ALL.to_vec(),
            phases: Vec::new(),
            chain,
            independent: assumed_absent.clone(),
            assumed_absent,
            undecided: undecided.clone(),
            assumptions: vec!["J1".to_owned()],
            identity_center,
            without_identity_center: not_in_use.clone(),
            not_in_use: not_in_use.clone(),
        };
        is_japanese(&japanese, &words::access_map(&map, &file(), &place));
        let summary = String::new();
        let lockout =
            Lockout { verdict, principals, undecided, identity_center, without_identity_center: not_in_use.clone(), not_in_use, summary };
        is_japanese(&japanese, &[words::lockout(&lockout, has_networks, &place)]);
    }
}
