//! The sign-in: through which door, who, from where.

use std::rc::Rc;

use vestibule_wire::Entry;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::context_rows::ContextRows;
use super::network::Network;
use super::text_field::TextField;
use crate::first::evaluate::Problem;
use crate::first::state::Action;
use crate::first::state::field::Field;
use crate::first::state::input::Request;
use crate::first::state::preset::Preset;
use crate::text;

/// Regions that people are most likely to mean; any other may be typed.
const REGIONS: [&str; 10] = [
    "us-east-1",
    "us-east-2",
    "us-west-2",
    "ca-central-1",
    "eu-west-1",
    "eu-central-1",
    "ap-northeast-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-south-1",
];

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) request: Request,
    pub(crate) problems: Rc<[Problem]>,
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn SignIn(props: &Props) -> Html {
    let request = &props.request;
    let (problems, dispatch) = (&props.problems, &props.dispatch);
    html! {
        <section class="card" aria-labelledby="sign-in-title">
            <h2 id="sign-in-title">{ text::SIGN_IN }</h2>
            <div class="fields">
                <div class="field">
                    <label for={Field::Entry.dom_id()}>{ text::ENTRY }</label>
                    { entries(request.entry, dispatch) }
                </div>
                <TextField
                    field={Field::Region} label={text::REGION} value={request.region.clone()}
                    placeholder="us-east-1" list="regions"
                    problems={problems.clone()} dispatch={dispatch.clone()}
                />
                <datalist id="regions">
                    { for REGIONS.iter().map(|region| html! { <option value={*region} /> }) }
                </datalist>
            </div>
            <div class="principal">
            <TextField
                field={Field::Principal} label={text::PRINCIPAL} value={request.principal.clone()}
                class="wide" placeholder="arn:aws:iam::111122223333:user/Alice"
                problems={problems.clone()} dispatch={dispatch.clone()}
            />
            <div class="chips presets" role="group" aria-label={text::PRESETS}>
                <span aria-hidden="true">{ text::PRESETS }</span>
                { for Preset::ALL.into_iter().map(|preset| {
                    let onclick = dispatch.reform(move |_: MouseEvent| Action::Preset(preset));
                    html! {
                        <button type="button" class="chip" {onclick}>{ text::preset(preset) }</button>
                    }
                }) }
            </div>
            </div>
            <Network request={request.clone()} problems={problems.clone()} dispatch={dispatch.clone()} />
            <ContextRows
                rows={request.context.clone()} problems={problems.clone()} dispatch={dispatch.clone()}
            />
        </section>
    }
}

fn entries(chosen: Entry, dispatch: &Callback<Action>) -> Html {
    let onchange = dispatch.reform(|event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        let index = usize::try_from(select.selected_index()).unwrap_or(0);
        Action::Entry(Entry::ALL.get(index).copied().unwrap_or_default())
    });
    html! {
        <select id={Field::Entry.dom_id()} {onchange}>
            { for Entry::ALL.into_iter().map(|entry| html! {
                <option value={entry.name()} selected={entry == chosen}>{ text::entry(entry) }</option>
            }) }
        </select>
    }
}
