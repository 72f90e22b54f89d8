//! Files of AWS tools: taken in one by one, many at once or as a folder; what they come to, and
//! what that would change, before it is taken.

mod ask;
mod change;
mod report;

use std::rc::Rc;

use vestibule_wire::declares_unknown;
use yew::prelude::*;

use super::dialog::Dialog;
use crate::analysis::import::ImportTold;
use crate::state::action::Action;
use crate::state::importing::{ImportEdit, Imported};
use crate::state::workspace::Workspace;
use crate::text::{Text, use_text};
use ask::Ask;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) imported: Imported,
    /// The workspace that is open holds what somebody made.
    pub(super) is_anything_here: bool,
    pub(super) dispatch: Callback<Action>,
}

/// Does that with the import.
fn edit(dispatch: &Callback<Action>, edit: ImportEdit) -> Callback<MouseEvent> {
    dispatch.reform(move |_: MouseEvent| Action::Import(Box::new(edit.clone())))
}

#[component]
pub(super) fn ImportDialog(props: &Props) -> Html {
    let text = use_text();
    let (imported, dispatch) = (&props.imported, &props.dispatch);
    let is_ready = imported.workspace.is_some();
    let foot = html! {
        <>
            if !imported.files.is_empty() {
                <button type="button" onclick={edit(dispatch, ImportEdit::Clear)}>{ text.say(id!("import-clear")) }</button>
            }
            if props.is_anything_here {
                <button type="button" disabled={!is_ready} onclick={edit(dispatch, ImportEdit::Replace)}>
                    { text.say(id!("import-replace")) }
                </button>
            }
            <button type="button" class="primary" disabled={!is_ready} onclick={edit(dispatch, ImportEdit::Open)}>
                { text.say(id!("import-open")) }
            </button>
        </>
    };
    html! {
        <Dialog
            title={text.say(id!("import-title"))} large=true takes_files=true {foot}
            on_close={dispatch.reform(|()| Action::Dialog(None))}
        >
            <Ask imported={imported.clone()} dispatch={dispatch.clone()} />
            if !imported.files.is_empty() {
                <section class="import-result" aria-labelledby="import-result" aria-busy={imported.told.is_none().to_string()}>
                    <h3 id="import-result">{ text.say(id!("import-result")) }</h3>
                    <div role="status">{ standing(&text, imported) }</div>
                    if let Some(told) = &imported.told { { report::all(&text, told, dispatch) } }
                </section>
            }
            if let Some(change) = &imported.change { { change::all(&text, change) } }
        </Dialog>
    }
}

/// What the files come to, in one sentence.
fn standing(text: &Text, imported: &Imported) -> Html {
    let said = match (&imported.told, &imported.workspace) {
        (Some(told), Some(workspace)) => summary(text, told, workspace),
        (Some(_), None) => text.say(id!("import-nothing")),
        (None, _) if imported.stopped.is_some() => text.say(id!("import-stopped")),
        (None, _) => {
            let working = match imported.is_late {
                true => text.say(id!("import-late")),
                false => text.say(id!("import-working")),
            };
            return html! { <p><span class="spinner" aria-hidden="true"></span>{ " " }{ working }</p> };
        }
    };
    html! { <p><strong>{ said }</strong></p> }
}

fn summary(text: &Text, told: &ImportTold, workspace: &Rc<Workspace>) -> AttrValue {
    let used = told.files.iter().filter(|file| !file.used.is_empty());
    let known = workspace.documents.iter();
    let policies = known
        .filter(|document| !declares_unknown(&document.text))
        .count();
    match &workspace.organization {
        Some(organization) => text.with(
            id!("import-organization"),
            &[
                ("organization", (&*organization.id).into()),
                ("accounts", organization.places().len().into()),
                ("policies", policies.into()),
                ("files", (used.count() + told.files_left_out).into()),
            ],
        ),
        None => text.with(
            id!("import-account"),
            &[
                ("account", (&*workspace.account.id).into()),
                ("policies", policies.into()),
                ("files", (used.count() + told.files_left_out).into()),
            ],
        ),
    }
}
