//! Every text of a case that may hold a secret, with what it is.

use vestibule_iam::document::Document;
use vestibule_iam::json::{Node, Value, json_string};
use vestibule_iam::sort;
use vestibule_iam::span::Span;
use vestibule_wire::{
    CaseFile, ContextValue, DocumentText, Expect, Guarantee, GuaranteedNetworks,
    GuaranteedPrincipals, Network, Ordered, PhaseExpect, Request, StatementName,
};

use super::vocabulary;
use crate::documents;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The name of a policy.
    Policy,
    /// The name of a sign-in.
    Request,
    /// The name of a statement.
    Sid,
    /// A policy or statement as expectations tell it: `perimeter[0]`.
    DecidedBy,
    /// A context key.
    Key,
    /// A number without quotes.
    Number,
    /// A Region that a sign-in asks for.
    Region,
    /// An action.
    Action,
    /// Text that AWS defines, a date, a number, yes or no.
    Value,
    /// The name of a member that policies do not have.
    Member,
    /// Anything else: an id, an ARN, an address, a value.
    Text,
}

/// Gives what shall stand in the place of a text, `None` to leave it.
pub(super) type Rename<'r> = &'r mut dyn FnMut(Role, &str) -> Option<String>;

/// Shows every text of `case` to `rename`, names of policies first.
pub(super) fn case(case: &mut CaseFile, rename: Rename<'_>) {
    let mut put = |role, text: &mut String| {
        if let Some(new) = rename(role, text) {
            *text = new;
        }
    };
    let policies = &mut case.policies;
    let of_nodes = policies
        .resource_control
        .iter_mut()
        .chain(&mut policies.service_control);
    for entry in of_nodes {
        entry
            .name
            .iter_mut()
            .for_each(|name| put(Role::Policy, name));
        entry
            .attached_to
            .iter_mut()
            .for_each(|to| put(Role::Text, to));
    }
    let of_principals = policies
        .identity
        .iter_mut()
        .flatten()
        .chain(&mut policies.permissions_boundary)
        .chain(&mut policies.session);
    for entry in of_principals {
        entry
            .name
            .iter_mut()
            .for_each(|name| put(Role::Policy, name));
        entry
            .principal
            .iter_mut()
            .for_each(|arn| put(Role::Text, arn));
    }
    for entry in &mut policies.vpc_endpoint {
        entry
            .name
            .iter_mut()
            .for_each(|name| put(Role::Policy, name));
        entry.endpoint.iter_mut().for_each(|id| put(Role::Text, id));
    }
    if let Some(account) = &mut case.account {
        account.id.iter_mut().for_each(|id| put(Role::Text, id));
        if let Some(organization) = &mut account.organization {
            organization
                .id
                .iter_mut()
                .for_each(|id| put(Role::Text, id));
            let nodes = organization.path.iter_mut().flatten();
            nodes.for_each(|node| put(Role::Text, node));
        }
    }
    for network in &mut case.networks {
        put(Role::Text, &mut network.name);
        let ids = [&mut network.vpc, &mut network.endpoint];
        let ranges = network.source_ip.iter_mut().flatten();
        let texts = ids.into_iter().flatten().chain(ranges);
        texts.for_each(|text| put(Role::Text, text));
        let regions = network.regions.iter_mut().flatten();
        regions.for_each(|region| put(Role::Region, region));
    }
    for guarantee in &mut case.guarantees {
        of_guarantee(guarantee, &mut put);
    }
    if let Some(perimeter) = &mut case.perimeter {
        let said = [&mut perimeter.owner, &mut perimeter.reason];
        let texts = perimeter
            .exempt
            .iter_mut()
            .chain(said.into_iter().flatten());
        texts.for_each(|text| put(Role::Text, text));
    }
    for known in &mut case.principals {
        put(Role::Text, &mut known.principal);
        let said = [&mut known.owner, &mut known.reason];
        said.into_iter()
            .flatten()
            .for_each(|text| put(Role::Text, text));
    }
    for known in &mut case.vpc_endpoints {
        put(Role::Text, &mut known.vpc);
        let endpoint = &mut known.endpoint;
        endpoint.iter_mut().for_each(|id| put(Role::Text, id));
    }
    for client in &mut case.oauth_clients {
        put(Role::Text, &mut client.client_id);
        let names = client.token_from.iter_mut();
        names.for_each(|name| put(Role::Text, name));
    }
    for suppression in &mut case.suppressions {
        put(Role::Text, &mut suppression.reason);
        if let Some(policy) = &mut suppression.policy {
            put(Role::Policy, policy);
        }
        if let Some(StatementName::Sid(sid)) = &mut suppression.statement {
            put(Role::Sid, sid);
        }
    }
    for person in &mut case.grid.people {
        let name = &mut person.name;
        name.iter_mut().for_each(|name| put(Role::Request, name));
        put(Role::Text, &mut person.principal);
        of_context(&mut person.context, &mut put);
    }
    for network in &mut case.grid.networks {
        let name = &mut network.name;
        name.iter_mut().for_each(|name| put(Role::Request, name));
        let ids = [&mut network.vpc, &mut network.endpoint];
        let ranges = network.source_ip.iter_mut().flatten();
        let texts = ids.into_iter().flatten().chain(ranges);
        texts.for_each(|text| put(Role::Text, text));
        let regions = network.regions.iter_mut().flatten();
        regions.for_each(|region| put(Role::Region, region));
    }
    for request in &mut case.requests {
        of_request(request, &mut put);
    }
    for document in documents::of_file(case) {
        *document = match document.text() {
            Some(text) => DocumentText::new(of_text(text, rename)),
            None => {
                let path = document.path().unwrap_or_default();
                let new = rename(Role::Text, path);
                DocumentText::from_path(new.unwrap_or_else(|| path.to_owned()))
            }
        };
    }
}

