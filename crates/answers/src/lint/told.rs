//! What a case file with an organization tells of the exempt principals of its accounts.

use std::collections::HashMap;

use vestibule_syntax::sort;
use vestibule_wire::{Case, KnownPrincipal, Perimeter};

use super::is_of;
use crate::accounts::is_account_id;
use crate::organization::in_place_of;
use crate::summary::exempt::Exempt;

/// The principals that a case file tells of, by account.
pub(super) struct Told<'c> {
    entries: &'c [KnownPrincipal],
    of_account: HashMap<&'c str, Vec<usize>>,
    /// The numbers of those that may be of several accounts.
    of_others: Vec<usize>,
    perimeter: Option<&'c Perimeter>,
}

/// Accounts of whose exempt principals the same is told.
pub(super) struct Part<'c> {
    pub(super) accounts: Vec<String>,
    /// The exempt principals of the first of them.
    pub(super) exempt: Vec<Exempt>,
    /// What is told of them, each with the number of its entry.
    pub(super) principals: Vec<(usize, &'c KnownPrincipal)>,
}

impl<'c> Told<'c> {
    pub(super) fn of(case: &'c Case) -> Self {
        let file = case.file();
        let mut told = Self {
            entries: &file.principals,
            of_account: HashMap::new(),
            of_others: Vec::new(),
            perimeter: file.perimeter.as_ref(),
        };
        for (number, known) in told.entries.iter().enumerate() {
            let account = known.principal.split(':').nth(4);
            match account.filter(|account| is_account_id(account)) {
                Some(account) => told.of_account.entry(account).or_default().push(number),
                None => told.of_others.push(number),
            }
        }
        told
    }

    /// Accounts that come to the same in parts, where the exempt principals are those of the
    /// first.
    pub(super) fn parts(&self, exempt: &[Exempt], accounts: &[String]) -> Vec<Part<'c>> {
        let [own, ..] = accounts else {
            return Vec::new();
        };
        if exempt.is_empty() {
            return Vec::new();
        }
        let mut parts: Vec<(Vec<usize>, Vec<String>)> = Vec::new();
        let mut known: HashMap<Vec<Vec<usize>>, usize> = HashMap::new();
        for account in accounts {
            let arns = exempt.iter().map(|one| one.arn.replace(&**own, account));
            let told = arns.map(|arn| self.about(&arn, account));
            let told: Vec<Vec<usize>> = told.collect();
            let entries: Vec<usize> = told.concat();
            let at = *known.entry(told).or_insert(parts.len());
            match parts.get_mut(at) {
                Some((_, accounts)) => accounts.push(account.clone()),
                None => parts.push((entries, vec![account.clone()])),
            }
        }
        let part = |(mut entries, accounts): (Vec<usize>, Vec<String>)| {
            let first = accounts.first().map_or("", String::as_str);
            sort::by(&mut entries, Ord::cmp);
            entries.dedup();
            let entries = entries.into_iter();
            let principals = entries.filter_map(|at| Some((at, self.entries.get(at)?)));
            Part {
                exempt: exempt
                    .iter()
                    .map(|one| in_account(one, own, first))
                    .collect(),
                principals: principals.collect(),
                accounts,
            }
        };
        parts.into_iter().map(part).collect()
    }

    /// The numbers of the entries about a principal of an account, and one more than there are
    /// where the perimeter exempts it.
    fn about(&self, arn: &str, account: &str) -> Vec<usize> {
        let of_account = self.of_account.get(account).into_iter().flatten();
        let entries = of_account.chain(&self.of_others).copied();
        let is_about = |at: &usize| {
            let entry = self.entries.get(*at);
            entry.is_some_and(|known| is_of(&known.principal, arn))
        };
        let exempting = self.perimeter.iter().flat_map(|told| &told.exempt);
        let mut exempting = exempting.filter(|pattern| is_of(pattern, arn));
        let of_perimeter = exempting.next().map(|_| self.entries.len());
        entries.filter(is_about).chain(of_perimeter).collect()
    }
}

/// The principal of another account that comes to the same.
fn in_account(exempt: &Exempt, own: &str, account: &str) -> Exempt {
    let mut principals = exempt.principals.clone();
    in_place_of(&mut principals, own, account);
    Exempt {
        principals,
        arn: exempt.arn.replace(own, account),
    }
}
