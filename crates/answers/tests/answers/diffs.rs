//! Comparisons, held to decisions on single sign-ins by both cases.

use serde_json::{Value, json};
use vestibule_answers::{Comparing, Swapped, SwappedFiles, diff, named_accounts};
use vestibule_wire::{Case, NoFiles};

use crate::{decide, files, folder, list, read, reader, sign_ins};

const ACCOUNT: &str = "111122223333";

const PHASES: Comparing<'static> = Comparing {
    account: None,
    swapped: None,
    phases: true,
    other_readings: &[],
};

fn compare(before: &Case, after: &Case) -> Value {
    let found = diff(before, after, PHASES).unwrap_or_else(|finding| panic!("{}", finding.message));
    serde_json::to_value(found).unwrap()
}

/// A case with these statements in a resource-based policy, and what `more` says.
fn case(statements: Value, more: Value) -> Case {
    let mut case = json!({
        "vestibule": 1,
        "account": { "id": ACCOUNT },
        "policies": {
            "resourceBased": { "Version": "2012-10-17", "Statement": statements },
            "identity": [],
        },
        "requests": [],
    });
    for (name, value) in more.as_object().unwrap() {
        case[name] = value.clone();
    }
    Case::read(case.to_string(), &NoFiles).unwrap()
}

fn deny(more: Value) -> Value {
    let mut statement = json!({
        "Effect": "Deny", "Principal": "*", "Action": "signin:Authenticate", "Resource": "*",
    });
    for (name, value) in more.as_object().unwrap() {
        statement[name] = value.clone();
    }
    statement
}

fn when(condition: Value) -> Value {
    json!([deny(json!({ "Condition": condition }))])
}

/// Every list of changes, with the number of its action: what changes, and of what that is
/// not known.
fn lists(found: &Value) -> Vec<(Option<usize>, Vec<&Value>, Vec<&Value>)> {
    let phases = list(&found["phases"]).iter().enumerate();
    let phases = phases.map(|(index, phase)| (Some(index), phase));
    let all = phases.chain([(None, found)]);
    all.map(|(index, list)| {
        let changes = list["changes"].as_array().unwrap().iter().collect();
        let not_known = list.get("notKnown").and_then(Value::as_array);
        (index, changes, not_known.into_iter().flatten().collect())
    })
    .collect()
}

/// What a case decides on a request: the outcome, and where it is denied.
fn decided(case: &Case, request: &Value, phase: Option<usize>) -> (Value, Value) {
    let decision = decide(case, request);
    match phase {
        None => (decision["outcome"].clone(), decision["deniedAt"].clone()),
        Some(index) => {
            let phase = &decision["phases"][index];
            let is_denied = phase["decision"] == "denied";
            let at = if is_denied {
                phase["action"].clone()
            } else {
                Value::Null
            };
            (phase["decision"].clone(), at)
        }
    }
}

/// Each witness lies in its region and in no other, and both cases decide it as is said.
fn witnesses_hold(cases: [&Case; 2], found: &Value, about: &str) {
    for (phase, changes, not_known) in lists(found) {
        for (change, is_known) in changes
            .iter()
            .map(|change| (change, true))
            .chain(not_known.iter().map(|change| (change, false)))
        {
            let witness = &change["witness"];
            let about = format!("{about}: {phase:?} {witness}");
            let all = changes.iter().chain(&not_known);
            let inside = all.filter(|other| reader::admits(&other["where"], witness));
            assert_eq!(inside.count(), 1, "{about}");
            assert!(reader::admits(&change["where"], witness), "{about}");
            let [before, after] = cases.map(|case| decided(case, witness, phase));
            assert_eq!(
                before,
                (change["from"].clone(), change["before"]["deniedAt"].clone()),
                "{about}"
            );
            assert_eq!(
                after,
                (change["to"].clone(), change["after"]["deniedAt"].clone()),
                "{about}"
            );
            assert!(!is_known || before != after, "{about}");
        }
    }
}

