//! Which undocumented points a phase leaned on.

use vestibule_iam::condition::Leaned;
use vestibule_iam::context::KeyId;
use vestibule_iam::matching::{StatementTrace, Truth};
use vestibule_iam::policy::Effect;

use super::compile::{Group, SignIn};
use super::types::{DecidedBy, DecisionValue, PolicyTrace};
use crate::assumption::{Assumption, AssumptionSet};
use crate::context::Scene;
use crate::layers::{Bearing, Layer};
use crate::phase::Action;

impl SignIn {
    /// What this phase leaned on, by what was evaluated.
    pub(super) fn assumptions(
        &self,
        scene: &Scene<'_>,
        trace: &[PolicyTrace],
        keys: &[KeyId],
    ) -> AssumptionSet {
        let mut set = AssumptionSet::new();
        let mut tests_network = false;
        for id in keys {
            if let Some(row) = self.rows.get(usize::from(id.0)) {
                set = set.union(row.rests_on(scene, self.keys.name(*id)));
                tests_network |= row.is_network();
            }
        }
        if self.leans_on_path(scene, trace, tests_network) {
            set.insert(Assumption::J37);
        }
        let switch = scene.account.authorization;
        let before_client = scene.action == Action::Authenticate;
        let resource_untold = if scene.request.entry.is_login() {
            before_client
        } else {
            scene.request.resource.is_none()
        };
        for (policy, traced) in self.policies.iter().zip(trace) {
            let layer = policy.attached.layer;
            let touched = policy.touching(scene.action).next().is_some();
            // An SCP with Allows denies what it does not name, too.
            let bears = touched || (layer == Layer::ServiceControl && policy.has_allow);
            let organization = layer.is_of_organization();
            let bound_by_switch = organization || layer.is_identity_side();
            if switch.account != switch.organization
                && (organization || layer == Layer::ResourceBased)
                && bears
            {
                set.insert(Assumption::J5);
            }
            if scene.enforcement_off()
                && bound_by_switch
                && bears
                && (traced.bearing.is_evaluated() || traced.bearing == Bearing::EnforcementOff)
            {
                set.insert(Assumption::J6);
            }
            if let Bearing::Assumed(assumption) = traced.bearing {
                set.insert(assumption);
            }
            if traced.bearing == Bearing::Evaluated
                && layer == Layer::ServiceControl
                && scene.action == Action::Authenticate
                && bears
            {
                set.insert(Assumption::J8);
            }
            if traced.bearing.is_evaluated() && touched {
                if layer == Layer::ResourceBased && scene.account.is_management() {
                    set.insert(Assumption::J7);
                }
                for statement in policy.touching(scene.action) {
                    if layer == Layer::VpcEndpoint
                        && scene.action == Action::Authenticate
                        && self.tests_in_doubt(scene, statement)
                    {
                        set.insert(Assumption::J38);
                    }
                    if scene.action == Action::Authenticate && statement.depends_on_caller() {
                        set.insert(Assumption::J20);
                    }
                    if resource_untold && !statement.covers_every_resource() {
                        set.insert(Assumption::J25);
                    }
                }
            }
            traced
                .statements
                .iter()
                .for_each(|statement| lean(statement, &mut set));
        }
        let keeps_full_access = |group: &Group| {
            let has_allow = |traced: &PolicyTrace| {
                let policy = self.policies.get(traced.policy);
                policy.is_some_and(|policy| policy.has_allow)
            };
            group.layer == Layer::ServiceControl
                && group.evaluated(trace).next().is_some()
                && !group.evaluated(trace).any(has_allow)
        };
        if self.groups.iter().any(keeps_full_access) {
            set.insert(Assumption::J26);
        }
        set
    }
}

impl SignIn {
    /// Does the phase rest on the request's taking the public internet, from an
    /// address that is not of the internet (J37)?
    fn leans_on_path(&self, scene: &Scene<'_>, trace: &[PolicyTrace], tests_network: bool) -> bool {
        let left_out = || {
            let mut policies = self.policies.iter().zip(trace);
            policies.any(|(policy, traced)| {
                traced.bearing == Bearing::NoEndpoint
                    || (traced.bearing == Bearing::EnforcementOff
                        && policy.attached.layer == Layer::ServiceControl)
            })
        };
        (tests_network || left_out()) && scene.request.network(scene.action).not_public().is_some()
    }

    /// Does the phase rest on a console sign-in needing no Allow of the identity
    /// side, or under the other reading on its needing one (J9)?
    pub(super) fn leans_on_identity(
        &self,
        scene: &Scene<'_>,
        trace: &[PolicyTrace],
        decision: DecisionValue,
        decided_by: &[DecidedBy],
    ) -> bool {
        if scene.request.entry.is_login()
            || scene.action == Action::Authenticate
            || scene.request.principal.is_root()
            || scene.enforcement_off()
        {
            return false;
        }
        if decision == DecisionValue::Denied {
            let missing = |by: &DecidedBy| by.statement.is_none() && by.layer.is_identity_side();
            return decided_by.iter().any(missing);
        }
        self.groups
            .iter()
            .filter(|group| group.layer.is_identity_side())
            .any(|group| {
                let allows = group
                    .evaluated(trace)
                    .flat_map(|member| &member.statements)
                    .any(|s| s.effect == Some(Effect::Allow) && s.truth == Truth::True);
                let expected =
                    group.layer == Layer::Identity || group.evaluated(trace).next().is_some();
                expected && !allows
            })
    }
}

/// The points that the policy language leaves open, as assumptions.
const LEANED: [(Leaned, Assumption); 4] = [
    (Leaned::FOR_ANY_VALUE_IF_EXISTS, Assumption::J18),
    (Leaned::IP_SPELLING, Assumption::J19),
    (Leaned::NO_OPERANDS, Assumption::J31),
    (Leaned::BARE_ARN_STAR, Assumption::J32),
];

/// What the tests of one statement leaned on.
fn lean(statement: &StatementTrace, set: &mut AssumptionSet) {
    if statement.action == Truth::False {
        return;
    }
    let outcomes = || statement.tests.iter().filter_map(|test| test.outcome);
    for outcome in outcomes() {
        for (point, assumption) in LEANED {
            if outcome.leaned.contains(point) {
                set.insert(assumption);
            }
        }
    }
    let indeterminate = outcomes().any(|outcome| outcome.truth == Truth::Indeterminate);
    if indeterminate && statement.truth == Truth::False {
        set.insert(Assumption::J27);
    }
}
