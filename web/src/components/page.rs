//! The whole page: where each part of the state is drawn.

use std::collections::HashMap;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use vestibule_wire::{Outcome, Severity};
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use super::account_facts::Props as AccountProps;
use super::announcer::Announcer;
use super::claims::Unsettled;
use super::compare::{self, Before, ComparePane};
use super::denial::{DenialPane, Props as DenialProps};
use super::doors::DoorsPane;
use super::files::Files;
use super::fix::Fix;
use super::focus::use_kept_focus;
use super::focus_id;
use super::header::Header;
use super::import::ImportDialog;
use super::notices::Notices;
use super::people::{Parted, People, PeoplePane};
use super::proof::{GuaranteesPane, MapPane, RepairDialog, RepairProps};
use super::recovery::RecoveryPane;
use super::report::{PrintSheet, Report};
use super::rule::Rule;
use super::scenarios::{Lines, Scenarios};
use super::share::Share;
use super::splitter::Splitter;
use super::statements::{Props as StatementsProps, StatementsDialog};
use super::strip::Strip;
use super::tabs::{self, Tabs};
use super::titles;
use super::views::guide;
use super::warnings::{NotFinal, mistaken, say_not_final, unread};
use super::why_pane::WhyPane;
use super::workspaces::Workspaces;
use crate::analysis::topics::RepairOf;
use crate::evaluate::answer::{Field, Problem};
use crate::offline::Kept;
use crate::state::State;
use crate::state::action::Action;
use crate::state::saved::SaveState;
use crate::state::scenario::Scenario;
use crate::state::told_facts::AccountFact;
use crate::state::view::{Bar, Dialog, Panel, Tab};
use crate::text::{Text, use_text};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) state: Rc<State>,
    pub(crate) dispatch: Callback<Action>,
    /// The documents with their editor.
    pub(crate) documents: Html,
    /// What lies over the page and is not drawn here: gallery, guide, about.
    #[prop_or_default]
    pub(crate) views: Html,
}

#[component]
pub(crate) fn Page(props: &Props) -> Html {
    let text = use_text();
    let (state, dispatch) = (&props.state, &props.dispatch);
    use_undo_keys(dispatch);
    use_kept_focus();
    let lines = use_memo(
        (
            state.visible.clone(),
            state.workspace.clone(),
            state.results.clone(),
        ),
        |_| lines(state),
    );
    let lines = Lines::clone(&lines);
    let before = use_memo(state.compared(), |compared| {
        compare::before(compared.as_ref())
    });
    let before = Before::clone(&before);
    let principals = use_memo(state.workspace.clone(), |workspace| {
        workspace.known_principals()
    });
    html! {
        <div class="app" data-view={panel(state.panel)}>
            { skips(&text, dispatch) }
            <Header
                name={titles::workspace(&text, &state.workspace)} store={state.store.clone()}
                can_undo={state.can_undo()} can_redo={state.can_redo()}
                settings={state.settings.clone()} dispatch={dispatch.clone()}
            />
            <datalist id="principals">
                { for principals.iter().map(|arn| html! { <option value={arn.clone()} /> }) }
            </datalist>
            { guide(state, dispatch) }
            <section class="purpose-below" aria-label={text.say(id!("start-purpose-label"))}>
                <p class="purpose">{ text.say(id!("start-purpose")) }</p>
            </section>
            { views(&text, state, dispatch) }
            <Strip
                known={state.known()} held={unread(&text, state, true)} unread={unread(&text, state, false)}
                not_final={NotFinal::of(&text, state)} unsettled={Unsettled::of(state)} mistaken={mistaken(&text, state)}
                is_without_portal={state.workspace.account.without_identity_center} found={found(state)}
                out_of_place={state.workspace.out_of_place()} dispatch={dispatch.clone()}
            />
            <PrintSheet state={state.clone()} dispatch={dispatch.clone()} />
            <main class="panes">
                <section class="pane policies-pane" id="policies" tabindex="-1" aria-label={text.say(id!("shell-policies"))}>
                    { props.documents.clone() }
                </section>
                <Splitter
                    label={text.say(id!("shell-split-columns"))} bar={Bar::Columns}
                    bars={state.settings.bars} dispatch={dispatch.clone()}
                />
                <div class={classes!("results", tabs::name(tabs::shown(state.settings.tab)), is_bare(state).then_some("bare"))}>
                    <Tabs tab={state.settings.tab} dispatch={dispatch.clone()}>
                        <ContextProvider<Before> context={before}>{ results(state, dispatch, &lines) }</ContextProvider<Before>>
                    </Tabs>
                    <Splitter
                        label={text.say(id!("shell-split-rows"))} bar={Bar::Rows}
                        bars={state.settings.bars} dispatch={dispatch.clone()}
                    />
                    <WhyPane
                        scenario={state.selected_scenario().cloned()} selected={state.selected}
                        detail={state.results.detail.clone()} changes={state.results.changes.clone()}
                        question={state.question} readings={state.workspace.readings.clone()}
                        problems={state.results.problems.clone()} dispatch={dispatch.clone()}
                        provisional={is_provisional(state)} parts={parts(state, dispatch)}
                        outcome={outcome(state)} account={account(state, dispatch)} shown={state.shown_topic()}
                    />
                </div>
            </main>
            <Notices notices={state.notices.clone()} dispatch={dispatch.clone()} />
            { foot(&text, state.saved) }
            <Announcer {lines} stale={state.is_stale()} generation={state.generation} />
            { dialog(&text, state, dispatch) }
            { props.views.clone() }
        </div>
    }
}

