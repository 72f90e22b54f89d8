//! Changes of RCPs and SCPs that a plan tells exactly.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_iam::json::{self, Node};
use vestibule_wire::{CaseFile, NodePolicy, declares_unknown};

use super::change::Change;
use super::known::{Known, Target, Whose, types};
use super::lost::Lost;
use super::settled::{Edit, Settled, is_service, nodes_of};
use crate::fact::Type;
use crate::node::is_same_json;
use crate::terraform::resource::{Resource, Said};

/// Changes of policies of an organization, as they are found.
pub(super) struct Edits<'a, 'd> {
    pub(super) known: Known<'a, 'd>,
    of_entries: BTreeMap<(bool, usize), Edit>,
    /// New entries, by their type and name.
    made: BTreeMap<(bool, String), (Option<String>, BTreeSet<String>)>,
    /// Names under which the case holds what it does not know of a policy that gets another text.
    relabelled: BTreeSet<(bool, String)>,
    /// What is attached and detached, with the addresses that do so.
    moves: BTreeMap<(String, String), Vec<(bool, String)>>,
    updated: BTreeSet<String>,
    /// The addresses of what is of another organization, or on accounts that the case does not
    /// have.
    elsewhere: BTreeSet<String>,
}

const ATTACHMENT: &str = "aws_organizations_policy_attachment";

fn entries(case: &CaseFile, of_type: Type) -> &[NodePolicy] {
    match of_type {
        Type::ResourceControl => &case.policies.resource_control,
        Type::ServiceControl => &case.policies.service_control,
    }
}

/// Whether an SCP leaves `FullAWSAccess` where it is in a case: one without an Allow does.
fn only_denies(text: &str) -> bool {
    let root = json::parse(text);
    let statements = root.root.get("Statement").map(Node::one_or_many);
    root.problems.is_empty()
        && statements.is_some_and(|all| {
            let is_deny = |one: &Node| one.get("Effect").and_then(Node::as_str) == Some("Deny");
            all.iter().all(is_deny)
        })
}

impl<'a, 'd> Edits<'a, 'd> {
    pub(super) fn of(known: Known<'a, 'd>) -> Self {
        Self {
            known,
            of_entries: BTreeMap::new(),
            made: BTreeMap::new(),
            relabelled: BTreeSet::new(),
            moves: BTreeMap::new(),
            updated: BTreeSet::new(),
            elsewhere: BTreeSet::new(),
        }
    }

    /// A policy. One that is made or deleted is attached to nothing, as AWS deletes no other, and
    /// its attachments are changes of their own.
    pub(super) fn policy(&mut self, change: &Change<'d>, lost: &mut Lost) {
        let (Some(before), Some(after), false) =
            (&change.before, &change.after, change.is_replaced)
        else {
            return;
        };
        let types = [before, after].map(types);
        let of_type = match &types {
            [Some(one), Some(other)] if one == other => match one.as_slice() {
                [] => return,
                [only] => Some(*only),
                _ => None,
            },
            _ => None,
        };
        let texts = [before, after].map(|side| side.text("content").map(ToOwned::to_owned));
        let Some(of_type) = of_type else {
            return lose_types(&Type::ALL, change.address, lost);
        };
        let [was, is] = &texts;
        if let (Some(was), Some(is)) = (was, is)
            && is_same_json(was, is)
        {
            return;
        }
        match self.known.is_of_another(before) {
            Some(true) => {
                self.elsewhere.insert(change.address.to_owned());
                return;
            }
            Some(false) => {}
            None => return lose_types(&[of_type], change.address, lost),
        }
        let name = before.text("name");
        let entry = name
            .zip(was.as_ref())
            .and_then(|(name, was)| self.entry(of_type, name, was));
        let id = before.text("id").unwrap_or_default();
        let is_first = self.updated.insert(id.to_owned());
        let (Some(at), Some(name), true, false) = (entry, name, is_first, change.is_deposed) else {
            return lose_types(&[of_type], change.address, lost);
        };
        let denies = |text: &Option<String>| text.as_deref().is_none_or(only_denies);
        if is_service(of_type) && !(denies(was) && denies(is)) {
            return lose_types(&[of_type], change.address, lost);
        }
        if self.is_attached_elsewhere(of_type, at, id) {
            return lose_types(&[of_type], change.address, lost);
        }
        self.relabelled
            .insert((is_service(of_type), name.to_owned()));
        let key = (is_service(of_type), at);
        self.of_entries.entry(key).or_default().text = Some(is.clone());
    }

    /// The one entry of the case that is a policy: of its name, and with its text.
    fn entry(&self, of_type: Type, name: &str, text: &str) -> Option<usize> {
        let mut found = self.named(of_type, name);
        let (at, entry) = found.next()?;
        let own = self.known.documents.text(&entry.document)?.to_owned();
        let is_it = is_same_json(&own, &text.to_owned()) && found.next().is_none();
        is_it.then_some(at)
    }

