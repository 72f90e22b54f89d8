//! People and networks from elsewhere: a list that is pasted, and another workspace.

use std::rc::Rc;

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::components::field::Select;
use crate::state::action::{Action, StoreCommand};
use crate::state::feeding::Lists;
use crate::state::pasted_list::{self, Trouble};
use crate::state::saved::{SavedWorkspace, StoreInfo};
use crate::text::{Text, nodes, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) store: Rc<StoreInfo>,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn Bring(props: &Props) -> Html {
    let text = use_text();
    html! {
        <section class="bring" aria-label={text.say(id!("people-bring"))}>
            <Paste dispatch={props.dispatch.clone()} />
            <Take store={props.store.clone()} dispatch={props.dispatch.clone()} />
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct PasteProps {
    dispatch: Callback<Action>,
}

#[component]
fn Paste(props: &PasteProps) -> Html {
    let text = use_text();
    let typed = use_state(AttrValue::default);
    // What was not understood the last time, line by line.
    let rest = use_state(Vec::<(AttrValue, Trouble)>::new);
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| {
            let area: HtmlTextAreaElement = event.target_unchecked_into();
            typed.set(area.value().into());
        })
    };
    let add = {
        let (typed, rest, dispatch) = (typed.clone(), rest.setter(), props.dispatch.clone());
        Callback::from(move |_: MouseEvent| {
            let list = pasted_list::read(&typed);
            let lines: Vec<&str> = list.rest.iter().map(|(line, _)| &**line).collect();
            // What is not understood stays in the field.
            typed.set(lines.join("\n").into());
            rest.set(list.rest);
            if !(list.people.is_empty() && list.networks.is_empty()) {
                dispatch.emit(Action::TakeLists(Lists {
                    people: list.people,
                    networks: list.networks,
                }));
            }
        })
    };
    let wrong_id = (!rest.is_empty()).then_some("people-paste-wrong");
    html! {
        <div class="field wide">
            <label for="people-paste">{ text.say(id!("people-paste")) }</label>
            <textarea
                id="people-paste" class="code" rows="4" spellcheck="false" value={(*typed).clone()} {oninput}
                placeholder="Office 1, 203.0.113.0/26"
                aria-invalid={wrong_id.map(|_| "true")} aria-describedby={wrong_id}
            />
            if !rest.is_empty() {
                <ul class="wrong" id="people-paste-wrong" role="status">
                    { for rest.iter().map(|(line, trouble)| html! {
                        <li><q translate="no">{ line }</q>{ " " }{ nodes(&why(&text, trouble)) }</li>
                    }) }
                </ul>
            }
            <button type="button" onclick={add}>
                { text.say(id!("people-paste-add")) }
            </button>
        </div>
    }
}

fn why(text: &Text, trouble: &Trouble) -> AttrValue {
    match trouble {
        Trouble::NoNetworkNorArn => text.say(id!("people-wrong-nothing")),
        Trouble::Both => text.say(id!("people-wrong-both")),
        Trouble::Several => text.say(id!("people-wrong-several")),
        Trouble::NotAPrincipal(arn) => text.with(
            id!("people-wrong-principal"),
            &[("text", arn.as_str().into())],
        ),
        Trouble::NotAnAddress(address) => text.with(
            id!("people-wrong-address"),
            &[("text", address.as_str().into())],
        ),
        Trouble::HostBits { told, meant } => {
            let both = [
                ("text", told.as_str().into()),
                ("meant", meant.as_str().into()),
            ];
            text.with(id!("people-wrong-host-bits"), &both)
        }
    }
}

#[derive(Properties, PartialEq)]
struct TakeProps {
    store: Rc<StoreInfo>,
    dispatch: Callback<Action>,
}

#[component]
fn Take(props: &TakeProps) -> Html {
    let text = use_text();
    let chosen = use_state_eq(|| 0);
    {
        let dispatch = props.dispatch.clone();
        use_effect_with((), move |()| {
            dispatch.emit(Action::Store(StoreCommand::Refresh));
        });
    }
    let is_other = |kept: &&Rc<SavedWorkspace>| kept.key != props.store.current;
    let others: Vec<Rc<SavedWorkspace>> = props
        .store
        .workspaces
        .iter()
        .filter(is_other)
        .cloned()
        .collect();
    if others.is_empty() {
        return html! {};
    }
    let at = (*chosen).min(others.len() - 1);
    let options: Vec<AttrValue> = others.iter().map(|kept| kept.name.clone()).collect();
    let key = others
        .get(at)
        .map(|kept| kept.key.clone())
        .unwrap_or_default();
    let take = props
        .dispatch
        .reform(move |_: MouseEvent| Action::Store(StoreCommand::TakeLists(key.clone())));
    let setter = chosen.setter();
    html! {
        <div class="fields">
            <Select
                id="people-take" label={text.say(id!("people-take"))} {options} chosen={at}
                on_choose={Callback::from(move |index: usize| setter.set(index))}
            />
            <button type="button" class="beside" onclick={take}>{ text.say(id!("people-take-do")) }</button>
        </div>
    }
}
