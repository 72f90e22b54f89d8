//! Members of a case file that the contract does not know: kept beside what it
//! knows, and put back where they stood.

use serde_json::Value;
use vestibule_wire::Finding;
use yew::AttrValue;

use super::workspace::{Document, Extra, Holder, LAYERS, Workspace};

/// A step of the way to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Member(String),
    Element(usize),
}

/// Keeps what the findings say is unknown, and which assumptions were named
/// without being switched.
pub(super) fn keep(workspace: &mut Workspace, text: &str, findings: &[Finding]) {
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        return;
    };
    let unknown = findings
        .iter()
        .filter(|finding| finding.code == "unknown-field")
        .filter_map(|finding| steps(finding.path.as_deref()?));
    let mut extras: Vec<Extra> = unknown
        .filter_map(|steps| extra(workspace, &value, &steps))
        .collect();
    let assumptions = value.get("assumptions").and_then(Value::as_object);
    let shipped = assumptions
        .into_iter()
        .flatten()
        .filter(|(_, on)| **on == true);
    extras.extend(shipped.map(|(id, on)| Extra {
        holder: Holder::File,
        path: vec![AttrValue::Static("assumptions")],
        member: id.clone().into(),
        json: on.to_string().into(),
    }));
    workspace.extras = extras;
}

fn extra(workspace: &Workspace, value: &Value, steps: &[Step]) -> Option<Extra> {
    use Step::{Element, Member};
    let (holder, rest) = match steps {
        [Member(list), Element(index), rest @ ..] if list == "requests" => {
            let scenario = workspace.scenarios.get(*index)?;
            (Holder::Scenario(scenario.id), rest)
        }
        [Member(list), Member(layer), Element(index), rest @ ..] if list == "policies" => {
            let layer = LAYERS.into_iter().find(|known| known.name() == layer)?;
            let document = workspace.of_layer(layer).nth(*index)?;
            (Holder::Document(document.id), rest)
        }
        rest => (Holder::File, rest),
    };
    let json = steps.iter().try_fold(value, |value, step| match step {
        Member(name) => value.get(name),
        Element(index) => value.get(index),
    })?;
    let members: Option<Vec<AttrValue>> = rest
        .iter()
        .map(|step| match step {
            Member(name) => Some(name.clone().into()),
            Element(_) => None,
        })
        .collect();
    let mut path = members?;
    let member = path.pop()?;
    Some(Extra {
        holder,
        path,
        member,
        json: json.to_string().into(),
    })
}

/// `requests[0].network["odd name"]` in steps.
fn steps(path: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('[') {
            if inner.starts_with('"') {
                let mut names = serde_json::Deserializer::from_str(inner).into_iter::<String>();
                let name = names.next()?.ok()?;
                rest = inner.get(names.byte_offset()..)?.strip_prefix(']')?;
                steps.push(Step::Member(name));
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

/// Puts what was kept into the case file that `file` is.
pub(super) fn put_back(workspace: &Workspace, file: &mut Value) {
    for extra in &workspace.extras {
        let Ok(json) = serde_json::from_str::<Value>(&extra.json) else {
            continue;
        };
        let holder = match extra.holder {
            Holder::File => Some(&mut *file),
            Holder::Scenario(id) => scenario_of(workspace, id, file),
            Holder::Document(id) => document_of(workspace, id, file),
        };
        let object = extra.path.iter().try_fold(holder, |value, name| {
            let members = value?.as_object_mut()?;
            // Where the object is gone its stranger alone is there again.
            let member = members
                .entry(name.to_string())
                .or_insert_with(|| Value::Object(serde_json::Map::new()));
            Some(Some(member))
        });
        if let Some(members) = object.flatten().and_then(Value::as_object_mut) {
            members.entry(extra.member.to_string()).or_insert(json);
        }
    }
}

fn scenario_of<'v>(workspace: &Workspace, id: u32, file: &'v mut Value) -> Option<&'v mut Value> {
    let index = workspace.scenarios.iter().position(|s| s.id == id)?;
    file.get_mut("requests")?.get_mut(index)
}

fn document_of<'v>(workspace: &Workspace, id: u32, file: &'v mut Value) -> Option<&'v mut Value> {
    let document: &Document = workspace.document(id)?;
    let index = workspace
        .of_layer(document.layer)
        .filter(|other| !other.is_blank())
        .position(|other| other.id == id)?;
    let layer = file.get_mut("policies")?.get_mut(document.layer.name())?;
    layer.get_mut(index)
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
