//! A case file of one account.

use vestibule_syntax::diagnostic::code;
use vestibule_syntax::message;
use vestibule_wire::{
    Account, AuthorizationTargets, CaseFile, ConsoleAuthorization, DocumentText, Kind, Severity,
};

use crate::fact::Type;
use crate::gap::{gap, gap_of, unknown};
use crate::made::{GET_RESOURCE_POLICY, GET_SWITCH, Made};

impl Made<'_> {
    /// A case file of one account. What binds it from above is not known.
    pub(crate) fn account(&mut self, id: &str) -> CaseFile {
        let store = self.store;
        let mut file = CaseFile::default();
        let switch = |target: &str| store.switches.get(target).and_then(|on| on.get()).copied();
        let organization = store.organization.get();
        let is_without = store.without_switch.contains(id);
        let own = switch(id).or(is_without.then_some(false));
        let of_organization = organization.and_then(|id| switch(id));
        let targets = AuthorizationTargets {
            account: own.unwrap_or(true),
            organization: of_organization.unwrap_or(organization.is_some()),
        };
        // Off for the account, and nothing tells of an organization, for which it may be on.
        let is_lost = own == Some(false) && organization.is_none();
        let is_told = (own.is_some() || of_organization.is_some()) && !is_lost;
        let untold = match (own, of_organization) {
            (Some(true), _) | (_, Some(true)) | (Some(false), Some(false)) => None,
            (None, _) => Some(id),
            (Some(false), None) => organization.map(|id| &**id),
        };
        if let Some(target) = untold {
            let what = message!(
                "whether console authorization is on for {id} is not known, so it is taken to be on",
                id = code(target)
            );
            let call = format!("{GET_SWITCH} --target-id {target}");
            self.missing.push(gap(Severity::Info, what, vec![call]));
        }
        file.account = Some(Account {
            id: Some(id.to_owned()),
            organization: organization.map(|organization| vestibule_wire::Organization {
                id: Some(organization.clone()),
                management_account: store.management.get().is_some_and(|one| one == id),
                path: None,
            }),
            console_authorization: is_told.then_some(ConsoleAuthorization::ByTarget(targets)),
            ..Account::default()
        });
        file.policies.resource_based = match self.resource_based(id) {
            Some(Some(text)) => Some(DocumentText::new(text)),
            Some(None) => None,
            None => {
                let what = message!(
                    "the resource-based policy of account {id} is not known",
                    id = code(id)
                );
                let calls = vec![GET_RESOURCE_POLICY.to_owned()];
                self.missing.push(gap_of(Kind::ResourceBased, what, calls));
                Some(unknown(GET_RESOURCE_POLICY))
            }
        };
        let mut identity = self.identity([&id.to_owned()].into_iter(), &mut file);
        if let Some(policies) = identity.remove(id) {
            file.policies.identity = Some(policies);
        }
        if is_lost {
            self.perhaps_off(id, &mut file);
        }
        self.endpoints(&mut file, None);
        self.bound_from_above(&mut file);
        file
    }

    /// Where it is not known whether console authorization is on, it is not known whether these
    /// policies are evaluated.
    fn perhaps_off(&mut self, id: &str, file: &mut CaseFile) {
        const CALL: &str = "aws organizations describe-organization";
        let policies = &mut file.policies;
        let identity = policies.identity.iter_mut().flatten();
        let documents = identity
            .chain(&mut policies.permissions_boundary)
            .map(|policy| &mut policy.document)
            .chain(&mut policies.resource_based);
        documents.for_each(|document| *document = unknown(CALL));
        let what = message!(
            "console authorization is off for account {id}, and whether it is on for an organization around it is not known",
            id = code(id)
        );
        self.missing
            .push(gap(Severity::Warning, what, vec![CALL.to_owned()]));
    }

    /// RCPs and SCPs of an organization whose tree no file tells.
    fn bound_from_above(&mut self, file: &mut CaseFile) {
        const CALL: &str = "aws organizations list-roots";
        // Nothing from above binds a management account.
        let account = file.account.as_ref();
        let of = account.and_then(|account| account.organization.as_ref());
        if of.is_some_and(|of| of.management_account) {
            return;
        }
        for of_type in Type::ALL {
            if self.is_complete(of_type.kind())
                && !self
                    .store
                    .policies
                    .values()
                    .any(|one| one.of_type.get() == Some(&of_type))
            {
                continue;
            }
            let entry = vestibule_wire::NodePolicy {
                name: Some(of_type.name().to_owned()),
                attached_to: None,
                document: unknown(CALL),
            };
            match of_type {
                Type::ResourceControl => file.policies.resource_control.push(entry),
                Type::ServiceControl => file.policies.service_control.push(entry),
            }
            let what = message!(
                "which policies of type {of_type} bind the account is not known",
                of_type = code(of_type.name())
            );
            let calls = vec![
                CALL.to_owned(),
                "aws organizations describe-organization".to_owned(),
            ];
            self.missing.push(gap_of(of_type.kind(), what, calls));
        }
    }
}
