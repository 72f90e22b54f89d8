//! What cannot be used, and what has no answer.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::{Run, run, run_in};
use crate::{case, deny};

#[test]
fn networks_that_are_none_are_refused_at_their_place() {
    let open = json!([]);
    for (network, code, help) in [
        (
            json!({ "name": "a" }),
            "missing-network",
            "write `sourceIp`",
        ),
        (
            json!({ "name": "a", "sourceIp": [] }),
            "missing-network",
            "write ranges",
        ),
        (
            json!({ "name": "a", "sourceIp": ["203.0.113.0/33"] }),
            "invalid-range",
            "write a range",
        ),
        (
            json!({ "name": "a", "sourceIp": ["2001:db8::1/32"] }),
            "invalid-range",
            "did you mean `2001:db8::/32`?",
        ),
        (
            json!({ "name": "a", "sourceIp": ["::ffff:cb00:7100/120"] }),
            "invalid-range",
            "did you mean `203.0.113.0/24`?",
        ),
        (
            json!({ "name": "a", "vpc": "vpc-1" }),
            "invalid-vpc-id",
            "write `vpc-`",
        ),
        (
            json!({ "name": "a", "endpoint": "vpc-0abc1234" }),
            "invalid-endpoint-id",
            "write `vpce-`",
        ),
        (
            json!({ "name": "a", "vpc": "vpc-0abc1234", "regions": ["Ireland"] }),
            "invalid-region",
            "write a name such as",
        ),
        (
            json!({ "name": "a", "vpc": "vpc-0abc1234", "regions": [] }),
            "invalid-region",
            "leave it out",
        ),
        (
            json!({ "name": "a", "sourceIps": ["203.0.113.0/24"] }),
            "unknown-field",
            "`sourceIp`",
        ),
        (
            json!({ "sourceIp": ["203.0.113.0/24"] }),
            "missing-field",
            "",
        ),
    ] {
        for command in ["map", "lockout", "prove", "decide", "test"] {
            let found = of_any(command, &case(&open, &json!([network])));
            assert_eq!(found.status, 2, "{command} {network}: {}", found.stderr);
            let told = format!("{}{}", found.stdout, found.stderr);
            assert!(
                told.contains(&format!("error[{code}]")),
                "{command} {network}: {told}"
            );
            assert!(told.contains(help), "{network}: {told}");
            assert!(told.contains("<stdin>:1:"), "{network}: {told}");
        }
    }
    let twice = json!([
        { "name": "office", "sourceIp": ["203.0.113.0/24"] },
        { "name": "office", "sourceIp": ["198.51.100.0/24"] },
    ]);
    let found = of_any("map", &case(&open, &twice));
    assert_eq!(found.status, 2);
    assert!(
        found.stderr.contains("error[duplicate-network]"),
        "{}",
        found.stderr
    );
    let private = json!([{ "name": "office", "sourceIp": ["10.0.0.0/8", "0.0.0.0/0"] }]);
    let found = of_any("map", &case(&open, &private));
    assert_eq!(found.status, 0, "{}", found.stderr);
    assert_eq!(
        found
            .stderr
            .matches("warning[source-ip-not-public]")
            .count(),
        1,
        "{}",
        found.stderr
    );
    let network =
        |index: usize| json!({ "name": index.to_string(), "sourceIp": ["203.0.113.0/24"] });
    let many: Vec<Value> = (0..251).map(network).collect();
    let found = of_any("map", &case(&open, &json!(many)));
    assert_eq!(found.status, 2);
    assert!(
        found.stderr.contains("error[too-many-networks]"),
        "{}",
        found.stderr
    );
}

fn of_any(command: &str, case: &str) -> Run {
    run_in(Path::new("."), &[command, "-"], case.as_bytes())
}

/// A case of which nobody knows the account.
const NO_ACCOUNT: &str = r#"{
    "vestibule": 1, "policies": {}, "requests": [],
    "guarantees": [{ "name": "open", "principals": "any", "from": "anywhere", "outcome": "allowed" }]
}"#;

#[test]
fn a_case_that_cannot_be_used_is_refused_as_by_decide() {
    for command in ["map", "lockout", "prove"] {
        let none = run(&[command, "no-such-file.json"]);
        assert_eq!(none.status, 2);
        assert!(
            none.stderr.contains("error[unreadable-path]"),
            "{}",
            none.stderr
        );
        let found = of_any(
            command,
            "{ \"vestibule\": 2, \"policies\": {}, \"requests\": [] }",
        );
        assert_eq!(found.status, 2);
        assert!(
            found.stderr.contains("error[unsupported-version]"),
            "{}",
            found.stderr
        );
        let found = of_any(command, NO_ACCOUNT);
        assert_eq!(found.status, 2);
        assert!(
            found.stderr.contains("error[missing-account]"),
            "{}",
            found.stderr
        );
        assert_eq!(found.stdout, "");
        let args = [command, "-", "--lang", "ja"];
        let found = run_in(Path::new("."), &args, NO_ACCOUNT.as_bytes());
        assert!(
            found.stderr.contains("12 桁の ID を `account.id` に"),
            "{}",
            found.stderr
        );
        assert_eq!(run(&[command]).status, 2);
        assert_eq!(run(&[command, "-", "--format", "table"]).status, 2);
    }
}

/// AWS refuses such a policy; what does not depend on its statement is told all the same.
#[test]
fn a_policy_with_errors_leaves_open_what_depends_on_it() {
    let statements = json!([{
        "Sid": "Broken", "Effect": "Deny", "Principal": "*", "Action": "signin:Authenticate",
        "Resource": "*", "Condition": { "IpAddress": { "aws:SourceIp": "203.0.113.0/99" } },
    }]);
    let networks = json!([{ "name": "office", "sourceIp": ["203.0.113.0/24"] }]);
    for command in ["map", "lockout", "prove"] {
        let found = of_any(command, &case(&statements, &networks));
        assert_eq!(found.status, 2);
        assert!(
            found.stderr.contains("error[invalid-cidr]"),
            "{}",
            found.stderr
        );
        assert!(
            found
                .stdout
                .contains("statement Broken of the resource-based policy"),
            "{}",
            found.stdout
        );
    }
}

/// Nobody waits for an answer that there is not.
#[test]
fn too_large_is_said_with_the_figure() {
    let values: Vec<String> = (0..60_000).map(|at| format!("r{at}")).collect();
    let statements = deny(json!({ "StringEquals": { "aws:UserAgent": values } }));
    let japanese = ["lockout", "-", "--lang", "ja"];
    let found = run_in(
        Path::new("."),
        &japanese,
        case(&statements, &json!([])).as_bytes(),
    );
    let said = "すべてのサインインについての回答はありません。パターンが区別するテキストの読み方が上限の 200000 を超えています。";
    assert!(found.stderr.contains(said), "{}", found.stderr);
    for command in ["map", "lockout", "prove"] {
        let found = of_any(command, &case(&statements, &json!([])));
        assert_eq!(found.status, 2, "{}", found.stdout);
        assert_eq!(found.stdout, "");
        assert!(
            found.stderr.contains("error[analysis-too-large]: there is no answer for all sign-ins, because there are more than 200000 ways to read a text that patterns tell apart"),
            "{}",
            found.stderr
        );
    }
}
