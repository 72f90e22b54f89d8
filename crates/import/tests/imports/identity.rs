//! Users and roles with their policies.

use serde_json::{Value, json};
use vestibule_wire::{Case, Kind, NoFiles, Outcome};

use crate::{
    MANAGEMENT, PROD, TEST, calls, codes, complete, file, import, import_with, outcomes, whole,
};
use Outcome::{Allowed, Denied, Unknown};

fn says(effect: &str, action: &str) -> Value {
    json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": effect, "Action": action, "Resource": "*" }] })
}

fn managed(name: &str, document: &Value) -> Value {
    json!({ "PolicyName": name, "Arn": format!("arn:aws:iam::{PROD}:policy/{name}"),
        "DefaultVersionId": "v2", "PolicyVersionList": [
            { "Document": says("Allow", "*"), "VersionId": "v1", "IsDefaultVersion": false },
            { "Document": document, "VersionId": "v2", "IsDefaultVersion": true }] })
}

fn attached(names: &[&str]) -> Value {
    let one = |name: &&str| json!({ "PolicyName": name, "PolicyArn": format!("arn:aws:iam::{PROD}:policy/{name}") });
    names.iter().map(one).collect()
}

fn user(name: &str) -> Value {
    json!({ "Path": "/", "UserName": name, "UserId": "AIDAEXAMPLE",
        "Arn": format!("arn:aws:iam::{PROD}:user/{name}"), "CreateDate": "2024-01-01T00:00:00Z",
        "UserPolicyList": [], "GroupList": [], "AttachedManagedPolicies": [],
        "Tags": [{ "Key": "mail", "Value": "alice@example.com" }] })
}

fn details() -> Value {
    let mut users: Vec<Value> = [
        "free", "inline", "encoded", "group", "managed", "bound", "lost", "other",
    ]
    .into_iter()
    .map(user)
    .collect();
    let deny = says("Deny", "signin:*");
    users[1]["UserPolicyList"] = json!([{ "PolicyName": "own", "PolicyDocument": deny }]);
    let encoded = "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Deny%22%2C%22Action%22%3A%22%2A%22%2C%22Resource%22%3A%22%2A%22%7D%5D%7D";
    users[2]["UserPolicyList"] = json!([{ "PolicyName": "own", "PolicyDocument": encoded }]);
    users[3]["GroupList"] = json!(["closed"]);
    users[4]["AttachedManagedPolicies"] = attached(&["closed"]);
    users[5]["PermissionsBoundary"] = json!({ "PermissionsBoundaryType": "Policy",
        "PermissionsBoundaryArn": format!("arn:aws:iam::{PROD}:policy/closed") });
    users[6]["AttachedManagedPolicies"] = attached(&["nowhere"]);
    users[7]["AttachedManagedPolicies"] = attached(&["storage"]);
    let role = json!({ "RoleName": "admin", "Arn": format!("arn:aws:iam::{PROD}:role/ops/admin"),
        "RolePolicyList": [], "AttachedManagedPolicies": attached(&["closed"]),
        "AssumeRolePolicyDocument": says("Allow", "sts:AssumeRole") });
    let group = json!({ "GroupName": "closed", "Arn": format!("arn:aws:iam::{PROD}:group/closed"),
        "GroupPolicyList": [{ "PolicyName": "all", "PolicyDocument": deny }],
        "AttachedManagedPolicies": [] });
    json!({ "UserDetailList": users, "GroupDetailList": [group], "RoleDetailList": [role],
        "Policies": [managed("closed", &deny), managed("storage", &says("Deny", "s3:*"))] })
}

/// What sign-ins of principals of that account come to.
fn of(imported: &vestibule_import::Imported, principals: &[&str]) -> Vec<Outcome> {
    let text = imported.case.as_ref().unwrap().to_json().unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    let requests = principals.iter().map(|name| {
        json!({ "principal": format!("arn:aws:iam::{PROD}:{name}"),
            "network": { "sourceIp": "198.51.100.1" } })
    });
    file["requests"] = requests.collect();
    let case = Case::read(file.to_string(), &NoFiles).unwrap();
    (0..principals.len())
        .map(|request| case.outcome(request).unwrap())
        .collect()
}

const PRINCIPALS: [&str; 9] = [
    "user/free",
    "user/inline",
    "user/encoded",
    "user/group",
    "user/managed",
    "user/bound",
    "user/lost",
    "user/other",
    "role/ops/admin",
];
const EXPECTED: [Outcome; 9] = [
    Allowed, Denied, Denied, Denied, Denied, Denied, Unknown, Allowed, Denied,
];

