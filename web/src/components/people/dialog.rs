//! The lists of people and networks, and a sign-in for each pair of them.

use std::collections::HashSet;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use vestibule_wire::Entry;
use yew::prelude::*;

use super::bring::Bring;
use crate::components::dialog::Dialog;
use crate::components::field::{Select, TextField, checked};
use crate::components::focus_id;
use crate::components::glyph::{self, glyph};
use crate::components::personas;
use crate::components::scenarios::facts;
use crate::components::scenarios::network::NetworkFields;
use crate::state::action::{Action, PersonaEdit, SiteEdit};
use crate::state::persona::{Persona, PersonaKind, Site, SiteKind};
use crate::state::saved::StoreInfo;
use crate::state::workspace::Workspace;
use crate::text::{Text, use_text};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) workspace: Rc<Workspace>,
    pub(crate) store: Rc<StoreInfo>,
    /// What is to be known of the policies.
    pub(crate) warned: Html,
    pub(crate) dispatch: Callback<Action>,
}

/// What is left out of the matrix; what is new is in it.
#[derive(Clone, Default, PartialEq)]
struct LeftOut(HashSet<u32>);

impl LeftOut {
    fn toggled(&self, id: u32, is_in: bool) -> Self {
        let mut out = self.0.clone();
        if is_in {
            out.remove(&id);
        } else {
            out.insert(id);
        }
        Self(out)
    }

    fn chosen(&self, ids: impl Iterator<Item = u32>) -> Vec<u32> {
        ids.filter(|id| !self.0.contains(id)).collect()
    }
}

#[component]
pub(crate) fn People(props: &Props) -> Html {
    let text = use_text();
    let left_out = use_state(LeftOut::default);
    let workspace = &props.workspace;
    let who = left_out.chosen(workspace.personas.iter().map(|persona| persona.id));
    let from = left_out.chosen(workspace.sites.iter().map(|site| site.id));
    let count = workspace.missing(&who, &from);
    let close = props.dispatch.reform(|()| Action::Dialog(None));
    let generate = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            dispatch.emit(Action::Generate {
                personas: who.clone(),
                sites: from.clone(),
            });
            dispatch.emit(Action::Dialog(None));
        })
    };
    let usual = props.dispatch.reform(|_: MouseEvent| Action::UsualLists);
    let feed = props.dispatch.reform(|_: MouseEvent| Action::FeedLists);
    let toggle = {
        let left_out = left_out.clone();
        Callback::from(move |(id, is_in): (u32, bool)| left_out.set(left_out.toggled(id, is_in)))
    };
    let foot = html! {
        <>
            <button type="button" class="quiet" onclick={feed}>
                { glyph(glyph::DOWNLOAD) }{ text.say(id!("people-feed")) }
            </button>
            <button type="button" class="quiet" onclick={usual}>{ text.say(id!("matrix-usual")) }</button>
            <span class="grow"></span>
            <button type="button" class="primary" disabled={count == 0} onclick={generate}>
                { text.with(id!("matrix-add"), &[("count", count.into())]) }
            </button>
        </>
    };
    html! {
        <Dialog title={text.say(id!("matrix-title"))} large=true on_close={close} {foot}>
            <p class="hint">{ text.say(id!("matrix-intro")) }</p>
            { props.warned.clone() }
            <div class="matrix">
                <section aria-label={text.say(id!("matrix-who"))}>
                    <h3>{ text.say(id!("matrix-who")) }</h3>
                    <ul>
                        { for workspace.personas.iter().map(|persona| html! {
                            <PersonaRow
                                key={persona.id} persona={persona.clone()} is_in={!left_out.0.contains(&persona.id)}
                                toggle={toggle.clone()} dispatch={props.dispatch.clone()}
                            />
                        }) }
                    </ul>
                    <div class="chips" role="group" aria-label={text.say(id!("matrix-add-who"))}>
                        <span class="hint" aria-hidden="true">{ text.say(id!("matrix-add-who")) }</span>
                        { for PersonaKind::ALL.map(|kind| add(personas::kind(&text, kind), Action::AddPersona(Some(kind)), props)) }
                        { add(text.say(id!("matrix-other")), Action::AddPersona(None), props) }
                    </div>
                </section>
                <section aria-label={text.say(id!("matrix-from"))}>
                    <h3>{ text.say(id!("matrix-from")) }</h3>
                    <ul>
                        { for workspace.sites.iter().map(|site| html! {
                            <SiteRow
                                key={site.id} site={site.clone()} is_in={!left_out.0.contains(&site.id)}
                                toggle={toggle.clone()} dispatch={props.dispatch.clone()}
                            />
                        }) }
                    </ul>
                    <div class="chips" role="group" aria-label={text.say(id!("matrix-add-from"))}>
                        <span class="hint" aria-hidden="true">{ text.say(id!("matrix-add-from")) }</span>
                        { for SiteKind::ALL.map(|kind| add(personas::site(&text, kind), Action::AddSite(Some(kind)), props)) }
                        { add(text.say(id!("matrix-other")), Action::AddSite(None), props) }
                    </div>
                </section>
            </div>
            <Bring store={props.store.clone()} dispatch={props.dispatch.clone()} />
        </Dialog>
    }
}

/// Opens the entry that a field belongs to, and goes there, once the dialog is open. It is looked
/// for so many times at most.
pub(super) fn open_at(id: String, tries: u32) {
    let document = web_sys::window().and_then(|window| window.document());
    let field = document.and_then(|document| document.get_element_by_id(&id));
    let found = field.filter(|field| matches!(field.closest("dialog[open]"), Ok(Some(_))));
    match found.and_then(|field| field.closest("details").ok().flatten()) {
        Some(details) => {
            // Fails only for a name that is none.
            let _ = details.set_attribute("open", "");
            focus_id(&id);
        }
        None if tries > 0 => {
            Timeout::new(50, move || open_at(id, tries - 1)).forget();
        }
        None => {}
    }
}

