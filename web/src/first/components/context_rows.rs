//! Further context keys, a row each.

use std::rc::Rc;

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::inline;
use super::text_field::TextField;
use crate::first::evaluate::Problem;
use crate::first::state::Action;
use crate::first::state::field::Field;
use crate::first::state::input::ContextRow;
use crate::text;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) rows: Vec<ContextRow>,
    pub(crate) problems: Rc<[Problem]>,
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn ContextRows(props: &Props) -> Html {
    let add = props.dispatch.reform(|_: MouseEvent| Action::AddContext);
    html! {
        <details class="context" open={!props.rows.is_empty()}>
            <summary>
                { text::CONTEXT }
                if !props.rows.is_empty() {
                    <span class="count">{ props.rows.len() }</span>
                }
            </summary>
            <p class="hint">{ text::CONTEXT_HINT }</p>
            { for props.rows.iter().enumerate().map(|(index, row)| one(props, index, row)) }
            <button type="button" class="quiet" onclick={add}>{ text::CONTEXT_ADD }</button>
        </details>
    }
}

fn one(props: &Props, index: usize, row: &ContextRow) -> Html {
    let id = row.id;
    let field = Field::ContextValues(id);
    let oninput = props.dispatch.reform(move |event: InputEvent| {
        let area: HtmlTextAreaElement = event.target_unchecked_into();
        Action::Edit(field, area.value().into())
    });
    let remove = props
        .dispatch
        .reform(move |_: MouseEvent| Action::RemoveContext(id));
    let number = index + 1;
    let wrong: Vec<&Problem> = props
        .problems
        .iter()
        .filter(|p| p.stands_in(field))
        .collect();
    html! {
        <div class="context-row" key={id}>
            <TextField
                field={Field::ContextKey(id)} label={format!("{} {number}", text::CONTEXT_KEY)}
                value={row.key.clone()} placeholder="aws:MultiFactorAuthPresent"
                problems={props.problems.clone()} dispatch={props.dispatch.clone()}
            />
            <div class="field">
                <label for={field.dom_id()}>{ format!("{} {number}", text::CONTEXT_VALUES) }</label>
                <textarea
                    id={field.dom_id()} rows={row.values.split('\n').count().clamp(1, 6).to_string()}
                    value={row.values.clone()} {oninput} placeholder={text::CONTEXT_UNKNOWN}
                    autocomplete="off" autocapitalize="none" spellcheck="false"
                />
                { for wrong.iter().map(|problem| html! { <p class="wrong">{ inline::text(&problem.sentence()) }</p> }) }
            </div>
            <button
                type="button" class="quiet" onclick={remove}
                aria-label={format!("{} {} {number}", text::REMOVE, text::CONTEXT_KEY)}
            >
                { text::REMOVE }
            </button>
        </div>
    }
}
