//! The form that fills in what documented examples leave open, all of it at once. It shows itself
//! when a policy comes with placeholders, and takes no focus then.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::use_read;
use crate::components::field::TextField;
use crate::components::glyph::{self, glyph};
use crate::fill::{Fault, Field, Meaning, Wrong, faults, fields, texts};
use crate::state::action::Action;
use crate::state::workspace::{Document, Workspace};
use crate::text::{Text, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) document: Rc<Document>,
    pub(super) workspace: Rc<Workspace>,
    /// Of the workspace: what was typed for another one is none of its.
    pub(super) generation: u64,
    /// How many texts were pasted.
    pub(super) pasted: u32,
    /// How often the form was asked for, and the placeholder that it was asked for last.
    pub(super) asked: (u32, AttrValue),
    /// Set when the text of the document changes by it: a step of its own in the editor, too.
    pub(super) own_step: Rc<Cell<bool>>,
    pub(super) dispatch: Callback<Action>,
}

/// What was typed for which placeholder of which workspace.
type Typed = Vec<((u64, AttrValue, Meaning), AttrValue)>;

#[component]
pub(super) fn Fill(props: &Props) -> Html {
    let text = use_text();
    let document = &props.document;
    let fields = use_read(document.id, &document.text, fields);
    let has_placeholders = fields.iter().any(|field| field.is_placeholder);
    let (is_open, set_open) = use_open(props, has_placeholders);
    let typed = use_state(Typed::new);
    use_focus(props, &fields, is_open);
    let of = |field: &Field| value(&typed, props.generation, field);
    let about = (
        is_open,
        document.clone(),
        Rc::clone(&fields),
        (*typed).clone(),
    );
    let generation = props.generation;
    let wrong = use_memo(about, move |(is_open, document, fields, typed)| {
        let of = |field: &Field| value(typed, generation, field);
        if *is_open {
            faults(document, fields, &of)
        } else {
            Vec::new()
        }
    });
    if fields.is_empty() || (!has_placeholders && !is_open) {
        return html! {};
    }
    let count = fields.iter().filter(|field| field.is_placeholder).count();
    let title = if has_placeholders {
        text.with(id!("fill-title"), &[("count", count.into())])
    } else {
        text.say(id!("fill-examples"))
    };
    let filled = fields.iter().filter(|field| !of(field).trim().is_empty());
    let filled = filled.count();
    let onsubmit = {
        let (fields, wrong, typed) = (Rc::clone(&fields), Rc::clone(&wrong), (*typed).clone());
        let (workspace, dispatch) = (props.workspace.clone(), props.dispatch.clone());
        let (own_step, id, close) = (Rc::clone(&props.own_step), document.id, set_open.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let faulty = wrong.iter().position(|faults| !faults.is_empty());
            if faulty.is_some() || filled == 0 {
                return focus(&field_id(faulty.unwrap_or(0)));
            }
            let of = |field: &Field| value(&typed, generation, field);
            // A step of its own, whatever was typed before.
            dispatch.emit(Action::Settled);
            let texts = texts(&workspace.documents, &fields, &of);
            own_step.set(texts.iter().any(|(changed, _)| *changed == id));
            let account = crate::fill::account(&fields, &of);
            dispatch.emit(Action::FillIn(texts, filled, account));
            if fields
                .iter()
                .all(|field| !field.is_placeholder || !of(field).trim().is_empty())
            {
                close.emit(false);
            }
        })
    };
    let shown = |is_placeholder: bool| {
        let of_kind = fields.iter().enumerate();
        let of_kind = of_kind.filter(|(_, field)| field.is_placeholder == is_placeholder);
        html! {
            <div class="fill-fields">
                { for of_kind.map(|(index, field)| {
                    let faults = wrong.get(index).map_or(&[][..], Vec::as_slice);
                    one(&text, props, &typed, index, field, faults)
                }) }
            </div>
        }
    };
    // What is asked for, or wrong, is never folded away.
    let is_example = |index: usize| fields.get(index).is_some_and(|field| !field.is_placeholder);
    let mut faulty = wrong.iter().enumerate();
    let has_wrong_example = faulty.any(|(index, faults)| !faults.is_empty() && is_example(index));
    let asked_for = fields.iter().position(|field| field.name == props.asked.1);
    let led_to_example = asked_for.is_some_and(is_example);
    let toggle = Callback::from(move |_: MouseEvent| set_open.emit(!is_open));
    html! {
        <section class="document-fill" aria-label={title.clone()}>
            <div class="fill-head">
                { glyph(glyph::PENCIL) }
                <p role="status">{ title }</p>
                if is_open {
                    <button type="submit" form="document-fill-form" class="primary">
                        { text.with(id!("fill-in"), &[("count", filled.into())]) }
                    </button>
                }
                <button type="button" aria-expanded={is_open.to_string()} onclick={toggle}>
                    { text.say(if is_open { id!("fill-close") } else { id!("fill-open") }) }
                </button>
            </div>
            if is_open {
                <form id="document-fill-form" {onsubmit}>
                    <p class="hint">{ text.say(id!("fill-hint")) }</p>
                    { shown(true) }
                    if has_placeholders && count < fields.len() {
                        <details open={has_wrong_example || led_to_example}>
                            <summary>{ text.with(id!("fill-more"), &[("count", (fields.len() - count).into())]) }</summary>
                            { shown(false) }
                        </details>
                    } else {
                        { shown(false) }
                    }
                </form>
            }
        </section>
    }
}