/// A sign-in lies in a change exactly if it is decided otherwise.
fn sign_in_holds(cases: [&Case; 2], found: &Value, request: &Value, about: &str) {
    for (phase, changes, not_known) in lists(found) {
        let about = format!("{about}: {phase:?} {request}");
        let is_in = |change: &&&Value| reader::admits(&change["where"], request);
        if not_known.iter().any(|change| is_in(&change)) {
            continue;
        }
        let said = changes.iter().find(is_in).map(|change| {
            let side = |outcome: &str, side: &str| {
                (change[outcome].clone(), change[side]["deniedAt"].clone())
            };
            (side("from", "before"), side("to", "after"))
        });
        let [before, after] = cases.map(|case| decided(case, request, phase));
        let expected = (before != after).then_some((before, after));
        assert_eq!(said, expected, "{about}");
    }
}

#[test]
fn a_sign_in_lies_in_a_change_exactly_if_it_is_decided_otherwise() {
    let mut paths = Vec::new();
    files(&folder("analysis"), &mut paths);
    let cases: Vec<Case> = paths.iter().map(|path| read(path)).collect();
    let mut cases: Vec<(String, &Case)> = paths
        .iter()
        .zip(&cases)
        .filter(|(_, case)| case.compiled().account_id() == Some(ACCOUNT))
        .map(|(path, case)| {
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                case,
            )
        })
        .collect();
    let further = [
        case(
            when(json!({ "NotIpAddress": { "aws:SourceIp": "203.0.112.0/22" } })),
            json!({}),
        ),
        case(
            when(json!({ "StringNotEquals": { "aws:SourceVpc": "vpc-0a1b2c3d4e5f60718" } })),
            json!({ "account": { "id": ACCOUNT, "consoleAuthorization": false } }),
        ),
        case(
            when(json!({ "ArnLike": { "signin:PrincipalArn": "arn:aws:iam::*:user/*" } })),
            json!({ "assumptions": { "J9": false } }),
        ),
    ];
    cases.extend(further.iter().map(|case| ("further".to_owned(), case)));
    assert!(cases.len() >= 6);
    let mut changed = 0;
    for (one, before) in &cases {
        for (other, after) in &cases {
            let about = format!("{one} {other}");
            let found = compare(before, after);
            witnesses_hold([before, after], &found, &about);
            changed += usize::from(found["equivalent"] == false);
            if about.contains("mfa-and-dates") {
                continue;
            }
            // A case may say that there are no roles of IAM Identity Center; then no answer is
            // about them.
            let is_without = [before, after].map(|case| case.file().identity_center()) != [None; 2];
            let is_of_portal = |request: &&Value| {
                let principal = request["principal"].as_str();
                principal.is_some_and(|arn| arn.contains(":role/aws-reserved/sso."))
            };
            let requests = sign_ins(ACCOUNT);
            let requests = requests.iter().step_by(7);
            for request in requests.filter(|request| !is_without || !is_of_portal(request)) {
                sign_in_holds([before, after], &found, request, &about);
            }
        }
    }
    assert!(changed > 20, "{changed}");
}

#[test]
fn what_is_equivalent_is_so_whatever_is_open() {
    let mut paths = Vec::new();
    files(&folder("analysis"), &mut paths);
    for path in paths {
        let found = compare(&read(&path), &read(&path));
        assert_eq!(found["changes"], json!([]), "{}", path.display());
        // What is not decided for all sign-ins together may change, for all that is known.
        let is_undecided = path.ends_with("undecided.json");
        let expected = if is_undecided {
            Value::Null
        } else {
            json!(true)
        };
        assert_eq!(found["equivalent"], expected, "{}", path.display());
    }
    // Which console it is for is not told, and two of them are not one.
    let of = |console: &str| {
        let resource = format!("arn:aws:signin:::console/{console}");
        case(json!([deny(json!({ "Resource": resource }))]), json!({}))
    };
    let found = compare(&of("canvas"), &of("canvas"));
    assert_eq!(found["equivalent"], true);
    let found = compare(&of("canvas"), &of("other"));
    assert_eq!(
        (&found["equivalent"], &found["changes"]),
        (&Value::Null, &json!([]))
    );
    assert_eq!(
        found["notKnown"][0]["after"]["dependsOn"],
        json!(["resource"])
    );
    // White space and the order of members change nothing, nor does the name of a statement.
    let spaced = Case::read(
        r#"{ "vestibule": 1, "account": { "id": "111122223333" }, "requests": [],
            "policies": { "identity": [], "resourceBased": { "Statement": {
              "Resource": "arn:aws:signin:::console/canvas", "Action": "signin:Authenticate",
              "Sid": "New", "Principal": "*", "Effect": "Deny" }, "Version": "2012-10-17" } } }"#,
        &NoFiles,
    );
    let found = compare(&of("canvas"), &spaced.unwrap());
    assert_eq!(found["equivalent"], true);
}

