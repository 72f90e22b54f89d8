//! `vestibule test --coverage`: which statements and conditions decide the tested sign-ins.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)] // helpers of tests may panic

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use support::{Run, folder, run_in};

const ALICE: &str = "arn:aws:iam::111122223333:user/Alice";
const BREAK_GLASS: &str = "arn:aws:iam::111122223333:user/BreakGlass";

/// An RCP on lines of its own: two statements about the office, with an exempt principal each,
/// one that nothing meets, and one about another action.
const RCP: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Before",
      "Effect": "Deny",
      "Principal": "*",
      "Action": "signin:Authenticate",
      "Resource": "*",
      "Condition": {
        "NotIpAddressIfExists": { "aws:SourceIp": "203.0.113.0/24" },
        "ArnNotEquals": { "signin:PrincipalArn": "arn:aws:iam::111122223333:user/BreakGlass" }
      }
    },
    {
      "Sid": "After",
      "Effect": "Deny",
      "Principal": "*",
      "Action": ["signin:AuthorizeOAuth2Access", "signin:CreateOAuth2Token"],
      "Resource": "*",
      "Condition": {
        "NotIpAddressIfExists": { "aws:SourceIp": "203.0.113.0/24" },
        "ArnNotEquals": { "aws:PrincipalArn": "arn:aws:iam::111122223333:user/BreakGlass" }
      }
    },
    {
      "Effect": "Deny",
      "Principal": "*",
      "Action": "signin:*",
      "Resource": "*",
      "Condition": { "StringEquals": { "aws:RequestedRegion": "eu-west-9" } }
    }
  ]
}
"#;

/// A case file with the RCP.
fn case(requests: &[Value]) -> String {
    let case = json!({
        "vestibule": 1,
        "account": { "id": "111122223333", "organization": { "id": "o-abcdefghij" } },
        "policies": { "resourceControl": [{ "name": "office", "document": "../policies/rcp.json" }] },
        "requests": requests
    });
    serde_json::to_string_pretty(&case).unwrap()
}

fn request(name: &str, principal: &str, address: &str, outcome: &str) -> Value {
    json!({
        "name": name,
        "principal": principal,
        "network": { "sourceIp": address },
        "expect": { "outcome": outcome }
    })
}

fn suite(name: &str) -> PathBuf {
    let folder = folder(name);
    for below in ["policies", "cases"] {
        std::fs::create_dir(folder.join(below)).unwrap();
    }
    let write = |file: &str, text: &str| std::fs::write(folder.join(file), text).unwrap();
    write("policies/rcp.json", RCP);
    let office = request("office", ALICE, "203.0.113.7", "allowed");
    let home = request("home", ALICE, "198.51.100.7", "denied");
    write("cases/alice.json", &case(&[office, home]));
    folder
}

fn with_break_glass(folder: &Path) {
    let glass = request("glass", BREAK_GLASS, "198.51.100.7", "allowed");
    std::fs::write(folder.join("cases/glass.json"), case(&[glass])).unwrap();
}

fn test(folder: &Path, args: &[&str]) -> Run {
    run_in(folder, &[&["test"], args].concat(), b"")
}

fn coverage(folder: &Path, args: &[&str]) -> Value {
    let run = test(
        folder,
        &[args, &["--coverage", "--format", "json"]].concat(),
    );
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    report["coverage"].clone()
}

/// Of a statement: decided, applied, and held and stopped of each of its conditions.
type Counts = (u64, u64, Vec<(u64, u64)>);

/// What is counted of each statement.
fn counts(coverage: &Value) -> Vec<Counts> {
    let of = |value: &Value, member: &str| value[member].as_u64().unwrap();
    let policies = coverage["policies"].as_array().unwrap().iter();
    let statements = policies.flat_map(|policy| policy["statements"].as_array().unwrap());
    let one = |statement: &Value| {
        let conditions = statement["conditions"].as_array().unwrap().iter();
        let conditions =
            conditions.map(|condition| (of(condition, "held"), of(condition, "stopped")));
        (
            of(statement, "decided"),
            of(statement, "applied"),
            conditions.collect(),
        )
    };
    statements.map(one).collect()
}

#[test]
fn the_trace_says_what_decides() {
    let folder = suite("coverage-counts");
    // Alice at home is stopped at the first action: what is behind it decides nothing. In the
    // office each statement about the network is kept from applying by the address alone.
    assert_eq!(
        counts(&coverage(&folder, &["cases"])),
        [
            (1, 1, vec![(1, 1), (1, 0)]),
            (0, 0, vec![(0, 2), (0, 0)]),
            (0, 0, vec![(0, 4)]),
        ]
    );
    // The exempt principal is what keeps both statements from applying at home.
    with_break_glass(&folder);
    let covered = coverage(&folder, &["cases"]);
    assert_eq!(
        counts(&covered),
        [
            (1, 1, vec![(1, 1), (1, 1)]),
            (0, 0, vec![(0, 2), (0, 2)]),
            (0, 0, vec![(0, 7)]),
        ]
    );
    assert_eq!(covered["requests"], 3);
    // Two case files name one policy, which is told once, with its own file and lines.
    assert_eq!(covered["policies"].as_array().unwrap().len(), 1);
    assert_eq!(covered["policies"][0]["file"], "policies/rcp.json");
    assert_eq!(covered["policies"][0]["statements"][1]["line"], 15);
    let condition = &covered["policies"][0]["statements"][1]["conditions"][1];
    assert_eq!(condition["line"], 23);
    assert_eq!(condition["key"], "aws:PrincipalArn");
}

