//! YAML as JSON: what `--output yaml` prints, policies and templates.
//!
//! Scalars are read as the core schema of YAML 1.2 reads them, but for numbers that JSON would
//! write otherwise and for ids of accounts: those stay the text that they are.

use std::collections::HashMap;

use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::json::json_string;
use vestibule_syntax::limits::{DOCUMENT_BYTES, DOCUMENT_DEPTH, YAML_BYTES};
use vestibule_syntax::message;
use yaml_rust2::Event;
use yaml_rust2::parser::{Parser, Tag};
use yaml_rust2::scanner::{Marker, ScanError, TScalarStyle};

/// One document, as JSON.
#[derive(Debug, Default)]
pub(crate) struct Converted {
    pub(crate) json: String,
    /// Where values begin in the JSON, each with its line in the YAML.
    lines: Vec<(usize, usize)>,
}

impl Converted {
    /// The line in the YAML of what stands at an offset in the JSON.
    pub(crate) fn line(&self, offset: usize) -> usize {
        let behind = self.lines.partition_point(|(at, _)| *at <= offset);
        let before = behind.checked_sub(1).and_then(|at| self.lines.get(at));
        before.map_or(1, |(_, line)| *line)
    }
}

/// The documents in a text, or why they are not read.
pub(crate) fn documents(text: &str) -> Result<Vec<Converted>, Message> {
    if text.len() > YAML_BYTES {
        return Err(message!(
            "it is YAML of more than {most} bytes",
            most = YAML_BYTES
        ));
    }
    let mut parser = Parser::new_from_str(text.trim_start_matches('\u{feff}'));
    let mut documents = Vec::new();
    let mut reader = Reader::default();
    loop {
        let (event, mark) = parser.next_token().map_err(|error| scan_error(&error))?;
        match event {
            Event::StreamEnd => return Ok(documents),
            Event::DocumentEnd => {
                let Reader { made, .. } = std::mem::take(&mut reader);
                documents.push(made);
            }
            event => reader.event(event, mark)?,
        }
    }
}

fn scan_error(error: &ScanError) -> Message {
    let mark = error.marker();
    message!(
        "it is not YAML at line {line}, column {column}",
        line = mark.line(),
        column = mark.col() + 1
    )
}

/// What is open.
struct Open {
    is_map: bool,
    /// How many values there are in it; of a mapping keys, too.
    count: usize,
    /// The anchor of it, and where it begins.
    anchor: usize,
    start: usize,
    /// What closes it, and the object that its tag makes around it.
    end: &'static str,
}

#[derive(Default)]
struct Reader {
    made: Converted,
    open: Vec<Open>,
    /// Where values with anchors stand.
    anchors: HashMap<usize, (usize, usize)>,
    /// How much aliases have added.
    added: usize,
}

