//! The names of the language, for whoever writes a policy: what may stand where.

use super::PolicyKind;
use super::read::{self, principal, statement};

/// The elements of a policy.
pub fn policy_elements() -> &'static [&'static str] {
    &read::POLICY_ELEMENTS
}

/// The versions of the language, the current one first.
pub fn versions() -> &'static [&'static str] {
    &read::VERSIONS
}

/// The kinds of principal that a `Principal` object may name.
pub fn principal_types() -> impl Iterator<Item = &'static str> {
    principal::TYPES.iter().map(|(name, _)| *name)
}

impl PolicyKind {
    /// The elements that a statement of this kind may have.
    pub fn statement_elements(self) -> impl Iterator<Item = &'static str> {
        statement::ELEMENTS
            .into_iter()
            .filter(move |name| match *name {
                "Principal" => self.has_principal(),
                "NotPrincipal" => self.has_principal() && self != Self::ResourceControl,
                "NotAction" => self != Self::ResourceControl,
                _ => true,
            })
    }

    /// The effects that a statement of this kind may have.
    pub fn effects(self) -> &'static [&'static str] {
        match self {
            Self::ResourceControl => &["Deny"],
            Self::ResourceBased
            | Self::ServiceControl
            | Self::Identity
            | Self::PermissionsBoundary
            | Self::Session
            | Self::VpcEndpoint => &["Deny", "Allow"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::policy::{Casing, Policy, ReadOptions, Vocabulary};
    use crate::problem::{Code, Problem};

    const KINDS: [PolicyKind; 7] = [
        PolicyKind::ResourceBased,
        PolicyKind::ResourceControl,
        PolicyKind::ServiceControl,
        PolicyKind::Identity,
        PolicyKind::PermissionsBoundary,
        PolicyKind::Session,
        PolicyKind::VpcEndpoint,
    ];

    fn problems(kind: PolicyKind, text: &str) -> Vec<Code> {
        let options = ReadOptions {
            kind,
            casing: Casing::Exact,
            vocabulary: &Vocabulary::default(),
        };
        let (_, problems) = Policy::from_document(&Document::parse(text), options);
        problems
            .iter()
            .map(|problem: &Problem| problem.code)
            .collect()
    }

    #[test]
    fn the_reader_takes_what_is_offered_and_refuses_the_rest() {
        let refused = [
            Code::UnknownElement,
            Code::PrincipalNotAllowed,
            Code::RcpPrincipal,
            Code::RcpNotAction,
            Code::RcpAllow,
        ];
        for kind in KINDS {
            for name in statement::ELEMENTS {
                let value = match name {
                    "Principal" | "NotPrincipal" => "\"*\"",
                    "Condition" => "{}",
                    "Effect" => "\"Deny\"",
                    _ => "[\"demo:*\"]",
                };
                let text = format!("{{\"Statement\": [{{\"{name}\": {value}}}]}}");
                let found = problems(kind, &text);
                let is_refused = found.iter().any(|code| refused.contains(code));
                let offered = kind.statement_elements().any(|other| other == name);
                assert_eq!(offered, !is_refused, "{kind:?} {name}: {found:?}");
            }
            for effect in ["Allow", "Deny"] {
                let text = format!("{{\"Statement\": [{{\"Effect\": \"{effect}\"}}]}}");
                let is_refused = problems(kind, &text).contains(&Code::RcpAllow);
                assert_eq!(kind.effects().contains(&effect), !is_refused, "{kind:?}");
            }
        }
    }

    #[test]
    fn the_names_of_a_policy_are_those_of_the_language() {
        assert_eq!(versions(), ["2012-10-17", "2008-10-17"]);
        let mut elements = policy_elements().to_vec();
        elements.sort_unstable();
        assert_eq!(elements, ["Id", "Statement", "Version"]);
    }
}
