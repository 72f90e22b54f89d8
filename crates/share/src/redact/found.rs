//! The texts of a case that may be renamed, each once.

use super::Kind;
use super::texts::Texts;

/// The texts of a case that may be renamed.
#[derive(Default)]
pub(super) struct Found {
    /// By [`Kind`].
    texts: [Texts; 6],
    /// All of them, in the order of appearance.
    order: Vec<(Kind, usize)>,
}

impl Found {
    pub(super) fn add(&mut self, kind: Kind, text: &str) {
        let (place, is_new) = self.texts[kind as usize].add(text);
        if is_new {
            self.order.push((kind, place));
        }
    }

    pub(super) fn place(&self, kind: Kind, text: &str) -> Option<usize> {
        self.texts[kind as usize].place(text)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Kind, &str)> {
        let order = self.order.iter();
        order.map(|(kind, place)| (*kind, self.texts[*kind as usize].get(*place)))
    }

    /// What the name of a policy, sign-in or statement becomes.
    pub(super) fn numbered(&self, kind: Kind, name: &str) -> Option<String> {
        let prefix = match kind {
            Kind::Sid => "Sid",
            Kind::Request => "request-",
            Kind::Policy | Kind::Account | Kind::Address | Kind::Word => "policy-",
        };
        let number = self.place(kind, name)? + 1;
        Some(format!("{prefix}{number}"))
    }
}
