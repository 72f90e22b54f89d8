//! What policies are attached to.

use hcl_edit::Span;
use hcl_edit::structure::Block;

use super::evaluate::{At, Open, Reference, Why};
use super::instance::within;
use super::module::attribute;
use super::resources::{ORGANIZATION, Reading, UNIT};
use super::value::Value;
use crate::fact::Place;
use crate::subject::is_node;

/// How deep units stand in each other at the most.
const UNITS: usize = 8;

impl Reading<'_, '_> {
    /// What an attachment is to; `None` where that is not known, which is said.
    pub(super) fn target(&mut self, named: &str, block: &Block, at: At<'_>) -> Option<Place> {
        let open = match self.value(block, "target_id", at) {
            Ok(Some(Value::Text(id))) if is_node(&id) => {
                return Some(Place {
                    below: Some(id),
                    names: Vec::new(),
                });
            }
            Ok(value) => {
                let node = attribute(block, "target_id").and_then(Span::span);
                Box::new(Open {
                    what: value.map_or_else(|| "target_id".to_owned(), |value| value.json()),
                    file: at.file,
                    at: node.or(block.span()).map_or(0, |span| span.start),
                    of: None,
                    why: Why::Untold,
                })
            }
            Err(open) => open,
        };
        let place = open.of.as_ref().and_then(|of| self.place(of, 0));
        if place.is_none() {
            self.say(named, "target_id", &open);
        }
        place
    }

    /// The root, or a unit by the names on the way to it.
    fn place(&self, of: &Reference, depth: usize) -> Option<Place> {
        let rest: Vec<&str> = of.rest.iter().map(|part| &**part).collect();
        let address = &of.address;
        if address.of_type == ORGANIZATION && rest == ["roots", "0", "id"] {
            return Some(Place {
                below: None,
                names: Vec::new(),
            });
        }
        if address.of_type != UNIT || rest != ["id"] || depth >= UNITS {
            return None;
        }
        let (file, block) = *self.evaluator.module.resources.get(address)?;
        let instances = self.evaluator.instances(block, file).ok()?;
        let mut instances = instances.iter();
        let instance = instances
            .find(|one| one.as_ref().map(|one| &one.key) == of.index.as_ref())?
            .as_ref();
        within(instance, file, |at| {
            let name = self.value(block, "name", at).ok()??;
            let mut place = match self.value(block, "parent_id", at) {
                Ok(Some(Value::Text(id))) if is_node(&id) => Place {
                    below: Some(id),
                    names: Vec::new(),
                },
                Ok(_) => return None,
                Err(open) => self.place(open.of.as_ref()?, depth + 1)?,
            };
            place.names.push(name.as_text()?.to_owned());
            Some(place)
        })
    }
}