fn add(label: AttrValue, action: Action, props: &Props) -> Html {
    let onclick = props.dispatch.reform(move |_: MouseEvent| action.clone());
    html! {
        <button type="button" class="chip" {onclick}>{ glyph(glyph::PLUS) }{ label }</button>
    }
}

/// The check box and the head of an entry: what it is called, and how to
/// change it.
struct Head {
    id: u32,
    is_in: bool,
    name: AttrValue,
    summary: String,
    toggle: Callback<(u32, bool)>,
    remove: Callback<MouseEvent>,
}

fn entry(text: &Text, head: Head, fields: Html) -> Html {
    let Head {
        id,
        is_in,
        name,
        summary,
        toggle,
        remove,
    } = head;
    let onchange = toggle.reform(move |event: Event| (id, checked(&event)));
    let named = [("name", name.as_str().into())];
    html! {
        <li class="matrix-row">
            <label class="choice">
                <input type="checkbox" checked={is_in} {onchange} />
                <span><span class="name">{ &name }</span>{ " " }<span class="facts">{ summary }</span></span>
            </label>
            <details>
                <summary aria-label={text.with(id!("matrix-edit"), &named)}>{ glyph(glyph::ELLIPSIS) }</summary>
                <div class="fields">
                    { fields }
                    <button type="button" class="beside" onclick={remove}>
                        { glyph(glyph::TRASH) }{ text.say(id!("table-remove")) }
                    </button>
                </div>
            </details>
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct PersonaProps {
    persona: Rc<Persona>,
    is_in: bool,
    toggle: Callback<(u32, bool)>,
    dispatch: Callback<Action>,
}

#[component]
fn PersonaRow(props: &PersonaProps) -> Html {
    let text = use_text();
    let persona = &props.persona;
    let id = persona.id;
    let on_edit = props
        .dispatch
        .reform(move |edit: PersonaEdit| Action::Persona(id, edit));
    let who = crate::components::decision::words::principal(&persona.principal);
    let head = Head {
        id,
        is_in: props.is_in,
        name: named(&text, &persona.name),
        summary: who,
        toggle: props.toggle.clone(),
        remove: props
            .dispatch
            .reform(move |_: MouseEvent| Action::RemovePersona(id)),
    };
    let entries = Entry::ALL.map(|entry| facts::entry(&text, entry)).to_vec();
    let chosen = Entry::ALL.iter().position(|entry| *entry == persona.entry);
    let on_entry = on_edit.reform(|index: usize| {
        PersonaEdit::Entry(Entry::ALL.get(index).copied().unwrap_or_default())
    });
    entry(
        &text,
        head,
        html! {
            <>
                <TextField id={format!("p{id}-name")} label={text.say(id!("table-name"))} value={persona.name.clone()}
                    on_input={on_edit.reform(PersonaEdit::Name)} />
                <Select id={format!("p{id}-entry")} label={text.say(id!("table-entry"))} options={entries}
                    chosen={chosen.unwrap_or(0)} on_choose={on_entry} />
                <TextField id={format!("p{id}-arn")} label={text.say(id!("matrix-principal"))} class="wide" code=true list="principals"
                    value={persona.principal.clone()} on_input={on_edit.reform(PersonaEdit::Principal)} />
            </>
        },
    )
}

#[derive(Properties, PartialEq)]
struct SiteProps {
    site: Rc<Site>,
    is_in: bool,
    toggle: Callback<(u32, bool)>,
    dispatch: Callback<Action>,
}

#[component]
fn SiteRow(props: &SiteProps) -> Html {
    let text = use_text();
    let site = &props.site;
    let id = site.id;
    let on_edit = props
        .dispatch
        .reform(move |edit: SiteEdit| Action::Site(id, edit));
    let mut summary = facts::network(&site.network);
    if !site.region.trim().is_empty() {
        summary = format!("{summary} · {}", site.region.trim());
    }
    let head = Head {
        id,
        is_in: props.is_in,
        name: named(&text, &site.name),
        summary,
        toggle: props.toggle.clone(),
        remove: props
            .dispatch
            .reform(move |_: MouseEvent| Action::RemoveSite(id)),
    };
    entry(
        &text,
        head,
        html! {
            <>
                <TextField id={format!("f{id}-name")} label={text.say(id!("table-name"))} value={site.name.clone()}
                    on_input={on_edit.reform(SiteEdit::Name)} />
                <TextField id={format!("f{id}-region")} label={text.say(id!("table-region"))} value={site.region.clone()}
                    code=true placeholder="us-east-1" list="regions" on_input={on_edit.reform(SiteEdit::Region)} />
                <div class="wide">
                    <NetworkFields id={format!("f{id}-network")} legend={text.say(id!("table-network"))}
                        network={site.network.clone()} on_change={on_edit.reform(SiteEdit::Network)} />
                </div>
            </>
        },
    )
}

fn named(text: &Text, name: &AttrValue) -> AttrValue {
    if name.trim().is_empty() {
        text.say(id!("table-unnamed"))
    } else {
        name.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_is_in_the_matrix() {
        let none = LeftOut::default();
        assert_eq!(none.chosen([1, 2].into_iter()), [1, 2]);
        let out = none.toggled(2, false);
        assert_eq!(out.chosen([1, 2, 3].into_iter()), [1, 3]);
        assert_eq!(out.toggled(2, true).chosen([1, 2].into_iter()), [1, 2]);
    }
}
