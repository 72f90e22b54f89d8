//! The guide for first use: six steps, each beside the part of the page that it
//! speaks of. It covers nothing and can be put away at every step.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use super::focus_id;
use super::glyph::{self, glyph};
use crate::state::action::Action;
use crate::state::view::{Open, Panel, Settings};
use crate::text::{Nodes as _, id, use_text};

/// Set on the part of the page that a step speaks of; the style marks it.
const MARK: &str = "data-guided";

struct Step {
    title: &'static str,
    about: &'static str,
    /// Where its part is, the first that is there; a narrow page shows that panel.
    place: &'static [&'static str],
    panel: Panel,
    /// What the documents show meanwhile.
    open: Option<Open>,
}

const STEPS: [Step; 6] = [
    Step {
        title: id("guide-policies"),
        about: id("guide-policies-about"),
        place: &["#policies"],
        panel: Panel::Policies,
        open: None,
    },
    Step {
        title: id("guide-account"),
        about: id("guide-account-about"),
        place: &["[aria-labelledby='account-title']", "#policies"],
        panel: Panel::Policies,
        open: Some(Open::Account),
    },
    Step {
        title: id("guide-every"),
        about: id("guide-every-about"),
        place: &[".strip"],
        panel: Panel::SignIns,
        open: None,
    },
    Step {
        title: id("guide-sign-ins"),
        about: id("guide-sign-ins-about"),
        place: &["#sign-ins"],
        panel: Panel::SignIns,
        open: None,
    },
    Step {
        title: id("guide-why"),
        about: id("guide-why-about"),
        place: &["#why"],
        panel: Panel::Why,
        open: None,
    },
    Step {
        title: id("guide-keep"),
        about: id("guide-keep-about"),
        place: &["header.top"],
        panel: Panel::SignIns,
        open: None,
    },
];

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) settings: Settings,
    /// Someone asked for it, so it takes the focus.
    pub(crate) asked: bool,
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn Guide(props: &Props) -> Html {
    let text = use_text();
    let at = use_state(|| 0_usize);
    let heading = use_node_ref();
    let before = use_mut_ref(focused);
    {
        let (heading, dispatch, asked) = (heading.clone(), props.dispatch.clone(), props.asked);
        use_effect_with(*at, move |at| {
            let step = STEPS.get(*at);
            // The page that opens is left as it is; so is the focus.
            if let Some(step) = step.filter(|_| asked || *at > 0) {
                dispatch.emit(Action::Panel(step.panel));
                if let Some(open) = step.open {
                    dispatch.emit(Action::Open(open));
                }
                if let Some(heading) = heading.cast::<web_sys::HtmlElement>() {
                    let _ = heading.focus();
                }
            }
            // The part is there once its panel is shown.
            let places = step.map(|step| step.place).unwrap_or_default();
            // Nobody asked for the page that opens to be moved.
            let moves = asked || *at > 0;
            let showing = Timeout::new(0, move || mark(places, moves));
            move || {
                drop(showing);
                unmark();
            }
        });
    }
    let Some(step) = STEPS.get(*at) else {
        return html! {};
    };
    let close = {
        let (dispatch, settings) = (props.dispatch.clone(), props.settings.clone());
        let (before, panel) = (before.clone(), step.panel);
        Callback::from(move |()| {
            // The keyboard goes on where it was, or at the part that was spoken of.
            match before
                .borrow()
                .as_ref()
                .filter(|before| before.is_connected())
            {
                Some(before) => {
                    let _ = before.focus();
                }
                None => focus_id(panel_id(panel)),
            }
            dispatch.emit(Action::Dialog(None));
            if !settings.guided {
                dispatch.emit(Action::Settings(Settings {
                    guided: true,
                    ..settings.clone()
                }));
            }
        })
    };
    let go = |to: usize| {
        let at = at.clone();
        Callback::from(move |_: MouseEvent| at.set(to))
    };
    let onkeydown = {
        let close = close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                close.emit(());
            }
        })
    };
    let is_last = *at + 1 == STEPS.len();
    html! {
        <section class="guide" aria-labelledby="guide-title" {onkeydown}>
            <div class="guide-head">
                <span class="soft">
                    { text.with(id!("guide-step"), &[("step", (*at + 1).into()), ("steps", STEPS.len().into())]) }
                </span>
                <button
                    type="button" class="quiet only-icon" aria-label={text.say(id!("guide-close"))}
                    onclick={close.reform(|_: MouseEvent| ())}
                >
                    { glyph(glyph::X) }
                </button>
            </div>
            <h2 id="guide-title" tabindex="-1" ref={heading}>{ text.nodes(step.title, &[]) }</h2>
            <p>{ text.nodes(step.about, &[]) }</p>
            <div class="buttons">
                <button type="button" disabled={*at == 0} onclick={go(at.saturating_sub(1))}>
                    { text.say(id!("guide-back")) }
                </button>
                if is_last {
                    <button type="button" class="primary" onclick={close.reform(|_: MouseEvent| ())}>
                        { text.say(id!("guide-done")) }
                    </button>
                } else {
                    <button type="button" class="primary" onclick={go(*at + 1)}>
                        { text.say(id!("guide-next")) }
                    </button>
                }
            </div>
        </section>
    }
}

/// What has the focus, unless that is the page itself.
fn focused() -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    let active = document.active_element()?;
    let is_page = document.body().is_some_and(|body| *body == active);
    active.dyn_into().ok().filter(|_| !is_page)
}

fn panel_id(panel: Panel) -> &'static str {
    match panel {
        Panel::Policies => "policies",
        Panel::SignIns => "sign-ins",
        Panel::Why => "why",
    }
}

fn find(selector: &str) -> Option<Element> {
    let document = web_sys::window()?.document()?;
    document.query_selector(selector).ok().flatten()
}

/// Sets the mark on the first of these places that the page has, and brings it into sight.
fn mark(places: &[&str], moves: bool) {
    let Some(part) = places.iter().find_map(|place| find(place)) else {
        return;
    };
    // Without the mark the guide still says where the part is.
    let _ = part.set_attribute(MARK, "");
    if !moves {
        return;
    }
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    part.scroll_into_view_with_scroll_into_view_options(&options);
}

fn unmark() {
    while let Some(part) = find("[data-guided]") {
        if part.remove_attribute(MARK).is_err() {
            return;
        }
    }
}
