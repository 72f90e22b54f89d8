//! The text area that stands in for the editor.

use vestibule_wire::{Position, Range};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::text::use_text;
use vestibule_ide::Offsets;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) node: NodeRef,
    pub(super) label: AttrValue,
    pub(super) described_by: AttrValue,
    pub(super) text: AttrValue,
    pub(super) shown: Option<(u64, Range)>,
    pub(super) read_only: bool,
    /// The editor is on its way.
    pub(super) busy: bool,
    pub(super) on_change: Callback<AttrValue>,
    pub(super) on_cursor: Callback<u32>,
}

#[component]
pub(super) fn Plain(props: &Props) -> Html {
    let text = use_text();
    let area = props.node.clone();
    {
        let (area, text) = (area.clone(), props.text.clone());
        use_effect_with(props.shown, move |shown| {
            if let (Some((_, range)), Some(area)) = (shown, area.cast::<HtmlTextAreaElement>()) {
                select(&area, &text, *range);
            }
        });
    }
    let oninput = props.on_change.reform(|event: InputEvent| {
        let area: HtmlTextAreaElement = event.target_unchecked_into();
        area.value().into()
    });
    let moved = |text: &AttrValue| {
        let (text, on_cursor, area) = (text.clone(), props.on_cursor.clone(), area.clone());
        move || {
            let area = area.cast::<HtmlTextAreaElement>();
            if let Some(Ok(Some(at))) = area.map(|area| area.selection_start()) {
                on_cursor.emit(Offsets::of(&text).byte(at));
            }
        }
    };
    let onkeyup = {
        let moved = moved(&props.text);
        Callback::from(move |_: KeyboardEvent| moved())
    };
    let onclick = {
        let moved = moved(&props.text);
        Callback::from(move |_: MouseEvent| moved())
    };
    html! {
        <>
            <textarea
                ref={area.clone()} class="editor-plain code" aria-label={props.label.clone()}
                aria-describedby={props.described_by.clone()} value={props.text.clone()}
                readonly={props.read_only} placeholder={text.say("editor-placeholder")}
                autocomplete="off" autocapitalize="none" spellcheck="false"
                {oninput} {onkeyup} {onclick}
            />
            if props.busy {
                <p class="editor-note">{ text.say("editor-loading") }</p>
            }
        </>
    }
}

pub(super) fn has_focus(area: &NodeRef) -> bool {
    let Some(area) = area.cast::<web_sys::Element>() else {
        return false;
    };
    let document = area.owner_document();
    document.and_then(|document| document.active_element()) == Some(area)
}

/// Selects a range and scrolls to it, line by line.
fn select(area: &HtmlTextAreaElement, text: &str, range: Range) {
    // Each fails where the area takes no selection, which this one does.
    let _ = area.focus();
    let _ = area.set_selection_range(offset(text, range.start), offset(text, range.end));
    let lines = i32::try_from(text.lines().count().max(1)).unwrap_or(i32::MAX);
    let line = i32::try_from(range.start.line).unwrap_or(i32::MAX);
    area.set_scroll_top(area.scroll_height() / lines * line.saturating_sub(2).max(0));
}

/// The UTF-16 offset of a place.
fn offset(text: &str, at: Position) -> u32 {
    let before = text.split_inclusive('\n').take(at.line as usize);
    let units: usize = before.map(|line| line.encode_utf16().count()).sum();
    u32::try_from(units)
        .unwrap_or(u32::MAX)
        .saturating_add(at.character)
}
