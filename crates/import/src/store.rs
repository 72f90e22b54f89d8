//! What all files tell together.

mod iam_calls;
mod owner;
mod sso;
mod templates;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::message;
use vestibule_wire::{AccountState, Finding, ImportedFile, ImportedKind, Kind, Severity};

use crate::beside;
use crate::call::Sort;
use crate::conflict::Agreed;
use crate::fact::{Credentials, Endpoint, Fact, Held, NEW, Principal, Type};
use crate::file::Read;
use crate::iam::account_of;
use crate::node::is_same_json;
use crate::options::Options;
use crate::subject::{Named, Subject, is_account};
pub(crate) use iam_calls::Login;
use owner::{Caller, OfCaller, Owner};
pub(crate) use sso::OfSet;

/// What is told of an account.
#[derive(Debug, Default)]
pub(crate) struct Account {
    pub(crate) name: Agreed<String>,
    pub(crate) state: Agreed<String>,
}

impl Account {
    /// The state, in the words of AWS Organizations.
    pub(crate) fn state(&self) -> Option<AccountState> {
        Some(match self.state.get()?.as_str() {
            "PENDING_ACTIVATION" => AccountState::PendingActivation,
            "ACTIVE" => AccountState::Active,
            "SUSPENDED" => AccountState::Suspended,
            "PENDING_CLOSURE" => AccountState::PendingClosure,
            "CLOSED" => AccountState::Closed,
            _ => return None,
        })
    }

    /// Whether files tell a state that is no word of AWS's, or contradict each other.
    pub(crate) fn has_strange_state(&self) -> bool {
        self.state.is_told() && self.state().is_none()
    }
}

/// What is told of a policy of the organization.
#[derive(Debug, Default)]
pub(crate) struct Policy {
    pub(crate) name: Agreed<String>,
    pub(crate) of_type: Agreed<Type>,
    pub(crate) text: Agreed<String>,
    /// What it is attached to, as far as files tell.
    pub(crate) nodes: BTreeSet<String>,
    /// The first files that tell so of each.
    pub(crate) told_by: BTreeMap<String, usize>,
    /// All that it is attached to, as one file tells it.
    targets: Agreed<BTreeSet<String>>,
    /// A page of these is missing.
    is_cut: bool,
    /// Terraform tells what of these it manages, and nothing of that is lost.
    is_managed: Option<bool>,
    /// A template says something of it that is not known.
    pub(crate) is_open: bool,
    /// A template attaches it to something that is not known.
    pub(crate) may_be_elsewhere: bool,
}

impl Policy {
    /// Whether Terraform tells all of its attachments that it manages.
    pub(crate) fn is_managed(&self) -> bool {
        self.is_managed == Some(true)
    }

    /// Whether Terraform tells what it is attached to.
    pub(crate) fn is_of_terraform(&self) -> bool {
        self.is_managed.is_some()
    }

    /// Whether Terraform attaches it to something that is not known.
    pub(crate) fn is_lost(&self) -> bool {
        self.is_managed == Some(false)
    }

    /// All that it is attached to, if a file tells it and no page is missing.
    pub(crate) fn whole_targets(&self) -> Option<&Agreed<BTreeSet<String>>> {
        (self.targets.is_told() && !self.is_cut).then_some(&self.targets)
    }

    fn attach(&mut self, node: &str, file: usize) {
        self.nodes.insert(node.to_owned());
        self.told_by.entry(node.to_owned()).or_insert(file);
    }
}

