//! Kinds of policies that are unknown after apply, because some changes are not told exactly.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_syntax::diagnostic::codes;
use vestibule_syntax::message;
use vestibule_wire::{
    CaseFile, DocumentText, EndpointPolicy, Finding, Kind, NodePolicy, PrincipalPolicy, Severity,
};

use super::KINDS;

/// The addresses of what may change policies of a kind, by its place in [`KINDS`].
#[derive(Debug, Default)]
pub(super) struct Lost {
    of: BTreeMap<usize, BTreeSet<String>>,
}

impl Lost {
    pub(super) fn lose(&mut self, kind: Kind, address: &str) {
        if let Some(at) = KINDS.iter().position(|one| *one == kind) {
            self.of.entry(at).or_default().insert(address.to_owned());
        }
    }

    pub(super) fn lose_all(&mut self, address: &str) {
        for kind in KINDS {
            self.lose(kind, address);
        }
    }

    pub(super) fn has(&self, kind: Kind) -> bool {
        let at = KINDS.iter().position(|one| *one == kind);
        at.is_some_and(|at| self.of.contains_key(&at))
    }

    /// Puts one unknown policy in the place of all policies of these kinds.
    pub(super) fn apply(&self, case: &mut CaseFile, after: &DocumentText) {
        let root = case.organization.as_ref().map(|one| one.tree.id.clone());
        for kind in KINDS {
            if !self.has(kind) {
                continue;
            }
            let name = Some("after apply".to_owned());
            let document = after.clone();
            let policies = &mut case.policies;
            let organization = case.organization.as_mut();
            let accounts = organization.map(|one| &mut one.accounts);
            let accounts = accounts.into_iter().flatten();
            match kind {
                Kind::ResourceControl | Kind::ServiceControl => {
                    let all = match kind {
                        Kind::ResourceControl => &mut policies.resource_control,
                        _ => &mut policies.service_control,
                    };
                    *all = vec![NodePolicy {
                        name,
                        attached_to: root.clone(),
                        document,
                    }];
                }
                Kind::ResourceBased => {
                    policies.resource_based = Some(document);
                    policies.permission_statements.clear();
                    // Where nobody tells whether it is on, these may deny or not.
                    policies.session.clear();
                    accounts.for_each(|account| {
                        account.policies.resource_based = None;
                        account.console_authorization = None;
                    });
                    // Where it is off, it may be on after.
                    if let Some(organization) = &mut case.organization {
                        organization.console_authorization = None;
                    }
                    if let Some(account) = &mut case.account {
                        account.console_authorization = None;
                    }
                }
                Kind::Identity => {
                    policies.permissions_boundary.clear();
                    accounts.for_each(|account| account.policies.identity = None);
                    policies.identity = Some(vec![PrincipalPolicy {
                        name,
                        principal: None,
                        document,
                    }]);
                }
                Kind::VpcEndpoint => {
                    accounts.for_each(|account| account.policies.vpc_endpoint.clear());
                    policies.vpc_endpoint = vec![EndpointPolicy {
                        name,
                        endpoint: None,
                        document,
                    }];
                }
            }
        }
    }

    /// Says what is unknown after apply, and by which resources.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let lost = self.of.iter().filter_map(|(at, addresses)| {
            let kind = KINDS.get(*at)?;
            Some((addresses, kind))
        });
        let mut by_addresses: BTreeMap<&BTreeSet<String>, Vec<&str>> = BTreeMap::new();
        for (addresses, kind) in lost {
            by_addresses.entry(addresses).or_default().push(kind.name());
        }
        let told = by_addresses.into_iter().map(|(addresses, kinds)| {
            const MOST: usize = 20;
            let more = addresses.len().saturating_sub(MOST);
            let more = (more > 0).then(|| format!("+ {more}"));
            let few = addresses.iter().take(MOST).map(|one| &**one);
            let message = message!(
                "policies of these kinds may change and are unknown after apply: {kinds}; by {addresses}",
                kinds = codes(kinds),
                addresses = codes(few.chain(more.as_deref()))
            );
            let help = message!(
                "apply it, collect, and compare both case files"
            );
            Finding::new("import-terraform-unknown", Severity::Warning, message).help(help)
        });
        told.collect()
    }
}
