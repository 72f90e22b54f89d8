//! The way from the current state of an account to the wanted one: ordered calls, with what
//! holds behind each of them.

mod between;
mod commands;
mod full_access;
pub mod plan_words;
mod refused;
mod search;
mod state;
mod statements;
mod states;
mod steps;
mod words;

use std::collections::BTreeMap;

use vestibule_syntax::diagnostic::Message;
use vestibule_wire::{Case, CaseFile, Finding, Guarantee, RolloutPlan, RolloutVerdict};

use crate::inlined::inlined;
use crate::question;
use crate::unanswered::no_account;
use crate::words::Line;
use search::{Order, STATES, Search};
use statements::{Listed, Tokens};
use states::{Care, States};

/// What a plan is to take into account besides both states.
#[derive(Clone, Copy, Debug, Default)]
pub struct Planning<'a> {
    /// The units to which policies go first, in order.
    pub stages: &'a [String],
    /// The day, as `2027-06-30`, by which something may have expired.
    pub today: Option<&'a str>,
}

/// A plan, in the contract's JSON and in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// The answer.
    pub answer: RolloutPlan,
    /// The answer in a sentence.
    pub summary: Message,
    /// What holds before the first step.
    pub current: Vec<Line>,
    /// Each step for people.
    pub steps: Vec<PlannedStep>,
    /// Each step that may come next where the plan stops, with what it breaks.
    pub stopped: Vec<(Message, Vec<Message>)>,
    /// What to know of all of it.
    pub notes: Vec<Message>,
}

/// A step for people.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedStep {
    /// What it does.
    pub title: Message,
    /// That it is the point of no return.
    pub warning: Option<Message>,
    /// What holds behind it.
    pub state: Vec<Line>,
    /// What to look at before the next one.
    pub watch: Vec<Message>,
}

/// Why there is no plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Unplanned {
    /// True where the current state is what is wrong, false where it is the wanted one or both.
    pub is_of_current: bool,
    /// What is wrong.
    pub findings: Vec<Finding>,
}

impl From<Box<Finding>> for Unplanned {
    fn from(finding: Box<Finding>) -> Self {
        Self {
            is_of_current: false,
            findings: vec![*finding],
        }
    }
}

/// The plan from the state of one case to that of another. What both cases guarantee is to hold
/// in the wanted state, and no step is to break it.
///
/// # Errors
/// As [`crate::access_map`]; when the cases are of two accounts or organizations, differ in what
/// no step changes, when a state contradicts itself, and when AWS would refuse a call.
pub fn plan(
    current: &Case,
    wanted: &Case,
    planning: Planning<'_>,
) -> Result<Planned, Box<Unplanned>> {
    planned(current, wanted, planning).map_err(Box::new)
}

fn planned(current: &Case, wanted: &Case, planning: Planning<'_>) -> Result<Planned, Unplanned> {
    let account = question::account(wanted).or_else(|| question::account(current));
    let account = account.ok_or_else(no_account)?;
    let files = [inlined(current), inlined(wanted)];
    refused::check(current, wanted, &files, planning.stages)?;
    let listed = Listed::of([current, wanted], &files);
    let listed = listed.map_err(|(is_of_current, findings)| Unplanned {
        is_of_current,
        findings,
    })?;
    let calls = match &listed {
        Some(listed) => listed.changes().map_err(|findings| Unplanned {
            is_of_current: false,
            findings,
        })?,
        None => Vec::new(),
    };
    let [from, to] = &files;
    let [start, end] = between::settings(from, to, listed.as_ref());
    let steps = between::steps(&start, &end, to, planning.stages, calls)?;
    refused::targets(&steps.changes, to)?;
    let mut states = States {
        file: to,
        held: held(from, to),
        start: &start,
        end: &end,
        changes: &steps.changes,
        tokens: listed.as_ref().map_or(Tokens::none(), Listed::tokens),
        today: planning.today,
        looked: BTreeMap::new(),
        limit: 0,
        failed: None,
    };
    let goal = states.all();
    states.look(goal)?;
    refused::unmet(states.get(goal))?;
    states.look(0)?;
    let mut order = Order::None(Vec::new());
    for care in Care::ALL {
        states.limit += STATES;
        order = Search::new(&steps.after, |taken, step| states.passes(taken, step, care)).run();
        if let Some(finding) = states.failed.take() {
            return Err(finding.into());
        }
        if matches!(order, Order::Found(_)) {
            break;
        }
    }
    let (verdict, path) = match order {
        Order::Found(path) if path.is_empty() => (RolloutVerdict::Nothing, path),
        Order::Found(path) => (RolloutVerdict::Ready, path),
        Order::None(path) => (RolloutVerdict::Stopped, path),
        Order::Unknown(path) => (RolloutVerdict::Unknown, path),
    };
    Ok(states.planned(&account, verdict, &path, &steps, planning.stages)?)
}

/// What is to hold: guarantees and perimeters of both cases, each once.
fn held(from: &CaseFile, to: &CaseFile) -> Vec<Guarantee> {
    let mut held = to.held();
    // One that names a network needs the networks of its own case.
    if from.networks == to.networks {
        for guarantee in from.held() {
            if !held.contains(&guarantee) {
                held.push(guarantee);
            }
        }
    }
    held
}
