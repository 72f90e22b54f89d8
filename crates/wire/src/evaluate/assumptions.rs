//! The points that AWS leaves open, as the contract speaks of them.

use vestibule_signin::{Assumption, assumption};

use crate::contract::open_point::OpenPoint;

impl From<&assumption::Entry> for OpenPoint {
    fn from(entry: &assumption::Entry) -> Self {
        Self {
            id: entry.assumption.to_string(),
            reading: entry.reading,
            other_reading: entry.alternative,
        }
    }
}

/// All of them, by number.
pub fn open_points() -> impl Iterator<Item = OpenPoint> {
    assumption::REGISTER.iter().map(OpenPoint::from)
}

/// The one of that id.
pub fn open_point(id: &str) -> Option<OpenPoint> {
    Assumption::from_id(id).map(|assumption| assumption.entry().into())
}
