//! Policies of an organization and the case file: which it begins with, and how it follows them.

use serde_json::Value;
use vestibule_syntax::diagnostic::code;
use vestibule_syntax::message;
use vestibule_wire::{
    CaseFile, DocumentText, Finding, Form, NodePolicy, Policies, Severity, recognize,
};

use super::nodes;
use super::operations::without_allow;
use super::policy::{OrganizationPolicy, Organizations, PolicyType, allows, id};
use crate::state::State;

fn list(policies: &Policies, of: PolicyType) -> (&'static str, &[NodePolicy]) {
    match of {
        PolicyType::ResourceControlPolicy => ("resourceControl", &policies.resource_control),
        PolicyType::ServiceControlPolicy => ("serviceControl", &policies.service_control),
    }
}

/// The policies of a case file, as if requests had made them.
///
/// # Errors
/// When two of a type with one name have two texts.
pub(crate) fn begin(
    case: &CaseFile,
    account: &str,
    others: &[String],
) -> Result<Organizations, Box<Finding>> {
    let mut organizations = Organizations::default();
    for target in others {
        nodes::remember(&mut organizations, target);
    }
    let mut full = Vec::new();
    for of in PolicyType::ALL {
        let (member, entries) = list(&case.policies, of);
        for (index, entry) in entries.iter().enumerate() {
            let targets = targets(entry, account);
            for target in &targets {
                nodes::remember(&mut organizations, target);
            }
            for (name, content) in texts(entry, index, of) {
                if name == of.managed() && of.is_managed_text(&content) {
                    if of == PolicyType::ServiceControlPolicy {
                        full.extend(targets.iter().cloned());
                    }
                } else if !add(&mut organizations, of, &name, content, &targets) {
                    let path = format!("policies.{member}[{index}]");
                    return Err(twice(&name, path));
                }
            }
        }
    }
    // A target with an SCP that allows is an allow list, unless FullAWSAccess is there as well.
    let of = PolicyType::ServiceControlPolicy;
    let allowing = organizations.policies.iter();
    let allowing = allowing.filter(|one| one.policy_type == of && allows(of, &one.content));
    let listed = allowing.flat_map(|policy| policy.targets.iter().cloned());
    organizations.without_full_access = listed.filter(|target| !full.contains(target)).collect();
    Ok(organizations)
}

fn targets(entry: &NodePolicy, account: &str) -> Vec<String> {
    let told = entry.attached_to.as_deref().unwrap_or(account);
    let targets = told.split(|c: char| c == ',' || c == ';' || c.is_whitespace());
    let targets = targets.filter(|target| !target.is_empty());
    targets.map(str::to_owned).collect()
}

/// The policies of an entry, each with its name, as a plan calls them.
fn texts(entry: &NodePolicy, index: usize, of: PolicyType) -> Vec<(String, String)> {
    let text = entry.document.text().unwrap_or_default();
    let short = match of {
        PolicyType::ResourceControlPolicy => "rcp",
        PolicyType::ServiceControlPolicy => "scp",
    };
    let own = entry.name.clone();
    let name = own.unwrap_or_else(|| format!("{short}-{}", index + 1));
    let found = recognize(text);
    if found.form == Form::Plain || found.policies.is_empty() {
        return vec![(name, text.to_owned())];
    }
    let one = found.policies.len() == 1;
    let policies = found.policies.into_iter();
    policies
        .map(|policy| match policy.name {
            Some(told) if entry.name.is_none() || !one => (told, policy.text),
            _ => (name.clone(), policy.text),
        })
        .collect()
}

