//! SARIF 2.1.0, such as for GitHub code scanning.

use std::collections::BTreeMap;
use std::io;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::json;
use serde_sarif::sarif::{
    ArtifactChange, ArtifactContent, ArtifactLocation, Fix, Invocation, Location, Message as Told,
    MultiformatMessageString, Notification, PhysicalLocation, PropertyBag, Region, Replacement,
    ReportingConfiguration, ReportingDescriptor, Result as Found, ResultLevel, Run, Sarif,
    Suppression, Tool, ToolComponent,
};
use vestibule_answers::lint;
use vestibule_answers::lint::Doc;
use vestibule_wire::{CheckedFile, Finding, Range, Severity, SuppressionPlace};

use super::{reason, told};
use crate::output::Output;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name of our fingerprints; the number says how they are made.
const FINGERPRINT: &str = "vestibuleFinding/v1";

/// What a URI says otherwise in the path of a file.
const IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Writes all files as one log with one run.
pub(in crate::cmd) fn write(
    out: &mut Output,
    files: impl Iterator<Item = CheckedFile>,
) -> io::Result<()> {
    let mut rules = Rules::default();
    let mut results = Vec::new();
    let mut notifications = Vec::new();
    for checked in files {
        let file = artifact(&checked.file);
        if checked.kind.is_none() {
            let findings = checked.findings.iter();
            notifications.extend(findings.map(|finding| notification(finding, &file)));
            continue;
        }
        let findings = checked.findings.iter().chain(&checked.suppressed);
        results.extend(findings.map(|finding| result(finding, &file, &mut rules)));
    }
    let invocation = Invocation::builder()
        .execution_successful(notifications.is_empty())
        .tool_execution_notifications(notifications);
    let driver = ToolComponent::builder()
        .name("vestibule")
        .version(env!("CARGO_PKG_VERSION"))
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .rules(rules.descriptors);
    let run = Run::builder()
        .tool(Tool::builder().driver(driver.build()).build())
        .invocations(vec![invocation.build()])
        .column_kind("utf16CodeUnits")
        .language("en")
        .results(results)
        .build();
    let log = Sarif::builder()
        .schema(SCHEMA)
        .version("2.1.0")
        .runs(vec![run]);
    out.json(&log.build())
}

/// The rules of a run, each once.
#[derive(Default)]
struct Rules {
    descriptors: Vec<ReportingDescriptor>,
    by_code: BTreeMap<String, i64>,
    docs: Vec<&'static Doc>,
}

impl Rules {
    /// The number of the rule of a finding in the run.
    fn index(&mut self, finding: &Finding) -> i64 {
        if let Some(index) = self.by_code.get(&*finding.code) {
            return *index;
        }
        let index = i64::try_from(self.descriptors.len()).unwrap_or(i64::MAX);
        if self.docs.is_empty() {
            self.docs = lint::docs();
        }
        let mut docs = self.docs.iter();
        let doc = docs.find(|doc| doc.rule.code == finding.code);
        self.descriptors.push(descriptor(finding, doc.copied()));
        self.by_code.insert(finding.code.to_string(), index);
        index
    }
}

/// The log is English, as all that programs read.
fn descriptor(finding: &Finding, doc: Option<&Doc>) -> ReportingDescriptor {
    let text = |text: &str| MultiformatMessageString::builder().text(text).build();
    let severity = doc.map_or(finding.severity, |doc| doc.rule.severity.into());
    let configuration = ReportingConfiguration::builder().level(json!(level(severity)));
    let what = doc.map_or(&*finding.code, |doc| doc.what);
    let why = doc.map_or(what, |doc| doc.why);
    let mut descriptor = ReportingDescriptor::builder()
        .id(&*finding.code)
        .short_description(text(what))
        .full_description(text(why))
        .help(text(&format!(
            "`vestibule check --explain {}` says more.",
            finding.code
        )))
        .default_configuration(configuration.build())
        .build();
    descriptor.name = finding.rule.as_ref().map(ToString::to_string);
    descriptor
}

