//! Rules about all sign-ins, of an organization with all of its accounts.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use vestibule_answers::lint;
use vestibule_wire::{Case, Finding, NoFiles, Span};

pub(crate) const MANAGEMENT: &str = "111122223333";
pub(crate) const ONE: &str = "222233334444";
pub(crate) const TWO: &str = "333344445555";
const SUSPENDED: &str = "444455556666";
pub(crate) const OFFICE: &str = "203.0.113.0/24";

/// The rules that say that something is not needed.
pub(crate) const NOT_NEEDED: [&str; 3] = [
    "exemption-without-restriction",
    "unneeded-condition",
    "unneeded-statement",
];

pub(crate) fn deny(condition: &Value) -> Value {
    json!({ "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*",
        "Condition": condition })
}

pub(crate) fn policy(statements: &[Value]) -> Value {
    json!({ "Version": "2012-10-17", "Statement": statements })
}

/// Outside of a range nobody gets in, but for one role.
pub(crate) fn outside(range: &str) -> Value {
    deny(&json!({ "NotIpAddress": { "aws:SourceIp": range },
        "ArnNotLike": { "signin:PrincipalArn": "arn:aws:iam::*:role/BreakGlass" } }))
}

pub(crate) fn organization(accounts: &Value, resource_control: &Value, rest: &Value) -> Case {
    let mut file = json!({ "vestibule": 1,
        "organization": { "id": "o-a1b2c3d4e5", "managementAccount": MANAGEMENT,
            "consoleAuthorization": true,
            "tree": { "id": "r-ab12", "accounts": [MANAGEMENT],
                "children": [
                    { "id": "ou-ab12-11111111", "accounts": [ONE] },
                    { "id": "ou-ab12-22222222", "accounts": [TWO, SUSPENDED] } ] },
            "accounts": accounts },
        "policies": { "identity": [], "resourceControl": resource_control },
        "networks": [ { "name": "office", "sourceIp": [OFFICE] } ],
        "requests": [] });
    for (name, value) in rest.as_object().expect("members") {
        file[name] = value.clone();
    }
    crate::case(&file.to_string())
}

pub(crate) fn suspended() -> Value {
    json!({ "id": SUSPENDED, "state": "SUSPENDED" })
}

pub(crate) fn own(id: &str, statements: &[Value]) -> Value {
    json!({ "id": id, "policies": { "resourceBased": policy(statements) } })
}

pub(crate) fn attached(to: &[&str], statements: &[Value]) -> Value {
    json!([ { "name": "perimeter", "attachedTo": to, "document": policy(statements) } ])
}

/// The accounts in which a rule finds something, each time that it does.
pub(crate) fn told<'f>(found: &'f [Finding], code: &str) -> Vec<Vec<&'f str>> {
    let of_rule = found.iter().filter(|finding| finding.code == code);
    let accounts = of_rule.map(|of| of.accounts.iter().map(String::as_str).collect());
    accounts.collect()
}

type Place = (String, Option<String>, Option<Span>);

fn place(finding: &Finding) -> Place {
    (finding.code.to_string(), finding.path.clone(), finding.span)
}

/// Whether each account that is in use is told what the case of it alone is told, but for what is
/// needed elsewhere.
fn is_that_of_each_account(case: &Case) {
    let found = lint::lint(case);
    let organization = case.organization().expect("an organization");
    for (number, member) in organization.tree().members().iter().enumerate() {
        let of_account = found.iter().filter(|of| of.accounts.contains(&member.id));
        let mut of_account: Vec<Place> = of_account.map(place).collect();
        if organization.is_inactive(number) {
            assert_eq!(of_account, [], "{}", member.id);
            continue;
        }
        let alone = case.of_account(number).expect("the account");
        let mut alone: Vec<Place> = lint::lint(&alone).iter().map(place).collect();
        // What these rules say of an organization is another thing.
        let is_of_tree = |(code, ..): &Place| {
            let is_management = member.id == organization.tree().management_account;
            is_management && ["attached-to-root", "management-account"].contains(&&**code)
        };
        alone.retain(|one| !is_of_tree(one));
        of_account.retain(|one| !is_of_tree(one));
        // The case of an account alone does not have the identity policies in its file.
        of_account.retain(|(code, ..)| code != "exempt-cannot-recover");
        for one in &of_account {
            assert!(alone.contains(one), "{}: {one:?} {alone:#?}", member.id);
        }
        for one in &alone {
            let is_told = of_account.contains(one) || NOT_NEEDED.contains(&&*one.0);
            assert!(is_told, "{}: {one:?} {of_account:#?}", member.id);
        }
    }
}

