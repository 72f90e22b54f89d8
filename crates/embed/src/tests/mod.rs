mod bounds;
mod html;
mod markdown;
mod mdx;

use super::{Example, Json, Kind, examples};

const KINDS: [Kind; 3] = [Kind::Html, Kind::Markdown, Kind::Mdx];

/// The text of an example that stands in the page, at this line.
fn here(line: u32, examples: &[Example], index: usize) -> String {
    let example = &examples[index];
    assert_eq!(example.line, line, "{example:?}");
    match &example.json {
        Json::Here(text) => text.clone(),
        other => panic!("{other:?}"),
    }
}

/// What is found at which lines, in short.
fn told(kind: Kind, page: &str) -> Vec<(u32, String)> {
    let told = |example: Example| {
        let json = match example.json {
            Json::Here(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Json::File(address) => address,
            other => format!("{other:?}"),
        };
        (example.line, json)
    };
    examples(kind, page).into_iter().map(told).collect()
}

/// The page has this example and no other.
#[track_caller]
fn one(kind: Kind, page: &str, line: u32, json: &str) {
    assert_eq!(told(kind, page), [(line, json.to_owned())], "{page}");
}

const A: &str = "<vestibule-example src=\"a\"></vestibule-example>";

#[test]
fn kinds() {
    let kinds = [
        ("a/b.html", Some(Kind::Html)),
        ("b.HTM", Some(Kind::Html)),
        ("c.mdx", Some(Kind::Mdx)),
        ("README.md", Some(Kind::Markdown)),
        ("case.json", None),
        ("html", None),
        ("-", None),
    ];
    for (path, kind) in kinds {
        assert_eq!(Kind::of_path(path), kind, "{path}");
    }
}
