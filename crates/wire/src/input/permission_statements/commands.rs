//! Commands of the AWS CLI that make permission statements, as people paste them.

use vestibule_iam::message;
use vestibule_iam::problem::{code, quoted};
use vestibule_signin::control_plane::{Operation, Parameter, PermissionStatement, WRITE_REGION};

use crate::contract::finding::{Finding, Severity};
use crate::input::transcript::{self, Part};

/// What commands say.
#[derive(Debug, Default)]
pub(crate) struct Commands {
    /// One for each command that makes a statement.
    pub(crate) statements: Vec<PermissionStatement>,
    /// What is wrong with the commands, and worth knowing.
    pub(crate) findings: Vec<Finding>,
}

/// The statements that the commands of a text make; `None` for a text without such a command.
pub(crate) fn read(text: &str) -> Option<Commands> {
    let parts = transcript::parts(text)?;
    let mut found = Commands::default();
    let mut is_any = false;
    for part in &parts {
        let Some(operation) = operation(part) else {
            continue;
        };
        let row = operation.row();
        if operation == Operation::PutResourcePermissionStatement {
            is_any = true;
            let words = words(part.command.as_deref().unwrap_or_default());
            found.put(&words);
        } else if row.writes {
            let message = message!(
                "the command {command} is not used",
                command = code(operation.command())
            );
            let finding = Finding::new("command-not-used", Severity::Info, message);
            found.findings.push(finding.help(message!(
                "leave it out: only `put-resource-permission-statement` says what the policy is made of"
            )));
        }
    }
    is_any.then_some(found)
}

/// Whether a text has commands that make permission statements.
pub(crate) fn has_any(text: &str) -> bool {
    let parts = transcript::parts(text).unwrap_or_default();
    let mut parts = parts.iter();
    parts.any(|part| operation(part) == Some(Operation::PutResourcePermissionStatement))
}

fn operation(part: &Part<'_>) -> Option<Operation> {
    let name = part.name()?;
    Operation::from_command(name.strip_prefix("aws signin ")?)
}

impl Commands {
    fn put(&mut self, words: &[String]) {
        let mut statement = PermissionStatement::default();
        let mut region = None;
        let mut words = words.iter().peekable();
        while let Some(word) = words.next() {
            if !word.starts_with("--") {
                continue;
            }
            let (flag, value) = match word.split_once('=') {
                Some((flag, value)) => (flag, Some(value.to_owned())),
                None => (
                    &**word,
                    words.next_if(|next| !next.starts_with("--")).cloned(),
                ),
            };
            if flag == "--region" {
                region = value;
                continue;
            }
            if flag == "--cli-input-json" {
                self.input(value.as_deref().unwrap_or_default(), &mut statement);
                continue;
            }
            let parameter = Parameter::from_flag(flag);
            let place = parameter.and_then(|parameter| statement.get_mut(parameter));
            match place {
                Some(place) => *place = Some(value.unwrap_or_default()),
                None if OF_THE_CLI.contains(&flag) => {}
                None => self.unknown(flag),
            }
        }
        if region.as_deref() != Some(WRITE_REGION) {
            self.region(region.as_deref());
        }
        self.statements.push(statement);
    }

    /// The parameters of `--cli-input-json`, which the other options win over.
    fn input(&mut self, text: &str, statement: &mut PermissionStatement) {
        use crate::contract::permission_statement::PermissionStatement as Told;
        match crate::input::read::read_text::<Told>(text) {
            Ok(told) => {
                let told = PermissionStatement::from(&told);
                for (parameter, value) in told.parameters() {
                    if let Some(place) = statement.get_mut(parameter) {
                        place.get_or_insert_with(|| value.to_owned());
                    }
                }
            }
            Err(_) => {
                let message = message!("{text} is no JSON of parameters", text = quoted(text));
                let finding = Finding::new("unreadable-input", Severity::Error, message);
                self.findings
                    .push(finding.help(message!("write the JSON itself in the place of the file")));
            }
        }
    }

    fn unknown(&mut self, flag: &str) {
        let message = message!(
            "`aws signin put-resource-permission-statement` has no option {flag}",
            flag = quoted(flag)
        );
        let flags: Vec<String> = PermissionStatement::PARAMETERS
            .into_iter()
            .map(Parameter::flag)
            .collect();
        let near = vestibule_iam::problem::nearest(flag, flags.iter().map(String::as_str));
        let finding = Finding::new("unknown-option", Severity::Error, message);
        self.findings.push(finding.help(match near {
            Some(near) => message!("did you mean {right}?", right = code(near)),
            None => message!("take it out"),
        }));
    }

