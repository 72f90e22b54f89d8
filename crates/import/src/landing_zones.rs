//! Policies of landing zones: their texts, with values in the place of lookups, and where they are
//! attached.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_iam::json;
use vestibule_syntax::diagnostic::{code, codes};
use vestibule_syntax::limits::DOCUMENT_BYTES;
use vestibule_syntax::message;
use vestibule_wire::{Finding, ImportedKind, Severity};

use crate::fact::{Fact, Place, Type};
use crate::file::Read;
use crate::landing_zone::{Deployed, LandingZone};
use crate::output::Told;
use crate::path::{below, folder_of, normal};
use crate::subject::is_node;
use crate::values::Values;

/// What the root is called.
const ROOT: &str = "Root";
/// What a lookup of the accelerator begins with.
const LOOKUP: &str = "${ACCEL_LOOKUP::";

/// Adds what landing zones tell, with the files of their policies.
pub(crate) fn read_all(read: &mut [Read], values: &Values) {
    let zones: Vec<(usize, LandingZone)> = read
        .iter_mut()
        .enumerate()
        .filter_map(|(file, one)| Some((file, one.landing_zone.take()?)))
        .collect();
    if zones.is_empty() {
        return;
    }
    let folders: Vec<String> = read.iter().map(|one| folder_of(&one.name)).collect();
    let paths: BTreeMap<String, usize> = read
        .iter()
        .enumerate()
        .map(|(file, one)| (normal(&one.name), file))
        .collect();
    let mut used = BTreeSet::new();
    for (file, zone) in &zones {
        let Some(folder) = folders.get(*file) else {
            continue;
        };
        let beside = |(other, _): &&(usize, LandingZone)| folders.get(*other) == Some(folder);
        let beside: Vec<&LandingZone> = zones.iter().filter(beside).map(|(_, zone)| zone).collect();
        let beside = Beside {
            accounts: joined(&beside, |zone| &zone.accounts),
            values: joined(&beside, |zone| &zone.values),
            units: joined(&beside, |zone| &zone.units),
        };
        let mut told = Told::default();
        for policy in &zone.policies {
            let path = below(folder, &policy.path);
            let found = paths.get(&path).and_then(|at| Some((*at, read.get(*at)?)));
            let written = found.map(|(_, one)| one.text.as_deref());
            used.extend(found.map(|(at, _)| at));
            deployed(policy, written, &beside, values, &mut told);
        }
        if let Some(one) = read.get_mut(*file) {
            one.report.taken_for.push(zone.what.to_owned());
            one.add(told);
        }
    }
    for file in used {
        if let Some(one) = read.get_mut(file) {
            one.report.taken_for = vec!["policy of a landing zone".to_owned()];
            // Before lookups have their values it need not be JSON; what is wrong then is said at
            // the configuration.
            let is_read = one.text.is_some();
            one.report.findings.retain(|finding| {
                let is_of_form = ["import-not-recognised", "import-unreadable"];
                !is_read || !is_of_form.contains(&&*finding.code)
            });
        }
    }
}

/// What the files of one folder say together.
struct Beside {
    accounts: BTreeMap<String, String>,
    values: BTreeMap<String, String>,
    units: BTreeMap<String, String>,
}