/// True where there is no sign-in, so that nothing is to be explained.
fn is_bare(state: &State) -> bool {
    state.workspace.scenarios.is_empty()
        && state.selected_scenario().is_none()
        && tabs::shown(state.settings.tab) == Tab::SignIns
}

/// What the tab shows that is chosen.
fn results(state: &Rc<State>, dispatch: &Callback<Action>, lines: &Lines) -> Html {
    match tabs::shown(state.settings.tab) {
        Tab::SignIns => sign_ins(state, dispatch, lines),
        Tab::People => html! {
            <PeoplePane
                state={state.clone()} dispatch={dispatch.clone()}
            />
        },
        Tab::Map => {
            let organization = state.workspace.organization.as_ref();
            let is_of_many = organization.is_some_and(|one| one.shown.is_empty());
            html! {
                <MapPane known={state.known()} {is_of_many} shown={state.shown_topic()} dispatch={dispatch.clone()} />
            }
        }
        Tab::Compare => html! {
            <ComparePane
                workspace={state.workspace.clone()} opened={state.opened.clone()} compared={state.compared()} refused={state.is_comparison_refused()}
                store={state.store.clone()} planning={state.planning().cloned()} shown={state.shown_topic()}
                dispatch={dispatch.clone()}
            />
        },
        Tab::Recovery => html! {
            <RecoveryPane shown={state.shown_topic()} dispatch={dispatch.clone()} />
        },
        Tab::Denials => html! { <DenialPane ..DenialProps::of(state, dispatch) /> },
        Tab::Doors => html! {
            <DoorsPane asked={state.doors_asked()} shown={state.shown_topic()} dispatch={dispatch.clone()} />
        },
        Tab::Guarantees => html! {
            <GuaranteesPane
                declared={state.workspace.declared.clone()} shown={state.shown_topic()}
                is_settled={Unsettled::of(state).is_settled()}
                dispatch={dispatch.clone()}
            />
        },
    }
}

fn sign_ins(state: &State, dispatch: &Callback<Action>, lines: &Lines) -> Html {
    let open = match state.dialog {
        Some(Dialog::Scenario(id)) => Some(id),
        _ => None,
    };
    let lit = state
        .cursor
        // Of another text than the one that decides it is another statement.
        .filter(|cursor| !state.results.is_by_earlier(cursor.document))
        .map(|cursor| (cursor.document, cursor.statement));
    html! {
        <Scenarios
            workspace={state.workspace.clone()} lines={lines.clone()} counts={state.results.counts} found={state.found()}
            problems={state.results.problems.clone()} progress={state.progress} accounts={state.accounts_said()}
            stale={state.looks_stale()} is_held={state.is_held()} filter={state.filter.clone()}
            sort={state.sort} selected={state.selected} {open} {lit}
            dispatch={dispatch.clone()}
        />
    }
}

