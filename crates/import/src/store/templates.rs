//! Policies of an organization that templates make.

use super::Store;
use crate::fact::{Fact, NEW, Place};
use crate::file::Read;
use crate::node::is_same_json;

impl Store {
    /// The id of the one node that is at a place, by what the files tell.
    fn node_at(&self, place: &Place) -> Option<String> {
        let mut node = match &place.below {
            Some(id) => id.clone(),
            None => {
                let mut roots = self.roots.keys();
                let root = roots.next()?.clone();
                if roots.next().is_some() {
                    return None;
                }
                root
            }
        };
        for name in &place.names {
            let mut units = self.units.iter().filter(|(id, own)| {
                let parent = self.parents.get(*id);
                own.get() == Some(name) && parent.and_then(|one| one.get()) == Some(&node)
            });
            let (unit, _) = units.next()?;
            if units.next().is_some() {
                return None;
            }
            node = unit.clone();
        }
        Some(node)
    }

    /// Takes in the policies of templates: those of the same name and type that there are, and new
    /// ones.
    pub(super) fn templates(&mut self, read: &[Read]) {
        for (file, fact) in read
            .iter()
            .enumerate()
            .flat_map(|(number, file)| file.facts.iter().map(move |fact| (number, fact)))
        {
            let Fact::Template {
                name,
                of_type,
                text,
                nodes,
                places,
                is_all,
                is_managed,
            } = fact
            else {
                continue;
            };
            let mut known = self.policies.iter().filter(|(id, policy)| {
                !id.starts_with(NEW)
                    && policy.name.get() == Some(name)
                    && policy.of_type.get() == Some(of_type)
            });
            let known = known.next().map(|(id, _)| id.clone());
            let is_new = known.is_none();
            let of = of_type.name();
            let id = known.unwrap_or_else(|| format!("{NEW}{name} {of}"));
            let known_places = places.iter().map(|place| self.node_at(place));
            let known_places: Option<Vec<String>> = known_places.collect();
            let is_all = *is_all && known_places.is_some();
            let nodes: Vec<String> = nodes
                .iter()
                .cloned()
                .chain(known_places.unwrap_or_default())
                .collect();
            self.ids.extend(nodes.iter().cloned());
            let policy = self.policies.entry(id).or_default();
            policy.name.add(name.clone(), file);
            policy.of_type.add(*of_type, file);
            for node in &nodes {
                policy.attach(node, file);
            }
            match text {
                Some(text) => policy.text.add_alike(text.clone(), file, is_same_json),
                None => policy.is_open = true,
            }
            if !is_all {
                if *is_managed {
                    policy.is_managed = Some(false);
                }
                policy.is_cut = true;
                policy.may_be_elsewhere = true;
            } else if *is_managed {
                // Other configurations may attach it, too.
                policy.is_managed = Some(policy.is_managed.unwrap_or(true));
            } else if is_new {
                policy.targets = super::Agreed::default();
                policy.targets.add(policy.nodes.clone(), file);
            }
        }
    }
}
