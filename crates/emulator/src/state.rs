//! What the control plane knows: a case file, and what requests made of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vestibule_wire::CaseFile;

use crate::organizations::Organizations;
use crate::session::Session;

/// The version of the state that this crate reads and writes.
pub const VERSION: u32 = 1;

/// What the control plane knows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct State {
    /// The version: 1.
    pub vestibule_emulator: u32,
    /// A case file, in which the resource-based policy, RCPs, SCPs and console authorization are
    /// those of `controlPlane`.
    pub case: CaseFile,
    /// What requests made.
    #[serde(default)]
    pub control_plane: ControlPlane,
}

/// What requests made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ControlPlane {
    /// What us-east-1 sees, and every other Region when it is replicated.
    #[serde(default)]
    pub current: View,
    /// What other Regions may still see, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced: Vec<Replaced>,
    /// How many permission statements were ever made.
    #[serde(default)]
    pub made: u64,
    /// The writes of statements that are known again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub writes: Vec<Write>,
    /// The policies of the organization, of which the case file has those that are attached.
    #[serde(default)]
    pub organizations: Organizations,
    /// Sessions, which nothing here makes: they come from outside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<Session>,
}

/// What is replicated to all Regions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct View {
    /// Whether console authorization is on, by target. One that was never configured is not
    /// there.
    #[serde(default)]
    pub consoles: BTreeMap<String, bool>,
    /// The permission statements, in the order in which they were made.
    #[serde(default)]
    pub statements: Vec<Statement>,
}

/// What was seen before a write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Replaced {
    /// When the write was, in seconds since 1970.
    pub at: u64,
    /// What was seen before it.
    pub view: View,
}

/// A permission statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Statement {
    /// Its id.
    pub statement_id: String,
    /// Which one of all that were ever made, from 1 on.
    pub number: u64,
    /// What it was made of: parameters of the API by their names.
    pub parameters: BTreeMap<String, String>,
}

/// A write of a statement that is known again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Write {
    /// When it was, in seconds since 1970.
    pub at: u64,
    /// What it did.
    pub did: Did,
    /// The client token, where it had one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_token: Option<String>,
    /// The statement it made or deleted.
    pub statement_id: String,
    /// The parameters of a statement that it made.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, String>,
}

/// What a write did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Did {
    /// It made a statement.
    Put,
    /// It deleted one.
    Delete,
}

/// The most writes whose views are kept until they are replicated.
const REPLACED: usize = 100;

impl ControlPlane {
    /// What a Region sees.
    pub(crate) fn seen(&self, is_home: bool, now: u64, delay: u64) -> &View {
        let late = |replaced: &&Replaced| now < replaced.at.saturating_add(delay);
        let replaced = self.replaced.iter().find(late).filter(|_| !is_home);
        replaced.map_or(&self.current, |replaced| &replaced.view)
    }

    /// Keeps what is seen now for Regions that a write has not reached.
    pub(crate) fn keep(&mut self, now: u64, delay: u64) {
        let late = |replaced: &Replaced| now < replaced.at.saturating_add(delay);
        self.replaced.retain(late);
        if delay > 0 {
            let view = self.current.clone();
            self.replaced.push(Replaced { at: now, view });
        }
        let over = self.replaced.len().saturating_sub(REPLACED);
        self.replaced.drain(..over);
    }

    /// Forgets the writes that are too long ago to be known again.
    pub(crate) fn forget(&mut self, now: u64, window: u64) {
        self.writes
            .retain(|write| now < write.at.saturating_add(window));
    }

    /// Whether anything was ever configured.
    pub(crate) fn is_untouched(&self, view: &View) -> bool {
        view.consoles.is_empty() && view.statements.is_empty() && self.made == 0
    }
}
