//! Case files in and out: from a file, from the clipboard, from a share link.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::browser;
use super::dialog::Dialog;
use super::glyph::{self, glyph};
use super::share::left_out;
use crate::state::action::Action;
use crate::state::case_file;
use crate::state::view::NoticeKind;
use crate::state::workspace::Workspace;
use crate::text::use_text;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) workspace: Rc<Workspace>,
    /// What is to be known of the policies.
    pub(super) warned: Html,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn Files(props: &Props) -> Html {
    let text = use_text();
    let pasted = use_state_eq(AttrValue::default);
    let refused = use_state_eq(|| false);
    let close = props.dispatch.reform(|()| Action::Dialog(None));
    let on_file = {
        let (dispatch, refused) = (props.dispatch.clone(), refused.setter());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            input.set_value("");
            let (dispatch, refused, name) = (dispatch.clone(), refused.clone(), file.name());
            wasm_bindgen_futures::spawn_local(async move {
                match browser::read(file).await {
                    Some(text) => open(&dispatch, name, text),
                    None => refused.set(true),
                }
            });
        })
    };
    let oninput = {
        let pasted = pasted.setter();
        Callback::from(move |event: InputEvent| {
            let area: HtmlTextAreaElement = event.target_unchecked_into();
            pasted.set(area.value().into());
        })
    };
    let take = {
        let (dispatch, pasted) = (props.dispatch.clone(), pasted.clone());
        let name = text.say(id!("files-pasted"));
        Callback::from(move |_: MouseEvent| open(&dispatch, name.to_string(), pasted.to_string()))
    };
    let exported = use_memo(props.workspace.clone(), |workspace| {
        case_file::export(workspace)
    });
    let download = {
        let (exported, name) = (exported.clone(), browser::file_name(&props.workspace.name));
        Callback::from(move |_: MouseEvent| browser::download(&name, &exported))
    };
    html! {
        <Dialog title={text.say(id!("files-title"))} on_close={close}>
            <section aria-labelledby="files-import">
                <h3 id="files-import">{ text.say(id!("files-import")) }</h3>
                <p class="hint">{ text.say(id!("files-import-hint")) }</p>
                <div class="field">
                    <label for="files-file">{ text.say(id!("files-file")) }</label>
                    <input id="files-file" type="file" accept=".json,application/json" onchange={on_file} />
                    if *refused { <p class="wrong" role="alert">{ text.say(id!("files-refused")) }</p> }
                </div>
                <div class="field">
                    <label for="files-paste">{ text.say(id!("files-paste")) }</label>
                    <textarea
                        id="files-paste" class="code" rows="6" spellcheck="false" data-own-undo=""
                        value={(*pasted).clone()} {oninput}
                    />
                </div>
                <button type="button" class="primary" disabled={pasted.trim().is_empty()} onclick={take}>
                    { glyph(glyph::UPLOAD) }{ text.say(id!("files-open")) }
                </button>
            </section>
            <section aria-labelledby="files-export">
                { props.warned.clone() }
                <h3 id="files-export">{ text.say(id!("files-export")) }</h3>
                <p class="hint">{ text.say(id!("files-export-hint")) }</p>
                { left_out(&text, &props.workspace) }
                <button type="button" onclick={download}>{ glyph(glyph::DOWNLOAD) }{ text.say(id!("share-download")) }</button>
            </section>
        </Dialog>
    }
}

/// Opens what was given: a case file, or a link that holds one.
fn open(dispatch: &Callback<Action>, name: String, text: String) {
    let fragment = text.trim().rsplit_once('#').map(|(_, fragment)| fragment);
    let shared = fragment
        .filter(|_| !text.trim_start().starts_with('{'))
        .and_then(vestibule_share::decode);
    dispatch.emit(match shared {
        Some(Ok(case)) => {
            let workspace = case_file::workspace(&case);
            let name = workspace.name.clone();
            Action::OpenWorkspace(Box::new(workspace), Some(NoticeKind::LinkOpened { name }))
        }
        Some(Err(error)) => Action::Notify(NoticeKind::LinkBroken {
            reason: error.message,
            help: error.help,
        }),
        None => Action::ImportCase {
            name: name.into(),
            text: text.into(),
        },
    });
    dispatch.emit(Action::Dialog(None));
}
