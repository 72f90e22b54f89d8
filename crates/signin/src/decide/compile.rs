//! The compiled policies of one account.

use std::collections::BTreeMap;
use std::sync::Arc;

use vestibule_iam::condition::Options;
use vestibule_iam::keys::{Context, KeyId, KeyValue, Keys};
use vestibule_iam::matching::{CompiledPolicy, CompiledStatement, Load};
use vestibule_iam::policy::Effect;
use vestibule_iam::sort;
use vestibule_iam::truth::Truth;

use super::last_phase::is_as_second;
use super::types::PolicyTrace;
use crate::account::{Account, Authorization};
use crate::action::Action;
use crate::applicability::Attachment;
use crate::assumption::{Assumption, AssumptionSet};
use crate::context::PhaseContext;
use crate::keys::{self, KeyRow};
use crate::layers::{AttachedPolicy, Layer};
use crate::principal::Principal;

/// The policies that may apply to the sign-ins of one account, compiled.
#[derive(Clone, Debug)]
pub struct Authorizer {
    pub(super) account: Account,
    /// Shared with the authorizers of other accounts that they bind.
    pub(super) policies: Vec<Arc<LayerPolicy>>,
    pub(super) groups: Vec<Group>,
    /// False when the identity policies were not given.
    pub(super) identity_given: bool,
    pub(super) switched: AssumptionSet,
    /// What the text of the resource-based policy rests on.
    pub(super) policy_rests_on: AssumptionSet,
    pub(super) keys: Keys,
    /// What is known of each of `keys`.
    pub(super) rows: Vec<&'static KeyRow>,
    tested: [Vec<KeyId>; 3],
    /// Keys that some policy tests whose layer does not see them.
    pub(super) unseen: Vec<KeyId>,
    /// True when the last two actions are told apart by no statement and no key.
    pub(super) last_as_second: bool,
    /// What all statements together cost at most to match.
    pub(super) load: Load,
    /// For each action, whether a Deny of an RCP or a resource-based policy is about it.
    pub(super) covered: [bool; 3],
}

/// One policy, compiled.
#[derive(Clone, Debug)]
pub(super) struct LayerPolicy {
    pub(super) attached: AttachedPolicy,
    pub(super) attachment: Attachment,
    pub(super) compiled: CompiledPolicy,
    /// For each action, the statements that may deny it.
    denies: [Vec<u32>; 3],
    /// For each action, the statements that may allow it.
    allows: [Vec<u32>; 3],
    /// Whether some statement is an Allow; unknown where only one whose effect is not
    /// readable may be.
    pub(super) has_allow: Truth,
}

/// Policies of which one must allow, when the layer needs an Allow.
#[derive(Clone, Debug)]
pub struct Group {
    /// The layer that they belong to.
    pub layer: Layer,
    /// Indices into [`Authorizer::policies`].
    pub members: Vec<usize>,
}

impl Group {
    /// Its policies that are evaluated, perhaps or for certain.
    pub(super) fn evaluated<'t>(
        &self,
        trace: &'t [PolicyTrace],
    ) -> impl Iterator<Item = &'t PolicyTrace> {
        self.members
            .iter()
            .filter_map(|member| trace.get(*member))
            .filter(|traced| traced.applicability.is_evaluated())
    }
}

impl LayerPolicy {
    pub(super) fn compile(
        attached: AttachedPolicy,
        keys: &mut Keys,
        switched: AssumptionSet,
    ) -> Self {
        let options = Options {
            for_any_value_if_exists_missing: switched.contains(Assumption::J18),
        };
        let compiled = CompiledPolicy::compile(&attached.policy, &Action::NAMES, keys, options);
        let touching = |action: usize, other: Effect| {
            let may_have = |s: &&CompiledStatement| s.effect() != Some(other) && s.touches(action);
            compiled
                .statements()
                .iter()
                .filter(may_have)
                .filter_map(|statement| u32::try_from(statement.index()).ok())
                .collect::<Vec<u32>>()
        };
        let denies = [0, 1, 2].map(|action| touching(action, Effect::Allow));
        let allows = [0, 1, 2].map(|action| touching(action, Effect::Deny));
        let is_allow = |statement: &CompiledStatement| match statement.effect() {
            Some(effect) => Truth::from(effect == Effect::Allow),
            None => Truth::Unknown,
        };
        let statements = compiled.statements().iter();
        let has_allow = statements.fold(Truth::False, |any, one| any.or(is_allow(one)));
        Self {
            attachment: Attachment::of(attached.layer, attached.attached_to.as_deref()),
            attached,
            compiled,
            denies,
            allows,
            has_allow,
        }
    }

