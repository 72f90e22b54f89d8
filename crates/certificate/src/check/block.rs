//! Sign-ins of one entry, one kind of principal and one way: a product of dimensions.
//!
//! In a block each key depends on one dimension at most, so the ordinary evaluator is asked
//! for the truth of each part of a statement with one value after the other.

use std::collections::{BTreeMap, HashMap};

use vestibule_iam::condition::{Template, Test};
use vestibule_iam::keys::{KeyId, KeyValue};
use vestibule_iam::matching::{CompiledStatement, ResourcePattern};
use vestibule_iam::truth::Truth;
use vestibule_signin::decide::{Part, PhaseParts};
use vestibule_signin::{Action, Authorizer, Entry, Layer, PrincipalKind, Request};
use vestibule_syntax::limits::CHECK_STEPS;

use super::bits::Bits;
use super::masks::number;
use crate::place::{Place, Way};
use crate::space::{Axis, Point, Space, TooLarge};

/// What the rules ask of a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Ask {
    Applies(usize),
    NeedsIdentity,
    Part(usize, usize, PartOf),
}

/// A part of a statement, in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum PartOf {
    Caller,
    Resource,
    Test(usize),
}

impl PartOf {
    fn part(self) -> Part {
        match self {
            Self::Caller => Part::Caller,
            Self::Resource => Part::Resource,
            Self::Test(index) => Part::Test(index),
        }
    }
}

/// A set of pairs, one bit for each: a truth, and what it is where nothing is known of the
/// network.
pub(super) type Pairs = u16;

pub(super) fn pair(own: Truth, withheld: Truth) -> Pairs {
    1 << (number(own) * 4 + number(withheld))
}

/// The pairs of a set.
pub(super) fn pairs(set: Pairs) -> impl Iterator<Item = (Truth, Truth)> {
    let all = Truth::ALL.into_iter();
    let all = all.flat_map(|own| Truth::ALL.into_iter().map(move |withheld| (own, withheld)));
    all.filter(move |(own, withheld)| set & pair(*own, *withheld) != 0)
}

/// What is said with nothing known of some keys: unknown may then be anything.
fn opened(set: Pairs) -> Pairs {
    let any = |truth| match truth {
        Truth::Unknown => Truth::ALL.to_vec(),
        known => vec![known],
    };
    let mut opened = 0;
    for (own, withheld) in pairs(set) {
        for own in any(own) {
            for withheld in any(withheld) {
                opened |= pair(own, withheld);
            }
        }
    }
    opened
}

/// The answers to something that is asked.
#[derive(Clone, Debug)]
pub(super) enum Column {
    /// The same for every sign-in.
    Fixed(Pairs),
    /// By the value of the dimension of that index: the values that have each set.
    By(usize, Vec<(Pairs, Bits)>),
}

/// Sign-ins of one entry, one kind of principal, one way, and with or without MFA.
pub(super) struct Block {
    pub(super) entry: Entry,
    pub(super) kind: PrincipalKind,
    is_public: bool,
    /// The dimensions, each with values of the space, of which each stands for those that
    /// come to the same.
    pub(super) axes: Vec<(Axis, Vec<usize>)>,
    /// The principals of the space, each with the number of those that come to the same.
    principals: HashMap<usize, usize>,
    /// For each action.
    columns: [HashMap<Ask, Column>; 3],
    /// Policies whose Denies may apply where the network is withheld.
    withheld: [Vec<bool>; 3],
}

/// A set of sign-ins of a block: for each dimension some values.
pub(super) type Cuboid = Vec<Bits>;

impl Block {
    /// All blocks of a space.
    pub(super) fn all(
        authorizer: &Authorizer,
        space: &Space,
        places: &[Place],
        steps: &mut usize,
    ) -> Result<Vec<Self>, TooLarge> {
        let mut blocks = Vec::new();
        for entry in Entry::ALL {
            for kind in space.home.kinds() {
                for is_public in [true, false] {
                    let uses = space
                        .mfa()
                        .filter(|mfa| space.gives(*mfa, entry, kind, false));
                    let mfa: &[Option<bool>] = match uses {
                        Some(_) => &[Some(true), Some(false)],
                        None => &[None],
                    };
                    for mfa in mfa {
                        let bare = Self::bare(space, entry, kind, is_public, *mfa);
                        blocks.push(bare.filled(authorizer, space, places, steps)?);
                    }
                }
            }
        }
        Ok(blocks)
    }