/// What all files tell together.
#[derive(Debug, Default)]
pub(crate) struct Store {
    pub(crate) files: Vec<String>,
    pub(crate) organization: Agreed<String>,
    pub(crate) management: Agreed<String>,
    pub(crate) has_all_features: Agreed<bool>,
    /// Roots, with the types of policies that are enabled in them.
    pub(crate) roots: BTreeMap<String, Agreed<Vec<Type>>>,
    pub(crate) units: BTreeMap<String, Agreed<String>>,
    pub(crate) accounts: BTreeMap<String, Account>,
    pub(crate) parents: BTreeMap<String, Agreed<String>>,
    pub(crate) policies: BTreeMap<String, Policy>,
    /// The types of which all policies are listed.
    all_policies: HashSet<Type>,
    /// All policies of a type that are attached to a node.
    pub(crate) of_node: BTreeMap<(Type, String), Agreed<BTreeSet<String>>>,
    /// The nodes of which a page of these is missing.
    cut_nodes: BTreeSet<(Type, String)>,
    pub(crate) resource_based: BTreeMap<String, Agreed<Option<String>>>,
    pub(crate) switches: BTreeMap<String, Agreed<bool>>,
    /// Accounts without a configuration of their own.
    pub(crate) without_switch: BTreeSet<String>,
    pub(crate) endpoints: BTreeMap<String, Agreed<Endpoint>>,
    pub(crate) has_endpoints: bool,
    /// Users and roles by account and ARN.
    pub(crate) principals: BTreeMap<String, BTreeMap<String, Agreed<Principal>>>,
    /// Groups by account and name.
    pub(crate) groups: BTreeMap<(String, String), Agreed<Held>>,
    /// Managed policies by their ARNs.
    pub(crate) managed: BTreeMap<String, Agreed<String>>,
    /// Accounts that are described: whether with all users, and with all roles.
    pub(crate) details: BTreeMap<String, (bool, bool)>,
    /// Those of which a page goes on in another one: which one was the last is not known.
    pub(crate) cut_details: BTreeSet<String>,
    /// What the credential report tells of users, by their ARNs.
    pub(crate) credentials: BTreeMap<String, Agreed<Credentials>>,
    /// The accounts whose credentials made outputs.
    pub(crate) callers: BTreeSet<String>,
    /// Kinds of policies of which files show that they do not have all.
    partial: HashSet<Kind>,
    /// Those whose credentials made outputs, by the folders of these.
    pub(crate) callers_in: BTreeMap<String, Vec<Caller>>,
    /// The folder that all files are below.
    pub(crate) top: String,
    /// How many outputs of a kind in a folder are of the caller there, if any is.
    pub(crate) of_callers: BTreeMap<(String, OfCaller), usize>,
    /// The folders with outputs that the names of their files give to accounts.
    pub(crate) mixed: BTreeMap<String, BTreeSet<String>>,
    /// The names of accounts, as words.
    pub(crate) names: BTreeMap<String, BTreeSet<String>>,
    /// The names of the files with units, or with accounts, that their folder says it of.
    lists_in: BTreeMap<(String, bool), BTreeSet<String>>,
    /// Of which node a list that says so itself has all units, or all accounts.
    children_of: BTreeSet<(String, bool)>,
    ids: HashSet<String>,
    /// What outputs about one user of AWS IAM tell of passwords, by the ARNs of users.
    pub(crate) logins: BTreeMap<String, Agreed<Login>>,
    /// The accounts whose users may change their passwords.
    pub(crate) may_change: BTreeSet<String>,
    /// Kinds of policies of which nothing says whose one is.
    pub(crate) lost: HashSet<Kind>,
    /// Accounts of which all roles are described with their policies.
    pub(crate) described: BTreeSet<String>,
    /// The policies of permission sets by account.
    pub(crate) sets: BTreeMap<String, Vec<OfSet>>,
    /// The patterns of the roles that somebody is assigned to.
    pub(crate) assigned: BTreeSet<String>,
    /// What outputs of AWS IAM contradict each other about.
    pub(crate) of_iam: Vec<Finding>,
    /// The names of those that Terraform gives policies to, in an account that is not known.
    unsure: BTreeSet<(Sort, Option<String>)>,
}

