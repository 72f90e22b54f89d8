//! What an output is about is never guessed: what no file tells is unknown, and said.

use serde_json::{Value, json};
use vestibule_import::{Imported, Options};
use vestibule_wire::{Kind, Outcome};

use crate::{
    File, MANAGEMENT, PROD, RCP, TEST, UNIT, account, calls, codes, complete, deny_outside, file,
    import, import_with, outcomes, summary, targets, whole,
};
use Outcome::{Allowed, Denied, Unknown};

const NONE: &str = "An error occurred (ResourceNotFoundException) when calling the GetResourcePolicy operation: none\n";
const NO_SWITCH: &str = "An error occurred (ResourceNotFoundException) when calling the GetConsoleAuthorizationConfiguration operation: none\n";
const GET: &str = "aws signin get-resource-policy";

fn caller(account: &str) -> Value {
    json!({ "UserId": "AROAEXAMPLE:alice", "Account": account,
        "Arn": format!("arn:aws:sts::{account}:assumed-role/audit/alice") })
}

fn denies() -> Value {
    json!({ "signinResourceBasedPolicy": deny_outside("198.51.100.0/25", true) })
}

fn text(name: &str, text: &str) -> File {
    (name.to_owned(), text.to_owned())
}

/// The organization without what says anything of resource-based policies, and these files.
fn with(files: Vec<File>) -> Imported {
    let mut all = whole();
    all.retain(|(name, _)| !name.contains("/x.json") && !name.contains("caller"));
    all.retain(|(name, _)| !name.starts_with(MANAGEMENT) && !name.starts_with(TEST));
    all.extend(files);
    import_with(&all, &complete(&[Kind::Identity]))
}

/// What sign-ins to the management account and to the other come to: from inside of what the
/// policy lets in, and from outside.
fn decided(imported: &Imported) -> Vec<Outcome> {
    let sign_ins = [
        (MANAGEMENT, "198.51.100.1"),
        (MANAGEMENT, "198.51.100.200"),
        (PROD, "198.51.100.1"),
        (PROD, "198.51.100.200"),
    ];
    outcomes(imported, &sign_ins)
}

fn is_said(imported: &Imported, name: &str) -> bool {
    let expected = (name.to_owned(), "import-subject-unknown".to_owned());
    codes(imported).contains(&expected)
}

