//! What holds for every sign-in of an example, where its page asks for it: the analysis, which is
//! loaded for this alone, is asked anew when a reader has changed a policy.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use serde::Deserialize;
use vestibule_syntax::diagnostic::Message;
use vestibule_wire::Outcome;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::js_sys::{Function, Promise};
use yew::prelude::*;

use crate::components::icon;
use crate::text::{Text, of_pieces, use_text};

/// How long a reader must have paused before a changed policy is analysed, which holds up what is
/// typed.
const PAUSE_MS: u32 = 300;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// The case file as it stands; `None` where it cannot be written.
    pub(super) case: Option<AttrValue>,
    /// Whether a reader has changed it.
    pub(super) changed: bool,
    /// Is given the text of a case file, and promises sections as JSON, or nothing where the case
    /// file cannot be used.
    pub(super) analyse: Function,
}

/// A part of an answer, of which the analysis says more than is shown.
#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Section {
    title: Message,
    lines: Vec<Line>,
}

/// A line of an answer, with the lines that belong to it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Line {
    outcome: Option<Outcome>,
    head: Message,
    tail: Option<Message>,
    below: Vec<Line>,
}

/// What is known of a case.
#[derive(Clone, Debug, Default, PartialEq)]
enum Known {
    #[default]
    Nothing,
    Answers(Rc<[Section]>),
    /// The case cannot be used; the example says elsewhere why.
    Unusable,
    /// The analysis could not be loaded, or broke.
    Failed,
}

#[component]
pub(super) fn Answers(props: &Props) -> Html {
    let text = use_text();
    // Of which text it is known: what is of another one is not shown.
    let known = use_state(|| (None::<AttrValue>, Known::Nothing));
    {
        let known = known.clone();
        let asked = (props.case.clone(), props.analyse.clone());
        let pause = if props.changed { PAUSE_MS } else { 0 };
        use_effect_with(asked, move |(case, analyse)| {
            let is_asked = Rc::new(Cell::new(true));
            let ask = {
                let (case, analyse, is_asked) = (case.clone(), analyse.clone(), is_asked.clone());
                move || {
                    spawn_local(async move {
                        let found = ask(case.as_ref(), &analyse).await;
                        if is_asked.get() {
                            known.set((case, found));
                        }
                    });
                }
            };
            let timer = Timeout::new(pause, ask);
            move || {
                is_asked.set(false);
                drop(timer);
            }
        });
    }
    let (of, found) = &*known;
    let found = if *of == props.case {
        found.clone()
    } else {
        Known::Nothing
    };
    let (is_busy, shown) = match &found {
        Known::Nothing => (true, note("soft", text.say(id!("embed-analysing")))),
        Known::Unusable => (false, note("soft", text.say(id!("embed-unusable")))),
        Known::Failed => (false, note("failed", text.say(id!("embed-unanalysed")))),
        Known::Answers(sections) => (
            false,
            html! { <>{ for sections.iter().map(|section| self::section(&text, section)) }</> },
        ),
    };
    html! {
        <div class="answers" aria-busy={is_busy.to_string()}>
            <p class="answers-title">{ text.say(id!("embed-answers")) }</p>
            { shown }
        </div>
    }
}

async fn ask(case: Option<&AttrValue>, analyse: &Function) -> Known {
    let Some(case) = case else {
        return Known::Unusable;
    };
    match promised(case, analyse).await {
        Ok(found) if found.is_undefined() => Known::Unusable,
        Ok(found) => {
            let json = found.as_string().unwrap_or_default();
            let sections = serde_json::from_str::<Vec<Section>>(&json);
            sections.map_or(Known::Failed, |sections| Known::Answers(sections.into()))
        }
        Err(_) => Known::Failed,
    }
}

async fn promised(case: &AttrValue, analyse: &Function) -> Result<JsValue, JsValue> {
    let promise: Promise = analyse
        .call1(&JsValue::UNDEFINED, &JsValue::from_str(case))?
        .dyn_into()?;
    JsFuture::from(promise).await
}

fn note(class: &'static str, said: AttrValue) -> Html {
    html! { <p {class} role="status">{ said }</p> }
}

fn section(text: &Text, section: &Section) -> Html {
    html! {
        <div class="answer">
            <p class="answer-title">{ sentence(text, &section.title) }</p>
            { lines(text, &section.lines) }
        </div>
    }
}

/// A list of lines, each with what belongs to it.
fn lines(text: &Text, all: &[Line]) -> Html {
    if all.is_empty() {
        return html! {};
    }
    html! {
        <ul>
            { for all.iter().map(|line| html! {
                <li class={line.outcome.map(Outcome::name)}>
                    <span class="line">
                        { for line.outcome.map(icon::outcome) }
                        <span>
                            if line.outcome.is_some() {
                                <b>{ phrase(text, &line.head) }</b>
                            } else {
                                { phrase(text, &line.head) }
                            }
                            if let Some(tail) = &line.tail {
                                { ": " }{ phrase(text, tail) }
                            }
                        </span>
                    </span>
                    { lines(text, &line.below) }
                </li>
            }) }
        </ul>
    }
}

fn phrase(text: &Text, message: &Message) -> Html {
    of_pieces(text.phrase(message))
}

/// A phrase that stands by itself: English ones begin in lower case.
fn sentence(text: &Text, message: &Message) -> Html {
    let mut pieces = text.phrase(message);
    let first = pieces.first_mut().filter(|first| !first.is_code);
    if let Some(letter) = first.and_then(|first| first.text.get_mut(..1)) {
        letter.make_ascii_uppercase();
    }
    of_pieces(pieces)
}
