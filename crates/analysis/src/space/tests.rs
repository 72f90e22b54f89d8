//! Small universes: every sign-in made of witnesses, decided one by one.

use proptest::prelude::*;
use vestibule_arbitrary::{Case, case};
use vestibule_signin::{Authorizer, DecisionValue};

use super::diagram::Diagram;
use super::fate::Fate;
use super::truth::{Fates, fates};
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

fn checked(authorizer: &Authorizer, numbers: &[usize]) -> Result<(), TestCaseError> {
    let made = Space::with_tables(authorizer, &Options::default());
    let (space, mut tables) = made.expect("small policies are not too large");
    let fates =
        fates(&space, &mut tables, Diagram::new()).expect("small policies are not too large");
    let count: usize = space.axes.iter().map(|axis| axis.len()).product();
    if count <= ALL {
        for number in 0..count {
            check(authorizer, &space, &fates, &point(&space, number))?;
        }
    }
    for number in numbers {
        check(authorizer, &space, &fates, &point(&space, number % count))?;
    }
    Ok(())
}

fn check(
    authorizer: &Authorizer,
    space: &Space<'_>,
    fates: &Fates,
    point: &[usize],
) -> Result<(), TestCaseError> {
    let request = space.request(point);
    let merged: Vec<usize> = point
        .iter()
        .enumerate()
        .map(|(axis, c)| space.merged(axis, *c))
        .collect();
    let decision = authorizer
        .decide(&request)
        .expect("a request made here is sound");
    for (phase, root) in decision.phases.iter().zip(fates.phases) {
        let fate = Fate::of(fates.diagram.at(root, &merged));
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
    }
    let found = (
        decision.outcome,
        decision.denied_at.map(|action| action as u8),
    );
    match Fate::of(fates.diagram.at(fates.chain, &merged)) {
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
    fn the_diagram_says_what_is_decided_at_every_witness(
        case in case(), numbers in prop::collection::vec(any::<usize>(), 40),
    ) {
        checked(&Case { account_told: true, ..case }.compile(), &numbers)?;
    }
}