/// The names of networks are those of `networks`; what people wrote of the guarantee is
/// theirs.
fn of_guarantee(guarantee: &mut Guarantee, put: &mut dyn FnMut(Role, &mut String)) {
    put(Role::Text, &mut guarantee.name);
    let patterns = match &mut guarantee.principals {
        GuaranteedPrincipals::Any(_) => &mut Vec::new(),
        GuaranteedPrincipals::In(patterns) => patterns,
        GuaranteedPrincipals::NotIn(but) => &mut but.not_in,
    };
    patterns.iter_mut().for_each(|arn| put(Role::Text, arn));
    let names = match &mut guarantee.from {
        GuaranteedNetworks::Word(_) => &mut Vec::new(),
        GuaranteedNetworks::In(names) => names,
        GuaranteedNetworks::NotIn(but) => &mut but.not_in,
    };
    names.iter_mut().for_each(|name| put(Role::Text, name));
    let regions = guarantee.regions.iter_mut().flatten();
    regions.for_each(|region| put(Role::Region, region));
    let accounts = guarantee.accounts.iter_mut().flatten();
    accounts.for_each(|id| put(Role::Text, id));
    let said = [&mut guarantee.owner, &mut guarantee.reason];
    let said = said.into_iter().flatten();
    said.for_each(|text| put(Role::Text, text));
}

fn of_request(request: &mut Request, put: &mut dyn FnMut(Role, &mut String)) {
    request
        .name
        .iter_mut()
        .for_each(|name| put(Role::Request, name));
    put(Role::Text, &mut request.principal);
    let mut of_network = |network: &mut Network| {
        let members = [
            &mut network.vpc,
            &mut network.endpoint,
            &mut network.source_ip,
        ];
        members
            .into_iter()
            .flatten()
            .for_each(|text| put(Role::Text, text));
    };
    request.network.iter_mut().for_each(&mut of_network);
    for (_, phase) in &mut request.phases.0 {
        phase.network.iter_mut().for_each(&mut of_network);
    }
    of_context(&mut request.context, put);
    request
        .region
        .iter_mut()
        .for_each(|region| put(Role::Region, region));
    request
        .resource
        .iter_mut()
        .for_each(|arn| put(Role::Text, arn));
    request
        .expect
        .iter_mut()
        .for_each(|expect| of_expect(expect, put));
}

fn of_context(context: &mut Ordered<ContextValue>, put: &mut dyn FnMut(Role, &mut String)) {
    for (key, value) in &mut context.0 {
        let plain = vocabulary::is_plain_key(key);
        put(Role::Key, key);
        match value {
            ContextValue::One(value) if !plain => put(Role::Text, value),
            ContextValue::One(value) => put(Role::Value, value),
            ContextValue::Many(values) => {
                let role = if plain { Role::Value } else { Role::Text };
                values.iter_mut().for_each(|value| put(role, value));
            }
            ContextValue::Unknown => {}
        }
    }
}

fn of_expect(expect: &mut Expect, put: &mut dyn FnMut(Role, &mut String)) {
    for (_, phase) in &mut expect.phases.0 {
        let PhaseExpect::Details(details) = phase else {
            continue;
        };
        let deciders = details.decided_by.iter_mut().flatten();
        deciders.for_each(|text| put(Role::DecidedBy, text));
        let lists = [
            &mut details.depends_on,
            &mut details.absent_keys,
            &mut details.assumed_absent,
        ];
        let keys = lists.into_iter().flatten().flatten();
        keys.for_each(|key| put(Role::Key, key));
    }
}

/// The documents that are not sound, by their place.
pub(super) fn unsound(case: &CaseFile) -> Vec<String> {
    let compiled = vestibule_wire::Compiled::new(
        &case.policies,
        None,
        &case.assumptions,
        &vestibule_wire::NoFiles,
    );
    let documents = compiled.documents().iter();
    documents
        .filter(|document| document.file.is_none() && !document.is_sound())
        .map(|document| document.path.clone())
        .collect()
}

