//! The rules by which statements and layers make a phase, and phases a sign-in, over
//! diagrams: one truth for each point of the space.

use std::ops::ControlFlow;

use vestibule_iam::matching::CompiledStatement;
use vestibule_iam::policy::Effect;
use vestibule_iam::truth::{Logic, Truth};
use vestibule_signin::Action;
use vestibule_signin::decide::{Reading, Term};

use super::Space;
use super::diagram::{Diagram, Leaf, NodeId, Operation};
use super::questions::{is_of_network, parts};
use super::tables::{Ask, Tables};
use crate::networks::Selection;
use crate::unanswered::Unanswered;

pub(crate) const FALSE: Leaf = 0;
pub(crate) const TRUE: Leaf = 1;
pub(crate) const UNKNOWN: Leaf = 2;
const INDETERMINATE: Leaf = 3;
/// One of the others, and the classes are too coarse to say which.
pub(crate) const UNDECIDED: Leaf = 4;

pub(crate) fn leaf_of(truth: Truth) -> Leaf {
    match truth {
        Truth::False => FALSE,
        Truth::True => TRUE,
        Truth::Unknown => UNKNOWN,
        Truth::Indeterminate => INDETERMINATE,
    }
}

fn truth_of(leaf: Leaf) -> Option<Truth> {
    Truth::ALL.into_iter().find(|truth| leaf_of(*truth) == leaf)
}

/// What a sign-in comes to at a point of the space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Fate {
    Allowed,
    /// Denied for certain at that action, by its index, and at none before it.
    DeniedAt(u8),
    /// Denied for certain at that action, unless before at one that is undecided.
    DeniedBy(u8),
    /// It depends on something that is not known.
    Unknown,
    /// The classes are too coarse to say.
    Undecided,
    /// Nobody asks.
    Outside,
}

/// The first leaf of a fate.
const FATES: Leaf = 16;

/// How many fates there are.
const COUNT: Leaf = 10;

impl Fate {
    pub(crate) const ALL: [Self; 10] = [
        Self::Allowed,
        Self::DeniedAt(0),
        Self::DeniedAt(1),
        Self::DeniedAt(2),
        Self::DeniedBy(0),
        Self::DeniedBy(1),
        Self::DeniedBy(2),
        Self::Unknown,
        Self::Undecided,
        Self::Outside,
    ];

    fn leaf(self) -> Leaf {
        match self {
            Self::Allowed => FATES,
            Self::DeniedAt(at) => FATES + 1 + at,
            Self::DeniedBy(at) => FATES + 4 + at,
            Self::Unknown => FATES + 7,
            Self::Undecided => FATES + 8,
            Self::Outside => FATES + 9,
        }
    }

    /// The fate of a leaf; one that is none is undecided.
    pub(crate) fn of(leaf: Leaf) -> Self {
        let found = Self::ALL.into_iter().find(|fate| fate.leaf() == leaf);
        found.unwrap_or(Self::Undecided)
    }

    /// What becomes of a sign-in that had this fate before an action at which it is denied
    /// where `denied` says.
    fn after(self, action: u8, denied: Leaf) -> Self {
        match (self, denied) {
            (Self::DeniedAt(_) | Self::DeniedBy(_) | Self::Outside, _) | (_, FALSE) => self,
            (Self::Undecided, TRUE) => Self::DeniedBy(action),
            (Self::Allowed | Self::Unknown, TRUE) => Self::DeniedAt(action),
            (Self::Undecided, _) | (_, UNDECIDED) => Self::Undecided,
            (Self::Allowed | Self::Unknown, _) => Self::Unknown,
        }
    }
}

/// What becomes of a sign-in by two sets of policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Pair {
    /// Both sets decide it in one way.
    Same,
    /// One or the other is not decided, or not where it is denied.
    Unsure,
    /// Something else.
    Changed(Fate, Fate),
}

/// The first leaf of a pair.
const PAIRS: Leaf = 64;

impl Pair {
    fn of_fates(before: Fate, after: Fate) -> Self {
        let is_sure = |fate| !matches!(fate, Fate::Undecided | Fate::DeniedBy(_));
        if !is_sure(before) || !is_sure(after) {
            Self::Unsure
        } else if before == after {
            Self::Same
        } else {
            Self::Changed(before, after)
        }
    }

    fn leaf(self) -> Leaf {
        match self {
            Self::Same => PAIRS,
            Self::Unsure => PAIRS + 1,
            Self::Changed(before, after) => {
                PAIRS + 2 + (before.leaf() - FATES) * COUNT + (after.leaf() - FATES)
            }
        }
    }

