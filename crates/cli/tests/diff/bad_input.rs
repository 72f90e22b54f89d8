//! What cannot be compared, and what has no answer.

use serde_json::json;

use crate::support::{folder, run_in};
use crate::{FORMATS, OFFICE, case, of, perimeter};

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
    // An RCP is for many accounts, of which one is another than all others.
    let one = perimeter(OFFICE).replace("iam::*:", "iam::111122223333:");
    write("one.json", &one);
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
            "missing-account",
            "`--account ID`",
        ),
        (
            "/dev/null",
            "many.json",
            &["--kind", "rcp"],
            "missing-account",
            "`--account ID`",
        ),
        (
            "/dev/null",
            "one.json",
            &["--kind", "rcp"],
            "missing-account",
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
    let named = "after: statement Broken of the resource-based policy (line 1) cannot be evaluated";
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
    let absent = "these keys are absent, because nothing says that sign-ins have them: aws:PrincipalTag/team";
    assert!(found.stdout.contains(absent), "{}", found.stdout);
}
