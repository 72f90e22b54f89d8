//! One file: what it holds, and what it tells.

use vestibule_iam::document::Document;
use vestibule_iam::json;
use vestibule_iam::problem::{Code, Severity as ProblemSeverity};
use vestibule_iam::span::LineIndex;
use vestibule_syntax::diagnostic::code;
use vestibule_syntax::limits::{DOCUMENT_BYTES, IMPORT_BYTES};
use vestibule_syntax::message;
use vestibule_wire::{
    Finding, Foreign, Form as Taken, ImportedFile, ImportedItems, NotPolicy, Severity,
    TranscriptPart, taken_for, transcript_parts,
};

use crate::fact::Fact;
use crate::hcl::{self, Source};
use crate::landing_zone::{self, LandingZone};
use crate::node::is_cut;
use crate::output::{Output, Told};
use crate::subject::{Subject, squashed};
use crate::unreadable::{
    cut, may_be_of_aws, may_be_output, nothing_known, of_nothing, too_large, unreadable,
    yaml_in_a_transcript,
};
use crate::values::Values;
use crate::yaml::Converted;
use crate::{credentials, ec2, iam, iam_calls, organizations, pages};
use crate::{signin, sso, template, terraform, yaml};

/// A file that was read. They are in the order of their names.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) name: String,
    pub(crate) facts: Vec<Fact>,
    pub(crate) report: ImportedFile,
    /// What it is of a configuration of Terraform.
    pub(crate) source: Option<Source>,
    /// What it says of a landing zone.
    pub(crate) landing_zone: Option<LandingZone>,
    /// Its text, where it is not recognised and a configuration may read it.
    pub(crate) text: Option<String>,
}

impl Read {
    /// Adds what is told of it together with other files.
    pub(crate) fn add(&mut self, told: Told) {
        self.facts.extend(told.facts);
        let used = told.used.into_iter();
        let used = used.map(|(what, count)| ImportedItems { what, count });
        self.report.used.extend(used);
        self.report.findings.extend(told.findings);
    }

    fn key(&self) -> (&str, &[Fact], &[String]) {
        (&self.name, &self.facts, &self.report.taken_for)
    }
}