    fn region(&mut self, region: Option<&str>) {
        let (severity, message) = match region {
            Some(region) => (
                Severity::Error,
                message!(
                    "the command writes to {region}, and AWS takes writes in us-east-1 alone",
                    region = quoted(region)
                ),
            ),
            None => (
                Severity::Warning,
                message!("the command names no Region, and AWS takes writes in us-east-1 alone"),
            ),
        };
        let finding = Finding::new("write-outside-of-us-east-1", severity, message)
            .help(message!("add `--region us-east-1`"));
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }
}

/// Options that every command of the AWS CLI has, and that say nothing of the statement.
const OF_THE_CLI: &[&str] = &[
    "--ca-bundle",
    "--cli-auto-prompt",
    "--cli-binary-format",
    "--cli-connect-timeout",
    "--cli-error-format",
    "--cli-read-timeout",
    "--color",
    "--debug",
    "--endpoint-url",
    "--no-cli-auto-prompt",
    "--no-cli-pager",
    "--no-paginate",
    "--no-sign-request",
    "--no-verify-ssl",
    "--output",
    "--profile",
    "--query",
    "--v2-debug",
];

/// The words of a command, without the quotes of a shell.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut characters = command.chars();
    while let Some(c) = characters.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some('"'), '\\') | (None, '\\') => {
                word.get_or_insert_default().extend(characters.next());
            }
            (Some(_), c) => word.get_or_insert_default().push(c),
            (None, '"' | '\'') => {
                quote = Some(c);
                // An empty text is a word.
                word.get_or_insert_default();
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            // What follows is another command.
            (None, ';' | '|' | '&') => break,
            (None, '#') if word.is_none() => break,
            (None, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_a_shell() {
        let rows: &[(&str, &[&str])] = &[
            ("aws signin  x", &["aws", "signin", "x"]),
            ("a 'b c' \"d e\"", &["a", "b c", "d e"]),
            (r#"a "b\"c" d\ e"#, &["a", "b\"c", "d e"]),
            ("a '' b", &["a", "", "b"]),
            ("a --b='c d' # e", &["a", "--b=c d"]),
            ("a; b", &["a"]),
            ("a 'b", &["a", "b"]),
        ];
        for (text, expected) in rows {
            assert_eq!(words(text), *expected, "{text}");
        }
    }

    #[test]
    fn the_commands_of_awss_guide_are_read() {
        let text = "aws signin put-resource-permission-statement \\\n  --source-vpc vpc-0abc123def456789 \\\n  --requested-region us-west-2 \\\n  --excluded-principal \"arn:aws:iam::123456789012:user/EmergencyAdmin\" \\\n  --client-token unique-request-id-12345 \\\n  --region us-east-1\n\n$ aws signin put-resource-permission-statement --source-ip=203.0.113.0/24 --region us-east-1\n{ \"statementId\": \"AAAA\" }\n";
        let found = read(text).unwrap();
        assert_eq!(found.findings, []);
        assert_eq!(
            found.statements,
            [
                PermissionStatement {
                    source_vpc: Some("vpc-0abc123def456789".to_owned()),
                    requested_region: Some("us-west-2".to_owned()),
                    excluded_principal: Some(
                        "arn:aws:iam::123456789012:user/EmergencyAdmin".to_owned()
                    ),
                    client_token: Some("unique-request-id-12345".to_owned()),
                    ..PermissionStatement::default()
                },
                PermissionStatement {
                    source_ip: Some("203.0.113.0/24".to_owned()),
                    ..PermissionStatement::default()
                },
            ]
        );
    }

    #[test]
    fn what_is_wrong_with_a_command_is_told() {
        let put = "aws signin put-resource-permission-statement --region us-east-1";
        let rows: &[(String, &[&str])] = &[
            (put.to_owned(), &[]),
            (
                put.replace("us-east-1", "eu-west-1"),
                &["write-outside-of-us-east-1"],
            ),
            (
                put.replace(" --region us-east-1", ""),
                &["write-outside-of-us-east-1"],
            ),
            (format!("{put} --source-ips 192.0.2.1"), &["unknown-option"]),
            (format!("{put} --profile audit --output json --debug"), &[]),
            (
                format!("{put} --cli-input-json file://x.json"),
                &["unreadable-input"],
            ),
            (
                format!("{put} --cli-input-json '{{\"sourceIp\":\"192.0.2.1\"}}'"),
                &[],
            ),
            (
                format!(
                    "{put}\naws signin delete-console-authorization-configuration --region us-east-1"
                ),
                &["command-not-used"],
            ),
        ];
        for (text, expected) in rows {
            let found = read(text).unwrap();
            let codes: Vec<&str> = found.findings.iter().map(|one| &*one.code).collect();
            assert_eq!(codes, *expected, "{text}");
        }
        assert!(read("aws signin get-resource-policy\n{}").is_none());
        assert!(!has_any("{}"));
    }
}
