//! What differs between two cases.

use vestibule_analysis::{self as analysis, Unanswered};
use vestibule_signin::{self as signin, Authorizer, Entry, Network, Principal};
use vestibule_syntax::message;
use vestibule_wire::{
    Action, Case, Comparison, DecidedSide, Finding, Outcome, PhaseComparison, Request, Severity,
    SignInChange, declares_unknown,
};

use crate::accounts::Swapped;
use crate::map::About;
use crate::organization::{self, Groups};
use crate::question::Question;
use crate::{map, place, question, reasons, unanswered, witness};

/// How two cases are compared.
#[derive(Clone, Copy, Debug, Default)]
pub struct Comparing<'a> {
    /// The account that is signed in to; without one, that of the cases.
    pub account: Option<&'a str>,
    /// The accounts of both cases, where they are two and the second case was read with each
    /// of them in the place of the other.
    pub swapped: Option<&'a Swapped>,
    /// Whether each action is compared by itself, too.
    pub phases: bool,
    /// The points of which the second case takes the other reading, where both are one case.
    pub other_readings: &'a [String],
}

/// What the policies and settings of two cases make of every sign-in to one account, or to each
/// account of one organization.
///
/// # Errors
/// As [`crate::access_map`]; and when the cases are of two accounts, of which
/// [`crate::Swapped`] makes one.
pub fn diff(
    before: &Case,
    after: &Case,
    comparing: Comparing<'_>,
) -> Result<Comparison, Box<Finding>> {
    let texts = [before, after].map(|case| organization::texts(case.file(), &[]));
    let [further_before, further_after] = &texts;
    let groups = [
        Groups::told_apart(before, &[], further_after)?,
        Groups::told_apart(after, &[], further_before)?,
    ];
    match &groups {
        [Some(one), Some(other)] => {
            organization::diff::of_cases([before, after], [one, other], comparing)
        }
        [None, None] => diff_of_account(before, after, comparing, None),
        _ => Err(organization_and_account()),
    }
}

fn organization_and_account() -> Box<Finding> {
    let message = message!("one case is of an organization and the other of an account");
    let help = message!("compare two organizations, or two accounts");
    Box::new(Finding::new("another-account", Severity::Error, message).help(help))
}

/// As [`diff`], of cases without an organization; of the principals of that partition, where it is
/// told.
pub(crate) fn diff_of_account(
    before: &Case,
    after: &Case,
    comparing: Comparing<'_>,
    partition: Option<&str>,
) -> Result<Comparison, Box<Finding>> {
    let swapped = comparing.swapped;
    let account = match (comparing.account, swapped) {
        (Some(account), _) => account.to_owned(),
        (None, Some(swapped)) => swapped.first().to_owned(),
        (None, None) => one_account(before, after)?,
    };
    let cases = [before, after];
    let [first, second] = cases.map(|case| question::for_account(case, &account, partition));
    let options = options(&first, &second, &account);
    let absent = options.free.clone();
    let without_identity_center = options.without_identity_center;
    let found =
        compare(cases, &first, &second, options, swapped.is_some()).map_err(unanswered::finding)?;
    // What such a key makes of sign-ins that have it was not looked at.
    let ranges = |key: &&String| found.ranging.iter().any(|of| of.eq_ignore_ascii_case(key));
    let held: Vec<String> = absent.iter().filter(|key| !ranges(key)).cloned().collect();
    let mut sides = Sides {
        is_whole: held.is_empty() || found.is_same,
        cases,
        account: &account,
        swapped,
        about: About::default(),
    };
    let (equivalent, changes, not_known) = sides.list(&found.chain, None);
    let phases = comparing.phases.then(|| {
        let phases = found.phases.iter().zip(signin::Action::ALL);
        let phase = |(found, action): (&analysis::Difference, signin::Action)| {
            let (equivalent, changes, not_known) = sides.list(found, Some(action.into()));
            PhaseComparison {
                action: action.into(),
                equivalent,
                changes,
                not_known,
            }
        };
        phases.map(phase).collect()
    });
    let (mut assumed_absent, assumptions) = sides.about.told();
    let further = held.into_iter().filter(|key| !assumed_absent.contains(key));
    let further: Vec<String> = further.collect();
    assumed_absent.extend(further);
    Ok(Comparison {
        equivalent,
        account,
        accounts: Vec::new(),
        not_in_use: Vec::new(),
        without_identity_center: Vec::new(),
        only_before: Vec::new(),
        only_after: Vec::new(),
        other_account: swapped.map(|of| of.second().to_owned()),
        other_readings: comparing.other_readings.to_vec(),
        changes,
        not_known,
        phases,
        assumed_absent,
        assumptions,
        identity_center: without_identity_center.then_some(false),
    })
}

