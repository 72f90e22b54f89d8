//! Statements, compiled against a list of actions.

use super::principal::CallerMatcher;
use super::resource::ResourceMatcher;
use super::{Caller, ResourceRef};
use crate::condition::{Options, Test};
use crate::keys::{Context, KeyId, Keys};
use crate::language::Effect;
use crate::policy::{PatternElement, Policy, Statement};
use crate::sort;
use crate::truth::Truth;
use crate::value::wildcard::Pattern;
use crate::work::Weight;

/// A policy that is ready to be matched.
#[derive(Clone, Debug)]
pub struct CompiledPolicy {
    statements: Vec<CompiledStatement>,
    defective: bool,
}

/// A statement that is ready to be matched.
#[derive(Clone, Debug)]
pub struct CompiledStatement {
    pub(super) index: usize,
    pub(super) effect: Option<Effect>,
    /// Bit `n`: the statement is about action `n`.
    actions: u32,
    /// True when it has no readable `Action`, so it may be about any.
    any_action: bool,
    caller: Option<CallerMatcher>,
    pub(super) resource: Option<ResourceMatcher>,
    pub(super) tests: Vec<PlacedTest>,
    /// What its principal and its resource cost to compare.
    around: Weight,
    /// Indices into `tests` by ascending cost; `truth` stops at the first false.
    cheapest_first: Vec<usize>,
    pub(super) defective: bool,
}

/// A test with its place in the statement.
#[derive(Clone, Debug)]
pub struct PlacedTest {
    /// Index into the statement's operators.
    pub block: usize,
    /// Index into the operator's keys.
    pub test: usize,
    /// The key; `None` when there are too many keys to follow.
    pub key: Option<KeyId>,
    /// The test; `None` for an operator that AWS does not have, or without a key to
    /// follow: its truth is then unknown.
    pub compiled: Option<Test>,
}

/// What a statement is matched against.
#[derive(Clone, Copy, Debug)]
pub struct MatchRequest<'a> {
    /// Index into the list of actions that the policy was compiled for.
    pub action: usize,
    /// Who asks.
    pub caller: Caller<'a>,
    /// For what.
    pub resource: ResourceRef<'a>,
    /// The context keys.
    pub context: &'a Context<'a>,
}

impl CompiledPolicy {
    /// Compiles `policy` for `actions` (32 at most; names as in requests), adding
    /// the keys that it tests to `keys`.
    pub fn compile(policy: &Policy, actions: &[&str], keys: &mut Keys, options: Options) -> Self {
        let statements = policy
            .statements
            .iter()
            .enumerate()
            .map(|(index, statement)| {
                CompiledStatement::compile(index, statement, policy, actions, keys, options)
            })
            .collect();
        Self {
            statements,
            defective: !policy.defects.is_empty(),
        }
    }

    /// All statements, in the order of the document.
    pub fn statements(&self) -> &[CompiledStatement] {
        &self.statements
    }

    /// True when AWS would refuse the policy as a whole and it is open what it means.
    pub fn is_defective(&self) -> bool {
        self.defective
    }
}

/// The steps that a statement takes in addition to its parts, tracing included.
const STATEMENT: u64 = 128;

impl CompiledStatement {
    fn compile(
        index: usize,
        statement: &Statement,
        policy: &Policy,
        actions: &[&str],
        keys: &mut Keys,
        options: Options,
    ) -> Self {
        let mut tests = Vec::new();
        for (block, operator_block) in statement.conditions.iter().enumerate() {
            for (test, key_test) in operator_block.tests.iter().enumerate() {
                let key = keys.intern(&key_test.key.value);
                let compiled = operator_block.operator.zip(key).map(|(operator, key)| {
                    Test::compile(
                        operator,
                        key,
                        &key_test.values,
                        policy.version,
                        keys,
                        options,
                    )
                });
                tests.push(PlacedTest {
                    block,
                    test,
                    key,
                    compiled,
                });
            }
        }
        let mut cheapest_first: Vec<usize> = (0..tests.len()).collect();
        let cost = |placed: &PlacedTest| placed.compiled.as_ref().map_or(0, Test::cost);
        sort::by_key(&mut cheapest_first, |index| cost(&tests[*index]));
        let action = statement.action.as_ref();
        let caller = statement.principal.as_ref().map(CallerMatcher::compile);
        let resource = statement
            .resource
            .as_ref()
            .map(|element| ResourceMatcher::compile(element, policy.version, keys));
        let around = caller
            .iter()
            .map(CallerMatcher::weight)
            .chain(resource.iter().map(ResourceMatcher::weight))
            .sum::<Weight>()
            .plus(Weight::fixed(STATEMENT));
        Self {
            index,
            effect: statement.effect,
            actions: action.map_or(0, |element| action_bits(element, actions)),
            any_action: action.is_none(),
            caller,
            resource,
            tests,
            around,
            cheapest_first,
            defective: !statement.defects.is_empty(),
        }
    }