#[test]
fn users_and_roles_come_in_with_all_their_policies() {
    let mut files = whole();
    files.push(file("details.json", &details()));
    let imported = import(&files);
    assert_eq!(codes(&imported), []);
    assert_eq!(of(&imported, &PRINCIPALS), EXPECTED);
    // Nothing of accounts that are not described is known.
    let sign_ins = [(MANAGEMENT, "198.51.100.1"), (PROD, "198.51.100.1")];
    assert_eq!(outcomes(&imported, &sign_ins), [Unknown, Allowed]);
    let report = imported
        .report
        .files
        .iter()
        .find(|file| file.file == "details.json");
    let report = report.unwrap();
    assert_eq!(
        report.taken_for,
        ["aws iam get-account-authorization-details"]
    );
    let text = imported.case.unwrap().to_json().unwrap();
    for dropped in ["alice@example.com", "AIDAEXAMPLE", "s3:*", "sts:AssumeRole"] {
        assert!(!text.contains(dropped), "{dropped}");
    }
    assert!(report.dropped.contains(&"Tags".to_owned()));
    assert!(calls(&import(&files)).contains(&"aws iam get-account-authorization-details"));
    // The user says that there are no others.
    let all = import_with(&files, &complete(&[Kind::Identity]));
    assert_eq!(outcomes(&all, &sign_ins), [Allowed; 2]);
    assert_eq!(of(&all, &PRINCIPALS), EXPECTED);
}

#[test]
fn what_a_filter_or_a_page_leaves_out_is_unknown() {
    let mut files = whole();
    let mut users = details();
    users["RoleDetailList"] = json!([]);
    files.push(file("users.json", &users));
    let imported = import(&files);
    assert_eq!(
        of(&imported, &["user/free", "role/other"]),
        [Allowed, Unknown]
    );
    let mut files = whole();
    let mut cut = details();
    cut["IsTruncated"] = json!(true);
    files.push(file("cut.json", &cut));
    let imported = import(&files);
    assert_eq!(codes(&imported)[0].1, "import-truncated");
    assert_eq!(
        of(&imported, &["user/free", "user/inline", "role/other"]),
        [Unknown, Denied, Unknown]
    );
}

#[test]
fn an_account_without_users_has_none_where_the_name_says_the_command() {
    let mut roles = details();
    roles["UserDetailList"] = json!([]);
    let of_named = |name: &str, text: String| {
        let mut files = whole();
        files.push((name.to_owned(), text));
        of(&import(&files), &["user/other", "role/ops/admin"])
    };
    let name = "get-account-authorization-details.json";
    let known = [Allowed, Denied];
    assert_eq!(of_named(name, roles.to_string()), known);
    let run = |options: &str| {
        format!("$ aws iam get-account-authorization-details{options}\n{roles:#}\n")
    };
    assert_eq!(of_named("log.txt", run("")), known);
    // These may have left the users out.
    let unknown = [Unknown, Denied];
    assert_eq!(of_named("roles.json", roles.to_string()), unknown);
    let filtered = "get-account-authorization-details-filter-Role.json";
    assert_eq!(of_named(filtered, roles.to_string()), unknown);
    for options in [" --filter Role", " --starting-token x"] {
        assert_eq!(of_named("log.txt", run(options)), unknown, "{options}");
    }
    roles["IsTruncated"] = json!(true);
    assert_eq!(of_named(name, roles.to_string())[0], Unknown);
}

#[test]
fn one_account_comes_in_with_its_users() {
    let caller = json!({ "UserId": "A", "Account": PROD, "Arn": "x" });
    let files = [file("a", &caller), file("b", &details())];
    let others = [
        Kind::ResourceBased,
        Kind::ResourceControl,
        Kind::ServiceControl,
        Kind::VpcEndpoint,
    ];
    let imported = import_with(&files, &complete(&others));
    assert_eq!(of(&imported, &PRINCIPALS), EXPECTED);
    let alone = import_with(&files[1..], &complete(&others));
    assert_eq!(of(&alone, &PRINCIPALS), EXPECTED);
}

#[test]
fn the_credential_report_tells_who_has_a_password() {
    let report = format!(
        "user,arn,user_creation_time,password_enabled,mfa_active,access_key_1_active,access_key_2_active\n\
         <root_account>,arn:aws:iam::{PROD}:root,2024-01-01T00:00:00+00:00,not_supported,true,false,false\n\
         alice,arn:aws:iam::{PROD}:user/alice,2024-01-01T00:00:00+00:00,true,true,false,true\n\
         robot,arn:aws:iam::{PROD}:user/robot,2024-01-01T00:00:00+00:00,false,false,false,false\n"
    );
    let mut files = whole();
    files.push((format!("{TEST}.csv"), report));
    let imported = import(&files);
    assert_eq!(codes(&imported), []);
    let known = imported.case.unwrap().principals;
    let told: Vec<_> = known
        .iter()
        .map(|one| (&*one.principal, one.login_profile, one.access_keys))
        .collect();
    let arn = |name: &str| format!("arn:aws:iam::{PROD}:{name}");
    assert_eq!(
        told,
        [
            (&*arn("root"), None, Some(false)),
            (&*arn("user/alice"), Some(true), Some(true)),
            (&*arn("user/robot"), Some(false), Some(false)),
        ]
    );
}