#[test]
fn a_policy_of_which_nothing_says_whose_it_is_is_of_nobody() {
    let transcript = |profile: &str, printed: &str| {
        format!(
            "$ aws sts get-caller-identity\n{}\n$ aws signin get-resource-policy{profile}\n{printed}\n",
            caller(PROD)
        )
    };
    let rows: Vec<(&str, Vec<File>)> = vec![
        // Beside the output of a caller, with those of the whole organization.
        (
            "rbp-prod1.txt",
            vec![
                file("whoami.json", &caller(MANAGEMENT)),
                text("rbp-prod1.txt", NONE),
            ],
        ),
        // Below the output of a caller.
        (
            "prod1/get-resource-policy.json",
            vec![
                file("me.json", &caller(PROD)),
                file("prod1/get-resource-policy.json", &denies()),
            ],
        ),
        (
            "222233334444/prod1/get-resource-policy.json",
            vec![file(
                "222233334444/prod1/get-resource-policy.json",
                &denies(),
            )],
        ),
        // With other credentials than the caller's.
        (
            "222233334444/rbp.txt",
            vec![text(
                "222233334444/rbp.txt",
                &transcript(" --profile prod1", &denies().to_string()),
            )],
        ),
        (
            "222233334444/rbp.txt",
            vec![
                file("222233334444/me.json", &caller(PROD)),
                text(
                    "222233334444/rbp.txt",
                    &transcript(" --profile=prod1", NONE),
                ),
            ],
        ),
        (
            "a/rbp.txt",
            vec![text(
                "a/rbp.txt",
                &format!(
                    "$ aws sts get-caller-identity\n{}\n$ export AWS_PROFILE=b\n$ {GET}\n{NONE}",
                    caller(PROD)
                ),
            )],
        ),
        (
            "a/rbp.txt",
            vec![
                file("a/me.json", &caller(PROD)),
                text("a/rbp.txt", &format!("$ {GET} --profile b\n{NONE}")),
            ],
        ),
        // Of two of a kind beside a caller, one is not the caller's.
        (
            "a/one.txt",
            vec![
                file("a/me.json", &caller(PROD)),
                text("a/one.txt", NONE),
                text("a/two.txt", NONE),
            ],
        ),
        (
            "a/one.txt",
            vec![
                file("a/me.json", &caller(PROD)),
                text("a/one.txt", NONE),
                text("a/333344445555.txt", NONE),
            ],
        ),
        // The name is that of another account.
        (
            "a/rbp-main.txt",
            vec![
                file("a/me.json", &caller(PROD)),
                text("a/rbp-main.txt", NONE),
            ],
        ),
        // Two callers in a folder.
        (
            "a/one.txt",
            vec![
                file("a/me.json", &caller(PROD)),
                file("a/you.json", &caller(MANAGEMENT)),
                text("a/one.txt", NONE),
            ],
        ),
        // A value of the shell says nothing.
        (
            "a/one.txt",
            vec![
                file("a/me.json", &caller(PROD)),
                text(
                    "a/one.txt",
                    &format!("$ {GET} --target-id $ACCOUNT\n{NONE}"),
                ),
            ],
        ),
    ];
    for (name, files) in rows {
        let imported = with(files.clone());
        assert!(
            is_said(&imported, name),
            "{files:#?} {:#?}",
            imported.report
        );
        assert_eq!(decided(&imported), [Unknown; 4], "{files:#?}");
        assert!(calls(&imported).contains(&GET), "{files:#?}");
        let mut reports = imported.report.files.iter();
        let report = reports.find(|file| file.file == name).unwrap();
        let kinds = report.used.iter().map(|items| items.what.name());
        assert!(
            !kinds.into_iter().any(|kind| kind == "policy"),
            "{report:#?}"
        );
    }
}

#[test]
fn a_policy_is_of_the_account_that_a_file_says() {
    let none = [Unknown, Unknown, Allowed, Allowed];
    let own = [Unknown, Unknown, Allowed, Denied];
    let transcript = |profile: &str| {
        format!(
            "$ aws sts get-caller-identity{profile}\n{}\n$ aws signin get-resource-policy{profile}\n{NONE}",
            caller(PROD)
        )
    };
    let rows: Vec<(Vec<File>, [Outcome; 4])> = vec![
        (vec![file("222233334444/a.json", &denies())], own),
        (vec![file("a/222233334444.json", &denies())], own),
        (vec![text("222233334444-rbp.txt", NONE)], none),
        // The name of the file says more than who is in its folder.
        (
            vec![
                file("whoami.json", &caller(MANAGEMENT)),
                text("222233334444-rbp.txt", NONE),
            ],
            none,
        ),
        (
            vec![file("a/me.json", &caller(PROD)), text("a/b.txt", NONE)],
            none,
        ),
        (
            vec![
                file("a/me.json", &caller(PROD)),
                text("a/b.txt", NONE),
                file("a/c.json", &json!({ "permissionStatements": [] })),
            ],
            none,
        ),
        (vec![text("terminal.txt", &transcript(""))], none),
        (
            vec![text("terminal.txt", &transcript(" --profile a"))],
            none,
        ),
        (
            vec![text(
                "terminal.txt",
                &[
                    transcript(" --profile a"),
                    transcript(" --profile b").replace(PROD, MANAGEMENT),
                ]
                .concat(),
            )],
            [Allowed, Allowed, Allowed, Allowed],
        ),
        (
            vec![
                file("222233334444/me.json", &caller(PROD)),
                text(
                    "222233334444/b.txt",
                    &format!("$ {GET} --profile b\n{NONE}"),
                ),
            ],
            none,
        ),
    ];
    for (files, expected) in rows {
        let imported = with(files.clone());
        // Where no name says so it is said.
        let is_named = files.iter().any(|(name, _)| name.contains(PROD));
        let said = codes(&imported);
        let is_said = said.iter().any(|(_, code)| code == "import-owner");
        assert_eq!(is_said, !is_named, "{files:#?}");
        assert_eq!(
            decided(&imported),
            expected,
            "{files:#?} {:#?}",
            imported.report
        );
    }
}

