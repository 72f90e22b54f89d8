//! What AWS documents, in the words of the contract.

use vestibule_iam::condition::{Base, Family, Operator, operator_names};
use vestibule_iam::policy::PolicyKind;
use vestibule_signin::facts::{
    ACTIONS, ActionRow, MANAGED_POLICIES, ManagedPolicy, OPERATOR_SOURCES, QUOTAS, Quota, QuotaOf,
    RCP_SERVICES, Role, Unit, services,
};
use vestibule_signin::keys::{KEYS, KeyRow, ValueType};
use vestibule_signin::sources::{self, SOURCES};
use vestibule_signin::{Layer, Stage};

use crate::contract::document::DocumentText;
use crate::contract::facts::{
    ActionFact, ActionRole, FactSource, Facts, KeyFact, ManagedPolicyFact, OperatorFact,
    OperatorFamily, QuotaFact, QuotaName, QuotaUnit, ServiceFact, ValueKind,
};
use crate::contract::words::{self, Phase};
use crate::input::managed::find;

/// A list of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactList {
    /// Condition keys.
    Keys,
    /// Actions of AWS Sign-In.
    Actions,
    /// Condition operators.
    Operators,
    /// Services that resource control policies support.
    Services,
    /// Quotas.
    Quotas,
    /// Policies that AWS manages.
    ManagedPolicies,
    /// Sources.
    Sources,
}

/// What AWS documents: one list, or all of them.
pub fn facts(only: Option<FactList>) -> Facts {
    let asked = |list| only.is_none_or(|only| only == list);
    let mut facts = Facts {
        keys: asked(FactList::Keys).then(|| KEYS.iter().map(key).collect()),
        actions: asked(FactList::Actions).then(|| ACTIONS.iter().map(action).collect()),
        operators: asked(FactList::Operators).then(|| operators().map(operator).collect()),
        services: asked(FactList::Services).then(|| RCP_SERVICES.iter().map(service).collect()),
        quotas: asked(FactList::Quotas).then(|| QUOTAS.iter().filter_map(quota).collect()),
        managed_policies: asked(FactList::ManagedPolicies)
            .then(|| MANAGED_POLICIES.iter().map(managed).collect()),
        sources: Vec::new(),
    };
    let all = asked(FactList::Sources);
    let named = |tag: &str| all || tags(&facts).any(|named| named == tag);
    let told = SOURCES.iter().filter(|source| named(source.tag));
    facts.sources = told.map(source).collect();
    facts
}

/// The tags that some fact names.
fn tags(facts: &Facts) -> impl Iterator<Item = &String> {
    let keys = facts.keys.iter().flatten().flat_map(|fact| &fact.sources);
    let actions = facts.actions.iter().flatten();
    let operators = facts.operators.iter().flatten();
    let services = facts.services.iter().flatten();
    let quotas = facts.quotas.iter().flatten();
    let managed = facts.managed_policies.iter().flatten();
    keys.chain(actions.flat_map(|fact| &fact.sources))
        .chain(operators.flat_map(|fact| &fact.sources))
        .chain(services.flat_map(|fact| &fact.sources))
        .chain(quotas.flat_map(|fact| &fact.sources))
        .chain(managed.flat_map(|fact| &fact.sources))
}

/// The policy of the ARN of a managed policy, if its text is known.
pub fn managed_policy(arn: &str) -> Option<ManagedPolicyFact> {
    find(arn).map(managed)
}

fn managed(policy: &ManagedPolicy) -> ManagedPolicyFact {
    ManagedPolicyFact {
        name: policy.name.to_owned(),
        arn: policy.arn(),
        version: policy.version.map(str::to_owned),
        created: policy.created.to_owned(),
        document: DocumentText::new(policy.document),
        sources: owned(policy.sources),
    }
}

fn owned(tags: &[&str]) -> Vec<String> {
    tags.iter().map(|tag| (*tag).to_owned()).collect()
}

fn source(source: &sources::Source) -> FactSource {
    FactSource {
        tag: source.tag.to_owned(),
        title: source.title.to_owned(),
        address: source.address.to_owned(),
        date: source.date.to_owned(),
    }
}

