//! What is known of a plan and of the case that it changes: whose policy something is attached by,
//! and where.

use std::collections::BTreeSet;

use vestibule_iam::json::Node;
use vestibule_wire::{CaseFile, Loader};

use super::documents::{Documents, POLICY};
use crate::fact::Type;
use crate::node::OrganizationsArn;
use crate::policies::{FULL_ACCESS, FULL_ACCESS_OF_RESOURCES};
use crate::subject::is_account;
use crate::terraform::resource::{Configuration, Resource, Said};

/// A policy of an organization, as a plan tells it.
pub(super) struct Told {
    /// RCP or SCP.
    pub(super) of_type: Type,
    pub(super) name: String,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// Whose the policy is that something is attached by.
pub(super) enum Whose {
    /// Of a type that bears on no sign-in.
    Other,
    Told(Told),
    Untold(Vec<Type>),
}

/// Where something is attached.
pub(super) enum Target {
    /// In the case.
    Here(String),
    /// In a unit or an account that the plan makes.
    New,
    /// In another organization, or on an account that the case does not have.
    Elsewhere,
    Untold,
}

/// A plan, and the case that it changes.
pub(super) struct Known<'a, 'd> {
    pub(super) base: &'a CaseFile,
    pub(super) prior: &'a [Resource<'d>],
    pub(super) planned: &'a [Resource<'d>],
    pub(super) configuration: Configuration<'d>,
    pub(super) documents: Documents<'d>,
    /// All nodes and accounts of the tree of the case.
    nodes: BTreeSet<String>,
}

/// The id of the organization of a case, where it tells it.
pub(super) fn organization_of(case: &CaseFile) -> Option<&str> {
    match &case.organization {
        Some(organization) => Some(&organization.id),
        None => {
            let account = case.account.as_ref();
            let organization = account.and_then(|account| account.organization.as_ref());
            organization.and_then(|organization| organization.id.as_deref())
        }
    }
}

