//! `docs/semantics.md` quotes the register (every assumption, word for word, with its sources)
//! and the table of context keys.
#![allow(clippy::expect_used, clippy::panic)] // a test may stop at what cannot be

use std::collections::{BTreeMap, BTreeSet};

use vestibule_signin::Action;
use vestibule_signin::assumption::REGISTER;
use vestibule_signin::facts;
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
    for source in SOURCES {
        let (title, address, date) = listed
            .get(source.tag)
            .unwrap_or_else(|| panic!("{} is not listed", source.tag));
        let written = (title.as_str(), *address, *date);
        assert_eq!((source.title, source.address, source.date), written);
        assert!(address.starts_with("https://"), "{source:?}");
        assert!(is_day(date), "{source:?}");
    }
    let known: Vec<&str> = SOURCES.iter().map(|source| source.tag).collect();
    let missing: Vec<&&str> = listed.keys().filter(|tag| !known.contains(tag)).collect();
    assert!(missing.is_empty(), "sources.rs lacks {missing:?}");
    let unique: BTreeSet<&str> = known.iter().copied().collect();
    assert_eq!(unique.len(), known.len());
}

/// A day as `2026-11-28`.
fn is_day(date: &str) -> bool {
    let numbers: Option<Vec<u32>> = date.split('-').map(|part| part.parse().ok()).collect();
    let lengths: Vec<usize> = date.split('-').map(str::len).collect();
    lengths == [4, 2, 2]
        && matches!(numbers.as_deref(), Some([year, month, day])
            if (2000..2100).contains(year) && (1..=12).contains(month) && (1..=31).contains(day))
}

/// Every fact that is printed says where it stands, and the register knows that source.
#[test]
fn each_fact_has_a_source() {
    let keys = KEYS.iter().map(|row| (row.name, row.sources()));
    let actions = facts::ACTIONS.iter().map(|row| (row.name, row.sources));
    let quotas = facts::QUOTAS.iter().map(|quota| ("a quota", quota.sources));
    let lists = [
        ("operators", facts::OPERATOR_SOURCES),
        ("services", facts::services::SOURCES),
    ];
    let mut all: Vec<(&str, &[&str])> = keys.chain(actions).chain(quotas).collect();
    all.extend(lists);
    for (name, tags) in all {
        assert!(!tags.is_empty(), "{name} has no source");
        for tag in tags {
            assert!(sources::find(tag).is_some(), "{name}: {tag}");
        }
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
    let operators = match row.listed_names() {
        Some(names) => names
            .iter()
            .map(|name| format!("`{name}`"))
            .collect::<Vec<_>>(),
        None => {
            let families = row.families().iter();
            let names: Vec<&str> = families.map(|family| family.name()).collect();
            vec![format!("{} operators", names.join(" and "))]
        }
    };
    let operators = operators.join(", ");
    format!(
        "| `{name}` | {}{several} | {operators} | {first} | {second} | {third} | {} | {} | {} |",
        row.value.name(),
        row.origin.name(),
        row.seen.name(),
        assumptions.join(", ")
    )
}

/// What stands behind each tag in the table of sources: `| UG | [title](address) | 2026-11-28 |`.
/// A row with several tags has a link for each.
fn listed(document: &str) -> BTreeMap<&str, (String, &str, &str)> {
    let (_, table) = document
        .split_once("## Sources")
        .expect("a table of sources");
    let mut by_tag = BTreeMap::new();
    for row in table.lines() {
        let mut cells = row.split('|').map(str::trim).skip(1);
        let (Some(tags), Some(described), Some(date)) = (cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        let mut links = described.split('[').skip(1).filter_map(|link| {
            let (title, rest) = link.split_once("](")?;
            Some((title.replace('`', ""), rest.split_once(')')?.0))
        });
        for tag in tags.split(", ") {
            let link = links.next();
            by_tag.extend(link.map(|(title, address)| (tag, (title, address, date))));
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
