//! One policy: its text, its name, what it belongs to, what is wrong with it.

use std::rc::Rc;

use vestibule_wire::Layer;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::inline;
use super::place::place_button;
use super::text_field::TextField;
use crate::first::evaluate::Problem;
use crate::first::state::Action;
use crate::first::state::field::Field;
use crate::first::state::input::Document as Text;
use crate::text;

/// A text area grows with its text between these many lines.
const ROWS: (usize, usize) = (4, 28);
/// How many problems are told under the text; the list beside tells all.
const TOLD: usize = 3;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) kind: Layer,
    pub(crate) document: Text,
    /// Tells several of a kind apart.
    pub(crate) number: Option<usize>,
    pub(crate) problems: Rc<[Problem]>,
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn Document(props: &Props) -> Html {
    let Props {
        kind,
        document,
        number,
        problems,
        dispatch,
    } = props;
    let field = Field::DocumentText(document.id);
    let id = field.dom_id();
    let label = text::one(*kind, *number);
    let oninput = dispatch.reform(move |event: InputEvent| {
        let area: HtmlTextAreaElement = event.target_unchecked_into();
        Action::Edit(field, area.value().into())
    });
    let wrong: Vec<&Problem> = problems.iter().filter(|p| p.stands_in(field)).collect();
    let is_wrong = wrong.iter().any(|problem| problem.is_error());
    let wrong_id = (!wrong.is_empty()).then(|| format!("{id}-wrong"));
    let lines = document.text.bytes().filter(|byte| *byte == b'\n').count() + 1;
    html! {
        <div class="document" role="group" aria-label={label.clone()}>
            <label class={classes!(number.is_none().then_some("hidden"))} for={id.clone()}>{ &label }</label>
            <textarea
                class="code" {id} rows={(lines + 1).clamp(ROWS.0, ROWS.1).to_string()} wrap="off"
                value={document.text.clone()} {oninput} placeholder={text::POLICY_PLACEHOLDER}
                autocomplete="off" autocapitalize="none" spellcheck="false"
                aria-invalid={is_wrong.then_some("true")} aria-describedby={wrong_id.clone()}
            />
            if wrong_id.is_some() {
                <ul class="wrong" id={wrong_id}>
                    { for wrong.iter().take(TOLD).map(|problem| html! {
                        <li>{ place_button(problem.place.as_ref()) }{ " " }{ inline::text(&problem.sentence()) }</li>
                    }) }
                </ul>
            }
            if !document.is_blank() || number.is_some() {
                { belongings(props, &label) }
            }
        </div>
    }
}

fn belongings(props: &Props, label: &str) -> Html {
    let Some((target, placeholder)) = text::target(props.kind) else {
        return html! {};
    };
    let (document, id) = (&props.document, props.document.id);
    let remove = props
        .dispatch
        .reform(move |_: MouseEvent| Action::RemoveDocument(id));
    html! {
        <div class="belongings">
            <TextField
                field={Field::DocumentName(id)} label={text::NAME} value={document.name.clone()}
                problems={props.problems.clone()} dispatch={props.dispatch.clone()}
            />
            <TextField
                field={Field::DocumentTarget(id)} label={target} value={document.target.clone()}
                {placeholder} problems={props.problems.clone()} dispatch={props.dispatch.clone()}
            />
            <button
                type="button" class="quiet" onclick={remove}
                aria-label={format!("{} {label}", text::REMOVE)}
            >
                { text::REMOVE }
            </button>
        </div>
    }
}