/// What AWS would refuse is only known by its text.
#[test]
fn two_policies_with_errors_are_the_same_if_their_texts_are() {
    let of = |range: &str| when(json!({ "NotIpAdress": { "aws:SourceIp": range } }));
    let [one, same, other] = ["203.0.113.0/24", "203.0.113.0/24", "198.51.100.0/24"]
        .map(|range| case(of(range), json!({})));
    assert_eq!(compare(&one, &same)["equivalent"], true);
    let found = compare(&one, &other);
    assert_eq!(
        (&found["equivalent"], &found["changes"]),
        (&Value::Null, &json!([]))
    );
    let by = &found["notKnown"][0]["before"]["decidedBy"][0];
    assert_eq!(
        (&by["policy"], &by["statement"]),
        (&json!("resourceBased"), &json!(0))
    );
}

/// Whether a node needs an Allow may rest on a statement about another service.
#[test]
fn an_effect_that_is_not_readable_bears_on_every_action() {
    let scp = |statements: Value| {
        let policies = json!({ "policies": {
            "identity": [],
            "serviceControl": [{ "name": "scp", "document": { "Statement": statements } }],
        } });
        case(json!([]), policies)
    };
    let of =
        |effect: &str, action: &str| json!({ "Effect": effect, "Action": action, "Resource": "*" });
    let first = scp(json!([of("allow", "s3:*")]));
    assert_eq!(compare(&first, &first)["equivalent"], true);
    for other in [
        json!([of("deny", "s3:*")]),
        json!([of("allow", "s3:*"), of("allow", "ec2:*")]),
    ] {
        let found = compare(&first, &scp(other));
        assert_eq!(found["equivalent"], Value::Null, "{found}");
    }
}

