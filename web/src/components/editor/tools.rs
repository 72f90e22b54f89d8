//! What can be done with the text, for who does not know the keys.

use yew::prelude::*;

use crate::components::glyph::{self, glyph};
use crate::components::menu::{Item, Menu};
use crate::text::use_text;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// There is a text area and no editor.
    pub(super) is_plain: bool,
    pub(super) run: Callback<&'static str>,
}

#[component]
pub(super) fn Tools(props: &Props) -> Html {
    let text = use_text();
    let press = |command: &'static str| props.run.reform(move |_: MouseEvent| command);
    let item = |label: AttrValue, key: &'static str, command: &'static str| Item::Do {
        label,
        glyph: None,
        key: (!key.is_empty()).then(|| key.into()),
        enabled: true,
        action: props.run.reform(move |()| command),
    };
    let items = vec![
        item(text.say("editor-complete"), "Ctrl+Space", "complete"),
        item(text.say("editor-explain"), "Alt+F1", "explain"),
        Item::Separator,
        item(text.say("editor-fix-here"), "Ctrl+.", "fix"),
        item(text.say("editor-next-problem"), "F8", "next"),
        Item::Separator,
        item(text.say("editor-fold-all"), "Ctrl+Alt+[", "fold"),
        item(text.say("editor-unfold-all"), "Ctrl+Alt+]", "unfold"),
        item(text.say("editor-go-to-line"), "Alt+G", "line"),
    ];
    html! {
        <div class="editor-tools">
            <button type="button" class="quiet" onclick={press("format")} aria-keyshortcuts="Shift+Alt+F">
                { text.say("editor-format") }
            </button>
            if !props.is_plain {
                <button
                    type="button" class="quiet only-icon" onclick={press("search")}
                    aria-label={text.say("editor-search")} aria-keyshortcuts="Control+F"
                >
                    { glyph(glyph::SEARCH) }
                </button>
                <Menu
                    label={text.say("editor-more")} class={classes!("only-icon")} to_left=true
                    content={glyph(glyph::ELLIPSIS)} {items}
                />
            }
        </div>
    }
}
