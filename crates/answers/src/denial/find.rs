//! Events of CloudTrail in the forms in which people hold them.

use std::rc::Rc;

use vestibule_iam::document::Document;
use vestibule_iam::json::{Node, Value};
use vestibule_iam::span::Span;

use super::csv;

/// So many events are looked at.
const EVENTS: usize = 20_000;

/// So deep an event is looked for in strings and lists.
const DEPTH: usize = 4;

/// An event, with what became of its text.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) root: Node,
    /// True where the text is cut off, or is not JSON in some other way.
    pub(super) is_broken: bool,
    /// Where something is wrong with its text; what stands there may be cut off.
    wrong: Wrong,
}

/// Where something is wrong with a text.
type Wrong = Rc<[Span]>;

/// What a text in JSON holds.
#[derive(Clone, Debug)]
pub(super) enum Input {
    /// Events.
    Events(Vec<Event>),
    /// Events of a table in CSV, and the columns that it lacks.
    Table(Vec<Event>, Vec<&'static str>),
    /// What `GetRequestAuthorizationDetails` returns.
    Troubleshooter(Event),
    /// What `GetRequestAuthorizationPolicy` returns: a policy without the evaluation.
    TroubleshooterPolicy,
    /// Events of OCSF, such as those of Security Lake.
    Ocsf,
    /// JSON of something else; a message where it holds one.
    Other(Option<String>),
}

/// What `text` holds, if it looks like JSON.
pub(super) fn find(text: &str) -> Option<Input> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if !start.starts_with(['{', '['])
        && let Some(table) = csv::table(start, EVENTS)
    {
        return Some(of_table(table));
    }
    let looks = start.starts_with(['{', '[']) || folded_has_event(text);
    if !looks {
        return None;
    }
    let text = if start.starts_with(['{', '[']) {
        start
    } else {
        // Something stands before the event, such as the name of a log.
        text.get(text.find('{')?..)?
    };
    let documents = documents(text);
    let mut events = Vec::new();
    for document in &documents {
        let holder = Holder {
            is_broken: !document.is_sound(),
            wrong: wrong(document),
        };
        if let Some(other) = other(&document.root, &holder) {
            return Some(other);
        }
        collect(&document.root, &holder, DEPTH, &mut events);
    }
    if events.is_empty() {
        let root = documents.first().map(|document| &document.root);
        return Some(Input::Other(root.and_then(message_of)));
    }
    Some(Input::Events(events))
}

/// The events of a table: of a row that holds a whole event in a cell, that one.
fn of_table(table: csv::Table) -> Input {
    let mut events = Vec::new();
    for row in &table.rows {
        let holder = Holder {
            is_broken: !row.is_sound(),
            wrong: wrong(row),
        };
        let inner = row.root.get_ignore_case("eventJson");
        collect(inner.unwrap_or(&row.root), &holder, DEPTH, &mut events);
    }
    Input::Table(events, table.lacking)
}

fn folded_has_event(text: &str) -> bool {
    text.contains("\"eventName\"") || text.contains("\"eventname\"")
}

/// Where something is wrong with a document, its end included; nowhere if it is sound.
fn wrong(document: &Document) -> Wrong {
    if document.is_sound() {
        return Rc::default();
    }
    let end = u32::try_from(document.text.trim_end().len()).unwrap_or(u32::MAX);
    let found = document.problems.iter().map(|problem| problem.span);
    found.chain([Span::new(end, u32::MAX)]).collect()
}

/// Whether something is wrong with a value, such as that it is cut off.
fn is_wrong(node: &Node, wrong: &[Span]) -> bool {
    let touches = |span: &Span| span.start <= node.span.end && node.span.start <= span.end;
    wrong.iter().any(touches)
}

/// Takes out of a value what may be cut off.
fn blank(node: &mut Node, wrong: &[Span]) {
    let is_text = matches!(
        node.value,
        Value::String(_) | Value::Number(_) | Value::Bool(_)
    );
    if is_text && is_wrong(node, wrong) {
        node.value = Value::Missing;
        return;
    }
    match &mut node.value {
        Value::Array(elements) => {
            for element in elements {
                blank(element, wrong);
            }
        }
        Value::Object(members) => {
            for member in members {
                blank(&mut member.value, wrong);
            }
        }
        Value::String(_) | Value::Number(_) | Value::Bool(_) | Value::Null | Value::Missing => {}
    }
}

/// One document, or one for each line.
fn documents(text: &str) -> Vec<Document> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let are_lines = text.lines().count() > 1
        && lines.clone().all(|line| {
            line.trim_start().starts_with('{') && line.trim_end().ends_with(['}', ','])
        })
        && lines.clone().count() > 1;
    if are_lines {
        return lines
            .take(EVENTS)
            .map(|line| Document::parse(line.trim().trim_end_matches(',')))
            .collect();
    }
    vec![Document::parse(text)]
}

