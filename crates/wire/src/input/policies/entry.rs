//! The entries of a layer.

use crate::contract::case_file::{EndpointPolicy, NodePolicy, PrincipalPolicy};
use crate::contract::document::DocumentText;

/// One entry of a layer.
pub(super) struct Entry<'a> {
    pub(super) name: Option<&'a str>,
    pub(super) attached_to: Option<&'a str>,
    pub(super) text: &'a DocumentText,
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