impl<'a, 'd> Known<'a, 'd> {
    pub(super) fn of(
        base: &'a CaseFile,
        (prior, planned): (&'a [Resource<'d>], &'a [Resource<'d>]),
        root: &'d Node,
        loader: &dyn Loader,
    ) -> Self {
        let mut found = BTreeSet::new();
        let mut nodes: Vec<_> = base.organization.iter().map(|one| &one.tree).collect();
        while let Some(node) = nodes.pop() {
            found.insert(node.id.clone());
            found.extend(node.accounts.iter().cloned());
            nodes.extend(&node.children);
        }
        Self {
            base,
            prior,
            planned,
            configuration: Configuration::of(root),
            documents: Documents::of(base, (prior, planned), loader),
            nodes: found,
        }
    }

    /// The organization of a policy is another one than that of the case; `None` where nothing
    /// tells it.
    pub(super) fn is_of_another(&self, policy: &Resource<'_>) -> Option<bool> {
        let told = OrganizationsArn::of(policy.text("arn")?)?.organization;
        Some(organization_of(self.base)? != told)
    }

    /// Whether what is attached to a node binds the one account of the case: where its path is not
    /// told, every node does.
    pub(super) fn is_above_the_account(&self, node: &str) -> bool {
        let account = self.base.account.as_ref();
        let is_own = account.is_some_and(|one| one.id.as_deref() == Some(node));
        let organization = account.and_then(|one| one.organization.as_ref());
        let path = organization.and_then(|one| one.path.as_ref());
        is_own || path.is_none_or(|path| path.iter().any(|one| one == node))
    }

    pub(super) fn target(&self, attachment: &Resource<'d>) -> Target {
        let Some(node) = attachment.text("target_id") else {
            return match self.is_to_a_new_one(attachment) {
                true => Target::New,
                false => Target::Untold,
            };
        };
        if self.nodes.contains(node) {
            return Target::Here(node.to_owned());
        }
        let root = self.base.organization.as_ref().map(|one| &*one.tree.id);
        let Some(root) = root.and_then(|root| root.strip_prefix("r-")) else {
            return Target::Untold;
        };
        // Ids of units hold that of their root.
        let own = match node.strip_prefix("ou-") {
            Some(rest) => rest.split('-').next(),
            None => node.strip_prefix("r-"),
        };
        match own {
            Some(own) if own != root => Target::Elsewhere,
            None if is_account(node) => Target::Elsewhere,
            _ => Target::Untold,
        }
    }

    /// Nothing stands in a unit or account that the plan makes.
    fn is_to_a_new_one(&self, attachment: &Resource<'d>) -> bool {
        let types = [
            "aws_organizations_organizational_unit",
            "aws_organizations_account",
        ];
        types.iter().any(|of_type| {
            let made_from =
                self.configuration
                    .referenced(attachment, "target_id", of_type, self.planned);
            made_from.is_some_and(|made_from| {
                let mut prior = self.prior.iter();
                let is_id = self.configuration.refers_to_id(attachment, "target_id");
                is_id
                    && made_from.text("id").is_none()
                    && !prior.any(|one| one.address == made_from.address)
            })
        })
    }

    /// Whose policy an attachment is by, before or after.
    pub(super) fn whose(&self, attachment: &Resource<'d>, is_new: bool) -> Whose {
        let all = || Whose::Untold(Type::ALL.to_vec());
        let (before, after) = match attachment.text("policy_id") {
            Some(FULL_ACCESS) => return Whose::Untold(vec![Type::ServiceControl]),
            Some(FULL_ACCESS_OF_RESOURCES) => return Whose::Untold(vec![Type::ResourceControl]),
            Some(id) => {
                let [before, after] = [self.prior, self.planned].map(|all| of_id(all, id));
                (before, after)
            }
            None if is_new && self.configuration.refers_to_id(attachment, "policy_id") => {
                let made_from =
                    self.configuration
                        .referenced(attachment, "policy_id", POLICY, self.planned);
                // One that is there already would be known by its id.
                let made_from = made_from.filter(|one| one.text("id").is_none());
                (None, made_from)
            }
            None => return all(),
        };
        let side = if is_new { after } else { before };
        let Some(of_types) = side.and_then(types) else {
            return all();
        };
        let of_type = match of_types.as_slice() {
            [] => return Whose::Other,
            [only] => *only,
            _ => return all(),
        };
        let text = |side: Option<&Resource<'d>>| side?.text("content").map(ToOwned::to_owned);
        // A case has it by the name that it has before.
        let name = before.or(after).and_then(|side| side.text("name"));
        match name {
            Some(name) => Whose::Told(Told {
                of_type,
                name: name.to_owned(),
                before: text(before),
                after: text(after),
            }),
            None => Whose::Untold(vec![of_type]),
        }
    }
}

/// The types that a policy may be of, of those that bear on sign-in; `None` where it is hidden.
pub(super) fn types(policy: &Resource<'_>) -> Option<Vec<Type>> {
    match policy.get("type") {
        Said::Value(of_type) => Some(of_type.as_str().and_then(Type::of).into_iter().collect()),
        // The default of the provider.
        Said::Nothing => Some(vec![Type::ServiceControl]),
        Said::AfterApply | Said::Secret => None,
    }
}

/// The policy of that id: one that is managed, or the only one that is read.
fn of_id<'r, 'd>(all: &'r [Resource<'d>], id: &str) -> Option<&'r Resource<'d>> {
    let own = |is_data: bool| {
        let is_it = move |one: &&Resource<'d>| {
            one.of_type == POLICY && one.is_data == is_data && one.text("id") == Some(id)
        };
        let mut own = all.iter().filter(is_it);
        (own.next(), own.next().is_none())
    };
    match (own(false), own(true)) {
        ((Some(only), true), _) | ((None, _), (Some(only), true)) => Some(only),
        _ => None,
    }
}
