//! Members of a case file that the contract does not know: kept beside what it
//! knows, and put back where they stood.

use std::rc::Rc;

use implicit_clone::unsync::IString;
use vestibule_iam::json::{self, Member, Node, Value};
use vestibule_iam::span::{Span, Text};
use vestibule_wire::{CaseFile, Finding, Layer};

use super::workspace::{Document, Holder, LAYERS, OF_ACCOUNT, OF_FILE, UnknownMember, Workspace};

/// A member that the contract knows and the page keeps as it is.
pub(super) fn known(
    within: Option<&'static str>,
    member: &'static str,
    json: String,
) -> UnknownMember {
    UnknownMember {
        holder: Holder::File,
        path: within.into_iter().map(IString::Static).collect(),
        member: IString::Static(member),
        json: json.into(),
    }
}

/// Keeps what a case file without a text of its own says beside what the page has a place for.
pub(super) fn keep_of(workspace: &mut Workspace, file: &CaseFile) {
    let whole = serde_json::to_value(file).unwrap_or_default();
    let of_file = OF_FILE.map(|name| (None, name));
    let of_account = of_account(workspace);
    for (within, name) in of_file.into_iter().chain(of_account) {
        let holder = within.map_or(Some(&whole), |within| whole.get(within));
        if let Some(told) = holder.and_then(|holder| holder.get(name)) {
            workspace
                .unknown_members
                .push(known(within, name, told.to_string()));
        }
    }
}

/// The members of the account that are kept as they stand there. Beside an organization, all of
/// the account is.
fn of_account(workspace: &Workspace) -> Vec<(Option<&'static str>, &'static str)> {
    if workspace.organization.is_some() {
        return Vec::new();
    }
    OF_ACCOUNT.map(|name| (Some("account"), name)).into()
}

/// A step of the way to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Member(String),
    Element(usize),
}

/// Keeps what the findings say is unknown, which assumptions were named without being
/// switched, and the members that the page has no place for.
pub(super) fn keep(workspace: &mut Workspace, text: &str, findings: &[Finding]) {
    let root = json::parse(text).root;
    let unknown = findings
        .iter()
        .filter(|finding| finding.code == "unknown-field")
        .filter_map(|finding| steps(finding.path.as_deref()?));
    let mut members: Vec<UnknownMember> = unknown
        .filter_map(|steps| unknown_member(workspace, &root, &steps))
        .collect();
    let assumptions = root.get("assumptions").map(Node::members);
    let assumptions = assumptions.unwrap_or_default().iter();
    let shipped = assumptions.filter(|member| member.value.value == Value::Bool(true));
    members.extend(shipped.map(|member| UnknownMember {
        holder: Holder::File,
        path: vec![IString::Static("assumptions")],
        member: member.key.value.to_string().into(),
        json: IString::Static("true"),
    }));
    // The page has no place for them.
    let of_account = of_account(workspace);
    let is_policy_beside = |name: &&str| {
        let policies = root.get("policies");
        policies.is_some_and(|policies| {
            policies.get("resourceBased").is_some() && policies.get(name).is_some()
        })
    };
    // Beside a resource-based policy they have none, either.
    let statements = Some("permissionStatements").filter(is_policy_beside);
    for (within, name) in OF_FILE
        .map(|name| (None, name))
        .into_iter()
        .chain(of_account)
        .chain(statements.map(|name| (Some("policies"), name)))
    {
        let holder = within.map_or(Some(&root), |within| root.get(within));
        let told = holder.and_then(|holder| holder.get(name));
        members.extend(told.map(|told| UnknownMember {
            holder: Holder::File,
            path: within.into_iter().map(IString::Static).collect(),
            member: IString::Static(name),
            json: told.to_compact_string().into(),
        }));
    }
    workspace.unknown_members = members;
}

/// The documents of a layer that are an account's own, or nobody's without an account.
fn own<'w>(
    workspace: &'w Workspace,
    layer: Layer,
    account: &'w str,
) -> impl Iterator<Item = &'w Rc<Document>> {
    let documents = workspace.of_layer(layer);
    documents.filter(move |document| &*document.account == account)
}

fn unknown_member(workspace: &Workspace, root: &Node, steps: &[Step]) -> Option<UnknownMember> {
    use Step::{Element, Member};
    let (holder, rest) = match steps {
        [Member(list), Element(index), rest @ ..] if list == "requests" => {
            let scenario = workspace.scenarios.get(*index)?;
            (Holder::Scenario(scenario.id), rest)
        }
        [Member(list), Member(layer), Element(index), rest @ ..] if list == "policies" => {
            let layer = LAYERS.into_iter().find(|known| known.name() == layer)?;
            let document = own(workspace, layer, "").nth(*index)?;
            (Holder::Document(document.id), rest)
        }
        [Member(whole), Member(list), Element(index), rest @ ..]
            if whole == "organization" && list == "accounts" =>
        {
            let member = workspace.organization.as_ref()?.members.get(*index)?;
            match rest {
                [Member(policies), Member(layer), Element(index), rest @ ..]
                    if policies == "policies" =>
                {
                    let layer = LAYERS.into_iter().find(|known| known.name() == layer)?;
                    let document = own(workspace, layer, &member.id).nth(*index)?;
                    (Holder::Document(document.id), rest)
                }
                rest => (Holder::Member(u32::try_from(*index).ok()?), rest),
            }
        }
        rest => (Holder::File, rest),
    };
    let value = steps.iter().try_fold(root, |node, step| match step {
        Member(name) => node.get(name),
        Element(index) => node.elements().get(*index),
    })?;
    let members: Option<Vec<IString>> = rest
        .iter()
        .map(|step| match step {
            Member(name) => Some(name.clone().into()),
            Element(_) => None,
        })
        .collect();
    let mut path = members?;
    let member = path.pop()?;
    Some(UnknownMember {
        holder,
        path,
        member,
        json: value.to_compact_string().into(),
    })
}

