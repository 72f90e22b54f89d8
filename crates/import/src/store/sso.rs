//! The policies of roles that IAM Identity Center makes of permission sets.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_syntax::diagnostic::code;
use vestibule_syntax::message;
use vestibule_wire::{Finding, Kind, Severity};

use super::{Store, UNKNOWN};
use crate::call::{About, SsoCall};
use crate::conflict::Agreed;
use crate::fact::Fact;
use crate::file::Read;
use crate::iam::may_bear_on_sign_in;
use crate::node::is_same_json;

/// A policy of the roles of a permission set in an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OfSet {
    pub(crate) name: String,
    /// The pattern of the ARNs of these roles.
    pub(crate) roles: String,
    pub(crate) text: TextOfSet,
}

/// The text of such a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TextOfSet {
    Inline(String),
    /// That of the managed policy with this ARN.
    Managed(String),
    Unknown,
}

/// What files tell of permission sets, by their ARNs.
#[derive(Debug, Default)]
struct Sets {
    names: BTreeMap<String, Agreed<String>>,
    inline: BTreeMap<String, Agreed<Option<String>>>,
    attached: BTreeMap<String, BTreeSet<String>>,
    assigned: BTreeSet<(String, String)>,
}

impl Store {
    /// Puts together what files tell of permission sets.
    pub(super) fn permission_sets(&mut self, read: &mut [Read]) {
        let mut sets = Sets::default();
        for (number, file) in read.iter().enumerate() {
            for fact in &file.facts {
                match fact {
                    Fact::Sso(SsoCall::Set { arn, name }) => {
                        let known = sets.names.entry(arn.clone()).or_default();
                        known.add(name.clone(), number);
                    }
                    Fact::Sso(SsoCall::Assigned { account, arn }) => {
                        sets.assigned.insert((account.clone(), arn.clone()));
                    }
                    _ => {}
                }
            }
        }
        for (number, file) in read.iter_mut().enumerate() {
            for fact in &file.facts {
                let Fact::Sso(SsoCall::Inline { about, .. } | SsoCall::Attached { about, .. }) =
                    fact
                else {
                    continue;
                };
                let Some(arn) = sets.of(about) else {
                    self.lose();
                    file.report.findings.push(set_unknown());
                    continue;
                };
                match fact {
                    Fact::Sso(SsoCall::Inline { text, .. }) => {
                        let known = sets.inline.entry(arn).or_default();
                        known.add_alike(text.clone(), number, |one, other| match (one, other) {
                            (Some(one), Some(other)) => is_same_json(one, other),
                            _ => one == other,
                        });
                    }
                    Fact::Sso(SsoCall::Attached { arns, .. }) => {
                        let known = sets.attached.entry(arn).or_default();
                        known.extend(arns.iter().cloned());
                    }
                    _ => {}
                }
            }
        }
        self.of_sets(&sets);
    }

    fn of_sets(&mut self, sets: &Sets) {
        for (arn, text) in &sets.inline {
            let what = || message!("the text of policy {id}", id = code(arn));
            self.of_iam.extend(text.contradiction(what, &self.files));
        }
        for (arn, name) in &sets.names {
            let what = || message!("the name of {id}", id = code(arn));
            self.of_iam.extend(name.contradiction(what, &self.files));
        }
        let with_policies = sets.inline.keys().chain(sets.attached.keys());
        for arn in with_policies.collect::<BTreeSet<&String>>() {
            let policies = sets.policies_of(arn);
            let accounts: Vec<&String> = sets
                .assigned
                .iter()
                .filter(|(_, of)| of == arn)
                .map(|(account, _)| account)
                .collect();
            let name = sets.names.get(arn).and_then(|name| name.get());
            // Nothing says in which account, or which roles.
            let is_lost = accounts.is_empty() || name.is_none();
            if is_lost && !policies.is_empty() {
                self.lose();
            }
            let Some(name) = name else { continue };
            for account in accounts {
                let roles = roles(account, name, arn);
                let made = policies.iter().map(|(policy, text)| OfSet {
                    name: format!("{name}/{policy}"),
                    roles: roles.clone(),
                    text: text.clone(),
                });
                self.sets.entry(account.clone()).or_default().extend(made);
            }
        }
        for (account, arn) in &sets.assigned {
            self.ids.insert(account.clone());
            if let Some(name) = sets.names.get(arn).and_then(|name| name.get()) {
                self.assigned.insert(roles(account, name, arn));
            }
        }
    }

    /// The text of a policy of a permission set, if it is known.
    pub(crate) fn text_of_set<'s>(&'s self, policy: &'s OfSet) -> Option<&'s str> {
        match &policy.text {
            TextOfSet::Inline(text) => Some(text),
            TextOfSet::Managed(arn) => self.managed.get(arn)?.get().map(|text| &**text),
            TextOfSet::Unknown => None,
        }
    }

    /// Notes that nothing says whose some identity policies are.
    fn lose(&mut self) {
        self.partial.insert(Kind::Identity);
        self.lost.insert(Kind::Identity);
    }
}

impl Sets {
    /// The policies of a permission set.
    fn policies_of(&self, arn: &String) -> Vec<(String, TextOfSet)> {
        let mut found = Vec::new();
        let inline = self.inline.get(arn).map(|inline| inline.get());
        let own = match inline {
            None | Some(Some(None)) => None,
            Some(None) => Some(TextOfSet::Unknown),
            // What says nothing of sign-in decides nothing.
            Some(Some(Some(text))) => {
                may_bear_on_sign_in(text).then(|| TextOfSet::Inline(text.clone()))
            }
        };
        found.extend(own.map(|own| ("inline".to_owned(), own)));
        for managed in self.attached.get(arn).into_iter().flatten() {
            let name = managed.rsplit('/').next().unwrap_or(managed);
            found.push((name.to_owned(), TextOfSet::Managed(managed.clone())));
        }
        found
    }

    /// The ARN of the permission set that an output is about.
    fn of(&self, about: &About) -> Option<String> {
        if let Some(told) = &about.told {
            let is_set = told.starts_with("arn:") && told.contains(":permissionSet/");
            return is_set.then(|| told.clone());
        }
        let rest = about.rest.as_ref()?;
        let assigned = self.assigned.iter().map(|(_, arn)| arn);
        let all: BTreeSet<&String> = self.names.keys().chain(assigned).collect();
        let is_it = |arn: &&&String| {
            let name = self.names.get(**arn).and_then(|name| name.get());
            arn.rsplit('/').next() == Some(rest) || name == Some(rest)
        };
        let mut found = all.iter().filter(is_it);
        let first = found.next()?;
        found.next().is_none().then(|| (**first).clone())
    }
}

/// The pattern of the roles of a permission set: their names end in 16 digits of their own, and
/// their path may name a Region.
fn roles(account: &str, name: &str, arn: &str) -> String {
    let partition = arn.split(':').nth(1).unwrap_or("aws");
    let own = "?".repeat(16);
    format!(
        "arn:{partition}:iam::{account}:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_{name}_{own}"
    )
}

fn set_unknown() -> Finding {
    let what = message!("nothing says which permission set this is of");
    let help = message!(
        "name the file as {example}, and import the output of {call}, too",
        example = code("get-inline-policy-for-permission-set-NAME.json"),
        call = code("aws sso-admin describe-permission-set")
    );
    Finding::new(UNKNOWN, Severity::Warning, what).help(help)
}