    /// The pair of a leaf; one that is none is unsure.
    pub(crate) fn of(leaf: Leaf) -> Self {
        let Some(at) = leaf.checked_sub(PAIRS + 2) else {
            return if leaf == PAIRS {
                Self::Same
            } else {
                Self::Unsure
            };
        };
        Self::Changed(Fate::of(FATES + at / COUNT), Fate::of(FATES + at % COUNT))
    }
}

/// Both fates of all sign-ins; [`Pair::of`] reads the leaves.
pub(crate) fn pairs(diagram: &mut Diagram, before: NodeId, after: NodeId) -> NodeId {
    diagram.join(Joined::Pair, before, after)
}

/// How two diagrams are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joined {
    And,
    Or,
    Not,
    Settle(bool),
    Equals(Truth),
    /// A Deny, and what it comes to where nothing is known of the network.
    Withhold,
    /// A fate, and whether the next action denies.
    Chain(u8),
    /// Whether somebody asks, and the fate.
    Guard,
    /// Two fates of one sign-in.
    Pair,
}

impl Operation for Joined {
    fn id(self) -> u8 {
        match self {
            Self::And => 0,
            Self::Or => 1,
            Self::Not => 2,
            Self::Settle(indeterminate) => 3 + u8::from(indeterminate),
            Self::Equals(truth) => 5 + leaf_of(truth),
            Self::Withhold => 9,
            Self::Chain(action) => 10 + action,
            Self::Guard => 13,
            Self::Pair => 14,
        }
    }

    fn leaf(self, a: Leaf, b: Leaf) -> Leaf {
        let (of_a, of_b) = (truth_of(a), truth_of(b));
        match self {
            Self::And if a == FALSE || b == FALSE => FALSE,
            Self::Or if a == TRUE || b == TRUE => TRUE,
            Self::And => joined(of_a, of_b, Truth::and),
            Self::Or => joined(of_a, of_b, Truth::or),
            Self::Not => joined(of_a, of_a, |a, _| a.negate()),
            Self::Settle(indeterminate) => joined(of_a, of_a, |a, _| a.settle(indeterminate)),
            Self::Equals(truth) => joined(of_a, of_a, |a, _| Truth::from(a == truth)),
            Self::Withhold => match (a, b) {
                (FALSE, FALSE) => FALSE,
                (FALSE, UNDECIDED) => UNDECIDED,
                (FALSE, _) => UNKNOWN,
                _ => a,
            },
            Self::Chain(action) => Fate::of(a).after(action, b).leaf(),
            Self::Guard if a == TRUE => b,
            Self::Guard => Fate::Outside.leaf(),
            Self::Pair => Pair::of_fates(Fate::of(a), Fate::of(b)).leaf(),
        }
    }

    fn shortcut(self, a: NodeId, b: NodeId) -> Option<NodeId> {
        let (falsehood, truth) = (NodeId::leaf(FALSE), NodeId::leaf(TRUE));
        let (settling, neutral) = match self {
            Self::And => (falsehood, truth),
            Self::Or => (truth, falsehood),
            Self::Not
            | Self::Settle(_)
            | Self::Equals(_)
            | Self::Withhold
            | Self::Guard
            | Self::Pair
            | Self::Chain(_) => return None,
        };
        if a == settling || b == settling {
            Some(settling)
        } else if a == neutral || a == b {
            Some(b)
        } else if b == neutral {
            Some(a)
        } else {
            None
        }
    }
}

/// What two truths come to; undecided where one is.
fn joined(a: Option<Truth>, b: Option<Truth>, with: impl Fn(Truth, Truth) -> Truth) -> Leaf {
    match (a, b) {
        (Some(a), Some(b)) => leaf_of(with(a, b)),
        _ => UNDECIDED,
    }
}

/// The truths of all points, as diagrams.
pub(crate) struct Points<'d>(pub(crate) &'d mut Diagram);