    fn bare(
        space: &Space,
        entry: Entry,
        kind: PrincipalKind,
        is_public: bool,
        mfa: Option<bool>,
    ) -> Self {
        let principals = space.principals.iter().enumerate();
        let principals = principals.filter(|(_, principal)| principal.kind == kind);
        let mut axes = vec![(Axis::Principal, principals.map(|(at, _)| at).collect())];
        let of_way: &[Axis] = if is_public {
            &[Axis::Public]
        } else {
            &[Axis::Vpc, Axis::Endpoint, Axis::Inside]
        };
        for axis in of_way.iter().chain(&[Axis::Region]) {
            axes.push((*axis, (0..space.len(*axis)).collect()));
        }
        for key in 0..space.own.len() {
            if !space.gives(key, entry, kind, mfa == Some(true)) {
                continue;
            }
            let values = 0..space.len(Axis::Key(key));
            let said = mfa.filter(|_| space.mfa() == Some(key));
            let is_said = |at: &usize| {
                let value = space.values.get(key).and_then(|values| values.get(*at));
                said.is_none_or(|said| {
                    value.map(String::as_str) == Some(if said { "true" } else { "false" })
                })
            };
            axes.push((Axis::Key(key), values.filter(is_said).collect()));
        }
        Self {
            entry,
            kind,
            is_public,
            axes,
            principals: HashMap::new(),
            columns: Default::default(),
            withheld: Default::default(),
        }
    }

    /// Asks the evaluator, and puts values together that come to the same.
    fn filled(
        mut self,
        authorizer: &Authorizer,
        space: &Space,
        places: &[Place],
        steps: &mut usize,
    ) -> Result<Self, TooLarge> {
        let mut raw: Vec<(Action, Ask, Option<usize>, Vec<Pairs>)> = Vec::new();
        let policies = authorizer.policies().len();
        for action in Action::ALL {
            let mut questions: BTreeMap<Option<usize>, Vec<Question>> = BTreeMap::new();
            for (axis, question) in self.questions(authorizer, space, action) {
                questions.entry(axis).or_default().push(question);
            }
            let mut withheld = vec![false; policies];
            for (axis, questions) in questions {
                let count = axis
                    .and_then(|axis| self.axes.get(axis))
                    .map_or(1, |(_, values)| values.len());
                let mut answers = vec![Vec::with_capacity(count); questions.len()];
                for at in 0..count {
                    *steps = steps.saturating_add(questions.len() + 1);
                    if *steps > CHECK_STEPS {
                        return Err(TooLarge);
                    }
                    let mut cell = vec![0; self.axes.len()];
                    if let Some(place) = axis.and_then(|axis| cell.get_mut(axis)) {
                        *place = at;
                    }
                    let Some(mut point) = self.point(space, &cell) else {
                        return Err(TooLarge);
                    };
                    let request = point.request();
                    if authorizer.is_too_much(&request) {
                        return Err(TooLarge);
                    }
                    let mut again: Vec<(usize, Vec<String>)> = Vec::new();
                    authorizer.with_parts(&request, action, |parts| {
                        for (index, question) in questions.iter().enumerate() {
                            let unknown = question.unknown(authorizer, parts);
                            if unknown.is_empty() {
                                let answer = question.answer(parts, &mut withheld);
                                push(&mut answers, index, answer);
                            } else {
                                push(&mut answers, index, Pairs::MAX);
                                again.push((index, unknown));
                            }
                        }
                    });
                    for (index, unknown) in again {
                        point.unknown = unknown;
                        let request = point.request();
                        let answer = authorizer.with_parts(&request, action, |parts| {
                            questions
                                .get(index)
                                .map(|question| question.answer(parts, &mut withheld))
                        });
                        let last = answers.get_mut(index).and_then(|of| of.last_mut());
                        if let (Some(last), Some(answer)) = (last, answer) {
                            *last = opened(answer);
                        }
                    }
                }
                for (question, answers) in questions.iter().zip(answers) {
                    raw.push((action, question.ask, axis, answers));
                }
            }
            if let Some(of_action) = self.withheld.get_mut(action as usize) {
                *of_action = withheld;
            }
        }
        self.merge(space, places, raw);
        Ok(self)
    }

