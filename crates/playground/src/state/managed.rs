//! Policies that AWS manages, as documents of the workspace.

use implicit_clone::unsync::IString;
use vestibule_iam::document::Document;
use vestibule_wire::{Layer, managed_policy};

use super::action::Incoming;

/// The policy of an ARN, if it is that of a policy that AWS manages and its text is known.
pub fn incoming(arn: &str, layer: Layer) -> Option<Incoming> {
    let policy = managed_policy(arn.trim())?;
    let text = Document::parse(policy.document.text()?).root;
    Some(Incoming {
        layer,
        name: policy.name.into(),
        target: IString::default(),
        account: IString::default(),
        text: text.to_pretty_string().into(),
    })
}
