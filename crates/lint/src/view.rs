//! A policy as rules look at it.

use vestibule_iam::condition::{Base, Operator};
use vestibule_iam::policy::{
    Effect, KeyTest, OperatorBlock, PatternElement, Policy, PolicyKind, PrincipalEntry, Statement,
};
use vestibule_iam::span::Text;
use vestibule_iam::wildcard::Pattern;
use vestibule_signin::keys::{self, KeyRow, Origin};
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

/// A test whose operator AWS has, with where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Tested<'p> {
    /// The statement.
    pub(crate) statement: &'p Statement,
    /// The operator.
    pub(crate) operator: Operator,
    /// The block of the operator.
    pub(crate) block: &'p OperatorBlock,
    /// The key with the values that it is compared with.
    pub(crate) test: &'p KeyTest,
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

    /// The tests whose operators AWS has, of the statements that can be read whole.
    pub(crate) fn tested(&self) -> impl Iterator<Item = Tested<'p>> {
        self.statements().flat_map(|statement| {
            blocks(statement).map(move |(operator, block, test)| Tested {
                statement,
                operator,
                block,
                test,
            })
        })
    }

    /// Whether policies of the layer never see the key at that action.
    pub(crate) fn never_sees(&self, key: &str, action: Action) -> bool {
        is_never(key, action) || !self.layer.sees(key)
    }

    /// What the test comes to for every sign-in at that action; `None` where that depends on
    /// the sign-in, or is not known.
    pub(crate) fn settled(
        &self,
        action: Action,
        operator: Operator,
        test: &KeyTest,
    ) -> Option<bool> {
        let missing = when_missing(operator, test);
        if self.never_sees(&test.key.value, action) {
            return missing;
        }
        let present = when_present(operator, test)?;
        // Of most keys it is not known whether the policy of an endpoint sees them then.
        let perhaps_unseen = self.layer == Layer::VpcEndpoint && action == Action::Authenticate;
        let always = !perhaps_unseen && is_always_at(&test.key.value, action);
        (always || missing == Some(present)).then_some(present)
    }

    /// Whether the statement denies every sign-in at that action, whoever it is and wherever
    /// from.
    pub(crate) fn denies_everybody(&self, covered: &Covered<'_>, action: Action) -> bool {
        let statement = covered.statement;
        statement.effect == Some(Effect::Deny)
            && names_everyone(statement)
            && is_of_every_resource(statement)
            && tests(statement)
                .all(|(operator, test)| self.settled(action, operator, test) == Some(true))
    }

    /// The statements that deny, can be read whole and cover an action of a sign-in.
    pub(crate) fn denials(&self) -> impl Iterator<Item = Covered<'p>> {
        self.covered()
            .filter(|covered| covered.statement.effect == Some(Effect::Deny))
    }

    /// The statements that can be read whole and cover an action of a sign-in.
    pub fn covered(&self) -> impl Iterator<Item = Covered<'p>> {
        self.statements().filter_map(|statement| {
            let actions =
                Action::ALL.map(|action| covers(statement.action.as_ref(), action.name()));
            let covered = Covered { statement, actions };
            actions.contains(&true).then_some(covered)
        })
    }
}

impl Covered<'_> {
    /// The actions of a sign-in that it covers and at which policies of the layer are
    /// evaluated.
    pub(crate) fn evaluated(&self, view: &View<'_>) -> impl Iterator<Item = Action> {
        let before = !matches!(
            view.layer,
            Layer::Identity | Layer::PermissionsBoundary | Layer::Session
        );
        self.actions()
            .filter(move |action| before || *action != Action::Authenticate)
    }

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

/// Whether `Action` or `NotAction` covers the action of that name.
pub(crate) fn covers(element: Option<&PatternElement>, action: &str) -> bool {
    element.is_some_and(|element| {
        let mut patterns = element.patterns.iter();
        let named =
            patterns.any(|pattern| Pattern::new_ignore_ascii_case(&pattern.value).matches(action));
        named != element.not
    })
}

/// Whether the test holds for certain when its key is absent.
pub(crate) fn holds_when_absent(operator: Operator, test: &KeyTest) -> bool {
    when_missing(operator, test) == Some(true)
}

/// Whether no sign-in has the key at that action.
pub(crate) fn is_never(key: &str, action: Action) -> bool {
    keys::find(key).is_some_and(|row| !row.is_offered(action))
}

/// Whether every sign-in has the key at every action.
pub(crate) fn is_always(key: &str) -> bool {
    Action::ALL.iter().all(|action| is_always_at(key, *action))
}

/// Whether every sign-in has the key at that action.
fn is_always_at(key: &str, action: Action) -> bool {
    let seen = Entry::ALL.map(|entry| presence(key, action, entry));
    seen.iter().all(|seen| *seen == Presence::Always)
}

/// What the test comes to when its key is missing; `None` where AWS does not say.
pub(crate) fn when_missing(operator: Operator, test: &KeyTest) -> Option<bool> {
    match (operator.base, operator.is_constant()) {
        (Base::Null, None) => Some(matches!(&test.values[..], [value] if &*value.value == "true")),
        (Base::Null, constant) => constant,
        _ => operator.when_missing(),
    }
}

/// What the test comes to when its key is there, with a value of its kind; `None` where that
/// depends on the value.
pub(crate) fn when_present(operator: Operator, test: &KeyTest) -> Option<bool> {
    let operands = test.values.iter().map(|operand| &*operand.value);
    keys::fit(&test.key.value, operator).when_present(operands)
}

/// The principals that a statement is about, as far as shape tells.
pub(crate) fn names_everyone(statement: &Statement) -> bool {
    let everyone = |entry: &PrincipalEntry| &*entry.value.value == "*";
    let principal = statement.principal.as_ref();
    principal.is_none_or(|element| !element.not && element.entries.iter().any(everyone))
}

/// Whether the statement is about every resource.
pub(crate) fn is_of_every_resource(statement: &Statement) -> bool {
    let resource = statement.resource.as_ref();
    resource.is_some_and(|element| {
        !element.not
            && element
                .patterns
                .iter()
                .any(|pattern| &*pattern.value == "*")
    })
}

/// Whether all the statement's actions are AWS Sign-In's, each by its name or a pattern of
/// such names.
pub(crate) fn is_about_sign_in(statement: &Statement) -> bool {
    let of_sign_in = |pattern: &Text| {
        let prefix = pattern.value.split_once(':').map(|(prefix, _)| prefix);
        prefix.is_some_and(|prefix| prefix.eq_ignore_ascii_case("signin"))
    };
    let action = statement.action.as_ref();
    action.is_some_and(|element| {
        !element.not && !element.patterns.is_empty() && element.patterns.iter().all(of_sign_in)
    })
}

/// Whether the key is the one of that name.
pub(crate) fn is(test: &KeyTest, name: &str) -> bool {
    test.key.value.eq_ignore_ascii_case(name)
}

/// True for a key that tells which organization a principal is of.
pub(crate) fn is_of_organization(name: &str) -> bool {
    keys::find(name).is_some_and(|row| match row.origin {
        Origin::Organization | Origin::OrganizationPaths => row.name.starts_with("aws:Principal"),
        _ => false,
    })
}

/// True for a key of the network path.
pub(crate) fn is_of_network(name: &str) -> bool {
    keys::find(name).is_some_and(KeyRow::is_network)
}

/// True for a key of the path through a VPC endpoint, whether AWS Sign-In has it or not.
pub(crate) fn is_of_endpoint(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("aws:sourcevpc") || name.starts_with("aws:vpc")
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
