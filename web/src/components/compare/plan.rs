//! The steps from the text of before to the present one.

use vestibule_wire::Outcome;
use yew::prelude::*;

use crate::analysis::topics::{PlanTold, StepTold, TopicTold};
use crate::components::copied::CopiedText;
use crate::components::field::TextField;
use crate::components::glyph::{self, glyph};
use crate::components::icon;
use crate::components::proof::Command;
use crate::components::proof::line::{lines, plain};
use crate::state::action::Action;
use crate::state::topics::Shown;
use crate::text::{Text, nodes, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// The units to which policies go first, as typed; `None` while no plan is asked for.
    pub(super) stages: Option<AttrValue>,
    pub(super) shown: Shown,
    pub(super) dispatch: Callback<Action>,
}

#[component]
pub(super) fn Plan(props: &Props) -> Html {
    let text = use_text();
    let Some(stages) = &props.stages else {
        let onclick = props
            .dispatch
            .reform(|_: MouseEvent| Action::PlanRollout(Some(AttrValue::default())));
        return html! {
            <section class="plan" aria-label={text.say(id!("plan-title"))}>
                <button type="button" {onclick}>{ glyph(glyph::LIST_CHECKS) }<span>{ text.say(id!("plan-open")) }</span></button>
                <p class="hint">{ text.say(id!("plan-about")) }</p>
            </section>
        };
    };
    let close = props
        .dispatch
        .reform(|_: MouseEvent| Action::PlanRollout(None));
    let on_input = props
        .dispatch
        .reform(|stages: AttrValue| Action::PlanRollout(Some(stages)));
    let is_present = props.shown.is_present;
    let options = options(stages);
    html! {
        <section class={classes!("plan", (!is_present).then_some("earlier"))} aria-labelledby="plan-title" data-present={is_present.to_string()}>
            <div class="plan-head">
                <h3 id="plan-title">{ text.say(id!("plan-title")) }</h3>
                <button type="button" class="quiet" onclick={close}>{ text.say(id!("plan-close")) }</button>
            </div>
            <p class="hint">{ text.say(id!("plan-about")) }</p>
            <TextField
                id="plan-stages" label={text.say(id!("plan-stages"))} value={stages.clone()} code=true
                placeholder="ou-ab12-canary00" {on_input}
            />
            <div role="status">
                if props.shown.stopped.is_some() {
                    <p>{ text.say(id!("proof-stopped")) }</p>
                } else if !is_present {
                    <p><span class="spinner" aria-hidden="true"></span>{ " " }{ text.say(id!("plan-working")) }</p>
                }
            </div>
            { match props.shown.told() {
                Some(TopicTold::Plan(told)) => answer(&text, props, told),
                Some(TopicTold::Nothing(why)) => html! {
                    <div class="strip-section">
                        <p>{ icon::outcome(Outcome::Unknown) }{ " " }{ nodes(&why.text) }</p>
                        { lines(&text, &props.dispatch, &why.below) }
                    </div>
                },
                _ => html! {},
            } }
            <Command command="plan before.json" {options} />
        </section>
    }
}

fn options(stages: &str) -> String {
    let stages = stages.split(|c: char| c == ',' || c.is_whitespace());
    let stages = stages.filter(|stage| !stage.is_empty());
    let stages: Vec<String> = stages.map(|stage| format!("--stage {stage}")).collect();
    stages.join(" ")
}

fn answer(text: &Text, props: &Props, told: &PlanTold) -> Html {
    let summary = &told.summary;
    html! {
        <>
            <p class={classes!("plan-summary", "strip-line", summary.outcome.map(Outcome::name))}>
                { summary.outcome.map(icon::outcome) }<strong>{ nodes(&summary.text) }</strong>
            </p>
            <details>
                <summary>{ text.say(id!("plan-now")) }</summary>
                { lines(text, &props.dispatch, &summary.below) }
            </details>
            <ol class="plan-steps">{ for told.steps.iter().zip(1_usize..).map(|(of, number)| step(text, props, of, number)) }</ol>
            if !told.stopped.is_empty() {
                <h4>{ text.say(id!("plan-stopped")) }</h4>
                { lines(text, &props.dispatch, &told.stopped) }
            }
            if !told.notes.is_empty() {
                <h4>{ text.say(id!("plan-notes")) }</h4>
                { lines(text, &props.dispatch, &told.notes) }
            }
            <details class="plan-outputs">
                <summary>{ text.say(id!("plan-outputs")) }</summary>
                <CopiedText label={text.say(id!("plan-markdown"))} content={told.markdown.clone()} file="rollout.md" />
                if let Some(script) = &told.script {
                    <CopiedText label={text.say(id!("plan-script"))} content={script.clone()} file="rollout.sh" />
                }
            </details>
        </>
    }
}

fn step(text: &Text, props: &Props, of: &StepTold, number: usize) -> Html {
    let about = [("about", plain(&of.line.text).into())];
    html! {
        <li class="plan-step">
            <h4>{ number }{ ". " }{ nodes(&of.line.text) }</h4>
            if let Some(warning) = &of.warning {
                <p class="plan-warning">{ glyph(glyph::TRIANGLE_ALERT) }{ " " }<strong>{ nodes(&warning.text) }</strong></p>
            }
            <CopiedText bare=true label={text.with(id!("recovery-commands"), &about)} content={of.commands.join("\n")} />
            <h5>{ text.say(id!("plan-behind")) }</h5>
            { lines(text, &props.dispatch, &of.line.below) }
            <h5>{ text.say(id!("plan-watch")) }</h5>
            { lines(text, &props.dispatch, &of.watch) }
            if !of.look.is_empty() {
                <CopiedText bare=true label={text.with(id!("plan-look-of"), &about)} content={of.look.join("\n")} />
            }
            <details>
                <summary>{ text.say(id!("plan-rollback")) }</summary>
                <CopiedText bare=true label={text.with(id!("plan-rollback-of"), &about)} content={of.rollback.join("\n")} />
            </details>
        </li>
    }
}
