//! Policies that several accounts have alike, which are told of once.

use std::collections::{HashMap, HashSet};

use vestibule_wire::{Case, Finding};

use super::accounts::said;

/// Leaves one of the findings in policies of accounts that have the same text, with the accounts
/// as its `accounts`. Those with a fix stay, which is one for each text.
pub(super) fn once(case: &Case, findings: &mut Vec<Finding>) {
    let mut texts = Texts::default();
    let mut known: HashMap<(usize, String), usize> = HashMap::new();
    let mut accounts: HashMap<usize, Vec<String>> = HashMap::new();
    let mut dropped: HashSet<usize> = HashSet::new();
    for (number, finding) in findings.iter().enumerate() {
        let Some((path, account)) = place(case, finding) else {
            continue;
        };
        let Some(text) = texts.number(case, path) else {
            continue;
        };
        let alike = Finding {
            path: None,
            ..finding.clone()
        };
        let first = *known.entry((text, format!("{alike:?}"))).or_insert(number);
        let all = accounts.entry(first).or_default();
        // Those of an account stand together.
        if all.last().is_none_or(|id| id != account) {
            all.push(account.to_owned());
        }
        if first != number {
            dropped.insert(number);
        }
    }
    let mut number = 0;
    findings.retain_mut(|finding| {
        let all = accounts.remove(&number).filter(|all| all.len() > 1);
        let is_kept = !dropped.contains(&number);
        number += 1;
        if let Some(all) = all {
            finding.message = said(finding.message.clone(), &all, usize::MAX);
            finding.accounts = all;
        }
        is_kept
    });
}

/// The place of the policy that a finding is in, and the account that has it.
fn place<'c>(case: &'c Case, finding: &'c Finding) -> Option<(&'c str, &'c str)> {
    let path = finding.path.as_deref().filter(|_| finding.fix.is_none())?;
    finding.policy.as_ref()?;
    let (index, _) = path
        .strip_prefix("organization.accounts[")?
        .split_once(']')?;
    let accounts = &case.file().organization.as_ref()?.accounts;
    let account = accounts.get(index.parse::<usize>().ok()?)?;
    Some((path, &account.id))
}

/// The texts of policies, numbered, each once.
#[derive(Default)]
struct Texts {
    of_path: HashMap<String, usize>,
    of_text: HashMap<String, usize>,
}

impl Texts {
    /// The number of the text of the policy at a place of the case file.
    fn number(&mut self, case: &Case, path: &str) -> Option<usize> {
        if let Some(number) = self.of_path.get(path) {
            return Some(*number);
        }
        let text = case.compiled().document(path)?.json();
        let next = self.of_text.len();
        let number = *self.of_text.entry(text).or_insert(next);
        self.of_path.insert(path.to_owned(), number);
        Some(number)
    }
}
