//! The tree of an organization, of what is told of parents.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use vestibule_syntax::diagnostic::codes;
use vestibule_syntax::limits::ORGANIZATION_LEVELS;
use vestibule_syntax::message;
use vestibule_wire::{Finding, ImportGap, OrganizationNode, Severity};

use crate::gap::gap;
use crate::store::Store;
use crate::subject::is_account;

/// The tree, as far as it is known.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) root: OrganizationNode,
    /// The ids of all nodes and accounts in it.
    pub(crate) ids: BTreeSet<String>,
    /// The accounts in it.
    pub(crate) accounts: BTreeSet<String>,
}

/// Where something stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// So many levels below the root.
    Below(usize),
    /// Nothing tells what it is in, or what that is in.
    Unknown,
    /// It is below itself.
    Loop,
}

/// The tree below the one root; `None` where no root is known, or several are.
pub(crate) fn tree(
    store: &Store,
    findings: &mut Vec<Finding>,
    missing: &mut Vec<ImportGap>,
) -> Option<Tree> {
    let parents = store.parents.values().filter_map(|parent| parent.get());
    let of_parents = parents.filter(|parent| parent.starts_with("r-"));
    let roots: BTreeSet<&str> = of_parents
        .chain(store.roots.keys())
        .map(|id| &**id)
        .collect();
    let root = match roots.len() {
        0 => return None,
        1 => *roots.first()?,
        _ => {
            let message = message!(
                "the files tell of several roots: {roots}",
                roots = codes(roots.iter().copied())
            );
            let help = message!("import the files of one organization alone");
            findings
                .push(Finding::new("import-contradiction", Severity::Error, message).help(help));
            return None;
        }
    };
    let mut standing: HashMap<&str, Standing> = HashMap::from([(root, Standing::Below(0))]);
    let all = store.members();
    for id in &all {
        stand(id, store, &mut standing);
    }
    let of = |wanted: fn(Standing) -> bool| -> Vec<&str> {
        let found = all
            .iter()
            .filter(|id| standing.get(**id).is_some_and(|one| wanted(*one)));
        found.copied().collect()
    };
    let looped = of(|one| one == Standing::Loop);
    if !looped.is_empty() {
        let message = message!(
            "by what the files tell, these are below themselves: {ids}",
            ids = codes(looped.iter().copied())
        );
        let help = message!("make the outputs again that tell what these are in");
        findings.push(Finding::new("import-contradiction", Severity::Error, message).help(help));
    }
    let deep = of(|one| matches!(one, Standing::Below(levels) if levels > ORGANIZATION_LEVELS + 1));
    if !deep.is_empty() {
        let message = message!(
            "these stand deeper than the {most} levels of units that AWS allows: {ids}",
            most = ORGANIZATION_LEVELS,
            ids = codes(deep.iter().copied())
        );
        let help = message!("make the outputs again that tell what these are in");
        findings.push(Finding::new("import-contradiction", Severity::Error, message).help(help));
    }
    let lost = of(|one| one == Standing::Unknown);
    if !lost.is_empty() {
        let what = message!(
            "where {count} accounts and units stand in the organization is not known: {ids}",
            count = lost.len(),
            ids = codes(lost.iter().copied())
        );
        let call = |id: &&str| format!("aws organizations list-parents --child-id {id}");
        missing.push(gap(
            Severity::Warning,
            what,
            lost.iter().map(call).collect(),
        ));
    }
    let mut below: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (child, parent) in &store.parents {
        let is_placed = |id: &str| {
            matches!(standing.get(id), Some(Standing::Below(levels))
                if *levels <= ORGANIZATION_LEVELS + usize::from(is_account(id)))
        };
        if let Some(parent) = parent.get().filter(|_| is_placed(child)) {
            below.entry(parent).or_default().push(child);
        }
    }
    let strange: BTreeSet<&str> = store
        .accounts
        .iter()
        .filter(|(_, told)| told.has_strange_state())
        .map(|(id, _)| &**id)
        .collect();
    if !strange.is_empty() {
        let message = message!(
            "the state of these accounts is not known, so they are left out: {ids}",
            ids = codes(strange.iter().copied())
        );
        let help =
            message!("run `aws organizations list-accounts` again, and import the output alone");
        findings.push(Finding::new("import-state-unknown", Severity::Warning, message).help(help));
    }
    for children in below.values_mut() {
        children.retain(|id| !strange.contains(id));
    }
    let mut tree = Tree::default();
    tree.root = node(root, &below, store, &mut tree.ids, &mut tree.accounts);
    Some(tree)
}

/// Notes where something stands, and all that is above it.
fn stand<'s>(id: &'s str, store: &'s Store, standing: &mut HashMap<&'s str, Standing>) {
    let mut way = vec![id];
    let mut on_way: BTreeSet<&str> = BTreeSet::from([id]);
    let end = loop {
        let Some(last) = way.last().copied() else {
            return;
        };
        if let Some(known) = standing.get(last) {
            way.pop();
            break *known;
        }
        let parent = store.parents.get(last).and_then(|parent| parent.get());
        match parent {
            None => break Standing::Unknown,
            Some(parent) if !on_way.insert(parent) => break Standing::Loop,
            Some(parent) => way.push(parent),
        }
    };
    let mut above = end;
    for id in way.into_iter().rev() {
        if let Standing::Below(levels) = above {
            above = Standing::Below(levels.saturating_add(1));
        }
        standing.insert(id, above);
    }
}

/// A node with what is below it: no more levels than AWS allows.
fn node(
    id: &str,
    below: &BTreeMap<&str, Vec<&str>>,
    store: &Store,
    ids: &mut BTreeSet<String>,
    accounts: &mut BTreeSet<String>,
) -> OrganizationNode {
    ids.insert(id.to_owned());
    let name = store.units.get(id).and_then(|name| name.get());
    let mut made = OrganizationNode {
        id: id.to_owned(),
        name: name.cloned(),
        ..OrganizationNode::default()
    };
    for child in below.get(id).into_iter().flatten() {
        if is_account(child) {
            ids.insert((*child).to_owned());
            accounts.insert((*child).to_owned());
            made.accounts.push((*child).to_owned());
        } else {
            made.children.push(node(child, below, store, ids, accounts));
        }
    }
    made
}
