//! Whether what two sets of policies leave unknown is the same.
//!
//! A sign-in that is unknown to both sets need not be decided the same once that is known
//! which leaves it open: two statements about two resources are both unknown where the
//! resource is not told. It is decided the same where all that is open stands in both sets,
//! word for word, and the rest says the same for certain.

use vestibule_iam::policy::{Effect, Policy, Statement};
use vestibule_iam::span::Span;
use vestibule_iam::truth::{Logic, Truth};
use vestibule_signin::decide::{Group, Term};
use vestibule_signin::{Action, AttachedPolicy, Authorizer, Layer};

use crate::space::Space;
use crate::space::diagram::{Diagram, NodeId};
use crate::space::leaf::{FALSE, UNKNOWN};
use crate::space::tables::{Ask, Tables};
use crate::space::truth::{Points, Said};

/// Says of a policy of the first set and of one of the second whether their texts are the
/// same. What a policy with errors says is only known by its text.
pub type SameText<'t> = &'t dyn Fn(usize, usize) -> bool;

/// One of two sets of policies, with its truths at one action.
pub(crate) struct Side<'s, 'a> {
    pub(crate) space: &'s Space<'a>,
    /// The action by whose answers it is decided.
    pub(crate) action: Action,
    pub(crate) tables: &'s mut Tables,
    pub(crate) terms: &'s [(Term, NodeId)],
    pub(crate) said: &'s [Said],
}

/// For each policy of one set the one of the other that it is compared with.
#[derive(Default)]
struct Partners {
    partners: Vec<Option<usize>>,
    /// For each policy, whether its partner says the same.
    same: Vec<bool>,
    /// Whether all do.
    is_all: bool,
    /// For each policy, the statements that its partner has, too.
    shared: Vec<Vec<bool>>,
}

impl Partners {
    fn is_shared(&self, policy: usize, statement: usize) -> bool {
        let of_policy = self.shared.get(policy);
        of_policy.and_then(|of| of.get(statement)) == Some(&true)
    }

    fn is_same(&self, policy: usize) -> bool {
        self.same.get(policy) == Some(&true)
    }

    fn has(&self, policy: usize) -> bool {
        self.partners.get(policy).is_some_and(Option::is_some)
    }
}

/// What two sets of policies have in common.
#[derive(Default)]
pub(crate) struct Alike([Partners; 2]);

impl Alike {
    /// Puts the policies of two sets together: those of the same layer on the same node,
    /// endpoint or principal, those with the same statements first.
    pub(crate) fn of(before: &Authorizer, after: &Authorizer, same: SameText<'_>) -> Self {
        let first: Vec<&AttachedPolicy> = before.policies().collect();
        let second: Vec<&AttachedPolicy> = after.policies().collect();
        let mut of_first: Vec<Option<usize>> = vec![None; first.len()];
        let mut of_second: Vec<Option<usize>> = vec![None; second.len()];
        for must_be_equal in [true, false] {
            for (index, policy) in first.iter().enumerate() {
                let fits = |(at, other): &(usize, &&AttachedPolicy)| {
                    of_second.get(*at) == Some(&None)
                        && policy.layer == other.layer
                        && policy.attached_to == other.attached_to
                        && (!must_be_equal || is_same(policy, other, same(index, *at)))
                };
                if of_first.get(index) != Some(&None) {
                    continue;
                }
                let Some((at, _)) = second.iter().enumerate().find(fits) else {
                    continue;
                };
                if let (Some(one), Some(other)) = (of_first.get_mut(index), of_second.get_mut(at)) {
                    (*one, *other) = (Some(at), Some(index));
                }
            }
        }
        if !before.reads_as(after) {
            // One statement may be unknown for two reasons.
            return Self::default();
        }
        let turned = |one: usize, other: usize| same(other, one);
        Self([
            partners(&first, &second, of_first, same),
            partners(&second, &first, of_second, &turned),
        ])
    }

    /// Whether each policy of both sets has one in the other that says the same.
    pub(crate) fn is_all(&self) -> bool {
        let [first, second] = &self.0;
        first.is_all && second.is_all
    }

