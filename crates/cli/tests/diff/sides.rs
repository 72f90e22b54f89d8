//! What the two sides may be: all of a case may differ, and where they come from.

use serde_json::{Value, json};

use crate::support::{Run, folder, run_in};
use crate::{HALF, OFFICE, case, of, perimeter};

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
            "the second case is of account 444455556666, compared as if it were 111122223333"
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
    let closes = "some are newly denied; some are now denied, unknown before";
    let opens = "some are newly allowed; some are now unknown, denied before";
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
