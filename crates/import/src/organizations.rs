//! Outputs of AWS Organizations and of AWS STS.

use vestibule_iam::json::Node;
use vestibule_wire::ImportedKind;

use crate::fact::{Fact, Part, Type};
use crate::node::{OrganizationsArn, array, list, member, some_text, text};
use crate::output::{Output, Told};

/// Reads the output of one of its commands; false for all others.
pub(crate) fn read(command: &str, output: &Output<'_>, told: &mut Told) -> bool {
    let root = output.root;
    match command {
        "aws organizations describe-organization" => {
            let Some(organization) = member(root, "Organization") else {
                return false;
            };
            self::organization(organization, told);
        }
        "aws organizations list-roots" => list(root, "Roots")
            .iter()
            .for_each(|one| self::root(one, told)),
        "aws organizations enable-policy-type" => {
            let Some(one) = member(root, "Root") else {
                return false;
            };
            self::root(one, told);
        }
        "aws organizations list-accounts" => accounts(list(root, "Accounts"), output, told),
        "aws organizations describe-account" => {
            let Some(one) = member(root, "Account") else {
                return false;
            };
            account(one, told);
        }
        "aws organizations list-organizational-units-for-parent" => {
            let units = list(root, "OrganizationalUnits");
            units.iter().for_each(|one| unit(one, told));
            children(units, output.about("--parent-id"), told);
        }
        "aws organizations describe-organizational-unit" => {
            let Some(one) = member(root, "OrganizationalUnit") else {
                return false;
            };
            unit(one, told);
        }
        "aws organizations list-parents" => parents(list(root, "Parents"), output, told),
        "aws organizations list-children" => {
            children(list(root, "Children"), output.about("--parent-id"), told);
        }
        "aws organizations list-targets-for-policy" => targets(list(root, "Targets"), output, told),
        "aws organizations describe-policy" => {
            let Some(policy) = member(root, "Policy") else {
                return false;
            };
            return described(policy, output, told);
        }
        "aws organizations list-policies" => match member(root, "PolicySummary") {
            // As PowerShell prints what `describe-policy` does.
            Some(_) => return described(root, output, told),
            None => {
                let command = policies(list(root, "Policies"), output, told);
                told.taken(command);
            }
        },
        "aws sts get-caller-identity" => {
            told.drop_of(root, &["UserId", "Arn"]);
            let Some(account) = some_text(root, "Account") else {
                return false;
            };
            told.used(ImportedKind::Caller, 1);
            let session = output.subject.session.clone();
            told.fact(Fact::Caller { account, session });
        }
        _ => return false,
    }
    true
}

