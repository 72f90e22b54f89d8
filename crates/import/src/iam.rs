//! Outputs of AWS IAM about users, roles and their policies.

use vestibule_iam::json::{self, Node};
use vestibule_wire::ImportedKind;

use crate::fact::{Fact, Held, Part, Principal};
use crate::node::{array, is_there, list, member, some_text, text, truth};
use crate::output::{Output, Told};

/// Reads the output of one of its commands; false for all others.
pub(crate) fn read(command: &str, output: &Output<'_>, told: &mut Told) -> bool {
    if command != "aws iam get-account-authorization-details" {
        return false;
    }
    let root = output.root;
    let users = list(root, "UserDetailList");
    let roles = list(root, "RoleDetailList");
    let before = told.facts.len();
    let mut are_read = [true; 2];
    let lists = [
        (users, "UserDetailList", "UserPolicyList"),
        (roles, "RoleDetailList", "RolePolicyList"),
    ];
    for ((nodes, list, inline), are_read) in lists.into_iter().zip(&mut are_read) {
        let principals = nodes
            .iter()
            .filter_map(|node| principal(node, inline, output));
        let count = told.facts.len();
        told.facts.extend(principals.map(Fact::Principal));
        let is_told = !nodes.is_empty() || is_known_empty(list, output);
        let is_all = is_told && !output.is_part();
        *are_read = told.facts.len() - count == nodes.len() && is_all;
        for node in nodes {
            told.drop_of(
                node,
                &["UserId", "RoleId", "CreateDate", "Tags", "RoleLastUsed"],
            );
            told.drop_of(node, &["AssumeRolePolicyDocument", "InstanceProfileList"]);
        }
    }
    told.used(ImportedKind::Principal, told.facts.len() - before);
    let mut count = 0;
    for group in list(root, "GroupDetailList") {
        let (Some(arn), Some(name)) = (some_text(group, "Arn"), some_text(group, "GroupName"))
        else {
            continue;
        };
        let Some(account) = account_of(&arn) else {
            continue;
        };
        let held = held(group, "GroupPolicyList", &name, output);
        count += held.inline.len();
        told.fact(Fact::Group {
            account,
            name,
            held,
        });
    }
    for policy in list(root, "Policies") {
        let Some(arn) = some_text(policy, "Arn") else {
            continue;
        };
        let mut versions = list(policy, "PolicyVersionList").iter();
        let version = versions.find(|version| truth(version, "IsDefaultVersion") == Some(true));
        let document = version.and_then(|version| member(version, "Document"));
        let text = document.and_then(|document| policy_text(document, output));
        count += usize::from(text.is_some());
        if let Some(text) = text {
            told.fact(Fact::Managed { arn, text });
        }
    }
    told.used(ImportedKind::Policy, count);
    // The account is that of the principals; there is no output of one without any.
    let arns = users
        .iter()
        .chain(roles)
        .filter_map(|node| text(node, "Arn"));
    let mut accounts: Vec<String> = arns.filter_map(account_of).collect();
    accounts.sort();
    accounts.dedup();
    let [has_users, has_roles] = are_read;
    if output.is_part() {
        told.fact(Fact::Partial(Part::Principals));
    }
    for account in accounts {
        told.fact(Fact::Details {
            account,
            // With a filter, one of the two is left out.
            has_users,
            has_roles,
            is_cut: output.is_part(),
        });
    }
    true
}

/// Whether an empty list says that there are none: with a filter, one of the two is left out, so
/// the command has to be told, by a transcript or by the name of the file.
fn is_known_empty(list: &str, output: &Output<'_>) -> bool {
    let command = output.command.and_then(|part| part.command.as_deref());
    let is_filtered = command.is_some_and(|command| command.contains("--filter"));
    let is_of_it = output.is_of("getaccountauthorizationdetails", Some("filter"));
    array(output.root, list).is_some() && is_of_it && !is_filtered && output.is_all(list)
}

/// The account in the ARN of something of IAM.
pub(crate) fn account_of(arn: &str) -> Option<String> {
    let mut parts = arn.splitn(6, ':');
    let is_arn = parts.next() == Some("arn");
    let account = parts.nth(3)?;
    (is_arn && crate::subject::is_account(account)).then(|| account.to_owned())
}

