//! Answers for an organization: where policies do not tell accounts apart, one of them stands for
//! all.
//!
//! The accounts are divided by what binds them and by what the policies, the requests and the
//! guarantees tell apart ([`vestibule_analysis::accounts_alike`]). Each answer is asked for the
//! case of the first account of each group ([`Case::of_account`]), and is then said of all of
//! them: what holds for the sign-ins of one holds for those of the others, with the one id in
//! the place of the other.

pub(crate) mod diff;
pub(crate) mod lockout;
pub(crate) mod map;
pub(crate) mod prove;

use std::collections::HashMap;

use vestibule_analysis::accounts_alike;
use vestibule_syntax::limits::ACCOUNT_GROUPS;
use vestibule_syntax::message;
use vestibule_wire::{
    AllOf, AnyCase, ByAccount, Case, CaseFile, Finding, Guarantee, OrganizationNode, Pattern,
    Patterns, PrincipalSet, Severity, TextSet, Where,
};

use crate::accounts::is_account_id;
use crate::question;

/// Any account, in a pattern: as many characters as the id of one.
pub(crate) const ANY_ACCOUNT: &str = "????????????";

/// The accounts of an organization that are in use, in groups.
pub(crate) struct Groups<'c> {
    case: &'c Case,
    pub(crate) groups: Vec<Group>,
    /// The ids of the accounts that are not in use.
    pub(crate) not_in_use: Vec<String>,
    asked: Asked,
    /// The partition that all accounts are in.
    pub(crate) partition: Option<String>,
    /// The accounts that IAM Identity Center is not used in, as the case file says.
    pub(crate) without_identity_center: Vec<String>,
}

/// Accounts that come to the same in every answer, but for their ids.
pub(crate) struct Group {
    /// The number of the one that stands for all.
    number: usize,
    /// Which accounts.
    pub(crate) accounts: Alike,
    /// For each guarantee whether it is about these accounts.
    pub(crate) is_asked: Vec<bool>,
}

impl<'c> Groups<'c> {
    /// The groups of the accounts of a case, which `told` tells apart, too; `None` of a case
    /// without an organization.
    ///
    /// # Errors
    /// When there are too many.
    pub(crate) fn of(case: &'c Case, told: &[Guarantee]) -> Result<Option<Self>, Box<Finding>> {
        Self::told_apart(case, told, &[])
    }

    /// As [`Groups::of`], where `further` has texts that tell accounts apart, too.
    pub(crate) fn told_apart(
        case: &'c Case,
        told: &[Guarantee],
        further: &[&str],
    ) -> Result<Option<Self>, Box<Finding>> {
        let Some(organization) = case.organization() else {
            return Ok(None);
        };
        let members = organization.tree().members();
        let id = |member: usize| members.get(member).map_or("", |member| &*member.id);
        let mut texts = texts(case.file(), told);
        texts.extend(further);
        let asked = Asked::of(case.file(), told);
        let mut groups: Vec<Group> = Vec::new();
        for classes in organization.bound_alike() {
            let classes = classes.iter();
            let classes: Vec<_> = classes
                .filter_map(|number| organization.classes().get(*number))
                .collect();
            let Some(first) = classes.first() else {
                continue;
            };
            let in_use = classes
                .iter()
                .flat_map(|class| class.members.iter().copied());
            let in_use = in_use.filter(|of| !organization.is_inactive(*of));
            let mut in_use: Vec<usize> = in_use.collect();
            if in_use.is_empty() {
                continue;
            }
            in_use.sort_unstable();
            let ids: Vec<&str> = in_use.iter().map(|member| id(*member)).collect();
            // Its own policies may be attached to its principals.
            let own = match first.members.as_slice() {
                [own] => Some(id(*own)),
                _ => None,
            };
            let alike = accounts_alike(&organization.authorizer(first), own, &ids, &texts);
            for alike in alike {
                let mut parts: Vec<Group> = Vec::new();
                let mut known: HashMap<Vec<bool>, usize> = HashMap::new();
                for place in alike {
                    let (Some(number), Some(id)) = (in_use.get(place), ids.get(place)) else {
                        continue;
                    };
                    let is_asked = asked.of_account(id);
                    let at = *known.entry(is_asked.clone()).or_insert(parts.len());
                    match parts.get_mut(at) {
                        Some(part) => part.accounts.0.push((*id).to_owned()),
                        None => parts.push(Group {
                            number: *number,
                            accounts: Alike(vec![(*id).to_owned()]),
                            is_asked,
                        }),
                    }
                }
                groups.append(&mut parts);
            }
            if groups.len() > ACCOUNT_GROUPS {
                return Err(too_many());
            }
        }
        if groups.is_empty() {
            return Err(nobody());
        }
        vestibule_syntax::sort::by_key(&mut groups, |group| group.number);
        let account = case.file().account.as_ref();
        let without = account.filter(|_| case.file().is_without_identity_center());
        Ok(Some(Self {
            case,
            groups,
            not_in_use: not_in_use(organization),
            asked,
            partition: question::partition_of(case, told),
            without_identity_center: without
                .and_then(|account| account.id.clone())
                .into_iter()
                .collect(),
        }))
    }

    /// The accounts that are not in use, of those that the guarantee of a number is about.
    pub(crate) fn left_out(&self, guarantee: usize) -> Vec<String> {
        let is_asked = |id: &&String| self.asked.of_account(id).get(guarantee) == Some(&true);
        self.not_in_use.iter().filter(is_asked).cloned().collect()
    }

