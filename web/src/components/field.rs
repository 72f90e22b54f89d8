//! Fields with their labels and what is wrong with them.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::evaluate::answer::{Field, Problem};
use crate::text::nodes;

/// The sentences of what is wrong with a field.
pub(crate) fn wrong(problems: &[Rc<Problem>], field: Field) -> Vec<AttrValue> {
    let of_field = problems
        .iter()
        .filter(|problem| problem.place == Some(field));
    of_field
        .map(|problem| sentence(&problem.finding.message).into())
        .collect()
}

/// A lower-case remark of the evaluator as a sentence of its own.
pub(crate) fn sentence(remark: &str) -> String {
    let mut characters = remark.chars();
    let Some(first) = characters.next() else {
        return String::new();
    };
    let mut sentence: String = first.to_uppercase().collect();
    sentence.push_str(characters.as_str());
    if !sentence.ends_with(['.', '?', '!']) {
        sentence.push('.');
    }
    sentence
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
                aria-describedby={wrong_id.clone()}
            />
            if wrong_id.is_some() {
                <ul class="wrong" id={wrong_id} lang="en">
                    { for props.wrong.iter().map(|sentence| html! { <li>{ nodes(sentence) }</li> }) }
                </ul>
            }
        </div>
    }
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
    let onchange = props.on_choose.reform(|event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        usize::try_from(select.selected_index()).unwrap_or(0)
    });
    html! {
        <div class="field">
            <label for={props.id.clone()} class={classes!(props.bare.then_some("hidden"))}>{ &props.label }</label>
            <select id={props.id.clone()} {onchange} data-edits={props.edits.clone()}>
                { for props.options.iter().enumerate().map(|(index, option)| html! {
                    <option selected={index == props.chosen}>{ option }</option>
                }) }
            </select>
        </div>
    }
}

/// What a check box was set to.
pub(crate) fn checked(event: &Event) -> bool {
    let input: HtmlInputElement = event.target_unchecked_into();
    input.checked()
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn remarks_become_sentences() {
        for (remark, expected) in [
            ("the policy is empty", "The policy is empty."),
            ("did you mean `x`?", "Did you mean `x`?"),
            ("", ""),
        ] {
            assert_eq!(sentence(remark), expected);
        }
    }
}
