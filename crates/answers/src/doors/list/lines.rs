//! One domain a line, with or without wildcards, as firewalls take them.

use vestibule_syntax::message;
use vestibule_wire::AllowListFormat;

use super::super::pattern::{host, is_address};
use super::{Effect, List, Rule, numbered};

pub(super) fn read(text: &str) -> List {
    let mut list = List::new(AllowListFormat::Lines);
    for (line, whole) in numbered(text) {
        let told = without_comment(whole);
        if told.is_empty() {
            continue;
        }
        match entry(told) {
            Ok((patterns, path)) => list.rule(Rule {
                line,
                text: super::shown(told),
                patterns,
                path,
                effect: Effect::Passes,
                route: None,
            }),
            Err(why) => list.unread(line, told, why, Vec::new()),
        }
    }
    list
}

/// A line without what is said about it, and without marks of a list of JSON or CSV.
fn without_comment(line: &str) -> &str {
    let line = line.trim();
    if line.starts_with(['#', ';']) || line.starts_with("//") {
        return "";
    }
    let line = line.split(" #").next().unwrap_or_default();
    let line = line.split("\t#").next().unwrap_or_default();
    let line = line.trim().trim_end_matches(',').trim_end();
    line.trim_matches(['"', '\''])
}

/// The patterns of an entry, and its path.
fn entry(
    text: &str,
) -> Result<(Vec<String>, Option<String>), vestibule_syntax::diagnostic::Message> {
    if text.starts_with(['!', '-']) || text.starts_with("@@") {
        return Err(message!(
            "it takes something out, which a list of domains does not say"
        ));
    }
    let text = text.split_once("://").map_or(text, |(_, behind)| behind);
    let (name, path) = text
        .split_once('/')
        .map_or((text, ""), |(name, path)| (name, path));
    let name = name.split_once(':').map_or(name, |(name, _)| name);
    if is_address(name) {
        return Err(message!("it is an address, and AWS's addresses change"));
    }
    let (name, is_parent) = match name.strip_prefix('.') {
        Some(name) => (name, true),
        None => (name, false),
    };
    let Some(name) = host(name) else {
        return Err(message!("it is not a domain"));
    };
    let path = path.trim_end_matches('*').trim_end_matches('/');
    let path = (!path.is_empty()).then(|| format!("/{path}"));
    let patterns = if is_parent {
        vec![format!("*.{name}"), name]
    } else {
        vec![name]
    };
    Ok((patterns, path))
}
