//! Statements that never decide anything, and conditions that never matter: for every sign-in
//! and every value of the condition keys that the policies test.

use vestibule_iam::matching::CompiledStatement;
use vestibule_iam::policy::{Effect, Policy};
use vestibule_signin::decide::Term;
use vestibule_signin::{Action, Authorizer, Layer, keys};

use crate::access_map::Place;
use crate::space::diagram::{Diagram, Leaf, NodeId, Operation};
use crate::space::fate::{Fate, Pair};
use crate::space::leaf::{FALSE, TRUE, UNDECIDED};
use crate::space::tables::Tables;
use crate::space::truth::{LeftOut, Phase, phase};
use crate::space::{Options, Space};
use crate::unanswered::Unanswered;

/// A statement without which every action of every sign-in is decided the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdleStatement {
    /// The statement.
    pub place: Place,
    /// Why.
    pub why: Idle,
}

/// Why a statement decides nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Idle {
    /// No sign-in meets all of its conditions.
    NeverApplies,
    /// Wherever it applies, one of these does, too, to the same effect.
    Covered(Vec<Place>),
    /// Wherever it applies, it is decided by others as a whole.
    DecidedAnyway,
}

/// A test of a condition key without which every action of every sign-in is decided the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdleTest {
    /// The statement.
    pub place: Place,
    /// Index of the operator in its conditions.
    pub block: usize,
    /// Index of the key below the operator.
    pub test: usize,
    /// True where the test holds whenever the rest of the statement does; otherwise what it
    /// takes out of the statement is decided the same by others.
    pub always_holds: bool,
}

/// What of some policies decides nothing. Each is so by itself: of two statements that say the
/// same, both decide nothing, and one of them is needed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unneeded {
    /// Statements, in the order of the policies.
    pub statements: Vec<IdleStatement>,
    /// Tests of other statements.
    pub tests: Vec<IdleTest>,
    /// Statements of which it is not known whether they decide anything, or whether some test
    /// of them does: something is not known where they apply.
    pub not_known: Vec<Place>,
}

/// Finds the statements and the tests that decide nothing. Condition keys that no member of a
/// sign-in determines range over all values and over absence.
///
/// # Errors
/// When the account is not known, or the policies are too large.
pub fn unneeded(authorizer: &Authorizer, partition: Option<&str>) -> Result<Unneeded, Unanswered> {
    let tested = authorizer.keys().iter().map(|(_, name)| name.to_owned());
    let options = Options {
        partition: partition.map(str::to_owned),
        free: tested.collect(),
        ..Options::default()
    };
    let (space, tables) = Space::with_tables(authorizer, &options)?;
    let mut search = Search {
        wide: wide(authorizer),
        space: &space,
        tables,
        diagram: Diagram::new(),
    };
    let base = search.phases(None);
    let mut found = Unneeded::default();
    let policies = authorizer.policies().zip(authorizer.compiled());
    for (policy, (attached, compiled)) in policies.enumerate() {
        for statement in compiled.statements() {
            let place = Place {
                policy,
                statement: statement.index(),
            };
            let is_about = (0..Action::ALL.len()).any(|action| statement.touches(action));
            if !is_about {
                continue;
            }
            if search.is_wide(place) || search.is_uncertain(statement) {
                found.not_known.push(place);
                continue;
            }
            if base.iter().all(|of| of.truth(place).is_none()) {
                continue;
            }
            let is_needed = is_last_allow(attached.layer, &attached.policy, statement);
            match search.bearing(&base, place, None) {
                _ if is_needed => search.tests(&base, place, statement, &mut found),
                Bearing::Matters => search.tests(&base, place, statement, &mut found),
                Bearing::NotKnown => found.not_known.push(place),
                Bearing::Idle => {
                    let why = search.why(&base, place, statement.effect());
                    found.statements.push(IdleStatement { place, why });
                }
            }
        }
    }
    if search.diagram.is_full() {
        return Err(Unanswered::edges());
    }
    Ok(found)
}

/// Statements of which sign-ins of the space do not say all: a key may have several values,
/// and the space has sign-ins with one.
fn wide(authorizer: &Authorizer) -> Vec<(Place, Option<Effect>)> {
    let mut found = Vec::new();
    for (policy, attached) in authorizer.policies().enumerate() {
        for (statement, typed) in attached.policy.statements.iter().enumerate() {
            let mut blocks = typed.conditions.iter();
            let is_wide = blocks.any(|block| {
                let many = |key: &str| keys::find(key).is_some_and(|row| row.multivalued);
                block.operator.is_none_or(|operator| operator.set.is_some())
                    || block.tests.iter().any(|test| many(&test.key.value))
            });
            if is_wide {
                found.push((Place { policy, statement }, typed.effect));
            }
        }
    }
    found
}

