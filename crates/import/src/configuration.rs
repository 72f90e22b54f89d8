//! Configurations of Terraform among the files, of which each folder is read together.

use std::collections::BTreeMap;

use vestibule_syntax::message;
use vestibule_wire::{Finding, Severity};

use crate::fact::Fact;
use crate::file::Read;
use crate::hcl::{self, Source};
use crate::path::normal;
use crate::values::Values;

/// Adds what configurations tell to what is known of their files.
pub(crate) fn read_all(read: &mut [Read], given: &Values) {
    let sources: Vec<Option<Source>> = read.iter_mut().map(|one| one.source.take()).collect();
    if sources.iter().all(Option::is_none) {
        return;
    }
    let mut facts = read.iter().flat_map(|one| &one.facts);
    let has_plan = facts.any(|fact| matches!(fact, Fact::Plan(_)));
    for (one, source) in read.iter_mut().zip(&sources) {
        let Some(source) = source else { continue };
        let is_configuration = matches!(source, Source::Configuration(_) | Source::Unread);
        let taken = match is_configuration {
            true => "Terraform configuration",
            false => "Terraform values of variables",
        };
        one.report.taken_for.push(taken.to_owned());
        if has_plan && is_configuration {
            let message = message!("nothing of it is used, because a plan beside it tells more");
            let help = message!("leave it out, or import it without the plan");
            let finding = Finding::new("import-unused", Severity::Info, message);
            one.report.findings.push(finding.help(help));
        }
    }
    if has_plan {
        return;
    }
    let texts = read.iter_mut().filter_map(|one| {
        let text = one.text.take()?;
        Some((normal(&one.name), text))
    });
    let texts: BTreeMap<String, String> = texts.collect();
    let names: Vec<String> = read.iter().map(|one| one.name.clone()).collect();
    let (told, used) = hcl::told(&names, &sources, &texts, given);
    for one in read.iter_mut() {
        if used.contains(&normal(&one.name)) {
            one.report.taken_for = vec!["Terraform file()".to_owned()];
            let is_other = |finding: &Finding| finding.code != "import-not-recognised";
            one.report.findings.retain(is_other);
        }
    }
    for (file, told) in told {
        if let Some(one) = read.get_mut(file) {
            one.add(told);
        }
    }
}
