//! What AWS refuses to store, by kind of policy.
//!
//! IAM refuses, for an identity policy or a permissions boundary: a policy without `Version` or
//! of 2008 \[CP\]; an empty list of statements, actions or resources \[CP\]; a `Sid` with other
//! characters than letters and digits \[SID, AA\], or that stands twice \[SID, CP\]; characters
//! behind U+00FF \[IAMLIM\]. It stores what only looks wrong \[CP, MP\]: a condition key without a
//! prefix, an operator that it does not have where that tests nothing, an action whose name has
//! spaces, an ARN that ends early, a variable before the fifth colon. What STS refuses of a
//! session policy is documented for its characters alone \[IAMLIM\].
//!
//! Organizations documents `2012-10-17` as required \[RCPSYN, SCP\] and stores RCPs without it
//! \[E2\]. Nothing says what it refuses of Sids and empty lists; nor is that documented of
//! endpoint policies. What `get-resource-policy` prints is stored by definition.

use crate::message;
use crate::policy::model::PolicyKind;
use crate::problem::{Code, Message, Problem, Severity, quoted};
use crate::span::{Span, offset};

impl PolicyKind {
    /// True for the kinds that IAM stores.
    pub(in crate::policy) const fn is_of_iam(self) -> bool {
        matches!(self, Self::Identity | Self::PermissionsBoundary)
    }

    /// True for the kinds that are about the principals that they are attached to.
    pub(in crate::policy) const fn is_of_principals(self) -> bool {
        matches!(
            self,
            Self::Identity | Self::PermissionsBoundary | Self::Session
        )
    }

    /// An error where IAM refuses it, else a warning.
    pub(in crate::policy) const fn refused_by_iam(self) -> Severity {
        if self.is_of_iam() {
            Severity::Error
        } else {
            Severity::Warning
        }
    }

    /// Why a policy of this kind is to have the version `2012-10-17`, where that is more than
    /// advice.
    pub(in crate::policy) fn version_is_required(self) -> Option<Message> {
        match self {
            Self::Identity | Self::PermissionsBoundary => Some(message!(
                "IAM refuses new policies of any other version; write `2012-10-17`"
            )),
            Self::ServiceControl | Self::ResourceControl => Some(message!(
                "AWS documents `2012-10-17` as required in such a policy; write it"
            )),
            Self::ResourceBased | Self::Session | Self::VpcEndpoint => None,
        }
    }
}

/// What is wrong with the characters of `text`, a policy of that kind: IAM and STS take tabs,
/// ends of lines, and U+0020 to U+00FF. \[IAMLIM\]
pub fn refused_character(kind: PolicyKind, text: &str) -> Option<Problem> {
    if text.is_ascii() || !kind.is_of_principals() {
        return None;
    }
    // A byte order mark in front is complained about where the text is read.
    let (at, found) = text
        .char_indices()
        .find(|(at, character)| *character > '\u{ff}' && (*at, *character) != (0, '\u{feff}'))?;
    let place = Span::new(offset(at), offset(at + found.len_utf8()));
    let message = message!(
        "{character} stands in a policy that may have characters up to U+00FF alone",
        character = quoted(&found.to_string())
    );
    let help = message!(
        "AWS refuses the policy; write {escape} instead, or another name",
        escape = quoted(&escaped(found))
    );
    Some(Problem::new(Code::RefusedCharacter, place, message).help(help))
}

/// The character as JSON writes it in ASCII.
fn escaped(character: char) -> String {
    let mut units = [0; 2];
    let units = character.encode_utf16(&mut units);
    units.iter().map(|unit| format!("\\u{unit:04x}")).collect()
}

/// True for what IAM takes to be an action: one colon, and letters, digits, `-`, `.` or wildcards
/// before it. The name may be anything. \[CP\]
pub(in crate::policy) fn is_stored_action(text: &str) -> bool {
    let Some((prefix, name)) = text.split_once(':') else {
        return false;
    };
    let right =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'*' | b'?');
    !prefix.is_empty() && prefix.bytes().all(right) && !name.contains(':')
}

/// True for what IAM takes to be an ARN: a partition and a service. It fills what is missing
/// behind them with `*`, unless a part is left out between. \[CP, MP\]
pub(in crate::policy) fn is_stored_resource(text: &str) -> bool {
    let mut parts = text.split(':');
    let (arn, partition, service) = (parts.next(), parts.next(), parts.next());
    let is_partition = |part: &str| part == "*" || part.starts_with("aws");
    arn == Some("arn")
        && partition.is_some_and(is_partition)
        && service.is_some_and(|service| !service.is_empty())
        && (parts.count() >= 3 || !text.contains("::"))
}

/// True for what IAM takes to be a date, whether or not it is one: parts of a date of ISO 8601,
/// in either case and of any length, or a number of 63 bits. \[CP\]
pub(in crate::policy) fn is_stored_date(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let positive = lower.strip_prefix('-').unwrap_or(&lower);
    if !lower.contains(['t', '-']) {
        return lower.parse::<i64>().is_ok_and(|number| number >= 0);
    }
    let (date, time) = positive.split_once('t').unwrap_or((positive, ""));
    let mut parts = date.split('-');
    let year = parts
        .next()
        .is_some_and(|part| within(part, 0, 292_278_993));
    let month = parts.next().is_none_or(|part| within(part, 1, 12));
    let day = parts.next().is_none_or(|part| within(part, 1, 31));
    let time = time.trim_end_matches('z');
    let (time, zone) = time.split_once('+').unwrap_or((time, "00"));
    let mut parts = time.splitn(3, ':');
    let hour = parts
        .next()
        .is_none_or(|part| part.is_empty() || within(part, 0, 23));
    let minute = parts.next().is_none_or(|part| within(part, 0, 59));
    let (second, fraction) = parts.next().map_or(("0", "0"), |part| {
        part.split_once('.').unwrap_or((part, "0"))
    });
    let seconds = within(second, 0, 59) && within(fraction, 0, 999_999_999);
    let (hours, minutes) = zone.split_once(':').unwrap_or((zone, "00"));
    let zone =
        hours.len() == 2 && within(hours, 0, 23) && minutes.len() == 2 && within(minutes, 0, 59);
    year && month && day && hour && minute && seconds && zone
}

fn within(part: &str, least: u32, most: u32) -> bool {
    let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits
        && part
            .parse::<u32>()
            .is_ok_and(|number| (least..=most).contains(&number))
}