fn principal(node: &Node, inline: &str, output: &Output<'_>) -> Option<Principal> {
    let arn = some_text(node, "Arn")?;
    account_of(&arn)?;
    let name = some_text(node, "UserName").or_else(|| some_text(node, "RoleName"))?;
    let is_user = inline == "UserPolicyList";
    let groups = array(node, "GroupList");
    let names = groups.unwrap_or_default().iter().filter_map(Node::as_str);
    let names: Vec<String> = names.map(ToOwned::to_owned).collect();
    let boundary = member(node, "PermissionsBoundary");
    let boundary = boundary.and_then(|boundary| some_text(boundary, "PermissionsBoundaryArn"));
    let mut held = held(node, inline, &name, output);
    // AWS leaves the boundary out where there is none, and the groups of a user never.
    held.is_whole &= boundary.is_some() || !is_there(node, "PermissionsBoundary");
    held.is_whole &= !is_user || groups.is_some_and(|groups| groups.len() == names.len());
    Some(Principal {
        held,
        groups: names,
        boundary,
        arn,
    })
}

fn held(node: &Node, inline: &str, of: &str, output: &Output<'_>) -> Held {
    let own = array(node, inline);
    let policies = own.unwrap_or_default().iter().map(|policy| {
        let name = some_text(policy, "PolicyName");
        let document = member(policy, "PolicyDocument");
        let text = document.and_then(|document| policy_text(document, output));
        let name = name.map_or_else(|| of.to_owned(), |name| format!("{of}/{name}"));
        (name, text)
    });
    let listed = array(node, "AttachedManagedPolicies");
    let attached = listed.unwrap_or_default().iter();
    let attached: Vec<String> = attached
        .filter_map(|one| some_text(one, "PolicyArn"))
        .collect();
    // A user without policies of its own may have no list of them, but has one of the others.
    let may_lack = inline == "UserPolicyList" && !is_there(node, inline);
    Held {
        is_whole: !output.is_narrowed()
            && (own.is_some() || may_lack)
            && listed.is_some_and(|listed| listed.len() == attached.len()),
        inline: policies.collect(),
        attached,
        is_part: false,
        is_lost: false,
    }
}

/// A policy, which may stand as it is, as text, or as text that is URL-encoded.
pub(crate) fn policy_text(document: &Node, output: &Output<'_>) -> Option<String> {
    match document.as_str() {
        // A reader of policies decodes a string.
        Some(text) if text.starts_with("%7B") || text.starts_with("%7b") => {
            Some(json::json_string(text))
        }
        _ => output.policy(document),
    }
}

/// Whether a policy may say anything about AWS Sign-In: false only where all its statements list
/// actions, and each of another service by name.
pub(crate) fn may_bear_on_sign_in(policy: &str) -> bool {
    let parsed = json::parse(policy);
    let statements = parsed.root.get("Statement").map(Node::one_or_many);
    let is_of_others = |statement: &Node| {
        let Some(actions) = statement.get("Action") else {
            return false;
        };
        let mut services = actions.one_or_many().iter().map(|action| {
            let (service, _) = action.as_str()?.split_once(':')?;
            Some(service)
        });
        services.all(|service| {
            service.is_some_and(|service| {
                let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
                service.bytes().all(is_plain) && !service.eq_ignore_ascii_case("signin")
            })
        })
    };
    let is_sound = parsed.problems.is_empty();
    !is_sound || statements.is_none_or(|statements| !statements.iter().all(is_of_others))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_about_other_services_alone_are_told() {
        let of = |statement: &str| format!(r#"{{"Version":"2012-10-17","Statement":{statement}}}"#);
        for (statement, may) in [
            (
                r#"[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]"#,
                false,
            ),
            (
                r#"{"Effect":"Deny","Action":["s3:Get*","iam:PassRole"],"Resource":"*"}"#,
                false,
            ),
            (r#"[{"Effect":"Allow","Action":"*","Resource":"*"}]"#, true),
            (
                r#"[{"Effect":"Allow","Action":"s*:*","Resource":"*"}]"#,
                true,
            ),
            (
                r#"[{"Effect":"Deny","Action":"SignIn:*","Resource":"*"}]"#,
                true,
            ),
            (
                r#"[{"Effect":"Deny","NotAction":"s3:*","Resource":"*"}]"#,
                true,
            ),
            (
                r#"[{"Effect":"Deny","Action":["s3:*","*"],"Resource":"*"}]"#,
                true,
            ),
            (r#"[{"Effect":"Deny","Action":1,"Resource":"*"}]"#, true),
            (r#"[{"Effect":"Deny"}]"#, true),
            ("[]", false),
        ] {
            assert_eq!(may_bear_on_sign_in(&of(statement)), may, "{statement}");
        }
        assert!(may_bear_on_sign_in("{}"));
        assert!(may_bear_on_sign_in("\"%7B%22Statement%22%3A%5B%5D%7D\""));
        assert!(may_bear_on_sign_in("{\"Statement\":["));
    }
}