    /// Whether the state has a policy attached where the case, which is then of another day, has
    /// it not: its other text would hold there, too.
    fn is_attached_elsewhere(&self, of_type: Type, at: usize, id: &str) -> bool {
        let Some(entry) = entries(self.known.base, of_type).get(at) else {
            return false;
        };
        let nodes = nodes_of(entry);
        let all = self.known.prior.iter();
        let mut own = all.filter(|one| {
            !one.is_data && one.of_type == ATTACHMENT && one.text("policy_id") == Some(id)
        });
        if self.known.base.organization.is_none() {
            // Of an account by itself it matters alone whether the policy binds it at all.
            let binds = |node: &str| self.known.is_above_the_account(node);
            let is_bound = entry.attached_to.is_none() || nodes.iter().any(|node| binds(node));
            return !is_bound && own.any(|one| one.text("target_id").is_none_or(binds));
        }
        own.any(|one| match self.known.target(one) {
            Target::Here(node) => !nodes.contains(&node),
            Target::Untold => true,
            Target::New | Target::Elsewhere => false,
        })
    }

    /// The entries of a name that are not unknown.
    fn named<'s>(
        &'s self,
        of_type: Type,
        name: &str,
    ) -> impl Iterator<Item = (usize, &'a NodePolicy)> + use<'s, 'a, 'd> {
        let name = name.to_owned();
        let all = entries(self.known.base, of_type).iter().enumerate();
        all.filter(move |(_, entry)| {
            let text = self.known.documents.text(&entry.document);
            let is_told = text.is_none_or(|text| !declares_unknown(text));
            is_told && entry.name.as_deref() == Some(&*name)
        })
    }

    /// What a policy is attached to.
    pub(super) fn attachment(&mut self, change: &Change<'d>, lost: &mut Lost) {
        if let (Some(before), Some(after), false) =
            (&change.before, &change.after, change.is_replaced)
        {
            let is_same = |attribute: &str| {
                let both = before.text(attribute).zip(after.text(attribute));
                both.is_some_and(|(one, other)| one == other)
            };
            // Only what becomes of it as it is destroyed is changed in its place.
            if !is_same("policy_id") || !is_same("target_id") {
                lose_types(&Type::ALL, change.address, lost);
            }
            return;
        }
        if let Some(before) = &change.before {
            match before.get("skip_destroy") {
                // Nobody tells whether it stays.
                Said::Secret | Said::AfterApply => lose_types(&Type::ALL, change.address, lost),
                _ if before.is("skip_destroy") => {}
                _ => self.attached(before, change, false, lost),
            }
        }
        if let Some(after) = &change.after {
            self.attached(after, change, true, lost);
        }
    }

    fn attached(
        &mut self,
        attachment: &Resource<'d>,
        change: &Change<'d>,
        is_new: bool,
        lost: &mut Lost,
    ) {
        let whose = self.known.whose(attachment, is_new);
        if matches!(whose, Whose::Other) {
            return;
        }
        let node = match self.known.target(attachment) {
            Target::New => return,
            Target::Elsewhere => {
                self.elsewhere.insert(change.address.to_owned());
                return;
            }
            Target::Here(node) => Some(node),
            Target::Untold => None,
        };
        let told = match whose {
            Whose::Other => return,
            Whose::Untold(types) => return lose_types(&types, change.address, lost),
            Whose::Told(told) => told,
        };
        let of_type = told.of_type;
        let text = if is_new { &told.after } else { &told.before };
        let lets_be = text.as_deref().is_none_or(only_denies) || !is_service(of_type);
        let (Some(node), true, false) = (node, lets_be, change.is_deposed) else {
            return lose_types(&[of_type], change.address, lost);
        };
        let told_move = (is_new, change.address.to_owned());
        let key = (told.name.clone(), node.clone());
        self.moves.entry(key).or_default().push(told_move);
        let before = told.before.as_deref();
        let entry = before.and_then(|text| self.entry(of_type, &told.name, text));
        match entry {
            Some(at) => {
                let all = entries(self.known.base, of_type);
                let is_there = all
                    .get(at)
                    .is_some_and(|entry| nodes_of(entry).contains(&node));
                // The case is of another day.
                if is_there == is_new {
                    return lose_types(&[of_type], change.address, lost);
                }
                let edit = self
                    .of_entries
                    .entry((is_service(of_type), at))
                    .or_default();
                if is_new {
                    edit.new.insert(node);
                } else {
                    edit.gone.insert(node);
                }
            }
            None if is_new && self.named(of_type, &told.name).next().is_none() => {
                let key = (is_service(of_type), told.name);
                let made = self
                    .made
                    .entry(key)
                    .or_insert_with(|| (told.after.clone(), BTreeSet::new()));
                // Two of one name are two policies.
                if made.0 != told.after {
                    return lose_types(&[of_type], change.address, lost);
                }
                made.1.insert(node);
            }
            None => lose_types(&[of_type], change.address, lost),
        }
    }

    /// Of what is both attached and detached nobody says which is last.
    pub(super) fn settle(&mut self, lost: &mut Lost) {
        for moves in self.moves.values() {
            let news = moves.iter().filter(|(is_new, _)| *is_new).count();
            if news > 0 && news < moves.len() {
                for (_, address) in moves {
                    lose_types(&Type::ALL, address, lost);
                }
            }
        }
    }

    pub(super) fn settled(self) -> Settled {
        Settled {
            of_entries: self.of_entries,
            made: self.made,
            relabelled: self.relabelled,
            elsewhere: self.elsewhere,
        }
    }
}

fn lose_types(types: &[Type], address: &str, lost: &mut Lost) {
    for of_type in types {
        lost.lose(of_type.kind(), address);
    }
}
