//! The way from the current state of an account to the wanted one: ordered calls, with what
//! holds behind each of them.

mod commands;
mod full_access;
pub mod plan_words;
mod refused;
mod search;
mod state;
mod steps;
mod words;

use std::collections::BTreeMap;

use vestibule_signin::Layer;
use vestibule_syntax::diagnostic::Message;
use vestibule_wire::{
    AuthorizationTargets, Case, CaseFile, ConsoleAuthorization, Finding, Guarantee, RolloutKind,
    RolloutPlan, RolloutStep, RolloutVerdict, StoppedStep,
};

use crate::inlined::inlined;
use crate::question;
use crate::unanswered::no_account;
use crate::words::Line;
use commands::Commands;
use search::{Order, Search, Taken, bit};
use state::{Looked, Settings};
use steps::{Attached, Change, Steps, Target};

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

/// The plan from the state of one case to that of another. What both cases guarantee is to hold
/// in the wanted state, and no step is to break it.
///
/// # Errors
/// As [`crate::access_map`]; when the cases are of two accounts or organizations, differ in what
/// no step changes, or when the current state contradicts itself.
pub fn plan(
    current: &Case,
    wanted: &Case,
    planning: Planning<'_>,
) -> Result<Planned, Box<Finding>> {
    let account = question::account(wanted).or_else(|| question::account(current));
    let account = account.ok_or_else(no_account)?;
    let files = [inlined(current), inlined(wanted)];
    refused::check(current, wanted, &files)?;
    let [from, to] = &files;
    let [start, end] = settings(from, to);
    let steps = steps(&start, &end, to, planning.stages)?;
    let mut states = States {
        file: to,
        held: held(from, to),
        start: &start,
        end: &end,
        changes: &steps.changes,
        today: planning.today,
        looked: BTreeMap::new(),
        failed: None,
    };
    let goal = states.all();
    states.look(goal)?;
    refused::unmet(states.get(goal))?;
    states.look(0)?;
    let order = Search::new(&steps.after, |taken, step| states.passes(taken, step, goal)).run();
    if let Some(finding) = states.failed.take() {
        return Err(finding);
    }
    let (verdict, path) = match order {
        Order::Found(path) if path.is_empty() => (RolloutVerdict::Nothing, path),
        Order::Found(path) => (RolloutVerdict::Ready, path),
        Order::None(path) => (RolloutVerdict::Stopped, path),
        Order::Unknown(path) => (RolloutVerdict::Unknown, path),
    };
    states.planned(&account, verdict, &path, &steps, planning.stages)
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

/// The settings of both states. Where neither tells the targets, the account is the one.
fn settings(from: &CaseFile, to: &CaseFile) -> [Settings; 2] {
    let told = |file: &CaseFile| {
        let account = file.account.as_ref();
        account.and_then(|account| account.console_authorization)
    };
    let by_target = [from, to]
        .iter()
        .any(|file| matches!(told(file), Some(ConsoleAuthorization::ByTarget(_))));
    [from, to].map(|file| {
        let targets = match told(file).unwrap_or(ConsoleAuthorization::Both(true)) {
            ConsoleAuthorization::ByTarget(targets) => targets,
            ConsoleAuthorization::Both(on) => AuthorizationTargets {
                account: on,
                organization: on && by_target,
            },
        };
        Settings {
            attached: Attached::of(file),
            targets,
        }
    })
}

/// The steps from one state to another.
fn steps(
    start: &Settings,
    end: &Settings,
    to: &CaseFile,
    stages: &[String],
) -> Result<Steps, Box<Finding>> {
    let account = to.account.as_ref();
    let organization = account.and_then(|account| account.organization.as_ref());
    let path = organization.and_then(|organization| organization.path.as_deref());
    let mut changes = Vec::new();
    let mut chains = Vec::new();
    for (key, text) in &end.attached.texts {
        let before = start.attached.texts.get(key);
        let layer = if key.0 == 0 {
            Layer::ResourceControl
        } else {
            Layer::ServiceControl
        };
        let name = (layer, key.1.clone());
        if before.is_some_and(|before| before != text) {
            changes.push(Change::Update(name));
        }
    }
    for at in &end.attached.at {
        let (layer, policy, node) = at;
        if start.attached.at.contains(at) {
            continue;
        }
        let name = (*layer, policy.clone());
        let last = Change::Attach(name.clone(), node.clone());
        let mut chain = Vec::new();
        let mut gone = Vec::new();
        for stage in steps::stages_of(node.as_deref(), stages, path) {
            let node = Some(stage.to_owned());
            let stage = (*layer, policy.clone(), node.clone());
            if start.attached.at.contains(&stage) || end.attached.at.contains(&stage) {
                continue;
            }
            let attach = Change::Attach(name.clone(), node.clone());
            if !changes.contains(&attach) {
                changes.push(attach.clone());
            }
            chain.push(attach);
            gone.push(Change::Detach(name.clone(), node));
        }
        chain.push(last.clone());
        changes.push(last.clone());
        for detach in gone {
            chains.push(vec![last.clone(), detach.clone()]);
            if !changes.contains(&detach) {
                changes.push(detach);
            }
        }
        chains.push(chain);
    }
    for at in &start.attached.at {
        if !end.attached.at.contains(at) {
            let (layer, policy, node) = at;
            let detach = Change::Detach((*layer, policy.clone()), node.clone());
            if !changes.contains(&detach) {
                changes.push(detach);
            }
        }
    }
    changes.extend(start.attached.full_access_changes(&end.attached));
    for (target, before, behind) in [
        (Target::Account, start.targets.account, end.targets.account),
        (
            Target::Organization,
            start.targets.organization,
            end.targets.organization,
        ),
    ] {
        match (before, behind) {
            (false, true) => changes.push(Change::Enable(target)),
            (true, false) => changes.push(Change::Disable(target)),
            _ => {}
        }
    }
    if changes.len() > search::STEPS {
        return Err(refused::too_many(changes.len()));
    }
    Ok(Steps::of(changes, &chains))
}

/// The states that have been looked at.
struct States<'a> {
    file: &'a CaseFile,
    held: Vec<Guarantee>,
    start: &'a Settings,
    end: &'a Settings,
    changes: &'a [Change],
    today: Option<&'a str>,
    looked: BTreeMap<Taken, Looked>,
    failed: Option<Box<Finding>>,
}

