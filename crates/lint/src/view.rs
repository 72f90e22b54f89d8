//! A policy as rules look at it.

use vestibule_iam::condition::{Base, Operator};
use vestibule_iam::policy::{
    KeyTest, OperatorBlock, PatternElement, Policy, PolicyKind, Statement,
};
use vestibule_iam::wildcard::Pattern;
use vestibule_signin::keys::{self, Origin};
use vestibule_signin::{Action, Entry, Layer, Presence, presence};

/// A policy with where it is attached and the text it stands in.
pub struct View<'p> {
    /// The policy; all its places are in `text`.
    pub policy: &'p Policy,
    /// Where it is attached.
    pub layer: Layer,
    /// The text that the places refer to.
    pub text: &'p str,
}

/// A statement that can be read and covers an action of a sign-in.
pub struct Covered<'p> {
    /// The statement.
    pub statement: &'p Statement,
    /// Which of [`Action::ALL`] it covers.
    pub actions: [bool; 3],
}

impl<'p> View<'p> {
    /// The kind of the policy.
    pub fn kind(&self) -> PolicyKind {
        self.layer.kind()
    }

    /// The statements that can be read whole.
    pub fn statements(&self) -> impl Iterator<Item = &'p Statement> {
        let statements = self.policy.statements.iter();
        statements.filter(|statement| statement.defects.is_empty())
    }

    /// The statements that can be read whole and cover an action of a sign-in.
    pub fn covered(&self) -> impl Iterator<Item = Covered<'p>> {
        self.statements().filter_map(|statement| {
            let actions = Action::ALL.map(|action| covers(statement.action.as_ref(), action));
            let covered = Covered { statement, actions };
            actions.contains(&true).then_some(covered)
        })
    }
}

impl<'p> Covered<'p> {
    /// The actions of a sign-in that it covers.
    pub fn actions(&self) -> impl Iterator<Item = Action> {
        let actions = Action::ALL.into_iter().zip(self.actions);
        actions.filter_map(|(action, covered)| covered.then_some(action))
    }
}

/// The tests whose operators AWS has.
pub(crate) fn tests(statement: &Statement) -> impl Iterator<Item = (Operator, &KeyTest)> {
    blocks(statement).map(|(operator, _, test)| (operator, test))
}

/// The tests whose operators AWS has, with the blocks they stand in.
pub(crate) fn blocks(
    statement: &Statement,
) -> impl Iterator<Item = (Operator, &OperatorBlock, &KeyTest)> {
    statement.conditions.iter().flat_map(|block| {
        let operator = block.operator;
        let tests = block.tests.iter();
        tests.filter_map(move |test| Some((operator?, block, test)))
    })
}

/// Whether `Action` or `NotAction` covers the action.
pub(crate) fn covers(element: Option<&PatternElement>, action: Action) -> bool {
    element.is_some_and(|element| {
        let mut patterns = element.patterns.iter();
        let named = patterns
            .any(|pattern| Pattern::new_ignore_ascii_case(&pattern.value).matches(action.name()));
        named != element.not
    })
}

/// Whether the test holds for certain when its key is absent.
pub(crate) fn holds_when_absent(operator: Operator, test: &KeyTest) -> bool {
    if let Some(constant) = operator.is_constant() {
        return constant;
    }
    if operator.base == Base::Null {
        return matches!(&test.values[..], [value] if &*value.value == "true");
    }
    operator.when_missing() == Some(true)
}

/// Whether no sign-in has the key at that action.
pub(crate) fn is_never(key: &str, action: Action) -> bool {
    let seen = Entry::ALL.map(|entry| presence(key, action, entry));
    seen.iter().all(|seen| *seen == Presence::Never)
}

/// Whether the key is the one of that name.
pub(crate) fn is(test: &KeyTest, name: &str) -> bool {
    test.key.value.eq_ignore_ascii_case(name)
}

/// True for a key that tells one principal from another.
pub(crate) fn is_of_principal(name: &str) -> bool {
    keys::find(name).is_some_and(|row| match row.origin {
        Origin::Principal(_)
        | Origin::Federation
        | Origin::IdentityStore
        | Origin::RoleSession
        | Origin::SomePrincipals => true,
        Origin::Network(_)
        | Origin::Region
        | Origin::Account
        | Origin::Organization
        | Origin::OrganizationPaths
        | Origin::Entry(_)
        | Origin::Varying
        | Origin::Fixed(_)
        | Origin::Credentials(_)
        | Origin::SignInSession
        | Origin::Referer
        | Origin::OtherOperations
        | Origin::Unsaid => false,
    })
}