/// With the switch of the organization off, that of an account without one is off, too.
#[test]
fn an_account_without_a_switch_is_the_one_that_the_command_names() {
    let off = json!({ "targetId": "o-a1b2c3d4e5", "scope": "ORGANIZATION",
        "consoleAuthorizationEnabled": false });
    let command = |target: &str| {
        format!(
            "$ aws signin get-console-authorization-configuration --target-id {target}\n{NO_SWITCH}"
        )
    };
    let of = |name: &str, text: &str| {
        let mut files = whole();
        files.retain(|(name, _)| name != "switch.json");
        files.push(file("switch.json", &off));
        files.push((name.to_owned(), text.to_owned()));
        let imported = import_with(&files, &complete(&[Kind::Identity]));
        let case = imported.case.unwrap().organization.unwrap();
        let accounts = case.accounts.into_iter();
        let on = accounts.filter(|account| account.console_authorization == Some(true));
        on.map(|account| account.id).collect::<Vec<_>>()
    };
    let name = format!("{PROD}/sw.txt");
    assert_eq!(of(&name, &command(MANAGEMENT)), [PROD, TEST]);
    assert_eq!(of(&name, &command(PROD)), [MANAGEMENT, TEST]);
    assert_eq!(of("sw.txt", &command(PROD)), [MANAGEMENT, TEST]);
    for target in ["$ACCOUNT", "o-a1b2c3d4e5"] {
        assert_eq!(of(&name, &command(target)), [MANAGEMENT, PROD, TEST]);
    }
    assert_eq!(of(&name, NO_SWITCH), [MANAGEMENT, TEST]);
}

#[test]
fn only_an_error_of_aws_sign_in_says_that_nothing_is_configured() {
    let denied = "An error occurred (AccessDeniedException) when calling the GetResourcePolicy operation: no\n";
    let rows = [
        [denied, "\n", NO_SWITCH].concat(),
        denied.to_owned(),
        format!("$ aws secretsmanager get-resource-policy --secret-id x\n\n{NONE}"),
        format!("$ aws kinesis get-resource-policy --resource-arn x\n{NONE}"),
        NONE.replace("none", "Secrets Manager can't find the specified secret."),
    ];
    for row in rows {
        let imported = with(vec![text("222233334444/rbp.txt", &row)]);
        assert_eq!(decided(&imported), [Unknown; 4], "{row}");
    }
}