    /// The statements that are, or may be, Denies of `action`.
    pub(super) fn denying(&self, action: Action) -> impl Iterator<Item = &CompiledStatement> {
        self.among(&self.denies[action as usize])
    }

    /// The statements that are, or may be, Allows of `action`.
    pub(super) fn allowing(&self, action: Action) -> impl Iterator<Item = &CompiledStatement> {
        self.among(&self.allows[action as usize])
    }

    /// True when a statement is, or may be, a Deny of `action`.
    pub(super) fn may_deny(&self, action: Action) -> bool {
        !self.denies[action as usize].is_empty()
    }

    /// True when the same statements are about two actions.
    pub(super) fn is_alike(&self, one: Action, other: Action) -> bool {
        let (one, other) = (one as usize, other as usize);
        self.denies[one] == self.denies[other] && self.allows[one] == self.allows[other]
    }

    fn among<'p>(&'p self, indices: &'p [u32]) -> impl Iterator<Item = &'p CompiledStatement> {
        let statements = self.compiled.statements();
        let found = indices
            .iter()
            .filter_map(|index| usize::try_from(*index).ok());
        found.filter_map(|index| statements.get(index))
    }

    /// The statements that matter to `action`, whatever their effect.
    pub(super) fn touching(&self, action: Action) -> impl Iterator<Item = &CompiledStatement> {
        self.compiled
            .statements()
            .iter()
            .filter(move |s| s.touches(action as usize))
    }
}

impl Authorizer {
    /// Compiles the policies that may apply to the sign-ins of `account`.
    ///
    /// `identity_given` is false when the identity policies of its principals were
    /// not given; an empty list of them says that there are none. `switched` holds
    /// the assumptions to take in their other reading; those without one are ignored.
    pub fn compile(
        account: Account,
        policies: Vec<AttachedPolicy>,
        identity_given: bool,
        switched: AssumptionSet,
    ) -> Self {
        let keys = &mut Keys::default();
        Self::compile_with(keys, account, policies, identity_given, switched)
    }

    /// As [`Authorizer::compile`], with the ids of keys from a table that other policies
    /// share. Keys that it lacks are added to it, and the ids that it has stay: what is
    /// compiled later understands the context of what was compiled before. Decisions list
    /// keys in the order of the table.
    pub fn compile_with(
        keys: &mut Keys,
        account: Account,
        policies: Vec<AttachedPolicy>,
        identity_given: bool,
        switched: AssumptionSet,
    ) -> Self {
        let mut policies: Vec<Arc<LayerPolicy>> = policies
            .into_iter()
            .map(|attached| Arc::new(LayerPolicy::compile(attached, keys, switched)))
            .collect();
        // A stable sort: within a layer the order stays the user's.
        sort::by_key(&mut policies, |policy| policy.attached.layer);
        Self::of_compiled(keys, account, policies, identity_given, switched)
    }