fn result(finding: &Finding, file: &ArtifactLocation, rules: &mut Rules) -> Found {
    let mut result = Found::builder()
        .rule_id(&*finding.code)
        .rule_index(rules.index(finding))
        .level(match finding.severity {
            Severity::Error => ResultLevel::Error,
            Severity::Warning => ResultLevel::Warning,
            Severity::Info => ResultLevel::Note,
        })
        .message(message(finding))
        .locations(vec![location(file, finding.range)])
        .build();
    let fingerprint = finding.fingerprint.iter();
    let fingerprint = fingerprint.map(|print| (FINGERPRINT.to_owned(), print.clone()));
    result.partial_fingerprints = Some(fingerprint.collect());
    let related = finding.related.as_ref();
    result.related_locations = related.map(|related| vec![location(file, Some(related.range))]);
    result.fixes = finding.fix.as_ref().map(|fix| {
        let replacements = fix.edits.iter().map(|edit| {
            let text = ArtifactContent::builder().text(&*edit.text);
            Replacement::builder()
                .deleted_region(region(edit.range))
                .inserted_content(text.build())
                .build()
        });
        let replacements: Vec<Replacement> = replacements.collect();
        let change = ArtifactChange::builder().artifact_location(file.clone());
        let change = change.replacements(replacements).build();
        let title = Told::builder().text(fix.title.to_string()).build();
        vec![
            Fix::builder()
                .description(title)
                .artifact_changes(vec![change])
                .build(),
        ]
    });
    if !finding.accounts.is_empty() {
        let accounts = [("accounts".to_owned(), json!(finding.accounts))];
        let accounts = BTreeMap::from(accounts);
        let properties = PropertyBag::builder().additional_properties(accounts);
        result.properties = Some(properties.build());
    }
    result.suppressions = finding.suppressed.as_ref().map(|by| {
        // One of a case file is in what was looked at.
        let kind = match by.place {
            SuppressionPlace::CaseFile => "inSource",
            SuppressionPlace::Configuration => "external",
        };
        let suppression = Suppression::builder().kind(kind).justification(reason(by));
        vec![suppression.build()]
    });
    result
}

fn notification(finding: &Finding, file: &ArtifactLocation) -> Notification {
    Notification::builder()
        .level(json!("error"))
        .message(message(finding))
        .locations(vec![location(file, None)])
        .build()
}

fn message(finding: &Finding) -> Told {
    Told::builder().text(told(finding)).build()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn location(file: &ArtifactLocation, range: Option<Range>) -> Location {
    let mut place = PhysicalLocation::builder()
        .artifact_location(file.clone())
        .build();
    place.region = range.map(region);
    Location::builder().physical_location(place).build()
}

/// Lines and columns from 1 on; the end is behind the last character.
fn region(range: Range) -> Region {
    Region::builder()
        .start_line(i64::from(range.start.line) + 1)
        .start_column(i64::from(range.start.character) + 1)
        .end_line(i64::from(range.end.line) + 1)
        .end_column(i64::from(range.end.character) + 1)
        .build()
}

/// A path as a URI: a relative one stays relative.
fn artifact(file: &str) -> ArtifactLocation {
    let path = file.replace('\\', "/");
    let encoded = utf8_percent_encode(&path, IN_PATH);
    let uri = if path.starts_with('/') {
        format!("file://{encoded}")
    } else if path.as_bytes().get(1) == Some(&b':') {
        // A drive of Windows.
        format!("file:///{encoded}")
    } else {
        encoded.to_string()
    };
    ArtifactLocation::builder().uri(uri).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uris() {
        for (path, uri) in [
            ("rcp.json", "rcp.json"),
            ("a b/東.json", "a%20b/%E6%9D%B1.json"),
            ("/a/b#c.json", "file:///a/b%23c.json"),
            (r"C:\a\b.json", "file:///C:/a/b.json"),
            ("<stdin>", "%3Cstdin%3E"),
        ] {
            assert_eq!(artifact(path).uri.as_deref(), Some(uri));
        }
    }
}
