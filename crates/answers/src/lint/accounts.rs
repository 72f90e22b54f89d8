//! Rules about all sign-ins, of an organization with all of its accounts.
//!
//! They are asked of one account of each group of accounts that come to the same. What is wrong
//! is told where it is so in any account; that something is not needed, where it is so in all
//! accounts that it binds. What the case file tells of principals tells accounts apart only in
//! the rules that look at it, which need no further analysis.

use std::collections::HashMap;

use vestibule_syntax::diagnostic::{Message, code, codes};
use vestibule_syntax::limits::CHECKED_GROUPS;
use vestibule_syntax::{message, sort};
use vestibule_wire::{AccessMap, Case, DecidedBy, Finding, Layer, Lockout, Severity, Unneeded};

use super::locked::Locked;
use super::told::Told;
use super::{Answers, Whole, of_sign_ins, rules};
use crate::organization::{ANY_ACCOUNT, Group, Groups};
use crate::question::{self, Question};
use crate::summary::About;
use crate::summary::exempt::exempt;
use crate::{lockout, map, unneeded};

/// The rules that say of something that it is not needed.
const NOT_NEEDED: [&str; 3] = [
    "exemption-without-restriction",
    "unneeded-condition",
    "unneeded-statement",
];

/// The rules that ask what is known of the exempt principals.
const OF_PRINCIPALS: [&str; 3] = [
    "exempt-without-sign-in",
    "exemption-expired",
    "exemption-undocumented",
];

/// So many accounts are named in a message.
const NAMED: usize = 3;

/// What the rules find in the accounts that are in use. Each finding has the accounts that it is
/// about.
pub(super) fn lint(case: &Case, today: Option<&str>) -> Vec<Finding> {
    let groups = match Groups::of(case, &[]) {
        Ok(Some(groups)) => groups,
        Ok(None) => return Vec::new(),
        Err(why) => return vec![rules::not_analysed(*why)],
    };
    // Of very many groups those with the most accounts are asked.
    let mut order: Vec<(usize, &Group)> = groups.groups.iter().enumerate().collect();
    sort::by(&mut order, |(at, one), (other_at, other)| {
        let more = other.accounts.0.len().cmp(&one.accounts.0.len());
        more.then(at.cmp(other_at))
    });
    let asking = Asking {
        whole: Whole::of(case),
        groups: &groups,
        told: Told::of(case),
        today,
    };
    let mut each: Vec<(usize, OfGroup)> = Vec::with_capacity(order.len());
    for (rank, (at, group)) in order.into_iter().enumerate() {
        each.push((at, asking.of_group(group, rank < CHECKED_GROUPS)));
    }
    sort::by_key(&mut each, |(at, _)| *at);
    let each: Vec<OfGroup> = each.into_iter().map(|(_, of)| of).collect();
    let mut merged = Merged::default();
    for (accounts, finding) in each.iter().flat_map(|of| &of.findings) {
        if is_of_all(finding, &each) {
            merged.add(finding, accounts);
        }
    }
    let all = groups.groups.iter().map(|of| of.accounts.0.len()).sum();
    merged.told(case, all)
}

/// What is asked of each group.
struct Asking<'c> {
    whole: Whole<'c>,
    groups: &'c Groups<'c>,
    told: Told<'c>,
    today: Option<&'c str>,
}

/// What the rules find in a group of accounts.
struct OfGroup {
    findings: Vec<(Vec<String>, Finding)>,
    /// The statements that bind the accounts and cover an action of a sign-in.
    statements: Vec<DecidedBy>,
}

/// The answers about the account that stands for a group.
struct Known {
    map: AccessMap,
    lockout: Lockout,
    unneeded: Result<Unneeded, Box<Finding>>,
}

impl Known {
    fn of(case: &Case, question: &Question<'_>) -> Result<Self, Box<Finding>> {
        Ok(Self {
            map: map::of_question(case, question)?,
            lockout: lockout::of_question(case, question)?,
            unneeded: unneeded::of_question(case, question),
        })
    }
}

impl Asking<'_> {
    /// Asks a group, or says that it is not asked.
    fn of_group(&self, group: &Group, is_asked: bool) -> OfGroup {
        let mut of = OfGroup {
            findings: Vec::new(),
            statements: Vec::new(),
        };
        let all = &group.accounts.0;
        let case = match self.groups.case_of(group) {
            Ok(case) => case,
            Err(why) => {
                of.findings.push((all.clone(), rules::not_analysed(*why)));
                return of;
            }
        };
        let compiled = case.compiled();
        // None restricts a sign-in.
        if compiled.authorizer().policies().next().is_none() {
            return of;
        }
        of.statements = of_sign_ins(compiled);
        if compiled.authorizer().account().is_management() {
            let is_bound = |by: &DecidedBy| {
                !matches!(by.layer, Layer::ResourceControl | Layer::ServiceControl)
            };
            of.statements.retain(is_bound);
        }
        let partition = self.groups.partition.as_deref();
        let known = match is_asked {
            true => question::in_partition(&case, partition)
                .and_then(|question| Known::of(&case, &question)),
            false => Err(too_many(self.groups.groups.len())),
        };
        match known {
            Ok(known) => of.findings = self.found(&case, &known, all),
            Err(why) => of.findings.push((all.clone(), rules::not_analysed(*why))),
        }
        of
    }

    /// What the rules find in accounts, by the answers about the first of them.
    fn found(&self, case: &Case, known: &Known, all: &[String]) -> Vec<(Vec<String>, Finding)> {
        let about = About::new(case, &known.map, &known.lockout);
        let exempt = exempt(&about);
        let mut answers = Answers {
            whole: &self.whole,
            partition: self.groups.partition.as_deref(),
            locked: Locked::of(about.lockout, &exempt),
            of_sign_ins: of_sign_ins(case.compiled()),
            exempt,
            principals: Vec::new(),
            about,
            unneeded: known.unneeded.as_ref().ok(),
            today: self.today,
        };
        let mut found = answers.found(|rule| !OF_PRINCIPALS.contains(&rule.code));
        if let Err(why) = &known.unneeded {
            found.push(rules::not_analysed((**why).clone()));
        }
        let found = found.into_iter();
        let mut found: Vec<(Vec<String>, Finding)> = found
            .map(|finding| (all.to_vec(), widened(finding, all)))
            .collect();
        for part in self.told.parts(&answers.exempt, all) {
            answers.exempt = part.exempt;
            answers.principals = part.principals;
            let of_part = answers.found(|rule| OF_PRINCIPALS.contains(&rule.code));
            let of_part = of_part.into_iter();
            found.extend(of_part.map(|finding| {
                let finding = widened(finding, &part.accounts);
                (part.accounts.clone(), finding)
            }));
        }
        found
    }
}

