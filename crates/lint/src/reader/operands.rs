//! What is wrong with the values that conditions compare with.

use vestibule_iam::problem::Code;

use super::{about, denied, rule, what};
use crate::Doc;

pub(super) static DOCS: &[Doc] = &[
    about!(
        Code::BareArnWildcard,
        ["OPS"],
        "It is read as a pattern that matches every ARN, which AWS does not document. Written with all six parts the pattern is certain.",
        [denied!(r#""ArnLike":{"aws:PrincipalArn":"*"}"#)],
        [denied!(r#""ArnLike":{"aws:PrincipalArn":"arn:*:*:*:*:*"}"#)],
    ),
    about!(
        Code::InvalidArn,
        ["OPS", "E2"],
        "An ARN has six parts, each of which is matched by itself, and `*` does not stand for several. AWS refuses to store other texts for an ARN operator.",
        [denied!(
            r#""ArnNotLike":{"aws:PrincipalArn":"role/BreakGlass"}"#
        )],
        [denied!(
            r#""ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}"#
        )],
    ),
    about!(
        Code::InvalidBase64,
        ["OPS", "E2"],
        "`BinaryEquals` compares bytes that are written as base64. AWS refuses to store an operand that is none, and what is not padded equals nothing.",
        [denied!(
            r#""BinaryEquals":{"aws:PrincipalTag/seal":"QmlucyE"}"#
        )],
        [denied!(
            r#""BinaryEquals":{"aws:PrincipalTag/seal":"QmlucyE="}"#
        )],
    ),
    about!(
        Code::InvalidBool,
        ["OPS", "E2"],
        "AWS stores it and takes everything but `true` to be `false`: `yes` means no.",
        [denied!(r#""Bool":{"aws:MultiFactorAuthPresent":"yes"}"#)],
        [denied!(r#""Bool":{"aws:MultiFactorAuthPresent":"true"}"#)],
    ),
    about!(
        Code::InvalidCidr,
        ["OPS", "AA", "E2"],
        "It matches no address, and AWS refuses to store it. By `NotIpAddress` alone it denies everybody.",
        [denied!(
            r#""NotIpAddress":{"aws:SourceIp":"198.51.100.0/33"}"#
        )],
        [denied!(
            r#""NotIpAddress":{"aws:SourceIp":"198.51.100.0/24"}"#
        )],
    ),
    about!(
        Code::InvalidDate,
        ["OPS", "E2"],
        "AWS takes dates of ISO 8601 and seconds since 1970, and refuses to store other texts. A text that only looks like a date is stored and equals nothing.",
        [denied!(
            r#""DateGreaterThan":{"aws:CurrentTime":"1 March 2027"}"#
        )],
        [denied!(
            r#""DateGreaterThan":{"aws:CurrentTime":"2027-03-01T00:00:00Z"}"#
        )],
    ),
    about!(
        Code::InvalidNull,
        ["OPS", "E2"],
        "AWS stores it and takes everything but `true` to mean that the key must be there.",
        [denied!(r#""Null":{"aws:SourceVpce":"absent"}"#)],
        [denied!(r#""Null":{"aws:SourceVpce":"true"}"#)],
    ),
    about!(
        Code::InvalidNumber,
        ["OPS", "E2"],
        "AWS refuses to store it, and it equals nothing.",
        [denied!(
            r#""NumericGreaterThan":{"aws:MultiFactorAuthAge":"1h"}"#
        )],
        [denied!(
            r#""NumericGreaterThan":{"aws:MultiFactorAuthAge":"3600"}"#
        )],
    ),
    about!(
        Code::InvalidOperand,
        ["CK", "GCK", "AA"],
        "The key never has such a value, so the value lets nobody in and stops nobody: alone, by a negated operator, it denies everybody. Ids of VPCs have 8 or 17 hexadecimal digits.",
        [
            denied!(r#""StringNotEquals":{"signin:OAuthGrantType":"authorisation_code"}"#),
            denied!(r#""StringNotEquals":{"aws:SourceVpc":"vpc-0abc123def456789"}"#)
        ],
        [denied!(
            r#""StringNotEquals":{"aws:SourceVpc":"vpc-0abc123def4567890"}"#
        )],
    ),
    about!(
        Code::Ipv4HostBits,
        ["AA", "E2"],
        "AWS ignores the bits behind the prefix: `198.51.100.7/24` is all of `198.51.100.0/24`, and not one address of it.",
        [denied!(
            r#""NotIpAddress":{"aws:SourceIp":"198.51.100.7/24"}"#
        )],
        [
            denied!(r#""NotIpAddress":{"aws:SourceIp":"198.51.100.0/24"}"#),
            denied!(r#""NotIpAddress":{"aws:SourceIp":"198.51.100.7/32"}"#),
        ],
    ),
    about!(
        Code::Ipv4MappedCidr,
        ["E2"],
        "AWS compares such an address as IPv4, so that a range written as IPv6 never matches.",
        [denied!(
            r#""NotIpAddress":{"aws:SourceIp":"::ffff:c633:6400/120"}"#
        )],
        [denied!(
            r#""NotIpAddress":{"aws:SourceIp":"198.51.100.0/24"}"#
        )],
    ),
    about!(
        Code::Ipv6HostBits,
        ["AA", "E2"],
        "AWS refuses to store such a range, and it never matches: by `NotIpAddress` alone it denies everybody. IPv4 is read otherwise.",
        [denied!(
            r#""NotIpAddress":{"aws:SourceIp":"2001:db8::5/64"}"#
        )],
        [denied!(
            r#""NotIpAddress":{"aws:SourceIp":"2001:db8::/64"}"#
        )],
    ),
    about!(
        Code::SessionArn,
        ["GCK", "CK"],
        "The key holds the ARN of the role, never that of a session. An exemption by the session exempts nobody.",
        [denied!(
            r#""ArnNotEquals":{"aws:PrincipalArn":"arn:aws:sts::111122223333:assumed-role/BreakGlass/alice"}"#
        )],
        [denied!(
            r#""ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/BreakGlass"}"#
        )],
    ),
    about!(
        Code::SeveralBooleans,
        ["AA"],
        "A list holds if one of its values does: `true` and `false` together hold for everything.",
        [denied!(
            r#""Bool":{"aws:MultiFactorAuthPresent":["true","false"]}"#
        )],
        [denied!(r#""Bool":{"aws:MultiFactorAuthPresent":["true"]}"#)],
    ),
    about!(
        Code::WildcardIgnored,
        ["OPS", "AA"],
        "`StringEquals` and `StringNotEquals` compare character by character, so that `*` stands for itself and the value equals nothing. `StringLike` takes patterns.",
        [denied!(
            r#""StringNotEquals":{"aws:PrincipalTag/office":"eu-*"}"#
        )],
        [denied!(
            r#""StringNotLike":{"aws:PrincipalTag/office":"eu-*"}"#
        )],
    ),
];
