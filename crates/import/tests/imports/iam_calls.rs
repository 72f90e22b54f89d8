//! Outputs of AWS IAM about one user, role, group or policy.

use serde_json::{Value, json};
use vestibule_import::Imported;
use vestibule_wire::{Case, Kind, NoFiles, Outcome};

use crate::{File, MANAGEMENT, PROD, codes, complete, file, import, import_with, whole};
use Outcome::{Allowed, Denied, Unknown};

fn says(effect: &str, action: &str) -> Value {
    json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": effect, "Action": action, "Resource": "*" }] })
}

fn arn(path: &str) -> String {
    format!("arn:aws:iam::{PROD}:{path}")
}

fn user(name: &str) -> Value {
    json!({ "Path": "/", "UserName": name, "UserId": "AIDAEXAMPLE",
        "Arn": arn(&format!("user/{name}")), "CreateDate": "2024-01-01T00:00:00Z" })
}

fn role(name: &str) -> Value {
    json!({ "Path": "/ops/", "RoleName": name, "RoleId": "AROAEXAMPLE",
        "Arn": arn(&format!("role/ops/{name}")), "AssumeRolePolicyDocument": says("Allow", "x") })
}

fn of(name: &str, value: &Value) -> File {
    file(&format!("{PROD}/{name}.json"), value)
}

fn attached(names: &[&str]) -> Value {
    let one =
        |name: &&str| json!({ "PolicyName": name, "PolicyArn": arn(&format!("policy/{name}")) });
    json!({ "AttachedPolicies": names.iter().map(one).collect::<Vec<_>>() })
}

/// All calls about the users and the role of an account.
fn calls() -> Vec<File> {
    let mut files = vec![
        of(
            "list-users",
            &json!({ "Users": [user("alice"), user("bob"), user("carol"), user("dave")] }),
        ),
        of("list-roles", &json!({ "Roles": [role("admin")] })),
        of("get-role-admin", &json!({ "Role": role("admin") })),
        of("list-role-policies-admin", &json!({ "PolicyNames": [] })),
        of("list-attached-role-policies-admin", &attached(&["closed"])),
        of(
            "get-policy-closed",
            &json!({ "Policy": { "PolicyName": "closed", "Arn": arn("policy/closed"),
                "DefaultVersionId": "v2", "AttachmentCount": 2 } }),
        ),
        of(
            "get-policy-version-closed",
            &json!({ "PolicyVersion": { "Document": says("Deny", "signin:*"),
                "VersionId": "v2", "IsDefaultVersion": true } }),
        ),
        of(
            "get-user-policy",
            &json!({ "UserName": "bob", "PolicyName": "own",
                "PolicyDocument": says("Deny", "*") }),
        ),
        of(
            "list-group-policies-closed",
            &json!({ "PolicyNames": ["all"] }),
        ),
        of("list-attached-group-policies-closed", &attached(&[])),
        of(
            "group-policy",
            &json!({ "GroupName": "closed", "PolicyName": "all",
                "PolicyDocument": says("Deny", "signin:*") }),
        ),
    ];
    for name in ["alice", "bob", "carol", "dave"] {
        let mut told = user(name);
        if name == "dave" {
            told["PermissionsBoundary"] = json!({ "PermissionsBoundaryType": "Policy",
                "PermissionsBoundaryArn": arn("policy/closed") });
        }
        let names: &[&str] = if name == "bob" { &["own"] } else { &[] };
        let groups = match name {
            "carol" => json!([{ "GroupName": "closed", "Arn": arn("group/closed") }]),
            _ => json!([]),
        };
        files.extend([
            of(&format!("get-user-{name}"), &json!({ "User": told })),
            of(
                &format!("list-user-policies-{name}"),
                &json!({ "PolicyNames": names }),
            ),
            of(
                &format!("list-attached-user-policies-{name}"),
                &attached(&[]),
            ),
            of(
                &format!("list-groups-for-user-{name}"),
                &json!({ "Groups": groups }),
            ),
        ]);
    }
    files
}

fn with(others: Vec<File>) -> Vec<File> {
    let mut files = whole();
    files.extend(others);
    files
}

fn without(mark: &str) -> Vec<File> {
    let mut files = calls();
    let count = files.len();
    files.retain(|(name, _)| !name.contains(mark));
    assert!(files.len() < count, "{mark}");
    with(files)
}

