//! What is wrong with an operand on its own, whatever request comes.

use std::net::IpAddr;

use crate::language::Base;
use crate::language::variable::{self, Part, has_variable};
use crate::message;
use crate::problem::{Message, Severity, code, quoted};
use crate::value::arn::ArnPattern;
use crate::value::base64::is_canonical_base64;
use crate::value::cidr::{CidrError, parse_network, unmapped};
use crate::value::date::parse_date;
use crate::value::number::Number;
use crate::value::wildcard::has_wildcard;

/// A reason why an operand cannot do what it seems to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OperandProblem {
    /// Neither an IP address nor a CIDR range; matches nothing.
    InvalidCidr,
    /// An IPv6 range with bits set behind its prefix; never matches.
    Ipv6HostBits,
    /// An IPv4 range with bits set behind its prefix; they are ignored.
    Ipv4HostBits,
    /// An IPv4 range written as IPv6; never matches, since such addresses are
    /// compared as IPv4.
    Ipv4MappedCidr,
    /// Not a number; equals nothing.
    InvalidNumber,
    /// Not a date; equals nothing.
    InvalidDate,
    /// Not an ARN pattern; a `Deny` fires and an `Allow` does not.
    InvalidArn,
    /// A bare `*` where an ARN pattern stands; it seems to match every ARN.
    BareArnWildcard,
    /// Not canonical base64.
    InvalidBase64,
    /// Neither `true` nor `false`; counts as `false`.
    InvalidBool,
    /// Neither `true` nor `false`; counts as `false`.
    InvalidNull,
    /// A policy variable that is not closed, has no name, or is quoted wrongly.
    InvalidVariable,
    /// `*` or `?` where the operator takes it literally.
    WildcardIgnored,
}

/// Judges one operand of an operator; `None` when it is fine.
///
/// Errors are what AWS refuses to store [E2]; warnings are stored and do
/// something other than they seem to say.
#[must_use]
pub fn check_operand(base: Base, text: &str) -> Option<OperandProblem> {
    match base {
        Base::StringEquals | Base::StringEqualsIgnoreCase => check_text(text),
        Base::StringLike => check_variables(text),
        Base::Arn => check_variables(text).or_else(|| check_arn(text)),
        Base::IpAddress => check_network(text),
        Base::Numeric(_) => Number::parse(text)
            .is_none()
            .then_some(OperandProblem::InvalidNumber),
        Base::Date(_) => parse_date(text)
            .is_none()
            .then_some(OperandProblem::InvalidDate),
        Base::Bool => (!is_bool(text)).then_some(OperandProblem::InvalidBool),
        Base::Null => (!is_bool(text)).then_some(OperandProblem::InvalidNull),
        Base::Binary => (!is_canonical_base64(text)).then_some(OperandProblem::InvalidBase64),
    }
}

fn is_bool(text: &str) -> bool {
    text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false")
}

fn check_variables(text: &str) -> Option<OperandProblem> {
    let malformed = has_variable(text) && variable::parts(text).is_err();
    malformed.then_some(OperandProblem::InvalidVariable)
}

/// What stands around the variables may not seem to have wildcards.
fn check_text(text: &str) -> Option<OperandProblem> {
    let Ok(parts) = variable::parts(text) else {
        return Some(OperandProblem::InvalidVariable);
    };
    let wildcard = parts.iter().any(|part| match part {
        Part::Text(text) => has_wildcard(text),
        Part::Escaped(_) | Part::Variable { .. } => false,
    });
    wildcard.then_some(OperandProblem::WildcardIgnored)
}

/// With a variable it depends on the request whether the operand is an ARN.
fn check_arn(text: &str) -> Option<OperandProblem> {
    if has_variable(text) {
        return None;
    }
    match ArnPattern::parse(text) {
        None => Some(OperandProblem::InvalidArn),
        Some(pattern) => pattern
            .is_bare_star()
            .then_some(OperandProblem::BareArnWildcard),
    }
}

fn check_network(text: &str) -> Option<OperandProblem> {
    match parse_network(text) {
        Err(CidrError::Malformed) => Some(OperandProblem::InvalidCidr),
        Err(CidrError::HostBits(_)) => Some(OperandProblem::Ipv6HostBits),
        Ok(network) => match network.ip() {
            IpAddr::V4(address) if network.network() != address => {
                Some(OperandProblem::Ipv4HostBits)
            }
            IpAddr::V6(address) if network.prefix() >= 96 && address.to_ipv4_mapped().is_some() => {
                Some(OperandProblem::Ipv4MappedCidr)
            }
            _ => None,
        },
    }
}

