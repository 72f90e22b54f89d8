//! What findings without a fix tell their readers to write: written into the samples, it opens and
//! locks only what the advice says. A word of opening has to stand in the advice of what opens, and
//! one of denying in the advice of what locks.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use vestibule_answers::lint::docs;
use vestibule_lint::Sample;
use vestibule_wire::{
    Account, Case, CaseFile, Decision, DocumentText, Finding, Kind, NoFiles, Organization, Outcome,
    Policies, Request, check,
};

/// Words by which an advice says that more sign-ins get in.
const OPENS: [&str; 11] = [
    "allow",
    "exempt",
    "let ",
    "to let",
    "denies nobody",
    "denies none",
    "denies no ",
    "denies fewer",
    "denies only",
    "denies nothing",
    "only there",
];

/// Words by which an advice says that fewer do.
const LOCKS: [&str; 6] = [
    "denies",
    "deny",
    "does not hold",
    "no other",
    "allows fewer",
    "allows nothing",
];

const ALICE: &str = "arn:aws:iam::111122223333:user/Alice";
const LEAVER: &str = "arn:aws:iam::111122223333:user/Leaver";
const BREAK_GLASS: &str = "arn:aws:iam::111122223333:role/BreakGlass";
const VPC: &str = "vpc-0a1b2c3d4e5f60718";

type Statements = Vec<Value>;

/// What an advice tells to do, done to the statements of a sample.
struct Advice {
    code: &'static str,
    follow: fn(&mut Statements),
}

const ADVICE: [Advice; 15] = [
    Advice {
        code: "allows-all-but",
        follow: |all| {
            let first = first(all);
            first.remove("NotPrincipal");
            first.insert("Principal".to_owned(), json!("*"));
            all.push(json!({
                "Effect": "Deny", "Principal": "*", "Resource": "*",
                "Action": ["signin:AuthorizeOAuth2Access", "signin:CreateOAuth2Token"],
                "Condition": { "ArnEquals": { "aws:PrincipalArn": LEAVER } },
            }));
        },
    },
    Advice {
        code: "denies-internet",
        follow: |all| {
            test(
                all,
                "NotIpAddress",
                json!({ "aws:SourceIp": "203.0.113.0/24" }),
            );
        },
    },
    Advice {
        code: "denies-vpc-endpoints",
        follow: |all| {
            test(all, "StringNotEquals", json!({ "aws:SourceVpc": VPC }));
        },
    },
    Advice {
        code: "endpoint-denies-authentication",
        follow: |all| {
            all.push(json!({
            "Effect": "Allow", "Principal": "*", "Action": "signin:Authenticate", "Resource": "*",
            "Condition": { "StringEquals": { "aws:ResourceAccount": "111122223333" } },
        }));
        },
    },
    Advice {
        code: "exempts-nobody-before-authentication",
        follow: after_authentication,
    },
    Advice {
        code: "ipv4-only",
        follow: |all| {
            let ranges = json!({ "aws:SourceIp": ["203.0.113.0/24", "2001:db8:1234::/48"] });
            test(all, "NotIpAddress", ranges);
        },
    },
    Advice {
        code: "key-never-there",
        follow: |all| {
            let first = first(all);
            if first
                .get("Condition")
                .is_some_and(|of| of.get("ArnLike").is_some())
            {
                test(all, "ArnLike", json!({ "signin:PrincipalArn": LEAVER }));
            } else {
                first.insert(
                    "Condition".to_owned(),
                    json!({ "IpAddress": { "aws:SourceIp": "198.51.100.0/24" } }),
                );
            }
        },
    },
    Advice {
        code: "narrow-resource",
        follow: |all| {
            let first = first(all);
            first.remove("NotResource");
            first.insert("Resource".to_owned(), json!("*"));
        },
    },
    Advice {
        code: "nobodys-arn",
        follow: |all| {
            test(
                all,
                "ArnNotEquals",
                json!({ "signin:PrincipalArn": BREAK_GLASS }),
            );
        },
    },
    Advice {
        code: "organization-before-authentication",
        follow: after_authentication,
    },
    Advice {
        code: "principal-before-authentication",
        follow: |all| {
            let first = first(all);
            let spares = first.remove("NotPrincipal").is_some();
            let operator = if spares { "ArnNotEquals" } else { "ArnEquals" };
            let whom = if spares { BREAK_GLASS } else { LEAVER };
            first.insert("Principal".to_owned(), json!("*"));
            let mut afterwards = first.clone();
            first.insert("Action".to_owned(), json!("signin:Authenticate"));
            let before = json!({ operator: { "signin:PrincipalArn": whom } });
            let has_more = afterwards["Action"] != json!("signin:Authenticate");
            first.insert("Condition".to_owned(), before);
            if has_more {
                let after = json!({ operator: { "aws:PrincipalArn": whom } });
                afterwards.insert("Condition".to_owned(), after);
                all.push(Value::Object(afterwards));
                let last = all.len() - 1;
                let actions = json!(["signin:AuthorizeOAuth2Access", "signin:CreateOAuth2Token"]);
                all[last]["Action"] = actions;
            }
        },
    },
    Advice {
        code: "private-source-ip",
        follow: |all| {
            let is_inside = all[0].to_string().contains("10.0.0.0/8");
            let (key, ranges) = if is_inside {
                test(all, "StringEquals", json!({ "aws:SourceVpc": VPC }));
                ("aws:VpcSourceIp", "10.0.0.0/8")
            } else {
                ("aws:SourceIp", "203.0.113.0/24")
            };
            test(all, "NotIpAddress", json!({ key: ranges }));
        },
    },
    Advice {
        code: "regions-without-us-east-1",
        follow: |all| {
            let regions =
                json!({ "aws:RequestedRegion": ["eu-central-1", "eu-west-1", "us-east-1"] });
            test(all, "StringNotEquals", regions);
        },
    },
    Advice {
        code: "set-prefix-on-single-value",
        follow: |all| {
            let condition = first(all)
                .get_mut("Condition")
                .and_then(Value::as_object_mut)
                .unwrap();
            let old = std::mem::take(condition);
            for (operator, tests) in old {
                let plain = operator
                    .split_once(':')
                    .map_or(&*operator, |(_, plain)| plain);
                condition.insert(plain.to_owned(), tests);
            }
        },
    },
    Advice {
        code: "vpc-source-ip-alone",
        follow: |all| {
            test(all, "StringEquals", json!({ "aws:SourceVpc": VPC }));
        },
    },
];