fn decided(imported: &Imported) -> Vec<Outcome> {
    const NAMES: [&str; 6] = [
        "user/alice",
        "user/bob",
        "user/carol",
        "user/dave",
        "role/ops/admin",
        "user/other",
    ];
    let text = imported.case.as_ref().unwrap().to_json().unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    let requests = NAMES
        .iter()
        .map(|name| json!({ "principal": arn(name), "network": { "sourceIp": "198.51.100.1" } }));
    file["requests"] = requests.collect();
    let case = Case::read(file.to_string(), &NoFiles).unwrap();
    (0..NAMES.len())
        .map(|request| case.outcome(request).unwrap())
        .collect()
}

const EXPECTED: [Outcome; 6] = [Allowed, Denied, Denied, Denied, Denied, Allowed];

#[test]
fn users_and_roles_are_known_whole_by_single_calls() {
    let imported = import(&with(calls()));
    assert_eq!(codes(&imported), []);
    assert_eq!(decided(&imported), EXPECTED);
    let text = imported.case.unwrap().to_json().unwrap();
    assert!(!text.contains("AIDAEXAMPLE"));
}

/// Each call that is missing leaves those unknown that it is about, and nobody else is allowed by
/// that.
#[test]
fn what_a_missing_call_would_tell_is_unknown() {
    let all_users = [Unknown, Denied, Denied, Denied, Denied, Unknown];
    for (mark, expected) in [
        ("list-users", all_users),
        (
            "get-user-alice",
            [Unknown, Denied, Denied, Denied, Denied, Allowed],
        ),
        (
            "list-user-policies-alice",
            [Unknown, Denied, Denied, Denied, Denied, Allowed],
        ),
        (
            "list-attached-user-policies-alice",
            [Unknown, Denied, Denied, Denied, Denied, Allowed],
        ),
        (
            "list-groups-for-user-alice",
            [Unknown, Denied, Denied, Denied, Denied, Allowed],
        ),
        (
            "get-user-policy",
            [Allowed, Unknown, Denied, Denied, Denied, Allowed],
        ),
        (
            "group-policy",
            [Allowed, Denied, Unknown, Denied, Denied, Allowed],
        ),
        (
            "get-policy-version",
            [Allowed, Denied, Denied, Unknown, Unknown, Allowed],
        ),
        (
            "get-user-dave",
            [Allowed, Denied, Denied, Unknown, Denied, Allowed],
        ),
    ] {
        assert_eq!(decided(&import(&without(mark))), expected, "{mark}");
    }
}

#[test]
fn lists_that_are_cut_or_of_another_are_not_whole() {
    let cut = |list: &str, mut value: Value, marker: &str| {
        value[marker] = json!("next");
        of(list, &value)
    };
    let instead = |mark: &str, other: File| {
        let mut files = without(mark);
        files.push(other);
        decided(&import(&files))[0]
    };
    let mark = "list-attached-user-policies-alice";
    assert_eq!(instead(mark, cut(mark, attached(&[]), "Marker")), Unknown);
    let mark = "list-user-policies-alice";
    let names = json!({ "PolicyNames": [] });
    assert_eq!(
        instead(mark, cut(mark, names.clone(), "NextToken")),
        Unknown
    );
    let transcript = |options: &str| {
        let text = format!("$ aws iam {options}\n{names}\n");
        (format!("{PROD}/terminal.txt"), text)
    };
    let rows = [
        ("list-user-policies --user-name alice", Allowed),
        ("list-user-policies --user-name alice --query x", Unknown),
        (
            "list-user-policies --user-name alice --starting-token x",
            Unknown,
        ),
        ("list-user-policies --user-name $name", Unknown),
        ("list-user-policies --user-name bob", Unknown),
        ("list-role-policies --role-name alice", Unknown),
        ("list-group-policies --group-name alice", Unknown),
    ];
    for (options, expected) in rows {
        assert_eq!(instead(mark, transcript(options)), expected, "{options}");
    }
    // Of another service, and of one group.
    for other in [
        json!({ "Users": [] }),
        json!({ "Users": [user("alice")], "Group": { "GroupName": "g", "Arn": arn("group/g") } }),
        json!({ "Users": [{ "UserName": "alice", "UserId": "1" }] }),
    ] {
        let mut files = without("list-users");
        files.push(of("list-users", &other));
        assert_eq!(decided(&import(&files))[5], Unknown, "{other}");
    }
    let mut files = without("list-users");
    files.push((
        format!("{PROD}/terminal.txt"),
        format!(
            "$ aws iam list-users --path-prefix /x/\n{}\n",
            json!({ "Users": [user("alice")] })
        ),
    ));
    assert_eq!(decided(&import(&files))[5], Unknown);
}