    /// The authorizer of an account by policies that are compiled, in the order of their layers,
    /// with the ids of `keys`.
    pub(super) fn of_compiled(
        keys: &Keys,
        mut account: Account,
        policies: Vec<Arc<LayerPolicy>>,
        identity_given: bool,
        switched: AssumptionSet,
    ) -> Self {
        // Accounts outside of organizations have neither RCPs nor SCPs.
        if policies
            .iter()
            .any(|policy| policy.attached.layer.is_of_organization())
        {
            account.organization.get_or_insert_default();
        }
        let rows: Vec<&KeyRow> = keys.iter().map(|(_, name)| keys::row_of(name)).collect();
        let tested = Action::ALL
            .map(|action| tested(keys, action, &mut policies.iter().map(|policy| &**policy)));
        let groups = groups(&policies);
        let unseen = unseen(&policies, &rows);
        let [_, _, last] = &tested;
        let last_as_second = is_as_second(&policies, last, &rows);
        let load = Load::of(policies.iter().map(|policy| &policy.compiled));
        let covered = Action::ALL.map(|action| {
            let covers = |policy: &Arc<LayerPolicy>| {
                let layer = policy.attached.layer;
                layer.is_resource_side() && policy.may_deny(action)
            };
            policies.iter().any(covers)
        });
        Self {
            last_as_second,
            load,
            covered,
            account,
            policies,
            groups,
            identity_given,
            switched,
            policy_rests_on: AssumptionSet::new(),
            keys: keys.clone(),
            rows,
            tested,
            unseen,
        }
    }

    /// Says that the resource-based policy was made of permission statements: its text rests on
    /// `points`, and so does every decision at which it is evaluated.
    #[must_use]
    pub fn resting_on(mut self, points: AssumptionSet) -> Self {
        self.policy_rests_on = points;
        self
    }

    /// The policies in the order in which decisions name them.
    pub fn policies(&self) -> impl ExactSizeIterator<Item = &AttachedPolicy> {
        self.policies.iter().map(|policy| &policy.attached)
    }

    /// The policies compiled, in the same order.
    pub fn compiled(&self) -> impl ExactSizeIterator<Item = &CompiledPolicy> {
        self.policies.iter().map(|policy| &policy.compiled)
    }

    /// The groups of policies of which one may have to allow.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// A copy that decides for the account of `id`, by the policies and settings of this one.
    #[must_use]
    pub fn for_account(&self, id: &str) -> Self {
        let mut same = self.clone();
        same.account.id = Some(id.to_owned());
        same
    }

    /// A copy that decides for another account, by the same settings and by those of the
    /// policies that bear on it: an account without an organization has neither RCPs nor SCPs.
    #[must_use]
    pub fn with_account(&self, account: Account) -> Self {
        let bears = |policy: &AttachedPolicy| {
            account.organization.is_some() || !policy.layer.is_of_organization()
        };
        if self.policies().all(bears) {
            return Self {
                account,
                ..self.clone()
            };
        }
        let policies = self.policies().filter(|policy| bears(policy)).cloned();
        let policies = policies.collect();
        Self::compile(account, policies, self.identity_given, self.switched)
    }

    /// A copy with console authorization on, for the account and its organization.
    #[must_use]
    pub fn once_enabled(&self) -> Self {
        let mut same = self.clone();
        same.account.authorization = Authorization::both(true);
        same
    }

    /// Whether a statement says the same here as among `other`: for the same account, under
    /// the same assumptions, and with identity policies given or not.
    pub fn reads_as(&self, other: &Self) -> bool {
        self.account == other.account
            && self.switched == other.switched
            && self.identity_given == other.identity_given
    }

    /// The same account and settings with other policies.
    #[must_use]
    pub fn with_policies(&self, policies: Vec<AttachedPolicy>) -> Self {
        let account = self.account.clone();
        Self::compile(account, policies, self.identity_given, self.switched)
    }

    /// The account, as given; one with RCPs or SCPs has an organization.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// The condition keys that the policies test.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Is a permissions boundary attached to `principal`? None is to the root user.
    pub(super) fn has_boundary(&self, principal: &Principal) -> bool {
        !principal.is_root()
            && self.policies.iter().any(|policy| {
                policy.attached.layer == Layer::PermissionsBoundary
                    && policy.attachment.is_on(principal)
            })
    }

    /// The keys that statements about `action` test.
    pub(super) fn tested_keys(&self, action: Action) -> &[KeyId] {
        &self.tested[action as usize]
    }

