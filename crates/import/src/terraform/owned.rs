//! What a plan changes of accounts: their endpoints, users and roles.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_syntax::diagnostic::{code, codes};
use vestibule_syntax::message;
use vestibule_wire::{CaseFile, DocumentText, EndpointPolicy, Finding, PrincipalPolicy, Severity};

use super::base::{AFTER, Sides, compact, is_unknown};
use super::changes::Change;
use crate::fact::{Held, Principal};
use crate::gap::unknown;
use crate::iam::{account_of, may_bear_on_sign_in};
use crate::identity::{DETAILS, name_of};
use crate::store::Store;

/// The policies of a principal, by name; `None` where one is not told.
type Named = BTreeMap<String, Option<String>>;

impl Sides<'_> {
    /// The policies of VPC endpoints.
    pub(super) fn endpoints(&mut self) {
        let [before, after] = self.stores;
        for (id, told) in &after.endpoints {
            let Some(is) = told.get() else { continue };
            let was = before.endpoints.get(id).and_then(|was| was.get());
            let texts = [was.and_then(|was| was.text.as_ref()), is.text.as_ref()];
            for ((side, case), text) in self.cases.iter_mut().enumerate().zip(texts) {
                // What is not told before is as the case has it.
                let document = match (text, side) {
                    (Some(text), _) => DocumentText::new(&**text),
                    (None, 0) => continue,
                    (None, _) => unknown(AFTER),
                };
                put_endpoint(case, id, is.owner.as_deref(), document);
            }
        }
    }

    /// The policies of users and roles, and their permissions boundaries.
    pub(super) fn identity(&mut self) {
        let [before, after] = self.stores;
        let told = |store: &Store| -> BTreeSet<String> {
            let arns = store.principals.values().flat_map(BTreeMap::keys);
            arns.cloned().collect()
        };
        let mut left: BTreeSet<String> = BTreeSet::new();
        for arn in told(before).union(&told(after)) {
            let was = of_principal(before, arn);
            let is = of_principal(after, arn);
            // What is deleted signs in to nothing.
            let (Some(was), Some(is)) = (was, is) else {
                continue;
            };
            let (one, other) = (policies(before, was), policies(after, is));
            for name in one.keys().chain(other.keys()).collect::<BTreeSet<_>>() {
                let (was, is) = (one.get(name), other.get(name));
                let is_same = match (was, is) {
                    (Some(Some(was)), Some(Some(is))) => compact(was) == compact(is),
                    _ => was == is,
                };
                let may_bear = |policy: Option<&Option<String>>| {
                    let text = policy.map(Option::as_deref);
                    text.is_some_and(|text| text.is_none_or(may_bear_on_sign_in))
                };
                if is_same || !(may_bear(was) || may_bear(is)) {
                    continue;
                }
                let sides = self.cases.iter_mut().enumerate().zip([was, is]);
                for ((side, case), policy) in sides {
                    // What is not told before is as the case has it.
                    let is_kept = side == 0 && policy == Some(&None);
                    if !is_kept && !put_policy(case, arn, name, policy) {
                        left.extend(account_of(arn));
                    }
                }
            }
            let boundaries = [boundary(before, was), boundary(after, is)];
            if boundaries[0] != boundaries[1] {
                let sides = self.cases.iter_mut().enumerate().zip(boundaries);
                for ((side, case), boundary) in sides {
                    let is_told = !matches!(boundary, Some((_, None)));
                    if side == 1 || is_told {
                        put_boundary(case, arn, boundary);
                    }
                }
            }
        }
        if !left.is_empty() {
            let what = message!(
                "the plan changes identity policies of accounts of which the case file has none: {ids}",
                ids = codes(left.iter().map(|id| &**id))
            );
            let help = message!(
                "import the output of {call} into the case file, too",
                call = code(DETAILS)
            );
            let finding = Finding::new("import-terraform-identity", Severity::Error, what);
            self.findings.push(finding.help(help));
        }
    }
}

