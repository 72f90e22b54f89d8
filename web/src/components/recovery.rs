//! The ways back into the console, and what becomes of people who are signed in.

use vestibule_wire::Outcome;
use yew::prelude::*;

use super::copied::CopiedText;
use super::icon;
use super::proof::Command;
use super::proof::line::{lines, plain};

use crate::analysis::topics::{RecoveryTold, Runnable, TopicTold};
use crate::state::action::Action;
use crate::state::topics::Shown;
use crate::text::{Text, nodes, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) shown: Shown,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn RecoveryPane(props: &Props) -> Html {
    let text = use_text();
    let is_present = props.shown.is_present;
    html! {
        <section
            class={classes!("pane", "proof-pane", "recovery", (!is_present).then_some("earlier"))}
            id="recovery" tabindex="-1" aria-labelledby="recovery-title"
            data-present={is_present.to_string()}
        >
            <div class="pane-head"><h2 id="recovery-title">{ text.say(id!("recovery-title")) }</h2></div>
            <div class="pane-body">
                <p class="soft">{ text.say(id!("recovery-about")) }</p>
                <div role="status">{ standing(&text, props) }</div>
                { match props.shown.told() {
                    Some(TopicTold::Recovery(told)) => answer(&text, props, told),
                    Some(TopicTold::Nothing(why)) => html! {
                        <div class="strip-section"><p>{ nodes(&why.text) }</p>{ lines(&text, &props.dispatch, &why.below) }</div>
                    },
                    _ => html! {},
                } }
                <div class="commands"><Command command="recover" options="--sessions" /></div>
            </div>
        </section>
    }
}

/// How far the answer is.
fn standing(text: &Text, props: &Props) -> Html {
    if props.shown.stopped.is_some() {
        html! { <p>{ text.say(id!("proof-stopped")) }</p> }
    } else if props.shown.is_present {
        html! {}
    } else {
        html! {
            <p><span class="spinner" aria-hidden="true"></span>{ " " }{ text.say(id!("recovery-working")) }</p>
        }
    }
}

fn answer(text: &Text, props: &Props, told: &RecoveryTold) -> Html {
    let RecoveryTold {
        sentence, rules, ..
    } = told;
    let rest = |id: &'static str, line: &crate::analysis::answer::Line| {
        html! {
            <section class="strip-section" aria-labelledby={id}>
                <h3 {id}>{ nodes(&line.text) }</h3>
                { lines(text, &props.dispatch, &line.below) }
            </section>
        }
    };
    html! {
        <>
            if told.is_before { <p class="recovery-before">{ text.say(id!("recovery-before")) }</p> }
            <div class={classes!("recovery-verdict", sentence.outcome.map(Outcome::name))}>
                <p class={classes!("strip-line", sentence.outcome.map(Outcome::name))}>
                    { sentence.outcome.map(icon::outcome) }<strong>{ nodes(&sentence.text) }</strong>
                </p>
                { lines(text, &props.dispatch, &sentence.below) }
            </div>
            <details class="recovery-readiness">
                <summary>{ nodes(&told.readiness.text) }</summary>
                { lines(text, &props.dispatch, &told.readiness.below) }
            </details>
            <ol class="recovery-ways">
                { for told.ways.iter().map(|way| {
                    runnable(text, props, way, html! { <h3>{ nodes(&way.line.text) }</h3> })
                }) }
            </ol>
            { rest("recovery-afterwards", &told.afterwards) }
            <h3 class="recovery-part">{ text.say(id!("recovery-sessions")) }</h3>
            <p class="soft">{ text.say(id!("recovery-sessions-about")) }</p>
            <ul class="recovery-ways">
                { for told.sessions.iter().map(|session| {
                    runnable(text, props, session, html! { <h4>{ nodes(&session.line.text) }</h4> })
                }) }
            </ul>
            { rest("recovery-rules", rules) }
            if told.left_out > 0 {
                <p>{ nodes(&text.with(id!("strip-left-out"), &[("count", told.left_out.into())])) }</p>
            }
        </>
    }
}

/// A way or a session, and what to run.
fn runnable(text: &Text, props: &Props, of: &Runnable, title: Html) -> Html {
    let about = [("about", plain(&of.line.text).into())];
    let commands = html! {
        <CopiedText bare=true label={text.with(id!("recovery-commands"), &about)} content={of.commands.join("\n")} />
    };
    html! {
        <li class="recovery-way">
            { title }
            { lines(text, &props.dispatch, &of.line.below) }
            if of.commands.is_empty() {
            } else if of.line.outcome == Some(Outcome::Denied) {
                <details><summary>{ text.say(id!("recovery-commands-folded")) }</summary>{ commands }</details>
            } else {
                { commands }
            }
        </li>
    }
}