#[test]
fn a_name_says_nothing_of_each_of_several_outputs() {
    let mut files = whole();
    files.retain(|(name, _)| !name.contains("for-parent"));
    let lists = [
        json!({ "Children": [{ "Id": MANAGEMENT, "Type": "ACCOUNT" }] }),
        json!({ "Children": [{ "Id": UNIT, "Type": "ORGANIZATIONAL_UNIT" }] }),
        json!({ "Children": [{ "Id": PROD, "Type": "ACCOUNT" }, { "Id": TEST, "Type": "ACCOUNT" }] }),
    ];
    let lists: Vec<String> = lists.iter().map(Value::to_string).collect();
    files.push(text("children-r-ab12.json", &lists.join("\n")));
    let imported = import_with(&files, &complete(&[Kind::Identity]));
    assert!(is_said(&imported, "children-r-ab12.json"));
    let tree = imported.case.map(|case| case.organization.unwrap().tree);
    assert!(tree.is_none_or(|tree| tree.accounts.is_empty()));
    // Nor does the name of a policy.
    let mut files = whole();
    files.retain(|(name, _)| !name.contains("list-targets-p-rcp1aaaa"));
    let lists = [targets(&[MANAGEMENT]), targets(&[UNIT])].map(|list| list.to_string());
    files.push(text("list-targets-p-rcp1aaaa.json", &lists.join("\n")));
    let imported = import_with(&files, &complete(&[Kind::Identity]));
    assert!(is_said(&imported, "list-targets-p-rcp1aaaa.json"));
    assert_eq!(outcomes(&imported, &[(PROD, "198.51.100.1")]), [Unknown]);
}

/// The files of an organization without the accounts of the unit, and these.
fn without_unit(files: Vec<File>) -> Imported {
    let mut all = whole();
    all.retain(|(name, _)| !name.starts_with(UNIT));
    all.push(file(
        "all.json",
        &json!({ "Accounts": [account(PROD, "prod", "ACTIVE"), account(TEST, "test", "SUSPENDED")] }),
    ));
    all.extend(files);
    import_with(&all, &complete(&[Kind::Identity]))
}

#[test]
fn a_folder_says_nothing_of_what_is_about_something_else() {
    let children = json!({ "Children": [{ "Id": PROD, "Type": "ACCOUNT" },
        { "Id": TEST, "Type": "ACCOUNT" }] });
    let of_unit = json!({ "Policies": [summary("p-rcp1aaaa", "perimeter", RCP)] });
    let listed = json!({ "Accounts": [account(PROD, "prod", "ACTIVE")] });
    let parents = json!({ "Parents": [{ "Id": "r-ab12", "Type": "ROOT" }] });
    // An outer folder; a folder whose own children a list tells; a list of all accounts.
    for (name, value) in [
        ("r-ab12/Prod/children.json", &children),
        ("r-ab12/children-of-Prod.json", &children),
        ("r-ab12/list-accounts-formatted.json", &listed),
        ("222233334444/parents.json", &parents),
    ] {
        let imported = without_unit(vec![file(name, value)]);
        let case = imported.case.as_ref().unwrap();
        let tree = &case.organization.as_ref().unwrap().tree;
        assert_eq!(tree.accounts, [MANAGEMENT], "{name}");
        let is_of_all = name.contains("formatted");
        assert_eq!(is_said(&imported, name), !is_of_all, "{name}");
        let call = format!("aws organizations list-parents --child-id {PROD}");
        assert!(calls(&imported).contains(&&*call), "{name}");
    }
    // Of two lists of accounts in a folder, that which is named as its command alone.
    let own = json!({ "Children": [{ "Id": TEST, "Type": "ACCOUNT" }] });
    let name = format!("{UNIT}/children-of-sandbox.json");
    let imported = without_unit(vec![
        file(&format!("{UNIT}/list-children.json"), &own),
        file(&name, &children),
    ]);
    assert!(is_said(&imported, &name));
    let tree = imported.case.unwrap().organization.unwrap().tree;
    assert_eq!(tree.children[0].accounts, [TEST]);
    // A folder that is named as whose outputs are in it.
    let name = format!("{PROD}/list-policies-for-target-Workloads-rcp.json");
    let mut files = whole();
    files.retain(|(name, _)| !name.contains("list-targets-p-rcp1aaaa"));
    files.push(file(&name, &of_unit));
    let imported = import_with(&files, &complete(&[Kind::Identity]));
    assert!(is_said(&imported, &name));
    assert_eq!(outcomes(&imported, &[(PROD, "198.51.100.1")]), [Unknown]);
    // A policy that is planned is attached to what its own name says alone.
    for folder in [PROD, TEST, UNIT] {
        let name = format!("{folder}/scp.json");
        let planned = json!({ "Name": "guard2", "Type": RCP,
            "Content": deny_outside("192.0.2.0/24", true).to_string() });
        let mut files = whole();
        files.push(file(&name, &planned));
        let imported = import_with(&files, &complete(&[Kind::Identity]));
        assert!(is_said(&imported, &name));
        assert_eq!(outcomes(&imported, &[(PROD, "198.51.100.1")]), [Allowed]);
    }
}

