//! The rules about whole cases, one file each, in the order of their codes.

mod authorization_off;
mod exempt_denied;
mod exempt_locked_out;
mod identity_center_locked_out;
mod locked_out;
mod management_account;
mod may_be_locked_out;
mod no_exemption;
mod nobody_signs_in;
mod not_analysed;
mod people_locked_out;
mod phase_not_restricted;
mod unneeded_condition;
mod unneeded_statement;

use vestibule_lint::Doc;

use super::CaseRule;

pub(super) use not_analysed::not_analysed;

/// All rules about whole cases, in the order of their codes.
pub static RULES: &[&CaseRule] = &[
    &authorization_off::RULE,
    &exempt_denied::RULE,
    &exempt_locked_out::RULE,
    &identity_center_locked_out::RULE,
    &locked_out::RULE,
    &management_account::RULE,
    &may_be_locked_out::RULE,
    &no_exemption::RULE,
    &nobody_signs_in::RULE,
    &not_analysed::RULE,
    &people_locked_out::RULE,
    &phase_not_restricted::RULE,
    &unneeded_condition::RULE,
    &unneeded_statement::RULE,
];

/// Their documentation, in the same order.
pub static DOCS: &[&Doc] = &[
    &authorization_off::DOC,
    &exempt_denied::DOC,
    &exempt_locked_out::DOC,
    &identity_center_locked_out::DOC,
    &locked_out::DOC,
    &management_account::DOC,
    &may_be_locked_out::DOC,
    &no_exemption::DOC,
    &nobody_signs_in::DOC,
    &not_analysed::DOC,
    &people_locked_out::DOC,
    &phase_not_restricted::DOC,
    &unneeded_condition::DOC,
    &unneeded_statement::DOC,
];
