//! Changes of RCPs and SCPs that a plan tells exactly.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_iam::json::{self, Node};
use vestibule_wire::{CaseFile, NodePolicy, declares_unknown};

use super::change::Change;
use super::lost::Lost;
use super::settled::{Edit, Settled, is_service, nodes_of};
use crate::fact::Type;
use crate::node::{OrganizationsArn, is_same_json};
use crate::policies::{FULL_ACCESS, FULL_ACCESS_OF_RESOURCES};
use crate::subject::is_account;
use crate::terraform::resource::{Configuration, Resource, Said};

const POLICY: &str = "aws_organizations_policy";

/// A policy of an organization, as a plan tells it.
struct Told {
    /// RCP or SCP.
    of_type: Type,
    name: String,
    before: Option<String>,
    after: Option<String>,
}

/// Whose the policy is that something is attached by.
enum Whose {
    /// Of a type that bears on no sign-in.
    Other,
    Told(Told),
    Untold(Vec<Type>),
}

/// Where something is attached.
enum Target {
    /// In the case.
    Here(String),
    /// In another organization, or an account that the plan makes.
    Elsewhere,
    Untold,
}

/// Changes of policies of an organization, as they are found.
pub(super) struct Edits<'a, 'd> {
    base: &'a CaseFile,
    pub(super) prior: &'a [Resource<'d>],
    pub(super) planned: &'a [Resource<'d>],
    pub(super) configuration: Configuration<'d>,
    /// All nodes and accounts of the case.
    nodes: BTreeSet<String>,
    of_entries: BTreeMap<(bool, usize), Edit>,
    /// New entries, by their type and name.
    made: BTreeMap<(bool, String), (Option<String>, BTreeSet<String>)>,
    /// Names under which the case holds what it does not know of a policy that gets another text.
    relabelled: BTreeSet<(bool, String)>,
    /// What is attached and detached, with the addresses that do so.
    moves: BTreeMap<(String, String), Vec<(bool, String)>>,
    updated: BTreeSet<String>,
}

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
    pub(super) fn of(
        base: &'a CaseFile,
        prior: &'a [Resource<'d>],
        planned: &'a [Resource<'d>],
        root: &'d Node,
    ) -> Self {
        let mut found = BTreeSet::new();
        let mut nodes: Vec<_> = base.organization.iter().map(|one| &one.tree).collect();
        while let Some(node) = nodes.pop() {
            found.insert(node.id.clone());
            found.extend(node.accounts.iter().cloned());
            nodes.extend(&node.children);
        }
        Self {
            base,
            prior,
            planned,
            configuration: Configuration::of(root),
            nodes: found,
            of_entries: BTreeMap::new(),
            made: BTreeMap::new(),
            relabelled: BTreeSet::new(),
            moves: BTreeMap::new(),
            updated: BTreeSet::new(),
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
        match self.is_of_another(before) {
            Some(true) => return,
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
        self.relabelled
            .insert((is_service(of_type), name.to_owned()));
        let key = (is_service(of_type), at);
        self.of_entries.entry(key).or_default().text = Some(is.clone());
    }

    /// The organization of a policy is another one than that of the case; `None` where nothing
    /// tells it.
    fn is_of_another(&self, policy: &Resource<'_>) -> Option<bool> {
        let own = match &self.base.organization {
            Some(organization) => Some(&organization.id),
            None => {
                let account = self.base.account.as_ref();
                let organization = account.and_then(|account| account.organization.as_ref());
                organization.and_then(|organization| organization.id.as_ref())
            }
        };
        let told = OrganizationsArn::of(policy.text("arn")?)?.organization;
        Some(*own? != told)
    }

    /// The one entry of the case that is a policy: of its name, and with its text.
    fn entry(&self, of_type: Type, name: &str, text: &str) -> Option<usize> {
        let mut found = self.named(of_type, name);
        let (at, entry) = found.next()?;
        let own = entry.document.text()?.to_owned();
        let is_it = is_same_json(&own, &text.to_owned()) && found.next().is_none();
        is_it.then_some(at)
    }

    /// The entries of a name that are not unknown.
    fn named(&self, of_type: Type, name: &str) -> impl Iterator<Item = (usize, &'a NodePolicy)> {
        let name = name.to_owned();
        let all = entries(self.base, of_type).iter().enumerate();
        all.filter(move |(_, entry)| {
            let is_told = entry
                .document
                .text()
                .is_none_or(|text| !declares_unknown(text));
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
        if let Some(before) = change.before.as_ref().filter(|one| !one.is("skip_destroy")) {
            self.attached(before, change, false, lost);
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
        let node = match self.target(attachment) {
            Target::Elsewhere => return,
            Target::Here(node) => Some(node),
            Target::Untold => None,
        };
        let told = match self.whose(attachment, is_new) {
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
                let all = entries(self.base, of_type);
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

    fn target(&self, attachment: &Resource<'d>) -> Target {
        let Some(node) = attachment.text("target_id") else {
            return match self.is_to_a_new_one(attachment) {
                true => Target::Elsewhere,
                false => Target::Untold,
            };
        };
        if self.nodes.contains(node) {
            return Target::Here(node.to_owned());
        }
        let root = self.base.organization.as_ref().map(|one| &*one.tree.id);
        let Some(root) = root.and_then(|root| root.strip_prefix("r-")) else {
            return Target::Untold;
        };
        // Ids of units hold that of their root.
        let own = match node.strip_prefix("ou-") {
            Some(rest) => rest.split('-').next(),
            None => node.strip_prefix("r-"),
        };
        match own {
            Some(own) if own != root => Target::Elsewhere,
            None if is_account(node) => Target::Elsewhere,
            _ => Target::Untold,
        }
    }

    /// Nothing stands in a unit or account that the plan makes.
    fn is_to_a_new_one(&self, attachment: &Resource<'d>) -> bool {
        let types = [
            "aws_organizations_organizational_unit",
            "aws_organizations_account",
        ];
        types.iter().any(|of_type| {
            let made_from =
                self.configuration
                    .referenced(attachment, "target_id", of_type, self.planned);
            made_from.is_some_and(|made_from| {
                let mut prior = self.prior.iter();
                let is_id = self.configuration.refers_to_id(attachment, "target_id");
                is_id
                    && made_from.text("id").is_none()
                    && !prior.any(|one| one.address == made_from.address)
            })
        })
    }

    /// Whose policy an attachment is by, before or after.
    fn whose(&self, attachment: &Resource<'d>, is_new: bool) -> Whose {
        let all = || Whose::Untold(Type::ALL.to_vec());
        let (before, after) = match attachment.text("policy_id") {
            Some(FULL_ACCESS) => return Whose::Untold(vec![Type::ServiceControl]),
            Some(FULL_ACCESS_OF_RESOURCES) => return Whose::Untold(vec![Type::ResourceControl]),
            Some(id) => {
                let [before, after] = [self.prior, self.planned].map(|all| of_id(all, id));
                (before, after)
            }
            None if is_new && self.configuration.refers_to_id(attachment, "policy_id") => {
                let made_from =
                    self.configuration
                        .referenced(attachment, "policy_id", POLICY, self.planned);
                // One that is there already would be known by its id.
                let made_from = made_from.filter(|one| one.text("id").is_none());
                (None, made_from)
            }
            None => return all(),
        };
        let side = if is_new { after } else { before };
        let Some(of_types) = side.and_then(types) else {
            return all();
        };
        let of_type = match of_types.as_slice() {
            [] => return Whose::Other,
            [only] => *only,
            _ => return all(),
        };
        let text = |side: Option<&Resource<'d>>| side?.text("content").map(ToOwned::to_owned);
        // A case has it by the name that it has before.
        let name = before.or(after).and_then(|side| side.text("name"));
        match name {
            Some(name) => Whose::Told(Told {
                of_type,
                name: name.to_owned(),
                before: text(before),
                after: text(after),
            }),
            None => Whose::Untold(vec![of_type]),
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
        }
    }
}

fn lose_types(types: &[Type], address: &str, lost: &mut Lost) {
    for of_type in types {
        lost.lose(of_type.kind(), address);
    }
}

/// The types that a policy may be of, of those that bear on sign-in; `None` where it is hidden.
fn types(policy: &Resource<'_>) -> Option<Vec<Type>> {
    match policy.get("type") {
        Said::Value(of_type) => Some(of_type.as_str().and_then(Type::of).into_iter().collect()),
        // The default of the provider.
        Said::Nothing => Some(vec![Type::ServiceControl]),
        Said::AfterApply | Said::Secret => None,
    }
}

/// The policy of that id: one that is managed, or the only one that is read.
fn of_id<'r, 'd>(all: &'r [Resource<'d>], id: &str) -> Option<&'r Resource<'d>> {
    let own = |is_data: bool| {
        let is_it = move |one: &&Resource<'d>| {
            one.of_type == POLICY && one.is_data == is_data && one.text("id") == Some(id)
        };
        let mut own = all.iter().filter(is_it);
        (own.next(), own.next().is_none())
    };
    match (own(false), own(true)) {
        ((Some(only), true), _) | ((None, _), (Some(only), true)) => Some(only),
        _ => None,
    }
}