/// What lies over the page. Each has a key, so that one in the place of another opens anew.
fn dialog(text: &Text, state: &Rc<State>, dispatch: &Callback<Action>) -> Html {
    let warned = || say_not_final(text, &NotFinal::of(text, state));
    let (workspace, dispatch) = (state.workspace.clone(), dispatch.clone());
    match state.dialog {
        Some(Dialog::People) => {
            html! { <People key="people" {workspace} store={state.store.clone()} {dispatch} warned={warned()} /> }
        }
        Some(Dialog::Share) => {
            html! { <Share key="share" {workspace} {dispatch} warned={warned()} /> }
        }
        Some(Dialog::Files) => {
            html! { <Files key="files" {workspace} {dispatch} warned={warned()} /> }
        }
        Some(Dialog::Import) => html! {
            <ImportDialog
                key="import" imported={state.imported()} is_anything_here={!state.is_disposable()} {dispatch}
            />
        },
        Some(Dialog::Workspaces) => html! {
            <Workspaces
                key="workspaces" name={workspace.name.clone()} store={state.store.clone()} {dispatch}
            />
        },
        Some(Dialog::Report) => html! { <Report key="report" state={state.clone()} {dispatch} /> },
        Some(Dialog::Repair) => {
            html! { <RepairDialog key="repair" ..RepairProps::of(state, &dispatch) /> }
        }
        Some(Dialog::Statements) => {
            html! { <StatementsDialog key="statements" ..StatementsProps::of(state, &dispatch) /> }
        }
        Some(Dialog::Rule) => {
            html! { <Rule key="rule" rules={state.rules.clone()} found={of_rule(state)} {dispatch} /> }
        }
        Some(Dialog::Fix) => match state.fixing.clone() {
            Some(fixing) => html! { <Fix key="fix" {fixing} {dispatch} /> },
            None => html! {},
        },
        _ => html! {},
    }
}

/// What the rule that is shown finds, each with what would mend it.
fn of_rule(state: &State) -> Vec<(Rc<Problem>, Option<RepairOf>)> {
    let shown = state.rules.shown().map(AttrValue::as_str);
    let problems = state.results.problems.iter();
    let own = problems.filter(|problem| Some(&*problem.finding.code) == shown);
    own.map(|problem| (Rc::clone(problem), state.repair_of(&problem.finding)))
        .collect()
}

/// The rows of the table, each with its decision.
fn lines(state: &State) -> Lines {
    let scenarios = &state.workspace.scenarios;
    let by_id: HashMap<u32, &Rc<Scenario>> = scenarios
        .iter()
        .map(|scenario| (scenario.id, scenario))
        .collect();
    state
        .visible
        .iter()
        .filter_map(|id| {
            let scenario = by_id.get(id)?;
            Some((Rc::clone(scenario), state.row(*id).cloned()))
        })
        .collect()
}

/// How many findings there are in the documents, and the first document with one.
fn found(state: &State) -> Option<(usize, u32)> {
    let places = state.results.problems.iter().filter_map(|problem| {
        let counts = problem.finding.severity > Severity::Info;
        match problem.place {
            Some(Field::DocumentText(document)) if counts => Some(document),
            _ => None,
        }
    });
    let mut places = places.peekable();
    let first = *places.peek()?;
    Some((places.count(), first))
}

/// What the sign-in that is selected comes to.
fn outcome(state: &State) -> Option<Outcome> {
    state.row(state.selected?.scenario)?.outcome
}

/// What is told of whether the principal of the sign-in that is selected can sign in at all.
fn account(state: &State, dispatch: &Callback<Action>) -> Option<AccountProps> {
    let principal = state.selected_scenario()?.principal.trim();
    let known = |fact: &AccountFact| (*fact, state.workspace.account_fact(principal, *fact));
    (!principal.is_empty()).then(|| AccountProps {
        principal: principal.to_owned().into(),
        facts: AccountFact::told_in(&state.workspace, principal)
            .iter()
            .map(known)
            .collect(),
        said: state.account_said(principal, outcome(state)),
        dispatch: dispatch.clone(),
    })
}

/// True when a policy that cannot be in force as it stands bears on the sign-in that is selected.
fn is_provisional(state: &State) -> bool {
    let row = state
        .selected
        .and_then(|selected| state.row(selected.scenario));
    row.is_some_and(|row| row.provisional)
}

