//! `vestibule map`, `vestibule lockout` and `vestibule prove`: words, JSON, Markdown, statuses, bad input.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod analysis {
    pub(crate) mod bad_input;
    pub(crate) mod guarantees;
    pub(crate) mod mutants;
    pub(crate) mod recovery;
    pub(crate) mod repairs;
    pub(crate) mod rollout;
    pub(crate) mod unneeded;
}
mod support;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use support::{Run, run, run_in};

const FORMATS: [&str; 3] = ["text", "json", "markdown"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn cases() -> PathBuf {
    root().join("tests/analysis")
}

/// Runs a command on a case of `tests/analysis`.
fn on(command: &str, case: &str, more: &[&str]) -> Run {
    let args: Vec<&str> = [command, case]
        .into_iter()
        .chain(more.iter().copied())
        .collect();
    run_in(&cases(), &args, b"")
}

/// Runs a command on a case from standard input.
fn of(command: &str, case: &str, format: &str) -> Run {
    run_in(
        Path::new("."),
        &[command, "-", "--format", format],
        case.as_bytes(),
    )
}

/// A case with a resource-based policy of these statements, these networks, a guarantee, and
/// Alice.
fn case(statements: &Value, networks: &Value) -> String {
    json!({
        "vestibule": 1,
        "account": { "id": "111122223333" },
        "policies": { "resourceBased": { "Version": "2012-10-17", "Statement": statements } },
        "networks": networks,
        "guarantees": [{
            "name": "everybody has a way in",
            "principals": "any", "from": "anywhere", "outcome": "allowed", "holds": "somewhere",
        }],
        "requests": [{
            "principal": "arn:aws:iam::111122223333:user/alice",
            "network": { "sourceIp": "203.0.113.10" },
        }],
    })
    .to_string()
}

fn deny(condition: Value) -> Value {
    json!([{
        "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
        "Condition": condition,
    }])
}

/// A key that nothing tells of is taken to be absent, unless it is let go.
#[test]
fn a_key_may_be_let_range() {
    let statements = deny(json!({ "StringNotEquals": { "aws:PrincipalTag/team": "platform" } }));
    let case = case(&statements, &json!([]));
    let map = |more: &[&str]| -> Value {
        let args = [&["map", "-", "--format", "json"], more].concat();
        let run = run_in(Path::new("."), &args, case.as_bytes());
        serde_json::from_str(&run.stdout).unwrap()
    };
    // Of `aws login` nothing is known without identity policies.
    let passing = |map: &Value| -> Vec<Value> {
        let regions = map["phases"][1]["regions"].as_array().unwrap().iter();
        let allowed = regions.filter(|region| region["outcome"] == "allowed");
        allowed
            .map(|region| region["where"]["context"].clone())
            .collect()
    };
    let held = map(&[]);
    assert_eq!(held["assumedAbsent"], json!(["aws:PrincipalTag/team"]));
    assert_eq!(passing(&held), [json!(null); 0]);
    let freed = map(&[
        "--free",
        "AWS:principaltag/team",
        "--free",
        "aws:SourceIdentity",
    ]);
    assert_eq!(freed["assumedAbsent"], json!([]));
    let expected = json!({ "aws:PrincipalTag/team": { "in": ["platform"] } });
    assert!(!passing(&freed).is_empty());
    assert!(
        passing(&freed).iter().all(|context| *context == expected),
        "{freed:#}"
    );
}

/// What docs/analysis.md shows is what the commands print.
#[test]
fn the_documentation_shows_what_is_printed() {
    let document = std::fs::read_to_string(root().join("docs/analysis.md")).unwrap();
    let mut shown = 0;
    for block in document.split("```console\n").skip(1) {
        let (block, _) = block.split_once("\n```").unwrap();
        let (line, printed) = block.split_once('\n').unwrap();
        let args: Vec<&str> = line
            .strip_prefix("$ vestibule ")
            .unwrap()
            .split(' ')
            .collect();
        let found = run_in(&root(), &args, b"");
        assert_eq!(found.stdout.trim_end(), printed, "{line}");
        shown += 1;
    }
    assert_eq!(shown, 10);
}

#[test]
fn who_gets_in_from_the_networks_comes_first() {
    let found = on("map", "example-2.json", &[]);
    assert_eq!((found.status, found.stderr.as_str()), (0, ""));
    let lines: Vec<&str> = found.stdout.lines().collect();
    assert_eq!(
        lines[..10],
        [
            "By the console",
            "  from Tokyo office (203.0.113.0/24)",
            "    gets in: everybody but roles of IAM Identity Center",
            "    stays out: roles of IAM Identity Center",
            "  from corporate VPC (vpce-0123456789abcdef0 and vpc-0a1b2c3d4e5f60718)",
            "    gets in: role/BreakGlassRole",
            "    stays out: everybody but role/BreakGlassRole",
            "  gets in",
            "    from anywhere: role/BreakGlassRole",
            "    from 203.0.113.0/24: everybody but roles of IAM Identity Center",
        ]
    );
    assert!(found.stdout.contains(
        "denied at signin:Authenticate, for example, by Statement[0] of the resource-based policy (line 10)\n      over the internet from outside of 203.0.113.0/24: everybody but role/BreakGlassRole\n"
    ));
    let open = "    depends, for example, on the identity policies, which are not given\n";
    assert!(found.stdout.contains(open), "{}", found.stdout);
}

#[test]
fn a_region_of_the_vpc_is_told_apart() {
    let found = on("map", "example-1.json", &[]).stdout;
    let ireland = "  from corporate VPC in Ireland (vpc-0a1b2c3d4e5f60718 in eu-west-1)\n    stays out: everybody\n";
    assert!(found.contains(ireland), "{found}");
    let elsewhere = "through vpc-0a1b2c3d4e5f60718 in other Regions than us-west-2: everybody\n";
    assert!(found.contains(elsewhere), "{found}");
}

#[test]
fn a_lockout_is_told_first_with_a_witness_and_the_statement() {
    let found = on("lockout", "separate-statements.json", &[]);
    assert_eq!(found.status, 1);
    let lines: Vec<&str> = found.stdout.lines().collect();
    assert_eq!(
        lines[..4],
        [
            "locked out of the console from every one of the networks: everybody but role/OrgBreakGlassRole",
            "  locked out: user/Alice",
            "    for example arn:aws:iam::777788889999:user/Alice from 203.0.113.10 in eu-west-1, by the console",
            "    denied at signin:Authenticate by statement DenyUnlessVpc of the resource-based policy (line 36)",
        ]
    );
    assert!(
        found
            .stdout
            .contains("  gets in: role/OrgBreakGlassRole, from Tokyo office and corporate VPC\n")
    );
}

/// The one thing that locks somebody out of the first example is that Identity Center is taken
/// to be used.
#[test]
fn nobody_is_locked_out_where_identity_center_is_not_used() {
    let text = std::fs::read_to_string(cases().join("example-1.json")).unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    file["account"]["identityCenter"] = json!(false);
    let file = file.to_string();
    let said = "  the case file says that IAM Identity Center is not used in this account: its roles are left out\n";
    for (command, status) in [("lockout", 0), ("map", 0)] {
        let found = of(command, &file, "text");
        assert_eq!((found.status, &*found.stderr), (status, ""), "{command}");
        assert!(found.stdout.contains(said), "{}", found.stdout);
        assert!(
            !found.stdout.contains("roles of IAM Identity Center"),
            "{}",
            found.stdout
        );
    }
    let found = of("lockout", &file, "json");
    let found: Value = serde_json::from_str(&found.stdout).unwrap();
    assert_eq!(
        (&found["verdict"], &found["identityCenter"]),
        (&json!("none"), &json!(false))
    );
}

#[test]
fn the_status_says_whether_anybody_is_locked_out() {
    let networks = json!([{ "name": "office", "sourceIp": ["203.0.113.0/24"] }]);
    // Roles of IAM Identity Center have no ARN before authentication.
    let nobody = deny(json!({ "StringEquals": { "aws:RequestedRegion": "eu-west-1" } }));
    let everybody = deny(json!({ "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } }));
    let unknown = deny(json!({ "StringEquals": { "aws:RequestedRegion": "${aws:username}" } }));
    for (statements, status, verdict) in [
        (nobody, 0, "none"),
        (everybody, 1, "lockout"),
        (unknown, 1, "unknown"),
    ] {
        let case = case(&statements, &networks);
        for format in FORMATS {
            let found = of("lockout", &case, format);
            assert_eq!(
                (found.status, found.stderr.as_str()),
                (status, ""),
                "{}",
                found.stdout
            );
            if format == "json" {
                let found: Value = serde_json::from_str(&found.stdout).unwrap();
                assert_eq!(found["verdict"], verdict);
            }
            // A map says what there is, and that is no fault.
            let map = of("map", &case, format);
            assert_eq!((map.status, map.stderr.as_str()), (0, ""));
        }
    }
}

#[test]
fn json_is_that_of_the_schemas() {
    for command in ["map", "lockout"] {
        let schema: Value = serde_json::from_str(&run(&["schema", command]).stdout).unwrap();
        for case in ["example-1.json", "mfa-and-dates.json", "undecided.json"] {
            let found: Value =
                serde_json::from_str(&on(command, case, &["--format", "json"]).stdout).unwrap();
            let known: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
            for member in found.as_object().unwrap().keys() {
                assert!(known.contains(&member), "{command} {member}");
            }
            for required in schema["required"].as_array().unwrap() {
                assert!(
                    found.get(required.as_str().unwrap()).is_some(),
                    "{command} {required}"
                );
            }
        }
    }
    // And nothing is lost on the way back.
    let text = on("map", "mfa-and-dates.json", &["--format", "json"]).stdout;
    let map: vestibule_wire::AccessMap = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string_pretty(&map).unwrap() + "\n", text);
    let text = on("lockout", "undecided.json", &["--format", "json"]).stdout;
    let lockout: vestibule_wire::Lockout = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string_pretty(&lockout).unwrap() + "\n", text);
}

/// The comment on a pull request that a stranger sent mentions nobody, and shows no picture.
#[test]
fn markdown_keeps_what_users_wrote_as_code() {
    let networks =
        json!([{ "name": "<img src=x> @team `x` | \n# y", "sourceIp": ["203.0.113.0/24"] }]);
    let statements = json!([{
        "Sid": "Sid", "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
        "Condition": { "StringEquals": {
            "aws:RequestedRegion": "${aws:username}", "aws:UserAgent": "[a](b)",
        } },
    }]);
    let mut case: Value = serde_json::from_str(&case(&statements, &networks)).unwrap();
    let name = &networks[0]["name"];
    case["guarantees"] = json!([{
        "name": name, "owner": name, "reason": name,
        "principals": ["arn:aws:iam::111122223333:role/[a](b)<img src=x>@team"],
        "from": [name], "outcome": "allowed",
    }]);
    let case = case.to_string();
    for command in ["map", "lockout", "prove"] {
        let found = of(command, &case, "markdown").stdout;
        assert!(found.starts_with("**"), "{found}");
        let mut is_code = false;
        // Without what stands in code.
        let mut plain = String::new();
        let mut rest = found.as_str();
        while let Some(at) = rest.find('`') {
            plain.push_str(&rest[..at]);
            let fence: String = rest[at..].chars().take_while(|c| *c == '`').collect();
            let behind = &rest[at + fence.len()..];
            let end = behind
                .match_indices(&fence)
                .find(|(end, _)| {
                    !behind[end + fence.len()..].starts_with('`') && !behind[..*end].ends_with('`')
                })
                .unwrap()
                .0;
            is_code = true;
            rest = &behind[end + fence.len()..];
        }
        plain.push_str(rest);
        assert!(is_code && found.contains("@team"), "{found}");
        for foreign in ["@team", "<img", "[a](b)", "# y"] {
            assert!(!plain.contains(foreign), "{plain}");
        }
    }
}

#[test]
fn what_is_undecided_is_named() {
    for command in ["map", "lockout"] {
        for format in ["text", "markdown"] {
            let found = on(command, "undecided.json", &["--format", format]).stdout;
            let name = found.lines().find(|line| {
                line.contains("Statement[0] of the resource-based policy: what it says of")
            });
            assert!(
                name.is_some_and(|line| line.contains("aws:username")),
                "{found}"
            );
        }
    }
    let found = on("map", "undecided.json", &["--format", "json"]).stdout;
    let found: Value = serde_json::from_str(&found).unwrap();
    assert_eq!(found["undecided"][0]["key"], "aws:username");
    let open: Vec<&Value> = found["chain"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|region| region["outcome"] == "unknown")
        .collect();
    assert_eq!(open[0]["undecided"][0]["sid"], "OwnRegion");
}

#[test]
fn answers_are_japanese_where_that_is_asked_for() {
    let map = on("map", "example-2.json", &["--lang", "ja"]).stdout;
    let lines: Vec<&str> = map.lines().take(12).collect();
    assert_eq!(
        lines,
        [
            "コンソールでのサインイン",
            "  Tokyo office (203.0.113.0/24) からのサインイン",
            "    サインインできる: 全員 (IAM アイデンティティセンターのロールを除く)",
            "    サインインできない: IAM アイデンティティセンターのロール",
            "  corporate VPC (vpce-0123456789abcdef0 と vpc-0a1b2c3d4e5f60718) からのサインイン",
            "    サインインできる: role/BreakGlassRole",
            "    サインインできない: 全員 (role/BreakGlassRole を除く)",
            "  サインインできる",
            "    あらゆる場所からのサインイン: role/BreakGlassRole",
            "    203.0.113.0/24 からのサインイン: 全員 (IAM アイデンティティセンターのロールを除く)",
            "  サインインできない",
            "    signin:Authenticate で、たとえばリソースベースのポリシーの Statement[0] (10 行目) により拒否",
        ]
    );
    let lockout = on("lockout", "separate-statements.json", &["--lang", "ja"]);
    assert_eq!((lockout.status, lockout.stderr.as_str()), (1, ""));
    let lines: Vec<&str> = lockout.stdout.lines().take(4).collect();
    assert_eq!(
        lines,
        [
            "どのネットワークからもコンソールにサインインできないプリンシパル: 全員 (role/OrgBreakGlassRole を除く)",
            "  ロックアウト: user/Alice",
            "    例: arn:aws:iam::777788889999:user/Alice が 203.0.113.10 から eu-west-1 のコンソールでサインイン",
            "    signin:Authenticate で、リソースベースのポリシーのステートメント DenyUnlessVpc (36 行目) により拒否",
        ]
    );
    let markdown = ["--lang", "ja", "--format", "markdown"];
    let prove = on("prove", "guarantees.json", &markdown).stdout;
    assert!(
        prove.contains("コンソールで行うサインインは、すべて許可されます\n")
            && prove.starts_with("**"),
        "{prove}"
    );
    // JSON is the contract's.
    for command in ["map", "lockout", "prove"] {
        let json = |lang| {
            on(
                command,
                "undecided.json",
                &["--format", "json", "--lang", lang],
            )
        };
        assert_eq!(json("ja").stdout, json("en").stdout);
    }
}

#[test]
fn times_and_mfa_are_told() {
    let found = on("map", "mfa-and-dates.json", &[]).stdout;
    let frozen = "from anywhere, with aws:CurrentTime from 2027-01-01T00:00:00Z and before 2027-01-04T00:00:00Z: everybody\n";
    assert!(found.contains(frozen), "{found}");
    assert!(
        found.contains("with aws:MultiFactorAuthAge of at least 3601: "),
        "{found}"
    );
}

#[test]
fn help_says_what_the_statuses_mean() {
    for (command, said) in [
        ("map", "Exits with 2 when"),
        ("lockout", "Exits with 1 when"),
        ("prove", "Exits with 1 unless"),
    ] {
        let found = run(&[command, "--help"]);
        assert_eq!(found.status, 0);
        let words = found
            .stdout
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(words.contains(said), "{}", found.stdout);
        for format in FORMATS {
            assert!(words.contains(format), "{}", found.stdout);
        }
    }
}
