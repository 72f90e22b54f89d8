//! First case files: all that they say holds.

use serde_json::json;
use vestibule_answers::{access_map, draft, lockout, prove};
use vestibule_wire::{Case, CaseFile, Expect, FileResult, GuaranteeVerdict, NoFiles, Request};

use crate::{files, folder, named, read};

/// The policies of a case, with its account and nothing else.
fn policies_of(case: &Case) -> CaseFile {
    CaseFile {
        account: case.file().account.clone(),
        policies: case.file().policies.clone(),
        assumptions: case.file().assumptions.clone(),
        ..CaseFile::default()
    }
}

fn drafted(name: &str) -> (CaseFile, Vec<String>) {
    let draft = draft(&policies_of(&named(name))).unwrap_or_else(|found| panic!("{found:?}"));
    let codes = draft.notes.iter().map(|note| note.code.to_string());
    (draft.file, codes.collect())
}

/// What a case file says is read back, and holds.
fn holds(file: &CaseFile, about: &str) {
    let text = file.to_json().unwrap();
    let case = Case::read(text, &NoFiles).unwrap_or_else(|found| panic!("{about}: {found:#?}"));
    let wrong: Vec<_> = case
        .findings()
        .iter()
        .filter(|one| one.is_error())
        .collect();
    assert_eq!(wrong, Vec::<&_>::new(), "{about}");
    let result = FileResult::of(about, &case);
    assert!(result.usable && !result.requests.is_empty(), "{about}");
    for request in &result.requests {
        assert_eq!(request.passed, Some(true), "{about}: {request:#?}");
    }
    if !file.held().is_empty() {
        for proof in prove(&case, None).unwrap() {
            assert_eq!(
                proof.verdict,
                GuaranteeVerdict::Holds,
                "{about}: {proof:#?}"
            );
            assert!(!proof.vacuous, "{about}: {proof:#?}");
        }
    }
    // Whatever else is asked of it has an answer.
    assert!(
        access_map(&case).is_ok() && lockout(&case).is_ok(),
        "{about}"
    );
}

#[test]
fn what_is_drafted_of_the_cases_holds() {
    let mut paths = Vec::new();
    for name in [
        "analysis",
        "corpus/examples",
        "corpus/forms",
        "corpus/layers",
    ] {
        files(&folder(name), &mut paths);
    }
    let mut drafts = 0;
    for path in paths {
        let case = read(&path);
        if case
            .findings()
            .iter()
            .any(vestibule_wire::Finding::is_error)
        {
            continue;
        }
        let about = path.display().to_string();
        match draft(&policies_of(&case)) {
            Ok(draft) => {
                drafts += 1;
                holds(&draft.file, &about);
            }
            Err(finding) => {
                let code = finding.code.to_string();
                assert!(
                    ["missing-account", "many-accounts"].contains(&&*code),
                    "{about}: {finding:?}"
                );
            }
        }
    }
    assert!(drafts > 60, "{drafts}");
}

