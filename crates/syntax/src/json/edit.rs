//! Changes to a JSON text that keep its format: indentation, line ends, order and comments stay
//! as they are, and what is new is laid out as what stands beside it.

use super::{Node, Value, json_string};
use crate::span::{Span, offset};

/// A text to stand in place of another.
pub type Edit = (Span, String);

/// A value that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum New {
    /// A string.
    Text(String),
    /// A list.
    List(Vec<New>),
    /// An object.
    Object(Vec<(String, New)>),
}

impl New {
    /// One string, or a list of several.
    pub fn one_or_many(texts: &[String]) -> Self {
        match texts {
            [one] => Self::Text(one.clone()),
            several => Self::List(several.iter().cloned().map(Self::Text).collect()),
        }
    }
}

/// Makes edits of a text that keep its format.
#[derive(Clone, Copy, Debug)]
pub struct Editor<'t> {
    text: &'t str,
    newline: &'static str,
    /// True where a blank stands behind colons and commas.
    is_spaced: bool,
}

impl<'t> Editor<'t> {
    /// An editor of `text`, whose tree is `root`.
    pub fn new(text: &'t str, root: &Node) -> Self {
        let newline = match text.find('\n') {
            Some(at) if text.get(..at).is_some_and(|line| line.ends_with('\r')) => "\r\n",
            _ => "\n",
        };
        let behind_colon = first_member(root).map(|(key, value)| Span::new(key.end, value.start));
        let behind_colon = behind_colon.and_then(|gap| gap.of(text));
        Self {
            text,
            newline,
            is_spaced: behind_colon.is_none_or(|gap| gap.ends_with([' ', '\t', '\n'])),
        }
    }

    /// Adds `value` to the end of a list.
    pub fn push(&self, list: &Node, value: &New) -> Option<Edit> {
        let Value::Array(elements) = &list.value else {
            return None;
        };
        let items: Vec<Span> = elements.iter().map(|element| element.span).collect();
        Some(self.push_item(list, &items, |at| self.written(value, at)))
    }

