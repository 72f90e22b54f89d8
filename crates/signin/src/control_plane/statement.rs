//! The parameters of one permission statement.

use vestibule_iam::cidr::{CidrError, parse_network};

use super::parameter::Parameter::{
    self, ClientToken, ConsoleSourceVpce, ExcludedPrincipal, RequestedRegion, SigninSourceVpce,
    SourceIp, SourceVpc, VpcSourceIp,
};
use super::refusal::{Refusal, RefusalReason};
use crate::principal::Principal;

/// What `put-resource-permission-statement` takes. Every parameter is optional in AWS's model.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PermissionStatement {
    /// `sourceVpc`.
    pub source_vpc: Option<String>,
    /// `signinSourceVpce`.
    pub signin_source_vpce: Option<String>,
    /// `consoleSourceVpce`.
    pub console_source_vpce: Option<String>,
    /// `vpcSourceIp`.
    pub vpc_source_ip: Option<String>,
    /// `sourceIp`.
    pub source_ip: Option<String>,
    /// `requestedRegion`.
    pub requested_region: Option<String>,
    /// `excludedPrincipal`.
    pub excluded_principal: Option<String>,
    /// `clientToken`, which is no part of what the statement says.
    pub client_token: Option<String>,
}

impl PermissionStatement {
    /// The parameters, in the order of AWS's model.
    pub const PARAMETERS: [Parameter; 8] = [
        SourceVpc,
        SigninSourceVpce,
        ConsoleSourceVpce,
        VpcSourceIp,
        SourceIp,
        RequestedRegion,
        ExcludedPrincipal,
        ClientToken,
    ];

    /// What a parameter says; `None` for one that the operation does not take.
    pub fn get(&self, parameter: Parameter) -> Option<&str> {
        match parameter {
            SourceVpc => &self.source_vpc,
            SigninSourceVpce => &self.signin_source_vpce,
            ConsoleSourceVpce => &self.console_source_vpce,
            VpcSourceIp => &self.vpc_source_ip,
            SourceIp => &self.source_ip,
            RequestedRegion => &self.requested_region,
            ExcludedPrincipal => &self.excluded_principal,
            ClientToken => &self.client_token,
            _ => &None,
        }
        .as_deref()
    }

    /// Where a parameter is kept; `None` for one that the operation does not take.
    pub fn get_mut(&mut self, parameter: Parameter) -> Option<&mut Option<String>> {
        Some(match parameter {
            SourceVpc => &mut self.source_vpc,
            SigninSourceVpce => &mut self.signin_source_vpce,
            ConsoleSourceVpce => &mut self.console_source_vpce,
            VpcSourceIp => &mut self.vpc_source_ip,
            SourceIp => &mut self.source_ip,
            RequestedRegion => &mut self.requested_region,
            ExcludedPrincipal => &mut self.excluded_principal,
            ClientToken => &mut self.client_token,
            _ => return None,
        })
    }

    /// Those that are there, in the order of the model.
    pub fn parameters(&self) -> impl Iterator<Item = (Parameter, &str)> {
        Self::PARAMETERS
            .into_iter()
            .filter_map(|parameter| Some((parameter, self.get(parameter)?)))
    }

    /// The VPC endpoints, each once: AWS compares both parameters with `aws:SourceVpce`. [API]
    pub fn endpoints(&self) -> Vec<&str> {
        let own = [&self.signin_source_vpce, &self.console_source_vpce];
        let mut endpoints: Vec<&str> = own.into_iter().flatten().map(String::as_str).collect();
        endpoints.dedup();
        endpoints
    }

    /// Whether it restricts networks or Regions at all.
    pub fn restricts(&self) -> bool {
        let mut parameters = self.parameters();
        parameters.any(|(parameter, _)| !matches!(parameter, ExcludedPrincipal | ClientToken))
    }

    /// Everything that is wrong with the parameters, in their order, and what is only worth
    /// knowing; see [`Refusal::is_warning`].
    pub fn check(&self) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        for (parameter, value) in self.parameters() {
            let refused = match parameter {
                SourceIp | VpcSourceIp => network(parameter, value),
                _ => parameter.check(value).err(),
            };
            refusals.extend(refused);
        }
        let in_a_region = [SourceVpc, SigninSourceVpce, ConsoleSourceVpce];
        let beside = in_a_region.into_iter().find(|one| self.get(*one).is_some());
        if let Some(beside) = beside.filter(|_| self.requested_region.is_none()) {
            let reason = RefusalReason::RequiredBeside(beside);
            refusals.push(Refusal::new(RequestedRegion, "", reason));
        }
        if !self.restricts() {
            refusals.push(Refusal::new(SourceIp, "", RefusalReason::RestrictsNothing));
        }
        let excluded = self.excluded_principal.as_deref();
        if let Some(arn) = excluded.filter(|arn| arn.contains(":federated-user/"))
            && ExcludedPrincipal.check(arn).is_ok()
        {
            refusals.push(Refusal::new(
                ExcludedPrincipal,
                arn,
                RefusalReason::FederatedUser,
            ));
        }
        refusals
    }
}