impl Store {
    /// Puts the files together. What is wrong with one is added to its report.
    pub(crate) fn of(read: &mut [Read], options: &Options) -> Self {
        beside::choose(read);
        let mut store = Self {
            files: read.iter().map(|file| file.name.clone()).collect(),
            ..Self::default()
        };
        for (number, file) in read.iter().enumerate() {
            for fact in &file.facts {
                store.of_itself(fact, number, &file.name);
            }
        }
        store.listed(read);
        store.find_owners(read, options);
        for fact in read.iter().flat_map(|file| &file.facts) {
            if let Fact::Children { of, children } = fact
                && store.is_by_folder(fact)
            {
                for sort in sorts(children) {
                    let lists = store.lists_in.entry((of.folder.clone(), sort)).or_default();
                    lists.insert(of.letters.clone());
                }
            }
        }
        // What the name of a folder says is taken last: it may be about other things in it.
        for by_folder in [false, true] {
            for (number, file) in read.iter_mut().enumerate() {
                for fact in &file.facts {
                    if store.is_by_folder(fact) != by_folder {
                        continue;
                    }
                    let Some(finding) = store.of_subject(fact, number, options) else {
                        continue;
                    };
                    if finding.code == UNKNOWN {
                        unused(fact, &mut file.report);
                    }
                    if !file.report.findings.contains(&finding) {
                        file.report.findings.push(finding);
                    }
                }
            }
        }
        store.templates(read);
        store.permission_sets(read);
        store.iam_calls(read, options);
        store
    }

    /// Of which types all policies are listed.
    fn listed(&mut self, read: &[Read]) {
        for fact in read.iter().flat_map(|file| &file.facts) {
            if let Fact::Listed { of, of_type } = fact
                && (matches!(of.by_folder(is_account), Named::Nothing)
                    || self.callers_in.contains_key(&of.folder))
            {
                self.all_policies.insert(*of_type);
            }
        }
    }

    /// Whether the name of its folder alone says what a list of units or accounts is about.
    fn is_by_folder(&self, fact: &Fact) -> bool {
        let Fact::Children { of, .. } = fact else {
            return false;
        };
        of.told().is_none() && matches!(of.by_name(false, |id| self.is_unit(id)), Named::Nothing)
    }

    fn is_unit(&self, id: &str) -> bool {
        is_unit(id) && self.ids.contains(id)
    }

