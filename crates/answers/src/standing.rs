//! Whether a principal can sign in at all, beside what the policies decide.

use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::message;
use vestibule_wire::{AccountStanding, Case, Decision, Outcome, StandingVerdict, short_name};

use crate::recovery::known;
use crate::words::{Line, all_of};

/// Whether a principal can sign in at all, in the contract's JSON and in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The answer.
    pub answer: AccountStanding,
    /// What the answer says, in words for people.
    pub line: Line,
}

/// What the case file knows of the principal of a request beside the policies; `None` where it
/// knows nothing. `today`, as `2027-06-30`, is the day by which a password may have expired.
/// The outcome of `decision` is repeated and never changed.
pub fn standing(
    case: &Case,
    request: usize,
    decision: &Decision,
    today: Option<&str>,
) -> Option<Standing> {
    let arn = &case.file().requests.get(request)?.principal;
    standing_of(case, arn, decision.outcome, today)
}

/// What the case file knows of the principal with that ARN beside an outcome of the policies;
/// `None` where it knows nothing. `today`, as `2027-06-30`, is the day by which a password may
/// have expired.
pub fn standing_of(
    case: &Case,
    arn: &str,
    outcome: Outcome,
    today: Option<&str>,
) -> Option<Standing> {
    let name = arn.splitn(6, ':').nth(5).unwrap_or(arn);
    let whom = message!("{it}", it = code(&short_name(name)));
    let known = known::of(case, arn, &whom, today);
    if !known.is_spoken_of {
        return None;
    }
    let verdict = match (known.is_stopped, known.untold.is_empty()) {
        (true, _) => StandingVerdict::Stopped,
        (false, false) => StandingVerdict::Unknown,
        (false, true) => StandingVerdict::Open,
    };
    let stops = || all_of(known.stops.iter().cloned().map(Into::into).collect());
    let summary = match (verdict, outcome) {
        (StandingVerdict::Stopped, Outcome::Allowed) => {
            message!("the policies allow it, but {facts}", facts = stops())
        }
        (StandingVerdict::Stopped, Outcome::Denied) => {
            message!("the policies deny it, and {facts}", facts = stops())
        }
        (StandingVerdict::Stopped, Outcome::Unknown) => {
            message!("whatever the policies decide, {facts}", facts = stops())
        }
        (StandingVerdict::Unknown, _) => message!(
            "whether {whom} can sign in at all depends on what is not given",
            whom = whom
        ),
        (StandingVerdict::Open, _) => {
            message!("nothing that is given keeps {whom} out", whom = whom)
        }
    };
    let plain = |messages: &[Message]| messages.iter().map(|told| told.plain()).collect();
    let answer = AccountStanding {
        verdict,
        told: plain(&known.told),
        untold: plain(&known.untold),
        summary: summary.plain(),
    };
    let outcome = match verdict {
        StandingVerdict::Stopped => Outcome::Denied,
        StandingVerdict::Unknown => Outcome::Unknown,
        StandingVerdict::Open => Outcome::Allowed,
    };
    let mut below = Vec::new();
    if !known.untold.is_empty() {
        let lines = known.untold.into_iter().map(Line::of).collect();
        below.push(Line::of(message!("not given")).below(lines));
    }
    Some(Standing {
        answer,
        line: Line::of(summary).outcome(outcome).below(below),
    })
}
