//! Resources of Terraform, as a state, a plan or a state file tells them.

use std::collections::{HashMap, HashSet};

use vestibule_iam::json::{Node, Value};

/// One instance of a resource, with its values.
#[derive(Clone, Debug)]
pub(super) struct Resource<'d> {
    /// Such as `module.guard["eu"].aws_organizations_policy.perimeter[0]`.
    pub(super) address: String,
    pub(super) of_type: &'d str,
    pub(super) is_data: bool,
    /// The address of its module, with a dot behind it.
    pub(super) module: String,
    values: &'d Node,
    /// What of the values is known only after apply.
    unknown: Option<&'d Node>,
    /// What of the values is secret, by shape, or as a list of paths.
    secret: Option<&'d Node>,
    /// The provider that manages it, as a state file has it.
    provider: Option<&'d str>,
    /// The addresses of what it was made from.
    depends_on: Vec<&'d str>,
}

/// What a resource says of an attribute.
#[derive(Clone, Copy, Debug)]
pub(super) enum Said<'d> {
    Value(&'d Node),
    /// It is `null`, or not there.
    Nothing,
    /// It is known only after apply.
    AfterApply,
    /// It is marked as sensitive, so that nobody is to read it here.
    Secret,
}

impl<'d> Resource<'d> {
    pub(super) fn get(&self, attribute: &str) -> Said<'d> {
        if self.unknown.is_some_and(|shape| is_in(shape, attribute)) {
            return Said::AfterApply;
        }
        if self.secret.is_some_and(|shape| is_in(shape, attribute)) {
            return Said::Secret;
        }
        match self.values.get(attribute) {
            Some(node) if !matches!(node.value, Value::Null | Value::Missing) => Said::Value(node),
            _ => Said::Nothing,
        }
    }

    /// The text of an attribute that says something.
    pub(super) fn text(&self, attribute: &str) -> Option<&'d str> {
        let Said::Value(node) = self.get(attribute) else {
            return None;
        };
        node.as_str().filter(|text| !text.is_empty())
    }

    pub(super) fn list(&self, attribute: &str) -> &'d [Node] {
        match self.get(attribute) {
            Said::Value(node) => node.elements(),
            _ => &[],
        }
    }

    pub(super) fn is(&self, attribute: &str) -> bool {
        matches!(self.get(attribute), Said::Value(node) if node.value == Value::Bool(true))
    }

    pub(super) fn values(&self) -> &'d Node {
        self.values
    }

    /// Whether it was made from a resource, by the address of that one without indexes.
    pub(super) fn depends_on(&self, address: &str) -> bool {
        self.depends_on.contains(&address)
    }
}

/// Whether something in a shape of `true` marks an attribute. A list holds the paths of attributes,
/// as state files have them.
fn is_in(shape: &Node, attribute: &str) -> bool {
    match &shape.value {
        Value::Bool(all) => *all,
        Value::Object(_) => shape.get(attribute).is_some_and(holds_true),
        Value::Array(paths) => paths.iter().any(|path| {
            let first = path.elements().first().unwrap_or(path);
            let first = first.get("value").unwrap_or(first);
            first.as_str().is_none_or(|first| first == attribute)
        }),
        _ => false,
    }
}

fn holds_true(shape: &Node) -> bool {
    match &shape.value {
        Value::Bool(is_true) => *is_true,
        Value::Object(members) => members.iter().any(|member| holds_true(&member.value)),
        Value::Array(elements) => elements.iter().any(holds_true),
        _ => false,
    }
}

/// An address without the indexes in it, as the configuration has it.
pub(super) fn without_indexes(address: &str) -> String {
    let mut plain = String::with_capacity(address.len());
    let (mut is_index, mut is_quoted, mut is_escaped) = (false, false, false);
    for c in address.chars() {
        match (is_index, is_quoted, c) {
            (true, true, _) if is_escaped => is_escaped = false,
            (true, true, '\\') => is_escaped = true,
            (true, _, '"') => is_quoted = !is_quoted,
            (true, false, ']') => is_index = false,
            (true, ..) => {}
            (false, _, '[') => is_index = true,
            (false, _, c) => plain.push(c),
        }
    }
    plain
}

fn text<'d>(node: &'d Node, name: &str) -> Option<&'d str> {
    node.get(name).and_then(Node::as_str)
}

fn elements<'d>(node: &'d Node, list: &str) -> &'d [Node] {
    node.get(list).map(Node::elements).unwrap_or_default()
}

fn strings<'d>(node: &'d Node, list: &str) -> Vec<&'d str> {
    let all = elements(node, list).iter();
    all.filter_map(Node::as_str).collect()
}