    /// Where the two sets may leave an action unknown for different reasons; what it says is
    /// of account where the action is unknown to both.
    pub(crate) fn differs(&self, diagram: &mut Diagram, mut sides: [Side<'_, '_>; 2]) -> NodeId {
        let logic = &mut Points(diagram);
        let mut differs = NodeId::leaf(FALSE);
        let mut needs: [Vec<Need>; 2] = [Vec::new(), Vec::new()];
        for ((side, partners), needs) in sides.iter_mut().zip(&self.0).zip(&mut needs) {
            let authorizer = side.space.authorizer;
            for (term, value) in side.terms {
                let is_shared = match term {
                    Term::Deny { policy, statement } => partners.is_shared(*policy, *statement),
                    Term::Unreadable { policy } => partners.is_same(*policy),
                    Term::Need { group } => {
                        if let Some(group) = authorizer.groups().get(*group) {
                            needs.push(Need {
                                node: node_of(authorizer, group),
                                layer: group.layer,
                                value: *value,
                                own: own(side, partners, logic, group),
                            });
                        }
                        continue;
                    }
                };
                if !is_shared {
                    differs = or_not_false(logic, differs, *value);
                }
            }
        }
        let [first, second] = &needs;
        for need in first {
            let other = second.iter().find(|other| other.is_of(need));
            let one_alone = need.against(logic, other);
            differs = logic.or(&differs, &one_alone);
        }
        for need in second {
            if !first.iter().any(|other| other.is_of(need)) {
                differs = or_not_false(logic, differs, need.value);
            }
        }
        differs
    }
}

/// An Allow that is needed, of one set of policies.
struct Need {
    layer: Layer,
    node: Option<String>,
    /// Where it is missing.
    value: NodeId,
    /// Where something allows that the other set does not have.
    own: NodeId,
}

impl Need {
    fn is_of(&self, other: &Self) -> bool {
        self.layer == other.layer && self.node == other.node
    }

    /// Where this need differs from that of the other set: one of them is met and the other
    /// open, or both are open and something stands in one of them alone.
    fn against(&self, logic: &mut Points<'_>, other: Option<&Self>) -> NodeId {
        let none = NodeId::leaf(FALSE);
        let (theirs, own) = other.map_or((none, none), |other| (other.value, other.own));
        let here = not_false(logic, self.value);
        let there = not_false(logic, theirs);
        let both = logic.and(&here, &there);
        let any = logic.or(&here, &there);
        let not_both = logic.not(&both);
        let one_alone = logic.and(&any, &not_both);
        let of_one = logic.or(&self.own, &own);
        let told = logic.and(&both, &of_one);
        logic.or(&one_alone, &told)
    }
}

/// What the policies of a group are attached to that makes them one.
fn node_of(authorizer: &Authorizer, group: &Group) -> Option<String> {
    let first = group.members.first()?;
    let attached_to = authorizer.policies().nth(*first)?.attached_to.clone()?;
    match group.layer {
        Layer::VpcEndpoint => Some(attached_to),
        // The account itself has many names.
        Layer::ServiceControl => {
            Some(attached_to).filter(|node| !node.bytes().all(|byte| byte.is_ascii_digit()))
        }
        Layer::Identity
        | Layer::PermissionsBoundary
        | Layer::Session
        | Layer::ResourceControl
        | Layer::ResourceBased => None,
    }
}

/// Where policies of a group that the other set lacks may be evaluated, or statements that
/// it lacks may allow.
fn own(
    side: &mut Side<'_, '_>,
    partners: &Partners,
    logic: &mut Points<'_>,
    group: &Group,
) -> NodeId {
    let mut own = NodeId::leaf(FALSE);
    let in_doubt = needs_in_doubt(side.space.authorizer, group);
    for member in &group.members {
        let ask = Ask::Applies(*member);
        let asked = side.tables.node(side.space, logic.0, side.action, ask);
        let applies = asked.unwrap_or(NodeId::leaf(UNKNOWN));
        let mut compiled = side.space.authorizer.compiled();
        let is_defective = compiled.nth(*member).is_some_and(|of| of.is_defective());
        if !partners.has(*member) || (is_defective && !partners.is_same(*member)) {
            own = or_not_false(logic, own, applies);
            continue;
        }
        let policy = side.space.authorizer.policies().nth(*member);
        let statements = policy.into_iter().flat_map(|of| &of.policy.statements);
        let is_own_allow = |(index, one): (usize, &Statement)| {
            one.effect != Some(Effect::Deny) && !partners.is_shared(*member, index)
        };
        if in_doubt && statements.enumerate().any(is_own_allow) {
            own = or_not_false(logic, own, applies);
        }
        let allows = side.said.iter().filter(|said| {
            said.policy == *member
                && said.effect == Effect::Allow
                && !partners.is_shared(said.policy, said.statement)
        });
        for said in allows {
            let both = logic.and(&applies, &said.holds);
            own = or_not_false(logic, own, both);
        }
    }
    own
}

