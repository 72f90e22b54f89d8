//! An organization of which all is told.

use serde_json::{Value, json};
use vestibule_wire::{ImportedKind, Kind, Outcome};

use crate::{
    File, MANAGEMENT, PROD, RCP, SCP, TEST, UNIT, account, arn, calls, codes, complete,
    deny_outside, file, import, import_with, outcomes, policy, summary, whole,
};
use Outcome::{Allowed, Denied};

const NO_OTHERS: [Kind; 2] = [Kind::Identity, Kind::VpcEndpoint];

const SIGN_INS: [(&str, &str); 6] = [
    (MANAGEMENT, "203.0.113.1"),
    (PROD, "198.51.100.1"),
    // Outside of what the resource-based policy lets in.
    (PROD, "198.51.100.200"),
    // Outside of what the RCP lets in.
    (PROD, "198.51.7.1"),
    (PROD, "203.0.113.1"),
    (MANAGEMENT, "198.51.100.1"),
];
const EXPECTED: [Outcome; 6] = [Allowed, Allowed, Denied, Denied, Denied, Allowed];

#[test]
fn an_organization_comes_in_whole_and_is_decided() {
    let imported = import_with(&whole(), &complete(&NO_OTHERS));
    assert_eq!(codes(&imported), []);
    assert_eq!(calls(&imported), [""; 0]);
    assert_eq!(outcomes(&imported, &SIGN_INS), EXPECTED);
    let case = imported.case.unwrap();
    let organization = case.organization.unwrap();
    assert_eq!(organization.id, "o-a1b2c3d4e5");
    assert_eq!(organization.management_account, MANAGEMENT);
    assert_eq!(organization.tree.accounts, [MANAGEMENT]);
    let [unit] = organization.tree.children.as_slice() else {
        unreachable!("{:?}", organization.tree);
    };
    assert_eq!((&*unit.id, unit.name.as_deref()), (UNIT, Some("Workloads")));
    assert_eq!(unit.accounts, [PROD, TEST]);
    let text = serde_json::to_string(&imported.report).unwrap();
    assert!(!text.contains("alice") && !text.contains("example.com"));
}

#[test]
fn each_file_says_what_it_was_taken_for() {
    let imported = import(&whole());
    let of = |name: &str| {
        let mut files = imported.report.files.iter();
        files.find(|file| file.file == name).unwrap()
    };
    let roots = of("b.json");
    assert_eq!(roots.taken_for, ["aws organizations list-roots"]);
    assert_eq!(roots.used[0].what, ImportedKind::Root);
    let accounts = of("list-accounts-for-parent-r-ab12.json");
    assert_eq!(
        accounts.taken_for,
        ["aws organizations list-accounts-for-parent"]
    );
    assert_eq!(accounts.dropped, ["Email", "JoinedTimestamp"]);
    assert_eq!(of("a.json").dropped, ["MasterAccountEmail"]);
    let caller = of(&format!("{PROD}/caller.json"));
    assert_eq!(caller.dropped, ["Arn", "UserId"]);
    assert!(
        imported
            .report
            .files
            .iter()
            .all(|file| !file.taken_for.is_empty())
    );
}

/// The same organization, told in other ways.
fn retold(change: impl Fn(&mut Vec<File>)) -> Vec<Outcome> {
    let mut files = whole();
    change(&mut files);
    let imported = import_with(&files, &complete(&NO_OTHERS));
    assert_eq!(calls(&imported), [""; 0], "{:#?}", imported.report);
    outcomes(&imported, &SIGN_INS)
}

fn without(files: &mut Vec<File>, mark: &str) {
    let count = files.len();
    files.retain(|(name, _)| !name.contains(mark));
    assert!(files.len() < count);
}

#[test]
fn what_is_in_what_may_be_told_in_many_ways() {
    // By parents of children.
    let by_parents = retold(|files| {
        without(files, "for-parent");
        for (child, parent) in [
            (MANAGEMENT, "r-ab12"),
            (UNIT, "r-ab12"),
            (PROD, UNIT),
            (TEST, UNIT),
        ] {
            let of_type = if parent == UNIT {
                "ORGANIZATIONAL_UNIT"
            } else {
                "ROOT"
            };
            let name = format!("parents-{child}.json");
            let parents = json!({ "Parents": [{ "Id": parent, "Type": of_type }] });
            files.push(file(&name, &parents));
        }
        files.push(file(
            "all.json",
            &json!({ "Accounts": [account(MANAGEMENT, "main", "ACTIVE"),
            account(PROD, "prod", "ACTIVE"), account(TEST, "test", "SUSPENDED")] }),
        ));
    });
    assert_eq!(by_parents, EXPECTED);
    // By children of parents, with the commands in a transcript.
    let by_children = retold(|files| {
        without(files, "for-parent");
        let transcript = format!(
            "$ aws organizations list-children --parent-id r-ab12 --child-type ACCOUNT\n{}\n$ aws organizations list-children --child-type ORGANIZATIONAL_UNIT --parent-id r-ab12\n{}\n$ aws organizations list-children --parent-id {UNIT} --child-type ACCOUNT\n{}\n",
            json!({ "Children": [{ "Id": MANAGEMENT, "Type": "ACCOUNT" }] }),
            json!({ "Children": [{ "Id": UNIT, "Type": "ORGANIZATIONAL_UNIT" }] }),
            json!({ "Children": [{ "Id": PROD, "Type": "ACCOUNT" }, { "Id": TEST, "Type": "ACCOUNT" }] }),
        );
        files.push(("terminal.txt".to_owned(), transcript));
    });
    assert_eq!(by_children, EXPECTED);
    // By the paths that newer tools print, which need no names of files.
    let by_paths = retold(|files| {
        without(files, "for-parent");
        let path = |units: &str| format!("o-a1b2c3d4e5/r-ab12/{units}");
        let with = |id: &str, name: &str, path: String| {
            let mut told = account(id, name, "ACTIVE");
            told["Paths"] = json!([path]);
            told
        };
        files.push(file(
            "all.json",
            &json!({ "Accounts": [with(MANAGEMENT, "main", path("")),
            with(PROD, "prod", path(&format!("{UNIT}/"))),
            with(TEST, "test", path(&format!("{UNIT}/")))] }),
        ));
    });
    assert_eq!(by_paths, EXPECTED);
}

