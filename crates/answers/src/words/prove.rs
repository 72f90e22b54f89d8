//! Whether guarantees hold, in words.

use vestibule_syntax::diagnostic::{Arg, Message};
use vestibule_syntax::message;
use vestibule_wire::{
    DecidedBy, Entry, Guarantee, GuaranteeProof, GuaranteeVerdict, GuaranteedNetworks,
    GuaranteedOutcome, GuaranteedPrincipals, Holds, NetworksWord, Outcome,
};

use super::accounts::{accounts_of, ids_of, to_accounts, without_accounts};
use super::lockout::{door, for_example};
use super::map::without_identity_center;
use super::network::{alone, circumstances};
use super::reason::{PlaceOf, Reason};
use super::tree::{Line, Place, Section, any, apart, codes, name, one};
use super::who::{but, who};
use crate::accounts::is_account_id;

/// Guarantees in words: how many hold, then those that do not, with a sign-in and what
/// decides it, and then those that do. `told` is what they prove, `identity_center` is false
/// where the case file says that IAM Identity Center is not used, and `place` says where a
/// statement stands.
pub fn guarantees(
    proofs: &[GuaranteeProof],
    told: &[Guarantee],
    identity_center: Option<bool>,
    place: &dyn Fn(&DecidedBy) -> Option<Place>,
) -> Section {
    let count = |verdict| proofs.iter().filter(|of| of.verdict == verdict).count();
    let title = match (count(GuaranteeVerdict::Holds), proofs.len()) {
        (1, 1) => message!("the guarantee holds"),
        (holding, all) if holding == all => {
            message!("all {count} guarantees hold", count = all)
        }
        (holding, all) => message!(
            "{holding} of {all} guarantees hold",
            holding = holding,
            all = all
        ),
    };
    let vacuous = proofs.iter().filter(|of| of.vacuous).count();
    let title = match vacuous {
        0 => title,
        1 if proofs.len() == 1 => message!("{title}, but is about no sign-in", title = title),
        1 => message!("{title}, one of them about no sign-in", title = title),
        some => message!(
            "{title}, {count} of them about no sign-in",
            title = title,
            count = some
        ),
    };
    let mut lines = Vec::new();
    let order = [
        GuaranteeVerdict::Fails,
        GuaranteeVerdict::Unknown,
        GuaranteeVerdict::Holds,
    ];
    for verdict in order {
        let all = proofs.iter().zip(told);
        let of_verdict = all.filter(|(proof, _)| proof.verdict == verdict);
        lines.extend(of_verdict.map(|(proof, told)| guarantee(proof, told, place)));
    }
    lines.extend(without_identity_center(identity_center).map(Line::of));
    Section { title, lines }
}

/// One guarantee in words: its verdict and name, and below what it says and why it does not
/// hold.
fn guarantee(proof: &GuaranteeProof, told: &Guarantee, place: PlaceOf<'_>) -> Line {
    let (outcome, verdict) = match proof.verdict {
        GuaranteeVerdict::Holds => (Outcome::Allowed, message!("holds")),
        GuaranteeVerdict::Fails => (Outcome::Denied, message!("fails")),
        GuaranteeVerdict::Unknown => (Outcome::Unknown, message!("not known")),
    };
    let mut below = vec![guaranteed(told)];
    below.extend(why_not(proof, told, place));
    Line::of(verdict)
        .outcome(outcome)
        .tail(one(name(&proof.guarantee)))
        .below(below)
}

/// What a guarantee says.
pub fn guaranteed(told: &Guarantee) -> Line {
    Line::of(says(told))
}

/// Why a guarantee does not hold for certain, and whatever else is to be known of it. `place`
/// says where a statement stands.
pub fn why_not(
    proof: &GuaranteeProof,
    told: &Guarantee,
    place: &dyn Fn(&DecidedBy) -> Option<Place>,
) -> Vec<Line> {
    let mut lines = Vec::new();
    if proof.vacuous {
        lines.push(Line::of(message!("the guarantee is about no sign-in")));
    }
    lines.extend(broken_at(proof, place));
    lines.extend(without_accounts(&proof.not_in_use));
    lines.extend(answered_for(told, proof.expired).map(Line::of));
    lines
}

/// For which sign-ins a guarantee does not hold for certain, and why.
pub fn broken(proof: &GuaranteeProof) -> Vec<Line> {
    broken_at(proof, &|_| None)
}

fn broken_at(proof: &GuaranteeProof, place: PlaceOf<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    for (what, accounts) in [
        (message!("fails in"), &proof.fails_in),
        (message!("not known in"), &proof.unknown_in),
    ] {
        if !accounts.is_empty() {
            lines.push(Line::of(what).tail(accounts_of(accounts)));
        }
    }
    if let Some(region) = &proof.place {
        let somebody = who(&region.principal.clone().unwrap_or_default());
        let is_of_many = !proof.fails_in.is_empty() || !proof.unknown_in.is_empty();
        // Others of these accounts may fail for other sign-ins.
        let accounts = if is_of_many {
            ids_of(region)
        } else {
            Vec::new()
        };
        let somebody = to_accounts(somebody, &accounts);
        lines.push(Line::of(alone(circumstances(region))).tail(somebody));
    }
    if let Some(witness) = &proof.witness {
        lines.push(Line::of(for_example(witness)).witness(witness));
        lines.extend(why(proof, place));
    }
    lines
}