    /// Index into the policy's statements.
    pub fn index(&self) -> usize {
        self.index
    }

    /// What it does; `None` when it is not readable, so it may be either.
    pub fn effect(&self) -> Option<Effect> {
        self.effect
    }

    /// Whom it is about; `None` where there is no `Principal`.
    #[must_use]
    pub fn caller(&self) -> Option<&CallerMatcher> {
        self.caller.as_ref()
    }

    /// What it is about; `None` where there is no `Resource` that can be read.
    #[must_use]
    pub fn resource(&self) -> Option<&ResourceMatcher> {
        self.resource.as_ref()
    }

    /// The tests of its conditions, in order.
    #[must_use]
    pub fn tests(&self) -> &[PlacedTest] {
        &self.tests
    }

    /// True when AWS would refuse it and its meaning is open: it then never applies for
    /// certain.
    #[must_use]
    pub fn is_defective(&self) -> bool {
        self.defective
    }

    /// Whether the action is one of its own; unknown when it has no `Action` that can be
    /// read.
    #[must_use]
    pub fn action(&self, action: usize) -> Truth {
        if self.any_action {
            Truth::Unknown
        } else {
            Truth::from(self.actions & (1 << action) != 0)
        }
    }

    /// True unless it can never apply to that action.
    pub fn touches(&self, action: usize) -> bool {
        self.action(action) != Truth::False
    }

    /// What its principal and its resource cost to compare, and the statement itself.
    pub(super) fn around(&self) -> Weight {
        self.around
    }

    /// True when its `Resource` is `*`, or when it has none.
    pub fn covers_every_resource(&self) -> bool {
        self.resource
            .as_ref()
            .is_none_or(ResourceMatcher::is_everything)
    }

    /// True when whom it is about depends on who asks.
    pub fn depends_on_caller(&self) -> bool {
        self.caller
            .as_ref()
            .is_some_and(CallerMatcher::depends_on_caller)
    }

    /// Every key that it tests or refers to; a key may come more than once.
    pub fn keys(&self) -> Vec<KeyId> {
        let mut keys = Vec::new();
        for placed in &self.tests {
            keys.extend(placed.key);
            if let Some(test) = &placed.compiled {
                keys.extend(test.variable_keys());
            }
        }
        if let Some(resource) = &self.resource {
            keys.extend(resource.keys());
        }
        keys
    }

    /// Does the statement apply?
    pub fn truth(&self, request: &MatchRequest<'_>) -> Truth {
        let mut truth = self.action(request.action);
        if truth == Truth::False {
            return truth;
        }
        for placed in self
            .cheapest_first
            .iter()
            .filter_map(|i| self.tests.get(*i))
        {
            let test = match &placed.compiled {
                Some(test) => test.evaluate(request.context).truth,
                None => Truth::Unknown,
            };
            truth = truth.and(test);
            if truth == Truth::False {
                return truth;
            }
        }
        truth = truth
            .and(self.caller_truth(request))
            .and(self.resource_truth(request));
        if self.defective {
            truth.and(Truth::Unknown)
        } else {
            truth
        }
    }

    pub(super) fn caller_truth(&self, request: &MatchRequest<'_>) -> Truth {
        match &self.caller {
            Some(caller) => caller.truth(request.caller, self.effect),
            None => Truth::True,
        }
    }

    pub(super) fn resource_truth(&self, request: &MatchRequest<'_>) -> Truth {
        match &self.resource {
            Some(resource) => resource.truth(request.resource, request.context),
            None => Truth::True,
        }
    }
}

/// The actions that an element is about. Names compare without regard to case. [ACT]
fn action_bits(element: &PatternElement, actions: &[&str]) -> u32 {
    let patterns: Vec<Pattern> = element
        .patterns
        .iter()
        .map(|pattern| Pattern::new_ignore_ascii_case(&pattern.value))
        .collect();
    actions
        .iter()
        .take(32)
        .enumerate()
        .filter(|(_, action)| patterns.iter().any(|p| p.matches(action)) != element.not)
        .fold(0, |bits, (index, _)| bits | 1 << index)
}
