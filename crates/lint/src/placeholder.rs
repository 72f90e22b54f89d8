//! Placeholders: what authors of examples write where a value of the reader's own belongs.

use std::ops::Range;

/// What stands around a placeholder.
const BRACKETS: [(&str, &str); 5] = [
    ("<", ">"),
    ("{{", "}}"),
    ("[[", "]]"),
    ("@@", "@@"),
    ("__", "__"),
];

/// So long a placeholder is at the most between its brackets.
const LONGEST: usize = 80;

/// Words that tell to put something else there, by themselves.
const ORDERS: [&str; 8] = [
    "CHANGEME",
    "CHANGE-ME",
    "CHANGE_ME",
    "FIXME",
    "REPLACEME",
    "REPLACE-ME",
    "REPLACE_ME",
    "TODO",
];

/// What words begin with that tell to put something else there.
const BEGINNINGS: [&str; 6] = [
    "YOUR-",
    "YOUR_",
    "INSERT-",
    "INSERT_",
    "REPLACE-WITH",
    "REPLACE_WITH",
];

/// Names of values, which are placeholders in capitals.
const NAMES: [&str; 18] = [
    "ACCOUNT",
    "ACCOUNTID",
    "ACCOUNT_ID",
    "ACCOUNT-ID",
    "AWS_ACCOUNT_ID",
    "AWS_REGION",
    "CIDR",
    "IP_ADDRESS",
    "ORGID",
    "ORG_ID",
    "REGION",
    "ROLE_NAME",
    "ROLENAME",
    "USERNAME",
    "USER_NAME",
    "VPCE_ID",
    "VPC_ID",
    "VPC-ID",
];

/// What ids of resources begin with.
const IDS: [&str; 5] = ["vpc-", "vpce-", "o-", "ou-", "r-"];

/// The placeholders in a text, as ranges of bytes, in order. With `words`, words without
/// brackets count as well, such as `REGION_HERE`.
pub fn placeholders(text: &str, words: bool) -> Vec<Range<usize>> {
    let mut found = bracketed(text);
    found.extend(variables(text));
    if words {
        found.extend(letters_for_numbers(text));
        found.extend(of_words(text));
    }
    found.sort_by_key(|range| (range.start, usize::MAX - range.end));
    let mut kept: Vec<Range<usize>> = Vec::new();
    for range in found {
        if kept.last().is_none_or(|last| last.end <= range.start) {
            kept.push(range);
        }
    }
    kept
}

fn bracketed(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (open, close) in BRACKETS {
        let mut from = 0;
        while let Some(start) = find(text, from, open) {
            let inner = start + open.len();
            let Some(end) = find(text, inner, close) else {
                break;
            };
            let body = text.get(inner..end).unwrap_or_default();
            let is_name = body.len() <= LONGEST
                && body.bytes().any(|byte| byte.is_ascii_alphabetic())
                && !body.contains(['<', '{', '[', '"']);
            if is_name {
                found.push(start..end + close.len());
            }
            from = if is_name { end + close.len() } else { inner };
        }
    }
    found
}

/// What `$` stands before in AWS itself: versions of launch templates and of functions.
const VERSIONS: [&str; 2] = ["DEFAULT", "LATEST"];

/// Variables of other languages: `${Account}`, `${AWS::AccountId}`, `${var.account}`, `$ACCOUNT`.
/// Policy variables have a colon, and escapes are a single character.
fn variables(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = find(text, from, "$") {
        let behind = text.get(start + 1..).unwrap_or_default();
        let end = match behind.strip_prefix('{') {
            Some(body) => body.find('}').and_then(|end| {
                let name = body.get(..end)?.split(',').next()?.trim();
                let is_ours = name.contains(':') && !name.starts_with("AWS::");
                let is_foreign = name.len() > 1 && name.len() <= LONGEST && !is_ours;
                is_foreign.then_some(start + end + 3)
            }),
            None => {
                let is_part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
                let end = behind.find(|c| !is_part(c)).unwrap_or(behind.len());
                let is_version = VERSIONS.contains(&behind.get(..end).unwrap_or_default());
                (end > 1 && !is_version && !behind.starts_with(|c: char| c.is_ascii_digit()))
                    .then_some(start + 1 + end)
            }
        };
        found.extend(end.map(|end| start..end));
        from = end.unwrap_or(start + 1);
    }
    found
}

