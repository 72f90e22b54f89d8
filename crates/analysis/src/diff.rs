//! What differs between two sets of policies, for every sign-in.

use vestibule_signin::decide::Term;
use vestibule_signin::{Action, Authorizer, DecisionValue, Request};

use crate::access_map::{Place, undecided_at};
use crate::alike::{Alike, SameText, Side};
use crate::region::{Describer, Where};
use crate::space::diagram::{Diagram, NodeId};
use crate::space::fate::{Fate, Pair};
use crate::space::truth::{Fates, doubted, either, fates, pairs};
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

/// Sign-ins of which it is not decided whether something changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsure {
    /// Of both sets of policies the statements that leave it open, since the classes of values
    /// are too coarse for them. Both lists are empty where what is not known leaves it open.
    pub undecided: [Vec<Place>; 2],
    /// Which sign-ins.
    pub place: Where,
    /// One of them, which may be decided by itself.
    pub witness: Request,
}

/// All sign-ins on which two sets of policies differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Disjoint regions, in which all sign-ins change alike.
    pub changes: Vec<Change>,
    /// Sign-ins of which it is not decided whether something changes.
    pub undecided: Vec<Unsure>,
}

impl Difference {
    /// Whether every sign-in is decided the same; `None` when that is not decided. What is
    /// unknown to both is decided the same where the same leaves it open.
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
    /// Whether both sets say the same, statement by statement: then nothing differs, whatever
    /// is taken for granted of sign-ins.
    pub is_same: bool,
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
    diff_of_texts(before, after, &|_, _| false, options)
}

/// As [`diff`], where `same` tells which policies of both sets have the same text: those with
/// errors, too, leave the same open.
///
/// # Errors
/// As [`diff`].
pub fn diff_of_texts(
    before: &Authorizer,
    after: &Authorizer,
    same: SameText<'_>,
    options: &Options,
) -> Result<Comparison, Unanswered> {
    let both = Space::all_with_tables([before, after], options)?;
    let [(space, mut of_before), (seen_after, mut of_after)] = both;
    let Fates {
        diagram,
        phases,
        chain,
        terms,
        said,
    } = fates(&space, &mut of_before, Diagram::new())?;
    let second = fates(&seen_after, &mut of_after, diagram)?;
    let mut diagram = second.diagram;
    let alike = Alike::of(before, after, same);
    let mut roots = [NodeId::leaf(Pair::Same.leaf()); 3];
    let mut differs = NodeId::leaf(Pair::Same.leaf());
    for (index, (action, root)) in Action::ALL.into_iter().zip(&mut roots).enumerate() {
        // The last action may be decided as the second, and is not asked then.
        let asked = |space: &Space<'_>| match action {
            Action::CreateOAuth2Token if space.ends_as_second => Action::AuthorizeOAuth2Access,
            action => action,
        };
        let of = |all: &[NodeId; 3]| all.get(index).copied().unwrap_or(chain);
        let sides = [
            Side {
                space: &space,
                action: asked(&space),
                tables: &mut of_before,
                terms: terms.get(index).map_or(&[], |of| of),
                said: said.get(index).map_or(&[], |of| of),
            },
            Side {
                space: &seen_after,
                action: asked(&seen_after),
                tables: &mut of_after,
                terms: second.terms.get(index).map_or(&[], |of| of),
                said: second.said.get(index).map_or(&[], |of| of),
            },
        ];
        let may_differ = alike.differs(&mut diagram, sides);
        let pair = pairs(&mut diagram, of(&phases), of(&second.phases));
        *root = doubted(&mut diagram, pair, may_differ);
        differs = either(&mut diagram, differs, *root);
    }
    let pair = pairs(&mut diagram, chain, second.chain);
    let chain = doubted(&mut diagram, pair, differs);
    if diagram.is_full() {
        return Err(Unanswered::edges());
    }
    let mut describer = Describer::new(&space);
    let mut list = |root, actions: &[usize]| {
        let of = |all: &[Vec<(Term, NodeId)>; 3]| -> Vec<(Term, NodeId)> {
            let some = actions.iter().filter_map(|action| all.get(*action));
            some.flatten().copied().collect()
        };
        let of_sides = [(&space, of(&terms)), (&seen_after, of(&second.terms))];
        differences(&diagram, &mut describer, root, &of_sides)
    };
    let [a, b, c] = roots;
    Ok(Comparison {
        phases: [list(a, &[0])?, list(b, &[1])?, list(c, &[2])?],
        chain: list(chain, &[0, 1, 2])?,
        is_same: alike.is_all(),
        ranging: space
            .context_keys()
            .map(|(_, key)| key.name.clone())
            .collect(),
    })
}

/// The regions of a diagram of pairs, with the terms of both sets.
fn differences(
    diagram: &Diagram,
    describer: &mut Describer<'_, '_>,
    root: NodeId,
    sides: &[(&Space<'_>, Vec<(Term, NodeId)>); 2],
) -> Result<Difference, Unanswered> {
    let [(space, _), _] = sides;
    let mut found = Difference {
        changes: Vec::new(),
        undecided: Vec::new(),
    };
    for cuboid in boxes::boxes(space, diagram, root)? {
        match Pair::of(cuboid.leaf) {
            Pair::Same => {}
            Pair::Unsure | Pair::Unknown => {
                let regions = describer.regions(&cuboid)?.into_iter();
                found.undecided.extend(regions.map(|region| Unsure {
                    undecided:
                        sides.each_ref().map(|(space, terms)| {
                            undecided_at(space, diagram, terms, &region.point)
                        }),
                    place: region.place,
                    witness: space.request(&region.point),
                }));
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
