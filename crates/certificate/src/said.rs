//! Why a certificate is not verified, as findings.

use vestibule_signin::{Action, GivenValue};
use vestibule_signin::{Network, Request};
use vestibule_syntax::diagnostic::{Arg, Message};
use vestibule_syntax::limits::{CERTIFICATE_BYTES, CHECK_STEPS};
use vestibule_syntax::message;
use vestibule_syntax::visible::visible;
use vestibule_wire::{CERTIFICATE_FORMAT, Finding, Severity};

use crate::version::VERSION;

/// The longest text that a message repeats, in characters.
const SHOWN: usize = 200;

fn error(code: &'static str, message: Message, help: Message) -> Box<Finding> {
    Box::new(Finding::new(code, Severity::Error, message).help(help))
}

fn again() -> Message {
    message!("do not rely on it, and make a new one with `--certificate FILE`")
}

/// The file is none that can be checked.
pub(crate) fn unusable(code: &'static str, message: Message) -> Box<Finding> {
    error(
        code,
        message,
        message!("name a file that `--certificate FILE` wrote, all of it"),
    )
}

pub(crate) fn too_large() -> Box<Finding> {
    error(
        "certificate-too-large",
        message!(
            "the certificate is larger than the {limit} bytes that are read",
            limit = CERTIFICATE_BYTES
        ),
        message!("leave out policies that do not bear on sign-ins"),
    )
}

pub(crate) fn format(format: u64) -> Box<Finding> {
    error(
        "unsupported-certificate",
        message!(
            "this is format {format} of certificates and only {known} is understood",
            format = format,
            known = CERTIFICATE_FORMAT
        ),
        message!("verify it with the version of vestibule that wrote it"),
    )
}

pub(crate) fn another_version(version: &str) -> Box<Finding> {
    error(
        "certificate-of-another-version",
        message!(
            "the certificate is of version {version} of vestibule, and this is {own}",
            version = shown(version),
            own = Arg::Code(VERSION.to_owned())
        ),
        message!("verify it with that version, or make a new one with `--certificate FILE`"),
    )
}

pub(crate) fn altered() -> Box<Finding> {
    error(
        "certificate-altered",
        message!("the certificate was changed after vestibule wrote it"),
        again(),
    )
}

pub(crate) fn other_inputs(message: Message) -> Box<Finding> {
    error(
        "certificate-of-other-inputs",
        message,
        message!(
            "verify it with the files as they were, or make a new one with `--certificate FILE`"
        ),
    )
}

/// Something that the certificate says is not so.
pub(crate) fn false_claim(message: Message) -> Box<Finding> {
    error("certificate-false", message, again())
}

pub(crate) fn overlap(one: &str, other: &str, request: &Request) -> Box<Finding> {
    error(
        "certificate-regions-overlap",
        message!(
            "{one} and {other} have a sign-in in common: {example}",
            one = Arg::Code(one.to_owned()),
            other = Arg::Code(other.to_owned()),
            example = sign_in(request)
        ),
        again(),
    )
}

pub(crate) fn incomplete(list: &str, request: &Request) -> Box<Finding> {
    error(
        "certificate-regions-incomplete",
        message!(
            "no region of {list} has this sign-in: {example}",
            list = Arg::Code(list.to_owned()),
            example = sign_in(request)
        ),
        again(),
    )
}

pub(crate) fn outcome(claim: &str, request: &Request) -> Box<Finding> {
    error(
        "certificate-outcome-false",
        message!(
            "a sign-in of {claim} does not come to what it says: {example}",
            claim = Arg::Code(claim.to_owned()),
            example = sign_in(request)
        ),
        again(),
    )
}

pub(crate) fn witness(claim: &str) -> Box<Finding> {
    error(
        "certificate-witness-false",
        message!(
            "the witness of {claim} is none, or does not decide as it says",
            claim = Arg::Code(claim.to_owned())
        ),
        again(),
    )
}

/// It may be so or not: the checker could not tell.
pub(crate) fn open(claim: &str, request: &Request) -> Box<Finding> {
    error(
        "certificate-not-checked",
        message!(
            "{claim} is not verified: its parts are too coarse to decide sign-ins such as {example}",
            claim = Arg::Code(claim.to_owned()),
            example = sign_in(request)
        ),
        message!(
            "decide single sign-ins with `vestibule decide`, or write the policy variables of the policies out"
        ),
    )
}

pub(crate) fn too_much() -> Box<Finding> {
    error(
        "certificate-not-checked",
        message!(
            "the certificate is not verified, because checking it takes more than {limit} steps",
            limit = CHECK_STEPS
        ),
        message!(
            "leave out policies that do not bear on sign-ins, and make a new one with `--certificate FILE`"
        ),
    )
}

/// A text of the certificate.
pub(crate) fn shown(text: &str) -> Arg {
    let end = text.char_indices().nth(SHOWN).map(|(end, _)| end);
    let start = end.and_then(|end| text.get(..end)).unwrap_or(text);
    let cut = if start.len() < text.len() { "…" } else { "" };
    Arg::Code(format!("{}{cut}", visible(start)))
}

/// A sign-in on one line.
fn sign_in(request: &Request) -> Arg {
    let mut parts = vec![request.principal.arn.clone()];
    match request.network(Action::Authenticate) {
        Network::Public { source_ip } => parts.push(source_ip.clone()),
        Network::Endpoint {
            vpc,
            endpoint,
            source_ip,
        } => {
            parts.extend([endpoint, vpc, source_ip].into_iter().flatten().cloned());
        }
    }
    parts.push(request.region().to_owned());
    let entries = vestibule_signin::Entry::ALL
        .into_iter()
        .zip(vestibule_wire::Entry::ALL);
    let mut entry = entries.filter(|(own, _)| *own == request.entry);
    parts.extend(entry.next().map(|(_, entry)| entry.name().to_owned()));
    for (name, value) in &request.context {
        if let GivenValue::One(value) = value {
            parts.push(format!("{name}={value}"));
        }
    }
    let parts: Vec<String> = parts
        .iter()
        .map(|part| visible(part).into_owned())
        .collect();
    Arg::Code(parts.join(", "))
}
