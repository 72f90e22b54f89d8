//! The entries of a layer.

use vestibule_iam::json;
use vestibule_signin::Binding;

use crate::contract::case_file::{EndpointPolicy, NodePolicy, PrincipalPolicy};
use crate::contract::document::DocumentText;
use crate::contract::words::Layer;
use crate::input::ids::{is_account_id, nodes};
use crate::input::unresolved;

/// What a policy is attached to, as the evaluator takes it, and what of an organization it binds.
pub(super) type Bound<'a> = (Option<&'a str>, Binding);

/// One entry of a layer.
pub(super) struct Entry<'a> {
    pub(super) name: Option<&'a str>,
    pub(super) attached_to: Option<&'a str>,
    pub(super) text: &'a DocumentText,
}

impl<'a> Entry<'a> {
    /// What of an organization the policy binds, with what it is attached to there: units each
    /// by itself, and all accounts together.
    pub(super) fn bound(&self, layer: Layer, own: Option<&str>) -> Vec<Bound<'a>> {
        let own = own.map(|account| Binding::Accounts(vec![account.to_owned()]));
        match (layer, self.attached_to) {
            (Layer::ResourceControl | Layer::ServiceControl, Some(_)) => {
                let mut accounts = Vec::new();
                let mut bound = Vec::new();
                for node in self.nodes(layer).into_iter().flatten() {
                    if is_account_id(node) {
                        accounts.push(node.to_owned());
                    } else {
                        bound.push((Some(node), Binding::Below(node.to_owned())));
                    }
                }
                if !accounts.is_empty() {
                    bound.push((None, Binding::Accounts(accounts)));
                }
                bound
            }
            // Such a policy binds everyone who comes through the endpoint, from any account. [VPCE]
            (Layer::VpcEndpoint, to) => vec![(to, Binding::Everywhere)],
            (_, to) => vec![(to, own.unwrap_or(Binding::Everywhere))],
        }
    }

    /// Whether it stands for the policies of all accounts of an organization that tell none of
    /// that layer: one that is unknown, of no principal.
    pub(super) fn is_of_others(&self, layer: Layer) -> bool {
        matches!(layer, Layer::ResourceBased | Layer::Identity)
            && self.attached_to.is_none()
            && is_unknown(self.text)
    }

    /// Everything that the policy is attached to, each once; `None` alone where that is not said.
    /// Only policies of organizations can be attached to several.
    pub(super) fn nodes(&self, layer: Layer) -> Vec<Option<&'a str>> {
        match (layer, self.attached_to) {
            (Layer::ResourceControl | Layer::ServiceControl, Some(list)) => {
                let mut found: Vec<Option<&str>> = Vec::new();
                for node in nodes(list) {
                    if !found.contains(&Some(node)) {
                        found.push(Some(node));
                    }
                }
                match found.is_empty() {
                    true => vec![Some(list)],
                    false => found,
                }
            }
            (_, to) => vec![to],
        }
    }
}

/// Whether a document only declares that a policy is unknown.
pub(in crate::input) fn is_unknown(document: &DocumentText) -> bool {
    document.text().is_some_and(declares_unknown)
}

/// Whether a text is `{ "unknown": "aws …" }`, which stands for a policy that is unknown.
pub fn declares_unknown(text: &str) -> bool {
    // Policies are longer, and most documents are policies.
    const LONGEST: usize = 1024;
    text.len() <= LONGEST && unresolved::unknown(&json::parse(text).root).is_some()
}

impl<'a> From<&'a NodePolicy> for Entry<'a> {
    fn from(policy: &'a NodePolicy) -> Self {
        let attached_to = policy.attached_to.as_deref();
        Self {
            name: policy.name.as_deref(),
            attached_to,
            text: &policy.document,
        }
    }
}

impl<'a> From<&'a PrincipalPolicy> for Entry<'a> {
    fn from(policy: &'a PrincipalPolicy) -> Self {
        let attached_to = policy.principal.as_deref();
        Self {
            name: policy.name.as_deref(),
            attached_to,
            text: &policy.document,
        }
    }
}

impl<'a> From<&'a EndpointPolicy> for Entry<'a> {
    fn from(policy: &'a EndpointPolicy) -> Self {
        let attached_to = policy.endpoint.as_deref();
        Self {
            name: policy.name.as_deref(),
            attached_to,
            text: &policy.document,
        }
    }
}
