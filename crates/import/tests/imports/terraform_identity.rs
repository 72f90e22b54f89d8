//! Users, roles and groups in states of Terraform.

use serde_json::{Value, json};
use vestibule_import::Imported;
use vestibule_wire::{Case, NoFiles, Outcome};

use crate::terraform::{ALL, managed, resource, state};
use crate::{PROD, TEST, calls, codes, complete, file, import, import_with};
use Outcome::{Allowed, Denied, Unknown};

fn deny() -> String {
    json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Deny", "Action": "signin:*", "Resource": "*" }] })
    .to_string()
}

fn principal(of_type: &str, name: &str) -> Value {
    resource(
        &format!("aws_iam_{of_type}.{name}"),
        json!({ "name": name, "arn": format!("arn:aws:iam::{PROD}:{of_type}/{name}"),
            "permissions_boundary": "", "unique_id": "AIDAEXAMPLE" }),
    )
}

fn from(mut one: Value, of: &str) -> Value {
    one["depends_on"] = json!([of]);
    one
}

fn resources() -> Vec<Value> {
    let policy = |name: &str| format!("arn:aws:iam::{PROD}:policy/{name}");
    let mut bound = principal("user", "bound");
    bound["values"]["permissions_boundary"] = json!(policy("closed"));
    vec![
        principal("user", "free"),
        principal("user", "inline"),
        principal("user", "member"),
        principal("user", "listed"),
        bound,
        principal("role", "admin"),
        principal("role", "lost"),
        principal("group", "closed"),
        resource(
            "aws_iam_policy.closed",
            json!({ "arn": policy("closed"), "name": "closed", "policy": deny() }),
        ),
        from(
            resource(
                "aws_iam_user_policy.own[0]",
                json!({ "user": "inline", "name": "own", "policy": deny() }),
            ),
            "aws_iam_user.inline",
        ),
        from(
            resource(
                "aws_iam_user_group_membership.member",
                json!({ "user": "member", "groups": ["closed"] }),
            ),
            "aws_iam_user.member",
        ),
        from(
            resource(
                "aws_iam_group_membership.listed",
                json!({ "group": "closed", "users": ["listed"] }),
            ),
            "aws_iam_user.listed",
        ),
        from(
            resource(
                "aws_iam_group_policy_attachment.closed",
                json!({ "group": "closed", "policy_arn": policy("closed") }),
            ),
            "aws_iam_group.closed",
        ),
        from(
            resource(
                "aws_iam_role_policy_attachment.admin",
                json!({ "role": "admin", "policy_arn": policy("closed") }),
            ),
            "aws_iam_role.admin",
        ),
        from(
            resource(
                "aws_iam_role_policy_attachment.lost",
                json!({ "role": "lost", "policy_arn": policy("nowhere") }),
            ),
            "aws_iam_role.lost",
        ),
    ]
}