struct Holder {
    is_broken: bool,
    wrong: Wrong,
}

/// What is no event of CloudTrail.
fn other(root: &Node, holder: &Holder) -> Option<Input> {
    let has = |name: &str| root.get_ignore_case(name).is_some();
    if has("evaluations") && (has("requestContext") || has("policies")) {
        let mut root = root.clone();
        blank(&mut root, &holder.wrong);
        return Some(Input::Troubleshooter(Event {
            root,
            is_broken: holder.is_broken,
            wrong: Rc::clone(&holder.wrong),
        }));
    }
    if has("policyDocument") && root.members().len() <= 2 {
        return Some(Input::TroubleshooterPolicy);
    }
    let is_ocsf = |node: &Node| {
        node.get("class_uid").is_some()
            || node.get("metadata").is_some() && node.get("api").is_some()
    };
    (is_ocsf(root) || root.elements().first().is_some_and(is_ocsf)).then_some(Input::Ocsf)
}

/// Where services and tools put events, one or several.
const HOLDERS: [&str; 8] = [
    "Records",
    "Events",
    "CloudTrailEvent",
    "detail",
    "message",
    "@message",
    "rows",
    "event",
];

fn collect(node: &Node, holder: &Holder, depth: usize, events: &mut Vec<Event>) {
    if depth == 0 || events.len() >= EVENTS {
        return;
    }
    match &node.value {
        Value::Array(elements) => {
            for element in elements {
                collect(element, holder, depth, events);
            }
        }
        Value::String(text) if text.trim_start().starts_with('{') => {
            let inner = Document::parse(&**text);
            let holder = Holder {
                is_broken: holder.is_broken || !inner.is_sound(),
                wrong: wrong(&inner),
            };
            collect(&inner.root, &holder, depth - 1, events);
        }
        Value::Object(_) => {
            let embedded = HOLDERS.iter().find_map(|name| {
                let found = node.get_ignore_case(name)?;
                let mut inner = Vec::new();
                collect(found, holder, depth - 1, &mut inner);
                (!inner.is_empty()).then_some(inner)
            });
            if let Some(mut inner) = embedded {
                events.append(&mut inner);
            } else if is_event(node) {
                events.push(Event {
                    root: node.clone(),
                    is_broken: holder.is_broken,
                    wrong: Rc::clone(&holder.wrong),
                });
            }
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::Missing => {}
    }
}

/// Whether an object is an event, or what is left of one.
fn is_event(node: &Node) -> bool {
    let has = |name: &str| node.get_ignore_case(name).is_some();
    has("eventName") || has("eventSource") || has("userIdentity") && has("sourceIPAddress")
}

/// The text of an error in JSON of something else, such as an answer of the API.
fn message_of(root: &Node) -> Option<String> {
    let parts = [
        "error",
        "code",
        "errorCode",
        "error_description",
        "message",
        "errorMessage",
    ];
    let found = parts.iter().filter_map(|name| {
        let node = root.get_ignore_case(name)?;
        node.as_str().map(str::to_owned)
    });
    let found: Vec<String> = found.collect();
    (!found.is_empty()).then(|| found.join(": "))
}

impl Event {
    /// The text at a path of names, whatever their case. Objects may stand in strings, as in
    /// results of Athena.
    pub(super) fn text(&self, path: &[&str]) -> Option<String> {
        let text = self.at(path)?;
        let text = text.trim();
        let is_nothing = text.is_empty() || text == "-" || text.eq_ignore_ascii_case("null");
        (!is_nothing).then(|| text.to_owned())
    }

    /// As [`Event::text`], with a text that is empty.
    pub(super) fn at(&self, path: &[&str]) -> Option<String> {
        text_at(&self.root, path, &self.wrong)
    }

    /// The node at a path on which no object stands in a string.
    pub(super) fn node(&self, path: &[&str]) -> Option<&Node> {
        path.iter()
            .try_fold(&self.root, |node, name| node.get_ignore_case(name))
    }
}

fn text_at(node: &Node, path: &[&str], wrong: &[Span]) -> Option<String> {
    let Some((name, rest)) = path.split_first() else {
        if is_wrong(node, wrong) {
            return None;
        }
        return match &node.value {
            Value::String(text) => Some(text.to_string()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(value) => Some(value.to_string()),
            Value::Null | Value::Array(_) | Value::Object(_) | Value::Missing => None,
        };
    };
    match &node.value {
        Value::String(text) if text.trim_start().starts_with('{') => {
            let inner = Document::parse(&**text);
            let wrong = self::wrong(&inner);
            text_at(inner.root.get_ignore_case(name)?, rest, &wrong)
        }
        _ => text_at(node.get_ignore_case(name)?, rest, wrong),
    }
}
