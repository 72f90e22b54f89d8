//! Pages of one list in a transcript, where each command goes on where the one before ended.

use vestibule_iam::json::{self, Node, Value, json_string};
use vestibule_iam::problem::Severity;
use vestibule_wire::TranscriptPart;

/// Options that say which page is printed, each with a value.
const OF_PAGES: [&str; 3] = ["--starting-token", "--max-items", "--page-size"];

/// A command with what it and those that go on with it printed.
#[derive(Debug)]
pub(crate) struct Joined {
    pub(crate) command: Option<String>,
    pub(crate) output: String,
}

/// The parts of a transcript, with the pages of one list as one of them.
pub(crate) fn joined(parts: &[TranscriptPart<'_>]) -> Vec<Joined> {
    let mut made: Vec<Joined> = Vec::new();
    let mut parts = parts.iter().peekable();
    while let Some(part) = parts.next() {
        let mut pages = vec![part.output];
        let mut last = part;
        while let Some(next) = parts.next_if(|next| goes_on(last, next)) {
            pages.push(next.output);
            last = next;
        }
        let output = match pages.as_slice() {
            [only] => (*only).to_owned(),
            pages => one_of(pages),
        };
        // Pages that begin with the first one are together what is printed without pages.
        let is_joined = pages.len() > 1 && part.option("--starting-token").is_none();
        let command = part.command.as_deref().map(|command| match is_joined {
            true => plain(command).join(" "),
            false => command.to_owned(),
        });
        made.push(Joined { command, output });
    }
    made
}

/// Whether a command prints what the output of another one says to come next.
fn goes_on(part: &TranscriptPart<'_>, next: &TranscriptPart<'_>) -> bool {
    let (Some(one), Some(other)) = (&part.command, &next.command) else {
        return false;
    };
    let Some(token) = next.option("--starting-token") else {
        return false;
    };
    let root = json::parse_any_length(part.output);
    let is_told = root.root.get("NextToken").and_then(Node::as_str) == Some(token);
    is_told
        && [part.output, next.output].iter().all(|text| is_sound(text))
        && plain(one) == plain(other)
}

fn is_sound(text: &str) -> bool {
    let parsed = json::parse_any_length(text);
    let mut problems = parsed.problems.iter();
    !parsed.root.members().is_empty() && problems.all(|one| one.code.severity() != Severity::Error)
}

/// The words of a command, without those about pages.
fn plain(command: &str) -> Vec<&str> {
    let mut words = command.split_whitespace();
    let mut plain = Vec::new();
    while let Some(word) = words.next() {
        match OF_PAGES.iter().find_map(|option| word.strip_prefix(option)) {
            Some("") => {
                words.next();
            }
            Some(value) if value.starts_with('=') => {}
            _ => plain.push(word),
        }
    }
    plain
}

/// One output with the lists of all pages, which goes on where the last of them does.
fn one_of(pages: &[&str]) -> String {
    let roots: Vec<(Node, &str)> = pages
        .iter()
        .map(|text| (json::parse_any_length(text).root, *text))
        .collect();
    let mut members: Vec<(String, String)> = Vec::new();
    for (at, (root, text)) in roots.iter().enumerate() {
        let is_last = at + 1 == roots.len();
        for member in root.members() {
            let key = &*member.key.value;
            if key == "NextToken" && !is_last {
                continue;
            }
            let written = member.value.span.of(text).unwrap_or_default();
            let known = members.iter_mut().find(|(known, _)| known == key);
            match (known, &member.value.value) {
                (Some((_, known)), Value::Array(_)) => append(known, written),
                (Some(_), _) => {}
                (None, _) => members.push((key.to_owned(), written.to_owned())),
            }
        }
    }
    let members: Vec<String> = members
        .iter()
        .map(|(key, value)| format!("{}:{value}", json_string(key)))
        .collect();
    format!("{{{}}}", members.join(","))
}

/// Adds the elements of a list to those of another.
fn append(known: &mut String, written: &str) {
    let inner = |text: &str| {
        let text = text.trim().strip_prefix('[')?.strip_suffix(']')?;
        Some(text.trim().to_owned())
    };
    let (Some(one), Some(other)) = (inner(known), inner(written)) else {
        return;
    };
    let all: Vec<String> = [one, other]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    *known = format!("[{}]", all.join(","));
}
