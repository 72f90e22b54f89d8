//! What the commands of a plan do: the parts of AWS that they speak to, read by themselves.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use vestibule_signin::control_plane::{Parameter, PermissionStatement, summary};

const ACCOUNT: &str = "777788889999";
const ORGANIZATION: &str = "o-a1b2c3d4e5";

/// An account and its organization at AWS.
#[derive(Clone, Debug, Default)]
pub(crate) struct Aws {
    /// Type and name of each policy, with its id and text.
    policies: BTreeMap<(String, String), (String, Value)>,
    /// Ids of policies, and nodes.
    attached: BTreeSet<(String, String)>,
    /// Ids of statements, and parameters.
    statements: Vec<(String, PermissionStatement)>,
    /// Client tokens of the puts, with what they made.
    tokens: BTreeMap<String, String>,
    targets: BTreeSet<String>,
    /// Variables of the shell.
    variables: BTreeMap<String, String>,
    made: usize,
}

/// What a state comes to: attachments with texts, statements, and where authorization is on.
pub(crate) type State = (
    BTreeSet<(String, String, String, String)>,
    Vec<PermissionStatement>,
    BTreeSet<String>,
);

impl Aws {
    /// The state that a case file tells.
    pub(crate) fn of(file: &Value) -> Self {
        let mut aws = Self::default();
        let policies = &file["policies"];
        for (list, kind) in [
            ("resourceControl", "RESOURCE_CONTROL_POLICY"),
            ("serviceControl", "SERVICE_CONTROL_POLICY"),
        ] {
            for policy in policies[list].as_array().unwrap() {
                let name = policy["name"].as_str().unwrap().to_owned();
                let id = aws.id("p-");
                let key = (kind.to_owned(), name);
                let nodes = policy["attachedTo"].as_str().unwrap().split(", ");
                for node in nodes {
                    aws.attached.insert((id.clone(), node.to_owned()));
                }
                aws.policies.insert(key, (id, policy["document"].clone()));
            }
        }
        for told in policies["permissionStatements"].as_array().unwrap() {
            let mut statement = PermissionStatement::default();
            for (name, value) in told.as_object().unwrap() {
                let parameter = Parameter::from_name(name).unwrap();
                *statement.get_mut(parameter).unwrap() = Some(value.as_str().unwrap().to_owned());
            }
            let id = aws.id("");
            aws.statements.push((id, statement));
        }
        let on = &file["account"]["consoleAuthorization"];
        for (member, id) in [("account", ACCOUNT), ("organization", ORGANIZATION)] {
            if on[member] == true {
                aws.targets.insert(id.to_owned());
            }
        }
        aws
    }

    fn id(&mut self, prefix: &str) -> String {
        self.made += 1;
        // A statement's has 64 characters and padding.
        format!("{prefix}{:0>64}=", self.made)
    }

    pub(crate) fn state(&self) -> State {
        let attached = self.policies.iter().flat_map(|((kind, name), (id, text))| {
            let nodes = self.attached.iter().filter(move |(of, _)| of == id);
            nodes.map(move |(_, node)| (kind.clone(), name.clone(), text.to_string(), node.clone()))
        });
        let mut statements: Vec<PermissionStatement> =
            self.statements.iter().map(|(_, one)| one.clone()).collect();
        statements.sort();
        (attached.collect(), statements, self.targets.clone())
    }

    /// The case file of the state; all else is as wanted.
    pub(crate) fn case(&self, wanted: &Value) -> Value {
        let mut file = wanted.clone();
        for (list, of_kind) in [
            ("resourceControl", "RESOURCE_CONTROL_POLICY"),
            ("serviceControl", "SERVICE_CONTROL_POLICY"),
        ] {
            let attached = self
                .policies
                .iter()
                .filter_map(|((kind, name), (id, text))| {
                    let nodes = self.attached.iter().filter(|(of, _)| of == id);
                    let nodes: Vec<&str> = nodes.map(|(_, node)| &**node).collect();
                    (kind == of_kind && !nodes.is_empty()).then(
                        || json!({ "name": name, "attachedTo": nodes.join(","), "document": text }),
                    )
                });
            file["policies"][list] = attached.collect();
        }
        let statements = self.statements.iter().map(|(_, statement)| {
            let members = statement.parameters();
            let members =
                members.map(|(parameter, value)| (parameter.name().to_owned(), value.into()));
            Value::Object(members.collect())
        });
        file["policies"]["permissionStatements"] = statements.collect();
        let is_on = |id: &str| self.targets.contains(id);
        file["account"]["consoleAuthorization"] =
            json!({ "account": is_on(ACCOUNT), "organization": is_on(ORGANIZATION) });
        file
    }

