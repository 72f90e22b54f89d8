//! The truth of each part of each statement, on the classes that it depends on.

use rustc_hash::FxHashMap;
use vestibule_iam::keys::KeyId;
use vestibule_iam::truth::Truth;
use vestibule_signin::decide::{Part, PhaseParts};
use vestibule_signin::{Action, PrincipalKind};
use vestibule_syntax::limits::SPACE_STEPS;
use vestibule_syntax::sort;

use super::Space;
use super::axis::{Axis, kind_index};
use super::diagram::{Diagram, Leaf, NodeId};
use super::keys::{Depends, View};
use super::leaf::{UNDECIDED, UNKNOWN, leaf_of};
use super::questions::{Question, questions};
use crate::networks::Selection;
use crate::unanswered::Unanswered;

/// Something that the rules ask of a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Ask {
    /// Whether a policy is evaluated.
    Applies(usize),
    /// Whether the principal's own policies must allow.
    NeedsIdentity,
    /// Whether a part of a statement of a policy holds.
    Part(usize, usize, Part),
    /// Whether a part holds where nothing is known of the network, for principals from whom
    /// it is withheld.
    Withheld(usize, usize, Part),
}

/// The answers to all that the rules may ask.
pub(crate) struct Tables {
    ids: FxHashMap<(Action, Ask), usize>,
    tables: Vec<Table>,
    known: FxHashMap<(Depends, Vec<Leaf>), usize>,
    nodes: Vec<Option<NodeId>>,
    /// Policies and statements that are undecided somewhere, each with a key that is why.
    pub(crate) undecided: Vec<(usize, usize, KeyId)>,
}

struct Table {
    sides: Vec<Side>,
    /// The classes of the last side follow each other.
    leaves: Vec<Leaf>,
}

/// One dimension of a table.
#[derive(Clone, Debug)]
struct Side {
    axis: usize,
    /// The row of each class.
    row_of: Vec<usize>,
    /// A class of each row.
    classes: Vec<usize>,
}

impl Side {
    fn new(axis: usize, view: View, of: &Axis) -> Self {
        let mut rows: Vec<usize> = Vec::new();
        let mut side = Self {
            axis,
            row_of: Vec::with_capacity(of.len()),
            classes: Vec::new(),
        };
        let theirs = kind_index(PrincipalKind::IdentityCenterRole);
        for class in 0..of.len() {
            let group = match view {
                View::Full => class,
                View::Groups => of.group(class),
                View::Withheld => usize::from(of.group(class) == theirs),
            };
            // Where each class has a row of its own, it is the last one at most.
            let found = match view {
                View::Full => None,
                View::Groups | View::Withheld => rows.iter().position(|row| *row == group),
            };
            let row = found.unwrap_or_else(|| {
                rows.push(group);
                side.classes.push(class);
                rows.len() - 1
            });
            side.row_of.push(row);
        }
        side
    }
}

impl Tables {
    pub(crate) fn new(space: &Space<'_>) -> Result<Self, Unanswered> {
        let mut tables = Self {
            ids: FxHashMap::default(),
            tables: Vec::new(),
            known: FxHashMap::default(),
            nodes: Vec::new(),
            undecided: Vec::new(),
        };
        let mut steps = 0_usize;
        let apart = if space.ends_as_second { 2 } else { 3 };
        for action in Action::ALL.into_iter().take(apart) {
            for (depends, questions) in questions(space, action) {
                tables.answer(space, action, &depends, &questions, &mut steps)?;
            }
        }
        sort::by(&mut tables.undecided, Ord::cmp);
        tables.undecided.dedup();
        tables.nodes = vec![None; tables.tables.len()];
        tables.known = FxHashMap::default();
        Ok(tables)
    }

