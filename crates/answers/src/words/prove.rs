//! Whether guarantees hold, in words.

use vestibule_syntax::limits::LIST_NAMES;
use vestibule_wire::{
    CaseFile, DecidedBy, Entry, Guarantee, GuaranteeProof, GuaranteeVerdict, GuaranteedNetworks,
    GuaranteedOutcome, GuaranteedPrincipals, Holds, NetworksWord, Outcome, grouped,
};

use super::lockout::sign_in;
use super::network::{circumstances, codes};
use super::reason::{PlaceOf, Reason};
use super::who::who;
use super::{Line, Section, Words};

/// Guarantees in words: how many hold, then those that do not, with a sign-in and what
/// decides it, and then those that do. `place` says where a statement stands.
pub fn guarantees(
    proofs: &[GuaranteeProof],
    file: &CaseFile,
    place: &dyn Fn(&DecidedBy) -> Option<String>,
) -> Section {
    let count = |verdict| proofs.iter().filter(|of| of.verdict == verdict).count();
    let holding = count(GuaranteeVerdict::Holds);
    let title = match (holding, proofs.len()) {
        (1, 1) => "the guarantee holds".to_owned(),
        (holding, all) if holding == all => format!("all {} guarantees hold", grouped(all)),
        (holding, all) => format!("{} of {} guarantees hold", grouped(holding), grouped(all)),
    };
    let vacuous = proofs.iter().filter(|of| of.vacuous).count();
    let title = match vacuous {
        0 => title,
        1 if proofs.len() == 1 => format!("{title}, but is about no sign-in"),
        1 => format!("{title}, one of them about no sign-in"),
        some => format!("{title}, {} of them about no sign-in", grouped(some)),
    };
    let mut lines = Vec::new();
    let order = [
        GuaranteeVerdict::Fails,
        GuaranteeVerdict::Unknown,
        GuaranteeVerdict::Holds,
    ];
    for verdict in order {
        for proof in proofs.iter().filter(|of| of.verdict == verdict) {
            lines.extend(guarantee(proof, file, place));
        }
    }
    Section {
        title: Words::of(title),
        lines,
    }
}

/// One guarantee in words: its verdict and name, and below what it says and why it does not
/// hold.
fn guarantee(
    proof: &GuaranteeProof,
    file: &CaseFile,
    place: &dyn Fn(&DecidedBy) -> Option<String>,
) -> Vec<Line> {
    let (outcome, verdict) = match proof.verdict {
        GuaranteeVerdict::Holds => (Outcome::Allowed, "holds"),
        GuaranteeVerdict::Fails => (Outcome::Denied, "fails"),
        GuaranteeVerdict::Unknown => (Outcome::Unknown, "not known"),
    };
    let mut lines = vec![Line {
        indent: 0,
        outcome: Some(outcome),
        text: Words::of(verdict).plain(": ").code(&proof.guarantee),
    }];
    let mut below = |text| {
        lines.push(Line {
            indent: 1,
            outcome: None,
            text,
        });
    };
    let mut all = file.guarantees.iter();
    let told = all.find(|guarantee| guarantee.name == proof.guarantee);
    if let Some(told) = told {
        below(says(told));
    }
    if proof.vacuous {
        below(Words::of("no sign-in is one that it is about"));
    }
    broken_at(proof, place).into_iter().for_each(&mut below);
    if let Some(words) = told.and_then(|told| answered_for(told, proof.expired)) {
        below(words);
    }
    lines
}

/// For which sign-ins a guarantee does not hold for certain, and why.
pub fn broken(proof: &GuaranteeProof) -> Vec<Words> {
    broken_at(proof, &|_| None)
}

fn broken_at(proof: &GuaranteeProof, place: PlaceOf<'_>) -> Vec<Words> {
    let mut lines = Vec::new();
    if let Some(region) = &proof.place {
        let words = circumstances(region).plain(": ");
        let somebody = region.principal.clone().unwrap_or_default();
        lines.push(words.then(who(&somebody)));
    }
    if let Some(witness) = &proof.witness {
        lines.push(Words::of("for example ").then(sign_in(witness)));
        lines.push(why(proof, place));
    }
    lines
}