    /// The case of the account that stands for a group.
    pub(crate) fn case_of(&self, group: &Group) -> Result<Case, Box<Finding>> {
        let case = self.case.of_account(group.number);
        case.ok_or_else(crate::unanswered::no_account)
    }
}

/// The ids of accounts, in the order of the tree; the first stands for all.
pub(crate) struct Alike(pub(crate) Vec<String>);

impl Alike {
    /// Makes a region of the sign-ins to the first account one of the sign-ins to all of them.
    pub(crate) fn widen(&self, place: &mut Where) {
        let exact = |id: &String| Pattern::Exact(id.clone());
        place.account = Some(TextSet::Patterns(Patterns {
            within: Some(self.0.iter().map(exact).collect()),
            without: Vec::new(),
        }));
        if let Some(principal) = &mut place.principal {
            self.widen_principals(principal);
        }
    }

    /// Makes a set of principals of the first account one of the principals of all of them.
    pub(crate) fn widen_principals(&self, set: &mut PrincipalSet) {
        let [own, _, ..] = self.0.as_slice() else {
            return;
        };
        in_place_of(set, own, ANY_ACCOUNT);
    }
}

/// Puts another account in the place of one that stands for it.
pub(crate) fn in_place_of(set: &mut PrincipalSet, own: &str, other: &str) {
    let within = set.within.iter_mut().flatten();
    for pattern in within.chain(&mut set.without) {
        replace(pattern, own, other);
    }
}

/// Puts another account, or any, in the place of one. No policy has the id of an account that stands for
/// others but to say that it is attached to principals of its own account, so that it can only
/// be that of the account signed in to.
fn replace(pattern: &mut Pattern, own: &str, other: &str) {
    match pattern {
        Pattern::Exact(text) | Pattern::AnyCase(AnyCase { any_case: text }) => {
            *text = text.replace(own, other);
        }
        Pattern::All(AllOf { all }) => all.iter_mut().for_each(|of| replace(of, own, other)),
    }
}

/// The ARNs, and patterns of ARNs, that tell accounts apart beside the policies.
pub(crate) fn texts<'t>(file: &'t CaseFile, told: &'t [Guarantee]) -> Vec<&'t str> {
    let of_requests = file.requests.iter().map(|request| &request.principal);
    let of_guarantees = told.iter().flat_map(|told| told.principals.patterns().0);
    // Of this account alone something is said.
    let of_account = file
        .account
        .as_ref()
        .and_then(|account| account.id.as_ref());
    let texts = of_requests.chain(of_guarantees).chain(of_account);
    texts.map(String::as_str).collect()
}

/// Which accounts guarantees are about.
struct Asked {
    /// For each account that is named, or below a node that is, the guarantees with it.
    of_account: HashMap<String, Vec<usize>>,
    /// For each guarantee whether it is about all accounts.
    is_of_all: Vec<bool>,
}

impl Asked {
    fn of(file: &CaseFile, told: &[Guarantee]) -> Self {
        let mut asked = Self {
            of_account: HashMap::new(),
            is_of_all: told.iter().map(|told| told.accounts.is_none()).collect(),
        };
        let mut of_node: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, told) in told.iter().enumerate() {
            for id in told.accounts.iter().flatten() {
                if is_account_id(id) {
                    asked.of_account.entry(id.clone()).or_default().push(number);
                } else {
                    of_node.entry(id).or_default().push(number);
                }
            }
        }
        if let Some(organization) = &file.organization
            && !of_node.is_empty()
        {
            asked.walk(&organization.tree, &of_node, &mut Vec::new());
        }
        asked
    }

    /// Adds the guarantees of a node to all accounts below it; `above` has those of the nodes
    /// above. The tree has as few levels as is checked when it is read.
    fn walk(
        &mut self,
        node: &OrganizationNode,
        of_node: &HashMap<&str, Vec<usize>>,
        above: &mut Vec<usize>,
    ) {
        let before = above.len();
        above.extend(of_node.get(&*node.id).into_iter().flatten());
        if !above.is_empty() {
            for id in &node.accounts {
                let of_account = self.of_account.entry(id.clone()).or_default();
                of_account.extend(&*above);
            }
        }
        for child in &node.children {
            self.walk(child, of_node, above);
        }
        above.truncate(before);
    }

    fn of_account(&self, id: &str) -> Vec<bool> {
        let mut is_asked = self.is_of_all.clone();
        for number in self.of_account.get(id).into_iter().flatten() {
            if let Some(is) = is_asked.get_mut(*number) {
                *is = true;
            }
        }
        is_asked
    }
}

fn not_in_use(organization: &ByAccount) -> Vec<String> {
    let members = organization.tree().members().iter().enumerate();
    let inactive = members.filter(|(number, _)| organization.is_inactive(*number));
    inactive.map(|(_, member)| member.id.clone()).collect()
}

fn nobody() -> Box<Finding> {
    let message = message!("no account of the organization is in use");
    let help = message!("correct `state` of the accounts, or add accounts to the tree");
    Box::new(Finding::new("missing-account", Severity::Error, message).help(help))
}

pub(crate) fn too_many() -> Box<Finding> {
    let message = message!(
        "policies, requests and guarantees tell more than {limit} groups of accounts apart",
        limit = ACCOUNT_GROUPS
    );
    let help = message!("ask about fewer accounts, in a case file with a part of the tree");
    Box::new(Finding::new("analysis-too-large", Severity::Error, message).help(help))
}

/// Adds what is not there yet.
pub(crate) fn add_new<T: PartialEq>(all: &mut Vec<T>, new: impl IntoIterator<Item = T>) {
    for one in new {
        if !all.contains(&one) {
            all.push(one);
        }
    }
}

#[cfg(test)]
mod tests;