    /// Puts the values of each dimension together that have the same answers and belong to
    /// the same places.
    fn merge(
        &mut self,
        space: &Space,
        places: &[Place],
        raw: Vec<(Action, Ask, Option<usize>, Vec<Pairs>)>,
    ) {
        let mut group_of: Vec<Vec<usize>> = Vec::new();
        let mut axes = Vec::new();
        for (index, (axis, values)) in self.axes.iter().enumerate() {
            let columns: Vec<&Vec<Pairs>> = raw
                .iter()
                .filter(|(_, _, by, _)| *by == Some(index))
                .map(|(_, _, _, answers)| answers)
                .collect();
            let mut known: HashMap<(Vec<Pairs>, Vec<bool>), usize> = HashMap::new();
            let (mut groups, mut kept) = (Vec::new(), Vec::new());
            for (at, value) in values.iter().enumerate() {
                let answers = columns.iter().filter_map(|column| column.get(at).copied());
                let admitted = places
                    .iter()
                    .map(|place| space.admits(place, *axis, *value));
                let next = known.len();
                let group = *known
                    .entry((answers.collect(), admitted.collect()))
                    .or_insert(next);
                if group == kept.len() {
                    kept.push(*value);
                }
                groups.push(group);
            }
            if *axis == Axis::Principal {
                self.principals = values.iter().copied().zip(groups.iter().copied()).collect();
            }
            group_of.push(groups);
            axes.push((*axis, kept));
        }
        self.axes = axes;
        for (action, ask, axis, answers) in raw {
            let column = match axis {
                None => Column::Fixed(answers.first().copied().unwrap_or(Pairs::MAX)),
                Some(axis) => self.column(
                    axis,
                    &answers,
                    group_of.get(axis).map_or(&[], Vec::as_slice),
                ),
            };
            if let Some(of_action) = self.columns.get_mut(action as usize) {
                of_action.insert(ask, column);
            }
        }
    }

    fn column(&self, axis: usize, answers: &[Pairs], groups: &[usize]) -> Column {
        let count = self.axes.get(axis).map_or(0, |(_, values)| values.len());
        let mut by: Vec<(Pairs, Bits)> = Vec::new();
        for (answer, group) in answers.iter().zip(groups) {
            let at = by
                .iter()
                .position(|(other, _)| other == answer)
                .unwrap_or_else(|| {
                    by.push((*answer, Bits::none(count)));
                    by.len() - 1
                });
            if let Some((_, bits)) = by.get_mut(at) {
                bits.insert(*group);
            }
        }
        match by.as_slice() {
            [(only, _)] => Column::Fixed(*only),
            _ => Column::By(axis, by),
        }
    }

    pub(super) fn answer(&self, action: Action, ask: Ask) -> &Column {
        let of_action = self.columns.get(action as usize);
        of_action
            .and_then(|columns| columns.get(&ask))
            .unwrap_or(&Column::Fixed(Pairs::MAX))
    }

    pub(super) fn is_withheld(&self, action: Action, policy: usize) -> bool {
        let of_action = self.withheld.get(action as usize);
        of_action.and_then(|of| of.get(policy)) == Some(&true)
    }

    /// A sign-in with these values, by index.
    fn point(&self, space: &Space, cell: &[usize]) -> Option<Point> {
        let mut chosen: HashMap<Axis, usize> = HashMap::new();
        for ((axis, values), at) in self.axes.iter().zip(cell) {
            chosen.insert(*axis, *values.get(*at)?);
        }
        let text = |axis: Axis, all: &[String]| {
            let at = chosen.get(&axis).copied().unwrap_or(0);
            all.get(at).cloned()
        };
        let keys = chosen.iter().filter_map(|(axis, at)| match axis {
            Axis::Key(key) => Some((
                *key,
                (
                    space.own.get(*key)?.name.clone(),
                    space.values.get(*key)?.get(*at)?.clone(),
                ),
            )),
            _ => None,
        });
        let mut keys: Vec<(usize, (String, String))> = keys.collect();
        keys.sort_unstable();
        Some(Point {
            entry: self.entry,
            principal: space
                .principals
                .get(*chosen.get(&Axis::Principal)?)?
                .clone(),
            region: text(Axis::Region, &space.regions)?,
            public: if self.is_public {
                Some(text(Axis::Public, &space.public)?)
            } else {
                None
            },
            vpc: text(Axis::Vpc, &space.vpcs)?,
            endpoint: text(Axis::Endpoint, &space.endpoints)?,
            inside: text(Axis::Inside, &space.inside)?,
            context: keys.into_iter().map(|(_, key)| key).collect(),
            unknown: Vec::new(),
        })
    }

