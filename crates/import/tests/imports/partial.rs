//! Lists that tell a part, and files that tell one thing differently.

use serde_json::{Value, json};
use vestibule_import::Imported;
use vestibule_wire::{Case, Kind, NoFiles, Outcome};

use crate::{
    File, MANAGEMENT, PROD, RCP, SCP, TEST, UNIT, calls, codes, complete, deny_outside, file,
    import_with, outcomes, policy, summary, targets, whole,
};
use Outcome::{Allowed, Denied, Unknown};

const NO_OTHERS: [Kind; 2] = [Kind::Identity, Kind::VpcEndpoint];
const ALL: [&str; 5] = ["r-ab12", UNIT, MANAGEMENT, PROD, TEST];

/// The whole organization without the files of these names, and with others.
fn instead(left_out: &[&str], others: Vec<File>) -> Vec<File> {
    let mut files = whole();
    for mark in left_out {
        let count = files.len();
        files.retain(|(name, _)| !name.contains(mark));
        assert!(files.len() < count, "{mark}");
    }
    files.extend(others);
    files
}

/// What sign-ins come to, of a principal each, through a network each.
fn decided(imported: &Imported, sign_ins: &[(String, Value)]) -> Vec<Outcome> {
    let text = imported.case.as_ref().unwrap().to_json().unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    let requests = sign_ins
        .iter()
        .map(|(principal, network)| json!({ "principal": principal, "network": network }));
    file["requests"] = requests.collect();
    let case = Case::read(file.to_string(), &NoFiles).unwrap();
    (0..sign_ins.len())
        .map(|request| case.outcome(request).unwrap())
        .collect()
}

fn endpoint(id: &str, effect: &str) -> Value {
    let document = json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": effect, "Principal": "*", "Action": "*", "Resource": "*" }] });
    json!({ "VpcEndpointId": id, "VpcId": "vpc-0123456789abcdef0", "OwnerId": PROD,
        "ServiceName": "com.amazonaws.us-east-1.signin", "PolicyDocument": document.to_string() })
}

#[test]
fn endpoints_that_no_list_tells_of_are_unknown() {
    let (told, other) = ("vpce-0aaaaaaaaaaaaaaa1", "vpce-0bbbbbbbbbbbbbbb2");
    let denying = endpoint(told, "Deny");
    let transcript = format!(
        "$ aws ec2 describe-vpc-endpoints --vpc-endpoint-ids {told}\n{}\n",
        json!({ "VpcEndpoints": [denying] })
    );
    // With `--complete`, too, unless a page is missing.
    let rows = [
        (
            json!({ "VpcEndpoints": [denying], "NextToken": "next" }).to_string(),
            Denied,
            Unknown,
        ),
        (
            json!({ "VpcEndpoint": denying }).to_string(),
            Denied,
            Allowed,
        ),
        (json!({ "VpcEndpoints": [] }).to_string(), Unknown, Allowed),
        (transcript, Denied, Allowed),
    ];
    let through = |id: &str| {
        let network = json!({ "endpoint": id, "vpc": "vpc-0123456789abcdef0",
            "sourceIp": "10.0.0.5" });
        (format!("arn:aws:iam::{MANAGEMENT}:user/alice"), network)
    };
    for (text, first, then) in rows {
        let files = instead(&["endpoints"], vec![("vpce".to_owned(), text)]);
        let imported = import_with(&files, &complete(&NO_OTHERS[..1]));
        let sign_ins = [through(told), through(other)];
        assert_eq!(decided(&imported, &sign_ins), [first, Unknown], "{files:?}");
        assert!(calls(&imported).contains(&"aws ec2 describe-vpc-endpoints"));
        let imported = import_with(&files, &complete(&NO_OTHERS));
        assert_eq!(decided(&imported, &sign_ins[1..]), [then], "{files:?}");
    }
}

/// The details of an account with one user and one role.
fn details(user: &Value, role: &Value) -> Value {
    let merged = |base: Value, change: &Value| {
        let mut made = base.as_object().unwrap().clone();
        for (name, value) in change.as_object().unwrap() {
            if *value == json!("absent") {
                made.remove(name);
            } else {
                made.insert(name.clone(), value.clone());
            }
        }
        Value::Object(made)
    };
    json!({ "GroupDetailList": [], "Policies": [],
        "UserDetailList": [merged(json!({ "UserName": "alice", "GroupList": [],
            "Arn": format!("arn:aws:iam::{PROD}:user/alice"), "AttachedManagedPolicies": [] }),
            user)],
        "RoleDetailList": [merged(json!({ "RoleName": "admin", "RolePolicyList": [],
            "Arn": format!("arn:aws:iam::{PROD}:role/admin"), "AttachedManagedPolicies": [] }),
            role)] })
}