/// `each sign-in of any principal from Tokyo office, by the console, is allowed`.
fn says(told: &Guarantee) -> Message {
    let holds = told.holds.unwrap_or_default();
    let anybody = || match holds {
        Holds::Always => message!("any principal"),
        Holds::Somewhere => message!("each principal"),
    };
    let whom = match (&told.principals, holds) {
        (GuaranteedPrincipals::Any(_), _) => anybody(),
        (GuaranteedPrincipals::In(patterns), Holds::Always) => one(any_of(patterns)),
        (GuaranteedPrincipals::In(patterns), Holds::Somewhere) => message!(
            "each principal among {patterns}",
            patterns = any_of(patterns)
        ),
        (GuaranteedPrincipals::NotIn(without), _) => but(anybody(), codes(&without.not_in)),
    };
    let from = match &told.from {
        GuaranteedNetworks::Word(NetworksWord::Anywhere) => message!("from anywhere"),
        GuaranteedNetworks::Word(NetworksWord::Networks) => {
            message!("from any of the networks")
        }
        GuaranteedNetworks::In(names) => message!("from {ranges}", ranges = any_of(names)),
        GuaranteedNetworks::NotIn(without) => message!(
            "from anywhere but {networks}",
            networks = codes(&without.not_in)
        ),
    };
    let from = match &told.regions {
        Some(regions) => {
            message!(
                "{from} in {regions}",
                from = from,
                regions = any_of(regions)
            )
        }
        None => from,
    };
    let from = match &told.accounts {
        Some(accounts) if !accounts.iter().all(|id| is_account_id(id)) => message!(
            "{from} to accounts in {accounts}",
            from = from,
            accounts = any_of(accounts)
        ),
        Some(accounts) => message!(
            "{from} to account {accounts}",
            from = from,
            accounts = any_of(accounts)
        ),
        None => from,
    };
    let doors = told.entry.as_deref().unwrap_or(&[Entry::Console]);
    let doors = any(doors.iter().copied().map(door).collect());
    let said = match (holds, told.outcome) {
        (Holds::Always, GuaranteedOutcome::Allowed) => message!(
            "each sign-in of {whom} {from}, by {doors}, is allowed",
            whom = whom,
            from = from,
            doors = doors
        ),
        (Holds::Always, GuaranteedOutcome::Denied) => message!(
            "each sign-in of {whom} {from}, by {doors}, is denied",
            whom = whom,
            from = from,
            doors = doors
        ),
        (Holds::Somewhere, GuaranteedOutcome::Allowed) => message!(
            "at least one sign-in of {whom} {from}, by {doors}, is allowed",
            whom = whom,
            from = from,
            doors = doors
        ),
        (Holds::Somewhere, GuaranteedOutcome::Denied) => message!(
            "at least one sign-in of {whom} {from}, by {doors}, is denied",
            whom = whom,
            from = from,
            doors = doors
        ),
    };
    match &told.at {
        Some(at) => message!("{said} at {action}", said = said, action = name(at)),
        None => said,
    }
}

fn any_of(texts: &[String]) -> Arg {
    any(texts.iter().map(|text| name(text)).collect())
}

/// Why the witness breaks a guarantee, or may.
fn why(proof: &GuaranteeProof, place: PlaceOf<'_>) -> Option<Line> {
    let is_open = proof.decided_by.is_empty() && proof.depends_on.is_none();
    match (proof.outcome, proof.denied_at) {
        (Some(Outcome::Allowed), _) => Some(Line::of(message!("it is allowed"))),
        (Some(Outcome::Denied), None) => Some(Line::of(message!(
            "denied, but not for certain at one action"
        ))),
        (Some(Outcome::Unknown), _) if is_open => Some(Line::of(message!(
            "this one is decided, but not all of them together"
        ))),
        (outcome, denied_at) => Reason {
            outcome: outcome.unwrap_or(Outcome::Unknown),
            denied_at,
            decided_by: &proof.decided_by,
            depends_on: proof.depends_on.as_deref(),
            undecided: &[],
            is_of_one: false,
        }
        .line(place),
    }
}

/// Who answers for a guarantee, why it is there, and until when.
fn answered_for(told: &Guarantee, expired: Option<bool>) -> Option<Message> {
    let mut parts: Vec<Message> = Vec::new();
    if let Some(last) = &told.expires {
        parts.push(match expired {
            Some(true) => message!("expired: it was to hold until {date}", date = name(last)),
            Some(false) | None => message!("until {date}", date = name(last)),
        });
    }
    if let Some(owner) = &told.owner {
        parts.push(message!("owner {owner}", owner = name(owner)));
    }
    if let Some(reason) = &told.reason {
        parts.push(message!("reason {reason}", reason = name(reason)));
    }
    (!parts.is_empty()).then(|| apart(parts))
}