impl OperandProblem {
    /// How bad it is.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::InvalidCidr
            | Self::Ipv6HostBits
            | Self::InvalidNumber
            | Self::InvalidDate
            | Self::InvalidArn
            | Self::InvalidBase64
            | Self::InvalidVariable => Severity::Error,
            Self::Ipv4MappedCidr
            | Self::BareArnWildcard
            | Self::InvalidBool
            | Self::InvalidNull
            | Self::WildcardIgnored => Severity::Warning,
            Self::Ipv4HostBits => Severity::Info,
        }
    }

    /// One lower-case sentence about the operand `text`.
    #[must_use]
    pub fn message(self, text: &str) -> Message {
        let text = quoted(text);
        match self {
            Self::InvalidCidr => message!(
                "{text} is neither an IP address nor a CIDR range",
                text = text
            ),
            Self::Ipv6HostBits => message!(
                "IPv6 range {text} has bits set behind its prefix",
                text = text
            ),
            Self::Ipv4HostBits => message!(
                "IPv4 range {text} has bits set behind its prefix",
                text = text
            ),
            Self::Ipv4MappedCidr => {
                message!("{text} is an IPv4 range written as IPv6", text = text)
            }
            Self::InvalidNumber => message!("{text} is not a number", text = text),
            Self::InvalidDate => message!("{text} is not a date", text = text),
            Self::InvalidArn => message!("{text} is not an ARN pattern", text = text),
            Self::BareArnWildcard => message!("{text} is not an ARN", text = text),
            Self::InvalidBase64 => message!("{text} is not canonical base64", text = text),
            Self::InvalidBool | Self::InvalidNull => {
                message!("{text} is neither `true` nor `false`", text = text)
            }
            Self::InvalidVariable => {
                message!("{text} has a malformed policy variable", text = text)
            }
            Self::WildcardIgnored => {
                message!("`*` and `?` in {text} stand for themselves", text = text)
            }
        }
    }

    /// What to do about it, one lower-case sentence.
    #[must_use]
    pub fn help(self) -> Message {
        match self {
            Self::InvalidCidr => {
                message!(
                    "write an address such as `192.0.2.1` or a range such as `192.0.2.0/24` or `2001:db8::/32`"
                )
            }
            Self::Ipv6HostBits => {
                message!(
                    "AWS refuses such a range and it never matches; clear the bits behind the prefix"
                )
            }
            Self::Ipv4HostBits => {
                message!("AWS ignores the bits behind the prefix; clear them to say what is meant")
            }
            Self::Ipv4MappedCidr => {
                message!(
                    "AWS compares such addresses as IPv4, so this never matches; write the IPv4 range"
                )
            }
            Self::InvalidNumber => {
                message!("write an integer or a decimal number such as `3600` or `0.5`")
            }
            Self::InvalidDate => {
                message!("write ISO 8601 such as `2026-03-01T00:00:00Z`, or seconds since 1970")
            }
            Self::InvalidArn => {
                message!(
                    "write six fields `arn:partition:service:region:account:resource`; `*` does not stand for several fields"
                )
            }
            Self::BareArnWildcard => {
                message!(
                    "it is taken to match every ARN, which AWS does not document; write `arn:*:*:*:*:*`"
                )
            }
            Self::InvalidBase64 => {
                message!("pad with `=` to a multiple of four characters of the standard alphabet")
            }
            Self::InvalidBool => {
                message!("AWS takes everything but `true` to be `false`; write `true` or `false`")
            }
            Self::InvalidNull => {
                message!(
                    "AWS takes everything but `true` to mean that the key must be present; write `true` or `false`"
                )
            }
            Self::InvalidVariable => {
                message!(
                    "write {variable} or {with_default}, and {escape} for a literal {begin}",
                    variable = code("${key}"),
                    with_default = code("${key, 'default'}"),
                    escape = code("${$}{"),
                    begin = code("${")
                )
            }
            Self::WildcardIgnored => {
                message!("use the `Like` form of the operator if wildcards are meant")
            }
        }
    }

    /// The operand to write instead of `text`, where there is only one that says
    /// what AWS makes of it or what was most likely meant.
    #[must_use]
    pub fn replacement(self, text: &str) -> Option<String> {
        let network = match parse_network(text) {
            Ok(network) | Err(CidrError::HostBits(network)) => network,
            Err(CidrError::Malformed) => return None,
        };
        match self {
            Self::Ipv4HostBits | Self::Ipv6HostBits => {
                Some(format!("{}/{}", network.network(), network.prefix()))
            }
            Self::Ipv4MappedCidr => unmapped(network).map(|network| network.to_string()),
            Self::InvalidCidr
            | Self::InvalidNumber
            | Self::InvalidDate
            | Self::InvalidArn
            | Self::BareArnWildcard
            | Self::InvalidBase64
            | Self::InvalidBool
            | Self::InvalidNull
            | Self::InvalidVariable
            | Self::WildcardIgnored => None,
        }
    }
}