/// The network of the square that is looked at, in parts; they stand above why one of them is
/// decided so.
fn parts(state: &State, dispatch: &Callback<Action>) -> Option<Parted> {
    let looked = state.looked.clone()?;
    Some(Parted {
        workspace: state.workspace.clone(),
        square: state.square(looked.place).cloned(),
        is_beside: state.beside_rows().is_some(),
        looked,
        dispatch: dispatch.clone(),
    })
}

fn panel(panel: Panel) -> &'static str {
    match panel {
        Panel::Policies => "policies",
        Panel::SignIns => "sign-ins",
        Panel::Why => "why",
    }
}

/// Links past the header. They move the focus and leave the address alone, whose
/// fragment belongs to shared cases.
fn skips(text: &Text, dispatch: &Callback<Action>) -> Html {
    let skip = |label: AttrValue, to: Panel| {
        let dispatch = dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            // On a narrow page, or behind another tab, the part is shown first.
            if to != Panel::Policies {
                dispatch.emit(Action::Tab(Tab::SignIns));
            }
            dispatch.emit(Action::Panel(to));
            gloo::timers::callback::Timeout::new(0, move || focus_id(panel(to))).forget();
        });
        html! { <button type="button" {onclick}>{ label }</button> }
    };
    html! {
        <nav class="skips" aria-label={text.say(id!("shell-skips"))}>
            { skip(text.say(id!("shell-skip-policies")), Panel::Policies) }
            { skip(text.say(id!("shell-skip-sign-ins")), Panel::SignIns) }
            { skip(text.say(id!("shell-skip-why")), Panel::Why) }
        </nav>
    }
}

/// The switch of a narrow page.
fn views(text: &Text, state: &State, dispatch: &Callback<Action>) -> Html {
    let view = |label: AttrValue, to: Panel| {
        let onclick = dispatch.reform(move |_: MouseEvent| Action::Panel(to));
        html! {
            <button type="button" aria-pressed={(state.panel == to).to_string()} {onclick}>{ label }</button>
        }
    };
    html! {
        <nav class="views segments" aria-label={text.say(id!("shell-panes"))}>
            { view(text.say(id!("shell-policies")), Panel::Policies) }
            { view(text.say(id!("tabs-label")), Panel::SignIns) }
            { view(text.say(id!("why-title")), Panel::Why) }
        </nav>
    }
}

fn foot(text: &Text, saved: SaveState) -> Html {
    let (said, failed) = match saved {
        SaveState::Untouched => (AttrValue::default(), false),
        SaveState::Pending => (text.say(id!("shell-saving")), false),
        SaveState::Saved => (text.say(id!("shell-saved")), false),
        SaveState::Full => (text.say(id!("shell-full")), true),
        SaveState::Denied => (text.say(id!("shell-denied")), true),
        SaveState::OtherTab => (text.say(id!("shell-other-tab")), true),
    };
    html! {
        <footer class="foot">
            <span>{ text.say(id!("shell-private")) }</span>
            <Kept />
            <span class={classes!(failed.then_some("failed"))}>{ said }</span>
        </footer>
    }
}

/// Undo and redo wherever the focus is, except where there is a way back of
/// its own: in the editor and in fields that are not of the workspace.
#[hook]
fn use_undo_keys(dispatch: &Callback<Action>) {
    let dispatch = dispatch.clone();
    use_effect_with((), move |()| {
        let document = web_sys::window().and_then(|window| window.document());
        let listener = document.map(|document| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&document, "keydown", options, move |event| {
                if let Some(event) = event.dyn_ref::<KeyboardEvent>()
                    && let Some(action) = undoing(event)
                {
                    event.prevent_default();
                    dispatch.emit(action);
                }
            })
        });
        move || drop(listener)
    });
}

fn undoing(event: &KeyboardEvent) -> Option<Action> {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() || event.default_prevented() {
        return None;
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let own = target.and_then(|target| {
        let own = target.closest(".cm-editor, input[type='search'], [data-own-undo]");
        own.ok().flatten()
    });
    if own.is_some() {
        return None;
    }
    match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
        ("z", false) => Some(Action::Undo),
        ("z", true) | ("y", false) => Some(Action::Redo),
        _ => None,
    }
}
