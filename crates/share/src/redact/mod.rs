//! A case without what is secret in it, that decides as it did.
//!
//! [`redact`] renames account, organization, unit, VPC and endpoint ids, addresses and
//! ranges, the names of accounts, units, users, roles, policies, statements and sign-ins,
//! and the values of tags and other context keys. Renaming is consistent: what was equal
//! stays equal, an address stays in the ranges that held it, a pattern goes on
//! matching what it matched.
//!
//! - A new name follows from the order of appearance and from what it is the name of:
//!   a word, an account, an id. It says nothing of the length, the case and the digits
//!   of the old one, so that nobody who guesses that one can tell. A name outside of
//!   ASCII stays one of its script, for AWS has none and so refuses all. Where a
//!   pattern counts characters, lengths stay, and are told in [`Redaction::shaped`].
//! - Addresses keep which leading bits they share with each other, and whether they
//!   are public, private or of a range for documentation.
//! - Words that AWS defines (`user`, `us`, `amazonaws`), actions, operators, keys, dates,
//!   numbers and Regions stay; [`Redaction::stays`] lists them.
//! - What a rename would decide differently stays too, and is told in
//!   [`Redaction::kept`].
//!
//! A text that is not sound JSON is renamed as well, all of it;
//! [`Redaction::unsound`] names such documents for a second look.

mod address;
mod atoms;
mod codes;
mod document;
mod found;
mod matches;
mod plan;
mod proof;
mod report;
mod scripts;
mod texts;
mod tokens;
mod visit;
mod vocabulary;
mod words;

#[cfg(test)]
mod organization_tests;
#[cfg(test)]
mod tests;

use vestibule_wire::{CaseFile, with_policy_written};

pub use proof::{Proof, prove};

/// A case without what is secret in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Redaction {
    /// The case.
    pub case: CaseFile,
    /// What was renamed, in the order of its appearance.
    pub renamed: Vec<Renamed>,
    /// What was not renamed, because a decision would change.
    pub kept: Vec<String>,
    /// Renamed texts that have the length, the case and the digits of before, because a
    /// pattern counts them.
    pub shaped: Vec<String>,
    /// What is never renamed and is in the case, by what it is.
    pub stays: Vec<(Stays, String)>,
    /// Documents that are not sound JSON, by their place in the case file
    /// (`policies.resourceBased`): worth a look before they are shared.
    pub unsound: Vec<String>,
    /// What became of the decisions.
    pub proof: Proof,
}

/// One rename.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// What it is.
    pub kind: Kind,
    /// The text before.
    pub from: String,
    /// The text after.
    pub to: String,
}

/// What is not renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stays {
    /// An action.
    Action,
    /// A condition key, or what stands before a tag's name.
    Key,
    /// A Region that a sign-in asks for.
    Region,
    /// A date, a number, yes or no, or a text that AWS defines.
    Value,
    /// An address for documentation, or one that means the same everywhere.
    Address,
    /// The name of a member that policies do not have.
    Member,
    /// A word that AWS defines, in a name.
    Word,
}

impl Stays {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Action,
        Self::Key,
        Self::Region,
        Self::Value,
        Self::Address,
        Self::Member,
        Self::Word,
    ];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Action => "action",
            Self::Key => "key",
            Self::Region => "region",
            Self::Value => "value",
            Self::Address => "address",
            Self::Member => "member",
            Self::Word => "word",
        }
    }
}

/// What is renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The id of an account.
    Account,
    /// An address or a range.
    Address,
    /// A part of a name or of another id.
    Word,
    /// The name of a policy.
    Policy,
    /// The name of a sign-in.
    Request,
    /// The name of a statement.
    Sid,
}

/// `case` without what is secret in it.
pub fn redact(case: &CaseFile) -> Redaction {
    // Ids and ARNs of permission statements are found in the policy that they make.
    let mut case = case.clone();
    with_policy_written(&mut case);
    let case = &case;
    let plan = plan::Plan::of(case);
    let (chosen, redacted) = plan.choose(case);
    Redaction {
        renamed: plan.renamed(&chosen),
        kept: plan.kept(&chosen),
        shaped: plan.shaped(&chosen),
        stays: plan.stays(),
        unsound: visit::unsound(case),
        proof: prove(case, &redacted),
        case: redacted,
    }
}
