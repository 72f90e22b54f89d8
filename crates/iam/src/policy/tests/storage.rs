//! What AWS refuses to store is an error, by kind of policy, and what it stores is none.
//! [CP, SID, IAMLIM, RCPSYN, SCP, E2, MP]

use super::options;
use crate::document::Document;
use crate::policy::{Casing, Policy, PolicyKind};
use crate::problem::Severity;

const ERROR: Option<Severity> = Some(Severity::Error);
const WARNING: Option<Severity> = Some(Severity::Warning);
const INFO: Option<Severity> = Some(Severity::Info);

/// How bad it is in a resource-based policy, an RCP, an SCP, an identity policy, a permissions
/// boundary, a session policy and an endpoint policy.
/// A policy of some kind with a mistake in it.
type Broken<'a> = &'a dyn Fn(PolicyKind) -> String;
type Severities = [Option<Severity>; 7];

const KINDS: [PolicyKind; 7] = [
    PolicyKind::ResourceBased,
    PolicyKind::ResourceControl,
    PolicyKind::ServiceControl,
    PolicyKind::Identity,
    PolicyKind::PermissionsBoundary,
    PolicyKind::Session,
    PolicyKind::VpcEndpoint,
];

const fn everywhere(severity: Option<Severity>) -> Severities {
    [severity; 7]
}

/// An error in the two kinds that IAM stores, something else in the others.
const fn of_iam(elsewhere: Option<Severity>) -> Severities {
    [
        elsewhere, elsewhere, elsewhere, ERROR, ERROR, elsewhere, elsewhere,
    ]
}

/// The severities of the problems of one code.
fn found(kind: PolicyKind, text: &str, code: &str) -> Vec<Severity> {
    let document = Document::parse(text);
    let (_, problems) = Policy::from_document(&document, options(kind, Casing::Exact));
    problems
        .iter()
        .filter(|problem| problem.code.as_str() == code)
        .map(|problem| problem.severity)
        .collect()
}

