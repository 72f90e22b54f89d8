//! An organization, read and compiled: each sign-in is decided by what binds its account.
//!
//! Every policy is compiled once, and accounts of one class share an authorizer.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use vestibule_iam::document::Document;
use vestibule_signin::{
    AccountClass, AccountClasses, AttachedPolicy, Authorizer, Binding, OrganizationTree, Request,
    SharedPolicies,
};

use vestibule_syntax::limits::ORGANIZATION_BOUND;

use super::compiled::Compiled;
use crate::contract::case_file::CaseFile;
use crate::contract::organization;
use crate::input::ids::is_account_id;
use crate::input::loader::Loader;
use crate::input::permission_statements;
use crate::input::place::Place;
use crate::input::policies::{self, ReadPolicies};
use crate::input::report::{Refused, Report};
use crate::input::source_document::Holder;
use crate::input::validate;

/// The accounts of an organization, ready to decide.
#[derive(Debug)]
pub struct ByAccount {
    tree: OrganizationTree,
    /// The numbers of the accounts that are not in use.
    inactive: HashSet<usize>,
    classes: AccountClasses,
    /// The class of each account.
    class_of: Vec<usize>,
    /// The numbers of the classes that are bound alike.
    bound_alike: Vec<Vec<usize>>,
    shared: SharedPolicies,
    /// The authorizers of the classes that were asked for.
    authorizers: HashMap<usize, Arc<Authorizer>>,
    /// The policies of the accounts that were asked for.
    compiled: HashMap<usize, Compiled>,
    /// For a policy that several accounts have each for itself: its number for each of them.
    own: HashMap<(usize, usize), usize>,
    /// How much more is kept of what binds the accounts that are asked for.
    left: usize,
}

/// Reads and compiles the policies of all accounts. What is wrong is in the findings of the
/// first, which holds all documents and decides nothing.
pub(super) fn compiled(
    file: &CaseFile,
    told: &organization::OrganizationTree,
    loader: &dyn Loader,
    case_file: Option<&Document>,
) -> (Compiled, ByAccount) {
    let mut report = Report::new(case_file);
    let account = file.account.as_ref();
    if let Some(account) = account {
        validate::account(account, &mut report);
    }
    let account = account.and_then(|account| account.id.as_deref());
    let tree = validate::organization(told, file, &mut report);
    let switched = validate::switched(&file.assumptions, &mut report);
    let made =
        permission_statements::made(&file.policies, account, switched, case_file, &mut report);
    let points = made.as_ref().map(|made| made.points).unwrap_or_default();
    let mut read = policies::read(
        &file.policies,
        Some(told),
        account,
        made.as_ref(),
        case_file,
        loader,
    );
    let mut findings = report.into_findings();
    findings.append(&mut read.findings);
    let (bindings, own) = merged(&read, &tree);
    let classes = tree.classes(&bindings);
    let mut class_of = vec![0; tree.members().len()];
    for (number, class) in classes.classes.iter().enumerate() {
        for member in &class.members {
            if let Some(of) = class_of.get_mut(*member) {
                *of = number;
            }
        }
    }
    let bound_alike = classes.bound_alike(&alike(&read, &bindings));
    let all: Vec<usize> = (0..read.attached.len()).collect();
    let shared = SharedPolicies::compile(read.attached, switched).resting_on(points);
    let base = shared.authorizer(vestibule_signin::Account::default(), &all, true);
    let by_account = ByAccount {
        inactive: validate::inactive(told, &tree),
        tree,
        classes,
        class_of,
        bound_alike,
        shared,
        authorizers: HashMap::new(),
        compiled: HashMap::new(),
        own,
        left: ORGANIZATION_BOUND,
    };
    let base = Compiled::of_parts(Arc::new(base), read.holders, read.documents, findings);
    (base, by_account)
}

