//! The outlines of decisions that JavaScript already has.

use serde::Serialize;
use vestibule_wire::{Compiled, Decision, Own, Request, parts};

/// So many are kept; then all are forgotten, on both sides of the border.
const MOST: usize = 1024;

/// So many bytes of them are kept at most: JavaScript keeps several times as much.
const MOST_BYTES: usize = 1 << 16;

/// The outlines met so far, each with the number that JavaScript knows it by.
#[derive(Debug, Default)]
pub(crate) struct Outlines {
    /// In order; they are few and differ early, so they are compared sooner than hashed.
    known: Vec<(Box<[u8]>, u32)>,
    /// The bytes of `known`.
    bytes: usize,
    /// The outline that is looked for; kept for its memory.
    outline: Vec<u8>,
    new: Option<New>,
}

/// A decision of a new outline, with where it shows strings of the request.
#[derive(Debug, Serialize)]
pub(crate) struct New {
    decision: Decision,
    parts: Vec<(usize, String, usize, usize, Option<usize>)>,
}

impl Outlines {
    /// The number of the outline of the decision on `request`, and whether it is
    /// new; `None` for a request that cannot be decided.
    pub(crate) fn number(
        &mut self,
        compiled: &Compiled,
        request: &Request,
        own: &[&str],
    ) -> Option<(u32, bool)> {
        let own = Own::new(own);
        self.outline.clear();
        compiled.outline(request, &own, &mut self.outline).ok()?;
        let place = |known: &[(Box<[u8]>, u32)]| {
            known.binary_search_by(|(outline, _)| (**outline).cmp(self.outline.as_slice()))
        };
        if let Ok(at) = place(&self.known) {
            return self.known.get(at).map(|(_, number)| (*number, false));
        }
        let decision = compiled.decide(request).ok()?;
        let parts = parts(&decision, &own)
            .map(|(phase, key, part)| (phase, key.to_owned(), part.own, part.start, part.end))
            .collect();
        self.new = Some(New { decision, parts });
        if self.outline.len() > MOST_BYTES {
            return None;
        }
        self.bytes += self.outline.len();
        if self.known.len() >= MOST || self.bytes > MOST_BYTES {
            self.known.clear();
            self.bytes = self.outline.len();
        }
        let number = u32::try_from(self.known.len()).ok()?;
        let at = place(&self.known).unwrap_or_else(|at| at);
        self.known
            .insert(at, (self.outline.as_slice().into(), number));
        Some((number, true))
    }

    /// The new outline, for JavaScript to keep by its number.
    pub(crate) fn take(&mut self) -> Option<New> {
        self.new.take()
    }
}
