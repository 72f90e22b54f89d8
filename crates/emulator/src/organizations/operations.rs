//! The operations on policies.

use serde_json::{Value, json};
use vestibule_signin::facts::quotas::most_attached;

use super::given::{Given, MAX_PAGE};
use super::model::{Field, constraint, invalid};
use super::policy::{
    OrganizationPolicy, Organizations, PolicyType, allows, checked, id, managed_summary,
};
use super::{begin, nodes};
use crate::failure::{Failure, Told};
use crate::moment::{Done, Moment};
use crate::paging::{Of, Page, page};
use crate::state::State;

/// A policy that a request names.
enum Named {
    /// One that AWS manages.
    Managed(PolicyType),
    /// Another one, by its place.
    Own(usize),
}

fn named(organizations: &Organizations, given: &Given) -> Result<Named, Failure> {
    let id = given.required(Field::PolicyId);
    let of_aws = PolicyType::ALL
        .into_iter()
        .find(|of| id.strip_prefix("p-") == Some(of.managed()));
    if let Some(managed) = of_aws {
        return Ok(Named::Managed(managed));
    }
    let mut policies = organizations.policies.iter();
    let at = policies.position(|policy| policy.id == id);
    at.map(Named::Own).ok_or_else(|| {
        Failure::organizations(
            "PolicyNotFoundException",
            format!("there is no policy {id}; `aws organizations list-policies` has their ids"),
        )
    })
}

fn immutable() -> Failure {
    invalid(
        "IMMUTABLE_POLICY",
        "AWS manages this policy, and nobody changes or deletes it; make one of your own",
    )
}

/// Refuses a name that another policy of the type has. `but` is the place of the policy itself.
fn is_free(
    organizations: &Organizations,
    of: PolicyType,
    name: &str,
    but: Option<usize>,
) -> Result<(), Failure> {
    let mut policies = organizations.policies.iter().enumerate();
    let is_taken = policies
        .any(|(at, policy)| Some(at) != but && policy.policy_type == of && policy.name == name);
    if is_taken || name == of.managed() {
        let message = format!("a policy of this type has the name `{name}`; give another one");
        return Err(Failure::organizations("DuplicatePolicyException", message));
    }
    Ok(())
}

fn told(state: &State, policy: &OrganizationPolicy) -> Value {
    json!({ "Policy": {
        "PolicySummary": policy.summary(&nodes::owner(state)),
        "Content": policy.content,
    } })
}

/// Makes a policy.
pub(crate) fn create(moment: &Moment<'_>, given: &Given) -> Done {
    let of = given.policy_type(Field::Type)?;
    let (name, content) = (given.required(Field::Name), given.required(Field::Content));
    checked(of, content)?;
    let mut next = moment.state.clone();
    let organizations = &mut next.control_plane.organizations;
    is_free(organizations, of, name, None)?;
    organizations.made += 1;
    let policy = OrganizationPolicy {
        id: id(organizations.made, of, name),
        number: organizations.made,
        name: name.to_owned(),
        description: given.required(Field::Description).to_owned(),
        policy_type: of,
        content: content.to_owned(),
        targets: Vec::new(),
    };
    organizations.policies.push(policy.clone());
    Ok((told(moment.state, &policy), Some(next)))
}

/// Gives a policy another name, description or text.
pub(crate) fn update(moment: &Moment<'_>, given: &Given) -> Done {
    let mut next = moment.state.clone();
    let organizations = &mut next.control_plane.organizations;
    let Named::Own(at) = named(organizations, given)? else {
        return Err(immutable());
    };
    let Some(policy) = organizations.policies.get(at) else {
        return Err(immutable());
    };
    let mut policy = policy.clone();
    if let Some(content) = given.text(Field::Content) {
        checked(policy.policy_type, content)?;
        policy.content = content.to_owned();
    }
    if let Some(name) = given.text(Field::Name) {
        is_free(organizations, policy.policy_type, name, Some(at))?;
        policy.name = name.to_owned();
    }
    if let Some(description) = given.text(Field::Description) {
        policy.description = description.to_owned();
    }
    let answer = told(moment.state, &policy);
    if let Some(place) = organizations.policies.get_mut(at) {
        *place = policy;
    }
    changed(moment, next, answer)
}