/// `requests[0].network["odd name"]` in steps.
fn steps(path: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('[') {
            if inner.starts_with('"') {
                let name = json::parse(inner).root;
                rest = inner.get(name.span.end as usize..)?.strip_prefix(']')?;
                steps.push(Step::Member(name.as_str()?.to_owned()));
            } else {
                let (index, behind) = inner.split_once(']')?;
                steps.push(Step::Element(index.parse().ok()?));
                rest = behind;
            }
        } else {
            let plain = rest.strip_prefix('.').unwrap_or(rest);
            let end = plain.find(['.', '[']).unwrap_or(plain.len());
            steps.push(Step::Member(plain.get(..end)?.to_owned()));
            rest = plain.get(end..)?;
        }
    }
    Some(steps)
}

/// Puts back what the contract knows and the page has no place for, into the case file that `file`
/// is.
pub(crate) fn put_back_known(members: &[UnknownMember], file: &mut Node) {
    for unknown in members {
        if unknown.is_known() {
            put(unknown, Some(&mut *file));
        }
    }
}

/// Puts what was kept into the case file that `file` is.
pub(super) fn put_back(workspace: &Workspace, file: &mut Node) {
    for unknown in &workspace.unknown_members {
        let holder = match unknown.holder {
            Holder::File => Some(&mut *file),
            Holder::Scenario(id) => scenario_of(workspace, id, file),
            Holder::Document(id) => document_of(workspace, id, file),
            Holder::Member(index) => member_of(index, file),
        };
        put(unknown, holder);
    }
}

/// Puts a member into what holds it.
fn put(unknown: &UnknownMember, holder: Option<&mut Node>) {
    let object = holder.and_then(|holder| {
        let mut path = unknown.path.iter();
        // Where the object is gone its unknown member alone is there again.
        path.try_fold(holder, |node, name| {
            member_or(node, name, || Value::Object(Vec::new()))
        })
    });
    if let Some(object) = object {
        member_or(object, &unknown.member, || {
            json::parse(&unknown.json).root.value
        });
    }
}

/// The member `name` of an object; `new`, where it has none.
fn member_or<'n>(
    object: &'n mut Node,
    name: &str,
    new: impl FnOnce() -> Value,
) -> Option<&'n mut Node> {
    let Value::Object(members) = &mut object.value else {
        return None;
    };
    let place = members.iter().position(|member| &*member.key.value == name);
    if place.is_none() {
        let span = Span::empty(0);
        members.push(Member {
            key: Text::new(name, span),
            value: Node { span, value: new() },
        });
    }
    let member = match place {
        Some(place) => members.get_mut(place),
        None => members.last_mut(),
    };
    member.map(|member| &mut member.value)
}

fn member<'n>(object: &'n mut Node, name: &str) -> Option<&'n mut Node> {
    let Value::Object(members) = &mut object.value else {
        return None;
    };
    let mut members = members.iter_mut();
    let member = members.find(|member| &*member.key.value == name)?;
    Some(&mut member.value)
}

/// The element `index` of the list that `list` is.
fn element(list: Option<&mut Node>, index: usize) -> Option<&mut Node> {
    match &mut list?.value {
        Value::Array(elements) => elements.get_mut(index),
        _ => None,
    }
}

fn scenario_of<'n>(workspace: &Workspace, id: u32, file: &'n mut Node) -> Option<&'n mut Node> {
    let index = workspace.scenarios.iter().position(|s| s.id == id)?;
    element(member(file, "requests"), index)
}

fn member_of(index: u32, file: &mut Node) -> Option<&mut Node> {
    let accounts = member(member(file, "organization")?, "accounts");
    element(accounts, usize::try_from(index).ok()?)
}

fn document_of<'n>(workspace: &Workspace, id: u32, file: &'n mut Node) -> Option<&'n mut Node> {
    let document: &Document = workspace.document(id)?;
    let index = own(workspace, document.layer, &document.account)
        .filter(|other| !other.is_blank())
        .position(|other| other.id == id)?;
    let holder = if document.account.is_empty() {
        file
    } else {
        let members = &workspace.organization.as_ref()?.members;
        let number = members.iter().position(|one| one.id == document.account)?;
        member_of(u32::try_from(number).ok()?, file)?
    };
    let policies = member(holder, "policies")?;
    element(member(policies, document.layer.name()), index)
}

#[cfg(test)]
mod tests {
    use super::{Step::*, steps};

    #[test]
    fn paths_in_steps() {
        let member = |name: &str| Member(name.to_owned());
        let rows = [
            ("a", Some(vec![member("a")])),
            (
                "requests[12].network.x",
                Some(vec![
                    member("requests"),
                    Element(12),
                    member("network"),
                    member("x"),
                ]),
            ),
            (
                r#"a["b]\".c"].d"#,
                Some(vec![member("a"), member("b]\".c"), member("d")]),
            ),
            (r#"["b:c"]"#, Some(vec![member("b:c")])),
            ("a[", None),
            ("a[x]", None),
        ];
        for (path, expected) in rows {
            assert_eq!(steps(path), expected, "{path}");
        }
    }
}
