//! What is wrong with a request.

use vestibule_iam::problem::Severity::{Error, Warning};
use vestibule_syntax::limits::CONTEXT_KEYS;

use super::{NONE, RIGHT, about, made, many, of_request};
use crate::{Check, Doc, Rule, Sample};

pub(super) static DOCS: &[Doc] = &[
    about!(
        "another-account",
        Error,
        ["UG", "PRIN"],
        "The principal belongs to another account than `account.id`.",
        "Users and roles sign in to their own account. Who works in two accounts signs in to each as another principal.",
        [of_request!(
            r#""principal":"arn:aws:iam::444455556666:user/alice","network":{"sourceIp":"198.51.100.7"}"#
        )],
        [RIGHT],
    ),
    about!(
        "determined-key",
        Error,
        ["CK", "GCK"],
        "`context` gives a key that `network`, `principal`, `region` or `account.id` determines.",
        "Two places could say two things of one sign-in, and only one would be decided.",
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:user/alice","network":{"sourceIp":"198.51.100.7"},"context":{"aws:SourceIp":"198.51.100.8"}"#
        )],
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:user/alice","network":{"sourceIp":"198.51.100.7"},"context":{"aws:MultiFactorAuthPresent":"true"}"#
        )],
    ),
    about!(
        "invalid-endpoint-id",
        Error,
        ["API"],
        "The id of a VPC endpoint is not `vpce-` and 8 to 20 letters or digits.",
        "No endpoint has it, so policies that compare `aws:SourceVpce` would be decided for none.",
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:user/alice","network":{"vpc":"vpc-0a1b2c3d4e5f60718","endpoint":"vpce-1","sourceIp":"10.0.0.7"}"#
        )],
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:user/alice","network":{"vpc":"vpc-0a1b2c3d4e5f60718","endpoint":"vpce-0a1b2c3d4e5f60718","sourceIp":"10.0.0.7"}"#
        )],
    ),
    about!(
        "invalid-ip",
        Error,
        ["CK"],
        "The address of a request is not an IP address.",
        "A request comes from one address; ranges belong into policies.",
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:user/alice","network":{"sourceIp":"198.51.100.0/24"}"#
        )],
        [RIGHT],
    ),
    about!(
        "invalid-principal",
        Error,
        ["PRIN", "CK"],
        "An ARN names nobody who can sign in, or a pattern matches no such ARN.",
        "The root user, users, roles and federated users sign in, each told by a whole ARN.",
        [of_request!(
            r#""principal":"alice","network":{"sourceIp":"198.51.100.7"}"#
        )],
        [RIGHT],
    ),
    about!(
        "invalid-region",
        Error,
        ["EP"],
        "A text does not have the shape of a Region, or `regions` of one of `networks` is empty.",
        "Policies compare `aws:RequestedRegion` with names such as `eu-west-1`.",
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:user/alice","network":{"sourceIp":"198.51.100.7"},"region":"Ireland""#
        )],
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:user/alice","network":{"sourceIp":"198.51.100.7"},"region":"eu-west-1""#
        )],
    ),
    about!(
        "invalid-resource",
        Error,
        ["SAR"],
        "`resource` of a request is not the ARN of a console or an OAuth client.",
        "A sign-in is to one of these. Leave it out for the console.",
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:user/alice","network":{"sourceIp":"198.51.100.7"},"resource":"arn:aws:s3:::bucket""#
        )],
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:user/alice","network":{"sourceIp":"198.51.100.7"},"resource":"arn:aws:signin:::console/canvas""#
        )],
    ),
    about!(
        "invalid-vpc-id",
        Error,
        ["API"],
        "The id of a VPC is not `vpc-` and 8 or 17 hexadecimal digits.",
        "No VPC has it, so policies that compare `aws:SourceVpc` would be decided for none.",
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:user/alice","network":{"vpc":"vpc-0abc123def456789","sourceIp":"10.0.0.7"}"#
        )],
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:user/alice","network":{"vpc":"vpc-0abc123def4567890","sourceIp":"10.0.0.7"}"#
        )],
    ),
    about!(
        "missing-field",
        Error,
        NONE,
        "A member that must be there is not.",
        "What it says decides, and it is not guessed.",
        [of_request!(r#""network":{"sourceIp":"198.51.100.7"}"#)],
        [RIGHT],
    ),
    about!(
        "missing-network",
        Error,
        ["CK"],
        "The request does not say from where it comes, or one of `networks` says neither addresses nor an endpoint.",
        "From where a sign-in comes decides whether a network perimeter lets it in.",
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:user/alice""#
        )],
        [RIGHT],
    ),
    about!(
        "mixed-network",
        Error,
        ["CK", "GCK"],
        "A request has keys of the public internet and of a VPC endpoint.",
        "One request takes one path. `aws:SourceIp` and `aws:SourceVpc` are never there together.",
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:user/alice","network":{"sourceIp":"198.51.100.7"},"context":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}"#
        )],
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:user/alice","network":{"vpc":"vpc-0a1b2c3d4e5f60718","sourceIp":"10.0.0.7"}"#
        )],
    ),
    about!(
        "service-linked-role",
        Error,
        ["RCP"],
        "A request is of a service-linked role.",
        "Services act as such a role, and nobody signs in as one.",
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS","network":{"sourceIp":"198.51.100.7"}"#
        )],
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:role/Admin","network":{"sourceIp":"198.51.100.7"}"#
        )],
    ),
    about!(
        "session-principal",
        Error,
        ["GCK", "CK"],
        "A request is of the session of a role.",
        "Policies see the role: `signin:PrincipalArn` and `aws:PrincipalArn` hold its ARN.",
        [of_request!(
            r#""principal":"arn:aws:sts::111122223333:assumed-role/Admin/alice","network":{"sourceIp":"198.51.100.7"}"#
        )],
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:role/Admin","network":{"sourceIp":"198.51.100.7"}"#
        )],
    ),
    about!(
        "source-ip-not-public",
        Warning,
        ["CK", "RFC 6890"],
        "`sourceIp` without a VPC endpoint is a private, loopback, link-local, shared or reserved address.",
        "No request over the internet comes from there: most likely it came through an endpoint, and then other keys are there.",
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:user/alice","network":{"sourceIp":"10.0.0.7"}"#
        )],
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:user/alice","network":{"vpc":"vpc-0a1b2c3d4e5f60718","sourceIp":"10.0.0.7"}"#
        )],
    ),
    about!(
        "too-many-context-keys",
        Error,
        NONE,
        "A request gives more context keys than are read.",
        "Only those that a policy tests decide.",
        [made(|| {
            let before = "\"requests\":[{\"principal\":\"arn:aws:iam::111122223333:user/alice\",\"network\":{\"sourceIp\":\"198.51.100.7\"},\"context\":{";
            many(
                before,
                CONTEXT_KEYS + 1,
                |at| format!("\"aws:PrincipalTag/{at}\":\"x\""),
                "}}]",
            )
        })],
        [RIGHT],
    ),
    about!(
        "unknown-entry",
        Error,
        ["UG", "UG-CLI"],
        "`entry` is none of `console`, `login-local` and `login-remote`.",
        "A sign-in to the console is decided otherwise than one of `aws login`.",
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:user/alice","network":{"sourceIp":"198.51.100.7"},"entry":"browser""#
        )],
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:user/alice","network":{"sourceIp":"198.51.100.7"},"entry":"console""#
        )],
    ),
    about!(
        "unknown-field",
        Error,
        NONE,
        "A member is none that a case file has.",
        "It would be passed over, and what it says would not be decided.",
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:user/alice","network":{"sourceIp":"198.51.100.7"},"mfa":true"#
        )],
        [RIGHT],
    ),
    about!(
        "unknown-value",
        Error,
        NONE,
        "A word is none of those that are allowed.",
        "What it says is not guessed.",
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:user/alice","network":{"sourceIp":"198.51.100.7"},"expect":{"outcome":"alowed"}"#
        )],
        [of_request!(
            r#""principal":"arn:aws:iam::111122223333:user/alice","network":{"sourceIp":"198.51.100.7"},"expect":{"outcome":"allowed"}"#
        )],
    ),
    about!(
        "wrong-value",
        Error,
        NONE,
        "A value of the right JSON type is none that the member takes.",
        "What it says is not guessed.",
        [Sample::Case(
            r#"{"vestibule":1,"policies":{},"requests":[],"suppressions":[{"rule":"VST005","statement":99999999999,"reason":"a sandbox"}]}"#
        )],
        [Sample::Case(
            r#"{"vestibule":1,"policies":{},"requests":[],"suppressions":[{"rule":"VST005","statement":0,"reason":"a sandbox"}]}"#
        )],
    ),
];
