//! What comes in as files or pasted, sorted part by part: a transcript holds several outputs.

use std::collections::{BTreeMap, BTreeSet};

use vestibule_wire::{
    AccountFacts, Finding, Foreign, Layer, NotPolicy, PermissionStatement, Reading, TranscriptPart,
    makes_statements, recognize, statements_of, told_statements, transcript_parts,
};
use yew::AttrValue;

use super::files::Read;
use super::incoming::{Taken, take};
use super::no_policy;
use crate::denied::looks_denied;
use crate::state::action::Incoming;
use crate::text::Text;

/// Everything that came at once.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Intake {
    pub(super) documents: Vec<Incoming>,
    pub(super) facts: Vec<AccountFacts>,
    /// Permission statements, each once, whether AWS takes them or not.
    pub(super) statements: Vec<PermissionStatement>,
    /// What is wrong with these, and worth knowing.
    pub(super) of_statements: Vec<Finding>,
    /// Case files, by the names of their files.
    pub(super) cases: Vec<(String, String)>,
    /// What is not used, and why.
    pub(super) left_out: Vec<LeftOut>,
    /// The first text that looks like a sign-in that failed.
    pub(super) denied: Option<String>,
}

/// Something that is not used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LeftOut {
    TooLarge {
        name: String,
    },
    Failed {
        name: String,
    },
    /// What it is; of what is pasted without a name.
    Known {
        name: String,
        what: What,
    },
    /// It is no JSON, and nothing is known of it.
    Unknown {
        name: String,
    },
    /// The policy of an endpoint that leads to another service.
    OtherService {
        endpoint: String,
        service: String,
    },
    /// Permission statements beside the policy that AWS makes of them.
    Statements {
        count: usize,
    },
    /// A command that changes a policy and does not show it.
    Writes {
        command: String,
    },
    /// Commands without what they print.
    NotRun {
        commands: Vec<String>,
    },
    /// A command that printed something else than JSON.
    NoJson {
        command: String,
    },
}

/// What a text is that holds no policy; ordered by its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct What(NotPolicy);

impl PartialOrd for What {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for What {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |what: &Self| what.0.message().to_string();
        key(self).cmp(&key(other))
    }
}

impl Intake {
    /// Sorts everything that was read.
    pub(super) fn of(read: Vec<Read>) -> Self {
        let mut intake = Self::default();
        for one in read {
            let is_large = one.is_large();
            match one {
                Read::Text { name, .. } if is_large => {
                    intake.left_out.push(LeftOut::TooLarge { name })
                }
                Read::TooLarge { name } => intake.left_out.push(LeftOut::TooLarge { name }),
                Read::Failed { name } => intake.left_out.push(LeftOut::Failed { name }),
                Read::Text { name, text } => intake.text(&name, &text),
            }
        }
        // What AWS printed is what is in force.
        let mut documents = intake.documents.iter();
        if documents.any(|one| one.layer == Layer::ResourceBased) && !intake.statements.is_empty() {
            let count = std::mem::take(&mut intake.statements).len();
            intake.of_statements.clear();
            intake.left_out.push(LeftOut::Statements { count });
        }
        let mut seen = BTreeSet::new();
        intake.left_out.retain(|one| seen.insert(one.clone()));
        intake
    }

    fn text(&mut self, name: &str, text: &str) {
        if makes_statements(text) {
            self.of_statements(text);
        }
        let parts = transcript_parts(text).unwrap_or_default();
        let is_told = |part: &TranscriptPart<'_>| part.command.is_some() || is_json(part.output);
        if parts.iter().any(is_told) {
            self.parts(name, &parts);
        } else {
            self.part(name, text);
        }
    }

    /// Takes the permission statements of a text, if there are any.
    fn of_statements(&mut self, text: &str) -> bool {
        let Some(told) = told_statements(text, &Reading::default()) else {
            return false;
        };
        let before = self.statements.len();
        // What has none is something else, and said to be.
        let told_any = !told.statements.is_empty();
        for statement in told.statements {
            if !self
                .statements
                .iter()
                .any(|known| says_the_same(known, &statement))
            {
                self.statements.push(statement);
            }
        }
        if told_any && before > 0 {
            // Their numbers are those of one text.
            let all = recheck(&self.statements);
            self.of_statements.retain(|finding| !all.contains(finding));
            let others = told.findings.into_iter().filter(|one| one.path.is_none());
            self.of_statements.extend(others);
            self.of_statements.extend(all);
        } else {
            self.of_statements.extend(told.findings);
        }
        told_any
    }