/// Adds a policy to those that there are. False where it is another one of the same name.
fn add(
    organizations: &mut Organizations,
    of: PolicyType,
    name: &str,
    content: String,
    targets: &[String],
) -> bool {
    let mut known = organizations.policies.iter_mut();
    let same = known.find(|policy| policy.policy_type == of && policy.name == name);
    if let Some(same) = same {
        if json(&same.content) != json(&content) {
            return false;
        }
        for target in targets {
            if !same.is_on(target) {
                same.targets.push(target.clone());
            }
        }
        return true;
    }
    if name == of.managed() {
        return false;
    }
    organizations.made += 1;
    organizations.policies.push(OrganizationPolicy {
        id: id(organizations.made, of, name),
        number: organizations.made,
        name: name.to_owned(),
        description: String::new(),
        policy_type: of,
        content,
        targets: targets.to_vec(),
    });
    true
}

fn json(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

fn twice(name: &str, path: String) -> Box<Finding> {
    let message = message!(
        "two policies of one type have the name {name} and two texts",
        name = code(name)
    );
    let help = message!("give each policy a name of its own, or the text that it has");
    let finding = Finding::new("contradicting-state", Severity::Error, message);
    Box::new(finding.help(help).path(path))
}

/// Makes the RCPs and SCPs of the case file those that are attached.
pub(crate) fn follow(state: &mut State) {
    let organizations = &state.control_plane.organizations;
    let of_type = |of: PolicyType| -> Vec<NodePolicy> {
        let attached = organizations.policies.iter();
        let attached = attached.filter(|one| one.policy_type == of && !one.targets.is_empty());
        attached
            .map(|policy| node_policy(&policy.name, &policy.targets, &policy.content))
            .collect()
    };
    // FullAWSAccess is told where there are other SCPs, so that nobody has to take it for
    // granted (J26).
    let of = PolicyType::ServiceControlPolicy;
    let is_told = |target: &&str| {
        let mut own = organizations.policies.iter();
        !organizations.without_full_access.contains(*target)
            && own.any(|one| one.policy_type == of && one.is_on(target))
    };
    let told = nodes::known(state).into_iter().filter(is_told);
    let told: Vec<String> = told.map(str::to_owned).collect();
    let full = (!told.is_empty()).then(|| node_policy(of.managed(), &told, of.managed_text()));
    let service_control = full.into_iter().chain(of_type(of)).collect();
    let resource_control = of_type(PolicyType::ResourceControlPolicy);
    state.case.policies.resource_control = resource_control;
    state.case.policies.service_control = service_control;
}

fn node_policy(name: &str, targets: &[String], content: &str) -> NodePolicy {
    NodePolicy {
        name: Some(name.to_owned()),
        attached_to: Some(targets.join(",")),
        document: DocumentText::new(content),
    }
}

/// Whether the policies of a state are such as requests make: the first that is not, and why.
pub(crate) fn unsound(organizations: &Organizations) -> Option<(usize, String)> {
    let policies = organizations.policies.iter().enumerate();
    for (index, policy) in policies.clone() {
        let mut before = policies.clone().take(index).map(|(_, before)| before);
        let is_again = |other: &OrganizationPolicy| {
            let is_named = other.policy_type == policy.policy_type && other.name == policy.name;
            other.id == policy.id || is_named
        };
        if before.any(is_again) {
            return Some((index, "another one has its id or name".to_owned()));
        }
        if !json(&policy.content).is_some_and(|content| content.is_object()) {
            return Some((index, "its content is no JSON object".to_owned()));
        }
    }
    without_allow(organizations).map(|target| {
        let why = format!("the SCPs of `{target}` allow nothing");
        (organizations.policies.len().saturating_sub(1), why)
    })
}

/// What the case file has of these policies, whatever its layout.
pub(crate) fn seen(case: &CaseFile) -> Vec<(PolicyType, [Option<String>; 2], Option<Value>)> {
    let entries = PolicyType::ALL
        .into_iter()
        .flat_map(|of| list(&case.policies, of).1.iter().map(move |one| (of, one)));
    entries
        .map(|(of, one)| {
            let text = one.document.text().and_then(json);
            (of, [one.name.clone(), one.attached_to.clone()], text)
        })
        .collect()
}
