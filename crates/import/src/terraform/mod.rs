//! What Terraform and OpenTofu tell: in a state file, and in what `terraform show -json` prints of a
//! state or of a plan.
//!
//! Terraform tells what it manages, and nothing of what else there is. A policy that is known only
//! after apply, or that is marked as sensitive, is unknown.

mod endpoints;
mod holder;
mod identity;
mod organization;
mod planned;
mod resource;
mod unread;

use vestibule_iam::json::{Node, Value};
use vestibule_syntax::diagnostic::{Message, code, codes, quoted};
use vestibule_syntax::message;
use vestibule_wire::{Finding, ImportedKind, Severity};

use crate::fact::{Fact, NEW, Part, Type};
use crate::output::{Output, Told};
pub use planned::{Planned, planned};
use resource::{Configuration, Resource, Said};
pub(crate) use unread::parts;

/// The command that prints states and plans.
pub(crate) const SHOW: &str = "terraform show -json";

/// What a file of Terraform is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// What `terraform show -json` prints of a state.
    State,
    /// What it prints of a plan.
    Plan,
    /// The file of a state.
    File,
}

impl Form {
    fn of(root: &Node) -> Option<Self> {
        let has = |name: &str| root.get(name).is_some();
        if has("format_version") && has("planned_values") {
            return Some(Self::Plan);
        }
        // Without anything in the state, there are no values.
        if has("format_version") && (has("values") || has("terraform_version")) {
            return Some(Self::State);
        }
        let is_file = has("resources") && (has("terraform_version") || has("lineage"));
        is_file.then_some(Self::File)
    }

    fn taken_for(self) -> &'static str {
        match self {
            Self::State => "terraform show -json (state)",
            Self::Plan => "terraform show -json (plan)",
            Self::File => "terraform.tfstate",
        }
    }
}

/// Reads a state or a plan, of which it takes the state after apply; false for all else.
pub(crate) fn read(output: &Output<'_>, told: &mut Told) -> bool {
    let root = output.root;
    let Some(form) = Form::of(root) else {
        return false;
    };
    told.taken_for.insert(form.taken_for().to_owned());
    if let Some(refused) = refused(form, root) {
        told.say(refused);
        return true;
    }
    let (all, prior) = match form {
        Form::State => (
            root.get("values")
                .map(resource::of_values)
                .unwrap_or_default(),
            Vec::new(),
        ),
        Form::File => (resource::of_file(root), Vec::new()),
        Form::Plan => (resource::after(root), resource::before(root)),
    };
    let count = told.facts.len();
    let reading = Reading {
        all: &all,
        prior: &prior,
        is_after: form == Form::Plan,
        is_state: form != Form::Plan,
        configuration: Configuration::of(root),
        output,
        told,
        later: Vec::new(),
        secret: Vec::new(),
    };
    reading.read();
    unread::say(root, &all, told);
    if form == Form::Plan
        && root
            .get("complete")
            .is_some_and(|one| one.value == Value::Bool(false))
    {
        not_complete(told);
    }
    let own = told.facts.split_off(count);
    let is_empty = own.is_empty();
    match (form, serial_of(root)) {
        (Form::Plan, _) => told.fact(Fact::Plan(own)),
        (Form::File, Some((lineage, serial))) => told.fact(Fact::State {
            lineage,
            serial,
            facts: own,
        }),
        _ => told.facts.extend(own),
    }
    if is_empty {
        let message = message!(
            "nothing of the output of {command} is used",
            command = code(form.taken_for())
        );
        let help = message!("leave it out; other outputs tell what decisions need");
        told.say(Finding::new("import-unused", Severity::Info, message).help(help));
    }
    true
}

/// Why nothing of it is used, where it is of a form that is not known, or of a plan that failed.
fn refused(form: Form, root: &Node) -> Option<Finding> {
    let (member, known) = match form {
        Form::File => ("version", "4"),
        _ => ("format_version", "1"),
    };
    let written = root.get(member).map(|version| match &version.value {
        Value::String(text) | Value::Number(text) => text.to_string(),
        _ => version.to_compact_string(),
    });
    let written = written.unwrap_or_default();
    if written.split('.').next() != Some(known) {
        let message = message!(
            "nothing of it is used, because its {member} is {version} and not {known}",
            member = code(member),
            version = quoted(&written),
            known = code(known)
        );
        let help = message!("make it again with a current release of Terraform or OpenTofu");
        return Some(Finding::new("import-terraform-version", Severity::Error, message).help(help));
    }
    let is_errored = root
        .get("errored")
        .is_some_and(|one| one.value == Value::Bool(true));
    is_errored.then(|| {
        let message =
            message!("nothing of it is used, because Terraform could not make the whole plan");
        let help = message!("mend what `terraform plan` says, and plan again");
        Finding::new("import-terraform-failed", Severity::Error, message).help(help)
    })
}

