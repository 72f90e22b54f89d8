//! Resources of AWS Organizations.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_iam::json::Node;
use vestibule_wire::ImportedKind;

use super::resource::{Resource, Said};
use super::{Reading, new_id};
use crate::fact::{Fact, Type};
use crate::node::{array, some_text, text};
use crate::subject::is_account;

const ORGANIZATION: &str = "aws_organizations_organization";
const ACCOUNT: &str = "aws_organizations_account";
const UNIT: &str = "aws_organizations_organizational_unit";
const POLICY: &str = "aws_organizations_policy";
const ATTACHMENT: &str = "aws_organizations_policy_attachment";

/// What is attached, as far as it is managed.
#[derive(Default)]
struct Attached {
    nodes: BTreeSet<String>,
    /// What some attachments are to is not known.
    is_lost: bool,
}

impl<'d> Reading<'_, 'd> {
    /// Reads the tree.
    pub(super) fn organization(&mut self) {
        let accounts = self.of_type(ACCOUNT).filter_map(|one| one.text("id"));
        // Lists of accounts may be older than what a resource tells of itself.
        let own: BTreeSet<&str> = accounts.collect();
        let has_managed = self.managed(ORGANIZATION).next().is_some();
        for resource in self.of_type(ORGANIZATION) {
            self.one_organization(resource, has_managed && resource.is_data);
            for account in resource.list("accounts") {
                self.listed(account, None, &own);
            }
        }
        for resource in self.of_type(UNIT) {
            self.unit(resource, &own);
        }
        for resource in self.of_type("aws_organizations_organizational_units") {
            let parent = resource.text("parent_id").map(ToOwned::to_owned);
            for unit in resource.list("children") {
                let Some(id) = some_text(unit, "id").filter(|id| is_unit(id)) else {
                    continue;
                };
                self.parent(&id, parent.as_deref());
                self.told.used(ImportedKind::Unit, 1);
                // Its name may be older than what the resource of the unit tells.
                self.told.fact(Fact::Unit { id, name: None });
            }
        }
        for resource in self.of_type("aws_organizations_organizational_unit_child_accounts") {
            let parent = resource.text("parent_id").map(ToOwned::to_owned);
            for account in resource.list("accounts") {
                self.listed(account, parent.as_deref(), &own);
            }
        }
        for resource in self.of_type(ACCOUNT) {
            self.account(resource);
        }
    }

    fn one_organization(&mut self, resource: &Resource<'d>, may_be_older: bool) {
        self.told
            .drop_of(resource.values(), &["master_account_email"]);
        let Some(id) = self.text(resource, "id").filter(|id| id.starts_with("o-")) else {
            return;
        };
        self.told.used(ImportedKind::Organization, 1);
        let management = resource
            .text("master_account_id")
            .filter(|id| is_account(id));
        self.told.fact(Fact::Organization {
            id: id.to_owned(),
            management: management.map(ToOwned::to_owned),
        });
        if may_be_older {
            return;
        }
        if let Some(features) = resource.text("feature_set") {
            self.told.fact(Fact::Features(features == "ALL"));
        }
        for root in resource.list("roots") {
            let Some(id) = some_text(root, "id").filter(|id| id.starts_with("r-")) else {
                continue;
            };
            self.told.used(ImportedKind::Root, 1);
            let enabled = self.enabled(resource, root);
            self.told.fact(Fact::Root { id, enabled });
        }
    }

    /// The types that are enabled, where what is configured and what was read are one.
    fn enabled(&self, resource: &Resource<'d>, root: &Node) -> Option<Vec<Type>> {
        let mut read = Vec::new();
        for one in array(root, "policy_types")? {
            let of_type = Type::of(text(one, "type")?);
            match (of_type, text(one, "status")?) {
                (Some(of_type), "ENABLED") => read.push(of_type),
                (Some(_), _) => return None,
                (None, _) => {}
            }
        }
        read.sort();
        let configured = match resource.get("enabled_policy_types") {
            Said::Value(types) => {
                let types = types.elements().iter().filter_map(Node::as_str);
                let mut types: Vec<Type> = types.filter_map(Type::of).collect();
                types.sort();
                Some(types)
            }
            Said::Nothing => (!self.is_after || read.is_empty()).then(|| read.clone()),
            Said::AfterApply | Said::Secret => None,
        };
        // What is read of a root before apply is older than what is to be.
        configured.filter(|types| (self.is_after && !resource.is_data) || *types == read)
    }

    /// An account in a list.
    fn listed(&mut self, account: &Node, parent: Option<&str>, own: &BTreeSet<&str>) {
        self.told.drop_of(account, &["email"]);
        let Some(id) = some_text(account, "id").filter(|id| is_account(id)) else {
            return;
        };
        if own.contains(&*id) {
            return;
        }
        self.parent(&id, parent);
        self.told.used(ImportedKind::Account, 1);
        let state = some_text(account, "state").or_else(|| some_text(account, "status"));
        self.told.fact(Fact::Account {
            id,
            name: some_text(account, "name"),
            state,
        });
    }

    fn unit(&mut self, resource: &Resource<'d>, own: &BTreeSet<&str>) {
        let Some(id) = self.text(resource, "id").filter(|id| is_unit(id)) else {
            return;
        };
        self.told.used(ImportedKind::Unit, 1);
        let parent = self.text(resource, "parent_id");
        self.parent(id, parent);
        self.told.fact(Fact::Unit {
            id: id.to_owned(),
            name: resource.text("name").map(ToOwned::to_owned),
        });
        for account in resource.list("accounts") {
            self.listed(account, Some(id), own);
        }
    }

    fn account(&mut self, resource: &Resource<'d>) {
        self.told.drop_of(resource.values(), &["email"]);
        let Some(id) = self.text(resource, "id").filter(|id| is_account(id)) else {
            return;
        };
        self.told.used(ImportedKind::Account, 1);
        let parent = self.text(resource, "parent_id");
        self.parent(id, parent);
        let state = resource.text("state").or_else(|| resource.text("status"));
        self.told.fact(Fact::Account {
            id: id.to_owned(),
            name: resource.text("name").map(ToOwned::to_owned),
            state: state.map(ToOwned::to_owned),
        });
    }

    fn parent(&mut self, child: &str, parent: Option<&str>) {
        if let Some(parent) = parent {
            self.told.used(ImportedKind::Parent, 1);
            self.told.fact(Fact::Parent {
                child: child.to_owned(),
                parent: parent.to_owned(),
            });
        }
    }

    /// Reads RCPs and SCPs with what they are attached to.
    pub(super) fn policies(&mut self) {
        let mut attached: BTreeMap<String, Attached> = BTreeMap::new();
        let managed: BTreeSet<&str> = self
            .managed(POLICY)
            .filter_map(|one| one.text("id"))
            .collect();
        // Policies of types that bear on no sign-in.
        let mut others: BTreeSet<String> = BTreeSet::new();
        for resource in self.of_type(POLICY) {
            let id = resource.text("id");
            // What is read may be older than what is managed.
            if resource.is_data && id.is_none_or(|id| managed.contains(id)) {
                continue;
            }
            if !self.policy(resource) {
                others.insert(id_of(resource));
            } else if !resource.is_data {
                attached.entry(id_of(resource)).or_default();
            }
        }
        for resource in self.managed(ATTACHMENT) {
            self.attachment(resource, &mut attached);
        }
        attached.retain(|id, _| !others.contains(id));
        for (policy, Attached { nodes, is_lost }) in attached {
            self.told.used(ImportedKind::Attachment, nodes.len());
            self.told.fact(Fact::Attachments {
                policy,
                nodes: nodes.into_iter().collect(),
                is_lost,
            });
        }
    }

    /// False for a policy of a type that bears on no sign-in.
    fn policy(&mut self, resource: &Resource<'d>) -> bool {
        let types = match resource.get("type") {
            Said::Value(of_type) => of_type.as_str().and_then(Type::of).into_iter().collect(),
            // The default of the provider.
            Said::Nothing => vec![Type::ServiceControl],
            Said::AfterApply | Said::Secret => {
                self.note(resource, "type");
                Type::ALL.to_vec()
            }
        };
        let is_one = types.len() == 1;
        if types.is_empty() {
            return false;
        }
        let text = self.document(resource, "content");
        self.told
            .used(ImportedKind::Policy, usize::from(text.is_some()));
        for of_type in types {
            self.told.fact(Fact::Policy {
                id: id_of(resource),
                name: Some(
                    resource
                        .text("name")
                        .unwrap_or(&resource.address)
                        .to_owned(),
                ),
                of_type,
                text: text.clone().filter(|_| is_one),
            });
        }
        true
    }

    fn attachment(&mut self, resource: &Resource<'d>, attached: &mut BTreeMap<String, Attached>) {
        let is_policy = |id: &&str| id.starts_with("p-");
        let policy = self.text(resource, "policy_id").filter(is_policy);
        let policy = policy.map(ToOwned::to_owned).or_else(|| {
            let made_from =
                self.configuration
                    .referenced(resource, "policy_id", POLICY, self.all)?;
            Some(id_of(made_from))
        });
        let is_node = |id: &&str| is_account(id) || is_unit(id) || id.starts_with("r-");
        let node = resource.text("target_id").filter(is_node);
        // Nothing stands in a unit or account that the plan makes.
        let is_new = node.is_none()
            && [UNIT, ACCOUNT].iter().any(|of_type| {
                let all = self.all;
                let made_from = self
                    .configuration
                    .referenced(resource, "target_id", of_type, all);
                made_from.is_some_and(|made_from| made_from.text("id").is_none())
            });
        if is_new {
            return;
        }
        self.note(resource, "target_id");
        let ids = match policy {
            Some(id) => vec![id],
            // A policy of either type may be attached here.
            None => Type::ALL
                .map(|of_type| {
                    let id = format!("{} {}", new_id(resource), of_type.name());
                    self.told.fact(Fact::Policy {
                        id: id.clone(),
                        name: Some(resource.address.clone()),
                        of_type,
                        text: None,
                    });
                    id
                })
                .to_vec(),
        };
        for id in ids {
            let known = attached.entry(id).or_default();
            match node {
                Some(node) => {
                    known.nodes.insert(node.to_owned());
                }
                None => known.is_lost = true,
            }
        }
    }
}

/// The id of a policy, or what stands for it before apply.
fn id_of(resource: &Resource<'_>) -> String {
    let id = resource.text("id").filter(|id| id.starts_with("p-"));
    id.map_or_else(|| new_id(resource), ToOwned::to_owned)
}

fn is_unit(id: &str) -> bool {
    id.starts_with("ou-")
}
