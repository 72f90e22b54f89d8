//! What outputs of AWS IAM about single users, roles, groups and policies tell together.

mod calls;

use std::collections::BTreeSet;

use vestibule_syntax::diagnostic::code;
use vestibule_syntax::message;
use vestibule_wire::{Finding, ImportedKind, Kind};

use super::{Store, of_account};
use crate::call::{IamCall, Sort};
use crate::conflict::{Agreed, contradict};
use crate::fact::{Fact, Held, NEW, Principal};
use crate::file::Read;
use crate::node::is_same_json;
use crate::options::Options;
use crate::subject::Subject;
use calls::{Calls, Parts, Told, Version, key_of};

/// What is told of the password of a user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Login {
    pub(crate) has_profile: bool,
    pub(crate) must_change: Option<bool>,
}

impl Store {
    /// Puts together what such outputs tell.
    pub(super) fn iam_calls(&mut self, read: &mut [Read], options: &Options) {
        let mut calls = Calls::default();
        let facts = |file: &Read| -> Vec<(Subject, IamCall)> {
            let facts = file.facts.iter().filter_map(|fact| match fact {
                Fact::Iam { of, call } => Some((of.clone(), call.clone())),
                _ => None,
            });
            facts.collect()
        };
        for file in read.iter() {
            for (of, call) in facts(file) {
                calls.known(&of, &call);
            }
        }
        for (arn, told) in self.principals.values().flatten() {
            calls.arns.extend(key_of(arn).map(|key| (key, arn.clone())));
            let attached = told.get().map(|told| &told.held.attached);
            calls
                .managed
                .extend(attached.into_iter().flatten().cloned());
        }
        for (number, file) in read.iter_mut().enumerate() {
            for (of, call) in facts(file) {
                let fact = Fact::Iam {
                    of: of.clone(),
                    call: call.clone(),
                };
                let owner = self.owner(&fact, &of, number, options);
                let said = owner.as_ref().and_then(of_account);
                let account = owner.map(|owner| owner.id().to_owned());
                let is_top = of.folder == self.top;
                let account = account.filter(|account| calls.may_be_of(&of, account, is_top));
                match calls.take(&call, account.as_deref(), &of, number) {
                    Ok(true) => file.report.findings.extend(said),
                    Ok(false) => {}
                    Err(finding) => {
                        if tells_policies(&call) {
                            self.partial.insert(Kind::Identity);
                            self.lost.insert(Kind::Identity);
                        }
                        unused(&call, &mut file.report);
                        file.report.findings.push(*finding);
                    }
                }
            }
            let mut seen = Vec::new();
            file.report.findings.retain(|one| {
                let is_new = !seen.contains(one);
                seen.push(one.clone());
                is_new
            });
        }
        let is_complete = self.is_complete(Kind::Identity, options);
        self.join(calls, is_complete);
    }

