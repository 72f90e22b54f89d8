//! Wildcard patterns against a recursive reference on UTF-16 units.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{Pattern, PatternBuilder, matches_pieces};

/// One element of a pattern, as the reference sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Token {
    Unit(u16),
    One,
    Many,
}

/// The tokens of pieces of which some stand for themselves.
pub(crate) fn tokens(pieces: &[(&str, bool)]) -> Vec<Token> {
    let piece = |(text, literal): &(&str, bool)| -> Vec<Token> {
        text.encode_utf16()
            .map(|unit| match u8::try_from(unit) {
                Ok(b'*') if !literal => Token::Many,
                Ok(b'?') if !literal => Token::One,
                _ => Token::Unit(unit),
            })
            .collect()
    };
    pieces.iter().flat_map(piece).collect()
}

/// The definition of a match, word for word.
pub(crate) fn matches_by_definition(pattern: &[Token], text: &[u16]) -> bool {
    match pattern.split_first() {
        None => text.is_empty(),
        Some((Token::Many, rest)) => {
            (0..=text.len()).any(|skipped| matches_by_definition(rest, &text[skipped..]))
        }
        Some((Token::One, rest)) => !text.is_empty() && matches_by_definition(rest, &text[1..]),
        Some((Token::Unit(unit), rest)) => {
            text.first() == Some(unit) && matches_by_definition(rest, &text[1..])
        }
    }
}

/// Matches a pattern without escapes by definition.
pub(crate) fn naive(pattern: &str, text: &str) -> bool {
    let units: Vec<u16> = text.encode_utf16().collect();
    matches_by_definition(&tokens(&[(pattern, false)]), &units)
}

macro_rules! cases {
    ($($name:ident: $pattern:expr, $text:expr => $expected:expr;)*) => {$(
        #[test]
        fn $name() {
            assert_eq!(naive($pattern, $text), $expected, "the reference");
            assert_eq!(Pattern::new($pattern).matches($text), $expected);
        }
    )*};
}

cases! {
    empty_matches_empty: "", "" => true;
    empty_matches_nothing_else: "", "a" => false;
    literal: "prod", "prod" => true;
    literal_is_whole: "prod", "production" => false;
    literal_case: "prod", "Prod" => false;
    star_matches_empty: "*", "" => true;
    star_matches_all: "*", "anything at all" => true;
    stars_are_one_star: "a***b", "ab" => true;
    prefix: "prod*", "production" => true;
    prefix_at_start_only: "prod*", "a prod" => false;
    suffix: "*tion", "production" => true;
    suffix_at_end_only: "*tion", "production!" => false;
    infix: "*duc*", "production" => true;
    infix_missing: "*dux*", "production" => false;
    both_ends: "p*n", "production" => true;
    ends_may_not_overlap: "aba*ba", "aba" => false;
    ends_may_touch: "ab*ba", "abba" => true;
    middle_may_not_reach_into_end: "a*b*b", "ab" => false;
    leftmost_is_enough: "*ab*abc", "ab abc" => true;
    backtracking: "a*b*c", "abxbxcxc" => true;
    repeated_fragments_need_their_own_place: "*aa*aa*", "aaa" => false;
    repeated_fragments_side_by_side: "*aa*aa*", "aaaa" => true;
    question_is_one: "a?c", "abc" => true;
    question_is_not_none: "a?c", "ac" => false;
    question_is_not_two: "a?c", "abbc" => false;
    question_before_star: "?*", "" => false;
    question_behind_star: "*?", "x" => true;
    question_in_the_middle: "*b?d*", "abcde" => true;
    question_in_last_fragment: "a*?z", "az" => false;
    question_fragment_may_overlap_itself: "*a?a*b", "axaxab" => true;
    // Recorded for the service. [E2]
    supplementary_is_not_one: "?", "\u{10400}" => false;
    supplementary_is_two: "??", "\u{10400}" => true;
    supplementary_inside_one: "a?b", "a\u{10400}b" => false;
    supplementary_inside_two: "a??b", "a\u{10400}b" => true;
    supplementary_star_then_one: "a*?b", "a\u{10400}b" => true;
    supplementary_one_then_star: "a?*b", "a\u{10400}b" => true;
    supplementary_literal_then_one: "\u{10400}?", "\u{10400}x" => true;
    supplementary_literal_then_half: "\u{10400}?", "\u{10400}\u{10428}" => false;
    accented_is_one: "?", "\u{e9}" => true;
    combining_is_two: "?", "e\u{301}" => false;
    star_crosses_slash: "a*b", "a/b" => true;
    question_is_colon: "a?b", "a:b" => true;
    star_crosses_newline: "a*b", "a\nb" => true;
    question_is_newline: "a?b", "a\nb" => true;
    brackets_are_literal: "a[b]", "ab" => false;
    backslash_is_literal: "a\\*b", "a*b" => false;
    backslash_is_literal_and_star_is_not: "a\\*b", "a\\xb" => true;
}