#[test]
fn what_no_expectation_is_about_counts_for_nothing() {
    let folder = suite("coverage-expect");
    let mut home = request("home", ALICE, "198.51.100.7", "denied");
    home.as_object_mut().unwrap().remove("expect");
    let text = case(&[home.clone()]);
    std::fs::write(folder.join("cases/alice.json"), &text).unwrap();
    let args = ["cases", "--allow-no-expectations"];
    assert_eq!(coverage(&folder, &args)["requests"], 0);
    // An action behind the denial is tried where it is named.
    home["expect"] = json!({ "phases": { "signin:CreateOAuth2Token": "denied" } });
    std::fs::write(folder.join("cases/alice.json"), case(&[home])).unwrap();
    let counts = counts(&coverage(&folder, &["cases"]));
    assert_eq!((counts[0].0, counts[1].0), (1, 1));
    // So does the filter.
    let none = coverage(&folder, &["cases", "--filter", "office"]);
    assert_eq!(none["requests"], 0);
}

#[test]
fn an_allow_decides_only_where_one_is_needed() {
    let folder = folder("coverage-allow");
    let allow = |action: &str| json!({ "Effect": "Allow", "Action": action, "Resource": "*" });
    let identity = json!({
        "Version": "2012-10-17",
        "Statement": [allow("signin:*"), allow("signin:AuthorizeOAuth2Access"), allow("s3:*")]
    });
    let login = |entry: &str| {
        let mut request = request(entry, ALICE, "203.0.113.7", "allowed");
        request["entry"] = json!(entry);
        json!({
            "vestibule": 1,
            "policies": { "identity": [{ "principal": ALICE, "document": identity.clone() }] },
            "requests": [request]
        })
    };
    for (entry, decided) in [("console", [0, 0, 0]), ("login-local", [2, 1, 0])] {
        let text = login(entry).to_string();
        std::fs::write(folder.join("case.json"), text).unwrap();
        let covered = coverage(&folder, &["case.json"]);
        let counts = counts(&covered);
        let found: Vec<u64> = counts.iter().map(|one| one.0).collect();
        assert_eq!(found, decided, "{entry}: {covered}");
    }
}

#[test]
fn it_is_told_for_reading() {
    let folder = suite("coverage-text");
    let run = test(&folder, &["cases", "--coverage"]);
    assert_eq!(run.status, 0, "{run:?}");
    for told in [
        "statements that decide a tested sign-in: 1 of 3",
        "conditions that are tried both ways: 1 of 5",
        "resource control policy office in policies/rcp.json",
        "decided by statement Before (line 4)",
        "ArnNotEquals of signin:PrincipalArn (line 12): never the reason that the statement does not apply",
        "statement After (line 15): never applies",
        "NotIpAddressIfExists of aws:SourceIp (line 22): never the reason that the statement applies",
        "ArnNotEquals of aws:PrincipalArn (line 23): never the reason that the statement applies or does not",
        "Statement[2] (line 26): never applies",
    ] {
        assert!(run.stdout.contains(told), "no {told:?} in\n{}", run.stdout);
    }
    // It is told where it is asked for.
    let run = test(&folder, &["cases"]);
    assert!(!run.stdout.contains("decide a tested"), "{run:?}");
    let run = test(&folder, &["cases", "--coverage", "--format", "markdown"]);
    assert!(
        run.stdout
            .contains("- statement `After` (line 15): never applies"),
        "{run:?}"
    );
    let run = test(&folder, &["cases", "--coverage", "--lang", "ja"]);
    assert!(run.stdout.contains("ステートメント After"), "{run:?}");
}

/// What a record of lcov says: the counts of lines, and of branches by line, block and branch.
#[derive(Debug, Default)]
struct Record {
    lines: BTreeMap<u32, u64>,
    branches: BTreeMap<(u32, u32, u32), u64>,
}

