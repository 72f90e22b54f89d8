//! Small universes: every sign-in made of witnesses, decided one by one, and sign-ins made at
//! random: what they come to, and which statements decide it.

use std::collections::BTreeSet;

use proptest::prelude::*;
use vestibule_arbitrary::{Case, case, sign_in};
use vestibule_iam::cidr::parse_address;
use vestibule_iam::date;
use vestibule_signin::decide::{PhaseDecision, Term};
use vestibule_signin::{
    Action, Authorizer, DecisionValue, Entry, GivenValue, Layer, Network, Request,
};

use super::axis::{Axis, KeyValues};
use super::diagram::{Diagram, Leaf, NodeId};
use super::fate::Fate;
use super::leaf::{TRUE, UNDECIDED, UNKNOWN};
use super::truth::{Fates, fates};
use super::values::{Addresses, Unit};
use super::{Options, Space};

/// A point by its number, where the last dimension changes first.
fn point(space: &Space<'_>, mut number: usize) -> Vec<usize> {
    let mut point = vec![0; space.axes.len()];
    for (axis, place) in space.axes.iter().zip(&mut point).rev() {
        *place = number % axis.len();
        number /= axis.len();
    }
    point
}

/// A space of so many points at most is looked at whole.
const ALL: usize = 2_000;

fn checked(
    authorizer: &Authorizer,
    numbers: &[usize],
    seeds: &[sign_in::Seed],
) -> Result<(), TestCaseError> {
    let made = Space::with_tables(authorizer, &Options::default());
    let (space, mut tables) = made.expect("small policies are not too large");
    let fates =
        fates(&space, &mut tables, Diagram::new()).expect("small policies are not too large");
    let count: usize = space.axes.iter().map(|axis| axis.len()).product();
    let mut points: Vec<Vec<usize>> = Vec::new();
    if count <= ALL {
        points.extend((0..count).map(|number| point(&space, number)));
    }
    points.extend(numbers.iter().map(|number| point(&space, number % count)));
    for point in points {
        check(authorizer, &space, &fates, &point, &space.request(&point))?;
    }
    let ranging: Vec<String> = space
        .context_keys()
        .map(|(_, key)| key.name.clone())
        .collect();
    for seed in seeds {
        let request = sign_in::of(authorizer, &ranging, seed);
        let point = located(&space, &request).expect("a sign-in of the space");
        check(authorizer, &space, &fates, &point, &request)?;
    }
    Ok(())
}

/// The classes of a sign-in; 0 of a dimension that says nothing of it.
fn located(space: &Space<'_>, request: &Request) -> Option<Vec<usize>> {
    let network = request.networks.at(Action::Authenticate);
    let address = |all: &Addresses, text: &str| {
        let address = parse_address(text)?;
        (0..all.len()).find(|class| all.range(*class).is_some_and(|of| of.contains(&address)))
    };
    let given = |name: &str| {
        let mut told = request.context.iter();
        let (_, value) = told.find(|(of, _)| of.eq_ignore_ascii_case(name))?;
        match value {
            GivenValue::One(text) => Some(text),
            _ => None,
        }
    };
    let (vpc, endpoint, inside) = match network {
        Network::Endpoint {
            vpc,
            endpoint,
            source_ip,
        } => (vpc.as_ref(), endpoint.as_ref(), source_ip.as_ref()),
        Network::Public { .. } => (None, None, None),
    };
    let of_key = |values: &KeyValues, text: &str| match values {
        KeyValues::Texts(texts) => texts.locate(text),
        KeyValues::Addresses(all) => address(all, text),
        KeyValues::Ordered(all) => {
            let value = match all.unit {
                Unit::Date => date::parse_date(text)?,
                Unit::Epoch | Unit::Whole => text.parse().ok()?,
            };
            let is_within = |(first, last): (i64, i64)| (first..=last).contains(&value);
            (0..all.len()).find(|class| all.range(*class).is_some_and(is_within))
        }
    };
    let of_axis = |axis: &Axis| match axis {
        Axis::Entry => Entry::ALL.iter().position(|entry| *entry == request.entry),
        Axis::Network(all) => match network {
            Network::Public { source_ip } => address(all, source_ip),
            Network::Endpoint { .. } => Some(all.len()),
        },
        Axis::Vpc(texts) => vpc.map_or(Some(0), |id| texts.locate(id)),
        Axis::Endpoint(texts) => endpoint.map_or(Some(0), |id| texts.locate(id)),
        Axis::VpcAddress(all) => inside.map_or(Some(0), |text| address(all, text)),
        Axis::Region(texts) => texts.locate(request.region()),
        Axis::Principal(_) => space.class_of(&request.principal),
        Axis::Context(key) => given(&key.name).map_or(Some(0), |text| of_key(&key.values, text)),
    };
    space.axes.iter().map(of_axis).collect()
}

