//! `docs/semantics.md` quotes the register (every assumption, word for word, with its sources)
//! and the table of context keys.
#![allow(clippy::expect_used, clippy::panic)] // a test may stop at what cannot be

use std::collections::BTreeMap;

use vestibule_signin::Action;
use vestibule_signin::assumption::REGISTER;
use vestibule_signin::keys::{KEYS, KeyRow};
use vestibule_signin::sources::{self, SOURCES};

fn document() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/semantics.md");
    std::fs::read_to_string(path).expect("docs/semantics.md is readable")
}

/// The part of the document below a heading of that id.
fn entry<'d>(document: &'d str, id: &str) -> &'d str {
    let heading = format!("### {id}\n");
    let (_, below) = document
        .split_once(&heading)
        .unwrap_or_else(|| panic!("no heading for {id}"));
    below.split("\n#").next().unwrap_or(below)
}

#[test]
fn the_document_holds_every_assumption() {
    let document = document();
    for row in REGISTER {
        let below = entry(&document, row.id);
        for sentence in [Some(row.reading), row.alternative].into_iter().flatten() {
            assert!(below.contains(sentence), "{} lacks: {sentence}", row.id);
        }
    }
}

#[test]
fn each_assumption_has_the_sources_that_its_entry_names() {
    let document = document();
    let listed = listed(&document);
    for row in REGISTER {
        let mut named: Vec<&str> = Vec::new();
        for tag in tags(entry(&document, row.id)).filter(|tag| listed.contains_key(tag)) {
            if !named.contains(&tag) {
                named.push(tag);
            }
        }
        let known: Vec<&str> = sources::of(row.assumption)
            .map(|source| source.tag)
            .collect();
        assert_eq!(
            known, named,
            "{}: the row in sources.rs, the document",
            row.id
        );
    }
}

#[test]
fn each_source_is_listed_in_the_document() {
    let document = document();
    let listed = listed(&document);
    let is_named = |tag: &str| {
        let mut all = REGISTER.iter().flat_map(|row| sources::of(row.assumption));
        all.any(|source| source.tag == tag)
    };
    for source in SOURCES {
        let (title, address) = listed
            .get(source.tag)
            .unwrap_or_else(|| panic!("{} is not listed", source.tag));
        assert_eq!((source.title, source.address), (title.as_str(), *address));
        assert!(address.starts_with("https://"), "{source:?}");
        assert!(is_named(source.tag), "no assumption draws on {source:?}");
    }
}

#[test]
fn the_document_holds_every_key() {
    let document = document();
    let (_, below) = document
        .split_once("### Keys by action\n")
        .expect("a heading for the keys");
    let table = below.lines().skip_while(|line| !line.starts_with('|'));
    let table: Vec<&str> = table.take_while(|line| line.starts_with('|')).collect();
    let rows: Vec<String> = KEYS.iter().map(line).collect();
    let all = rows.join("\n");
    let (_, written) = table.split_at_checked(2).expect("a head");
    for (written, row) in written.iter().zip(&rows) {
        assert_eq!(written, row, "the table is to be:\n{all}");
    }
    assert_eq!(written.len(), rows.len(), "the table is to be:\n{all}");
}

/// A key's line of the table in the document.
fn line(row: &KeyRow) -> String {
    let name = if row.is_prefix() {
        format!("{}…", row.name)
    } else {
        row.name.to_owned()
    };
    let several = if row.multivalued { ", several" } else { "" };
    let [first, second, third] =
        Action::ALL.map(|action| if row.is_offered(action) { "yes" } else { "–" });
    let assumptions: Vec<String> = row
        .assumptions
        .iter()
        .map(|assumption| {
            let id = assumption.to_string();
            format!("[{id}](#{})", id.to_lowercase())
        })
        .collect();
    format!(
        "| `{name}` | {}{several} | {first} | {second} | {third} | {} | {} | {} |",
        row.value.name(),
        row.origin.name(),
        row.seen.name(),
        assumptions.join(", ")
    )
}

/// What stands behind each tag in the table of sources: `| UG | [title](address) |`. A row with
/// several tags has a link for each.
fn listed(document: &str) -> BTreeMap<&str, (String, &str)> {
    let (_, table) = document
        .split_once("## Sources")
        .expect("a table of sources");
    let mut by_tag = BTreeMap::new();
    for row in table.lines() {
        let mut cells = row.split('|').map(str::trim).skip(1);
        let (Some(tags), Some(described)) = (cells.next(), cells.next()) else {
            continue;
        };
        let mut links = described.split('[').skip(1).filter_map(|link| {
            let (title, rest) = link.split_once("](")?;
            Some((title.replace('`', ""), rest.split_once(')')?.0))
        });
        for tag in tags.split(", ") {
            by_tag.extend(links.next().map(|link| (tag, link)));
        }
    }
    by_tag
}

/// The tags in brackets, as in `[UG, CK]`; links have brackets too, with an address behind.
fn tags(text: &str) -> impl Iterator<Item = &str> {
    let brackets = text.split('[').skip(1).filter_map(|rest| {
        let (inside, behind) = rest.split_once(']')?;
        (!behind.starts_with('(')).then_some(inside)
    });
    brackets.flat_map(|inside| inside.split(", ").filter_map(|tag| tag.split(' ').next()))
}
