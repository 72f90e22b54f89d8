//! Which assumptions a phase names, as docs/semantics.md says it in the line "Named" of each.

use std::collections::BTreeSet;

use proptest::prelude::*;
use vestibule_iam::condition::Caveats;
use vestibule_iam::matching::{CompiledPolicy, CompiledStatement, ResourcePattern, Truth};
use vestibule_iam::policy::Effect;
use vestibule_signin::assumption::REGISTER;
use vestibule_signin::decide::PolicyTrace;
use vestibule_signin::keys::{self, Page};
use vestibule_signin::{
    Action, Applicability, Assumption, AssumptionSet, AttachedPolicy, Authorizer, DecisionValue,
    Layer, PhaseDecision, PrincipalKind,
};

use crate::make::{self, Case};

/// A policy with what became of it in a phase.
struct Evaluated<'a> {
    policy: &'a AttachedPolicy,
    compiled: &'a CompiledPolicy,
    traced: &'a PolicyTrace,
    action: Action,
}

impl<'a> Evaluated<'a> {
    fn is_evaluated(&self) -> bool {
        matches!(
            self.traced.applicability,
            Applicability::Evaluated | Applicability::PerhapsOtherEndpoint
        )
    }

    fn may_have_allow(&self) -> bool {
        let mut statements = self.compiled.statements().iter();
        statements.any(|statement| statement.effect() != Some(Effect::Deny))
    }

    fn has_allow(&self) -> bool {
        let mut statements = self.compiled.statements().iter();
        statements.any(|statement| statement.effect() == Some(Effect::Allow))
    }

    /// The statements about the action.
    fn about(&self) -> impl Iterator<Item = &'a CompiledStatement> {
        let action = self.action as usize;
        let statements = self.compiled.statements().iter();
        statements.filter(move |statement| statement.action(action) != Truth::False)
    }

    /// Is it about the action, or an SCP that denies what it does not name?
    fn bears(&self) -> bool {
        self.about().next().is_some()
            || (self.policy.layer == Layer::ServiceControl && self.may_have_allow())
    }
}

const IDENTITY_SIDE: [Layer; 3] = [Layer::Identity, Layer::PermissionsBoundary, Layer::Session];
const NETWORK: [&str; 4] = [
    "aws:SourceIp",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:VpcSourceIp",
];
const CREDENTIALS: [&str; 3] = [
    "aws:MultiFactorAuthPresent",
    "aws:MultiFactorAuthAge",
    "aws:TokenIssueTime",
];
/// What the policy of a VPC endpoint sees before authentication, too.
const OF_THE_ACCOUNT: [&str; 3] = [
    "aws:ResourceAccount",
    "aws:ResourceOrgID",
    "aws:ResourceOrgPaths",
];

fn is_in(names: &[&str], name: &str) -> bool {
    names.iter().any(|other| other.eq_ignore_ascii_case(name))
}

/// What the phase should name.
fn named(case: &Case, authorizer: &Authorizer, phase: &PhaseDecision<'_>) -> AssumptionSet {
    let action = phase.action;
    let policies: Vec<Evaluated<'_>> = authorizer
        .policies()
        .zip(authorizer.compiled())
        .zip(&phase.trace)
        .map(|((policy, compiled), traced)| Evaluated {
            policy,
            compiled,
            traced,
            action,
        })
        .collect();
    let mut set = of_layers(case, authorizer, phase, &policies);
    set = set.union(of_keys(case, authorizer, action, &policies));
    for statement in phase.trace.iter().flat_map(|traced| &traced.statements) {
        let outcomes = || statement.tests.iter().filter_map(|test| test.outcome);
        for (caveat, assumption) in [
            (Caveats::FOR_ANY_VALUE_IF_EXISTS, Assumption::J18),
            (Caveats::IP_SPELLING, Assumption::J19),
            (Caveats::NO_OPERANDS, Assumption::J31),
            (Caveats::BARE_ARN_STAR, Assumption::J32),
        ] {
            if outcomes().any(|outcome| outcome.caveats.contains(caveat)) {
                set.insert(assumption);
            }
        }
        let indeterminate = outcomes().any(|outcome| outcome.truth == Truth::Indeterminate);
        if indeterminate && statement.truth == Truth::False {
            set.insert(Assumption::J27);
        }
    }
    set
}

