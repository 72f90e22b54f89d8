//! Configurations of the Landing Zone Accelerator on AWS, and manifests of Customizations for AWS
//! Control Tower: which file has the text of an RCP or SCP, and which units and accounts get it.
//!
//! Sources: `organization-config.yaml`, `accounts-config.yaml` and `replacements-config.yaml` of
//! the Landing Zone Accelerator; `manifest.yaml` of version 2021-03-15.

use std::collections::BTreeMap;

use vestibule_iam::json::{Node, json_string};

use crate::fact::Type;
use crate::node::{array, list, member, some_text, text, truth};
use crate::subject::is_node;

const ACCELERATOR: &str = "Landing Zone Accelerator configuration";
const MANIFEST: &str = "Control Tower customizations manifest";
/// How many policies one file has at most.
const POLICIES: usize = 10_000;

/// What one file of a landing zone says.
#[derive(Debug, Default)]
pub(crate) struct LandingZone {
    pub(crate) what: &'static str,
    pub(crate) policies: Vec<Deployed>,
    /// What stands in the place of lookups, by their keys.
    pub(crate) values: BTreeMap<String, String>,
    /// The ids of units by their names.
    pub(crate) units: BTreeMap<String, String>,
    /// The ids of accounts by the names that they have in the configuration.
    pub(crate) accounts: BTreeMap<String, String>,
}

/// A policy that it deploys.
#[derive(Debug)]
pub(crate) struct Deployed {
    pub(crate) name: String,
    pub(crate) of_type: Type,
    /// The path of the file with its text.
    pub(crate) path: String,
    /// The names of units on the way from the root, each.
    pub(crate) units: Vec<String>,
    /// What stands between the names on the way.
    pub(crate) between: char,
    pub(crate) accounts: Vec<String>,
    /// What it is attached to is told as a whole.
    pub(crate) is_all: bool,
    /// AWS's full access is taken from where it is attached.
    pub(crate) is_allow_list: bool,
}

/// The configuration in a file, where it is one.
pub(crate) fn of(root: &Node) -> Option<LandingZone> {
    let has = |name: &str| member(root, name).is_some();
    if has("organizationalUnits") && (has("serviceControlPolicies") || has("enable")) {
        return Some(organization(root));
    }
    if has("mandatoryAccounts") {
        return Some(LandingZone {
            what: ACCELERATOR,
            accounts: accounts(root),
            ..LandingZone::default()
        });
    }
    if has("globalReplacements") {
        return Some(LandingZone {
            what: ACCELERATOR,
            values: replacements(root),
            ..LandingZone::default()
        });
    }
    let resources = list(root, "resources");
    let is_resource = |one: &Node| member(one, "deploy_method").is_some();
    (has("version") && resources.iter().any(is_resource)).then(|| manifest(resources))
}

fn organization(root: &Node) -> LandingZone {
    let quarantine = member(root, "quarantineNewAccounts");
    let quarantine = quarantine.filter(|of| truth(of, "enable") != Some(false));
    let quarantine = quarantine.and_then(|of| text(of, "scpPolicyName"));
    let mut policies = Vec::new();
    for (name, of_type) in [
        ("serviceControlPolicies", Type::ServiceControl),
        ("resourceControlPolicies", Type::ResourceControl),
    ] {
        for one in list(root, name).iter().take(POLICIES) {
            let targets = member(one, "deploymentTargets");
            let names = |name: &str| targets.map(|of| texts(of, name)).unwrap_or_default();
            let excludes = !names("excludedAccounts").is_empty();
            let name = some_text(one, "name").unwrap_or_default();
            policies.push(Deployed {
                // New accounts get it, too, until they are set up.
                is_all: !excludes && quarantine != Some(&*name),
                name,
                of_type,
                path: some_text(one, "policy").unwrap_or_default(),
                units: names("organizationalUnits"),
                between: '/',
                accounts: names("accounts"),
                is_allow_list: text(one, "strategy") == Some("allow-list"),
            });
        }
    }
    let units = list(root, "organizationalUnitIds").iter();
    let units = units.filter_map(|one| Some((some_text(one, "name")?, some_text(one, "id")?)));
    LandingZone {
        what: ACCELERATOR,
        policies,
        units: units.filter(|(_, id)| is_node(id)).collect(),
        ..LandingZone::default()
    }
}

/// The ids of accounts by their names, where the file has both by their addresses.
fn accounts(root: &Node) -> BTreeMap<String, String> {
    let ids = list(root, "accountIds").iter();
    let ids = ids.filter_map(|one| Some((text(one, "email")?, some_text(one, "accountId")?)));
    let ids: BTreeMap<&str, String> = ids.filter(|(_, id)| is_node(id)).collect();
    let named = ["mandatoryAccounts", "workloadAccounts"].map(|name| list(root, name));
    let named = named.into_iter().flatten();
    let named = named.filter_map(|one| {
        let id = ids.get(text(one, "email")?)?;
        Some((some_text(one, "name")?, id.clone()))
    });
    named.collect()
}

/// What stands in the place of lookups of custom values: a text as it is, and a list as JSON.
/// Values that are kept elsewhere are not known.
fn replacements(root: &Node) -> BTreeMap<String, String> {
    let all = list(root, "globalReplacements").iter();
    let all = all.filter_map(|one| {
        let key = some_text(one, "key")?;
        match text(one, "type") {
            None | Some("String") => Some((key, some_text(one, "value")?)),
            Some("StringList") => {
                let all = array(one, "value")?
                    .iter()
                    .map(|one| one.as_str().map(json_string));
                let all: Vec<String> = all.collect::<Option<_>>()?;
                Some((key, format!("[{}]", all.join(","))))
            }
            Some(_) => None,
        }
    });
    all.collect()
}

fn manifest(resources: &[Node]) -> LandingZone {
    let policies = resources.iter().take(POLICIES).filter_map(|one| {
        let of_type = match text(one, "deploy_method")? {
            "scp" => Type::ServiceControl,
            "rcp" => Type::ResourceControl,
            _ => return None,
        };
        let targets = member(one, "deployment_targets");
        let names = |name: &str| targets.map(|of| texts(of, name)).unwrap_or_default();
        Some(Deployed {
            name: some_text(one, "name").unwrap_or_default(),
            of_type,
            path: some_text(one, "resource_file").unwrap_or_default(),
            units: names("organizational_units"),
            between: ':',
            accounts: names("accounts"),
            is_all: true,
            is_allow_list: false,
        })
    });
    LandingZone {
        what: MANIFEST,
        policies: policies.collect(),
        ..LandingZone::default()
    }
}

/// The texts in a list; numbers as they are written.
fn texts(of: &Node, name: &str) -> Vec<String> {
    let all = list(of, name).iter().filter_map(Node::as_str);
    all.map(ToOwned::to_owned).collect()
}
