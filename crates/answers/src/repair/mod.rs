//! Changes to policies by which a sign-in is decided otherwise.
//!
//! [`opening`] and [`closing`] propose changes out of a closed set, as edits of the text.
//! Each is tried: the files are edited and read again, and the sign-in is decided by them
//! as any other. Only what has the wanted effect is told, with all else that it changes.

mod applying;
mod candidate;
mod closing;
mod exempting;
mod giving;
mod merge;
mod opening;
mod ranked;

use vestibule_analysis as analysis;
use vestibule_signin as signin;
use vestibule_syntax::diagnostic::quoted;
use vestibule_syntax::limits::{REPAIR_TRIALS, REPAIRED_SIGN_INS};
use vestibule_syntax::message;
use vestibule_syntax::nearest::nearest;
use vestibule_wire::{
    Action, Case, Decision, EditedFile, Finding, GuaranteeVerdict, GuaranteedOutcome,
    GuaranteedPrincipals, Outcome, Repair, Repairs, Request, Severity,
};

use self::candidate::{Asked, Candidate};
pub use self::giving::{Giving, Needed, StandIn, opens_the_internet, values_of};
use crate::question::{self, Question};
use crate::{prove, reasons, unanswered, witness};

/// For which sign-ins repairs are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepairFor<'a> {
    /// A sign-in of each principal that is locked out.
    LockedOut,
    /// A request of the case by its name, which is to come to what it expects, or to the
    /// other of allowed and denied.
    Request(&'a str),
    /// A sign-in for which a guarantee does not hold.
    Guarantee(&'a str),
}

/// Repairs for some sign-ins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Repaired {
    /// The repairs by sign-in.
    pub sign_ins: Vec<Repairs>,
    /// For each repair of each sign-in the files that it edits.
    pub files: Vec<Vec<Vec<EditedFile>>>,
    /// For each repair of each sign-in the examples that it writes. One with any is not to be
    /// written: it needs values that nobody gave.
    pub stand_ins: Vec<Vec<Vec<StandIn>>>,
    /// How many further sign-ins there are.
    pub left_out: usize,
}

/// A sign-in that is to be decided otherwise.
struct Target {
    request: Request,
    wanted: Outcome,
    at: Option<signin::Action>,
    guarantee: Option<String>,
    /// True where the analysis made the sign-in up.
    is_made_up: bool,
    /// Patterns of the principals for whom it is asked.
    principals: Vec<String>,
}

/// Changes to the policies of a case by which some sign-ins are decided otherwise.
///
/// # Errors
/// As [`crate::access_map`], and when the case has no such request or guarantee.
pub fn repairs(case: &Case, of: RepairFor<'_>) -> Result<Repaired, Box<Finding>> {
    repairs_with(case, of, &Giving::default())
}

/// As [`repairs`], with what is known of values beside the case.
///
/// # Errors
/// As [`repairs`].
pub fn repairs_with(
    case: &Case,
    of: RepairFor<'_>,
    giving: &Giving,
) -> Result<Repaired, Box<Finding>> {
    let question = question::of_case(case)?;
    let mut targets = match of {
        RepairFor::LockedOut => locked_out(&question)?,
        RepairFor::Request(name) => of_request(case, name)?.into_iter().collect(),
        RepairFor::Guarantee(name) => of_guarantee(case, name)?.into_iter().collect(),
    };
    let left_out = targets.len().saturating_sub(REPAIRED_SIGN_INS);
    targets.truncate(REPAIRED_SIGN_INS);
    let mut repaired = Repaired {
        left_out,
        ..Repaired::default()
    };
    for mut target in targets {
        giving.put_into(case, &question, &mut target);
        let found = repair(case, &question, target, giving)?;
        repaired.sign_ins.push(found.repairs);
        repaired.files.push(found.files);
        repaired.stand_ins.push(found.stand_ins);
    }
    Ok(repaired)
}