    /// Takes in what says of itself what it is about.
    fn of_itself(&mut self, fact: &Fact, file: usize, name: &str) {
        match fact {
            Fact::Organization { id, management } => {
                self.organization.add(id.clone(), file);
                if let Some(management) = management {
                    self.ids.insert(management.clone());
                    self.management.add(management.clone(), file);
                }
            }
            Fact::Features(all) => self.has_all_features.add(*all, file),
            Fact::Root { id, enabled } => {
                self.ids.insert(id.clone());
                let root = self.roots.entry(id.clone()).or_default();
                if let Some(enabled) = enabled {
                    root.add(enabled.clone(), file);
                }
            }
            Fact::Unit { id, name } => {
                self.ids.insert(id.clone());
                // The id of a unit has that of its root in it: `ou-ab12-11111111`.
                let root = id.strip_prefix("ou-").and_then(|id| id.split_once('-'));
                self.ids.extend(root.map(|(root, _)| format!("r-{root}")));
                let unit = self.units.entry(id.clone()).or_default();
                if let Some(name) = name {
                    unit.add(name.clone(), file);
                }
            }
            Fact::Account { id, name, state } => {
                self.ids.insert(id.clone());
                let account = self.accounts.entry(id.clone()).or_default();
                if let Some(name) = name {
                    account.name.add(name.clone(), file);
                }
                if let Some(state) = state {
                    account.state.add(state.clone(), file);
                }
            }
            Fact::Parent { child, parent } => self.put(child, parent, file),
            Fact::Policy {
                id,
                name,
                of_type,
                text,
            } => {
                self.ids.insert(id.clone());
                let policy = self.policies.entry(id.clone()).or_default();
                policy.of_type.add(*of_type, file);
                if let Some(name) = name {
                    policy.name.add(name.clone(), file);
                }
                if let Some(text) = text {
                    policy.text.add_alike(text.clone(), file, is_same_json);
                }
            }
            Fact::Switch { target, is_on } => {
                self.ids.insert(target.clone());
                self.switches
                    .entry(target.clone())
                    .or_default()
                    .add(*is_on, file);
            }
            Fact::Endpoint(endpoint) => {
                self.has_endpoints = true;
                self.ids.extend(endpoint.owner.clone());
                let known = self.endpoints.entry(endpoint.id.clone()).or_default();
                known.merge(endpoint.clone(), file, Endpoint::with);
            }
            Fact::EndpointsListed => self.has_endpoints = true,
            Fact::Partial(part) => {
                self.partial.insert(part.kind());
            }
            Fact::Lost(part) => {
                self.partial.insert(part.kind());
                self.lost.insert(part.kind());
            }
            Fact::Principal(principal) => {
                if let Some(account) = account_of(&principal.arn) {
                    let of_account = self.principals.entry(account).or_default();
                    let known = of_account.entry(principal.arn.clone()).or_default();
                    known.merge(principal.clone(), file, Principal::with);
                }
            }
            Fact::Group {
                account,
                name,
                held,
            } => {
                let known = self.groups.entry((account.clone(), name.clone()));
                known.or_default().merge(held.clone(), file, Held::with);
            }
            Fact::Managed { arn, text } => {
                let known = self.managed.entry(arn.clone()).or_default();
                known.add_alike(text.clone(), file, is_same_json);
            }
            Fact::Details {
                account,
                has_users,
                has_roles,
                is_cut,
            } => {
                self.ids.insert(account.clone());
                if *is_cut {
                    self.cut_details.insert(account.clone());
                }
                if *has_roles && !is_cut {
                    self.described.insert(account.clone());
                }
                let (users, roles) = self.details.entry(account.clone()).or_default();
                *users |= has_users;
                *roles |= has_roles;
            }
            Fact::Credentials(told) => {
                let known = self.credentials.entry(told.arn.clone()).or_default();
                known.add(told.clone(), file);
            }
            Fact::Caller { account, session } => {
                self.ids.insert(account.clone());
                self.callers.insert(account.clone());
                let callers = self.callers_in.entry(Subject::of_name(name).folder);
                callers.or_default().push(Caller {
                    account: account.clone(),
                    session: session.clone(),
                    file,
                });
            }
            Fact::Attachments {
                policy,
                nodes,
                is_lost,
            } => {
                self.ids.extend(nodes.iter().cloned());
                let policy = self.policies.entry(policy.clone()).or_default();
                for node in nodes {
                    policy.attach(node, file);
                }
                let is_whole = policy.is_managed.unwrap_or(true) && !is_lost;
                policy.is_managed = Some(is_whole);
            }
            Fact::Unsure { sort, name } => {
                self.unsure.insert((*sort, name.clone()));
            }
            Fact::Holder { account } => {
                self.ids.insert(account.clone());
                self.callers.insert(account.clone());
            }
            Fact::Children { children, .. } => self.ids.extend(children.iter().cloned()),
            Fact::ParentOf { parent, .. } => {
                self.ids.insert(parent.clone());
            }
            Fact::Targets { nodes, .. } => self.ids.extend(nodes.iter().cloned()),
            Fact::AttachedTo { .. }
            | Fact::Plan(_)
            | Fact::State { .. }
            | Fact::Iam { .. }
            | Fact::Sso(_)
            | Fact::Listed { .. }
            | Fact::Planned { .. }
            | Fact::Template { .. }
            | Fact::ResourceBased { .. }
            | Fact::NoSwitch { .. } => {}
        }
    }

    /// The ids of units and accounts of the organization, wherever a file tells of one.
    pub(crate) fn members(&self) -> BTreeSet<&str> {
        let all = self.units.keys().chain(self.accounts.keys());
        let all = all.chain(self.parents.keys()).chain(&self.callers);
        let all = all
            .chain(self.resource_based.keys())
            .chain(self.details.keys());
        let attached = self.policies.values().flat_map(|policy| &policy.nodes);
        let attached = attached.filter(|id| is_account(id) || id.starts_with("ou-"));
        let all = all.chain(attached).chain(self.management.get());
        all.map(|id| &**id).collect()
    }

    /// Whether the files have all policies of a kind: the user says so, and no file shows that a
    /// page is missing, or whose a policy is.
    pub(crate) fn is_complete(&self, kind: Kind, options: &Options) -> bool {
        options.is_complete(kind) && !self.partial.contains(&kind)
    }