impl PartialEq for Read {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Read {}

impl PartialOrd for Read {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Read {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

/// Reads a file.
pub(crate) fn read(name: &str, bytes: &[u8], values: &Values) -> Read {
    let mut told = Told::default();
    if bytes.len() > IMPORT_BYTES {
        told.say(too_large());
        return of_told(name, told);
    }
    let (text, problem) = json::decode(bytes);
    // What could not be decoded would be other names and other policies.
    let is_garbled = problem.is_some() && text.contains(char::REPLACEMENT_CHARACTER);
    let subject = Subject::of_name(name);
    let squashed = squashed(name);
    if let Some(read) = configuration(name, &text, is_garbled) {
        return read;
    }
    let document = parsed(&text);
    let parts = match is_whole(&document) || is_garbled {
        true => None,
        false => transcript_parts(&text),
    };
    match parts {
        None if is_garbled => {
            let why = message!("it is neither UTF-8 nor UTF-16");
            told.say(match may_be_output(&text) {
                true => unreadable(why),
                false => of_nothing(unreadable(why)),
            });
        }
        None => output(
            &document,
            &subject,
            None,
            (&squashed, None, values),
            &mut told,
        ),
        Some(parts) => {
            let joined = pages::joined(&parts);
            let parts = joined.iter().map(|joined| TranscriptPart {
                command: joined.command.clone(),
                output: &joined.output,
            });
            let parts: Vec<TranscriptPart<'_>> = parts.collect();
            let is_empty = |part: &TranscriptPart<'_>| part.output.trim().is_empty();
            let is_of_several = parts.iter().filter(|part| !is_empty(part)).count() > 1;
            let mut session = String::new();
            for part in &parts {
                let command = part.command.as_deref();
                let of_command = command.map(|command| session_of(command, part, &mut session));
                if is_empty(part) {
                    continue;
                }
                let mut subject = subject.clone();
                subject.is_of_several = is_of_several;
                subject.session = of_command;
                let document = parsed(part.output);
                let command = command.map(|_| part);
                output(
                    &document,
                    &subject,
                    command,
                    (&squashed, None, values),
                    &mut told,
                );
            }
        }
    }
    if is_prose(&text, &told) {
        told.findings = vec![nothing_known()];
    }
    let mut read = of_told(name, told);
    let is_recognised = !read.report.taken_for.is_empty();
    if !is_recognised && !is_garbled && text.len() <= DOCUMENT_BYTES {
        read.text = Some(text.into_owned());
    }
    read
}

/// Whether nothing of a text is an output, and it is not one that cannot be read either: a note, a
/// licence, or a page with commands and examples in it.
fn is_prose(text: &str, told: &Told) -> bool {
    let begun = text.trim_start_matches('\u{feff}').trim_start();
    let is_begun = begun.starts_with(['{', '[', '"', '$']) || begun.starts_with("aws ");
    let is_nothing =
        told.taken_for.is_empty() && told.facts.is_empty() && told.landing_zone.is_none();
    is_nothing && !is_begun && told.findings.len() > 1
}

/// What is read together with the files of its folder: a configuration of Terraform, by its name or
/// by what it holds, or values that Terraform takes by the name of the file.
fn configuration(name: &str, text: &str, is_garbled: bool) -> Option<Read> {
    let is_json = name.ends_with(".tf.json");
    let is_named = hcl::is_configuration(name) || hcl::has_values(name);
    if !is_json && !is_named && !hcl::is_written(text) {
        return None;
    }
    let mut told = Told::default();
    let why = match is_json {
        true => message!("the JSON syntax of Terraform is not read"),
        false if is_garbled => message!("it is neither UTF-8 nor UTF-16"),
        false => match hcl::read(name, text) {
            Ok(source) => {
                let read = of_told(name, told);
                let source = Some(source);
                return Some(Read { source, ..read });
            }
            Err(why) => why,
        },
    };
    let help = message!("mend it until `terraform validate` accepts it, or import a plan instead");
    told.say(unreadable(why).help(help));
    Some(Read {
        source: Some(Source::Unread),
        ..of_told(name, told)
    })
}

fn of_told(name: &str, mut told: Told) -> Read {
    let landing_zone = told.landing_zone.take();
    let used = told.used.into_iter();
    Read {
        name: name.to_owned(),
        facts: told.facts,
        report: ImportedFile {
            file: name.to_owned(),
            taken_for: told.taken_for.into_iter().collect(),
            used: used
                .map(|(what, count)| ImportedItems { what, count })
                .collect(),
            dropped: told.dropped.into_iter().map(ToOwned::to_owned).collect(),
            findings: told.findings,
        },
        source: None,
        landing_zone,
        text: None,
    }
}

/// The credentials that a command runs with, as far as it says: by its profile, or by what was set
/// in the terminal, which is kept for the commands behind it.
fn session_of(command: &str, part: &TranscriptPart<'_>, session: &mut String) -> String {
    if let Some(profile) = part.option("--profile") {
        return profile.to_owned();
    }
    let sets = command.split("aws ").next().unwrap_or_default();
    let is_of_one = command.len() > sets.len();
    match sets.contains("AWS_") {
        true if is_of_one => sets.to_owned(),
        true => {
            command.clone_into(session);
            session.clone()
        }
        false => session.clone(),
    }
}

/// A document, however long it is.
fn parsed(text: &str) -> Document {
    let json::Parsed { root, problems } = json::parse_any_length(text);
    let of_json = |problem: json::Problem| problem.with_code(Code::Json);
    Document {
        lines: LineIndex::new(text),
        text: text.to_owned(),
        root,
        problems: problems.into_iter().map(of_json).collect(),
    }
}

/// Whether a text is JSON to its end. What is cut off or garbled would tell too little.
fn is_whole(document: &Document) -> bool {
    let is_error = |severity| severity == ProblemSeverity::Error;
    !document.root.is_missing() && !document.problems.iter().any(|one| is_error(one.severity))
}

fn output(
    document: &Document,
    subject: &Subject,
    command: Option<&TranscriptPart<'_>>,
    (squashed, yaml, values): (&str, Option<&Converted>, &Values),
    told: &mut Told,
) {
    let (form, not_policy) = taken_for(document);
    if let Some(NotPolicy::Text(foreign)) = not_policy {
        if matches!(
            foreign,
            Foreign::Yaml | Foreign::YamlPolicy | Foreign::YamlTemplate
        ) {
            return match command {
                Some(_) => told.say(yaml_in_a_transcript(&document.text)),
                None => of_yaml(document, subject, (squashed, values), told),
            };
        }
        return of_text(foreign, document, subject, command, told);
    }
    if !is_whole(document) {
        let mut problems = document.problems.iter();
        let first = problems.find(|one| one.severity == ProblemSeverity::Error);
        let why = first.map(|first| first.message.clone());
        return told.say(match may_be_output(&document.text) {
            true => unreadable(why.unwrap_or(message!("it is empty"))),
            false => nothing_known(),
        });
    }
    let root = &document.root;
    let output = Output {
        text: &document.text,
        root,
        subject,
        command,
        squashed,
        is_cut: is_cut(root),
        yaml,
        values,
    };
    if terraform::read(&output, told) {
        return;
    }
    told.landing_zone = landing_zone::of(root);
    if told.landing_zone.is_some() {
        return;
    }
    if form == Taken::CloudFormation || not_policy == Some(NotPolicy::CloudFormation) {
        return template::read(&output, told);
    }
    let known = match not_policy {
        Some(NotPolicy::Output(command, _)) => Some(command),
        _ => form.command(),
    };
    let taken = match known {
        Some(command) => one(command, &output, told).then_some(command),
        None => None,
    };
    let taken = taken
        .or_else(|| organizations::bare(&output, told))
        .or_else(|| signin::bare(&output, told));
    match taken {
        Some(command) => {
            // Several print the same form, and what it was read as says which.
            let command = told.taken.take().unwrap_or(command);
            told.taken_for.insert(command.to_owned());
            if output.is_cut {
                told.say(cut(command));
            }
        }
        None => unused(known, form, not_policy, told),
    }
}

/// Reads the output of a command of which something is used.
fn one(command: &str, output: &Output<'_>, told: &mut Told) -> bool {
    organizations::read(command, output, told)
        || signin::read(command, output, told)
        || ec2::read(command, output, told)
        || iam::read(command, output, told)
        || iam_calls::read(command, output, told)
        || sso::read(command, output, told)
}

/// Says of what else was recognised that nothing of it is used.
fn unused(known: Option<&str>, form: Taken, what: Option<NotPolicy>, told: &mut Told) {
    let (message, help) = match (known, what) {
        (Some(command), _) => {
            told.taken_for.insert(command.to_owned());
            let message = message!(
                "nothing of the output of {command} is used",
                command = code(command)
            );
            let help = message!("leave it out; other outputs tell what decisions need");
            let finding = Finding::new("import-unused", Severity::Info, message);
            return told.say(finding.help(help));
        }
        (None, _) if form == Taken::Terraform => (
            message!("a state is not imported"),
            message!(
                "name it as the `document` of a policy in a case file, or import outputs of the AWS CLI"
            ),
        ),
        (None, Some(NotPolicy::Other | NotPolicy::List)) => return told.say(nothing_known()),
        (None, Some(what)) => (what.message(), what.help()),
        (None, None) => (
            message!("a policy by itself does not say whose it is, so it is not imported"),
            message!(
                "import what the AWS CLI prints of it, or make a case file by `vestibule init`"
            ),
        ),
    };
    told.say(Finding::new("import-not-recognised", Severity::Warning, message).help(help));
}

/// What is written in YAML. Several documents are several outputs.
fn of_yaml(
    document: &Document,
    subject: &Subject,
    (squashed, values): (&str, &Values),
    told: &mut Told,
) {
    let documents = match yaml::documents(&document.text) {
        Ok(documents) => documents,
        Err(why) => {
            let help = message!("write it as JSON, and import that");
            let finding = unreadable(why).help(help);
            return told.say(match may_be_of_aws(&document.text) {
                true => finding,
                false => of_nothing(finding),
            });
        }
    };
    let mut subject = subject.clone();
    subject.is_of_several |= documents.len() > 1;
    for one in &documents {
        let from = (squashed, Some(one), values);
        output(&parsed(&one.json), &subject, None, from, told);
    }
}

/// What is no JSON. That nothing was ever configured is an answer, too.
fn of_text(
    foreign: Foreign,
    document: &Document,
    subject: &Subject,
    command: Option<&TranscriptPart<'_>>,
    told: &mut Told,
) {
    let is_error = matches!(foreign, Foreign::NothingConfigured | Foreign::CliError);
    let is_used = match foreign {
        Foreign::Csv => credentials::read(&document.text, told),
        _ => {
            is_error
                && (signin::nothing(&document.text, subject, command, told)
                    || iam_calls::nothing(&document.text, subject, told))
        }
    };
    if is_used {
        told.taken_for
            .extend(told.taken.take().map(ToOwned::to_owned));
        return;
    }
    let what = NotPolicy::Text(foreign);
    let finding = Finding::new("import-not-recognised", Severity::Warning, what.message());
    told.say(match is_error {
        // Of another service, or that the call was not allowed.
        true => finding.help(message!(
            "run the command again, and save all that it prints"
        )),
        false => finding.help(what.help()),
    });
}