#[test]
fn fragments_longer_than_a_word() {
    for length in [63, 64, 65, 128, 130] {
        let fragment = format!("{}?{}", "ab".repeat(length / 2), "c".repeat(length % 2));
        let pattern = Pattern::new(&format!("x*{fragment}*z"));
        let hit = fragment.replace('?', "!");
        assert!(pattern.matches(&format!("xabab{hit}z")), "{length}");
        assert!(
            !pattern.matches(&format!("xabab{}z", &hit[1..])),
            "{length}"
        );
    }
}

/// Rare and frequent units side by side, against the definition.
#[test]
fn long_fragments_of_many_letters() {
    let alphabet: String = ('\u{4e00}'..'\u{4e80}').collect();
    for (head, tail) in [("", ""), ("a", "aaa"), ("aaaaaaaa", "")] {
        let fragment = format!("{head}{alphabet}?{}{tail}", "ab".repeat(80));
        let pattern = Pattern::new(&format!("*{fragment}*"));
        let hit = fragment.replace('?', "!");
        assert!(pattern.matches(&hit));
        assert!(pattern.matches(&format!("{alphabet}{hit}{alphabet}")));
        assert!(!pattern.matches(&hit.replace('!', "")));
        assert!(!pattern.matches(&hit.replace("\u{4e77}", "x")));
        assert!(!pattern.matches(&hit.replacen("abab", "abbb", 1)));
        assert!(!pattern.matches(&hit.replacen("abab", "aab", 1)));
    }
    // As many letters as there are: the masks together stay small.
    let many: String = ('\u{4e00}'..'\u{9e00}').chain(['?']).collect();
    assert!(Pattern::new(&format!("*{many}*")).matches(&many));
}

#[test]
fn short_and_long_texts_are_searched_alike() {
    let pattern = Pattern::new("*needle*needle*");
    for padding in [0, 1, 50, 100, 115, 116, 117, 200] {
        let filler = "need".repeat(padding / 4) + &"n".repeat(padding % 4);
        assert!(
            pattern.matches(&format!("{filler}needleneedle")),
            "{padding}"
        );
        assert!(
            pattern.matches(&format!("needle{filler}needle")),
            "{padding}"
        );
        assert!(
            !pattern.matches(&format!("{filler}needleeedle{filler}")),
            "{padding}"
        );
    }
}

#[test]
fn literal_pieces_have_no_wildcards() {
    let mut builder = PatternBuilder::default();
    builder.push("a*", true);
    builder.push("?", true);
    assert_eq!(builder.clone().build().literal(), Some("a*?"));
    builder.push("*", false);
    let pattern = builder.build();
    assert!(pattern.matches("a*?x"));
    assert!(!pattern.matches("abcx"));
}

#[test]
fn what_a_pattern_says_of_itself() {
    assert_eq!(Pattern::new("abc").literal(), Some("abc"));
    assert_eq!(Pattern::new("").literal(), Some(""));
    assert_eq!(Pattern::new("a?c").literal(), None);
    assert_eq!(Pattern::new("a*").literal(), None);
    assert!(Pattern::new("*").matches_everything());
    assert!(Pattern::new("***").matches_everything());
    assert!(!Pattern::new("*?").matches_everything());
    assert!(!Pattern::new("*a*").matches_everything());
    assert!(!Pattern::new("").matches_everything());
}

#[test]
fn ignoring_case_is_for_ascii_only() {
    let pattern = Pattern::new_ignore_ascii_case("SignIn:Auth*");
    assert!(pattern.matches("signin:authenticate"));
    assert!(pattern.matches("SIGNIN:AuthorizeOAuth2Access"));
    assert!(!pattern.matches("signin:CreateOAuth2Token"));
    let long = format!("signin:auth{}", "X".repeat(500));
    assert!(pattern.matches(&long), "longer than the buffer");
    assert!(!Pattern::new_ignore_ascii_case("É*").matches("é"));
    assert!(!Pattern::new_ignore_ascii_case("K").matches("\u{212a}"));
}

/// Time grows with the text only: each of these would take hours by trying out.
#[test]
fn time_is_linear() {
    let text = "a".repeat(1 << 20);
    let started = Instant::now();
    assert!(!Pattern::new(&("*a".repeat(1000) + "*b")).matches(&text));
    assert!(Pattern::new(&("*a".repeat(1000) + "*")).matches(&text));
    assert!(!Pattern::new(&("*?a".repeat(1000) + "*b")).matches(&text));
    assert!(Pattern::new(&("*a?".repeat(1000) + "*")).matches(&text));
    assert!(!Pattern::new(&("*".to_owned() + &"a?".repeat(40) + "b*")).matches(&text));
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "{:?}",
        started.elapsed()
    );
}

