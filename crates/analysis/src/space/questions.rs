//! What the rules ask of a phase, and on which dimensions the answer depends.

use std::collections::BTreeMap;

use vestibule_iam::condition::{Template, Test};
use vestibule_iam::keys::{KeyId, KeyValue};
use vestibule_iam::matching::{CompiledStatement, ResourcePattern};
use vestibule_signin::decide::{Part, PhaseParts};
use vestibule_signin::keys as key_table;
use vestibule_signin::{Action, Layer};

use super::Space;
use super::axis::{ENDPOINT, ENTRY, NETWORK, PRINCIPAL, REGION};
use super::keys::{Depends, View};
use super::tables::Ask;

/// Something that is asked, and the keys of which nothing is known unless every class has
/// one value.
pub(super) struct Question {
    pub(super) ask: Ask,
    /// Each key of a variable, and whether something stands for it where it is absent.
    open: Vec<(KeyId, bool)>,
    /// The key that is tested, if its values are not cut finely enough.
    uncut: Option<KeyId>,
}

impl Question {
    /// The keys of which nothing may be taken to be known in this phase of a request.
    pub(super) fn unknown(&self, parts: &PhaseParts<'_>) -> Vec<KeyId> {
        // Of a key that is absent nothing is left open.
        let is_there = |key: &KeyId| !matches!(parts.value(*key), KeyValue::Absent);
        let open = self
            .open
            .iter()
            .filter(|(key, default)| *default || is_there(key));
        let uncut = self.uncut.filter(is_there);
        open.map(|(key, _)| *key).chain(uncut).collect()
    }
}

/// All that the rules may ask at an action, by what the answers depend on.
pub(super) fn questions(space: &Space<'_>, action: Action) -> BTreeMap<Depends, Vec<Question>> {
    let mut all: BTreeMap<Depends, Vec<Question>> = BTreeMap::new();
    let mut add = |depends: Depends, question| all.entry(depends).or_default().push(question);
    let plain = |ask| Question {
        ask,
        open: Vec::new(),
        uncut: None,
    };
    let mut depends = Depends::default();
    depends.add(ENTRY, View::Full);
    depends.add(PRINCIPAL, View::Groups);
    add(depends, plain(Ask::NeedsIdentity));
    let policies = space.authorizer.policies().zip(space.authorizer.compiled());
    for (policy, (attached, compiled)) in policies.enumerate() {
        let layer = attached.layer;
        add(applies_by(layer), plain(Ask::Applies(policy)));
        for statement in compiled.statements() {
            if !statement.touches(action as usize) {
                continue;
            }
            for (part, depends, question) in parts_of(space, action, policy, layer, statement) {
                let withheld = is_of_network(space, statement, part).then(|| Question {
                    ask: Ask::Withheld(policy, statement.index(), part),
                    open: question.open.clone(),
                    uncut: question.uncut,
                });
                if let Some(withheld) = withheld {
                    add(depends.clone(), withheld);
                }
                add(depends, question);
            }
        }
    }
    all
}

/// What it depends on whether a policy is evaluated.
fn applies_by(layer: Layer) -> Depends {
    let mut depends = Depends::default();
    match layer {
        Layer::VpcEndpoint => {
            depends.add(NETWORK, View::Groups);
            depends.add(ENDPOINT, View::Full);
        }
        Layer::ServiceControl => {
            depends.add(ENTRY, View::Full);
            depends.add(NETWORK, View::Groups);
        }
        Layer::Identity | Layer::PermissionsBoundary | Layer::Session => {
            depends.add(ENTRY, View::Full);
            depends.add(PRINCIPAL, View::Full);
        }
        Layer::ResourceControl | Layer::ResourceBased => {}
    }
    depends
}

/// The parts of a statement that are not always true.
pub(super) fn parts(statement: &CompiledStatement) -> Vec<Part> {
    let mut parts: Vec<Part> = (0..statement.tests().len()).map(Part::Test).collect();
    if statement.caller().is_some() {
        parts.push(Part::Caller);
    }
    if !statement.covers_every_resource() {
        parts.push(Part::Resource);
    }
    parts
}

/// True when a key of the network is tested or referred to.
pub(super) fn is_of_network(space: &Space<'_>, statement: &CompiledStatement, part: Part) -> bool {
    let keys = space.authorizer.keys();
    keys_of(statement, part)
        .iter()
        .any(|key| key_table::find(keys.name(*key)).is_some_and(|row| row.is_network()))
}

fn keys_of(statement: &CompiledStatement, part: Part) -> Vec<KeyId> {
    match part {
        Part::Caller => Vec::new(),
        Part::Resource => statement
            .resource()
            .into_iter()
            .flat_map(|r| r.keys())
            .collect(),
        Part::Test(index) => {
            let Some(placed) = statement.tests().get(index) else {
                return Vec::new();
            };
            let variables = placed.compiled.iter().flat_map(|test| test.variable_keys());
            placed.key.into_iter().chain(variables).collect()
        }
    }
}

fn templates(statement: &CompiledStatement, part: Part) -> Vec<&Template> {
    match part {
        Part::Caller => Vec::new(),
        Part::Resource => {
            let patterns = statement.resource().map_or(&[][..], |r| r.patterns());
            let templates = patterns.iter().filter_map(|pattern| match pattern {
                ResourcePattern::Variable(template) => Some(template),
                ResourcePattern::Everything | ResourcePattern::Fixed(_) => None,
            });
            templates.collect()
        }
        Part::Test(index) => {
            let test = statement.tests().get(index);
            let test = test.and_then(|placed| placed.compiled.as_ref());
            let templates = test.map_or(&[][..], Test::templates);
            templates.iter().map(|(template, _)| template).collect()
        }
    }
}

fn parts_of<'s>(
    space: &'s Space<'_>,
    action: Action,
    policy: usize,
    layer: Layer,
    statement: &'s CompiledStatement,
) -> impl Iterator<Item = (Part, Depends, Question)> + 's {
    parts(statement).into_iter().map(move |part| {
        let mut depends = Depends::default();
        let keys = keys_of(statement, part);
        for key in &keys {
            depends.join(&space.facts.depends(*key));
        }
        // Before authentication endpoint policies may not see what is there (J38).
        if layer == Layer::VpcEndpoint {
            depends.add(NETWORK, View::Groups);
        }
        let mut uncut = None;
        let templates = templates(statement, part);
        let varying = |key: &&KeyId| space.facts.depends(**key).iter().len() > 0;
        let with_default = |key: &KeyId| {
            let has_default = templates.iter().any(|template| template.has_default(*key));
            (*key, has_default)
        };
        // The first one of a test is that which it is about.
        let tested = usize::from(matches!(part, Part::Test(_)));
        let variables = keys.iter().skip(tested).filter(varying);
        let mut open: Vec<(KeyId, bool)> = variables.map(with_default).collect();
        match part {
            Part::Caller => {
                if action != Action::Authenticate && statement.depends_on_caller() {
                    depends.add(PRINCIPAL, View::Full);
                }
            }
            Part::Resource => {
                depends.add(ENTRY, View::Full);
                depends.add(REGION, View::Full);
            }
            Part::Test(index) => {
                let place = (policy, statement.index(), index);
                if space.tests.by_name.contains(&place) {
                    open.clear();
                }
                let is_uncut = space.tests.uncut.contains(&place);
                uncut = keys.first().copied().filter(|_| is_uncut);
            }
        }
        let question = Question {
            ask: Ask::Part(policy, statement.index(), part),
            open,
            uncut,
        };
        (part, depends, question)
    })
}
