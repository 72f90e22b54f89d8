//! Templates of CloudFormation, also such as the CDK writes.
//!
//! A template is a part of what there is, and says what is to be made: RCPs and SCPs that it
//! attaches to nodes named by their ids. What an account or endpoint that it makes is called is
//! known only once it was made.

mod resolve;

use vestibule_iam::json::{self, Node};
use vestibule_syntax::diagnostic::{Message, code, codes};
use vestibule_syntax::message;
use vestibule_wire::{Finding, ImportedKind, Severity};

use crate::fact::{Fact, Part, Type};
use crate::iam::may_bear_on_sign_in;
use crate::output::{Output, Told};
use crate::subject::is_node;
use resolve::{Known, Template, Unknown, is_function};

/// Types of resources with policies of users and roles.
const OF_IDENTITY: [&str; 10] = [
    "AWS::IAM::Group",
    "AWS::IAM::GroupPolicy",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::Policy",
    "AWS::IAM::Role",
    "AWS::IAM::RolePolicy",
    "AWS::IAM::User",
    "AWS::IAM::UserPolicy",
    "AWS::IAM::UserToGroupAddition",
    "AWS::SSO::PermissionSet",
];
const POLICY: &str = "AWS::Organizations::Policy";
const ENDPOINT: &str = "AWS::EC2::VPCEndpoint";
/// Types of resources that make what other templates say.
const OF_STACKS: [&str; 2] = [
    "AWS::CloudFormation::Stack",
    "AWS::CloudFormation::StackSet",
];

/// Reads a template.
pub(crate) fn read(output: &Output<'_>, told: &mut Told) {
    let root = output.root.get("TemplateBody").unwrap_or(output.root);
    told.taken_for.insert("AWS CloudFormation".to_owned());
    let mut reading = Reading {
        output,
        template: Template::new(root, output.values),
        identity: Vec::new(),
        endpoints: Vec::new(),
        stacks: Vec::new(),
        before: told.facts.len(),
    };
    for resource in root.get("Resources").map(Node::members).unwrap_or_default() {
        reading.resource(&resource.key.value, &resource.value, told);
    }
    reading.end(told);
}

struct Reading<'a> {
    output: &'a Output<'a>,
    template: Template<'a>,
    /// Resources with policies of users and roles.
    identity: Vec<String>,
    endpoints: Vec<String>,
    /// Resources that make what other templates say.
    stacks: Vec<String>,
    /// How many facts are known of what is before it in the file.
    before: usize,
}