#[test]
fn each_account_is_told_what_it_is_told_alone() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/organizations");
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("the folder") {
        let text = fs::read_to_string(entry.expect("a file").path()).expect("a text");
        let case = Case::read(text, &NoFiles).expect("a case file");
        if case.is_usable() {
            is_that_of_each_account(&case);
            count += 1;
        }
    }
    assert!(count > 1, "{count}");
    let office = outside(OFFICE);
    let nobody = deny(&json!({ "Null": { "aws:PrincipalArn": "false" } }));
    let closed =
        json!({ "Effect": "Deny", "Principal": "*", "Action": "signin:*", "Resource": "*" });
    for statements in [&[office.clone()][..], &[closed], &[office, nobody]] {
        for to in [&["r-ab12"][..], &["ou-ab12-11111111"]] {
            for accounts in [json!([suspended()]), json!([own(TWO, statements)])] {
                let case = organization(&accounts, &attached(to, statements), &json!({}));
                is_that_of_each_account(&case);
            }
        }
    }
}

#[test]
fn what_is_wrong_in_any_account_is_told_of_it() {
    let elsewhere = outside("198.51.100.0/24");
    let accounts = json!([suspended(), own(TWO, &[elsewhere])]);
    let office = attached(&["r-ab12"], &[outside(OFFICE)]);
    let found = lint::lint(&organization(&accounts, &office, &json!({})));
    assert_eq!(told(&found, "nobody-signs-in"), [[TWO]], "{found:#?}");
    let of_two = found.iter().find(|of| of.code == "nobody-signs-in");
    let of_two = of_two.expect("it is told");
    let message = of_two.message.to_string();
    assert!(
        message.starts_with(&format!("in account `{TWO}`: ")),
        "{message}"
    );
    // All of them, and neither the one that nothing of it binds nor one that is not in use.
    let open = organization(&json!([suspended()]), &office, &json!({}));
    assert_eq!(told(&lint::lint(&open), "nobody-signs-in"), [[""; 0]; 0]);
    let closed = [
        deny(&json!({ "Bool": { "aws:SecureTransport": "true" } })),
        outside(OFFICE),
    ];
    let accounts = json!([suspended(), own(ONE, &closed), own(TWO, &closed)]);
    let found = lint::lint(&organization(&accounts, &json!([]), &json!({})));
    for rule in ["nobody-signs-in", "people-locked-out"] {
        let all: BTreeSet<&str> = told(&found, rule).into_iter().flatten().collect();
        assert!(all.iter().all(|id| [ONE, TWO].contains(id)), "{found:#?}");
    }
}

#[test]
fn what_one_account_needs_is_not_called_unneeded() {
    // It is covered where the account has it, too, and nowhere else.
    let accounts = json!([suspended(), own(ONE, &[outside(OFFICE)])]);
    let office = attached(
        &["ou-ab12-11111111", "ou-ab12-22222222"],
        &[outside(OFFICE)],
    );
    let case = organization(&accounts, &office, &json!({}));
    let of_shared = |found: &[Finding]| {
        let shared = found.iter().filter(|of| {
            let path = of.path.as_deref().unwrap_or_default();
            of.code == "unneeded-statement" && path.starts_with("policies.")
        });
        shared.map(|of| of.accounts.clone()).collect::<Vec<_>>()
    };
    let number = case.organization().expect("one").tree().find(ONE);
    let alone = case
        .of_account(number.expect("it is there"))
        .expect("its case");
    assert_eq!(
        of_shared(&lint::lint(&alone)).len(),
        1,
        "it is covered there"
    );
    assert_eq!(of_shared(&lint::lint(&case)), [[""; 0]; 0]);
    // Where all have it, it is told of all of them, once for each reason.
    let accounts = json!([
        suspended(),
        own(ONE, &[outside(OFFICE)]),
        own(TWO, &[outside(OFFICE)])
    ]);
    let found = lint::lint(&organization(&accounts, &office, &json!({})));
    let all: BTreeSet<String> = of_shared(&found).into_iter().flatten().collect();
    assert_eq!(
        all.into_iter().collect::<Vec<_>>(),
        [ONE, TWO],
        "{found:#?}"
    );
}