/// What decides, or leaves it open: statements, or layers without any.
type Deciding = BTreeSet<(Layer, Option<(usize, usize)>)>;

/// What the diagrams of an action say that decides a sign-in, or leaves it open: what does for
/// certain, and what may as well, as the classes are too coarse for it.
fn deciding(
    fates: &Fates,
    authorizer: &Authorizer,
    at: &dyn Fn(NodeId) -> Leaf,
    action: usize,
    of: DecisionValue,
) -> [Deciding; 2] {
    let layer = |policy: usize| authorizer.policies().nth(policy).expect("a policy").layer;
    let wanted = match of {
        DecisionValue::Denied => TRUE,
        DecisionValue::Unknown => UNKNOWN,
        // Nothing decides that nothing denies.
        DecisionValue::Allowed => return [Deciding::new(), Deciding::new()],
    };
    let terms = &fates.terms[action];
    // A Deny comes before an Allow that is missing.
    let is_need = |term: &Term| matches!(term, Term::Need { .. });
    let mut denies = terms.iter().filter(|(term, _)| !is_need(term));
    let is_denied =
        of == DecisionValue::Denied && denies.clone().any(|(_, node)| at(*node) == TRUE);
    let is_open = of == DecisionValue::Denied && denies.any(|(_, node)| at(*node) == UNDECIDED);
    let mut found = [Deciding::new(), Deciding::new()];
    for (term, node) in terms
        .iter()
        .filter(|(term, _)| !is_denied || !is_need(term))
    {
        let by = match term {
            Term::Deny { policy, statement } => (layer(*policy), Some((*policy, *statement))),
            Term::Unreadable { policy } => (layer(*policy), None),
            Term::Need { group } => (authorizer.groups()[*group].layer, None),
        };
        match at(*node) {
            leaf if leaf == wanted => {
                let is_certain = !is_open || !is_need(term);
                found[usize::from(!is_certain)].insert(by);
            }
            UNDECIDED => drop(found[1].insert(by)),
            _ => {}
        }
    }
    found
}

/// What decides a phase is what the diagrams say, statement for statement.
fn same_statements(
    phase: &PhaseDecision<'_>,
    certain: &Deciding,
    perhaps: &Deciding,
) -> Result<(), TestCaseError> {
    let by = phase.decided_by.iter();
    let decided: Deciding = by
        .map(|by| (by.layer, by.policy.zip(by.statement)))
        .collect();
    prop_assert!(certain.is_subset(&decided), "{:?} {:?}", certain, phase);
    let known: Deciding = certain.union(perhaps).copied().collect();
    prop_assert!(decided.is_subset(&known), "{:?} {:?}", known, phase);
    Ok(())
}

fn check(
    authorizer: &Authorizer,
    space: &Space<'_>,
    fates: &Fates,
    point: &[usize],
    request: &Request,
) -> Result<(), TestCaseError> {
    let merged: Vec<usize> = point
        .iter()
        .enumerate()
        .map(|(axis, c)| space.merged(axis, *c))
        .collect();
    let decision = authorizer
        .decide(request)
        .expect("a request made here is sound");
    let at = |node: NodeId| fates.diagram.at(node, &merged);
    for (action, (phase, root)) in decision.phases.iter().zip(fates.phases).enumerate() {
        let fate = Fate::of(at(root));
        let expected = match fate {
            Fate::Allowed => DecisionValue::Allowed,
            Fate::DeniedAt(_) | Fate::DeniedBy(_) => DecisionValue::Denied,
            Fate::Unknown => DecisionValue::Unknown,
            Fate::Undecided | Fate::Outside => continue,
        };
        prop_assert_eq!(
            phase.decision,
            expected,
            "{:?} {:?} {:?}",
            phase.action,
            request,
            phase
        );
        let [certain, perhaps] = deciding(fates, authorizer, &at, action, expected);
        same_statements(phase, &certain, &perhaps)?;
    }
    let found = (
        decision.outcome,
        decision.denied_at.map(|action| action as u8),
    );
    match Fate::of(at(fates.chain)) {
        Fate::Allowed => prop_assert_eq!(found, (DecisionValue::Allowed, None)),
        Fate::DeniedAt(at) => prop_assert_eq!(found, (DecisionValue::Denied, Some(at))),
        Fate::DeniedBy(at) => {
            prop_assert_eq!(found.0, DecisionValue::Denied);
            prop_assert!(found.1 <= Some(at));
        }
        Fate::Unknown => prop_assert_eq!(found, (DecisionValue::Unknown, None)),
        Fate::Undecided | Fate::Outside => {}
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_diagram_says_what_is_decided_and_by_which_statements(
        case in case(), numbers in prop::collection::vec(any::<usize>(), 40),
        seeds in prop::collection::vec(sign_in::seed(), 40),
    ) {
        checked(&Case { account_told: true, ..case }.compile(), &numbers, &seeds)?;
    }
}
