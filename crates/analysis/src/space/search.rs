//! The best that becomes of a sign-in among some classes.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Space;
use super::axis::PRINCIPAL;
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

/// A diagram of fates that is looked through, among the points of a selection of merged
/// classes.
pub(crate) struct Search<'s, 'a> {
    space: &'s Space<'a>,
    diagram: &'s Diagram,
    root: NodeId,
    rank: Rank,
    selection: Selection,
    /// Of nodes the best fate behind them, and the first class that leads there.
    known: FxHashMap<NodeId, (Fate, Option<usize>)>,
    /// Of nodes that do not ask for anything behind the principal the best fate of each class
    /// of principals.
    of_each: FxHashMap<NodeId, Rc<[Fate]>>,
}

impl<'s, 'a> Search<'s, 'a> {
    pub(crate) fn new(
        space: &'s Space<'a>,
        diagram: &'s Diagram,
        root: NodeId,
        rank: Rank,
        selection: Selection,
    ) -> Self {
        Self {
            space,
            diagram,
            root,
            rank,
            selection,
            known: FxHashMap::default(),
            of_each: FxHashMap::default(),
        }
    }

    /// The best fate of all, and a point that has it, whose classes are not merged; `None`
    /// where there is no point, or none with a fate that is looked for.
    pub(crate) fn best(&mut self) -> Option<(Fate, Vec<usize>)> {
        let mut point = self.start()?;
        let fate = self.look(self.root);
        (self.rank)(fate)?;
        self.go_on(self.root, &mut point);
        Some((fate, point))
    }

    /// The best fate of each merged class of principals; [`Fate::Outside`] where there is none
    /// that is looked for.
    pub(crate) fn best_of_each(&mut self) -> Rc<[Fate]> {
        if self.start().is_none() {
            return vec![Fate::Outside; self.space.size(PRINCIPAL)].into();
        }
        self.look_for_each(self.root)
    }

    /// A point of a merged class of principals with their best fate.
    pub(crate) fn point_of(&mut self, principals: usize) -> Option<Vec<usize>> {
        let mut point = self.start()?;
        if let Some(at) = point.get_mut(PRINCIPAL) {
            *at = self.space.standing(PRINCIPAL, principals);
        }
        let diagram = self.diagram;
        let mut node = self.root;
        while let Some((level, children)) = diagram.ask(node) {
            if level > PRINCIPAL {
                break;
            }
            let class = if level == PRINCIPAL {
                principals
            } else {
                let rank = self.rank_of(node, principals);
                let mut classes = 0..children.len();
                classes.find(|class| {
                    let child = children.get(*class).copied();
                    self.belongs(level, *class)
                        && child.is_some_and(|child| self.rank_of(child, principals) == rank)
                })?
            };
            if let Some(at) = point.get_mut(level) {
                *at = self.space.standing(level, class);
            }
            node = *children.get(class)?;
        }
        self.look(node);
        self.go_on(node, &mut point);
        Some(point)
    }

    /// The classes that a person would name first, where nothing asks for others.
    fn start(&self) -> Option<Vec<usize>> {
        let of_axis = |axis| {
            let classes = (0..self.space.size(axis)).filter(|class| self.belongs(axis, *class));
            let standing = classes.map(|class| self.space.standing(axis, class));
            let rank = |class: &usize| {
                let of = self.space.axes.get(axis);
                (of.map(|axis| axis.rank(*class)), *class)
            };
            standing.min_by_key(rank)
        };
        (0..self.space.axes.len()).map(of_axis).collect()
    }

    fn go_on(&self, mut node: NodeId, point: &mut [usize]) {
        while let Some((level, children)) = self.diagram.ask(node) {
            let class = self.known.get(&node).and_then(|(_, class)| *class);
            let Some((class, child)) = class.and_then(|at| Some((at, *children.get(at)?))) else {
                return;
            };
            if let Some(at) = point.get_mut(level) {
                *at = self.space.standing(level, class);
            }
            node = child;
        }
    }

    fn belongs(&self, axis: usize, class: usize) -> bool {
        match self.selection.get(axis) {
            Some(Some(of_axis)) => of_axis.get(class) == Some(&true),
            _ => true,
        }
    }

    /// The best fate behind a node.
    fn look(&mut self, node: NodeId) -> Fate {
        if let Some((fate, _)) = self.known.get(&node) {
            return *fate;
        }
        let diagram = self.diagram;
        let Some((level, children)) = diagram.ask(node) else {
            return Fate::of(node.as_leaf().unwrap_or_default());
        };
        let mut found: Option<(u8, Fate, usize)> = None;
        for (class, child) in children.iter().enumerate() {
            if !self.belongs(level, class) {
                continue;
            }
            let fate = self.look(*child);
            let Some(rank) = (self.rank)(fate) else {
                continue;
            };
            if found.is_none_or(|(best, _, _)| rank < best) {
                found = Some((rank, fate, class));
            }
        }
        let fate = found.map_or(Fate::Outside, |(_, fate, _)| fate);
        self.known
            .insert(node, (fate, found.map(|(_, _, class)| class)));
        fate
    }

    /// The best fate behind a node of each class of principals.
    fn look_for_each(&mut self, node: NodeId) -> Rc<[Fate]> {
        if let Some(known) = self.of_each.get(&node) {
            return Rc::clone(known);
        }
        let diagram = self.diagram;
        let count = self.space.size(PRINCIPAL);
        let found: Rc<[Fate]> = match diagram.ask(node) {
            Some((level, children)) if level < PRINCIPAL => {
                let mut best = vec![Fate::Outside; count];
                let mut seen: FxHashSet<NodeId> = FxHashSet::default();
                for (class, child) in children.iter().enumerate() {
                    if self.belongs(level, class) && seen.insert(*child) {
                        let of_child = self.look_for_each(*child);
                        for (best, fate) in best.iter_mut().zip(of_child.iter()) {
                            if self.is_better(*fate, *best) {
                                *best = *fate;
                            }
                        }
                    }
                }
                best.into()
            }
            Some((PRINCIPAL, children)) => {
                let fates = children.iter().enumerate().map(|(class, child)| {
                    if self.belongs(PRINCIPAL, class) {
                        self.look(*child)
                    } else {
                        Fate::Outside
                    }
                });
                fates.collect()
            }
            _ => {
                let fate = self.look(node);
                let belongs = |class| self.belongs(PRINCIPAL, class);
                let of = |class| if belongs(class) { fate } else { Fate::Outside };
                (0..count).map(of).collect()
            }
        };
        self.of_each.insert(node, Rc::clone(&found));
        found
    }

    /// How good the best fate is of a class of principals behind a node that was looked at.
    fn rank_of(&mut self, node: NodeId, principals: usize) -> Option<u8> {
        let fates = self.look_for_each(node);
        fates.get(principals).and_then(|fate| (self.rank)(*fate))
    }

    fn is_better(&self, fate: Fate, than: Fate) -> bool {
        match ((self.rank)(fate), (self.rank)(than)) {
            (Some(one), Some(other)) => one < other,
            (one, None) => one.is_some(),
            (None, Some(_)) => false,
        }
    }
}
