//! A modal dialog: the browser's own, so that it keeps the focus inside and
//! closes on Escape. It is shown while it is in the tree.

use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;

use super::glyph::{self, glyph};
use crate::text::use_text;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) title: AttrValue,
    #[prop_or_default]
    pub(crate) large: bool,
    /// Files may be dropped on it.
    #[prop_or_default]
    pub(crate) takes_files: bool,
    /// The buttons at its foot.
    #[prop_or_default]
    pub(crate) foot: Html,
    pub(crate) on_close: Callback<()>,
    pub(crate) children: Html,
}

#[component]
pub(crate) fn Dialog(props: &Props) -> Html {
    let text = use_text();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let before = focused();
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                // Fails only where it is open already.
                let _ = dialog.show_modal();
            }
            move || {
                // While it is open nothing behind it takes the focus.
                if let Some(dialog) = dialog {
                    dialog.close();
                }
                if let Some(before) = before {
                    let _ = before.focus();
                }
            }
        });
    }
    let close = props.on_close.reform(|_: MouseEvent| ());
    let onclose = props.on_close.reform(|_: Event| ());
    let onclick = {
        let (node, on_close) = (node.clone(), props.on_close.clone());
        // Only the backdrop has the dialog itself as the target.
        Callback::from(move |event: MouseEvent| {
            let target = event.target_dyn_into::<HtmlDialogElement>();
            if target.is_some() && target == node.cast::<HtmlDialogElement>() {
                on_close.emit(());
            }
        })
    };
    html! {
        <dialog
            ref={node} {onclose} {onclick} aria-label={props.title.clone()}
            class={classes!(props.large.then_some("large"), props.takes_files.then_some("takes-files"))}
        >
            <div class="dialog-head">
                <h2>{ &props.title }</h2>
                <button type="button" class="quiet only-icon" aria-label={text.say(id!("page-close"))} onclick={close}>
                    { glyph(glyph::X) }
                </button>
            </div>
            <div class="dialog-body">{ props.children.clone() }</div>
            if props.foot != Html::default() {
                <div class="dialog-foot">{ props.foot.clone() }</div>
            }
        </dialog>
    }
}

/// What has the focus now.
fn focused() -> Option<HtmlElement> {
    use wasm_bindgen::JsCast;
    let document = web_sys::window()?.document()?;
    document.active_element()?.dyn_into().ok()
}
