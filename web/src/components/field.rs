//! Fields with their labels and what is wrong with them.

use std::rc::Rc;

use vestibule_syntax::visible::is_unseen;
use vestibule_wire::Severity;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::evaluate::answer::{Field, Problem};
use crate::text::{Text, nodes};

/// The sentences of what is wrong with a field.
pub(crate) fn wrong(text: &Text, problems: &[Rc<Problem>], field: Field) -> Vec<AttrValue> {
    let of_field = problems
        .iter()
        .filter(|problem| problem.place == Some(field));
    of_field
        .map(|problem| text.message(&problem.finding.message))
        .collect()
}

/// The sentences of what is wrong anywhere in a sign-in, or in what is told of
/// no field at all.
pub(crate) fn wrong_anywhere(text: &Text, problems: &[Rc<Problem>], id: u32) -> Vec<AttrValue> {
    let of_scenario = problems.iter().filter(|problem| {
        matches!(problem.place, Some(Field::Scenario(of, _)) if of == id)
            || (problem.place.is_none() && problem.finding.severity == Severity::Error)
    });
    of_scenario
        .map(|problem| text.message(&problem.finding.message))
        .collect()
}

#[derive(Properties, PartialEq)]
pub(crate) struct TextProps {
    /// Unique on the page.
    pub(crate) id: AttrValue,
    pub(crate) label: AttrValue,
    pub(crate) value: AttrValue,
    pub(crate) on_input: Callback<AttrValue>,
    #[prop_or_default]
    pub(crate) placeholder: AttrValue,
    /// The id of a list of suggestions.
    #[prop_or_default]
    pub(crate) list: Option<AttrValue>,
    /// Set as code.
    #[prop_or_default]
    pub(crate) code: bool,
    /// The label is for screen readers alone.
    #[prop_or_default]
    pub(crate) bare: bool,
    #[prop_or_default]
    pub(crate) class: Classes,
    /// What it edits, for whoever looks for the field.
    #[prop_or_default]
    pub(crate) edits: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) wrong: Vec<AttrValue>,
}

/// A field of one line.
#[component]
pub(crate) fn TextField(props: &TextProps) -> Html {
    let oninput = props.on_input.reform(|event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        AttrValue::from(input.value())
    });
    let wrong_id = (!props.wrong.is_empty()).then(|| format!("{}-wrong", props.id));
    let seen_id = format!("{}-seen", props.id);
    let seen = seen(&seen_id, &props.value);
    let described_by = [seen.as_ref().map(|_| seen_id), wrong_id.clone()];
    let described_by: Vec<String> = described_by.into_iter().flatten().collect();
    let described_by = (!described_by.is_empty()).then(|| described_by.join(" "));
    html! {
        <div class={classes!("field", props.class.clone())}>
            <label for={props.id.clone()} class={classes!(props.bare.then_some("hidden"))}>{ &props.label }</label>
            <input
                type="text" id={props.id.clone()} value={props.value.clone()} {oninput}
                class={classes!(props.code.then_some("code"))}
                placeholder={props.placeholder.clone()} list={props.list.clone()}
                autocomplete="off" autocapitalize="none" spellcheck="false"
                data-edits={props.edits.clone()}
                aria-invalid={wrong_id.is_some().then_some("true")}
                aria-describedby={described_by}
            />
            { seen }
            if wrong_id.is_some() {
                <ul class="wrong" id={wrong_id}>
                    { for props.wrong.iter().map(|sentence| html! { <li>{ nodes(sentence) }</li> }) }
                </ul>
            }
        </div>
    }
}

/// What is typed into a field, shown with what is not seen in it; nothing where all is seen. The
/// guard makes the escapes, as everywhere.
pub(crate) fn seen(id: &str, typed: &AttrValue) -> Option<Html> {
    let is_hidden = |character| is_unseen(character) && character != '\n';
    typed.contains(is_hidden).then(|| {
        html! { <pre class="typed" id={id.to_owned()} translate="no">{ typed }</pre> }
    })
}

#[derive(Properties, PartialEq)]
pub(crate) struct SelectProps {
    /// Unique on the page.
    pub(crate) id: AttrValue,
    pub(crate) label: AttrValue,
    pub(crate) options: Vec<AttrValue>,
    /// Which of them.
    pub(crate) chosen: usize,
    pub(crate) on_choose: Callback<usize>,
    /// The label is for screen readers alone.
    #[prop_or_default]
    pub(crate) bare: bool,
    #[prop_or_default]
    pub(crate) edits: Option<AttrValue>,
}

/// A choice of one among some.
#[component]
pub(crate) fn Select(props: &SelectProps) -> Html {
    let node = use_node_ref();
    let chosen = i32::try_from(props.chosen).unwrap_or(0);
    let onchange = props.on_choose.reform(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        let asked = usize::try_from(select.selected_index()).unwrap_or(0);
        // It shows what is so: what was asked for is drawn once it is, and may be refused.
        select.set_selected_index(chosen);
        asked
    });
    {
        let node = node.clone();
        // As a property, each time: browsers no longer look at the attribute `selected` once
        // somebody has chosen.
        use_effect(move || {
            let select = node.cast::<HtmlSelectElement>();
            if let Some(select) = select.filter(|select| select.selected_index() != chosen) {
                select.set_selected_index(chosen);
            }
        });
    }
    html! {
        <div class="field">
            <label for={props.id.clone()} class={classes!(props.bare.then_some("hidden"))}>{ &props.label }</label>
            <select id={props.id.clone()} ref={node} {onchange} data-edits={props.edits.clone()}>
                { for props.options.iter().map(|option| html! { <option>{ option }</option> }) }
            </select>
        </div>
    }
}

/// What a check box was set to.
pub(crate) fn checked(event: &Event) -> bool {
    let input: HtmlInputElement = event.target_unchecked_into();
    input.checked()
}
