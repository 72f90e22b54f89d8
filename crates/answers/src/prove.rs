//! Whether the guarantees of a case file hold.

use vestibule_analysis as analysis;
use vestibule_signin as signin;
use vestibule_syntax::message;
use vestibule_wire::{
    Action, Case, Decision, Entry, Finding, Guarantee, GuaranteeProof, GuaranteeVerdict,
    GuaranteedNetworks, GuaranteedOutcome, GuaranteedPrincipals, Holds, NetworksWord, Outcome,
    Severity,
};

use crate::organization::{self, Groups};
use crate::question::Question;
use crate::{place, question, reasons, unanswered, witness};

/// For each guarantee of a case whether it holds, in their order, and for its perimeter behind
/// them. `today`, as `2027-06-30`, is the day by which one may have expired.
///
/// # Errors
/// As [`crate::access_map`], and when there are no guarantees.
pub fn prove(case: &Case, today: Option<&str>) -> Result<Vec<GuaranteeProof>, Box<Finding>> {
    prove_all(case, &case.file().held(), today)
}

/// That nobody gets in from outside of the networks of a case, but those that it exempts.
///
/// # Errors
/// When the case declares no networks.
pub fn perimeter(case: &Case) -> Result<Guarantee, Box<Finding>> {
    let file = case.file();
    if file.networks.is_empty() {
        let message = message!("the case declares no networks");
        let help = message!("declare them as `networks`");
        let finding = Finding::new("unknown-network", Severity::Error, message);
        return Err(Box::new(finding.help(help).path("networks")));
    }
    let told = file.perimeter.clone().unwrap_or_default();
    Ok(told.guarantee(&file.networks))
}

/// As [`prove`], for these guarantees, which the case need not have.
///
/// # Errors
/// As [`prove`].
pub fn prove_all(
    case: &Case,
    told: &[Guarantee],
    today: Option<&str>,
) -> Result<Vec<GuaranteeProof>, Box<Finding>> {
    if told.is_empty() {
        return Err(no_guarantees());
    }
    if let Some(groups) = Groups::of(case, told)? {
        return organization::prove::of_groups(&groups, told, today);
    }
    of_question(case, &question::of_case(case)?, told, today)
}

pub(crate) fn of_question(
    case: &Case,
    question: &Question<'_>,
    told: &[Guarantee],
    today: Option<&str>,
) -> Result<Vec<GuaranteeProof>, Box<Finding>> {
    // No sign-in to the account is one to another.
    let is_of_account = |guarantee: &&Guarantee| {
        let accounts = guarantee.accounts.as_ref();
        accounts.is_none_or(|accounts| accounts.contains(&question.account))
    };
    let asked: Vec<analysis::Guarantee> =
        told.iter().filter(is_of_account).map(guarantee).collect();
    let proofs = analysis::prove(&question.authorizer, &question.options, &asked);
    let mut proofs = proofs.map_err(unanswered::finding)?.into_iter();
    let proof = |guarantee: &Guarantee| {
        let found = is_of_account(&guarantee).then(|| proofs.next()).flatten();
        self::proof(case, guarantee, found, &question.account, today)
    };
    Ok(told.iter().map(proof).collect())
}

fn no_guarantees() -> Box<Finding> {
    let message = message!("the case has no guarantees, so nothing is proven");
    let help = message!("write what is to hold for every sign-in as `guarantees`");
    let finding = Finding::new("no-guarantees", Severity::Error, message);
    Box::new(finding.help(help).path("guarantees"))
}

