//! The ways in: a menu of layers, a choice of files, and what is dropped or pasted anywhere.

use std::rc::Rc;

use vestibule_wire::{Layer, NotPolicy, recognize};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::drops::use_drops;
use super::files::{self, Read};
use super::incoming::may_be_json;
use super::intake::Intake;
use super::names;
use super::pastes::use_pastes;
use super::said::{Said, Told, use_said};
use super::start::Start;
use super::statements::said_of_statements;
use crate::analysis::import::ImportFile;
use crate::components::dialog::Dialog;
use crate::components::focus::focus_soon;
use crate::components::glyph::{self, glyph};
use crate::components::menu::{Item, Menu};
use crate::state::action::{Action, Incoming};
use crate::state::documents::surplus;
use crate::state::view::{Dialog as StateDialog, Panel};
use crate::state::workspace::{LAYERS, Workspace};
use crate::text::{Text, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) workspace: Rc<Workspace>,
    /// Counts the workspaces that were opened.
    pub(super) generation: u64,
    /// The dialog that takes anything is open.
    pub(super) is_adding: bool,
    /// Files are imported.
    pub(super) is_importing: bool,
    pub(super) dispatch: Callback<Action>,
    pub(super) children: Html,
}

#[component]
pub(super) fn WaysIn(props: &Props) -> Html {
    let text = use_text();
    let said = use_said(
        props.generation,
        props.workspace.documents.len(),
        &props.dispatch,
    );
    let chooser = use_node_ref();
    let arrived = {
        let (text, dispatch, say) = (text.clone(), props.dispatch.clone(), said.say.clone());
        Callback::from(move |read: Vec<Read>| say.emit(arrive(&text, read, &dispatch)))
    };
    let dropped = {
        let (arrived, dispatch, is_importing) =
            (arrived.clone(), props.dispatch.clone(), props.is_importing);
        Callback::from(move |(read, has_folder): (Vec<Read>, bool)| {
            if has_folder || is_importing {
                dispatch.emit(files::import(read));
            } else {
                arrived.emit(read);
            }
        })
    };
    let over = use_drops(&dropped);
    use_pastes(&arrived);
    let onchange = {
        let (arrived, chooser) = (arrived.clone(), chooser.clone());
        Callback::from(move |_: Event| {
            let Some(input) = chooser.cast::<HtmlInputElement>() else {
                return;
            };
            let files = input.files();
            let files =
                files.map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect());
            files::read(files.unwrap_or_default(), arrived.clone());
            // So that a file may be chosen twice in a row.
            input.set_value("");
        })
    };
    let choose = {
        let chooser = chooser.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = chooser.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    html! {
        <div class={classes!("documents", over.then_some("dropping"))}>
            <div class="pane-head">
                <h2>{ text.say(id!("documents-title")) }</h2>
                <Menu
                    label={text.say(id!("documents-add"))} to_left=true items={additions(&text, props)}
                    content={html! { <>{ glyph(glyph::PLUS) }<span>{ text.say(id!("documents-add")) }</span></> }}
                />
                <button type="button" class="quiet" onclick={choose.clone()}>
                    { glyph(glyph::UPLOAD) }<span>{ text.say(id!("documents-files")) }</span>
                </button>
                <input
                    type="file" ref={chooser} class="hidden" multiple=true tabindex="-1" aria-hidden="true"
                    accept=".json,.txt,application/json,text/plain" {onchange}
                />
            </div>
            if props.is_adding {
                <Dialog title={text.say(id!("start-title"))} on_close={props.dispatch.reform(|()| Action::Dialog(None))}>
                    <Start
                        prefix="add" said={said} arrived={arrived} choose={choose}
                        dispatch={props.dispatch.clone()}
                    />
                </Dialog>
            } else if props.workspace.documents.is_empty() {
                <section class="start-pane" aria-label={text.say(id!("start-title"))}>
                    <Start
                        prefix="start" said={said} arrived={arrived} choose={choose}
                        dispatch={props.dispatch.clone()}
                    />
                </section>
            } else {
                <Said ..said />
            }
            { props.children.clone() }
            if over { <p class="drop-here">{ text.say(id!("documents-drop")) }</p> }
        </div>
    }
}

/// Where the text of the document that is open is written.
pub(super) const EDITED: &str = ".document-open .cm-content, .document-open .editor-plain";