/// What rests on layers, switches, principals and resources.
fn of_layers(
    case: &Case,
    authorizer: &Authorizer,
    phase: &PhaseDecision<'_>,
    policies: &[Evaluated<'_>],
) -> AssumptionSet {
    let (request, action) = (&case.request, phase.action);
    let switch = case.authorization;
    let is_on = switch.account || switch.organization;
    let first = action == Action::Authenticate;
    let management = case
        .organization
        .as_ref()
        .is_some_and(|o| o.management_account);
    let of = |layers: &[Layer], holds: &dyn Fn(&Evaluated<'_>) -> bool| {
        let mut members = policies.iter().filter(|p| layers.contains(&p.policy.layer));
        members.any(holds)
    };
    let is_left_out = |p: &Evaluated<'_>, by| p.traced.applicability == Applicability::Assumed(by);
    let (rcp, scp, rbp) = (
        Layer::ResourceControl,
        Layer::ServiceControl,
        Layer::ResourceBased,
    );
    let switched = [&[rcp, scp][..], &IDENTITY_SIDE].concat();
    let rows = [
        (
            Assumption::J5,
            switch.account != switch.organization && of(&[rcp, scp, rbp], &|p| p.bears()),
        ),
        (
            Assumption::J6,
            !is_on
                && of(&switched, &|p| {
                    let off = p.traced.applicability == Applicability::EnforcementOff;
                    p.bears() && (off || p.is_evaluated())
                }),
        ),
        (
            Assumption::J7,
            management
                && of(&[rbp], &|p| {
                    p.bears() && (p.is_evaluated() || is_left_out(p, Assumption::J7))
                }),
        ),
        (
            Assumption::J8,
            first
                && of(&[scp], &|p| {
                    p.bears() && (p.is_evaluated() || is_left_out(p, Assumption::J8))
                }),
        ),
        (
            Assumption::J9,
            !first
                && is_on
                && !request.entry.is_login()
                && request.principal.kind != PrincipalKind::Root
                && rests_on_identity(phase, policies),
        ),
        (
            Assumption::J13,
            phase.decision == DecisionValue::Denied
                && [rcp, rbp]
                    .iter()
                    .all(|layer| phase.decided_by.iter().any(|by| by.layer == *layer)),
        ),
        (
            Assumption::J20,
            first
                && of(&Layer::ALL, &|p| {
                    let named =
                        |s: &CompiledStatement| s.caller().is_some_and(|c| !c.names_anyone());
                    p.is_evaluated() && p.about().any(named)
                }),
        ),
        (
            Assumption::J25,
            (if request.entry.is_login() {
                first
            } else {
                request.resource.is_none()
            }) && of(&Layer::ALL, &|p| {
                p.is_evaluated() && p.about().any(has_resource)
            }),
        ),
        (
            Assumption::J26,
            authorizer.groups().iter().any(|group| {
                let members = || {
                    let members = group
                        .members
                        .iter()
                        .filter_map(|index| policies.get(*index));
                    members.filter(|member| member.is_evaluated())
                };
                group.layer == scp
                    && members().next().is_some()
                    && !members().any(Evaluated::has_allow)
            }),
        ),
        (
            Assumption::J37,
            request.network(action).not_public().is_some()
                && (!tested(authorizer, policies, &NETWORK).is_empty()
                    || of(&Layer::ALL, &|p| {
                        p.traced.applicability == Applicability::NoEndpoint
                    })
                    || of(&[scp], &|p| {
                        p.traced.applicability == Applicability::EnforcementOff
                    })),
        ),
        (
            Assumption::J38,
            first
                && policies.iter().any(|p| {
                    p.policy.layer == Layer::VpcEndpoint
                        && p.is_evaluated()
                        && p.about().flat_map(CompiledStatement::keys).any(|id| {
                            let name = authorizer.keys().name(id);
                            phase.context.iter().any(|(there, _)| there.eq_ignore_ascii_case(name))
                                && !is_in(&OF_THE_ACCOUNT, name)
                                // Offered to no endpoint policy at all.
                                && !is_in(&["signin:PrincipalArn"], name)
                        })
                }),
        ),
    ];
    let held = rows.into_iter().filter(|(_, holds)| *holds);
    held.map(|(assumption, _)| assumption).collect()
}

/// Has the statement a `Resource` other than `*`?
fn has_resource(statement: &CompiledStatement) -> bool {
    statement.resource().is_some_and(|resource| {
        let mut patterns = resource.patterns().iter();
        resource.is_not() || !patterns.any(|p| matches!(p, ResourcePattern::Everything))
    })
}

/// Does the missing Allow of the identity side deny, or would it where one were needed?
fn rests_on_identity(phase: &PhaseDecision<'_>, policies: &[Evaluated<'_>]) -> bool {
    if phase.decision == DecisionValue::Denied {
        let mut missing = phase.decided_by.iter().filter(|by| by.statement.is_none());
        return missing.any(|by| IDENTITY_SIDE.contains(&by.layer));
    }
    IDENTITY_SIDE.iter().any(|layer| {
        let members = || {
            let members = policies.iter().filter(|p| p.policy.layer == *layer);
            members.filter(|p| p.is_evaluated())
        };
        let allows = members()
            .flat_map(|p| &p.traced.statements)
            .any(|s| s.effect == Some(Effect::Allow) && s.truth == Truth::True);
        !allows && (*layer == Layer::Identity || members().next().is_some())
    })
}