/// The account of two cases, one of which may leave it open.
fn one_account(before: &Case, after: &Case) -> Result<String, Box<Finding>> {
    match [before, after].map(question::account) {
        [Some(one), Some(other)] if one != other => {
            Err(unanswered::finding(Unanswered::AnotherAccount))
        }
        [Some(account), _] | [None, Some(account)] => Ok(account),
        [None, None] => Err(unanswered::no_account()),
    }
}

/// What the space is made of besides both sets of policies. Keys that are taken to be absent
/// because nothing says that sign-ins have them range here: an edit that is about one of them
/// changes something.
fn options(first: &Question<'_>, second: &Question<'_>, account: &str) -> analysis::Options {
    let (one, other) = (&first.options, &second.options);
    let partition = one.partition.clone().or_else(|| other.partition.clone());
    let joined = |one: &[String], other: &[String]| {
        let mut all = one.to_vec();
        all.extend(other.iter().filter(|text| !one.contains(text)).cloned());
        all
    };
    let mut networks = one.networks.clone();
    let further = other
        .networks
        .iter()
        .filter(|of| !one.networks.contains(of));
    networks.extend(further.cloned());
    // Where one of them may use it, its sign-ins are compared.
    let without_identity_center = one.without_identity_center && other.without_identity_center;
    let mut free = Vec::new();
    for question in [first, second] {
        let keys = assumed_absent(&question.authorizer, partition.as_deref(), account);
        free = joined(&free, &keys);
    }
    analysis::Options {
        principals: joined(&one.principals, &other.principals),
        familiar: joined(&one.familiar, &other.familiar),
        partition,
        networks,
        free,
        without_identity_center,
    }
}

/// The keys that are taken to be absent of somebody, somewhere.
fn assumed_absent(authorizer: &Authorizer, partition: Option<&str>, account: &str) -> Vec<String> {
    let partition = partition.unwrap_or("aws");
    let names = ["iam", "sts"].map(|service| format!("arn:{partition}:{service}::{account}:"));
    let [iam, sts] = &names;
    let principals = [
        format!("{iam}root"),
        format!("{iam}user/x"),
        format!("{iam}role/x"),
        format!("{iam}role/aws-reserved/sso.amazonaws.com/x"),
        format!("{sts}federated-user/x"),
    ];
    let mut keys: Vec<String> = Vec::new();
    for principal in principals
        .iter()
        .filter_map(|arn| Principal::parse(arn).ok())
    {
        for entry in Entry::ALL {
            let source_ip = "203.0.113.1".to_owned();
            let request = signin::Request {
                entry,
                principal: principal.clone(),
                networks: Network::Public { source_ip }.into(),
                region: None,
                context: Vec::new(),
                resource: None,
            };
            let Ok(decision) = authorizer.decide(&request) else {
                continue;
            };
            let absent = decision.phases.iter();
            for key in absent.flat_map(|phase| &phase.assumed_absent) {
                if !keys.iter().any(|known| known == key) {
                    keys.push((*key).to_owned());
                }
            }
        }
    }
    keys
}

fn compare(
    cases: [&Case; 2],
    first: &Question<'_>,
    second: &Question<'_>,
    options: analysis::Options,
    is_of_two: bool,
) -> Result<analysis::Comparison, Unanswered> {
    let [before, after] = cases.map(Case::compiled);
    let same = |one: usize, other: usize| {
        let text = before.text_of(one);
        // Of two accounts nobody says that what is unknown is the same.
        let is_told = |(text, _): (&str, usize)| !(is_of_two && declares_unknown(text));
        text.is_some_and(is_told) && text == after.text_of(other)
    };
    let compare =
        |options| analysis::diff_of_texts(&first.authorizer, &second.authorizer, &same, options);
    match compare(&options) {
        // Then these keys are absent, which is said.
        Err(Unanswered::TooLarge { .. }) if !options.free.is_empty() => {
            compare(&analysis::Options {
                free: Vec::new(),
                ..options.clone()
            })
        }
        found => found,
    }
}

