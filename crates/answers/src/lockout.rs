//! Who does not get in at all.

use vestibule_analysis as analysis;
use vestibule_wire::{
    Case, Decision, Finding, Lockout, LockoutVerdict, Outcome, PrincipalAccess, WayIn,
};

use crate::organization::{self, Groups};
use crate::question::Question;
use crate::{map, place, question, reasons, unanswered, witness, words};

/// For everybody of the account of a case, or of each account of its organization, whether a
/// sign-in to the console passes from one of its networks, or from anywhere where it names none.
///
/// # Errors
/// As [`crate::access_map`].
pub fn lockout(case: &Case) -> Result<Lockout, Box<Finding>> {
    if let Some(groups) = Groups::of(case, &[])? {
        return organization::lockout::of_groups(&groups, !case.file().networks.is_empty());
    }
    of_question(case, &question::of_case(case)?)
}

pub(crate) fn of_question(case: &Case, question: &Question<'_>) -> Result<Lockout, Box<Finding>> {
    let compiled = case.compiled();
    let found = analysis::lockout(&question.authorizer, &question.options);
    let found = found.map_err(unanswered::finding)?;
    let access = |of: &analysis::Access| {
        let verdict = match of.way_in {
            analysis::WayIn::Passes => WayIn::Passes,
            analysis::WayIn::LockedOut => WayIn::LockedOut,
            analysis::WayIn::Unknown => WayIn::Unknown,
        };
        let witness = witness::request(&of.witness);
        let decision = compiled.decide(&witness).ok();
        debug_assert!(decision.is_some(), "a witness is sound: {witness:?}");
        // A witness of what is undecided may come to anything by itself.
        let is_told = |decision: &Decision| match verdict {
            WayIn::Passes => false,
            WayIn::LockedOut => decision.outcome == Outcome::Denied,
            WayIn::Unknown => decision.outcome == Outcome::Unknown,
        };
        let reasons = decision.filter(is_told);
        let reasons = reasons.map(|decision| reasons::of(&decision, None));
        let reasons = reasons.unwrap_or_default();
        PrincipalAccess {
            accounts: Vec::new(),
            principal: place::principals(&of.principals),
            verdict,
            through: of.through.clone(),
            witness,
            denied_at: of.denied_at.map(Into::into),
            decided_by: reasons.decided_by,
            depends_on: reasons.depends_on,
        }
    };
    let principals: Vec<PrincipalAccess> = found.principals.iter().map(access).collect();
    let verdict = match found.verdict {
        analysis::WayIn::Passes => LockoutVerdict::None,
        analysis::WayIn::LockedOut => LockoutVerdict::Lockout,
        analysis::WayIn::Unknown => LockoutVerdict::Unknown,
    };
    let summary = words::summary(verdict, &principals, !case.file().networks.is_empty());
    Ok(Lockout {
        verdict,
        principals,
        undecided: found
            .undecided
            .iter()
            .map(|undecided| map::statement(compiled, undecided))
            .collect(),
        identity_center: case.file().identity_center(),
        without_identity_center: Vec::new(),
        not_in_use: Vec::new(),
        summary: summary.plain(),
    })
}
