//! Long, deep and repeated pages, and pages of noise.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use vestibule_syntax::limits::PAGE_EXAMPLES_BYTES;

use super::{A, KINDS, one};
use crate::{Json, Kind, Unread, examples};

/// What pages are made of.
const PARTS: &str = "(<vestibule-example( src=a)?/?>|</vestibule-example>|<pre>|</pre>|<script type=\"application/json\">|</script>|<(/?svg|style/?|title/?|/title|iframe)>|<a b=|```\n|---\n|    |> |- |`|\\{/\\*|\\*/\\}|<!--|-->|\r\n|\n|\n\n|&quot;|é|[{}<>\"'a \\\\]){0,30}";

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
