//! The case file, of what all files tell together.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_syntax::diagnostic::{code, codes};
use vestibule_syntax::limits::CASE_BYTES;
use vestibule_syntax::message;
use vestibule_wire::{
    AccountPolicies, AccountState, CaseFile, DocumentText, EndpointPolicy, Finding, ImportReport,
    Kind, OrganizationAccount, OrganizationTree, PrincipalPolicy, Severity,
};

use crate::fact::Type;
use crate::file::Read;
use crate::gap::{gap, gap_of, unknown};
use crate::identity::DETAILS;
use crate::made::{GET_RESOURCE_POLICY, GET_SWITCH, Made};
use crate::options::Options;
use crate::policies::entries;
use crate::store::Store;
use crate::subject::is_account;
use crate::tree::{Tree, tree};

/// A resource-based policy that denies nobody, of an account that has none.
const NO_POLICY: &str = r#"{"Version":"2012-10-17","Statement":[]}"#;

/// Puts together what was read.
pub(crate) fn assemble(mut read: Vec<Read>, options: &Options) -> (Option<CaseFile>, ImportReport) {
    let store = Store::of(&mut read, options);
    let mut made = Made {
        store: &store,
        options,
        findings: store.contradictions(),
        missing: Vec::new(),
    };
    let case = made.case();
    for kind in store.incomplete(options) {
        made.not_complete(kind);
    }
    let report = ImportReport {
        findings: made.findings,
        missing: made.missing,
        files: read.into_iter().map(|file| file.report).collect(),
    };
    (case, report)
}

/// An account with its identity policies.
fn with_identity(
    own: Option<OrganizationAccount>,
    id: &str,
    identity: &BTreeMap<String, Vec<PrincipalPolicy>>,
) -> Option<OrganizationAccount> {
    let Some(policies) = identity.get(id) else {
        return own;
    };
    let mut own = own.unwrap_or(OrganizationAccount {
        id: id.to_owned(),
        ..OrganizationAccount::default()
    });
    own.policies.identity = Some(policies.clone());
    Some(own)
}

