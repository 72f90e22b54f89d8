//! Permission statements.

use proptest::prelude::*;
use proptest::sample::select;
use vestibule_signin::control_plane::PermissionStatement;

type Values = &'static [&'static str];

const VPCS: Values = &["vpc-0abc1234", "vpc-0def5678", "vpc-0123456789abcdef0"];
const ENDPOINTS: Values = &["vpce-0123456789abcdef0", "vpce-11111111"];
const INSIDE: Values = &["10.0.0.0/8", "203.0.113.0/24"];
const PUBLIC: Values = &["203.0.113.0/24", "198.51.100.7", "2001:db8::/32"];
const REGIONS: Values = &["us-east-1", "eu-west-1"];
const PRINCIPALS: Values = &[
    "arn:aws:iam::111122223333:root",
    "arn:aws:iam::111122223333:user/alice",
    "arn:aws:iam::111122223333:role/admin",
    "arn:aws:sts::111122223333:federated-user/carol",
];
const TOKENS: Values = &["unique-request-id-12345", r#"it's-"$(a)"-`b`-\c"#];

fn perhaps(weight: f64, values: Values) -> impl Strategy<Value = Option<String>> {
    prop::option::weighted(weight, select(values).prop_map(str::to_owned))
}

/// A permission statement that AWS takes, of account 111122223333.
pub fn permission_statement() -> impl Strategy<Value = PermissionStatement> {
    (
        perhaps(0.3, VPCS),
        perhaps(0.2, ENDPOINTS),
        perhaps(0.2, ENDPOINTS),
        perhaps(0.2, INSIDE),
        perhaps(0.6, PUBLIC),
        perhaps(0.3, REGIONS),
        perhaps(0.6, PRINCIPALS),
        perhaps(0.2, TOKENS),
    )
        .prop_map(
            |(vpc, of_sign_in, of_console, inside, public, region, excluded, token)| {
                let mut statement = PermissionStatement {
                    source_vpc: vpc,
                    signin_source_vpce: of_sign_in,
                    console_source_vpce: of_console,
                    vpc_source_ip: inside,
                    source_ip: public,
                    requested_region: region,
                    excluded_principal: excluded,
                    client_token: token,
                };
                let is_private =
                    statement.source_vpc.is_some() || !statement.endpoints().is_empty();
                if is_private && statement.requested_region.is_none() {
                    statement.requested_region = Some("us-east-1".to_owned());
                }
                if !statement.restricts() {
                    statement.source_ip = Some("203.0.113.0/24".to_owned());
                }
                statement
            },
        )
}
