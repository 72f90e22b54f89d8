//! The form that suppresses a finding, with a reason and perhaps a last day, and the list of what
//! is suppressed.

use std::rc::Rc;

use vestibule_wire::{Finding, StatementName, Suppression, is_day};
use yew::prelude::*;

use crate::components::field::{Select, TextField};
use crate::evaluate::answer::Problem;
use crate::state::action::Action;
use crate::state::suppressed::suppression;
use crate::state::workspace::Workspace;
use crate::text::{nodes, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) problem: Rc<Problem>,
    pub(super) workspace: Rc<Workspace>,
    pub(super) on_close: Callback<()>,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn Suppress(props: &Props) -> Html {
    let text = use_text();
    let reason = use_state(AttrValue::default);
    let expires = use_state(AttrValue::default);
    let of_policy = use_state_eq(|| false);
    // Said once it was tried.
    let is_tried = use_state_eq(|| false);
    {
        use_effect_with((), |()| super::fill::focus("suppress-reason"));
    }
    let has_statement = suppression(&props.workspace, &props.problem, true)
        .is_some_and(|suppression| suppression.statement.is_some());
    let day = expires.trim();
    let no_reason = reason.trim().is_empty();
    let no_day = !day.is_empty() && !is_day(day);
    let wrong = |is_so: bool, said: AttrValue| if is_so { vec![said] } else { Vec::new() };
    let of_reason = wrong(no_reason && *is_tried, text.say(id!("suppress-no-reason")));
    let of_day = wrong(no_day, text.say(id!("suppress-no-day")));
    let onsubmit = {
        let (reason, day) = (reason.trim().to_owned(), day.to_owned());
        let made = suppression(&props.workspace, &props.problem, !*of_policy);
        let (on_close, dispatch) = (props.on_close.clone(), props.dispatch.clone());
        let is_tried = is_tried.setter();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if no_reason || no_day {
                is_tried.set(true);
                let id = if no_reason {
                    "suppress-reason"
                } else {
                    "suppress-day"
                };
                return super::fill::focus(id);
            }
            if let Some(made) = made.clone() {
                let made = Suppression {
                    reason: reason.clone(),
                    expires: Some(day.clone()).filter(|day| !day.is_empty()),
                    ..made
                };
                dispatch.emit(Action::Suppress(Rc::new(made)));
            }
            on_close.emit(());
        })
    };
    let put = |state: &UseStateHandle<AttrValue>| {
        let state = state.setter();
        Callback::from(move |value: AttrValue| state.set(value))
    };
    let on_choose = {
        let of_policy = of_policy.setter();
        Callback::from(move |chosen: usize| of_policy.set(chosen == 1))
    };
    let close = props.on_close.reform(|_: MouseEvent| ());
    html! {
        <form class="suppress" {onsubmit}>
            <TextField
                id="suppress-reason" label={text.say(id!("suppress-reason"))} value={(*reason).clone()}
                on_input={put(&reason)} wrong={of_reason}
            />
            <TextField
                id="suppress-day" label={text.say(id!("suppress-day"))} value={(*expires).clone()}
                on_input={put(&expires)} placeholder="2027-06-30" code=true wrong={of_day}
            />
            if has_statement {
                <Select
                    id="suppress-where" label={text.say(id!("suppress-where"))} chosen={usize::from(*of_policy)}
                    options={vec![text.say(id!("suppress-statement")), text.say(id!("suppress-policy"))]}
                    {on_choose}
                />
            }
            <div class="buttons">
                <button type="submit" class="primary">{ text.say(id!("suppress-do")) }</button>
                <button type="button" class="quiet" onclick={close}>{ text.say(id!("suppress-cancel")) }</button>
            </div>
        </form>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct ListProps {
    /// What is wrong with suppressions, by their place in the workspace.
    pub(super) complaints: Vec<(usize, Finding)>,
    pub(super) workspace: Rc<Workspace>,
    pub(super) dispatch: Callback<Action>,
}

/// What is suppressed, why and until when, and what is wrong with suppressions.
#[component]
pub(super) fn SuppressedList(props: &ListProps) -> Html {
    let text = use_text();
    let all = &props.workspace.suppressions;
    if all.is_empty() {
        return html! {};
    }
    let one = |(index, suppression): (usize, &Rc<Suppression>)| {
        let complaint = props.complaints.iter().find(|(of, _)| *of == index);
        let place = [suppression.policy.as_deref().unwrap_or_default().to_owned()]
            .into_iter()
            .chain(
                suppression
                    .statement
                    .as_ref()
                    .map(|statement| match statement {
                        StatementName::Number(number) => number.to_string(),
                        StatementName::Sid(sid) => sid.clone(),
                    }),
            );
        let place: Vec<String> = place.filter(|part| !part.is_empty()).collect();
        let until = suppression
            .expires
            .as_deref()
            .map(|day| text.with(id!("suppress-until"), &[("day", day.into())]));
        let back = props
            .dispatch
            .reform(move |_: MouseEvent| Action::TakeBack(index));
        let said = text.with(
            id!("suppress-back-of"),
            &[("rule", (&*suppression.rule).into())],
        );
        html! {
            <li class={classes!(complaint.map(|(_, finding)| finding.severity.name()))} key={index}>
                <span>
                    <code translate="no">{ &suppression.rule }</code>{ " " }
                    if !place.is_empty() { <code translate="no">{ place.join(" · ") }</code> }
                    { ": " }{ &suppression.reason }
                    if let Some(until) = until { { " " }{ until } }
                    if let Some((_, finding)) = complaint {
                        <strong>{ " " }{ nodes(&text.message(&finding.message)) }</strong>
                    }
                </span>
                <button type="button" class="quiet" aria-label={said} onclick={back}>
                    { text.say(id!("suppress-back")) }
                </button>
            </li>
        }
    };
    let mut title = vec![text.with(id!("suppress-title"), &[("count", all.len().into())])];
    if !props.complaints.is_empty() {
        let count = [("count", props.complaints.len().into())];
        title.push(text.with(id!("suppress-complaints"), &count));
    }
    html! {
        <details class="document-problems document-suppressed">
            <summary>{ title.join(" ") }</summary>
            <ul>{ for all.iter().enumerate().map(one) }</ul>
        </details>
    }
}
