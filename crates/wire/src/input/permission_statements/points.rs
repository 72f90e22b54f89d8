//! The open points that the policy of permission statements rests on.

use vestibule_signin::control_plane::PermissionStatement;
use vestibule_signin::{Assumption, AssumptionSet};

/// Those whose other reading may make another policy of `statements`.
pub(crate) fn points(statements: &[PermissionStatement]) -> AssumptionSet {
    let mut points = AssumptionSet::new();
    let says = |statement: &PermissionStatement| PermissionStatement {
        client_token: None,
        ..statement.clone()
    };
    let mut said: Vec<PermissionStatement> = statements.iter().map(says).collect();
    said.sort();
    said.dedup();
    if said.len() > 1 {
        points.insert(Assumption::J1);
    }
    for statement in statements {
        let has_origin = statement.source_vpc.is_some() || !statement.endpoints().is_empty();
        let has_region = statement.requested_region.is_some();
        if has_origin && has_region {
            points.insert(Assumption::J41);
        }
        if has_region && statement.excluded_principal.is_some() {
            points.insert(Assumption::J42);
        }
        if has_origin && statement.vpc_source_ip.is_some() {
            points.insert(Assumption::J43);
        }
    }
    points
}
