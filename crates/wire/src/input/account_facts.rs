//! What outputs of the AWS CLI that hold no policy say of an account and its organization.

use vestibule_iam::json::{Node, Value};

/// What an output says of the account that it was asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountFacts {
    /// The id of the account.
    pub id: Option<String>,
    /// The id of the organization that it belongs to.
    pub organization: Option<String>,
    /// The id of the management account of that organization.
    pub management: Option<String>,
    /// The root and the organizational units above it, from the root down.
    pub path: Option<Vec<String>>,
    /// Whether console authorization is on for the account.
    pub on_account: Option<bool>,
    /// Whether console authorization is on for the organization.
    pub on_organization: Option<bool>,
}

/// What a document says; `None` where it says nothing.
pub(crate) fn find(root: &Node) -> Option<AccountFacts> {
    let text = |name: &str| root.get(name).and_then(Node::as_str);
    if let (Some(_), Some(id), Some(_)) = (text("UserId"), text("Account"), text("Arn")) {
        // `aws sts get-caller-identity`
        return Some(AccountFacts {
            id: account_id(id),
            ..AccountFacts::default()
        });
    }
    if let Some(organization) = root.get("Organization") {
        // `aws organizations describe-organization`
        let text = |name: &str| organization.get(name).and_then(Node::as_str);
        return Some(AccountFacts {
            organization: text("Id").map(ToOwned::to_owned),
            management: text("MasterAccountId").and_then(account_id),
            ..AccountFacts::default()
        })
        .filter(|facts| facts.organization.is_some());
    }
    if let Some(account) = root.get("Account").filter(|one| one.get("Id").is_some()) {
        // `aws organizations describe-account`
        let text = |name: &str| account.get(name).and_then(Node::as_str);
        let of_arn = |arn: &str| {
            let (_, path) = arn.split_once(":account/")?;
            let (organization, _) = path.split_once('/')?;
            Some(organization.to_owned())
        };
        let id = text("Id").and_then(account_id)?;
        return Some(AccountFacts {
            id: Some(id),
            organization: text("Arn").and_then(of_arn),
            ..AccountFacts::default()
        });
    }
    // `aws signin get-console-authorization-configuration`
    let Value::Bool(is_on) = root.get("consoleAuthorizationEnabled")?.value else {
        return None;
    };
    let target = text("targetId")?;
    Some(match account_id(target) {
        Some(id) => AccountFacts {
            id: Some(id),
            on_account: Some(is_on),
            ..AccountFacts::default()
        },
        None => AccountFacts {
            organization: target.starts_with("o-").then(|| target.to_owned()),
            on_organization: Some(is_on),
            ..AccountFacts::default()
        },
    })
}

/// The roots, OUs and accounts that the output of `aws organizations list-targets-for-policy` names.
pub(crate) fn targets(root: &Node) -> Vec<String> {
    let targets = root.get("Targets").map(Node::elements).unwrap_or_default();
    let ids = targets
        .iter()
        .filter_map(|target| target.get("TargetId")?.as_str());
    ids.map(ToOwned::to_owned).collect()
}

/// The root or the OU that the output of `aws organizations list-parents` names.
pub(crate) fn parent(root: &Node) -> Option<String> {
    let [parent] = root.get("Parents")?.elements() else {
        return None;
    };
    let id = parent.get("Id")?.as_str()?;
    (id.starts_with("r-") || id.starts_with("ou-")).then(|| id.to_owned())
}

fn account_id(text: &str) -> Option<String> {
    let is_one = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_one.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use vestibule_iam::json;

    use super::*;

    #[test]
    fn facts_are_read_from_outputs() {
        let id = || Some("111122223333".to_owned());
        let organization = || Some("o-a1b2c3d4e5".to_owned());
        let rows = [
            (
                r#"{"UserId":"A","Account":"111122223333","Arn":"arn:aws:iam::111122223333:user/a"}"#,
                AccountFacts {
                    id: id(),
                    ..AccountFacts::default()
                },
            ),
            (
                r#"{"Organization":{"Id":"o-a1b2c3d4e5","MasterAccountId":"111122223333"}}"#,
                AccountFacts {
                    organization: organization(),
                    management: id(),
                    ..AccountFacts::default()
                },
            ),
            (
                r#"{"Account":{"Id":"111122223333","Arn":"arn:aws:organizations::444455556666:account/o-a1b2c3d4e5/111122223333"}}"#,
                AccountFacts {
                    id: id(),
                    organization: organization(),
                    ..AccountFacts::default()
                },
            ),
            (
                r#"{"targetId":"111122223333","scope":"ACCOUNT","consoleAuthorizationEnabled":false}"#,
                AccountFacts {
                    id: id(),
                    on_account: Some(false),
                    ..AccountFacts::default()
                },
            ),
            (
                r#"{"targetId":"o-a1b2c3d4e5","scope":"ORGANIZATION","consoleAuthorizationEnabled":true}"#,
                AccountFacts {
                    organization: organization(),
                    on_organization: Some(true),
                    ..AccountFacts::default()
                },
            ),
        ];
        for (text, expected) in rows {
            assert_eq!(find(&json::parse(text).root), Some(expected), "{text}");
        }
        for text in [
            "{}",
            "[]",
            r#"{"Roots":[]}"#,
            r#"{"Account":"111122223333"}"#,
        ] {
            assert_eq!(find(&json::parse(text).root), None, "{text}");
        }
    }

    #[test]
    fn targets_are_read() {
        let text =
            r#"{"Targets":[{"TargetId":"r-ab12","Type":"ROOT"},{"TargetId":"ou-ab12-cdefghij"}]}"#;
        assert_eq!(
            targets(&json::parse(text).root),
            ["r-ab12", "ou-ab12-cdefghij"]
        );
        assert_eq!(targets(&json::parse("{}").root), [""; 0]);
        let parents = r#"{"Parents":[{"Id":"ou-ab12-cdefghij","Type":"ORGANIZATIONAL_UNIT"}]}"#;
        let found = parent(&json::parse(parents).root);
        assert_eq!(found.as_deref(), Some("ou-ab12-cdefghij"));
        assert_eq!(
            parent(&json::parse(r#"{"Parents":[{"Id":"x"}]}"#).root),
            None
        );
    }
}
