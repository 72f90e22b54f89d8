//! What is wrong with a case file, or with a file that it names, documented as rules.

mod cases;
mod files;
mod organizations;
mod requests;
mod statements;

use crate::{Doc, Sample, Source};

/// The documentation of every code.
pub fn docs() -> impl Iterator<Item = &'static Doc> {
    let groups = [
        requests::DOCS,
        statements::DOCS,
        cases::DOCS,
        organizations::DOCS,
        files::DOCS,
    ];
    groups.into_iter().flatten()
}

/// What a code says, by which it is known, how bad it is, why, and by which sources.
macro_rules! about {
    ($code:literal, $severity:expr, $sources:expr, $what:literal, $why:literal, $finds:expr, $passes:expr $(,)?) => {
        Doc {
            rule: &Rule {
                code: $code,
                number: None,
                severity: $severity,
                check: Check::Reader,
            },
            what: $what,
            why: $why,
            sources: &$sources,
            finds: &$finds,
            passes: &$passes,
        }
    };
}

use about;

/// A case with one request that has these members.
macro_rules! of_request {
    ($members:literal) => {
        Sample::Case(concat!(
            r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{},"requests":[{"#,
            $members,
            "}]}"
        ))
    };
}

use of_request;

/// A case with these members.
macro_rules! with {
    ($members:literal) => {
        Sample::Case(concat!(r#"{"vestibule":1,"#, $members, "}"))
    };
}

use with;

/// A case with one permission statement.
macro_rules! of_statement {
    ($statement:literal) => {
        Sample::Case(concat!(
            r#"{"vestibule":1,"account":{"id":"111122223333"},"policies":{"permissionStatements":["#,
            $statement,
            r#"]},"requests":[]}"#
        ))
    };
}

use of_statement;

/// The bytes of a case file that are too many to be written here.
const fn made(bytes: fn() -> Vec<u8>) -> Sample {
    Sample::Made(None, bytes)
}

const NONE: [Source; 0] = [];
/// Where the sample would be of more than one text.
const AROUND: [Sample; 0] = [];

const RIGHT: Sample = of_request!(
    r#""principal":"arn:aws:iam::111122223333:user/alice","network":{"sourceIp":"198.51.100.7"}"#
);

/// A case file with a list of so many, each of which `one` makes of its index.
fn many(before: &str, count: usize, one: fn(usize) -> String, behind: &str) -> Vec<u8> {
    let items: Vec<String> = (0..count).map(one).collect();
    let missing = |member: &str, value: &str| match before.contains(member) {
        true => String::new(),
        false => format!(",\"{member}\":{value}"),
    };
    let (policies, requests) = (missing("policies", "{}"), missing("requests", "[]"));
    let items = items.join(",");
    format!("{{\"vestibule\":1,{before}{items}{behind}{policies}{requests}}}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_described() {
        for doc in docs() {
            let code = doc.rule.code;
            for text in [doc.what, doc.why] {
                assert!(text.ends_with('.'), "{code}: {text}");
            }
            assert_eq!(doc.finds.is_empty(), doc.passes.is_empty(), "{code}");
        }
    }
}
