//! Makes a table of the messages of all languages, one file an area in `text/`, that the page
//! carries: whoever adds a file need not list it. And takes the sources of the assumptions from
//! docs/semantics.md, where they stand.

#[path = "../src/text/marks.rs"]
mod marks;
mod messages;

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

use messages::Table;

/// In the order of `Language::ALL`.
const LANGUAGES: [&str; 2] = ["en", "ja"];

/// What the messages of the areas that `<vestibule-example>` speaks of begin with.
const ELEMENT: [&str; 5] = ["decision-", "embed-", "remark-", "surface-", "why-"];

const SEMANTICS: &str = "../docs/semantics.md";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=text");
    println!("cargo::rerun-if-changed={SEMANTICS}");
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    let sources = sources(&fs::read_to_string(SEMANTICS)?);
    fs::write(out.join("sources.tsv"), sources)?;
    let table = table()?;
    fs::write(out.join("ids.rs"), format!("{:?}", table.ids()))?;
    fs::write(out.join("page.messages"), table.text(|_| true))?;
    let of_element = table.text(|id| ELEMENT.iter().any(|area| id.starts_with(area)));
    fs::write(out.join("element.messages"), of_element)?;
    Ok(())
}

/// The messages of all areas, in all languages.
fn table() -> Result<Table, Box<dyn Error>> {
    let mut table = Table::new(LANGUAGES.len());
    for (number, language) in LANGUAGES.into_iter().enumerate() {
        for entry in fs::read_dir(Path::new("text").join(language))? {
            let file = entry?.path();
            if file.extension().is_some_and(|extension| extension == "ftl") {
                let place = file.display();
                let text = fs::read_to_string(&file)
                    .map_err(|error| format!("cannot read {place}: {error}"))?;
                table
                    .add(number, &text)
                    .map_err(|error| format!("{place}: {error}"))?;
            }
        }
    }
    Ok(table)
}

/// A line for each source of each assumption: its id, the title and the address of the source.
fn sources(semantics: &str) -> String {
    let by_tag = addresses(semantics);
    let mut lines = String::new();
    let mut assumption = None;
    let mut named: Vec<&str> = Vec::new();
    for line in semantics.lines() {
        if let Some(heading) = line.strip_prefix('#') {
            let id = heading.trim_start_matches('#').trim();
            assumption = Some(id).filter(|id| id.starts_with('J'));
            named.clear();
        }
        let Some(id) = assumption else { continue };
        for tag in tags(line) {
            if let Some((title, address)) = by_tag.get(tag)
                && !named.contains(&tag)
            {
                named.push(tag);
                lines.push_str(&format!("{id}\t{title}\t{address}\n"));
            }
        }
    }
    lines
}

/// What stands behind each tag in the table of sources: `| UG | [title](address) |`. A row with
/// several tags has a link for each.
fn addresses(semantics: &str) -> HashMap<&str, (String, &str)> {
    let table = semantics.split("## Sources").nth(1).unwrap_or_default();
    let mut by_tag = HashMap::new();
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
            if let Some(link) = links.next() {
                by_tag.insert(tag, link);
            }
        }
    }
    by_tag
}

/// The tags in brackets, as in `[UG, CK]`; links have brackets too, with an address behind.
fn tags(line: &str) -> impl Iterator<Item = &str> {
    let brackets = line.split('[').skip(1).filter_map(|rest| {
        let (inside, behind) = rest.split_once(']')?;
        (!behind.starts_with('(')).then_some(inside)
    });
    brackets.flat_map(|inside| inside.split(", ").filter_map(|tag| tag.split(' ').next()))
}
