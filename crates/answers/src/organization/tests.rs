use serde_json::{Value, json};
use vestibule_wire::{Case, Decision, GuaranteeVerdict, LockoutVerdict, NoFiles, Outcome, Request};

use super::*;
use crate::{Comparing, access_map, diff, lockout, prove};

const MANAGEMENT: &str = "111122223333";
const OFFICE: &str = "203.0.113.0/24";

/// The id of the account of a number from zero.
fn id(number: u64) -> String {
    format!("{:012}", 222_233_334_444 + number * 101)
}

fn deny(condition: &Value) -> Value {
    json!({ "Version": "2012-10-17", "Statement": [ { "Effect": "Deny", "Principal": "*",
        "Action": "signin:*", "Resource": "*", "Condition": condition } ] })
}

/// Outside of the office nobody gets into the accounts below `Workloads`, but for one role.
fn perimeter() -> Value {
    deny(&json!({ "NotIpAddress": { "aws:SourceIp": OFFICE },
        "ArnNotLike": { "signin:PrincipalArn": "arn:aws:iam::*:role/BreakGlass" },
        "Null": { "aws:SourceVpc": "true" } }))
}

/// `more` accounts below `Workloads`, and two beside it.
fn case(resource_control: &Value, more: u64, rest: &Value) -> Case {
    let mut accounts: Vec<String> = (0..more).map(id).collect();
    accounts.sort();
    let mut file = json!({ "vestibule": 1,
        "organization": { "id": "o-a1b2c3d4e5", "managementAccount": MANAGEMENT,
            "consoleAuthorization": true,
            "tree": { "id": "r-ab12", "accounts": [MANAGEMENT],
                "children": [
                    { "id": "ou-ab12-11111111", "name": "Workloads", "accounts": accounts },
                    { "id": "ou-ab12-22222222", "accounts": ["999900001111", "999900002222"] } ] },
            "accounts": [ { "id": "999900002222", "state": "SUSPENDED" } ] },
        "policies": { "identity": [], "resourceControl": resource_control },
        "networks": [ { "name": "office", "sourceIp": [OFFICE] } ],
        "requests": [] });
    for (name, value) in rest.as_object().unwrap() {
        file[name] = value.clone();
    }
    let case = Case::read(file.to_string(), &NoFiles).unwrap();
    let wrong: Vec<_> = case.findings().iter().filter(|of| of.is_error()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    case
}

fn attached(document: &Value) -> Value {
    json!([ { "name": "perimeter", "attachedTo": ["ou-ab12-11111111"], "document": document } ])
}

/// The decision of the account with the id on a sign-in to another, with the one id in the place
/// of the other.
fn decided(case: &Case, witness: &Request, from: &str, to: &str) -> Decision {
    let tree = case.organization().unwrap().tree();
    let own = case.of_account(tree.find(to).unwrap()).unwrap();
    let request = Request {
        principal: witness.principal.replace(from, to),
        ..witness.clone()
    };
    own.compiled().decide(&request).unwrap()
}

fn account_of(witness: &Request) -> &str {
    witness.principal.split(':').nth(4).unwrap()
}

/// Whether the map says of each account what the map of its own case says, and whether every
/// witness is decided so in all accounts of its region.
fn is_that_of_each_account(case: &Case) {
    let map = access_map(case).unwrap();
    let organization = case.organization().unwrap();
    for (number, member) in organization.tree().members().iter().enumerate() {
        let in_region = |region: &&vestibule_wire::Region| {
            let Some(TextSet::Patterns(patterns)) = &region.place.account else {
                return false;
            };
            let own = Pattern::Exact(member.id.clone());
            patterns.within.as_ref().unwrap().contains(&own)
        };
        let regions: Vec<_> = map.chain.iter().filter(in_region).collect();
        if organization.is_inactive(number) {
            assert!(regions.is_empty(), "{}", member.id);
            assert!(map.not_in_use.contains(&member.id));
            continue;
        }
        let own = access_map(&case.of_account(number).unwrap()).unwrap();
        assert_eq!(regions.len(), own.chain.len(), "{}", member.id);
        for (region, own) in regions.into_iter().zip(&own.chain) {
            let mut place = region.place.clone();
            place.account.clone_from(&own.place.account);
            let place = serde_json::to_string(&place).unwrap();
            let place = place.replace(ANY_ACCOUNT, &member.id);
            let of_own = serde_json::to_string(&own.place).unwrap();
            assert_eq!((place, region.outcome), (of_own, own.outcome));
            let from = account_of(&region.witness);
            let decision = decided(case, &region.witness, from, &member.id);
            assert_eq!(decision.outcome, region.outcome, "{}", member.id);
            assert_eq!(decision.denied_at, region.denied_at, "{}", member.id);
        }
    }
}

#[test]
fn one_account_stands_for_all_that_policies_do_not_tell_apart() {
    let case = case(&attached(&perimeter()), 50, &json!({}));
    let groups = Groups::of(&case, &[]).unwrap().unwrap();
    let sizes: Vec<usize> = groups.groups.iter().map(|of| of.accounts.0.len()).collect();
    assert_eq!(sizes, [1, 50, 1], "the management account is by itself");
    assert_eq!(groups.not_in_use, ["999900002222"]);
    is_that_of_each_account(&case);
    let found = lockout(&case).unwrap();
    let mut verdicts = Vec::new();
    let tree = case.organization().unwrap().tree();
    for (number, member) in tree.members().iter().enumerate() {
        let of_account = found.principals.iter();
        let of_account = of_account.filter(|access| access.accounts.contains(&member.id));
        let told: Vec<_> = of_account.map(|of| (of.verdict, of.denied_at)).collect();
        if groups.not_in_use.contains(&member.id) {
            assert!(told.is_empty());
            continue;
        }
        let own = lockout(&case.of_account(number).unwrap()).unwrap();
        let own_told = own.principals.iter().map(|of| (of.verdict, of.denied_at));
        assert_eq!(told, own_told.collect::<Vec<_>>(), "{}", member.id);
        verdicts.push(own.verdict);
    }
    assert_eq!(verdicts.len(), 52);
    assert!(verdicts.contains(&LockoutVerdict::Lockout));
    assert_eq!(found.verdict, LockoutVerdict::Lockout);
}

#[test]
fn what_tells_accounts_apart_makes_groups() {
    let (first, second) = (id(0), id(1));
    let named = format!("arn:aws:iam::{first}:user/Alice");
    let beginning = &second[..10];
    let rows = [
        (
            json!({ "StringEquals": { "aws:PrincipalAccount": first } }),
            2,
        ),
        (json!({ "ArnEquals": { "aws:PrincipalArn": named } }), 2),
        (
            json!({ "ArnNotLike": { "aws:PrincipalArn": format!("arn:aws:iam::{beginning}*:root") } }),
            2,
        ),
        (
            json!({ "StringLike": { "aws:PrincipalAccount": "*4*8*" } }),
            2,
        ),
        (
            json!({ "StringNotEquals": { "aws:PrincipalAccount": "${aws:ResourceAccount}" } }),
            1,
        ),
        (
            json!({ "StringLike": { "aws:PrincipalArn": "*${aws:ResourceAccount}*" } }),
            12,
        ),
    ];
    for (condition, least) in rows {
        let case = case(&attached(&deny(&condition)), 12, &json!({}));
        let groups = Groups::of(&case, &[]).unwrap().unwrap();
        assert!(groups.groups.len() >= least + 2, "{condition}");
        let all: usize = groups.groups.iter().map(|of| of.accounts.0.len()).sum();
        assert_eq!(all, 14, "{condition}");
        is_that_of_each_account(&case);
    }
    // A sign-in is of one account, and is asked there.
    let requests = json!({ "requests": [ { "principal": named, "network": { "sourceIp": "203.0.113.10" } } ] });
    let case = case(&attached(&perimeter()), 12, &requests);
    let found = lockout(&case).unwrap();
    let alice = Pattern::Exact(named);
    let of_alice = |access: &&vestibule_wire::PrincipalAccess| {
        access
            .principal
            .within
            .as_ref()
            .is_some_and(|all| all.contains(&alice))
    };
    let of_alice: Vec<_> = found.principals.iter().filter(of_alice).collect();
    assert_eq!(of_alice.len(), 1);
    assert_eq!(of_alice[0].accounts, [first]);
}

#[test]
fn accounts_with_the_same_policies_of_their_own_principals_are_alike() {
    let not_here = |role: &str, id: &str| {
        json!({ "name": role, "principal": format!("arn:aws:iam::{id}:role/{role}"),
            "document": { "Version": "2012-10-17", "Statement": [ { "Effect": "Deny",
                "Action": "signin:*", "Resource": "*",
                "Condition": { "NotIpAddress": { "aws:SourceIp": OFFICE } } } ] } })
    };
    let unknown = |id: &str| {
        json!({ "name": format!("arn:aws:iam::{id}:user/*"),
            "principal": format!("arn:aws:iam::{id}:user/*"),
            "document": { "unknown": "aws iam get-account-authorization-details" } })
    };
    let mut accounts: Vec<Value> = (0..8)
        .map(|number| {
            let id = id(number);
            json!({ "id": id, "policies": { "identity": [not_here("Admin", &id), unknown(&id)] } })
        })
        .collect();
    // One has another policy, one has that of the principals of another account.
    accounts[6]["policies"]["identity"][0] = not_here("Build", &id(6));
    accounts[7]["policies"]["identity"][0] = not_here("Admin", &id(0));
    let mut organization = json!({ "id": "o-a1b2c3d4e5", "managementAccount": MANAGEMENT,
        "consoleAuthorization": true, "accounts": accounts,
        "tree": { "id": "r-ab12", "accounts": [MANAGEMENT] } });
    // The perimeter is attached to two units, and the accounts are on both.
    let ids: Vec<String> = (0..8).map(id).collect();
    organization["tree"]["children"] = json!([
        { "id": "ou-ab12-11111111", "accounts": ids[..3] },
        { "id": "ou-ab12-22222222", "accounts": ids[3..] } ]);
    let mut policy = attached(&perimeter());
    policy[0]["attachedTo"] = json!(["ou-ab12-11111111", "ou-ab12-22222222"]);
    let case = case(&policy, 0, &json!({ "organization": organization }));
    let groups = Groups::of(&case, &[]).unwrap().unwrap();
    let told: Vec<&[String]> = groups.groups.iter().map(|of| &*of.accounts.0).collect();
    let management = [MANAGEMENT.to_owned()];
    assert_eq!(told, [&management[..], &ids[..6], &ids[6..7], &ids[7..]]);
    is_that_of_each_account(&case);
}

#[test]
fn a_guarantee_holds_in_all_accounts_that_it_is_about() {
    let outside = |name: &str, more: Value| {
        let mut guarantee = json!({ "name": name, "principals": "any",
            "from": { "notIn": ["office"] }, "outcome": "denied", "at": "signin:Authenticate" });
        for (member, value) in more.as_object().unwrap() {
            guarantee[member] = value.clone();
        }
        guarantee
    };
    let but = json!({ "notIn": ["arn:aws:iam::*:role/BreakGlass"] });
    let (first, second) = (id(0), id(1));
    let guarantees = json!({ "guarantees": [
        outside("everywhere", json!({ "principals": but })),
        outside("workloads", json!({ "principals": but, "accounts": ["ou-ab12-11111111"] })),
        outside("root", json!({ "principals": but, "accounts": ["r-ab12"] })),
        outside("one", json!({ "accounts": [first] })),
        outside("of one", json!({ "principals": [format!("arn:aws:iam::{first}:role/BreakGlass")] })),
        outside("nobody", json!({ "accounts": [second],
            "principals": [format!("arn:aws:iam::{first}:user/Alice")] })),
        outside("suspended", json!({ "accounts": ["999900002222"] })),
    ] });
    let deny_all = deny(&json!({ "NotIpAddress": { "aws:SourceIp": OFFICE },
        "ArnNotLike": { "signin:PrincipalArn": "arn:aws:iam::*:role/BreakGlass" } }));
    let case = case(&attached(&deny_all), 12, &guarantees);
    let proofs = prove(&case, None).unwrap();
    let told: Vec<_> = proofs
        .iter()
        .map(|proof| (&*proof.guarantee, proof.verdict, proof.vacuous))
        .collect();
    use GuaranteeVerdict::{Fails, Holds};
    assert_eq!(
        told,
        [
            ("everywhere", Fails, false),
            ("workloads", Holds, false),
            ("root", Fails, false),
            ("one", Fails, false),
            ("of one", Fails, false),
            ("nobody", Holds, true),
            ("suspended", Holds, true),
        ]
    );
    assert_eq!(proofs[0].fails_in, [MANAGEMENT, "999900001111"]);
    assert_eq!(proofs[2].fails_in, proofs[0].fails_in);
    assert_eq!(proofs[3].fails_in, [&*first]);
    assert_eq!(proofs[4].fails_in, [&*first]);
    for proof in proofs.iter().filter(|proof| proof.verdict == Fails) {
        assert_eq!(proof.outcome, Some(Outcome::Allowed), "{}", proof.guarantee);
        let witness = proof.witness.as_ref().unwrap();
        let account = account_of(witness);
        assert!(proof.fails_in.iter().any(|id| id == account));
        let decision = decided(&case, witness, account, account);
        let first = decision.phases.first().unwrap();
        assert_eq!(first.decision, Outcome::Allowed, "{}", proof.guarantee);
    }
}

#[test]
fn what_is_not_known_of_one_account_is_not_known_of_the_organization() {
    // Nobody listed the identity policies of the accounts, but of one.
    let organization = |more: Value| {
        let mut file = json!({ "organization": { "id": "o-a1b2c3d4e5", "managementAccount": MANAGEMENT,
            "tree": { "id": "r-ab12", "accounts": [MANAGEMENT, id(0)] },
            "accounts": [ { "id": id(0), "policies": { "identity": [] } } ] },
            "policies": {},
            "guarantees": [ { "name": "in", "principals": "any", "from": "anywhere",
                "entry": ["login-local"],
                "outcome": "allowed" } ] });
        for (member, value) in more.as_object().unwrap() {
            file[member] = value.clone();
        }
        file
    };
    let case = case(&json!([]), 0, &organization(json!({})));
    let proofs = prove(&case, None).unwrap();
    let map = access_map(&case).unwrap();
    is_that_of_each_account(&case);
    let open = map.chain.iter().filter(|of| of.outcome == Outcome::Unknown);
    let accounts: Vec<&str> = open.map(|of| account_of(&of.witness)).collect();
    assert!(accounts.iter().all(|id| *id == MANAGEMENT) && !accounts.is_empty());
    // Nobody has a policy there that allows anything.
    assert_eq!(proofs[0].verdict, GuaranteeVerdict::Fails);
    assert_eq!(proofs[0].fails_in, [id(0)]);
    assert_eq!(proofs[0].unknown_in, [MANAGEMENT]);
}

#[test]
fn all_accounts_are_in_one_partition() {
    // Policies of the one unit alone name principals of aws-cn.
    let outside = deny(&json!({ "NotIpAddress": { "aws:SourceIp": OFFICE },
        "ArnNotLike": { "signin:PrincipalArn": "arn:aws-cn:iam::*:role/ci" } }));
    let guarantees = json!({ "guarantees": [ { "name": "users", "from": { "notIn": ["office"] },
        "principals": ["arn:aws-cn:iam::*:user/*"], "outcome": "denied" } ] });
    let case = case(&attached(&outside), 3, &guarantees);
    let proofs = prove(&case, None).unwrap();
    assert_eq!(proofs[0].verdict, GuaranteeVerdict::Fails);
    assert_eq!(proofs[0].fails_in, [MANAGEMENT, "999900001111"]);
    let map = access_map(&case).unwrap();
    let mut witnesses = map.chain.iter().map(|region| &region.witness.principal);
    assert!(witnesses.all(|arn| arn.starts_with("arn:aws-cn:")));
}

#[test]
fn accounts_that_are_not_in_use_are_named() {
    let guarantee = |accounts: Value| {
        json!({ "guarantees": [ { "name": "in", "principals": "any", "from": "anywhere",
            "outcome": "allowed", "accounts": accounts } ] })
    };
    let both = guarantee(json!(["999900001111", "999900002222"]));
    let found = prove(&case(&json!([]), 2, &both), None).unwrap();
    assert_eq!(found[0].verdict, GuaranteeVerdict::Holds);
    assert!(!found[0].vacuous);
    assert_eq!(found[0].not_in_use, ["999900002222"]);
    let one = guarantee(json!(["999900001111"]));
    let found = prove(&case(&json!([]), 2, &one), None).unwrap();
    assert!(found[0].not_in_use.is_empty());
    let nobody = json!({ "organization": { "id": "o-a1b2c3d4e5", "managementAccount": MANAGEMENT,
        "tree": { "id": "r-ab12", "accounts": [MANAGEMENT] },
        "accounts": [ { "id": MANAGEMENT, "state": "SUSPENDED" } ] } });
    let nobody = case(&json!([]), 0, &nobody);
    for code in [
        lockout(&nobody).map(|_| ()).unwrap_err().code,
        access_map(&nobody).map(|_| ()).unwrap_err().code,
        diff(&nobody, &nobody, Comparing::default())
            .map(|_| ())
            .unwrap_err()
            .code,
    ] {
        assert_eq!(code, "missing-account");
    }
}

#[test]
fn organizations_without_an_account_in_common_are_not_compared() {
    let of = |id: &str| {
        let file = json!({ "organization": { "id": "o-a1b2c3d4e5", "managementAccount": id,
            "tree": { "id": "r-ab12", "accounts": [id] } } });
        case(&json!([]), 0, &file)
    };
    let found = diff(&of(MANAGEMENT), &of("999900001111"), Comparing::default());
    assert_eq!(found.map(|_| ()).unwrap_err().code, "another-account");
}
