//! The steps between two states, and which have to come before which.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_iam::document::Document;
use vestibule_signin::Layer;
use vestibule_signin::control_plane::PermissionStatement;
use vestibule_wire::{CaseFile, NodePolicy, RolloutKind};

/// A policy of the organization: its layer and name.
pub(super) type Name = (Layer, String);

/// Policies of the organization in a state: the text of each, and the nodes it is attached to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Attached {
    pub(super) texts: BTreeMap<(usize, String), String>,
    /// Layer, name and node, in the order of the case file.
    pub(super) at: Vec<(Layer, String, Option<String>)>,
    /// The nodes from which `FullAWSAccess` is detached.
    pub(super) without_full_access: BTreeSet<Option<String>>,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Change {
    Attach(Name, Option<String>),
    Update(Name),
    Detach(Name, Option<String>),
    Put(PermissionStatement),
    Delete(PermissionStatement),
    Enable(Target),
    Disable(Target),
}

/// What console authorization is switched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Account,
    Organization,
}

impl Change {
    pub(super) fn kind(&self) -> RolloutKind {
        match self {
            Self::Attach(..) => RolloutKind::AttachPolicy,
            Self::Update(_) => RolloutKind::UpdatePolicy,
            Self::Detach(..) => RolloutKind::DetachPolicy,
            Self::Put(_) => RolloutKind::PutStatement,
            Self::Delete(_) => RolloutKind::DeleteStatement,
            Self::Enable(_) => RolloutKind::EnableAuthorization,
            Self::Disable(_) => RolloutKind::DisableAuthorization,
        }
    }

    /// In which part of a plan it comes where nothing speaks against it.
    fn rank(&self) -> u8 {
        match self {
            Self::Disable(_) => 0,
            Self::Put(_) => 1,
            Self::Attach(..) => 2,
            Self::Update(_) => 3,
            Self::Delete(_) => 4,
            Self::Detach(..) => 5,
            Self::Enable(_) => 6,
        }
    }
}

/// The steps, and for each those that have to come before it.
pub(super) struct Steps {
    pub(super) changes: Vec<Change>,
    pub(super) after: Vec<Vec<usize>>,
}

/// Number of a layer in keys, RCPs first.
pub(super) fn number(layer: Layer) -> usize {
    usize::from(layer == Layer::ServiceControl)
}

impl Attached {
    pub(super) fn of(file: &CaseFile) -> Self {
        let mut attached = Self::default();
        for (layer, policies) in [
            (Layer::ResourceControl, &file.policies.resource_control),
            (Layer::ServiceControl, &file.policies.service_control),
        ] {
            for (index, policy) in policies.iter().enumerate() {
                attached.add(layer, index, policy);
            }
        }
        let own = file.account.as_ref().and_then(|account| account.id.clone());
        for (_, _, node) in &mut attached.at {
            // The account by its id is the account.
            if own.is_some() && *node == own {
                *node = None;
            }
        }
        attached.take_full_access_out();
        attached
    }

    fn add(&mut self, layer: Layer, index: usize, policy: &NodePolicy) {
        let name = name_of(layer, index, policy);
        let text = policy.document.text().unwrap_or_default();
        let text = Document::parse(text).root.to_compact_string();
        self.texts.insert((number(layer), name.clone()), text);
        let nodes: Vec<Option<String>> = match policy.attached_to.as_deref() {
            None => vec![None],
            Some(list) => nodes(list).map(|node| Some(node.to_owned())).collect(),
        };
        for node in nodes {
            let at = (layer, name.clone(), node);
            if !self.at.contains(&at) {
                self.at.push(at);
            }
        }
    }

    pub(super) fn text(&self, layer: Layer, name: &str) -> Option<&String> {
        self.texts.get(&(number(layer), name.to_owned()))
    }
}

/// The name of a policy, which one without a name has from its place.
pub(super) fn name_of(layer: Layer, index: usize, policy: &NodePolicy) -> String {
    match &policy.name {
        Some(name) => name.clone(),
        None if layer == Layer::ResourceControl => format!("rcp-{}", index + 1),
        None => format!("scp-{}", index + 1),
    }
}

/// The nodes in a list, as a case file has them.
pub(super) fn nodes(list: &str) -> impl Iterator<Item = &str> {
    let nodes = list.split(|c: char| c == ',' || c == ';' || c.is_whitespace());
    nodes.filter(|node| !node.is_empty())
}

/// The nodes that a policy goes to before `node`: those of `stages`, or else the units of the
/// path below it, from the account up.
pub(super) fn stages_of<'a>(
    node: Option<&str>,
    stages: &'a [String],
    path: Option<&'a [String]>,
) -> Vec<&'a str> {
    if !stages.is_empty() {
        let before = stages.iter().map(String::as_str);
        return before.take_while(|stage| Some(*stage) != node).collect();
    }
    let (Some(node), Some(path)) = (node, path) else {
        return Vec::new();
    };
    let Some(at) = path.iter().position(|of| of == node) else {
        return Vec::new();
    };
    let below = path.iter().skip(at + 1).rev();
    below.map(String::as_str).collect()
}

impl Steps {
    /// Puts changes into the order in which they are tried, and says which wait for which.
    /// `chains` are lists of changes of which each waits for the one before it.
    pub(super) fn of(mut changes: Vec<Change>, chains: &[Vec<Change>]) -> Self {
        changes.sort_by_key(Change::rank);
        let place = |change: &Change| changes.iter().position(|of| of == change);
        let mut after: Vec<Vec<usize>> = vec![Vec::new(); changes.len()];
        let mut wait = |later: usize, earlier: usize| {
            if let Some(list) = after.get_mut(later)
                && !list.contains(&earlier)
            {
                list.push(earlier);
            }
        };
        for chain in chains {
            for pair in chain.windows(2) {
                if let [earlier, later] = pair
                    && let (Some(earlier), Some(later)) = (place(earlier), place(later))
                {
                    wait(later, earlier);
                }
            }
        }
        // Authorization comes last: until then nothing that is made is enforced.
        for (later, change) in changes.iter().enumerate() {
            if matches!(change, Change::Enable(_)) {
                for (earlier, other) in changes.iter().enumerate() {
                    if !matches!(other, Change::Enable(_)) {
                        wait(later, earlier);
                    }
                }
            }
        }
        Self { changes, after }
    }
}
