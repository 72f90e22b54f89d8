//! All fields of one sign-in, open under its row.

use std::rc::Rc;

use vestibule_wire::{Action as Phase, Entry, Outcome};
use yew::prelude::*;

use super::context::ContextRows;
use super::facts;
use super::network::{NetworkFields, Wrong};
use crate::components::decision::words;
use crate::components::field::{Select, TextField, checked, wrong};
use crate::components::glyph::{self, glyph};
use crate::components::personas;
use crate::evaluate::answer::{Field, Problem, ScenarioField};
use crate::state::action::{Action, ScenarioEdit};
use crate::state::persona::{ACCOUNT, PersonaKind};
use crate::state::scenario::Scenario;
use crate::text::{Text, use_text};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) scenario: Rc<Scenario>,
    pub(super) problems: Rc<[Rc<Problem>]>,
    /// The id of the account, for the ARNs of personas.
    pub(super) account: AttrValue,
    pub(super) dispatch: Callback<Action>,
    pub(super) on_move: Callback<(u32, isize)>,
    /// The decisions are to stay those of before.
    pub(super) is_held: bool,
}

#[component]
pub(super) fn Editor(props: &Props) -> Html {
    let text = use_text();
    let scenario = &props.scenario;
    let id = scenario.id;
    let on_edit = props
        .dispatch
        .reform(move |edit: ScenarioEdit| Action::Scenario(id, edit));
    let wrong = |field: ScenarioField| wrong(&text, &props.problems, Field::Scenario(id, field));
    let dom = |name: &str| AttrValue::from(format!("s{id}-{name}"));
    let entries = Entry::ALL.map(|entry| facts::entry(&text, entry)).to_vec();
    let entry = Entry::ALL.iter().position(|entry| *entry == scenario.entry);
    let on_entry = on_edit.reform(|index: usize| {
        ScenarioEdit::Entry(Entry::ALL.get(index).copied().unwrap_or_default())
    });
    let context_wrong = scenario
        .context
        .iter()
        .map(|row| wrong(ScenarioField::Context(row.id)))
        .collect::<Vec<_>>();
    html! {
        <div class="scenario-fields" role="group" aria-label={facts::name(&text, scenario)}>
            <div class="fields">
                <TextField
                    id={dom("name")} label={text.say(id!("table-name"))} value={scenario.name.clone()} edits="name"
                    on_input={on_edit.reform(ScenarioEdit::Name)} wrong={wrong(ScenarioField::Name)}
                    placeholder={facts::name(&text, scenario)}
                />
                <Select
                    id={dom("entry")} label={text.say(id!("table-entry"))} options={entries}
                    chosen={entry.unwrap_or(0)} on_choose={on_entry}
                />
                <TextField
                    id={dom("region")} label={text.say(id!("table-region"))} value={scenario.region.clone()} code=true
                    placeholder="us-east-1" list="regions"
                    on_input={on_edit.reform(ScenarioEdit::Region)} wrong={wrong(ScenarioField::Region)}
                />
                <div class="wide">
                    <TextField
                        id={dom("principal")} label={text.say(id!("table-principal"))} code=true edits="who" list="principals"
                        value={scenario.principal.clone()} placeholder="arn:aws:iam::111122223333:user/Alice"
                        on_input={on_edit.reform(ScenarioEdit::Principal)} wrong={wrong(ScenarioField::Principal)}
                    />
                    { presets(&text, props, &on_edit) }
                </div>
            </div>
            <NetworkFields
                id={dom("network")} legend={text.say(id!("table-network"))} network={scenario.network.clone()}
                on_change={on_edit.reform(ScenarioEdit::Network)} edits="from"
                wrong={Wrong {
                    source_ip: wrong(ScenarioField::SourceIp),
                    vpc: wrong(ScenarioField::Vpc),
                    endpoint: wrong(ScenarioField::Endpoint),
                    private_ip: wrong(ScenarioField::PrivateIp),
                }}
            />
            { expectation(&text, props, &on_edit) }
            <ContextRows
                id={dom("context")} rows={scenario.context.clone()} wrong={context_wrong} on_edit={on_edit.clone()}
            />
            <details class="further" open={!scenario.overrides.is_empty() || !scenario.resource.is_empty()}>
                <summary>{ text.say(id!("table-further")) }</summary>
                { for words::ACTIONS.map(|action| at_phase(&text, scenario, action, &on_edit)) }
                { for wrong(ScenarioField::Overrides).iter().map(|sentence| html! {
                    <p class="wrong">{ crate::text::nodes(sentence) }</p>
                }) }
                <TextField
                    id={dom("resource")} label={text.say(id!("table-resource"))} value={scenario.resource.clone()}
                    code=true placeholder="arn:aws:signin:::console/canvas"
                    on_input={on_edit.reform(ScenarioEdit::Resource)} wrong={wrong(ScenarioField::Resource)}
                />
            </details>
            { foot(&text, props) }
        </div>
    }
}

