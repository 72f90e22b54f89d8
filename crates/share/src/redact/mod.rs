//! A case without what is secret in it, that decides as it did.
//!
//! [`redact`] renames account, organization, VPC and endpoint ids, addresses and
//! ranges, the names of users, roles, policies, statements and sign-ins, and the
//! values of tags and other context keys. Renaming is consistent: what was equal
//! stays equal, an address stays in the ranges that held it, a pattern goes on
//! matching what it matched.
//!
//! - A new name has the length of the old one, digits for digits and letters for
//!   letters, so that ids stay ids and `?` still counts. It follows from the order
//!   of appearance and from nothing else: no key leads back.
//! - Addresses keep which leading bits they share with each other, and whether they
//!   are public, private or of a range for documentation.
//! - Words that AWS coined (`user`, `us`, `amazonaws`), actions, operators, dates,
//!   numbers and Regions stay.
//! - What a rename would decide differently stays too, and is told in
//!   [`Redaction::kept`].
//!
//! A text that is not sound JSON is renamed as well, all of it;
//! [`Redaction::unsound`] names such documents for a second look.

mod address;
mod apply;
mod atoms;
mod codes;
mod matches;
mod proof;
mod texts;
mod tokens;
mod visit;
mod vocabulary;

#[cfg(test)]
mod tests;

use vestibule_wire::CaseFile;

pub use proof::{Proof, prove};

/// A case without what is secret in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Redaction {
    /// The case.
    pub case: CaseFile,
    /// What was renamed, in the order of its appearance.
    pub renamed: Vec<Renamed>,
    /// What was not, because renaming it would change a decision.
    pub kept: Vec<String>,
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
    /// As it was.
    pub from: String,
    /// As it is.
    pub to: String,
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
    let plan = apply::Plan::of(case);
    let (chosen, redacted) = plan.choose(case);
    Redaction {
        renamed: plan.renamed(&chosen),
        kept: plan.kept(&chosen),
        unsound: visit::unsound(case),
        proof: prove(case, &redacted),
        case: redacted,
    }
}
