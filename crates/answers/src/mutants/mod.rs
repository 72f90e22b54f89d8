//! Small changes to policies, and whether anything in the case file notices them.
//!
//! Each change is an edit of the text. The files are read again, what the case expects of its
//! requests and what it guarantees is held against them, and where nothing fails that did not
//! fail before, both sets of policies are compared over all sign-ins.

mod changes;

use vestibule_analysis as analysis;
use vestibule_syntax::limits::MUTANTS;
use vestibule_syntax::message;
use vestibule_wire::{
    Case, Edited, Expect, Finding, GuaranteeVerdict, Mutants, Outcome, Request, Severity,
    SignInChange, Survivor,
};

use self::changes::Change;
use crate::question::Question;
use crate::{Comparing, diff, map, prove, question};

/// Which small changes to the policies of a case nothing notices that it expects or guarantees.
///
/// # Errors
/// As [`crate::access_map`], and when the case neither expects nor guarantees anything.
pub fn mutants(case: &Case) -> Result<Mutants, Box<Finding>> {
    let question = question::of_case(case)?;
    let before = Held::of(case)?;
    if before.is_nothing {
        let message =
            message!("the case expects and guarantees nothing, so nothing notices a change");
        let help = message!(
            "write `expect` into its requests, or `guarantees`; `vestibule init` writes first ones"
        );
        let finding = Finding::new("nothing-expected", Severity::Error, message);
        return Err(Box::new(finding.help(help)));
    }
    let (mut changes, without) = changes::of(case, &question.authorizer);
    let not_tried = changes.len().saturating_sub(MUTANTS) + without;
    changes.truncate(MUTANTS);
    let mut found = Mutants {
        account: question.account.clone(),
        noticed: 0,
        survivors: Vec::new(),
        equivalent: 0,
        not_known: 0,
        refused: 0,
        not_tried: u32::try_from(not_tried).unwrap_or(u32::MAX),
    };
    for change in changes {
        match fate(case, &question, &before, change) {
            Fate::Noticed => found.noticed += 1,
            Fate::Equivalent => found.equivalent += 1,
            Fate::NotKnown => found.not_known += 1,
            Fate::Refused => found.refused += 1,
            Fate::Survives(survivor) => found.survivors.push(*survivor),
        }
    }
    Ok(found)
}

/// What becomes of a change.
enum Fate {
    Noticed,
    Equivalent,
    NotKnown,
    Refused,
    Survives(Box<Survivor>),
}

fn fate(case: &Case, question: &Question<'_>, before: &Held, change: Change) -> Fate {
    let Some(edited) = case.edited(&[(change.policy, change.edits.clone())]) else {
        return Fate::Refused;
    };
    let errors = |case: &Case| case.findings().iter().filter(|of| of.is_error()).count();
    if !edited.case.is_usable() || errors(&edited.case) > errors(case) {
        return Fate::Refused;
    }
    match Held::of(&edited.case) {
        Ok(after) if before.notices(&after) => return Fate::Noticed,
        Ok(_) => {}
        Err(_) => return Fate::NotKnown,
    }
    let comparing = Comparing {
        account: Some(&question.account),
        ..Comparing::default()
    };
    let Ok(compared) = diff(case, &edited.case, comparing) else {
        return Fate::NotKnown;
    };
    if compared.equivalent == Some(true) {
        return Fate::Equivalent;
    }
    // One that is decided for certain now can be expected so.
    let mut changes = compared.changes;
    changes.sort_by_key(|change| change.from == Outcome::Unknown);
    match changes.into_iter().next() {
        Some(first) => Fate::Survives(Box::new(survivor(case, change, edited, first))),
        None => Fate::NotKnown,
    }
}

fn survivor(case: &Case, change: Change, edited: Edited, first: SignInChange) -> Survivor {
    let place = analysis::Place {
        policy: change.policy,
        statement: change.statement,
    };
    Survivor {
        kind: change.kind,
        statement: map::by(case.compiled(), place),
        key: change.key,
        from: change.from,
        to: change.to,
        edits: edited.edits,
        request: Request {
            expect: Some(Expect {
                outcome: Some(first.from),
                // Who stays denied is denied elsewhere.
                at: first
                    .before
                    .denied_at
                    .filter(|_| first.to == Outcome::Denied)
                    .map(|at| at.name().to_owned()),
                ..Expect::default()
            }),
            ..first.witness.clone()
        },
        change: first,
    }
}

/// What holds of what a case expects and guarantees.
struct Held {
    /// Of each request whether it comes to what is expected; true where nothing is.
    requests: Vec<bool>,
    /// The guarantees that hold.
    guarantees: Vec<String>,
    /// Nothing is expected or guaranteed.
    is_nothing: bool,
}

impl Held {
    fn of(case: &Case) -> Result<Self, Box<Finding>> {
        let file = case.file();
        let is_met = |(index, request): (usize, &Request)| {
            request.expect.as_ref().is_none_or(|expect| {
                let decision = case.decide(index);
                decision.is_some_and(|decision| expect.mismatches(&decision).is_empty())
            })
        };
        let has_guarantees = !file.held().is_empty();
        let proofs = if has_guarantees {
            prove(case, None)?
        } else {
            Vec::new()
        };
        let holding = proofs
            .into_iter()
            .filter(|proof| proof.verdict == GuaranteeVerdict::Holds);
        Ok(Self {
            requests: file.requests.iter().enumerate().map(is_met).collect(),
            guarantees: holding.map(|proof| proof.guarantee).collect(),
            is_nothing: !has_guarantees
                && file.requests.iter().all(|request| request.expect.is_none()),
        })
    }

    /// Whether something does not hold any more.
    fn notices(&self, after: &Self) -> bool {
        let requests = self.requests.iter().zip(&after.requests);
        let mut guarantees = self.guarantees.iter();
        requests
            .into_iter()
            .any(|(before, after)| *before && !after)
            || guarantees.any(|name| !after.guarantees.contains(name))
    }
}
