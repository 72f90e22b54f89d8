//! Pages of Markdown.

use super::{A, here, one, told};
use crate::{Json, Kind, examples};

#[test]
fn markdown() {
    let page = "# Title\n\n`<vestibule-example>` is the element.\n\n```html\n<vestibule-example src=\"no.json\"></vestibule-example>\n```\n\n\
        <vestibule-example playground=\"/p/\">\n\n```json\n{ \"a\": \"<b>\",\n\n  \"c\": 1 }\n```\n\n</vestibule-example>\n\n\
        <vestibule-example src=\"a.json\"></vestibule-example>\n\n\
        Text <vestibule-example src=\"b.json\"></vestibule-example> and more.\n\n\
        <vestibule-example>\n<script type=\"application/json\">\n{ \"d\": 1 }\n</script>\n</vestibule-example>\n\n\
        > <vestibule-example>\n>\n> ```json\n> {\n>   \"e\": 1\n> }\n> ```\n>\n> </vestibule-example>\n\n\
        ```json\n{ \"f\": 1 }\n```\n";
    let found = examples(Kind::Markdown, page);
    assert_eq!(found.len(), 5, "{found:#?}");
    let first = here(9, &found, 0);
    assert_eq!(first.trim(), "{ \"a\": \"<b>\",\n\n  \"c\": 1 }");
    assert_eq!(first.find('{'), page.find("{ \"a\""));
    assert_eq!(
        (found[1].line, &found[1].json),
        (19, &Json::File("a.json".to_owned()))
    );
    assert_eq!(
        (found[2].line, &found[2].json),
        (21, &Json::File("b.json".to_owned()))
    );
    assert_eq!(here(23, &found, 3).trim(), "{ \"d\": 1 }");
    assert_eq!(here(29, &found, 4).trim(), "{\n  \"e\": 1\n}");
}

#[test]
fn what_is_not_closed_takes_in_the_page() {
    let page = format!("<vestibule-example src=\"b\" />\n\n{A}\n\n<vestibule-example>\n");
    for kind in [Kind::Html, Kind::Markdown] {
        let told = told(kind, &page);
        assert_eq!(
            told.iter().map(|(_, json)| &**json).collect::<Vec<_>>(),
            ["Unclosed", "a", "Unclosed"],
        );
    }
}

#[test]
fn front_matter_is_no_part_of_the_page() {
    for kind in [Kind::Markdown, Kind::Mdx] {
        for (start, end) in [("---", "---"), ("+++", "+++ "), ("\u{feff}---\r", "---\r")] {
            let page = format!("{start}\ntitle: a <vestibule-example> b\n{end}\n{A}\n");
            one(kind, &page, 4, "a");
        }
        // A line across the page.
        one(kind, &format!("---\n\n{A}\n"), 3, "a");
    }
}
