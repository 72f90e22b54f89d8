//! An output that is read, and what is found in it.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_iam::json::{self, Node};
use vestibule_wire::{Finding, ImportedKind, TranscriptPart};

use crate::fact::Fact;
use crate::node::member;
use crate::subject::{Subject, squashed};
use crate::yaml::Converted;

/// What is read of one output.
pub(crate) struct Output<'a> {
    /// The text that the places of `root` are in.
    pub(crate) text: &'a str,
    pub(crate) root: &'a Node,
    pub(crate) subject: &'a Subject,
    /// The command that printed it, where a transcript tells it.
    pub(crate) command: Option<&'a TranscriptPart<'a>>,
    /// The name of the file, with nothing but letters and digits.
    pub(crate) squashed: &'a str,
    /// It goes on in another page.
    pub(crate) is_cut: bool,
    /// The YAML that the text was made of.
    pub(crate) yaml: Option<&'a Converted>,
}

impl Output<'_> {
    /// Whether the command was this one, by the transcript or by the name of the file: `mark`, and
    /// without `not`.
    pub(crate) fn is_of(&self, mark: &str, not: Option<&str>) -> bool {
        let name = self.command.and_then(TranscriptPart::name);
        let name = name.map(|name| squashed(&name));
        let name = name.as_deref().unwrap_or(self.squashed);
        name.contains(mark) && not.is_none_or(|not| !name.contains(not))
    }

    /// What it is about, by that option of the command or by names.
    pub(crate) fn about(&self, option: &str) -> Subject {
        let told = self.command.and_then(|part| part.option(option));
        self.subject.or_told(told)
    }

    /// Whether a list is whole: with the name around it, to its end, and not cut down by the command.
    pub(crate) fn is_all(&self, list: &str) -> bool {
        const CUTS: [&str; 5] = [
            "--query",
            "--starting-token",
            "--filters",
            "--path-prefix",
            "|",
        ];
        let command = self.command.and_then(|part| part.command.as_deref());
        let is_cut_down =
            command.is_some_and(|command| CUTS.iter().any(|cut| command.contains(cut)));
        member(self.root, list).is_some() && !self.is_cut && !is_cut_down
    }

    /// The line in the file of what stands at an offset in the text.
    pub(crate) fn line(&self, offset: usize) -> usize {
        match self.yaml {
            Some(yaml) => yaml.line(offset),
            None => {
                let before = self.text.get(..offset).unwrap_or_default();
                1 + before.matches('\n').count()
            }
        }
    }

    /// A value as it stands.
    pub(crate) fn written(&self, node: &Node) -> String {
        node.span.of(self.text).unwrap_or_default().to_owned()
    }

    /// A policy that stands as a value, or as the text of one.
    pub(crate) fn policy(&self, holder: &Node) -> Option<String> {
        let text = match holder.as_str() {
            Some(text) => text.to_owned(),
            None => self.written(holder),
        };
        let root = json::parse(&text).root;
        (!root.members().is_empty()).then_some(text)
    }
}

/// What a file tells, as it is found.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) facts: Vec<Fact>,
    pub(crate) used: BTreeMap<ImportedKind, usize>,
    pub(crate) dropped: BTreeSet<&'static str>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) taken_for: BTreeSet<String>,
    pub(crate) taken: Option<&'static str>,
}

impl Told {
    pub(crate) fn fact(&mut self, fact: Fact) {
        self.facts.push(fact);
    }

    pub(crate) fn used(&mut self, what: ImportedKind, count: usize) {
        if count > 0 {
            *self.used.entry(what).or_default() += count;
        }
    }

    /// Notes members that are there and that no decision needs.
    pub(crate) fn drop_of(&mut self, node: &Node, members: &[&'static str]) {
        let there = members
            .iter()
            .filter(|name| node.get_ignore_case(name).is_some());
        self.dropped.extend(there);
    }

    /// Says which command printed the output, of several that print its form.
    pub(crate) fn taken(&mut self, command: &'static str) {
        self.taken = Some(command);
    }

    pub(crate) fn say(&mut self, finding: Finding) {
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }
}
