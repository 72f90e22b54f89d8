//! The ranges of a document that decide what is selected.

use std::rc::Rc;

use vestibule_iam::sort;
use vestibule_wire::Range;

use crate::state::State;

/// The ranges of `document` that decide the selected cell; of a whole row those of the action at
/// which it stops, or of all when it passes.
pub(crate) fn ranges(state: &State, document: u32) -> Rc<[Range]> {
    let found = state.selected.and_then(|selected| {
        let row = state.row(selected.scenario)?;
        let action = selected.action.or(row.denied_at);
        let detail = state
            .results
            .detail
            .as_ref()
            .filter(|detail| detail.scenario == selected.scenario);
        // While the walk is on its way nothing lights up.
        let (detail, decision) =
            detail.and_then(|detail| Some((detail, detail.decision.as_ref()?)))?;
        let mut ranges: Vec<Range> = decision
            .phases
            .iter()
            .filter(|phase| action.is_none_or(|action| action == phase.action))
            .flat_map(|phase| &phase.decided_by)
            .filter(|by| {
                let path = by.path.as_deref();
                path.and_then(|path| detail.document(path)) == Some(document)
            })
            .filter_map(|by| by.range)
            .collect();
        sort::by_key(&mut ranges, |range| range.start);
        ranges.dedup();
        Some(ranges)
    });
    found.unwrap_or_default().into()
}
