//! A field of one line with its label and what is wrong with it.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::inline;
use crate::first::evaluate::Problem;
use crate::first::state::Action;
use crate::first::state::field::Field;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) field: Field,
    pub(crate) label: AttrValue,
    pub(crate) value: AttrValue,
    #[prop_or_default]
    pub(crate) placeholder: AttrValue,
    /// The id of a list of suggestions.
    #[prop_or_default]
    pub(crate) list: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) class: Classes,
    pub(crate) problems: std::rc::Rc<[Problem]>,
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn TextField(props: &Props) -> Html {
    let field = props.field;
    let id = field.dom_id();
    let wrong: Vec<&Problem> = props
        .problems
        .iter()
        .filter(|p| p.stands_in(field))
        .collect();
    let error_id = (!wrong.is_empty()).then(|| format!("{id}-wrong"));
    let oninput = props.dispatch.reform(move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::Edit(field, input.value().into())
    });
    html! {
        <div class={classes!("field", props.class.clone())}>
            <label for={id.clone()}>{ &props.label }</label>
            <input
                type="text" id={id} value={props.value.clone()} {oninput}
                placeholder={props.placeholder.clone()}
                autocomplete="off" autocapitalize="none" spellcheck="false"
                list={props.list.clone()}
                aria-invalid={error_id.is_some().then_some("true")}
                aria-describedby={error_id.clone()}
            />
            if error_id.is_some() {
                <ul class="wrong" id={error_id}>
                    { for wrong.iter().map(|problem| html! { <li>{ inline::text(&problem.sentence()) }</li> }) }
                </ul>
            }
        </div>
    }
}
