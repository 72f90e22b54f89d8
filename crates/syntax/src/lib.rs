//! What every part of vestibule stands on, and what knows nothing of policies: the
//! limits, and text that is safe to show.

pub mod limits;
pub mod visible;
