//! The language of what is printed for people: that of `--lang`, else of the environment.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod support;

use std::path::PathBuf;

use support::{DENY, Run, case, folder, run_with};

/// An operator that there is not, in a file `policy.json`.
fn broken(name: &str) -> PathBuf {
    let folder = folder(name);
    let policy = DENY.replace(
        "\"Resource\": \"*\"",
        "\"Resource\": \"*\", \"Condition\": { \"Strings\": { \"aws:SourceVpc\": \"vpc-1\" } }",
    );
    std::fs::write(folder.join("policy.json"), policy).unwrap();
    folder
}

fn check(folder: &str, args: &[&str], env: &[(&str, &str)]) -> Run {
    let all = [&["check", "policy.json", "--kind", "rcp"], args].concat();
    run_with(&broken(folder), &all, b"", env)
}

#[test]
fn a_finding_and_its_frame_are_japanese() {
    let run = check("japanese", &["--lang", "ja"], &[]);
    assert_eq!(run.status, 1);
    assert_eq!(run.stdout, include_str!("expected/finding.ja.txt"));
    assert_eq!(run.stderr, "");
}

#[test]
fn the_first_variable_that_is_set_tells_the_language() {
    let (english, japanese) = ("error[unknown-operator]: ", "エラー[unknown-operator]: ");
    let rows: &[(&[(&str, &str)], &str)] = &[
        (&[], english),
        (&[("LANG", "ja_JP.UTF-8")], japanese),
        (&[("LANG", "ja")], japanese),
        (&[("LANG", "C.UTF-8")], english),
        (&[("LANG", "fr_FR.UTF-8")], english),
        (&[("LC_MESSAGES", "ja_JP"), ("LANG", "en_US")], japanese),
        (
            &[("LC_ALL", "C"), ("LC_MESSAGES", "ja_JP"), ("LANG", "ja_JP")],
            english,
        ),
        (&[("LC_ALL", ""), ("LANG", "ja_JP")], japanese),
    ];
    for (index, (env, begin)) in rows.iter().enumerate() {
        let run = check(&format!("environment_{index}"), &[], env);
        assert!(run.stdout.starts_with(begin), "{env:?}: {}", run.stdout);
    }
}

#[test]
fn the_flag_wins_over_the_environment() {
    let japanese = [("LC_ALL", "ja_JP.UTF-8")];
    let run = check("flag_en", &["--lang", "en"], &japanese);
    assert!(run.stdout.starts_with("error["), "{}", run.stdout);
    let run = check("flag_ja", &["--lang", "ja-JP"], &[("LC_ALL", "en_US")]);
    assert!(run.stdout.starts_with("エラー["), "{}", run.stdout);
}

#[test]
fn a_language_that_is_not_spoken_is_an_error_with_the_nearest() {
    for (tag, help) in [
        ("jp", "did you mean `ja`?"),
        ("eng", "did you mean `en`?"),
        ("deutsch", "write `en` or `ja`"),
        ("", "write `en` or `ja`"),
    ] {
        let run = check(&format!("unknown_{tag}"), &["--lang", tag], &[]);
        assert_eq!(run.status, 2, "{tag}");
        assert!(run.stderr.contains(help), "{tag}: {}", run.stderr);
        assert_eq!(run.stdout, "");
    }
}

#[test]
fn json_is_english_whatever_the_language() {
    let english = check("json_en", &["--format", "json"], &[]);
    let japanese = check("json_ja", &["--format", "json"], &[("LANG", "ja_JP.UTF-8")]);
    assert_eq!(japanese.stdout, english.stdout);
    assert!(english.stdout.contains("there is no operator `Strings`"));
}

#[test]
fn results_of_tests_and_findings_of_cases_are_japanese() {
    let folder = broken("results");
    let case = case(r#"{ "resourceBased": "policy.json" }"#);
    let expecting = case.replace("} }", "}, \"expect\": { \"outcome\": \"denied\" } }");
    std::fs::write(folder.join("case.json"), expecting).unwrap();
    let lost = case.replace("policy.json", "lost.json");
    std::fs::write(folder.join("other.json"), lost).unwrap();
    let japanese = [("LANG", "ja_JP.UTF-8")];
    let run = run_with(&folder, &["decide", "case.json"], b"", &japanese);
    let finding = "エラー[unknown-operator]: オペレータ `Strings` は存在しません。 (リソースベースのポリシー)";
    assert!(run.stderr.starts_with(finding), "{}", run.stderr);
    assert!(run.stderr.ends_with("エラー 1 件\n"), "{}", run.stderr);
    let run = run_with(
        &folder,
        &["test", "case.json", "other.json"],
        b"",
        &japanese,
    );
    assert_eq!(run.status, 2);
    let reason = "`lost.json` を読み取れません: ファイルまたはディレクトリが存在しません。";
    assert!(run.stderr.contains(reason), "{}", run.stderr);
    assert!(
        run.stdout
            .contains("outcome: 期待は `denied`、結果は `unknown`\n"),
        "{}",
        run.stdout
    );
    let summary = "一致 0 件、不一致 1 件、使用不可 1 件 (ファイル 2 個)\n";
    assert!(run.stdout.ends_with(summary), "{}", run.stdout);
}