    /// Runs commands as a shell would.
    pub(crate) fn run(&mut self, commands: &[String]) {
        for command in commands {
            let (variable, command) = match command.split_once("=$(") {
                Some((name, rest)) if !name.contains(' ') => {
                    (Some(name), rest.strip_suffix(')').unwrap())
                }
                _ => (None, command.as_str()),
            };
            let (command, needed) = match command.split_once(" | grep -oF ") {
                Some((command, word)) => (command, Some(self.words(word))),
                None => (command, None),
            };
            let words = self.words(command);
            let told = self.call(&words);
            if let Some(needed) = needed {
                assert!(told.contains(&*needed[0]), "the list does not have it");
            }
            if let Some(variable) = variable {
                self.variables.insert(variable.to_owned(), told);
            }
        }
    }

    fn call(&mut self, words: &[String]) -> String {
        let flag = |name: &str| {
            let at = words.iter().position(|word| word == name);
            at.map(|at| words[at + 1].clone())
        };
        let needed = |name: &str| flag(name).unwrap();
        assert_eq!(words[0], "aws");
        match (&*words[1], &*words[2]) {
            ("organizations", "create-policy") => {
                let id = self.id("p-");
                let text = serde_json::from_str(&needed("--content")).unwrap();
                let key = (needed("--type"), needed("--name"));
                let before = self.policies.insert(key, (id.clone(), text));
                assert_eq!(before, None, "a name is taken");
                assert_eq!(needed("--query"), "Policy.PolicySummary.Id");
                id
            }
            ("organizations", "list-policies") => {
                let query = needed("--query");
                let name = query.strip_prefix("Policies[?Name=='").unwrap();
                let name = name.strip_suffix("'].Id").unwrap().replace(r"\'", "'");
                let key = (needed("--filter"), name);
                self.policies[&key].0.clone()
            }
            ("organizations", "update-policy") => {
                let id = needed("--policy-id");
                let text = serde_json::from_str(&needed("--content")).unwrap();
                let mut all = self.policies.values_mut();
                all.find(|(of, _)| *of == id).unwrap().1 = text;
                String::new()
            }
            ("organizations", "attach-policy") => {
                let is_new = self
                    .attached
                    .insert((needed("--policy-id"), needed("--target-id")));
                assert!(is_new, "it is attached already");
                String::new()
            }
            ("organizations", "detach-policy") => {
                let was_there = self
                    .attached
                    .remove(&(needed("--policy-id"), needed("--target-id")));
                assert!(was_there, "it is not attached");
                String::new()
            }
            ("organizations", "delete-policy") => {
                let id = needed("--policy-id");
                let mut attached = self.attached.iter();
                assert!(attached.all(|(of, _)| *of != id), "it is attached");
                let before = self.policies.len();
                self.policies.retain(|_, (of, _)| *of != id);
                assert_eq!(self.policies.len() + 1, before, "there is none");
                String::new()
            }
            ("signin", command) => {
                assert_eq!(needed("--region"), "us-east-1");
                self.sign_in(command, &flag, words)
            }
            other => unreachable!("{other:?}"),
        }
    }

