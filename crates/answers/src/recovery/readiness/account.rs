//! The points about the account and its organization: they are the same for all principals.

use vestibule_syntax::diagnostic::code;
use vestibule_syntax::message;
use vestibule_wire::ReadinessKind::{
    DeleteConfiguration, DeleteStatement, Detach, Excluded, ManagementAccount, OrganizationRole,
};
use vestibule_wire::{PrincipalSet, ReadinessKind, WayBack};

use super::super::callers::{Callers, Calls};
use super::super::known::ORGANIZATION_ROLE;
use super::super::ways::Found;
use super::super::{commands, words};
use super::{Group, INFERRED, Point};
use crate::summary::exempt::Exempt;
use crate::words::names;

/// So many sets of principals are told of one call.
const SETS: usize = 8;

/// Whom the policies exclude, and who may undo them with SigV4 credentials.
pub(super) fn account(found: &Found<'_>, exempt: &[Exempt], deleters: &Callers<'_>) -> Group {
    let mut points = Vec::new();
    // Who is spared by one action alone does not get in.
    let spared = exempt.iter();
    let spared: Vec<&Exempt> = spared
        .filter(|one| found.gets_in(&one.arn) == WayBack::Open)
        .collect();
    points.push(if spared.is_empty() {
        Point::proven(
            Excluded,
            false,
            message!("the policies exclude nobody who gets in where others are denied"),
        )
    } else {
        let sets: Vec<&PrincipalSet> = spared.iter().map(|one| &one.principals).collect();
        Point::proven(
            Excluded,
            true,
            message!("the policies exclude {whom}", whom = names(&sets)),
        )
    });
    for point in &mut points {
        point.sources = &["UG"];
    }
    points.push(calls(found.callers, DeleteConfiguration));
    let has_statements = found
        .case
        .compiled()
        .authorizer()
        .policies()
        .any(|policy| policy.layer == vestibule_signin::Layer::ResourceBased);
    if has_statements {
        points.push(calls(deleters, DeleteStatement));
    }
    Group {
        title: message!("the account"),
        points,
    }
}

/// Who of the account may make calls that policies of sign-ins do not bear on.
fn calls(callers: &Callers<'_>, kind: ReadinessKind) -> Point {
    let passing = callers.passing();
    let point = if passing.is_empty() {
        let open = callers.open();
        match open.first() {
            Some((set, calls)) => {
                let whom = names(&[set]);
                let why = calls.first().map(|calls| callers.why(calls));
                let why = why.unwrap_or_default();
                let mut point = Point::untold(
                    kind,
                    message!(
                        "whether a user or role may call {action}",
                        action = code(callers.action)
                    ),
                );
                let details = words::may_call_if(&whom, callers.action, &why);
                point.details.extend(details);
                point.left_open(why)
            }
            None => Point::proven(kind, false, words::nobody_may_call(callers.action)),
        }
    } else {
        let told = passing.iter().take(SETS);
        let sets: Vec<&PrincipalSet> = told.clone().map(|(set, _)| set).collect();
        let all: Vec<&Calls> = told.flat_map(|(_, calls)| calls.iter().copied()).collect();
        let statement = words::may_call(&names(&sets), callers.action, &all);
        let mut point = Point::proven(kind, true, statement);
        let why = all.first().map(|calls| callers.why(calls));
        point.decided_by = why.unwrap_or_default().decided_by;
        point
    };
    point
        .detail(message!(
            "identity policies, permissions boundaries and SCPs decide this call, and no sign-in policy does"
        ))
        .by(&["UG", "SAR", "EVAL"])
}

/// The management account, and the role by which it enters accounts that it created.
pub(super) fn organization(found: &Found<'_>) -> Option<Group> {
    let (exists, said, arn) = found.organization_role_is_there()?;
    let mut points = Vec::new();
    let authorizer = found.case.compiled().authorizer();
    let detach = commands::detach(authorizer, &found.question.account);
    if !detach.is_empty() {
        points.push(
            Point::told(
                ManagementAccount,
                true,
                message!(
                    "RCPs and SCPs do not bind the management account, nor do they close its console"
                ),
            )
            .by(&["RCP", "EVAL"]),
        );
        points.push(
            Point::untold(
                Detach,
                message!(
                    "whether somebody in the management account may call {action}",
                    action = code("organizations:DetachPolicy")
                ),
            )
            .detail(message!(
                "its own permission statements may deny sign-ins there, too (J7)"
            ))
            .run([
                "aws organizations describe-organization --query Organization.MasterAccountId"
                    .to_owned(),
            ])
            .by(&["RCP", INFERRED]),
        );
    }
    let point = match (said, exists) {
        (Ok(told), WayBack::Open) => Point::told(OrganizationRole, true, told),
        (Ok(told), _) => Point::told(OrganizationRole, false, told),
        (Err(untold), _) => Point::untold(OrganizationRole, untold)
            .tell(&["account.joinedMethod"])
            .run([format!(
                "aws organizations describe-account --account-id {} --query Account.JoinedMethod",
                found.question.account
            )]),
    };
    points.push(point.of(&arn).by(&["UG"]));
    if exists != WayBack::Closed {
        let whom = message!("{it}", it = code(&format!("role/{ORGANIZATION_ROLE}")));
        points.push(super::call(found.callers, ReadinessKind::Call, &arn, &whom));
    }
    Some(Group {
        title: message!("the organization"),
        points,
    })
}