/// Those of `names` that statements about the action test.
fn tested(authorizer: &Authorizer, policies: &[Evaluated<'_>], names: &[&str]) -> Vec<String> {
    let all = all_tested(authorizer, policies).into_iter();
    all.filter(|name| is_in(names, name)).collect()
}

fn all_tested(authorizer: &Authorizer, policies: &[Evaluated<'_>]) -> BTreeSet<String> {
    let evaluated = policies.iter().filter(|p| p.is_evaluated());
    let statements = evaluated.flat_map(Evaluated::about);
    let ids = statements.flat_map(CompiledStatement::keys);
    ids.map(|id| authorizer.keys().name(id).to_owned())
        .collect()
}

/// What rests on the keys that statements about the action test.
fn of_keys(
    case: &Case,
    authorizer: &Authorizer,
    action: Action,
    policies: &[Evaluated<'_>],
) -> AssumptionSet {
    let request = &case.request;
    let kind = request.principal.kind;
    let (first, last) = (
        action == Action::Authenticate,
        action == Action::CreateOAuth2Token,
    );
    let mut set = AssumptionSet::new();
    for name in all_tested(authorizer, policies) {
        let is = |names: &[&str]| is_in(names, &name);
        let given = request
            .context
            .iter()
            .any(|(key, _)| key.eq_ignore_ascii_case(&name));
        let row = keys::find(&name);
        let is_oauth = name.to_ascii_lowercase().starts_with("signin:oauth");
        let rows = [
            (
                Assumption::J10,
                first
                    && is(&["signin:PrincipalArn"])
                    && matches!(
                        kind,
                        PrincipalKind::FederatedUser | PrincipalKind::IdentityCenterRole
                    ),
            ),
            (
                Assumption::J11,
                row.is_none_or(|row| row.page != Page::SignIn),
            ),
            (
                Assumption::J12,
                is(&["aws:RequestedRegion"]) && request.region.is_none(),
            ),
            (
                Assumption::J17,
                last && is(&NETWORK) && request.networks.change(),
            ),
            (
                Assumption::J28,
                is_oauth
                    && row.is_some_and(|row| row.is_offered(action))
                    && !request.entry.is_login(),
            ),
            (
                Assumption::J29,
                is_oauth
                    && row.is_some_and(|row| row.is_offered(action))
                    && request.entry.is_login(),
            ),
            (
                Assumption::J30,
                is(&NETWORK) && kind == PrincipalKind::IdentityCenterRole,
            ),
            (
                Assumption::J34,
                !first && is(&["aws:SignInSessionArn"]) && !given,
            ),
            (Assumption::J36, !first && is(&CREDENTIALS) && !given),
            (
                Assumption::J39,
                !given
                    && (is(&["aws:referer"])
                        || (!first
                            && (is(&["aws:FederatedProvider"])
                                || name.to_ascii_lowercase().starts_with("saml:")))),
            ),
            (
                Assumption::J40,
                first && is(&["aws:PrincipalType", "aws:userid"]),
            ),
        ];
        let held = rows.into_iter().filter(|(_, holds)| *holds);
        set = set.union(held.map(|(assumption, _)| assumption).collect());
    }
    set
}

/// By id, for a message that can be read.
fn ids(set: AssumptionSet) -> Vec<&'static str> {
    let entries = REGISTER
        .iter()
        .filter(|entry| set.contains(entry.assumption));
    entries.map(|entry| entry.id).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    /// A phase names the assumptions that it rests on and no other; a decision names those
    /// of its phases.
    #[test]
    fn what_a_decision_rests_on_is_named(case in make::case()) {
        let authorizer = case.compile();
        let decision = authorizer.explain(&case.request).unwrap();
        let mut all = AssumptionSet::new();
        for phase in &decision.phases {
            let expected = named(&case, &authorizer, phase);
            prop_assert_eq!(ids(phase.assumptions), ids(expected), "{:?}", phase.action);
            all = all.union(phase.assumptions);
        }
        prop_assert_eq!(ids(decision.assumptions), ids(all));
    }
}
