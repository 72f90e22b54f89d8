use proptest::prelude::*;

use super::{Example, Json, Kind, examples};

fn here(line: u32, examples: &[Example], index: usize) -> String {
    let example = &examples[index];
    assert_eq!(example.line, line, "{example:?}");
    match &example.json {
        Json::Here(text) => text.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn html() {
    let page = "<!doctype html>\n<p>é <code>&lt;vestibule-example></code>\n<!-- <vestibule-example></vestibule-example> -->\n\
        <vestibule-example editable>\n  <script type=\"application/json\">\n{ \"a\": \"</p>&amp;\" }\n</script>\n</vestibule-example>\n\
        <VESTIBULE-EXAMPLE src='cases/a.json?x=1&amp;y'><a href=cases/a.json>a</a></vestibule-example>\n\
        <vestibule-example><button>Copy</button><pre><code><span>{</span> &quot;a&quot;:<br>1 }</code></pre><pre>2</pre></vestibule-example>\n\
        <vestibule-example>{ \"b\": 2 }</vestibule-example> <vestibule-example> </vestibule-example>\n\
        <script>let a = '<vestibule-example>';</script>\n<textarea><vestibule-example></textarea>";
    let found = examples(Kind::Html, page);
    assert_eq!(found.len(), 5, "{found:#?}");
    let first = here(4, &found, 0);
    assert_eq!(first.trim(), "{ \"a\": \"</p>&amp;\" }");
    let at = first.find('{').unwrap();
    assert!(
        page.as_bytes()[at..].starts_with(b"{ \"a\": "),
        "the text stands at its place"
    );
    assert_eq!(first.lines().count(), 6);
    assert_eq!(found[1].line, 9);
    assert_eq!(found[1].json, Json::File("cases/a.json?x=1&y".to_owned()));
    assert_eq!(here(10, &found, 2).trim(), "{ \"a\":\n1 }");
    assert_eq!(here(11, &found, 3).trim(), "{ \"b\": 2 }");
    assert_eq!((found[4].line, &found[4].json), (11, &Json::Nowhere));
}

#[test]
fn markdown() {
    let page = "# Title\n\n`<vestibule-example>` is the element.\n\n```html\n<vestibule-example src=\"no.json\"></vestibule-example>\n```\n\n\
        <vestibule-example playground=\"/p/\">\n\n```json\n{ \"a\": \"<b>\",\n\n  \"c\": 1 }\n```\n\n</vestibule-example>\n\n\
        <vestibule-example src=\"a.json\" />\n\n\
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
fn lines_of_windows() {
    let page = "<p>\r\n<p>\r\n<vestibule-example>\r\n<pre>\r\n{ \"a\":\r\n1 }</pre></vestibule-example>\r\n<vestibule-example></vestibule-example>";
    let found = examples(Kind::Html, page);
    assert_eq!(found[1].line, 7);
    let text = here(3, &found, 0);
    assert_eq!(text.lines().nth(4), Some("{ \"a\":"), "{text:?}");
}

#[test]
fn kinds() {
    let kinds = [
        ("a/b.html", Some(Kind::Html)),
        ("b.HTM", Some(Kind::Html)),
        ("c.mdx", Some(Kind::Markdown)),
        ("README.md", Some(Kind::Markdown)),
        ("case.json", None),
        ("html", None),
        ("-", None),
    ];
    for (path, kind) in kinds {
        assert_eq!(Kind::of_path(path), kind, "{path}");
    }
}

proptest! {
    #[test]
    fn every_page_is_read(page in "(<vestibule-example( src=a)?/?>|</vestibule-example>|<pre>|</pre>|<script type=\"application/json\">|</script>|```\n|\r\n|\n|\n\n|&quot;|é|[{}<>\"a ]){0,30}") {
        for kind in [Kind::Html, Kind::Markdown] {
            for example in examples(kind, &page) {
                let lines = u32::try_from(page.matches('\n').count()).unwrap() + 1;
                prop_assert!((1..=lines).contains(&example.line));
                if let Json::Here(text) = example.json {
                    prop_assert!(!text.trim().is_empty());
                    prop_assert!(text.lines().count() <= page.lines().count() + 1);
                }
            }
        }
    }

    #[test]
    fn noise_is_read(page in any::<String>()) {
        examples(Kind::Html, &page);
        examples(Kind::Markdown, &page);
    }
}