    fn sign_in(
        &mut self,
        command: &str,
        flag: &dyn Fn(&str) -> Option<String>,
        words: &[String],
    ) -> String {
        let needed = |name: &str| flag(name).unwrap();
        match command {
            "put-console-authorization-configuration" => {
                self.targets.insert(needed("--target-id"));
                String::new()
            }
            "delete-console-authorization-configuration" => {
                assert!(self.targets.remove(&needed("--target-id")), "it is not on");
                String::new()
            }
            "put-resource-permission-statement" => {
                let mut statement = PermissionStatement::default();
                for word in words.iter().filter(|word| *word != "--region") {
                    if let Some(parameter) = Parameter::from_flag(word) {
                        *statement.get_mut(parameter).unwrap() = flag(word);
                    }
                }
                let token = statement.client_token.take().unwrap();
                assert!(Parameter::ClientToken.check(&token).is_ok(), "{token}");
                // AWS answers a token that it knows with what it made.
                if let Some(known) = self.tokens.get(&token) {
                    return known.clone();
                }
                let id = self.id("");
                self.tokens.insert(token, id.clone());
                self.statements.push((id.clone(), statement));
                id
            }
            "delete-resource-permission-statement" => {
                let id = needed("--statement-id");
                assert!(Parameter::StatementId.check(&id).is_ok(), "{id}");
                assert!(
                    Parameter::ClientToken
                        .check(&needed("--client-token"))
                        .is_ok()
                );
                let at = self.statements.iter().position(|(of, _)| *of == id);
                self.statements.remove(at.unwrap());
                String::new()
            }
            "list-resource-permission-statements" => match flag("--query") {
                Some(query) => self.find(&query),
                None => String::new(),
            },
            other => unreachable!("{other}"),
        }
    }

    /// The ids that a query finds, as text.
    fn find(&self, query: &str) -> String {
        if query == "permissionStatements[].sid" {
            let ids: Vec<&str> = self.statements.iter().map(|(id, _)| &**id).collect();
            return ids.join("\t");
        }
        let tests = query.strip_prefix("permissionStatements[?").unwrap();
        let (tests, end) = tests.split_once("].sid").unwrap();
        let found = self.statements.iter().filter(|(_, statement)| {
            let mut condition: Map<String, Value> = Map::new();
            for one in summary(statement) {
                let operator = condition.entry(one.operator).or_insert_with(|| json!({}));
                operator[one.key] = json!(one.values);
            }
            tests.split(" && ").all(|test| holds(test, &condition))
        });
        let mut ids: Vec<&str> = found.map(|(id, _)| &**id).collect();
        if end == " | [0]" {
            ids.truncate(1);
        }
        ids.join("\t")
    }

    /// The words of a command, without the quotes of a shell and with its variables.
    fn words(&self, command: &str) -> Vec<String> {
        let mut words = vec![String::new()];
        let mut rest = command;
        while let Some(c) = rest.chars().next() {
            let word = words.last_mut().unwrap();
            match c {
                ' ' => words.push(String::new()),
                '\'' => {
                    let (quoted, behind) = rest[1..].split_once('\'').unwrap();
                    word.push_str(quoted);
                    rest = behind;
                    continue;
                }
                '\\' => {
                    word.push_str(&rest[1..2]);
                    rest = &rest[2..];
                    continue;
                }
                '"' => {
                    let (quoted, behind) = rest[1..].split_once('"').unwrap();
                    let name = quoted.strip_prefix('$').unwrap();
                    let value = match name.strip_prefix('{') {
                        Some(name) => {
                            let name = name.strip_suffix("%=}").unwrap();
                            self.variables[name].strip_suffix('=').unwrap()
                        }
                        None => &self.variables[name],
                    };
                    word.push_str(value);
                    rest = behind;
                    continue;
                }
                c => word.push(c),
            }
            rest = &rest[c.len_utf8()..];
        }
        words
    }
}

/// Whether a test of a query holds for a condition block.
fn holds(test: &str, condition: &Map<String, Value>) -> bool {
    if let Some(test) = test.strip_prefix('!') {
        return !holds(test, condition);
    }
    let test = test.strip_prefix("contains(condition.*.").unwrap();
    let (of, value) = test.split_once(", '").unwrap();
    let value = value.strip_suffix("')").unwrap();
    let key = of
        .strip_prefix('"')
        .map(|key| key.strip_suffix("\"[]").unwrap());
    assert!(key.is_some() || of == "*[][]", "{of}");
    let keys = condition
        .values()
        .flat_map(|keys| keys.as_object().unwrap());
    let mut values = keys
        .filter(|(name, _)| key.is_none_or(|key| key == *name))
        .flat_map(|(_, values)| values.as_array().unwrap());
    values.any(|one| one == value)
}