#[test]
fn what_contradicts_itself_is_unknown() {
    let has = |imported: &Imported| {
        codes(imported)
            .iter()
            .any(|(_, code)| code == "import-contradiction")
    };
    for other in [
        of(
            "x/list-attached-user-policies-alice",
            &attached(&["closed"]),
        ),
        of(
            "x/list-user-policies-alice",
            &json!({ "PolicyNames": ["more"] }),
        ),
        of(
            "x/get-user",
            &json!({ "User": { "UserName": "alice", "Arn": arn("user/alice"),
                "PermissionsBoundary": { "PermissionsBoundaryArn": arn("policy/other") } } }),
        ),
    ] {
        let (name, text) = other;
        // In another folder of that account.
        let name = name.replace(&format!("{PROD}/x/"), &format!("later/{PROD}/"));
        let mut files = with(calls());
        files.push((name.clone(), text));
        let imported = import(&files);
        assert!(has(&imported), "{name}");
        assert_eq!(decided(&imported)[0], Unknown, "{name}");
    }
    // A description of the account that says otherwise.
    let details = json!({ "UserDetailList": [{ "UserName": "alice", "Arn": arn("user/alice"),
        "UserPolicyList": [], "GroupList": ["staff"], "AttachedManagedPolicies": [] }],
        "GroupDetailList": [], "RoleDetailList": [], "Policies": [] });
    let mut files = with(calls());
    files.push(of("details", &details));
    let imported = import(&files);
    assert!(has(&imported));
    assert_eq!(decided(&imported)[0], Unknown);
    // The default version.
    let mut files = without("get-policy-closed");
    files.push(of(
        "get-policy-closed",
        &json!({ "Policy": { "PolicyName": "closed", "Arn": arn("policy/closed"),
            "DefaultVersionId": "v3" } }),
    ));
    let imported = import(&files);
    assert!(has(&imported));
    assert_eq!(decided(&imported)[4], Unknown);
}

/// Nothing is attributed to an account that something else may be of.
#[test]
fn an_output_without_an_account_is_of_nobody() {
    let move_to = |folder: &str| -> Vec<File> {
        let files = calls().into_iter();
        let files = files.map(|(name, text)| (name.replace(PROD, folder), text));
        files.collect()
    };
    // No folder says it.
    let imported = import(&with(move_to("iam")));
    let codes_of = codes(&imported);
    assert!(
        codes_of
            .iter()
            .any(|(_, code)| code == "import-subject-unknown")
    );
    assert_eq!(decided(&imported)[0], Unknown);
    // That nothing says whose a policy is outweighs what the user says.
    let imported = import_with(&with(move_to("iam")), &complete(&[Kind::Identity]));
    assert_eq!(decided(&imported)[0], Unknown);
    // A folder of another account, and one with users of another.
    let imported = import(&with(move_to(MANAGEMENT)));
    assert_eq!(decided(&imported)[0], Unknown);
    let mut files = with(calls());
    files.push(of(
        "get-user-eve",
        &json!({ "User": { "UserName": "eve", "Arn": format!("arn:aws:iam::{MANAGEMENT}:user/eve") } }),
    ));
    assert_eq!(decided(&import(&files))[0], Unknown);
    // A caller beside them says it.
    let mut files = with(move_to("iam"));
    files.push(file(
        "iam/caller.json",
        &json!({ "UserId": "A", "Account": PROD, "Arn": "x" }),
    ));
    let imported = import(&files);
    assert_eq!(decided(&imported), EXPECTED);
}