impl Sides<'_> {
    /// Policies of endpoints that the plan does not have: nobody knows what these lead to.
    pub(super) fn far_endpoints(&mut self, changes: &[Change<'_>]) {
        let [before, after] = self.stores;
        let [_, case] = &mut self.cases;
        for change in changes {
            if change.of_type != "aws_vpc_endpoint_policy" {
                continue;
            }
            for id in change.texts("vpc_endpoint_id") {
                let is_told = |store: &Store| store.endpoints.contains_key(id);
                if !is_told(before) && !is_told(after) && !change.has_endpoint(id) {
                    put_endpoint(case, id, None, unknown(AFTER));
                }
            }
        }
    }

    /// Policies that the plan changes of users and roles whom nobody tells: any may be meant.
    pub(super) fn far_policies(&mut self, changes: &[Change<'_>]) {
        let stores = self.stores;
        let is_far = |change: &&Change<'_>| {
            let is_unattributed = |store: &&Store| store.unattributed.contains(change.address);
            let bears = |member: &str| {
                let texts = change.texts(member);
                texts.len() < change.count() || texts.into_iter().any(may_bear_on_sign_in)
            };
            let bears_by_arn = || {
                let arns = change.texts("policy_arn");
                let text = |arn: &str| {
                    let told = |store: &&Store| store.managed.get(arn)?.get().cloned();
                    stores.iter().find_map(told)
                };
                arns.len() < change.count()
                    || arns
                        .into_iter()
                        .any(|arn| text(arn).is_none_or(|text| may_bear_on_sign_in(&text)))
            };
            match change.of_type {
                // It is attached to whom it may, by others than Terraform, too.
                "aws_iam_policy" => change.count() > 1 && bears("policy"),
                "aws_iam_user_policy" | "aws_iam_role_policy" => {
                    stores.iter().any(is_unattributed) && bears("policy")
                }
                "aws_iam_user_policy_attachment" | "aws_iam_role_policy_attachment" => {
                    stores.iter().any(is_unattributed) && bears_by_arn()
                }
                // Others than Terraform put users into groups, too.
                "aws_iam_group_policy" => bears("policy"),
                "aws_iam_group_policy_attachment" | "aws_iam_policy_attachment" => bears_by_arn(),
                "aws_iam_user_group_membership" | "aws_iam_group_membership" => true,
                _ => false,
            }
        };
        let far: Vec<&str> = changes
            .iter()
            .filter(is_far)
            .map(|one| one.address)
            .collect();
        if far.is_empty() {
            return;
        }
        let what = message!(
            "these change policies of users and roles whom nothing tells, so those of all are unknown after apply: {addresses}",
            addresses = codes(far.into_iter().take(20))
        );
        self.say(what);
        let [_, case] = &mut self.cases;
        let organization = case.organization.iter_mut();
        let accounts = organization.flat_map(|one| &mut one.accounts);
        let own = accounts.filter_map(|one| one.policies.identity.as_mut());
        let file = &mut case.policies.identity;
        // Accounts without policies of their own have those that stand here.
        let file = file.get_or_insert_default();
        for all in own.chain([file]) {
            all.push(PrincipalPolicy {
                name: Some(AFTER.to_owned()),
                principal: None,
                document: unknown(AFTER),
            });
        }
    }
}