impl States<'_> {
    fn all(&self) -> Taken {
        (0..self.changes.len()).fold(0, |all, step| all | bit(step))
    }

    fn settings(&self, taken: Taken) -> Settings {
        let mut settings = self.start.clone();
        for (step, change) in self.changes.iter().enumerate() {
            if taken & bit(step) != 0 {
                settings.apply(change, self.end);
            }
        }
        settings
    }

    fn look(&mut self, taken: Taken) -> Result<(), Box<Finding>> {
        if !self.looked.contains_key(&taken) {
            let settings = self.settings(taken);
            let looked = state::look(&settings, self.file, &self.held, self.today)?;
            self.looked.insert(taken, looked);
        }
        Ok(())
    }

    fn get(&self, taken: Taken) -> Option<&Looked> {
        self.looked.get(&taken)
    }

    fn broken(&self, taken: Taken, step: usize, goal: Taken) -> Option<state::Broken> {
        let behind = self.get(taken | bit(step))?;
        Some(state::broken(self.get(taken)?, behind, self.get(goal)?))
    }

    fn passes(&mut self, taken: Taken, step: usize, goal: Taken) -> bool {
        if let Err(finding) = self.look(taken | bit(step)) {
            self.failed.get_or_insert(finding);
            return false;
        }
        let broken = self.broken(taken, step, goal);
        broken.is_some_and(|broken| broken.is_nothing())
    }

    fn planned(
        &self,
        account: &str,
        verdict: RolloutVerdict,
        path: &[usize],
        steps: &Steps,
        stages: &[String],
    ) -> Result<Planned, Box<Finding>> {
        let organization = self.file.account.as_ref();
        let organization = organization.and_then(|account| account.organization.as_ref());
        let commands = Commands {
            account,
            organization: organization.and_then(|organization| organization.id.as_deref()),
            wanted: self.end,
        };
        let mut told = Vec::new();
        let mut shown = Vec::new();
        let mut taken: Taken = 0;
        let mut is_past = self.start.is_enforced();
        for step in path {
            let Some(change) = steps.changes.get(*step) else {
                continue;
            };
            let before = self.settings(taken);
            taken |= bit(*step);
            let behind = self.settings(taken);
            let Some(looked) = self.get(taken) else {
                continue;
            };
            let is_point = !is_past && behind.is_enforced();
            is_past |= is_point;
            let (run, back) = commands.of(change, &before);
            let title = words::title(change);
            let mut watch = words::watch(behind.is_enforced());
            let lookups = commands::watch(behind.is_enforced(), event(change.kind()));
            watch.extend(lookups.iter().map(|command| crate::words::command(command)));
            told.push(RolloutStep {
                kind: change.kind(),
                title: title.plain(),
                commands: run,
                rollback: back,
                point_of_no_return: is_point,
                watch: watch.iter().map(|message| message.plain()).collect(),
                state: looked.told.clone(),
            });
            shown.push(PlannedStep {
                title,
                warning: is_point.then(words::point_of_no_return),
                state: words::state(&looked.told, &looked.locked_out),
                watch,
            });
        }
        let Some(first) = self.get(0) else {
            return Err(no_account());
        };
        let goal = self.all();
        let mut stopped = Vec::new();
        if verdict == RolloutVerdict::Stopped {
            for step in search::next(&steps.after, taken) {
                if let (Some(change), Some(broken)) =
                    (steps.changes.get(step), self.broken(taken, step, goal))
                    && !broken.is_nothing()
                {
                    stopped.push((words::title(change), words::breaks(&broken)));
                }
            }
        }
        let states_tried = self.looked.len() as u64;
        let summary = words::summary(verdict, told.len(), states_tried);
        let has_policies = steps
            .changes
            .iter()
            .any(|change| matches!(change, Change::Attach(..)));
        let has_stages = !stages.is_empty()
            || steps
                .changes
                .iter()
                .filter(|change| matches!(change, Change::Attach(..)))
                .count()
                > 1;
        let notes = words::notes(has_policies, has_stages, self.start.is_enforced());
        let plain = |messages: &[Message]| {
            messages
                .iter()
                .map(|message| message.plain())
                .collect::<Vec<_>>()
        };
        let stopped_steps = stopped.iter().map(|(title, breaks)| StoppedStep {
            title: title.plain(),
            breaks: plain(breaks),
        });
        Ok(Planned {
            answer: RolloutPlan {
                account: account.to_owned(),
                verdict,
                current: first.told.clone(),
                steps: told,
                stopped: stopped_steps.collect(),
                states_tried,
                notes: plain(&notes),
                summary: summary.plain(),
            },
            summary,
            current: words::state(&first.told, &first.locked_out),
            steps: shown,
            stopped,
            notes,
        })
    }
}

/// The event that CloudTrail has of a step's call.
fn event(kind: RolloutKind) -> &'static str {
    match kind {
        RolloutKind::AttachPolicy => "AttachPolicy",
        RolloutKind::UpdatePolicy => "UpdatePolicy",
        RolloutKind::DetachPolicy => "DetachPolicy",
        RolloutKind::EnableAuthorization => "PutConsoleAuthorizationConfiguration",
        RolloutKind::DisableAuthorization => "DeleteConsoleAuthorizationConfiguration",
    }
}
