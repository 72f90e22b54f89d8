use super::*;
use crate::control_plane::Parameter::{
    self, ConsoleSourceVpce, ExcludedPrincipal, RequestedRegion, SigninSourceVpce, SourceIp,
    SourceVpc, VpcSourceIp,
};

const ROLE: &str = "arn:aws:iam::111122223333:role/BreakGlassRole";
const USER: &str = "arn:aws:iam::111122223333:user/EmergencyAdmin";
const OFFICE: &str = "203.0.113.0/24";
const HOME: &str = "198.51.100.0/24";
const VPC: &str = "vpc-0a1b2c3d4e5f60718";

fn statement(parameters: &[(Parameter, &str)]) -> PermissionStatement {
    let mut statement = PermissionStatement::default();
    for (parameter, value) in parameters {
        *statement.get_mut(*parameter).unwrap() = Some((*value).to_owned());
    }
    statement
}

/// The statements as lines: actions, and conditions without the account.
fn lines(statements: &[PermissionStatement], switched: &[Assumption]) -> Vec<String> {
    let switched = switched.iter().copied().collect();
    let made = policy(statements, Some("111122223333"), switched);
    let line = |one: &PolicyStatement| {
        let (account, conditions) = one.conditions.split_last().unwrap();
        assert_eq!(account.key, "aws:ResourceAccount");
        let stage = match one.actions {
            BEFORE => "before",
            AFTER => "after",
            _ => "all",
        };
        let conditions = conditions
            .iter()
            .map(|of| format!("{} {} {}", of.operator, of.key, of.values.join("|")));
        let conditions: Vec<String> = conditions.collect();
        format!("{stage}: {}", conditions.join(", "))
    };
    made.iter().map(line).collect()
}

#[test]
fn an_address_and_a_principal_make_example_2() {
    let put = statement(&[(SourceIp, OFFICE), (ExcludedPrincipal, ROLE)]);
    assert_eq!(
        lines(&[put], &[]),
        [
            format!(
                "before: ArnNotEquals signin:PrincipalArn {ROLE}, NotIpAddress aws:SourceIp {OFFICE}"
            ),
            format!(
                "after: ArnNotEquals aws:PrincipalArn {ROLE}, NotIpAddress aws:SourceIp {OFFICE}"
            ),
        ]
    );
}

#[test]
fn a_vpc_is_pinned_to_its_region() {
    let put = statement(&[
        (SourceVpc, VPC),
        (RequestedRegion, "us-west-2"),
        (ExcludedPrincipal, USER),
    ]);
    let before = format!("ArnNotEquals signin:PrincipalArn {USER}");
    let after = format!("ArnNotEquals aws:PrincipalArn {USER}");
    let outside = format!("StringNotEquals aws:SourceVpc {VPC}");
    let pin = format!(
        "StringEquals aws:SourceVpc {VPC}, StringNotEqualsIfExists aws:RequestedRegion us-west-2"
    );
    let everywhere = "StringNotEqualsIfExists aws:RequestedRegion us-west-2";
    let put = [put];
    assert_eq!(
        lines(&put, &[]),
        [
            format!("before: {before}, {outside}"),
            format!("after: {after}, {outside}"),
            format!("before: {before}, {pin}"),
            format!("after: {after}, {pin}"),
        ]
    );
    // As in example 1, where the pin spares nobody.
    assert_eq!(
        lines(&put, &[Assumption::J42])[2..],
        [format!("all: {pin}")]
    );
    assert_eq!(
        lines(&put, &[Assumption::J41])[2..],
        [
            format!("before: {before}, {everywhere}"),
            format!("after: {after}, {everywhere}"),
        ]
    );
}

#[test]
fn networks_of_one_statement_are_each_let_in() {
    let put = statement(&[
        (SourceVpc, VPC),
        (SigninSourceVpce, "vpce-0a1b2c3d"),
        (ConsoleSourceVpce, "vpce-0a1b2c3e"),
        (SourceIp, OFFICE),
        (RequestedRegion, "eu-west-1"),
    ]);
    let outside = format!(
        "NotIpAddressIfExists aws:SourceIp {OFFICE}, StringNotEquals aws:SourceVpc {VPC}, StringNotEquals aws:SourceVpce vpce-0a1b2c3d|vpce-0a1b2c3e"
    );
    let region = "StringNotEqualsIfExists aws:RequestedRegion eu-west-1";
    assert_eq!(
        lines(&[put], &[]),
        [
            format!("before: {outside}"),
            format!("after: {outside}"),
            format!("before: StringEquals aws:SourceVpc {VPC}, {region}"),
            format!("after: StringEquals aws:SourceVpc {VPC}, {region}"),
            format!("before: StringEquals aws:SourceVpce vpce-0a1b2c3d|vpce-0a1b2c3e, {region}"),
            format!("after: StringEquals aws:SourceVpce vpce-0a1b2c3d|vpce-0a1b2c3e, {region}"),
        ]
    );
}