    /// The kinds that the user says to be complete, and that files show not to be.
    pub(crate) fn incomplete(&self, options: &Options) -> Vec<Kind> {
        let is_partial = |kind: &Kind| options.is_complete(*kind) && self.partial.contains(kind);
        Kind::ALL.into_iter().filter(is_partial).collect()
    }

    /// Whether all policies of a type are listed, and no page is missing.
    pub(crate) fn lists_all(&self, of_type: Type) -> bool {
        self.all_policies.contains(&of_type) && !self.partial.contains(&of_type.kind())
    }

    /// All policies of a type that are attached to a node, if a file tells it and no page is
    /// missing.
    pub(crate) fn of_node(&self, of_type: Type, node: &str) -> Option<&Agreed<BTreeSet<String>>> {
        let key = (of_type, node.to_owned());
        let told = self.of_node.get(&key)?;
        (!self.cut_nodes.contains(&key)).then_some(told)
    }

    /// Whether one of that name, or any of them, may have further policies.
    pub(crate) fn is_unsure(&self, sort: Sort, name: &str) -> bool {
        self.unsure.contains(&(sort, None)) || self.unsure.contains(&(sort, Some(name.to_owned())))
    }

    fn put(&mut self, child: &str, parent: &str, file: usize) {
        let is_parent = parent.starts_with("r-") || parent.starts_with("ou-");
        if !is_parent || !(is_account(child) || child.starts_with("ou-")) {
            return;
        }
        self.ids.insert(child.to_owned());
        self.ids.insert(parent.to_owned());
        let known = self.parents.entry(child.to_owned()).or_default();
        known.add(parent.to_owned(), file);
    }

    /// Takes in what does not say itself what it is about. Where nothing else does, that is said.
    fn of_subject(&mut self, fact: &Fact, file: usize, options: &Options) -> Option<Finding> {
        let is_node = |id: &str| is_unit(id) || is_account(id);
        match fact {
            Fact::Children { of, children } => {
                let parent = self.resolve(of, is_unit);
                let sorts = sorts(children);
                let is_other = |parent: &String| {
                    self.is_by_folder(fact) && self.is_of_other(of, &sorts, parent, children)
                };
                let Some(parent) = parent.filter(|parent| !is_other(parent)) else {
                    let is_known = |child: &String| self.parents.contains_key(child);
                    let example = "list-children-r-ab12.json";
                    let what = message!("nothing says which root or unit these are in");
                    return (!children.iter().all(is_known))
                        .then(|| not_told(what, of, is_unit, example));
                };
                for child in children {
                    self.put(child, &parent, file);
                }
                if !self.is_by_folder(fact) {
                    let parent = |sort| (parent.clone(), sort);
                    self.children_of.extend(sorts.into_iter().map(parent));
                }
            }
            Fact::ParentOf { of, parent } => {
                let is_child = |id: &str| is_node(id) && id != parent;
                let Some(child) = self.resolve(of, is_child) else {
                    let what = message!("nothing says which account or unit has this parent");
                    return Some(not_told(
                        what,
                        of,
                        is_child,
                        "list-parents-111122223333.json",
                    ));
                };
                self.put(&child, parent, file);
            }
            Fact::Targets { of, nodes, is_all } => {
                let is_policy = |id: &str| id.starts_with("p-");
                let Some(policy) = self.resolve(of, is_policy) else {
                    let what = message!("nothing says which policy is attached to these");
                    return Some(not_told(
                        what,
                        of,
                        is_policy,
                        "list-targets-for-policy-p-a1b2c3d4.json",
                    ));
                };
                let policy = self.policies.entry(policy).or_default();
                for node in nodes {
                    policy.attach(node, file);
                }
                if *is_all {
                    policy.targets.add(nodes.iter().cloned().collect(), file);
                } else {
                    policy.is_cut = true;
                }
            }
            Fact::AttachedTo {
                of,
                of_type,
                policies,
                is_all,
            } => {
                let Some(node) = self.resolve(of, is_node) else {
                    let what = message!("nothing says what these policies are attached to");
                    return Some(not_told(
                        what,
                        of,
                        is_node,
                        "list-policies-for-target-r-ab12.json",
                    ));
                };
                for id in policies {
                    let policy = self.policies.entry(id.clone()).or_default();
                    policy.attach(&node, file);
                }
                if *is_all {
                    let of_node = self.of_node.entry((*of_type, node)).or_default();
                    of_node.add(policies.iter().cloned().collect(), file);
                } else {
                    self.cut_nodes.insert((*of_type, node));
                }
            }
            Fact::Planned {
                of,
                name,
                of_type,
                text,
            } => {
                // The folder may be named as the account of the people who plan it.
                let node = of.by_name(false, |id| is_node(id) && self.ids.contains(id));
                let Named::One(node) = node else {
                    let what = message!("nothing says what the new policy is to be attached to");
                    return Some(not_told(what, of, is_node, "create-policy-r-ab12.json"));
                };
                let policy = self.policies.entry(format!("{NEW}{name}")).or_default();
                policy.name.add(name.clone(), file);
                policy.of_type.add(*of_type, file);
                if let Some(text) = text {
                    policy.text.add_alike(text.clone(), file, is_same_json);
                }
                policy.nodes.insert(node.clone());
                policy.targets = Agreed::default();
                policy.targets.add(policy.nodes.clone(), file);
            }
            Fact::ResourceBased { of, text, .. } => {
                let Some(account) = self.owner(fact, of, file, options) else {
                    if text.is_some() {
                        self.partial.insert(Kind::ResourceBased);
                        self.lost.insert(Kind::ResourceBased);
                    }
                    let what = message!("nothing says which account has this policy");
                    return Some(no_owner(what, of));
                };
                let said = of_account(&account);
                let known = self
                    .resource_based
                    .entry(account.id().to_owned())
                    .or_default();
                known.add_alike(text.clone(), file, |one, other| match (one, other) {
                    (Some(one), Some(other)) => is_same_json(one, other),
                    _ => one == other,
                });
                return said;
            }
            Fact::NoSwitch { of } => {
                let Some(account) = self.owner(fact, of, file, options) else {
                    let what = message!("nothing says which account has no configuration");
                    return Some(no_owner(what, of));
                };
                self.without_switch.insert(account.id().to_owned());
                return of_account(&account);
            }
            _ => {}
        }
        None
    }