/// Whether a policy of a node would, or might, hold no Allow without a statement: AWS's own would
/// then stand in its place (J26).
fn is_last_allow(layer: Layer, policy: &Policy, statement: &CompiledStatement) -> bool {
    let mut others = policy.statements.iter().enumerate();
    let another_allows =
        others.any(|(index, of)| index != statement.index() && of.effect == Some(Effect::Allow));
    layer == Layer::ServiceControl && statement.effect() != Some(Effect::Deny) && !another_allows
}

/// What something does to the decisions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bearing {
    Matters,
    Idle,
    NotKnown,
}

/// One action, and what becomes of each sign-in by it alone.
struct Judged {
    phase: Phase,
    fate: NodeId,
}

impl Judged {
    /// Where a statement applies; `None` where that is never asked.
    fn truth(&self, place: Place) -> Option<NodeId> {
        let mut said = self.phase.said.iter();
        let of_place = said.find(|of| (of.policy, of.statement) == (place.policy, place.statement));
        of_place.map(|of| of.holds)
    }

    /// Where a statement denies.
    fn denial(&self, place: Place) -> NodeId {
        let wanted = Term::Deny {
            policy: place.policy,
            statement: place.statement,
        };
        let mut terms = self.phase.terms.iter();
        let found = terms.find(|(term, _)| *term == wanted);
        found.map_or(NodeId::leaf(FALSE), |(_, value)| *value)
    }
}

struct Search<'s, 'a> {
    space: &'s Space<'a>,
    tables: Tables,
    diagram: Diagram,
    wide: Vec<(Place, Option<Effect>)>,
}

impl Search<'_, '_> {
    fn is_wide(&self, place: Place) -> bool {
        self.wide.iter().any(|(wide, _)| *wide == place)
    }

    /// Whether what a statement does depends on an Allow that not all is known of. What a
    /// Deny does beside one is the same, whatever it is.
    fn is_uncertain(&self, statement: &CompiledStatement) -> bool {
        let allows = |effect: &Option<Effect>| *effect != Some(Effect::Deny);
        let is_deny = statement.effect() == Some(Effect::Deny);
        !is_deny && self.wide.iter().any(|(_, effect)| allows(effect))
            || is_deny && self.wide.iter().any(|(_, effect)| effect.is_none())
    }

    /// All actions without something. Wide Denies are left out of all: what a statement does
    /// not decide without them, it does not decide beside them.
    fn phases(&mut self, without: Option<LeftOut>) -> Vec<Judged> {
        let denies = self
            .wide
            .iter()
            .filter(|(_, effect)| *effect == Some(Effect::Deny));
        let denies = denies.map(|(place, _)| LeftOut {
            policy: place.policy,
            statement: place.statement,
            test: None,
        });
        let left_out: Vec<LeftOut> = denies.chain(without).collect();
        // Where the last action is decided as the second, it is not asked for.
        let count = Action::ALL.len() - usize::from(self.space.ends_as_second);
        let actions = Action::ALL.into_iter().take(count);
        let mut found = Vec::with_capacity(count);
        for action in actions {
            let (space, tables) = (self.space, &mut self.tables);
            let phase = phase(space, tables, &mut self.diagram, action, &left_out);
            let fate = phase.fate(&mut self.diagram);
            found.push(Judged { phase, fate });
        }
        found
    }

    /// What a statement does, or a test of it.
    fn bearing(&mut self, base: &[Judged], place: Place, test: Option<usize>) -> Bearing {
        let without = LeftOut {
            policy: place.policy,
            statement: place.statement,
            test,
        };
        let phases = self.phases(Some(without));
        let nowhere = NodeId::leaf(FALSE);
        let mut bearing = Bearing::Idle;
        for (before, after) in base.iter().zip(&phases) {
            let changed = self.diagram.join(Look::Changed, before.fate, after.fate);
            if changed != nowhere {
                return Bearing::Matters;
            }
            let [one, other] = [before, after].map(|of| of.truth(place).unwrap_or(nowhere));
            let other = if test.is_some() { other } else { nowhere };
            let differs = self.diagram.join(Look::Differs, one, other);
            let settled = self.diagram.join(Look::Settled, before.fate, after.fate);
            if self.diagram.join(Look::Without, differs, settled) != nowhere {
                bearing = Bearing::NotKnown;
            }
        }
        bearing
    }

