//! Which of several changes to policies allows more sign-ins than another.

use vestibule_signin::Authorizer;

use crate::space::diagram::{Diagram, Leaf, NodeId, Operation};
use crate::space::fate::Fate;
use crate::space::leaf::{FALSE, TRUE};
use crate::space::truth::fates;
use crate::space::{Options, Space};
use crate::unanswered::Unanswered;

/// Of several sets of policies in the place of one: which of them allow, or stop allowing,
/// the same sign-ins and more. What is not known lies between allowed and denied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extents {
    /// For each set whether it allows anything that was not allowed.
    pub opens: Vec<bool>,
    /// For each set whether it stops allowing anything.
    pub closes: Vec<bool>,
    /// For two sets whether the second newly allows all that the first does.
    pub opens_within: Vec<Vec<bool>>,
    /// For two sets whether the second stops allowing all that the first does.
    pub closes_within: Vec<Vec<bool>>,
}

/// Compares what each of `afters` changes in the place of `before`.
///
/// # Errors
/// When the accounts differ or are not known, or the policies are too large.
pub fn extents(
    before: &Authorizer,
    afters: &[&Authorizer],
    options: &Options,
) -> Result<Extents, Unanswered> {
    let all: Vec<&Authorizer> = [before].into_iter().chain(afters.iter().copied()).collect();
    let mut diagram = Diagram::new();
    let mut chains = Vec::with_capacity(all.len());
    for (space, mut tables) in Space::several_with_tables(&all, options)? {
        let found = fates(&space, &mut tables, diagram)?;
        diagram = found.diagram;
        chains.push(found.chain);
    }
    let Some((first, chains)) = chains.split_first() else {
        return Err(Unanswered::edges());
    };
    let mut moved = |move_: Moved| -> Vec<NodeId> {
        let of = chains.iter();
        of.map(|after| diagram.join(move_, *first, *after))
            .collect()
    };
    let (opened, closed) = (moved(Moved::Opened), moved(Moved::Closed));
    let nowhere = NodeId::leaf(FALSE);
    let is_any = |nodes: &[NodeId]| nodes.iter().map(|node| *node != nowhere).collect();
    let mut within = |nodes: &[NodeId]| -> Vec<Vec<bool>> {
        let of = |one: &NodeId| {
            let others = nodes.iter();
            let outside = others.map(|other| diagram.join(Moved::Without, *one, *other));
            outside.map(|outside| outside == nowhere).collect()
        };
        nodes.iter().map(of).collect()
    };
    let found = Extents {
        opens: is_any(&opened),
        closes: is_any(&closed),
        opens_within: within(&opened),
        closes_within: within(&closed),
    };
    if diagram.is_full() {
        return Err(Unanswered::edges());
    }
    Ok(found)
}

/// Which way two fates of a sign-in differ, and which sign-ins of one set are in no other.
#[derive(Clone, Copy)]
enum Moved {
    Opened,
    Closed,
    Without,
}

impl Operation for Moved {
    fn id(self) -> u8 {
        // Behind those of [`crate::space::joined`].
        100 + match self {
            Self::Opened => 0,
            Self::Closed => 1,
            Self::Without => 2,
        }
    }

    fn leaf(self, a: Leaf, b: Leaf) -> Leaf {
        let is = match self {
            Self::Opened => openness(b) > openness(a),
            Self::Closed => openness(b) < openness(a),
            Self::Without => a == TRUE && b == FALSE,
        };
        if is { TRUE } else { FALSE }
    }
}

fn openness(leaf: Leaf) -> u8 {
    match Fate::of(leaf) {
        Fate::DeniedAt(_) | Fate::DeniedBy(_) => 0,
        Fate::Unknown | Fate::Undecided | Fate::Outside => 1,
        Fate::Allowed => 2,
    }
}