#[test]
fn break_glass_users_and_the_perimeter_are_guaranteed_where_that_holds() {
    let (file, notes) = drafted("example-2.json");
    assert_eq!(
        serde_json::to_value(&file.networks).unwrap(),
        json!([{ "name": "203.0.113.0/24", "sourceIp": ["203.0.113.0/24"] }])
    );
    let break_glass = "arn:aws:iam::111122223333:role/BreakGlassRole";
    let confirm = "as it is today, confirm";
    assert_eq!(
        serde_json::to_value(&file.guarantees).unwrap(),
        json!([
            {
                "name": "role/BreakGlassRole gets in from anywhere", "principals": [break_glass],
                "from": "anywhere", "outcome": "allowed", "reason": confirm,
            },
            {
                "name": "users get in from 203.0.113.0/24",
                "principals": ["arn:aws:iam::111122223333:user/*"],
                "from": ["203.0.113.0/24"], "outcome": "allowed", "reason": confirm,
            },
        ])
    );
    assert_eq!(
        serde_json::to_value(&file.perimeter).unwrap(),
        json!({ "exempt": [break_glass], "reason": confirm })
    );
    let said = |request: &Request| {
        let name = request.name.clone().unwrap_or_default();
        let name = name
            .strip_suffix(" (as it is today, confirm)")
            .map(str::to_owned);
        let at = |expect: &Expect| expect.at.clone();
        (
            name.unwrap_or_default(),
            request.expect.as_ref().and_then(at),
        )
    };
    let all: Vec<_> = file.requests.iter().map(said).collect();
    let row = |name: &str, at: Option<&str>| (name.to_owned(), at.map(str::to_owned));
    assert_eq!(
        all,
        [
            row("role/BreakGlassRole from 203.0.113.0/24 is allowed", None),
            row("role/BreakGlassRole from elsewhere is allowed", None),
            row("user/someone from 203.0.113.0/24 is allowed", None),
            row(
                "user/someone from elsewhere is denied",
                Some("signin:Authenticate")
            ),
        ]
    );
    // Roles of IAM Identity Center have none.
    assert_eq!(notes, ["draft-lockout"]);
}

#[test]
fn what_does_not_hold_is_said_and_left_out() {
    // Through the VPC in another Region nobody gets in.
    let (file, notes) = drafted("example-1.json");
    let names: Vec<&str> = file.guarantees.iter().map(|one| &*one.name).collect();
    assert_eq!(
        names,
        [
            "user/EmergencyUser has a way in",
            "role/OrgBreakGlassRole has a way in",
            "users get in from 203.0.113.0/24",
        ]
    );
    let of_break_glass = ["draft-break-glass"; 2];
    assert_eq!(notes, [&of_break_glass[..], &["draft-lockout"]].concat());
    let stopped =
        "user/EmergencyUser from vpc-0a1b2c3d4e5f60718 is denied (as it is today, confirm)";
    let mut requests = file.requests.iter();
    assert!(requests.any(|request| request.name.as_deref() == Some(stopped)));
    let (file, notes) = drafted("scp-break-glass.json");
    assert_eq!(file.guarantees[0].name, "nobody gets in");
    assert_eq!(notes, ["draft-break-glass", "draft-lockout"]);
    assert_eq!((file.perimeter, file.networks), (None, Vec::new()));
}

fn policy(statements: &serde_json::Value) -> CaseFile {
    let case = json!({
        "vestibule": 1, "account": { "id": "111122223333" }, "requests": [],
        "policies": { "resourceBased": { "Version": "2012-10-17", "Statement": statements } },
    });
    serde_json::from_value(case).unwrap()
}

#[test]
fn networks_are_those_that_are_let_in() {
    let deny = |condition: serde_json::Value, action: &str| {
        json!({
            "Effect": "Deny", "Principal": "*", "Action": action, "Resource": "*",
            "Condition": condition,
        })
    };
    let file = policy(&json!([
        deny(
            json!({ "NotIpAddress": { "aws:sourceip": ["198.51.100.7", "2001:db8::/32"] } }),
            "signin:*"
        ),
        // The same, written otherwise.
        deny(
            json!({ "NotIpAddressIfExists": { "aws:SourceIp": ["198.51.100.7/32", "2001:db8::/32"] } }),
            "signin:Auth*"
        ),
        deny(
            json!({ "NotIpAddress": { "aws:SourceIp": ["198.51.100.7", "203.0.113.0/24"] } }),
            "*"
        ),
        deny(
            json!({ "StringNotEquals": { "aws:SourceVpc": ["vpc-0abc1234", "vpc-*"] } }),
            "signin:*"
        ),
        deny(
            json!({ "StringNotLikeIfExists": { "aws:SourceVpce": "vpce-0123456789abcdef0" } }),
            "signin:*"
        ),
        // All addresses, those that are shut out, and those of another service.
        deny(
            json!({ "NotIpAddress": { "aws:SourceIp": ["0.0.0.0/0"] } }),
            "signin:*"
        ),
        deny(
            json!({ "IpAddress": { "aws:SourceIp": ["192.0.2.0/24"] } }),
            "signin:*"
        ),
        deny(
            json!({ "NotIpAddress": { "aws:SourceIp": ["192.0.2.0/25"] } }),
            "s3:*"
        ),
    ]));
    let draft = draft(&file).unwrap();
    assert_eq!(
        serde_json::to_value(&draft.file.networks).unwrap(),
        json!([
            { "name": "198.51.100.7/32, 2001:db8::/32", "sourceIp": ["198.51.100.7/32", "2001:db8::/32"] },
            { "name": "198.51.100.7/32, 203.0.113.0/24", "sourceIp": ["198.51.100.7/32", "203.0.113.0/24"] },
            { "name": "vpc-0abc1234", "vpc": "vpc-0abc1234" },
            { "name": "vpce-0123456789abcdef0", "endpoint": "vpce-0123456789abcdef0" },
        ])
    );
    holds(&draft.file, "networks");
}

