//! What the values of a condition key may be, as far as anybody knows.

use vestibule_iam::condition::{Base, Operator};
use vestibule_iam::policy::Shape;
use vestibule_signin::VOCABULARY;
use vestibule_signin::keys::{self, ValueType};

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
    if let Some(rule) = VOCABULARY.operand_rule(key)
        && let Shape::OneOf(values) = rule.shape
    {
        return fixed(values);
    }
    let kind = keys::value_type(key);
    let names: &[String] = match kind {
        _ if base == Some(Base::IpAddress) => &used.addresses,
        ValueType::Address => &used.addresses,
        ValueType::Vpc => &used.vpcs,
        ValueType::Endpoint => &used.endpoints,
        ValueType::Region => &used.regions,
        ValueType::Account => &used.accounts,
        ValueType::Organization => &used.organizations,
        ValueType::PrincipalArn => &used.arns,
        ValueType::Text
        | ValueType::Date
        | ValueType::Number
        | ValueType::EpochSeconds
        | ValueType::Boolean
        | ValueType::Arn
        | ValueType::OrganizationPath
        | ValueType::Service
        | ValueType::Word => match base {
            Some(Base::Arn) => &used.arns,
            _ => &[],
        },
    };
    let used = names.iter().map(|name| (name.clone(), true));
    let others = REGIONS
        .iter()
        .filter(|region| kind == ValueType::Region && names.iter().all(|name| name != *region));
    used.chain(others.map(|region| ((*region).to_owned(), false)))
        .collect()
}

/// A value to begin with where the workspace has none: it shows what values look like.
pub(super) fn example(key: &str) -> &'static str {
    keys::example(key).unwrap_or_default()
}

/// Whether values of `key` are of the family that `operator` compares; true where nothing is
/// known against it.
pub(super) fn fits(key: &str, operator: Operator) -> bool {
    keys::is_compared_by(key, operator.base)
}