#[test]
fn a_list_that_is_cut_down_is_not_all() {
    let rcp = summary("p-rcp1aaaa", "perimeter", RCP);
    let full = summary("p-RCPFullAWSAccess", "RCPFullAWSAccess", RCP);
    let list = json!({ "Policies": [rcp, full] });
    let bare = json!([rcp, full]);
    let command = |options: &str, list: &Value| {
        format!("$ aws organizations list-policies --filter {RCP}{options}\n{list}\n")
    };
    let page = json!({ "Policies": [full], "NextToken": "x" }).to_string();
    let rows: Vec<(Vec<File>, Outcome)> = vec![
        (
            vec![text("list-policies-rcp.json", &list.to_string())],
            Allowed,
        ),
        (vec![text("a.txt", &command("", &list))], Allowed),
        (
            vec![text("list-policies-rcp.json", &bare.to_string())],
            Unknown,
        ),
        (
            vec![text(
                "list-policies-a.txt",
                &command(" --query 'Policies[?a]'", &bare),
            )],
            Unknown,
        ),
        (
            vec![text(
                "a.txt",
                &command(" --query '{Policies: Policies[?a]}'", &list),
            )],
            Unknown,
        ),
        (
            vec![text("a.txt", &command(" --starting-token abc", &list))],
            Unknown,
        ),
        (vec![text("a.txt", &command(" | jq .", &list))], Unknown),
        (
            vec![text("list-policies-r-ab12-rcp.json", &list.to_string())],
            Unknown,
        ),
        (
            vec![text("r-ab12/list-policies-rcp.json", &list.to_string())],
            Unknown,
        ),
        // The last page, beside one that goes on in others.
        (
            vec![
                text("list-policies-rcp-1.json", &page),
                text(
                    "list-policies-rcp-2.json",
                    &json!({ "Policies": [rcp] }).to_string(),
                ),
            ],
            Unknown,
        ),
        (
            vec![
                text("list-policies-rcp-1.json", &page),
                text(
                    "list-policies-RESOURCE_CONTROL_POLICY-2.json",
                    "{\"Policies\": []}",
                ),
            ],
            Unknown,
        ),
        // Another list, beside a page that goes on: which of them is all is not told.
        (
            vec![
                text("list-policies-rcp-1.json", &page),
                text("list-policies-rcp.json", &list.to_string()),
            ],
            Unknown,
        ),
    ];
    for (files, expected) in rows {
        let mut all = whole();
        all.retain(|(name, _)| name != "list-policies-1.json");
        all.extend(files.clone());
        let imported = import_with(&all, &complete(&[Kind::Identity]));
        let outcome = outcomes(&imported, &[(PROD, "198.51.100.1")]);
        assert_eq!(outcome, [expected], "{files:#?}");
        let call = "aws organizations list-policies --filter RESOURCE_CONTROL_POLICY";
        let is_named = calls(&imported).contains(&call);
        assert_eq!(is_named, expected == Unknown, "{files:#?}");
    }
    // The last page of the users of an account.
    let details = |user: &str, goes_on: bool| {
        json!({ "UserDetailList": [{ "UserName": user, "UserPolicyList": [], "GroupList": [],
            "Arn": format!("arn:aws:iam::{PROD}:user/{user}"), "AttachedManagedPolicies": [] }],
            "GroupDetailList": [], "RoleDetailList": [], "Policies": [], "IsTruncated": goes_on })
    };
    let mut files = whole();
    files.push(file("iam-1.json", &details("bob", true)));
    files.push(file("iam-2.json", &details("carol", false)));
    assert_eq!(
        outcomes(&import(&files), &[(PROD, "198.51.100.1")]),
        [Unknown]
    );
}