/// A statement says other things under another assumption, or with authorization off.
#[test]
fn one_text_may_say_two_things() {
    let statements = json!([
        deny(json!({ "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "false" } } })),
        deny(json!({ "Resource": "arn:aws:signin:::console/canvas" })),
    ]);
    let plain = case(statements.clone(), json!({}));
    let off = json!({ "account": { "id": ACCOUNT, "consoleAuthorization": false } });
    let found = compare(&plain, &case(statements, off));
    // No longer unknown: the policy is not evaluated.
    assert_eq!(found["equivalent"], false);
    assert_eq!(found["changes"][0]["from"], "unknown");
}

/// Nothing says that sign-ins have a tag, and still an edit about one changes something.
#[test]
fn keys_that_are_taken_to_be_absent_range() {
    let of = |team: &str| {
        when(json!({ "StringEquals": { "aws:PrincipalTag/team": team } }))
            .as_array()
            .map(|all| {
                let mut statement = all[0].clone();
                statement["Action"] = json!("signin:CreateOAuth2Token");
                json!([statement])
            })
            .unwrap()
    };
    let [red, blue] = ["red", "blue"].map(|team| case(of(team), json!({})));
    let found = compare(&red, &blue);
    assert_eq!(found["equivalent"], false);
    let newly = list(&found["changes"])
        .iter()
        .find(|change| change["from"] == "allowed" && change["to"] == "denied")
        .unwrap();
    assert_eq!(newly["witness"]["context"]["aws:PrincipalTag/team"], "blue");
    assert_eq!(
        newly["where"]["context"]["aws:PrincipalTag/team"]["in"],
        json!(["blue"])
    );
    witnesses_hold([&red, &blue], &found, "tags");
    assert_eq!(compare(&red, &red)["equivalent"], true);
}

/// An account is of one partition: that of the principals that policies name.
#[test]
fn a_policy_of_another_partition_is_about_somebody() {
    let of = |name: &str| {
        let role = format!("arn:aws-cn:iam::*:role/{name}");
        case(
            when(json!({ "ArnNotLike": { "signin:PrincipalArn": role } })),
            json!({}),
        )
    };
    let found = compare(&of("A"), &of("B"));
    assert_eq!(found["equivalent"], false);
    let witness = found["changes"][0]["witness"]["principal"].as_str();
    assert_eq!(witness, Some("arn:aws-cn:iam::111122223333:role/A"));
}

/// Where no organization is told its id is taken to be absent, and does not range.
#[test]
fn what_is_held_absent_is_no_proof() {
    let of = |id: &str| {
        let policy = when(json!({ "StringEquals": { "aws:PrincipalOrgID": id } }));
        let mut statement = policy[0].clone();
        statement["Action"] = json!("signin:CreateOAuth2Token");
        case(json!([statement]), json!({}))
    };
    let [one, other] = ["o-a1b2c3d4e5", "o-other56789"].map(of);
    let found = compare(&one, &other);
    assert_eq!(found["changes"], json!([]));
    assert_eq!(found["equivalent"], Value::Null);
    assert_eq!(found["phases"][2]["equivalent"], Value::Null);
    assert_eq!(found["assumedAbsent"], json!(["aws:PrincipalOrgID"]));
    // Nor does it matter where all statements are the same.
    let found = compare(&one, &of("o-a1b2c3d4e5"));
    assert_eq!(found["equivalent"], true);
    assert_eq!(found["assumedAbsent"], json!(["aws:PrincipalOrgID"]));
}

#[test]
fn cases_of_two_accounts_are_compared_as_if_they_were_of_one() {
    let path = folder("analysis").join("example-2.json");
    let text = std::fs::read_to_string(&path).unwrap();
    let one = read(&path);
    let moved = text.replace(ACCOUNT, "444455556666");
    let other = Case::read(moved.clone(), &NoFiles).unwrap();
    let Err(finding) = diff(&one, &other, PHASES) else {
        panic!("two accounts");
    };
    assert_eq!(finding.code, "another-account");
    assert_eq!(named_accounts(&other), ["444455556666"]);

    let swapped = Swapped::new(ACCOUNT, "444455556666");
    let files = SwappedFiles {
        swapped: &swapped,
        files: &NoFiles,
    };
    // A statement by the name of the account keeps its name.
    let narrow = moved
        .replacen("\"203.0.113.0/24\"", "\"203.0.113.0/25\"", 1)
        .replacen("\"Effect\"", "\"Sid\": \"Of444455556666\", \"Effect\"", 1);
    for (text, equivalent) in [(moved, true), (narrow, false)] {
        let other = Case::from_bytes(&swapped.bytes(text.as_bytes()), &files).unwrap();
        let comparing = Comparing {
            swapped: Some(&swapped),
            ..PHASES
        };
        let found = serde_json::to_value(diff(&one, &other, comparing).unwrap()).unwrap();
        assert_eq!(found["equivalent"], equivalent);
        assert_eq!(found["account"], ACCOUNT);
        assert_eq!(found["otherAccount"], "444455556666");
        if !equivalent {
            let by = &found["changes"][0]["after"]["decidedBy"][0];
            assert_eq!(by["sid"], "Of444455556666");
        }
    }
}

#[test]
fn the_account_of_one_case_is_that_of_both() {
    let told = case(json!([]), json!({}));
    let untold = case(json!([]), json!({ "account": {} }));
    for cases in [[&told, &untold], [&untold, &told]] {
        let found = compare(cases[0], cases[1]);
        assert_eq!(found["account"], ACCOUNT);
        assert_eq!(found["equivalent"], true);
    }
    let Err(finding) = diff(&untold, &untold, PHASES) else {
        panic!("no account");
    };
    assert_eq!(finding.code, "missing-account");
}

/// Who is newly denied comes first, whichever way round the cases are.
#[test]
fn changes_are_in_the_order_of_what_a_reader_asks() {
    let of = |range: &str| {
        case(
            when(json!({ "NotIpAddress": { "aws:SourceIp": range } })),
            json!({}),
        )
    };
    let [one, other] = ["203.0.113.0/24", "198.51.100.0/24"].map(of);
    for cases in [[&one, &other], [&other, &one]] {
        let found = compare(cases[0], cases[1]);
        let kinds: Vec<(&str, &str)> = list(&found["changes"])
            .iter()
            .map(|change| {
                (
                    change["from"].as_str().unwrap(),
                    change["to"].as_str().unwrap(),
                )
            })
            .collect();
        let first = kinds
            .iter()
            .position(|kind| *kind == ("denied", "allowed"))
            .unwrap();
        assert!(first > 0);
        assert!(
            kinds[..first]
                .iter()
                .all(|kind| *kind == ("allowed", "denied")),
            "{kinds:?}"
        );
    }
}