/// Whether all is the same, what changes, and of what that is not known.
type List = (Option<bool>, Vec<SignInChange>, Vec<SignInChange>);

/// Both cases, and what all decisions on witnesses have in common.
struct Sides<'a> {
    /// Whether the cases were compared for sign-ins with whatever keys.
    is_whole: bool,
    cases: [&'a Case; 2],
    account: &'a str,
    swapped: Option<&'a Swapped>,
    about: About,
}

impl Sides<'_> {
    /// What differs at an action, or through all three without one.
    fn list(&mut self, found: &analysis::Difference, action: Option<Action>) -> List {
        let none: [Vec<analysis::Place>; 2] = Default::default();
        let changes = found.changes.iter().map(|change| {
            let outcomes = [change.before, change.after];
            let mut told = self.change(&change.place, &change.witness, &none, action);
            let [before, after] = outcomes;
            (told.from, told.to) = (before.outcome.into(), after.outcome.into());
            told.before.denied_at = before.denied_at.map(Into::into);
            told.after.denied_at = after.denied_at.map(Into::into);
            told
        });
        let mut changes: Vec<SignInChange> = changes.collect();
        changes.sort_by_key(|change| order(change.from, change.to));
        let not_known = found.undecided.iter();
        let not_known: Vec<SignInChange> = not_known
            .map(|unsure| self.change(&unsure.place, &unsure.witness, &unsure.undecided, action))
            .collect();
        // A witness that changes is enough to say that something does.
        let is_change =
            |of: &SignInChange| of.from != of.to || of.before.denied_at != of.after.denied_at;
        let equivalent = if !changes.is_empty() || not_known.iter().any(is_change) {
            Some(false)
        } else {
            (self.is_whole && not_known.is_empty()).then_some(true)
        };
        (equivalent, changes, not_known)
    }

    fn change(
        &mut self,
        region: &analysis::Where,
        found: &signin::Request,
        undecided: &[Vec<analysis::Place>; 2],
        action: Option<Action>,
    ) -> SignInChange {
        let witness = witness::request(found);
        let [first, second] = self.cases;
        let [of_first, of_second] = undecided;
        let (from, before) = self.side(first, &witness, of_first, action);
        let (to, mut after) = self.side(second, &witness, of_second, action);
        if let Some(swapped) = self.swapped {
            let named = after.decided_by.iter_mut().chain(&mut after.undecided);
            for by in named {
                let texts = [&mut by.policy, &mut by.sid];
                texts
                    .into_iter()
                    .flatten()
                    .for_each(|text| *text = swapped.text(text));
            }
        }
        SignInChange {
            from,
            to,
            place: place::of_region(region, self.account),
            witness,
            before,
            after,
        }
    }

    /// How one case decides a witness.
    fn side(
        &mut self,
        case: &Case,
        witness: &Request,
        undecided: &[analysis::Place],
        action: Option<Action>,
    ) -> (Outcome, DecidedSide) {
        let compiled = case.compiled();
        let decision = compiled.decide(witness).ok();
        debug_assert!(decision.is_some(), "a witness is sound: {witness:?}");
        let Some(decision) = decision else {
            return (Outcome::Unknown, DecidedSide::default());
        };
        self.about.add(&decision);
        let of_action = decision
            .phases
            .iter()
            .find(|phase| Some(phase.action) == action);
        let outcome = of_action.map_or(decision.outcome, |phase| phase.decision);
        let denied_at = match action {
            Some(action) => Some(action).filter(|_| outcome == Outcome::Denied),
            None => decision.denied_at,
        };
        let reasons = reasons::of(&decision, action);
        let undecided = undecided.iter().map(|place| map::by(compiled, *place));
        let side = DecidedSide {
            denied_at,
            decided_by: reasons.decided_by,
            depends_on: reasons.depends_on,
            undecided: undecided.collect(),
        };
        (outcome, side)
    }
}

/// What a reader asks for first: who is newly denied, and then who is newly allowed.
fn order(from: Outcome, to: Outcome) -> usize {
    match (from, to) {
        (Outcome::Allowed, Outcome::Denied) => 0,
        (Outcome::Denied, Outcome::Allowed) => 1,
        (Outcome::Unknown, Outcome::Denied) => 2,
        (Outcome::Unknown, Outcome::Allowed) => 3,
        (Outcome::Allowed, Outcome::Unknown) => 4,
        (Outcome::Denied, Outcome::Unknown) => 5,
        _ => 6,
    }
}
