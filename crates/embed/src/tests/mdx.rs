//! Pages of MDX: JSX instead of HTML.

use super::{A, here, one, told};
use crate::{Kind, examples};

#[test]
fn mdx_has_no_indented_code() {
    let page = "<Tabs>\n  <TabItem value=\"a\">\n    <vestibule-example editable>\n\n    ```json title=\"a.json\"\n    { \"a\":\n      \"<b> `\" }\n    ```\n\n    </vestibule-example>\n  </TabItem>\n</Tabs>\n";
    one(Kind::Mdx, page, 3, "{ \"a\": \"<b> `\" }");
    let text = here(3, &examples(Kind::Mdx, page), 0);
    assert_eq!(text.lines().nth(6), Some("  \"<b> `\" }"), "{text:?}");
    // Where it is code, that is said.
    one(Kind::Markdown, page, 3, "Unclosed");
    one(
        Kind::Markdown,
        &format!("a\n\n    {A}\n"),
        3,
        "Unread(Indented)",
    );
}

#[test]
fn jsx() {
    for (tag, json) in [
        ("<vestibule-example src=\"a.json\" />", "a.json"),
        (
            "<vestibule-example\n  open={1 > 0 && \"}\"}\n  src={\"a.json\"}\n/>",
            "a.json",
        ),
        (
            "<vestibule-example {...{ a: '>' }} src='a.json'></vestibule-example>",
            "a.json",
        ),
        (
            "<Foo a={<vestibule-example src=\"a.json\" />} b=\"<vestibule-example>\" />",
            "a.json",
        ),
        ("{shown && <vestibule-example src=\"a.json\"/>}", "a.json"),
        (
            "- one\n  - <vestibule-example>\n    ~~~json\n    { \"a\": 1 }\n    ~~~\n    </vestibule-example>",
            "{ \"a\": 1 }",
        ),
        (
            "> <vestibule-example>\n> ```json\n> { \"a\":\n> 1 }\n> ```\n> </vestibule-example>",
            "{ \"a\": 1 }",
        ),
        (
            "<vestibule-example><pre>{`{ \"a\": 1 }`}</pre></vestibule-example>",
            "{ \"a\": 1 }",
        ),
        ("<vestibule-example src=\"a.json\">", "Unclosed"),
        ("<vestibule-example a=\"", "Unread(NoTag)"),
        (
            "{/* a\n<vestibule-example src=\"a.json\"/>",
            "Unread(Within(\"{/*\"))",
        ),
        (
            "~~~\n<vestibule-example src=\"a.json\"/>",
            "Unread(Within(\"~~~\"))",
        ),
    ] {
        let found = told(Kind::Mdx, tag);
        assert_eq!(found.len(), 1, "{tag}: {found:?}");
        assert_eq!(found[0].1, json, "{tag}");
    }
    for talk in [
        "{/* <vestibule-example> */}",
        "{/*\n<vestibule-example>\n```json\n{}\n```\n</vestibule-example>\n*/}",
        "`{/*` `` <!-- ``",
        "<!-- <vestibule-example> -->",
        "`<vestibule-example>`",
        "`` `<vestibule-example>\n` ``",
        "\\<vestibule-example>",
        "&lt;vestibule-example>",
        "<Foo title=\"<vestibule-example>\" />",
        "- ````html\n  <vestibule-example>\n  ```\n  ````",
        "<vestibule-examples>",
    ] {
        one(Kind::Mdx, &format!("{talk}\n{A}"), 1 + lines(talk), "a");
        if !talk.starts_with(['{']) {
            one(
                Kind::Markdown,
                &format!("{talk}\n\n{A}"),
                2 + lines(talk),
                "a",
            );
        }
    }
}

fn lines(text: &str) -> u32 {
    u32::try_from(text.lines().count()).unwrap()
}
