//! A multi-valued decision diagram: for each point of a product of dimensions one leaf.
//!
//! Dimensions are looked at in a fixed order, equal parts are there once, and what does
//! not matter is not asked, so that two diagrams say the same exactly if they are the same
//! node.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use vestibule_syntax::limits::DIAGRAM_EDGES;

/// What a diagram comes to at a point: a number whose meaning is the caller's.
pub(crate) type Leaf = u8;

/// A diagram, by its first node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(u32);

/// Ids below are leaves.
const LEAVES: u32 = 256;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Node {
    level: u32,
    /// What follows for each class of the dimension.
    children: Rc<[NodeId]>,
}

/// A function of two leaves, by which diagrams are joined point by point. Equal operations
/// are equal functions.
pub(crate) trait Operation: Copy {
    /// The name under which results are remembered.
    fn id(self) -> u8;

    /// What two leaves come to.
    fn leaf(self, a: Leaf, b: Leaf) -> Leaf;

    /// What two diagrams come to where one of them is a leaf that settles it.
    fn shortcut(self, _a: NodeId, _b: NodeId) -> Option<NodeId> {
        None
    }
}

/// Where all nodes are.
#[derive(Clone, Debug)]
pub(crate) struct Diagram {
    nodes: Vec<Node>,
    ids: FxHashMap<Node, NodeId>,
    joined: FxHashMap<(u8, NodeId, NodeId), NodeId>,
    /// How many edges have been made or followed.
    edges: usize,
    is_full: bool,
}

impl NodeId {
    /// The diagram that comes to one leaf everywhere.
    pub(crate) fn leaf(leaf: Leaf) -> Self {
        Self(u32::from(leaf))
    }

    /// The leaf to which the diagram comes everywhere, if it does.
    pub(crate) fn as_leaf(self) -> Option<Leaf> {
        u8::try_from(self.0).ok()
    }
}

impl Diagram {
    pub(crate) fn new() -> Self {
        Self {
            nodes: Vec::new(),
            ids: FxHashMap::default(),
            joined: FxHashMap::default(),
            edges: 0,
            is_full: false,
        }
    }

    /// True when there was no room for a node: what was made since says nothing.
    pub(crate) fn is_full(&self) -> bool {
        self.is_full
    }

    /// The node that asks for the class of the dimension `level`, behind which all nodes
    /// of `children` stand.
    pub(crate) fn node(&mut self, level: usize, children: Vec<NodeId>) -> NodeId {
        let first = children.first().copied().unwrap_or(NodeId(0));
        if self.is_full || children.iter().all(|child| *child == first) {
            return first;
        }
        let node = Node {
            level: u32::try_from(level).unwrap_or(u32::MAX),
            children: children.into(),
        };
        if let Some(id) = self.ids.get(&node) {
            return *id;
        }
        self.edges += node.children.len();
        let id = u32::try_from(self.nodes.len())
            .ok()
            .and_then(|n| n.checked_add(LEAVES));
        let Some(id) = id.filter(|_| self.edges <= DIAGRAM_EDGES) else {
            self.is_full = true;
            return first;
        };
        self.ids.insert(node.clone(), NodeId(id));
        self.nodes.push(node);
        NodeId(id)
    }

    fn get(&self, id: NodeId) -> Option<&Node> {
        let at = id.0.checked_sub(LEAVES)?;
        self.nodes.get(usize::try_from(at).ok()?)
    }

    /// The dimension that a diagram asks first, and what follows for each of its classes;
    /// `None` for a leaf.
    pub(crate) fn ask(&self, id: NodeId) -> Option<(usize, &[NodeId])> {
        let node = self.get(id)?;
        Some((usize::try_from(node.level).ok()?, &node.children))
    }

    /// What a diagram comes to at a point: one class for each dimension.
    pub(crate) fn at(&self, mut id: NodeId, point: &[usize]) -> Leaf {
        loop {
            let Some((level, children)) = self.ask(id) else {
                return id.as_leaf().unwrap_or_default();
            };
            let class = point.get(level).copied().unwrap_or(0);
            id = children.get(class).copied().unwrap_or(NodeId(0));
        }
    }

    /// Both diagrams joined point by point.
    pub(crate) fn join(&mut self, operation: impl Operation, a: NodeId, b: NodeId) -> NodeId {
        if let (Some(a), Some(b)) = (a.as_leaf(), b.as_leaf()) {
            return NodeId::leaf(operation.leaf(a, b));
        }
        if let Some(found) = operation.shortcut(a, b) {
            return found;
        }
        if self.is_full {
            return a;
        }
        let key = (operation.id(), a, b);
        if let Some(known) = self.joined.get(&key) {
            return *known;
        }
        let (level, count) = match (self.ask(a), self.ask(b)) {
            (Some((a, of_a)), Some((b, of_b))) if a == b => (a, of_a.len().max(of_b.len())),
            (Some((a, children)), Some((b, _))) if a < b => (a, children.len()),
            (Some((a, children)), None) => (a, children.len()),
            (_, Some((b, children))) => (b, children.len()),
            (None, None) => return a,
        };
        self.edges += count;
        let mut children = Vec::with_capacity(count);
        for class in 0..count {
            let (a, b) = (self.follow(a, level, class), self.follow(b, level, class));
            children.push(self.join(operation, a, b));
        }
        let joined = self.node(level, children);
        self.joined.insert(key, joined);
        joined
    }

    /// What a diagram comes to where the dimension `level`, which is not behind its first
    /// one, has that class.
    fn follow(&self, id: NodeId, level: usize, class: usize) -> NodeId {
        match self.ask(id) {
            Some((of, children)) if of == level => children.get(class).copied().unwrap_or(id),
            _ => id,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Copy)]
    struct Sum;

    impl Operation for Sum {
        fn id(self) -> u8 {
            0
        }

        fn leaf(self, a: Leaf, b: Leaf) -> Leaf {
            (a + b) % 5
        }
    }

    const SIZES: [usize; 3] = [2, 3, 2];

    fn points() -> Vec<[usize; 3]> {
        let mut all = Vec::new();
        for a in 0..SIZES[0] {
            for b in 0..SIZES[1] {
                for c in 0..SIZES[2] {
                    all.push([a, b, c]);
                }
            }
        }
        all
    }

    /// The diagram of a table of leaves, made in one go.
    fn build(diagram: &mut Diagram, table: &[Leaf], level: usize) -> NodeId {
        if level == SIZES.len() {
            return NodeId::leaf(table[0]);
        }
        let each = table.len() / SIZES[level];
        let children = table
            .chunks(each)
            .map(|part| build(diagram, part, level + 1))
            .collect();
        diagram.node(level, children)
    }

    proptest! {
        #[test]
        fn equal_functions_are_equal_nodes(
            a in prop::collection::vec(0..3_u8, 12), b in prop::collection::vec(0..3_u8, 12),
        ) {
            let mut diagram = Diagram::new();
            let (of_a, of_b) = (build(&mut diagram, &a, 0), build(&mut diagram, &b, 0));
            let joined = diagram.join(Sum, of_a, of_b);
            let table: Vec<Leaf> = a.iter().zip(&b).map(|(a, b)| (a + b) % 5).collect();
            prop_assert_eq!(build(&mut diagram, &table, 0), joined);
            prop_assert_eq!(of_a == of_b, a == b);
            for (point, leaf) in points().iter().zip(&table) {
                prop_assert_eq!(diagram.at(joined, point), *leaf);
            }
        }
    }
}
