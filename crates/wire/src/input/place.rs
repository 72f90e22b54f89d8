//! Places in a case file, told by names: `requests[0].network.sourceIp`.

use std::fmt;

use vestibule_iam::json::Node;
use vestibule_iam::span::Span;

use crate::input::shorten::short_name;

/// A place in a JSON tree, as the way that leads there.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place<'a> {
    Root,
    Member(&'a Place<'a>, &'a str),
    Element(&'a Place<'a>, usize),
}

impl Place<'_> {
    pub(crate) fn member<'b>(&'b self, name: &'b str) -> Place<'b> {
        Place::Member(self, name)
    }

    pub(crate) fn element(&self, index: usize) -> Place<'_> {
        Place::Element(self, index)
    }

    /// The value at the place; where there is none, that of the nearest place
    /// around it.
    pub(crate) fn value(&self, root: &Node) -> Span {
        self.nearest(root).0.span
    }

    /// The member name at the place, else its value.
    pub(crate) fn key(&self, root: &Node) -> Span {
        if let Place::Member(parent, name) = self
            && let (node, true) = parent.nearest(root)
            && let Some(member) = node.members().iter().find(|m| &*m.key.value == *name)
        {
            return member.key.span;
        }
        self.value(root)
    }

    /// The node, and whether the place exists.
    fn nearest<'n>(&self, root: &'n Node) -> (&'n Node, bool) {
        let (parent, found) = match self {
            Place::Root => return (root, true),
            Place::Member(parent, name) => {
                let (parent, exists) = parent.nearest(root);
                (parent, if exists { parent.get(name) } else { None })
            }
            Place::Element(parent, index) => {
                let (parent, exists) = parent.nearest(root);
                (
                    parent,
                    if exists {
                        parent.elements().get(*index)
                    } else {
                        None
                    },
                )
            }
        };
        found.map_or((parent, false), |node| (node, true))
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Root => Ok(()),
            Place::Element(parent, index) => {
                parent.fmt(f)?;
                f.write_str("[")?;
                index.fmt(f)?;
                f.write_str("]")
            }
            Place::Member(parent, name) => {
                let name = &*short_name(name);
                let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric());
                match (parent, plain) {
                    (Place::Root, true) => f.write_str(name),
                    (_, true) => {
                        parent.fmt(f)?;
                        f.write_str(".")?;
                        f.write_str(name)
                    }
                    (_, false) => write!(f, "{parent}[{name:?}]"),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vestibule_iam::json::parse;

    #[test]
    fn places_are_written_and_found() {
        let text = r#"{ "a": [ { "b:c": 12 } ] }"#;
        let root = parse(text).root;
        let a = Place::Root.member("a");
        let first = a.element(0);
        let inner = first.member("b:c");
        assert_eq!(inner.to_string(), r#"a[0]["b:c"]"#);
        assert_eq!(inner.value(&root).of(text), Some("12"));
        assert_eq!(inner.key(&root).of(text), Some("\"b:c\""));
        let missing = first.member("d");
        let below = missing.member("e");
        assert_eq!(below.to_string(), "a[0].d.e");
        assert_eq!(below.value(&root).of(text), Some("{ \"b:c\": 12 }"));
        assert_eq!(below.key(&root).of(text), Some("{ \"b:c\": 12 }"));
    }
}
