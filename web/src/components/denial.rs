//! Why somebody was denied: a box for what was seen or recorded, and the answer.

use std::rc::Rc;

use vestibule_wire::{Agreement, Outcome};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlTextAreaElement};
use yew::prelude::*;

use super::field::{Select, seen as shown_unseen};
use super::focus::focus_soon;
use super::glyph::{self, glyph};
use super::icon;
use super::proof::Command;
use super::proof::line::plain;
use super::proof::quoted;
use super::scenarios::facts;
use super::slices::use_slices;
use crate::analysis::answer::Line;
use crate::analysis::topics::denial::{DenialLine, DenialTold};
use crate::analysis::topics::{TopicAnswer, TopicTold};
use crate::state::State;
use crate::state::action::Action;
use crate::state::denial::{Seen, SeenEdit};
use crate::state::topics::Shown;
use crate::state::workspace::Workspace;
use crate::text::{Nodes as _, Text, nodes, use_text};

/// A longer text is not put into the box, which browsers would take long to lay out.
const IN_BOX: usize = 64 * 1024;

/// The box.
const BOX: &str = "denials-text";

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    seen: Seen,
    /// The name in the case file of the row that it is about.
    request: Option<AttrValue>,
    workspace: Rc<Workspace>,
    shown: Shown,
    dispatch: Callback<Action>,
}

impl Props {
    pub(super) fn of(state: &State, dispatch: &Callback<Action>) -> Self {
        Self {
            seen: state.seen.clone(),
            request: state.request_of_seen().map(Into::into),
            workspace: state.workspace.clone(),
            shown: state.shown_topic(),
            dispatch: dispatch.clone(),
        }
    }

    fn has_policies(&self) -> bool {
        let mut documents = self.workspace.documents.iter();
        documents.any(|document| !document.is_blank())
    }

    fn edit(&self, edit: impl Fn() -> SeenEdit + 'static) -> Callback<MouseEvent> {
        self.dispatch.reform(move |_| {
            focus_soon("#denials-text, .denials-long");
            Action::Seen(edit())
        })
    }
}

#[component]
pub(super) fn DenialPane(props: &Props) -> Html {
    let text = use_text();
    let Props { seen, shown, .. } = props;
    let is_empty = seen.text.trim().is_empty();
    let is_present = is_empty || seen.is_too_long() || shown.is_present;
    let told = shown.told().filter(|_| !is_empty && !seen.is_too_long());
    html! {
        <section
            class={classes!("pane", "proof-pane", "denials", (!is_present).then_some("earlier"))}
            id="denials" tabindex="-1" aria-labelledby="denials-title" data-present={is_present.to_string()}
        >
            <div class="pane-head"><h2 id="denials-title">{ text.say(id!("denials-title")) }</h2></div>
            <div class="pane-body">
                { taken(&text, props) }
                if let Some(TopicTold::Denial(told)) = told {
                    { row(&text, props, told) }
                }
                <div role="status">
                    if seen.is_too_long() {
                        <p>{ text.say(id!("denials-too-long")) }</p>
                    } else if shown.stopped.is_some() && !is_empty {
                        <p>{ text.say(id!("proof-stopped")) }</p>
                    } else if !is_present {
                        <p><span class="spinner" aria-hidden="true"></span>{ " " }{ text.say(id!("denials-working")) }</p>
                    }
                    if let Some(TopicTold::Denial(told)) = told {
                        { headline(&text, props, told) }
                    }
                </div>
                if let Some(answer) = shown.answer.clone().filter(|_| told.is_some()) {
                    <Sections {answer} dispatch={props.dispatch.clone()} />
                }
                if !is_empty && !seen.is_too_long() {
                    <div class="commands">
                        <Command command="explain-denial" file="seen.txt" options={options(props)} />
                        <p class="hint">{ text.nodes(id!("denials-file"), &[]) }</p>
                    </div>
                }
            </div>
        </section>
    }
}

