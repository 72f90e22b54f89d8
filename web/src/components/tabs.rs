//! What the side of the results shows: the sign-ins, or one of the answers about all of them.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::focus_id;
use crate::state::action::Action;
use crate::state::view::Tab;
use crate::text::{Text, use_text};

/// Those that there are, in their order.
const TABS: [Tab; 8] = [
    Tab::SignIns,
    Tab::People,
    Tab::Map,
    Tab::Guarantees,
    Tab::Compare,
    Tab::Recovery,
    Tab::Denials,
    Tab::Doors,
];

/// The element that shows what is chosen.
const PANEL: &str = "results-panel";

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) tab: Tab,
    pub(super) dispatch: Callback<Action>,
    /// What is chosen.
    pub(super) children: Html,
}

/// The tabs, and the panel of the one that is chosen.
#[component]
pub(super) fn Tabs(props: &Props) -> Html {
    let text = use_text();
    let chosen = shown(props.tab);
    let onkeydown = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(to) = neighbour(chosen, &event.key()) {
                event.prevent_default();
                dispatch.emit(Action::Tab(to));
                Timeout::new(0, move || focus_id(tab_id(to))).forget();
            }
        })
    };
    let tab = |tab: Tab| {
        let onclick = props.dispatch.reform(move |_: MouseEvent| Action::Tab(tab));
        let is_chosen = tab == chosen;
        html! {
            <button
                type="button" role="tab" id={tab_id(tab)} aria-selected={is_chosen.to_string()}
                aria-controls={PANEL} tabindex={if is_chosen { "0" } else { "-1" }} {onclick}
            >
                { label(&text, tab) }
            </button>
        }
    };
    html! {
        <>
            <div class="result-tabs" role="tablist" aria-label={text.say(id!("tabs-label"))} {onkeydown}>
                { for TABS.map(tab) }
            </div>
            <div
                class={classes!("results-panel", name(chosen))} id={PANEL} role="tabpanel"
                aria-labelledby={tab_id(chosen)}
            >
                { props.children.clone() }
            </div>
        </>
    }
}

/// The tab that is shown: a kept one of which there is none is the first.
pub(super) fn shown(tab: Tab) -> Tab {
    if TABS.contains(&tab) {
        tab
    } else {
        Tab::default()
    }
}

/// The word by which the style sheet knows it.
pub(super) fn name(tab: Tab) -> &'static str {
    match tab {
        Tab::SignIns => "of-sign-ins",
        Tab::People => "of-people",
        Tab::Map => "of-map",
        Tab::Guarantees => "of-guarantees",
        Tab::Compare => "of-compare",
        Tab::Recovery => "of-recovery",
        Tab::Denials => "of-denials",
        Tab::Doors => "of-doors",
    }
}

fn tab_id(tab: Tab) -> &'static str {
    match tab {
        Tab::SignIns => "tab-sign-ins",
        Tab::People => "tab-people",
        Tab::Map => "tab-map",
        Tab::Guarantees => "tab-guarantees",
        Tab::Compare => "tab-compare",
        Tab::Recovery => "tab-recovery",
        Tab::Denials => "tab-denials",
        Tab::Doors => "tab-doors",
    }
}

fn label(text: &Text, tab: Tab) -> AttrValue {
    match tab {
        Tab::SignIns => text.say(id!("tabs-sign-ins")),
        Tab::People => text.say(id!("people-title")),
        Tab::Map => text.say(id!("tabs-map")),
        Tab::Guarantees => text.say(id!("tabs-guarantees")),
        Tab::Compare => text.say(id!("tabs-compare")),
        Tab::Recovery => text.say(id!("tabs-recovery")),
        Tab::Denials => text.say(id!("tabs-denials")),
        Tab::Doors => text.say(id!("tabs-doors")),
    }
}

/// The tab to which a key goes.
fn neighbour(from: Tab, key: &str) -> Option<Tab> {
    let at = TABS.iter().position(|tab| *tab == from)?;
    let to = match key {
        "ArrowRight" => (at + 1) % TABS.len(),
        "ArrowLeft" => (at + TABS.len() - 1) % TABS.len(),
        "Home" => 0,
        "End" => TABS.len() - 1,
        _ => return None,
    };
    TABS.get(to).copied()
}
