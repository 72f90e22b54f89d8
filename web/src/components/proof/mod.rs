//! What holds for all sign-ins: its sentences, and the panes that show them.

mod command;
mod guarantee;
mod guarantees;
pub(super) mod line;
mod map;
mod network;
mod networks;
mod picture;
mod repair;

pub(super) use command::{Command, quoted};
pub(super) use guarantees::GuaranteesPane;
pub(super) use map::MapPane;
pub(super) use networks::Networks;
pub(super) use repair::{Props as RepairProps, RepairDialog};