fn locked_out(question: &Question<'_>) -> Result<Vec<Target>, Box<Finding>> {
    let found = analysis::lockout(&question.authorizer, &question.options);
    let found = found.map_err(unanswered::finding)?;
    let locked_out = found.principals.iter();
    let locked_out = locked_out.filter(|access| access.way_in == analysis::WayIn::LockedOut);
    let target = |access: &analysis::Access| Target {
        request: witness::request(&access.witness),
        wanted: Outcome::Allowed,
        at: None,
        guarantee: None,
        is_made_up: true,
        principals: patterns(access),
    };
    Ok(locked_out.map(target).collect())
}

/// Patterns of the principals who are locked out, where there are some for them alone.
fn patterns(access: &analysis::Access) -> Vec<String> {
    let set = &access.principals;
    let all_of_identity_center = [signin::PrincipalKind::IdentityCenterRole];
    if let Some(within) = &set.arns.within {
        let is_plain = |glob: &&analysis::Glob| !glob.ignores_case();
        let patterns = within.iter().filter(is_plain).map(ToString::to_string);
        let patterns: Vec<String> = patterns.filter(|text| !text.contains('$')).collect();
        let is_whole = patterns.len() == within.len() && set.arns.without.is_empty();
        return if is_whole { patterns } else { Vec::new() };
    }
    let arn = &access.witness.principal.arn;
    let before = arn.find("role/aws-reserved/").and_then(|at| arn.get(..at));
    match (set.kinds.as_deref(), before) {
        (Some(kinds), Some(before)) if kinds == all_of_identity_center => {
            vec![format!("{before}role/aws-reserved/sso.amazonaws.com/*")]
        }
        _ => Vec::new(),
    }
}

/// The request, unless it comes to what it expects.
fn of_request(case: &Case, name: &str) -> Result<Option<Target>, Box<Finding>> {
    let names = case.names();
    let Some(index) = names.iter().position(|own| own == name) else {
        let message = message!("the case has no request called {name}", name = quoted(name));
        return Err(unknown("unknown-request", name, message, names));
    };
    let request = case.file().requests.get(index).cloned().unwrap_or_default();
    let outcome = case.outcome(index).unwrap_or(Outcome::Unknown);
    let expected = request.expect.as_ref().and_then(|expect| expect.outcome);
    let wanted = expected.unwrap_or(match outcome {
        Outcome::Allowed => Outcome::Denied,
        Outcome::Denied | Outcome::Unknown => Outcome::Allowed,
    });
    let target = Target {
        request,
        wanted,
        at: None,
        guarantee: None,
        is_made_up: false,
        principals: Vec::new(),
    };
    Ok((outcome != wanted && wanted != Outcome::Unknown).then_some(target))
}

/// A sign-in for which a guarantee does not hold.
fn of_guarantee(case: &Case, name: &str) -> Result<Option<Target>, Box<Finding>> {
    let all = &case.file().guarantees;
    let Some(told) = all.iter().find(|guarantee| guarantee.name == name) else {
        let names: Vec<String> = all.iter().map(|guarantee| guarantee.name.clone()).collect();
        let message = message!(
            "the case has no guarantee called {name}",
            name = quoted(name)
        );
        return Err(unknown("unknown-guarantee", name, message, &names));
    };
    let proofs = prove(case, None)?;
    let mut proofs = proofs.into_iter();
    let proof = proofs.find(|proof| proof.guarantee == name);
    let proof = proof.filter(|proof| proof.verdict != GuaranteeVerdict::Holds);
    Ok(proof.and_then(|proof| proof.witness).map(|request| Target {
        request,
        wanted: match told.outcome {
            GuaranteedOutcome::Allowed => Outcome::Allowed,
            GuaranteedOutcome::Denied => Outcome::Denied,
        },
        at: told.at.as_deref().and_then(signin::Action::from_name),
        guarantee: Some(name.to_owned()),
        is_made_up: true,
        principals: match &told.principals {
            GuaranteedPrincipals::In(patterns) => patterns.clone(),
            GuaranteedPrincipals::Any(_) | GuaranteedPrincipals::NotIn(_) => Vec::new(),
        },
    }))
}

