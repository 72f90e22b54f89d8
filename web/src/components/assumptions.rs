//! The points that AWS leaves open and that a decision leans on, each with a
//! switch for the other reading where there is one.

use gloo::timers::callback::Timeout;
use vestibule_iam::sort;
use vestibule_wire::open_point;
use yew::prelude::*;

use super::field::checked;
use super::scroll_to_id;
use crate::state::action::Action;
use crate::state::view::Dialog;
use crate::text::{nodes, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// The ids of those that the decision leans on.
    pub(super) leaned_on: Vec<String>,
    /// The ids of those of which the other reading is taken.
    pub(super) readings: Vec<AttrValue>,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn Assumptions(props: &Props) -> Html {
    let text = use_text();
    // One that is turned over stays in sight, so that it can be turned back.
    let mut ids: Vec<AttrValue> = props.readings.clone();
    for id in &props.leaned_on {
        if !ids.iter().any(|known| known == id) {
            ids.push(id.clone().into());
        }
    }
    let number = |id: &str| {
        id.trim_start_matches('J')
            .parse::<u32>()
            .unwrap_or(u32::MAX)
    };
    sort::by_key(&mut ids, |id| number(id));
    if ids.is_empty() {
        return html! {};
    }
    let about = |id: &AttrValue| {
        let (dispatch, entry) = (
            props.dispatch.clone(),
            format!("about-{}", id.to_lowercase()),
        );
        Callback::from(move |_: MouseEvent| {
            dispatch.emit(Action::Dialog(Some(Dialog::About)));
            let entry = entry.clone();
            // Once the view is there.
            Timeout::new(60, move || scroll_to_id(&entry)).forget();
        })
    };
    html! {
        <details class="assumptions" open={!props.readings.is_empty()}>
            <summary>
                <h3>{ text.with(id!("why-assumptions"), &[("count", ids.len().into())]) }</h3>
                if !props.readings.is_empty() {
                    <span class="badge">
                        { text.with(id!("why-assumptions-switched"), &[("count", props.readings.len().into())]) }
                    </span>
                }
            </summary>
            <p class="hint">{ text.say(id!("why-assumptions-intro")) }</p>
            <ul>
                { for ids.iter().filter_map(|id| Some((id, open_point(id)?))).map(|(id, point)| {
                    let other = props.readings.contains(id);
                    let reading = text.reading(&point, other).unwrap_or_default();
                    let named = [("id", id.as_str().into())];
                    let onchange = {
                        let id = id.clone();
                        props.dispatch.reform(move |event: Event| Action::Reading(id.clone(), checked(&event)))
                    };
                    html! {
                        <li key={id.to_string()} class={classes!("assumption", other.then_some("other"))}>
                            <p>
                                <button
                                    type="button" class="link" onclick={about(id)}
                                    aria-label={text.with(id!("why-assumption-more"), &named)}
                                >{ id }</button>{ " " }{ nodes(&reading) }
                            </p>
                            if point.other_reading.is_some() {
                                <label class="choice">
                                    <input
                                        type="checkbox" role="switch" checked={other} {onchange}
                                        aria-label={text.with(id!("why-assumption-other-named"), &named)}
                                    />
                                    { text.say(id!("why-assumption-other")) }
                                </label>
                            }
                        </li>
                    }
                }) }
            </ul>
        </details>
    }
}