/// Few letters, so that fragments repeat and overlap.
pub(crate) fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop::sample::select(vec![
            'a',
            'b',
            'A',
            ':',
            '\n',
            '\u{e9}',
            '\u{10400}',
            '*',
            '?',
        ]),
        0..12,
    )
    .prop_map(|letters| letters.into_iter().collect())
}

pub(crate) fn pattern() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop::sample::select(vec!['a', 'b', 'A', '\u{10400}', '*', '*', '*', '?', '?']),
        0..10,
    )
    .prop_map(|letters| letters.into_iter().collect())
}

/// A text that has a good chance to match: stars and questions filled in.
fn pattern_and_text() -> impl Strategy<Value = (String, String)> {
    let filled = (pattern(), proptest::collection::vec(text(), 10)).prop_map(|(pattern, fills)| {
        let mut fills = fills.into_iter().cycle();
        let text = pattern
            .chars()
            .map(|c| match c {
                '*' => fills.next().unwrap_or_default().chars().take(3).collect(),
                '?' => "ab".chars().take(1).collect(),
                _ => c.to_string(),
            })
            .collect::<String>();
        (pattern, text)
    });
    prop_oneof![(pattern(), text()), filled]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn agrees_with_the_definition((pattern, text) in pattern_and_text()) {
        prop_assert_eq!(Pattern::new(&pattern).matches(&text), naive(&pattern, &text));
    }

    #[test]
    fn agrees_with_the_definition_in_pieces(
        (first, text) in pattern_and_text(),
        inserted in text(),
        last in pattern(),
    ) {
        let pieces = [(first.as_str(), false), (inserted.as_str(), true), (last.as_str(), false)];
        let mut builder = PatternBuilder::default();
        for (piece, literal) in pieces {
            builder.push(piece, literal);
        }
        let pattern = builder.build();
        for text in [format!("{text}{inserted}"), format!("{text}{inserted}ab"), text] {
            let units: Vec<u16> = text.encode_utf16().collect();
            let expected = matches_by_definition(&tokens(&pieces), &units);
            prop_assert_eq!(pattern.matches(&text), expected);
        }
    }

    /// What is too long to match is not put together, and nothing else is lost.
    #[test]
    fn pieces_match_as_the_whole_does(
        pieces in proptest::collection::vec((prop_oneof![pattern(), text()], any::<bool>()), 0..5),
        (_, text) in pattern_and_text(),
    ) {
        let pieces: Vec<(&str, bool)> =
            pieces.iter().map(|(piece, literal)| (piece.as_str(), *literal)).collect();
        let filled: String = pieces
            .iter()
            .map(|(piece, literal)| match literal {
                true => (*piece).to_owned(),
                false => piece.replace('*', "ab").replace('?', "b"),
            })
            .collect();
        for text in [text, filled] {
            let units: Vec<u16> = text.encode_utf16().collect();
            let expected = matches_by_definition(&tokens(&pieces), &units);
            prop_assert_eq!(matches_pieces(&pieces, &text), expected, "{:?}", text);
        }
    }

    #[test]
    fn agrees_with_the_definition_on_long_fragments(
        fragment in "[abc?]{1,3}([ab?]{40,140}|a{40,70}[bc?]a{20,70})",
        (before, behind) in ("[ab]{0,70}", "[ab]{0,9}"),
        (filler, flip) in ("[abc]", 0_usize..300),
    ) {
        let pattern = format!("*{fragment}*b");
        let mut text = format!("{before}{}{behind}b", fragment.replace('?', &filler));
        if flip < text.len() {
            text.replace_range(flip..=flip, "b");
        }
        prop_assert_eq!(Pattern::new(&pattern).matches(&text), naive(&pattern, &text));
    }

    #[test]
    fn ignoring_case_is_lowering_both((pattern, text) in pattern_and_text()) {
        let expected = naive(&pattern.to_ascii_lowercase(), &text.to_ascii_lowercase());
        prop_assert_eq!(Pattern::new_ignore_ascii_case(&pattern).matches(&text), expected);
    }

    #[test]
    fn literals_are_exactly_the_patterns_without_wildcards(pattern in pattern()) {
        let compiled = Pattern::new(&pattern);
        let expected = (!pattern.contains(['*', '?'])).then_some(pattern.as_str());
        prop_assert_eq!(compiled.literal(), expected);
    }
}
