//! What a plan changes, one resource at a time.

use std::collections::BTreeSet;

use vestibule_iam::json::{Node, Value};

/// A resource that a plan changes.
pub(super) struct Change<'d> {
    pub(super) address: &'d str,
    pub(super) of_type: &'d str,
    sides: [Option<&'d Node>; 2],
    /// The endpoints that the plan has, whatever they lead to.
    endpoints: std::rc::Rc<BTreeSet<&'d str>>,
}

impl<'d> Change<'d> {
    /// All that a plan changes.
    pub(super) fn all(root: &'d Node) -> Vec<Self> {
        let list = root.get("resource_changes").map(Node::elements);
        let list = list.unwrap_or_default();
        let text = |node: &'d Node, name: &str| node.get(name).and_then(Node::as_str);
        let endpoints = list
            .iter()
            .filter(|one| text(one, "type") == Some("aws_vpc_endpoint"));
        let endpoints = endpoints.flat_map(|one| {
            let change = one.get("change");
            let sides = ["before", "after"].map(|side| change?.get(side));
            sides
                .into_iter()
                .flatten()
                .filter_map(move |side| text(side, "id"))
        });
        let endpoints = std::rc::Rc::new(endpoints.collect::<BTreeSet<&str>>());
        let all = list.iter().filter_map(|one| {
            let change = one.get("change")?;
            let actions = change
                .get("actions")
                .map(Node::elements)
                .unwrap_or_default();
            let is_nothing = |action: &Node| matches!(action.as_str(), Some("no-op" | "read"));
            if !actions.is_empty() && actions.iter().all(is_nothing) {
                return None;
            }
            let side = |name: &str| {
                let side = change.get(name);
                side.filter(|side| !matches!(side.value, Value::Null))
            };
            Some(Self {
                address: text(one, "address").unwrap_or_default(),
                of_type: text(one, "type").unwrap_or_default(),
                sides: [side("before"), side("after")],
                endpoints: endpoints.clone(),
            })
        });
        all.collect()
    }

    /// On how many sides it is there.
    pub(super) fn count(&self) -> usize {
        self.sides.iter().flatten().count()
    }

    /// What the sides say of an attribute, where they say a text.
    pub(super) fn texts(&self, attribute: &str) -> Vec<&'d str> {
        let sides = self.sides.iter().flatten();
        let texts = sides.filter_map(|side| side.get(attribute)?.as_str());
        texts.filter(|text| !text.is_empty()).collect()
    }

    /// Whether the plan has an endpoint.
    pub(super) fn has_endpoint(&self, id: &str) -> bool {
        self.endpoints.contains(id)
    }

    /// Whether it may bear on a sign-in.
    pub(super) fn may_bear(&self) -> bool {
        ["aws_organizations_", "aws_iam_", "aws_vpc_endpoint"]
            .iter()
            .any(|start| self.of_type.starts_with(start))
    }
}
