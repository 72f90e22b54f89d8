//! What is to be said first of a case: the few sentences that a person needs to read.

pub(crate) mod closed;
pub(crate) mod exempt;
mod organization;

use vestibule_syntax::diagnostic::Message;
use vestibule_wire::{
    AccessMap, Case, DecidedBy, Decision, Entry, GuaranteeProof, GuaranteeVerdict, Lockout,
    LockoutVerdict, Outcome, PrincipalAccess, PrincipalKind, PrincipalSet, Region, Request, WayIn,
};

use crate::reasons::{self, Reasons};
use crate::words::{self, Line, outcome_of, say};

/// What a case comes to, in short.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Summary {
    /// The worst of it.
    pub verdict: SummaryVerdict,
    /// What to say, the most important first: each with a sign-in that shows it, and the
    /// statements that decide that one.
    pub sentences: Vec<Line>,
}

/// The worst of what a summary says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum SummaryVerdict {
    /// Everybody has a way into the console, and all guarantees hold.
    Proven,
    /// Somebody has none, one that is exempt from a perimeter is denied somewhere, or a
    /// guarantee does not hold.
    LockedOut,
    /// None of this is for certain, but not all of it has been ruled out.
    Unknown,
    /// No policy restricts sign-ins.
    Nothing,
}

/// A case and the answers about it.
pub(crate) struct About<'a> {
    pub(crate) case: &'a Case,
    pub(crate) map: &'a AccessMap,
    pub(crate) lockout: &'a Lockout,
    /// The regions of sign-ins to the console.
    pub(crate) console: Vec<&'a Region>,
    pub(crate) has_networks: bool,
}

/// So many sentences there are at the most of one kind.
const FEW: usize = 2;

/// The summary of a case whose answers are `map` and `lockout`, and `proofs` of what it
/// guarantees.
pub fn summary(
    case: &Case,
    map: &AccessMap,
    lockout: &Lockout,
    proofs: &[GuaranteeProof],
) -> Summary {
    let mut summary = of_ways(case, map, lockout);
    let (broken, holding) = guarantees(proofs);
    if broken
        .iter()
        .any(|line| line.outcome == Some(Outcome::Denied))
    {
        summary.verdict = SummaryVerdict::LockedOut;
    } else if !broken.is_empty() && summary.verdict != SummaryVerdict::LockedOut {
        summary.verdict = SummaryVerdict::Unknown;
    }
    // What the user wants to hold comes before what follows from the policies alone.
    let mut sentences = broken;
    sentences.append(&mut summary.sentences);
    sentences.extend(holding);
    summary.sentences = sentences;
    summary
}

/// Whether everybody is locked out but those whom policies name.
pub fn locks_out_everybody(lockout: &Lockout) -> bool {
    let is_locked = |access: &PrincipalAccess| access.verdict == WayIn::LockedOut;
    let mut people = lockout.principals.iter().filter(|one| is_people(one));
    people.clone().next().is_some() && people.all(is_locked)
}

/// Whether a sentence of a summary says that nobody signs in through IAM Identity Center, shown by
/// `witness`.
pub fn is_about_identity_center(lockout: &Lockout, witness: &Request) -> bool {
    let mut portal = lockout.principals.iter();
    portal.any(|access| {
        is_portal(&access.principal)
            && access.verdict == WayIn::LockedOut
            && access.witness == *witness
    })
}

/// The guarantees that do not hold for certain, each with what shows it; how many do.
fn guarantees(proofs: &[GuaranteeProof]) -> (Vec<Line>, Option<Line>) {
    let of = |verdict| proofs.iter().filter(move |proof| proof.verdict == verdict);
    let broken = of(GuaranteeVerdict::Fails).chain(of(GuaranteeVerdict::Unknown));
    let all: Vec<&GuaranteeProof> = broken.collect();
    let line = |proof: &&GuaranteeProof| {
        let outcome = match proof.verdict {
            GuaranteeVerdict::Fails => Outcome::Denied,
            GuaranteeVerdict::Unknown | GuaranteeVerdict::Holds => Outcome::Unknown,
        };
        let line = Line::of(say::broken(proof)).outcome(outcome);
        let line = line.statements(stating(&proof.decided_by));
        let line = line.below(words::broken(proof));
        match &proof.witness {
            Some(witness) => line.witness(witness),
            None => line,
        }
    };
    let mut lines: Vec<Line> = all.iter().take(FEW).map(line).collect();
    let more: Vec<Line> = all.iter().skip(FEW).map(line).collect();
    lines.extend(rest(more, say::more_broken));
    // One that is about no sign-in proves nothing.
    let holding = of(GuaranteeVerdict::Holds).filter(|proof| !proof.vacuous);
    let holding = match holding.count() {
        0 => None,
        count => {
            let line = Line::of(say::holding(count, proofs.len()));
            Some(line.outcome(Outcome::Allowed))
        }
    };
    (lines, holding)
}

