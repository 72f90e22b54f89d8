//! The ways files come into an import, and what a person knows beside them.

use vestibule_wire::Kind;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::components::documents::files::{self, Read};
use crate::components::documents::names;
use crate::components::glyph::{self, glyph};
use crate::state::action::Action;
use crate::state::importing::{ImportEdit, Imported};
use crate::text::{Nodes as _, Text, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) imported: Imported,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn Ask(props: &Props) -> Html {
    let text = use_text();
    let typed = use_state_eq(AttrValue::default);
    let (imported, dispatch) = (&props.imported, &props.dispatch);
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| {
            let area: HtmlTextAreaElement = event.target_unchecked_into();
            typed.set(area.value().into());
        })
    };
    let take = {
        let (typed, dispatch) = (typed.clone(), dispatch.clone());
        let name = pasted_name(&text, imported);
        Callback::from(move |_: MouseEvent| {
            dispatch.emit(files::import(vec![Read::Text {
                name: name.to_string(),
                text: typed.to_string(),
            }]));
            typed.set(AttrValue::default());
        })
    };
    let (chooser, folder) = (use_node_ref(), use_node_ref());
    {
        let folder = folder.clone();
        // It is an attribute that no markup of components knows.
        use_effect_with((), move |()| {
            if let Some(input) = folder.cast::<HtmlInputElement>() {
                let _ = input.set_attribute("webkitdirectory", "");
            }
        });
    }
    let onchange = {
        let arrived = dispatch.reform(files::import);
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let files = input.files();
            let files =
                files.map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect());
            files::read(files.unwrap_or_default(), arrived.clone());
            // So that the same may be chosen once more.
            input.set_value("");
        })
    };
    let click = |node: &NodeRef| {
        let node = node.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = node.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    html! {
        <section class="import-ask">
            <p class="hint">{ text.nodes(id!("import-takes"), &[]) }</p>
            <div class="buttons">
                <button type="button" class="primary" onclick={click(&chooser)}>
                    { glyph(glyph::UPLOAD) }<span>{ text.say(id!("import-files")) }</span>
                </button>
                <button type="button" onclick={click(&folder)}>
                    { glyph(glyph::UPLOAD) }<span>{ text.say(id!("import-folder")) }</span>
                </button>
                <input
                    type="file" ref={chooser} class="hidden import-files" multiple=true tabindex="-1" aria-hidden="true"
                    onchange={onchange.clone()}
                />
                <input type="file" ref={folder} class="hidden import-folder" tabindex="-1" aria-hidden="true" {onchange} />
            </div>
            <div class="field">
                <label for="import-paste">{ text.say(id!("import-paste")) }</label>
                <textarea
                    id="import-paste" class="code" rows="3" spellcheck="false" autocomplete="off" data-own-undo=""
                    value={(*typed).clone()} {oninput}
                />
            </div>
            <div class="buttons">
                <button type="button" disabled={typed.trim().is_empty()} onclick={take}>{ text.say(id!("import-add")) }</button>
            </div>
            if !imported.unread.is_empty() || imported.is_full {
                <ul class="wrong" role="alert">
                    { for imported.unread.iter().map(|path| html! {
                        <li>{ text.with(id!("import-unread"), &[("path", path.as_str().into())]) }</li>
                    }) }
                    if imported.is_full { <li>{ text.say(id!("import-full")) }</li> }
                </ul>
            }
            if !imported.files.is_empty() { { known_beside(&text, imported, dispatch) } }
        </section>
    }
}

/// The name of a text that has none, other than those that are there.
fn pasted_name(text: &Text, imported: &Imported) -> AttrValue {
    let name = |number: usize| text.with(id!("import-pasted"), &[("number", number.into())]);
    let is_free = |name: &AttrValue| imported.files.iter().all(|file| file.path != *name);
    // Of one more name than there are files, one is free.
    let names = (1..=imported.files.len() + 1).map(name);
    names.into_iter().find(is_free).unwrap_or_default()
}

/// What files do not tell of themselves.
fn known_beside(text: &Text, imported: &Imported, dispatch: &Callback<Action>) -> Html {
    let onchange = dispatch.reform(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::Import(Box::new(ImportEdit::Account(input.value().into())))
    });
    let kind = |kind: Kind| {
        let is_complete = imported.complete.contains(&kind);
        let onchange = dispatch.reform(move |event: Event| {
            let input = event
                .target()
                .and_then(|at| at.dyn_into::<HtmlInputElement>().ok());
            let checked = input.is_some_and(|input| input.checked());
            Action::Import(Box::new(ImportEdit::Complete(kind, checked)))
        });
        html! {
            <label class="check" key={kind.name()}>
                <input type="checkbox" checked={is_complete} {onchange} />
                <span>{ names::layers(text, names::layer(kind)) }</span>
            </label>
        }
    };
    html! {
        <details class="import-beside">
            <summary>{ text.say(id!("import-beside")) }</summary>
            <div class="field">
                <label for="import-whose">{ text.say(id!("import-whose")) }</label>
                <input
                    id="import-whose" class="code" inputmode="numeric" autocomplete="off" placeholder="111122223333"
                    value={imported.account.clone()} {onchange}
                />
            </div>
            <fieldset>
                <legend>{ text.say(id!("import-complete")) }</legend>
                { for Kind::ALL.into_iter().map(kind) }
            </fieldset>
        </details>
    }
}
