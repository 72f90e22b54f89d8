//! The state of the page and what it is shown by.

use std::rc::Rc;

use yew::prelude::*;

use super::address::use_address;
use super::live::Live;
use super::persistence::{self, Keeper};
use crate::components::documents::Documents;
use crate::components::page::Page;
use crate::components::personas;
use crate::components::views::Views;
use crate::examples;
use crate::state::State;
use crate::state::action::Action;
use crate::state::results::Stop;
use crate::state::view::{NoticeKind, Settings};
use crate::state::workspace::Workspace;
use crate::stopped;
use crate::text::{Text, use_text};
use crate::worker::{AnalysisEvent, Analyst, Evaluator, Event};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) settings: Settings,
    pub(super) on_settings: Callback<Settings>,
}

/// What lives as long as the page.
struct Parts {
    live: Live,
    evaluator: Evaluator,
    analyst: Analyst,
    keeper: Keeper,
}

#[component]
pub(super) fn Root(props: &Props) -> Html {
    let text = use_text();
    let parts = {
        let (text, settings) = (text.clone(), props.settings.clone());
        use_memo((), move |()| Parts::new(&text, settings))
    };
    let drawn = use_force_update();
    use_memo((), |()| {
        let draw = Callback::from(move |()| drawn.force_update());
        parts.live.drawn_by(draw);
    });
    let dispatch = {
        let parts = Rc::clone(&parts);
        use_callback((), move |action: Action, ()| parts.act(action))
    };
    let state = parts.live.state();
    {
        let live = parts.live.clone();
        // The effects of what is inside come before this one.
        use_effect(move || live.drawn());
    }
    use_address(&state, &dispatch, &parts.keeper);
    {
        let dispatch = dispatch.clone();
        use_effect_with(text, move |text: &Text| {
            dispatch.emit(Action::Words(personas::words(text)));
            stopped::say(&text.say(id!("page-stopped")));
        });
    }
    {
        let told = props.on_settings.clone();
        use_effect_with(state.settings.clone(), move |settings: &Settings| {
            persistence::keep_settings(settings);
            told.emit(settings.clone());
        });
    }
    html! {
        <Page
            state={state.clone()} dispatch={dispatch.clone()}
            documents={html! { <Documents state={state.clone()} dispatch={dispatch.clone()} /> }}
            views={html! { <Views {state} {dispatch} /> }}
        />
    }
}

impl Parts {
    fn new(text: &Text, settings: Settings) -> Self {
        // It loads while the rest is read and drawn.
        let evaluator = Evaluator::new();
        let library = persistence::library();
        let live = Live::new(open(text, settings, &library));
        let act = {
            let live = live.clone();
            Callback::from(move |action| live.act(action))
        };
        let keeper = Keeper::new(library, act);
        evaluator.tell({
            let (live, keeper) = (live.clone(), keeper.clone());
            Callback::from(move |event| hear(event, &live, &keeper))
        });
        live.follow({
            let evaluator = evaluator.clone();
            move |state| evaluator.update(state)
        });
        live.follow({
            let keeper = keeper.clone();
            move |state| keeper.follow(state)
        });
        let analyst = Analyst::new();
        analyst.tell({
            let live = live.clone();
            Callback::from(move |event| hear_analysis(event, &live))
        });
        live.follow({
            let analyst = analyst.clone();
            move |state| analyst.update(state)
        });
        Self {
            live,
            evaluator,
            analyst,
            keeper,
        }
    }

    fn act(&self, action: Action) {
        match action {
            Action::Store(command) => self.keeper.obey(command),
            Action::Cancel => {
                self.evaluator.cancel();
                let generation = self.live.state().generation;
                self.keeper.not_decided(generation, Stop::ByHand);
                self.live.act(Action::Stopped(Stop::ByHand));
            }
            Action::Retry => {
                // First: what is stopped is not evaluated.
                self.live.act(Action::Restarted);
                self.evaluator.retry();
            }
            Action::CancelAnalysis => {
                self.analyst.cancel();
                let number = self.live.state().analysis_number();
                self.live.act(Action::AnalysisStopped(number, Stop::ByHand));
            }
            other => self.live.act(other),
        }
    }
}

/// What the worker told.
fn hear(event: Event, live: &Live, keeper: &Keeper) {
    match event {
        Event::Deciding(generation) => keeper.deciding(generation),
        Event::Answer(answer, generation) => {
            if !answer.more {
                keeper.decided(generation);
            }
            live.act(Action::Answer(answer));
        }
        Event::Late(generation) => {
            if let Some(generation) = generation {
                keeper.not_decided(generation, Stop::Died);
            }
            live.act(Action::Late);
        }
        Event::Slow(generation) => {
            keeper.not_decided(generation, Stop::Slow);
            live.act(Action::Stopped(Stop::Slow));
        }
        Event::Failed { reason, deciding } => {
            if let Some(generation) = deciding {
                keeper.not_decided(generation, Stop::Died);
            }
            live.act(Action::Stopped(Stop::Died));
            let reason = reason.into();
            live.act(Action::Notify(NoticeKind::NoWorker { reason }));
        }
    }
}

/// What the worker told that analyses.
fn hear_analysis(event: AnalysisEvent, live: &Live) {
    live.act(match event {
        AnalysisEvent::Told(told) => Action::Told(told),
        AnalysisEvent::Late(number) => Action::AnalysisLate(number),
        AnalysisEvent::Stopped(number, why) => Action::AnalysisStopped(number, why),
    });
}

/// The page as it opens: with what is kept, else with the first example.
fn open(text: &Text, settings: Settings, library: &persistence::Shared) -> State {
    let opened = library.borrow_mut().open(persistence::now());
    let mut state = State::new(Workspace::default(), settings, personas::words(text));
    for notice in persistence::notices(&opened) {
        state.act(Action::Notify(notice));
    }
    let first = match opened.workspace {
        Some((key, found)) => Some(Action::SwitchTo {
            key: key.into(),
            workspace: found.workspace,
            untouched: found.disposable,
            undecided: found.undecided,
            history: Box::new(found.history),
        }),
        None => examples::ALL.first().map(|example| Action::Example {
            slug: example.slug.into(),
            name: example.title(text).replace('`', "").into(),
            text: example.case_file(text).into(),
        }),
    };
    if let Some(first) = first {
        state.act(first);
    }
    state
}
