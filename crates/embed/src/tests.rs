use std::time::{Duration, Instant};

use proptest::prelude::*;
use vestibule_syntax::limits::PAGE_EXAMPLES_BYTES;

use super::{Example, Json, Kind, Unread, examples};

const KINDS: [Kind; 3] = [Kind::Html, Kind::Markdown, Kind::Mdx];

/// What pages are made of.
const PARTS: &str = "(<vestibule-example( src=a)?/?>|</vestibule-example>|<pre>|</pre>|<script type=\"application/json\">|</script>|<(/?svg|style/?|title/?|/title|iframe)>|<a b=|```\n|---\n|    |> |- |`|\\{/\\*|\\*/\\}|<!--|-->|\r\n|\n|\n\n|&quot;|é|[{}<>\"'a \\\\]){0,30}";

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

#[test]
fn tags_may_be_long_and_deep() {
    let long = format!("<A b=\"{}\"", "x".repeat(100_000));
    one(Kind::Mdx, &format!("{long} c={{{A}}}/>"), 1, "a");
    one(Kind::Mdx, &format!("{long}>{A}</A>"), 1, "a");
    let depth = 50_000;
    let deep = format!("{}{A}{}", "<A b={".repeat(depth), "}/>".repeat(depth));
    one(Kind::Mdx, &deep, 1, "a");
    // Without its end the outermost is no tag, and all within it is text.
    one(Kind::Mdx, &format!("<A b={{ {A}"), 1, "a");
    one(Kind::Mdx, &format!("{A}</A\n>"), 1, "a");
}

/// Whatever a page repeats, reading it takes time by its length and not by the square of it.
/// That is a tenth of a second in a build without optimisation; the square of it is a minute.
#[test]
fn repeated_fragments_are_read() {
    for fragment in [
        "<A b={",
        "<A b={'",
        "<A b={\\'",
        "<a {",
        "<a{",
        "{<a ",
        "<a \"",
        "<a b=\"{<a c='",
        "</",
        "!</",
        "</|",
        "</a ",
        "\\```",
        "```\\",
        "` `` ``` ",
        "`\n`` ",
        "{`",
        "{ `a` ",
        "{/*",
        "{/* */",
        "<!--",
        "<!-- -->",
        "<",
        "{",
        "}",
        "`",
        "[",
        "[a](",
        "![",
        "*a_",
        "> ",
        "- ",
        "1. ",
        "> - 1. ",
        "|",
        "<svg>",
        "<svg></a>",
        "<a a=",
        "&",
        "<pre>",
        "<template>",
        "<script>",
        "<title>",
        "<?",
        "<![CDATA[",
        "\n\n",
        "~~~\n",
        "<vestibule-example ",
        "<vestibule-example>",
    ] {
        let page = fragment.repeat((1 << 17) / fragment.len());
        for kind in KINDS {
            let start = Instant::now();
            examples(kind, &page);
            let time = start.elapsed();
            assert!(
                time < Duration::from_secs(3),
                "{kind:?} {fragment:?}: {time:?}"
            );
        }
    }
}

#[test]
fn examples_of_a_page_have_a_limit() {
    let one = "<vestibule-example>{}</vestibule-example>";
    let page = one.repeat((1 << 19) / one.len());
    for kind in KINDS {
        let found = examples(kind, &page);
        assert_eq!(found.len(), (1 << 19) / one.len());
        let read: usize = found
            .iter()
            .map(|example| match &example.json {
                Json::Here(text) => text.len(),
                Json::TooMuch => 0,
                other => panic!("{other:?}"),
            })
            .sum();
        assert!(read <= PAGE_EXAMPLES_BYTES && read > PAGE_EXAMPLES_BYTES / 2);
        assert_eq!(
            found.last().map(|example| &example.json),
            Some(&Json::TooMuch)
        );
    }
}

#[test]
fn marks_that_do_not_end_are_cut_where_they_are_shown() {
    let page = format!("{}\n{}", "~".repeat(500_000), A.repeat(10_000));
    let found = examples(Kind::Mdx, &page);
    let why = Unread::Within("~".repeat(8));
    assert!(
        found.len() == 10_000
            && found
                .iter()
                .all(|example| example.json == Json::Unread(why.clone()))
    );
}

proptest! {
    #[test]
    fn every_page_is_read(page in PARTS) {
        for kind in KINDS {
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
        for kind in KINDS {
            examples(kind, &page);
        }
    }
}
