//! What the values of a condition key may be, as far as anybody knows.

use vestibule_iam::condition::{Base, Operator};
use vestibule_iam::policy::Shape;
use vestibule_signin::VOCABULARY;

use super::regions::REGIONS;
use super::used::Used;

/// Values for `key` under `operator`: those that the language or AWS fixes, or those that the
/// workspace uses, for which the flag is true, and then the usual Regions.
pub(super) fn of(key: &str, operator: Option<Operator>, used: &Used) -> Vec<(String, bool)> {
    let fixed = |values: &[&str]| {
        values
            .iter()
            .map(|value| ((*value).to_owned(), false))
            .collect()
    };
    let base = operator.map(|operator| operator.base);
    if matches!(base, Some(Base::Bool | Base::Null)) {
        return fixed(&["true", "false"]);
    }
    let is = |other: &str| key.eq_ignore_ascii_case(other);
    if let Some(rule) = VOCABULARY.operand_rule(key)
        && let Shape::OneOf(values) = rule.shape
    {
        return fixed(values);
    }
    let names: &[String] =
        if is("aws:SourceIp") || is("aws:VpcSourceIp") || base == Some(Base::IpAddress) {
            &used.addresses
        } else if is("aws:SourceVpc") {
            &used.vpcs
        } else if is("aws:SourceVpce") {
            &used.endpoints
        } else if is("aws:RequestedRegion") {
            &used.regions
        } else if is("aws:PrincipalAccount") || is("aws:ResourceAccount") || is("aws:SourceAccount")
        {
            &used.accounts
        } else if is("aws:PrincipalOrgID") || is("aws:ResourceOrgID") || is("aws:SourceOrgID") {
            &used.organizations
        } else if is("aws:PrincipalArn") || is("signin:PrincipalArn") || base == Some(Base::Arn) {
            &used.arns
        } else {
            &[]
        };
    let used = names.iter().map(|name| (name.clone(), true));
    let others = REGIONS
        .iter()
        .filter(|region| is("aws:RequestedRegion") && names.iter().all(|name| name != *region));
    used.chain(others.map(|region| ((*region).to_owned(), false)))
        .collect()
}

/// A value to begin with where the workspace has none: it shows what values look like.
pub(super) fn example(key: &str) -> &'static str {
    match VOCABULARY.operand_rule(key) {
        Some(rule) => rule.example,
        None if key.eq_ignore_ascii_case("aws:SourceIp") => "203.0.113.0/24",
        None if key.eq_ignore_ascii_case("aws:VpcSourceIp") => "10.0.0.0/16",
        None => "",
    }
}

/// Whether values of `key` are of the family that `operator` compares; true where nothing is
/// known against it.
pub(super) fn fits(key: &str, operator: Operator) -> bool {
    let is = |names: &[&str]| names.iter().any(|name| key.eq_ignore_ascii_case(name));
    let address = is(&["aws:SourceIp", "aws:VpcSourceIp"]);
    let date = is(&["aws:CurrentTime", "aws:TokenIssueTime"]);
    let number = is(&["aws:MultiFactorAuthAge", "aws:EpochTime"]);
    let truth = is(&[
        "aws:SecureTransport",
        "aws:MultiFactorAuthPresent",
        "aws:PrincipalIsAWSService",
    ]);
    match operator.base {
        Base::IpAddress => address,
        Base::Date(_) => date || is(&["aws:EpochTime"]),
        Base::Numeric(_) => number,
        Base::Bool => truth,
        Base::Arn => is(&[
            "aws:PrincipalArn",
            "signin:PrincipalArn",
            "signin:OAuthClientId",
            "aws:ChatbotSourceArn",
            "aws:SignInSessionArn",
        ]),
        Base::Null => true,
        Base::Binary => false,
        Base::StringEquals | Base::StringEqualsIgnoreCase | Base::StringLike => {
            !(address || date || number || truth)
        }
    }
}