    /// Some sign-in of a set.
    pub(super) fn some(&self, space: &Space, cuboid: &Cuboid) -> Option<Request> {
        let cell: Option<Vec<usize>> = cuboid.iter().map(Bits::first).collect();
        Some(self.point(space, &cell?)?.request())
    }

    /// All sign-ins of the block.
    pub(super) fn whole(&self) -> Cuboid {
        let all = self.axes.iter();
        all.map(|(_, values)| Bits::all(values.len())).collect()
    }

    /// The sign-ins of the block that a place admits; `None` where it admits none.
    pub(super) fn within(&self, space: &Space, place: &Place) -> Option<Cuboid> {
        if !place.admits_entry(self.entry) || !place.admits_kind(self.kind) {
            return None;
        }
        match (&place.network, self.is_public) {
            (Some(Way::Public(_)), false) | (Some(Way::Endpoint { .. }), true) => return None,
            _ => {}
        }
        for (name, values) in &place.context {
            let is_given = self.axes.iter().any(|(axis, _)| match axis {
                Axis::Key(key) => space
                    .own
                    .get(*key)
                    .is_some_and(|key| key.name.eq_ignore_ascii_case(name)),
                _ => false,
            });
            if !is_given && !values.absent {
                return None;
            }
        }
        let mut cuboid = Cuboid::new();
        for (axis, values) in &self.axes {
            let mut bits = Bits::none(values.len());
            for (at, value) in values.iter().enumerate() {
                if space.admits(place, *axis, *value) {
                    bits.insert(at);
                }
            }
            if bits.is_empty() {
                return None;
            }
            cuboid.push(bits);
        }
        Some(cuboid)
    }

    /// The principals that come to the same as one of the space; `None` of one who signs in
    /// in none of these ways.
    pub(super) fn only_principal(&self, principal: usize) -> Option<Bits> {
        let group = self.principals.get(&principal)?;
        let (_, all) = self.axes.first()?;
        let mut one = Bits::none(all.len());
        one.insert(*group);
        Some(one)
    }

    fn axis(&self, axis: Axis) -> Option<usize> {
        self.axes.iter().position(|(other, _)| *other == axis)
    }

    /// All that the rules may ask at an action, each with the dimension that matters to it.
    fn questions(
        &self,
        authorizer: &Authorizer,
        space: &Space,
        action: Action,
    ) -> Vec<(Option<usize>, Question)> {
        let mut all = vec![(None, Question::plain(Ask::NeedsIdentity))];
        let policies = authorizer.policies().zip(authorizer.compiled());
        for (policy, (attached, compiled)) in policies.enumerate() {
            let by = match attached.layer {
                Layer::VpcEndpoint => Some(Axis::Endpoint),
                Layer::Identity | Layer::PermissionsBoundary | Layer::Session => {
                    Some(Axis::Principal)
                }
                Layer::ServiceControl | Layer::ResourceControl | Layer::ResourceBased => None,
            };
            let by = by.and_then(|axis| self.axis(axis));
            all.push((by, Question::plain(Ask::Applies(policy))));
            for statement in compiled.statements() {
                if !statement.touches(action as usize) {
                    continue;
                }
                for part in parts(statement) {
                    all.push(self.question(space, policy, statement, part));
                }
            }
        }
        all
    }

