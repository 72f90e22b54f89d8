//! Further context keys of a sign-in.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::components::field::{Select, TextField, seen};
use crate::components::glyph::{self, glyph};
use crate::state::action::ScenarioEdit;
use crate::state::scenario::{ContextRow, Given};
use crate::text::use_text;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// Begins the ids of its fields.
    pub(super) id: AttrValue,
    pub(super) rows: Vec<ContextRow>,
    /// What is wrong with each row.
    pub(super) wrong: Vec<Vec<AttrValue>>,
    pub(super) on_edit: Callback<ScenarioEdit>,
}

#[component]
pub(super) fn ContextRows(props: &Props) -> Html {
    let text = use_text();
    let add = props
        .on_edit
        .reform(|_: MouseEvent| ScenarioEdit::AddContext);
    html! {
        <fieldset class="context">
            <legend>{ text.say(id!("table-context")) }</legend>
            if !props.rows.is_empty() {
                <ul>
                    { for props.rows.iter().enumerate().map(|(index, row)| {
                        let wrong = props.wrong.get(index).cloned().unwrap_or_default();
                        html! {
                            <li key={row.id} class="context-row">
                                <Row id={format!("{}-key-{}", props.id, row.id)} number={index + 1}
                                    row={row.clone()} {wrong} on_edit={props.on_edit.clone()} />
                            </li>
                        }
                    }) }
                </ul>
            }
            <button type="button" class="quiet" onclick={add}>
                { glyph(glyph::PLUS) }{ text.say(id!("table-context-add")) }
            </button>
        </fieldset>
    }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    id: AttrValue,
    number: usize,
    row: ContextRow,
    wrong: Vec<AttrValue>,
    on_edit: Callback<ScenarioEdit>,
}

#[component]
fn Row(props: &RowProps) -> Html {
    let text = use_text();
    let (row, id) = (&props.row, props.row.id);
    let number = [("number", props.number.into())];
    let on_key = props
        .on_edit
        .reform(move |key: AttrValue| ScenarioEdit::ContextKey(id, key));
    let told = told(&row.value);
    let on_told = {
        let value = row.value.clone();
        props
            .on_edit
            .reform(move |told: usize| ScenarioEdit::ContextValue(id, as_told(&value, told)))
    };
    let remove = props
        .on_edit
        .reform(move |_: MouseEvent| ScenarioEdit::RemoveContext(id));
    let options = vec![
        text.say(id!("table-context-one")),
        text.say(id!("table-context-many")),
        text.say(id!("table-context-unknown")),
    ];
    html! {
        <>
            <TextField
                id={props.id.clone()} label={text.with(id!("table-context-key"), &number)} bare=true
                value={row.key.clone()} on_input={on_key} code=true list="context-keys"
                placeholder="aws:MultiFactorAuthPresent" wrong={props.wrong.clone()}
            />
            <Select
                id={format!("{}-told", props.id)} label={text.with(id!("table-context-told"), &number)} bare=true
                {options} chosen={told} on_choose={on_told}
            />
            { value(props, &text) }
            <button
                type="button" class="quiet only-icon" onclick={remove}
                aria-label={text.with(id!("table-context-remove"), &number)}
            >
                { glyph(glyph::X) }
            </button>
        </>
    }
}

fn value(props: &RowProps, text: &crate::text::Text) -> Html {
    let id = props.row.id;
    let label = text.with(
        id!("table-context-value"),
        &[("number", props.number.into())],
    );
    match &props.row.value {
        Given::Unknown => {
            html! { <span class="soft">{ text.say(id!("table-context-unknown-hint")) }</span> }
        }
        Given::One(value) => {
            let on_input = props
                .on_edit
                .reform(move |value: AttrValue| ScenarioEdit::ContextValue(id, Given::One(value)));
            html! {
                <TextField id={format!("{}-value", props.id)} {label} bare=true value={value.clone()} {on_input} code=true />
            }
        }
        Given::Many(values) => {
            let oninput = props.on_edit.reform(move |event: InputEvent| {
                let area: HtmlTextAreaElement = event.target_unchecked_into();
                ScenarioEdit::ContextValue(id, Given::Many(lines(&area.value())))
            });
            let typed = AttrValue::from(values.join("\n"));
            let seen_id = format!("{}-seen", props.id);
            let seen = seen(&seen_id, &typed);
            html! {
                <div class="field">
                    <textarea
                        class="code" rows="2" aria-label={label} {oninput} value={typed}
                        placeholder={text.say(id!("table-context-lines"))} spellcheck="false"
                        aria-describedby={seen.as_ref().map(|_| seen_id)}
                    />
                    { seen }
                </div>
            }
        }
    }
}

/// One value a line; no line is no value.
fn lines(text: &str) -> Vec<AttrValue> {
    if text.is_empty() {
        return Vec::new();
    }
    text.split('\n')
        .map(|line| line.to_owned().into())
        .collect()
}

/// Which option a value is.
fn told(value: &Given) -> usize {
    match value {
        Given::One(_) => 0,
        Given::Many(_) => 1,
        Given::Unknown => 2,
    }
}

/// The value told the other way, with what can be kept of it.
fn as_told(value: &Given, told: usize) -> Given {
    match (told, value) {
        (0, Given::One(value)) => Given::One(value.clone()),
        (0, Given::Many(values)) => Given::One(values.first().cloned().unwrap_or_default()),
        (0, Given::Unknown) => Given::One(AttrValue::default()),
        (1, Given::Many(values)) => Given::Many(values.clone()),
        (1, Given::One(value)) if !value.is_empty() => Given::Many(vec![value.clone()]),
        (1, _) => Given::Many(Vec::new()),
        _ => Given::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telling_a_value_another_way_keeps_what_it_can() {
        let one = Given::One("a".into());
        let many = Given::Many(vec!["a".into(), "b".into()]);
        assert_eq!(as_told(&one, 1), Given::Many(vec!["a".into()]));
        assert_eq!(as_told(&many, 0), one);
        assert_eq!(as_told(&many, 2), Given::Unknown);
        assert_eq!(as_told(&Given::Unknown, 0), Given::One("".into()));
        assert_eq!(as_told(&Given::Unknown, 1), Given::Many(Vec::new()));
        for (value, option) in [(&one, 0), (&many, 1), (&Given::Unknown, 2)] {
            assert_eq!(told(value), option);
            assert_eq!(as_told(value, option), *value);
        }
    }

    #[test]
    fn each_line_is_a_value() {
        assert_eq!(lines(""), Vec::<AttrValue>::new());
        assert_eq!(lines("a\n"), ["a", ""]);
    }
}
