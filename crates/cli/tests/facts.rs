//! `vestibule facts`: each list in each format, in both languages.

#![allow(missing_docs, clippy::unwrap_used)] // helpers of tests may panic

mod support;

use std::path::Path;

use serde_json::Value;
use support::{Run, run, run_with};

fn of(args: &[&str]) -> Run {
    let run = run(&[&["facts"], args].concat());
    assert_eq!((run.status, &*run.stderr), (0, ""), "{args:?}");
    run
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&of(&[args, &["--format", "json"]].concat()).stdout).unwrap()
}

/// A list, a name that it has, and its title in English and in Japanese.
const LISTS: [(&str, &str, &str, &str); 6] = [
    ("keys", "aws:VpcSourceIp", "condition keys", "条件キー"),
    (
        "actions",
        "signin:RevokeOAuth2Token",
        "actions of AWS Sign-In",
        "AWS サインインのアクション",
    ),
    (
        "operators",
        "StringNotEqualsIgnoreCase",
        "condition operators",
        "条件演算子",
    ),
    (
        "services",
        "dynamodb",
        "services that resource control policies support",
        "リソースコントロールポリシーがサポートするサービス",
    ),
    ("quotas", "10240", "quotas", "クォータ"),
    (
        "managed-policies",
        "SignInLocalDevelopmentAccess",
        "policies that AWS manages for its Sign-In",
        "AWS サインインの AWS 管理ポリシー",
    ),
];

/// The member of the JSON that has a list.
fn member(list: &str) -> &str {
    match list {
        "managed-policies" => "managedPolicies",
        list => list,
    }
}

#[test]
fn each_list_is_printed_alone_with_its_sources() {
    for (list, name, english, japanese) in LISTS {
        let found = json(&[list]);
        let members: Vec<&String> = found.as_object().unwrap().keys().collect();
        let member = member(list);
        assert_eq!(members, [member, "sources"]);
        assert!(found[member].to_string().contains(name), "{list}");
        for (language, title) in [("en", english), ("ja", japanese)] {
            let text = of(&[list, "--lang", language]).stdout;
            assert!(text.starts_with(&format!("{title}\n")), "{text}");
            assert!(text.contains(name), "{text}");
            let markdown = of(&[list, "--lang", language, "--format", "markdown"]).stdout;
            let start = format!("**{title}**\n\n");
            assert!(markdown.starts_with(&start), "{markdown}");
            assert!(markdown.contains(name), "{markdown}");
            for (other, _, title, _) in LISTS {
                let is_there = markdown.contains(&format!("**{title}**"));
                assert_eq!(
                    is_there,
                    other == list && language == "en",
                    "{list} {other}"
                );
            }
        }
    }
}

#[test]
fn all_of_them_are_printed_without_an_argument() {
    let all = json(&[]);
    assert_eq!(all, json(&["all"]));
    for (list, ..) in LISTS {
        assert_eq!(all[member(list)], json(&[list])[member(list)]);
    }
    assert_eq!(all["sources"], json(&["sources"])["sources"]);
    let text = of(&[]).stdout;
    let titles = LISTS.map(|(_, _, title, _)| text.find(&format!("{title}\n")));
    assert!(titles.iter().all(Option::is_some) && titles.is_sorted());
}

/// Every tag that a fact names is a source with an address and a date, in every format.
#[test]
fn every_fact_leads_to_a_dated_source() {
    let all = json(&[]);
    let sources = all["sources"].as_array().unwrap();
    let (text, markdown) = (of(&[]).stdout, of(&["--format", "markdown"]).stdout);
    let find = |tag: &Value| sources.iter().find(|source| source["tag"] == *tag);
    for (list, ..) in LISTS {
        for fact in all[member(list)].as_array().unwrap() {
            let tags = fact["sources"].as_array().unwrap();
            assert!(!tags.is_empty(), "{fact}");
            assert!(tags.iter().all(|tag| find(tag).is_some()), "{fact}");
        }
    }
    for source in sources {
        let part = |name: &str| source[name].as_str().unwrap();
        let line = format!(
            "  {} {}, as of {}\n",
            part("tag"),
            part("title"),
            part("date")
        );
        assert!(text.contains(&line), "{line}");
        // On a line of its own, so that it can be followed.
        let address = format!("    {}\n", part("address"));
        assert!(text.contains(&address), "{address}");
        let row = ["tag", "date", "title", "address"].map(part);
        let row = format!("| `{}` | {} |\n", row[0], row[1..].join(" | "));
        assert!(markdown.contains(&row), "{row}");
    }
}

/// The tables of Markdown have as many cells in each row as in their head.
#[test]
fn tables_of_markdown_are_whole() {
    let markdown = of(&["--format", "markdown"]).stdout;
    let mut cells = None;
    let mut rows = 0;
    for line in markdown.lines() {
        if !line.starts_with('|') {
            cells = None;
            continue;
        }
        let count = line.matches('|').count();
        assert_eq!(*cells.get_or_insert(count), count, "{line}");
        rows += 1;
    }
    assert!(rows > 150, "{rows}");
}

/// Names stay whole where there is room for them, and no line is wider than the terminal.
#[test]
fn a_table_fits_its_width() {
    for (columns, name) in [("100", "StringNotEquals"), ("60", "")] {
        let env = [("COLUMNS", columns)];
        let run = run_with(Path::new("."), &["facts", "keys"], b"", &env);
        let (tables, _) = run.stdout.split_once("\nsources\n").unwrap();
        let most: usize = columns.parse().unwrap();
        for line in tables.lines().skip(2) {
            assert!(line.chars().count() <= most, "{line}");
        }
        assert!(tables.contains(name));
    }
}

#[test]
fn wrong_arguments_are_refused() {
    for args in [&["facts", "regions"][..], &["facts", "keys", "actions"]] {
        assert_eq!(run(args).status, 2);
    }
}