    /// Adds a member to the end of an object.
    pub fn insert(&self, object: &Node, key: &str, value: &New) -> Option<Edit> {
        let Value::Object(_) = &object.value else {
            return None;
        };
        let colon = if self.is_spaced { ": " } else { ":" };
        let member = |at: Option<Layout<'_>>| {
            let value = self.written(value, at);
            format!("{}{colon}{value}", json_string(key))
        };
        Some(self.push_item(object, &members(object), member))
    }

    /// Adds texts to a list, or makes a list of a single value.
    pub fn extend(&self, value: &Node, texts: &[String]) -> Option<Edit> {
        let comma = self.comma();
        match &value.value {
            Value::Array(elements) if elements.is_empty() => {
                self.push(value, &New::Text(texts.first()?.clone()))
            }
            Value::Array(elements) => {
                let items: Vec<Span> = elements.iter().map(|element| element.span).collect();
                let separator = self.separator(value, &items);
                let at = items.last()?.end;
                let added = texts
                    .iter()
                    .map(|text| format!(",{separator}{}", json_string(text)));
                Some((Span::empty(at), added.collect()))
            }
            Value::Object(_) | Value::Missing => None,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                let old = value.span.of(self.text)?;
                let new: Vec<String> = texts.iter().map(|text| json_string(text)).collect();
                let list = format!("[{old}{comma}{}]", new.join(comma));
                Some((value.span, list))
            }
        }
    }

    /// Takes elements out of a list, but not all of them.
    pub fn remove_elements(&self, list: &Node, indices: &[usize]) -> Option<Vec<Edit>> {
        let items: Vec<Span> = list.elements().iter().map(|item| item.span).collect();
        self.remove(&items, indices)
    }

    /// Takes members out of an object, but not all of them.
    pub fn remove_members(&self, object: &Node, indices: &[usize]) -> Option<Vec<Edit>> {
        self.remove(&members(object), indices)
    }

    fn remove(&self, items: &[Span], indices: &[usize]) -> Option<Vec<Edit>> {
        let mut edits = Vec::new();
        let mut index = 0;
        while let Some(first) = items.get(index) {
            if !indices.contains(&index) {
                index += 1;
                continue;
            }
            // Those that stand together go together.
            let start = index;
            while indices.contains(&(index + 1)) && index + 1 < items.len() {
                index += 1;
            }
            let last = items.get(index)?;
            let run = first.to(*last);
            match start.checked_sub(1).and_then(|before| items.get(before)) {
                Some(before) => edits.extend(self.remove_behind(*before, run)?),
                None => edits.extend(self.remove_first(run, *items.get(index + 1)?)?),
            }
            index += 1;
        }
        Some(edits)
    }

    fn remove_behind(&self, before: Span, run: Span) -> Option<Vec<Edit>> {
        let gap = Span::new(before.end, run.start);
        let between = gap.of(self.text)?;
        if is_blank(between) {
            return Some(vec![(Span::new(before.end, run.end), String::new())]);
        }
        // Comments stay where they are.
        let comma = before.end.saturating_add(offset(comma_in(between)?));
        let blank = between.len() - between.trim_end_matches([' ', '\t']).len();
        let start = run.start.saturating_sub(offset(blank));
        Some(vec![
            (Span::new(comma, comma.saturating_add(1)), String::new()),
            (Span::new(start, run.end), String::new()),
        ])
    }

    fn remove_first(&self, run: Span, next: Span) -> Option<Vec<Edit>> {
        let between = Span::new(run.end, next.start).of(self.text)?;
        if is_blank(between) {
            return Some(vec![(Span::new(run.start, next.start), String::new())]);
        }
        let comma = run.end.saturating_add(offset(comma_in(between)?));
        Some(vec![
            (run, String::new()),
            (Span::new(comma, comma.saturating_add(1)), String::new()),
        ])
    }

    fn comma(&self) -> &'static str {
        if self.is_spaced { ", " } else { "," }
    }

    /// Adds an item behind the last one of a list or an object.
    fn push_item(
        &self,
        holder: &Node,
        items: &[Span],
        write: impl FnOnce(Option<Layout<'_>>) -> String,
    ) -> Edit {
        let closing = self.indent_of_line(holder.span.end.saturating_sub(1));
        match items.last() {
            Some(last) => {
                let separator = self.separator(holder, items);
                let item = match separator.rsplit_once('\n') {
                    Some((_, indent)) => {
                        let unit = indent.strip_prefix(closing).filter(|unit| !unit.is_empty());
                        write(Some(Layout {
                            indent,
                            unit: unit.unwrap_or("  "),
                        }))
                    }
                    None => write(None),
                };
                (Span::empty(last.end), format!(",{separator}{item}"))
            }
            None => (Span::empty(holder.opening().end), write(None)),
        }
    }

    /// What stands between a comma and the next item.
    fn separator(&self, holder: &Node, items: &[Span]) -> String {
        let start = match items {
            [.., before, _] => before.end,
            _ => holder.opening().end,
        };
        let last = items.last().map_or(start, |last| last.start);
        let between = Span::new(start, last).of(self.text).unwrap_or_default();
        match between.rfind('\n') {
            Some(at) => {
                let line = between.get(at + 1..).unwrap_or_default();
                let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
                format!("{}{}", self.newline, line.get(..indent).unwrap_or_default())
            }
            None if self.is_spaced => " ".to_owned(),
            None => String::new(),
        }
    }

    /// The white space at the beginning of the line of a place.
    fn indent_of_line(&self, at: u32) -> &'t str {
        let before = Span::new(0, at).of(self.text).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        line.get(..indent).unwrap_or_default()
    }

    fn written(&self, value: &New, at: Option<Layout<'_>>) -> String {
        let colon = if self.is_spaced { ": " } else { ":" };
        let inner = at.map(Layout::inner);
        let inner = inner.as_ref().map(|(indent, unit)| Layout { indent, unit });
        let (open, close, items) = match value {
            New::Text(text) => return json_string(text),
            New::List(items) => {
                let items = items.iter().map(|item| self.written(item, inner));
                ('[', ']', items.collect::<Vec<_>>())
            }
            New::Object(members) => {
                let member = |(key, value): &(String, New)| {
                    let value = self.written(value, inner);
                    format!("{}{colon}{value}", json_string(key))
                };
                ('{', '}', members.iter().map(member).collect())
            }
        };
        match (at, inner) {
            (Some(at), Some(inner)) if !items.is_empty() => {
                let line = format!("{}{}", self.newline, inner.indent);
                let items = items.join(&format!(",{line}"));
                format!("{open}{line}{items}{}{}{close}", self.newline, at.indent)
            }
            _ => {
                let pad = if self.is_spaced && open == '{' {
                    " "
                } else {
                    ""
                };
                format!("{open}{pad}{}{pad}{close}", items.join(self.comma()))
            }
        }
    }
}

/// Where an item stands that has a line of its own.
#[derive(Clone, Copy)]
struct Layout<'l> {
    indent: &'l str,
    unit: &'l str,
}

impl<'l> Layout<'l> {
    fn inner(self) -> (String, &'l str) {
        (format!("{}{}", self.indent, self.unit), self.unit)
    }
}

/// The text after all of `edits`, of which equal ones count once; `None` where two of them
/// overlap, or one lies outside of the text.
pub fn apply(text: &str, edits: &[Edit]) -> Option<String> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|(span, _)| (span.start, span.end));
    sorted.dedup();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (span, new) in sorted {
        out.push_str(Span::new(at, span.start).of(text)?);
        out.push_str(new);
        at = span.end.max(at);
    }
    out.push_str(text.get(usize::try_from(at).ok()?..)?);
    Some(out)
}

/// The keys with their values of an object.
fn members(object: &Node) -> Vec<Span> {
    let members = object.members().iter();
    members
        .map(|member| member.key.span.to(member.value.span))
        .collect()
}

fn first_member(node: &Node) -> Option<(Span, Span)> {
    match &node.value {
        Value::Object(members) => {
            let first = members.first()?;
            Some((first.key.span, first.value.span))
        }
        Value::Array(elements) => elements.iter().find_map(first_member),
        _ => None,
    }
}

/// A comma between white space.
fn is_blank(between: &str) -> bool {
    between.trim() == ","
}

/// The comma between two items, among comments.
fn comma_in(between: &str) -> Option<usize> {
    let mut rest = between;
    loop {
        let at = between.len() - rest.len();
        let comment = |end: &str| {
            let found = rest.find(end);
            found.map_or("", |found| {
                rest.get(found + end.len()..).unwrap_or_default()
            })
        };
        rest = match rest.chars().next()? {
            ',' => return Some(at),
            '/' if rest.starts_with("/*") => comment("*/"),
            '/' | '#' => comment("\n"),
            other => rest.get(other.len_utf8()..)?,
        };
    }
}
