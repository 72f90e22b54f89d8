//! The words of the page, in the user's language, and how sentences with code become nodes.

mod breaks;
mod nodes;
mod provider;

pub(crate) use breaks::broken;
pub(crate) use nodes::{Nodes, nodes, of_pieces};
pub(crate) use provider::{TextProvider, use_text};
pub(crate) use vestibule_l10n::{Language, Text, Value, id};