/// A guarantee, which the case file was checked for.
fn guarantee(told: &Guarantee) -> analysis::Guarantee {
    let entries = told.entry.as_deref().unwrap_or(&[Entry::Console]);
    analysis::Guarantee {
        principals: match &told.principals {
            GuaranteedPrincipals::Any(_) => analysis::Who::Any,
            GuaranteedPrincipals::In(patterns) => analysis::Who::In(patterns.clone()),
            GuaranteedPrincipals::NotIn(but) => analysis::Who::NotIn(but.not_in.clone()),
        },
        from: match &told.from {
            GuaranteedNetworks::Word(NetworksWord::Anywhere) => analysis::FromWhere::Anywhere,
            GuaranteedNetworks::Word(NetworksWord::Networks) => analysis::FromWhere::Networks,
            GuaranteedNetworks::In(names) => analysis::FromWhere::In(names.clone()),
            GuaranteedNetworks::NotIn(but) => analysis::FromWhere::NotIn(but.not_in.clone()),
        },
        entries: entries.iter().map(|entry| (*entry).into()).collect(),
        regions: told.regions.clone(),
        allowed: told.outcome == GuaranteedOutcome::Allowed,
        at: told.at.as_deref().and_then(signin::Action::from_name),
        holds: match told.holds.unwrap_or_default() {
            Holds::Always => analysis::Holds::Always,
            Holds::Somewhere => analysis::Holds::Somewhere,
        },
    }
}

/// What became of a guarantee; without `found` it is about another account.
fn proof(
    case: &Case,
    told: &Guarantee,
    found: Option<analysis::Proof>,
    account: &str,
    today: Option<&str>,
) -> GuaranteeProof {
    let verdict = found
        .as_ref()
        .map_or(GuaranteeVerdict::Holds, |found| match found.verdict {
            analysis::Verdict::Holds => GuaranteeVerdict::Holds,
            analysis::Verdict::Fails => GuaranteeVerdict::Fails,
            analysis::Verdict::Unknown => GuaranteeVerdict::Unknown,
        });
    let vacuous = found.as_ref().is_none_or(|found| found.is_vacuous);
    let found = found.as_ref();
    let witness = found.and_then(|found| found.witness.as_ref());
    let witness = witness.map(witness::request);
    let decision = witness
        .as_ref()
        .and_then(|witness| case.compiled().decide(witness).ok());
    debug_assert_eq!(decision.is_some(), witness.is_some(), "a witness is sound");
    let at = told.at.as_deref().and_then(signin::Action::from_name);
    let at: Option<Action> = at.map(Into::into);
    // A witness of what is undecided may come to anything by itself.
    let outcome = match (verdict, told.outcome) {
        (GuaranteeVerdict::Fails, GuaranteedOutcome::Allowed) => Some(Outcome::Denied),
        (GuaranteeVerdict::Fails, GuaranteedOutcome::Denied) => Some(Outcome::Allowed),
        (GuaranteeVerdict::Unknown, _) => Some(Outcome::Unknown),
        (GuaranteeVerdict::Holds, _) => None,
    };
    let reasons = decision.filter(|decision| self::outcome(decision, at) == outcome);
    let reasons = reasons.map(|decision| reasons::of(&decision, at));
    let reasons = reasons.unwrap_or_default();
    GuaranteeProof {
        verdict,
        vacuous,
        outcome,
        place: found
            .and_then(|found| found.place.as_ref())
            .map(|region| place::of_region(region, account)),
        witness,
        denied_at: found.and_then(|found| found.denied_at).map(Into::into),
        decided_by: reasons.decided_by,
        depends_on: reasons.depends_on,
        ..about_nobody(told, today)
    }
}

/// What becomes of a guarantee that is about no sign-in.
pub(crate) fn about_nobody(told: &Guarantee, today: Option<&str>) -> GuaranteeProof {
    let expired = told
        .expires
        .as_deref()
        .zip(today)
        .map(|(last, today)| last < today);
    GuaranteeProof {
        guarantee: told.name.clone(),
        verdict: GuaranteeVerdict::Holds,
        vacuous: true,
        expired,
        fails_in: Vec::new(),
        unknown_in: Vec::new(),
        not_in_use: Vec::new(),
        place: None,
        outcome: None,
        witness: None,
        denied_at: None,
        decided_by: Vec::new(),
        depends_on: None,
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