#[test]
fn what_is_attached_may_be_told_by_targets_or_by_policies() {
    let all = [
        (
            "r-ab12",
            vec![
                ("p-scp1aaaa", "guard", SCP),
                ("p-FullAWSAccess", "FullAWSAccess", SCP),
            ],
        ),
        (
            UNIT,
            vec![
                ("p-rcp1aaaa", "perimeter", RCP),
                ("p-FullAWSAccess", "FullAWSAccess", SCP),
            ],
        ),
        (MANAGEMENT, vec![("p-FullAWSAccess", "FullAWSAccess", SCP)]),
        (PROD, vec![("p-FullAWSAccess", "FullAWSAccess", SCP)]),
        (TEST, vec![("p-FullAWSAccess", "FullAWSAccess", SCP)]),
    ];
    let by_policies = retold(|files| {
        without(files, "list-targets");
        without(files, "list-policies");
        for (node, policies) in &all {
            for of_type in [RCP, SCP] {
                let of_type_only = policies.iter().filter(|(.., of)| *of == of_type);
                let listed: Vec<Value> = of_type_only
                    .map(|(id, name, of)| summary(id, name, of))
                    .collect();
                let name = format!("list-policies-for-target-{node}-{of_type}.json");
                files.push(file(&name, &json!({ "Policies": listed })));
            }
        }
    });
    assert_eq!(by_policies, EXPECTED);
}

#[test]
fn other_tools_write_the_same_otherwise() {
    // PowerShell: no name around it, words as objects, and lists of their own.
    let by_powershell = retold(|files| {
        files.retain(|(name, _)| name != "a.json");
        files.retain(|(name, _)| name != "b.json");
        without(files, "switch.json");
        files.push(file(
            "1",
            &json!({ "Id": "o-a1b2c3d4e5", "FeatureSet": { "Value": "ALL" },
            "MasterAccountId": MANAGEMENT, "Arn": arn("organization", "") }),
        ));
        files.push(file(
            "2",
            &json!([{ "Id": "r-ab12", "Arn": arn("root", "r-ab12"),
            "PolicyTypes": [{ "Status": { "Value": "ENABLED" }, "Type": { "Value": RCP } },
                { "Status": { "Value": "ENABLED" }, "Type": { "Value": SCP } }] }]),
        ));
        files.push(file(
            "3",
            &json!({ "TargetId": "o-a1b2c3d4e5",
            "ConsoleAuthorizationEnabled": true }),
        ));
        files.retain(|(name, _)| name != "c.json");
        let rcp = policy(
            "p-rcp1aaaa",
            "perimeter",
            RCP,
            &deny_outside("198.51.100.0/24", true),
        );
        files.push(file("4", &rcp["Policy"]));
    });
    assert_eq!(by_powershell, EXPECTED);
}

#[test]
fn text_comes_in_the_encodings_of_windows() {
    let mut importer = vestibule_import::Importer::new();
    for (index, (name, text)) in whole().into_iter().enumerate() {
        let text = format!("\u{feff}{text}");
        let bytes: Vec<u8> = match index % 3 {
            0 => text.into_bytes(),
            1 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        };
        importer.add(&name.replace('/', "\\"), &bytes);
    }
    let imported = importer.finish(&complete(&NO_OTHERS));
    assert_eq!(codes(&imported), []);
    assert_eq!(outcomes(&imported, &SIGN_INS), EXPECTED);
}

#[test]
fn units_tell_the_root_that_they_are_in() {
    let without_root = retold(|files| files.retain(|(name, _)| name != "b.json"));
    assert_eq!(without_root, EXPECTED);
}

#[test]
fn a_node_without_full_access_allows_nothing() {
    let mut files = whole();
    without(&mut files, "p-FullAWSAccess");
    without(&mut files, "p-scp1aaaa");
    let targets = crate::targets(&["r-ab12", MANAGEMENT, PROD, TEST]);
    files.push(file("list-targets-p-FullAWSAccess.json", &targets));
    let targets = crate::targets(&["r-ab12", UNIT]);
    files.push(file("list-targets-p-scp1aaaa.json", &targets));
    let imported = import_with(&files, &complete(&NO_OTHERS));
    // The management account is bound by no SCP.
    let expected = [Allowed, Denied, Denied, Denied, Denied, Allowed];
    assert_eq!(outcomes(&imported, &SIGN_INS), expected);
}

#[test]
fn policies_of_a_type_that_is_not_enabled_do_not_hold() {
    let mut files = whole();
    files.retain(|(name, _)| name != "b.json");
    files.push(file(
        "b.json",
        &json!({ "Roots": [{ "Id": "r-ab12", "Arn": arn("root", "r-ab12"),
        "PolicyTypes": [{ "Type": SCP, "Status": "ENABLED" }] }] }),
    ));
    let imported = import_with(&files, &complete(&NO_OTHERS));
    let expected = [Allowed, Allowed, Denied, Denied, Denied, Allowed];
    assert_eq!(outcomes(&imported, &SIGN_INS), expected);
    assert!(imported.case.unwrap().policies.resource_control.is_empty());
    assert_eq!(imported.report.findings[0].code, "import-not-enabled");
}
