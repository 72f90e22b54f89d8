//! What no file tells is unknown, and the call is named that tells it.

use serde_json::json;
use vestibule_import::Options;
use vestibule_wire::{Kind, Outcome};

use crate::{
    MANAGEMENT, PROD, RCP, UNIT, arn, calls, codes, complete, deny_outside, file, import,
    import_with, outcomes, policy, summary, targets, whole,
};
use Outcome::{Allowed, Denied, Unknown};

const NO_OTHERS: [Kind; 2] = [Kind::Identity, Kind::VpcEndpoint];

/// Without each file that decides something, sign-ins that are allowed with all files are unknown
/// or have no decision, and what is denied stays so or is unknown.
#[test]
fn no_file_is_left_out_without_notice() {
    let sign_ins = [(MANAGEMENT, "203.0.113.1"), (PROD, "198.51.100.1")];
    let all = whole();
    assert_eq!(
        outcomes(&import_with(&all, &complete(&NO_OTHERS)), &sign_ins),
        [Allowed; 2]
    );
    for left_out in 0..all.len() {
        let mut files = all.clone();
        let (name, _) = files.remove(left_out);
        let imported = import_with(&files, &complete(&NO_OTHERS));
        let missing = !calls(&imported).is_empty() || !codes(&imported).is_empty();
        // The switch and the enabled types are on unless told, ARNs tell the organization, the
        // folder of the caller has its name, and there are no endpoints beside those in the files.
        let known = [
            "a.json",
            "b.json",
            "switch.json",
            "endpoints.json",
            "222233334444/caller.json",
        ];
        let tells_nothing_new = known.contains(&&*name);
        assert!(
            missing || tells_nothing_new,
            "{name}: {:#?}",
            imported.report
        );
        let Some(case) = &imported.case else { continue };
        let tree = &case.organization.as_ref().unwrap().tree;
        let is_there = |id: &str| {
            let units = tree.children.iter().flat_map(|unit| &unit.accounts);
            tree.accounts.iter().chain(units).any(|one| one == id)
        };
        if is_there(MANAGEMENT) && is_there(PROD) && !tells_nothing_new {
            let of_prod = outcomes(&imported, &sign_ins[1..]);
            let of_management = outcomes(&imported, &sign_ins[..1]);
            let is_of = |id: &str| name.starts_with(id);
            if is_of(MANAGEMENT) {
                assert_eq!(of_prod, [Allowed], "{name}");
            } else if !name.starts_with("333344445555") {
                assert_eq!(of_prod, [Unknown], "{name}");
            }
            assert_eq!(of_management == [Unknown], is_of(MANAGEMENT), "{name}");
        }
    }
}

#[test]
fn the_call_is_named_that_is_missing() {
    for (mark, call) in [
        (
            "c.json",
            "aws organizations describe-policy --policy-id p-rcp1aaaa",
        ),
        (
            "list-targets-p-rcp1aaaa",
            "aws organizations list-targets-for-policy --policy-id p-rcp1aaaa",
        ),
        (
            "list-targets-p-Full",
            "aws organizations list-targets-for-policy --policy-id p-FullAWSAccess",
        ),
        (
            "list-policies-1",
            "aws organizations list-policies --filter RESOURCE_CONTROL_POLICY",
        ),
        ("x.json", "aws signin get-resource-policy"),
        ("endpoints", "aws ec2 describe-vpc-endpoints"),
        (
            UNIT,
            "aws organizations list-parents --child-id 222233334444",
        ),
    ] {
        let mut files = whole();
        files.retain(|(name, _)| !name.contains(mark));
        let imported = import_with(&files, &complete(&NO_OTHERS[..1]));
        assert!(
            calls(&imported).contains(&call),
            "{mark}: {:?}",
            calls(&imported)
        );
    }
    let imported = import(&whole());
    assert_eq!(
        calls(&imported),
        [
            "aws ec2 describe-vpc-endpoints",
            "aws iam get-account-authorization-details"
        ]
    );
    // What is denied stays so, whatever else there is.
    let sign_ins = [(PROD, "198.51.100.1"), (PROD, "203.0.113.1")];
    assert_eq!(outcomes(&imported, &sign_ins), [Unknown, Denied]);
}

