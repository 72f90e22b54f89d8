//! The rules by which statements and layers make a phase, and phases a sign-in, over
//! diagrams: one truth for each point of the space.

use std::ops::ControlFlow;

use vestibule_iam::matching::CompiledStatement;
use vestibule_iam::policy::Effect;
use vestibule_iam::truth::{Logic, Truth};
use vestibule_signin::Action;
use vestibule_signin::decide::{Part, Reading, Term};

use super::Space;
use super::diagram::{Diagram, NodeId, Operation};
use super::fate::Fate;
use super::joined::Joined;
use super::leaf::{FALSE, TRUE, UNDECIDED, UNKNOWN, leaf_of};
use super::questions::{is_of_network, parts};
use super::tables::{Ask, Tables};
use crate::networks::Selection;
use crate::unanswered::Unanswered;

/// Both fates of all sign-ins; [`Pair::of`] reads the leaves.
pub(crate) fn pairs(diagram: &mut Diagram, before: NodeId, after: NodeId) -> NodeId {
    diagram.join(Joined::Pair, before, after)
}

/// These pairs, where both fates are unknown for reasons that may differ unsure: where
/// `differs` is neither false nor the same of both.
pub(crate) fn doubted(diagram: &mut Diagram, pairs: NodeId, differs: NodeId) -> NodeId {
    diagram.join(Joined::Doubt, pairs, differs)
}

/// The first of two pairs that is not the same of both.
pub(crate) fn either(diagram: &mut Diagram, one: NodeId, other: NodeId) -> NodeId {
    diagram.join(Joined::Either, one, other)
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
    said: Vec<Said>,
    /// What is left out of the policies.
    left_out: &'r [LeftOut],
}

/// A statement that is left out of its policy, or a test that is left out of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LeftOut {
    pub(crate) policy: usize,
    pub(crate) statement: usize,
    /// Index among the tests of the statement; `None` for all of it.
    pub(crate) test: Option<usize>,
}

/// Where a statement holds, as the Deny or Allow that is asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said {
    pub(crate) policy: usize,
    pub(crate) statement: usize,
    pub(crate) effect: Effect,
    pub(crate) holds: NodeId,
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
        let left_out = self.left_out.iter();
        let left_out = left_out.filter(|of| (of.policy, of.statement) == (policy, index));
        let without: Vec<Option<usize>> = left_out.map(|of| of.test).collect();
        if without.contains(&None) {
            return NodeId::leaf(FALSE);
        }
        let mut around = leaf_of(statement.action(self.action as usize));
        if statement.is_defective() {
            around = Joined::And.leaf(around, UNKNOWN);
        }
        let (mut truth, mut withheld) = (NodeId::leaf(around), NodeId::leaf(around));
        let mut differs = false;
        let is_left_out = |part: &Part| match part {
            Part::Test(test) => without.contains(&Some(*test)),
            Part::Caller | Part::Resource => false,
        };
        for part in parts(statement)
            .into_iter()
            .filter(|part| !is_left_out(part))
        {
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
        self.said.push(Said {
            policy,
            statement: index,
            effect,
            holds: truth,
        });
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
    /// For each action, the statements that were asked for.
    pub(crate) said: [Vec<Said>; 3],
}

/// One action of all sign-ins, by itself.
pub(crate) struct Phase {
    /// Where it is denied.
    denied: NodeId,
    /// What denies, and where.
    pub(crate) terms: Vec<(Term, NodeId)>,
    /// The statements that were asked for.
    pub(crate) said: Vec<Said>,
}

impl Phase {
    /// What becomes of each sign-in by this action alone.
    pub(crate) fn fate(&self, diagram: &mut Diagram) -> NodeId {
        let allowed = NodeId::leaf(Fate::Allowed.leaf());
        diagram.join(Joined::Chain(0), allowed, self.denied)
    }
}

/// Combines the policies without what is left out of them, for one action.
pub(crate) fn phase(
    space: &Space<'_>,
    tables: &mut Tables,
    diagram: &mut Diagram,
    action: Action,
    left_out: &[LeftOut],
) -> Phase {
    let mut reading = AllPoints {
        space,
        tables,
        action,
        terms: Vec::new(),
        said: Vec::new(),
        left_out,
    };
    let logic = &mut Points(diagram);
    let denied = space.authorizer.combine(action, logic, &mut reading);
    Phase {
        denied,
        terms: reading.terms,
        said: reading.said,
    }
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
    let mut said = [Vec::new(), Vec::new(), Vec::new()];
    let mut phases = [allowed; 3];
    let mut last = None;
    let of_actions = Action::ALL.into_iter().zip(&mut terms).zip(&mut said);
    let of_actions = of_actions.zip(&mut phases);
    for (index, (((action, terms), said), phase)) in (0_u8..).zip(of_actions) {
        let denied = match &last {
            Some((denied, of_last, said_last)) if index == 2 && space.ends_as_second => {
                *terms = Vec::clone(of_last);
                *said = Vec::clone(said_last);
                *denied
            }
            _ => {
                let made = self::phase(space, tables, &mut diagram, action, &[]);
                *terms = made.terms;
                *said = made.said;
                made.denied
            }
        };
        last = Some((denied, terms.clone(), said.clone()));
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
        said,
    })
}
