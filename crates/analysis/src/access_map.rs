//! Who gets in from where: every sign-in of an account, in few regions.

use vestibule_signin::decide::Term;
use vestibule_signin::{Action, Authorizer, DecisionValue, Request};
use vestibule_syntax::sort;

use crate::region::{Describer, Where};
use crate::space::Options;
use crate::space::diagram::{Diagram, NodeId};
use crate::space::fate::Fate;
use crate::space::leaf::UNDECIDED;
use crate::space::truth::{Fates, fates};
use crate::space::{Space, boxes};
use crate::unanswered::Unanswered;

/// Sign-ins that come to the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// What they come to. With [`Region::undecided`] only a denial is certain.
    pub outcome: DecisionValue,
    /// The first action that denies them for certain; `None` also where one that is
    /// undecided may deny them before.
    pub denied_at: Option<Action>,
    /// The statements that leave it open, since the classes of values are too coarse for
    /// them: policy and statement. Empty where the evaluator decides each sign-in of the
    /// region as the region says.
    pub undecided: Vec<Place>,
    /// Which sign-ins.
    pub place: Where,
    /// One of them.
    pub witness: Request,
}

/// A statement by its place in [`Authorizer::policies`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index of the policy.
    pub policy: usize,
    /// Index of its statement.
    pub statement: usize,
}

/// A statement whose truth is not known somewhere, because of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// The statement.
    pub place: Place,
    /// The key: its tests do not go together, have too many patterns, or a policy variable
    /// refers to it whose value decides from sign-in to sign-in.
    pub key: String,
}

/// Every sign-in of an account. The regions of one list are disjoint, and each sign-in of
/// the space lies in one.
#[derive(Clone, Debug, PartialEq)]
pub struct AccessMap {
    /// Each action by itself.
    pub phases: [Vec<Region>; 3],
    /// All three, one behind the other.
    pub chain: Vec<Region>,
    /// Statements that are undecided for some sign-ins, though it may not matter.
    pub undecided: Vec<Undecided>,
    /// The context keys that range: each sign-in of the space gives those that it has.
    pub ranging: Vec<String>,
}

/// The map of all sign-ins of the account of `authorizer`.
///
/// # Errors
/// When the account is not known, or the policies are too large.
pub fn access_map(authorizer: &Authorizer, options: &Options) -> Result<AccessMap, Unanswered> {
    let (space, fates, undecided) = look(authorizer, options)?;
    let [first, second, third] = fates.phases;
    let mut describer = Describer::new(&space);
    let mut phase = |index: usize, root| list(&space, &fates, &mut describer, root, &[index]);
    let phases = [phase(0, first)?, phase(1, second)?, phase(2, third)?];
    Ok(AccessMap {
        phases,
        chain: list(&space, &fates, &mut describer, fates.chain, &[0, 1, 2])?,
        undecided,
        ranging: space
            .context_keys()
            .map(|(_, key)| key.name.clone())
            .collect(),
    })
}

/// The space of all sign-ins and what becomes of them.
pub(crate) fn look<'a>(
    authorizer: &'a Authorizer,
    options: &Options,
) -> Result<(Space<'a>, Fates, Vec<Undecided>), Unanswered> {
    let (space, mut tables) = Space::with_tables(authorizer, options)?;
    let fates = fates(&space, &mut tables, Diagram::new())?;
    let named = tables
        .undecided
        .iter()
        .map(|(policy, statement, key)| Undecided {
            place: Place {
                policy: *policy,
                statement: *statement,
            },
            key: authorizer.keys().name(*key).to_owned(),
        });
    let undecided = named.collect();
    Ok((space, fates, undecided))
}

/// The regions of a diagram of fates, those that get in first.
fn list(
    space: &Space<'_>,
    fates: &Fates,
    describer: &mut Describer<'_, '_>,
    root: NodeId,
    actions: &[usize],
) -> Result<Vec<Region>, Unanswered> {
    let mut found = Vec::new();
    for cuboid in boxes::boxes(space, &fates.diagram, root)? {
        let fate = Fate::of(cuboid.leaf);
        for region in describer.regions(&cuboid)? {
            let outcome = match fate {
                Fate::Allowed => DecisionValue::Allowed,
                Fate::DeniedAt(_) | Fate::DeniedBy(_) => DecisionValue::Denied,
                Fate::Unknown | Fate::Undecided | Fate::Outside => DecisionValue::Unknown,
            };
            let denied_at = match fate {
                Fate::DeniedAt(at) => Action::ALL.get(usize::from(at)).copied(),
                _ => None,
            };
            let undecided = match fate {
                Fate::DeniedBy(_) | Fate::Undecided => {
                    let of_actions = actions.iter().filter_map(|of| fates.terms.get(*of));
                    let terms = of_actions.flatten();
                    undecided_at(space, &fates.diagram, terms, &region.point)
                }
                Fate::Allowed | Fate::DeniedAt(_) | Fate::Unknown | Fate::Outside => Vec::new(),
            };
            found.push(Region {
                outcome,
                denied_at,
                undecided,
                witness: space.request(&region.point),
                place: region.place,
            });
        }
    }
    Ok(found)
}

/// The statements that are undecided at a point, or whose policies need one that is, by the
/// terms of some actions.
pub(crate) fn undecided_at<'t>(
    space: &Space<'_>,
    diagram: &Diagram,
    terms: impl IntoIterator<Item = &'t (Term, NodeId)>,
    point: &[usize],
) -> Vec<Place> {
    let merged: Vec<usize> = point
        .iter()
        .enumerate()
        .map(|(axis, class)| space.merged(axis, *class))
        .collect();
    let mut places: Vec<Place> = Vec::new();
    for (term, value) in terms {
        if diagram.at(*value, &merged) != UNDECIDED {
            continue;
        }
        match term {
            Term::Deny { policy, statement } => places.push(Place {
                policy: *policy,
                statement: *statement,
            }),
            Term::Unreadable { .. } => {}
            Term::Need { group } => {
                let group = space.authorizer.groups().get(*group);
                for member in group.iter().flat_map(|group| &group.members) {
                    let of_member = space.undecided_statements(*member);
                    places.extend(of_member.map(|statement| Place {
                        policy: *member,
                        statement,
                    }));
                }
            }
        }
    }
    sort::by(&mut places, Ord::cmp);
    places.dedup();
    places
}