    /// Asks about every point of the classes in `depends`.
    fn answer(
        &mut self,
        space: &Space<'_>,
        action: Action,
        depends: &Depends,
        questions: &[Question],
        steps: &mut usize,
    ) -> Result<(), Unanswered> {
        let sides: Vec<Side> = depends
            .iter()
            .filter_map(|(axis, view)| Some(Side::new(axis, view, space.axes.get(axis)?)))
            .collect();
        let points = sides
            .iter()
            .map(|side| side.classes.len())
            .product::<usize>();
        *steps = steps.saturating_add(points.saturating_mul(questions.len() + 1));
        if *steps > SPACE_STEPS {
            return Err(Unanswered::steps());
        }
        let mut leaves = vec![Vec::with_capacity(points); questions.len()];
        let mut point = vec![0; space.axes.len()];
        for at in 0..points {
            let mut rest = at;
            for side in sides.iter().rev() {
                let class = side
                    .classes
                    .get(rest % side.classes.len())
                    .copied()
                    .unwrap_or(0);
                rest /= side.classes.len();
                if let Some(place) = point.get_mut(side.axis) {
                    *place = class;
                }
            }
            let mut is_single = true;
            for (axis, view) in depends.iter() {
                let class = point.get(axis).copied().unwrap_or(0);
                let of = space.axes.get(axis);
                is_single &= view != View::Full
                    || !space.matters(axis, &point)
                    || of.is_some_and(|axis| axis.is_single(class));
            }
            let request = space.request(&point);
            let mut open: Vec<(usize, Vec<KeyId>)> = Vec::new();
            space.authorizer.with_parts(&request, action, |parts| {
                for (index, (question, leaves)) in questions.iter().zip(&mut leaves).enumerate() {
                    let unknown = question.unknown(parts);
                    if is_single || unknown.is_empty() {
                        leaves.push(leaf_of(question.ask.truth(parts)));
                    } else {
                        leaves.push(UNDECIDED);
                        open.push((index, unknown));
                    }
                }
            });
            for (index, unknown) in open {
                let (Some(question), Some(leaves)) = (questions.get(index), leaves.get_mut(index))
                else {
                    continue;
                };
                let leaf = self.without(space, action, &point, question, &unknown);
                if let Some(last) = leaves.last_mut() {
                    *last = leaf;
                }
            }
        }
        for (question, leaves) in questions.iter().zip(leaves) {
            let id = self.intern(depends, &sides, leaves);
            self.ids.insert((action, question.ask), id);
        }
        Ok(())
    }

    /// The answer with nothing known of some keys: what it is whatever their values are, or
    /// undecided.
    fn without(
        &mut self,
        space: &Space<'_>,
        action: Action,
        point: &[usize],
        question: &Question,
        unknown: &[KeyId],
    ) -> Leaf {
        let request = space.request_without(point, unknown);
        let truth = |parts: &PhaseParts<'_>| leaf_of(question.ask.truth(parts));
        let leaf = space.authorizer.with_parts(&request, action, truth);
        if leaf != UNKNOWN {
            return leaf;
        }
        if let Ask::Part(policy, statement, _) | Ask::Withheld(policy, statement, _) = question.ask
            && let Some(key) = unknown.first()
        {
            self.undecided.push((policy, statement, *key));
        }
        UNDECIDED
    }

    fn intern(&mut self, depends: &Depends, sides: &[Side], leaves: Vec<Leaf>) -> usize {
        let tables = &mut self.tables;
        *self
            .known
            .entry((depends.clone(), leaves))
            .or_insert_with_key(|(_, leaves)| {
                tables.push(Table {
                    sides: sides.to_vec(),
                    leaves: leaves.clone(),
                });
                tables.len() - 1
            })
    }

    /// The diagram of an answer; false where nothing was asked.
    pub(crate) fn node(
        &mut self,
        space: &Space<'_>,
        diagram: &mut Diagram,
        action: Action,
        ask: Ask,
    ) -> Option<NodeId> {
        let id = *self.ids.get(&(action, ask))?;
        if let Some(Some(known)) = self.nodes.get(id) {
            return Some(*known);
        }
        let table = self.tables.get(id)?;
        let node = table.node(space, diagram);
        if let Some(place) = self.nodes.get_mut(id) {
            *place = Some(node);
        }
        Some(node)
    }
}

/// Of each dimension the merged class of each class, and the class that stands for each
/// merged one.
pub(crate) type Merged = (Vec<Vec<usize>>, Vec<Vec<usize>>);