/// A principal of each kind to start from.
fn presets(text: &Text, props: &Props, on_edit: &Callback<ScenarioEdit>) -> Html {
    html! {
        <div class="chips" role="group" aria-label={text.say(id!("table-presets"))}>
            <span class="hint" aria-hidden="true">{ text.say(id!("table-presets")) }</span>
            { for PersonaKind::ALL.map(|kind| {
                let arn: AttrValue = kind.arn().replace(ACCOUNT, &props.account).into();
                let pressed = arn == props.scenario.principal;
                let onclick = on_edit.reform(move |_: MouseEvent| ScenarioEdit::Principal(arn.clone()));
                html! {
                    <button type="button" class="chip" aria-pressed={pressed.to_string()} {onclick}>
                        { personas::kind(text, kind) }
                    </button>
                }
            }) }
        </div>
    }
}

fn expectation(text: &Text, props: &Props, on_edit: &Callback<ScenarioEdit>) -> Html {
    const OUTCOMES: [Option<Outcome>; 4] = [
        None,
        Some(Outcome::Allowed),
        Some(Outcome::Denied),
        Some(Outcome::Unknown),
    ];
    let id = props.scenario.id;
    let expect = props.scenario.expect.as_ref();
    let outcome = expect.and_then(|expect| expect.outcome);
    let options = OUTCOMES.map(|outcome| match outcome {
        None => text.say(id!("table-nothing-expected")),
        Some(outcome) => words::outcome(text, outcome),
    });
    let chosen = OUTCOMES.iter().position(|one| *one == outcome);
    let on_outcome = on_edit.reform(move |index: usize| {
        ScenarioEdit::ExpectOutcome(OUTCOMES.get(index).copied().flatten())
    });
    let at = expect.and_then(|expect| expect.at.as_deref());
    let at = words::ACTIONS
        .iter()
        .position(|action| at.is_some_and(|at| at.eq_ignore_ascii_case(action.name())));
    let on_at = on_edit.reform(|index: usize| {
        let action = index
            .checked_sub(1)
            .and_then(|index| words::ACTIONS.get(index));
        ScenarioEdit::ExpectAt(action.copied())
    });
    let phases = std::iter::once(text.say(id!("table-any-phase")))
        .chain(words::ACTIONS.map(|action| words::phase_long(text, action)))
        .collect::<Vec<_>>();
    let now = props
        .dispatch
        .reform(move |_: MouseEvent| Action::ExpectPresent(vec![id]));
    html! {
        <div class="fields expectation">
            <Select
                id={format!("s{id}-expect")} label={text.say(id!("decision-expected"))} options={options.to_vec()}
                chosen={chosen.unwrap_or(0)} on_choose={on_outcome} edits="expected"
            />
            if outcome == Some(Outcome::Denied) {
                <Select
                    id={format!("s{id}-at")} label={text.say(id!("table-expect-at"))} options={phases}
                    chosen={at.map_or(0, |at| at + 1)} on_choose={on_at}
                />
            }
            <button type="button" class="beside" disabled={props.is_held} onclick={now}>
                { glyph(glyph::CHECK) }{ text.say(id!("table-expect-now")) }
            </button>
        </div>
    }
}

/// Another network at one phase.
fn at_phase(
    text: &Text,
    scenario: &Scenario,
    action: Phase,
    on_edit: &Callback<ScenarioEdit>,
) -> Html {
    let told = scenario.network_at(action).cloned();
    let (id, phase) = (scenario.id, action as u8);
    let network = scenario.network.clone();
    let onchange = on_edit.reform(move |event: Event| {
        ScenarioEdit::NetworkAt(action, checked(&event).then(|| network.clone()))
    });
    let on_change = on_edit.reform(move |network| ScenarioEdit::NetworkAt(action, Some(network)));
    let name = words::phase_long(text, action);
    let legend = text.with(id!("table-network-at"), &[("phase", name.as_str().into())]);
    html! {
        <div class="at-phase">
            <label class="choice">
                <input type="checkbox" checked={told.is_some()} {onchange} />
                { text.with(id!("table-other-network"), &[("phase", name.as_str().into())]) }
            </label>
            if let Some(network) = told {
                <NetworkFields id={format!("s{id}-at{phase}")} {legend} {network} {on_change} />
            }
        </div>
    }
}

fn foot(text: &Text, props: &Props) -> Html {
    let id = props.scenario.id;
    let carry = |by: isize| props.on_move.reform(move |_: MouseEvent| (id, by));
    let act = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
    html! {
        <div class="buttons">
            <button type="button" onclick={act(Action::DuplicateScenario(id))}>
                { glyph(glyph::COPY) }{ text.say(id!("table-duplicate")) }
            </button>
            <button type="button" onclick={act(Action::RemoveScenarios(vec![id]))}>
                { glyph(glyph::TRASH) }{ text.say(id!("table-remove")) }
            </button>
            <button type="button" onclick={carry(-1)}>{ glyph(glyph::ARROW_UP) }{ text.say(id!("table-up")) }</button>
            <button type="button" onclick={carry(1)}>{ glyph(glyph::ARROW_DOWN) }{ text.say(id!("table-down")) }</button>
            <span class="grow"></span>
            <button type="button" class="primary" onclick={act(Action::Dialog(None))}>{ text.say(id!("page-close")) }</button>
        </div>
    }
}
