//! Files of Terraform beside others: what of them is used.
//!
//! A plan tells what is to be, and the others what there is. What a plan takes away would be missed
//! there, so that it is used by itself alone. Of states of one lineage the last one is used.

use std::collections::BTreeMap;

use vestibule_syntax::diagnostic::name;
use vestibule_syntax::message;
use vestibule_wire::{Finding, Severity};

use crate::fact::Fact;
use crate::file::Read;

/// Leaves out what is not to be used beside the other files.
pub(crate) fn choose(read: &mut [Read]) {
    let all = || read.iter().flat_map(|file| &file.facts);
    let plans = all().filter(|fact| matches!(fact, Fact::Plan(_))).count();
    let has_others = all().any(|fact| !matches!(fact, Fact::Plan(_)));
    let is_alone = plans == 1 && !has_others;
    let mut last: BTreeMap<String, (u64, String)> = BTreeMap::new();
    for file in read.iter() {
        for fact in &file.facts {
            if let Fact::State {
                lineage, serial, ..
            } = fact
            {
                let known = last.entry(lineage.clone()).or_default();
                if known.1.is_empty() || *serial > known.0 {
                    *known = (*serial, file.name.clone());
                }
            }
        }
    }
    for file in read {
        let mut facts = Vec::new();
        let mut findings = Vec::new();
        for fact in std::mem::take(&mut file.facts) {
            match fact {
                Fact::Plan(own) if is_alone => facts.extend(own),
                Fact::Plan(_) => findings.push(beside_others()),
                Fact::State {
                    lineage,
                    serial,
                    facts: own,
                } => match last.get(&lineage) {
                    Some((newest, other)) if *newest > serial => findings.push(older(other)),
                    _ => facts.extend(own),
                },
                other => facts.push(other),
            }
        }
        if facts.is_empty() && !findings.is_empty() {
            file.report.used.clear();
        }
        file.facts = facts;
        for finding in findings {
            if !file.report.findings.contains(&finding) {
                file.report.findings.push(finding);
            }
        }
    }
}

fn beside_others() -> Finding {
    let message = message!("nothing of the plan is used, because it stands beside other files");
    let help = message!(
        "import the plan alone, or the other files alone; after `terraform apply`, the state too"
    );
    Finding::new("import-plan-beside-others", Severity::Error, message).help(help)
}

fn older(other: &str) -> Finding {
    let message = message!(
        "nothing of it is used, because {file} has a later serial of this state",
        file = name(other)
    );
    let help = message!(
        "leave it out, or leave out {file} to import the state as it was",
        file = name(other)
    );
    Finding::new("import-terraform-older", Severity::Info, message).help(help)
}