fn key(row: &KeyRow) -> KeyFact {
    let listed = operators().filter(|(_, operator)| {
        // `Null` is for every key, so it is not told of each.
        operator.base != Base::Null && row.lists(*operator)
    });
    let operators = match row.listed_names() {
        Some(names) => owned(names),
        None => listed.map(|(name, _)| name.to_owned()).collect(),
    };
    let actions = vestibule_signin::Action::ALL.into_iter();
    let layers = Layer::ALL.into_iter().filter(|layer| row.seen.by(*layer));
    KeyFact {
        name: row.name.to_owned(),
        values: values(row.value),
        several: row.multivalued,
        named: row.listed_names().is_some(),
        families: row.families().iter().copied().map(family).collect(),
        operators,
        actions: actions
            .filter(|action| row.is_offered(*action))
            .map(words::Action::from)
            .collect(),
        layers: layers.map(words::Layer::from).collect(),
        example: row.example.map(str::to_owned),
        open_points: row.assumptions.iter().map(ToString::to_string).collect(),
        sources: owned(row.sources()),
    }
}

fn values(kind: ValueType) -> ValueKind {
    match kind {
        ValueType::Text => ValueKind::Text,
        ValueType::Address => ValueKind::Address,
        ValueType::Date => ValueKind::Date,
        ValueType::Number => ValueKind::Number,
        ValueType::EpochSeconds => ValueKind::EpochSeconds,
        ValueType::Boolean => ValueKind::Boolean,
        ValueType::Arn => ValueKind::Arn,
        ValueType::PrincipalArn => ValueKind::PrincipalArn,
        ValueType::Account => ValueKind::Account,
        ValueType::Organization => ValueKind::Organization,
        ValueType::OrganizationPath => ValueKind::OrganizationPath,
        ValueType::Vpc => ValueKind::Vpc,
        ValueType::Endpoint => ValueKind::Endpoint,
        ValueType::Region => ValueKind::Region,
        ValueType::Service => ValueKind::Service,
        ValueType::Word => ValueKind::Word,
    }
}

fn family(family: Family) -> OperatorFamily {
    match family {
        Family::String => OperatorFamily::String,
        Family::Arn => OperatorFamily::Arn,
        Family::Address => OperatorFamily::Address,
        Family::Numeric => OperatorFamily::Numeric,
        Family::Date => OperatorFamily::Date,
        Family::Boolean => OperatorFamily::Boolean,
        Family::Binary => OperatorFamily::Binary,
        Family::Null => OperatorFamily::Null,
    }
}

fn action(row: &ActionRow) -> ActionFact {
    let (role, position, stage) = match row.role {
        Role::SignIn(action) => {
            let position = 1 + action as u32;
            (ActionRole::SignIn, Some(position), Some(action.stage()))
        }
        Role::OAuth(stage) => (ActionRole::Oauth, None, Some(stage)),
        Role::VpcEndpoint => (ActionRole::VpcEndpoint, None, None),
        Role::ControlPlane => (ActionRole::ControlPlane, None, None),
        Role::Applications => (ActionRole::Applications, None, None),
    };
    ActionFact {
        name: format!("signin:{}", row.name),
        role,
        position,
        phase: stage.map(|stage| match stage {
            Stage::PreAuthentication => Phase::PreAuthentication,
            Stage::PostAuthentication => Phase::PostAuthentication,
        }),
        sources: owned(row.sources),
    }
}

fn operators() -> impl Iterator<Item = (&'static str, Operator)> {
    operator_names().filter_map(|name| Some((name, Operator::parse(name)?)))
}

fn operator((name, operator): (&str, Operator)) -> OperatorFact {
    let asks_for_it = operator.base == Base::Null;
    OperatorFact {
        name: name.to_owned(),
        family: family(operator.base.family()),
        negated: operator.negated,
        if_exists: !asks_for_it,
        variables: operator.base.takes_variables(),
        when_missing: operator.when_missing().filter(|_| !asks_for_it),
        sources: owned(OPERATOR_SOURCES),
    }
}

fn service(service: &services::Service) -> ServiceFact {
    ServiceFact {
        prefix: service.prefix.to_owned(),
        name: service.name.to_owned(),
        sources: owned(services::SOURCES),
    }
}

