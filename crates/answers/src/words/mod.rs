//! Answers in words, for people.
//!
//! The words are messages: English templates with what is filled into them, of which
//! `vestibule-l10n` says the Japanese. An answer is a tree of lines, so that each surface
//! shows it in its own form.

mod access;
mod accounts;
mod changed;
mod diff;
mod lockout;
mod map;
mod mutants;
mod network;
mod pattern;
mod picture;
mod principal;
mod prove;
mod ranges;
mod reason;
mod repair;
pub(crate) mod say;
mod tree;
mod unmet;
mod unneeded;
mod who;

pub use access::access;
pub use changed::{Changed, changed};
pub use diff::{Compared, comparison};
pub use lockout::lockout;
pub(crate) use lockout::{outcome_of, summary, summary_of_accounts};
pub(crate) use map::without_identity_center;
pub use map::{access_map, is_without_identity_center};
pub use mutants::mutants;
pub(crate) use network::{circumstances, meets};
pub(crate) use pattern::{holds as admits_text, single};
pub(crate) use picture::{cell, cell_reason, code_of, place_of, who_of};
pub use principal::principal;
pub use prove::{broken, guaranteed, guarantees, why_not};
pub(crate) use ranges::{Block, stretch_of, united};
pub use reason::policy;
pub(crate) use reason::{statements_of, why_undecided};
pub(crate) use repair::repair_title;
pub use repair::{left_out, nothing_to_repair, repair, repaired, same_repair};
pub use tree::{Line, Place, Section};
pub(crate) use tree::{all as all_of, any as any_of, command};
pub(crate) use unmet::{difference, not_as_expected, why_stopped};
pub use unneeded::unneeded;
pub(crate) use who::{is_among, kind_of, named, names};