impl Reading<'_> {
    fn resource(&mut self, name: &str, resource: &Node, told: &mut Told) {
        if is_function(name) {
            return self.made(name, resource, told);
        }
        let of_type = resource.get("Type").and_then(Node::as_str);
        let condition = resource.get("Condition");
        let condition = condition.and_then(|node| Some((node.as_str()?, node)));
        let is_made = condition.map_or(Ok(true), |(condition, node)| {
            self.template.condition(condition, node, 0)
        });
        if is_made == Ok(false) {
            return;
        }
        let open = is_made.err().or_else(|| self.template.by_macro());
        let properties = resource.get("Properties").unwrap_or(resource);
        match of_type {
            Some(POLICY) => self.policy(name, properties, open, told),
            Some(ENDPOINT) => self.endpoint(name, properties),
            Some(of_type) if OF_STACKS.contains(&of_type) => {
                self.stacks.push(name.to_owned());
                any_policy(name, told);
            }
            Some(of_type) if OF_IDENTITY.contains(&of_type) && self.may_bear(properties) => {
                self.identity.push(name.to_owned());
            }
            _ => {}
        }
    }

    /// What a loop or a macro makes.
    fn made(&mut self, name: &str, node: &Node, told: &mut Told) {
        let has = |of_type: &str| has_type(node, of_type);
        if has(POLICY) {
            let open = Unknown {
                what: name.to_owned(),
                at: node.span.start,
            };
            self.unresolved(name, "Resources", &open, told);
            any_policy(name, told);
        }
        if has(ENDPOINT) {
            self.endpoints.push(name.to_owned());
        }
        if OF_IDENTITY.iter().any(|of_type| has(of_type)) {
            self.identity.push(name.to_owned());
        }
    }

    fn unresolved(&self, name: &str, property: &str, open: &Unknown, told: &mut Told) {
        let message = message!(
            "line {line}: {property} of {resource} is not known, because CloudFormation fills in {function}",
            line = self.output.line(open.at as usize),
            property = code(property),
            resource = code(name),
            function = code(&open.what)
        );
        let help = message!(
            "write the value instead, give it with `--set NAME=VALUE`, or import what the AWS CLI prints later"
        );
        told.say(unresolved(message, help));
    }

    /// An RCP or an SCP. `open` is why it may not be made, or made otherwise.
    fn policy(&self, name: &str, properties: &Node, open: Option<Unknown>, told: &mut Told) {
        let inserted = properties.members().iter();
        let inserted = inserted.map(|member| &member.key);
        let inserted = inserted.filter(|key| is_function(&key.value));
        let open = open.or_else(|| {
            let key = inserted.clone().next()?;
            Some(Unknown {
                what: key.value.to_string(),
                at: key.span.start,
            })
        });
        let known = |member: &str| {
            let node = properties.get(member)?;
            Some((node, self.template.value(node)))
        };
        let types = match known("Type") {
            Some((_, Ok(told))) => match told.text().and_then(Type::of) {
                Some(of_type) => vec![of_type],
                // A tag policy, or another that has a language of its own.
                None => return,
            },
            Some((_, Err(open))) => {
                self.unresolved(name, "Type", &open, told);
                Type::ALL.to_vec()
            }
            None => Type::ALL.to_vec(),
        };
        let is_sure = types.len() == 1;
        let content = known("Content").map(|(_, content)| content);
        let content = match (open, content) {
            (Some(open), _) => Err(open),
            (None, Some(content)) => content.map(Some),
            (None, None) => Ok(None),
        };
        let text = match content {
            Ok(content) => {
                let text = content.as_ref().and_then(document).filter(|_| is_sure);
                let at = properties.get("Content").unwrap_or(properties).span.start;
                text.and_then(|text| self.output.filled(text, at, told))
            }
            Err(open) => {
                self.unresolved(name, "Content", &open, told);
                None
            }
        };
        let own = known("Name").and_then(|(_, own)| Some(own.ok()?.text()?.to_owned()));
        let (nodes, is_all) = self.targets(name, properties.get("TargetIds"), told);
        told.used(ImportedKind::Policy, usize::from(text.is_some()));
        told.used(ImportedKind::Attachment, nodes.len());
        for of_type in types {
            told.fact(Fact::Template {
                name: own.clone().unwrap_or_else(|| name.to_owned()),
                of_type,
                text: text.clone(),
                nodes: nodes.clone(),
                places: Vec::new(),
                is_all: is_all && inserted.clone().next().is_none(),
                is_managed: false,
            });
        }
    }

    /// The nodes that a policy is attached to, and whether these are all.
    fn targets(&self, name: &str, targets: Option<&Node>, told: &mut Told) -> (Vec<String>, bool) {
        let Some(targets) = targets else {
            return (Vec::new(), true);
        };
        let each = match targets.elements() {
            [] => std::slice::from_ref(targets),
            elements => elements,
        };
        let (mut nodes, mut is_all) = (Vec::new(), true);
        for one in each {
            let known = match self.template.value(one) {
                Ok(Known::List(all)) => all,
                Ok(Known::Nothing) => continue,
                Ok(other) => vec![other],
                Err(open) => {
                    self.unresolved(name, "TargetIds", &open, told);
                    is_all = false;
                    continue;
                }
            };
            for id in known {
                match id.text().filter(|id| is_node(id)) {
                    Some(id) => nodes.push(id.to_owned()),
                    None => {
                        let open = Unknown {
                            what: id.text().unwrap_or("TargetIds").to_owned(),
                            at: one.span.start,
                        };
                        self.unresolved(name, "TargetIds", &open, told);
                        is_all = false;
                    }
                }
            }
        }
        (nodes, is_all)
    }

    /// An endpoint gets its id once it is made.
    fn endpoint(&mut self, name: &str, properties: &Node) {
        let service = properties.get("ServiceName");
        // Its last word says the service, whatever the Region is.
        let last = service.and_then(last_word);
        let is_other = last.is_some_and(|last| !matches!(&*last, "signin" | "signin-v2"));
        if !is_other {
            self.endpoints.push(name.to_owned());
        }
    }

    /// Whether a policy of a user or role may say something of AWS Sign-In.
    fn may_bear(&self, properties: &Node) -> bool {
        if properties
            .members()
            .iter()
            .any(|member| is_function(&member.key.value))
        {
            return true;
        }
        let is_open = |node: &Node| match self.template.value(node) {
            Ok(value) => document(&value).is_none_or(|text| may_bear_on_sign_in(&text)),
            Err(_) => true,
        };
        let attached = [
            "ManagedPolicyArns",
            "ManagedPolicies",
            "PermissionsBoundary",
        ];
        let attached = attached.into_iter().chain(["GroupName", "Groups"]);
        let mut attached = attached.filter(|member| properties.get(member).is_some());
        let own = ["PolicyDocument", "InlinePolicy"];
        let mut own = own.into_iter().filter_map(|member| properties.get(member));
        let policies = properties.get("Policies");
        let policies = policies.is_some_and(|policies| {
            let is_list = !policies.elements().is_empty() || policies.members().is_empty();
            let mut all = policies.elements().iter();
            !is_list || all.any(|one| one.get("PolicyDocument").is_none_or(is_open))
        });
        attached.next().is_some() || own.any(is_open) || policies
    }

    fn end(self, told: &mut Told) {
        if !self.stacks.is_empty() {
            told.fact(Fact::Lost(Part::Endpoints));
            told.fact(Fact::Lost(Part::Principals));
            let message = message!(
                "these make what other templates say, which is not read: {names}",
                names = codes(self.stacks.iter().map(String::as_str))
            );
            let help = message!("leave it out, and import the templates of these stacks instead");
            told.say(unresolved(message, help));
        }
        if !self.endpoints.is_empty() {
            told.fact(Fact::Lost(Part::Endpoints));
            let message = message!(
                "endpoints in it have their ids only once they are made: {names}",
                names = codes(self.endpoints.iter().map(String::as_str))
            );
            let help = message!(
                "import the output of {call}, too",
                call = code("aws ec2 describe-vpc-endpoints")
            );
            told.say(unresolved(message, help));
        }
        if !self.identity.is_empty() {
            told.fact(Fact::Lost(Part::Principals));
            let message = message!(
                "policies of users and roles in it are not imported, since it tells no account: {names}",
                names = codes(self.identity.iter().map(String::as_str))
            );
            let help = message!(
                "import the output of {call}, too",
                call = code("aws iam get-account-authorization-details")
            );
            told.say(unresolved(message, help));
        }
        let defaults = self.template.defaults.borrow();
        if !defaults.is_empty() {
            let message = message!(
                "parameters of it are taken to have their defaults: {names}",
                names = codes(defaults.iter().map(String::as_str))
            );
            let help =
                message!("give other values with `--set NAME=VALUE` where the stack has others");
            told.say(Finding::new("import-default", Severity::Info, message).help(help));
        }
        if told.facts.len() == self.before {
            let message = message!("nothing in it bears on a sign-in");
            let help = message!("leave it out; other outputs tell what decisions need");
            told.say(Finding::new("import-unused", Severity::Info, message).help(help));
        }
    }
}

