//! What workspaces and versions are called.

use yew::AttrValue;

use super::browser;
use super::documents::names;
use crate::state::saved::Version;
use crate::state::title::Policies;
use crate::state::workspace::Workspace;
use crate::text::Text;

/// A workspace by its name; without one by its policies.
pub(super) fn workspace(text: &Text, workspace: &Workspace) -> AttrValue {
    let name = workspace.name.trim();
    if name.is_empty() {
        by_policies(text, name, &workspace.policies())
    } else {
        workspace.name.clone()
    }
}

/// A workspace by the name and the policies that the store tells of it.
pub(super) fn by_policies(text: &Text, name: &str, policies: &Policies) -> AttrValue {
    let untitled = text.say(id!("persona-untitled"));
    let name = name.trim();
    // Earlier releases gave that name to all that had none.
    if !name.is_empty() && (name != &*untitled || policies.is_empty()) {
        return name.to_owned().into();
    }
    let mut names: Vec<AttrValue> = Vec::new();
    for (layer, name) in &policies.named {
        let name = if name.is_empty() {
            names::one(text, *layer)
        } else {
            name.clone()
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return untitled;
    }
    let names = names.join(&text.say(id!("store-and")));
    match policies.more {
        0 => names.into(),
        more => text.with(
            id!("store-and-more"),
            &[("names", names.into()), ("count", more.into())],
        ),
    }
}

/// A version by its name and when it was saved.
pub(super) fn version(text: &Text, version: &Version) -> AttrValue {
    version_at(text, version, browser::when_exactly(text, version.saved))
}

/// The same for a text that is read elsewhere and later.
pub(super) fn version_in_report(text: &Text, version: &Version) -> AttrValue {
    version_at(text, version, browser::minute_of(version.saved).into())
}

fn version_at(text: &Text, version: &Version, when: AttrValue) -> AttrValue {
    if version.name.is_empty() {
        return text.with(
            id!("compare-version-unnamed"),
            &[("when", when.as_str().into())],
        );
    }
    text.with(
        id!("compare-version"),
        &[
            ("name", version.name.as_str().into()),
            ("when", when.as_str().into()),
        ],
    )
}