/// Nobody signs in over the internet from `0.0.0.1`.
#[test]
fn requests_come_from_addresses_of_the_internet() {
    for range in ["192.0.2.0/24", "2001:db8::/32", "203.0.113.0/24"] {
        let file = policy(&json!([{
            "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
            "Condition": { "NotIpAddress": { "aws:SourceIp": range } },
        }]));
        let drafted = draft(&file).unwrap().file;
        assert!(drafted.requests.len() > 1, "{drafted:#?}");
        let case = Case::new(drafted, &NoFiles);
        assert_eq!(case.findings(), [], "{range}");
    }
}

#[test]
fn many_networks_and_principals_are_cut_and_said() {
    let arns: Vec<String> = (0..7)
        .map(|at| format!("arn:aws:iam::111122223333:user/{at}"))
        .collect();
    let statements: Vec<_> = (0..255)
        .map(|at| {
            json!({
                "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
                "Condition": {
                    "NotIpAddress": { "aws:SourceIp": format!("203.0.113.{at}") },
                    "ArnNotEquals": { "aws:PrincipalArn": arns },
                },
            })
        })
        .collect();
    let draft = draft(&policy(&json!(statements))).unwrap();
    let said: Vec<String> = draft
        .notes
        .iter()
        .map(|note| note.message.to_string())
        .collect();
    assert_eq!(
        said[..2],
        [
            "the policies let in 5 more networks than the 250 that a case has",
            "requests are written of 5 principals, and 2 more are named",
        ]
    );
    assert_eq!(draft.file.networks.len(), 250);
    holds(&draft.file, "many");
}

#[test]
fn the_account_is_the_one_that_policies_name() {
    let of = |arns: &[&str]| {
        let mut file = policy(&json!([{
            "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
            "Condition": { "ArnNotLike": { "aws:PrincipalArn": arns } },
        }]));
        file.account = None;
        let account = |file: CaseFile| file.account.unwrap_or_default().id.unwrap_or_default();
        draft(&file)
            .map(|draft| account(draft.file))
            .map_err(|finding| (finding.code.to_string(), finding.message.to_string()))
    };
    let one = "arn:aws:iam::111122223333:role/a";
    assert_eq!(
        of(&[one, "arn:aws:iam::*:role/b"]),
        Ok("111122223333".to_owned())
    );
    let (code, _) = of(&["arn:aws:iam::*:role/b"]).unwrap_err();
    assert_eq!(code, "missing-account");
    let (code, message) = of(&[one, "arn:aws:iam::444455556666:root"]).unwrap_err();
    assert_eq!(code, "many-accounts");
    assert!(
        message.contains("`111122223333` and `444455556666`"),
        "{message}"
    );
}
