//! Which policies of an output, a template or a state an entry means.

use vestibule_iam::document::Document;
use vestibule_iam::message;
use vestibule_iam::problem::{Message, code, quoted};

use super::entry::Entry;
use crate::contract::finding::{Finding, Severity};
use crate::contract::words::Layer;
use crate::input::aws_output::{Form, Found};
use crate::input::shorten::{listed, short_name};

/// Of the policies that were found, those that the entry means; and what is wrong when they
/// are not those or not all.
pub(super) fn choose<'d>(
    layer: Layer,
    form: Form,
    entry: &Entry<'_>,
    mut found: Vec<Found<'d>>,
    document: &Document,
) -> (Vec<Found<'d>>, Vec<Finding>) {
    let endpoint = entry.attached_to.filter(|_| layer == Layer::VpcEndpoint);
    let (found, error) = if form.holds_many() {
        choose_among_many(layer, entry.name, endpoint, found, document)
    } else if layer == Layer::VpcEndpoint {
        choose_endpoint(endpoint, found, document)
    } else {
        let error = (found.len() > 1).then(|| {
            let message = message!("the output holds the policies of several endpoints");
            Finding::new("several-policies", Severity::Error, message)
                .help(message!("put it under `vpcEndpoint`"))
                .at(document.root.span, &document.lines)
        });
        found.truncate(1);
        (found, error)
    };
    (found, error.into_iter().collect())
}

/// Those of the layer; of several the one with the name of the entry.
#[inline(never)]
fn choose_among_many<'d>(
    layer: Layer,
    name: Option<&str>,
    endpoint: Option<&str>,
    mut found: Vec<Found<'d>>,
    document: &Document,
) -> (Vec<Found<'d>>, Option<Finding>) {
    let kind = vestibule_signin::Layer::from(layer).kind();
    let at = |finding: Finding| Some(finding.at(document.root.opening(), &document.lines));
    let names = |found: &[Found<'_>]| {
        let names = found.iter().filter_map(|found| found.name.as_deref());
        let names: Vec<String> = names.map(|name| short_name(name).into_owned()).collect();
        code(&listed(&names, 0))
    };
    let all = names(&found);
    found.retain(|found| found.fits(kind));
    if found.is_empty() {
        let message = message!(
            "none of the policies in it is one of {layer}",
            layer = code(layer.name())
        );
        let finding = Finding::new("no-policy", Severity::Error, message);
        return (
            found,
            at(finding.help(message!(
                "put it where its policies belong; it holds {policies}",
                policies = all
            ))),
        );
    }
    let held = |found: &Found<'_>| endpoint.is_some() && found.endpoint == endpoint;
    if found.iter().any(held) {
        found.retain(held);
    } else {
        retain_sign_in(&mut found);
    }
    if found.len() > 1 {
        let is_named = |found: &Found<'_>| name.is_some() && found.name.as_deref() == name;
        if found.iter().filter(|found| is_named(found)).count() != 1 {
            let message = message!(
                "it holds several policies of {layer}",
                layer = code(layer.name())
            );
            let help = message!(
                "say by `name` of the entry which one is meant: {policies}",
                policies = names(&found)
            );
            let finding = Finding::new("several-policies", Severity::Error, message);
            return (Vec::new(), at(finding.help(help)));
        }
        found.retain(is_named);
    }
    (found, None)
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
                        "name one of the endpoints in it: {endpoints}",
                        endpoints = Message::phrase(&listed(&held, 0))
                    ))
                    .at(document.root.span, &document.lines),
            );
        }
    } else {
        retain_sign_in(&mut found);
    }
    (found, error)
}

/// Leaves out endpoints that lead to other services, which do not bear on a sign-in.
fn retain_sign_in(found: &mut Vec<Found<'_>>) {
    let is_of_sign_in = |found: &Found<'_>| found.service.is_some_and(is_sign_in);
    if found.iter().any(is_of_sign_in) {
        found.retain(|found| found.service.is_none_or(is_sign_in));
    }
}

/// `com.amazonaws.eu-west-1.signin` and its kin. [VPCE, PL]
pub(in crate::input) fn is_sign_in(service: &str) -> bool {
    matches!(service.rsplit('.').next(), Some("signin" | "signin-v2"))
}