    /// Fills `context` for one action; keys that no statement about it tests stay absent.
    pub(super) fn fill<'a>(
        &self,
        phase_context: &PhaseContext<'a>,
        context: &mut Vec<KeyValue<'a>>,
    ) {
        context.clear();
        context.resize(self.keys.len(), KeyValue::Absent);
        for id in self.tested_keys(phase_context.action) {
            let index = usize::from(id.0);
            if let (Some(slot), Some(row)) = (context.get_mut(index), self.rows.get(index)) {
                *slot = phase_context.resolve(row, self.keys.name(*id)).value;
            }
        }
    }

    /// The context with nothing known of the network keys.
    pub(super) fn without_network<'a>(&self, context: &Context<'a>) -> Vec<KeyValue<'a>> {
        let known = context.iter().zip(&self.rows);
        known
            .map(|(value, row)| match row.is_network() {
                true => KeyValue::Unknown,
                false => *value,
            })
            .collect()
    }

    /// Assumptions that reading the policies rested on, whatever the request.
    pub(super) fn input_assumptions(&self) -> AssumptionSet {
        self.policies
            .iter()
            .filter(|policy| policy.attached.policy.case_folded)
            .map(|_| Assumption::J23)
            .collect()
    }
}

/// The keys that some statement tests whose layer does not see them, by id.
fn unseen(policies: &[Arc<LayerPolicy>], rows: &[&KeyRow]) -> Vec<KeyId> {
    let mut unseen: Vec<KeyId> = Vec::new();
    for policy in policies {
        let statements = policy.compiled.statements().iter();
        for id in statements.flat_map(CompiledStatement::keys) {
            let row = rows.get(usize::from(id.0));
            let is_seen = row.is_none_or(|row| row.seen.by(policy.attached.layer));
            if !is_seen && !unseen.contains(&id) {
                unseen.push(id);
            }
        }
    }
    unseen
}

/// The keys that statements about `action` test, by id.
pub(super) fn tested(
    keys: &Keys,
    action: Action,
    policies: &mut dyn Iterator<Item = &LayerPolicy>,
) -> Vec<KeyId> {
    let mut is_tested = vec![false; keys.len()];
    for statement in policies.flat_map(|policy| policy.touching(action)) {
        for id in statement.keys() {
            if let Some(is_tested) = is_tested.get_mut(usize::from(id.0)) {
                *is_tested = true;
            }
        }
    }
    let ids = keys.iter().map(|(id, _)| id).zip(is_tested);
    ids.filter_map(|(id, is_tested)| is_tested.then_some(id))
        .collect()
}

/// One group a layer that needs an Allow; for SCPs one a node of the path, for
/// endpoint policies one an endpoint. The policies come in the order of their layers.
///
/// All accounts are one node, with the policies of no stated node: of two accounts
/// only the one signed in to is on the path, and which it is the request may say.
fn groups(policies: &[Arc<LayerPolicy>]) -> Vec<Group> {
    let is_account = |id: &&str| id.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups: Vec<Group> = Vec::new();
    let mut nodes: BTreeMap<(Layer, Option<&str>), usize> = BTreeMap::new();
    for (index, policy) in policies.iter().enumerate() {
        let layer = policy.attached.layer;
        let node = match layer {
            Layer::ResourceControl | Layer::ResourceBased => continue,
            Layer::ServiceControl => {
                let attached_to = policy.attached.attached_to.as_deref();
                attached_to.filter(|id| !is_account(id))
            }
            // Each endpoint has a policy of its own.
            Layer::VpcEndpoint => policy.attached.attached_to.as_deref(),
            Layer::Identity | Layer::PermissionsBoundary | Layer::Session => None,
        };
        let known = nodes.get(&(layer, node)).copied();
        if let Some(group) = known.and_then(|known| groups.get_mut(known)) {
            group.members.push(index);
        } else {
            nodes.insert((layer, node), groups.len());
            groups.push(Group {
                layer,
                members: vec![index],
            });
        }
    }
    let at = groups.partition_point(|group| group.layer < Layer::Identity);
    if groups
        .get(at)
        .is_none_or(|group| group.layer != Layer::Identity)
    {
        let none = Group {
            layer: Layer::Identity,
            members: Vec::new(),
        };
        groups.insert(at, none);
    }
    groups
}
