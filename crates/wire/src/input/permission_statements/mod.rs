//! Permission statements: held against AWS's model, and made into the policy that they stand for.

pub(crate) mod commands;
pub(crate) mod points;
pub(crate) mod text;

use vestibule_iam::document::Document;
use vestibule_iam::message;
use vestibule_signin::AssumptionSet;
use vestibule_signin::control_plane::{self, Refusal, policy};
use vestibule_syntax::span::{Span, SpanMap};

use crate::contract::case_file::Policies;
use crate::contract::document::{DocumentText, Origin, Way};
use crate::contract::finding::{Finding, Severity};
use crate::contract::permission_statement::PermissionStatement;
use crate::input::place::Place;
use crate::input::report::Report;
pub(crate) use points::points;
pub(crate) use text::policy_text;

/// The member of a case file's policies that holds them.
pub(crate) const MEMBER: &str = "permissionStatements";

impl From<&PermissionStatement> for control_plane::PermissionStatement {
    fn from(told: &PermissionStatement) -> Self {
        Self {
            source_vpc: told.source_vpc.clone(),
            signin_source_vpce: told.signin_source_vpce.clone(),
            console_source_vpce: told.console_source_vpce.clone(),
            vpc_source_ip: told.vpc_source_ip.clone(),
            source_ip: told.source_ip.clone(),
            requested_region: told.requested_region.clone(),
            excluded_principal: told.excluded_principal.clone(),
            client_token: told.client_token.clone(),
        }
    }
}

impl From<control_plane::PermissionStatement> for PermissionStatement {
    fn from(made: control_plane::PermissionStatement) -> Self {
        Self {
            source_vpc: made.source_vpc,
            signin_source_vpce: made.signin_source_vpce,
            console_source_vpce: made.console_source_vpce,
            vpc_source_ip: made.vpc_source_ip,
            source_ip: made.source_ip,
            requested_region: made.requested_region,
            excluded_principal: made.excluded_principal,
            client_token: made.client_token,
        }
    }
}

/// The policy that the permission statements of a case stand for.
pub(crate) struct Made {
    /// Its text; `None` where a statement is wrong, so that nobody knows what it says.
    pub(crate) text: Option<DocumentText>,
    /// The points that AWS leaves open and that it rests on.
    pub(crate) points: AssumptionSet,
}

/// The policy of the permission statements among `policies`; `None` where there are none.
pub(crate) fn made(
    policies: &Policies,
    account: Option<&str>,
    switched: AssumptionSet,
    case_file: Option<&Document>,
    report: &mut Report<'_>,
) -> Option<Made> {
    let told = &policies.permission_statements;
    if told.is_empty() {
        return None;
    }
    let unknown = Made {
        text: None,
        points: AssumptionSet::new(),
    };
    let root = Place::Root.member("policies");
    let place = root.member(MEMBER);
    let statements = checked(told, account, &place, report);
    if policies.resource_based.is_some() {
        let message = message!("the case has `resourceBased` and the statements that make it");
        let help = message!(
            "keep one of the two: `permissionStatements`, or the policy that AWS made of them"
        );
        report.error(&place, "two-resource-based-policies", message, help);
        return Some(unknown);
    }
    let Some(statements) = statements else {
        return Some(unknown);
    };
    let mut text = DocumentText::new(policy_text(&policy(&statements, account, switched)));
    if let Some(origin) = origin(&text, case_file) {
        text.set_origin(origin);
    }
    Some(Made {
        text: Some(text),
        points: points(&statements),
    })
}

/// The place of a policy that was made: all of it stands where the statements do.
fn origin(text: &DocumentText, case_file: Option<&Document>) -> Option<Origin> {
    let policies = case_file?.root.get("policies")?;
    let span: Span = policies.get(MEMBER)?.span;
    let mut map = SpanMap::builder(span.start);
    let length = usize::try_from(span.end.saturating_sub(span.start)).ok()?;
    map.replaced(text.text()?.len(), length);
    Some(Origin {
        span,
        way: Way::Encoded(map.finish()),
    })
}

/// The statements for the evaluator, unless AWS refuses one; what is wrong is told at its place.
pub(crate) fn checked(
    told: &[PermissionStatement],
    account: Option<&str>,
    place: &Place<'_>,
    report: &mut Report<'_>,
) -> Option<Vec<control_plane::PermissionStatement>> {
    let statements: Vec<control_plane::PermissionStatement> = told.iter().map(Into::into).collect();
    let mut is_refused = false;
    for (index, statement) in statements.iter().enumerate() {
        let place = place.element(index);
        for refusal in statement.check_in(account) {
            is_refused |= !refusal.is_warning();
            let finding = finding(&refusal);
            match refusal.value.is_empty() && statement.get(refusal.parameter).is_none() {
                true => report.value(&place, finding),
                false => report.value(&place.member(refusal.parameter.name()), finding),
            }
        }
    }
    (!is_refused).then_some(statements)
}

/// What is wrong with a parameter.
pub(crate) fn finding(refusal: &Refusal) -> Finding {
    let severity = match refusal.is_warning() {
        true => Severity::Warning,
        false => Severity::Error,
    };
    Finding::new(refusal.code(), severity, refusal.message()).help(refusal.help())
}