/// Whether it may depend on an effect that is not readable if an SCP of a node must allow: then
/// any Allow of the node bears on every action.
fn needs_in_doubt(authorizer: &Authorizer, group: &Group) -> bool {
    let is_unreadable = |member: &usize| {
        let policy = authorizer.policies().nth(*member);
        policy.is_some_and(|of| of.policy.statements.iter().any(|one| one.effect.is_none()))
    };
    group.layer == Layer::ServiceControl && group.members.iter().any(is_unreadable)
}

fn not_false(logic: &mut Points<'_>, value: NodeId) -> NodeId {
    let is_false = logic.equals(&value, Truth::False);
    logic.not(&is_false)
}

fn or_not_false(logic: &mut Points<'_>, all: NodeId, value: NodeId) -> NodeId {
    let value = not_false(logic, value);
    logic.or(&all, &value)
}

fn partners(
    own: &[&AttachedPolicy],
    others: &[&AttachedPolicy],
    partners: Vec<Option<usize>>,
    same: SameText<'_>,
) -> Partners {
    let mut found = Partners {
        partners,
        ..Partners::default()
    };
    for (index, policy) in own.iter().enumerate() {
        let partner = found.partners.get(index).copied().flatten();
        let other = partner.and_then(|at| Some((at, others.get(at)?)));
        let is_text = other.is_some_and(|(at, _)| same(index, at));
        let statements = policy.policy.statements.iter();
        let shared = statements.map(|statement| {
            is_text
                || other.is_some_and(|(_, other)| {
                    let theirs = &other.policy;
                    policy.policy.version == theirs.version
                        && statement.defects.is_empty()
                        && theirs.statements.iter().any(|of| is_equal(statement, of))
                })
        });
        found.shared.push(shared.collect());
        found
            .same
            .push(is_text || other.is_some_and(|(_, other)| is_same(policy, other, false)));
    }
    found.is_all = found.same.iter().all(|same| *same);
    found
}

/// Whether two policies say the same; of one with errors only its text can tell.
fn is_same(one: &AttachedPolicy, other: &AttachedPolicy, is_text: bool) -> bool {
    let is_sound = |policy: &Policy| {
        policy.defects.is_empty()
            && policy
                .statements
                .iter()
                .all(|statement| statement.defects.is_empty())
    };
    let (one, other) = (&one.policy, &other.policy);
    let pairs = || one.statements.iter().zip(&other.statements);
    is_text
        || (one.version == other.version
            && one.statements.len() == other.statements.len()
            && is_sound(one)
            && is_sound(other)
            && pairs().all(|(one, other)| is_equal(one, other)))
}

/// Whether two statements say the same, wherever they stand and whatever their names.
fn is_equal(one: &Statement, other: &Statement) -> bool {
    let without = |statement: &Statement| {
        let mut statement = statement.clone();
        statement.span = Span::default();
        statement.sid = None;
        let elements = [&mut statement.action, &mut statement.resource];
        for element in elements.into_iter().flatten() {
            element.span = Span::default();
            element
                .patterns
                .iter_mut()
                .for_each(|text| text.span = Span::default());
        }
        if let Some(principal) = &mut statement.principal {
            principal.span = Span::default();
            let entries = principal.entries.iter_mut();
            entries.for_each(|entry| entry.value.span = Span::default());
        }
        for block in &mut statement.conditions {
            block.name.span = Span::default();
            for test in &mut block.tests {
                test.span = Span::default();
                test.key.span = Span::default();
                test.values
                    .iter_mut()
                    .for_each(|text| text.span = Span::default());
            }
        }
        statement
    };
    other.defects.is_empty() && without(one) == without(other)
}
