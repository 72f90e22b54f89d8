//! A case file beside itself, with the other reading of a point that AWS leaves open.

use serde_json::{Value, json};

use crate::support::{Run, folder, run_in};
use crate::{FORMATS, OFFICE, case, perimeter, root};

fn readings(case: &str, points: &[&str], more: &[&str]) -> Run {
    let folder = folder("diff-readings");
    std::fs::write(folder.join("case.json"), case).unwrap();
    let points = points.iter().flat_map(|point| ["--other-reading", *point]);
    let args: Vec<&str> = ["diff", "case.json"]
        .into_iter()
        .chain(points)
        .chain(more.iter().copied())
        .collect();
    run_in(&folder, &args, b"")
}

fn offices(more: Value) -> String {
    let statement = |range: &str| json!({ "sourceIp": range });
    let mut case = json!({
        "vestibule": 1,
        "account": { "id": "111122223333" },
        "policies": {
            "permissionStatements": [statement("203.0.113.0/24"), statement("198.51.100.0/24")],
        },
        "requests": [],
    });
    for (name, value) in more.as_object().unwrap() {
        case[name] = value.clone();
    }
    case.to_string()
}

#[test]
fn who_depends_on_how_statements_are_combined_is_told_with_a_sign_in() {
    let found = readings(&offices(json!({})), &["J1"], &[]);
    assert_eq!((found.status, found.stderr.as_str()), (1, ""));
    let mut lines = found.stdout.lines();
    assert!(lines.next().unwrap().contains("some are newly allowed"));
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("  before, J1: Several permission statements are independent statements")
    );
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("  after, J1: Several permission statements act as one:")
    );
    for said in ["203.0.113.0/24", "198.51.100.0/24", "for example"] {
        assert!(found.stdout.contains(said), "{}", found.stdout);
    }
    let json = readings(&offices(json!({})), &["J1"], &["--format", "json"]);
    let json: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["otherReadings"], json!(["J1"]));
    assert_eq!(json["equivalent"], false);
    assert!(json["changes"][0]["witness"]["principal"].is_string());
    let japanese = readings(&offices(json!({})), &["J1"], &["--lang", "ja"]);
    assert!(
        japanese.stdout.contains("変更前 (J1): "),
        "{}",
        japanese.stdout
    );
}

/// The case is one side as it is, so that the other one is told for it.
#[test]
fn a_case_with_the_other_reading_is_compared_with_the_first() {
    let merged = offices(json!({ "assumptions": { "J1": false } }));
    let found = readings(&merged, &["J1"], &[]);
    assert_eq!(found.status, 1);
    let mut lines = found.stdout.lines();
    assert!(lines.next().unwrap().contains("some are newly denied"));
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("  before, J1: Several permission statements act as one:")
    );
}

#[test]
fn where_a_point_decides_nothing_that_is_proven() {
    let office = case(&perimeter(OFFICE), json!({}));
    for format in FORMATS {
        let found = readings(&office, &["J1", "J41"], &["--format", format, "--phases"]);
        assert_eq!(
            (found.status, found.stderr.as_str()),
            (0, ""),
            "{}",
            found.stdout
        );
    }
    // Any point with another reading will do, and several of them.
    let found = readings(&office, &["J1", "J30"], &[]);
    assert_eq!(found.status, 1, "{}", found.stdout);
    assert!(found.stdout.contains("  after, J30: "), "{}", found.stdout);
}

#[test]
fn documents_in_files_are_read_for_both_sides() {
    let folder = folder("diff-readings-files");
    std::fs::write(folder.join("office.json"), perimeter(OFFICE)).unwrap();
    let mut case: Value = serde_json::from_str(&offices(json!({}))).unwrap();
    case["policies"]["resourceControl"] = json!([{ "document": "office.json" }]);
    std::fs::write(folder.join("case.json"), case.to_string()).unwrap();
    let found = run_in(
        &folder,
        &["diff", "case.json", "--other-reading", "J1"],
        b"",
    );
    assert_eq!((found.status, found.stderr.as_str()), (1, ""));
    let opened: Vec<&str> = found
        .stdout
        .lines()
        .filter(|line| line.contains("198.51.100.0/24"))
        .collect();
    assert_eq!(
        opened,
        ["    from 198.51.100.0/24: role/BreakGlass"],
        "the RCP denies others there"
    );
    assert!(found.stdout.contains("203.0.113.0/24"), "{}", found.stdout);
    // From standard input, too.
    let text = case.to_string();
    let found = run_in(
        &folder,
        &["diff", "-", "--other-reading", "J1"],
        text.as_bytes(),
    );
    assert_eq!(found.status, 1, "{}", found.stderr);
}

#[test]
fn what_has_no_other_reading_is_refused() {
    let office = case(&perimeter(OFFICE), json!({}));
    for (args, said) in [
        (
            &["diff", "case.json", "--other-reading", "J2"][..],
            "fixed-assumption",
        ),
        (
            &["diff", "case.json", "--other-reading", "J99"],
            "unknown-assumption",
        ),
        (&["diff", "case.json"], "<AFTER>"),
        (
            &["diff", "case.json", "case.json", "--other-reading", "J1"],
            "cannot be used with",
        ),
        (
            &["diff", "office.json", "--other-reading", "J1"],
            "policy-alone",
        ),
        (
            &["diff", "/dev/null", "--other-reading", "J1"],
            "nothing-to-compare",
        ),
        (
            &[
                "diff",
                "case.json",
                "--other-reading",
                "J1",
                "--kind",
                "rcp",
            ],
            "cannot be used with",
        ),
    ] {
        let folder = folder("diff-readings-refused");
        std::fs::write(folder.join("case.json"), &office).unwrap();
        std::fs::write(folder.join("office.json"), perimeter(OFFICE)).unwrap();
        let found = run_in(&folder, args, b"");
        assert_eq!(found.status, 2, "{args:?}: {}", found.stdout);
        assert!(found.stderr.contains(said), "{args:?}: {}", found.stderr);
    }
}

/// What docs/control-plane.md shows is what the command prints.
#[test]
fn the_documentation_shows_what_is_printed() {
    let document = std::fs::read_to_string(root().join("docs/control-plane.md")).unwrap();
    let (_, block) = document
        .split_once("```console\n$ vestibule diff ")
        .unwrap();
    let (line, printed) = block.split_once('\n').unwrap();
    let (printed, _) = printed.split_once("\n```").unwrap();
    let args: Vec<&str> = ["diff"].into_iter().chain(line.split(' ')).collect();
    let found = run_in(&root(), &args, b"");
    assert_eq!(found.stdout.trim_end(), printed);
}
