//! Documented policies to start from, what each teaches, and who to try.

use std::rc::Rc;

use yew::prelude::*;

use crate::first::state::Action;
use crate::first::state::examples::{Example, Group};
use crate::first::state::input::Request;
use crate::text;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) examples: Rc<[Example]>,
    /// The slug of the example that is shown.
    pub(crate) shown: Option<AttrValue>,
    pub(crate) changed: bool,
    pub(crate) request: Request,
    /// True when [`Action::Back`] would bring back what an example replaced.
    pub(crate) replaced_yours: bool,
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn Examples(props: &Props) -> Html {
    let shown = props.shown.as_ref().and_then(|slug| {
        props
            .examples
            .iter()
            .find(|example| example.slug == slug.as_str())
    });
    html! {
        <section class="card examples" aria-labelledby="examples-title">
            <h2 id="examples-title" class="hidden">{ text::EXAMPLES }</h2>
            <div class="groups">
                { group(props, Group::Aws, text::EXAMPLES_AWS) }
                { group(props, Group::Pitfall, text::EXAMPLES_PITFALLS) }
            </div>
            if let Some(example) = shown {
                { lesson(props, example) }
            }
            if props.replaced_yours {
                <p class="back">
                    <button
                        type="button" class="primary"
                        onclick={props.dispatch.reform(|_: MouseEvent| Action::Back)}
                    >
                        { text::BACK_TO_YOURS }
                    </button>
                </p>
            }
        </section>
    }
}

fn group(props: &Props, group: Group, title: &'static str) -> Html {
    let members = props
        .examples
        .iter()
        .enumerate()
        .filter(|(_, example)| example.group == group);
    html! {
        <div class="chips" role="group" aria-label={title}>
            <span aria-hidden="true">{ title }</span>
            { for members.map(|(index, example)| {
                let pressed = props.shown.as_deref() == Some(example.slug);
                let onclick = props.dispatch.reform(move |_: MouseEvent| Action::Example(index));
                html! {
                    <button
                        type="button" class="chip" {onclick}
                        aria-pressed={if pressed { "true" } else { "false" }}
                    >
                        { text::example(example.slug).0 }
                    </button>
                }
            }) }
        </div>
    }
}

fn lesson(props: &Props, example: &Example) -> Html {
    html! {
        <div class="lesson">
            <p>
                <strong>{ text::LESSON }</strong>
                if props.changed {
                    <span class="count">{ text::EDITED }</span>
                }
                { " " }{ text::example(example.slug).1 }
            </p>
            <div class="chips" role="group" aria-label={text::TRY}>
                <span aria-hidden="true">{ text::TRY }</span>
                { for example.sign_ins.iter().enumerate().map(|(index, sign_in)| {
                    let pressed = sign_in.request == props.request;
                    let onclick = props.dispatch.reform(move |_: MouseEvent| Action::SignIn(index));
                    html! {
                        <button
                            type="button" class="chip" {onclick}
                            aria-pressed={if pressed { "true" } else { "false" }}
                        >
                            { &sign_in.name }
                        </button>
                    }
                }) }
            </div>
        </div>
    }
}
