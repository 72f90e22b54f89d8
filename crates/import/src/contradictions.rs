//! What the files contradict each other about.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::message;
use vestibule_wire::Finding;

use crate::conflict::{Agreed, contradict};
use crate::fact::NEW;
use crate::policies::FULL_ACCESS_OF_RESOURCES;
use crate::store::{Policy, Store};

impl Store {
    /// What the files contradict each other about: both are named.
    pub(crate) fn contradictions(&self) -> Vec<Finding> {
        let mut found = Contradictions {
            files: &self.files,
            found: Vec::new(),
        };
        found.of(&self.organization, || message!("the organization"));
        found.of(&self.management, || message!("the management account"));
        found.of(&self.has_all_features, || {
            message!("the features of the organization")
        });
        found.of_each(&self.roots, |id| {
            message!("the types that are enabled in {id}", id = code(id))
        });
        found.of_each(&self.units, name_of);
        for (id, account) in &self.accounts {
            found.of(&account.name, || name_of(id));
            found.of(&account.state, || {
                message!("the state of account {id}", id = code(id))
            });
        }
        found.of_each(&self.parents, |id| {
            message!("the parent of {id}", id = code(id))
        });
        for (id, policy) in &self.policies {
            found.of(&policy.name, || name_of(id));
            found.of(&policy.of_type, || {
                message!("the type of policy {id}", id = code(id))
            });
            found.of(&policy.text, || text_of(id));
            let what = || message!("what policy {id} is attached to", id = code(id));
            let targets = policy.whole_targets();
            match targets.filter(|targets| targets.is_disputed()) {
                Some(targets) => found.of(targets, what),
                None => found.found.extend(self.attachment(id, policy, what)),
            }
        }
        for ((_, id), attached) in &self.of_node {
            found.of(attached, || {
                message!("the policies that are attached to {id}", id = code(id))
            });
        }
        found.of_each(&self.resource_based, |id| {
            message!("the resource-based policy of account {id}", id = code(id))
        });
        found.of_each(&self.switches, |id| {
            message!("console authorization of {id}", id = code(id))
        });
        for principals in self.principals.values() {
            found.of_each(principals, policies_of);
        }
        for ((_, name), held) in &self.groups {
            found.of(held, || policies_of(name));
        }
        found.of_each(&self.managed, text_of);
        found.of_each(&self.credentials, |id| {
            message!("the credentials of {id}", id = code(id))
        });
        found.found.extend(self.of_iam.iter().cloned());
        found.of_each(&self.endpoints, |id| {
            message!("endpoint {id}", id = code(id))
        });
        found.found
    }

    /// Two files of which one says that a policy is attached to a node, and the other that it is
    /// not.
    fn attachment(
        &self,
        id: &str,
        policy: &Policy,
        what: impl FnOnce() -> Message,
    ) -> Option<Finding> {
        if id == FULL_ACCESS_OF_RESOURCES || id.starts_with(NEW) {
            return None;
        }
        let of_type = policy.of_type.get().copied();
        let (one, other) = policy.told_by.iter().find_map(|(node, file)| {
            let without = |told: Option<&Agreed<BTreeSet<String>>>, wanted: &str| {
                let (told, other) = told?.agreed()?;
                (!told.contains(wanted)).then_some((*file, other))
            };
            let by_node = of_type.and_then(|of_type| self.of_node(of_type, node));
            without(by_node, id).or_else(|| without(policy.whole_targets(), node))
        })?;
        Some(contradict(one, other, what(), &self.files))
    }
}

/// Contradictions as they are found.
struct Contradictions<'a> {
    files: &'a [String],
    found: Vec<Finding>,
}

impl Contradictions<'_> {
    fn of<T: PartialEq>(&mut self, told: &Agreed<T>, what: impl FnOnce() -> Message) {
        self.found.extend(told.contradiction(what, self.files));
    }

    fn of_each<T: PartialEq>(
        &mut self,
        all: &BTreeMap<String, Agreed<T>>,
        what: impl Fn(&str) -> Message,
    ) {
        for (id, told) in all {
            self.of(told, || what(id));
        }
    }
}

fn text_of(id: &str) -> Message {
    message!("the text of policy {id}", id = code(id))
}

fn policies_of(id: &str) -> Message {
    message!("the policies of {id}", id = code(id))
}

fn name_of(id: &str) -> Message {
    message!("the name of {id}", id = code(id))
}