fn of_prod(names: &[&str]) -> Vec<(String, Value)> {
    let one = |name: &&str| {
        let service = if name.starts_with("fed") {
            "sts"
        } else {
            "iam"
        };
        (
            format!("arn:aws:{service}::{PROD}:{name}"),
            json!({ "sourceIp": "198.51.100.1" }),
        )
    };
    names.iter().map(one).collect()
}

#[test]
fn policies_of_users_and_roles_that_cannot_be_read_are_unknown() {
    let net = "Amazon.IdentityManagement.Model.AttachedPolicyType";
    let deny = json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Deny", "Action": "signin:*", "Resource": "*" }] });
    let rows = [
        (json!({}), json!({}), [Allowed, Allowed]),
        (
            json!({ "UserPolicyList": [], "PermissionsBoundary": null }),
            json!({}),
            [Allowed, Allowed],
        ),
        (
            json!({ "AttachedManagedPolicies": net }),
            json!({ "AttachedManagedPolicies": [net] }),
            [Unknown, Unknown],
        ),
        (
            json!({ "AttachedManagedPolicies": "absent" }),
            json!({ "AttachedManagedPolicies": "absent" }),
            [Unknown, Unknown],
        ),
        (
            json!({ "UserPolicyList": net }),
            json!({ "RolePolicyList": "absent" }),
            [Unknown, Unknown],
        ),
        (
            json!({ "GroupList": "contractors" }),
            json!({ "PermissionsBoundary": { "PermissionsBoundaryType": "Policy" } }),
            [Unknown, Unknown],
        ),
        (
            json!({ "GroupList": [{}] }),
            json!({ "AttachedManagedPolicies": [{ "PolicyName": "x" }] }),
            [Unknown, Unknown],
        ),
        (
            json!({ "UserPolicyList": [{}] }),
            json!({ "RolePolicyList": [{ "PolicyDocument": deny }] }),
            [Unknown, Denied],
        ),
    ];
    for (user, role, expected) in rows {
        let files = instead(&[], vec![file("details.json", &details(&user, &role))]);
        let imported = import_with(&files, &complete(&NO_OTHERS));
        let sign_ins = of_prod(&["user/alice", "role/admin"]);
        assert_eq!(decided(&imported, &sign_ins), expected, "{user} {role}");
        let names = calls(&imported).contains(&"aws iam get-account-authorization-details");
        assert_eq!(names, expected != [Allowed; 2], "{user} {role}");
    }
}

#[test]
fn federated_users_have_policies_of_users_that_are_not_told() {
    let mut told = details(&json!({}), &json!({}));
    told["UserDetailList"] = json!([]);
    let files = instead(&[], vec![file("details.json", &told)]);
    let imported = import_with(&files, &complete(&NO_OTHERS[1..]));
    let sign_ins = of_prod(&["role/admin", "user/bob", "federated-user/bob"]);
    assert_eq!(decided(&imported, &sign_ins), [Allowed, Unknown, Unknown]);
}

/// The policies of a kind that the user says are all there.
#[test]
fn what_the_user_says_to_be_complete_gives_way_to_what_files_show() {
    let kinds = [Kind::Identity, Kind::VpcEndpoint, Kind::ResourceBased];
    let of = |range: &str| json!({ "signinResourceBasedPolicy": deny_outside(range, true) });
    let mut cut = details(&json!({}), &json!({}));
    cut["IsTruncated"] = json!(true);
    let rows = [
        (Vec::new(), [Allowed, Allowed]),
        // Two policies of one account.
        (
            vec![file(&format!("{PROD}/y.json"), &of("192.0.2.0/24"))],
            [Allowed, Unknown],
        ),
        // A policy of nobody knows which account.
        (
            vec![file("y.json", &of("192.0.2.0/24"))],
            [Unknown, Allowed],
        ),
        // A page of the users of one account.
        (vec![file("cut.json", &cut)], [Unknown, Unknown]),
    ];
    for (others, expected) in rows {
        let files = instead(&["error.txt"], others);
        let imported = import_with(&files, &complete(&kinds));
        let sign_ins = [(MANAGEMENT, "198.51.100.1"), (PROD, "198.51.100.1")];
        assert_eq!(outcomes(&imported, &sign_ins), expected, "{files:?}");
        let missing = serde_json::to_string(&imported.report.missing).unwrap();
        let is_said = missing.contains("does not count");
        assert_eq!(is_said, expected[0] == Unknown, "{missing}");
    }
    let caller = json!({ "UserId": "A", "Account": PROD, "Arn": "x" });
    let files = [
        file("a", &caller),
        file("b", &of("198.51.100.0/24")),
        file("c", &of("198.51.0.0/16")),
    ];
    let imported = import_with(&files, &complete(&Kind::ALL));
    assert_eq!(outcomes(&imported, &[(PROD, "198.51.100.1")]), [Unknown]);
}