fn put_endpoint(case: &mut CaseFile, id: &str, owner: Option<&str>, document: DocumentText) {
    let organization = case.organization.iter_mut();
    let accounts = organization.flat_map(|one| &mut one.accounts);
    let own = accounts.flat_map(|account| &mut account.policies.vpc_endpoint);
    let mut all = own.chain(&mut case.policies.vpc_endpoint);
    if let Some(policy) = all.find(|policy| policy.endpoint.as_deref() == Some(id)) {
        let is_same = match (policy.document.text(), document.text()) {
            (Some(one), Some(other)) => compact(one) == compact(other),
            _ => false,
        };
        if !is_same {
            policy.document = document;
        }
        return;
    }
    let policy = EndpointPolicy {
        name: None,
        endpoint: Some(id.to_owned()),
        document,
    };
    let organization = case.organization.iter_mut();
    let mut accounts = organization.flat_map(|one| &mut one.accounts);
    match accounts.find(|account| Some(&*account.id) == owner) {
        Some(account) => account.policies.vpc_endpoint.push(policy),
        None => case.policies.vpc_endpoint.push(policy),
    }
}

fn of_principal<'s>(store: &'s Store, arn: &str) -> Option<&'s Principal> {
    let of_account = store.principals.get(&account_of(arn)?)?;
    of_account.get(arn)?.get()
}

/// What is known of the policies of a principal, those of its groups included.
fn policies(store: &Store, principal: &Principal) -> Named {
    let mut found = Named::new();
    held(store, &principal.held, &mut found);
    let account = account_of(&principal.arn).unwrap_or_default();
    for group in &principal.groups {
        let key = (account.clone(), group.clone());
        match store.groups.get(&key).and_then(|held| held.get()) {
            Some(of_group) => held(store, of_group, &mut found),
            None => {
                found.insert(group.clone(), None);
            }
        }
    }
    if principal.held.is_lost {
        found.insert(principal.arn.clone(), None);
    }
    found
}

fn held(store: &Store, held: &Held, found: &mut Named) {
    for (name, text) in &held.inline {
        found.insert(name.clone(), text.clone());
    }
    for arn in &held.attached {
        let text = store.managed.get(arn).and_then(|text| text.get());
        found.insert(name_of(arn).to_owned(), text.cloned());
    }
}

/// Puts one policy of a principal, or takes it away. False where the case does not have those of
/// the account.
fn put_policy(case: &mut CaseFile, arn: &str, name: &str, policy: Option<&Option<String>>) -> bool {
    let account = account_of(arn);
    let organization = case.organization.iter_mut();
    let mut accounts = organization.flat_map(|one| &mut one.accounts);
    let own = accounts
        .find(|one| Some(&one.id) == account.as_ref())
        .and_then(|one| one.policies.identity.as_mut());
    let Some(all) = own.or(case.policies.identity.as_mut()) else {
        return false;
    };
    let is_it = |one: &PrincipalPolicy| {
        let is_told = one.document.text().is_none_or(|text| !is_unknown(text));
        is_told && one.principal.as_deref() == Some(arn) && one.name.as_deref() == Some(name)
    };
    all.retain(|one| !is_it(one));
    let document = match policy {
        None => return true,
        Some(Some(text)) if !may_bear_on_sign_in(text) => return true,
        Some(Some(text)) => DocumentText::new(&**text),
        Some(None) => unknown(AFTER),
    };
    all.push(PrincipalPolicy {
        name: Some(name.to_owned()),
        principal: Some(arn.to_owned()),
        document,
    });
    true
}

/// The name of a permissions boundary, with its text where it is told.
fn boundary(store: &Store, principal: &Principal) -> Option<(String, Option<String>)> {
    let arn = principal.boundary.as_ref()?;
    let text = store.managed.get(arn).and_then(|text| text.get());
    Some((name_of(arn).to_owned(), text.cloned()))
}

fn put_boundary(case: &mut CaseFile, arn: &str, boundary: Option<(String, Option<String>)>) {
    let all = &mut case.policies.permissions_boundary;
    all.retain(|one| one.principal.as_deref() != Some(arn));
    let Some((name, text)) = boundary else {
        return;
    };
    all.push(PrincipalPolicy {
        name: Some(name),
        principal: Some(arn.to_owned()),
        document: text.map_or_else(|| unknown(AFTER), DocumentText::new),
    });
}
