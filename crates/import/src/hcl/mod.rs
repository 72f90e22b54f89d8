//! The configuration of Terraform and OpenTofu, as people write it, without credentials.
//!
//! The files of a folder are one module. What they alone tell is evaluated: variables with their
//! values or defaults, locals, functions, and policy documents as the provider renders them.
//! Whatever else a policy or an attachment rests on is unknown, and named with its line.

mod calls;
mod document;
mod evaluate;
mod functions;
mod instance;
mod module;
mod others;
mod resources;
mod source;
mod targets;
mod template;
mod traversal;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use hcl_edit::Span;
use vestibule_syntax::diagnostic::{code, codes};
use vestibule_syntax::message;
use vestibule_wire::{Finding, Severity};

use crate::fact::{Fact, Part};
use crate::output::Told;
use crate::path::{below, folder_of};
use crate::values::Values;
use evaluate::Evaluator;
use module::{Module, attribute};
use resources::{Reading, any_policy};
pub(crate) use source::{Source, has_values, is_configuration, is_written, read};

const CONFIGURATION: &str = "Terraform configuration";

/// What the configurations tell, by the numbers of their files, and the paths of the texts that
/// they read. `names` are the paths of all files.
pub(crate) fn told(
    names: &[String],
    sources: &[Option<Source>],
    texts: &BTreeMap<String, String>,
    given: &Values,
) -> (BTreeMap<usize, Told>, BTreeSet<String>) {
    let mut modules: BTreeMap<String, Module<'_>> = BTreeMap::new();
    let mut order: Vec<usize> = (0..sources.len()).collect();
    // Terraform takes `terraform.tfvars` before the others, and those by their names.
    let is_automatic = |file: &usize| {
        let name = names.get(*file);
        name.is_some_and(|name| name.contains(".auto.tfvars"))
    };
    order.sort_by_key(is_automatic);
    for file in order {
        let (Some(name), Some(Some(source))) = (names.get(file), sources.get(file)) else {
            continue;
        };
        let folder = folder_of(name);
        let module = modules.entry(folder.clone());
        let module = module.or_insert_with(|| Module::new(folder));
        module.add(file, source);
        if source::is_override(name)
            && let Source::Configuration(written) = source
        {
            module.overridden(written);
        }
    }
    let called = called(&mut modules);
    let mut told: BTreeMap<usize, Told> = BTreeMap::new();
    let mut used = BTreeSet::new();
    for (folder, module) in &modules {
        for (file, name, block) in &module.calls {
            if !called.contains(&(folder.clone(), (*name).to_owned())) {
                let start = block.span().map_or(0, |span| span.start);
                let written = module.files.get(file);
                let line = written.map_or(1, |written| written.place(start).0);
                call(name, line, told.entry(*file).or_default());
            }
        }
        let evaluator = Evaluator::new(module, given, texts);
        match module.is_called {
            // What its resources come to rests on each call.
            true => of_called(module, &mut told),
            false => Reading::new(&evaluator, &mut told).read(),
        }
        defaults(&evaluator, &mut told);
        used.extend(evaluator.read.into_inner());
        let has_facts = |file: &usize| told.get(file).is_some_and(|told| !told.facts.is_empty());
        if !module.files.keys().any(has_facts) {
            for file in module.files.keys() {
                let message = message!("nothing in it bears on a sign-in");
                let help = message!("leave it out; other outputs tell what decisions need");
                let finding = Finding::new("import-unused", Severity::Info, message);
                told.entry(*file).or_default().say(finding.help(help));
            }
        }
    }
    for (file, source) in sources.iter().enumerate() {
        if let Some(Source::Unread) = source {
            let told = told.entry(file).or_default();
            any_policy(CONFIGURATION, told);
            told.fact(Fact::Lost(Part::Endpoints));
            told.fact(Fact::Lost(Part::Principals));
        }
    }
    (told, used)
}

/// Says which variables are taken at their defaults.
fn defaults(evaluator: &Evaluator<'_>, told: &mut BTreeMap<usize, Told>) {
    let mut defaults: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (file, name) in evaluator.defaults.borrow().iter() {
        defaults.entry(*file).or_default().push(name.clone());
    }
    for (file, names) in defaults {
        let message = message!(
            "variables in it are taken to have their defaults: {names}",
            names = codes(names.iter().map(String::as_str))
        );
        let help =
            message!("give other values with `--set NAME=VALUE` where Terraform gets others");
        let finding = Finding::new("import-default", Severity::Info, message);
        told.entry(file).or_default().say(finding.help(help));
    }
}

/// Notes the modules that others call, and returns the calls of these.
fn called(modules: &mut BTreeMap<String, Module<'_>>) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    let mut folders = BTreeSet::new();
    for (folder, module) in modules.iter() {
        for (_, name, block) in &module.calls {
            let source = attribute(block, "source").and_then(|source| source.as_str());
            let source =
                source.filter(|source| source.starts_with("./") || source.starts_with("../"));
            let Some(source) = source else { continue };
            let path = below(folder, source);
            if modules.contains_key(&path) {
                found.insert((folder.clone(), (*name).to_owned()));
                folders.insert(path);
            }
        }
    }
    for folder in folders {
        if let Some(module) = modules.get_mut(&folder) {
            module.is_called = true;
        }
    }
    found
}

/// A call of a module that is not among the files.
fn call(name: &str, line: usize, told: &mut Told) {
    let address = format!("module.{name}");
    let message = message!(
        "line {line}: what {module} makes is not known, because its files are not imported",
        line = line,
        module = code(&address)
    );
    let help = message!("import what `terraform show -json` prints of a plan instead");
    told.say(Finding::new("import-unresolved", Severity::Warning, message).help(help));
    any_policy(&address, told);
    told.fact(Fact::Lost(Part::Endpoints));
    told.fact(Fact::Lost(Part::Principals));
}

/// The resources of a module that others call: how often, and with which values, is not followed.
fn of_called(module: &Module<'_>, told: &mut BTreeMap<usize, Told>) {
    let mut files: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for (address, (file, _)) in &module.resources {
        let of_type = address.of_type.as_str();
        let bears = of_type.starts_with("aws_organizations_policy")
            || of_type.starts_with("aws_vpc_endpoint")
            || of_type.starts_with("aws_iam_")
            || !crate::terraform::parts(of_type).is_empty();
        if bears && !address.is_data {
            files.entry(*file).or_default().insert(address.to_string());
        }
    }
    for (file, names) in files {
        let told = told.entry(file).or_default();
        for name in &names {
            match name {
                name if name.starts_with("aws_iam_") || name.contains("sso") => {
                    told.fact(Fact::Lost(Part::Principals));
                }
                name if name.starts_with("aws_vpc_endpoint") => {
                    told.fact(Fact::Lost(Part::Endpoints));
                }
                name => any_policy(name, told),
            }
        }
        let message = message!(
            "another module calls this one, so what these come to is not known: {names}",
            names = codes(names.iter().take(20).map(|name| &**name))
        );
        let help = message!("import what `terraform show -json` prints of a plan instead");
        told.say(Finding::new("import-unresolved", Severity::Warning, message).help(help));
    }
}
