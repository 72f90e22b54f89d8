//! Words that others read: those of the contract, of tables and of messages.

use vestibule_iam::condition::{Base, Comparison};
use vestibule_signin::address::NotPublic;
use vestibule_signin::keys::{self, KEYS, NetworkPart, Origin, ValueType};
use vestibule_signin::{Action, DecisionValue, Entry, Layer, Presence, Reason};

#[test]
fn the_words_of_the_contract_stay() {
    assert_eq!(
        Layer::ALL.map(Layer::name),
        [
            "vpcEndpoint",
            "resourceControl",
            "serviceControl",
            "resourceBased",
            "identity",
            "permissionsBoundary",
            "session",
        ]
    );
    assert_eq!(
        Action::ALL.map(Action::name),
        [
            "signin:Authenticate",
            "signin:AuthorizeOAuth2Access",
            "signin:CreateOAuth2Token",
        ]
    );
    assert_eq!(
        Action::ALL.map(|action| action.stage().name()),
        [
            "pre-authentication",
            "post-authentication",
            "post-authentication",
        ]
    );
    assert_eq!(
        Entry::ALL.map(Entry::name),
        ["console", "login-local", "login-remote"]
    );
    use DecisionValue::{Allowed, Denied, Unknown};
    assert_eq!(
        [Allowed, Denied, Unknown].map(DecisionValue::name),
        ["allowed", "denied", "unknown"]
    );
    use Reason::{
        EnforcementOff, ExplicitDeny, ImplicitDeny, NoMatchingDeny, UnevaluableStatement,
        UnknownKey,
    };
    let reasons = [
        NoMatchingDeny,
        ExplicitDeny,
        ImplicitDeny,
        EnforcementOff,
        UnknownKey,
        UnevaluableStatement,
    ];
    assert_eq!(
        reasons.map(Reason::name),
        [
            "noMatchingDeny",
            "explicitDeny",
            "implicitDeny",
            "enforcementOff",
            "unknownKey",
            "unevaluableStatement",
        ]
    );
    use Presence::{Always, Endpoint, Given, Never, Public};
    assert_eq!(
        [Always, Public, Endpoint, Given, Never].map(Presence::name),
        ["always", "public", "endpoint", "given", "never"]
    );
}

#[test]
fn a_range_of_addresses_is_called_by_its_name() {
    for (address, name) in [
        ("10.0.0.7", "a private address"),
        ("127.0.0.1", "a loopback address"),
        ("169.254.0.1", "a link-local address"),
        ("100.64.0.1", "a shared address of carriers"),
        ("0.0.0.0", "an unspecified address"),
        ("224.0.0.1", "a multicast address"),
        ("255.255.255.255", "a broadcast address"),
        ("240.0.0.1", "a reserved address"),
    ] {
        let range = NotPublic::of(address.parse().unwrap()).unwrap();
        assert_eq!(range.phrase().to_string(), name);
    }
}

/// The members of a request are those of the contract.
#[test]
fn a_key_is_told_by_the_member_that_determines_it() {
    let member = |name: &str| keys::find(name).and_then(|row| row.origin.member());
    for (key, expected) in [
        ("aws:SourceIp", Some("network")),
        ("aws:RequestedRegion", Some("region")),
        ("signin:PrincipalArn", Some("principal")),
        ("aws:PrincipalArn", Some("principal")),
        ("aws:PrincipalAccount", Some("principal")),
        ("aws:ResourceAccount", Some("account.id")),
        ("aws:username", None),
        ("aws:PrincipalOrgID", None),
    ] {
        assert_eq!(member(key), expected, "{key}");
    }
    use NetworkPart::{Endpoint, PublicAddress, Vpc, VpcAddress};
    for (part, member, of_endpoint) in [
        (PublicAddress, "network.sourceIp", false),
        (VpcAddress, "network.sourceIp", true),
        (Vpc, "network.vpc", true),
        (Endpoint, "network.endpoint", true),
    ] {
        assert_eq!(part.member(), member);
        assert_eq!(part.is_of_endpoint(), of_endpoint, "{member}");
        let rows = KEYS
            .iter()
            .filter(|row| row.origin == Origin::Network(part));
        assert_eq!(rows.count(), 1);
    }
}

#[test]
fn operators_compare_the_values_of_their_kind() {
    use Base::{
        Arn, Binary, Bool, IpAddress, Null, StringEquals, StringEqualsIgnoreCase, StringLike,
    };
    let bases = [
        StringEquals,
        StringEqualsIgnoreCase,
        StringLike,
        Base::Numeric(Comparison::LessThan),
        Base::Date(Comparison::LessThan),
        Bool,
        Binary,
        IpAddress,
        Arn,
        Null,
    ];
    // In the order of `bases`.
    let (yes, no) = (true, false);
    let text = [yes, yes, yes, no, no, no, no, no, no, yes];
    for (key, expected) in [
        ("aws:UserAgent", text),
        ("aws:PrincipalTag/team", text),
        ("aws:UnknownToAws", text),
        ("aws:SourceVpc", text),
        ("aws:PrincipalAccount", text),
        ("aws:RequestedRegion", text),
        ("aws:PrincipalType", text),
        ("aws:SourceIp", [no, no, no, no, no, no, no, yes, no, yes]),
        (
            "aws:CurrentTime",
            [no, no, no, no, yes, no, no, no, no, yes],
        ),
        ("aws:EpochTime", [no, no, no, yes, yes, no, no, no, no, yes]),
        (
            "aws:MultiFactorAuthAge",
            [no, no, no, yes, no, no, no, no, no, yes],
        ),
        (
            "aws:SecureTransport",
            [no, no, no, no, no, yes, no, no, no, yes],
        ),
        (
            "aws:PrincipalArn",
            [yes, yes, yes, no, no, no, no, no, yes, yes],
        ),
        (
            "aws:SourceArn",
            [yes, yes, yes, no, no, no, no, no, yes, yes],
        ),
    ] {
        let found = bases.map(|base| keys::is_compared_by(key, base));
        assert_eq!(found, expected, "{key}");
    }
}

/// An example is a value that the most natural operator of its key compares.
#[test]
fn examples_are_those_of_the_table() {
    assert_eq!(keys::example("AWS:sourceip"), Some("203.0.113.0/24"));
    assert_eq!(keys::example("aws:UserAgent"), None);
    assert_eq!(keys::example("aws:UnknownToAws"), None);
}

#[test]
fn what_aws_coined_says_nothing_of_who_uses_it() {
    let impersonal = |key: &str| keys::value_type(key).is_impersonal();
    for key in [
        "aws:CurrentTime",
        "aws:EpochTime",
        "aws:MultiFactorAuthAge",
        "aws:MultiFactorAuthPresent",
        "aws:RequestedRegion",
        "aws:PrincipalType",
        "aws:CalledVia",
    ] {
        assert!(impersonal(key), "{key}");
    }
    for key in [
        "aws:UserAgent",
        "aws:SourceIp",
        "aws:SourceVpc",
        "aws:PrincipalArn",
        "aws:PrincipalAccount",
        "aws:PrincipalOrgID",
        "aws:UnknownToAws",
    ] {
        assert!(!impersonal(key), "{key}");
    }
    assert_eq!(keys::value_type("aws:UnknownToAws"), ValueType::Text);
}
