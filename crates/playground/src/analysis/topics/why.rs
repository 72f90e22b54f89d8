//! From where one principal gets in.

use vestibule_answers::{access_map, principal_map, words};
use vestibule_l10n::Text;
use vestibule_wire::{Case, Entry, Finding};

use super::super::engine::{Room, sentence};
use super::WhyTold;

pub(super) fn told(
    text: &Text,
    case: &Case,
    principal: &str,
    entry: Entry,
) -> Result<WhyTold, Box<Finding>> {
    let map = access_map(case)?;
    let own = principal_map(case, &map, principal, entry);
    let (said, places, phases) = words::principal(&own, &|_| None);
    let mut room = Room::default();
    Ok(WhyTold {
        sentence: sentence(text, said),
        places: room.lines(text, places),
        phases: room.lines(text, phases),
    })
}