    fn join(&mut self, calls: Calls, is_complete: bool) {
        self.texts(&calls);
        let mut whole: BTreeSet<(String, Sort)> = BTreeSet::new();
        for ((account, sort), told) in &calls.listed {
            let id = account.clone();
            let what = || message!("the users and roles of account {id}", id = code(&id));
            self.of_iam
                .extend(told.all.contradiction(what, &self.files));
            let others = self.principals.get(account).into_iter().flatten();
            let mut others = others.filter(|(arn, _)| Sort::of_arn(arn) == Some(*sort));
            let all = told.whole();
            let has_all = all.is_some_and(|all| others.all(|(arn, _)| all.contains(arn)));
            if has_all {
                whole.insert((account.clone(), *sort));
            }
        }
        for (key, arn) in &calls.arns {
            let (account, sort, name) = key;
            let nothing = Parts::default();
            let parts = calls.parts.get(key).unwrap_or(&nothing);
            if let Some(all) = calls.listed.get(&(account.clone(), *sort))
                && all.all.is_told()
                && all.whole().is_none_or(|all| !all.contains(arn))
            {
                whole.remove(&(account.clone(), *sort));
            }
            self.contradicted(name, parts);
            let told = self.principals.entry(account.clone()).or_default();
            let known = told.entry(arn.clone()).or_default();
            match known.get().cloned() {
                Some(_) if !calls.parts.contains_key(key) => {}
                Some(described) if described.held.is_part => {
                    let other = principal(arn, *sort, name, parts, false);
                    let all = principal(arn, *sort, name, parts, true).held.is_whole;
                    known.merge(other, parts.file, |one, other| {
                        with_part(one, other, parts, name, all)
                    });
                }
                Some(described) => {
                    for other in others(&described, parts, name) {
                        known.add(other, parts.file);
                    }
                }
                None if known.is_told() => {}
                None => known.add(principal(arn, *sort, name, parts, is_complete), parts.file),
            }
        }
        let accounts: BTreeSet<&String> = calls.arns.keys().map(|(account, ..)| account).collect();
        let listed = calls.listed.keys().map(|(account, _)| account);
        for account in accounts.into_iter().chain(listed) {
            let (users, roles) = self.details.entry(account.clone()).or_default();
            *users |= whole.contains(&(account.clone(), Sort::User));
            *roles |= whole.contains(&(account.clone(), Sort::Role));
            self.ids.insert(account.clone());
        }
        for ((account, sort, name), parts) in &calls.parts {
            if *sort != Sort::Group {
                continue;
            }
            self.contradicted(name, parts);
            let known = self.groups.entry((account.clone(), name.clone()));
            let known = known.or_default();
            match known.get().cloned() {
                Some(described) if described.is_part => {
                    let all = held(name, parts, true).is_whole;
                    known.merge(held(name, parts, false), parts.file, |one, other| {
                        held_with_part(one, other, parts, name, all)
                    });
                }
                Some(described) => {
                    for other in others_held(&described, parts, name) {
                        known.add(other, parts.file);
                    }
                }
                None if known.is_told() => {}
                None => known.add(held(name, parts, is_complete), parts.file),
            }
        }
        for (key, login, file) in calls.logins {
            let Some(arn) = calls.arns.get(&key) else {
                continue;
            };
            let known = self.logins.entry(arn.clone()).or_default();
            known.add(login, file);
            let report = self.credentials.get(arn);
            let report = report.and_then(|report| report.agreed());
            if let Some((report, other)) = report
                && report
                    .login_profile
                    .is_some_and(|told| told != login.has_profile)
            {
                let what = message!("the credentials of {id}", id = code(arn));
                let finding = contradict(file, other, what, &self.files);
                self.of_iam.push(finding);
            }
        }
        for (arn, login) in &self.logins {
            let what = || message!("the credentials of {id}", id = code(arn));
            self.of_iam.extend(login.contradiction(what, &self.files));
        }
        self.may_change = calls.may_change;
    }

    /// Says of what outputs about one user, role or group contradict each other.
    fn contradicted(&mut self, name: &str, parts: &Parts) {
        let what = || message!("the policies of {id}", id = code(name));
        let lists = [&parts.names, &parts.attached, &parts.groups];
        let lists = lists.map(|list| list.contradiction(what, &self.files));
        let own = parts.own.values();
        let own = own.filter_map(|text| text.contradiction(what, &self.files));
        let boundary = parts.boundary.contradiction(what, &self.files);
        // A list of all names without one of which the text is told.
        let listed = parts.names.all.agreed();
        let own_beside_list = listed.and_then(|(all, file)| {
            let mut others = parts.own.iter().filter(|(name, _)| !all.contains(*name));
            let (_, other) = others.find_map(|(_, text)| text.agreed())?;
            Some(contradict(file, other, what(), &self.files))
        });
        let found: Vec<Finding> = lists
            .into_iter()
            .flatten()
            .chain(own)
            .chain(boundary)
            .chain(own_beside_list)
            .collect();
        self.of_iam.extend(found.into_iter().take(1));
    }

