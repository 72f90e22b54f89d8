mod casing;
mod characters;
mod condition;
mod document;
mod elements;
mod operand_problems;
mod operands;
mod patterns;
mod principal;
mod property;
mod rcp;
mod storage;

use crate::document::Document;
use crate::policy::{
    Alphabet, Casing, OperandRule, Policy, PolicyKind, ReadOptions, Service, Shape, Statement,
    Vocabulary,
};
use crate::problem::Problem;

const VOCABULARY: Vocabulary = Vocabulary {
    services: &[Service {
        prefix: "demo",
        similar: &["dema"],
        actions: &["Open", "OpenDoor", "Close"],
        keys: &["demo:Color", "demo:PrincipalArn"],
    }],
    global_keys: &[
        "aws:CurrentTime",
        "aws:MultiFactorAuthAge",
        "aws:MultiFactorAuthPresent",
        "aws:PrincipalAccount",
        "aws:PrincipalArn",
        "aws:PrincipalType",
        "aws:RequestedRegion",
        "aws:SecureTransport",
        "aws:SourceArn",
        "aws:SourceIp",
        "aws:SourceVpc",
        "aws:SourceVpce",
        "aws:TagKeys",
        "aws:userid",
        "aws:username",
    ],
    global_key_prefixes: &["aws:PrincipalTag/", "aws:RequestTag/"],
    rcp_services: &["demo", "s3"],
    operands: &[
        OperandRule {
            key: "aws:SourceVpc",
            shape: Shape::Identifier {
                prefix: "vpc-",
                alphabet: Alphabet::LowerHex,
                lengths: &[(8, 8), (17, 17)],
            },
            example: "vpc-0123456789abcdef0",
        },
        OperandRule {
            key: "aws:SourceVpce",
            shape: Shape::Identifier {
                prefix: "vpce-",
                alphabet: Alphabet::LowerAlphanumeric,
                lengths: &[(8, 20)],
            },
            example: "vpce-0123456789abcdef0",
        },
        OperandRule {
            key: "aws:PrincipalAccount",
            shape: Shape::Identifier {
                prefix: "",
                alphabet: Alphabet::Digits,
                lengths: &[(12, 12)],
            },
            example: "111122223333",
        },
        OperandRule {
            key: "aws:PrincipalArn",
            shape: Shape::PrincipalArn,
            example: "arn:aws:iam::111122223333:role/Admin",
        },
        OperandRule {
            key: "demo:Color",
            shape: Shape::OneOf(&["red", "green"]),
            example: "red",
        },
    ],
};

const fn options(kind: PolicyKind, casing: Casing) -> ReadOptions<'static> {
    ReadOptions {
        kind,
        casing,
        vocabulary: &VOCABULARY,
    }
}

/// A read policy with its text.
struct Read {
    text: String,
    policy: Policy,
    problems: Vec<Problem>,
}

impl Read {
    fn new(kind: PolicyKind, casing: Casing, text: &str) -> Self {
        let document = Document::parse(text);
        let (policy, problems) = Policy::read(&document.root, options(kind, casing));
        for problem in &problems {
            let message = problem.message.to_string();
            assert!(
                !message.ends_with('.') && !message.contains('\n'),
                "{problem:?}"
            );
            // A name such as `IPv4` may begin the sentence.
            let mut start = message.chars().map(char::is_uppercase);
            assert!(
                start.next() == start.next() || !message.starts_with(char::is_uppercase),
                "{problem:?}"
            );
        }
        Self {
            text: document.text,
            policy,
            problems,
        }
    }

    /// A resource-based policy with one statement of these members, with all
    /// that is needed in front unless it is among them.
    fn statement(kind: PolicyKind, members: &str) -> Self {
        let mut all = String::new();
        let defaults = [
            ("Effect", r#""Effect": "Deny""#),
            ("Principal", r#""Principal": "*""#),
            ("Action", r#""Action": "demo:Open""#),
            ("Resource", r#""Resource": "*""#),
        ];
        for (name, default) in defaults {
            let given = members.contains(&format!("\"{name}\":"))
                || members.contains(&format!("\"Not{name}\":"));
            if !given && (name != "Principal" || kind.has_principal()) {
                all.push_str(default);
                all.push_str(", ");
            }
        }
        all.push_str(members);
        let all = all.trim_end_matches(", ");
        Self::new(
            kind,
            Casing::Exact,
            &format!(r#"{{"Version": "2012-10-17", "Statement": [{{{all}}}]}}"#),
        )
    }

    fn first(&self) -> &Statement {
        &self.policy.statements[0]
    }

    /// Each problem's code and the text at its place.
    fn found(&self) -> Vec<(&str, &str)> {
        let of = |problem: &Problem| problem.span.of(&self.text).unwrap().to_owned();
        self.problems
            .iter()
            .map(|problem| (problem.code.as_str(), of(problem).leak() as &str))
            .collect()
    }

    /// What the first problem would be replaced with.
    fn replacement(&self) -> Option<&str> {
        self.problems.first()?.replacement.as_deref()
    }
}

/// A name, the members of a statement, the problems, a replacement for the
/// first, and whether the statement has a defect.
type Row<'a> = (
    &'a str,
    &'a str,
    &'a [(&'a str, &'a str)],
    Option<&'a str>,
    bool,
);

fn check(kind: PolicyKind, rows: &[Row<'_>]) {
    for (name, members, found, replacement, defect) in rows {
        let read = Read::statement(kind, members);
        assert_eq!(read.found(), *found, "{name}: {:#?}", read.problems);
        assert_eq!(read.replacement(), *replacement, "{name}");
        assert_eq!(
            !read.first().defects.is_empty(),
            *defect,
            "{name}: {:?}",
            read.first().defects
        );
        assert!(read.policy.defects.is_empty(), "{name}");
    }
}
