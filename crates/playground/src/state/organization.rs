//! An organization with all of its accounts, as the page keeps it: its tree, and what is told of
//! single accounts. Their policies are documents of the workspace.

use std::rc::Rc;

use implicit_clone::unsync::IString;
use serde::{Deserialize, Serialize};
use vestibule_wire::{
    Account, AccountPolicies, AccountState, CaseFile, OrganizationAccount, OrganizationNode,
    OrganizationTree,
};

use super::workspace::Workspace;

/// An organization, without the policies of its accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    /// `o-…`.
    pub id: IString,
    /// Twelve digits.
    pub management_account: IString,
    /// Whether console authorization is on for it; `None` where that is not told.
    pub console_authorization: Option<bool>,
    /// The root with all that is below it.
    pub tree: Rc<OrganizationNode>,
    /// What is told of single accounts.
    pub members: Vec<Rc<Member>>,
    /// What the case file says beside it of one account.
    pub beside: Option<Rc<Account>>,
    /// The account that is looked at; empty for all. It decides nothing.
    pub shown: IString,
}

/// What is told of an account of an organization.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub id: IString,
    pub name: IString,
    pub state: Option<AccountState>,
    /// Whether console authorization is on for the account itself.
    pub console_authorization: Option<bool>,
    /// True where it is said that its users and roles have no identity policies.
    pub without_identity: bool,
}

/// An account of the tree, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    pub id: &'a str,
    /// Empty where it has none.
    pub name: &'a str,
    /// The root and the units above it, from the root down.
    pub path: Rc<[&'a OrganizationNode]>,
}

impl Organization {
    /// The organization of a case file; `None` where it has none.
    pub(super) fn of(file: &CaseFile) -> Option<Self> {
        let told = file.organization.as_ref()?;
        let or_empty = |name: &Option<String>| name.clone().unwrap_or_default().into();
        let member = |account: &OrganizationAccount| {
            let identity = account.policies.identity.as_ref();
            Rc::new(Member {
                id: account.id.clone().into(),
                name: or_empty(&account.name),
                state: account.state,
                console_authorization: account.console_authorization,
                without_identity: identity.is_some_and(Vec::is_empty),
            })
        };
        Some(Self {
            id: told.id.clone().into(),
            management_account: told.management_account.clone().into(),
            console_authorization: told.console_authorization,
            tree: Rc::new(told.tree.clone()),
            members: told.accounts.iter().map(member).collect(),
            beside: file.account.clone().map(Rc::new),
            shown: IString::default(),
        })
    }

    /// The organization as a case file tells it, without the policies of its accounts.
    pub(crate) fn told(&self) -> OrganizationTree {
        let member = |member: &Rc<Member>| OrganizationAccount {
            id: member.id.to_string(),
            name: (!member.name.is_empty()).then(|| member.name.to_string()),
            state: member.state,
            console_authorization: member.console_authorization,
            policies: AccountPolicies {
                identity: member.without_identity.then(Vec::new),
                ..AccountPolicies::default()
            },
        };
        OrganizationTree {
            id: self.id.to_string(),
            management_account: self.management_account.to_string(),
            console_authorization: self.console_authorization,
            tree: OrganizationNode::clone(&self.tree),
            accounts: self.members.iter().map(member).collect(),
        }
    }

    /// True when both decide every sign-in alike.
    pub(crate) fn decides_as(&self, other: &Self) -> bool {
        let shown = self.shown.clone();
        *self
            == Self {
                shown,
                ..other.clone()
            }
    }

    /// What is told of the account of the id.
    pub fn member(&self, id: &str) -> Option<&Member> {
        let found = self.members.iter().find(|member| &*member.id == id);
        found.map(|member| &**member)
    }

    /// The name of a unit or account; empty where it has none.
    pub fn name(&self, id: &str) -> &str {
        if let Some(member) = self.member(id) {
            return &member.name;
        }
        let mut nodes = vec![&*self.tree];
        while let Some(node) = nodes.pop() {
            if node.id == id {
                return node.name.as_deref().unwrap_or_default();
            }
            nodes.extend(&node.children);
        }
        ""
    }

    /// The accounts of the tree, in its order: those of a unit before those of the units in it.
    pub fn places(&self) -> Vec<Place<'_>> {
        let names: std::collections::HashMap<&str, &str> = self
            .members
            .iter()
            .map(|member| (&*member.id, &*member.name))
            .collect();
        let mut places = Vec::new();
        let mut nodes: Vec<(&OrganizationNode, Vec<&OrganizationNode>)> =
            vec![(&self.tree, Vec::new())];
        while let Some((node, mut path)) = nodes.pop() {
            path.push(node);
            let own: Rc<[&OrganizationNode]> = path.as_slice().into();
            places.extend(node.accounts.iter().map(|id| Place {
                id,
                name: names.get(&**id).copied().unwrap_or_default(),
                path: Rc::clone(&own),
            }));
            nodes.extend(
                node.children
                    .iter()
                    .rev()
                    .map(|child| (child, path.clone())),
            );
        }
        places
    }

    /// The account to speak of where none is told: the one that is shown, else the first that
    /// RCPs and SCPs bind, else the management account.
    pub(super) fn account(&self) -> &str {
        if !self.shown.is_empty() {
            return &self.shown;
        }
        let places = self.places();
        let bound = places
            .iter()
            .find(|place| place.id != &*self.management_account);
        bound.map_or(&*self.management_account, |place| place.id)
    }
}

impl Workspace {
    /// The account of the organization that is looked at; empty for all, and without one.
    pub fn shown_account(&self) -> IString {
        let organization = self.organization.as_ref();
        organization
            .map(|one| one.shown.clone())
            .unwrap_or_default()
    }

    /// Shows the sign-ins of one account of the organization, or of all.
    pub(super) fn show_account(&mut self, id: IString) {
        if let Some(organization) = &mut self.organization {
            Rc::make_mut(organization).shown = id;
        }
    }
}