impl Logic for Points<'_> {
    type Value = NodeId;

    fn constant(&mut self, truth: Truth) -> NodeId {
        NodeId::leaf(leaf_of(truth))
    }

    fn and(&mut self, a: &NodeId, b: &NodeId) -> NodeId {
        self.0.join(Joined::And, *a, *b)
    }

    fn or(&mut self, a: &NodeId, b: &NodeId) -> NodeId {
        self.0.join(Joined::Or, *a, *b)
    }

    fn not(&mut self, value: &NodeId) -> NodeId {
        self.0.join(Joined::Not, *value, *value)
    }

    fn settle(&mut self, value: &NodeId, indeterminate: bool) -> NodeId {
        self.0.join(Joined::Settle(indeterminate), *value, *value)
    }

    fn equals(&mut self, value: &NodeId, truth: Truth) -> NodeId {
        self.0.join(Joined::Equals(truth), *value, *value)
    }

    fn is_always(&self, value: &NodeId, truth: Truth) -> bool {
        *value == NodeId::leaf(leaf_of(truth))
    }
}

/// One action at all points.
struct AllPoints<'r, 'a> {
    space: &'r Space<'a>,
    tables: &'r mut Tables,
    action: Action,
    terms: Vec<(Term, NodeId)>,
}

impl AllPoints<'_, '_> {
    fn ask(&mut self, logic: &mut Points<'_>, ask: Ask) -> NodeId {
        let known = self.tables.node(self.space, logic.0, self.action, ask);
        // Nothing was left out: what is not asked has no place in the policies.
        known.unwrap_or(NodeId::leaf(UNDECIDED))
    }
}

impl Reading<Points<'_>> for AllPoints<'_, '_> {
    fn applies(&mut self, logic: &mut Points<'_>, policy: usize) -> NodeId {
        self.ask(logic, Ask::Applies(policy))
    }

    fn holds(
        &mut self,
        logic: &mut Points<'_>,
        policy: usize,
        statement: &CompiledStatement,
        effect: Effect,
    ) -> NodeId {
        let index = statement.index();
        let mut around = leaf_of(statement.action(self.action as usize));
        if statement.is_defective() {
            around = Joined::And.leaf(around, UNKNOWN);
        }
        let (mut truth, mut withheld) = (NodeId::leaf(around), NodeId::leaf(around));
        let mut differs = false;
        for part in parts(statement) {
            let own = self.ask(logic, Ask::Part(policy, index, part));
            truth = logic.and(&truth, &own);
            let without = if is_of_network(self.space, statement, part) {
                differs = true;
                self.ask(logic, Ask::Withheld(policy, index, part))
            } else {
                own
            };
            withheld = logic.and(&withheld, &without);
        }
        if effect == Effect::Deny && differs {
            truth = logic.0.join(Joined::Withhold, truth, withheld);
        }
        truth
    }

    fn needs_identity(&mut self, logic: &mut Points<'_>) -> NodeId {
        self.ask(logic, Ask::NeedsIdentity)
    }

    fn note(&mut self, term: Term, value: &NodeId) -> ControlFlow<()> {
        self.terms.push((term, *value));
        ControlFlow::Continue(())
    }
}

/// Which points of a space belong to something, as diagrams.
pub(crate) struct Constraints<'d>(pub(crate) &'d mut Diagram);

impl Constraints<'_> {
    /// The points whose classes, none of them merged, are all selected.
    pub(crate) fn of(&mut self, space: &Space<'_>, selection: &Selection) -> NodeId {
        let mut node = NodeId::leaf(TRUE);
        let selected = space.merge_selection(selection);
        for (axis, selected) in selected.into_iter().enumerate().rev() {
            let Some(selected) = selected else { continue };
            let child = |is: bool| if is { node } else { NodeId::leaf(FALSE) };
            node = self.0.node(axis, selected.into_iter().map(child).collect());
        }
        node
    }

    /// The points of one of them.
    pub(crate) fn any(&mut self, all: impl IntoIterator<Item = NodeId>) -> NodeId {
        let join = |any, one| self.0.join(Joined::Or, any, one);
        all.into_iter().fold(NodeId::leaf(FALSE), join)
    }

    /// The points of both.
    pub(crate) fn both(&mut self, a: NodeId, b: NodeId) -> NodeId {
        self.0.join(Joined::And, a, b)
    }

    /// All other points.
    pub(crate) fn not(&mut self, a: NodeId) -> NodeId {
        self.0.join(Joined::Not, a, a)
    }

    /// Fates where they are asked for, and [`Fate::Outside`] elsewhere.
    pub(crate) fn guard(&mut self, asked: NodeId, fates: NodeId) -> NodeId {
        self.0.join(Joined::Guard, asked, fates)
    }
}

/// All phases of all sign-ins, and what becomes of each sign-in.
pub(crate) struct Fates {
    pub(crate) diagram: Diagram,
    /// For each action the fate as if there were no other: denied at 0 or not.
    pub(crate) phases: [NodeId; 3],
    /// What becomes of a sign-in through all three.
    pub(crate) chain: NodeId,
    /// For each action, what denies, and where.
    pub(crate) terms: [Vec<(Term, NodeId)>; 3],
}

