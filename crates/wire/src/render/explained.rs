//! Decisions with an explanation for people.

use super::explain::explain;
use crate::contract::decision::Decision;
use crate::contract::finding::Finding;
use crate::contract::request::Request;
use crate::evaluate::case::Case;
use crate::evaluate::compiled::Compiled;
use crate::evaluate::room::Room;

impl Compiled {
    /// The decision on `request`, with every statement and an explanation for people.
    ///
    /// # Errors
    /// As [`Compiled::decide`].
    pub fn decide_explained(&self, request: &Request) -> Result<Decision, Vec<Finding>> {
        let mut decision = self.decide_alone(request, true)?;
        explain(&mut decision);
        Ok(decision)
    }
}

impl Case {
    /// The decision on a request, with every statement and an explanation for people.
    pub fn decide_explained(&self, index: usize) -> Option<Decision> {
        self.decide_within(index, true, &mut Room::default())
    }

    /// The decision on a request, explained or not, that says as much as `room` has
    /// room for. Who decides many requests hands the same room over for all.
    pub fn decide_within(
        &self,
        index: usize,
        explained: bool,
        room: &mut Room,
    ) -> Option<Decision> {
        let mut decision = self.decided(index, explained, room)?;
        if explained {
            explain(&mut decision);
        }
        Some(decision)
    }
}