/// What each policy binds, with policies that several accounts have alike as one: that of the
/// first of them. And for each of those and an account, which of its own that is.
fn merged(
    read: &ReadPolicies,
    tree: &OrganizationTree,
) -> (Vec<Binding>, HashMap<(usize, usize), usize>) {
    type Alike<'a> = (
        vestibule_signin::Layer,
        &'a str,
        Option<&'a str>,
        &'a str,
        usize,
    );
    let mut bindings = read.bindings.clone();
    let mut own = HashMap::new();
    let mut first: HashMap<Alike<'_>, usize> = HashMap::new();
    // How many policies an account has that look alike, each of which stays one of its own.
    let mut count: HashMap<(usize, Alike<'_>), usize> = HashMap::new();
    for (number, binding) in read.bindings.iter().enumerate() {
        let (Some(policy), Some(holder)) = (read.attached.get(number), read.holders.get(number))
        else {
            continue;
        };
        let Some(document) = read.documents.get(holder.document) else {
            continue;
        };
        let Binding::Accounts(ids) = binding else {
            continue;
        };
        let [id] = ids.as_slice() else { continue };
        let Some(account) = tree.find(id).filter(|_| !policy.layer.is_of_organization()) else {
            continue;
        };
        let attached_to = policy.attached_to.as_deref();
        // Attached to principals of one account, it means another thing in each account.
        if attached_to.and_then(account_of).is_some_and(is_account_id) {
            continue;
        }
        let text = &*document.document.text;
        let alike = (policy.layer, &*policy.name, attached_to, text, 0);
        let nth = count.entry((account, alike)).or_default();
        let alike = (policy.layer, &*policy.name, attached_to, text, *nth);
        *nth += 1;
        let known = first.get(&alike).copied();
        let same = |other: &usize| {
            let other: Option<&AttachedPolicy> = read.attached.get(*other);
            other.is_some_and(|other| other.policy == policy.policy)
        };
        let Some(known) = known.filter(same) else {
            first.entry(alike).or_insert(number);
            continue;
        };
        own.insert((account, known), number);
        if let Some(Binding::Accounts(ids)) = bindings.get_mut(known) {
            ids.push(id.clone());
        }
        if let Some(Binding::Accounts(ids)) = bindings.get_mut(number) {
            ids.clear();
        }
    }
    (bindings, own)
}

/// For each policy the number of the first one that says the same of the same sign-ins, whatever
/// unit it is attached to; for one of an account alone that is of its own principals, with its id
/// as the account in their ARNs.
fn alike(read: &ReadPolicies, bindings: &[Binding]) -> Vec<usize> {
    let mut known: HashMap<_, Vec<usize>> = HashMap::new();
    let mut alike = Vec::with_capacity(read.attached.len());
    for (number, policy) in read.attached.iter().enumerate() {
        let holder = read.holders.get(number);
        let document = holder.and_then(|holder| read.documents.get(holder.document));
        let own = match bindings.get(number) {
            Some(Binding::Accounts(ids)) if ids.len() == 1 => ids.first(),
            _ => None,
        };
        let without_own = |text: &str| match own {
            Some(own) => without_account(text, own),
            None => (false, text.to_owned()),
        };
        let attached_to = match bindings.get(number) {
            Some(Binding::Below(_)) => None,
            _ => policy.attached_to.as_deref().map(without_own),
        };
        let text = document.map(|document| &*document.document.text);
        let key = (policy.layer, without_own(&policy.name), attached_to, text);
        let first = known.entry(key).or_default();
        let same = |other: &&usize| {
            let other: Option<&AttachedPolicy> = read.attached.get(**other);
            other.is_some_and(|other| other.policy == policy.policy)
        };
        alike.push(first.iter().find(same).copied().unwrap_or(number));
        if alike.last() == Some(&number) {
            first.push(number);
        }
    }
    alike
}

/// The account in an ARN, or what stands in its place.
fn account_of(arn: &str) -> Option<&str> {
    arn.split(':').nth(4)
}