fn of(imported: &Imported, principals: &[&str]) -> Vec<Outcome> {
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

const PRINCIPALS: [&str; 8] = [
    "user/free",
    "user/inline",
    "user/member",
    "user/listed",
    "user/bound",
    "role/admin",
    "role/lost",
    "user/nobody",
];

#[test]
fn what_is_managed_denies_and_the_rest_is_unknown() {
    let read = |kinds| import_with(&[file("s.json", &state(&resources()))], &complete(kinds));
    let imported = read(&[]);
    assert_eq!(codes(&imported), []);
    assert_eq!(
        of(&imported, &PRINCIPALS),
        [
            Unknown, Denied, Denied, Denied, Denied, Denied, Unknown, Unknown
        ]
    );
    let all = read(&ALL);
    assert_eq!(
        of(&all, &PRINCIPALS),
        [
            Allowed, Denied, Denied, Denied, Denied, Denied, Unknown, Allowed
        ]
    );
}

#[test]
fn a_policy_is_of_a_role_only_where_the_state_says_so() {
    // The name alone does not say whose it is: other accounts have roles of that name.
    let mut all = resources();
    all.retain(|one| !one["address"].as_str().unwrap().contains("lost"));
    let at = all
        .iter()
        .position(|one| one["address"] == "aws_iam_role_policy_attachment.admin");
    all[at.unwrap()]["depends_on"] = json!([]);
    let imported = import_with(&[file("s.json", &state(&all))], &complete(&ALL));
    assert_eq!(
        of(&imported, &["role/admin", "user/free", "user/nobody"]),
        [Unknown, Unknown, Unknown]
    );
    // Two of one name, of which one is meant.
    let mut two = [managed(), resources()].concat();
    let mut other = principal("role", "admin");
    other["address"] = json!("aws_iam_role.other");
    other["values"]["arn"] = json!(format!("arn:aws:iam::{TEST}:role/admin"));
    two.push(other);
    let imported = import_with(&[file("s.json", &state(&two))], &complete(&ALL));
    let of_both = of(&imported, &["role/admin"]);
    assert_eq!(of_both, [Denied]);
    let text = imported.case.unwrap().to_json().unwrap();
    let case: Value = serde_json::from_str(&text).unwrap();
    let accounts = case["organization"]["accounts"].as_array().unwrap();
    let test = accounts.iter().find(|one| one["id"] == TEST).unwrap();
    assert_eq!(test["policies"]["identity"], json!([]));
}

#[test]
fn lists_that_a_role_tells_itself_may_be_old() {
    let mut role = principal("role", "admin");
    role["values"]["inline_policy"] = json!([{ "name": "own", "policy": deny() }]);
    role["values"]["managed_policy_arns"] = json!([]);
    let read = |role: &Value, more: &[Value]| {
        let mut all = vec![role.clone()];
        all.extend(more.to_vec());
        import_with(&[file("s.json", &state(&all))], &complete(&ALL))
    };
    assert_eq!(of(&read(&role, &[]), &["role/admin"]), [Unknown]);
    let own = from(
        resource(
            "aws_iam_role_policy.own",
            json!({ "role": "admin", "name": "own", "policy": deny() }),
        ),
        "aws_iam_role.admin",
    );
    assert_eq!(of(&read(&role, &[own]), &["role/admin"]), [Denied]);
}

#[test]
fn a_boundary_that_is_not_told_is_unknown() {
    let mut role = principal("role", "admin");
    role["values"]["permissions_boundary"] = json!(format!("arn:aws:iam::{PROD}:policy/far"));
    let read = |role: &Value| {
        import_with(
            &[file("s.json", &state(std::slice::from_ref(role)))],
            &complete(&ALL),
        )
    };
    assert_eq!(of(&read(&role), &["role/admin"]), [Unknown]);
    role["sensitive_values"] = json!({ "permissions_boundary": true });
    assert_eq!(of(&read(&role), &["role/admin"]), [Unknown]);
}

#[test]
fn the_whole_of_the_cli_holds_the_part_of_a_state() {
    let user = |policies: Value| {
        json!({ "UserDetailList": [{ "UserName": "inline",
        "Arn": format!("arn:aws:iam::{PROD}:user/inline"), "UserPolicyList": policies,
        "GroupList": [], "AttachedManagedPolicies": [] }], "GroupDetailList": [],
        "RoleDetailList": [{ "RoleName": "admin", "Arn": format!("arn:aws:iam::{PROD}:role/admin"),
            "RolePolicyList": [], "AttachedManagedPolicies": [] }], "Policies": [] })
    };
    let document: Value = serde_json::from_str(&deny()).unwrap();
    let own = json!([{ "PolicyName": "own", "PolicyDocument": document }]);
    let part: Vec<Value> = vec![resources()[1].clone(), resources()[9].clone()];
    let read = |policies: Value| {
        import(&[
            file("details.json", &user(policies)),
            file("s.json", &state(&part)),
        ])
    };
    let imported = read(own);
    assert_eq!(codes(&imported), []);
    assert!(!calls(&imported).contains(&"aws iam get-account-authorization-details"));
    // The state has a policy that AWS does not.
    let imported = read(json!([]));
    assert_eq!(codes(&imported)[0].1, "import-contradiction");
    assert_eq!(of(&imported, &["user/inline"]), [Unknown]);
}