fn first(all: &mut Statements) -> &mut Map<String, Value> {
    all[0].as_object_mut().unwrap()
}

/// Writes a test into the first statement, in the place of another one by that operator.
fn test(all: &mut Statements, operator: &str, keys: Value) {
    let first = first(all);
    let condition = first.entry("Condition").or_insert_with(|| json!({}));
    condition
        .as_object_mut()
        .unwrap()
        .insert(operator.to_owned(), keys);
}

fn after_authentication(all: &mut Statements) {
    let actions = json!(["signin:AuthorizeOAuth2Access", "signin:CreateOAuth2Token"]);
    first(all).insert("Action".to_owned(), actions);
}

fn requests() -> Vec<Request> {
    let networks = [
        json!({ "sourceIp": "203.0.113.9" }),
        json!({ "sourceIp": "198.51.100.7" }),
        json!({ "sourceIp": "2001:db8:1234::10" }),
        json!({ "vpc": VPC, "endpoint": "vpce-0a1b2c3d4e5f60718", "sourceIp": "10.0.1.7" }),
        json!({ "vpc": VPC, "endpoint": "vpce-0a1b2c3d4e5f60718", "sourceIp": "172.16.1.7" }),
    ];
    let mut requests = Vec::new();
    for principal in [ALICE, LEAVER, BREAK_GLASS] {
        for network in &networks {
            for region in ["us-east-1", "eu-west-1"] {
                for entry in ["console", "login-local"] {
                    let request = json!({
                        "principal": principal, "network": network, "region": region, "entry": entry,
                    });
                    requests.push(serde_json::from_value(request).unwrap());
                }
            }
        }
    }
    requests
}