#[test]
fn targets_without_the_name_around_them_are_targets() {
    let mut files = whole();
    files.retain(|(name, _)| !name.contains("list-targets-p-rcp1aaaa"));
    files.push(file(
        "list-targets-for-policy-p-rcp1aaaa.json",
        &json!([{ "TargetId": PROD, "Name": "prod", "Type": "ACCOUNT",
            "Arn": crate::arn("account", PROD) }]),
    ));
    let imported = import_with(&files, &complete(&[Kind::Identity]));
    let sign_ins = [(PROD, "198.51.100.1"), (PROD, "203.0.113.1")];
    assert_eq!(outcomes(&imported, &sign_ins), [Unknown, Denied]);
    let mut reports = imported.report.files.iter();
    let report = reports.find(|file| file.file.starts_with("list-targets-for"));
    assert_eq!(
        report.unwrap().taken_for,
        ["aws organizations list-targets-for-policy"]
    );
}

#[test]
fn a_variable_of_the_shell_is_no_id() {
    let mut files = whole();
    files.retain(|(name, _)| !name.contains("list-targets-p-rcp1aaaa"));
    let list = json!({ "Policies": [summary("p-rcp1aaaa", "perimeter", RCP)] });
    files.push(text(
        "terminal.txt",
        &format!(
            "$ aws organizations list-policies-for-target --target-id $OU --filter {RCP}\n{list}\n"
        ),
    ));
    let imported = import_with(&files, &complete(&[Kind::Identity]));
    assert!(is_said(&imported, "terminal.txt"));
    assert_eq!(outcomes(&imported, &[(PROD, "198.51.100.1")]), [Unknown]);
    let report = imported.report.files.iter();
    let mut report = report.filter(|file| file.file == "terminal.txt");
    let used = &report.next().unwrap().used;
    assert!(used.iter().all(|items| items.what.name() != "attachment"));
}

#[test]
fn files_of_other_kinds_are_no_errors() {
    let mut importer = vestibule_import::Importer::new();
    for (name, text) in whole() {
        importer.add(&name, text.as_bytes());
    }
    let others: [(&str, &[u8]); 5] = [
        ("README.md", b"# Notes\n\nThese are outputs.\n"),
        ("look.png", b"\x89PNG\r\n\x1a\n\0\0"),
        ("Thumbs.db", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"),
        ("empty.json", b""),
        (
            "run.sh",
            b"#!/bin/sh\naws organizations list-roots > roots.json\n",
        ),
    ];
    for (name, bytes) in others {
        importer.add(name, bytes);
    }
    let imported = importer.finish(&Options::default());
    let found = codes(&imported);
    assert!(
        found
            .iter()
            .all(|(_, code)| code == "import-not-recognised"),
        "{found:?}"
    );
    assert!(found.len() >= 4, "{found:?}");
}

#[test]
fn what_the_name_says_is_not_asked_for_again() {
    // The folder is named as the account, but no file tells of that one.
    let imported = import(&[file("444455556666/a.json", &denies())]);
    let help = |imported: &Imported| {
        let files = imported.report.files.iter();
        let mut findings = files.flat_map(|file| &file.findings);
        findings.next().unwrap().help.clone().unwrap().to_string()
    };
    assert!(!help(&imported).contains("folder named"));
    let mut files = whole();
    files.insert(0, file("0-targets-p-new00001.json", &targets(&["r-ab12"])));
    let imported = import(&files);
    assert!(
        help(&imported).contains("list-policies"),
        "{}",
        help(&imported)
    );
}
