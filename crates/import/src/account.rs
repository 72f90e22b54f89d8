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
        let (own, of_organization) = (switch(id), organization.and_then(|id| switch(id)));
        let targets = AuthorizationTargets {
            account: own.unwrap_or(!store.without_switch.contains(id)),
            organization: of_organization.unwrap_or(organization.is_some()),
        };
        let is_told = own.is_some() || of_organization.is_some();
        if own.is_none() && of_organization != Some(true) {
            let what = message!(
                "whether console authorization is on for {id} is not known, so it is taken to be on",
                id = code(id)
            );
            let call = format!("{GET_SWITCH} --target-id {id}");
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
        self.endpoints(&mut file, None);
        self.bound_from_above(&mut file);
        file
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
