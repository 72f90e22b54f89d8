//! What fixes do to decisions.

use vestibule_syntax::limits::FIX_ACCOUNTS;
use vestibule_wire::{Case, Comparison, Finding, Outcome, SignInChange};

use super::subject::Subject;
use crate::{Comparing, diff, named_accounts, question};

/// Accounts of documentation: one that the policies do not name stands for all of those.
const SOME_ACCOUNTS: [&str; 3] = ["111122223333", "444455556666", "123456789012"];

/// What fixes do to decisions.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Nothing: every sign-in is decided as before.
    Same,
    /// Sign-ins that could not be decided may be decided now, and no other changes as far as
    /// that can be told: what changes, by account.
    Settles(Vec<Comparison>),
    /// Sign-ins are decided otherwise: what changes, by account.
    Changes(Vec<Comparison>),
    /// That cannot be said, and why.
    NotKnown(Box<Finding>),
    /// There were no policies to decide sign-ins by.
    NothingBefore,
}

impl Effect {
    /// Whether each sign-in that was decided is decided as before.
    pub fn keeps_decisions(&self) -> bool {
        match self {
            Self::Same | Self::Settles(_) | Self::NothingBefore => true,
            Self::Changes(_) | Self::NotKnown(_) => false,
        }
    }

    /// Whether of some sign-ins that were decided it is not decided whether they change.
    pub fn leaves_open(&self) -> bool {
        self.comparisons().iter().any(leaves_open)
    }

    /// The comparisons that show it.
    pub fn comparisons(&self) -> &[Comparison] {
        match self {
            Self::Settles(found) | Self::Changes(found) => found,
            Self::Same | Self::NotKnown(_) | Self::NothingBefore => &[],
        }
    }
}

/// What a comparison for some accounts says.
#[derive(Debug)]
pub struct Compared {
    /// What it finds.
    pub effect: Effect,
    /// The accounts that policies name and that were not compared, since they are too many.
    pub left_out: Vec<String>,
    /// The account that stands for all that no policy names, where nobody told one.
    pub other: Option<String>,
}

impl Compared {
    /// An effect on all accounts.
    pub(super) fn of(effect: Effect) -> Self {
        Self {
            effect,
            left_out: Vec::new(),
            other: None,
        }
    }
}

/// What becomes of decisions between two texts.
pub(super) fn between(before: &Subject<'_>, after: &Subject<'_>) -> Compared {
    if before.says_the_same(after) {
        return Compared::of(Effect::Same);
    }
    // What was guessed of a text with mistakes is not what is compared.
    let kind = after.kind();
    let (before, after) = (before.cases(kind), after.cases(kind));
    if before.is_empty() || after.is_empty() {
        return Compared::of(Effect::NothingBefore);
    }
    let before = before.iter().map(|case| &**case);
    compared(before.zip(after.iter().map(|case| &**case)))
}

/// What becomes of decisions when the policies of a case change.
pub fn effect(before: &Case, after: &Case) -> Compared {
    compared(std::iter::once((before, after)))
}

fn compared<'c>(cases: impl Iterator<Item = (&'c Case, &'c Case)>) -> Compared {
    let mut comparisons = Vec::new();
    let mut left_out = Vec::new();
    let mut stands_for_others = None;
    for (before, after) in cases {
        let Accounts {
            compared,
            too_many,
            other,
        } = accounts(before, after);
        // Cases of the same policy name the same accounts.
        left_out = too_many;
        stands_for_others = other;
        let is_of_many = [before, after]
            .iter()
            .any(|case| case.organization().is_some());
        let compared = match is_of_many {
            // It is compared for all accounts of the organization.
            true => {
                (left_out, stands_for_others) = (Vec::new(), None);
                vec![None]
            }
            false => compared.into_iter().map(Some).collect(),
        };
        for account in compared {
            let comparing = Comparing {
                account: account.as_deref(),
                phases: true,
                ..Comparing::default()
            };
            match diff(before, after, comparing) {
                Ok(found) if is_same(&found) => {}
                Ok(found) => comparisons.push(found),
                Err(why) => return Compared::of(Effect::NotKnown(why)),
            }
        }
    }
    let effect = if comparisons.is_empty() {
        Effect::Same
    } else if comparisons.iter().all(only_settles) {
        Effect::Settles(comparisons)
    } else {
        Effect::Changes(comparisons)
    };
    Compared {
        effect,
        left_out,
        other: stands_for_others,
    }
}

