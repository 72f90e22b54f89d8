//! What policies on the side of principals say of an action that is none of a sign-in.

use vestibule_analysis::{self as analysis, Options, Region, Unanswered};
use vestibule_iam::policy::{Effect, PatternElement, Statement};
use vestibule_iam::span::{Span, Text};
use vestibule_iam::wildcard::Pattern;
use vestibule_signin::{Action, AttachedPolicy, Authorizer, Entry, Layer};

/// The call that puts console authorization off, which lets everybody in again.
pub(crate) const DELETE_CONFIGURATION: &str = "signin:DeleteConsoleAuthorizationConfiguration";

/// The call that deletes a permission statement.
pub(crate) const DELETE_STATEMENT: &str = "signin:DeleteResourcePermissionStatement";

/// Policies that say of [`Action::AuthorizeOAuth2Access`] by `aws login`, for which AWS needs
/// an Allow as for any call, what they say of another action.
pub(crate) struct OtherAction {
    /// These policies.
    pub(crate) authorizer: Authorizer,
    /// Where each of them stands among all.
    pub(crate) policies: Vec<usize>,
}

/// The policies on the side of principals as they bear on the calls of `action`, which has no
/// resource types.
pub(crate) fn for_action(authorizer: &Authorizer, action: &str) -> OtherAction {
    of_layers(authorizer, action, |layer| {
        matches!(
            layer,
            Layer::ServiceControl | Layer::Identity | Layer::PermissionsBoundary
        )
    })
}

/// As [`for_action`], with RCPs. AWS does not say whether an RCP bears on a call that has no
/// resource, so that one that denies it leaves open what comes of the call.
pub(crate) fn for_action_with_rcps(authorizer: &Authorizer, action: &str) -> OtherAction {
    of_layers(authorizer, action, |layer| {
        matches!(
            layer,
            Layer::ResourceControl
                | Layer::ServiceControl
                | Layer::Identity
                | Layer::PermissionsBoundary
        )
    })
}

fn of_layers(authorizer: &Authorizer, action: &str, bears: fn(Layer) -> bool) -> OtherAction {
    let all = authorizer.policies().enumerate();
    let bearing = all.filter(|(_, attached)| bears(attached.layer));
    let rewritten = |(index, attached): (usize, &AttachedPolicy)| {
        let mut attached = attached.clone();
        for statement in &mut attached.policy.statements {
            rewrite(statement, action);
            if attached.layer == Layer::ResourceControl && statement.effect != Some(Effect::Allow) {
                // As one that cannot be read: it applies nowhere for certain.
                statement.defects.push(statement.span);
            }
        }
        (index, attached)
    };
    let (policies, attached) = bearing.map(rewritten).unzip();
    OtherAction {
        authorizer: authorizer.with_policies(attached),
        policies,
    }
}

impl OtherAction {
    /// What becomes of every call, from anywhere and with whatever context keys the policies
    /// test.
    pub(crate) fn calls(&self, options: Options) -> Result<Vec<Region>, Unanswered> {
        let tested = self.authorizer.keys().iter();
        let options = Options {
            free: tested.map(|(_, name)| name.to_owned()).collect(),
            networks: Vec::new(),
            ..options
        };
        let found = analysis::access_map(&self.authorizer, &options)?;
        let [_, mut regions, _] = found.phases;
        regions.retain(|region| {
            let entries = region.place.entry.as_ref();
            entries.is_none_or(|entries| entries.contains(&Entry::LoginLocal))
        });
        Ok(regions)
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
