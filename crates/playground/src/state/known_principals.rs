//! Whom identity policies name as theirs: suggestions for the fields that take a principal.

use std::collections::BTreeSet;

use implicit_clone::unsync::IString;
use vestibule_wire::Layer;

use super::workspace::Workspace;

/// So many are suggested.
const SUGGESTED: usize = 500;

impl Workspace {
    /// The ARNs of users and roles that have identity policies here, of the account that is looked
    /// at where one is, in their order. None of them becomes a row by itself.
    pub fn known_principals(&self) -> Vec<IString> {
        let shown = self.shown_account();
        let documents = self.documents.iter().filter(|document| {
            let is_theirs = match document.layer {
                Layer::Identity | Layer::PermissionsBoundary | Layer::Session => true,
                Layer::ResourceBased
                | Layer::ResourceControl
                | Layer::ServiceControl
                | Layer::VpcEndpoint => false,
            };
            let is_elsewhere = !document.account.is_empty() && document.account != shown;
            is_theirs && (shown.is_empty() || !is_elsewhere)
        });
        let targets = documents.flat_map(|document| document.target.split(','));
        let is_one = |arn: &&str| {
            let is_principal = arn.contains(":user/") || arn.contains(":role/");
            arn.starts_with("arn:") && is_principal && !arn.contains(['*', '?'])
        };
        let found: BTreeSet<&str> = targets.map(str::trim).filter(is_one).collect();
        let found = found.into_iter().take(SUGGESTED);
        found.map(|arn| arn.to_owned().into()).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::state::workspace::Document;

    #[test]
    fn those_with_identity_policies_are_suggested_once() {
        let document = |layer, target: &str| {
            Rc::new(Document {
                layer,
                target: target.to_owned().into(),
                ..Document::default()
            })
        };
        let workspace = Workspace {
            documents: vec![
                document(
                    Layer::Identity,
                    "arn:aws:iam::111122223333:user/bob, arn:aws:iam::111122223333:role/ops",
                ),
                document(
                    Layer::PermissionsBoundary,
                    "arn:aws:iam::111122223333:user/bob",
                ),
                document(Layer::Identity, "arn:aws:iam::111122223333:role/*"),
                document(Layer::Identity, ""),
                document(Layer::ServiceControl, "r-ab12"),
            ],
            ..Workspace::default()
        };
        let expected = [
            "arn:aws:iam::111122223333:role/ops",
            "arn:aws:iam::111122223333:user/bob",
        ];
        assert_eq!(workspace.known_principals(), expected);
    }
}