/// One line for those that are too many to be told, which stand below it.
fn rest(lines: Vec<Line>, say: fn(usize) -> Message) -> Option<Line> {
    let first = lines.first()?;
    let line = Line::of(say(lines.len())).statements(first.statements.clone());
    let line = match first.outcome {
        Some(outcome) => line.outcome(outcome),
        None => line,
    };
    let line = match &first.witness {
        Some(witness) => line.witness(witness),
        None => line,
    };
    Some(line.below(lines))
}

/// The first sentences of a kind, and one for all others.
fn few(mut lines: Vec<Line>, say: fn(usize) -> Message) -> Vec<Line> {
    let more = lines.split_off(lines.len().min(FEW));
    lines.extend(rest(more, say));
    lines
}

/// What follows from the policies alone.
fn of_ways(case: &Case, map: &AccessMap, lockout: &Lockout) -> Summary {
    if case.compiled().authorizer().policies().next().is_none() {
        return Summary {
            verdict: SummaryVerdict::Nothing,
            sentences: vec![Line::of(say::no_policy())],
        };
    }
    if case.organization().is_some() {
        return organization::summary(case, map, lockout);
    }
    let about = About::new(case, map, lockout);
    let everybody = about.console.iter();
    if everybody
        .clone()
        .all(|region| region.outcome == Outcome::Allowed)
    {
        let (verdict, sentence) = if is_off(case) {
            (SummaryVerdict::Nothing, say::is_off())
        } else {
            (SummaryVerdict::Proven, say::everybody())
        };
        let mut sentences = vec![Line::of(sentence).outcome(Outcome::Allowed)];
        if verdict == SummaryVerdict::Proven {
            sentences.extend(words::without_identity_center(map.identity_center).map(Line::of));
        }
        return Summary { verdict, sentences };
    }
    let exempt = exempt::exempt(&about);
    let mut sentences = Vec::new();
    let mut is_denied = false;
    if let Some(nobody) = about.nobody(&exempt) {
        sentences.push(nobody);
    } else {
        let locked_out = |access: &&PrincipalAccess| access.verdict == WayIn::LockedOut;
        let (portal, others): (Vec<_>, Vec<_>) = about
            .lockout
            .principals
            .iter()
            .filter(locked_out)
            .partition(|access| is_portal(&access.principal));
        sentences.extend(about.locked_out(&others));
        let denied = exempt::denied(&about, &exempt);
        is_denied = !denied.is_empty();
        sentences.extend(few(denied, say::more_denied));
        sentences.extend(few(closed::closed(&about), say::more_closed));
        let restricted = exempt::restricted(&about, &exempt);
        sentences.extend(few(restricted, say::more_denied));
        sentences.extend(about.locked_out(&portal));
        sentences.extend(about.not_known());
    }
    let verdict = match about.lockout.verdict {
        LockoutVerdict::Lockout => SummaryVerdict::LockedOut,
        _ if is_denied => SummaryVerdict::LockedOut,
        LockoutVerdict::Unknown => SummaryVerdict::Unknown,
        LockoutVerdict::None => SummaryVerdict::Proven,
    };
    if about.lockout.verdict == LockoutVerdict::None {
        sentences.push(Line::of(say::proven()).outcome(Outcome::Allowed));
    }
    sentences.extend(about.ways());
    if !map.assumed_absent.is_empty() {
        sentences.push(Line::of(say::taken_absent(&map.assumed_absent)));
    }
    sentences.extend(words::without_identity_center(map.identity_center).map(Line::of));
    Summary { verdict, sentences }
}

impl<'a> About<'a> {
    pub(crate) fn new(case: &'a Case, map: &'a AccessMap, lockout: &'a Lockout) -> Self {
        let console = map.chain.iter().filter(|region| is_console(region));
        Self {
            case,
            map,
            lockout,
            console: console.collect(),
            has_networks: !case.file().networks.is_empty(),
        }
    }
}