/// Deletes a policy that is attached to nothing.
pub(crate) fn delete(moment: &Moment<'_>, given: &Given) -> Done {
    let mut next = moment.state.clone();
    let organizations = &mut next.control_plane.organizations;
    let Named::Own(at) = named(organizations, given)? else {
        return Err(immutable());
    };
    let targets = organizations
        .policies
        .get(at)
        .map(|of| of.targets.join(", "));
    if let Some(targets) = targets.filter(|targets| !targets.is_empty()) {
        let message = format!("the policy is attached to {targets}; detach it first");
        return Err(Failure::organizations("PolicyInUseException", message));
    }
    organizations.policies.remove(at);
    changed(moment, next, json!({}))
}

/// Attaches a policy.
pub(crate) fn attach(moment: &Moment<'_>, given: &Given) -> Done {
    let target = given.required(Field::TargetId);
    let mut next = moment.state.clone();
    let found = named(&next.control_plane.organizations, given)?;
    nodes::found(moment.state, target)?;
    let organizations = &mut next.control_plane.organizations;
    let of = match &found {
        Named::Managed(of) => Some(*of),
        Named::Own(at) => organizations.policies.get(*at).map(|of| of.policy_type),
    };
    let of = of.unwrap_or(PolicyType::ResourceControlPolicy);
    let has_managed = has_managed(organizations, of, target);
    let own = organizations.policies.iter();
    let own = own.filter(|policy| policy.policy_type == of && policy.is_on(target));
    let count = own.count() + usize::from(has_managed);
    let is_attached = match &found {
        Named::Managed(_) => has_managed,
        Named::Own(at) => organizations
            .policies
            .get(*at)
            .is_some_and(|policy| policy.is_on(target)),
    };
    if is_attached {
        let message = format!("the policy is attached to {target} already; leave it there");
        return Err(Failure::organizations(
            "DuplicatePolicyAttachmentException",
            message,
        ));
    }
    if most_attached(of.kind()).is_some_and(|most| count >= most) {
        return Err(constraint(
            "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
            format!(
                "{count} policies of this type are attached to {target}, as many as there may be; detach one"
            ),
        ));
    }
    nodes::remember(organizations, target);
    match found {
        Named::Managed(_) => {
            organizations.without_full_access.remove(target);
        }
        Named::Own(at) => {
            if let Some(policy) = organizations.policies.get_mut(at) {
                policy.targets.push(target.to_owned());
            }
        }
    }
    changed(moment, next, json!({}))
}

/// Takes a policy from what it is attached to.
pub(crate) fn detach(moment: &Moment<'_>, given: &Given) -> Done {
    let target = given.required(Field::TargetId);
    let mut next = moment.state.clone();
    let organizations = &mut next.control_plane.organizations;
    let found = named(organizations, given)?;
    nodes::found(moment.state, target)?;
    let not_attached = || {
        let message = format!(
            "the policy is not attached to {target}; see `aws organizations list-targets-for-policy`"
        );
        Err(Failure::organizations(
            "PolicyNotAttachedException",
            message,
        ))
    };
    match found {
        Named::Managed(PolicyType::ResourceControlPolicy) => {
            return Err(invalid(
                "NON_DETACHABLE_POLICY",
                "RCPFullAWSAccess is attached to all of the organization, and nobody detaches it; leave it there",
            ));
        }
        Named::Managed(PolicyType::ServiceControlPolicy) => {
            if !organizations.without_full_access.insert(target.to_owned()) {
                return not_attached();
            }
        }
        Named::Own(at) => {
            let policy = organizations.policies.get_mut(at);
            let Some(policy) = policy.filter(|policy| policy.is_on(target)) else {
                return not_attached();
            };
            policy.targets.retain(|of| of != target);
        }
    }
    let of = PolicyType::ServiceControlPolicy;
    let mut left = organizations.policies.iter();
    let is_left = left.any(|policy| policy.policy_type == of && policy.is_on(target));
    if !is_left && !has_managed(organizations, of, target) {
        return Err(constraint(
            "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
            format!(
                "this is the last SCP of {target}, which needs one; attach FullAWSAccess or another one first"
            ),
        ));
    }
    nodes::remember(organizations, target);
    changed(moment, next, json!({}))
}

fn has_managed(organizations: &Organizations, of: PolicyType, target: &str) -> bool {
    of == PolicyType::ResourceControlPolicy || !organizations.without_full_access.contains(target)
}