fn additions(text: &Text, props: &Props) -> Vec<Item> {
    let shown = props.workspace.shown_account();
    let mut own = props.workspace.of_layer(Layer::ResourceBased);
    let has_resource_based = own.any(|document| document.account == shown);
    let form = Item::Do {
        label: text.say(id!("statements-open")),
        glyph: None,
        key: None,
        enabled: true,
        action: props
            .dispatch
            .reform(|()| Action::Dialog(Some(StateDialog::Statements))),
    };
    let layers = LAYERS.into_iter();
    layers
        .map(|layer| Item::Do {
            label: names::one(text, layer),
            glyph: None,
            key: None,
            // There is one at most.
            enabled: layer != Layer::ResourceBased || !has_resource_based,
            action: props.dispatch.reform(move |()| {
                focus_soon(EDITED);
                Action::AddDocument(Incoming {
                    layer,
                    name: AttrValue::default(),
                    target: AttrValue::default(),
                    text: AttrValue::default(),
                    account: AttrValue::default(),
                })
            }),
        })
        // Its form is that of one account.
        .chain(props.workspace.organization.is_none().then_some(form))
        .collect()
}

/// True for several files of which one is the output of a command that no workspace takes by
/// itself, and for what is more than a document.
fn is_import(read: &[Read]) -> bool {
    let is_output = |read: &Read| match read {
        Read::Text { name, text } => is_known(name, text),
        Read::TooLarge { .. } | Read::Failed { .. } => false,
    };
    let is_large_output = |read: &Read| match read {
        Read::Text { text, .. } => read.is_large() && may_be_json("", text),
        Read::TooLarge { .. } | Read::Failed { .. } => false,
    };
    read.iter().any(is_large_output) || (read.len() > 1 && read.iter().any(is_output))
}

/// True for a text of which it is known what it is, and that holds no policy.
fn is_known(name: &str, text: &str) -> bool {
    match recognize(text).not_policy {
        Some(NotPolicy::Text(_)) => true,
        Some(_) => may_be_json(name, text),
        None => false,
    }
}

/// Hands on what was read, and returns what is to be said of the rest.
fn arrive(text: &Text, read: Vec<Read>, dispatch: &Callback<Action>) -> Told {
    if is_import(&read) {
        dispatch.emit(files::import(read));
        return Told::default();
    }
    let outputs = outputs(text, &read);
    let Intake {
        mut documents,
        facts,
        statements,
        of_statements,
        cases,
        left_out,
        denied,
    } = Intake::of(read);
    let mut said: Vec<AttrValue> = left_out.iter().map(|one| one.say(text)).collect();
    for document in surplus(&mut documents) {
        let name = Some(document.name).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| names::one(text, document.layer));
        said.push(text.with(id!("documents-surplus"), &[("name", name.as_str().into())]));
    }
    let is_nothing = documents.is_empty() && cases.is_empty() && denied.is_none();
    if !said.is_empty() || denied.is_some() {
        // On a narrow page it is to be seen what was left out.
        dispatch.emit(Action::Panel(Panel::Policies));
    }
    if !documents.is_empty() {
        said.push(text.with(id!("documents-added"), &[("count", documents.len().into())]));
    }
    said.extend(said_of_statements(text, statements.len(), &of_statements));
    if !documents.is_empty() || !facts.is_empty() || !statements.is_empty() {
        dispatch.emit(Action::Dialog(None));
        dispatch.emit(Action::TakeIn(documents, facts, statements));
    }
    // A case file is a workspace of its own: it comes last, and stays open.
    for (name, content) in cases {
        dispatch.emit(Action::ImportCase {
            name: name.into(),
            text: content.into(),
        });
    }
    Told {
        lines: said,
        // What is taken in some other way needs no offer.
        import: if is_nothing { outputs } else { Vec::new() },
        denied: denied.map(Into::into),
    }
}

/// The texts of which each says something together with others, named.
fn outputs(text: &Text, read: &[Read]) -> Vec<Rc<ImportFile>> {
    let output = |read: &Read| match read {
        Read::Text { name, text: output } if is_known(name, output) => {
            let path = match name.as_str() {
                "" => text.with(id!("import-pasted"), &[("number", 1.into())]),
                name => name.to_owned().into(),
            };
            let text = output.clone().into();
            Some(Rc::new(ImportFile { path, text }))
        }
        Read::Text { .. } | Read::TooLarge { .. } | Read::Failed { .. } => None,
    };
    read.iter().filter_map(output).collect()
}
