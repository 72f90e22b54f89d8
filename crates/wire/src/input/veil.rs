//! Texts of which only the policies are shown.
//!
//! A state of Terraform and the outputs of some commands hold secrets, and what is said of a
//! file may stand in a public log, with the line that it means.

use vestibule_iam::document::Document;
use vestibule_iam::span::Span;

use crate::input::aws_output::{self, Form};
use crate::input::not_policy::{NotPolicy, not_policy};

/// The document with white space in place of what may be secret. All places stay.
pub(crate) fn veil(document: Document) -> Document {
    let (form, found) = aws_output::find(&document);
    let is_foreign = matches!(
        not_policy(&document, form, &found),
        Some(NotPolicy::Output(..) | NotPolicy::Terraform | NotPolicy::CloudFormation)
    );
    if form != Form::Terraform && !is_foreign {
        return document;
    }
    let found = found.unwrap_or_default();
    let known = found
        .iter()
        .filter(|found| !is_foreign && !found.is_unknown);
    let mut shown: Vec<Span> = known.map(|found| found.holder.span).collect();
    shown.sort_by_key(|span| span.start);
    Document {
        text: veiled(&document.text, &shown),
        ..document
    }
}

/// White space of the same length, outside of what is shown.
fn veiled(text: &str, shown: &[Span]) -> String {
    let mut veiled = String::with_capacity(text.len());
    let mut rest = text;
    let mut at = 0;
    for span in shown {
        let (start, end) = (span.start as usize, span.end as usize);
        let hidden = start
            .checked_sub(at)
            .and_then(|len| rest.split_at_checked(len));
        let Some((hidden, behind)) = hidden else {
            continue;
        };
        let Some((meant, behind)) = behind.split_at_checked(end.saturating_sub(start)) else {
            continue;
        };
        veiled.extend(hidden.chars().map(blank));
        veiled.push_str(meant);
        rest = behind;
        at = end;
    }
    veiled.extend(rest.chars().map(blank));
    veiled
}

/// White space that is as long in UTF-8, and in UTF-16, as the character.
fn blank(character: char) -> char {
    match (character, character.len_utf8()) {
        ('\n' | '\r' | '\t', _) => character,
        (_, 1) => ' ',
        (_, 2) => '\u{a0}',
        (_, 3) => '\u{2003}',
        // No white space has four bytes; this one has an empty glyph.
        (..) => '\u{1d159}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_policies_are_shown_and_places_stay() {
        let policy = r#""{\"Statement\": \"é😀\"}""#;
        let text = format!(
            "{{\"lineage\": \"hunter2 é€😀\",\n\"resources\": [{{\"type\": \"aws_iam_policy\", \"name\": \"a\", \"instances\": [{{\"attributes\": {{\"policy\": {policy}, \"x\": \"hunter2\"}}}}]}}]}}"
        );
        let veiled = veil(Document::parse(text.as_str()));
        assert!(!veiled.text.contains("hunter2"), "{}", veiled.text);
        let blanks = |c: char| c.is_whitespace() || c == '\u{1d159}';
        assert_eq!(veiled.text.trim_matches(blanks), policy);
        assert_eq!(veiled.text.find(policy), text.find(policy));
        assert_eq!(
            vestibule_iam::span::LineIndex::new(&veiled.text),
            veiled.lines
        );
        for (text, is_shown) in [
            (r#"{"Credentials": {"SecretAccessKey": "hunter2"}}"#, false),
            (
                r#"{"version": 4, "lineage": "hunter2", "resources": []}"#,
                false,
            ),
            (r#"{"Statement": "hunter2"}"#, true),
            (r#"{"Policy": {"Content": "hunter2"}}"#, true),
        ] {
            let veiled = veil(Document::parse(text));
            assert_eq!(veiled.text.contains("hunter2"), is_shown, "{text}");
            assert_eq!(veiled.text.len(), text.len());
        }
    }
}
