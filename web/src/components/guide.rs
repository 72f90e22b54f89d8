//! The guide for first use: six steps, each beside the part of the page that it
//! speaks of. It stands below the header, so it covers nothing, and can be put away at every step.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use super::focus_id;
use super::glyph::{self, glyph};
use crate::state::action::Action;
use crate::state::view::{Open, Panel, Settings};
use crate::state::workspace::Workspace;
use crate::text::{Nodes as _, Text, id, use_text};

/// Where Escape means something else.
const OWN_ESCAPE: &str = ".cm-editor, .menu-holder, .grid, input, textarea, select";

/// So that what a screen reader says of the page comes first.
const SAID_AFTER_MS: u32 = 1_000;

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
        place: &["#why", "#sign-ins"],
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
    pub(crate) workspace: Rc<Workspace>,
    /// What the policies show.
    pub(crate) open: Open,
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn Guide(props: &Props) -> Html {
    let text = use_text();
    let at = use_state(|| 0_usize);
    let heading = use_node_ref();
    let before = use_mut_ref(focused);
    // What the policies showed before a step showed something else.
    let shown_before = use_mut_ref(|| None::<Open>);
    let shown_again = {
        let (shown_before, dispatch) = (shown_before.clone(), props.dispatch.clone());
        let open = props.open;
        let workspace = props.workspace.clone();
        move || {
            let before = shown_before.borrow_mut().take();
            // What was opened since stays open.
            let before = before.filter(|_| open == Open::Account);
            if let Some(Open::Document(id)) = before
                && workspace.document(id).is_some()
            {
                dispatch.emit(Action::Open(Open::Document(id)));
            }
        }
    };
    let said = use_said(*at, &text);
    {
        let (heading, dispatch, asked) = (heading.clone(), props.dispatch.clone(), props.asked);
        let (open, shown_before) = (props.open, shown_before.clone());
        let shown_again = shown_again.clone();
        use_effect_with((*at, asked), move |(at, asked)| {
            let (step, asked) = (STEPS.get(*at), *asked);
            // The page that opens is left as it is; so is the focus.
            if let Some(step) = step.filter(|_| asked || *at > 0) {
                dispatch.emit(Action::Panel(step.panel));
                match step.open {
                    Some(other) => {
                        shown_before.borrow_mut().get_or_insert(open);
                        dispatch.emit(Action::Open(other));
                    }
                    None => shown_again(),
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
            shown_again();
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
            dispatch.emit(Action::Guide(false));
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
    use_escape(&close);
    let is_last = *at + 1 == STEPS.len();
    html! {
        <section class="guide" aria-labelledby="guide-title">
            <p class="hidden" role="status">{ said }</p>
            <div class="guide-head">
                <h2 id="guide-title" tabindex="-1" ref={heading}>{ text.nodes(step.title, &[]) }</h2>
                <span class="soft">
                    { text.with(id!("guide-step"), &[("step", (*at + 1).into()), ("steps", STEPS.len().into())]) }
                </span>
            </div>
            // All of them take their room, so that no step moves the page.
            <div class="guide-abouts">
                { for STEPS.iter().enumerate().map(|(step, other)| html! {
                    <p class={(step != *at).then_some("unshown")}>{ text.nodes(other.about, &[]) }</p>
                }) }
            </div>
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
                <button
                    type="button" class="quiet only-icon" aria-label={text.say(id!("guide-close"))}
                    onclick={close.reform(|_: MouseEvent| ())}
                >
                    { glyph(glyph::X) }
                </button>
            </div>
        </section>
    }
}

/// The step as a screen reader is told of it. A live region is read when what it says changes, and
/// not as the page opens.
#[hook]
fn use_said(at: usize, text: &Text) -> AttrValue {
    let said = use_state_eq(AttrValue::default);
    {
        let (said, text) = (said.setter(), text.clone());
        use_effect_with(at, move |at| {
            let title = STEPS.get(*at).map(|step| text.say(step.title));
            let line = text.with(
                id!("guide-said"),
                &[
                    ("step", (*at + 1).into()),
                    ("steps", STEPS.len().into()),
                    ("title", title.unwrap_or_default().as_str().into()),
                ],
            );
            let saying = Timeout::new(SAID_AFTER_MS, move || said.set(line));
            move || drop(saying)
        });
    }
    (*said).clone()
}

/// Closes the guide by Escape wherever the focus is, but where Escape has a use of its own.
#[hook]
fn use_escape(close: &Callback<()>) {
    let latest = use_mut_ref(|| close.clone());
    latest.borrow_mut().clone_from(close);
    use_effect_with((), move |()| {
        let document = web_sys::window().and_then(|window| window.document());
        let listener = document.map(|document| {
            EventListener::new(&document, "keydown", move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                    return;
                };
                let at = event.target().and_then(|at| at.dyn_into::<Element>().ok());
                let own = at.and_then(|at| at.closest(OWN_ESCAPE).ok().flatten());
                let is_covered = find("dialog[open]").is_some();
                let is_free = own.is_none() && !is_covered && !event.default_prevented();
                if event.key() == "Escape" && is_free {
                    let close = latest.borrow().clone();
                    close.emit(());
                }
            })
        });
        move || drop(listener)
    });
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

/// Sets the mark on the first of these places that the page shows, and brings it into sight.
fn mark(places: &[&str], moves: bool) {
    let is_shown = |part: &Element| {
        let place = part.get_bounding_client_rect();
        place.width() > 0.0 && place.height() > 0.0
    };
    let mut parts = places.iter().filter_map(|place| find(place));
    let Some(part) = parts.find(is_shown) else {
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
