//! What a shell and the AWS CLI make of commands.

use serde_json::{Map, Value};
use vestibule_wire::Kind;

use crate::{Found, Policy};

/// A command, with its options by name.
struct Command {
    service: String,
    operation: String,
    options: Vec<(String, String)>,
    /// Whether its output is kept as `policy_id`.
    is_kept: bool,
}

impl Command {
    /// The value of an option that has to be there.
    fn take(&mut self, name: &str) -> String {
        let found = self.options.iter().position(|(option, _)| option == name);
        let found = found.unwrap_or_else(|| panic!("{} has no --{name}", self.operation));
        self.options.remove(found).1
    }
}

/// The words of a script as its commands: each word is a part of one.
fn commands(script: &str) -> Vec<Command> {
    let words = shell_words::split(script).unwrap_or_else(|error| panic!("{error}: {script}"));
    let mut words = words.into_iter().peekable();
    let mut commands = Vec::new();
    while let Some(first) = words.next() {
        let is_kept = match &*first {
            "aws" => false,
            "policy_id=$(aws" => true,
            _ => panic!("{first} begins no command in {script}"),
        };
        let mut command = Command {
            service: words.next().unwrap(),
            operation: words.next().unwrap(),
            options: Vec::new(),
            is_kept,
        };
        while let Some(option) = words.next_if(|word| word.starts_with("--")) {
            let mut value = words.next().unwrap();
            let name = option.trim_start_matches('-').to_owned();
            if is_kept && name == "output" {
                value = value.strip_suffix(')').unwrap().to_owned();
            }
            command.options.push((name, value));
        }
        commands.push(command);
    }
    commands
}

/// `sourceVpc` of `source-vpc`.
fn member(option: &str) -> String {
    let mut words = option.split('-');
    let first = words.next().unwrap().to_owned();
    words.fold(first, |name, word| {
        let (initial, rest) = word.split_at(1);
        name + &initial.to_ascii_uppercase() + rest
    })
}

pub(crate) fn read(script: &str) -> Found {
    let mut found = Found::default();
    for mut command in commands(script) {
        match (&*command.service, &*command.operation) {
            ("signin", "put-resource-permission-statement") => {
                assert_eq!(command.take("region"), "us-east-1");
                let members = command.options.iter();
                let members =
                    members.map(|(name, value)| (member(name), Value::from(value.as_str())));
                let statement: Map<String, Value> = members.collect();
                assert_eq!(statement.len(), command.options.len(), "{script}");
                found
                    .statements
                    .push(serde_json::from_value(statement.into()).unwrap());
            }
            ("organizations", "create-policy") => {
                assert!(command.is_kept);
                let name = command.take("name");
                assert_eq!(command.take("description"), name);
                let kind = kind(&command.take("type"));
                let text = command.take("content");
                assert_eq!(command.take("query"), "Policy.PolicySummary.Id");
                assert_eq!(command.take("output"), "text");
                assert_eq!(command.options, []);
                found.policies.push(Policy {
                    kind,
                    name,
                    text,
                    targets: Vec::new(),
                });
            }
            ("organizations", "attach-policy") => {
                assert_eq!(command.take("policy-id"), "$policy_id");
                let target = command.take("target-id");
                assert_eq!(command.options, []);
                found.policies.last_mut().unwrap().targets.push(target);
            }
            (service, operation) => panic!("{service} {operation} in {script}"),
        }
    }
    found
}

/// The kind of a policy by its type at AWS Organizations.
pub(crate) fn kind(of_aws: &str) -> Kind {
    match of_aws {
        "RESOURCE_CONTROL_POLICY" => Kind::ResourceControl,
        "SERVICE_CONTROL_POLICY" => Kind::ServiceControl,
        _ => panic!("{of_aws}"),
    }
}
