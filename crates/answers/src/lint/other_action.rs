//! What policies on the side of principals say of an action that is none of a sign-in.

use vestibule_iam::policy::{PatternElement, Statement};
use vestibule_iam::span::{Span, Text};
use vestibule_iam::wildcard::Pattern;
use vestibule_signin::{Action, AttachedPolicy, Authorizer, Layer};

/// Policies that say of [`Action::AuthorizeOAuth2Access`] by `aws login`, for which AWS needs
/// an Allow as for any call, what they say of another action.
pub(super) struct OtherAction {
    /// These policies.
    pub(super) authorizer: Authorizer,
    /// Where each of them stands among all.
    pub(super) policies: Vec<usize>,
}

/// The policies on the side of principals as they bear on the calls of `action`, which has no
/// resource types.
pub(super) fn for_action(authorizer: &Authorizer, action: &str) -> OtherAction {
    let bears = |layer| {
        matches!(
            layer,
            Layer::ServiceControl | Layer::Identity | Layer::PermissionsBoundary
        )
    };
    let all = authorizer.policies().enumerate();
    let bearing = all.filter(|(_, attached)| bears(attached.layer));
    let rewritten = |(index, attached): (usize, &AttachedPolicy)| {
        let mut attached = attached.clone();
        for statement in &mut attached.policy.statements {
            rewrite(statement, action);
        }
        (index, attached)
    };
    let (policies, attached) = bearing.map(rewritten).unzip();
    OtherAction {
        authorizer: authorizer.with_policies(attached),
        policies,
    }
}

/// Has a statement say of the action of a sign-in what it says of calls of `action`.
fn rewrite(statement: &mut Statement, action: &str) {
    let only = |span: Span, text: &str| PatternElement {
        not: false,
        span,
        patterns: vec![Text::new(text, span)],
    };
    let covers_resource = statement.resource.as_ref().is_none_or(|element| {
        let mut patterns = element.patterns.iter();
        patterns.any(|pattern| Pattern::new(&pattern.value).matches("*")) != element.not
    });
    let covers = vestibule_lint::covers(statement, action) && covers_resource;
    // Without an `Action` it may be about any, which stays so.
    if let Some(element) = &mut statement.action {
        let to = if covers {
            Action::AuthorizeOAuth2Access.name()
        } else {
            action
        };
        *element = only(element.span, to);
    }
    if let Some(element) = &mut statement.resource {
        *element = only(element.span, "*");
    }
}