/// A quota; `None` for one of a kind of policies that has no name in the contract.
fn quota(quota: &Quota) -> Option<QuotaFact> {
    let name = match quota.of {
        QuotaOf::Size(PolicyKind::ResourceControl) => QuotaName::ResourceControlSize,
        QuotaOf::Size(PolicyKind::ServiceControl) => QuotaName::ServiceControlSize,
        QuotaOf::Size(PolicyKind::VpcEndpoint) => QuotaName::VpcEndpointSize,
        QuotaOf::Size(PolicyKind::ResourceBased) => QuotaName::ResourceBasedSize,
        QuotaOf::Attached(PolicyKind::ResourceControl) => QuotaName::ResourceControlAttached,
        QuotaOf::Attached(PolicyKind::ServiceControl) => QuotaName::ServiceControlAttached,
        QuotaOf::PermissionStatements => QuotaName::PermissionStatements,
        QuotaOf::Size(
            PolicyKind::Identity | PolicyKind::PermissionsBoundary | PolicyKind::Session,
        )
        | QuotaOf::Attached(
            PolicyKind::ResourceBased
            | PolicyKind::Identity
            | PolicyKind::PermissionsBoundary
            | PolicyKind::Session
            | PolicyKind::VpcEndpoint,
        ) => return None,
    };
    Some(QuotaFact {
        quota: name,
        limit: quota.limit.and_then(|limit| limit.try_into().ok()),
        unit: match quota.unit {
            Unit::Characters => QuotaUnit::Characters,
            Unit::Policies => QuotaUnit::Policies,
            Unit::Statements => QuotaUnit::Statements,
        },
        open_point: quota.assumption.map(|assumption| assumption.to_string()),
        sources: owned(quota.sources),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_is_told() {
        let all = facts(None);
        assert_eq!(all.keys.map(|keys| keys.len()), Some(KEYS.len()));
        assert_eq!(
            all.actions.map(|actions| actions.len()),
            Some(ACTIONS.len())
        );
        let operators = operator_names().count();
        assert_eq!(all.operators.map(|told| told.len()), Some(operators));
        assert_eq!(all.quotas.map(|quotas| quotas.len()), Some(QUOTAS.len()));
        let services = all.services.unwrap_or_default();
        assert!(services.iter().any(|service| service.prefix == "signin"));
        assert_eq!(all.sources.len(), SOURCES.len());
    }

    /// A list comes with the sources that it names, and with no other list.
    #[test]
    fn one_list_comes_with_its_sources() {
        use FactList::{Actions, Keys, ManagedPolicies, Operators, Quotas, Services, Sources};
        for (list, expected) in [
            (
                Keys,
                &["UG", "CK", "PL", "SAR", "VPCE", "GCK", "GCK-23"][..],
            ),
            (Actions, &["UG", "CK", "PL", "SAR", "VPCE"]),
            (Operators, &["OPS", "MV", "VAR"]),
            (Services, &["RCP"]),
            (Quotas, &["EP", "VPC", "LIM"]),
            (ManagedPolicies, &["UG-JA", "MP"]),
        ] {
            let facts = facts(Some(list));
            let tags: Vec<&str> = facts.sources.iter().map(|source| &*source.tag).collect();
            assert_eq!(tags, expected, "{list:?}");
            let json = serde_json::to_value(&facts).unwrap_or_default();
            let members = json.as_object().map(serde_json::Map::len);
            assert_eq!(members, Some(2), "{list:?}");
        }
        assert_eq!(facts(Some(Sources)).sources.len(), SOURCES.len());
    }

    #[test]
    fn a_key_is_told_with_its_operators() {
        let keys = facts(Some(FactList::Keys)).keys.unwrap_or_default();
        let find = |name: &str| keys.iter().find(|key| key.name == name);
        for (name, named, operators, actions) in [
            ("aws:SourceIp", true, &["IpAddress", "NotIpAddress"][..], 3),
            ("aws:SecureTransport", false, &["Bool"], 3),
            (
                "aws:Ec2InstanceSourcePrivateIPv4",
                false,
                &["IpAddress", "NotIpAddress"],
                2,
            ),
            ("signin:OAuthTokenType", false, STRINGS, 0),
        ] {
            let told = find(name).map(|key| (key.named, &*key.operators, key.actions.len()));
            let operators: Vec<String> = owned(operators);
            assert_eq!(told, Some((named, &*operators, actions)), "{name}");
        }
    }

    const STRINGS: &[&str] = &[
        "StringEquals",
        "StringNotEquals",
        "StringEqualsIgnoreCase",
        "StringNotEqualsIgnoreCase",
        "StringLike",
        "StringNotLike",
    ];
}
