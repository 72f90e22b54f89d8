//! A diagram as disjoint boxes: for each dimension a set of classes.

use rustc_hash::FxHashMap;
use vestibule_syntax::limits::REGIONS;
use vestibule_syntax::sort;

use super::Space;
use super::diagram::{Diagram, Leaf, NodeId};
use crate::unanswered::Unanswered;

/// Merged classes for each dimension, in ascending order; `None` for all of them.
pub(crate) type Sets = Vec<Option<Vec<usize>>>;

/// Points at which a diagram comes to one leaf.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cuboid {
    pub(crate) leaf: Leaf,
    pub(crate) sets: Sets,
}

/// The boxes of a diagram: disjoint, covering, in a fixed order. Boxes that differ in one
/// dimension alone are one.
pub(crate) fn boxes(
    space: &Space<'_>,
    diagram: &Diagram,
    root: NodeId,
) -> Result<Vec<Cuboid>, Unanswered> {
    let mut found = Vec::new();
    let mut sets: Sets = vec![None; space.axes.len()];
    walk(diagram, root, &mut sets, &mut found)?;
    loop {
        let before = found.len();
        for axis in (0..space.axes.len()).rev() {
            found = merge(found, axis, space.size(axis));
        }
        if found.len() == before {
            break;
        }
    }
    sort::by(&mut found, Ord::cmp);
    Ok(found)
}

fn walk(
    diagram: &Diagram,
    node: NodeId,
    sets: &mut Sets,
    found: &mut Vec<Cuboid>,
) -> Result<(), Unanswered> {
    let Some((level, children)) = diagram.ask(node) else {
        if found.len() >= REGIONS {
            return Err(Unanswered::regions());
        }
        found.push(Cuboid {
            leaf: node.as_leaf().unwrap_or_default(),
            sets: sets.clone(),
        });
        return Ok(());
    };
    let mut order: Vec<NodeId> = Vec::new();
    let mut classes: FxHashMap<NodeId, Vec<usize>> = FxHashMap::default();
    for (class, child) in children.iter().enumerate() {
        let of_child = classes.entry(*child).or_default();
        if of_child.is_empty() {
            order.push(*child);
        }
        of_child.push(class);
    }
    for child in order {
        if let Some(set) = sets.get_mut(level) {
            *set = classes.remove(&child);
        }
        walk(diagram, child, sets, found)?;
    }
    if let Some(set) = sets.get_mut(level) {
        *set = None;
    }
    Ok(())
}

/// Puts boxes together that are the same but for one dimension.
fn merge(boxes: Vec<Cuboid>, axis: usize, size: usize) -> Vec<Cuboid> {
    let mut merged: Vec<Cuboid> = Vec::with_capacity(boxes.len());
    let mut known: FxHashMap<(Leaf, Sets), usize> = FxHashMap::default();
    for mut cuboid in boxes {
        let own = cuboid.sets.get_mut(axis).and_then(Option::take);
        let key = (cuboid.leaf, cuboid.sets.clone());
        let at = *known.entry(key).or_insert(merged.len());
        let Some(into) = merged.get_mut(at) else {
            if let Some(set) = cuboid.sets.get_mut(axis) {
                *set = own;
            }
            merged.push(cuboid);
            continue;
        };
        if let Some(set) = into.sets.get_mut(axis) {
            // Boxes are disjoint, so neither has all classes.
            let mut classes = set.take().unwrap_or_default();
            classes.extend(own.unwrap_or_default());
            classes.sort_unstable();
            classes.dedup();
            *set = (classes.len() < size).then_some(classes);
        }
    }
    merged
}
