//! What the first version of the page stored: one sign-in with its policies, and
//! the way back.

use std::rc::Rc;

use serde::Deserialize;
use vestibule_wire::Entry;
use yew::AttrValue;

use crate::state::action::Incoming;
use crate::state::scenario::{ContextRow, Given, Network, Path, Scenario};
use crate::state::workspace::{Account, LAYERS, Workspace};

pub(super) const INPUT: &str = "vestibule.input";
pub(super) const HISTORY: &str = "vestibule.history";

#[derive(Deserialize)]
struct Stored<T> {
    version: u32,
    value: T,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Input {
    /// By layer, in the order of [`LAYERS`].
    documents: Vec<Vec<Document>>,
    no_identity: bool,
    account: Account,
    request: Request,
    example: Option<AttrValue>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Document {
    name: AttrValue,
    target: AttrValue,
    text: AttrValue,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Request {
    entry: Entry,
    principal: AttrValue,
    path: Path,
    source_ip: AttrValue,
    vpc: AttrValue,
    endpoint: AttrValue,
    private_ip: AttrValue,
    region: AttrValue,
    context: Vec<Key>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Key {
    key: AttrValue,
    /// One a line; none for a value that is not known.
    values: AttrValue,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct History {
    past: Vec<Step>,
    future: Vec<Step>,
}

#[derive(Deserialize)]
struct Step {
    input: Input,
}

fn parse<T: for<'de> Deserialize<'de>>(text: &str) -> Option<T> {
    let stored: Stored<T> = serde_json::from_str(text).ok()?;
    (stored.version == 1).then_some(stored.value)
}

/// The workspace that was stored as `text`.
pub(super) fn read(text: &str) -> Option<Workspace> {
    parse::<Input>(text).map(Input::into_workspace)
}

/// What could be gone back to, the newest first.
pub(super) fn history(text: &str) -> Vec<Workspace> {
    let history = parse::<History>(text).unwrap_or_default();
    let past = history.past.into_iter().rev();
    past.chain(history.future)
        .map(|step| step.input.into_workspace())
        .collect()
}

impl Input {
    fn into_workspace(self) -> Workspace {
        let mut workspace = Workspace {
            account: self.account,
            no_identity: self.no_identity,
            example: self.example,
            ..Workspace::default()
        };
        for (layer, documents) in LAYERS.into_iter().zip(self.documents) {
            let is_told = |d: &Document| {
                !(d.name.is_empty() && d.target.is_empty() && d.text.trim().is_empty())
            };
            for document in documents.into_iter().filter(is_told) {
                workspace.append(Incoming {
                    layer,
                    name: document.name,
                    target: document.target,
                    text: document.text,
                });
            }
        }
        let id = workspace.fresh_id();
        let context = self.request.context.into_iter().map(|key| ContextRow {
            id: workspace.fresh_id(),
            key: key.key,
            value: given(&key.values),
        });
        let context = context.collect();
        workspace.scenarios.push(Rc::new(Scenario {
            id,
            entry: self.request.entry,
            principal: self.request.principal,
            network: Network {
                path: self.request.path,
                source_ip: self.request.source_ip,
                vpc: self.request.vpc,
                endpoint: self.request.endpoint,
                private_ip: self.request.private_ip,
            },
            region: self.request.region,
            context,
            ..Scenario::default()
        }));
        workspace
    }
}

fn given(values: &str) -> Given {
    let mut values: Vec<AttrValue> = values
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| line.to_owned().into())
        .collect();
    match values.len() {
        0 => Given::Unknown,
        1 => Given::One(values.remove(0)),
        _ => Given::Many(values),
    }
}
