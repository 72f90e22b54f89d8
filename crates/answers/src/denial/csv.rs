//! Events in CSV, as queries of Athena and of CloudTrail Lake return them.

use vestibule_iam::document::Document;
use vestibule_iam::json::json_string;

/// So many columns are read.
const COLUMNS: usize = 200;

/// So deep structures nest.
const DEPTH: usize = 8;

/// Columns whose values decide a sign-in, or say what became of it.
const NEEDED: [&str; 11] = [
    "eventSource",
    "eventName",
    "userIdentity",
    "sourceIPAddress",
    "awsRegion",
    "errorCode",
    "errorMessage",
    "requestParameters",
    "additionalEventData",
    "vpcEndpointId",
    "tlsDetails",
];

/// A table of events.
pub(super) struct Table {
    /// Its rows, each as an object of its columns.
    pub(super) rows: Vec<Document>,
    /// The columns that it lacks and that policies or the answer need.
    pub(super) lacking: Vec<&'static str>,
}

/// The table whose head names columns of events, with `most` rows at most. `None` where the text
/// is no such table.
pub(super) fn table(text: &str, most: usize) -> Option<Table> {
    let mut records = Records { rest: text };
    let head = records.next()?;
    let names: Vec<String> = head.iter().map(|name| column(name)).collect();
    let has = |name: &str| names.iter().any(|own| own.eq_ignore_ascii_case(name));
    let is_table = names.len() > 1 && (has("eventName") || has("userIdentity") || has("eventJson"));
    if !is_table {
        return None;
    }
    let is_row = |cells: &Vec<String>| cells.iter().any(|cell| !cell.trim().is_empty());
    let rows = records.filter(is_row).take(most);
    let is_whole = has("eventJson");
    let lacking = NEEDED.into_iter().filter(|name| !is_whole && !has(name));
    Some(Table {
        rows: rows.map(|cells| row(&names, &cells)).collect(),
        lacking: lacking.collect(),
    })
}

/// The name of a column, without the table before it.
fn column(name: &str) -> String {
    let name = name.trim().trim_start_matches('\u{feff}');
    name.rsplit('.').next().unwrap_or(name).to_owned()
}

/// A row as an object. A cell that is missing leaves the row broken, as one that is cut off.
fn row(names: &[String], cells: &[String]) -> Document {
    let mut json = String::from("{");
    for (index, (name, cell)) in names.iter().zip(cells).enumerate() {
        if index > 0 {
            json.push(',');
        }
        json.push_str(&json_string(name));
        json.push(':');
        json.push_str(&value(cell.trim(), DEPTH));
    }
    if cells.len() >= names.len() {
        json.push('}');
    }
    Document::parse(json)
}

/// A cell as JSON. Athena prints structures as `{type=IAMUser, arn=…}`, and texts as they are.
fn value(cell: &str, depth: usize) -> String {
    let inner = cell.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
    match inner {
        // JSON in a text stays one: objects in strings are looked into.
        Some(inner) if depth > 0 && !inner.trim_start().starts_with('"') => {
            let members = members(inner);
            let members = members
                .iter()
                .map(|(name, cell)| format!("{}:{}", json_string(name), value(cell, depth - 1)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        _ => json_string(cell),
    }
}

/// The members of a structure. Values may have commas and signs of equality of their own, but no
/// comma, space and name before such a sign.
fn members(inner: &str) -> Vec<(&str, &str)> {
    let mut starts = vec![0];
    let mut open = 0_usize;
    for (at, sign) in inner.char_indices() {
        match sign {
            '{' | '[' => open += 1,
            '}' | ']' => open = open.saturating_sub(1),
            ',' if open == 0 && inner[at..].starts_with(", ") && names_member(&inner[at + 2..]) => {
                starts.push(at + 2);
            }
            _ => {}
        }
    }
    let ends = starts.iter().skip(1).map(|start| start - 2);
    let ends = ends.chain([inner.len()]);
    let parts = starts.iter().zip(ends);
    parts
        .filter_map(|(start, end)| inner.get(*start..end)?.split_once('='))
        .map(|(name, cell)| (name.trim(), cell.trim()))
        .collect()
}

/// Whether a text begins with the name of a member and a sign of equality.
fn names_member(text: &str) -> bool {
    let name = text
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let length = name.take(64).count();
    length > 0 && text.as_bytes().get(length) == Some(&b'=')
}

/// The records of a text by RFC 4180: cells between commas, in quotation marks where they have
/// commas, line breaks or doubled quotation marks.
struct Records<'t> {
    rest: &'t str,
}

impl Iterator for Records<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut cells = vec![String::new()];
        let mut is_quoted = false;
        let mut signs = self.rest.char_indices().peekable();
        let mut end = self.rest.len();
        while let Some((at, sign)) = signs.next() {
            let count = cells.len();
            let Some(cell) = cells.last_mut() else { break };
            match sign {
                '"' if is_quoted && signs.peek().is_some_and(|(_, next)| *next == '"') => {
                    signs.next();
                    cell.push('"');
                }
                '"' if is_quoted || cell.trim().is_empty() => is_quoted = !is_quoted,
                ',' if !is_quoted && count < COLUMNS => cells.push(String::new()),
                '\n' if !is_quoted => {
                    end = at + 1;
                    break;
                }
                '\r' if !is_quoted => {}
                sign => cell.push(sign),
            }
        }
        self.rest = self.rest.get(end..).unwrap_or_default();
        Some(cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_told_apart() {
        let records = Records {
            rest: "a,\"b, \"\"c\"\"\r\nd\",\r\ne,f=g,\"\"\n",
        };
        let found: Vec<Vec<String>> = records.collect();
        assert_eq!(found, [["a", "b, \"c\"\r\nd", ""], ["e", "f=g", ""]]);
    }

    #[test]
    fn structures_of_athena_become_objects() {
        for (cell, expected) in [
            ("", r#""""#),
            ("{}", "{}"),
            ("{a=b}", r#"{"a":"b"}"#),
            (
                "{type=IAMUser, username=a=b,c, sessioncontext={sessionissuer={arn=x, username=null}}}",
                r#"{"type":"IAMUser","username":"a=b,c","sessioncontext":{"sessionissuer":{"arn":"x","username":"null"}}}"#,
            ),
            (r#"{"MFAUsed":"No"}"#, r#""{\"MFAUsed\":\"No\"}""#),
        ] {
            assert_eq!(value(cell, DEPTH), expected, "{cell}");
        }
        let deep = "{a=".repeat(10_000) + &"}".repeat(10_000);
        assert!(Document::parse(value(&deep, DEPTH)).is_sound());
    }

    #[test]
    fn other_tables_are_none() {
        for text in [
            "",
            "user,arn,password_last_used\na,b,c",
            "eventName",
            "hello, world",
        ] {
            assert!(table(text, 10).is_none(), "{text}");
        }
        let found = table("eventname,awsregion\nConsoleLogin,us-east-1\n\nx", 10).unwrap();
        let sound: Vec<bool> = found.rows.iter().map(Document::is_sound).collect();
        assert_eq!(sound, [true, false]);
        assert_eq!(found.lacking.len(), NEEDED.len() - 2);
        assert!(
            table("eventID,eventJson\n1,2", 10)
                .unwrap()
                .lacking
                .is_empty()
        );
    }
}