impl About<'_> {
    /// That nobody gets in, or none but those that are named.
    fn nobody(&self, exempt: &[exempt::Exempt]) -> Option<Line> {
        let all = &self.lockout.principals;
        let is_locked = |access: &&PrincipalAccess| access.verdict == WayIn::LockedOut;
        if all.iter().all(|access| is_locked(&access)) {
            let is_exempt = |access: &&PrincipalAccess| {
                let of_access = exempt.iter().map(|exempt| &exempt.arn);
                of_access
                    .clone()
                    .any(|arn| *arn == access.witness.principal)
            };
            let shown = all.iter().find(is_exempt).or(all.first())?;
            let names: Vec<&PrincipalSet> =
                exempt.iter().map(|exempt| &exempt.principals).collect();
            return Some(of_access(say::nobody(self.has_networks, &names), shown));
        }
        let locked = all
            .iter()
            .find(|access| is_people(access) && is_locked(access))?;
        let passing = all.iter().filter(|access| !is_locked(access));
        let is_named =
            |access: &PrincipalAccess| access.verdict == WayIn::Passes && !is_people(access);
        if !passing.clone().all(is_named) {
            return None;
        }
        let names: Vec<&PrincipalSet> = passing.map(|access| &access.principal).collect();
        Some(of_access(
            say::nobody_but(self.has_networks, &names),
            locked,
        ))
    }

    fn locked_out(&self, all: &[&PrincipalAccess]) -> Option<Line> {
        let names: Vec<&PrincipalSet> = all.iter().map(|access| &access.principal).collect();
        let first = all.first()?;
        Some(of_access(say::locked_out(self.has_networks, &names), first))
    }

    fn not_known(&self) -> Option<Line> {
        let all = self.lockout.principals.iter();
        let all: Vec<_> = all
            .filter(|access| access.verdict == WayIn::Unknown)
            .collect();
        let names: Vec<&PrincipalSet> = all.iter().map(|access| &access.principal).collect();
        let first = all.first()?;
        let line = of_access(say::not_known(self.has_networks, &names), first);
        Some(say::with_why(line, first, &self.lockout.undecided))
    }

    /// From where people get in.
    fn ways(&self) -> Option<Line> {
        let is_of_people = |region: &&&Region| {
            let principals = region.place.principal.as_ref();
            !principals.is_some_and(|set| is_few(set) || is_portal(set))
        };
        let regions = self.console.iter().filter(is_of_people).copied();
        let (ways, others): (Vec<&Region>, Vec<&Region>) =
            regions.partition(|region| region.outcome == Outcome::Allowed);
        (!ways.is_empty()).then(|| say::ways(&ways, others.is_empty()))
    }

    /// The decision on a sign-in, unless it is not sound.
    fn decide(&self, request: &Request) -> Option<Decision> {
        self.case.compiled().decide(request).ok()
    }

    /// What denies a sign-in; `None` for one that is not denied.
    fn denial(&self, request: &Request) -> Option<Reasons> {
        let decision = self.decide(request)?;
        (decision.outcome == Outcome::Denied).then(|| reasons::of(&decision, None))
    }
}

/// A sentence about some principals, shown by a sign-in of theirs.
fn of_access(sentence: Message, access: &PrincipalAccess) -> Line {
    let named = stating(&access.decided_by);
    let line = Line::of(sentence).outcome(outcome_of(access.verdict));
    line.witness(&access.witness).statements(named)
}

/// Those that are statements.
fn stating(decided_by: &[DecidedBy]) -> Vec<DecidedBy> {
    let all = decided_by.iter();
    all.filter(|by| by.statement.is_some()).cloned().collect()
}

/// Whether no policy of the account itself is looked at.
pub(crate) fn is_off(case: &Case) -> bool {
    !InForce::of(case).account
}

/// Which policies console authorization enforces.
pub(crate) struct InForce {
    /// The resource-based policy of the account.
    pub(crate) account: bool,
    /// RCPs.
    pub(crate) resource_control: bool,
}

impl InForce {
    pub(crate) fn of(case: &Case) -> Self {
        let on = case.compiled().authorizer().account().authorization;
        let is_switched = |point: &str| {
            let mut assumptions = case.file().assumptions.iter();
            assumptions.any(|(id, is_shipped)| id == point && !is_shipped)
        };
        let (account, organization) = match is_switched("J5") {
            true => (on.account, on.organization),
            false => (on.account || on.organization, on.account || on.organization),
        };
        Self {
            account,
            resource_control: organization || is_switched("J6"),
        }
    }
}

pub(crate) fn is_console(region: &Region) -> bool {
    let entries = region.place.entry.as_ref();
    entries.is_none_or(|entries| entries.contains(&Entry::Console))
}

/// Principals that a policy names, by ARNs or patterns, and the root user.
pub(crate) fn is_few(set: &PrincipalSet) -> bool {
    set.within.is_some() || set.kind.as_deref() == Some(&[PrincipalKind::Root])
}

/// Those who come through the portal of IAM Identity Center.
pub(crate) fn is_portal(set: &PrincipalSet) -> bool {
    set.kind.as_deref() == Some(&[PrincipalKind::IdentityCenterRole])
}

/// Those that no policy names.
pub(crate) fn is_people(access: &PrincipalAccess) -> bool {
    !is_few(&access.principal) && !is_portal(&access.principal)
}
