//! The rules about whole cases, one file each, in the order of their codes.

mod attached_to_root;
mod authorization_off;
mod enabling_locks_out;
mod exempt_cannot_recover;
mod exempt_denied;
mod exempt_locked_out;
mod exempt_without_sign_in;
mod exemption_expired;
mod exemption_undocumented;
mod exemption_without_restriction;
mod identity_center_locked_out;
mod locked_out;
mod management_account;
mod may_be_locked_out;
mod no_exemption;
mod nobody_signs_in;
mod not_analysed;
mod oauth_client_denied;
mod oauth_endpoint_missing;
mod organization_role_missing;
mod people_locked_out;
mod phase_not_restricted;
mod root_without_credentials;
mod statements_exclude_each_other;
mod statements_read_two_ways;
mod unneeded_condition;
mod unneeded_statement;

use vestibule_lint::Doc;

use super::CaseRule;

pub(super) use attached_to_root::attached_elsewhere;
pub(super) use not_analysed::not_analysed;

/// All rules about whole cases, in the order of their codes.
pub static RULES: &[&CaseRule] = &[
    &attached_to_root::RULE,
    &authorization_off::RULE,
    &enabling_locks_out::RULE,
    &exempt_cannot_recover::RULE,
    &exempt_denied::RULE,
    &exempt_locked_out::RULE,
    &exempt_without_sign_in::RULE,
    &exemption_expired::RULE,
    &exemption_undocumented::RULE,
    &exemption_without_restriction::RULE,
    &identity_center_locked_out::RULE,
    &locked_out::RULE,
    &management_account::RULE,
    &may_be_locked_out::RULE,
    &no_exemption::RULE,
    &nobody_signs_in::RULE,
    &not_analysed::RULE,
    &oauth_client_denied::RULE,
    &oauth_endpoint_missing::RULE,
    &organization_role_missing::RULE,
    &people_locked_out::RULE,
    &phase_not_restricted::RULE,
    &root_without_credentials::RULE,
    &statements_exclude_each_other::RULE,
    &statements_read_two_ways::RULE,
    &unneeded_condition::RULE,
    &unneeded_statement::RULE,
];

/// Their documentation, in the same order.
pub static DOCS: &[&Doc] = &[
    &attached_to_root::DOC,
    &authorization_off::DOC,
    &enabling_locks_out::DOC,
    &exempt_cannot_recover::DOC,
    &exempt_denied::DOC,
    &exempt_locked_out::DOC,
    &exempt_without_sign_in::DOC,
    &exemption_expired::DOC,
    &exemption_undocumented::DOC,
    &exemption_without_restriction::DOC,
    &identity_center_locked_out::DOC,
    &locked_out::DOC,
    &management_account::DOC,
    &may_be_locked_out::DOC,
    &no_exemption::DOC,
    &nobody_signs_in::DOC,
    &not_analysed::DOC,
    &oauth_client_denied::DOC,
    &oauth_endpoint_missing::DOC,
    &organization_role_missing::DOC,
    &people_locked_out::DOC,
    &phase_not_restricted::DOC,
    &root_without_credentials::DOC,
    &statements_exclude_each_other::DOC,
    &statements_read_two_ways::DOC,
    &unneeded_condition::DOC,
    &unneeded_statement::DOC,
];