/// The box, or how much there is of what has no place in it.
fn taken(text: &Text, props: &Props) -> Html {
    let seen = &props.seen;
    let oninput = props.dispatch.reform(|event: InputEvent| {
        let area: HtmlTextAreaElement = event.target_unchecked_into();
        Action::Seen(SeenEdit::Text(area.value().into()))
    });
    let onpaste = {
        let (dispatch, typed) = (props.dispatch.clone(), seen.text.clone());
        Callback::from(move |event: Event| {
            let event = event.dyn_ref::<ClipboardEvent>();
            let Some(data) = event.and_then(ClipboardEvent::clipboard_data) else {
                return;
            };
            let pasted = data.get_data("text/plain").unwrap_or_default();
            if pasted.len() <= IN_BOX {
                return;
            }
            event.iter().for_each(|event| event.prevent_default());
            focus_soon(".denials-long");
            let is_alone = typed.trim().is_empty();
            let all = if is_alone {
                pasted
            } else {
                format!("{typed}\n{pasted}")
            };
            dispatch.emit(Action::Seen(SeenEdit::Text(all.into())));
        })
    };
    let is_long = seen.text.len() > IN_BOX;
    let unseen = shown_unseen("denials-unseen", &seen.text).filter(|_| !is_long);
    html! {
        <div class="field">
            if is_long {
                <p class="denials-long" tabindex="-1">
                    { text.with(id!("denials-long"), &[("count", seen.text.chars().count().into())]) }
                </p>
            } else {
                <label for={BOX}>{ text.say(id!("denials-text")) }</label>
                <textarea
                    id={BOX} rows="5" spellcheck="false" autocomplete="off" autocapitalize="none" class="code"
                    data-own-undo="true" aria-describedby="denials-about" value={seen.text.clone()} {oninput} {onpaste}
                />
            }
            { unseen }
            <p class="hint" id="denials-about">{ text.say(id!("denials-about")) }{ " " }{ text.say(id!("denials-private")) }</p>
            <div class="buttons">
                if !seen.text.is_empty() {
                    <button type="button" onclick={props.edit(|| SeenEdit::Instead(AttrValue::default()))}>
                        { text.say(id!("denials-clear")) }
                    </button>
                }
                if !seen.earlier.is_empty() {
                    <button type="button" onclick={props.edit(|| SeenEdit::Earlier)}>
                        { text.say(id!("denials-earlier")) }
                    </button>
                }
            </div>
        </div>
    }
}

/// So many rows are there to choose from.
const ROWS: usize = 300;

/// Which row a text is about that does not say who saw it.
fn row(text: &Text, props: &Props, told: &DenialTold) -> Html {
    let rows = &props.workspace.scenarios;
    let rows = rows.get(..ROWS).unwrap_or(rows);
    if !told.is_of_anybody() || rows.is_empty() || !props.has_policies() {
        return html! {};
    }
    let any = [text.say(id!("denials-row-any"))];
    let names = rows.iter().map(|row| facts::name(text, row));
    let options: Vec<AttrValue> = any.into_iter().chain(names).collect();
    let is_it = |about: u32| rows.iter().position(|row| row.id == about);
    let chosen = props.seen.about.and_then(is_it).map_or(0, |at| at + 1);
    let ids: Vec<u32> = rows.iter().map(|row| row.id).collect();
    let on_choose = props.dispatch.reform(move |at: usize| {
        let row = at.checked_sub(1).and_then(|at| ids.get(at).copied());
        Action::Seen(SeenEdit::About(row))
    });
    html! { <Select id="denials-row" label={text.say(id!("denials-row"))} {options} {chosen} {on_choose} /> }
}

/// The answer in a sentence; that the policies do not agree comes before anything else.
fn headline(text: &Text, props: &Props, told: &DenialTold) -> Html {
    let Some(first) = told.sections.first() else {
        return html! {};
    };
    let outcome = told.outcome();
    let class = outcome.map(Outcome::name);
    let differs = told.agreement == Some(Agreement::Differs);
    html! {
        <div class={classes!("recovery-verdict", "denials-verdict", class)}>
            if differs {
                <p class="denials-differs">{ glyph(glyph::TRIANGLE_ALERT) }{ " " }{ text.say(id!("denials-differs")) }</p>
            }
            <p class={classes!("strip-line", class)}>
                { outcome.filter(|_| !differs).map(icon::outcome) }<strong>{ nodes(&first.line.text) }</strong>
            </p>
            if !props.has_policies() {
                <p class="soft">{ text.say(id!("denials-no-policies")) }</p>
            }
        </div>
    }
}

/// What stands behind the file on the command line.
fn options(props: &Props) -> String {
    if !props.has_policies() {
        return String::new();
    }
    let request = props.request.as_deref().map(quoted);
    let request = request.map(|name| format!(" --request {name}"));
    format!("--case case.json{}", request.unwrap_or_default())
}

