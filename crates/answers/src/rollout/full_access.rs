//! `FullAWSAccess` and `RCPFullAWSAccess`, which AWS attaches to all of an organization.
//!
//! A case file need not tell them. An SCP that allows makes its node an allow list, from which
//! `FullAWSAccess` is detached unless it stands there as well (J26).

use vestibule_iam::document::Document;
use vestibule_iam::json::Node;
use vestibule_iam::language::Effect;
use vestibule_iam::policy::{Casing, Policy, PolicyKind, ReadOptions};
use vestibule_signin::{Layer, VOCABULARY};
use vestibule_wire::{DocumentText, NodePolicy};

use super::steps::{Attached, Change, number};

const FULL: &str = "FullAWSAccess";
const FULL_TEXT: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
const FULL_OF_RCPS: &str = "RCPFullAWSAccess";

/// What stands for the SCPs of a node that allow nothing of a sign-in, since a node whose SCPs
/// hold no Allow at all is taken to have `FullAWSAccess`.
const NOTHING: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"organizations:DescribeOrganization","Resource":"*"}]}"#;

impl Attached {
    /// Takes the policies that AWS manages out, and notes the nodes without `FullAWSAccess`.
    pub(super) fn take_full_access_out(&mut self) {
        let is_full = |layer: Layer, name: &str| {
            let managed = match layer {
                Layer::ServiceControl => FULL,
                _ => FULL_OF_RCPS,
            };
            let text = self.text(layer, name);
            name == managed && text.is_some_and(|text| allows_all(text))
        };
        let all = self.at.iter().cloned();
        let (full, own): (Vec<_>, Vec<_>) = all.partition(|(layer, name, _)| is_full(*layer, name));
        self.at = own;
        let listed = self.allow_lists();
        let has_full = |node: &Option<String>| {
            let mut full = full.iter();
            full.any(|(layer, _, of)| *layer == Layer::ServiceControl && of == node)
        };
        self.without_full_access = listed.into_iter().filter(|node| !has_full(node)).collect();
        for (layer, name, _) in &full {
            self.texts.remove(&(number(*layer), name.clone()));
        }
        // AWS has it, so that no step makes it.
        let key = (number(Layer::ServiceControl), FULL.to_owned());
        self.texts
            .entry(key)
            .or_insert_with(|| FULL_TEXT.to_owned());
    }

    /// The nodes with an SCP that allows.
    fn allow_lists(&self) -> Vec<Option<String>> {
        let mut nodes = Vec::new();
        for (layer, name, node) in &self.at {
            let text = self.text(*layer, name);
            if *layer == Layer::ServiceControl
                && !nodes.contains(node)
                && text.is_some_and(|text| has_allow(text))
            {
                nodes.push(node.clone());
            }
        }
        nodes
    }

    /// Attaches or detaches `FullAWSAccess`, where that is what a step does.
    pub(super) fn change_full_access(&mut self, change: &Change) -> bool {
        match change {
            Change::Attach((Layer::ServiceControl, name), node) if name == FULL => {
                self.without_full_access.remove(node);
            }
            Change::Detach((Layer::ServiceControl, name), node) if name == FULL => {
                self.without_full_access.insert(node.clone());
            }
            _ => return false,
        }
        true
    }

    /// What a case file has to tell besides the policies that are attached.
    pub(super) fn full_access_told(&self) -> Vec<NodePolicy> {
        let listed = self.allow_lists();
        let policy = |text: &str, node: &Option<String>| NodePolicy {
            name: Some(FULL.to_owned()),
            attached_to: node.clone(),
            document: DocumentText::new(text),
        };
        let with = listed.iter();
        let with = with.filter(|node| !self.without_full_access.contains(*node));
        let without = self.without_full_access.iter();
        let without = without.filter(|node| !listed.contains(node));
        let with = with.map(|node| policy(FULL_TEXT, node));
        with.chain(without.map(|node| policy(NOTHING, node)))
            .collect()
    }

    /// The steps on `FullAWSAccess` that lead to `wanted`.
    pub(super) fn full_access_changes(&self, wanted: &Self) -> Vec<Change> {
        let name = || (Layer::ServiceControl, FULL.to_owned());
        let (from, to) = (&self.without_full_access, &wanted.without_full_access);
        let attached = from.difference(to);
        let attached = attached.map(|node| Change::Attach(name(), node.clone()));
        let detached = to.difference(from);
        let detached = detached.map(|node| Change::Detach(name(), node.clone()));
        attached.chain(detached).collect()
    }
}

fn has_allow(text: &str) -> bool {
    let options = ReadOptions {
        kind: PolicyKind::ServiceControl,
        casing: Casing::Exact,
        vocabulary: &VOCABULARY,
    };
    let (policy, _) = Policy::from_document(&Document::parse(text), options);
    let mut statements = policy.statements.iter();
    statements.any(|statement| statement.effect == Some(Effect::Allow))
}

/// Whether a policy says what those that AWS manages say, and nothing else.
fn allows_all(text: &str) -> bool {
    let document = Document::parse(text);
    let is_all = |node: &Node| matches!(node.one_or_many(), [one] if one.as_str() == Some("*"));
    let Some([statement]) = document.root.get("Statement").map(Node::one_or_many) else {
        return false;
    };
    let mut members = statement.members().iter();
    let has = |name: &str| statement.get(name).is_some_and(is_all);
    let is_known =
        |name: &str| matches!(name, "Sid" | "Effect" | "Principal" | "Action" | "Resource");
    members.all(|member| is_known(&member.key.value))
        && statement.get("Effect").and_then(Node::as_str) == Some("Allow")
        && statement.get("Principal").is_none_or(is_all)
        && has("Action")
        && has("Resource")
}