    /// What an output is about: told by the command, by the name of the file, or by that of the
    /// folder it is in. A folder with the output of a caller is named as whose outputs are in it.
    fn resolve(&self, subject: &Subject, is_kind: impl Fn(&str) -> bool) -> Option<String> {
        if let Some(told) = subject.told() {
            return is_kind(told).then(|| told.clone());
        }
        let may_be = |id: &str| is_kind(id) && self.ids.contains(id);
        let named = match subject.by_name(false, may_be) {
            Named::Nothing
                if !subject.is_of_several
                    && !subject.is_of_other()
                    && !self.callers_in.contains_key(&subject.folder) =>
            {
                subject.by_folder(may_be)
            }
            named => named,
        };
        match named {
            Named::One(id) => Some(id.clone()),
            Named::Nothing | Named::Several => None,
        }
    }

    /// Whether a list of units or accounts is about something else than its folder says: a list
    /// that says itself what it is about has others, or several in the folder cannot be about one.
    fn is_of_other(
        &self,
        of: &Subject,
        sorts: &BTreeSet<bool>,
        parent: &str,
        children: &[String],
    ) -> bool {
        const COMMANDS: [&str; 3] = [
            "listaccountsforparent",
            "listorganizationalunitsforparent",
            "listchildren",
        ];
        let is_listed = |sort: &bool| self.children_of.contains(&(parent.to_owned(), *sort));
        let is_there = |child: &String| {
            let known = self.parents.get(child);
            known.is_some_and(|known| known.get().is_some_and(|known| known == parent))
        };
        let is_one_of = |sort: &bool| {
            let lists = self.lists_in.get(&(of.folder.clone(), *sort));
            lists.is_some_and(|lists| lists.len() > 1)
        };
        let letters = of.letters.trim_end_matches("json");
        let letters = letters.trim_end_matches("txt");
        let is_named_so = COMMANDS.contains(&letters);
        (sorts.iter().any(is_listed) && !children.iter().all(is_there))
            || (sorts.iter().any(is_one_of) && !is_named_so)
    }