impl Reader {
    fn event(&mut self, event: Event, mark: Marker) -> Result<(), Message> {
        match event {
            Event::Scalar(text, style, anchor, tag) => self.scalar(&text, style, anchor, tag, mark),
            Event::SequenceStart(anchor, tag) => self.start(false, anchor, tag, mark),
            Event::MappingStart(anchor, tag) => self.start(true, anchor, tag, mark),
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    self.made.json.push_str(open.end);
                    self.anchor(open.anchor, open.start);
                }
                Ok(())
            }
            Event::Alias(anchor) => self.alias(anchor, mark),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart
            | Event::DocumentEnd => Ok(()),
        }
    }

    /// Writes what stands before a value. Whether it is a key.
    fn before(&mut self, mark: Marker) -> bool {
        let mut is_key = false;
        if let Some(open) = self.open.last_mut() {
            is_key = open.is_map && open.count.is_multiple_of(2);
            if open.is_map && !is_key {
                self.made.json.push(':');
            } else if open.count > 0 {
                self.made.json.push(',');
            }
            open.count += 1;
        }
        self.made.lines.push((self.made.json.len(), mark.line()));
        is_key
    }

    fn anchor(&mut self, anchor: usize, start: usize) {
        if anchor > 0 {
            self.anchors.insert(anchor, (start, self.made.json.len()));
        }
    }

    fn start(
        &mut self,
        is_map: bool,
        anchor: usize,
        tag: Option<Tag>,
        mark: Marker,
    ) -> Result<(), Message> {
        if self.before(mark) {
            return Err(message!(
                "a key at line {line} is not a text",
                line = mark.line()
            ));
        }
        if self.open.len() >= DOCUMENT_DEPTH {
            return Err(message!(
                "it is nested deeper than {most} levels at line {line}",
                most = DOCUMENT_DEPTH,
                line = mark.line()
            ));
        }
        let start = self.made.json.len();
        let function = function(tag.as_ref(), mark)?;
        if let Some(function) = &function {
            let name = json_string(function);
            self.made.json.push_str(&format!("{{{name}:"));
        }
        self.made.json.push(if is_map { '{' } else { '[' });
        self.open.push(Open {
            is_map,
            count: 0,
            anchor,
            start,
            end: match (is_map, function.is_some()) {
                (true, false) => "}",
                (false, false) => "]",
                (true, true) => "}}",
                (false, true) => "]}",
            },
        });
        Ok(())
    }

    fn scalar(
        &mut self,
        text: &str,
        style: TScalarStyle,
        anchor: usize,
        tag: Option<Tag>,
        mark: Marker,
    ) -> Result<(), Message> {
        let is_key = self.before(mark);
        let is_text = tag.as_ref().is_some_and(is_text);
        let function = function(tag.as_ref(), mark)?;
        if is_key && (function.is_some() || text == "<<") {
            return Err(message!(
                "what the key at line {line} merges is not read",
                line = mark.line()
            ));
        }
        let start = self.made.json.len();
        let is_plain = matches!(style, TScalarStyle::Plain) && !is_text;
        let value = match is_plain && !is_key {
            true => plain(text),
            false => json_string(text),
        };
        match function {
            Some(function) => {
                let name = json_string(&function);
                let value = json_string(text);
                self.made.json.push_str(&format!("{{{name}:{value}}}"));
            }
            None => self.made.json.push_str(&value),
        }
        self.anchor(anchor, start);
        Ok(())
    }

    fn alias(&mut self, anchor: usize, mark: Marker) -> Result<(), Message> {
        let is_key = self.before(mark);
        let known = self.anchors.get(&anchor);
        let known = known.and_then(|(start, end)| self.made.json.get(*start..*end));
        let Some(known) = known.filter(|known| !is_key || known.starts_with('"')) else {
            return Err(message!(
                "the alias at line {line} stands for nothing that can be read",
                line = mark.line()
            ));
        };
        self.added = self.added.saturating_add(known.len());
        if self.added > DOCUMENT_BYTES {
            return Err(message!(
                "its aliases stand for more than {most} bytes",
                most = DOCUMENT_BYTES
            ));
        }
        let known = known.to_owned();
        self.made.json.push_str(&known);
        Ok(())
    }
}

/// Whether a tag says that a value is a text.
fn is_text(tag: &Tag) -> bool {
    tag.handle == "tag:yaml.org,2002:" && tag.suffix == "str"
}

/// The function of CloudFormation that a tag is short for.
fn function(tag: Option<&Tag>, mark: Marker) -> Result<Option<String>, Message> {
    const FUNCTIONS: [&str; 19] = [
        "And",
        "Base64",
        "Cidr",
        "Contains",
        "Equals",
        "FindInMap",
        "GetAZs",
        "GetAtt",
        "If",
        "ImportValue",
        "Join",
        "Length",
        "Not",
        "Or",
        "Select",
        "Split",
        "Sub",
        "ToJsonString",
        "Transform",
    ];
    const TYPES: [&str; 7] = ["str", "int", "float", "bool", "null", "map", "seq"];
    let Some(tag) = tag else { return Ok(None) };
    let suffix = &*tag.suffix;
    match &*tag.handle {
        "tag:yaml.org,2002:" if TYPES.contains(&suffix) => Ok(None),
        "!" if matches!(suffix, "Ref" | "Condition") => Ok(Some(suffix.to_owned())),
        "!" if FUNCTIONS.contains(&suffix) => Ok(Some(format!("Fn::{suffix}"))),
        handle => Err(message!(
            "what the tag {tag} at line {line} makes is not known",
            tag = code(&format!("{handle}{suffix}")),
            line = mark.line()
        )),
    }
}

