//! What the files contradict each other about.

use std::collections::BTreeSet;

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
        let mut found = Vec::new();
        let files = &*self.files;
        let mut note = |finding: Option<Finding>| found.extend(finding);
        let of = |id: &str, what: fn(&str) -> Message| what(id);
        note(
            self.organization
                .contradiction(message!("the organization"), files),
        );
        note(
            self.management
                .contradiction(message!("the management account"), files),
        );
        note(
            self.has_all_features
                .contradiction(message!("the features of the organization"), files),
        );
        for (id, root) in &self.roots {
            note(root.contradiction(
                of(id, |id| {
                    message!("the types that are enabled in {id}", id = code(id))
                }),
                files,
            ));
        }
        for (id, unit) in &self.units {
            note(unit.contradiction(of(id, name_of), files));
        }
        for (id, account) in &self.accounts {
            note(account.name.contradiction(of(id, name_of), files));
            note(account.state.contradiction(
                of(id, |id| {
                    message!("the state of account {id}", id = code(id))
                }),
                files,
            ));
        }
        for (id, parent) in &self.parents {
            note(parent.contradiction(
                of(id, |id| message!("the parent of {id}", id = code(id))),
                files,
            ));
        }
        for (id, policy) in &self.policies {
            note(policy.name.contradiction(of(id, name_of), files));
            note(policy.of_type.contradiction(
                of(id, |id| message!("the type of policy {id}", id = code(id))),
                files,
            ));
            note(policy.text.contradiction(
                of(id, |id| message!("the text of policy {id}", id = code(id))),
                files,
            ));
            let what = of(id, |id| {
                message!("what policy {id} is attached to", id = code(id))
            });
            let targets = policy.whole_targets();
            note(match targets.filter(|targets| targets.is_disputed()) {
                Some(targets) => targets.contradiction(what, files),
                None => self.attachment(id, policy, what),
            });
        }
        for ((_, id), attached) in &self.of_node {
            note(attached.contradiction(
                of(id, |id| {
                    message!("the policies that are attached to {id}", id = code(id))
                }),
                files,
            ));
        }
        for (id, policy) in &self.resource_based {
            note(policy.contradiction(
                of(id, |id| {
                    message!("the resource-based policy of account {id}", id = code(id))
                }),
                files,
            ));
        }
        for (id, switch) in &self.switches {
            note(switch.contradiction(
                of(id, |id| {
                    message!("console authorization of {id}", id = code(id))
                }),
                files,
            ));
        }
        for (arn, told) in &self.principals {
            note(told.contradiction(
                of(arn, |arn| message!("the policies of {id}", id = code(arn))),
                files,
            ));
        }
        for ((_, name), told) in &self.groups {
            note(told.contradiction(
                of(name, |id| message!("the policies of {id}", id = code(id))),
                files,
            ));
        }
        for (arn, told) in &self.managed {
            note(told.contradiction(
                of(arn, |arn| {
                    message!("the text of policy {id}", id = code(arn))
                }),
                files,
            ));
        }
        for (arn, told) in &self.credentials {
            note(told.contradiction(
                of(arn, |arn| {
                    message!("the credentials of {id}", id = code(arn))
                }),
                files,
            ));
        }
        for (id, endpoint) in &self.endpoints {
            note(
                endpoint
                    .contradiction(of(id, |id| message!("endpoint {id}", id = code(id))), files),
            );
        }
        found
    }
}

impl Store {
    /// Two files of which one says that a policy is attached to a node, and the other that it is
    /// not.
    fn attachment(&self, id: &str, policy: &Policy, what: Message) -> Option<Finding> {
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
        Some(contradict(one, other, what, &self.files))
    }
}

fn name_of(id: &str) -> Message {
    message!("the name of {id}", id = code(id))
}
