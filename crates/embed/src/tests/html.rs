//! Pages of HTML, and what the element takes from its content.

use super::{A, here, one, told};
use crate::{Json, Kind, Unread, examples};

#[test]
fn html() {
    let page = "<!doctype html>\n<p>é <code>&lt;vestibule-example></code>\n<!-- <vestibule-example></vestibule-example> -->\n\
        <vestibule-example editable>\n  <script type=\"application/json\">\n{ \"a\": \"</p>&amp;\" }\n</script>\n</vestibule-example>\n\
        <VESTIBULE-EXAMPLE src='cases/a.json?x=1&amp;y'><a href=cases/a.json>a</a></vestibule-example>\n\
        <vestibule-example><button>Copy</button><pre><code><span>{</span> &quot;a&quot;:<br>1 }</code></pre><pre>2</pre></vestibule-example>\n\
        <vestibule-example>{ \"b\": 2 }</vestibule-example> <vestibule-example> </vestibule-example>\n\
        <script>let a = '<vestibule-example>';</script>\n<textarea><vestibule-example></textarea>\n<meta content=\"<vestibule-example>\">";
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
fn lines_of_windows() {
    let page = "<p>\r\n<p>\r\n<vestibule-example>\r\n<pre>\r\n{ \"a\":\r\n1 }</pre></vestibule-example>\r\n<vestibule-example></vestibule-example>";
    let found = examples(Kind::Html, page);
    assert_eq!(found[1].line, 7);
    let text = here(3, &found, 0);
    assert_eq!(text.lines().nth(4), Some("{ \"a\":"), "{text:?}");
}

#[test]
fn raw_text_ends_where_browsers_end_it() {
    for before in [
        "<svg><style/></svg>",
        "<svg><title/></svg>",
        "<svg><title>a</title><script></svg>",
        "<svg><foreignObject><svg><style/></svg></foreignObject><style/></svg>",
        "<svg><style/><p>",
        "<math><mi><style></style></mi><title/></math>",
        "<svg><foreignObject>",
        "<noframe>",
        "<style></style><title></title><textarea></textarea>",
    ] {
        one(Kind::Html, &format!("{before}\n{A}"), 2, "a");
        one(Kind::Markdown, &format!("<p>{before}\n{A}"), 2, "a");
    }
    for (before, within) in [
        ("<iframe src=x />", "iframe"),
        ("<style/>", "style"),
        ("<noscript>", "noscript"),
        ("<noframes>", "noframes"),
        ("<script>", "script"),
        ("<textarea>", "textarea"),
        ("<svg><foreignObject><title/>", "title"),
        ("<svg>", "svg"),
        ("<!-- ", "<!--"),
    ] {
        let unread = format!("{:?}", Json::Unread(Unread::Within(within.to_owned())));
        one(Kind::Html, &format!("{before}\n{A}"), 2, &unread);
        one(Kind::Markdown, &format!("<p>{before}\n{A}"), 2, &unread);
    }
    // In MDX every element may close itself, and none has text that is raw.
    for before in [
        "<iframe src=\"x\" />",
        "<style/>",
        "<svg><title/></svg>",
        "<title>",
        "<style>",
    ] {
        one(Kind::Mdx, &format!("{before}\n{A}"), 2, "a");
    }
    let tail = format!("{A}\n<vestibule-example src=\"");
    assert_eq!(
        told(Kind::Html, &tail)[1],
        (2, "Unread(NoTag)".to_owned()),
        "the page ends within the tag"
    );
}

#[test]
fn text_is_what_the_element_takes() {
    for (inside, json) in [
        (
            "<script type=\" x\">1</script><script type=\"Application/JSON\">2</script>3",
            "2",
        ),
        (
            "<style>1</style>2<template><pre>3</pre><template></template>4</template>5",
            "25",
        ),
        (
            "<pre>1<style>2</style><template>3</template><pre>4</pre>5</pre>6",
            "145",
        ),
        (
            "<pre>1<script type=\"application/json\">2</script>3</pre>",
            "2",
        ),
        ("<pre><div>1</div><div>2<br>3</div>4</pre>", "1 2 3 4"),
        ("<pre><svg><style>1</style></svg>2</pre>", "2"),
        ("<pre>\"a  b\"</pre>", "\"a b\""),
    ] {
        let page = format!("<vestibule-example>{inside}</vestibule-example>");
        one(Kind::Html, &page, 1, json);
    }
    let text = "<vestibule-example>{ \"b\":\n`2` }</vestibule-example>";
    one(Kind::Markdown, text, 1, "{ \"b\": 2 }");
}
