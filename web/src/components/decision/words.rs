//! The words of decisions, and sign-ins in a few characters.

pub(crate) use vestibule_playground::ACTIONS;
use vestibule_wire::{Action, Layer, Outcome};
use yew::AttrValue;

use crate::text::Text;

pub(crate) fn outcome(text: &Text, outcome: Outcome) -> AttrValue {
    text.say(match outcome {
        Outcome::Allowed => id!("decision-allowed"),
        Outcome::Denied => id!("decision-denied"),
        Outcome::Unknown => id!("decision-unknown"),
    })
}

/// The phase of an action in a word, with its number.
pub(crate) fn phase(text: &Text, action: Action) -> AttrValue {
    text.say(match action {
        Action::Authenticate => id!("decision-phase-1"),
        Action::AuthorizeOAuth2Access => id!("decision-phase-2"),
        Action::CreateOAuth2Token => id!("decision-phase-3"),
    })
}

/// The name of a phase, in full.
pub(crate) fn phase_long(text: &Text, action: Action) -> AttrValue {
    text.say(match action {
        Action::Authenticate => id!("decision-phase-1-long"),
        Action::AuthorizeOAuth2Access => id!("decision-phase-2-long"),
        Action::CreateOAuth2Token => id!("decision-phase-3-long"),
    })
}

/// What is said of an action between the number of its step and its decision.
pub(crate) fn step(text: &Text, action: Action) -> AttrValue {
    text.say(match action {
        Action::Authenticate => id!("why-step-1"),
        Action::AuthorizeOAuth2Access => id!("why-step-2"),
        Action::CreateOAuth2Token => id!("why-step-3"),
    })
}

/// The short name of a layer, for cells.
pub(crate) fn layer(text: &Text, layer: Layer) -> AttrValue {
    text.say(match layer {
        Layer::ResourceBased => id!("decision-layer-resource-based"),
        Layer::ResourceControl => id!("decision-layer-resource-control"),
        Layer::ServiceControl => id!("decision-layer-service-control"),
        Layer::Identity => id!("decision-layer-identity"),
        Layer::PermissionsBoundary => id!("decision-layer-boundary"),
        Layer::Session => id!("decision-layer-session"),
        Layer::VpcEndpoint => id!("decision-layer-endpoint"),
    })
}

/// A policy of a layer, for sentences; any of them where it has no name.
pub(crate) fn policy(text: &Text, layer: Layer, name: Option<&str>) -> AttrValue {
    let name = name.map_or_else(String::new, |name| shown(name, layer));
    if name.is_empty() {
        return text.say(match layer {
            Layer::ResourceBased => id!("decision-any-resource-based"),
            Layer::ResourceControl => id!("decision-any-resource-control"),
            Layer::ServiceControl => id!("decision-any-service-control"),
            Layer::Identity => id!("decision-any-identity"),
            Layer::PermissionsBoundary => id!("decision-any-boundary"),
            Layer::Session => id!("decision-any-session"),
            Layer::VpcEndpoint => id!("decision-any-endpoint"),
        });
    }
    let name = [("name", name.as_str().into())];
    match layer {
        // There is only one, and it is called so.
        Layer::ResourceBased => text.say(id!("decision-policy-resource-based")),
        Layer::ResourceControl => text.with(id!("decision-policy-resource-control"), &name),
        Layer::ServiceControl => text.with(id!("decision-policy-service-control"), &name),
        Layer::Identity => text.with(id!("decision-policy-identity"), &name),
        Layer::PermissionsBoundary => text.with(id!("decision-policy-boundary"), &name),
        Layer::Session => text.with(id!("decision-policy-session"), &name),
        Layer::VpcEndpoint => text.with(id!("decision-policy-endpoint"), &name),
    }
}

/// The name of a policy. One without goes by its place in the case file, `resourceControl[1]`,
/// which says nothing on a page: its number is shown, and nothing of the first.
fn shown(name: &str, layer: Layer) -> String {
    match layer.number_of(name) {
        None => name.to_owned(),
        Some(1) => String::new(),
        Some(number) => number.to_string(),
    }
}

/// A statement by its `Sid` or its number.
pub(crate) fn statement(sid: Option<&str>, number: Option<u32>) -> Option<String> {
    match (sid, number) {
        (Some(sid), _) if !sid.is_empty() => Some(sid.to_owned()),
        (_, number) => number.map(|number| format!("Statement[{number}]")),
    }
}

/// A principal without what all of its account share: `user/Alice`, `role/…/Admin`.
pub(crate) fn principal(arn: &str) -> String {
    let arn = arn.trim();
    let resource = match arn.splitn(6, ':').nth(5) {
        Some(resource) if arn.starts_with("arn:") => resource,
        _ => arn,
    };
    let mut parts = resource.split('/');
    match (parts.next(), parts.next(), parts.next_back()) {
        (Some(kind), Some(_), Some(name)) => format!("{kind}/…/{name}"),
        _ => resource.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn principals_are_shortened_to_what_tells_them_apart() {
        let rows = [
            ("arn:aws:iam::111122223333:root", "root"),
            ("arn:aws:iam::111122223333:user/Alice", "user/Alice"),
            ("arn:aws:iam::111122223333:role/a/b/Admin", "role/…/Admin"),
            (
                "arn:aws:sts::111122223333:federated-user/Bob",
                "federated-user/Bob",
            ),
            (" Alice ", "Alice"),
            ("arn:aws", "arn:aws"),
            ("", ""),
        ];
        for (arn, expected) in rows {
            assert_eq!(principal(arn), expected, "{arn}");
        }
    }

    #[test]
    fn no_place_of_the_case_file_is_shown_as_a_name() {
        let text = Text::new(crate::text::Language::En);
        let rows = [
            (Layer::ResourceControl, Some("resourceControl[0]"), "RCP"),
            (Layer::ResourceControl, Some("resourceControl[1]"), "RCP 2"),
            (Layer::ServiceControl, Some("edge"), "SCP edge"),
            (
                Layer::Identity,
                Some("resourceControl[0]"),
                "identity policy resourceControl[0]",
            ),
            (Layer::VpcEndpoint, None, "VPC endpoint policy"),
        ];
        for (layer, name, expected) in rows {
            assert_eq!(&*policy(&text, layer, name), expected);
        }
    }

    #[test]
    fn statements_go_by_their_sid_where_they_have_one() {
        assert_eq!(
            statement(Some("Perimeter"), Some(1)).as_deref(),
            Some("Perimeter")
        );
        assert_eq!(
            statement(Some(""), Some(1)).as_deref(),
            Some("Statement[1]")
        );
        assert_eq!(statement(None, None), None);
    }
}
