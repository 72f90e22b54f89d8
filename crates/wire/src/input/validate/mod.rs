//! Checks what a case says, and turns it into what the evaluator takes.
//!
//! What is wrong goes to a [`Report`]. What cannot be used then is an `Err`, so that nobody
//! goes on with it.

mod account;
mod assumptions;
mod attachment;
mod characters;
mod context;
mod expect;
mod guarantees;
mod known;
mod named_networks;
mod network;
mod organization;
mod principal;

use vestibule_iam::message;
use vestibule_iam::problem::quoted;
use vestibule_signin::network::is_region;
use vestibule_signin::{self as signin, GivenValue};

use super::place::Place;
use super::report::{Refused, Report};
use crate::contract::request::{ContextValue, Request};
pub(crate) use account::account;
pub(crate) use assumptions::switched;
pub(super) use attachment::attachment;
pub(crate) use expect::expect;
pub(crate) use guarantees::guarantees;
pub use guarantees::{is_day, is_principal_pattern};
pub(crate) use known::known;
pub(crate) use named_networks::named_networks;
pub(crate) use organization::{account_of, inactive, organization, too_much};
pub(crate) use principal::{principal, without_identity_center};

/// The request for the evaluator, unless it cannot be decided. `account` is the account
/// signed in to, where it is told.
pub(crate) fn request(
    request: &Request,
    account: Option<&str>,
    place: &Place<'_>,
    report: &mut Report<'_>,
) -> Result<signin::Request, Refused> {
    let principal = principal(&request.principal, account, place, report);
    let paths = network::networks(request, place, report);
    let region = match &request.region {
        Some(told) => self::region(told, &place.member("region"), report),
        None => Ok(()),
    };
    let resource = match &request.resource {
        Some(told) => self::resource(told, place, report),
        None => Ok(()),
    };
    let context = if request.context.is_empty() {
        Ok(())
    } else {
        let networks = paths.as_ref().ok().map(|paths| &paths.networks);
        context::check(request, networks, place, report)
    };
    characters::check(request, place, report);
    let network::Paths { networks, refused } = paths?;
    refused
        .map_or(Ok(()), Err)
        .and(region)
        .and(resource)
        .and(context)?;
    Ok(signin::Request {
        entry: request.entry.unwrap_or_default().into(),
        principal: principal?,
        networks,
        region: request.region.clone(),
        context: request
            .context
            .iter()
            .map(|(name, value)| (name.to_owned(), given(value)))
            .collect(),
        resource: request.resource.clone(),
    })
}

fn given(value: &ContextValue) -> GivenValue {
    match value {
        ContextValue::Unknown => GivenValue::Unknown,
        ContextValue::One(value) => GivenValue::One(value.clone()),
        ContextValue::Many(values) => {
            GivenValue::Many(values.iter().map(|value| value.as_str().into()).collect())
        }
    }
}

/// `place` is that of the Region itself.
fn region(region: &str, place: &Place<'_>, report: &mut Report<'_>) -> Result<(), Refused> {
    if is_region(region) {
        return Ok(());
    }
    let message = message!("{text} is not the name of a Region", text = quoted(region));
    let help = message!("write a name such as `eu-west-1`");
    Err(report.error(place, "invalid-region", message, help))
}

#[inline(never)]
fn resource(resource: &str, place: &Place<'_>, report: &mut Report<'_>) -> Result<(), Refused> {
    let fields: Vec<&str> = resource.splitn(6, ':').collect();
    let fits = matches!(fields.as_slice(), ["arn", partition, "signin", _, _, resource]
        if !partition.is_empty() && !resource.is_empty())
        && !resource.contains(['*', '?']);
    if fits {
        return Ok(());
    }
    let message = message!(
        "{arn} is not the ARN of a console or an OAuth client",
        arn = quoted(resource)
    );
    let help = message!("write an ARN such as `arn:aws:signin:::console/canvas`, or leave it out");
    Err(report.error(&place.member("resource"), "invalid-resource", message, help))
}