/// A policy with a statement that has these members instead of usual ones.
fn policy(kind: PolicyKind, head: &str, members: &str) -> String {
    let mut all = vec![members.to_owned()];
    let usual = [
        ("Effect", r#""Effect": "Deny""#),
        ("Principal", r#""Principal": "*""#),
        ("Action", r#""Action": "demo:Open""#),
        ("Resource", r#""Resource": "*""#),
    ];
    for (name, member) in usual {
        let given = members.contains(&format!("{name}\":"));
        if !given && (name != "Principal" || kind.has_principal()) {
            all.push(member.to_owned());
        }
    }
    all.retain(|member| !member.is_empty());
    format!(r#"{{{head}"Statement": [{{{}}}]}}"#, all.join(", "))
}

const CURRENT: &str = r#""Version": "2012-10-17", "#;

#[test]
fn statements() {
    let rows: [(&str, &str, &str, Severities); 24] = [
        // The lists.
        (
            "no actions",
            r#""Action": []"#,
            "empty-array",
            of_iam(WARNING),
        ),
        (
            "no actions spared",
            r#""Effect": "Allow", "NotAction": []"#,
            "empty-array",
            of_iam(WARNING),
        ),
        (
            "no resources",
            r#""Resource": []"#,
            "empty-array",
            of_iam(WARNING),
        ),
        (
            "no resources spared",
            r#""NotResource": []"#,
            "empty-array",
            of_iam(WARNING),
        ),
        (
            "no values",
            r#""Condition": {"StringEquals": {"aws:SourceVpc": []}}"#,
            "empty-array",
            everywhere(WARNING),
        ),
        (
            "no tests",
            r#""Condition": {}"#,
            "empty-condition",
            everywhere(WARNING),
        ),
        // The name of the statement.
        (
            "a Sid with `_`",
            r#""Sid": "a_b""#,
            "invalid-sid",
            [None, WARNING, WARNING, ERROR, ERROR, WARNING, None],
        ),
        (
            "an empty Sid",
            r#""Sid": """#,
            "invalid-sid",
            everywhere(None),
        ),
        // Actions.
        (
            "an action without a service",
            r#""Action": "open""#,
            "malformed-action",
            everywhere(ERROR),
        ),
        (
            "two colons",
            r#""Action": "other:a:b""#,
            "malformed-action",
            everywhere(ERROR),
        ),
        (
            "a service with a space",
            r#""Action": "a a:Open""#,
            "malformed-action",
            everywhere(ERROR),
        ),
        (
            "a name with spaces",
            r#""Action": "s3: a b ""#,
            "malformed-action",
            everywhere(WARNING),
        ),
        // Resources.
        (
            "no ARN",
            r#""Resource": "console/*""#,
            "malformed-resource",
            everywhere(ERROR),
        ),
        (
            "another partition",
            r#""Resource": "arn:error:rds""#,
            "malformed-resource",
            everywhere(ERROR),
        ),
        (
            "no service",
            r#""Resource": "arn:aws""#,
            "malformed-resource",
            everywhere(ERROR),
        ),
        (
            "a part left out",
            r#""Resource": "arn:aws:s3::bucket""#,
            "malformed-resource",
            everywhere(ERROR),
        ),
        (
            "an ARN that ends early",
            r#""Resource": "arn:aws:rds:*""#,
            "malformed-resource",
            everywhere(WARNING),
        ),
        (
            "a variable for the account",
            r#""Resource": "arn:*:kms:*:${aws:PrincipalAccount}:key/*""#,
            "variable-not-allowed",
            everywhere(WARNING),
        ),
        // Conditions.
        (
            "a key without a prefix",
            r#""Condition": {"StringEquals": {"a": "b"}}"#,
            "malformed-key",
            everywhere(WARNING),
        ),
        (
            "a key that is not known",
            r#""Condition": {"Bool": {"aws:IsUnheardOf": "true"}}"#,
            "unknown-key",
            everywhere(WARNING),
        ),
        (
            "a misspelt key",
            r#""Condition": {"IpAddress": {"aws:SourcIp": "192.0.2.1"}}"#,
            "unknown-key",
            everywhere(ERROR),
        ),
        (
            "an operator that tests nothing",
            r#""Condition": {"a": {}}"#,
            "unknown-operator",
            everywhere(WARNING),
        ),
        (
            "an operator that tests something",
            r#""Condition": {"a": {"aws:SourceVpc": "b"}}"#,
            "unknown-operator",
            everywhere(ERROR),
        ),
        (
            "`Null` with a prefix",
            r#""Condition": {"ForAllValues:Null": {"aws:SourceVpc": "true"}}"#,
            "null-with-qualifier",
            everywhere(WARNING),
        ),
    ];
    for (name, members, code, severities) in rows {
        for (kind, expected) in KINDS.into_iter().zip(severities) {
            let text = policy(kind, CURRENT, members);
            let expected: Vec<Severity> = expected.into_iter().collect();
            assert_eq!(found(kind, &text, code), expected, "{name}: {kind:?}");
        }
    }
}

#[test]
fn policies() {
    let statement = |kind| policy(kind, "", "");
    let rows: [(&str, Broken<'_>, &str, Severities); 8] = [
        (
            "no version",
            &statement,
            "missing-version",
            [INFO, WARNING, WARNING, WARNING, WARNING, INFO, INFO],
        ),
        (
            "the version of 2008",
            &|kind| policy(kind, r#""Version": "2008-10-17", "#, ""),
            "old-version",
            [None, WARNING, WARNING, WARNING, WARNING, None, None],
        ),
        (
            "the current version",
            &|kind| policy(kind, CURRENT, ""),
            "old-version",
            everywhere(None),
        ),
        (
            "another version",
            &|kind| policy(kind, r#""Version": "2013-10-17", "#, ""),
            "unknown-version",
            everywhere(ERROR),
        ),
        (
            "no statements",
            &|_| format!(r#"{{{CURRENT}"Statement": []}}"#),
            "empty-array",
            of_iam(WARNING),
        ),
        (
            "two of one Sid",
            &|kind| {
                let one = policy(kind, "", r#""Sid": "a""#);
                let one = one
                    .trim_start_matches(r#"{"Statement": ["#)
                    .trim_end_matches("]}");
                format!(r#"{{{CURRENT}"Statement": [{one}, {one}]}}"#)
            },
            "duplicate-sid",
            [WARNING, WARNING, WARNING, ERROR, ERROR, ERROR, WARNING],
        ),
        (
            "a character behind U+00FF",
            &|kind| {
                policy(
                    kind,
                    CURRENT,
                    r#""Condition": {"StringEquals": {"aws:PrincipalTag/a": "東京"}}"#,
                )
            },
            "refused-character",
            [None, None, None, ERROR, ERROR, ERROR, None],
        ),
        (
            "the same, escaped, and one up to U+00FF",
            &|kind| {
                policy(
                    kind,
                    CURRENT,
                    r#""Condition": {"StringEquals": {"aws:PrincipalTag/a": "\u6771é"}}"#,
                )
            },
            "refused-character",
            everywhere(None),
        ),
    ];
    for (name, text, code, severities) in rows {
        for (kind, expected) in KINDS.into_iter().zip(severities) {
            let expected: Vec<Severity> = expected.into_iter().collect();
            assert_eq!(found(kind, &text(kind), code), expected, "{name}: {kind:?}");
        }
    }
}

/// The dates that IAM takes and refuses. [CP]
#[test]
fn dates() {
    for (date, expected) in [
        ("01T", WARNING),
        ("2016-12-13t2:00:00.593194+23", WARNING),
        ("9223372036854775807", WARNING),
        ("2016-12-13T21:20:37.593194+00:00", None),
        ("-292275054", None),
        ("9223372036854775808", ERROR),
        ("sdfdsf", ERROR),
        ("234-13", ERROR),
        ("2016-12-13t2:00:00.593194+1", ERROR),
        ("2016-12-13t2:00:00.1999999999+10:59", ERROR),
        ("", ERROR),
    ] {
        let condition =
            format!(r#""Condition": {{"DateLessThan": {{"aws:CurrentTime": "{date}"}}}}"#);
        let text = policy(PolicyKind::Identity, CURRENT, &condition);
        let expected: Vec<Severity> = expected.into_iter().collect();
        let found = found(PolicyKind::Identity, &text, "invalid-date");
        assert_eq!(found, expected, "{date:?}");
    }
}

/// A variable is no text that IAM could read in place of an address, a number or a date. [E2]
#[test]
fn variables_in_operands() {
    for (operator, key, expected) in [
        ("Bool", "aws:SecureTransport", Severity::Warning),
        ("Null", "aws:SourceVpc", Severity::Warning),
        ("IpAddress", "aws:SourceIp", Severity::Error),
        ("DateLessThan", "aws:CurrentTime", Severity::Error),
    ] {
        let condition = format!(r#""Condition": {{"{operator}": {{"{key}": "${{aws:userid}}"}}}}"#);
        let text = policy(PolicyKind::Identity, CURRENT, &condition);
        let found = found(PolicyKind::Identity, &text, "variable-not-allowed");
        assert_eq!(found, [expected], "{operator}");
    }
}

/// A name that no action has is about no other action either, so the rest stays certain.
#[test]
fn a_malformed_action_of_another_service_leaves_nothing_open() {
    for (action, open) in [
        ("s3:ListBucket ", false),
        ("s3:", false),
        ("demo:Open ", true),
        ("d*:Open ", true),
        ("s3:a:b", true),
    ] {
        let members = format!(r#""Action": ["demo:Close", "{action}"]"#);
        let text = policy(PolicyKind::Identity, CURRENT, &members);
        let document = Document::parse(&text);
        let options = options(PolicyKind::Identity, Casing::Exact);
        let (policy, _) = Policy::from_document(&document, options);
        assert_eq!(!policy.statements[0].defects.is_empty(), open, "{action:?}");
    }
}

/// An ARN that AWS stores though it is none is about no resource of a service that is known.
#[test]
fn a_malformed_resource_of_another_service_leaves_nothing_open() {
    for (resource, open) in [
        ("arn:aws:rds:*", false),
        ("arn:*:kms:*:${aws:PrincipalAccount}:key/*", false),
        ("arn:*:kms:*:${aws:PrincipalAccount:key/*", true),
        ("arn:aws:demo:*", true),
        ("arn:aws:d*:*", true),
        ("arn:aws:${aws:userid}:*:1:x", true),
        ("arn:aws:s3::x", true),
    ] {
        let members = format!(r#""Resource": ["arn:aws:demo:::x", "{resource}"]"#);
        let text = policy(PolicyKind::Identity, CURRENT, &members);
        let document = Document::parse(&text);
        let options = options(PolicyKind::Identity, Casing::Exact);
        let (policy, _) = Policy::from_document(&document, options);
        assert_eq!(
            !policy.statements[0].defects.is_empty(),
            open,
            "{resource:?}"
        );
    }
}