impl PermissionStatement {
    /// As [`PermissionStatement::check`], for a policy of `account`, where that is known.
    pub fn check_in(&self, account: Option<&str>) -> Vec<Refusal> {
        let mut refusals = self.check();
        let excluded = self.excluded_principal.as_deref();
        let excluded = excluded.and_then(|arn| Principal::parse(arn).ok());
        if let (Some(excluded), Some(account)) = (excluded, account)
            && excluded.account() != account
        {
            let reason = RefusalReason::AnotherAccount(account.to_owned());
            refusals.push(Refusal::new(ExcludedPrincipal, &excluded.arn, reason));
        }
        refusals
    }
}

/// What a policy that compares addresses with `value` would be refused for.
fn network(parameter: Parameter, value: &str) -> Option<Refusal> {
    let reason = match parse_network(value) {
        Ok(_) => return None,
        Err(CidrError::HostBits(network)) => RefusalReason::HostBits(network.to_string()),
        Err(CidrError::Malformed) => {
            let mut parts = value.split([',', ' ', ';']).filter(|part| !part.is_empty());
            let is_list =
                value.contains([',', ' ', ';']) && parts.all(|part| parse_network(part).is_ok());
            if is_list {
                RefusalReason::SeveralNetworks
            } else {
                RefusalReason::NotANetwork
            }
        }
    };
    Some(Refusal::new(parameter, value, reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(parameters: &[(Parameter, &str)]) -> PermissionStatement {
        let mut statement = PermissionStatement::default();
        for (parameter, value) in parameters {
            *statement.get_mut(*parameter).unwrap() = Some((*value).to_owned());
        }
        statement
    }

    #[test]
    fn every_parameter_is_kept_and_found() {
        let names: Vec<(Parameter, &str)> = PermissionStatement::PARAMETERS
            .into_iter()
            .map(|parameter| (parameter, parameter.name()))
            .collect();
        let told = statement(&names);
        assert_eq!(told.parameters().collect::<Vec<_>>(), names);
        assert_eq!(told.get(Parameter::TargetId), None);
    }

    #[test]
    fn statements_are_held_against_model_and_documentation() {
        let arn = "arn:aws:iam::111122223333:role/BreakGlass";
        type Row<'t> = (&'t [(Parameter, &'t str)], &'t [&'t str]);
        let rows: &[Row<'_>] = &[
            (
                &[(SourceIp, "203.0.113.0/24"), (ExcludedPrincipal, arn)],
                &[],
            ),
            (&[(SourceIp, "203.0.113.7")], &[]),
            (&[(SourceIp, "2001:db8::/32")], &[]),
            (&[(SourceIp, "2001:db8::5/64")], &["invalid-parameter"]),
            (
                &[(SourceIp, "203.0.113.0/24,198.51.100.0/24")],
                &["invalid-parameter"],
            ),
            (&[(SourceIp, "{{IP_ADDRESS}}")], &["invalid-parameter"]),
            (&[(SourceIp, "")], &["invalid-parameter"]),
            (&[(SourceVpc, "vpc-0a1b2c3d")], &["missing-parameter"]),
            (
                &[(ConsoleSourceVpce, "vpce-0a1b2c3d")],
                &["missing-parameter"],
            ),
            (
                &[(SourceVpc, "vpc-0a1b2c3d"), (RequestedRegion, "eu-west-1")],
                &[],
            ),
            (
                &[
                    (SourceVpc, "vpc-0abc123def456789"),
                    (RequestedRegion, "us-west-2"),
                ],
                &["vpc-of-aws-example"],
            ),
            (&[(RequestedRegion, "eu-west-1")], &[]),
            (
                &[(ExcludedPrincipal, arn)],
                &["statement-restricts-nothing"],
            ),
            (&[], &["statement-restricts-nothing"]),
            (
                &[
                    (SourceIp, "203.0.113.0/24"),
                    (
                        ExcludedPrincipal,
                        "arn:aws:sts::111122223333:federated-user/Bob",
                    ),
                ],
                &["excluded-federated-user"],
            ),
            (
                &[
                    (SourceIp, "203.0.113.0/24"),
                    (
                        ExcludedPrincipal,
                        "arn:aws:iam::111122223333:role/team/Admin",
                    ),
                    (ClientToken, "two words"),
                ],
                &["excluded-principal-not-taken", "invalid-parameter"],
            ),
        ];
        for (parameters, expected) in rows {
            let refusals = statement(parameters).check();
            let codes: Vec<&str> = refusals.iter().map(Refusal::code).collect();
            assert_eq!(codes, *expected, "{parameters:?}");
            for refusal in &refusals {
                assert!(!refusal.message().to_string().is_empty());
                assert!(!refusal.help().to_string().is_empty());
            }
        }
    }

    #[test]
    fn a_principal_of_another_account_is_told() {
        let arn = "arn:aws:iam::111122223333:role/BreakGlass";
        let put = statement(&[(SourceIp, "203.0.113.0/24"), (ExcludedPrincipal, arn)]);
        assert_eq!(put.check_in(Some("111122223333")), []);
        assert_eq!(put.check_in(None), []);
        let told = put.check_in(Some("444455556666"));
        assert_eq!(told[0].code(), "excluded-principal-of-another-account");
        assert!(told[0].is_warning());
    }

    #[test]
    fn one_endpoint_in_both_parameters_is_one() {
        let twice = statement(&[
            (SigninSourceVpce, "vpce-0a1b2c3d"),
            (ConsoleSourceVpce, "vpce-0a1b2c3d"),
        ]);
        assert_eq!(twice.endpoints(), ["vpce-0a1b2c3d"]);
    }
}