/// The state behind a write, with its case file.
fn changed(moment: &Moment<'_>, mut next: State, answer: Value) -> Done {
    let organizations = &next.control_plane.organizations;
    if let Some(target) = without_allow(organizations) {
        return Err(Failure::organizations(
            "AccessDeniedException",
            format!(
                "no SCP of {target} would allow anything, so that all of its sign-ins are denied, which no case file can say (J26), and nothing is changed; attach an SCP that allows first"
            ),
        ));
    }
    if next == *moment.state {
        return Ok((answer, None));
    }
    begin::follow(&mut next);
    Ok((answer, Some(next)))
}

/// A target whose SCPs allow nothing.
pub(crate) fn without_allow(organizations: &Organizations) -> Option<&String> {
    let of = PolicyType::ServiceControlPolicy;
    let mut without = organizations.without_full_access.iter();
    without.find(|target| {
        let mut own = organizations.policies.iter();
        !own.any(|policy| {
            policy.policy_type == of && policy.is_on(target) && allows(of, &policy.content)
        })
    })
}

/// Tells of a policy.
pub(crate) fn describe(moment: &Moment<'_>, given: &Given) -> Done {
    let organizations = &moment.state.control_plane.organizations;
    let policy = match named(organizations, given)? {
        Named::Managed(of) => json!({ "Policy": {
            "PolicySummary": managed_summary(of),
            "Content": of.managed_text(),
        } }),
        Named::Own(at) => match organizations.policies.get(at) {
            Some(policy) => told(moment.state, policy),
            None => Value::Null,
        },
    };
    Ok((policy, None))
}

/// Lists the policies of a type.
pub(crate) fn list(moment: &Moment<'_>, given: &Given) -> Done {
    let of = given.policy_type(Field::Filter)?;
    policies(moment, given, of, Of::Policies, |_| true, true)
}

/// Lists the policies of a type that are attached to a target.
pub(crate) fn list_of_target(moment: &Moment<'_>, given: &Given) -> Done {
    let of = given.policy_type(Field::Filter)?;
    let target = given.required(Field::TargetId);
    nodes::found(moment.state, target)?;
    let organizations = &moment.state.control_plane.organizations;
    policies(
        moment,
        given,
        of,
        Of::PoliciesOfTarget,
        |policy| policy.is_on(target),
        has_managed(organizations, of, target),
    )
}

fn policies(
    moment: &Moment<'_>,
    given: &Given,
    of: PolicyType,
    list: Of,
    is_meant: impl Fn(&OrganizationPolicy) -> bool,
    has_managed: bool,
) -> Done {
    let owner = nodes::owner(moment.state);
    let own = moment.state.control_plane.organizations.policies.iter();
    let own = own.filter(|policy| policy.policy_type == of && is_meant(policy));
    let own = own.map(|policy| (policy.number, policy.summary(&owner)));
    let managed = has_managed.then(|| (0, managed_summary(of)));
    let all: Vec<(u64, Value)> = managed.into_iter().chain(own).collect();
    listed(moment, given, list, "Policies", &all)
}

/// Lists what a policy is attached to.
pub(crate) fn list_targets(moment: &Moment<'_>, given: &Given) -> Done {
    let organizations = &moment.state.control_plane.organizations;
    let found = named(organizations, given)?;
    let is_on = |target: &str| match &found {
        Named::Managed(of) => has_managed(organizations, *of, target),
        Named::Own(at) => organizations
            .policies
            .get(*at)
            .is_some_and(|policy| policy.is_on(target)),
    };
    let owner = nodes::owner(moment.state);
    let known = (1..).zip(nodes::known(moment.state));
    let meant = known.filter(|(_, target)| is_on(target));
    let all: Vec<(u64, Value)> = meant
        .map(|(number, target)| (number, nodes::summary(target, &owner)))
        .collect();
    listed(moment, given, Of::Targets, "Targets", &all)
}

fn listed(moment: &Moment<'_>, given: &Given, of: Of, name: &str, all: &[(u64, Value)]) -> Done {
    let most = usize::try_from(MAX_PAGE).unwrap_or(usize::MAX);
    let most = given.max_results().unwrap_or(most);
    let Page { items, next } = page(
        of,
        all.iter().map(|(number, item)| (*number, item)),
        given.text(Field::NextToken),
        most.min(moment.settings.page_size),
    )
    .map_err(|failure| Failure {
        told: Told::Organizations(Some("INVALID_NEXT_TOKEN")),
        name: "InvalidInputException",
        ..failure
    })?;
    let mut answer = json!({ name: items });
    if let (Some(next), Some(members)) = (next, answer.as_object_mut()) {
        members.insert("NextToken".to_owned(), next.into());
    }
    Ok((answer, None))
}