/// A scalar without quotes, as JSON.
fn plain(text: &str) -> String {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return "null".to_owned(),
        "true" | "True" | "TRUE" => return "true".to_owned(),
        "false" | "False" | "FALSE" => return "false".to_owned(),
        _ => {}
    }
    match is_number(text) {
        true => text.to_owned(),
        false => json_string(text),
    }
}

/// Whether a scalar is a number as JSON writes one, and too short for the id of an account.
fn is_number(text: &str) -> bool {
    const ACCOUNT: usize = 12;
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let has_zero = whole.len() > 1 && whole.starts_with('0');
    are_digits(whole) && !has_zero && whole.len() < ACCOUNT && fraction.is_none_or(are_digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> String {
        let made = documents(text).unwrap();
        assert_eq!(made.len(), 1, "{text}");
        made[0].json.clone()
    }

    #[test]
    fn scalars_are_what_json_would_write() {
        for (text, json) in [
            ("a: 1", r#"{"a":1}"#),
            ("a: -1.5", r#"{"a":-1.5}"#),
            ("a: '1'", r#"{"a":"1"}"#),
            ("a: !!str 1", r#"{"a":"1"}"#),
            ("a: 012345678901", r#"{"a":"012345678901"}"#),
            ("a: 111122223333", r#"{"a":"111122223333"}"#),
            ("a: 2012-10-17", r#"{"a":"2012-10-17"}"#),
            ("a: 1e5", r#"{"a":"1e5"}"#),
            ("a: 0x1f", r#"{"a":"0x1f"}"#),
            ("a: yes", r#"{"a":"yes"}"#),
            ("a: TRUE\nb: 'true'", r#"{"a":true,"b":"true"}"#),
            ("a:\nb: ~", r#"{"a":null,"b":null}"#),
            ("1: x\nnull: y", r#"{"1":"x","null":"y"}"#),
            ("- a: [b, {c: d}]\n- []", r#"[{"a":["b",{"c":"d"}]},[]]"#),
            ("a: |\n  {\"b\": 1}\n", r#"{"a":"{\"b\": 1}\n"}"#),
            ("a: ユーザー", r#"{"a":"ユーザー"}"#),
            ("a: &x [1]\nb: *x", r#"{"a":[1],"b":[1]}"#),
            ("a: !Ref b", r#"{"a":{"Ref":"b"}}"#),
            (
                "a: !Sub ['${x}', {x: 1}]",
                r#"{"a":{"Fn::Sub":["${x}",{"x":1}]}}"#,
            ),
            (
                "a: !If\n  - b\n  - !Ref c\n  - 1",
                r#"{"a":{"Fn::If":["b",{"Ref":"c"},1]}}"#,
            ),
            ("a: !GetAtt b.c", r#"{"a":{"Fn::GetAtt":"b.c"}}"#),
        ] {
            assert_eq!(one(text), json, "{text}");
        }
        assert_eq!(documents("a: 1\n---\nb: 2\n").unwrap().len(), 2);
    }

    #[test]
    fn lines_are_kept() {
        let made = documents("a: 1\nb:\n  - c\n  - d: e\n").unwrap();
        let line = |mark: &str| made[0].line(made[0].json.find(mark).unwrap());
        assert_eq!([line("1"), line("\"c\""), line("\"e\"")], [1, 3, 4]);
    }

    #[test]
    fn what_would_be_something_else_is_refused() {
        let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..30 {
            let before = level - 1;
            laughs.push_str(&format!(
                "a{level}: &a{level} [{}]\n",
                vec![format!("*a{before}"); 10].join(", ")
            ));
        }
        let deep = "- ".repeat(100_000);
        let flow = "[".repeat(200);
        for text in [
            "a: b: c",
            "a: [",
            "a: 'b",
            "a: &x [*x]",
            "a: *nothing",
            "<<: {a: 1}",
            "? [a]\n: b",
            "a: !reference b",
            "a: !!binary aGk=",
            &laughs,
            &deep,
            &flow,
        ] {
            let made = documents(text);
            assert!(made.is_err(), "{:?}", made.map(|made| made[0].json.len()));
        }
    }
}