/// The lineage and the serial of the file of a state.
fn serial_of(root: &Node) -> Option<(String, u64)> {
    let lineage = root.get("lineage")?.as_str()?;
    let Value::Number(serial) = &root.get("serial")?.value else {
        return None;
    };
    Some((lineage.to_owned(), serial.parse().ok()?))
}

/// Of a plan that puts some changes off.
fn not_complete(told: &mut Told) {
    for of_type in Type::ALL {
        told.fact(Fact::Partial(Part::Policies(of_type)));
    }
    told.fact(Fact::Partial(Part::Principals));
    told.fact(Fact::Partial(Part::Endpoints));
    let message = message!("the plan puts some changes off, so it does not tell all that is to be");
    let help = message!("apply it, plan again, and import the plan that is complete");
    told.say(Finding::new("import-terraform-unknown", Severity::Warning, message).help(help));
}

/// What is read of one state.
struct Reading<'r, 'd> {
    all: &'r [Resource<'d>],
    /// The state before, where `all` is the state after apply.
    prior: &'r [Resource<'d>],
    is_after: bool,
    /// It is no plan.
    is_state: bool,
    configuration: Configuration<'d>,
    output: &'r Output<'r>,
    told: &'r mut Told,
    /// The attributes that are known only after apply.
    later: Vec<String>,
    /// The attributes that are marked as sensitive.
    secret: Vec<String>,
}

impl<'r, 'd> Reading<'r, 'd> {
    fn read(mut self) {
        self.organization();
        self.policies();
        self.endpoints();
        self.identity();
        for resource in self.all {
            if resource.of_type == "aws_caller_identity"
                && let Some(account) = resource.text("account_id")
                && crate::subject::is_account(account)
            {
                self.told.used(ImportedKind::Caller, 1);
                self.told.fact(Fact::Holder {
                    account: account.to_owned(),
                });
            }
        }
        self.hidden();
    }

    fn of_type(&self, of_type: &str) -> impl Iterator<Item = &'r Resource<'d>> + use<'r, 'd> {
        let of_type = of_type.to_owned();
        self.all.iter().filter(move |one| one.of_type == of_type)
    }

    /// Resources of a type: those that Terraform manages, and before those the others.
    fn managed(&self, of_type: &str) -> impl Iterator<Item = &'r Resource<'d>> + use<'r, 'd> {
        self.of_type(of_type).filter(|one| !one.is_data)
    }

    /// Notes an attribute that is not told.
    fn note(&mut self, resource: &Resource<'_>, attribute: &str) {
        let what = format!("{}.{attribute}", resource.address);
        let notes = match resource.get(attribute) {
            Said::AfterApply => &mut self.later,
            Said::Secret => &mut self.secret,
            Said::Value(_) | Said::Nothing => return,
        };
        if !notes.contains(&what) {
            notes.push(what);
        }
    }

    /// The text of an attribute; noted where it is not told.
    fn text(&mut self, resource: &Resource<'d>, attribute: &str) -> Option<&'d str> {
        self.note(resource, attribute);
        resource.text(attribute)
    }

    /// The text of a policy.
    fn document(&mut self, resource: &Resource<'d>, attribute: &str) -> Option<String> {
        self.note(resource, attribute);
        let Said::Value(holder) = resource.get(attribute) else {
            return None;
        };
        self.output.policy(holder)
    }

    /// Says which attributes are not told.
    fn hidden(self) {
        let Self {
            mut later,
            mut secret,
            told,
            ..
        } = self;
        later.sort();
        secret.sort();
        let say = |message: Message, help: Message| {
            Finding::new("import-terraform-unknown", Severity::Warning, message).help(help)
        };
        if !later.is_empty() {
            let message = message!(
                "these are known only after apply, so what rests on them is unknown: {attributes}",
                attributes = shown(&later)
            );
            let help = message!("run `terraform apply`, and import the state after it instead");
            told.say(say(message, help));
        }
        if !secret.is_empty() {
            let message = message!(
                "these are marked as sensitive, so what rests on them is unknown: {attributes}",
                attributes = shown(&secret)
            );
            let help = message!("import the outputs of the AWS CLI about them, too");
            told.say(say(message, help));
        }
    }
}

/// As many of these as a reader looks through.
fn shown(attributes: &[String]) -> vestibule_syntax::diagnostic::Arg {
    const MOST: usize = 20;
    let more = attributes.len().saturating_sub(MOST);
    let more = (more > 0).then(|| format!("+ {more}"));
    let few = attributes.iter().take(MOST).map(|one| &**one);
    codes(few.chain(more.as_deref()))
}

/// The id of what has none before apply: no id of AWS has a space.
fn new_id(resource: &Resource<'_>) -> String {
    format!("{NEW}{}", resource.address)
}