/// The resources of the values of a state or a plan.
pub(super) fn of_values(values: &Node) -> Vec<Resource<'_>> {
    let mut found = Vec::new();
    let mut modules: Vec<&Node> = values.get("root_module").into_iter().collect();
    while let Some(module) = modules.pop() {
        let at = text(module, "address").map_or_else(String::new, |at| format!("{at}."));
        for resource in elements(module, "resources") {
            let (Some(of_type), Some(address), Some(values)) = (
                text(resource, "type"),
                text(resource, "address"),
                resource.get("values"),
            ) else {
                continue;
            };
            // What Terraform put aside to delete is no longer in its place.
            if text(resource, "deposed_key").is_some() {
                continue;
            }
            found.push(Resource {
                address: address.to_owned(),
                of_type,
                is_data: text(resource, "mode") == Some("data"),
                module: at.clone(),
                values,
                unknown: None,
                secret: resource.get("sensitive_values"),
                provider: None,
                depends_on: strings(resource, "depends_on"),
            });
        }
        modules.extend(elements(module, "child_modules"));
    }
    found
}

/// The resources of a state file.
pub(super) fn of_file(root: &Node) -> Vec<Resource<'_>> {
    let mut found = Vec::new();
    for resource in elements(root, "resources") {
        let (Some(of_type), Some(name)) = (text(resource, "type"), text(resource, "name")) else {
            continue;
        };
        let is_data = text(resource, "mode") == Some("data");
        let module = text(resource, "module").map(|module| format!("{module}."));
        let module = module.unwrap_or_default();
        let data = if is_data { "data." } else { "" };
        let address = format!("{module}{data}{of_type}.{name}");
        for instance in elements(resource, "instances") {
            let Some(values) = instance.get("attributes") else {
                continue;
            };
            if instance.get("deposed").is_some() {
                continue;
            }
            let index = instance.get("index_key").map(Node::to_compact_string);
            let index = index.map_or_else(String::new, |index| format!("[{index}]"));
            found.push(Resource {
                address: format!("{address}{index}"),
                of_type,
                is_data,
                module: module.clone(),
                values,
                unknown: None,
                secret: instance.get("sensitive_attributes"),
                provider: text(resource, "provider"),
                depends_on: strings(instance, "dependencies"),
            });
        }
    }
    found
}

/// The addresses and types of what is put aside to be deleted in a state, and is still there.
pub(super) fn deposed(root: &Node) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    for resource in elements(root, "resources") {
        let (Some(of_type), Some(name)) = (text(resource, "type"), text(resource, "name")) else {
            continue;
        };
        let mut instances = elements(resource, "instances").iter();
        if instances.any(|instance| instance.get("deposed").is_some()) {
            let module = text(resource, "module").map(|module| format!("{module}."));
            let module = module.unwrap_or_default();
            found.push((format!("{module}{of_type}.{name}"), of_type));
        }
    }
    let prior = root
        .get("prior_state")
        .and_then(|state| state.get("values"));
    let values = root.get("values").or(prior);
    let module = values.and_then(|values| values.get("root_module"));
    let mut modules: Vec<&Node> = module.into_iter().collect();
    while let Some(module) = modules.pop() {
        for resource in elements(module, "resources") {
            if let (Some(_), Some(of_type), Some(address)) = (
                text(resource, "deposed_key"),
                text(resource, "type"),
                text(resource, "address"),
            ) {
                found.push((address.to_owned(), of_type));
            }
        }
        modules.extend(elements(module, "child_modules"));
    }
    found
}

/// The resources of a plan as they are before apply: those of the state that it starts from.
pub(super) fn before(root: &Node) -> Vec<Resource<'_>> {
    let values = root
        .get("prior_state")
        .and_then(|state| state.get("values"));
    values.map(of_values).unwrap_or_default()
}