/// Combines the policies at all points of `space`. The diagrams that `diagram` holds stay.
pub(crate) fn fates(
    space: &Space<'_>,
    tables: &mut Tables,
    mut diagram: Diagram,
) -> Result<Fates, Unanswered> {
    let allowed = NodeId::leaf(Fate::Allowed.leaf());
    let mut chain = allowed;
    let mut terms = [Vec::new(), Vec::new(), Vec::new()];
    let mut phases = [allowed; 3];
    let mut last: Option<(NodeId, Vec<(Term, NodeId)>)> = None;
    let of_actions = Action::ALL.into_iter().zip(&mut terms).zip(&mut phases);
    for (index, ((action, terms), phase)) in (0_u8..).zip(of_actions) {
        let denied = match &last {
            Some((denied, of_last)) if index == 2 && space.ends_as_second => {
                terms.clone_from(of_last);
                *denied
            }
            _ => {
                let mut reading = AllPoints {
                    space,
                    tables,
                    action,
                    terms: Vec::new(),
                };
                let logic = &mut Points(&mut diagram);
                let denied = space.authorizer.combine(action, logic, &mut reading);
                *terms = reading.terms;
                denied
            }
        };
        last = Some((denied, terms.clone()));
        chain = diagram.join(Joined::Chain(index), chain, denied);
        *phase = diagram.join(Joined::Chain(index), allowed, denied);
    }
    if diagram.is_full() {
        return Err(Unanswered::edges());
    }
    Ok(Fates {
        diagram,
        phases,
        chain,
        terms,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Undecided is one of the others: whatever it stands for, what is said for certain is
    /// so.
    #[test]
    fn what_is_said_of_the_undecided_holds_for_all_it_may_be() {
        let all = Truth::ALL.map(leaf_of);
        let operations = [
            Joined::And,
            Joined::Or,
            Joined::Not,
            Joined::Settle(true),
            Joined::Settle(false),
            Joined::Withhold,
        ];
        for operation in operations {
            for other in all.into_iter().chain([UNDECIDED]) {
                let said = operation.leaf(UNDECIDED, other);
                let mirrored = operation.leaf(other, UNDECIDED);
                for leaf in all {
                    if said != UNDECIDED && other != UNDECIDED {
                        assert_eq!(operation.leaf(leaf, other), said, "{operation:?} {other}");
                    }
                    if mirrored != UNDECIDED && other != UNDECIDED {
                        assert_eq!(
                            operation.leaf(other, leaf),
                            mirrored,
                            "{operation:?} {other}"
                        );
                    }
                }
            }
        }
        for fate in [Fate::Allowed, Fate::Unknown, Fate::DeniedAt(0)] {
            let said = fate.after(1, UNDECIDED);
            let may_be: Vec<Fate> = all.iter().map(|leaf| fate.after(1, *leaf)).collect();
            assert_eq!(
                said != Fate::Undecided,
                may_be.iter().all(|f| *f == fate),
                "{fate:?}"
            );
        }
        // Behind an open phase a denial is certain, and where it comes is not.
        assert_eq!(Fate::Undecided.after(2, TRUE), Fate::DeniedBy(2));
        assert_eq!(Fate::Unknown.after(2, TRUE), Fate::DeniedAt(2));
    }

    #[test]
    fn pairs_are_read_as_they_are_written() {
        assert_eq!(Fate::ALL.len(), usize::from(COUNT));
        for before in Fate::ALL {
            for after in Fate::ALL {
                let pair = Pair::of_fates(before, after);
                assert_eq!(Pair::of(pair.leaf()), pair, "{before:?} {after:?}");
            }
        }
    }

    #[test]
    fn truths_are_joined_as_those_of_one_request() {
        for a in Truth::ALL {
            for b in Truth::ALL {
                let of = |operation: Joined| operation.leaf(leaf_of(a), leaf_of(b));
                assert_eq!(of(Joined::And), leaf_of(a.and(b)));
                assert_eq!(of(Joined::Or), leaf_of(a.or(b)));
                assert_eq!(of(Joined::Not), leaf_of(a.negate()));
                assert_eq!(of(Joined::Settle(true)), leaf_of(a.settle(true)));
                assert_eq!(of(Joined::Equals(b)), leaf_of(Truth::from(a == b)));
            }
        }
    }
}
