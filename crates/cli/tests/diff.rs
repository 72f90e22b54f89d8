//! `vestibule diff`: words, JSON, Markdown, statuses, bad input.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod diff {
    #[cfg(unix)]
    pub(crate) mod git;
}
mod support;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use support::{Run, folder, run, run_in, run_with};

const FORMATS: [&str; 3] = ["text", "json", "markdown"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Compares two cases of `tests/analysis`.
fn on(before: &str, after: &str, more: &[&str]) -> Run {
    let args: Vec<&str> = ["diff", before, after]
        .into_iter()
        .chain(more.iter().copied())
        .collect();
    run_in(&root().join("tests/analysis"), &args, b"")
}

/// Compares two texts, in files by these names.
fn of(name: &str, texts: [&str; 2], more: &[&str]) -> Run {
    let folder = folder(name);
    for (file, text) in ["before.json", "after.json"].into_iter().zip(texts) {
        std::fs::write(folder.join(file), text).unwrap();
    }
    let args = ["diff", "before.json", "after.json"];
    let args: Vec<&str> = args.into_iter().chain(more.iter().copied()).collect();
    run_in(&folder, &args, b"")
}

/// A policy that denies all that does not come from a range, but for a role.
fn perimeter(range: &str) -> String {
    json!({ "Version": "2012-10-17", "Statement": [{
        "Sid": "Perimeter", "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
        "Condition": {
            "NotIpAddress": { "aws:SourceIp": range },
            "ArnNotLike": { "signin:PrincipalArn": "arn:aws:iam::*:role/BreakGlass" },
        },
    }] })
    .to_string()
}

fn case(policy: &str, more: Value) -> String {
    let mut case = json!({
        "vestibule": 1,
        "account": { "id": "111122223333" },
        "policies": { "resourceBased": serde_json::from_str::<Value>(policy).unwrap(), "identity": [] },
        "networks": [{ "name": "office", "sourceIp": ["203.0.113.0/24"] }],
        "requests": [],
    });
    for (name, value) in more.as_object().unwrap() {
        case[name] = value.clone();
    }
    case.to_string()
}

const OFFICE: &str = "203.0.113.0/24";
const HALF: &str = "203.0.113.0/25";
const DOUBLE: &str = "203.0.112.0/23";

#[test]
fn what_closes_and_what_opens_is_told_with_its_statement() {
    let texts = [OFFICE, HALF].map(perimeter);
    let kind = ["--kind", "resource-based"];
    let found = of("diff-closes", [&texts[0], &texts[1]], &kind);
    assert_eq!((found.status, found.stderr.as_str()), (1, ""));
    let lines: Vec<&str> = found.stdout.lines().collect();
    assert_eq!(
        lines[..6],
        [
            "sign-ins to account 111122223333 change: some are newly denied; some are now denied for certain",
            "",
            "Sign-ins that are newly denied",
            "  after: denied at signin:Authenticate, for example, by statement Perimeter of the resource-based policy (line 1)",
            "    only by the console, from 203.0.113.128/25: everybody but roles of IAM Identity Center and role/BreakGlass",
            "    only by aws login and aws login --remote, from 203.0.113.128/25: the root user",
        ]
    );
    let turned = of("diff-opens", [&texts[1], &texts[0]], &kind);
    assert_eq!(turned.status, 1);
    let opens = "Sign-ins that are newly allowed\n  before: denied at signin:Authenticate, for example, by statement Perimeter of the resource-based policy (line 1)\n    only by the console, from 203.0.113.128/25: everybody but";
    assert!(turned.stdout.contains(opens), "{}", turned.stdout);
}

#[test]
fn the_networks_that_have_names_come_first() {
    let found = on("example-2.json", "example-2-vpc.json", &[]);
    assert_eq!((found.status, found.stderr.as_str()), (1, ""));
    let lines: Vec<&str> = found.stdout.lines().collect();
    assert_eq!(
        lines[..4],
        [
            "nobody is newly allowed or denied: some sign-ins to account 111122223333 are still denied, at another action",
            "  from Tokyo office (203.0.113.0/24): nothing changes",
            "  from corporate VPC (vpce-0123456789abcdef0 and vpc-0a1b2c3d4e5f60718)",
            "    still denied, at another action: everybody but roles of IAM Identity Center and role/BreakGlassRole",
        ]
    );
}

#[test]
fn the_status_says_whether_anything_changes() {
    let of_range = |range| case(&perimeter(range), json!({}));
    let tied = |variable: &str| {
        let policy = json!({ "Version": "2012-10-17", "Statement": [{
            "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
            "Condition": { "StringEquals": { "aws:RequestedRegion": variable } },
        }] });
        case(&policy.to_string(), json!({}))
    };
    let console = |name: &str| {
        let policy = json!({ "Version": "2012-10-17", "Statement": [{
            "Effect": "Deny", "Principal": "*", "Action": "signin:Authenticate",
            "Resource": format!("arn:aws:signin:::console/{name}"),
        }] });
        case(&policy.to_string(), json!({}))
    };
    for (before, after, status, equivalent) in [
        (of_range(OFFICE), of_range(OFFICE), 0, json!(true)),
        (of_range(OFFICE), of_range(DOUBLE), 1, json!(false)),
        (console("canvas"), console("canvas"), 0, json!(true)),
        (console("canvas"), console("other"), 1, Value::Null),
        (
            tied("${aws:username}"),
            tied("${aws:username}"),
            1,
            Value::Null,
        ),
    ] {
        for format in FORMATS {
            let found = of("diff-status", [&before, &after], &["--format", format]);
            assert_eq!(
                (found.status, found.stderr.as_str()),
                (status, ""),
                "{}",
                found.stdout
            );
            if format == "json" {
                let found: Value = serde_json::from_str(&found.stdout).unwrap();
                assert_eq!(found["equivalent"], equivalent);
            } else {
                let first = found.stdout.lines().next().unwrap();
                let said = match equivalent.as_bool() {
                    Some(true) => "nothing changes: every sign-in to account",
                    Some(false) => "sign-ins to account",
                    None => "it is not known whether sign-ins to account",
                };
                assert!(first.trim_start_matches('*').starts_with(said), "{first}");
            }
        }
    }
}

/// Anything may differ, and not only a policy.
#[test]
fn all_of_a_case_is_compared() {
    let before = case(&perimeter(OFFICE), json!({}));
    let off = json!({ "account": { "id": "111122223333", "consoleAuthorization": false } });
    let layer = json!({ "policies": {
        "resourceBased": serde_json::from_str::<Value>(&perimeter(OFFICE)).unwrap(),
        "identity": [],
        "serviceControl": [{ "attachedTo": "r-ab12", "document": {
            "Version": "2012-10-17",
            "Statement": [{ "Effect": "Deny", "Action": "signin:CreateOAuth2Token", "Resource": "*" }],
        } }],
    } });
    let reading = json!({ "assumptions": { "J30": false } });
    for (after, said) in [
        (off, "newly allowed"),
        (layer, "newly denied"),
        (reading, "newly allowed"),
    ] {
        let found = of(
            "diff-anything",
            [&before, &case(&perimeter(OFFICE), after)],
            &[],
        );
        assert_eq!(found.status, 1, "{}", found.stderr);
        let first = found.stdout.lines().next().unwrap();
        assert!(first.contains(&format!("some are {said}")), "{first}");
    }
    let networks = json!({ "networks": [
        { "name": "office", "sourceIp": ["203.0.113.0/25"] },
        { "name": "home", "sourceIp": ["198.51.100.7/32"] },
    ] });
    let found = of(
        "diff-networks",
        [&before, &case(&perimeter(OFFICE), networks)],
        &[],
    );
    assert_eq!(found.status, 0);
    let lines: Vec<&str> = found.stdout.lines().skip(1).collect();
    assert_eq!(
        lines,
        [
            "  the network office is another one now",
            "    before: from office (203.0.113.0/24)",
            "    after: from office (203.0.113.0/25)",
            "  the network home is newly declared",
        ]
    );
}

#[test]
fn cases_of_two_accounts_are_compared_and_that_is_said() {
    let before = case(&perimeter(OFFICE), json!({}));
    let moved = before.replace("111122223333", "444455556666");
    let found = of("diff-accounts", [&before, &moved], &[]);
    assert_eq!((found.status, found.stderr.as_str()), (0, ""));
    assert!(
        found.stdout.contains(
            "the second case is of account 444455556666, and is compared as if that were account 111122223333"
        ),
        "{}",
        found.stdout
    );
    // Documents in files of their own, too.
    let folder = folder("diff-account-files");
    let named = |range: &str, account: &str| {
        let policy = perimeter(range).replace("::*:", &format!("::{account}:"));
        std::fs::write(folder.join(format!("{account}-policy.json")), policy).unwrap();
        let case = json!({
            "vestibule": 1, "account": { "id": account }, "requests": [],
            "policies": { "resourceBased": format!("{account}-policy.json") },
        });
        std::fs::write(folder.join(format!("{account}.json")), case.to_string()).unwrap();
    };
    named(OFFICE, "111122223333");
    named(OFFICE, "444455556666");
    let compare = || {
        run_in(
            &folder,
            &["diff", "111122223333.json", "444455556666.json"],
            b"",
        )
    };
    let found = compare();
    assert_eq!(
        (found.status, found.stderr.as_str()),
        (0, ""),
        "{}",
        found.stdout
    );
    named(HALF, "444455556666");
    let found = compare();
    assert_eq!(found.status, 1);
    let place = "(444455556666-policy.json:1)";
    assert!(found.stdout.contains(place), "{}", found.stdout);
}

#[test]
fn phases_are_told_when_asked_for() {
    let without = on("example-2.json", "example-2-vpc.json", &[]);
    assert!(!without.stdout.contains("by itself"));
    let found = on("example-2.json", "example-2-vpc.json", &["--phases"]);
    assert_eq!(found.status, 1);
    for said in [
        "Sign-ins that at signin:Authenticate by itself are newly allowed\n",
        "At signin:AuthorizeOAuth2Access by itself nothing changes\n",
        "At signin:CreateOAuth2Token by itself nothing changes\n",
    ] {
        assert!(found.stdout.contains(said), "{}", found.stdout);
    }
    let found = on(
        "example-2.json",
        "example-2-vpc.json",
        &["--phases", "--format", "json"],
    );
    let found: Value = serde_json::from_str(&found.stdout).unwrap();
    let phases: Vec<(&str, &Value)> = found["phases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|phase| (phase["action"].as_str().unwrap(), &phase["equivalent"]))
        .collect();
    assert_eq!(
        phases,
        [
            ("signin:Authenticate", &json!(false)),
            ("signin:AuthorizeOAuth2Access", &json!(true)),
            ("signin:CreateOAuth2Token", &json!(true)),
        ]
    );
}

#[test]
fn json_is_that_of_the_schema() {
    let schema: Value = serde_json::from_str(&run(&["schema", "diff"]).stdout).unwrap();
    let known: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
    for (before, after) in [
        ("example-2.json", "example-2-vpc.json"),
        ("undecided.json", "open.json"),
        ("example-1.json", "example-2.json"),
        ("example-2.json", "example-2.json"),
    ] {
        let text = on(before, after, &["--format", "json", "--phases"]).stdout;
        let found: Value = serde_json::from_str(&text).unwrap();
        for member in found.as_object().unwrap().keys() {
            assert!(known.contains(&member), "{member}");
        }
        for required in schema["required"].as_array().unwrap() {
            assert!(
                found.get(required.as_str().unwrap()).is_some(),
                "{required}"
            );
        }
        // And nothing is lost on the way back.
        let comparison: vestibule_wire::Comparison = serde_json::from_str(&text).unwrap();
        assert_eq!(
            serde_json::to_string_pretty(&comparison).unwrap() + "\n",
            text
        );
    }
}

#[test]
fn markdown_begins_with_the_verdict_and_keeps_what_users_wrote_as_code() {
    let name = "<img src=x> @team `x` | \n# y";
    let policy = |range: &str| perimeter(range).replace("Perimeter", "Permanent");
    let networks = json!({ "networks": [{ "name": name, "sourceIp": ["203.0.113.0/24"] }] });
    let texts = [OFFICE, HALF].map(|range| case(&policy(range), networks.clone()));
    let found = of(
        "diff-markdown",
        [&texts[0], &texts[1]],
        &["--format", "markdown"],
    );
    let first = found.stdout.lines().next().unwrap();
    assert_eq!(
        first,
        "**sign-ins to account `111122223333` change: some are newly denied; some are still denied, at another action**"
    );
    let named = "- from ``<img src=x> @team `x` |";
    assert!(found.stdout.contains(named), "{}", found.stdout);
    assert!(found.stdout.contains(
        "\n**Sign-ins that are newly denied**\n\n- after: denied at `signin:Authenticate`"
    ));
    // No line that a stranger began.
    let begins = |line: &str| {
        ["**", "- ", "  - "]
            .iter()
            .any(|begin| line.starts_with(begin))
            || line.is_empty()
    };
    assert!(found.stdout.lines().all(begins), "{}", found.stdout);
}

#[test]
fn one_side_may_come_from_standard_input_and_the_other_be_none() {
    let (office, half) = (perimeter(OFFICE), perimeter(HALF));
    let folder = folder("diff-input");
    std::fs::write(folder.join("office.json"), &office).unwrap();
    std::fs::write(folder.join("case.json"), case(&office, json!({}))).unwrap();
    let kind = ["--kind", "resource-based"];
    let diff = |before: &str, after: &str, input: &str, more: &[&str]| {
        let args: Vec<&str> = ["diff", before, after]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        run_in(&folder, &args, input.as_bytes())
    };
    let verdict = |run: Run| {
        let first = run.stdout.lines().next().unwrap_or_default().to_owned();
        (run.status, first)
    };
    let said = |what: &str| {
        (
            1,
            format!("sign-ins to account 111122223333 change: {what}"),
        )
    };
    let closes = "some are newly denied; some are now denied for certain";
    let opens = "some are newly allowed; some are no longer denied for certain";
    assert_eq!(
        verdict(diff("office.json", "-", &half, &kind)),
        said(closes)
    );
    assert_eq!(verdict(diff("-", "office.json", &half, &kind)), said(opens));
    assert_eq!(diff("-", "office.json", &office, &kind).status, 0);
    assert_eq!(
        diff("-", "case.json", &case(&office, json!({})), &[]).status,
        0
    );
    // A policy that is added, or taken away.
    assert_eq!(
        verdict(diff("/dev/null", "office.json", "", &kind)),
        said(closes)
    );
    assert_eq!(
        verdict(diff("office.json", "/dev/null", "", &kind)),
        said(opens)
    );
    assert_eq!(
        verdict(diff("/dev/null", "case.json", "", &[])),
        said("some are newly denied; some are still denied, at another action")
    );
    assert_eq!(
        verdict(diff("case.json", "/dev/null", "", &[])),
        said("some are newly allowed; some are still denied, at another action")
    );
    // The same file is the same.
    assert_eq!(diff("case.json", "case.json", "", &[]).status, 0);
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let folder = folder("diff-refused");
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    write("policy.json", &perimeter(OFFICE));
    write("case.json", &case(&perimeter(OFFICE), json!({})));
    write("empty.json", "");
    let many = perimeter(OFFICE).replace(
        "\"arn:aws:iam::*:role/BreakGlass\"",
        "[\"arn:aws:iam::111122223333:role/A\", \"arn:aws:iam::444455556666:role/B\"]",
    );
    write("many.json", &many);
    let untold = json!({ "vestibule": 1, "policies": {}, "requests": [] });
    write("untold.json", &untold.to_string());
    let kind = ["--kind", "resource-based"];
    let none: &[&str] = &[];
    for (before, after, more, code, help) in [
        ("-", "-", none, "standard-input-twice", "name a file"),
        (
            "/dev/null",
            "/dev/null",
            none,
            "nothing-to-compare",
            "name a file",
        ),
        (
            "policy.json",
            "case.json",
            none,
            "policy-alone",
            "`--kind resource-based`",
        ),
        (
            "case.json",
            "policy.json",
            none,
            "policy-alone",
            "`--kind resource-based`",
        ),
        (
            "case.json",
            "none.json",
            none,
            "unreadable-path",
            "check the path",
        ),
        (
            "policy.json",
            "none.json",
            &kind,
            "unreadable-path",
            "check the path",
        ),
        (
            "empty.json",
            "policy.json",
            &kind,
            "json-empty",
            "write a policy",
        ),
        ("case.json", "empty.json", none, "json-empty", ""),
        (
            "many.json",
            "policy.json",
            &kind,
            "many-accounts",
            "`--account ID`",
        ),
        (
            "untold.json",
            "untold.json",
            none,
            "missing-account",
            "`account.id`",
        ),
    ] {
        let args: Vec<&str> = ["diff", before, after]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        for format in FORMATS {
            let args: Vec<&str> = args.iter().copied().chain(["--format", format]).collect();
            let found = run_in(&folder, &args, b"");
            assert_eq!(found.status, 2, "{args:?}: {}", found.stderr);
            assert_eq!(found.stdout, "", "{args:?}");
            let said = format!("error[{code}]");
            assert!(found.stderr.contains(&said), "{args:?}: {}", found.stderr);
            assert!(found.stderr.contains(help), "{args:?}: {}", found.stderr);
        }
    }
    // What several accounts make of it is told for the one that is named.
    let args = [
        "diff",
        "many.json",
        "policy.json",
        "--kind",
        "resource-based",
    ];
    for account in ["111122223333", "777788889999"] {
        let args: Vec<&str> = args.into_iter().chain(["--account", account]).collect();
        let found = run_in(&folder, &args, b"");
        assert_eq!(found.status, 1, "{}", found.stderr);
        assert!(found.stdout.contains(account));
    }
    for args in [
        &["diff", "case.json"][..],
        &[
            "diff",
            "case.json",
            "case.json",
            "--account",
            "111122223333",
        ],
        &[
            "diff",
            "policy.json",
            "policy.json",
            "--kind",
            "rcp",
            "--account",
            "1",
        ],
        &["diff", "policy.json", "policy.json", "--kind", "policy"],
    ] {
        assert_eq!(run_in(&folder, args, b"").status, 2, "{args:?}");
    }
}

/// The rest is decided, the statement is named, and the status says that something is wrong.
#[test]
fn a_policy_with_errors_is_compared_but_for_its_statement() {
    let sound = json!({
        "Sid": "Closed", "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
        "Condition": { "IpAddress": { "aws:SourceIp": "198.51.100.0/24" } },
    });
    let of_operator = |operator: &str| {
        let mut condition = json!({ "StringEquals": { "aws:RequestedRegion": "eu-west-1" } });
        condition[operator] = json!({ "aws:SourceIp": OFFICE });
        let broken = json!({
            "Sid": "Broken", "Effect": "Deny", "Principal": "*", "Action": "signin:*",
            "Resource": "*", "Condition": condition,
        });
        json!({ "Version": "2012-10-17", "Statement": [broken, sound] }).to_string()
    };
    let texts = ["IpAddress", "IpAdress"].map(|operator| case(&of_operator(operator), json!({})));
    let found = of("diff-errors", [&texts[0], &texts[1]], &[]);
    assert_eq!(found.status, 2);
    assert!(
        found.stderr.contains("error[unknown-operator]"),
        "{}",
        found.stderr
    );
    let named = "after: AWS would refuse statement Broken of the resource-based policy (line 1)";
    assert!(found.stdout.contains(named), "{}", found.stdout);
    // Elsewhere nothing changes.
    let region = "in eu-west-1";
    for line in found.stdout.lines().filter(|line| line.contains("from ")) {
        let is_network = line.starts_with("  from office");
        assert!(is_network || line.contains(region), "{}", found.stdout);
    }
    // What is wrong as it was is the same, and still wrong.
    let found = of("diff-errors", [&texts[1], &texts[1]], &[]);
    assert_eq!(found.status, 2);
    assert!(
        found.stdout.starts_with("nothing changes"),
        "{}",
        found.stdout
    );
}

#[test]
fn too_large_is_said_with_the_figure() {
    let of_key = |key: &str| {
        let values: Vec<String> = (0..60_000).map(|at| format!("r{at}")).collect();
        let policy = json!({ "Version": "2012-10-17", "Statement": [{
            "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
            "Condition": { "StringEquals": { key: values } },
        }] });
        case(&policy.to_string(), json!({}))
    };
    let open = case(r#"{ "Version": "2012-10-17", "Statement": [] }"#, json!({}));
    let large = of_key("aws:UserAgent");
    for texts in [[&open, &large], [&large, &open]] {
        let found = of("diff-large", texts.map(String::as_str), &[]);
        assert_eq!(found.status, 2, "{}", found.stdout);
        assert_eq!(found.stdout, "");
        let said = "error[analysis-too-large]: there is no answer for all sign-ins, because there are more than 200000 ways to read a text that patterns tell apart";
        assert!(found.stderr.contains(said), "{}", found.stderr);
    }
    // A key of which nothing says that sign-ins have it need not range, and that is said.
    let large = of_key("aws:PrincipalTag/team");
    let found = of("diff-large", [&open, &large], &[]);
    assert_eq!(found.status, 1, "{}", found.stderr);
    let said = "nothing changes for sign-ins to account 111122223333 that lack aws:PrincipalTag/team; of others it is not known\n";
    assert!(found.stdout.starts_with(said), "{}", found.stdout);
    let absent =
        "taken to be absent, as nothing says that sign-ins have them: aws:PrincipalTag/team";
    assert!(found.stdout.contains(absent), "{}", found.stdout);
}

#[test]
fn it_speaks_japanese() {
    let args = [
        "diff",
        "example-2.json",
        "example-2-vpc.json",
        "--lang",
        "ja",
    ];
    let found = run_with(&root().join("tests/analysis"), &args, b"", &[]);
    assert_eq!(found.status, 1);
    for line in found.stdout.lines().filter(|line| !line.is_empty()) {
        assert!(!line.is_ascii(), "{line}");
    }
}

#[test]
fn help_says_what_the_statuses_mean() {
    let found = run(&["diff", "--help"]);
    assert_eq!(found.status, 0);
    let words: Vec<&str> = found.stdout.split_whitespace().collect();
    let words = words.join(" ");
    for said in [
        "Exits with 0 when",
        "with 1 when",
        "with 2 when",
        "--phases",
        "--kind",
    ] {
        assert!(words.contains(said), "{}", found.stdout);
    }
}
