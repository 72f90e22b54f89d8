//! Whether the example still says what its page says, and the way on.

use vestibule_wire::Outcome;
use yew::prelude::*;

use crate::components::icon;
use crate::evaluate::answer::Unmet;
use crate::text::{Nodes as _, Value, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// How many sign-ins have expectations.
    pub(super) expected: usize,
    /// Those that are decided otherwise, and how.
    pub(super) unmet: Vec<(String, Vec<Unmet>)>,
    /// A reader has changed a policy.
    pub(super) changed: bool,
    pub(super) editable: bool,
    pub(super) link: Option<AttrValue>,
    pub(super) on_reset: Callback<()>,
}

#[component]
pub(super) fn Verdict(props: &Props) -> Html {
    let text = use_text();
    let met = props.unmet.is_empty();
    let counts = [
        ("count", props.expected.into()),
        ("unmet", props.unmet.len().into()),
    ];
    // A reader who changes a policy is not told that the page is wrong.
    let (class, sign, said) = match (met, props.changed) {
        (true, _) => (
            "met",
            Outcome::Allowed,
            text.with(id!("embed-met"), &counts),
        ),
        (false, true) => (
            "changed",
            Outcome::Unknown,
            text.with(id!("embed-unmet-changed"), &counts),
        ),
        (false, false) => (
            "drifted",
            Outcome::Denied,
            text.with(id!("embed-unmet"), &counts),
        ),
    };
    let onclick = props.on_reset.reform(|_: MouseEvent| ());
    html! {
        <div class="foot">
            if props.expected > 0 {
                <div class={classes!("expectations", class)} role="status">
                    <p>{ icon::outcome(sign) }<span>{ said }</span></p>
                    if !met {
                        <ul>
                            { for props.unmet.iter().flat_map(|(name, unmet)| unmet.iter().map(|unmet| html! {
                                <li>
                                    { text.nodes(id!("embed-difference"), &[
                                        ("name", name.clone().into()),
                                        ("path", unmet.path.clone().into()),
                                        ("expected", bare(&unmet.expected)),
                                        ("actual", bare(&unmet.actual)),
                                    ]) }
                                </li>
                            })) }
                        </ul>
                    }
                </div>
            }
            <p class="ways">
                if props.editable {
                    <button type="button" disabled={!props.changed} {onclick}>{ text.say(id!("embed-reset")) }</button>
                }
                if let Some(link) = &props.link {
                    <a href={link} rel="noopener">{ text.say(id!("embed-open")) }</a>
                }
            </p>
        </div>
    }
}

/// The message has backticks of its own.
fn bare(value: &str) -> Value<'static> {
    value.trim_matches('`').to_owned().into()
}