/// A finding of the first of some accounts, about all of them.
fn widened(mut finding: Finding, accounts: &[String]) -> Finding {
    // No policy names an account that stands for others.
    if let [own, _, ..] = accounts {
        let any = |code: &str| code.replace(&**own, ANY_ACCOUNT);
        finding.message = finding.message.with_codes(&any);
        finding.help = finding.help.map(|help| help.with_codes(&any));
    }
    finding
}

/// Whether a finding is to be told: that something is not needed, only where the same is found in
/// each group of accounts that it binds.
fn is_of_all(finding: &Finding, each: &[OfGroup]) -> bool {
    if !NOT_NEEDED.contains(&&*finding.code) {
        return true;
    }
    let is_bound = |of: &&OfGroup| {
        let mut statements = of.statements.iter();
        statements.any(|by| by.path == finding.path && holds(by, finding))
    };
    let is_found = |of: &OfGroup| {
        let mut findings = of.findings.iter();
        findings.any(|(_, other)| place(other) == place(finding))
    };
    each.iter().filter(is_bound).all(is_found)
}

/// The rule of a finding, and where it is.
fn place(finding: &Finding) -> (&str, Option<&str>, Option<(u32, u32)>) {
    let span = finding.span.map(|span| (span.start, span.end));
    (&finding.code, finding.path.as_deref(), span)
}

/// Whether a finding lies in a statement.
fn holds(by: &DecidedBy, finding: &Finding) -> bool {
    match (by.span, finding.span) {
        (Some(statement), Some(span)) => statement.start <= span.start && span.end <= statement.end,
        // A place that is not known may be any.
        _ => true,
    }
}

/// Findings, those that say the same of the same place as one.
#[derive(Default)]
struct Merged {
    findings: Vec<(Finding, Vec<String>)>,
    /// The numbers of the findings of a rule at a place.
    known: HashMap<String, Vec<usize>>,
}

impl Merged {
    fn add(&mut self, finding: &Finding, accounts: &[String]) {
        let known = self.known.entry(format!("{:?}", place(finding)));
        let known = known.or_default();
        let same = known.iter().find(|at| {
            let other = self.findings.get(**at);
            other.is_some_and(|(other, _)| other == finding)
        });
        match same.and_then(|at| self.findings.get_mut(*at)) {
            Some((_, all)) => all.extend_from_slice(accounts),
            None => {
                known.push(self.findings.len());
                self.findings.push((finding.clone(), accounts.to_vec()));
            }
        }
    }

    /// The findings, each with its accounts in the order of the tree, of `all` accounts.
    fn told(self, case: &Case, all: usize) -> Vec<Finding> {
        let members = case.organization().map(|organization| organization.tree());
        let members = members
            .into_iter()
            .flat_map(|tree| tree.members())
            .enumerate();
        let number: HashMap<&str, usize> = members.map(|(at, of)| (&*of.id, at)).collect();
        let told = self
            .findings
            .into_iter()
            .map(|(mut finding, mut accounts)| {
                sort::by_key(&mut accounts, |id| number.get(&**id).copied());
                accounts.dedup();
                finding.message = said(finding.message, &accounts, all);
                finding.accounts = accounts;
                finding
            });
        told.collect()
    }
}

/// A message, with the accounts in which it holds.
pub(super) fn said(said: Message, accounts: &[String], all: usize) -> Message {
    match accounts {
        [] => said,
        [account] => message!(
            "in account {account}: {said}",
            account = code(account),
            said = said
        ),
        _ if accounts.len() == all => {
            message!("in all {count} accounts: {said}", count = all, said = said)
        }
        _ if accounts.len() <= NAMED => message!(
            "in accounts {accounts}: {said}",
            accounts = codes(accounts.iter().map(String::as_str)),
            said = said
        ),
        [first, ..] => message!(
            "in {count} accounts, such as {account}: {said}",
            count = accounts.len(),
            account = code(first),
            said = said
        ),
    }
}

fn too_many(count: usize) -> Box<Finding> {
    let message = message!(
        "rules about all sign-ins are asked of {most} groups of accounts, and there are {count}",
        most = CHECKED_GROUPS,
        count = count
    );
    let help = message!("check a case file of each part of the organization");
    Box::new(Finding::new("analysis-too-large", Severity::Warning, message).help(help))
}
