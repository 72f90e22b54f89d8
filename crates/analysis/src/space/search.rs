//! The best that becomes of a sign-in among some classes.

use std::collections::HashMap;

use super::Space;
use super::diagram::{Diagram, NodeId};
use super::fate::Fate;
use crate::networks::Selection;

/// Fates in the order in which one is looked for; `None` for one that is not.
pub(crate) type Rank = fn(Fate) -> Option<u8>;

/// The order of who looks for a way in.
pub(crate) fn way_in(fate: Fate) -> Option<u8> {
    match fate {
        Fate::Allowed => Some(0),
        Fate::Unknown | Fate::Undecided => Some(1),
        Fate::DeniedAt(at) | Fate::DeniedBy(at) => Some(4 - at.min(2)),
        Fate::Outside => None,
    }
}

/// The order of who looks for a way that is closed.
pub(crate) fn closed(fate: Fate) -> Option<u8> {
    match fate {
        Fate::DeniedAt(at) | Fate::DeniedBy(at) => Some(at.min(2)),
        Fate::Unknown | Fate::Undecided => Some(3),
        Fate::Allowed => Some(4),
        Fate::Outside => None,
    }
}

/// A diagram of fates that is looked through.
pub(crate) struct Search<'s, 'a> {
    space: &'s Space<'a>,
    diagram: &'s Diagram,
    root: NodeId,
    rank: Rank,
}

impl<'s, 'a> Search<'s, 'a> {
    pub(crate) fn new(
        space: &'s Space<'a>,
        diagram: &'s Diagram,
        root: NodeId,
        rank: Rank,
    ) -> Self {
        Self {
            space,
            diagram,
            root,
            rank,
        }
    }
}

/// The best fate among the points of a selection of merged classes, and a point of it whose
/// classes are not merged; `None` where there is no point, or none with a fate that is
/// looked for.
pub(crate) fn best(search: &Search<'_, '_>, selection: &Selection) -> Option<(Fate, Vec<usize>)> {
    let mut known: HashMap<NodeId, (Fate, Option<usize>)> = HashMap::new();
    let mut point = Vec::with_capacity(search.space.axes.len());
    for axis in 0..search.space.axes.len() {
        let first = (0..search.space.size(axis)).filter(|class| belongs(selection, axis, *class));
        let standing = first.map(|class| search.space.standing(axis, class));
        let rank = |class: &usize| {
            let of = search.space.axes.get(axis);
            (of.map(|axis| axis.rank(*class)), *class)
        };
        point.push(standing.min_by_key(rank)?);
    }
    let fate = look(search, selection, search.root, &mut known);
    (search.rank)(fate)?;
    let mut node = search.root;
    while let Some((level, children)) = search.diagram.ask(node) {
        let class = known.get(&node).and_then(|(_, class)| *class)?;
        if let Some(at) = point.get_mut(level) {
            *at = search.space.standing(level, class);
        }
        node = *children.get(class)?;
    }
    Some((fate, point))
}

fn belongs(selection: &Selection, axis: usize, class: usize) -> bool {
    match selection.get(axis) {
        Some(Some(of_axis)) => of_axis.get(class) == Some(&true),
        _ => true,
    }
}

/// The best fate behind a node, and the class that leads there.
fn look(
    search: &Search<'_, '_>,
    selection: &Selection,
    node: NodeId,
    known: &mut HashMap<NodeId, (Fate, Option<usize>)>,
) -> Fate {
    if let Some((fate, _)) = known.get(&node) {
        return *fate;
    }
    let Some((level, children)) = search.diagram.ask(node) else {
        return Fate::of(node.as_leaf().unwrap_or_default());
    };
    let mut found: Option<(u8, Fate, usize)> = None;
    for (class, child) in children.iter().enumerate() {
        if !belongs(selection, level, class) {
            continue;
        }
        let fate = look(search, selection, *child, known);
        let Some(rank) = (search.rank)(fate) else {
            continue;
        };
        if found.is_none_or(|(best, _, _)| rank < best) {
            found = Some((rank, fate, class));
        }
    }
    let fate = found.map_or(Fate::Outside, |(_, fate, _)| fate);
    known.insert(node, (fate, found.map(|(_, _, class)| class)));
    fate
}