/// What becomes of each sign-in at each action.
fn decided(kind: Kind, text: &str) -> Vec<Outcome> {
    let file = CaseFile {
        account: Some(Account {
            id: Some("111122223333".to_owned()),
            organization: Some(Organization {
                id: Some("o-a1b2c3d4e5".to_owned()),
                ..Organization::default()
            }),
            ..Account::default()
        }),
        policies: Policies::of_one(kind, None, Some(DocumentText::new(text))),
        requests: requests(),
        ..CaseFile::default()
    };
    let count = file.requests.len();
    let case = Case::new(file, &NoFiles);
    let phases = |decision: Decision| decision.phases.into_iter().map(|phase| phase.decision);
    (0..count)
        .flat_map(|index| phases(case.decide(index).unwrap()).collect::<Vec<_>>())
        .collect()
}

fn help(finding: &Finding) -> String {
    let help = finding.help.as_ref();
    help.map(ToString::to_string).unwrap_or_default()
}

#[test]
fn what_is_to_be_written_opens_and_locks_what_the_advice_says() {
    let (mut opened, mut locked) = (BTreeSet::new(), BTreeSet::new());
    let mut followed = BTreeSet::new();
    for doc in docs() {
        let Some(advice) = ADVICE.iter().find(|one| doc.rule.code == one.code) else {
            continue;
        };
        for sample in doc.finds {
            let (Sample::Policy(kind, _) | Sample::Statements(kind, _)) = sample else {
                continue;
            };
            let (kind, text) = (Kind::from(*kind), sample.text());
            let findings = check(text.as_bytes(), Some(kind)).findings;
            let of_code = |one: &&Finding| one.code == advice.code && one.fix.is_none();
            let Some(finding) = findings.iter().find(of_code) else {
                continue;
            };
            let mut policy: Value = serde_json::from_str(&text).unwrap();
            let statements = policy["Statement"].as_array_mut().unwrap();
            (advice.follow)(statements);
            let after = policy.to_string();
            let said = help(finding);
            let title = format!("{}: {said}\n{text}\n{after}", advice.code);
            followed.insert(advice.code);
            for (was, is) in decided(kind, &text).into_iter().zip(decided(kind, &after)) {
                match (was, is) {
                    (Outcome::Denied, Outcome::Allowed) => {
                        opened.insert(advice.code);
                        assert!(
                            OPENS.iter().any(|word| said.contains(word)),
                            "opens {title}"
                        );
                    }
                    (Outcome::Allowed, Outcome::Denied) => {
                        locked.insert(advice.code);
                        assert!(
                            LOCKS.iter().any(|word| said.contains(word)),
                            "locks {title}"
                        );
                    }
                    _ => {}
                }
            }
        }
    }
    let all: BTreeSet<&str> = ADVICE.iter().map(|one| one.code).collect();
    assert_eq!(followed, all, "each advice is followed");
    assert!(
        opened.len() > 7 && locked.len() > 2,
        "{opened:?} {locked:?}"
    );
}

/// What rules say without a fix, and follow no other advice than to write something.
#[test]
fn every_advice_to_write_something_is_followed() {
    const HELD: [&str; 12] = [
        // By the values that somebody gives.
        "example-value",
        "placeholder",
        // By removing it, in `advice.rs`.
        "create-account-without-effect",
        // What to write is for the author to say, so no test follows it.
        "for-all-values-allows",
        "missing-set-prefix",
        "operator-not-listed",
        "operator-of-wrong-type",
        "separate-network-statements",
        "vpc-regions-without-us-east-1",
        "vpc-without-region",
        "wildcard-in-id",
        "exempts-nobody",
    ];
    let mut left = BTreeSet::new();
    for doc in vestibule_lint::DOCS {
        for sample in doc.finds {
            let (Sample::Policy(kind, _) | Sample::Statements(kind, _)) = sample else {
                continue;
            };
            let found = check(sample.text().as_bytes(), Some(Kind::from(*kind))).findings;
            let own = found
                .iter()
                .filter(|one| one.code == doc.rule.code && one.fix.is_none());
            left.extend(own.map(|one| one.code.to_string()));
        }
    }
    left.retain(|code| {
        !HELD.contains(&&**code) && !ADVICE.iter().any(|advice| advice.code == code)
    });
    assert!(left.is_empty(), "{left:?}");
}
