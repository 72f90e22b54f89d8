//! What differs between two sets of policies, for every sign-in.

use vestibule_signin::{Action, Authorizer, DecisionValue, Request};

use crate::region::{Describer, Where};
use crate::space::diagram::{Diagram, NodeId};
use crate::space::fate::{Fate, Pair};
use crate::space::truth::{Fates, fates, pairs};
use crate::space::{Options, Space, boxes};
use crate::unanswered::Unanswered;

/// What one set of policies makes of a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// What it comes to.
    pub outcome: DecisionValue,
    /// The first action that denies it for certain.
    pub denied_at: Option<Action>,
}

/// Sign-ins of which two sets of policies make something else.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What the first ones make of them.
    pub before: Decided,
    /// What the second ones make of them.
    pub after: Decided,
    /// Which sign-ins.
    pub place: Where,
    /// One of them.
    pub witness: Request,
}

/// All sign-ins on which two sets of policies differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Disjoint regions, in which all sign-ins change alike.
    pub changes: Vec<Change>,
    /// Sign-ins of which it is not decided whether something changes.
    pub undecided: Vec<Where>,
}

impl Difference {
    /// Whether every sign-in is decided the same; `None` when that is not decided. Sign-ins
    /// that are unknown to both are decided the same.
    #[must_use]
    pub fn is_equivalent(&self) -> Option<bool> {
        if !self.changes.is_empty() {
            Some(false)
        } else if self.undecided.is_empty() {
            Some(true)
        } else {
            None
        }
    }
}

/// What differs, through all three actions and at each.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Each action by itself.
    pub phases: [Difference; 3],
    /// All three, one behind the other.
    pub chain: Difference,
    /// The context keys that range, because of one set of policies or the other: each
    /// sign-in that is compared gives those that it has.
    pub ranging: Vec<String>,
}

/// Compares what two sets of policies make of every sign-in of their account. Anything else
/// may differ, too: the organization, whether authorization is on, assumptions.
///
/// # Errors
/// When the accounts differ or are not known, or the policies are too large.
pub fn diff(
    before: &Authorizer,
    after: &Authorizer,
    options: &Options,
) -> Result<Comparison, Unanswered> {
    let both = Space::all_with_tables([before, after], options)?;
    let [(space, mut of_before), (seen_after, mut of_after)] = both;
    let first = fates(&space, &mut of_before, Diagram::new())?;
    let Fates {
        diagram,
        phases,
        chain,
        ..
    } = first;
    let second = fates(&seen_after, &mut of_after, diagram)?;
    let mut diagram = second.diagram;
    let mut describer = Describer::new(&space);
    let mut compare = |a, b| differences(&space, &mut diagram, &mut describer, a, b);
    let [(a, b), (c, d), (e, f)] = [0, 1, 2].map(|at: usize| {
        let root = |of: &[NodeId; 3]| of.get(at).copied().unwrap_or(chain);
        (root(&phases), root(&second.phases))
    });
    Ok(Comparison {
        phases: [compare(a, b)?, compare(c, d)?, compare(e, f)?],
        chain: compare(chain, second.chain)?,
        ranging: space
            .context_keys()
            .map(|(_, key)| key.name.clone())
            .collect(),
    })
}

fn differences(
    space: &Space<'_>,
    diagram: &mut Diagram,
    describer: &mut Describer<'_, '_>,
    before: NodeId,
    after: NodeId,
) -> Result<Difference, Unanswered> {
    let root = pairs(diagram, before, after);
    if diagram.is_full() {
        return Err(Unanswered::edges());
    }
    let mut found = Difference {
        changes: Vec::new(),
        undecided: Vec::new(),
    };
    for cuboid in boxes::boxes(space, diagram, root)? {
        match Pair::of(cuboid.leaf) {
            Pair::Same => {}
            Pair::Unsure => {
                let regions = describer.regions(&cuboid)?.into_iter();
                found.undecided.extend(regions.map(|region| region.place));
            }
            Pair::Changed(before, after) => {
                let regions = describer.regions(&cuboid)?.into_iter();
                found.changes.extend(regions.map(|region| Change {
                    before: decided(before),
                    after: decided(after),
                    place: region.place,
                    witness: space.request(&region.point),
                }));
            }
        }
    }
    Ok(found)
}

fn decided(fate: Fate) -> Decided {
    Decided {
        outcome: match fate {
            Fate::Allowed => DecisionValue::Allowed,
            Fate::DeniedAt(_) | Fate::DeniedBy(_) => DecisionValue::Denied,
            Fate::Unknown | Fate::Undecided | Fate::Outside => DecisionValue::Unknown,
        },
        denied_at: match fate {
            Fate::DeniedAt(at) => Action::ALL.get(usize::from(at)).copied(),
            _ => None,
        },
    }
}