    /// What several commands printed.
    fn parts(&mut self, name: &str, parts: &[TranscriptPart<'_>]) {
        let mut by_id = Vec::new();
        let mut targets: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        let mut parents: BTreeMap<&str, String> = BTreeMap::new();
        let mut not_run = Vec::new();
        let mut writes = Vec::new();
        for part in parts {
            let command = part.name().filter(|name| name.starts_with("aws "));
            if command.as_deref() == Some(PUT) {
                // The command itself was taken.
                continue;
            }
            if is_json(part.output) {
                let found = recognize(part.output);
                if let (Some(policy), [_, ..]) =
                    (part.option("--policy-id"), found.targets.as_slice())
                {
                    targets.insert(policy, found.targets);
                    continue;
                }
                if let (Some(child), Some(parent)) = (part.option("--child-id"), &found.parent) {
                    parents.insert(child, parent.clone());
                    continue;
                }
                let before = self.documents.len();
                self.part(name, part.output);
                let id = found.policies.first().and_then(|policy| policy.id.clone());
                if let (Some(id), [_]) = (id, self.documents.get(before..).unwrap_or_default()) {
                    by_id.push((id, before));
                }
                continue;
            }
            let Some(command) = command else { continue };
            // A line of a script, which is run with other words.
            if part
                .command
                .as_deref()
                .is_some_and(|line| line.contains('$'))
            {
                continue;
            }
            let failed = recognize(part.output).not_policy.filter(|what| {
                matches!(
                    what,
                    NotPolicy::Text(Foreign::CliError | Foreign::NothingConfigured)
                )
            });
            if let Some(what) = failed {
                let (name, what) = (name.to_owned(), What(what));
                self.left_out.push(LeftOut::Known { name, what });
            } else if writes_policy(&command) {
                writes.push(command);
            } else if part.output.is_empty() {
                not_run.push(command);
            } else {
                self.left_out.push(LeftOut::NoJson { command });
            }
        }
        for (id, at) in by_id {
            if let (Some(document), Some(nodes)) =
                (self.documents.get_mut(at), targets.get(id.as_str()))
            {
                document.target = nodes.join(", ").into();
            }
        }
        self.facts.extend(above(&parents));
        let writes = writes
            .into_iter()
            .map(|command| LeftOut::Writes { command });
        self.left_out.extend(writes);
        if !not_run.is_empty() {
            let commands = not_run;
            self.left_out.push(LeftOut::NotRun { commands });
        }
    }

    /// One output, or one text.
    fn part(&mut self, name: &str, text: &str) {
        if self.of_statements(text) {
            return;
        }
        let found = recognize(text);
        if let Some(facts) = found.account {
            self.facts.push(facts);
            return;
        }
        let others = found.policies.into_iter().filter_map(|policy| {
            let (endpoint, service) = (policy.endpoint?, policy.other_service?);
            Some(LeftOut::OtherService { endpoint, service })
        });
        self.left_out.extend(others);
        let name = name.to_owned();
        let is_denied = looks_denied(text);
        if is_denied && self.denied.is_none() {
            self.denied = Some(text.to_owned());
        }
        match take(&name, text, None) {
            // What it is, is said beside the offer to explain it.
            Taken::Documents(_) | Taken::Nothing if is_denied => {}
            Taken::Case => self.cases.push((name, text.to_owned())),
            Taken::Documents(mut taken) => self.documents.append(&mut taken),
            Taken::NoPolicy(what) => {
                let what = What(what);
                self.left_out.push(LeftOut::Known { name, what });
            }
            Taken::Nothing => self.left_out.push(LeftOut::Unknown { name }),
        }
    }
}

/// What is above the one account of which the way to its root is known.
fn above(parents: &BTreeMap<&str, String>) -> Option<AccountFacts> {
    let is_account = |id: &str| id.len() == 12 && id.bytes().all(|byte| byte.is_ascii_digit());
    let mut accounts = parents.keys().filter(|child| is_account(child));
    let (account, others) = (accounts.next()?, accounts.next());
    if others.is_some() {
        return None;
    }
    let mut path = Vec::new();
    let mut child = *account;
    // As many steps as there are outputs: a circle has no root.
    for _ in parents {
        let parent = parents.get(child)?;
        path.insert(0, parent.clone());
        if parent.starts_with("r-") {
            return Some(AccountFacts {
                id: Some((*account).to_owned()),
                path: Some(path),
                ..AccountFacts::default()
            });
        }
        child = parent;
    }
    None
}

fn is_json(text: &str) -> bool {
    text.starts_with(['{', '[', '"'])
}

/// The command that makes a permission statement.
const PUT: &str = "aws signin put-resource-permission-statement";

/// A command that changes the resource-based policy and does not say what it says.
fn writes_policy(command: &str) -> bool {
    command == "aws signin delete-resource-permission-statement"
}

/// Whether both say the same, whatever their tokens.
fn says_the_same(one: &PermissionStatement, other: &PermissionStatement) -> bool {
    let bare = |statement: &PermissionStatement| PermissionStatement {
        client_token: None,
        ..statement.clone()
    };
    bare(one) == bare(other)
}

/// What is wrong with statements of several texts.
fn recheck(statements: &[PermissionStatement]) -> Vec<Finding> {
    match statements_of(statements, &Reading::default()) {
        Ok(made) => made.findings,
        Err(findings) => findings,
    }
}

impl LeftOut {
    /// That it is not used, and why.
    pub(super) fn say(&self, text: &Text) -> AttrValue {
        match self {
            Self::TooLarge { name } => text.with(
                id!("documents-too-large"),
                &[("name", name.as_str().into())],
            ),
            Self::Failed { name } => text.with(
                id!("documents-unreadable"),
                &[("name", name.as_str().into())],
            ),
            Self::Unknown { name } if name.is_empty() => text.say(id!("documents-pasted-no-json")),
            Self::Unknown { name } => {
                text.with(id!("documents-no-json"), &[("name", name.as_str().into())])
            }
            Self::Known { name, what } => {
                let why = no_policy::looks(text, what.0);
                if name.is_empty() {
                    return text.with(
                        id!("documents-pasted-unused"),
                        &[("why", why.as_str().into())],
                    );
                }
                let both = [("name", name.as_str().into()), ("why", why.as_str().into())];
                text.with(id!("documents-unused"), &both)
            }
            Self::OtherService { endpoint, service } => {
                let both = [
                    ("endpoint", endpoint.as_str().into()),
                    ("service", service.as_str().into()),
                ];
                text.with(id!("start-other-service"), &both)
            }
            Self::Statements { count } => text.with(
                id!("statements-beside-policy"),
                &[("count", (*count).into())],
            ),
            Self::Writes { command } => {
                text.with(id!("start-writes"), &[("command", command.as_str().into())])
            }
            Self::NotRun { commands } => {
                let [first, others @ ..] = &**commands else {
                    return AttrValue::default();
                };
                let both = [
                    ("command", first.as_str().into()),
                    ("others", others.len().into()),
                ];
                text.with(id!("start-not-run"), &both)
            }
            Self::NoJson { command } => text.with(
                id!("start-command-no-json"),
                &[("command", command.as_str().into())],
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use vestibule_wire::Layer;

    use super::*;

    const SCP: &str =
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}"#;

    fn pasted(text: &str) -> Intake {
        Intake::of(vec![Read::Text {
            name: String::new(),
            text: text.to_owned(),
        }])
    }

    fn described(id: &str, name: &str, kind: &str) -> String {
        let content = serde_json::Value::from(SCP);
        format!(
            r#"{{"Policy":{{"PolicySummary":{{"Id":"{id}","Name":"{name}","Type":"{kind}"}},"Content":{content}}}}}"#
        )
    }

    #[test]
    fn a_session_of_a_terminal_is_sorted_by_its_commands() {
        let (edge, guard) = (
            described("p-1", "edge", "RESOURCE_CONTROL_POLICY"),
            described("p-2", "guard", "SERVICE_CONTROL_POLICY"),
        );
        let text = format!(
            r#"$ aws sts get-caller-identity
{{"UserId": "A", "Account": "111122223333", "Arn": "arn:aws:iam::111122223333:user/a"}}
$ aws organizations describe-policy --policy-id p-1
{edge}
$ aws organizations describe-policy --policy-id p-2
{guard}
$ aws organizations list-targets-for-policy --policy-id p-2
{{"Targets": [{{"TargetId": "r-ab12"}}, {{"TargetId": "ou-ab12-cdefghij"}}]}}
$ aws organizations list-roots
{{"Roots": [{{"Id": "r-ab12"}}]}}
$ aws signin get-resource-policy

An error occurred (ResourceNotFoundException) when calling the GetResourcePolicy operation: no
$ aws signin put-resource-permission-statement --source-ip 203.0.113.0/24
$ aws ec2 describe-vpc-endpoints
"#
        );
        let intake = pasted(&text);
        let documents: Vec<_> = intake
            .documents
            .iter()
            .map(|one| (one.layer, &*one.name, &*one.target))
            .collect();
        let expected = [
            (Layer::ResourceControl, "edge", ""),
            (Layer::ServiceControl, "guard", "r-ab12, ou-ab12-cdefghij"),
        ];
        assert_eq!(documents, expected);
        let ids: Vec<_> = intake
            .facts
            .iter()
            .map(|facts| facts.id.as_deref())
            .collect();
        assert_eq!(ids, [Some("111122223333")]);
        let said: Vec<String> = intake
            .left_out
            .iter()
            .map(|one| format!("{one:?}"))
            .collect();
        let expected = ["list-roots", "NothingConfigured", "describe-vpc-endpoints"];
        let statement = PermissionStatement {
            source_ip: Some("203.0.113.0/24".to_owned()),
            ..PermissionStatement::default()
        };
        assert_eq!(intake.statements, [statement]);
        // It names no Region.
        assert_eq!(codes(&intake), ["write-outside-of-us-east-1"]);
        assert_eq!(said.len(), expected.len(), "{said:#?}");
        for (said, expected) in said.iter().zip(expected) {
            assert!(said.contains(expected), "{said}");
        }
    }

    fn codes(intake: &Intake) -> Vec<&str> {
        let findings = intake.of_statements.iter();
        findings.map(|finding| &*finding.code).collect()
    }

    #[test]
    fn permission_statements_come_as_commands_lists_and_parameters() {
        let put = |options: &str| format!("$ {PUT} \\\n  {options} \\\n  --region us-east-1\n");
        let [office, home] = ["--source-ip 203.0.113.0/24", "--source-ip 198.51.100.0/24"].map(put);
        let listed = r#"{"permissionStatements":[{"sid":"a","condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}]}"#;
        let wrong = put("--source-ip office");
        let policy = r#"$ aws signin get-resource-policy
{"signinResourceBasedPolicy":{"version":"2012-10-17","statement":[{"effect":"Deny","principal":"*","action":["signin:Authenticate"],"resource":"*"}]}}
"#;
        let rows: &[(String, usize, &[&str])] = &[
            (office.clone(), 1, &[]),
            (
                format!("{office}{{\"statementId\": \"AAAA\"}}\n{home}"),
                2,
                &[],
            ),
            (listed.to_owned(), 1, &[]),
            // What is listed was put before.
            (
                format!("{office}$ aws signin list-resource-permission-statements\n{listed}\n"),
                1,
                &[],
            ),
            (r#"[{"sourceIp":"203.0.113.0/24"}]"#.to_owned(), 1, &[]),
            (wrong.clone(), 1, &["invalid-parameter"]),
            (format!("{office}{wrong}"), 2, &["invalid-parameter"]),
        ];
        for (text, count, expected) in rows {
            let intake = pasted(text);
            assert_eq!(intake.statements.len(), *count, "{text}");
            assert_eq!(codes(&intake), *expected, "{text}");
            assert_eq!(
                (intake.left_out, intake.documents.len()),
                (vec![], 0),
                "{text}"
            );
        }
        // What AWS made of them counts, where both come.
        let both = pasted(&format!("{office}{policy}"));
        assert_eq!((both.documents.len(), both.statements.len()), (1, 0));
        assert_eq!(both.left_out, [LeftOut::Statements { count: 1 }]);
    }

    #[test]
    fn the_way_to_the_root_is_followed() {
        let step = |child: &str, parent: &str| {
            format!(
                "+ aws organizations list-parents --child-id {child}\n{{\"Parents\": [{{\"Id\": \"{parent}\"}}]}}\n"
            )
        };
        let whole = [
            step("111122223333", "ou-ab12-cdefghij"),
            step("ou-ab12-cdefghij", "r-ab12"),
        ];
        let intake = pasted(&whole.concat());
        let paths: Vec<_> = intake.facts.iter().map(|facts| &facts.path).collect();
        let expected = Some(vec!["r-ab12".to_owned(), "ou-ab12-cdefghij".to_owned()]);
        assert_eq!(paths, [&expected]);
        assert_eq!(intake.left_out, []);
        // Without the last step nothing is known of what is above.
        assert_eq!(pasted(&whole[0]).facts, []);
        let circle = [
            step("111122223333", "ou-ab12-a"),
            step("ou-ab12-a", "ou-ab12-a"),
        ];
        assert_eq!(pasted(&circle.concat()).facts, []);
    }

    #[test]
    fn outputs_one_behind_the_other_are_all_taken() {
        let one = described("p-1", "edge", "RESOURCE_CONTROL_POLICY");
        let intake = pasted(&format!("{one}\n{SCP}\n```json\n{SCP}\n```\n"));
        assert_eq!(intake.documents.len(), 3);
        assert_eq!(intake.left_out, []);
    }

    #[test]
    fn endpoints_of_other_services_are_left_out_by_name() {
        let policy = serde_json::Value::from(SCP);
        let endpoint = |id: &str, service: &str| {
            format!(
                r#"{{"VpcEndpointId":"{id}","ServiceName":"com.amazonaws.eu-west-1.{service}","PolicyDocument":{policy}}}"#
            )
        };
        let text = format!(
            r#"{{"VpcEndpoints":[{},{},{}]}}"#,
            endpoint("vpce-1", "s3"),
            endpoint("vpce-2", "signin"),
            endpoint("vpce-3", "console")
        );
        let intake = pasted(&text);
        let targets: Vec<_> = intake.documents.iter().map(|one| &*one.target).collect();
        assert_eq!(targets, ["vpce-2"]);
        let other = |endpoint: &str, service: &str| LeftOut::OtherService {
            endpoint: endpoint.to_owned(),
            service: format!("com.amazonaws.eu-west-1.{service}"),
        };
        assert_eq!(
            intake.left_out,
            [other("vpce-1", "s3"), other("vpce-3", "console")]
        );
        let none = pasted(&format!(
            r#"{{"VpcEndpoints":[{}]}}"#,
            endpoint("vpce-1", "s3")
        ));
        assert_eq!(none.documents, []);
        assert_eq!(none.left_out, [other("vpce-1", "s3")]);
    }

    #[test]
    fn what_is_no_transcript_is_taken_as_a_whole() {
        assert_eq!(pasted(SCP).documents.len(), 1);
        let cut = format!("{}]", SCP.trim_end_matches("]}"));
        assert_eq!(pasted(&cut).documents[0].text, cut);
        let yaml = pasted("```yaml\nVersion: 1\nStatement: []\n```\n");
        assert_eq!(yaml.documents, []);
        assert_eq!(yaml.left_out.len(), 1, "{yaml:?}");
    }

    #[test]
    fn what_looks_like_a_failed_sign_in_is_offered_to_be_explained() {
        let event = r#"{"eventSource":"signin.amazonaws.com","eventName":"ConsoleLogin","errorMessage":"Authorization denied because of a resource-based policy","responseElements":{"ConsoleLogin":"Failure"}}"#;
        let cut = event.get(..120).unwrap_or_default();
        let record = r#"{"requestContext":{},"evaluations":[{"action":"signin:Authenticate","evaluatedEffect":"EXPLICIT_DENY","checks":[]}]}"#;
        let message = "Authentication failed Invalid request";
        for (text, lines) in [(event, 1), (message, 0), ("認証情報が正しくありません", 0)]
        {
            let intake = pasted(text);
            assert_eq!(intake.denied.as_deref(), Some(text));
            assert_eq!(
                (intake.left_out.len(), intake.documents.len()),
                (lines, 0),
                "{text}"
            );
        }
        for text in [cut, record] {
            let intake = pasted(text);
            assert_eq!(intake.denied.as_deref(), Some(text));
            assert_eq!(intake.documents, [], "{text}");
        }
        let listed = format!(
            "$ aws cloudtrail lookup-events\n{{\"Events\":[{{\"CloudTrailEvent\":{}}}]}}\n",
            serde_json::Value::from(event)
        );
        assert!(pasted(&listed).denied.is_some());
        for text in [
            SCP,
            "hello",
            &event
                .replace("Failure", "Success")
                .replace("errorMessage", "note"),
        ] {
            assert_eq!(pasted(text).denied, None, "{text}");
        }
    }
}
