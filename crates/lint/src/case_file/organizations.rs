//! What is wrong with an organization of a case file and its accounts.

use vestibule_iam::problem::Severity::Error;
use vestibule_syntax::limits::ORGANIZATION_ACCOUNTS;

use super::{NONE, about, made, many};
use crate::{Check, Doc, Rule, Sample};

/// A case with an organization of this tree, and these members beside it.
macro_rules! of_tree {
    ($tree:literal, $beside:literal) => {
        Sample::Case(concat!(
            r#"{"vestibule":1,"organization":{"id":"o-a1b2c3d4e5","managementAccount":"111122223333","tree":"#,
            $tree,
            "}",
            $beside,
            "}"
        ))
    };
}

/// A case with an organization of two accounts, and these members in it and beside it.
macro_rules! of_two {
    ($within:literal, $beside:literal) => {
        Sample::Case(concat!(
            r#"{"vestibule":1,"organization":{"id":"o-a1b2c3d4e5","managementAccount":"111122223333","tree":{"id":"r-ab12","accounts":["111122223333"],"children":[{"id":"ou-ab12-11111111","accounts":["222233334444"]}]}"#,
            $within,
            "}",
            $beside,
            "}"
        ))
    };
}

const SOUND: Sample = of_two!("", r#","policies":{},"requests":[]"#);

pub(super) static DOCS: &[Doc] = &[
    about!(
        "account-not-active",
        Error,
        NONE,
        "A request signs in to an account whose `state` is not `ACTIVE`.",
        "AWS closes such an account by other means than policies, so that they do not say who signs in.",
        [of_two!(
            r#","accounts":[{"id":"222233334444","state":"SUSPENDED"}]"#,
            r#","policies":{},"requests":[{"principal":"arn:aws:iam::222233334444:user/alice","network":{"sourceIp":"198.51.100.7"}}]"#
        )],
        [of_two!(
            r#","accounts":[{"id":"222233334444","state":"ACTIVE"}]"#,
            r#","policies":{},"requests":[{"principal":"arn:aws:iam::222233334444:user/alice","network":{"sourceIp":"198.51.100.7"}}]"#
        )],
    ),
    about!(
        "account-not-in-organization",
        Error,
        NONE,
        "An account is not in the tree of the organization.",
        "What binds an account follows from its place in the tree, and without one nothing is decided.",
        [
            of_two!(
                "",
                r#","policies":{},"requests":[{"principal":"arn:aws:iam::444455556666:user/alice","network":{"sourceIp":"198.51.100.7"}}]"#
            ),
            of_two!(
                r#","accounts":[{"id":"444455556666"}]"#,
                r#","policies":{},"requests":[]"#
            ),
        ],
        [of_two!(
            "",
            r#","policies":{},"requests":[{"principal":"arn:aws:iam::222233334444:user/alice","network":{"sourceIp":"198.51.100.7"}}]"#
        )],
    ),
    about!(
        "account-not-told",
        Error,
        NONE,
        "Beside `organization` stands what is about one account, and nothing says which.",
        "An organization has many accounts, and each has a resource-based policy and a switch of its own.",
        [
            of_two!(
                "",
                r#","account":{"consoleAuthorization":true},"policies":{},"requests":[]"#
            ),
            of_two!(
                "",
                r#","policies":{"resourceBased":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"signin:*","Resource":"*"}]}},"requests":[]"#
            ),
        ],
        [of_two!(
            "",
            r#","account":{"id":"222233334444"},"policies":{"resourceBased":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"signin:*","Resource":"*"}]}},"requests":[]"#
        )],
    ),
    about!(
        "account-twice",
        Error,
        NONE,
        "An account stands twice in the tree, or twice in `organization.accounts`.",
        "An account is in one root or unit.",
        [of_tree!(
            r#"{"id":"r-ab12","accounts":["111122223333"],"children":[{"id":"ou-ab12-11111111","accounts":["111122223333"]}]}"#,
            r#","policies":{},"requests":[]"#
        )],
        [SOUND],
    ),
    about!(
        "endpoint-not-told",
        Error,
        ["VPCE"],
        "The policy of a VPC endpoint of an account does not say which endpoint it is attached to.",
        "It binds everyone who comes through the endpoint, from any account.",
        [of_two!(
            r#","accounts":[{"id":"222233334444","policies":{"vpcEndpoint":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"signin:*","Resource":"*"}]}}]}}]"#,
            r#","policies":{},"requests":[]"#
        )],
        [of_two!(
            r#","accounts":[{"id":"222233334444","policies":{"vpcEndpoint":[{"endpoint":"vpce-0a1b2c3d4e5f60718","document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"signin:*","Resource":"*"}]}}]}}]"#,
            r#","policies":{},"requests":[]"#
        )],
    ),
    about!(
        "management-account-missing",
        Error,
        ["RCP"],
        "The management account is not in the tree.",
        "RCPs and SCPs do not bind it, so that a wrong id would bind it and spare another.",
        [of_tree!(
            r#"{"id":"r-ab12","accounts":["222233334444"]}"#,
            r#","policies":{},"requests":[]"#
        )],
        [SOUND],
    ),
    about!(
        "not-attached",
        Error,
        ["RCPEVAL", "SCPEVAL"],
        "An RCP or SCP beside an `organization` has no `attachedTo`.",
        "Which accounts it binds follows from where it is attached.",
        [of_two!(
            "",
            r#","policies":{"serviceControl":[{"document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}]},"requests":[]"#
        )],
        [of_two!(
            "",
            r#","policies":{"serviceControl":[{"attachedTo":["r-ab12"],"document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}]},"requests":[]"#
        )],
    ),
    about!(
        "organization-contradiction",
        Error,
        NONE,
        "`account` and `organization` say two things of one account.",
        "Only one of them would be decided.",
        [of_two!(
            r#","consoleAuthorization":false"#,
            r#","account":{"id":"222233334444","consoleAuthorization":true},"policies":{},"requests":[]"#
        )],
        [of_two!(
            r#","consoleAuthorization":false"#,
            r#","account":{"id":"222233334444","consoleAuthorization":false},"policies":{},"requests":[]"#
        )],
    ),
    about!(
        "organization-not-answered",
        Error,
        NONE,
        "A case file with `organization` is asked for what is answered for one account alone.",
        "`decide`, `test`, `check`, `map`, `lockout`, `prove` and `diff` take an organization.",
        [],
        []
    ),
    about!(
        "organization-too-deep",
        Error,
        ["LIM"],
        "The tree of an organization has more than five levels of units.",
        "AWS Organizations allows no more.",
        [of_tree!(
            r#"{"id":"r-ab12","accounts":["111122223333"],"children":[{"id":"ou-ab12-11111111","children":[{"id":"ou-ab12-22222222","children":[{"id":"ou-ab12-33333333","children":[{"id":"ou-ab12-44444444","children":[{"id":"ou-ab12-55555555","children":[{"id":"ou-ab12-66666666"}]}]}]}]}]}]}"#,
            r#","policies":{},"requests":[]"#
        )],
        [SOUND],
    ),
    about!(
        "organization-too-large",
        Error,
        ["LIM"],
        "An organization has more accounts or units than are read.",
        "The limit is far above what AWS Organizations allows without asking.",
        [made(|| {
            let accounts = ORGANIZATION_ACCOUNTS + 1;
            let before = "\"organization\":{\"id\":\"o-a1b2c3d4e5\",\"managementAccount\":\"000000000000\",\"tree\":{\"id\":\"r-ab12\",\"accounts\":[";
            many(before, accounts, |at| format!("\"{at:012}\""), "]}}")
        })],
        [SOUND],
    ),
    about!(
        "unit-twice",
        Error,
        NONE,
        "A root or unit stands twice in the tree of an organization.",
        "A unit is below one root or unit, and never below itself.",
        [of_tree!(
            r#"{"id":"r-ab12","accounts":["111122223333"],"children":[{"id":"ou-ab12-11111111","children":[{"id":"ou-ab12-11111111"}]}]}"#,
            r#","policies":{},"requests":[]"#
        )],
        [SOUND],
    ),
    about!(
        "unknown-node",
        Error,
        ["RCPEVAL", "SCPEVAL"],
        "`attachedTo` names a root, unit or account that is not in the tree of the organization.",
        "The policy would bind nobody, or others than is meant.",
        [of_two!(
            "",
            r#","policies":{"serviceControl":[{"attachedTo":"ou-ab12-99999999","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}]},"requests":[]"#
        )],
        [of_two!(
            "",
            r#","policies":{"serviceControl":[{"attachedTo":"ou-ab12-11111111","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}]},"requests":[]"#
        )],
    ),
];
