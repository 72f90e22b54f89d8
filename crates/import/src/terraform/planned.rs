//! Both sides of a plan, as two cases.

use vestibule_iam::json;
use vestibule_wire::{CaseFile, DocumentText, Finding, ImportReport};

use super::Side;
use super::base::{AFTER, Sides, is_unknown};
use super::changes::Change;
use crate::case::assemble;
use crate::file;
use crate::gap::unknown;
use crate::options::Options;
use crate::store::Store;

/// What a plan of Terraform makes of a case: before apply, and after.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The case before apply.
    pub before: CaseFile,
    /// The case after apply.
    pub after: CaseFile,
    /// What is worth knowing of the plan.
    pub findings: Vec<Finding>,
}

/// The cases before and after a plan is applied, which `terraform show -json` printed.
///
/// With `base`, what the plan changes is changed there: its policies take the place of those of
/// the same name. Without one, both cases hold what the plan tells and nothing else.
///
/// # Errors
///
/// What is wrong, where it is no plan, or tells too little for a case.
pub fn planned(name: &str, bytes: &[u8], base: Option<&CaseFile>) -> Result<Planned, ImportReport> {
    let options = Options::default();
    let [before, after] =
        [Side::Before, Side::After].map(|side| file::read_plan(name, bytes, side));
    let mut findings = after.report.findings.clone();
    if findings.iter().any(Finding::is_error) {
        return Err(ImportReport {
            files: vec![after.report],
            ..ImportReport::default()
        });
    }
    let (text, _) = json::decode(bytes);
    let root = json::parse_any_length(&text).root;
    let changes = Change::all(&root);
    let Some(base) = base else {
        let [(before, _), (after, report)] =
            [before, after].map(|side| assemble(vec![side], &options));
        return match (before, after) {
            (Some(before), Some(mut after)) => {
                // A comparison takes what both sides do not know in the same words for the same.
                if changes.iter().any(Change::may_bear) {
                    relabel(&mut after);
                }
                findings.extend(report.findings);
                Ok(Planned {
                    before,
                    after,
                    findings,
                })
            }
            _ => Err(report),
        };
    };
    let [mut before, mut after] = [[before], [after]];
    let [before, after] =
        [&mut before, &mut after].map(|side| Store::of(side.as_mut_slice(), &options));
    findings.extend(before.contradictions());
    findings.extend(after.contradictions());
    let mut sides = Sides::of(base, &before, &after);
    sides.apply(&changes);
    findings.append(&mut sides.findings);
    let [before, after] = sides.cases;
    Ok(Planned {
        before,
        after,
        findings,
    })
}

/// Says of all that is unknown that it is so otherwise than before.
fn relabel(case: &mut CaseFile) {
    let relabel = |document: &mut DocumentText| {
        if document.text().is_some_and(is_unknown) {
            *document = unknown(AFTER);
        }
    };
    let policies = &mut case.policies;
    policies.resource_based.iter_mut().for_each(relabel);
    let nodes = policies.resource_control.iter_mut();
    let nodes = nodes.chain(&mut policies.service_control);
    nodes.for_each(|policy| relabel(&mut policy.document));
    let identity = policies.identity.iter_mut().flatten();
    let identity = identity.chain(&mut policies.permissions_boundary);
    identity.for_each(|policy| relabel(&mut policy.document));
    let endpoints = policies.vpc_endpoint.iter_mut();
    endpoints.for_each(|policy| relabel(&mut policy.document));
    let accounts = case.organization.iter_mut();
    for account in accounts.flat_map(|organization| &mut organization.accounts) {
        let own = &mut account.policies;
        own.resource_based.iter_mut().for_each(relabel);
        let identity = own.identity.iter_mut().flatten();
        identity.for_each(|policy| relabel(&mut policy.document));
        let endpoints = own.vpc_endpoint.iter_mut();
        endpoints.for_each(|policy| relabel(&mut policy.document));
    }
}
