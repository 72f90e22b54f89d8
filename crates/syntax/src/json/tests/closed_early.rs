//! Lists that are closed before their last item.

use crate::json::Code;
use crate::json::parse;

#[test]
fn a_list_that_is_closed_early_goes_on() {
    let rows = [
        (
            "{\"S\": [{\"a\": 1}], {\"b\": 2}]}",
            "{\"S\":[{\"a\":1},{\"b\":2}]}",
            1,
        ),
        (
            "{\"S\": [{\"a\": 1},], {\"b\": 2}]}",
            "{\"S\":[{\"a\":1},{\"b\":2}]}",
            1,
        ),
        (
            "{\"S\": [{\"a\": 1}], {\"b\": 2}], {\"c\": 3}], \"T\": 4}",
            "{\"S\":[{\"a\":1},{\"b\":2},{\"c\":3}],\"T\":4}",
            2,
        ),
    ];
    for (text, expected, times) in rows {
        let parsed = parse(text);
        let codes: Vec<Code> = parsed.problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, vec![Code::ClosedEarly; times], "{text}");
        assert_eq!(parsed.root.to_compact_string(), expected, "{text}");
        assert!(parsed.problems[0].code.leaves_meaning_open(), "{text}");
        let mut fixed = text.to_owned();
        while let Some(problem) = parse(&fixed).problems.first() {
            let (span, with) = &problem.edits[0];
            fixed.replace_range(span.start as usize..span.end as usize, with);
        }
        let fixed = parse(&fixed);
        assert_eq!(fixed.root.to_compact_string(), expected, "{text}");
    }
}

#[test]
fn what_is_closed_where_it_ends_is_not_reopened() {
    let rows = [
        // A list of other things, an empty one, and no list.
        "{\"S\": [1], {\"b\": 2}}",
        "{\"S\": [], {\"b\": 2}}",
        "{\"S\": {\"a\": 1}, {\"b\": 2}}",
        "{\"S\": [{\"a\": 1}] {\"b\": 2}}",
    ];
    for text in rows {
        let parsed = parse(text);
        let early = |problem: &crate::diagnostic::Problem<Code>| problem.code == Code::ClosedEarly;
        assert!(!parsed.problems.is_empty(), "{text}");
        assert!(!parsed.problems.iter().any(early), "{text}");
    }
}

#[test]
fn a_brace_too_many_closes_nothing() {
    let rows = [
        (
            "{\"S\": [{\"a\": 1}}, {\"b\": 2}]}",
            "{\"S\":[{\"a\":1},{\"b\":2}]}",
            1,
        ),
        ("{\"S\": [{\"a\": 1}\n }\n]}", "{\"S\":[{\"a\":1}]}", 1),
        (
            "{\"S\": [{\"a\": 1}}}, {\"b\": 2}}]}",
            "{\"S\":[{\"a\":1},{\"b\":2}]}",
            3,
        ),
    ];
    for (text, expected, times) in rows {
        let parsed = parse(text);
        let codes: Vec<Code> = parsed.problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, vec![Code::Syntax; times], "{text}");
        assert_eq!(parsed.root.to_compact_string(), expected, "{text}");
        let mut fixed = text.to_owned();
        for problem in parsed.problems.iter().rev() {
            let span = problem.span;
            fixed.replace_range(span.start as usize..span.end as usize, "");
        }
        assert_eq!(parse(&fixed).problems, [], "{text}");
    }
}

#[test]
fn a_brace_that_may_close_the_object_around_a_list_closes_it() {
    let rows = [
        // The list is not closed.
        ("{\"S\": [{\"a\": 1}}", "{\"S\":[{\"a\":1}]}"),
        ("{\"S\": [{\"a\": 1}}, \"T\": 2", "{\"S\":[{\"a\":1}]}"),
        (
            "[{\"S\": [{\"a\": 1}}, {\"b\": 2}]",
            "[{\"S\":[{\"a\":1}]},{\"b\":2}]",
        ),
        ("[{\"S\": [{\"a\": 1}}]", "[{\"S\":[{\"a\":1}]}]"),
        ("{\"S\": [1}", "{\"S\":[1]}"),
    ];
    for (text, expected) in rows {
        let parsed = parse(text);
        assert_eq!(parsed.root.to_compact_string(), expected, "{text}");
        assert_eq!(parsed.problems[0].code, Code::MissingClose, "{text}");
    }
}