fn unknown(
    code: &'static str,
    name: &str,
    message: vestibule_syntax::diagnostic::Message,
    known: &[String],
) -> Box<Finding> {
    let finding = Finding::new(code, Severity::Error, message);
    let near = nearest(name, known.iter().map(|known| &**known));
    Box::new(match near {
        Some(near) => finding.help(message!("did you mean {name}?", name = quoted(near))),
        None => finding.help(message!("name one that the case file has")),
    })
}

/// The repairs for one sign-in, each with its files and the examples that it writes.
struct Found {
    repairs: Repairs,
    files: Vec<Vec<EditedFile>>,
    stand_ins: Vec<Vec<StandIn>>,
}

/// Looks for repairs for one sign-in.
fn repair(
    case: &Case,
    question: &Question<'_>,
    target: Target,
    giving: &Giving,
) -> Result<Found, Box<Finding>> {
    let decision = case.compiled().decide(&target.request).ok();
    let at = target.at.map(Action::from);
    let reasons = decision.as_ref().map(|decision| reasons::of(decision, at));
    let outcome = decision.as_ref().and_then(|decision| outcome(decision, at));
    let (mut without_effect, mut not_tried) = (0, 0);
    let mut ranked = Vec::new();
    let request = case.compiled().sign_in(&target.request).ok();
    let asked = request
        .as_ref()
        .map(|request| Asked::new(case, question, request, &target, giving));
    // With the values that are given it may be as it is to be.
    let asked_for = asked.as_ref().filter(|_| outcome != Some(target.wanted));
    let lists = asked_for.map_or_else(Default::default, |asked| candidates(asked, &target));
    for mut candidates in lists {
        not_tried += candidates.len().saturating_sub(REPAIR_TRIALS);
        candidates.truncate(REPAIR_TRIALS);
        let trials = candidates.len();
        let is_operand = |value: &str| asked_for.is_some_and(|asked| asked.is_operand(value));
        ranked = ranked::ranked(case, question, &target, candidates, &is_operand)?;
        without_effect += trials - ranked.len();
        if !ranked.is_empty() {
            break;
        }
    }
    let stand_ins = |repair: &Repair| {
        let asked = asked.as_ref();
        asked.map_or_else(Vec::new, |asked| giving::stand_ins(asked, &repair.steps))
    };
    let stand_ins = ranked.iter().map(|(repair, _)| stand_ins(repair)).collect();
    let (repairs, files) = ranked.into_iter().unzip();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let repairs = Repairs {
        request: target.request,
        guarantee: target.guarantee,
        at,
        outcome: outcome.unwrap_or(Outcome::Unknown),
        wanted: target.wanted,
        decided_by: reasons.unwrap_or_default().decided_by,
        repairs,
        without_effect: number(without_effect),
        not_tried: number(not_tried),
    };
    Ok(Found {
        repairs,
        files,
        stand_ins,
    })
}

/// The changes that may have the wanted effect; those of a later list only where none of an
/// earlier one has it.
fn candidates(asked: &Asked<'_>, target: &Target) -> [Vec<Candidate>; 2] {
    let none = [Vec::new(), Vec::new()];
    let Ok(decision) = asked.authorizer.explain(asked.request) else {
        return none;
    };
    match target.wanted {
        Outcome::Allowed => opening::candidates(asked, &decision),
        Outcome::Denied => [closing::candidates(asked, &decision), Vec::new()],
        Outcome::Unknown => none,
    }
}

/// What a sign-in comes to, at one action or through all three.
fn outcome(decision: &Decision, at: Option<Action>) -> Option<Outcome> {
    let Some(at) = at else {
        return Some(decision.outcome);
    };
    let mut phases = decision.phases.iter();
    let of_action = phases.find(|phase| phase.action == at);
    of_action.map(|phase| phase.decision)
}