/// The resources of a plan as they are to be after apply.
pub(super) fn after(root: &Node) -> Vec<Resource<'_>> {
    let changes: HashMap<&str, &Node> = elements(root, "resource_changes")
        .iter()
        .filter(|change| change.get("deposed").is_none())
        .filter_map(|change| Some((text(change, "address")?, change.get("change")?)))
        .collect();
    let prior = before(root);
    let planned = root.get("planned_values").map(of_values);
    let mut found = planned.unwrap_or_default();
    let depends: HashMap<&str, &Vec<&str>> = prior
        .iter()
        .map(|one| (&*one.address, &one.depends_on))
        .collect();
    for resource in &mut found {
        let change = changes.get(&*resource.address);
        resource.unknown = change.and_then(|change| change.get("after_unknown"));
        let secret = change.and_then(|change| change.get("after_sensitive"));
        resource.secret = secret.or(resource.secret);
        if let Some(known) = depends.get(&*resource.address) {
            resource.depends_on.extend(known.iter());
        }
    }
    let there: HashSet<String> = found.iter().map(|one| one.address.clone()).collect();
    let moved: HashSet<&str> = elements(root, "resource_changes")
        .iter()
        .filter_map(|change| text(change, "previous_address"))
        .collect();
    for resource in prior {
        let change = changes.get(&*resource.address);
        let actions = change.map_or_else(Vec::new, |change| strings(change, "actions"));
        let is_there = there.contains(&resource.address);
        // Data that is read again at apply is not known before.
        let is_read = resource.is_data && !is_there && !actions.contains(&"read");
        // What the plan leaves alone stays, and what Terraform no longer manages is not deleted.
        let is_kept = (change.is_none() && !is_there && !moved.contains(&*resource.address))
            || actions.contains(&"forget")
            || (actions.contains(&"delete") && resource.is("skip_destroy"));
        if is_read || (!resource.is_data && is_kept) {
            found.push(resource);
        }
    }
    found
}

/// The addresses of what a plan tells a change of, such as that there is none.
pub(super) fn changed(root: &Node) -> HashSet<&str> {
    let all = elements(root, "resource_changes").iter();
    all.filter_map(|change| text(change, "address")).collect()
}

/// One side of a change of a plan: `before` or `after`.
pub(super) fn of_change<'d>(
    (address, of_type, module): (&str, &'d str, &str),
    values: &'d Node,
    change: &'d Node,
    side: &str,
) -> Resource<'d> {
    let is_after = side == "after";
    Resource {
        address: address.to_owned(),
        of_type,
        is_data: false,
        module: match module {
            "" => String::new(),
            module => format!("{module}."),
        },
        values,
        unknown: change.get("after_unknown").filter(|_| is_after),
        secret: change.get(&format!("{side}_sensitive")),
        provider: None,
        depends_on: Vec::new(),
    }
}

/// The addresses without indexes of what runs something as it is made or destroyed; `None` where
/// the plan does not tell its configuration.
pub(super) fn provisioned(root: &Node) -> Option<HashSet<String>> {
    let mut found = HashSet::new();
    let module = root.get("configuration")?.get("root_module")?;
    for (at, module) in modules(module) {
        for resource in elements(module, "resources") {
            if let (Some(address), [_, ..]) = (
                text(resource, "address"),
                elements(resource, "provisioners"),
            ) {
                found.insert(format!("{at}{address}"));
            }
        }
    }
    Some(found)
}

/// The addresses without indexes and the types of what is opened as a plan is applied, and that is
/// in no state.
pub(super) fn ephemeral(root: &Node) -> Vec<(String, &str)> {
    let configuration = root.get("configuration");
    let module = configuration.and_then(|configuration| configuration.get("root_module"));
    let mut found = Vec::new();
    for (at, module) in module.map(modules).unwrap_or_default() {
        for resource in elements(module, "resources") {
            if let (Some("ephemeral"), Some(address), Some(of_type)) = (
                text(resource, "mode"),
                text(resource, "address"),
                text(resource, "type"),
            ) {
                found.push((format!("{at}{address}"), of_type));
            }
        }
    }
    found
}

/// A module of a configuration and those that it calls, each with what its addresses begin with.
fn modules(root: &Node) -> Vec<(String, &Node)> {
    let mut found = vec![(String::new(), root)];
    let mut next = 0;
    while let Some((at, module)) = found.get(next).cloned() {
        next += 1;
        let calls = module.get("module_calls").map(Node::members);
        for call in calls.unwrap_or_default() {
            if let Some(module) = call.value.get("module") {
                found.push((format!("{at}module.{}.", call.key.value), module));
            }
        }
    }
    found
}

/// What a plan says of what its values are made from.
#[derive(Debug, Default)]
pub(super) struct Configuration<'d> {
    /// The expressions of each resource, by its address without indexes.
    expressions: HashMap<String, &'d Node>,
    /// The provider of each.
    providers: HashMap<String, &'d str>,
}

impl<'d> Configuration<'d> {
    pub(super) fn of(root: &'d Node) -> Self {
        let mut read = Self::default();
        let configuration = root.get("configuration");
        let module = configuration.and_then(|configuration| configuration.get("root_module"));
        for (at, module) in module.map(modules).unwrap_or_default() {
            for resource in elements(module, "resources") {
                let Some(address) = text(resource, "address") else {
                    continue;
                };
                let address = format!("{at}{address}");
                if let Some(provider) = text(resource, "provider_config_key") {
                    read.providers.insert(address.clone(), provider);
                }
                let Some(expressions) = resource.get("expressions") else {
                    continue;
                };
                read.expressions.insert(address, expressions);
            }
        }
        read
    }

