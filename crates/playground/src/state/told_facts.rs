//! What a person tells of whether somebody can sign in at all: members of `principals` and of the
//! account of the case file, kept as they stand there.

use std::rc::Rc;

use serde_json::{Map, Value};
use vestibule_answers::is_of_pattern;
use vestibule_wire::{Outcome, StandingVerdict};

use super::unknown_members;
use super::workspace::{Holder, UnknownMember, Workspace};
use super::{State, Step};
use crate::analysis::answer::{Line, StandingTold};

/// A fact about a principal or its account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountFact {
    LoginProfile,
    PasswordExpires,
    MustChangePassword,
    MayChangePassword,
    AccessKeys,
    Assigned,
    MfaRequired,
    MfaLost,
    Deleted,
    RootCredentials,
    HardExpiry,
}

impl AccountFact {
    /// The member of the case file.
    pub const fn member(self) -> &'static str {
        match self {
            Self::LoginProfile => "loginProfile",
            Self::PasswordExpires => "passwordExpires",
            Self::MustChangePassword => "mustChangePassword",
            Self::MayChangePassword => "mayChangePassword",
            Self::AccessKeys => "accessKeys",
            Self::Assigned => "assigned",
            Self::MfaRequired => "mfaRequired",
            Self::MfaLost => "mfaLost",
            Self::Deleted => "deleted",
            Self::RootCredentials => "rootCredentials",
            Self::HardExpiry => "hardExpiry",
        }
    }

    const fn is_of_account(self) -> bool {
        matches!(self, Self::RootCredentials | Self::HardExpiry)
    }

    /// Those that are told in `workspace` of the principal with that ARN. Of an organization, none
    /// of its accounts is told.
    pub fn told_in(workspace: &Workspace, arn: &str) -> Vec<Self> {
        let facts = Self::of(arn).iter().copied();
        let is_of_many = workspace.organization.is_some();
        facts
            .filter(|fact| !(is_of_many && fact.is_of_account()))
            .collect()
    }

    /// Those that bear on the principal with that ARN.
    pub fn of(arn: &str) -> &'static [Self] {
        if arn.ends_with(":root") {
            &[Self::RootCredentials]
        } else if arn.contains(":user/") {
            &[
                Self::LoginProfile,
                Self::PasswordExpires,
                Self::HardExpiry,
                Self::MustChangePassword,
                Self::MayChangePassword,
                Self::AccessKeys,
                Self::MfaRequired,
                Self::MfaLost,
                Self::Deleted,
            ]
        } else if arn.contains(":role/aws-reserved/sso.amazonaws.com/") {
            &[
                Self::Assigned,
                Self::MfaRequired,
                Self::MfaLost,
                Self::Deleted,
            ]
        } else {
            &[Self::MfaRequired, Self::MfaLost, Self::Deleted]
        }
    }
}

impl Workspace {
    /// What is told: `true`, `false`, or a day as `2027-06-30`; `None` where nothing is.
    pub fn account_fact(&self, arn: &str, fact: AccountFact) -> Option<Value> {
        let member = fact.member();
        if fact.is_of_account() {
            return read(self.known_member(Some("account"), member)?);
        }
        let all: Value = read(self.known_member(None, "principals")?)?;
        let mut own = all.as_array()?.iter().filter(|one| is_about(one, arn));
        own.find_map(|one| one.get(member).filter(|told| !told.is_null()))
            .cloned()
    }

    /// A member of the account that the page keeps as it is.
    pub(super) fn kept_of_account<T: serde::de::DeserializeOwned>(
        &self,
        member: &str,
    ) -> Option<T> {
        read(self.known_member(Some("account"), member)?)
    }

    fn known_member(&self, within: Option<&str>, member: &str) -> Option<&UnknownMember> {
        let mut all = self.unknown_members.iter();
        all.find(|one| {
            let is_within = match (within, &one.path[..]) {
                (None, []) => true,
                (Some(within), [path]) => &**path == within,
                _ => false,
            };
            one.holder == Holder::File && is_within && &*one.member == member
        })
    }

