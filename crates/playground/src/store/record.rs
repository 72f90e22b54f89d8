//! A workspace as it is stored: a line about it, then the workspace.

use crate::format;
use crate::state::title::Policies;
use crate::state::workspace::Workspace;
use serde::{Deserialize, Serialize};

/// The version of the stored text.
const FORMAT: u32 = 2;

/// The line about a workspace.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Head {
    pub(super) format: u32,
    pub(super) name: String,
    /// By what it is known without a name.
    #[serde(skip_serializing_if = "Policies::is_empty")]
    pub(super) policies: Policies,
    /// The name of a version.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) label: String,
    /// Milliseconds since 1970.
    pub(super) changed: u64,
    /// Which load of the page wrote it.
    pub(super) writer: String,
    pub(super) documents: usize,
    pub(super) scenarios: usize,
    pub(super) pinned: bool,
    pub(super) other_tab: bool,
    /// Nobody would miss it: it goes when another workspace is opened.
    pub(super) disposable: bool,
}

impl Head {
    pub(super) fn of(workspace: &Workspace, writer: &str, changed: u64) -> Self {
        Self {
            format: FORMAT,
            name: workspace.name.to_string(),
            policies: workspace.policies(),
            label: String::new(),
            changed,
            writer: writer.to_owned(),
            documents: workspace.documents.len(),
            scenarios: workspace.scenarios.len(),
            pinned: false,
            other_tab: false,
            disposable: false,
        }
    }

    /// True when both are of the same writing.
    pub(super) fn is_same_writing(&self, other: &Self) -> bool {
        self.writer == other.writer && self.changed == other.changed
    }

    pub(super) fn read(line: &str) -> Option<Self> {
        let head: Self = format::read(line)?;
        (head.format == FORMAT).then_some(head)
    }

    /// The text of a workspace whose own text is `body`.
    pub(super) fn with(&self, body: &str) -> String {
        let mut text = format::write(self);
        text.push('\n');
        text.push_str(body);
        text
    }
}

/// A workspace as its text.
pub(super) fn body(workspace: &Workspace) -> String {
    format::write(workspace)
}

/// What is about a workspace, and its text.
pub(super) fn split(text: &str) -> Option<(Head, &str)> {
    let (line, body) = text.split_once('\n')?;
    Some((Head::read(line)?, body))
}

/// The workspace that was stored as `text`.
pub(super) fn read(text: &str) -> Option<(Head, Workspace)> {
    let (head, body) = split(text)?;
    let mut workspace: Workspace = format::read(body)?;
    workspace.repair();
    Some((head, workspace))
}
