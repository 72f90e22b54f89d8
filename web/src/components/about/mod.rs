//! What this is: its version, what stays where, what it assumes of AWS, and the
//! licences of everything that is in it.

mod licences;

use vestibule_signin::assumption::Assumption;
use vestibule_signin::sources;
use vestibule_wire::{OpenPoint, open_points};
use yew::prelude::*;

use super::dialog::Dialog;
use crate::state::action::Action;
use crate::text::{Nodes as _, Text, nodes, use_text};
use licences::Licences;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) dispatch: Callback<Action>,
}

#[component]
pub(crate) fn About(props: &Props) -> Html {
    let text = use_text();
    let on_close = props.dispatch.reform(|()| Action::Dialog(None));
    html! {
        <Dialog title={text.say(id!("about-title"))} large=true {on_close}>
            <p>
                <strong>{ "vestibule" }</strong>{ " " }
                { text.with(id!("about-version"), &[("version", env!("CARGO_PKG_VERSION").into())]) }
            </p>
            <p>{ text.say(id!("about-what")) }</p>
            <p>{ text.say(id!("about-not-aws")) }</p>

            <h3>{ text.say(id!("about-privacy")) }</h3>
            <ul class="plain-list">
                <li>{ text.say(id!("about-privacy-page")) }</li>
                <li>{ text.say(id!("about-privacy-store")) }</li>
                <li>{ text.nodes(id!("about-privacy-link"), &[]) }</li>
                <li>{ text.say(id!("about-privacy-offline")) }</li>
            </ul>

            <h3>{ text.say(id!("about-assumptions")) }</h3>
            <p class="hint">{ text.say(id!("about-assumptions-intro")) }</p>
            <dl class="register">
                { for open_points().map(|point| assumption(&text, &point)) }
            </dl>

            <h3>{ text.say(id!("about-licences")) }</h3>
            <Licences />
        </Dialog>
    }
}

fn assumption(text: &Text, point: &OpenPoint) -> Html {
    let reading = text.reading(point, false).unwrap_or_default();
    let mut sources = Assumption::from_id(&point.id)
        .into_iter()
        .flat_map(sources::of)
        .peekable();
    let has_sources = sources.peek().is_some();
    html! {
        <>
            <dt id={format!("about-{}", point.id.to_lowercase())}>{ &point.id }</dt>
            <dd>
                <p>{ nodes(&reading) }</p>
                if let Some(other) = text.reading(point, true) {
                    <p class="soft"><strong>{ text.say(id!("about-other-reading")) }</strong>{ " " }{ nodes(&other) }</p>
                }
                if has_sources {
                    <p class="soft sources">
                        { text.say(id!("about-sources")) }{ " " }
                        { for sources.map(|source| html! {
                            <a href={source.address} lang="en" rel="noreferrer">{ source.title }</a>
                        }) }
                    </p>
                }
            </dd>
        </>
    }
}
