//! Outputs of AWS Sign-In.

use vestibule_wire::{ImportedKind, TranscriptPart};

use crate::fact::Fact;
use crate::node::{list, member, some_text, truth};
use crate::output::{Output, Told};
use crate::subject::Subject;

/// Reads the output of one of its commands; false for all others.
pub(crate) fn read(command: &str, output: &Output<'_>, told: &mut Told) -> bool {
    match command {
        "aws signin get-resource-policy" => {
            let policy = member(output.root, "signinResourceBasedPolicy");
            let Some(policy) = policy.filter(|policy| !policy.members().is_empty()) else {
                return false;
            };
            told.used(ImportedKind::Policy, 1);
            // With the member around it, which says how its keys are written.
            let text = format!(
                "{{\"signinResourceBasedPolicy\":{}}}",
                output.written(policy)
            );
            told.fact(Fact::ResourceBased {
                of: output.subject.clone(),
                text: Some(text),
                by_statements: false,
            });
            true
        }
        "aws signin list-resource-permission-statements" => {
            // Of statements only the policy that AWS makes of them is decided.
            let is_empty = list(output.root, "permissionStatements").is_empty();
            if !is_empty || output.is_part() {
                return false;
            }
            told.used(ImportedKind::Policy, 1);
            told.fact(Fact::ResourceBased {
                of: output.subject.clone(),
                text: None,
                by_statements: true,
            });
            true
        }
        "aws signin get-console-authorization-configuration" => switch(output, told),
        _ => false,
    }
}

/// Reads an output in the casing of another tool.
pub(crate) fn bare(output: &Output<'_>, told: &mut Told) -> Option<&'static str> {
    switch(output, told).then_some("aws signin get-console-authorization-configuration")
}

fn switch(output: &Output<'_>, told: &mut Told) -> bool {
    let target = some_text(output.root, "targetId");
    let is_on = truth(output.root, "consoleAuthorizationEnabled");
    let (Some(target), Some(is_on)) = (target, is_on) else {
        return false;
    };
    told.used(ImportedKind::Switch, 1);
    told.fact(Fact::Switch { target, is_on });
    true
}

/// Reads that nothing was ever configured.
pub(crate) fn nothing(
    error: &str,
    subject: &Subject,
    command: Option<&TranscriptPart<'_>>,
    told: &mut Told,
) -> bool {
    // Other services have operations of these names.
    let name = command.and_then(TranscriptPart::name);
    if name.is_some_and(|name| !name.contains("aws signin")) {
        return false;
    }
    // Each line is an error of its own.
    let says = |operation: &str| {
        let error_of =
            format!("(ResourceNotFoundException) when calling the {operation} operation");
        let is_of_other = |line: &str| {
            line.contains("Secrets Manager") || (line.contains("arn:") && !line.contains("signin"))
        };
        error
            .lines()
            .any(|line| line.contains(&error_of) && !is_of_other(line))
    };
    let of = subject.or_told(command.and_then(|part| part.option("--target-id")));
    let mut is_used = false;
    if says("GetResourcePolicy") {
        is_used = true;
        told.taken("aws signin get-resource-policy");
        told.used(ImportedKind::Policy, 1);
        told.fact(Fact::ResourceBased {
            of: of.clone(),
            text: None,
            by_statements: false,
        });
    }
    if says("GetConsoleAuthorizationConfiguration") {
        is_used = true;
        told.taken_for
            .extend(told.taken.take().map(ToOwned::to_owned));
        told.taken("aws signin get-console-authorization-configuration");
        told.used(ImportedKind::Switch, 1);
        told.fact(Fact::NoSwitch { of });
    }
    is_used
}
