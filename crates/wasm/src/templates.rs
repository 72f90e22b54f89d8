//! The templates of decisions that JavaScript already has.

use serde::Serialize;
use vestibule_wire::{Compiled, Decision, DecisionTemplate, Own, Request, parts};

/// So many are kept; then all are forgotten, on both sides of the border.
const MOST: usize = 1024;

/// So many bytes of them are kept at most: JavaScript keeps several times as much.
const MOST_BYTES: usize = 1 << 16;

/// The templates met so far, each with the number that JavaScript knows it by.
#[derive(Debug, Default)]
pub(crate) struct Templates {
    /// In order; they are few and differ early, so they are compared sooner than hashed.
    known: Vec<(DecisionTemplate, u32)>,
    /// The bytes of `known`.
    bytes: usize,
    /// The template that is looked for; kept for its memory.
    template: DecisionTemplate,
    new: Option<New>,
}

/// A decision of a new template, with where it shows strings of the request.
#[derive(Debug, Serialize)]
pub(crate) struct New {
    decision: Decision,
    parts: Vec<(usize, String, usize, usize, Option<usize>)>,
}

impl Templates {
    /// The number of the template of the decision on `request`, and whether it is
    /// new; `None` for a request that cannot be decided.
    pub(crate) fn number(
        &mut self,
        compiled: &Compiled,
        request: &Request,
        own: &[&str],
    ) -> Option<(u32, bool)> {
        let own = Own::new(own);
        compiled.template(request, &own, &mut self.template).ok()?;
        let place = |known: &[(DecisionTemplate, u32)]| {
            known.binary_search_by(|(template, _)| template.cmp(&self.template))
        };
        if let Ok(at) = place(&self.known) {
            return self.known.get(at).map(|(_, number)| (*number, false));
        }
        let decision = compiled.decide(request).ok()?;
        let parts = parts(&decision, &own)
            .map(|(phase, key, part)| (phase, key.to_owned(), part.own, part.start, part.end))
            .collect();
        self.new = Some(New { decision, parts });
        if self.template.size() > MOST_BYTES {
            return None;
        }
        self.bytes += self.template.size();
        if self.known.len() >= MOST || self.bytes > MOST_BYTES {
            self.known.clear();
            self.bytes = self.template.size();
        }
        let number = u32::try_from(self.known.len()).ok()?;
        let at = place(&self.known).unwrap_or_else(|at| at);
        self.known.insert(at, (self.template.clone(), number));
        Some((number, true))
    }

    /// The new template, for JavaScript to keep by its number.
    pub(crate) fn take(&mut self) -> Option<New> {
        self.new.take()
    }
}
