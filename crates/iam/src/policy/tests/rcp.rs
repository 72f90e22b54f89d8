//! Resource control policies. [RCPSYN, E2]

use super::{Read, check};
use crate::policy::{Casing, PolicyKind, Version};

#[test]
fn accepted() {
    check(
        PolicyKind::ResourceControl,
        &[
            ("right", "", &[], None, false),
            (
                "everyone in an object",
                r#""Principal": {"AWS": "*"}"#,
                &[],
                None,
                false,
            ),
            (
                "upper-case service",
                r#""Action": "DEMO:Open""#,
                &[],
                None,
                false,
            ),
            (
                "not resource",
                r#""NotResource": "arn:aws:demo:::x""#,
                &[],
                None,
                false,
            ),
            (
                "all of a service",
                r#""Action": ["demo:*", "s3:*"]"#,
                &[],
                None,
                false,
            ),
        ],
    );
    let text = r#"{"Statement": {"Effect": "Deny", "Principal": "*", "Action": "demo:*", "Resource": "*"}}"#;
    let read = Read::new(PolicyKind::ResourceControl, Casing::Exact, text);
    assert_eq!(read.found(), [("missing-version", "")]);
    assert_eq!(read.policy.version, Version::V2008);
}

#[test]
fn refused() {
    check(
        PolicyKind::ResourceControl,
        &[
            (
                "allow",
                r#""Effect": "Allow""#,
                &[("rcp-allow", "{")],
                None,
                true,
            ),
            (
                "everything",
                r#""Action": "*""#,
                &[("rcp-action", "\"*\"")],
                None,
                true,
            ),
            (
                "wildcard service",
                r#""Action": "*:Open""#,
                &[("rcp-action", "\"*:Open\"")],
                None,
                true,
            ),
            (
                "a service that is not listed",
                r#""Action": "ec2:RunInstances""#,
                &[("rcp-action", "\"ec2:RunInstances\"")],
                None,
                false,
            ),
            (
                "misspelt service",
                r#""Action": "dem:Shut""#,
                &[("rcp-action", "\"dem:Shut\"")],
                Some("\"demo:Shut\""),
                false,
            ),
            (
                "a list of everyone",
                r#""Principal": ["*"]"#,
                &[("wrong-type", "[\"*\"]")],
                None,
                true,
            ),
            (
                "a list of everyone in an object",
                r#""Principal": {"AWS": ["*", "*"]}"#,
                &[("rcp-principal", r#"{"AWS": ["*", "*"]}"#)],
                None,
                true,
            ),
            (
                "account",
                r#""Principal": {"AWS": "111122223333"}"#,
                &[("rcp-principal", r#"{"AWS": "111122223333"}"#)],
                None,
                true,
            ),
            (
                "not action",
                r#""NotAction": "demo:Open""#,
                &[("rcp-not-action", "\"demo:Open\"")],
                None,
                true,
            ),
            (
                "not principal",
                r#""NotPrincipal": "*""#,
                &[("rcp-principal", "\"*\"")],
                None,
                true,
            ),
        ],
    );
}

#[test]
fn full_access() {
    let statement = r#"{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}"#;
    let one = format!(r#"{{"Version": "2012-10-17", "Statement": [{statement}]}}"#);
    let read = Read::new(PolicyKind::ResourceControl, Casing::Exact, &one);
    assert_eq!(read.problems, []);
    assert!(read.first().defects.is_empty());
    let two = format!(r#"{{"Version": "2012-10-17", "Statement": [{statement}, {statement}]}}"#);
    let read = Read::new(PolicyKind::ResourceControl, Casing::Exact, &two);
    assert_eq!(read.found().len(), 4);
}
