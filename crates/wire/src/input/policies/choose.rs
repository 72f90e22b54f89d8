//! Which policies of an output an entry means.

use vestibule_iam::document::Document;
use vestibule_iam::message;
use vestibule_iam::problem::{Message, quoted};

use crate::contract::finding::{Finding, Severity};
use crate::contract::words::Layer;
use crate::input::aws_output::Found;
use crate::input::shorten::listed;

/// Of several endpoints, those that the entry means; and what is wrong when it means none
/// of them.
pub(super) fn choose<'d>(
    layer: Layer,
    endpoint: Option<&str>,
    mut found: Vec<Found<'d>>,
    document: &Document,
) -> (Vec<Found<'d>>, Option<Finding>) {
    if layer == Layer::VpcEndpoint {
        return choose_endpoint(endpoint, found, document);
    }
    let error = (found.len() > 1).then(|| {
        let message = message!("the output holds the policies of several endpoints");
        Finding::new("several-policies", Severity::Error, message)
            .help(message!("put it under `vpcEndpoint`"))
            .at(document.root.span, &document.lines)
    });
    found.truncate(1);
    (found, error)
}

#[inline(never)]
fn choose_endpoint<'d>(
    endpoint: Option<&str>,
    mut found: Vec<Found<'d>>,
    document: &Document,
) -> (Vec<Found<'d>>, Option<Finding>) {
    let mut error = None;
    if let Some(id) = endpoint {
        let held = found.iter().filter_map(|found| found.endpoint);
        let held: Vec<String> = held.map(ToOwned::to_owned).collect();
        found.retain(|found| found.endpoint.is_none_or(|endpoint| endpoint == id));
        if found.is_empty() {
            let message = message!(
                "the output does not hold the endpoint {endpoint}",
                endpoint = quoted(id)
            );
            error = Some(
                Finding::new("endpoint-not-found", Severity::Error, message)
                    .help(message!(
                        "it holds {endpoints}",
                        endpoints = Message::phrase(&listed(&held, 0))
                    ))
                    .at(document.root.span, &document.lines),
            );
        }
    } else if found
        .iter()
        .any(|found| found.service.is_some_and(is_sign_in))
    {
        // Endpoints that lead to other services do not bear on a sign-in.
        found.retain(|found| found.service.is_none_or(is_sign_in));
    }
    (found, error)
}

/// `com.amazonaws.eu-west-1.signin` and its kin. [VPCE, PL]
fn is_sign_in(service: &str) -> bool {
    matches!(service.rsplit('.').next(), Some("signin" | "signin-v2"))
}
