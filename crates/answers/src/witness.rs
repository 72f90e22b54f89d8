//! A sign-in that the analysis found, as a case file has it.

use vestibule_signin::{self as signin, Action, GivenValue};
use vestibule_wire::{ContextValue, Network, Ordered, Request};

use crate::place;

/// The request of a case file that is this one. A witness comes from one network.
pub(crate) fn request(found: &signin::Request) -> Request {
    let network = match found.network(Action::Authenticate) {
        signin::Network::Public { source_ip } => Network {
            source_ip: Some(source_ip.clone()),
            ..Network::default()
        },
        signin::Network::Endpoint {
            vpc,
            endpoint,
            source_ip,
        } => Network {
            vpc: vpc.clone(),
            endpoint: endpoint.clone(),
            source_ip: source_ip.clone(),
        },
    };
    let value = |given: &GivenValue| match given {
        GivenValue::Unknown => ContextValue::Unknown,
        GivenValue::One(value) => ContextValue::One(value.clone()),
        GivenValue::Many(values) => {
            ContextValue::Many(values.iter().map(ToString::to_string).collect())
        }
    };
    let context = found.context.iter();
    Request {
        entry: Some(place::entry(found.entry)),
        principal: found.principal.arn.to_string(),
        network: Some(network),
        region: Some(found.region().to_owned()),
        context: Ordered(
            context
                .map(|(name, given)| (name.clone(), value(given)))
                .collect(),
        ),
        resource: found.resource.clone(),
        ..Request::default()
    }
}
