//! Condition key tests of every family of operators.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// Operator, key and values.
pub(crate) type TestModel = (&'static str, &'static str, Vec<&'static str>);

const IPS: &[&str] = &[
    "203.0.113.0/24",
    "198.51.100.7",
    "10.0.0.0/8",
    "2001:db8::/32",
    "2001:db8::1/32",
    "no-address",
];
const IP_OPERATORS: &[&str] = &[
    "IpAddress",
    "NotIpAddress",
    "IpAddressIfExists",
    "ForAllValues:NotIpAddress",
];
const STRING_OPERATORS: &[&str] = &[
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringLike",
    "StringNotLikeIfExists",
    "ForAllValues:StringEquals",
    "ForAnyValue:StringNotEquals",
    "ForAnyValue:StringLikeIfExists",
    "StringEqualsIfExists",
];
const ARN_OPERATORS: &[&str] = &["ArnLike", "ArnNotEquals", "ArnNotLike", "ArnEqualsIfExists"];
const ARNS: &[&str] = &[
    "arn:aws:iam::111122223333:user/alice",
    "arn:aws:iam::111122223333:role/*",
    "arn:aws:iam::111122223333:root",
    "arn:aws:sts::111122223333:federated-user/*",
    "arn:aws:iam::*:user/${aws:username}",
    "arn:aws:iam::111122223333:role/${aws:PrincipalTag/team, 'admin'}",
    "not-an-arn",
    "*",
];
const TEXTS: &[&str] = &[
    "curl",
    "Mozilla",
    "C*",
    "mozilla",
    "${aws:username}",
    "${aws:PrincipalTag/team}",
    "${aws:UserAgent}*",
    "${aws:SourceVpc, 'other'}",
    "${*}",
];
const DATES: &[&str] = &["2026-07-01T12:00:00Z", "2030-01-01", "1782907200", "soon"];
const DATE_OPERATORS: &[&str] = &[
    "DateLessThan",
    "DateGreaterThanEquals",
    "DateNotEquals",
    "DateLessThanIfExists",
    "DateEquals",
];
const NUMBERS: &[&str] = &["0", "60", "3600", "many"];
const NUMBER_OPERATORS: &[&str] = &[
    "NumericLessThan",
    "NumericGreaterThan",
    "NumericNotEquals",
    "NumericEqualsIfExists",
];
const KEYS_OF_TEXT: &[&str] = &[
    "aws:UserAgent",
    "aws:PrincipalTag/team",
    "aws:userid",
    "aws:username",
    "aws:PrincipalType",
    "aws:FederatedProvider",
    "aws:referer",
    "aws:SourceIdentity",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:ResourceAccount",
    "saml:sub",
    "identitystore:UserId",
    "signin:OAuthRedirectUri",
    "aws:RequestTag/x",
];
const KEYS_OF_ANYTHING: &[&str] = &[
    "aws:SourceIp",
    "aws:SourceVpc",
    "aws:PrincipalArn",
    "signin:PrincipalArn",
    "aws:UserAgent",
    "aws:MultiFactorAuthPresent",
    "aws:MultiFactorAuthAge",
    "aws:TokenIssueTime",
    "aws:SignInSessionArn",
    "aws:ResourceOrgID",
    "signin:OAuthClientId",
    "aws:TagKeys",
];

pub(crate) fn test() -> impl Strategy<Value = TestModel> {
    let of = |operators: &'static [&'static str],
              keys: &'static [&'static str],
              values: &'static [&'static str]| {
        let most = values.len().min(3);
        (
            select(operators),
            select(keys),
            subsequence(values, 1..=most),
        )
    };
    let one = |(operator, key, values): TestModel| (operator, key, values[..1].to_vec());
    prop_oneof![
        3 => of(IP_OPERATORS, &["aws:SourceIp", "aws:VpcSourceIp"], IPS),
        2 => of(STRING_OPERATORS, &["aws:SourceVpc"], &["vpc-0abc1234", "vpc-0def5678"]),
        1 => of(STRING_OPERATORS, &["aws:RequestedRegion"], &["us-east-1", "eu-west-1", "eu-*"]),
        3 => of(STRING_OPERATORS, KEYS_OF_TEXT, TEXTS),
        3 => of(ARN_OPERATORS, &["signin:PrincipalArn", "aws:PrincipalArn"], ARNS),
        // Offered at the last action alone.
        1 => of(
            STRING_OPERATORS,
            &["signin:OAuthGrantType"],
            &["authorization_code", "refresh_token"]
        ),
        2 => of(
            DATE_OPERATORS,
            &["aws:CurrentTime", "aws:EpochTime", "aws:TokenIssueTime"],
            DATES
        ),
        1 => of(NUMBER_OPERATORS, &["aws:MultiFactorAuthAge", "aws:EpochTime"], NUMBERS),
        2 => of(
            &["Bool", "BoolIfExists"],
            &[
                "aws:MultiFactorAuthPresent",
                "aws:SecureTransport",
                "aws:ViaAWSService",
                "aws:PrincipalIsAWSService"
            ],
            &["true", "false"]
        )
        .prop_map(one),
        1 => of(&["BinaryEquals"], &["aws:UserAgent"], &["Y3VybA==", "no base64"]),
        3 => of(
            &["Null", "Null", "ForAllValues:Null", "ForAnyValue:Null"],
            KEYS_OF_ANYTHING,
            &["true", "false"]
        )
        .prop_map(one),
        // What AWS would refuse, or says nothing of.
        1 => of(&["StringEqual", "NullIfExists"], KEYS_OF_ANYTHING, TEXTS),
        1 => of(STRING_OPERATORS, KEYS_OF_TEXT, &["${aws:username", "${}"]),
        1 => (select(STRING_OPERATORS), select(KEYS_OF_TEXT), Just(Vec::new())),
    ]
}