    fn question(
        &self,
        space: &Space,
        policy: usize,
        statement: &CompiledStatement,
        part: PartOf,
    ) -> (Option<usize>, Question) {
        let mut question = Question::plain(Ask::Part(policy, statement.index(), part));
        let mut variables: Vec<KeyId> = Vec::new();
        let mut templates: Vec<&Template> = Vec::new();
        let axis = match part {
            PartOf::Caller => Some(Axis::Principal),
            PartOf::Resource => {
                for pattern in statement
                    .resource()
                    .map_or(&[][..], |resource| resource.patterns())
                {
                    if let ResourcePattern::Variable(template) = pattern {
                        templates.push(template);
                    }
                }
                variables.extend(
                    statement
                        .resource()
                        .into_iter()
                        .flat_map(|resource| resource.keys()),
                );
                Some(Axis::Region)
            }
            PartOf::Test(index) => {
                let placed = statement.tests().get(index);
                let test: Option<&Test> = placed.and_then(|placed| placed.compiled.as_ref());
                let place = (policy, statement.index(), index);
                if let Some(test) = test {
                    if space.uncut.contains(&place) {
                        question.open.push((test.key(), false));
                    }
                    if !space.by_name.contains(&place) {
                        templates.extend(test.templates().iter().map(|(template, _)| template));
                        variables.extend(test.variable_keys());
                    }
                }
                test.and_then(|test| space.axis_of(test.key()))
            }
        };
        for key in variables.iter().copied() {
            if !space.is_constant(key) {
                let has_default = templates.iter().any(|template| template.has_default(key));
                question.open.push((key, has_default));
            }
        }
        // Where each key has one value in the block, nothing is left open.
        let is_fixed = |key: &KeyId| {
            let axis = space
                .axis_of(*key)
                .filter(|axis| self.axis(*axis).is_some());
            axis.is_none_or(|axis| axis == Axis::Principal && self.kind == PrincipalKind::Root)
        };
        let is_of_region = part == PartOf::Resource && self.entry != Entry::Console;
        let tested = match part {
            PartOf::Test(index) => statement.tests().get(index).and_then(|placed| placed.key),
            PartOf::Caller | PartOf::Resource => None,
        };
        if !is_of_region && tested.iter().chain(&variables).all(is_fixed) {
            question.open.clear();
        }
        (axis.and_then(|axis| self.axis(axis)), question)
    }
}

fn push(answers: &mut [Vec<Pairs>], index: usize, answer: Pairs) {
    if let Some(of) = answers.get_mut(index) {
        of.push(answer);
    }
}

/// The parts of a statement that may fail.
pub(super) fn parts(statement: &CompiledStatement) -> impl Iterator<Item = PartOf> + use<> {
    let caller = statement.caller().map(|_| PartOf::Caller);
    let resource = statement.resource().map(|_| PartOf::Resource);
    let tests = (0..statement.tests().len()).map(PartOf::Test);
    tests.chain(caller).chain(resource)
}

/// Something that is asked, and the keys of which nothing may be taken to be known, each
/// with whether something stands for it where it is absent.
struct Question {
    ask: Ask,
    open: Vec<(KeyId, bool)>,
}

impl Question {
    fn plain(ask: Ask) -> Self {
        Self {
            ask,
            open: Vec::new(),
        }
    }

    fn unknown(&self, authorizer: &Authorizer, parts: &PhaseParts<'_>) -> Vec<String> {
        let is_open = |(key, default): &&(KeyId, bool)| {
            *default || !matches!(parts.value(*key), KeyValue::Absent)
        };
        let open = self.open.iter().filter(is_open);
        open.map(|(key, _)| authorizer.keys().name(*key).to_owned())
            .collect()
    }

    fn answer(&self, parts: &PhaseParts<'_>, withheld: &mut [bool]) -> Pairs {
        match self.ask {
            Ask::Applies(policy) => pair(parts.applies(policy), Truth::True),
            Ask::NeedsIdentity => pair(parts.needs_identity(), Truth::True),
            Ask::Part(policy, statement, part) => {
                let own = parts.truth(policy, statement, part.part());
                let without = parts.withheld(policy, statement, part.part());
                if without.is_some()
                    && let Some(is) = withheld.get_mut(policy)
                {
                    *is = true;
                }
                pair(own, without.unwrap_or(own))
            }
        }
    }
}
