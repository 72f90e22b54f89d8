//! The states that a plan goes through, and the plan that they come to.

use std::collections::BTreeMap;

use vestibule_syntax::diagnostic::Message;
use vestibule_wire::{
    CaseFile, Finding, Guarantee, RolloutKind, RolloutPlan, RolloutState, RolloutStep,
    RolloutVerdict, StoppedStep,
};

use super::commands::{self, Commands};
use super::search::{self, Taken, bit};
use super::state::{self, Broken, Looked, Settings};
use super::statements::Tokens;
use super::steps::{Change, Steps};
use super::{Planned, PlannedStep, words};
use crate::unanswered::no_account;

/// What a step breaks, by one reading.
type By = fn(&Looked, &Looked, &Looked) -> Broken;

/// How much a step has to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Care {
    /// What both readings of several statements guarantee, and each request that comes to the
    /// same at both ends.
    Requests,
    /// What both readings of several statements guarantee.
    BothReadings,
    /// What the reading of the case guarantees.
    OwnReading,
}

impl Care {
    /// From the most careful on.
    pub(super) const ALL: [Self; 3] = [Self::Requests, Self::BothReadings, Self::OwnReading];
}

/// The states that have been looked at.
pub(super) struct States<'a> {
    pub(super) file: &'a CaseFile,
    pub(super) held: Vec<Guarantee>,
    pub(super) start: &'a Settings,
    pub(super) end: &'a Settings,
    pub(super) changes: &'a [Change],
    pub(super) tokens: Tokens,
    pub(super) today: Option<&'a str>,
    pub(super) looked: BTreeMap<Taken, Looked>,
    /// So many states may have been looked at.
    pub(super) limit: usize,
    pub(super) failed: Option<Box<Finding>>,
}

impl States<'_> {
    pub(super) fn all(&self) -> Taken {
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

    pub(super) fn look(&mut self, taken: Taken) -> Result<(), Box<Finding>> {
        if !self.looked.contains_key(&taken) {
            let settings = self.settings(taken);
            let looked = state::look(&settings, self.file, &self.held, self.today)?;
            self.looked.insert(taken, looked);
        }
        Ok(())
    }

    pub(super) fn get(&self, taken: Taken) -> Option<&Looked> {
        self.looked.get(&taken)
    }

    fn broken(&self, taken: Taken, step: usize, by: By) -> Option<Broken> {
        let behind = self.get(taken | bit(step))?;
        Some(by(self.get(taken)?, behind, self.get(self.all())?))
    }

    /// Whether a step may be taken; `None` where nobody looks at what is behind it.
    pub(super) fn passes(&mut self, taken: Taken, step: usize, care: Care) -> Option<bool> {
        let behind = taken | bit(step);
        if self.looked.len() >= self.limit && !self.looked.contains_key(&behind) {
            return None;
        }
        if let Err(finding) = self.look(behind) {
            self.failed.get_or_insert(finding);
            return None;
        }
        if !self.broken(taken, step, state::broken)?.is_nothing() {
            return Some(false);
        }
        if care == Care::OwnReading {
            return Some(true);
        }
        if !self
            .broken(taken, step, state::broken_otherwise)?
            .is_nothing()
        {
            return Some(false);
        }
        let ends = [self.get(0)?, self.get(self.all())?];
        let [first, last] = ends;
        let moves = state::moves_a_request(first, self.get(behind)?, last);
        Some(care == Care::BothReadings || !moves)
    }

    fn has_statement_steps(&self) -> bool {
        let mut changes = self.changes.iter();
        changes.any(|change| matches!(change, Change::Put(_) | Change::Delete(_)))
    }

    pub(super) fn planned(
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
            tokens: &self.tokens,
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
            let otherwise = self.broken(taken, *step, state::broken_otherwise);
            taken |= bit(*step);
            let behind = self.settings(taken);
            let Some(looked) = self.get(taken) else {
                continue;
            };
            let is_point = !is_past && behind.is_enforced();
            is_past |= is_point;
            let (run, back) = commands.of(change, &before);
            let title = words::title(change);
            let mut watch = words::watch(change, behind.is_enforced());
            let lookups = commands::watch(behind.is_enforced(), event(change.kind()));
            watch.extend(lookups.iter().map(|command| crate::words::command(command)));
            let otherwise = words::breaks(&otherwise.unwrap_or_default());
            told.push(RolloutStep {
                kind: change.kind(),
                title: title.plain(),
                commands: run,
                rollback: back,
                point_of_no_return: is_point,
                watch: plain(&watch),
                breaks_by_other_reading: plain(&otherwise),
                state: looked.told.clone(),
            });
            shown.push(PlannedStep {
                title,
                warning: is_point.then(words::point_of_no_return),
                state: words::state(looked, &otherwise),
                watch,
            });
        }
        let Some(first) = self.get(0) else {
            return Err(no_account());
        };
        let mut stopped = Vec::new();
        if verdict == RolloutVerdict::Stopped {
            for step in search::next(&steps.after, taken) {
                if let (Some(change), Some(broken)) = (
                    steps.changes.get(step),
                    self.broken(taken, step, state::broken),
                ) && !broken.is_nothing()
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
        let mut notes = words::notes(has_policies, has_stages, self.start.is_enforced());
        if self.has_statement_steps() {
            notes.extend(words::notes_on_statements());
        }
        let differs = |state: &RolloutState| {
            let reading = state.other_reading.as_ref();
            reading.is_some_and(|reading| reading.differs)
        };
        if differs(&first.told) || told.iter().any(|step| differs(&step.state)) {
            notes.push(words::two_readings());
        }
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
            current: words::state(first, &[]),
            steps: shown,
            stopped,
            notes,
        })
    }
}

fn plain(messages: &[Message]) -> Vec<String> {
    messages.iter().map(|message| message.plain()).collect()
}

/// The event that CloudTrail has of a step's call.
fn event(kind: RolloutKind) -> &'static str {
    match kind {
        RolloutKind::AttachPolicy => "AttachPolicy",
        RolloutKind::UpdatePolicy => "UpdatePolicy",
        RolloutKind::DetachPolicy => "DetachPolicy",
        RolloutKind::PutStatement => "PutResourcePermissionStatement",
        RolloutKind::DeleteStatement => "DeleteResourcePermissionStatement",
        RolloutKind::EnableAuthorization => "PutConsoleAuthorizationConfiguration",
        RolloutKind::DisableAuthorization => "DeleteConsoleAuthorizationConfiguration",
    }
}