/// Reads an output without the name around it, as `--query` and PowerShell print one: the ARNs in
/// it say what it is. The command that prints it with that name, where it is one.
pub(crate) fn bare(output: &Output<'_>, told: &mut Told) -> Option<&'static str> {
    let root = output.root;
    if text(root, "MasterAccountId").is_some() && text(root, "Id").is_some() {
        organization(root, told);
        return Some("aws organizations describe-organization");
    }
    if member(root, "Content").is_some() && text(root, "Type").and_then(Type::of).is_some() {
        let taken = described(root, output, told);
        return taken.then_some("aws organizations create-policy");
    }
    let all = match root.elements() {
        [] => std::slice::from_ref(root),
        elements => elements,
    };
    let of_type = |node: &Node| {
        let arn = OrganizationsArn::of(text(node, "Arn")?)?;
        Some(arn.of_type.to_owned())
    };
    if all
        .iter()
        .all(|one| text(one, "TargetId").is_some() && text(one, "Arn").is_some())
    {
        targets(all, output, told);
        return Some("aws organizations list-targets-for-policy");
    }
    let first = of_type(all.first()?)?;
    if !all.iter().all(|one| of_type(one).as_ref() == Some(&first)) {
        return None;
    }
    match &*first {
        "root" => {
            all.iter().for_each(|one| self::root(one, told));
            Some("aws organizations list-roots")
        }
        "ou" => {
            all.iter().for_each(|one| unit(one, told));
            children(all, output.about("--parent-id"), told);
            Some("aws organizations list-organizational-units-for-parent")
        }
        "account" => {
            accounts(all, output, told);
            Some("aws organizations list-accounts")
        }
        "policy" => Some(policies(all, output, told)),
        _ => None,
    }
}

fn organization(organization: &Node, told: &mut Told) {
    told.drop_of(organization, &["MasterAccountEmail"]);
    let Some(id) = some_text(organization, "Id") else {
        return;
    };
    told.used(ImportedKind::Organization, 1);
    let management = some_text(organization, "MasterAccountId")
        .or_else(|| some_text(organization, "ManagementAccountId"));
    told.fact(Fact::Organization { id, management });
    if let Some(features) = text(organization, "FeatureSet") {
        told.fact(Fact::Features(features == "ALL"));
    }
}

/// What an ARN says of the organization around it.
fn of_arn(node: &Node, told: &mut Told) {
    let arn = text(node, "Arn").and_then(OrganizationsArn::of);
    // Policies that AWS manages are in no organization.
    let Some(arn) = arn.filter(|arn| arn.organization.starts_with("o-")) else {
        return;
    };
    let fact = Fact::Organization {
        id: arn.organization.to_owned(),
        management: Some(arn.management.to_owned()),
    };
    if told.facts.last() != Some(&fact) && !told.facts.contains(&fact) {
        told.fact(fact);
    }
}

fn root(root: &Node, told: &mut Told) {
    let Some(id) = some_text(root, "Id") else {
        return;
    };
    told.used(ImportedKind::Root, 1);
    let enabled = array(root, "PolicyTypes").and_then(enabled);
    told.fact(Fact::Root { id, enabled });
    of_arn(root, told);
}

/// The types that are enabled, always in one order; `None` where that is changing or cannot be
/// read.
fn enabled(types: &[Node]) -> Option<Vec<Type>> {
    let mut enabled = Vec::new();
    for one in types {
        let (of_type, status) = (text(one, "Type")?, text(one, "Status")?);
        match (Type::of(of_type), status) {
            (Some(of_type), "ENABLED") => enabled.push(of_type),
            (Some(_), _) => return None,
            (None, _) => {}
        }
    }
    enabled.sort();
    Some(enabled)
}

fn unit(unit: &Node, told: &mut Told) {
    let Some(id) = some_text(unit, "Id") else {
        return;
    };
    told.used(ImportedKind::Unit, 1);
    if let Some(path) = text(unit, "Path") {
        on_path(&id, path, told);
    }
    let name = some_text(unit, "Name");
    told.fact(Fact::Unit { id, name });
    of_arn(unit, told);
}

/// What a path says of who is in what: `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/`.
fn on_path(id: &str, path: &str, told: &mut Told) {
    let nodes = path
        .split('/')
        .filter(|node| !node.is_empty() && *node != id);
    let mut nodes: Vec<&str> = nodes.filter(|node| !node.starts_with("o-")).collect();
    nodes.push(id);
    for pair in nodes.windows(2) {
        if let [parent, child] = pair {
            told.used(ImportedKind::Parent, 1);
            told.fact(Fact::Parent {
                child: (*child).to_owned(),
                parent: (*parent).to_owned(),
            });
        }
    }
}

fn account(account: &Node, told: &mut Told) {
    told.drop_of(account, &["Email", "JoinedTimestamp"]);
    let Some(id) = some_text(account, "Id") else {
        return;
    };
    told.used(ImportedKind::Account, 1);
    let paths = list(account, "Paths").iter().filter_map(Node::as_str);
    for path in paths.chain(text(account, "Path")) {
        on_path(&id, path, told);
    }
    told.fact(Fact::Account {
        id,
        name: some_text(account, "Name"),
        state: some_text(account, "State").or_else(|| some_text(account, "Status")),
    });
    of_arn(account, told);
}

/// Accounts of the whole organization, or of one root or unit.
fn accounts(accounts: &[Node], output: &Output<'_>, told: &mut Told) {
    accounts.iter().for_each(|one| account(one, told));
    if output.is_of("forparent", None) {
        told.taken("aws organizations list-accounts-for-parent");
        children(accounts, output.about("--parent-id"), told);
    }
}

fn children(nodes: &[Node], of: crate::subject::Subject, told: &mut Told) {
    let children: Vec<String> = nodes
        .iter()
        .filter_map(|one| some_text(one, "Id"))
        .collect();
    if !children.is_empty() {
        told.used(ImportedKind::Parent, children.len());
        told.fact(Fact::Children { of, children });
    }
}

fn parents(parents: &[Node], output: &Output<'_>, told: &mut Told) {
    // AWS has one parent for each; of more it is not known which.
    let [parent] = parents else { return };
    if let Some(parent) = some_text(parent, "Id") {
        told.used(ImportedKind::Parent, 1);
        let of = output.about("--child-id");
        told.fact(Fact::ParentOf { of, parent });
    }
}

fn targets(targets: &[Node], output: &Output<'_>, told: &mut Told) {
    let nodes: Vec<String> = targets
        .iter()
        .filter_map(|one| some_text(one, "TargetId"))
        .collect();
    told.used(ImportedKind::Attachment, nodes.len());
    told.fact(Fact::Targets {
        of: output.about("--policy-id"),
        nodes,
        is_all: output.is_all("Targets"),
    });
}

/// Policies of the organization, or of what they are attached to. The command that prints them.
fn policies(policies: &[Node], output: &Output<'_>, told: &mut Told) -> &'static str {
    let mut types: Vec<Type> = Vec::new();
    let mut ids = Vec::new();
    for one in policies {
        let of_type = text(one, "Type").and_then(Type::of);
        let (Some(id), Some(of_type)) = (some_text(one, "Id"), of_type) else {
            continue;
        };
        told.used(ImportedKind::PolicyName, 1);
        ids.push(id.clone());
        if !types.contains(&of_type) {
            types.push(of_type);
        }
        of_arn(one, told);
        told.fact(Fact::Policy {
            id,
            name: some_text(one, "Name"),
            of_type,
            text: None,
        });
    }
    // An empty list says nothing of the type, but the command or the name does.
    let named = Type::ALL.into_iter().find(|of_type| {
        let told = output.command.and_then(|part| part.option("--filter"));
        let squashed = of_type.name().replace('_', "").to_ascii_lowercase();
        told.map_or(output.squashed.contains(&squashed), |told| {
            told == of_type.name()
        })
    });
    // One list is of one type.
    let of_type = match types.as_slice() {
        [] if policies.is_empty() => named,
        [one] => Some(*one),
        _ => None,
    };
    let is_of_target = output.is_of("fortarget", None);
    if output.is_part() {
        let may_be = Type::ALL.into_iter();
        let may_be = may_be.filter(|one| of_type.is_none_or(|of_type| of_type == *one));
        for of_type in may_be {
            told.fact(Fact::Partial(Part::Policies(of_type)));
        }
    }
    if let Some(of_type) = of_type {
        if is_of_target {
            told.used(ImportedKind::Attachment, ids.len());
            told.fact(Fact::AttachedTo {
                of: output.about("--target-id"),
                of_type,
                policies: ids,
                is_all: output.is_all("Policies"),
            });
        } else {
            // A name with a node in it is of the policies there, whatever else it says.
            let has_node = output.subject.has_node();
            let is_all = output.is_of("listpolicies", Some("fortarget"))
                && output.is_all("Policies")
                && (output.command.is_some() || !has_node);
            if is_all {
                let of = output.subject.clone();
                told.fact(Fact::Listed { of, of_type });
            }
        }
    }
    match is_of_target {
        true => "aws organizations list-policies-for-target",
        false => "aws organizations list-policies",
    }
}

/// A policy with its text, with its summary or, as `create-policy` takes it, without.
fn described(policy: &Node, output: &Output<'_>, told: &mut Told) -> bool {
    let Some(summary) = member(policy, "PolicySummary") else {
        return planned(policy, output, told);
    };
    told.drop_of(summary, &["Description"]);
    let of_type = text(summary, "Type").and_then(Type::of);
    let id = some_text(summary, "Id").or_else(|| id_of_arn(summary));
    let (Some(id), Some(of_type)) = (id, of_type) else {
        return false;
    };
    let text = member(policy, "Content").and_then(|content| output.policy(content));
    told.used(ImportedKind::Policy, usize::from(text.is_some()));
    told.fact(Fact::Policy {
        id,
        name: some_text(summary, "Name"),
        of_type,
        text,
    });
    of_arn(summary, told);
    true
}

/// The id at the end of the ARN of a policy, where a summary has no other.
fn id_of_arn(summary: &Node) -> Option<String> {
    let arn = some_text(summary, "Arn")?;
    let (_, id) = arn.rsplit_once('/')?;
    id.starts_with("p-").then(|| id.to_owned())
}

/// The input of `create-policy`: a policy that has no id yet.
fn planned(policy: &Node, output: &Output<'_>, told: &mut Told) -> bool {
    told.drop_of(policy, &["Description", "Tags"]);
    let of_type = text(policy, "Type").and_then(Type::of);
    let (Some(name), Some(of_type)) = (some_text(policy, "Name"), of_type) else {
        return false;
    };
    let content = member(policy, "Content");
    let text = content.and_then(|content| {
        let text = output.policy(content)?;
        output.filled(text, content.span.start, told)
    });
    told.used(ImportedKind::Policy, usize::from(text.is_some()));
    told.fact(Fact::Planned {
        of: output.subject.clone(),
        name,
        of_type,
        text,
    });
    true
}