/// A field with what is proposed for it.
fn one(
    text: &Text,
    props: &Props,
    typed: &UseStateHandle<Typed>,
    index: usize,
    field: &Field,
    faults: &[Fault],
) -> Html {
    let key = key(props.generation, field);
    let put = {
        let typed = typed.clone();
        Callback::from(move |value: AttrValue| {
            let mut next = (*typed).clone();
            next.retain(|(known, _)| *known != key);
            next.push((key.clone(), value));
            typed.set(next);
        })
    };
    let value = AttrValue::from(value(typed, props.generation, field).to_owned());
    let mut label = format!("{} {}", name(text, field.meaning), field.name);
    if field.takes_several && field.meaning != Meaning::Text {
        label = format!("{label} {}", text.say(id!("fill-several")));
    }
    if !field.is_placeholder {
        label = format!("{label} {}", text.say(id!("fill-optional")));
    }
    let proposals = field.proposals(&props.workspace).into_iter();
    let proposals = proposals.filter(|proposed| !value.contains(&**proposed));
    let proposals: Vec<Html> = proposals
        .map(|proposed| {
            let said = [
                ("value", (&*proposed).into()),
                ("name", (&*field.name).into()),
            ];
            let said = text.with(id!("fill-proposed"), &said);
            let is_first = value.trim().is_empty() || !field.takes_several;
            let next: AttrValue = if is_first {
                proposed.clone()
            } else {
                format!("{} {proposed}", value.trim_end()).into()
            };
            let onclick = put.reform(move |_: MouseEvent| next.clone());
            html! { <button type="button" class="chip code" aria-label={said} {onclick}>{ proposed }</button> }
        })
        .collect();
    let wrong = faults.iter().map(|fault| sentence(text, field, fault));
    html! {
        <div class="fill-field" key={index}>
            <TextField
                id={field_id(index)} {label} {value} on_input={put} code=true
                wrong={wrong.collect::<Vec<_>>()}
            />
            if !proposals.is_empty() {
                <div class="chips">{ for proposals }</div>
            }
        </div>
    }
}

