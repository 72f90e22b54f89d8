//! What is wrong with the permission statements of a case.

use vestibule_iam::problem::Severity::{Error, Warning};

use super::{about, of_statement, with};
use crate::{Check, Doc, Rule, Sample};

const SOUND: Sample = of_statement!(
    r#"{"sourceIp":"203.0.113.0/24","excludedPrincipal":"arn:aws:iam::111122223333:role/BreakGlass"}"#
);

pub(super) static DOCS: &[Doc] = &[
    about!(
        "excluded-federated-user",
        Warning,
        ["CK", "UG"],
        "A permission statement excludes a federated user.",
        "AWS takes it. Before authentication `signin:PrincipalArn` knows no federated users, so the statement denies the user there.",
        [of_statement!(
            r#"{"sourceIp":"203.0.113.0/24","excludedPrincipal":"arn:aws:sts::111122223333:federated-user/Bob"}"#
        )],
        [SOUND],
    ),
    about!(
        "excluded-principal-not-taken",
        Error,
        ["BC"],
        "The excluded principal of a permission statement has a path or a wildcard, or is a session.",
        "AWS's model takes whole ARNs without a path. So no role of IAM Identity Center can be excluded, and no user or role with a path.",
        [of_statement!(
            r#"{"sourceIp":"203.0.113.0/24","excludedPrincipal":"arn:aws:iam::111122223333:role/team/Admin"}"#
        )],
        [SOUND],
    ),
    about!(
        "excluded-principal-of-another-account",
        Warning,
        ["UG"],
        "A permission statement excludes a principal of another account.",
        "Users and roles sign in to their own account. The statement then excludes nobody.",
        [of_statement!(
            r#"{"sourceIp":"203.0.113.0/24","excludedPrincipal":"arn:aws:iam::444455556666:role/BreakGlass"}"#
        )],
        [SOUND],
    ),
    about!(
        "invalid-parameter",
        Error,
        ["BC", "API"],
        "A parameter of a permission statement does not have the form that AWS takes.",
        "AWS refuses the call, or the policy that it would make.",
        [
            of_statement!(r#"{"sourceIp":"office"}"#),
            of_statement!(r#"{"sourceVpc":"vpc-1","requestedRegion":"eu-west-1"}"#),
        ],
        [SOUND],
    ),
    about!(
        "missing-parameter",
        Error,
        ["API", "BC"],
        "A permission statement names a VPC or an endpoint and no Region.",
        "AWS requires `requestedRegion` beside them.",
        [of_statement!(r#"{"sourceVpc":"vpc-0a1b2c3d4e5f60718"}"#)],
        [of_statement!(
            r#"{"sourceVpc":"vpc-0a1b2c3d4e5f60718","requestedRegion":"eu-west-1"}"#
        )],
    ),
    about!(
        "statement-restricts-nothing",
        Error,
        ["API"],
        "A permission statement names no network and no Region.",
        "AWS documents no policy for it, so what it does is not known.",
        [of_statement!(
            r#"{"excludedPrincipal":"arn:aws:iam::111122223333:role/BreakGlass"}"#
        )],
        [SOUND],
    ),
    about!(
        "two-resource-based-policies",
        Error,
        ["UG"],
        "A case has `resourceBased` and `permissionStatements`.",
        "AWS makes the policy of the statements. An account has one.",
        [with!(
            r#""account":{"id":"111122223333"},"policies":{"resourceBased":{"Version":"2012-10-17","Statement":[]},"permissionStatements":[{"sourceIp":"203.0.113.0/24"}]},"requests":[]"#
        )],
        [SOUND],
    ),
    about!(
        "vpc-of-aws-example",
        Warning,
        ["UG", "BC"],
        "A permission statement names the VPC of AWS's example.",
        "Its id has 16 digits. AWS takes 8 or 17, so the command of the guide fails as it stands.",
        [of_statement!(
            r#"{"sourceVpc":"vpc-0abc123def456789","requestedRegion":"us-west-2"}"#
        )],
        [of_statement!(
            r#"{"sourceVpc":"vpc-0a1b2c3d4e5f60718","requestedRegion":"us-west-2"}"#
        )],
    ),
];
