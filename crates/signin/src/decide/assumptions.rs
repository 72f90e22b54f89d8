//! Which undocumented points a phase rested on.

use vestibule_iam::condition::Caveats;
use vestibule_iam::keys::KeyId;
use vestibule_iam::matching::{StatementTrace, Truth};
use vestibule_iam::policy::Effect;

use super::compile::{Authorizer, Group};
use super::types::{DecidedBy, DecisionValue, PolicyTrace};
use crate::action::Action;
use crate::applicability::Applicability;
use crate::assumption::{Assumption, AssumptionSet};
use crate::context::PhaseContext;
use crate::layers::Layer;

impl Authorizer {
    /// What this phase rested on, by what was evaluated.
    pub(super) fn assumptions(
        &self,
        phase_context: &PhaseContext<'_>,
        trace: &[PolicyTrace],
        keys: &[KeyId],
    ) -> AssumptionSet {
        let mut set = AssumptionSet::new();
        let mut tests_network = false;
        for id in keys {
            if let Some(row) = self.rows.get(usize::from(id.0)) {
                set = set.union(row.rests_on(phase_context, self.keys.name(*id)));
                tests_network |= row.is_network();
            }
        }
        if self.rests_on_path(phase_context, trace, tests_network) {
            set.insert(Assumption::J37);
        }
        let switch = phase_context.account.authorization;
        let before_client = phase_context.action == Action::Authenticate;
        let resource_unknown = if phase_context.request.entry.is_login() {
            before_client
        } else {
            phase_context.request.resource.is_none()
        };
        for (policy, traced) in self.policies.iter().zip(trace) {
            let layer = policy.attached.layer;
            let touched = policy.touching(phase_context.action).next().is_some();
            // An SCP with Allows denies what it does not name, too.
            let matters =
                touched || (layer == Layer::ServiceControl && policy.has_allow != Truth::False);
            let organization = layer.is_of_organization();
            let bound_by_switch = organization || layer.is_identity_side();
            if switch.account != switch.organization
                && (organization || layer == Layer::ResourceBased)
                && matters
            {
                set.insert(Assumption::J5);
            }
            if phase_context.enforcement_off()
                && bound_by_switch
                && matters
                && (traced.applicability.is_evaluated()
                    || traced.applicability == Applicability::EnforcementOff)
            {
                set.insert(Assumption::J6);
            }
            if let Applicability::Assumed(assumption) = traced.applicability
                && matters
            {
                set.insert(assumption);
            }
            if traced.applicability == Applicability::Evaluated
                && layer == Layer::ServiceControl
                && phase_context.action == Action::Authenticate
                && matters
            {
                set.insert(Assumption::J8);
            }
            if traced.applicability.is_evaluated() && touched {
                if layer == Layer::ResourceBased {
                    set = set.union(self.policy_rests_on);
                    if phase_context.account.is_management() {
                        set.insert(Assumption::J7);
                    }
                }
                for statement in policy.touching(phase_context.action) {
                    if layer == Layer::VpcEndpoint
                        && phase_context.action == Action::Authenticate
                        && self.tests_in_doubt(phase_context, statement)
                    {
                        set.insert(Assumption::J38);
                    }
                    if phase_context.action == Action::Authenticate && statement.depends_on_caller()
                    {
                        set.insert(Assumption::J20);
                    }
                    if resource_unknown && !statement.covers_every_resource() {
                        set.insert(Assumption::J25);
                    }
                }
            }
            traced
                .statements
                .iter()
                .for_each(|statement| note_caveats(statement, &mut set));
        }
        let keeps_full_access = |group: &Group| {
            let has_allow = |traced: &PolicyTrace| {
                let policy = self.policies.get(traced.policy);
                policy.is_some_and(|policy| policy.has_allow == Truth::True)
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

impl Authorizer {
    /// Does the phase rest on the request's taking the public internet, from an
    /// address that is not of the internet (J37)?
    fn rests_on_path(
        &self,
        phase_context: &PhaseContext<'_>,
        trace: &[PolicyTrace],
        tests_network: bool,
    ) -> bool {
        let left_out = || {
            let mut policies = self.policies.iter().zip(trace);
            policies.any(|(policy, traced)| {
                traced.applicability == Applicability::NoEndpoint
                    || (traced.applicability == Applicability::EnforcementOff
                        && policy.attached.layer == Layer::ServiceControl)
            })
        };
        (tests_network || left_out())
            && phase_context
                .request
                .network(phase_context.action)
                .not_public()
                .is_some()
    }

    /// Does the phase rest on a console sign-in needing no Allow of the identity
    /// side, or under the other reading on its needing one (J9)?
    pub(super) fn rests_on_identity(
        &self,
        phase_context: &PhaseContext<'_>,
        trace: &[PolicyTrace],
        decision: DecisionValue,
        decided_by: &[DecidedBy],
    ) -> bool {
        if phase_context.request.entry.is_login()
            || phase_context.action == Action::Authenticate
            || phase_context.request.principal.is_root()
            || phase_context.enforcement_off()
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
const CAVEATS: [(Caveats, Assumption); 4] = [
    (Caveats::FOR_ANY_VALUE_IF_EXISTS, Assumption::J18),
    (Caveats::IP_SPELLING, Assumption::J19),
    (Caveats::NO_OPERANDS, Assumption::J31),
    (Caveats::BARE_ARN_STAR, Assumption::J32),
];

/// What the tests of one statement rested on.
fn note_caveats(statement: &StatementTrace, set: &mut AssumptionSet) {
    if statement.action == Truth::False {
        return;
    }
    let outcomes = || statement.tests.iter().filter_map(|test| test.outcome);
    for outcome in outcomes() {
        for (point, assumption) in CAVEATS {
            if outcome.caveats.contains(point) {
                set.insert(assumption);
            }
        }
    }
    let indeterminate = outcomes().any(|outcome| outcome.truth == Truth::Indeterminate);
    if indeterminate && statement.truth == Truth::False {
        set.insert(Assumption::J27);
    }
}
