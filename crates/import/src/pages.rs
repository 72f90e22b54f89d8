//! Lists that come in several pages, of which one may be missing.

use std::collections::{BTreeMap, BTreeSet};

use crate::fact::{Fact, Type};
use crate::file::Read;
use crate::iam::account_of;

/// What pages tell that go on in another one. A list is whole that has all of this: the last page
/// of a list has not.
pub(crate) struct Pages {
    policies: BTreeMap<Type, BTreeSet<String>>,
    /// Users and roles by account.
    principals: BTreeMap<String, BTreeSet<String>>,
}

impl Pages {
    pub(crate) fn of(read: &[Read]) -> Self {
        let mut pages = Self {
            policies: BTreeMap::new(),
            principals: BTreeMap::new(),
        };
        for file in read {
            for fact in &file.facts {
                match fact {
                    Fact::Listed {
                        of_type,
                        policies,
                        is_all: false,
                        ..
                    } => {
                        let known = pages.policies.entry(*of_type).or_default();
                        known.extend(policies.iter().cloned());
                    }
                    Fact::Details {
                        account,
                        has_users: false,
                        has_roles: false,
                        ..
                    }
                    | Fact::Details {
                        account,
                        is_cut: true,
                        ..
                    } => {
                        let known = pages.principals.entry(account.clone()).or_default();
                        known.extend(principals(file, account).map(ToOwned::to_owned));
                    }
                    _ => {}
                }
            }
        }
        pages
    }

    /// Whether a list of policies of a type has all that pages tell of.
    pub(crate) fn are_in(&self, of_type: Type, policies: &[String]) -> bool {
        let pages = self.policies.get(&of_type);
        pages.is_none_or(|pages| pages.iter().all(|id| policies.contains(id)))
    }

    /// The description of an account as it is to be taken beside pages that have others.
    pub(crate) fn of_whole(&self, fact: &Fact, file: &Read) -> Option<Fact> {
        let Fact::Details { account, .. } = fact else {
            return None;
        };
        let pages = self.principals.get(account)?;
        let own: BTreeSet<&str> = principals(file, account).collect();
        (!pages.iter().all(|arn| own.contains(&**arn))).then(|| Fact::Details {
            account: account.clone(),
            has_users: false,
            has_roles: false,
            is_cut: true,
        })
    }
}

/// The users and roles of an account that a file tells of.
fn principals<'r>(file: &'r Read, account: &'r str) -> impl Iterator<Item = &'r str> {
    file.facts.iter().filter_map(move |fact| match fact {
        Fact::Principal(principal) => {
            let is_of = account_of(&principal.arn).is_some_and(|of| of == account);
            is_of.then_some(&*principal.arn)
        }
        _ => None,
    })
}
