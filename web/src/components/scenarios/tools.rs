//! What can be done with the row that is selected, each with the key that does the same.

use yew::prelude::*;

use crate::components::glyph;
use crate::components::menu::Item;
use crate::state::action::Action;
use crate::state::view::Dialog;
use crate::text::Text;

/// For the sign-in `id`, which is the row `place` of `count`.
pub(super) fn of(
    text: &Text,
    id: u32,
    place: usize,
    count: usize,
    dispatch: &Callback<Action>,
    on_move: &Callback<(u32, isize)>,
) -> Vec<Item> {
    let item = |label: AttrValue, path, key: &'static str, enabled, action| Item::Do {
        label,
        glyph: Some(path),
        key: Some(AttrValue::Static(key)),
        enabled,
        action,
    };
    let act = |action: Action| dispatch.reform(move |()| action.clone());
    let carry = |by: isize| on_move.reform(move |()| (id, by));
    let edit = act(Action::Dialog(Some(Dialog::Scenario(id))));
    let duplicate = act(Action::DuplicateScenario(id));
    let remove = act(Action::RemoveScenarios(vec![id]));
    let (up, down) = (place > 0, place + 1 < count);
    vec![
        item(
            text.say(id!("table-edit-row")),
            glyph::PENCIL,
            "F2",
            true,
            edit,
        ),
        item(
            text.say(id!("table-duplicate")),
            glyph::COPY,
            "Ctrl+D",
            true,
            duplicate,
        ),
        item(
            text.say(id!("table-up")),
            glyph::ARROW_UP,
            "Alt+↑",
            up,
            carry(-1),
        ),
        item(
            text.say(id!("table-down")),
            glyph::ARROW_DOWN,
            "Alt+↓",
            down,
            carry(1),
        ),
        item(
            text.say(id!("table-remove")),
            glyph::TRASH,
            "Del",
            true,
            remove,
        ),
    ]
}