fn joined(
    zones: &[&LandingZone],
    of: impl Fn(&LandingZone) -> &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let all = zones.iter().flat_map(|zone| of(zone));
    all.map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// One policy. `written` is the text of its file: `None` where the file is not there.
fn deployed(
    policy: &Deployed,
    written: Option<Option<&str>>,
    beside: &Beside,
    values: &Values,
    told: &mut Told,
) {
    let name = &policy.name;
    let text = match written {
        Some(Some(text)) => filled(policy, text, beside, values, told),
        Some(None) => {
            // What is wrong with it is said at its file.
            None
        }
        None => {
            let message = message!(
                "the text of policy {policy} is not known, because its file is not imported: {path}",
                policy = code(name),
                path = code(&policy.path)
            );
            let help = message!("import the folder with the configuration and its policies");
            told.say(Finding::new("import-unresolved", Severity::Warning, message).help(help));
            None
        }
    };
    let mut nodes = Vec::new();
    let mut places = Vec::new();
    let mut unknown = Vec::new();
    for unit in &policy.units {
        let names = unit
            .split(policy.between)
            .map(|name| name.trim().to_owned());
        match beside.units.get(unit) {
            Some(id) => nodes.push(id.clone()),
            None => places.push(Place {
                below: None,
                names: names.filter(|name| name != ROOT).collect(),
            }),
        }
    }
    for account in &policy.accounts {
        match beside.accounts.get(account) {
            Some(id) => nodes.push(id.clone()),
            None if is_node(account) => nodes.push(account.clone()),
            None => unknown.push(account.as_str()),
        }
    }
    if !unknown.is_empty() {
        let message = message!(
            "the ids of accounts that policy {policy} is attached to are not known: {accounts}",
            policy = code(name),
            accounts = codes(unknown.iter().copied())
        );
        let help = message!("import `accounts-config.yaml` with its `accountIds`, too");
        told.say(Finding::new("import-unresolved", Severity::Warning, message).help(help));
    }
    told.used(ImportedKind::Policy, usize::from(text.is_some()));
    told.used(ImportedKind::Attachment, nodes.len() + places.len());
    told.fact(Fact::Template {
        name: name.clone(),
        of_type: policy.of_type,
        text,
        nodes,
        places,
        is_all: policy.is_all && unknown.is_empty(),
        is_managed: false,
    });
    if policy.is_allow_list {
        // Where the files do not tell where full access is still attached, more may be denied.
        let changed = format!("{name}: allow-list");
        told.fact(Fact::unknown_policy(&changed, Type::ServiceControl, false));
        let message = message!(
            "policy {policy} takes `FullAWSAccess` from what it is attached to, so what these allow is not known",
            policy = code(name)
        );
        let help = message!(
            "import the output of `aws organizations list-policies-for-target` of each, too"
        );
        told.say(Finding::new("import-unresolved", Severity::Warning, message).help(help));
    }
}

/// The text of a policy with values in the place of its placeholders; `None` where that is not
/// known, which is said.
fn filled(
    policy: &Deployed,
    text: &str,
    beside: &Beside,
    values: &Values,
    told: &mut Told,
) -> Option<String> {
    let (text, mut without) = looked_up(text, beside, values);
    if without.is_empty() {
        let parsed = json::parse(&text);
        if !parsed.problems.is_empty() || parsed.root.members().is_empty() {
            let message = message!(
                "the text of policy {policy} is not known, because its file is no JSON: {path}",
                policy = code(&policy.name),
                path = code(&policy.path)
            );
            let help = message!("mend the file; the editor of the page says where it is wrong");
            told.say(Finding::new("import-unresolved", Severity::Warning, message).help(help));
            return None;
        }
        match values.filled(text) {
            Ok(text) => return Some(text),
            Err(names) => without.extend(names),
        }
    }
    let message = message!(
        "policy {policy} has placeholders without a value: {names}",
        policy = code(&policy.name),
        names = codes(without.iter().map(String::as_str))
    );
    let help = message!(
        "give each a value with {option}",
        option = code("--set NAME=VALUE")
    );
    told.say(Finding::new("import-unresolved", Severity::Warning, message).help(help));
    None
}

/// A text with what the accelerator looks up in it, and the lookups of which nothing tells the
/// value. It puts values into the text before that is read as JSON.
fn looked_up(text: &str, beside: &Beside, values: &Values) -> (String, BTreeSet<String>) {
    let mut without = BTreeSet::new();
    let mut made = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(LOOKUP) {
        let (key, after) = behind.split_once('}').unwrap_or((behind, ""));
        let custom = key.strip_prefix("CUSTOM:");
        let value = custom.and_then(|key| {
            let given = values.get(key);
            given.or_else(|| beside.values.get(key).map(|value| &**value))
        });
        let value = value.filter(|value| made.len() + value.len() <= DOCUMENT_BYTES);
        made.push_str(before);
        match value {
            Some(value) => made.push_str(value),
            None => {
                without.insert(custom.unwrap_or(key).to_owned());
            }
        }
        rest = after;
    }
    made.push_str(rest);
    (made, without)
}