/// Puts the classes of `space` together on which all answers of all policies are the same,
/// and that belong to the same `marks`.
pub(crate) fn merge(all: &[Tables], space: &Space<'_>, marks: &[Selection]) -> Merged {
    let sizes = space.axes.iter().map(Axis::len);
    let mut colours: Vec<Vec<usize>> = sizes.map(|size| vec![0; size]).collect();
    for mark in marks {
        for (colours, mark) in colours.iter_mut().zip(mark) {
            if let Some(mark) = mark {
                let rows: Vec<usize> = mark.iter().map(|is| usize::from(*is)).collect();
                refine(colours, &rows);
            }
        }
    }
    for table in all.iter().flat_map(|tables| &tables.tables) {
        for (place, side) in table.sides.iter().enumerate() {
            let rows = table.rows(place);
            let Some(colours) = colours.get_mut(side.axis) else {
                continue;
            };
            let of_class = side.row_of.iter().map(|row| rows.get(*row).copied());
            let of_class: Vec<usize> = of_class.map(Option::unwrap_or_default).collect();
            refine(colours, &of_class);
        }
    }
    let standing = |(colours, of): (&Vec<usize>, &Axis)| {
        let mut standing: Vec<usize> = Vec::new();
        for (class, colour) in colours.iter().enumerate() {
            match standing.get_mut(*colour) {
                Some(other) if of.rank(class) < of.rank(*other) => *other = class,
                Some(_) => {}
                None => standing.push(class),
            }
        }
        standing
    };
    let standing = colours.iter().zip(&space.axes).map(standing).collect();
    (colours, standing)
}

/// Tells classes of one colour apart by a further number. Colours are numbered as they
/// come.
fn refine(colours: &mut [usize], by: &[usize]) {
    let mut pairs: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for (colour, by) in colours.iter_mut().zip(by) {
        let next = pairs.len();
        *colour = *pairs.entry((*colour, *by)).or_insert(next);
    }
}

impl Table {
    /// For each row of a side a number that is the same for equal rows.
    fn rows(&self, place: usize) -> Vec<usize> {
        let inner: usize = self
            .sides
            .iter()
            .skip(place + 1)
            .map(|s| s.classes.len())
            .product();
        let count = self.sides.get(place).map_or(1, |side| side.classes.len());
        let mut contents: Vec<Vec<Leaf>> = vec![Vec::new(); count];
        for (block, leaves) in self.leaves.chunks(inner.max(1)).enumerate() {
            if let Some(content) = contents.get_mut(block % count.max(1)) {
                content.extend(leaves);
            }
        }
        let mut known: FxHashMap<Vec<Leaf>, usize> = FxHashMap::default();
        let number = |content: Vec<Leaf>| {
            let next = known.len();
            *known.entry(content).or_insert(next)
        };
        contents.into_iter().map(number).collect()
    }

    fn node(&self, space: &Space<'_>, diagram: &mut Diagram) -> NodeId {
        let mut made = FxHashMap::default();
        self.node_of(space, diagram, 0, &self.leaves, &mut made)
    }

    /// The diagram of the part of all leaves that is told apart by the sides from `place` on;
    /// equal parts are made once.
    fn node_of<'t>(
        &'t self,
        space: &Space<'_>,
        diagram: &mut Diagram,
        place: usize,
        leaves: &'t [Leaf],
        made: &mut FxHashMap<(usize, &'t [Leaf]), NodeId>,
    ) -> NodeId {
        let first = leaves.first().copied().unwrap_or(UNDECIDED);
        let Some(side) = self.sides.get(place) else {
            return NodeId::leaf(first);
        };
        if leaves.iter().all(|leaf| *leaf == first) {
            return NodeId::leaf(first);
        }
        if let Some(known) = made.get(&(place, leaves)) {
            return *known;
        }
        let of_row = leaves.len() / side.classes.len().max(1);
        let rows = leaves.chunks(of_row.max(1));
        let rows: Vec<NodeId> = rows
            .map(|row| self.node_of(space, diagram, place + 1, row, made))
            .collect();
        let of_merged = |merged| {
            let class = space.standing(side.axis, merged);
            let row = side.row_of.get(class).copied().unwrap_or(0);
            rows.get(row).copied().unwrap_or(NodeId::leaf(UNDECIDED))
        };
        let children = (0..space.size(side.axis)).map(of_merged).collect();
        let node = diagram.node(side.axis, children);
        made.insert((place, leaves), node);
        node
    }
}

impl Ask {
    fn truth(self, parts: &PhaseParts<'_>) -> Truth {
        match self {
            Self::Applies(policy) => parts.applies(policy),
            Self::NeedsIdentity => parts.needs_identity(),
            Self::Part(policy, statement, part) => parts.truth(policy, statement, part),
            Self::Withheld(policy, statement, part) => {
                let truth = parts.withheld(policy, statement, part);
                truth.unwrap_or(Truth::False)
            }
        }
    }
}