/// Reads lcov strictly: only known records, in order, with sums that are right.
fn read_lcov(text: &str) -> BTreeMap<String, Record> {
    let mut all = BTreeMap::new();
    let mut current: Option<(String, Record, BTreeMap<String, u64>)> = None;
    for line in text.lines() {
        if line == "end_of_record" {
            let (file, record, sums): (String, Record, _) = current.take().unwrap();
            let sum = |name: &str| sums.get(name).copied().unwrap_or(0);
            let hit = |counts: Vec<u64>| counts.iter().filter(|count| **count > 0).count() as u64;
            let lines: Vec<u64> = record.lines.values().copied().collect();
            let branches: Vec<u64> = record.branches.values().copied().collect();
            assert_eq!(
                (sum("LF"), sum("BRF")),
                (lines.len() as u64, branches.len() as u64)
            );
            assert_eq!((sum("LH"), sum("BRH")), (hit(lines), hit(branches)));
            assert!(all.insert(file, record).is_none());
            continue;
        }
        let (kind, rest) = line.split_once(':').unwrap();
        let numbers =
            || -> Vec<u64> { rest.split(',').map(|part| part.parse().unwrap()).collect() };
        let of_line = |number: u64| u32::try_from(number).unwrap();
        match (kind, &mut current) {
            ("TN", None) => assert_eq!(rest, ""),
            ("SF", None) => current = Some((rest.to_owned(), Record::default(), BTreeMap::new())),
            ("DA", Some((_, record, _))) => {
                let [line, count] = numbers()[..] else {
                    panic!("{line}")
                };
                assert!(line > 0 && record.lines.insert(of_line(line), count).is_none());
            }
            ("BRDA", Some((_, record, _))) => {
                let [line, block, branch, taken] = numbers()[..] else {
                    panic!("{line}")
                };
                let at = (of_line(line), of_line(block), of_line(branch));
                assert!(record.branches.insert(at, taken).is_none());
            }
            ("LF" | "LH" | "BRF" | "BRH", Some((_, _, sums))) => {
                assert!(sums.insert(kind.to_owned(), numbers()[0]).is_none());
            }
            _ => panic!("{line} is no record of lcov here"),
        }
    }
    assert!(current.is_none());
    all
}

#[test]
fn lcov_has_the_lines_of_the_files() {
    let folder = suite("coverage-lcov");
    with_break_glass(&folder);
    let run = test(&folder, &["cases", "--report", "lcov=cover.info"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(!run.stdout.contains("decide a tested"), "{run:?}");
    let text = std::fs::read_to_string(folder.join("cover.info")).unwrap();
    let all = read_lcov(&text);
    assert_eq!(all.keys().collect::<Vec<_>>(), ["policies/rcp.json"]);
    let record = &all["policies/rcp.json"];
    let lines: Vec<(u32, u64)> = record
        .lines
        .iter()
        .map(|(line, count)| (*line, *count))
        .collect();
    assert_eq!(
        lines,
        [
            (4, 1),
            (11, 2),
            (12, 2),
            (15, 0),
            (22, 2),
            (23, 2),
            (26, 0),
            (31, 7)
        ]
    );
    assert_eq!(record.branches[&(11, 0, 0)], 1);
    assert_eq!(record.branches[&(22, 0, 0)], 0);
    // Each line is that of what it counts, in a file that is there.
    let policy = std::fs::read_to_string(folder.join("policies/rcp.json")).unwrap();
    let line = |number: u32| policy.lines().nth(number as usize - 1).unwrap();
    assert!(line(12).contains("signin:PrincipalArn") && line(31).contains("RequestedRegion"));
    let printed = test(&folder, &["cases", "--format", "lcov"]);
    assert_eq!(printed.stdout, text);
}

#[test]
fn policies_of_case_files_and_pages_stand_where_they_are_read() {
    let folder = folder("coverage-pages");
    let case = json!({
        "vestibule": 1,
        "policies": { "resourceBased": {
            "Version": "2012-10-17",
            "Statement": [{ "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*" }]
        } },
        "requests": [request("home", ALICE, "198.51.100.7", "denied")]
    });
    let text = serde_json::to_string_pretty(&case).unwrap();
    let at = text
        .lines()
        .position(|line| line.contains("\"Statement\""))
        .unwrap()
        + 2;
    std::fs::write(folder.join("case.json"), &text).unwrap();
    let example = format!("<vestibule-example>\n\n```json\n{text}\n```\n\n</vestibule-example>\n");
    let page = format!("# Page\n\n{example}\n{example}");
    std::fs::write(folder.join("page.md"), page).unwrap();
    let run = test(&folder, &["case.json", "page.md", "--format", "lcov"]);
    assert_eq!(run.status, 0, "{run:?}");
    let all = read_lcov(&run.stdout);
    assert_eq!(
        all["case.json"].lines.keys().collect::<Vec<_>>(),
        [&u32::try_from(at).unwrap()]
    );
    assert_eq!(all["page.md"].lines.len(), 2, "{all:?}");
    // What came by standard input stands in no file.
    let run = run_in(&folder, &["test", "-", "--format", "lcov"], text.as_bytes());
    assert_eq!((run.status, &*run.stdout), (0, ""));
}
