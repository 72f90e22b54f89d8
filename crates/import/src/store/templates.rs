//! Policies of an organization that templates make.

use super::Store;
use crate::fact::{Fact, NEW};
use crate::file::Read;
use crate::node::is_same_json;

impl Store {
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
                is_all,
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
            self.ids.extend(nodes.iter().cloned());
            let policy = self.policies.entry(id).or_default();
            policy.name.add(name.clone(), file);
            policy.of_type.add(*of_type, file);
            for node in nodes {
                policy.attach(node, file);
            }
            match text {
                Some(text) => policy.text.add_alike(text.clone(), file, is_same_json),
                None => policy.is_open = true,
            }
            if !is_all {
                policy.is_cut = true;
                policy.may_be_elsewhere = true;
            } else if is_new {
                policy.targets = super::Agreed::default();
                policy.targets.add(policy.nodes.clone(), file);
            }
        }
    }
}