    /// The provider that manages a resource.
    pub(super) fn provider(&self, resource: &Resource<'d>) -> Option<&'d str> {
        let written = self.providers.get(&without_indexes(&resource.address));
        written.copied().or(resource.provider)
    }

    /// Whether a resource is written with an attribute of its own.
    pub(super) fn has(&self, resource: &Resource<'_>, attribute: &str) -> bool {
        let expressions = self.expressions.get(&without_indexes(&resource.address));
        expressions.is_some_and(|expressions| expressions.get(attribute).is_some())
    }

    /// Whether a resource is told, and written without an attribute of its own.
    pub(super) fn leaves_out(&self, resource: &Resource<'_>, attribute: &str) -> bool {
        let expressions = self.expressions.get(&without_indexes(&resource.address));
        expressions.is_some_and(|expressions| expressions.get(attribute).is_none())
    }

    /// Whether an attribute is made from the id of something.
    pub(super) fn refers_to_id(&self, resource: &Resource<'_>, attribute: &str) -> bool {
        let expressions = self.expressions.get(&without_indexes(&resource.address));
        let references = expressions.and_then(|expressions| expressions.get(attribute));
        let references = references.map_or_else(Vec::new, |all| strings(all, "references"));
        references
            .iter()
            .any(|reference| reference.ends_with(".id"))
    }

    /// Whether an attribute is made from that resource, among others.
    pub(super) fn refers(
        &self,
        resource: &Resource<'_>,
        attribute: &str,
        to: &Resource<'_>,
    ) -> bool {
        let Some(expressions) = self.expressions.get(&without_indexes(&resource.address)) else {
            return false;
        };
        let own = without_indexes(&to.address);
        let own = own
            .strip_prefix(&without_indexes(&to.module))
            .unwrap_or(&own);
        let references = expressions.get(attribute);
        let references = references.map_or_else(Vec::new, |all| strings(all, "references"));
        resource.module == to.module
            && references.iter().any(|reference| {
                let rest = reference.strip_prefix(own);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            })
    }

    /// The one resource of a type that an attribute is made from, where the plan leaves no other.
    pub(super) fn referenced<'r>(
        &self,
        resource: &Resource<'_>,
        attribute: &str,
        of_type: &str,
        all: &'r [Resource<'d>],
    ) -> Option<&'r Resource<'d>> {
        let expressions = self.expressions.get(&without_indexes(&resource.address))?;
        let references = strings(expressions.get(attribute)?, "references");
        let mut name: Option<&str> = None;
        let mut index: Option<&str> = None;
        for reference in references {
            if matches!(reference, "each.key" | "each.value" | "count.index") {
                continue;
            }
            let rest = reference.strip_prefix(of_type)?.strip_prefix('.')?;
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            let (own, rest) = rest.split_at(end);
            if name.is_some_and(|name| name != own) {
                return None;
            }
            name = Some(own);
            if rest.starts_with('[') {
                let written = rest.get(..rest.rfind(']')?.saturating_add(1))?;
                if index.is_some_and(|index| index != written) {
                    return None;
                }
                index = Some(written);
            }
        }
        let own = format!("{}{of_type}.{}", resource.module, name?);
        let is_one = |one: &&Resource<'_>| {
            let rest = one.address.strip_prefix(&own);
            !one.is_data
                && rest.is_some_and(|rest| match index {
                    Some(index) => rest == index,
                    None => rest.is_empty() || rest.starts_with('['),
                })
        };
        let mut found = all.iter().filter(is_one);
        let only = found.next()?;
        found.next().is_none().then_some(only)
    }
}

#[cfg(test)]
mod tests {
    use super::without_indexes;

    #[test]
    fn indexes_are_left_out_whatever_is_in_them() {
        for (address, plain) in [
            ("aws_iam_role.a", "aws_iam_role.a"),
            (
                "module.m[0].aws_iam_role.a[\"x\"]",
                "module.m.aws_iam_role.a",
            ),
            (
                "module.m[\"a].b[\"].aws_iam_role.a",
                "module.m.aws_iam_role.a",
            ),
            ("aws_iam_role.a[\"\\\"]\"]", "aws_iam_role.a"),
            ("aws_iam_role.a[", "aws_iam_role.a"),
        ] {
            assert_eq!(without_indexes(address), plain, "{address}");
        }
    }
}
