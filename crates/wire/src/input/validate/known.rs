//! Checks what is known beside the policies.

use vestibule_iam::message;
use vestibule_iam::problem::quoted;

use super::guarantees::{self, is_day};
use super::{characters, network};
use crate::contract::case_file::CaseFile;
use crate::contract::known::{KnownEndpoint, KnownPrincipal, OAuthClient};
use crate::input::place::Place;
use crate::input::report::Report;

/// Complains of what is known of nobody, and of what cannot be.
pub(crate) fn known(file: &CaseFile, report: &mut Report<'_>) {
    let place = Place::Root.member("principals");
    for (index, told) in file.principals.iter().enumerate() {
        principal(told, &place.element(index), report);
    }
    let place = Place::Root.member("vpcEndpoints");
    for (index, told) in file.vpc_endpoints.iter().enumerate() {
        endpoint(told, &place.element(index), report);
    }
    let names: Vec<&str> = file.networks.iter().map(|network| &*network.name).collect();
    let place = Place::Root.member("oauthClients");
    for (index, told) in file.oauth_clients.iter().enumerate() {
        client(told, &names, &place.element(index), report);
    }
}

fn principal(told: &KnownPrincipal, place: &Place<'_>, report: &mut Report<'_>) {
    let help = message!(
        "write an ARN such as `arn:aws:iam::111122223333:user/BreakGlass`, with `*` where any will do"
    );
    guarantees::pattern(&told.principal, &place.member("principal"), help, report);
    let (owner, reason) = (told.owner.as_deref(), told.reason.as_deref());
    guarantees::answered_for(owner, reason, told.expires.as_deref(), place, report);
    let day = told.password_expires.as_deref();
    if let Some(day) = day.filter(|day| !is_day(day)) {
        let message = message!("{text} is not a day", text = quoted(day));
        let help = message!("write the last day on which it is valid, such as `2027-06-30`");
        let place = place.member("passwordExpires");
        report.error(&place, "invalid-day", message, help);
    }
}

fn endpoint(told: &KnownEndpoint, place: &Place<'_>, report: &mut Report<'_>) {
    network::ids(Some(&told.vpc), told.endpoint.as_deref(), place, report);
    if !is_service_name(&told.service_name) {
        let message = message!(
            "{text} is not the name of the service of an endpoint",
            text = quoted(&told.service_name)
        );
        let help = message!("write a name such as `com.amazonaws.eu-west-1.signin`");
        let place = place.member("serviceName");
        report.error(&place, "invalid-service-name", message, help);
    }
}

/// Whether a text has the shape of `com.amazonaws.eu-west-1.signin`.
fn is_service_name(text: &str) -> bool {
    let mut parts = text.split('.');
    let is_plain = |part: &str| {
        let mut bytes = part.bytes();
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        !part.is_empty() && bytes.all(fits)
    };
    parts.clone().count() > 3 && parts.all(is_plain)
}

fn client(told: &OAuthClient, networks: &[&str], place: &Place<'_>, report: &mut Report<'_>) {
    let of_id = place.member("clientId");
    characters::text(&told.client_id, &of_id, report);
    let mut fields = told.client_id.splitn(6, ':');
    let begins = fields.next() == Some("arn") && fields.nth(1) == Some("signin");
    if !begins || fields.nth(2).is_none_or(str::is_empty) {
        let message = message!(
            "{arn} is not the ARN of an OAuth client",
            arn = quoted(&told.client_id)
        );
        let help = message!("write an ARN such as `arn:aws:signin:::devtools/same-device`");
        report.error(&of_id, "invalid-client", message, help);
    }
    let of_networks = place.member("tokenFrom");
    if told.token_from.is_empty() {
        guarantees::empty(&of_networks, report);
    }
    guarantees::named(&told.token_from, networks, &of_networks, report);
}
