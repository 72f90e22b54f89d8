//! Lists that are filled into a message.

use std::fmt;

use super::message::Arg;
use crate::limits::LIST_NAMES;

/// Several things in a row. Of very many only the first are kept, and how many more there are.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct List {
    pub(super) items: Vec<Arg>,
    more: usize,
    joint: Joint,
}

/// How the things of a list are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Joint {
    /// `a, b and c`.
    And,
    /// `a, b or c`.
    Or,
    /// `a; b; c`, where a thing may be a list itself.
    Apart,
}

impl List {
    /// A list for a message.
    pub fn arg(joint: Joint, items: Vec<Arg>) -> Arg {
        Self::arg_and_more(joint, items, 0)
    }

    /// A list for a message that goes on with `more` things than are here.
    pub fn arg_and_more(joint: Joint, mut items: Vec<Arg>, more: usize) -> Arg {
        let more = more.saturating_add(items.len().saturating_sub(LIST_NAMES));
        items.truncate(LIST_NAMES);
        Arg::List(Self { items, more, joint })
    }

    /// What is listed.
    pub fn items(&self) -> &[Arg] {
        &self.items
    }

    /// How many more there are than are listed.
    pub fn more(&self) -> usize {
        self.more
    }

    /// How they are joined.
    pub fn joint(&self) -> Joint {
        self.joint
    }

    /// In English, each item as `item` writes it.
    pub(super) fn write(
        &self,
        out: &mut dyn fmt::Write,
        item: impl Fn(&Arg, &mut dyn fmt::Write) -> fmt::Result,
    ) -> fmt::Result {
        let (comma, last) = match self.joint {
            Joint::And => (", ", " and "),
            Joint::Or => (", ", " or "),
            Joint::Apart => ("; ", "; "),
        };
        for (index, one) in self.items.iter().enumerate() {
            let is_last = index + 1 == self.items.len() && self.more == 0;
            out.write_str(match index {
                0 => "",
                _ if is_last => last,
                _ => comma,
            })?;
            item(one, out)?;
        }
        match (self.more, self.joint) {
            (0, _) => Ok(()),
            (more, Joint::And | Joint::Or) => write!(out, "{last}{} more", grouped(more)),
            (more, Joint::Apart) => write!(out, "; and {} more", grouped(more)),
        }
    }
}

/// A number with commas: `9,940`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::code;
    use crate::message;

    #[test]
    fn lists_are_joined_and_cut() {
        let list = |joint, count: usize| {
            let items = (0..count).map(|at| code(&at.to_string())).collect();
            message!("{list}", list = List::arg(joint, items)).plain()
        };
        for (joint, three) in [
            (Joint::And, "0, 1 and 2"),
            (Joint::Or, "0, 1 or 2"),
            (Joint::Apart, "0; 1; 2"),
        ] {
            assert_eq!(list(joint, 3), three);
            assert_eq!(list(joint, 1), "0");
            assert_eq!(list(joint, 0), "");
        }
        assert!(list(Joint::And, LIST_NAMES + 1_000).ends_with(", 99 and 1,000 more"));
        assert!(list(Joint::Or, LIST_NAMES + 1).ends_with(", 99 or 1 more"));
        assert!(list(Joint::Apart, LIST_NAMES + 1).ends_with("; 99; and 1 more"));
    }
}