#[test]
fn what_two_lists_tell_differently_of_one_node_is_unknown() {
    let mut files = whole();
    files.push(file(
        &format!("list-policies-for-target-{UNIT}-{RCP}.json"),
        &json!({ "Policies": [] }),
    ));
    let imported = import_with(&files, &complete(&NO_OTHERS));
    let call = format!("aws organizations list-policies-for-target --target-id {UNIT}");
    assert_eq!(calls(&imported), [call]);
    let sign_ins = [(PROD, "198.51.100.1"), (PROD, "198.51.7.1")];
    assert_eq!(outcomes(&imported, &sign_ins), [Unknown, Denied]);
}

#[test]
fn a_page_that_is_cut_off_is_not_all() {
    let mut files = whole();
    files.retain(|(name, _)| !name.contains("list-policies-1"));
    files.push(file(
        "list-policies-1.json",
        &json!({ "NextToken": "next",
        "Policies": [summary("p-rcp1aaaa", "perimeter", RCP)] }),
    ));
    let imported = import_with(&files, &complete(&NO_OTHERS));
    let expected = (
        "list-policies-1.json".to_owned(),
        "import-truncated".to_owned(),
    );
    assert_eq!(codes(&imported), [expected]);
    assert_eq!(outcomes(&imported, &[(PROD, "198.51.100.1")]), [Unknown]);
}

#[test]
fn a_list_whose_command_nobody_tells_is_not_all() {
    let mut files = whole();
    for (name, _) in &mut files {
        if name == "list-policies-1.json" {
            "rcps.json".clone_into(name);
        }
    }
    let imported = import_with(&files, &complete(&NO_OTHERS));
    let call = "aws organizations list-policies --filter RESOURCE_CONTROL_POLICY";
    assert_eq!(calls(&imported), [call]);
}

#[test]
fn what_says_not_what_it_is_about_is_not_used() {
    for (name, value) in [
        ("targets.json", targets(&["r-ab12"])),
        (
            "children.json",
            json!({ "Children": [{ "Id": "999900001111", "Type": "ACCOUNT" }] }),
        ),
        (
            "parents.json",
            json!({ "Parents": [{ "Id": UNIT, "Type": "ORGANIZATIONAL_UNIT" }] }),
        ),
        (
            "list-policies-for-target.json",
            json!({ "Policies": [summary("p-rcp1aaaa", "perimeter", RCP)] }),
        ),
        (
            "create.json",
            json!({ "Name": "new", "Type": RCP, "Content": deny_outside("198.51.100.0/24", true).to_string() }),
        ),
    ] {
        let mut files = whole();
        files.push(file(name, &value));
        let imported = import_with(&files, &complete(&NO_OTHERS));
        let expected = (name.to_owned(), "import-subject-unknown".to_owned());
        assert_eq!(codes(&imported), [expected]);
        assert_eq!(
            outcomes(&imported, &[(PROD, "198.51.100.1")]),
            [Allowed],
            "{name}"
        );
    }
}

#[test]
fn a_policy_that_is_planned_is_attached_to_what_its_file_names() {
    let mut files = whole();
    files.push(file(
        &format!("create-policy-{PROD}.json"),
        &json!({ "Name": "new", "Type": RCP,
        "Content": deny_outside("192.0.2.0/24", true).to_string() }),
    ));
    let imported = import_with(&files, &complete(&NO_OTHERS));
    assert_eq!(outcomes(&imported, &[(PROD, "198.51.100.1")]), [Denied]);
}