    /// Takes in the texts of managed policies: those of the versions that hold.
    fn texts(&mut self, calls: &Calls) {
        for told in &calls.versions {
            let Version {
                arn,
                version,
                is_default,
                text,
                file,
            } = told;
            let default = calls.defaults.get(arn);
            let agreed = default.and_then(|default| default.agreed());
            let holds = match (is_default, agreed) {
                (Some(told), Some((default, other))) if *told != (default == version) => {
                    let what = message!("the version of policy {arn} that holds", arn = code(arn));
                    let finding = contradict(*file, other, what, &self.files);
                    self.of_iam.push(finding);
                    // Neither is believed.
                    let known = self.managed.entry(arn.clone()).or_default();
                    known.add_alike(String::new(), *file, |_, _| false);
                    known.add_alike(String::new(), other, |_, _| false);
                    continue;
                }
                (Some(told), _) => *told,
                (None, Some((default, _))) => default == version,
                (None, None) => false,
            };
            let is_disputed = default.is_some_and(|default| default.is_disputed());
            if let (true, false, Some(text)) = (holds, is_disputed, text) {
                let known = self.managed.entry(arn.clone()).or_default();
                known.add_alike(text.clone(), *file, is_same_json);
            }
        }
        for (arn, default) in &calls.defaults {
            let what = || message!("the version of policy {arn} that holds", arn = code(arn));
            self.of_iam.extend(default.contradiction(what, &self.files));
        }
    }
}

/// The own and the attached policies that are told.
fn held(name: &str, parts: &Parts, is_complete: bool) -> Held {
    let own = parts.names.known().map(|own| {
        let text = parts.own.get(own).and_then(|text| text.get()).cloned();
        (format!("{name}/{own}"), text.flatten())
    });
    Held {
        inline: own.collect(),
        attached: parts.attached.known().cloned().collect(),
        is_whole: parts.names.has_all(is_complete) && parts.attached.has_all(is_complete),
        is_part: false,
        is_lost: false,
    }
}

fn principal(arn: &str, sort: Sort, name: &str, parts: &Parts, is_complete: bool) -> Principal {
    let mut held = held(name, parts, is_complete);
    let is_untold = !parts.boundary.is_told() && !parts.is_boundary_cut;
    held.is_whole &= parts.boundary.get().is_some() || (is_complete && is_untold);
    held.is_whole &= sort != Sort::User || parts.groups.has_all(is_complete);
    Principal {
        arn: arn.to_owned(),
        held,
        groups: parts.groups.known().cloned().collect(),
        boundary: parts.boundary.get().cloned().flatten(),
    }
}

/// What Terraform, which tells what it manages, and outputs of AWS IAM tell together; `None` where
/// these contradict each other. `is_all` where the outputs tell all that the user may have left
/// out.
fn with_part(
    managed: &Principal,
    other: &Principal,
    parts: &Parts,
    name: &str,
    is_all: bool,
) -> Option<Principal> {
    if lacks(&parts.groups, &managed.groups) {
        return None;
    }
    let held = held_with_part(&managed.held, &other.held, parts, name, is_all)?;
    let mut other = other.clone();
    if parts.boundary.get().is_none() {
        other.boundary.clone_from(&managed.boundary);
    }
    // The policies are put together by now.
    other.held = managed.held.clone();
    let together = managed.with(&other)?;
    let groups: BTreeSet<String> = together.groups.into_iter().chain(other.groups).collect();
    Some(Principal {
        held,
        groups: groups.into_iter().collect(),
        ..together
    })
}