    /// Tells a fact, or takes it back without a value. What stands in `principals` beside it
    /// stays; what cannot be read there is left alone.
    fn tell_account_fact(&mut self, arn: &str, fact: AccountFact, value: Option<Value>) {
        let member = fact.member();
        if fact.is_of_account() {
            self.put_known(Some("account"), member, value.as_ref());
            return;
        }
        let kept = self.known_member(None, "principals");
        let all = match kept.map(read::<Value>) {
            None => Some(Vec::new()),
            Some(Some(Value::Array(all))) => Some(all),
            Some(_) => None,
        };
        let Some(mut all) = all else { return };
        let own = all
            .iter()
            .position(|one| one.get("principal").and_then(Value::as_str) == Some(arn));
        // The first entry that tells a fact counts, and a pattern may tell another one.
        let mut own = match own {
            Some(place) => all.remove(place),
            None => Value::Object(Map::from_iter([("principal".to_owned(), arn.into())])),
        };
        if let Value::Object(members) = &mut own {
            match value {
                Some(value) => {
                    members.insert(member.to_owned(), value);
                }
                None => {
                    members.shift_remove(member);
                }
            }
            if members.len() > 1 {
                all.insert(0, own);
            }
        }
        let all = (!all.is_empty()).then_some(Value::Array(all));
        self.put_known(None, "principals", all.as_ref());
    }

    fn put_known(
        &mut self,
        within: Option<&'static str>,
        member: &'static str,
        value: Option<&Value>,
    ) {
        let known = self.known_member(within, member).cloned();
        let place =
            known.and_then(|known| self.unknown_members.iter().position(|one| *one == known));
        match (place, value) {
            (Some(place), Some(value)) => {
                if let Some(one) = self.unknown_members.get_mut(place) {
                    one.json = value.to_string().into();
                }
            }
            (Some(place), None) => {
                self.unknown_members.remove(place);
            }
            (None, Some(value)) => {
                let json = value.to_string();
                self.unknown_members
                    .push(unknown_members::known(within, member, json));
            }
            (None, None) => {}
        }
    }
}

fn is_about(one: &Value, arn: &str) -> bool {
    let pattern = one.get("principal").and_then(Value::as_str);
    pattern.is_some_and(|pattern| is_of_pattern(pattern, arn))
}

fn read<T: serde::de::DeserializeOwned>(member: &UnknownMember) -> Option<T> {
    serde_json::from_str(&member.json).ok()
}

impl State {
    /// Tells a fact of a principal, as one step.
    pub(super) fn tell_account_fact(&mut self, arn: &str, fact: AccountFact, value: Option<Value>) {
        self.change(|workspace| {
            workspace.tell_account_fact(arn, fact, value);
            Step::Own
        });
    }

    /// What is known of whether somebody can sign in at all, beside that outcome of the policies;
    /// of the last answer.
    pub fn account_said(
        &self,
        principal: &str,
        outcome: Option<Outcome>,
    ) -> Option<(StandingVerdict, Line)> {
        let answer = self.known().answer?;
        said(&answer.accounts, principal, outcome)
    }

    /// What is known of whether the principals of all rows can sign in at all, of the last answer;
    /// empty where nobody told anything.
    pub fn accounts_said(&self) -> Rc<[StandingTold]> {
        let answer = self.known().answer;
        answer.map_or_else(|| Rc::from([]), |answer| Rc::clone(&answer.accounts))
    }
}

/// What is told of a principal, beside that outcome of the policies.
pub fn said(
    told: &[StandingTold],
    principal: &str,
    outcome: Option<Outcome>,
) -> Option<(StandingVerdict, Line)> {
    let outcome = outcome?;
    let told = told
        .iter()
        .find(|told| told.principal == principal.trim())?;
    let (_, line) = told.said.iter().find(|(of, _)| *of == outcome)?;
    Some((told.verdict, line.clone()))
}
