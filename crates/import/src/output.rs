//! An output that is read, and what is found in it.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_iam::json::{self, Node};
use vestibule_syntax::diagnostic::{code, codes};
use vestibule_syntax::message;
use vestibule_wire::{Finding, ImportedKind, Severity, TranscriptPart};

use crate::fact::Fact;
use crate::landing_zone::LandingZone;
use crate::node::member;
use crate::subject::{Subject, squashed};
use crate::values::Values;
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
    /// What the user gives for placeholders.
    pub(crate) values: &'a Values,
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
    /// A command without that option leaves it open, whatever the names say.
    pub(crate) fn about(&self, option: &str) -> Subject {
        let told = self.command.map(|part| part.option(option));
        self.subject.or_told(told.map(Option::unwrap_or_default))
    }

    /// Whether a list is whole: with the name around it, to its end, and not cut down by the command.
    pub(crate) fn is_all(&self, list: &str) -> bool {
        member(self.root, list).is_some() && !self.is_part()
    }

    /// Whether something may be missing: another page, or what the command leaves out.
    pub(crate) fn is_part(&self) -> bool {
        self.is_cut || self.is_narrowed()
    }

    /// Whether the command may leave out a part of what there is.
    pub(crate) fn is_narrowed(&self) -> bool {
        let command = self.command.and_then(|part| part.command.as_deref());
        command.is_some_and(|command| !prints_all(command))
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

impl Output<'_> {
    /// A policy that is to be made, with values for its placeholders. `None` where one has none,
    /// which is said with the line of what stands at `offset`.
    pub(crate) fn filled(&self, text: String, offset: u32, told: &mut Told) -> Option<String> {
        let without = match self.values.filled(text) {
            Ok(filled) => return Some(filled),
            Err(without) => without,
        };
        let message = message!(
            "line {line}: the policy has placeholders without a value: {names}",
            line = self.line(offset as usize),
            names = codes(without.iter().map(String::as_str))
        );
        let help = message!(
            "give each a value with {option}",
            option = code("--set NAME=VALUE")
        );
        told.say(Finding::new("import-unresolved", Severity::Warning, message).help(help));
        None
    }
}

/// Options that leave the output whole, each with a value.
const WITH_VALUE: [&str; 27] = [
    "--account-id",
    "--ca-bundle",
    "--child-id",
    "--child-type",
    "--cli-binary-format",
    "--cli-connect-timeout",
    "--cli-read-timeout",
    "--color",
    "--endpoint-url",
    // A type of policies; of the details of an account, empty lists are looked at for it.
    "--filter",
    "--group-name",
    "--instance-arn",
    "--output",
    "--page-size",
    "--parent-id",
    "--permission-set-arn",
    "--policy-arn",
    "--policy-id",
    "--policy-name",
    "--policy-type",
    "--profile",
    "--region",
    "--resource-id",
    "--role-name",
    "--target-id",
    "--user-name",
    "--version-id",
];

/// Options that leave the output whole, without a value.
const FLAGS: [&str; 4] = [
    "--debug",
    "--no-cli-auto-prompt",
    "--no-cli-pager",
    "--no-verify-ssl",
];

/// Whether a command is one of the AWS CLI that prints all it has, by options of which each is
/// known to leave nothing out.
fn prints_all(command: &str) -> bool {
    if command.contains(['|', ';', '&', '<', '>', '`', '(', '#']) {
        return false;
    }
    let words = command.split_whitespace().skip_while(|word| *word != "aws");
    let mut words = words.skip(1).peekable();
    let (mut names, mut seen) = (0, BTreeSet::new());
    while let Some(word) = words.next() {
        if !word.starts_with('-') {
            names += 1;
            continue;
        }
        let (option, value) = match word.split_once('=') {
            Some((option, value)) => (option, Some(value)),
            None => (word, None),
        };
        if !seen.insert(option) {
            return false;
        }
        if FLAGS.contains(&option) && value.is_none() {
            continue;
        }
        if !WITH_VALUE.contains(&option) {
            return false;
        }
        let is_value = |word: &&str| !word.starts_with('-');
        if value.is_none() && words.next_if(is_value).is_none() {
            return false;
        }
        while option == "--filter" && words.next_if(is_value).is_some() {}
    }
    // The service and the operation.
    names == 2
}

/// What a file tells, as it is found.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) facts: Vec<Fact>,
    pub(crate) used: BTreeMap<ImportedKind, usize>,
    pub(crate) dropped: BTreeSet<&'static str>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) taken_for: BTreeSet<String>,
    /// What it says of a landing zone.
    pub(crate) landing_zone: Option<LandingZone>,
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

#[cfg(test)]
mod tests {
    use super::prints_all;

    #[test]
    fn only_known_options_leave_an_output_whole() {
        for command in [
            "aws iam list-users",
            "aws --profile audit iam list-users --output yaml --no-cli-pager",
            "AWS_PROFILE=audit aws iam list-user-policies --user-name=alice --page-size 10",
            "aws organizations list-policies --filter RESOURCE_CONTROL_POLICY",
            "aws iam get-account-authorization-details --filter User Role --region us-east-1",
        ] {
            assert!(prints_all(command), "{command}");
        }
        for command in [
            "cat list-users.json",
            "aws iam list-users --marker x",
            "aws iam list-users --max-items=5",
            "aws iam list-users --no-paginate",
            "aws iam list-users --path-prefix /x/",
            "aws iam list-users --cli-input-yaml file://x",
            "aws iam list-users --starting x",
            "aws iam list-users --query Users",
            "aws iam list-users | head",
            "aws iam list-user-policies --user-name",
            "aws iam list-user-policies --user-name --region",
            "aws iam list-user-policies --user-name alice --user-name bob",
            "aws iam list-user-policies --user-name alice bob",
            "for u in bob; do aws iam list-user-policies --user-name $u; done",
            "aws iam",
            "",
        ] {
            assert!(!prints_all(command), "{command}");
        }
    }
}
