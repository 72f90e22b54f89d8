//! Findings that are known and do not count.

use vestibule_iam::message;
use vestibule_iam::problem::{Message, code, quoted};
use vestibule_iam::wildcard::Pattern;

use super::placed::Placed;
use super::rule_names::RuleNames;
use crate::contract::configuration::FileSuppression;
use crate::contract::finding::{Finding, Severity};
use crate::contract::suppression::{StatementName, SuppressedBy, Suppression, SuppressionPlace};
use crate::input::validate::is_day;

/// A suppression and what became of it.
#[derive(Clone, Debug)]
pub struct Suppressing {
    suppression: Suppression,
    place: SuppressionPlace,
    /// Whether it is over.
    is_expired: bool,
    /// Whether something is wrong with it by itself.
    is_mistaken: bool,
    is_used: bool,
}

impl Suppressing {
    /// A suppression that stands in `place`; it is over when its last day is before `today`.
    pub fn new(
        suppression: Suppression,
        place: SuppressionPlace,
        names: &RuleNames,
        today: Option<&str>,
    ) -> Self {
        let is_mistaken = !mistakes(&suppression, Some(names)).is_empty();
        Self {
            is_mistaken,
            ..Self::unchecked(suppression, place, today)
        }
    }

    /// As [`Suppressing::new`], where it is not looked at whether a rule is called so.
    pub fn unchecked(
        suppression: Suppression,
        place: SuppressionPlace,
        today: Option<&str>,
    ) -> Self {
        let is_mistaken = suppression.reason.trim().is_empty()
            || suppression
                .expires
                .as_deref()
                .is_some_and(|day| !is_day(day));
        let expires = suppression.expires.as_deref();
        let is_expired = expires.zip(today).is_some_and(|(last, today)| last < today);
        Self {
            suppression,
            place,
            is_expired,
            is_mistaken,
            is_used: false,
        }
    }

    /// Marks the findings that it is about.
    pub fn apply<'p>(&mut self, found: impl Iterator<Item = &'p mut Placed>) {
        let Suppression {
            reason, expires, ..
        } = &self.suppression;
        for placed in found.filter(|placed| is_about(&self.suppression, placed)) {
            self.is_used = true;
            if self.is_expired || self.is_mistaken || placed.finding.suppressed.is_some() {
                continue;
            }
            placed.finding.suppressed = Some(SuppressedBy {
                place: self.place,
                reason: reason.clone(),
                expires: expires.clone(),
            });
        }
    }

    /// Whether a finding does not count because of it.
    pub fn covers(&self, placed: &Placed) -> bool {
        !self.is_expired && !self.is_mistaken && is_about(&self.suppression, placed)
    }

    /// What is wrong with it after all findings were looked at, if something is. What has not
    /// been looked at may have findings that it is about.
    pub fn finding(&self, is_whole: bool) -> Option<Finding> {
        let rule = || code(&self.suppression.rule);
        let (name, message, help): (_, Message, Message) = if self.is_expired {
            let day = self.suppression.expires.as_deref().unwrap_or_default();
            (
                "expired-suppression",
                message!(
                    "this suppression of {rule} ended on {day}",
                    rule = rule(),
                    day = code(day)
                ),
                message!("put right what it is about, or decide anew until when that may stay"),
            )
        } else if !self.is_used && is_whole {
            (
                "unused-suppression",
                message!(
                    "nothing is found that this suppression of {rule} is about",
                    rule = rule()
                ),
                message!("take it out"),
            )
        } else {
            return None;
        };
        Some(Finding::new(name, Severity::Warning, message).help(help))
    }
}

impl FileSuppression {
    /// Whether the file with that path, from the folder of the configuration on, is meant.
    pub fn is_about(&self, path: &str) -> bool {
        let file = self.file.strip_prefix("./").unwrap_or(&self.file);
        Pattern::new(file).matches(path)
    }
}

/// What is wrong with a suppression by itself, with the member that is wrong; without `names` it is
/// not looked at whether a rule is called so.
pub(crate) fn mistakes(
    suppression: &Suppression,
    names: Option<&RuleNames>,
) -> Vec<(&'static str, Finding)> {
    let mut found = Vec::new();
    if let Some(Err(finding)) = names.map(|names| names.find(&suppression.rule)) {
        found.push(("rule", *finding));
    }
    if suppression.reason.trim().is_empty() {
        let message = message!("a suppression has no reason");
        let help = message!("say why the findings do not count");
        found.push((
            "reason",
            Finding::new("missing-field", Severity::Error, message).help(help),
        ));
    }
    let expires = suppression.expires.as_deref();
    if let Some(day) = expires.filter(|day| !is_day(day)) {
        let message = message!("{text} is not a day", text = quoted(day));
        let help = message!("write the last day on which it is to hold, such as `2027-06-30`");
        found.push((
            "expires",
            Finding::new("invalid-day", Severity::Error, message).help(help),
        ));
    }
    found
}

fn is_about(suppression: &Suppression, placed: &Placed) -> bool {
    let Placed {
        finding, statement, ..
    } = placed;
    let Suppression {
        rule,
        policy,
        statement: told,
        ..
    } = suppression;
    let is_statement = |told: &StatementName| {
        statement.as_ref().is_some_and(|statement| match told {
            StatementName::Number(number) => usize::try_from(*number) == Ok(statement.number),
            StatementName::Sid(sid) => statement.sid.as_ref() == Some(sid),
        })
    };
    !placed.must_be_told
        && finding.is_called(rule)
        && policy
            .as_ref()
            .is_none_or(|policy| finding.policy.as_ref() == Some(policy))
        && told.as_ref().is_none_or(is_statement)
}
