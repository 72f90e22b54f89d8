//! The rules, one file each, in the order of their codes.

mod allow_list_without_sign_in;
mod allows_all_but;
mod create_account_without_effect;
mod denies_internet;
mod denies_vpc_endpoints;
mod endpoint_denies_authentication;
mod example_value;
mod exempts_nobody;
mod exempts_nobody_before;
mod for_all_values_allows;
mod if_exists_denies;
mod if_exists_without_effect;
mod ipv4_only;
mod key_never_there;
mod missing_set_prefix;
mod narrow_resource;
mod nobodys_arn;
mod operator_not_listed;
mod operator_of_wrong_type;
mod organization_before_authentication;
mod placeholder;
mod principal_before_authentication;
mod private_source_ip;
mod redundant_action;
mod redundant_resource;
mod redundant_statement;
mod redundant_value;
mod region_deny_covers_sign_in;
mod regions_without_us_east_1;
mod separate_network_statements;
mod set_prefix_on_single_value;
mod vpc_regions_without_us_east_1;
mod vpc_source_ip_alone;
mod vpc_without_region;
mod wildcard_in_id;

pub use example_value::{is_account_of_examples, is_network_of_documentation};
pub use placeholder::beside_statements;

use crate::{Doc, Rule};

/// All rules for one policy, in the order of their codes.
pub static RULES: &[&Rule] = &[
    &allow_list_without_sign_in::RULE,
    &allows_all_but::RULE,
    &create_account_without_effect::RULE,
    &denies_internet::RULE,
    &denies_vpc_endpoints::RULE,
    &endpoint_denies_authentication::RULE,
    &example_value::RULE,
    &exempts_nobody::RULE,
    &exempts_nobody_before::RULE,
    &for_all_values_allows::RULE,
    &if_exists_denies::RULE,
    &if_exists_without_effect::RULE,
    &ipv4_only::RULE,
    &key_never_there::RULE,
    &missing_set_prefix::RULE,
    &narrow_resource::RULE,
    &nobodys_arn::RULE,
    &operator_not_listed::RULE,
    &operator_of_wrong_type::RULE,
    &organization_before_authentication::RULE,
    &placeholder::RULE,
    &principal_before_authentication::RULE,
    &private_source_ip::RULE,
    &redundant_action::RULE,
    &redundant_resource::RULE,
    &redundant_statement::RULE,
    &redundant_value::RULE,
    &region_deny_covers_sign_in::RULE,
    &regions_without_us_east_1::RULE,
    &separate_network_statements::RULE,
    &set_prefix_on_single_value::RULE,
    &vpc_regions_without_us_east_1::RULE,
    &vpc_source_ip_alone::RULE,
    &vpc_without_region::RULE,
    &wildcard_in_id::RULE,
];

/// Their documentation, in the same order.
pub static DOCS: &[&Doc] = &[
    &allow_list_without_sign_in::DOC,
    &allows_all_but::DOC,
    &create_account_without_effect::DOC,
    &denies_internet::DOC,
    &denies_vpc_endpoints::DOC,
    &endpoint_denies_authentication::DOC,
    &example_value::DOC,
    &exempts_nobody::DOC,
    &exempts_nobody_before::DOC,
    &for_all_values_allows::DOC,
    &if_exists_denies::DOC,
    &if_exists_without_effect::DOC,
    &ipv4_only::DOC,
    &key_never_there::DOC,
    &missing_set_prefix::DOC,
    &narrow_resource::DOC,
    &nobodys_arn::DOC,
    &operator_not_listed::DOC,
    &operator_of_wrong_type::DOC,
    &organization_before_authentication::DOC,
    &placeholder::DOC,
    &principal_before_authentication::DOC,
    &private_source_ip::DOC,
    &redundant_action::DOC,
    &redundant_resource::DOC,
    &redundant_statement::DOC,
    &redundant_value::DOC,
    &region_deny_covers_sign_in::DOC,
    &regions_without_us_east_1::DOC,
    &separate_network_statements::DOC,
    &set_prefix_on_single_value::DOC,
    &vpc_regions_without_us_east_1::DOC,
    &vpc_source_ip_alone::DOC,
    &vpc_without_region::DOC,
    &wildcard_in_id::DOC,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_sorted_numbered_and_documented() {
        assert!(RULES.is_sorted_by(|a, b| a.code < b.code));
        assert!(RULES.iter().eq(DOCS.iter().map(|doc| &doc.rule)));
        for doc in DOCS {
            let code = doc.rule.code;
            let number = doc
                .rule
                .number
                .and_then(|number| number.strip_prefix("VST"));
            let number = number.unwrap_or_default();
            assert!(number.len() == 3 && number.parse::<u16>().is_ok(), "{code}");
            let words = code
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit());
            assert!(words, "{code}");
            for text in [doc.what, doc.why] {
                assert!(text.ends_with('.'), "{code}: {text}");
            }
            assert!(!doc.sources.is_empty(), "{code} has no source");
            assert!(
                !doc.finds.is_empty() && !doc.passes.is_empty(),
                "{code} has no samples"
            );
        }
    }
}
