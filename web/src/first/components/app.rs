//! The page: the state, and where each part of it is drawn.

use yew::prelude::*;

use super::account::Account;
use super::announcer::Announcer;
use super::assumptions::Assumptions;
use super::decision::Decision;
use super::examples::Examples;
use super::explanation::Explanation;
use super::icon;
use super::keeping::Keeping;
use super::keys::Keys;
use super::phases::Phases;
use super::policies::Policies;
use super::problems::Problems;
use super::sign_in::SignIn;
use crate::first::evaluate::View;
use crate::first::state::history::Step;
use crate::first::state::{Action, State};
use crate::{first::storage, text};

#[component]
pub(crate) fn App() -> Html {
    let state = use_reducer_eq(storage::open);
    let dispatch = {
        let dispatcher = state.dispatcher();
        use_callback((), move |action: Action, ()| dispatcher.dispatch(action))
    };
    {
        let (state, dispatch) = (state.clone(), dispatch.clone());
        let stored = use_mut_ref(|| None);
        use_effect_with(state.revision, move |revision| {
            // What was just read need not be written back.
            if *revision > 0 {
                let changes = Some(state.history.changes);
                let is_new = stored.replace(changes) != changes;
                let history = is_new.then_some(&state.history);
                let saved = storage::save(&state.input, history, &state.saved);
                dispatch.emit(Action::Saved(saved));
            }
        });
    }
    html! {
        <>
            <a class="skip" href="#decision">{ text::SKIP }</a>
            <header class="top">
                { icon::logo() }
                <div>
                    <h1>{ text::TITLE }</h1>
                    <p>{ text::TAGLINE }</p>
                </div>
                <p class="privacy">{ text::PRIVACY }</p>
            </header>
            <main>
                <div class="start">{ start(&state, &dispatch) }</div>
                <div class="inputs">{ inputs(&state, &dispatch) }</div>
                <div class="results">
                    { sign_in(&state, &dispatch) }
                    { results(&state.view) }
                </div>
            </main>
            <footer>{ text::FOOTER }</footer>
            { to_decision(&state.view) }
        </>
    }
}

fn start(state: &State, dispatch: &Callback<Action>) -> Html {
    let input = &state.input;
    let behind = state.history.past.last();
    let replaced_yours =
        behind.is_some_and(|entry| matches!(entry.step, Step::Example(_)) && !entry.forget);
    html! {
        <Examples
            examples={state.examples.clone()} shown={input.example.clone()}
            changed={state.is_changed_example()} request={input.request.clone()}
            {replaced_yours} dispatch={dispatch.clone()}
        />
    }
}

fn inputs(state: &State, dispatch: &Callback<Action>) -> Html {
    let input = &state.input;
    let problems = state.view.problems.clone();
    let behind = state.history.past.last();
    html! {
        <>
            <Policies
                documents={input.documents.clone()} open={state.open} no_identity={input.no_identity}
                problems={problems.clone()} dispatch={dispatch.clone()}
            />
            <Account account={input.account.clone()} {problems} dispatch={dispatch.clone()} />
            <Keeping
                saved={state.saved.clone()} behind={behind.map(|entry| entry.step.clone())}
                ahead={state.history.future.last().map(|entry| entry.step.clone())}
                dispatch={dispatch.clone()}
            />
        </>
    }
}

fn sign_in(state: &State, dispatch: &Callback<Action>) -> Html {
    let (request, problems) = (state.input.request.clone(), state.view.problems.clone());
    html! { <SignIn {request} {problems} dispatch={dispatch.clone()} /> }
}

fn results(view: &View) -> Html {
    html! {
        <>
            <section class="card" id="decision" tabindex="-1" aria-labelledby="decision-title">
                <h2 id="decision-title">{ text::DECISION }</h2>
                <Decision
                    verdict={view.verdict.clone()} stale={view.stale} problems={view.problems.len()}
                />
                if let Some(verdict) = &view.verdict {
                    <Phases verdict={verdict.clone()} stale={view.stale} />
                }
            </section>
            <Problems problems={view.problems.clone()} />
            if let Some(verdict) = &view.verdict {
                <section class={classes!("card", view.stale.then_some("stale"))}>
                    <Explanation verdict={verdict.clone()} />
                    <Keys verdict={verdict.clone()} />
                    <Assumptions verdict={verdict.clone()} />
                </section>
            }
            <Announcer message={view.announcement()} />
        </>
    }
}

/// On a narrow page the decision is far below: its gist stays in sight.
fn to_decision(view: &View) -> Html {
    let Some(verdict) = &view.verdict else {
        return html! {};
    };
    let outcome = verdict.decision.outcome;
    html! {
        <a class={classes!("to-decision", outcome.name())} href="#decision">
            { icon::outcome(outcome) }
            <span>{ text::headline(outcome) }</span>
            if view.stale {
                <span class="badge">{ text::STALE }</span>
            }
        </a>
    }
}
