//! The text with values in the place of placeholders.

use std::ops::Range;

use vestibule_iam::json::json_string;
use vestibule_iam::span::Span;

use super::Blank;
use crate::fix::space_before;

/// A text that was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The text; all but the strings that are filled in is as it was.
    pub text: String,
    /// Where each string stands in it that was filled in, and which of the blanks were in it.
    pub places: Vec<(Span, Vec<usize>)>,
}

/// `text` with values in the place of `blanks`, which were found in it; those without values
/// stay as they are.
pub fn fill(text: &str, blanks: &[(Blank, Vec<&str>)]) -> Filled {
    let mut filled = Filled {
        text: String::with_capacity(text.len()),
        places: Vec::new(),
    };
    let mut at = 0;
    for (first, group) in groups(blanks) {
        let Some((blank, _)) = group.first() else {
            continue;
        };
        let literal = literal(text, group);
        let (Some(literal), Some(before)) = (literal, text.get(at..blank.string.start as usize))
        else {
            continue;
        };
        filled.text.push_str(before);
        let start = filled.text.len();
        filled.text.push_str(&literal);
        let of = group.iter().enumerate();
        let of = of.filter(|(_, (_, values))| !values.is_empty());
        let of = of.map(|(index, _)| first + index).collect();
        filled.places.push((span(start..filled.text.len()), of));
        at = blank.string.end as usize;
    }
    filled.text.push_str(text.get(at..).unwrap_or_default());
    filled
}

/// The blanks of each string, with the index of the first.
fn groups<'b, 'v>(
    blanks: &'b [(Blank, Vec<&'v str>)],
) -> impl Iterator<Item = (usize, &'b [(Blank, Vec<&'v str>)])> {
    let mut first = 0;
    blanks
        .chunk_by(|(one, _), (other, _)| one.string == other.string)
        .map(move |group| {
            let at = first;
            first += group.len();
            (at, group)
        })
}

/// What takes the place of the string that a group of blanks is in; `None` where nothing does.
fn literal(text: &str, group: &[(Blank, Vec<&str>)]) -> Option<String> {
    if group.iter().all(|(_, values)| values.is_empty()) {
        return None;
    }
    if let [(blank, values)] = group
        && blank.takes_several
        && values.len() > 1
    {
        let joint = match space_before(text, blank.string.start) {
            Some(space) if blank.is_in_list && space.contains('\n') => format!(",{space}"),
            _ => ", ".to_owned(),
        };
        let values: Vec<String> = values.iter().map(|value| json_string(value)).collect();
        let values = values.join(&joint);
        let is_list = blank.is_in_list;
        return Some(if is_list {
            values
        } else {
            format!("[{values}]")
        });
    }
    let (first, _) = group.first()?;
    let (mut said, mut at) = (String::new(), 0);
    for (blank, values) in group {
        if let Some(value) = values.first() {
            said.push_str(first.value.get(at..blank.range.start)?);
            said.push_str(value);
            at = blank.range.end;
        }
    }
    said.push_str(first.value.get(at..)?);
    Some(json_string(&said))
}

fn span(range: Range<usize>) -> Span {
    let at = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    Span::new(at(range.start), at(range.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blank::blanks;
    use vestibule_iam::document::Document;

    type Value<'v> = (&'v str, &'v [&'v str]);
    type Replaced<'r> = (&'r str, &'r str);

    /// The text with the values in the place of the blanks of those names.
    fn filled(text: &str, values: &[Value<'_>]) -> Filled {
        let found = blanks(&Document::parse(text).root).into_iter();
        let found: Vec<(Blank, Vec<&str>)> = found
            .map(|blank| {
                let of = values.iter().find(|(name, _)| *name == blank.name);
                let values = of.map_or(Vec::new(), |(_, values)| values.to_vec());
                (blank, values)
            })
            .collect();
        fill(text, &found)
    }

    #[test]
    fn all_but_the_values_stays_as_it_is() {
        let text = "{ \"Condition\" :\t{\n  // ours\n  \"StringEquals\": {\"aws:SourceVpc\" : \"<vpc>\" ,\"aws:RequestedRegion\": [\n    \"<region>\"\n  ]}, \"ArnEquals\":{\"aws:PrincipalArn\":\"arn:aws:iam::<account>:role/<role>\"}, }} <vpc>";
        let rows: &[(&[Value<'_>], &[Replaced<'_>])] = &[
            (&[], &[]),
            (&[("<vpc>", &["vpc-1"])], &[("\"<vpc>\"", "\"vpc-1\"")]),
            (
                &[
                    ("<vpc>", &["vpc-1", "vpc-2"]),
                    ("<region>", &["eu-west-1", "us-east-1"]),
                ],
                &[
                    ("\"<vpc>\"", "[\"vpc-1\", \"vpc-2\"]"),
                    ("\"<region>\"", "\"eu-west-1\",\n    \"us-east-1\""),
                ],
            ),
            (&[("<role>", &["a\"b"])], &[("<role>", "a\\\"b")]),
            (
                &[("<role>", &["Emergency"]), ("<account>", &["777788889999"])],
                &[("<account>", "777788889999"), ("<role>", "Emergency")],
            ),
        ];
        for (values, replaced) in rows {
            let mut expected = text.to_owned();
            for (from, to) in *replaced {
                expected = expected.replacen(from, to, 1);
            }
            let filled = filled(text, values);
            assert_eq!(filled.text, expected, "{values:?}");
            for (place, of) in &filled.places {
                assert!(
                    place
                        .of(&filled.text)
                        .is_some_and(|text| text.contains('"'))
                );
                assert!(!of.is_empty());
            }
        }
    }

    #[test]
    fn a_string_with_escapes_is_written_anew() {
        let text = r#"{"Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::\u003cid\u003e:role\/x"}}}"#;
        let filled = filled(text, &[("<id>", &["777788889999"])]);
        let expected = r#"{"Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::777788889999:role/x"}}}"#;
        assert_eq!(filled.text, expected);
    }
}