#[test]
fn a_version_is_of_the_policy_that_its_command_or_file_names() {
    let version = json!({ "PolicyVersion": { "Document": says("Deny", "signin:*"),
        "VersionId": "v2", "IsDefaultVersion": true } });
    let old = json!({ "PolicyVersion": { "Document": says("Allow", "*"),
        "VersionId": "v1", "IsDefaultVersion": false } });
    let arn = arn("policy/closed");
    let command = |arn: &str| {
        format!("$ aws iam get-policy-version --policy-arn {arn} --version-id v2\n{version}\n")
    };
    let rows = [
        (of("get-policy-version-closed", &version), Denied),
        (of("get-policy-version-close", &version), Unknown),
        (of("get-policy-version", &version), Unknown),
        (of("get-policy-version-closed", &old), Unknown),
        ((format!("{PROD}/t.txt"), command(&arn)), Denied),
        ((format!("{PROD}/t.txt"), command("$arn")), Unknown),
    ];
    for (other, expected) in rows {
        let mut files = without("get-policy-version");
        let name = other.0.clone();
        files.push(other);
        assert_eq!(decided(&import(&files))[4], expected, "{name}");
    }
}

#[test]
fn passwords_become_what_is_known_of_users() {
    let mut files = with(calls());
    files.extend([
        of(
            "get-login-profile",
            &json!({ "LoginProfile": { "UserName": "alice",
                "CreateDate": "2024-01-01T00:00:00Z", "PasswordResetRequired": true } }),
        ),
        (
            format!("{PROD}/error.txt"),
            "An error occurred (NoSuchEntity) when calling the GetLoginProfile operation: Login Profile for User bob cannot be found.\n".to_owned(),
        ),
        of(
            "passwords",
            &json!({ "PasswordPolicy": { "MinimumPasswordLength": 14,
                "AllowUsersToChangePassword": true } }),
        ),
        of("summary", &json!({ "SummaryMap": { "Users": 4 } })),
        of("mfa", &json!({ "VirtualMFADevices": [] })),
        of("vpcs", &json!({ "Vpcs": [{ "VpcId": "vpc-0123456789abcdef0" }] })),
    ]);
    let imported = import(&files);
    let unused: Vec<String> = codes(&imported).into_iter().map(|(file, _)| file).collect();
    let of_no_use = ["mfa", "summary", "vpcs"].map(|name| format!("{PROD}/{name}.json"));
    assert_eq!(unused, of_no_use);
    let known: Vec<Value> = imported
        .case
        .unwrap()
        .principals
        .iter()
        .map(|known| serde_json::to_value(known).unwrap())
        .collect();
    assert_eq!(
        known,
        [
            json!({ "principal": arn("user/alice"), "loginProfile": true,
                "mustChangePassword": true, "mayChangePassword": true }),
            json!({ "principal": arn("user/bob"), "loginProfile": false,
                "mayChangePassword": true }),
        ]
    );
}

/// Pages are one list where each command goes on where the one before ended.
#[test]
fn pages_in_a_transcript_are_whole_where_that_is_proven() {
    let page = |names: &[&str], next: Option<&str>| {
        let users: Vec<Value> = names.iter().map(|name| user(name)).collect();
        match next {
            Some(next) => json!({ "Users": users, "NextToken": next }),
            None => json!({ "Users": users }),
        }
    };
    let (one, two) = (["alice", "bob"], ["carol", "dave"]);
    let transcript = |first: &str, second: &str, last: Option<&str>| {
        let (first_page, second_page) = (page(&one, Some("t1")), page(&two, last));
        format!(
            "$ aws iam list-users {first}\n{first_page}\n$ aws iam list-users {second}\n{second_page}\n"
        )
    };
    for (first, second, last, expected) in [
        (
            "--max-items 2",
            "--max-items 2 --starting-token t1",
            None,
            Allowed,
        ),
        ("--max-items 2", "--starting-token=t1", None, Allowed),
        ("--max-items 2", "--starting-token t1", Some("t2"), Unknown),
        ("--max-items 2", "--starting-token t2", None, Unknown),
        (
            "--max-items 2",
            "--starting-token t1 --profile x",
            None,
            Unknown,
        ),
        ("--starting-token t0", "--starting-token t1", None, Unknown),
        (
            "--path-prefix /x/",
            "--path-prefix /x/ --starting-token t1",
            None,
            Unknown,
        ),
        ("--max-items 2", "", None, Unknown),
    ] {
        let mut files = without("list-users");
        let text = transcript(first, second, last);
        files.push((format!("{PROD}/terminal.txt"), text));
        let found = decided(&import(&files));
        assert_eq!(found[5], expected, "{first} | {second}");
        assert_eq!(found[1], Denied, "{first} | {second}");
    }
}