fn allow(action: &str) -> Value {
    json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Action": action, "Resource": "*" }] })
}

fn list(of_type: &str, node: &str, policies: &[Value]) -> File {
    let name = format!("list-policies-for-target-{node}-{of_type}.json");
    file(&name, &json!({ "Policies": policies }))
}

/// An SCP that allows little, at the unit.
fn narrow() -> Vec<File> {
    vec![
        file(
            "d.json",
            &policy("p-scp1aaaa", "guard", SCP, &allow("ec2:*")),
        ),
        file("list-targets-p-scp1aaaa.json", &targets(&[UNIT])),
    ]
}

#[test]
fn where_another_policy_may_allow_nothing_is_denied() {
    let given = ["d.json", "p-scp1aaaa"];
    let full = summary("p-FullAWSAccess", "FullAWSAccess", SCP);
    let guard = summary("p-scp1aaaa", "guard", SCP);
    let but_unit = targets(&["r-ab12", MANAGEMENT, PROD, TEST]);
    let scp = [Kind::Identity, Kind::VpcEndpoint, Kind::ServiceControl];
    let full_targets = "list-targets-for-policy-p-FullAWSAccess.json";
    let mut rows = vec![
        // All is told.
        ("told", &given[..], narrow(), &NO_OTHERS[..], Allowed),
        // What full access is attached to is not.
        (
            "allow",
            &["d.json", "p-scp1aaaa", "p-FullAWSAccess"],
            narrow(),
            &NO_OTHERS[..],
            Unknown,
        ),
        (
            "allowc",
            &["d.json", "p-scp1aaaa", "p-FullAWSAccess"],
            narrow(),
            &scp[..],
            Unknown,
        ),
    ];
    // Not attached to the unit, where an SCP that is listed may be.
    let mut files = narrow();
    files.push(file(full_targets, &but_unit));
    rows.push((
        "detached",
        &["d.json", "p-scp1aaaa", "p-FullAWSAccess"],
        files.clone(),
        &NO_OTHERS,
        Denied,
    ));
    files.push(file(
        "list-policies-3.json",
        &json!({ "Policies": [summary("p-scp2aaaa", "other", SCP)] }),
    ));
    files.push(file(
        "e.json",
        &policy("p-scp2aaaa", "other", SCP, &allow("*")),
    ));
    rows.push((
        "allow2",
        &["d.json", "p-scp1aaaa", "p-FullAWSAccess"],
        files,
        &NO_OTHERS,
        Unknown,
    ));
    // Two files tell it differently.
    let mut files = narrow();
    files.push(list(SCP, UNIT, std::slice::from_ref(&guard)));
    rows.push(("fulldisp", &given, files, &NO_OTHERS, Unknown));
    // No SCPs at all: are they enabled?
    let alone = file("list-policies-2.json", &json!({ "Policies": [full] }));
    let none = [
        "b.json",
        "d.json",
        "p-scp1aaaa",
        "list-policies-2",
        "p-FullAWSAccess",
    ];
    let files = vec![alone.clone(), file(full_targets, &targets(&[]))];
    rows.push(("noscp2", &none, files, &NO_OTHERS, Unknown));
    let mut files = vec![alone.clone()];
    files.extend(ALL.iter().map(|node| list(SCP, node, &[])));
    rows.push(("noscp3", &none, files, &NO_OTHERS, Unknown));
    // The only SCP is on all nodes.
    rows.push(("alone", &none, vec![alone], &NO_OTHERS, Allowed));
    for (name, left_out, others, kinds, expected) in rows {
        let imported = import_with(&instead(left_out, others), &complete(kinds));
        let found = outcomes(&imported, &[(PROD, "198.51.100.1")]);
        assert_eq!(found, [expected], "{name}: {:#?}", imported.report.missing);
        assert_eq!(calls(&imported).is_empty(), expected != Unknown, "{name}");
    }
}