impl Made<'_> {
    fn case(&mut self) -> Option<CaseFile> {
        let store = self.store;
        let has_tree = !store.roots.is_empty() || !store.parents.is_empty();
        if has_tree || (store.organization.is_told() && self.only_account().is_none()) {
            return self.organization();
        }
        let Some(account) = self.only_account() else {
            let what = message!("the files do not say which account they are about");
            let calls = vec!["aws sts get-caller-identity".to_owned()];
            self.missing.push(gap(Severity::Error, what, calls));
            return None;
        };
        Some(self.account(&account))
    }

    /// The one account that outputs were made in, or that the user names.
    fn only_account(&self) -> Option<String> {
        let store = self.store;
        let policies = store.resource_based.keys();
        let switches = store.switches.keys().filter(|id| is_account(id));
        let all: BTreeSet<&String> = store
            .callers
            .iter()
            .chain(policies)
            .chain(store.details.keys())
            .chain(switches)
            .chain(&self.options.account)
            .collect();
        match all.len() {
            1 => all.first().map(|id| (*id).clone()),
            _ => None,
        }
    }

    fn organization(&mut self) -> Option<CaseFile> {
        let store = self.store;
        let tree = tree(store, &mut self.findings, &mut self.missing);
        let id = store.organization.get();
        let management = store.management.get();
        if tree.is_none() && !store.parents.values().any(|one| one.get().is_none()) {
            let what = message!("the root of the organization is not known");
            let calls = vec!["aws organizations list-roots".to_owned()];
            self.missing.push(gap(Severity::Error, what, calls));
        }
        if id.is_none() || management.is_none() {
            let what = message!("the organization and its management account are not known");
            let calls = vec!["aws organizations describe-organization".to_owned()];
            self.missing.push(gap(Severity::Error, what, calls));
        }
        let (tree, id, management) = (tree?, id?, management?);
        if !tree.accounts.contains(management) {
            let what = message!(
                "where the management account {id} stands is not known",
                id = code(management)
            );
            let call = format!("aws organizations list-parents --child-id {management}");
            self.missing.push(gap(Severity::Error, what, vec![call]));
        }
        self.defaults(&tree);
        let mut file = CaseFile::default();
        let [control, service] = Type::ALL.map(|of_type| {
            let (findings, missing) = (&mut self.findings, &mut self.missing);
            entries(of_type, store, &tree, self.options, findings, missing)
        });
        file.policies.resource_control = control;
        file.policies.service_control = service;
        self.endpoints(&mut file, Some(&tree));
        let identity = self.identity(tree.accounts.iter(), &mut file);
        let unknown_policies = self.without_policy(&tree, &mut file);
        let console_authorization = self.switch(id);
        let accounts = tree.accounts.iter();
        let accounts = accounts
            .filter_map(|id| {
                let own = self.own(id, &file, unknown_policies, console_authorization);
                with_identity(own, id, &identity)
            })
            .collect();
        // Those stand at their accounts now.
        let owned = |policy: &EndpointPolicy| !self.is_owned(policy, &tree);
        file.policies.vpc_endpoint.retain(owned);
        file.organization = Some(OrganizationTree {
            id: id.clone(),
            management_account: management.clone(),
            console_authorization,
            tree: tree.root,
            accounts,
        });
        self.shorten(&mut file);
        Some(file)
    }

    /// Says that the user is not believed, and why.
    fn not_complete(&mut self, kind: Kind) {
        let option = code(&format!("--complete {}", kind.name()));
        let (what, call) = match kind {
            _ if self.store.lost.contains(&kind) => (
                message!(
                    "{option} does not count, because nothing says whose one of these policies is",
                    option = option
                ),
                "aws sts get-caller-identity",
            ),
            _ => (
                message!(
                    "{option} does not count, because a page of these policies is missing",
                    option = option
                ),
                match kind {
                    Kind::Identity => DETAILS,
                    Kind::VpcEndpoint => "aws ec2 describe-vpc-endpoints",
                    _ => "aws organizations list-policies",
                },
            ),
        };
        let gap = gap(Severity::Warning, what, vec![call.to_owned()]);
        self.missing.push(gap);
    }

    /// Notes what the case file takes for granted, because nothing tells it.
    fn defaults(&mut self, tree: &Tree) {
        let store = self.store;
        let has_state = |id: &&String| {
            store
                .accounts
                .get(*id)
                .is_some_and(|one| one.state().is_some())
        };
        let without = tree.accounts.iter().filter(|id| !has_state(id));
        let without: Vec<&str> = without.map(|id| &**id).collect();
        if !without.is_empty() {
            let what = message!(
                "the states of {count} accounts are not known, so they are taken to be active: {ids}",
                count = without.len(),
                ids = codes(without.iter().copied())
            );
            let calls = vec!["aws organizations list-accounts".to_owned()];
            self.missing.push(gap(Severity::Info, what, calls));
        }
        let enabled = store.roots.get(&tree.root.id);
        if enabled.and_then(|enabled| enabled.get()).is_none() {
            let what = message!(
                "which types of policies are enabled is not known, so policies that are attached are taken to hold"
            );
            let calls = vec!["aws organizations list-roots".to_owned()];
            self.missing.push(gap(Severity::Info, what, calls));
        }
    }

    /// The switch of the organization.
    fn switch(&mut self, id: &str) -> Option<bool> {
        let told = self.store.switches.get(id).and_then(|on| on.get()).copied();
        if told.is_none() {
            let what = message!(
                "whether console authorization is on for {id} is not known, so it is taken to be on",
                id = code(id)
            );
            let call = format!("{GET_SWITCH} --target-id {id}");
            self.missing.push(gap(Severity::Info, what, vec![call]));
        }
        told
    }

    /// Notes the accounts whose resource-based policy is not known. Whether there are some.
    fn without_policy(&mut self, tree: &Tree, file: &mut CaseFile) -> bool {
        let is_known = |id: &&String| self.resource_based(id).is_some();
        let without = tree.accounts.iter().filter(|id| !is_known(id));
        let without: Vec<&str> = without.map(|id| &**id).collect();
        if without.is_empty() {
            return false;
        }
        file.policies.resource_based = Some(unknown(GET_RESOURCE_POLICY));
        let what = message!(
            "the resource-based policies of {count} accounts are not known: {ids}",
            count = without.len(),
            ids = codes(without.iter().copied())
        );
        let calls = vec![GET_RESOURCE_POLICY.to_owned()];
        self.missing.push(gap_of(Kind::ResourceBased, what, calls));
        true
    }

    /// What is known of one account of the organization; `None` where that is nothing.
    fn own(
        &self,
        id: &str,
        file: &CaseFile,
        unknown_policies: bool,
        organization: Option<bool>,
    ) -> Option<OrganizationAccount> {
        let store = self.store;
        let told = store.accounts.get(id);
        let resource_based = match self.resource_based(id) {
            Some(Some(text)) => Some(DocumentText::new(text)),
            Some(None) => unknown_policies.then(|| DocumentText::new(NO_POLICY)),
            None => None,
        };
        let of_it = |policy: &&EndpointPolicy| self.owner(policy).is_some_and(|owner| owner == id);
        let endpoints = file.policies.vpc_endpoint.iter().filter(of_it);
        let own = OrganizationAccount {
            id: id.to_owned(),
            name: told.and_then(|told| told.name.get().cloned()),
            state: told
                .and_then(|told| told.state())
                .filter(|state| *state != AccountState::Active),
            console_authorization: self.switch_of(id, organization),
            policies: AccountPolicies {
                resource_based,
                identity: None,
                vpc_endpoint: endpoints.cloned().collect(),
            },
        };
        let nothing = OrganizationAccount {
            id: id.to_owned(),
            ..OrganizationAccount::default()
        };
        (own != nothing).then_some(own)
    }

    /// The switch of an account. Where nothing tells it, it is taken to be on; a case file takes
    /// it so, too, unless the switch of the organization is told.
    fn switch_of(&self, id: &str, organization: Option<bool>) -> Option<bool> {
        let told = self.store.switches.get(id).and_then(|on| on.get()).copied();
        let is_without = self.store.without_switch.contains(id);
        told.or((organization == Some(false) && !is_without).then_some(true))
    }

    fn owner(&self, policy: &EndpointPolicy) -> Option<&String> {
        let endpoint = self.store.endpoints.get(policy.endpoint.as_deref()?)?;
        endpoint.get()?.owner.as_ref()
    }

    fn is_owned(&self, policy: &EndpointPolicy, tree: &Tree) -> bool {
        let owner = self.owner(policy);
        owner.is_some_and(|owner| tree.accounts.contains(owner))
    }

    /// Leaves out names where the file would be larger than is read.
    fn shorten(&mut self, file: &mut CaseFile) {
        let size = |file: &CaseFile| file.to_json().map_or(0, |text| text.len());
        if size(file).saturating_mul(2) <= CASE_BYTES {
            return;
        }
        let Some(organization) = &mut file.organization else {
            return;
        };
        for account in &mut organization.accounts {
            account.name = None;
        }
        organization.accounts.retain(|account| {
            let nothing = OrganizationAccount {
                id: account.id.clone(),
                ..OrganizationAccount::default()
            };
            *account != nothing
        });
        let message =
            message!("the names of accounts are left out, so that the case file is small");
        let help = message!("leave them out of what you look for; ids stay");
        self.findings
            .push(Finding::new("import-names-left-out", Severity::Info, message).help(help));
    }
}
