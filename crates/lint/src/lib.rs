//! What is wrong with policies that AWS stores: a rule a file, with what it looks for, why that
//! is bad, where that is documented, and policies in which it finds something and does not.
//!
//! A rule looks at one policy ([`Policies`](Check::Policy)), or is one of the codes that the
//! reader of policies finds ([`Check::Reader`]), or speaks about a whole case file and asks the
//! analysis of it ([`Check::CaseFile`]; those live above the analysis and are registered there).

pub mod blank;
pub mod case_file;
mod doc;
mod fix;
mod fixes;
pub mod placeholder;
pub mod reader;
mod redundant;
mod rule;
mod rules;
mod view;

use std::collections::BTreeSet;

use vestibule_iam::policy::Statement;
use vestibule_iam::span::Span;
use vestibule_signin::Action;

pub use doc::{Doc, Sample, Source};
pub use fixes::{FIXES, Fixes, fixes};
pub use rule::{Check, Found, Rule};
pub use rules::{DOCS, RULES, beside_statements};
pub use view::{Covered, View};

/// True when the statement covers an action of a sign-in.
pub fn covers_sign_in(statement: &Statement) -> bool {
    let mut actions = Action::ALL.into_iter();
    actions.any(|action| view::covers(statement.action.as_ref(), action.name()))
}

/// True when the statement covers the action of that name, one of a sign-in or another.
pub fn covers(statement: &Statement, action: &str) -> bool {
    view::covers(statement.action.as_ref(), action)
}

/// What the rules for one policy find, in the order of the places.
pub fn check(view: &View<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    // What a policy with such a defect says is open, and with it all that follows from it, but
    // for what is to be replaced anyway.
    let is_open = !view.policy.defects.is_empty();
    for rule in RULES {
        if let Check::Policy(check) = rule.check
            && (!is_open || OF_TEXTS.contains(&rule.code))
        {
            check(view, &mut found);
        }
    }
    say_once(&mut found);
    Found::sort(&mut found);
    found
}

/// The rules that look at texts alone, whatever they mean where they stand.
const OF_TEXTS: [&str; 2] = ["example-value", "placeholder"];

/// Leaves out what a more precise finding at the same place explains.
fn say_once(found: &mut Vec<Found>) {
    let mut said: BTreeSet<(&str, Span)> = BTreeSet::new();
    for one in found.iter() {
        let places = std::iter::once(one.span).chain(one.related);
        said.extend(places.map(|place| (one.code.code, place)));
    }
    found.retain(|one| {
        let mut more_precise = EXPLAINS.iter();
        !more_precise.any(|(code, explained)| {
            *explained == one.code.code && said.contains(&(*code, one.span))
        })
    });
}

/// Codes of which the first, at the same place, says all that the second says.
const EXPLAINS: &[(&str, &str)] = &[
    ("endpoint-denies-authentication", "key-never-there"),
    ("private-source-ip", "ipv4-only"),
    ("wildcard-in-id", "operator-not-listed"),
    ("separate-network-statements", "denies-vpc-endpoints"),
    ("separate-network-statements", "denies-internet"),
    ("key-never-there", "if-exists-denies"),
    ("missing-set-prefix", "operator-of-wrong-type"),
    ("operator-of-wrong-type", "key-never-there"),
];
