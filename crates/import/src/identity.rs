//! The identity policies of an account, of what is told of its users and roles.

use std::collections::BTreeSet;

use vestibule_syntax::diagnostic::code;
use vestibule_syntax::message;
use vestibule_wire::{DocumentText, ImportGap, Kind, KnownPrincipal, Policies, PrincipalPolicy};

use crate::call::Sort;
use crate::fact::{Held, Principal};
use crate::gap::{gap_of, unknown};
use crate::iam::{account_of, may_bear_on_sign_in};
use crate::options::Options;
use crate::store::Store;

/// The command that describes an account.
pub(crate) const DETAILS: &str = "aws iam get-account-authorization-details";

/// The identity policies of an account that is described; `None` of another one. Its permissions
/// boundaries go into `policies`.
pub(crate) fn identity_of(
    account: &str,
    store: &Store,
    options: &Options,
    policies: &mut Policies,
    missing: &mut Vec<ImportGap>,
) -> Option<Vec<PrincipalPolicy>> {
    let (has_users, has_roles) = *store.details.get(account)?;
    let is_complete = store.is_complete(Kind::Identity, options);
    let mut making = Making {
        account,
        is_complete,
        store,
        made: Vec::new(),
        lost: Vec::new(),
    };
    for (arn, told) in store.principals.get(account).into_iter().flatten() {
        match told.get() {
            Some(principal) => making.principal(principal, policies),
            None => making.unknown(arn, arn),
        }
    }
    // Of whom no list tells nothing is known.
    for (of_type, is_told) in [("user", has_users), ("role", has_roles)] {
        let is_told = is_told && !store.cut_details.contains(account);
        if !is_told && !is_complete {
            let partition = partition(account, store);
            let all = format!("arn:{partition}:iam::{account}:{of_type}/*");
            making.unknown(&all, &all);
            if of_type == "user" {
                // These have policies of the user who called for their credentials.
                let all = format!("arn:{partition}:sts::{account}:federated-user/*");
                making.unknown(&all, &all);
            }
        }
    }
    let Making { made, lost, .. } = making;
    if let Some(first) = lost.first() {
        let what = message!(
            "some policies of {count} users and roles of account {id} are not known, such as those of {principal}",
            count = lost.len(),
            id = code(account),
            principal = code(first)
        );
        missing.push(gap_of(Kind::Identity, what, vec![DETAILS.to_owned()]));
    }
    Some(made)
}

/// The partition of the ARNs of an account.
fn partition<'s>(account: &str, store: &'s Store) -> &'s str {
    let mut arns = store.principals.get(account).into_iter().flatten();
    let partition = arns.next().and_then(|(arn, _)| arn.split(':').nth(1));
    partition.unwrap_or("aws")
}

struct Making<'a> {
    account: &'a str,
    /// The files have all policies of users and roles.
    is_complete: bool,
    store: &'a Store,
    made: Vec<PrincipalPolicy>,
    /// The ARNs of whom something is not known.
    lost: Vec<String>,
}

impl Making<'_> {
    fn principal(&mut self, principal: &Principal, policies: &mut Policies) {
        let arn = &principal.arn;
        let sort = Sort::of_arn(arn);
        let is_unsure = sort.is_some_and(|sort| self.store.is_unsure(sort, name_of(arn)));
        self.held(&principal.held, arn, is_unsure);
        for group in &principal.groups {
            let key = (self.account.to_owned(), group.clone());
            match self.store.groups.get(&key).and_then(|held| held.get()) {
                Some(held) => {
                    let is_unsure = self.store.is_unsure(Sort::Group, group);
                    self.held(&held.clone(), arn, is_unsure);
                }
                None => self.unknown(group, arn),
            }
        }
        // A boundary that says nothing of sign-in allows nothing of it, so that all are kept.
        if let Some(boundary) = &principal.boundary {
            let text = self.store.managed.get(boundary).and_then(|text| text.get());
            if text.is_none() {
                self.lost.push(arn.clone());
            }
            policies.permissions_boundary.push(PrincipalPolicy {
                name: Some(name_of(boundary).to_owned()),
                principal: Some(arn.clone()),
                document: text.map_or_else(|| unknown(DETAILS), |text| DocumentText::new(&**text)),
            });
        }
    }

    /// `is_unsure` where Terraform may give further ones.
    fn held(&mut self, held: &Held, arn: &str, is_unsure: bool) {
        let is_all = held.is_whole || (held.is_part && self.is_complete);
        if !is_all || held.is_lost || is_unsure {
            self.unknown(arn, arn);
        }
        for (name, text) in &held.inline {
            self.policy(name, text.as_deref(), arn);
        }
        for managed in &held.attached {
            let text = self.store.managed.get(managed).and_then(|text| text.get());
            self.policy(name_of(managed), text.map(|text| &**text), arn);
        }
    }

    fn policy(&mut self, name: &str, text: Option<&str>, arn: &str) {
        match text {
            None => self.unknown(name, arn),
            Some(text) if may_bear_on_sign_in(text) => self.made.push(PrincipalPolicy {
                name: Some(name.to_owned()),
                principal: Some(arn.to_owned()),
                document: DocumentText::new(text),
            }),
            // It says nothing of sign-in.
            Some(_) => {}
        }
    }

    fn unknown(&mut self, name: &str, arn: &str) {
        self.lost.push(arn.to_owned());
        self.made.push(PrincipalPolicy {
            name: Some(name.to_owned()),
            principal: Some(arn.to_owned()),
            document: unknown(DETAILS),
        });
    }
}

/// The name of a managed policy.
pub(crate) fn name_of(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap_or(arn)
}

/// What the credential report and outputs about single users tell of these.
pub(crate) fn known_principals(store: &Store) -> Vec<KnownPrincipal> {
    let arns: BTreeSet<&String> = store
        .credentials
        .keys()
        .chain(store.logins.keys())
        .collect();
    let known = arns.into_iter().map(|arn| {
        let report = store.credentials.get(arn);
        let login = store.logins.get(arn);
        let told = report.and_then(|report| report.get());
        let own = login.and_then(|login| login.get());
        // What two contradict each other about is not known.
        let is_disputed = report.is_some_and(|report| report.is_disputed())
            || login.is_some_and(|login| login.is_disputed());
        let profiles = [
            told.and_then(|told| told.login_profile),
            own.map(|own| own.has_profile),
        ];
        let mut profiles = profiles.into_iter().flatten();
        let first = profiles.next().filter(|_| !is_disputed);
        let may_change = account_of(arn).is_some_and(|account| store.may_change.contains(&account));
        let is_user = arn.contains(":user/");
        KnownPrincipal {
            principal: arn.clone(),
            login_profile: first.filter(|first| profiles.all(|other| other == *first)),
            access_keys: told.and_then(|told| told.access_keys),
            must_change_password: own.and_then(|own| own.must_change).filter(|_| !is_disputed),
            may_change_password: (may_change && is_user).then_some(true),
            ..KnownPrincipal::default()
        }
    });
    let nothing = |known: &KnownPrincipal| KnownPrincipal {
        principal: known.principal.clone(),
        ..KnownPrincipal::default()
    };
    let known = known.filter(|known| *known != nothing(known));
    let assigned = store.assigned.iter().map(|roles| KnownPrincipal {
        principal: roles.clone(),
        assigned: Some(true),
        ..KnownPrincipal::default()
    });
    known.chain(assigned).collect()
}