#[test]
fn attachments_that_files_contradict_each_other_about_deny_nothing() {
    let full = summary("p-RCPFullAWSAccess", "RCPFullAWSAccess", RCP);
    let ours = summary("p-rcp1aaaa", "perimeter", RCP);
    let of_root = list(RCP, "r-ab12", &[full.clone(), ours.clone()]);
    let all = ALL.iter().map(|node| match *node {
        MANAGEMENT | UNIT => list(RCP, node, &[full.clone(), ours.clone()]),
        _ => list(RCP, node, std::slice::from_ref(&full)),
    });
    let rows = [
        (
            vec![file("list-targets-x-p-rcp1aaaa.json", &targets(&[TEST]))],
            "list-targets-x-p-rcp1aaaa.json",
            Unknown,
        ),
        (
            vec![of_root, list(RCP, UNIT, std::slice::from_ref(&full))],
            "list-policies-for-target-",
            Unknown,
        ),
        // Another node is in dispute, and this one is not.
        (
            all.collect(),
            "list-policies-for-target-111122223333",
            Denied,
        ),
    ];
    for (others, other, expected) in rows {
        // Without a policy of its own, the account has what it has from above.
        let mut left = instead(&["x.json", "d.json"], others);
        left.push(file(
            "d.json",
            &policy("p-scp1aaaa", "guard", SCP, &allow("*")),
        ));
        let imported = import_with(
            &left,
            &complete(&[Kind::Identity, Kind::VpcEndpoint, Kind::ResourceBased]),
        );
        let found = outcomes(&imported, &[(PROD, "203.0.113.1")]);
        assert_eq!(found, [expected], "{:#?}", imported.report);
        let [finding] = imported.report.findings.as_slice() else {
            unreachable!("{:#?}", imported.report.findings);
        };
        assert_eq!(finding.code, "import-contradiction");
        let message = finding.message.to_string();
        assert!(message.contains(other), "{message}");
        assert!(
            message.contains("list-targets-p-rcp1aaaa.json"),
            "{message}"
        );
    }
}

#[test]
fn types_that_cannot_be_read_may_be_enabled() {
    let enabled = |of_type: &str, status: &str| json!({ "Type": of_type, "Status": status });
    let net = json!("Amazon.Organizations.Model.PolicyTypeSummary");
    for types in [
        json!([net, net]),
        json!("Amazon.Organizations.Model.PolicyTypeSummary"),
        json!([enabled(RCP, "PENDING_DISABLE"), enabled(SCP, "ENABLED")]),
        json!([
            enabled(SCP, "ENABLED"),
            enabled(RCP, "ENABLED"),
            enabled("TAG_POLICY", "PENDING_ENABLE")
        ]),
    ] {
        let roots = json!({ "Roots": [{ "Id": "r-ab12", "Name": "Root", "PolicyTypes": types,
            "Arn": crate::arn("root", "r-ab12") }] });
        let files = instead(&["b.json", "x.json"], vec![file("b.json", &roots)]);
        let kinds = [Kind::Identity, Kind::VpcEndpoint, Kind::ResourceBased];
        let imported = import_with(&files, &complete(&kinds));
        assert_eq!(codes(&imported), [], "{types}");
        // Denied by the RCP alone.
        let sign_ins = [(PROD, "198.51.100.1"), (PROD, "198.51.7.1")];
        assert_eq!(outcomes(&imported, &sign_ins), [Allowed, Denied], "{types}");
    }
}

#[test]
fn what_is_told_in_another_order_or_in_part_is_no_contradiction() {
    let enabled = |of_type: &str| json!({ "Type": of_type, "Status": "ENABLED" });
    let roots = json!({ "Roots": [{ "Id": "r-ab12", "Name": "Root",
        "PolicyTypes": [enabled(SCP), enabled(RCP)], "Arn": crate::arn("root", "r-ab12") }] });
    let mut created = endpoint("vpce-0123456789abcdef0", "Allow");
    created.as_object_mut().unwrap().remove("OwnerId");
    let created = json!({ "VpcEndpoint": created });
    let others = vec![file("0.json", &roots), file("0-vpce.json", &created)];
    let imported = import_with(&instead(&[], others), &complete(&NO_OTHERS));
    assert_eq!(codes(&imported), []);
    assert_eq!(calls(&imported), [""; 0]);
}

/// What is missing, that is no more than a note.
fn notes(imported: &Imported) -> Vec<&str> {
    let notes = imported.report.missing.iter();
    let notes = notes.filter(|gap| gap.finding.severity == vestibule_wire::Severity::Info);
    notes
        .flat_map(|gap| &gap.calls)
        .map(|call| &**call)
        .collect()
}