fn held_with_part(
    managed: &Held,
    other: &Held,
    parts: &Parts,
    name: &str,
    is_all: bool,
) -> Option<Held> {
    let own: Vec<String> = managed
        .inline
        .iter()
        .filter_map(|(own, _)| own.strip_prefix(&format!("{name}/")).map(ToOwned::to_owned))
        .collect();
    let is_disputed = parts.own.values().any(Agreed::is_disputed);
    if is_disputed || lacks(&parts.names, &own) || lacks(&parts.attached, &managed.attached) {
        return None;
    }
    let mut other = other.clone();
    other.is_part = is_all;
    managed.with(&other)
}

/// Whether a whole list does not have what Terraform tells.
fn lacks(list: &Told, managed: &[String]) -> bool {
    let mut managed = managed.iter().filter(|one| !one.starts_with(NEW));
    list.whole()
        .is_some_and(|all| !managed.all(|one| all.contains(one)))
}

/// What outputs tell otherwise than the description of the account does.
fn others(described: &Principal, parts: &Parts, name: &str) -> Vec<Principal> {
    let held = others_held(&described.held, parts, name).into_iter();
    let mut found: Vec<Principal> = held
        .map(|held| Principal {
            held,
            ..described.clone()
        })
        .collect();
    let groups: BTreeSet<String> = described.groups.iter().cloned().collect();
    if is_other(&parts.groups, &groups) {
        found.push(Principal {
            groups: parts.groups.some.iter().cloned().collect(),
            ..described.clone()
        });
    }
    if let Some(boundary) = parts.boundary.get()
        && *boundary != described.boundary
    {
        found.push(Principal {
            boundary: boundary.clone(),
            ..described.clone()
        });
    }
    found
}

fn others_held(described: &Held, parts: &Parts, name: &str) -> Vec<Held> {
    let mut found = Vec::new();
    let attached: BTreeSet<String> = described.attached.iter().cloned().collect();
    let names = described.inline.iter().map(|(name, _)| {
        let own = name.rsplit_once('/').map_or(&**name, |(_, own)| own);
        own.to_owned()
    });
    let names: BTreeSet<String> = names.collect();
    let told = held(name, parts, false);
    let is_text_other = told.inline.iter().any(|(name, text)| {
        let mut known = described.inline.iter();
        let known = known.find(|(known, _)| known == name);
        let texts = known.and_then(|(_, known)| known.as_ref().zip(text.as_ref()));
        texts.is_some_and(|(known, text)| !is_same_json(known, text))
    });
    let is_other =
        is_other(&parts.attached, &attached) || is_other(&parts.names, &names) || is_text_other;
    if described.is_whole && is_other {
        found.push(Held {
            is_whole: false,
            ..told
        });
    }
    found
}

/// Whether a list is another one, as far as it is told.
fn is_other(told: &Told, described: &BTreeSet<String>) -> bool {
    let is_all = told.whole().is_some_and(|all| all != described);
    is_all || !told.some.is_subset(described)
}

/// Whether something is told that may deny.
fn tells_policies(call: &IamCall) -> bool {
    match call {
        IamCall::Names { names, .. } => !names.is_empty(),
        IamCall::Attached { arns, .. } | IamCall::Groups { arns, .. } => !arns.is_empty(),
        IamCall::Own { .. } | IamCall::Version { .. } => true,
        _ => false,
    }
}

/// Takes what came of an output out of what was used of its file.
fn unused(call: &IamCall, report: &mut vestibule_wire::ImportedFile) {
    let (what, count) = match call {
        IamCall::Names { names, .. } => (ImportedKind::PolicyName, names.len()),
        IamCall::Own { text, .. } | IamCall::Version { text, .. } => {
            (ImportedKind::Policy, usize::from(text.is_some()))
        }
        IamCall::Attached { arns, .. } | IamCall::Groups { arns, .. } => {
            (ImportedKind::Attachment, arns.len())
        }
        IamCall::Login { .. } => (ImportedKind::Principal, 1),
        _ => return,
    };
    for items in &mut report.used {
        if items.what == what {
            items.count = items.count.saturating_sub(count);
        }
    }
    report.used.retain(|items| items.count > 0);
}