#[test]
fn the_management_account_is_told_what_does_not_bind_it() {
    let office = [outside(OFFICE)];
    let of_root = attached(&["r-ab12"], &office);
    let told_of = |accounts: &Value, to: &Value| {
        let found = lint::lint(&organization(accounts, to, &json!({})));
        let told = told(&found, "management-account");
        told.concat()
            .iter()
            .map(|id| (*id).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(told_of(&json!([suspended()]), &of_root), [MANAGEMENT]);
    // It has a policy of its own, or is not below the unit.
    let has_own = json!([suspended(), own(MANAGEMENT, &office)]);
    assert_eq!(told_of(&has_own, &of_root), [""; 0]);
    let of_unit = attached(&["ou-ab12-11111111"], &office);
    assert_eq!(told_of(&json!([suspended()]), &of_unit), [""; 0]);
    // Nobody takes an Allow for a restriction.
    let allow = json!({ "Effect": "Allow", "Action": "*", "Resource": "*" });
    let full = json!({ "policies": { "identity": [], "serviceControl":
        [ { "name": "full", "attachedTo": ["r-ab12"], "document": policy(&[allow]) } ] } });
    let found = lint::lint(&organization(&json!([suspended()]), &json!([]), &full));
    assert_eq!(told(&found, "management-account"), [[""; 0]; 0]);
}

#[test]
fn a_policy_is_unneeded_whatever_it_does_to_the_management_account() {
    let mut twice = attached(&["r-ab12"], &[outside(OFFICE)]);
    let narrow = deny(&json!({ "IpAddress": { "aws:SourceIp": "192.0.2.0/24" },
        "ArnNotLike": { "signin:PrincipalArn": "arn:aws:iam::*:role/BreakGlass" } }));
    let other =
        json!({ "name": "narrow", "attachedTo": ["r-ab12"], "document": policy(&[narrow]) });
    twice.as_array_mut().expect("a list").push(other);
    let found = lint::lint(&organization(&json!([suspended()]), &twice, &json!({})));
    let all: BTreeSet<&str> = told(&found, "unneeded-statement")
        .concat()
        .into_iter()
        .collect();
    assert!(all.contains(ONE) && all.contains(TWO), "{found:#?}");
}

#[test]
fn permission_statements_are_those_of_one_account() {
    let statement = |range: &str| json!({ "sourceIp": range });
    let file = |told: Value| {
        json!({ "vestibule": 1,
            "account": { "id": ONE },
            "organization": { "id": "o-a1b2c3d4e5", "managementAccount": MANAGEMENT,
                "tree": { "id": "r-ab12", "accounts": [MANAGEMENT, ONE, TWO] } },
            "policies": { "identity": [], "permissionStatements": told },
            "requests": [] })
    };
    let case =
        crate::case(&file(json!([statement(OFFICE), statement("198.51.100.0/24")])).to_string());
    let found = lint::lint(&case);
    assert_eq!(
        told(&found, "statements-read-two-ways"),
        [[ONE]],
        "{found:#?}"
    );
    assert_eq!(told(&found, "statements-exclude-each-other"), [[""; 0]; 0]);
    let case = crate::case(&file(json!([statement(OFFICE)])).to_string());
    assert_eq!(
        told(&lint::lint(&case), "statements-read-two-ways"),
        [[""; 0]; 0]
    );
}

#[test]
fn what_accounts_have_alike_is_told_of_once() {
    let empty = own(ONE, &[]);
    let both = json!([suspended(), empty, own(TWO, &[])]);
    let found = lint::check_case(&organization(&both, &json!([]), &json!({})), None);
    assert_eq!(told(&found, "empty-array"), [[ONE, TWO]], "{found:#?}");
    let other = own(TWO, &[outside(OFFICE)]);
    let one = json!([suspended(), own(ONE, &[]), other]);
    let found = lint::check_case(&organization(&one, &json!([]), &json!({})), None);
    assert_eq!(told(&found, "empty-array"), [[""; 0]], "{found:#?}");
}

#[test]
fn a_perimeter_answers_for_those_that_it_exempts() {
    let office = attached(&["r-ab12"], &[outside(OFFICE)]);
    let rest = json!({ "principals": [ { "principal": "arn:aws:iam::*:user/alice" } ],
        "perimeter": { "exempt": [format!("arn:aws:iam::{ONE}:role/BreakGlass")],
            "owner": "security", "reason": "break glass", "expires": "2030-01-01" } });
    let found = lint::lint(&organization(&json!([suspended()]), &office, &rest));
    assert_eq!(
        told(&found, "exemption-undocumented"),
        [[TWO]],
        "{found:#?}"
    );
}

#[test]
fn a_switch_of_either_target_puts_policies_in_force() {
    let own = own(ONE, &[outside(OFFICE)]);
    let switched = |organization: bool, rest: &Value| {
        let case = organization_with(&json!([suspended(), own]), organization, rest);
        let found = lint::lint(&case);
        let told = told(&found, "authorization-off");
        told.concat()
            .iter()
            .map(|id| (*id).to_owned())
            .collect::<Vec<String>>()
    };
    let other = json!({ "assumptions": { "J5": false } });
    assert_eq!(switched(true, &json!({})), [""; 0]);
    assert_eq!(switched(true, &other), [ONE]);
    assert_eq!(switched(false, &json!({})), [ONE]);
}

/// Without RCPs, and with the switch of the organization.
fn organization_with(accounts: &Value, is_on: bool, rest: &Value) -> Case {
    let mut file: Value = json!({ "vestibule": 1,
        "organization": { "id": "o-a1b2c3d4e5", "managementAccount": MANAGEMENT,
            "consoleAuthorization": is_on,
            "tree": { "id": "r-ab12", "accounts": [MANAGEMENT, ONE, SUSPENDED] },
            "accounts": accounts },
        "policies": { "identity": [] }, "requests": [] });
    for (name, value) in rest.as_object().expect("members") {
        file[name] = value.clone();
    }
    crate::case(&file.to_string())
}

#[test]
fn facts_are_those_of_the_whole_case_file() {
    let office = attached(&["r-ab12"], &[outside(OFFICE)]);
    let known = |id: &str, lost: bool| {
        json!({ "principal": format!("arn:aws:iam::{id}:role/BreakGlass"), "mfaLost": lost,
            "owner": "security", "reason": "break glass", "expires": "2030-01-01" })
    };
    let rest = json!({ "principals": [known(ONE, false), known(TWO, true)] });
    let found = lint::lint(&organization(&json!([suspended()]), &office, &rest));
    assert_eq!(
        told(&found, "exempt-without-sign-in"),
        [[TWO]],
        "{found:#?}"
    );
    let lost = found.iter().find(|of| of.code == "exempt-without-sign-in");
    let path = lost.and_then(|of| of.path.as_deref());
    assert_eq!(path, Some("principals[1].mfaLost"));
    // That there are no identity policies is told, and so nobody is allowed the call.
    assert!(!told(&found, "exempt-cannot-recover").is_empty());
    assert_eq!(
        told(&found, "exemption-undocumented"),
        [[""; 0]; 0],
        "{found:#?}"
    );
}

#[test]
fn accounts_that_stand_for_others_are_not_named() {
    let office = attached(&["r-ab12"], &[outside("198.51.100.0/24")]);
    let found = lint::lint(&organization(&json!([suspended()]), &office, &json!({})));
    let locked: Vec<&Finding> = found.iter().filter(|of| of.accounts.len() > 1).collect();
    assert!(!locked.is_empty(), "{found:#?}");
    for finding in locked {
        let message = finding.message.to_string();
        let said = message
            .split_once(": ")
            .expect("the accounts stand before it")
            .1;
        assert!(!said.contains(ONE) && !said.contains(TWO), "{message}");
    }
}