#[test]
fn what_is_taken_for_granted_is_noted() {
    let children = json!({ "Children": [{ "Id": PROD, "Type": "ACCOUNT" },
        { "Id": TEST, "Type": "ACCOUNT" }] });
    let children = file(&format!("list-children-{UNIT}.json"), &children);
    let given = format!("{UNIT}/list-accounts");
    let rows = [
        (instead(&[], Vec::new()), Vec::new()),
        (
            instead(&[&given], vec![children]),
            vec!["aws organizations list-accounts"],
        ),
        (
            instead(&["b.json"], Vec::new()),
            vec!["aws organizations list-roots"],
        ),
    ];
    for (files, expected) in rows {
        let imported = import_with(&files, &complete(&NO_OTHERS));
        assert_eq!(notes(&imported), expected);
    }
}

#[test]
fn a_switch_that_is_off_may_be_on_for_the_organization() {
    let none = |name: &str, operation: &str| {
        let text = format!(
            "An error occurred (ResourceNotFoundException) when calling the {operation} operation: none\n"
        );
        (name.to_owned(), text)
    };
    let files = |organization: Option<Value>| {
        let mut files = vec![
            file("a", &json!({ "UserId": "A", "Account": PROD, "Arn": "x" })),
            file(
                "b",
                &json!({ "signinResourceBasedPolicy": deny_outside("198.51.100.0/24", true) }),
            ),
            none("c", "GetConsoleAuthorizationConfiguration"),
        ];
        files.extend(organization.map(|told| file("d", &told)));
        files
    };
    let organization = json!({ "Organization": { "Id": "o-a1b2c3d4e5",
        "Arn": crate::arn("organization", ""), "MasterAccountId": MANAGEMENT } });
    let describe = "aws organizations describe-organization";
    let get = "aws signin get-console-authorization-configuration --target-id o-a1b2c3d4e5";
    let sign_ins = [(PROD, "198.51.100.1"), (PROD, "203.0.113.1")];
    let kinds: Vec<Kind> = Kind::ALL.to_vec();
    let imported = import_with(&files(None), &complete(&kinds));
    assert_eq!(outcomes(&imported, &sign_ins), [Unknown, Unknown]);
    assert_eq!(
        (calls(&imported), notes(&imported)),
        (vec![describe], vec![])
    );
    let imported = import_with(&files(Some(organization.clone())), &complete(&kinds));
    assert_eq!(outcomes(&imported, &sign_ins), [Allowed, Denied]);
    assert_eq!((calls(&imported), notes(&imported)), (vec![], vec![get]));
    let mut off = files(Some(organization));
    off.push(file(
        "e",
        &json!({ "targetId": "o-a1b2c3d4e5", "scope": "ORGANIZATION",
        "consoleAuthorizationEnabled": false }),
    ));
    let imported = import_with(&off, &complete(&kinds));
    assert_eq!(outcomes(&imported, &sign_ins), [Allowed, Allowed]);
    assert_eq!((calls(&imported), notes(&imported)), (vec![], vec![]));
}

/// The last page of a list does not say how many there were before it.
#[test]
fn a_list_is_not_whole_because_its_last_page_is_there() {
    let mut cut = details(&json!({}), &json!({}));
    cut["IsTruncated"] = json!(true);
    let last = details(
        &json!({ "UserName": "bob",
        "Arn": format!("arn:aws:iam::{PROD}:user/bob") }),
        &json!({}),
    );
    let files = instead(&[], vec![file("1.json", &cut), file("2.json", &last)]);
    let imported = import_with(&files, &complete(&NO_OTHERS[1..]));
    let sign_ins = of_prod(&["user/alice", "user/bob", "user/carol"]);
    let expected = [Unknown; 3];
    assert_eq!(decided(&imported, &sign_ins), expected);
    let first =
        json!({ "NextToken": "next", "Policies": [summary("p-rcp1aaaa", "perimeter", RCP)] });
    let last = json!({ "Policies": [summary("p-RCPFullAWSAccess", "RCPFullAWSAccess", RCP)] });
    let pages = vec![
        file("list-policies-1.json", &first),
        file("list-policies-3.json", &last),
    ];
    let imported = import_with(&instead(&["list-policies-1"], pages), &complete(&NO_OTHERS));
    assert_eq!(outcomes(&imported, &[(PROD, "198.51.100.1")]), [Unknown]);
    let call = "aws organizations list-policies --filter RESOURCE_CONTROL_POLICY";
    assert_eq!(calls(&imported), [call]);
}
