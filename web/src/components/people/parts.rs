//! The parts of a network from which a person is decided otherwise, above why one of them is
//! decided so.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::dialog::open_at;
use super::square::{outcome, place};
use crate::components::glyph::{self, glyph};
use crate::components::icon;
use crate::components::scenarios::facts;
use crate::evaluate::regions::Regions;
use crate::evaluate::squares::{Cut, Part, Square};
use crate::state::action::Action;
use crate::state::grid::Looked;
use crate::state::view::Dialog;
use crate::state::workspace::Workspace;
use crate::text::{Text, use_text};

/// So many parts are shown.
const SHOWN: usize = 20;

/// The square that is looked at.
#[derive(Clone, Properties, PartialEq)]
pub(crate) struct Parted {
    pub(crate) workspace: Rc<Workspace>,
    pub(crate) looked: Looked,
    /// `None` until it is decided.
    pub(crate) square: Option<Rc<Square>>,
    /// The sign-in is no row of the table.
    pub(crate) is_beside: bool,
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn Parts(props: &Parted) -> Html {
    let text = use_text();
    let looked = &props.looked;
    let mut sites = props.workspace.sites.iter();
    let Some(site) = sites.find(|site| site.id == looked.place.site) else {
        return html! {};
    };
    let set_region = {
        let (dispatch, id) = (props.dispatch.clone(), site.id);
        Callback::from(move |_: MouseEvent| {
            dispatch.emit(Action::Dialog(Some(Dialog::People)));
            Timeout::new(0, move || open_at(format!("f{id}-region"), 40)).forget();
        })
    };
    let add = props.dispatch.reform(|_: MouseEvent| Action::AddLooked);
    html! {
        <div class="square-parts">
            if let Some(told) = props.square.as_ref().and_then(|square| regions(&text, square, &facts::network(&site.network))) {
                <p>{ told }{ " " }<button type="button" class="link" onclick={set_region}>{ text.say(id!("people-set-region")) }</button></p>
            }
            if let Some(square) = props.square.as_ref().filter(|square| square.cut != Cut::One) {
                <p>{ said(&text, square, &facts::network(&site.network)) }</p>
                if square.parts.len() > 1 {
                    <ul>
                        { for square.parts.iter().take(SHOWN).enumerate().map(|(index, part)| one(&text, props, index, part)) }
                    </ul>
                }
                if square.parts.len() > SHOWN {
                    <p class="soft">{ text.with(id!("people-more-parts"), &[("count", (square.parts.len() - SHOWN).into())]) }</p>
                }
                if !looked.sample.is_empty() {
                    <p class="soft">{ text.with(id!("people-sample"), &[("address", looked.sample.as_str().into())]) }</p>
                }
            }
            if props.is_beside {
                <button type="button" class="quiet" onclick={add}>
                    { glyph(glyph::PLUS) }{ text.say(id!("people-add-row")) }
                </button>
            }
        </div>
    }
}

/// In which Regions the square is decided, where its network does not tell.
fn regions(text: &Text, square: &Square, network: &str) -> Option<AttrValue> {
    let regions = square.regions.list().join(", ");
    let told = [
        ("network", network.into()),
        ("regions", regions.as_str().into()),
    ];
    Some(match &square.regions {
        Regions::Told => return None,
        Regions::Known(_) => text.with(id!("people-said-known"), &told[1..]),
        Regions::Pinned(_) => text.with(id!("people-said-pinned"), &told),
        Regions::Tried(list) if list.len() < 2 => {
            let told = [
                ("network", network.into()),
                ("region", regions.as_str().into()),
            ];
            text.with(id!("people-said-assumed"), &told)
        }
        Regions::Tried(_) => text.with(id!("people-said-tried"), &told),
    })
}

/// What holds for all addresses of the network.
fn said(text: &Text, square: &Square, network: &str) -> AttrValue {
    let told = [("network", network.into())];
    match square.cut {
        Cut::TooMany => text.with(id!("people-said-too-many"), &told),
        Cut::Samples => text.with(id!("people-said-samples"), &told),
        Cut::One | Cut::Exact => match (square.outcome(), square.is_mixed()) {
            (Some(outcome), _) => {
                let told = [
                    ("network", network.into()),
                    ("outcome", outcome.name().into()),
                ];
                text.with(id!("people-said-all"), &told)
            }
            (None, true) if square.parts.iter().all(|part| part.ranges.is_empty()) => {
                text.say(id!("people-said-regions"))
            }
            (None, true) => text.with(id!("people-said-partly"), &told),
            (None, false) => text.with(id!("people-said-none"), &told),
        },
    }
}

fn one(text: &Text, props: &Parted, index: usize, part: &Part) -> Html {
    let looked = &props.looked;
    let square = looked.place;
    let pressed = looked.sample == part.sample && looked.region == part.region;
    let onclick = props
        .dispatch
        .reform(move |_: MouseEvent| Action::LookAt(square, index));
    let class = part.outcome.map(|outcome| outcome.name());
    html! {
        <li>
            <button type="button" class="quiet" aria-pressed={pressed.to_string()} {onclick}>
                <span class={classes!("verdict", "whole", class)}>
                    if let Some(outcome) = part.outcome { { icon::outcome(outcome) } }
                    <span class="word">{ outcome(text, part.outcome) }</span>
                </span>
                <span class="ranges" translate="no">{ place(text, part) }</span>
            </button>
        </li>
    }
}