/// `x.x.x.x/x` and `a.b.c.d/nn`.
fn letters_for_numbers(text: &str) -> Option<Range<usize>> {
    let (address, prefix) = text.split_once('/').unwrap_or((text, ""));
    let is_letter = |part: &str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let parts: Vec<&str> = address.split('.').collect();
    let is_prefix = prefix.len() <= 3 && prefix.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (parts.len() == 4 && parts.into_iter().all(is_letter) && is_prefix).then_some(0..text.len())
}

fn of_words(text: &str) -> Vec<Range<usize>> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find(is_part)) {
        let start = from + start;
        let rest = text.get(start..).unwrap_or_default();
        let end = start + rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        if text.get(start..end).is_some_and(is_placeholder) {
            found.push(start..end);
        }
        from = end;
    }
    found
}

fn is_placeholder(word: &str) -> bool {
    let upper = word.to_ascii_uppercase();
    let is_of_x =
        |text: &str| text.len() >= 4 && text.bytes().all(|byte| matches!(byte, b'x' | b'X' | b'-'));
    let is_order = ORDERS.contains(&&*upper)
        || upper.contains("PLACEHOLDER")
        || upper.ends_with("_HERE")
        || upper.ends_with("-HERE")
        || BEGINNINGS.iter().any(|start| upper.starts_with(start));
    let is_name = NAMES.contains(&word);
    let is_id = IDS.iter().any(|start| {
        let id = word.strip_prefix(start);
        id.is_some_and(|id| is_of_x(id) || id.to_ascii_lowercase().contains("example"))
    });
    is_order || is_name || is_id || is_of_x(word)
}

fn find(text: &str, from: usize, what: &str) -> Option<usize> {
    text.get(from..)?.find(what).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_of_every_style_are_found() {
        let rows: &[(&str, &[&str])] = &[
            ("<my-corporate-cidr>", &["<my-corporate-cidr>"]),
            (
                "arn:aws:iam::<account-id>:role/<role>",
                &["<account-id>", "<role>"],
            ),
            ("arn:aws:iam::${Account}:role/breakglass", &["${Account}"]),
            (
                "arn:${AWS::Partition}:iam::${AWS::AccountId}:root",
                &["${AWS::Partition}", "${AWS::AccountId}"],
            ),
            ("${var.account_id}", &["${var.account_id}"]),
            ("$ACCOUNT_ID", &["$ACCOUNT_ID"]),
            ("{{ account }}", &["{{ account }}"]),
            ("[[region]]", &["[[region]]"]),
            ("__VPC__", &["__VPC__"]),
            ("REGION_HERE", &["REGION_HERE"]),
            ("your-vpc-id", &["your-vpc-id"]),
            ("arn:aws:iam::ACCOUNT_ID:root", &["ACCOUNT_ID"]),
            ("vpc-EXAMPLE", &["vpc-EXAMPLE"]),
            ("o-exampleorgid", &["o-exampleorgid"]),
            ("vpc-xxxxxxxxxxxxxxxxx", &["vpc-xxxxxxxxxxxxxxxxx"]),
            ("ou-xxxx-xxxxxxxx", &["ou-xxxx-xxxxxxxx"]),
            ("arn:aws:iam::XXXXXXXXXXXX:root", &["XXXXXXXXXXXX"]),
            ("x.x.x.x/x", &["x.x.x.x/x"]),
            ("a.b.c.d/nn", &["a.b.c.d/nn"]),
            ("TODO", &["TODO"]),
            // What looks similar.
            ("arn:aws:iam::111122223333:user/${aws:username}", &[]),
            ("${aws:PrincipalTag/team, 'none'}", &[]),
            ("a${*}b${?}c${$}", &[]),
            ("$DEFAULT", &[]),
            ("arn:aws:lambda:*:*:function:x:$LATEST", &[]),
            ("vpc-0a1b2c3d4e5f60718", &[]),
            ("o-a1b2c3d4e5", &[]),
            ("arn:aws:iam::*:role/Example", &[]),
            ("arn:aws:iam::111122223333:role/ReplacementTeam", &[]),
            ("arn:aws:iam::111122223333:role/Todos", &[]),
            ("203.0.113.0/24", &[]),
            ("us-east-1", &[]),
            ("a<b", &[]),
            ("${", &[]),
            ("$", &[]),
            ("é<ü-name>é", &["<ü-name>"]),
        ];
        for (text, expected) in rows {
            let found = placeholders(text, true);
            let found: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, *expected, "{text}");
        }
    }

    #[test]
    fn words_count_only_where_they_are_asked_for() {
        assert!(placeholders("TODO", false).is_empty());
        assert_eq!(placeholders("<team>", false).first(), Some(&(0..6)));
    }
}
