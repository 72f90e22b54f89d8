//! Who gets in from where.

use vestibule_analysis::{self as analysis, counts};
use vestibule_signin::decide::DecidedBy as Decided;
use vestibule_wire::{
    AccessMap, Action, AddressCount, Case, Compiled, DecidedBy, Decider, Decision, Entry, Finding,
    PhaseMap, Region, UndecidedStatement,
};

use crate::organization::{self, Groups};
use crate::question::Question;
use crate::{place, question, reasons, unanswered, witness, words};

/// Every sign-in to the account of a case, or to each account of its organization, in few
/// regions.
///
/// # Errors
/// Why there is no answer, when the account is not told or the policies are too large.
pub fn access_map(case: &Case) -> Result<AccessMap, Box<Finding>> {
    access_map_with(case, &[])
}

/// The same, where the context keys `free` range over all values and over absence, though
/// nothing says that a sign-in has them.
///
/// # Errors
/// As [`access_map`].
pub fn access_map_with(case: &Case, free: &[String]) -> Result<AccessMap, Box<Finding>> {
    if let Some(groups) = Groups::of(case, &[])? {
        return organization::map::of_groups(&groups, free);
    }
    let mut question = question::of_case(case)?;
    question.free(free);
    of_question(case, &question)
}

pub(crate) fn of_question(case: &Case, question: &Question<'_>) -> Result<AccessMap, Box<Finding>> {
    let account = &question.account;
    let compiled = case.compiled();
    let map = analysis::access_map(&question.authorizer, &question.options);
    let map = map.map_err(unanswered::finding)?;
    let mut about = About::default();
    let mut list = |regions: &[analysis::Region], action: Option<Action>| {
        let region = |found| region(compiled, account, found, action, &mut about);
        regions.iter().map(region).collect::<Vec<Region>>()
    };
    let chain = list(&map.chain, None);
    let phases = map.phases.iter().zip(vestibule_signin::Action::ALL);
    let phases = phases
        .map(|(regions, action)| PhaseMap {
            action: action.into(),
            regions: list(regions, Some(action.into())),
        })
        .collect();
    let undecided = map.undecided.iter();
    let (mut assumed_absent, assumptions) = about.told();
    // One that ranges is absent in some regions, and in others it is not.
    let ranges = |key: &String| map.ranging.iter().any(|of| of.eq_ignore_ascii_case(key));
    assumed_absent.retain(|key| !ranges(key));
    Ok(AccessMap {
        entry: Entry::ALL.to_vec(),
        phases,
        chain,
        assumed_absent,
        independent: compiled.keys_of_endpoints(),
        undecided: undecided
            .map(|undecided| statement(compiled, undecided))
            .collect(),
        assumptions,
        identity_center: case.file().identity_center(),
        without_identity_center: Vec::new(),
        not_in_use: Vec::new(),
    })
}

/// What all decisions on witnesses have in common.
#[derive(Default)]
pub(crate) struct About {
    assumed_absent: Vec<String>,
    assumptions: Vec<String>,
}

impl About {
    pub(crate) fn add(&mut self, decision: &Decision) {
        let absent = decision.phases.iter();
        let absent = absent.flat_map(|phase| &phase.assumed_absent);
        add(&mut self.assumed_absent, absent);
        add(&mut self.assumptions, &decision.assumptions);
    }

    /// The keys that are taken to be absent, and the ids of assumptions.
    pub(crate) fn told(self) -> (Vec<String>, Vec<String>) {
        (self.assumed_absent, in_order(self.assumptions))
    }
}

fn add<'t>(all: &mut Vec<String>, texts: impl IntoIterator<Item = &'t String>) {
    for text in texts {
        if !all.contains(text) {
            all.push(text.clone());
        }
    }
}

/// Ids of assumptions by their numbers.
pub(crate) fn in_order(mut ids: Vec<String>) -> Vec<String> {
    let number = |id: &str| id.get(1..).and_then(|digits| digits.parse::<u32>().ok());
    ids.sort_by_key(|id| number(id));
    ids
}

/// A region of `action`, or of all three without one.
fn region(
    compiled: &Compiled,
    account: &str,
    found: &analysis::Region,
    action: Option<Action>,
    about: &mut About,
) -> Region {
    let witness = witness::request(&found.witness);
    let decision = compiled.decide(&witness).ok();
    debug_assert!(decision.is_some(), "a witness is sound: {witness:?}");
    let reasons = decision.map(|decision| {
        about.add(&decision);
        reasons::of(&decision, action)
    });
    let reasons = reasons.unwrap_or_default();
    let addresses = match &found.place.network {
        Some(analysis::NetworkSet::Public(Some(ranges))) => Some(ranges.clone()),
        Some(analysis::NetworkSet::Public(None)) => Some(everywhere()),
        Some(analysis::NetworkSet::Endpoint { .. }) | None => None,
    };
    let undecided = found.undecided.iter();
    Region {
        outcome: found.outcome.into(),
        denied_at: found.denied_at.map(Into::into),
        decided_by: reasons.decided_by,
        depends_on: reasons.depends_on,
        undecided: undecided.map(|place| by(compiled, *place)).collect(),
        place: place::of_region(&found.place, account),
        witness,
        addresses: addresses.map(|ranges| {
            let [ipv4, ipv6] = counts(&ranges);
            AddressCount { ipv4, ipv6 }
        }),
    }
}

/// All addresses.
fn everywhere() -> Vec<analysis::Cidr> {
    let all = |address| analysis::Cidr { address, prefix: 0 };
    vec![
        all(std::net::Ipv4Addr::UNSPECIFIED.into()),
        all(std::net::Ipv6Addr::UNSPECIFIED.into()),
    ]
}

/// A statement in the contract's words.
pub(crate) fn by(compiled: &Compiled, place: analysis::Place) -> DecidedBy {
    let mut policies = compiled.authorizer().policies();
    let layer = policies.nth(place.policy).map(|policy| policy.layer);
    compiled.decided_by(Decider::from(&Decided {
        layer: layer.unwrap_or(vestibule_signin::Layer::ResourceBased),
        policy: Some(place.policy),
        statement: Some(place.statement),
    }))
}

/// A statement that is undecided, in the contract's words.
pub(crate) fn statement(
    compiled: &Compiled,
    undecided: &analysis::Undecided,
) -> UndecidedStatement {
    let by = by(compiled, undecided.place);
    let key = &undecided.key;
    UndecidedStatement {
        layer: by.layer,
        policy: by.policy,
        statement: by.statement,
        why: words::why_undecided(key).plain(),
        key: key.clone(),
    }
}