    /// The tests of a statement that decide nothing.
    fn tests(
        &mut self,
        base: &[Judged],
        place: Place,
        statement: &CompiledStatement,
        found: &mut Unneeded,
    ) {
        for (index, placed) in statement.tests().iter().enumerate() {
            match self.bearing(base, place, Some(index)) {
                Bearing::Matters => {}
                Bearing::NotKnown => {
                    if !found.not_known.contains(&place) {
                        found.not_known.push(place);
                    }
                }
                Bearing::Idle => found.tests.push(IdleTest {
                    place,
                    block: placed.block,
                    test: placed.test,
                    always_holds: self.always_holds(base, place, index),
                }),
            }
        }
    }

    /// Whether a statement applies to the same sign-ins without a test.
    fn always_holds(&mut self, base: &[Judged], place: Place, test: usize) -> bool {
        let phases = self.phases(Some(LeftOut {
            policy: place.policy,
            statement: place.statement,
            test: Some(test),
        }));
        let nowhere = NodeId::leaf(FALSE);
        base.iter().zip(&phases).all(|(before, after)| {
            let [one, other] = [before, after].map(|of| of.truth(place).unwrap_or(nowhere));
            self.diagram.join(Look::Differs, one, other) == nowhere
        })
    }

    /// Why a statement decides nothing.
    fn why(&mut self, base: &[Judged], place: Place, effect: Option<Effect>) -> Idle {
        let nowhere = NodeId::leaf(FALSE);
        let truths = base.iter().filter_map(|of| of.truth(place));
        if truths.into_iter().all(|truth| truth == nowhere) {
            return Idle::NeverApplies;
        }
        let authorizer = self.space.authorizer;
        let statements = authorizer.policies().enumerate();
        let statements = statements.flat_map(|(policy, attached)| {
            let effects = attached.policy.statements.iter().map(|of| of.effect);
            let each = effects.enumerate();
            each.map(move |(statement, effect)| (Place { policy, statement }, effect))
        });
        // Where a policy is evaluated, its own statements are.
        let others = statements.filter(|(other, of)| {
            *other != place
                && *of == effect
                && !self.is_wide(*other)
                && (effect == Some(Effect::Deny) || other.policy == place.policy)
        });
        let others: Vec<Place> = others.map(|(other, _)| other).collect();
        let applies = |of: &Judged, place: Place| match effect {
            Some(Effect::Deny) => of.denial(place),
            _ => of.truth(place).unwrap_or(nowhere),
        };
        let open: Vec<NodeId> = base.iter().map(|of| applies(of, place)).collect();
        let mut left = |open: &[NodeId], other: Place| -> Vec<NodeId> {
            let each = open.iter().zip(base);
            let rest = each.map(|(open, of)| {
                self.diagram
                    .join(Look::Uncovered, *open, applies(of, other))
            });
            rest.collect()
        };
        let is_covered = |open: &[NodeId]| open.iter().all(|open| *open == nowhere);
        if let Some(one) = others
            .iter()
            .find(|other| is_covered(&left(&open, **other)))
        {
            return Idle::Covered(vec![*one]);
        }
        let mut rest = left(&open, place);
        rest.clone_from(&open);
        let mut by = Vec::new();
        for other in others {
            let next = left(&rest, other);
            if next != rest {
                by.push(other);
                rest = next;
            }
            if is_covered(&rest) {
                return Idle::Covered(by);
            }
        }
        Idle::DecidedAnyway
    }
}

/// What is looked for at each point of two diagrams.
#[derive(Clone, Copy)]
enum Look {
    /// Of fates: both are certain, and not the same.
    Changed,
    /// Of fates: both are certain, and the same.
    Settled,
    /// Of truths: they are not the same, or one is undecided.
    Differs,
    /// The first holds, and the second does not.
    Without,
    /// Of truths: the first is not false, and the second is not true.
    Uncovered,
}

impl Operation for Look {
    fn id(self) -> u8 {
        // Behind those of [`crate::extent`].
        110 + match self {
            Self::Changed => 0,
            Self::Settled => 1,
            Self::Differs => 2,
            Self::Without => 3,
            Self::Uncovered => 4,
        }
    }

    fn leaf(self, a: Leaf, b: Leaf) -> Leaf {
        let is_certain = |leaf| matches!(Fate::of(leaf), Fate::Allowed | Fate::DeniedAt(_));
        let is = match self {
            Self::Changed => {
                matches!(Pair::of_fates(Fate::of(a), Fate::of(b)), Pair::Changed(..))
            }
            Self::Settled => a == b && is_certain(a),
            Self::Differs => a != b || a == UNDECIDED,
            Self::Without => a == TRUE && b == FALSE,
            Self::Uncovered => a != FALSE && b != TRUE,
        };
        // What is left of a truth is as it was.
        match (is, self) {
            (true, Self::Uncovered) => a,
            (true, _) => TRUE,
            (false, _) => FALSE,
        }
    }
}