/// Accounts to compare for.
struct Accounts {
    compared: Vec<String>,
    /// Those that are named and would be too many.
    too_many: Vec<String>,
    /// That of `compared` which stands for all that are not named.
    other: Option<String>,
}

/// The accounts to compare for: the one that is told, or those that the policies name and one
/// that they do not.
fn accounts(before: &Case, after: &Case) -> Accounts {
    let mut told: Vec<String> = Vec::new();
    for account in [before, after].into_iter().filter_map(question::account) {
        if !told.contains(&account) {
            told.push(account);
        }
    }
    if !told.is_empty() {
        return Accounts {
            compared: told,
            too_many: Vec::new(),
            other: None,
        };
    }
    let mut named: Vec<String> = Vec::new();
    for account in [before, after].into_iter().flat_map(named_accounts) {
        if !named.contains(&account) {
            named.push(account);
        }
    }
    let mut others = SOME_ACCOUNTS.iter();
    let other = others.find(|account| !named.iter().any(|known| known == *account));
    let other = other.map(|account| (*account).to_owned());
    let too_many = named.split_off(named.len().min(FIX_ACCOUNTS));
    named.extend(other.clone());
    Accounts {
        compared: named,
        too_many,
        other,
    }
}

/// All changes at single actions, of which those through all three are made.
fn changes(found: &Comparison) -> impl Iterator<Item = &SignInChange> {
    let phases = found.phases.iter().flatten();
    phases.flat_map(|phase| phase.changes.iter().chain(&phase.not_known))
}

fn is_same(found: &Comparison) -> bool {
    let has_others = !found.only_before.is_empty() || !found.only_after.is_empty();
    !has_others && changes(found).next().is_none()
}

/// Whether of some sign-ins that were decided before it is not decided whether they still are
/// as before.
fn leaves_open(found: &Comparison) -> bool {
    let phases = found.phases.iter().flatten();
    let mut not_known = phases.flat_map(|phase| &phase.not_known);
    not_known.any(|change| change.from != Outcome::Unknown)
}

/// Whether what changes was not decided before.
fn only_settles(found: &Comparison) -> bool {
    changes(found).all(|change| change.from == Outcome::Unknown || change.from == change.to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::ToFix;
    use vestibule_wire::Kind;

    fn between_texts_of(kind: Kind, before: &str, after: &str) -> Effect {
        let [before, after] =
            [before, after].map(|text| Subject::read(ToFix::Policy(text, Some(kind))));
        between(&before, &after).effect
    }

    fn between_texts(before: &str, after: &str) -> Effect {
        between_texts_of(Kind::ResourceControl, before, after)
    }

    fn policy(effect: &str, account: &str) -> String {
        format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"{effect}":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{{"ArnNotLike":{{"aws:PrincipalArn":"arn:aws:iam::{account}:role/Admin","signin:PrincipalArn":"arn:aws:iam::{account}:role/Admin"}}}}}}]}}"#
        )
    }

    #[test]
    fn what_was_not_decided_may_be_settled_and_nothing_else_may_change() {
        let right = policy("Effect", "777788889999");
        assert_eq!(
            between_texts(&right, &right.replace("\":", "\" :")),
            Effect::Same
        );
        let settled = between_texts(&policy("effect", "777788889999"), &right);
        assert!(matches!(settled, Effect::Settles(_)), "{settled:?}");
        // Nobody else notices which account's role it is.
        let other = policy("Effect", "777788889998");
        let changed = between_texts(&right, &other);
        assert!(matches!(changed, Effect::Changes(_)), "{changed:?}");
        // Without a policy that allows, every sign-in would be denied whatever a Deny says.
        let deny = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"signin:*","Resource":"*","Condition":{"StringEquals":{"aws:RequestedRegion":"us-east-1"}}}]}"#;
        let other = deny.replace("us-east-1", "eu-west-1");
        for kind in [Kind::ServiceControl, Kind::Identity] {
            let changed = between_texts_of(kind, deny, &other);
            assert!(matches!(changed, Effect::Changes(_)), "{changed:?}");
        }
        let unsettled = between_texts(&right, &policy("effect", "777788889999"));
        assert!(matches!(unsettled, Effect::Changes(_)), "{unsettled:?}");
    }
}
