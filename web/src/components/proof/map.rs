//! Who gets in from where, for all sign-ins.

use yew::prelude::*;

use super::Command;
use super::line::Sections;
use super::picture::Picture;
use crate::analysis::topics::TopicTold;
use crate::state::action::Action;
use crate::state::analysis::{Known, Standing};
use crate::state::topics::Shown;
use crate::text::use_text;

#[derive(Properties, PartialEq)]
pub(in crate::components) struct Props {
    pub(in crate::components) known: Known,
    /// All accounts of an organization are looked at, of which there is no picture.
    pub(in crate::components) is_of_many: bool,
    /// The picture.
    pub(in crate::components) shown: Shown,
    pub(in crate::components) dispatch: Callback<Action>,
}

#[component]
pub(in crate::components) fn MapPane(props: &Props) -> Html {
    let text = use_text();
    let is_present = props.known.standing == Standing::Present;
    html! {
        <section
            class={classes!("pane", "proof-pane", (!is_present).then_some("earlier"))}
            id="map" tabindex="-1" aria-labelledby="map-title"
        >
            <div class="pane-head"><h2 id="map-title">{ text.say(id!("proof-map-title")) }</h2></div>
            <div class="pane-body">
                if let Some(TopicTold::Picture(pictures)) = props.shown.told() {
                    <Picture pictures={pictures.clone()} dispatch={props.dispatch.clone()} />
                }
                if props.is_of_many {
                    <p class="soft">{ text.say(id!("organization-choose-account")) }</p>
                }
                if let Some(answer) = &props.known.answer {
                    <Sections answer={answer.clone()} dispatch={props.dispatch.clone()} />
                }
                <div class="commands"><Command command="map" /><Command command="lockout" /></div>
            </div>
        </section>
    }
}