/// Whether an ARN is one of `account`, and what of it does not say so.
fn without_account(arn: &str, account: &str) -> (bool, String) {
    let mut parts: Vec<&str> = arn.splitn(6, ':').collect();
    let is_own = account_of(arn) == Some(account);
    if is_own {
        parts.remove(4);
    }
    (is_own, parts.join(":"))
}

impl ByAccount {
    /// The number of the account of a request, ready to decide by [`ByAccount::of`].
    pub(super) fn account_of(
        &mut self,
        request: &Request,
        base: &Compiled,
        place: &Place<'_>,
        report: &mut Report<'_>,
    ) -> Result<usize, Refused> {
        let account = validate::account_of(request, &self.tree, &self.inactive, place, report)?;
        if self.compiled.contains_key(&account) {
            return Ok(account);
        }
        match self.compile(account, base) {
            Some(compiled) => {
                self.compiled.insert(account, compiled);
                Ok(account)
            }
            None => Err(validate::too_much(ORGANIZATION_BOUND, place, report)),
        }
    }

    /// The policies that bind an account, by its number.
    pub(super) fn of(&self, account: usize) -> Option<&Compiled> {
        self.compiled.get(&account)
    }

    /// The tree with the accounts.
    pub fn tree(&self) -> &OrganizationTree {
        &self.tree
    }

    /// The accounts in classes that the same policies bind under the same switches.
    pub fn classes(&self) -> &[AccountClass] {
        &self.classes.classes
    }

    /// The numbers of the classes in [`ByAccount::classes`], those together that policies bind
    /// which say the same, whatever units they are attached to. Policies of accounts themselves
    /// may be attached to principals of the account that has them.
    pub fn bound_alike(&self) -> &[Vec<usize>] {
        &self.bound_alike
    }

    /// The authorizer of a class, which decides for each of its accounts.
    pub fn authorizer(&self, class: &AccountClass) -> Authorizer {
        let account = class.account.clone();
        let policies = self.classes.policies(class);
        self.shared
            .authorizer(account, &policies, class.identity_given)
    }

    /// True for the number of an account that is not in use.
    pub fn is_inactive(&self, account: usize) -> bool {
        self.inactive.contains(&account)
    }

    /// The policies that bind an account, by its number, ready to decide for it alone. Nothing of
    /// them is kept.
    pub(super) fn alone(&self, account: usize, base: &Compiled) -> Option<Compiled> {
        let class = self.classes.classes.get(*self.class_of.get(account)?)?;
        let member = self.tree.members().get(account)?;
        let authorizer = self.authorizer(class).for_account(&member.id);
        Some(base.with(Arc::new(authorizer), self.holders(account, class, base)))
    }

    /// The policies of a class, as the account of a number has them.
    fn holders(&self, account: usize, class: &AccountClass, base: &Compiled) -> Vec<Holder> {
        let policies = self.classes.policies(class).into_iter();
        let holder = |policy: usize| {
            let own = self.own.get(&(account, policy)).unwrap_or(&policy);
            base.holders().get(*own).cloned()
        };
        policies.filter_map(holder).collect()
    }

    fn compile(&mut self, account: usize, base: &Compiled) -> Option<Compiled> {
        let number = *self.class_of.get(account)?;
        let class = self.classes.classes.get(number)?;
        // The names of policies are kept for each account, all else for each class.
        let count = self.classes.count(class);
        let size = match self.authorizers.contains_key(&number) {
            true => count,
            false => count.saturating_add(self.shared.size(count)),
        };
        self.left = self.left.checked_sub(size)?;
        let authorizer = match self.authorizers.get(&number) {
            Some(known) => Arc::clone(known),
            None => {
                let new = Arc::new(self.authorizer(class));
                self.authorizers.insert(number, Arc::clone(&new));
                new
            }
        };
        let holders = self.holders(account, class, base);
        Some(base.with(authorizer, holders))
    }
}
