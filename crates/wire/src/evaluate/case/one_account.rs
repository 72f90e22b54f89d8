//! The case of one account of an organization.

use super::Case;
use crate::contract::case_file::{Account, CaseFile, Organization};

impl Case {
    /// The case of one account of the organization, by its number in
    /// [`crate::ByAccount::tree`]: the policies that bind it, and the requests, networks and
    /// principals that are told of it. It has neither guarantees nor a perimeter, which are those
    /// of the whole organization. Its documents are those of this case, which says where a
    /// place in them is. `None` without an organization, and for a number that no account has.
    pub fn of_account(&self, account: usize) -> Option<Self> {
        let organization = self.organization.as_ref()?;
        let tree = organization.tree();
        let member = tree.members().get(account)?;
        let compiled = organization.alone(account, &self.compiled)?;
        let told = self.file.account.as_ref();
        let told = told.filter(|told| told.id.as_deref() == Some(&*member.id));
        let of_organization = Organization {
            id: Some(tree.id.clone()),
            management_account: member.id == tree.management_account,
            path: Some(tree.path(member).into_iter().map(str::to_owned).collect()),
        };
        let own: Vec<usize> = (0..self.names.len())
            .filter(|index| self.accounts.get(*index) == Some(&Some(account)))
            .collect();
        let of = |principal: &str| principal.split(':').nth(4) == Some(&*member.id);
        let file = CaseFile {
            vestibule: self.file.vestibule,
            account: Some(Account {
                id: Some(member.id.clone()),
                organization: Some(of_organization),
                ..told.cloned().unwrap_or_default()
            }),
            assumptions: self.file.assumptions.clone(),
            networks: self.file.networks.clone(),
            principals: self
                .file
                .principals
                .iter()
                .filter(|known| of(&known.principal))
                .cloned()
                .collect(),
            vpc_endpoints: self.file.vpc_endpoints.clone(),
            oauth_clients: self.file.oauth_clients.clone(),
            requests: picked(&self.file.requests, &own),
            ..CaseFile::default()
        };
        Some(Self {
            file,
            source: None,
            compiled,
            organization: None,
            accounts: vec![None; own.len()],
            requests: picked(&self.requests, &own),
            remarks: picked(&self.remarks, &own),
            decided: own.iter().filter(|index| **index < self.decided).count(),
            names: picked(&self.names, &own),
        })
    }
}

fn picked<T: Clone>(all: &[T], numbers: &[usize]) -> Vec<T> {
    let picked = numbers.iter().filter_map(|number| all.get(*number));
    picked.cloned().collect()
}