#[test]
fn two_files_that_contradict_each_other_are_both_named() {
    let rows = [
        (
            "z.json",
            policy(
                "p-rcp1aaaa",
                "perimeter",
                RCP,
                &deny_outside("192.0.2.0/24", true),
            ),
            "`c.json`",
            vec![Unknown],
        ),
        (
            PROD,
            json!({ "signinResourceBasedPolicy": { "version": "2012-10-17", "statement": [] } }),
            "x.json",
            vec![Unknown],
        ),
        (
            "list-targets-for-policy-p-rcp1aaaa.json",
            targets(&[PROD]),
            "list-targets-p-rcp1aaaa.json",
            vec![Unknown],
        ),
    ];
    for (name, value, other, expected) in rows {
        let mut files = whole();
        let name = if name == PROD {
            format!("{PROD}/y.json")
        } else {
            name.to_owned()
        };
        files.push(file(&name, &value));
        let imported = import_with(&files, &complete(&NO_OTHERS));
        let [finding] = imported.report.findings.as_slice() else {
            unreachable!("{:#?}", imported.report.findings);
        };
        assert_eq!(finding.code, "import-contradiction");
        let message = finding.message.to_string();
        assert!(message.contains(&name), "{message}");
        assert!(message.contains(other.trim_matches('`')), "{message}");
        assert_eq!(outcomes(&imported, &[(PROD, "198.51.100.1")]), expected);
    }
    // An account in two places is in none.
    let mut files = whole();
    files.push(file(
        &format!("list-parents-{PROD}.json"),
        &json!({ "Parents": [{ "Id": "r-ab12", "Type": "ROOT" }] }),
    ));
    let imported = import_with(&files, &complete(&NO_OTHERS));
    assert_eq!(imported.report.findings[0].code, "import-contradiction");
    let call = format!("aws organizations list-parents --child-id {PROD}");
    assert_eq!(calls(&imported), [call]);
}

#[test]
fn a_tree_with_a_loop_has_no_accounts_in_it() {
    let other = "ou-ab12-22222222";
    let mut files = whole();
    files.retain(|(name, _)| !name.contains("list-organizational-units"));
    for (child, parent) in [(UNIT, other), (other, UNIT)] {
        let parents = json!({ "Parents": [{ "Id": parent, "Type": "ORGANIZATIONAL_UNIT" }] });
        files.push(file(&format!("{child}/list-parents.json"), &parents));
    }
    let imported = import_with(&files, &complete(&NO_OTHERS));
    assert_eq!(imported.report.findings[0].code, "import-contradiction");
    let tree = imported.case.unwrap().organization.unwrap().tree;
    assert_eq!((tree.accounts.len(), tree.children.len()), (1, 0));
}

#[test]
fn an_account_in_a_state_that_nobody_knows_is_left_out() {
    let mut files = whole();
    files.push(file(
        "more.json",
        &json!({ "Accounts": [crate::account(PROD, "prod", "ODD")] }),
    ));
    let imported = import_with(&files, &complete(&NO_OTHERS));
    let found: Vec<_> = imported
        .report
        .findings
        .iter()
        .map(|one| &*one.code)
        .collect();
    assert_eq!(found, ["import-contradiction", "import-state-unknown"]);
}

#[test]
fn one_account_comes_in_without_its_organization() {
    let caller =
        json!({ "UserId": "A", "Account": PROD, "Arn": format!("arn:aws:iam::{PROD}:root") });
    let policy = json!({ "signinResourceBasedPolicy": deny_outside("198.51.100.0/24", true) });
    let files = [file("a", &caller), file("b", &policy)];
    let sign_ins = [(PROD, "198.51.100.1"), (PROD, "203.0.113.1")];
    assert_eq!(outcomes(&import(&files), &sign_ins), [Unknown, Denied]);
    let all = Options {
        complete: Kind::ALL.to_vec(),
        ..Options::default()
    };
    assert_eq!(
        outcomes(&import_with(&files, &all), &sign_ins),
        [Allowed, Denied]
    );
    // Without the output that says whose policy it is, the user says it.
    let told = Options {
        account: Some(PROD.to_owned()),
        ..all
    };
    assert_eq!(
        outcomes(&import_with(&files[1..], &told), &sign_ins),
        [Allowed, Denied]
    );
    let nothing = import(&files[1..]);
    assert!(nothing.case.is_none());
    assert_eq!(calls(&nothing), ["aws sts get-caller-identity"]);
    assert_eq!(codes(&nothing)[0].1, "import-subject-unknown");
    let management = json!({ "Organization": { "Id": "o-a1b2c3d4e5", "Arn": arn("organization", ""),
        "MasterAccountId": PROD } });
    let files = [
        file("a", &caller),
        file("b", &policy),
        file("c", &management),
    ];
    let kinds = [Kind::Identity, Kind::VpcEndpoint];
    // No policy of the organization binds its management account.
    let imported = import_with(&files, &complete(&kinds));
    assert_eq!(outcomes(&imported, &sign_ins), [Allowed, Denied]);
}
