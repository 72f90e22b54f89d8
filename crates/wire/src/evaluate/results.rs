//! Holds the decisions of a case file against what it expects.

use super::case::Case;
use super::room::Room;
use crate::contract::request::Request;
use crate::contract::results::{FileResult, RequestResult};

impl FileResult {
    /// Decides every request of `case` and holds the decisions against what the
    /// file expects. Guarantees are for the caller to prove.
    pub fn of(file: impl Into<String>, case: &Case) -> Self {
        // What is expected of a policy that nobody could read says nothing of it.
        let usable = case.is_usable() && case.unread().next().is_none();
        let requests = if usable { &*case.file().requests } else { &[] };
        let mut room = Room::default();
        let one = |(index, request): (usize, &Request)| {
            let decision = case.decided(index, false, &mut room)?;
            let mismatches = request
                .expect
                .as_ref()
                .map(|expect| expect.mismatches(&decision));
            Some(RequestResult {
                passed: mismatches.as_ref().map(Vec::is_empty),
                request: decision.request,
                outcome: decision.outcome,
                denied_at: decision.denied_at,
                mismatches: mismatches.unwrap_or_default(),
                unmet: None,
            })
        };
        Self {
            file: file.into(),
            usable,
            requests: requests.iter().enumerate().filter_map(one).collect(),
            guarantees: Vec::new(),
            findings: case.findings().to_vec(),
        }
    }
}