/// So many lines are drawn at once.
const SLICE: usize = 40;

#[derive(Properties, PartialEq)]
struct SectionsProps {
    answer: Rc<TopicAnswer>,
    dispatch: Callback<Action>,
}

/// The answer behind its first sentence.
#[component]
fn Sections(props: &SectionsProps) -> Html {
    let text = use_text();
    let dispatch = &props.dispatch;
    let (sections, left_out) = match &props.answer.told {
        TopicTold::Denial(told) => (&*told.sections, told.left_out),
        _ => (&[][..], 0),
    };
    let mut left = use_slices(sections.iter().map(size).sum(), SLICE);
    let drawn = sections.iter().enumerate().map_while(|(at, section)| {
        left = left.checked_sub(1)?;
        let below = lines(&text, dispatch, &section.below, &mut left);
        Some(if at == 0 {
            below
        } else {
            html! { <section class="strip-section"><h3>{ nodes(&section.line.text) }</h3>{ below }</section> }
        })
    });
    html! {
        <div class="denials-answer">
            { for drawn }
            if left_out > 0 {
                <p>{ nodes(&text.with(id!("strip-left-out"), &[("count", left_out.into())])) }</p>
            }
        </div>
    }
}

/// How many lines it is, with those below it.
fn size(line: &DenialLine) -> usize {
    1 + line.below.iter().map(size).sum::<usize>()
}

/// As many of the lines as there is room for, which they take.
fn lines(text: &Text, dispatch: &Callback<Action>, all: &[DenialLine], left: &mut usize) -> Html {
    let drawn = all.iter().map_while(|of| {
        *left = left.checked_sub(1)?;
        let below = lines(text, dispatch, &of.below, left);
        let line = &of.line;
        let class = line.outcome.map_or("plain", Outcome::name);
        Some(html! {
            <li>
                <div class={classes!("strip-line", class)}>
                    { line.outcome.map(icon::outcome) }<span>{ nodes(&line.text) }</span>{ " " }{ ways(text, dispatch, of) }
                </div>
                { below }
            </li>
        })
    });
    let drawn: Vec<Html> = drawn.collect();
    if drawn.is_empty() {
        return html! {};
    }
    html! { <ul>{ for drawn }</ul> }
}

/// The ways to the statement that a line is about, and to the row of its sign-in.
fn ways(text: &Text, dispatch: &Callback<Action>, of: &DenialLine) -> Html {
    let said = [("what", plain(&of.line.text).into())];
    let show = of.at.map(|(document, range)| {
        let onclick = dispatch.reform(move |_: MouseEvent| Action::Show(document, range));
        let label = text.with(id!("denials-statement-of"), &said);
        html! { <button type="button" class="link" aria-label={label} {onclick}>{ text.say(id!("denials-statement")) }</button> }
    });
    let add = of.line.witness.is_some().then(|| {
        let line: Line = of.line.clone();
        let onclick = dispatch.reform(move |_: MouseEvent| {
            focus_soon("#why");
            Action::ShowRecorded(line.clone())
        });
        let label = text.with(id!("denials-add-of"), &said);
        html! { <button type="button" aria-label={label} {onclick}>{ text.say(id!("denials-add")) }</button> }
    });
    html! { <>{ show }{ add }</> }
}

#[derive(Properties, PartialEq)]
pub(super) struct OfferProps {
    /// What looks like a denial.
    pub(super) of: AttrValue,
    /// What is done behind it.
    #[prop_or_default]
    pub(super) then: Callback<()>,
    pub(super) dispatch: Callback<Action>,
}

/// The offer to explain a text that came in as something else.
#[component]
pub(super) fn Explain(props: &OfferProps) -> Html {
    let text = use_text();
    let (dispatch, of, then) = (props.dispatch.clone(), props.of.clone(), props.then.clone());
    let onclick = move |_: MouseEvent| {
        dispatch.emit(Action::ExplainDenial(of.clone()));
        then.emit(());
        focus_soon("#denials");
    };
    html! {
        <p class="denials-offer">
            { text.say(id!("denials-offer")) }{ " " }
            <button type="button" {onclick}>{ text.say(id!("denials-explain")) }</button>
        </p>
    }
}
