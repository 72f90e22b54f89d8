//! What holds for all sign-ins: its sentences, and the panes that show them.

pub(super) mod line;
mod map;

pub(super) use map::MapPane;