#[test]
fn an_address_inside_narrows_its_vpc() {
    let put = [statement(&[
        (SourceVpc, VPC),
        (VpcSourceIp, "10.0.0.0/8"),
        (RequestedRegion, "eu-west-1"),
    ])];
    let of_default = lines(&put, &[]);
    assert_eq!(
        of_default[0],
        format!("before: StringNotEquals aws:SourceVpc {VPC}")
    );
    assert_eq!(
        of_default[2],
        format!(
            "before: StringEquals aws:SourceVpc {VPC}, NotIpAddressIfExists aws:VpcSourceIp 10.0.0.0/8"
        )
    );
    assert_eq!(
        lines(&put, &[Assumption::J43])[0],
        format!(
            "before: StringNotEquals aws:SourceVpc {VPC}, NotIpAddressIfExists aws:VpcSourceIp 10.0.0.0/8"
        )
    );
    // Without a VPC there is nothing to narrow.
    let alone = [statement(&[(VpcSourceIp, "10.0.0.0/8")])];
    assert_eq!(
        lines(&alone, &[]),
        [
            "before: NotIpAddressIfExists aws:VpcSourceIp 10.0.0.0/8",
            "after: NotIpAddressIfExists aws:VpcSourceIp 10.0.0.0/8",
        ]
    );
}

#[test]
fn several_statements_are_independent_or_merged() {
    let puts = [
        statement(&[(SourceIp, OFFICE), (ExcludedPrincipal, ROLE)]),
        statement(&[(SourceIp, HOME), (ExcludedPrincipal, USER)]),
        statement(&[(SourceIp, HOME), (ExcludedPrincipal, USER)]),
    ];
    assert_eq!(lines(&puts, &[]).len(), 6);
    assert_eq!(
        lines(&puts, &[Assumption::J1]),
        [
            format!(
                "before: ArnNotEquals signin:PrincipalArn {ROLE}|{USER}, NotIpAddress aws:SourceIp {OFFICE}|{HOME}"
            ),
            format!(
                "after: ArnNotEquals aws:PrincipalArn {ROLE}|{USER}, NotIpAddress aws:SourceIp {OFFICE}|{HOME}"
            ),
        ]
    );
    assert_eq!(policy(&[], None, AssumptionSet::new()), []);
    let merged = [Assumption::J1].into_iter().collect();
    assert_eq!(policy(&[], None, merged), []);
}

#[test]
fn a_region_alone_binds_every_sign_in() {
    let put = [statement(&[
        (RequestedRegion, "eu-west-1"),
        (SourceIp, OFFICE),
    ])];
    assert_eq!(
        lines(&put, &[]),
        [
            format!("before: NotIpAddress aws:SourceIp {OFFICE}"),
            format!("after: NotIpAddress aws:SourceIp {OFFICE}"),
            "before: StringNotEqualsIfExists aws:RequestedRegion eu-west-1".to_owned(),
            "after: StringNotEqualsIfExists aws:RequestedRegion eu-west-1".to_owned(),
        ]
    );
}

#[test]
fn without_an_account_no_condition_names_it() {
    let put = [statement(&[(SourceIp, OFFICE)])];
    let made = policy(&put, None, AssumptionSet::new());
    assert_eq!(made[0].conditions.len(), 1);
}

#[test]
fn the_summary_has_every_parameter() {
    let put = statement(&[
        (SourceVpc, VPC),
        (VpcSourceIp, "10.0.0.0/8"),
        (RequestedRegion, "eu-west-1"),
        (ExcludedPrincipal, USER),
    ]);
    let keys: Vec<&str> = summary(&put).iter().map(|of| of.key).collect();
    assert_eq!(
        keys,
        [
            "aws:PrincipalArn",
            "aws:SourceVpc",
            "aws:VpcSourceIp",
            "aws:RequestedRegion"
        ]
    );
}