/// The text of a document, with its texts renamed where they stand.
fn of_text(text: &str, rename: Rename<'_>) -> String {
    let document = Document::parse(text);
    let mut visitor = Visitor {
        text,
        rename,
        edits: Vec::new(),
        covered: Vec::new(),
    };
    visitor.node(&document.root, Within::Policy);
    if !document.problems.is_empty() {
        visitor.between();
    }
    let mut edits = visitor.edits;
    sort::by_key(&mut edits, |(span, _)| span.start);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (span, new) in edits {
        if span.start >= from {
            out.push_str(Span::new(from, span.start).of(text).unwrap_or_default());
            out.push_str(&new);
            from = span.end;
        }
    }
    out.push_str(text.get(from as usize..).unwrap_or_default());
    out
}

/// Where in a document a value stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    /// Anywhere.
    Policy,
    /// `Sid`.
    Sid,
    /// The operators of a `Condition`.
    Operators,
    /// The keys of one operator; whether its values stay.
    Keys(bool),
    /// Text that AWS defines.
    Plain,
    /// Actions.
    Actions,
}

/// Where the value of the member `name` of a policy is.
fn inside(name: &str) -> Within {
    if name.eq_ignore_ascii_case("Condition") {
        Within::Operators
    } else if name.eq_ignore_ascii_case("Sid") {
        Within::Sid
    } else if vocabulary::is_action_member(name) {
        Within::Actions
    } else if vocabulary::is_plain_member(name) {
        Within::Plain
    } else {
        Within::Policy
    }
}

struct Visitor<'t, 'r> {
    text: &'t str,
    rename: Rename<'r>,
    edits: Vec<(Span, String)>,
    /// Where values and member names stand.
    covered: Vec<Span>,
}

impl Visitor<'_, '_> {
    fn node(&mut self, node: &Node, within: Within) {
        match &node.value {
            Value::Array(elements) => elements.iter().for_each(|node| self.node(node, within)),
            Value::Object(members) => {
                for member in members {
                    let name = &*member.key.value;
                    self.covered.push(member.key.span);
                    let inner = match within {
                        Within::Operators => Within::Keys(vocabulary::is_plain_operator(name)),
                        Within::Keys(plain) => {
                            self.put(Role::Key, name, member.key.span);
                            if plain || vocabulary::is_plain_key(name) {
                                Within::Plain
                            } else {
                                Within::Policy
                            }
                        }
                        Within::Policy | Within::Sid | Within::Plain | Within::Actions => {
                            inside(name)
                        }
                    };
                    if within == Within::Policy && !vocabulary::is_member(name) {
                        self.put(Role::Member, name, member.key.span);
                    }
                    self.node(&member.value, inner);
                }
            }
            Value::String(text) => {
                self.covered.push(node.span);
                match within {
                    Within::Plain => self.put(Role::Value, text, node.span),
                    Within::Actions => self.put(Role::Action, text, node.span),
                    Within::Sid => self.put(Role::Sid, text, node.span),
                    Within::Policy | Within::Operators | Within::Keys(_) => {
                        self.string(text, node.span);
                    }
                }
            }
            // The id of an account without its quotes.
            Value::Number(text) => {
                self.covered.push(node.span);
                let id = text.len() >= 8 && text.bytes().all(|byte| byte.is_ascii_digit());
                let role = if id && within != Within::Plain {
                    Role::Number
                } else {
                    Role::Value
                };
                if let Some(new) = (self.rename)(role, text) {
                    self.edits.push((node.span, new));
                }
            }
            Value::Null | Value::Bool(_) => self.covered.push(node.span),
            Value::Missing => {}
        }
    }

    /// A string, which may be a policy itself, URL-encoded perhaps.
    fn string(&mut self, text: &str, span: Span) {
        let policy = match text.get(..3) {
            Some("%7B" | "%7b") => percent_encoding::percent_decode_str(text)
                .decode_utf8()
                .ok(),
            _ if text.trim_start().starts_with('{') => Some(text.into()),
            _ => None,
        };
        match policy {
            Some(policy) => {
                let new = of_text(&policy, self.rename);
                if new != policy {
                    self.edit(span, &new);
                }
            }
            None => self.put(Role::Text, text, span),
        }
    }

    fn put(&mut self, role: Role, text: &str, span: Span) {
        if let Some(new) = (self.rename)(role, text) {
            self.edit(span, &new);
        }
    }

    fn edit(&mut self, span: Span, new: &str) {
        self.edits.push((span, json_string(new)));
    }

    /// What stands between the values, in a text with something wrong: comments,
    /// junk, strings without an end.
    fn between(&mut self) {
        sort::by_key(&mut self.covered, |span| span.start);
        let covered = std::mem::take(&mut self.covered);
        let end = Span::empty(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        let mut from = 0;
        for span in covered.into_iter().chain([end]) {
            let gap = Span::new(from.min(span.start), span.start);
            let junk = gap.of(self.text).unwrap_or_default();
            if junk.contains(char::is_alphanumeric)
                && let Some(new) = (self.rename)(Role::Text, junk)
            {
                self.edits.push((gap, new));
            }
            from = from.max(span.end);
        }
    }
}