/// Whether the form is open, and what opens and closes it.
#[hook]
fn use_open(props: &Props, has_placeholders: bool) -> (bool, Callback<bool>) {
    let id = (props.generation, props.document.id);
    // Of the document for which that was last decided.
    let open = use_state_eq(|| ((0, u32::MAX), false));
    let hidden = use_mut_ref(Vec::<(u64, u32)>::new);
    let before = use_mut_ref(|| (0, 0));
    {
        let (open, hidden) = (open.clone(), Rc::clone(&hidden));
        let deps = (id, has_placeholders, props.pasted, props.asked.0);
        use_effect_with(deps, move |(id, has_placeholders, pasted, asked)| {
            let (known_pasted, known_asked) = *before.borrow();
            let is_other = open.0 != *id;
            let is_asked = known_asked != *asked;
            let has_come = is_other || known_pasted != *pasted;
            let is_hidden = is_other && hidden.borrow().contains(id);
            if is_asked || (has_come && *has_placeholders && !is_hidden) {
                open.set((*id, true));
            } else if is_other {
                open.set((*id, false));
            }
            // What is pasted is read a moment later.
            let pasted = if *has_placeholders {
                *pasted
            } else {
                known_pasted
            };
            *before.borrow_mut() = (pasted, *asked);
        });
    }
    let is_open = open.0 == id && open.1;
    let set_open = Callback::from(move |is_open: bool| {
        let mut hidden = hidden.borrow_mut();
        hidden.retain(|other| *other != id);
        if !is_open {
            hidden.push(id);
        }
        open.set((id, is_open));
    });
    (is_open, set_open)
}

/// Leads to the field that was asked for.
#[hook]
fn use_focus(props: &Props, fields: &[Field], is_open: bool) {
    let (count, name) = props.asked.clone();
    let index = fields.iter().position(|field| field.name == name);
    let led = use_mut_ref(|| 0);
    use_effect_with((count, is_open), move |(count, is_open)| {
        if *is_open && *led.borrow() != *count {
            *led.borrow_mut() = *count;
            focus(&field_id(index.unwrap_or(0)));
        }
    });
}

fn key(generation: u64, field: &Field) -> (u64, AttrValue, Meaning) {
    (generation, field.name.clone(), field.meaning)
}

/// What was typed for a field.
fn value<'t>(typed: &'t Typed, generation: u64, field: &Field) -> &'t str {
    let key = key(generation, field);
    let found = typed.iter().find(|(known, _)| *known == key);
    found.map_or("", |(_, value)| value)
}

fn field_id(index: usize) -> String {
    format!("fill-{index}")
}

/// Puts the focus on the element of that id.
pub(super) fn focus(id: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.get_element_by_id(id));
    let element: Option<HtmlElement> = element.and_then(|element| element.dyn_into().ok());
    if let Some(element) = element {
        // Fails where it takes no focus, which a field does.
        let _ = element.focus();
    }
}

/// What a field is called.
fn name(text: &Text, meaning: Meaning) -> AttrValue {
    text.say(match meaning {
        Meaning::Account => id!("fill-account"),
        Meaning::Addresses => id!("fill-addresses"),
        Meaning::Arn => id!("fill-arn"),
        Meaning::Endpoint => id!("fill-endpoint"),
        Meaning::Organization => id!("fill-organization"),
        Meaning::Partition => id!("fill-partition"),
        Meaning::Principal => id!("fill-principal"),
        Meaning::Region => id!("fill-region"),
        Meaning::Text => id!("fill-text"),
        Meaning::Vpc => id!("fill-vpc"),
    })
}

/// What is wrong with a value, and what one looks like.
fn sentence(text: &Text, field: &Field, fault: &Fault) -> AttrValue {
    let (value, wrong) = match fault {
        Fault::Read(message) => return text.message(message),
        Fault::Value(_, Wrong::Several) => return text.say(id!("fill-wrong-several")),
        Fault::Value(value, wrong) => (&**value, *wrong),
    };
    let value = [("value", value.into())];
    if wrong == Wrong::Placeholder {
        return text.with(id!("fill-wrong-placeholder"), &value);
    }
    text.with(
        match field.meaning {
            Meaning::Account => id!("fill-wrong-account"),
            Meaning::Addresses => id!("fill-wrong-addresses"),
            Meaning::Arn => id!("fill-wrong-arn"),
            Meaning::Endpoint => id!("fill-wrong-endpoint"),
            Meaning::Organization => id!("fill-wrong-organization"),
            Meaning::Partition => id!("fill-wrong-partition"),
            Meaning::Principal => id!("fill-wrong-principal"),
            Meaning::Region => id!("fill-wrong-region"),
            Meaning::Text => id!("fill-wrong-text"),
            Meaning::Vpc => id!("fill-wrong-vpc"),
        },
        &value,
    )
}