    pub(crate) fn exists(&self, id: &str) -> bool {
        self.ids.contains(id)
    }
}

/// Whether there are units in a list, and accounts.
fn sorts(children: &[String]) -> BTreeSet<bool> {
    children.iter().map(|id| is_account(id)).collect()
}

fn is_unit(id: &str) -> bool {
    id.starts_with("r-") || id.starts_with("ou-")
}

/// Takes what came of a fact out of what was used of its file.
fn unused(fact: &Fact, report: &mut ImportedFile) {
    let (what, count) = match fact {
        Fact::Children { children, .. } => (ImportedKind::Parent, children.len()),
        Fact::ParentOf { .. } => (ImportedKind::Parent, 1),
        Fact::Targets { nodes, .. } => (ImportedKind::Attachment, nodes.len()),
        Fact::AttachedTo { policies, .. } => (ImportedKind::Attachment, policies.len()),
        Fact::Planned { text, .. } => (ImportedKind::Policy, usize::from(text.is_some())),
        Fact::ResourceBased { .. } => (ImportedKind::Policy, 1),
        Fact::NoSwitch { .. } => (ImportedKind::Switch, 1),
        _ => return,
    };
    for items in &mut report.used {
        if items.what == what {
            items.count = items.count.saturating_sub(count);
        }
    }
    report.used.retain(|items| items.count > 0);
}

/// What is said of an output that does not say what it is about.
const UNKNOWN: &str = "import-subject-unknown";

fn not_told(what: Message, of: &Subject, is_kind: impl Fn(&str) -> bool, example: &str) -> Finding {
    let help = match of.by_name(false, is_kind) {
        // Numbers and words may look like ids.
        Named::One(id) => message!(
            "import the output of {call} too, as no other file tells of {id}",
            call = code(match id.as_bytes() {
                [b'p', ..] => "aws organizations list-policies",
                [b'r', ..] => "aws organizations list-roots",
                [b'o', ..] => "aws organizations describe-organizational-unit",
                _ => "aws organizations list-accounts",
            }),
            id = code(id)
        ),
        Named::Nothing | Named::Several => message!(
            "name the file as its command and what it is about, such as {example}",
            example = code(example)
        ),
    };
    Finding::new(UNKNOWN, Severity::Warning, what).help(help)
}

/// Says whose an output is taken to be that does not say so by its name.
fn of_account(owner: &Owner) -> Option<Finding> {
    let Owner::Taken(id) = owner else { return None };
    let message = message!("it is taken to be of account {id}", id = code(id));
    let help = message!("if it is of another, put it into a folder named as that account");
    Some(Finding::new("import-owner", Severity::Info, message).help(help))
}

fn no_owner(what: Message, of: &Subject) -> Finding {
    let help = match (of.by_name(true, is_account), of.by_folder(is_account)) {
        (Named::Nothing, Named::Nothing) => message!(
            "put it into a folder named as the account, add the output of {call}, or use `--account`",
            call = code("aws sts get-caller-identity")
        ),
        // It is named so, and what else there is says nothing of that account, or another.
        _ => message!(
            "add the output of {call} by the same credentials to its folder, and nothing of other accounts",
            call = code("aws sts get-caller-identity")
        ),
    };
    Finding::new(UNKNOWN, Severity::Warning, what).help(help)
}

impl Endpoint {
    /// What two outputs tell of one endpoint, unless they contradict each other.
    fn with(&self, other: &Self) -> Option<Self> {
        type Told = Option<String>;
        let either = |one: &Told, other: &Told, is_same: fn(&String, &String) -> bool| {
            let both = one.as_ref().zip(other.as_ref());
            let is_same = both.is_none_or(|(one, other)| is_same(one, other));
            is_same.then(|| one.clone().or_else(|| other.clone()))
        };
        (self.service == other.service).then_some(())?;
        Some(Self {
            id: self.id.clone(),
            service: self.service.clone(),
            vpc: either(&self.vpc, &other.vpc, String::eq)?,
            owner: either(&self.owner, &other.owner, String::eq)?,
            text: either(&self.text, &other.text, is_same_json)?,
        })
    }
}
