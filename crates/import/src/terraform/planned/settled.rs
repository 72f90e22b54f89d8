//! What becomes of the entries of a case.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_wire::{CaseFile, DocumentText, NodePolicy, declares_unknown};

use super::lost::Lost;
use crate::fact::Type;

/// What becomes of an entry of the case.
#[derive(Default)]
pub(super) struct Edit {
    /// Another text, which may be unknown.
    pub(super) text: Option<Option<String>>,
    pub(super) gone: BTreeSet<String>,
    pub(super) new: BTreeSet<String>,
}

/// Edits without the plan that they are of.
pub(super) struct Settled {
    pub(super) of_entries: BTreeMap<(bool, usize), Edit>,
    pub(super) made: BTreeMap<(bool, String), (Option<String>, BTreeSet<String>)>,
    pub(super) relabelled: BTreeSet<(bool, String)>,
    /// The addresses of what the case does not have.
    pub(super) elsewhere: BTreeSet<String>,
}

pub(super) fn is_service(of_type: Type) -> bool {
    of_type == Type::ServiceControl
}

pub(super) fn nodes_of(entry: &NodePolicy) -> BTreeSet<String> {
    let nodes = entry.attached_to.as_deref().unwrap_or_default().split(',');
    let nodes = nodes.map(str::trim).filter(|node| !node.is_empty());
    nodes.map(ToOwned::to_owned).collect()
}

impl Settled {
    /// Puts the changes into a case, but for those of kinds that are lost.
    pub(super) fn apply(self, case: &mut CaseFile, after: &DocumentText, lost: &Lost) {
        for of_type in Type::ALL {
            if !lost.has(of_type.kind()) {
                self.apply_to(of_type, case, after);
            }
        }
    }

    fn changes_text(&self, is_service: bool) -> bool {
        let mut relabelled = self.relabelled.iter();
        relabelled.any(|(of_service, _)| *of_service == is_service)
    }

    fn apply_to(&self, of_type: Type, case: &mut CaseFile, after: &DocumentText) {
        let is_service = is_service(of_type);
        let document = |text: &Option<String>| match text {
            Some(text) => DocumentText::new(&**text),
            None => after.clone(),
        };
        let all = match of_type {
            Type::ResourceControl => &mut case.policies.resource_control,
            Type::ServiceControl => &mut case.policies.service_control,
        };
        for (at, entry) in all.iter_mut().enumerate() {
            let is_unknown = entry.document.text().is_some_and(declares_unknown);
            let is_of_it = match &entry.name {
                Some(name) => {
                    let is_changed =
                        |name: &str| self.relabelled.contains(&(is_service, name.to_owned()));
                    // What is not known of the policies of a node goes by their type.
                    is_changed(name) || (name == of_type.name() && self.changes_text(is_service))
                }
                None => self.changes_text(is_service),
            };
            if is_unknown && is_of_it {
                // What is not known of it is of its new text now.
                entry.document = after.clone();
            }
            let Some(edit) = self.of_entries.get(&(is_service, at)) else {
                continue;
            };
            if let Some(text) = &edit.text {
                entry.document = document(text);
            }
            if !edit.gone.is_empty() || !edit.new.is_empty() {
                let mut nodes = nodes_of(entry);
                nodes.retain(|node| !edit.gone.contains(node));
                nodes.extend(edit.new.iter().cloned());
                let nodes: Vec<String> = nodes.into_iter().collect();
                entry.attached_to = Some(nodes.join(","));
            }
        }
        all.retain(|entry| entry.attached_to.as_deref() != Some(""));
        for ((of_service, name), (text, nodes)) in &self.made {
            if *of_service == is_service {
                let nodes: Vec<&str> = nodes.iter().map(|node| &**node).collect();
                all.push(NodePolicy {
                    name: Some(name.clone()),
                    attached_to: Some(nodes.join(",")),
                    document: document(text),
                });
            }
        }
    }
}
