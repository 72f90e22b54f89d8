//! What is wrong with what a case says beside its requests.

use vestibule_iam::problem::Severity::{Error, Warning};
use vestibule_syntax::limits::{GUARANTEES, NAMED_NETWORKS, PATH_NODES, POLICIES};

use super::{NONE, RIGHT, about, made, many, with};
use crate::{Check, Doc, Rule, Sample};

pub(super) static DOCS: &[Doc] = &[
    about!(
        "duplicate-guarantee",
        Error,
        NONE,
        "Two of `guarantees` have the same name, or one is called `perimeter` beside a `perimeter`.",
        "Answers name each guarantee that is proven or refuted.",
        [with!(
            r#""account":{"id":"111122223333"},"guarantees":[{"name":"inside","principals":"any","from":"anywhere","outcome":"denied"},{"name":"inside","principals":"any","from":"anywhere","outcome":"allowed"}],"policies":{},"requests":[]"#
        )],
        [with!(
            r#""account":{"id":"111122223333"},"guarantees":[{"name":"inside","principals":"any","from":"anywhere","outcome":"allowed"}],"policies":{},"requests":[]"#
        )],
    ),
    about!(
        "duplicate-network",
        Error,
        NONE,
        "Two of `networks` have the same name.",
        "Guarantees speak of networks by their names.",
        [with!(
            r#""networks":[{"name":"office","sourceIp":["198.51.100.0/24"]},{"name":"office","sourceIp":["192.0.2.0/24"]}],"policies":{},"requests":[]"#
        )],
        [with!(
            r#""networks":[{"name":"office","sourceIp":["198.51.100.0/24"]},{"name":"branch","sourceIp":["192.0.2.0/24"]}],"policies":{},"requests":[]"#
        )],
    ),
    about!(
        "empty-list",
        Error,
        NONE,
        "A list of a guarantee names nothing.",
        "The guarantee would be about no sign-in, and so always hold.",
        [with!(
            r#""account":{"id":"111122223333"},"guarantees":[{"name":"inside","principals":[],"from":"anywhere","outcome":"allowed"}],"policies":{},"requests":[]"#
        )],
        [with!(
            r#""account":{"id":"111122223333"},"guarantees":[{"name":"inside","principals":"any","from":"anywhere","outcome":"allowed"}],"policies":{},"requests":[]"#
        )],
    ),
    about!(
        "fixed-assumption",
        Error,
        NONE,
        "`assumptions` switches a point that has no other reading.",
        "The decision would be the same, and the file says that it is another one.",
        [with!(
            r#""assumptions":{"J4":false},"requests":[],"policies":{}"#
        )],
        [with!(
            r#""assumptions":{"J10":false},"requests":[],"policies":{}"#
        )],
    ),
    about!(
        "identity-center-not-used",
        Warning,
        ["UG", "IDC"],
        "A role of IAM Identity Center signs in, and `account.identityCenter` says that it is not used.",
        "Answers about all sign-ins leave its roles out, so a lockout of them would not be told.",
        [with!(
            r#""account":{"id":"111122223333","identityCenter":false},"requests":[{"principal":"arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef","network":{"sourceIp":"198.51.100.7"}}],"policies":{}"#
        )],
        [with!(
            r#""account":{"id":"111122223333","identityCenter":true},"requests":[{"principal":"arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef","network":{"sourceIp":"198.51.100.7"}}],"policies":{}"#
        )],
    ),
    about!(
        "invalid-account-id",
        Error,
        ["PRIN"],
        "The id of an account is not twelve digits.",
        "No account has it, so no policy that names an account is about it. Without quotes, leading zeros are lost.",
        [with!(
            r#""account":{"id":"11112222333"},"requests":[],"policies":{}"#
        )],
        [with!(
            r#""account":{"id":"011122223333"},"requests":[],"policies":{}"#
        )],
    ),
    about!(
        "invalid-client",
        Error,
        ["CK"],
        "`clientId` of one of `oauthClients` is not the ARN of an OAuth client.",
        "Policies compare `signin:OAuthClientId` with the ARN of a client.",
        [with!(
            r#""networks":[{"name":"office","sourceIp":["198.51.100.0/24"]}],"oauthClients":[{"clientId":"cli","tokenFrom":["office"]}],"policies":{},"requests":[]"#
        )],
        [with!(
            r#""networks":[{"name":"office","sourceIp":["198.51.100.0/24"]}],"oauthClients":[{"clientId":"arn:aws:signin:::devtools/same-device","tokenFrom":["office"]}],"policies":{},"requests":[]"#
        )],
    ),
    about!(
        "invalid-service-name",
        Error,
        ["PL"],
        "`serviceName` of one of `vpcEndpoints` is not a name such as `com.amazonaws.eu-west-1.signin`.",
        "The name says which service an endpoint leads to.",
        [with!(
            r#""vpcEndpoints":[{"vpc":"vpc-0a1b2c3d4e5f60718","serviceName":"signin"}],"policies":{},"requests":[]"#
        )],
        [with!(
            r#""vpcEndpoints":[{"vpc":"vpc-0a1b2c3d4e5f60718","serviceName":"com.amazonaws.us-east-1.signin"}],"policies":{},"requests":[]"#
        )],
    ),
    about!(
        "invalid-day",
        Error,
        NONE,
        "`expires` is not a day such as `2027-06-30`.",
        "Nobody knows when it ends.",
        [with!(
            r#""account":{"id":"111122223333"},"guarantees":[{"name":"inside","principals":"any","from":"anywhere","outcome":"allowed","expires":"June 2027"}],"policies":{},"requests":[]"#
        )],
        [with!(
            r#""account":{"id":"111122223333"},"guarantees":[{"name":"inside","principals":"any","from":"anywhere","outcome":"allowed","expires":"2027-06-30"}],"policies":{},"requests":[]"#
        )],
    ),
    about!(
        "invalid-node",
        Error,
        ["RCP", "SCP"],
        "`attachedTo` or `path` names no root, organizational unit or account.",
        "Whether a policy binds the account follows from where it is attached.",
        [with!(
            r#""policies":{"serviceControl":[{"attachedTo":"Production","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}]},"requests":[]"#
        )],
        [with!(
            r#""policies":{"serviceControl":[{"attachedTo":"ou-ab12-11111111","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}]},"requests":[]"#
        )],
    ),
    about!(
        "invalid-organization-id",
        Error,
        ["GCK"],
        "The id of an organization is not `o-` and 10 to 32 letters or digits.",
        "No organization has it, so policies that compare `aws:PrincipalOrgID` would be decided for none.",
        [with!(
            r#""account":{"id":"111122223333","organization":{"id":"o-1"}},"requests":[],"policies":{}"#
        )],
        [with!(
            r#""account":{"id":"111122223333","organization":{"id":"o-a1b2c3d4e5"}},"requests":[],"policies":{}"#
        )],
    ),
    about!(
        "invalid-range",
        Error,
        ["CK"],
        "`sourceIp` of one of `networks` names something that is neither an address nor a range.",
        "Nobody comes from it, so that what is said of the network would hold for no sign-in.",
        [with!(
            r#""networks":[{"name":"office","sourceIp":["198.51.100.0/33"]}],"policies":{},"requests":[]"#
        )],
        [with!(
            r#""networks":[{"name":"office","sourceIp":["198.51.100.0/24"]}],"policies":{},"requests":[]"#
        )],
    ),
    about!(
        "path-too-long",
        Error,
        ["LIM"],
        "`account.organization.path` names more nodes than are read.",
        "An organization has a root and at most five levels of units.",
        [made(|| {
            let nodes = PATH_NODES + 1;
            let before = "\"account\":{\"id\":\"111122223333\",\"organization\":{\"path\":[";
            many(before, nodes, |at| format!("\"ou-ab12-{at:08}\""), "]}}")
        })],
        [with!(
            r#""account":{"id":"111122223333","organization":{"path":["r-ab12","ou-ab12-11111111"]}},"policies":{},"requests":[]"#
        )],
    ),
    about!(
        "too-many-guarantees",
        Error,
        NONE,
        "A case has more guarantees than are read.",
        "One guarantee can be about many principals and networks.",
        [made(|| {
            many(
                "\"account\":{\"id\":\"111122223333\"},\"guarantees\":[",
                GUARANTEES + 1,
                |at| {
                    format!(
                        "{{\"name\":\"g{at}\",\"principals\":\"any\",\"from\":\"anywhere\",\"outcome\":\"allowed\"}}"
                    )
                },
                "]",
            )
        })],
        [RIGHT],
    ),
    about!(
        "too-many-networks",
        Error,
        NONE,
        "A case names more networks than are read.",
        "One network can have many ranges.",
        [made(|| {
            many(
                "\"networks\":[",
                NAMED_NETWORKS + 1,
                |at| format!("{{\"name\":\"n{at}\",\"sourceIp\":[\"198.51.100.0/24\"]}}"),
                "]",
            )
        })],
        [RIGHT],
    ),
    about!(
        "too-many-policies",
        Error,
        ["LIM"],
        "A case has more policies than are read.",
        "No account has as many, from its organization down to its principals.",
        [made(|| {
            many(
                "\"policies\":{\"resourceControl\":[",
                POLICIES + 1,
                |_| "{\"document\":{}}".to_owned(),
                "]}",
            )
        })],
        [RIGHT],
    ),
    about!(
        "unknown-assumption",
        Error,
        NONE,
        "`assumptions` names a point that the register does not have.",
        "Nothing would be switched, and the decision would be the shipped one.",
        [with!(
            r#""assumptions":{"J999":false},"requests":[],"policies":{}"#
        )],
        [with!(
            r#""assumptions":{"J10":false},"requests":[],"policies":{}"#
        )],
    ),
    about!(
        "unknown-network",
        Error,
        NONE,
        "A guarantee names a network that is none of `networks`, or speaks of networks where there are none.",
        "What it is about is not known.",
        [with!(
            r#""account":{"id":"111122223333"},"networks":[{"name":"office","sourceIp":["198.51.100.0/24"]}],"guarantees":[{"name":"inside","principals":"any","from":["ofice"],"outcome":"allowed"}],"policies":{},"requests":[]"#
        )],
        [with!(
            r#""account":{"id":"111122223333"},"networks":[{"name":"office","sourceIp":["198.51.100.0/24"]}],"guarantees":[{"name":"inside","principals":"any","from":["office"],"outcome":"allowed"}],"policies":{},"requests":[]"#
        )],
    ),
    about!(
        "unsupported-version",
        Error,
        NONE,
        "`vestibule` is not 1.",
        "The file is of another version of the contract, in which members may mean something else.",
        [Sample::Case(
            r#"{"vestibule":2,"policies":{},"requests":[]}"#
        )],
        [Sample::Case(
            r#"{"vestibule":1,"policies":{},"requests":[]}"#
        )],
    ),
];
