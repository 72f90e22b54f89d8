//! The permission statements of which the resource-based policy of a workspace is made.

use std::rc::Rc;

use implicit_clone::unsync::IString;
use vestibule_wire::{
    Account, CaseFile, Layer, PermissionStatement, Policies, with_policy_written,
};

use super::made_of::MadeOf;
use super::workspace::{Document, Workspace, normal};
use crate::analysis::account::of_arn;
use crate::evaluate::case;

impl Workspace {
    /// The permission statements that make the resource-based policy, where it is made of some.
    pub fn statements(&self) -> Option<&[PermissionStatement]> {
        let mut documents = self.of_layer(Layer::ResourceBased);
        documents.find_map(|document| document.statements())
    }

    /// Makes the resource-based policy of permission statements. Returns its id, and whether it
    /// took the place of another text.
    pub(super) fn put_statements(&mut self, statements: Vec<PermissionStatement>) -> (u32, bool) {
        let own = self.shown_account();
        let text = self.text_of(&statements);
        let made_of = Some(Rc::new(MadeOf {
            statements,
            text: text.clone(),
        }));
        let mut documents = self.documents.iter_mut();
        let there = documents
            .find(|document| document.layer == Layer::ResourceBased && document.account == own);
        if let Some(document) = there {
            let is_other = !document.is_blank() && document.text != text;
            let document = Rc::make_mut(document);
            (document.text, document.made_of) = (text, made_of);
            return (document.id, is_other);
        }
        let id = self.fresh_id();
        self.insert(Document {
            id,
            layer: Layer::ResourceBased,
            account: own,
            text,
            made_of,
            ..Document::default()
        });
        (id, false)
    }

    /// Takes the account of the principals that the statements exclude, where nobody told one.
    pub(super) fn account_of(&mut self, statements: &[PermissionStatement]) -> Option<IString> {
        if !self.account.id.trim().is_empty() || self.organization.is_some() {
            return None;
        }
        let excluded = statements.iter();
        let excluded = excluded.filter_map(|one| one.excluded_principal.as_deref());
        let mut accounts = excluded.filter_map(of_arn);
        let account = accounts.next()?;
        if accounts.any(|other| other != account) {
            return None;
        }
        self.account.id = account.to_owned().into();
        Some(self.account.id.clone())
    }

    /// Makes the policy of its permission statements anew, where the account or the readings that
    /// it depends on are others than in `before`.
    pub(super) fn remake(&mut self, before: &Self) {
        if self.account.id == before.account.id && self.readings == before.readings {
            return;
        }
        let statements = self.statements().map(<[PermissionStatement]>::to_vec);
        if let Some(statements) = statements {
            self.put_statements(statements);
        }
    }

    /// The policy that the statements make, as the evaluator makes it; empty where AWS would
    /// refuse one of them.
    fn text_of(&self, statements: &[PermissionStatement]) -> IString {
        let readings: Vec<String> = self.readings.iter().map(ToString::to_string).collect();
        let mut file = CaseFile {
            account: Some(Account {
                id: match self.organization {
                    Some(_) => case::told(&self.shown_account()),
                    None => case::told(&self.account.id),
                },
                ..Account::default()
            }),
            policies: Policies {
                permission_statements: statements.to_vec(),
                ..Policies::default()
            },
            assumptions: case::assumptions(&readings),
            ..CaseFile::default()
        };
        with_policy_written(&mut file);
        let made = file.policies.resource_based;
        let text = made.as_ref().and_then(|made| made.text());
        normal(&text.unwrap_or_default().to_owned().into())
    }
}