/// `each sign-in of any principal from Tokyo office, by the console, is allowed`.
fn says(told: &Guarantee) -> Words {
    let (words, anybody) = match told.holds.unwrap_or_default() {
        Holds::Always => (Words::of("each sign-in of "), "any principal"),
        Holds::Somewhere => (Words::of("at least one sign-in of "), "each principal"),
    };
    let words = match (&told.principals, told.holds.unwrap_or_default()) {
        (GuaranteedPrincipals::Any(_), _) => words.plain(anybody),
        (GuaranteedPrincipals::In(patterns), Holds::Always) => words.then(any_of(patterns)),
        (GuaranteedPrincipals::In(patterns), Holds::Somewhere) => {
            words.plain("each principal among ").then(any_of(patterns))
        }
        (GuaranteedPrincipals::NotIn(but), _) => words
            .plain(format!("{anybody} but "))
            .then(codes(&but.not_in)),
    };
    let words = match &told.from {
        GuaranteedNetworks::Word(NetworksWord::Anywhere) => words.plain(" from anywhere"),
        GuaranteedNetworks::Word(NetworksWord::Networks) => {
            words.plain(" from any of the networks")
        }
        GuaranteedNetworks::In(names) => words.plain(" from ").then(any_of(names)),
        GuaranteedNetworks::NotIn(but) => {
            words.plain(" from anywhere but ").then(codes(&but.not_in))
        }
    };
    let words = match &told.regions {
        Some(regions) => words.plain(" in ").then(any_of(regions)),
        None => words,
    };
    let words = match &told.accounts {
        Some(accounts) => words.plain(" to account ").then(any_of(accounts)),
        None => words,
    };
    let doors = told.entry.as_deref().unwrap_or(&[Entry::Console]);
    let doors = doors.iter().map(|door| match door {
        Entry::Console => Words::of("the console"),
        Entry::LoginLocal => Words::code_of("aws login"),
        Entry::LoginRemote => Words::code_of("aws login --remote"),
    });
    let words = words.plain(", by ").then(alternatives(doors.collect()));
    let words = match told.outcome {
        GuaranteedOutcome::Allowed => words.plain(", is allowed"),
        GuaranteedOutcome::Denied => words.plain(", is denied"),
    };
    match &told.at {
        Some(at) => words.plain(" at ").code(at),
        None => words,
    }
}

fn any_of(texts: &[String]) -> Words {
    alternatives(texts.iter().map(|text| Words::code_of(text)).collect())
}

/// `a or b`; many as a list.
fn alternatives(items: Vec<Words>) -> Words {
    if items.len() > LIST_NAMES {
        return Words::list(items);
    }
    let last = items.len().saturating_sub(1);
    let items = items.into_iter().enumerate();
    items.fold(Words::default(), |words, (index, item)| match index {
        0 => item,
        _ if index == last => words.plain(" or ").then(item),
        _ => words.plain(", ").then(item),
    })
}

/// Why the witness breaks a guarantee, or may.
fn why(proof: &GuaranteeProof, place: PlaceOf<'_>) -> Words {
    let is_open = proof.decided_by.is_empty() && proof.depends_on.is_none();
    match (proof.outcome, proof.denied_at) {
        (Some(Outcome::Allowed), _) => Words::of("it is allowed"),
        (Some(Outcome::Denied), None) => Words::of("denied, but not for certain at one action"),
        (Some(Outcome::Unknown), _) if is_open => {
            Words::of("this one is decided, but not all of them together")
        }
        (outcome, denied_at) => Reason {
            outcome: outcome.unwrap_or(Outcome::Unknown),
            denied_at,
            decided_by: &proof.decided_by,
            depends_on: proof.depends_on.as_deref(),
            undecided: &[],
            is_of_one: false,
        }
        .words(place),
    }
}

/// Who answers for a guarantee, why it is there, and until when.
fn answered_for(told: &Guarantee, expired: Option<bool>) -> Option<Words> {
    let mut parts: Vec<Words> = Vec::new();
    if let Some(last) = &told.expires {
        let words = match expired {
            Some(true) => Words::of("expired: it was to hold until "),
            Some(false) | None => Words::of("until "),
        };
        parts.push(words.code(last));
    }
    if let Some(owner) = &told.owner {
        parts.push(Words::of("owner ").code(owner));
    }
    if let Some(reason) = &told.reason {
        parts.push(Words::of("reason ").code(reason));
    }
    let mut parts = parts.into_iter();
    let first = parts.next()?;
    Some(parts.fold(first, |words, part| words.plain("; ").then(part)))
}