fn unresolved(message: Message, help: Message) -> Finding {
    Finding::new("import-unresolved", Severity::Warning, message).help(help)
}

/// Policies of which nothing is told but that the template may make them.
fn any_policy(name: &str, told: &mut Told) {
    for of_type in Type::ALL {
        told.fact(Fact::unknown_policy(name, of_type, false));
    }
}

/// The policy that a value is, or holds as a text.
fn document(value: &Known) -> Option<String> {
    let text = match value {
        Known::Map(_) => value.json(),
        Known::Text(text) => text.clone(),
        _ => return None,
    };
    (!json::parse(&text).root.members().is_empty()).then_some(text)
}

/// The last word of the name of a service, which may be made with its Region: also in `Fn::Sub` and
/// `Fn::Join`.
fn last_word(node: &Node) -> Option<String> {
    let text = match node.members() {
        [] => node.as_str()?,
        [only] => {
            let argument = &only.value;
            let last = match (&*only.key.value, argument.elements()) {
                ("Fn::Sub", []) => argument,
                ("Fn::Sub", [text, _]) => text,
                ("Fn::Join", [_, all]) => all.elements().last()?,
                _ => return None,
            };
            last.as_str()?
        }
        _ => return None,
    };
    let last = text.rsplit('.').next().unwrap_or_default();
    (!last.contains(['$', '{', '}'])).then(|| last.to_owned())
}

/// Whether there is a resource of a type below a node.
fn has_type(node: &Node, of_type: &str) -> bool {
    node.get("Type").and_then(Node::as_str) == Some(of_type)
        || node
            .members()
            .iter()
            .any(|member| has_type(&member.value, of_type))
        || node.elements().iter().any(|one| has_type(one, of_type))
}
