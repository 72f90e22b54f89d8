//! From the JSON tree to the typed policy. Reading never fails: what cannot be
//! read with certainty is left out, and its place becomes a defect.

mod condition;
mod doubled;
mod element;
mod misplaced;
mod pattern;
pub(super) mod principal;
pub(super) mod statement;

use element::{Elements, Place};

use super::check::{characters, rcp, refused_character, size_problem};
use super::model::Policy;
use super::reader::{ReadOptions, Reader};
use crate::language::Version;
use vestibule_syntax::limits::STATEMENTS;

use crate::document::Document;
use crate::json::{self, Member, Node, Value, json_string};
use crate::message;
use crate::problem::{Arg, Code, Collector, Message, Problem, Severity, code, nearest, quoted};
use crate::span::{Span, Text};

/// What an element takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::policy) enum Expected {
    String,
    Strings,
    Scalar,
    Object,
    ConditionKeys,
    Statements,
    Principals,
}

impl Expected {
    fn phrase(self) -> Message {
        match self {
            Self::String => message!("a string"),
            Self::Strings => message!("a string or a list of strings"),
            Self::Scalar => message!("a string, number or boolean"),
            Self::Object => message!("an object"),
            Self::ConditionKeys => message!("an object of condition keys"),
            Self::Statements => message!("a list of statements"),
            Self::Principals => message!(
                "{everyone} or an object such as {named}",
                everyone = code("\"*\""),
                named = code("{\"AWS\": \"*\"}")
            ),
        }
    }

    const fn takes_string(self) -> bool {
        match self {
            Self::String | Self::Strings | Self::Scalar => true,
            Self::Object | Self::ConditionKeys | Self::Statements | Self::Principals => false,
        }
    }
}

impl Policy {
    /// Reads the policy that stands at `root`. The problems are those of the
    /// policy; those of the JSON around it are the document's.
    pub fn read(root: &Node, options: ReadOptions<'_>) -> (Self, Vec<Problem>) {
        let mut reader = Reader {
            options,
            problems: Collector::default(),
            version: Some(Version::default()),
            case_folded: false,
            is_full_access: false,
        };
        let mut policy = reader.policy(root);
        characters::check(root, &mut reader.problems);
        policy.case_folded = reader.case_folded;
        let mut problems = reader.problems.finish();
        doubled::forget(root, &mut problems);
        (policy, problems)
    }

    /// Reads the policy that a document consists of. The problems are those of
    /// the document, of its size and of the policy. A document that had to be
    /// guessed at is a defect of the policy.
    pub fn from_document(document: &Document, options: ReadOptions<'_>) -> (Self, Vec<Problem>) {
        let (mut policy, found) = Self::read(&document.root, options);
        if document
            .problems
            .iter()
            .any(|problem| problem.code.leaves_policy_open())
        {
            policy.defects.push(document.root.span);
        }
        let mut problems = document.problems.clone();
        problems.extend(size_problem(options.kind, &document.text));
        problems.extend(refused_character(options.kind, &document.text));
        // A string that is still being typed need not mean anything yet.
        let unfinished: Vec<Span> = document
            .problems
            .iter()
            .filter(|problem| problem.code == Code::Json(json::Code::UnterminatedString))
            .map(|problem| problem.span)
            .collect();
        problems.extend(
            found
                .into_iter()
                .filter(|problem| !unfinished.contains(&problem.span)),
        );
        for problem in &mut problems {
            match problem.code {
                Code::MissingVersion => lay_out(problem, document),
                Code::MisplacedCondition => keep_brace(problem, document),
                _ => {}
            }
        }
        Problem::sort(&mut problems);
        (policy, problems)
    }
}

pub(super) const POLICY_ELEMENTS: [&str; 3] = ["Version", "Id", "Statement"];
pub(super) const VERSIONS: [&str; 2] = ["2012-10-17", "2008-10-17"];

/// Gives a member that is missing at the start of a document a line of its own, as the first
/// one has it.
fn lay_out(problem: &mut Problem, document: &Document) {
    let first = document.root.members().first();
    let between = first.map(|first| Span::new(problem.span.end, first.key.span.start));
    let space = between.and_then(|between| between.of(&document.text));
    let is_space = |space: &&str| space.bytes().all(|byte| byte.is_ascii_whitespace());
    if let (Some(space), Some(text)) = (space.filter(is_space), &problem.replacement) {
        problem.replacement = Some(format!("{space}{}", text.trim_end()));
    }
}

/// Where the brace that closes `Condition` moves behind what belongs in it, it keeps the line
/// that it has to itself.
fn keep_brace(problem: &mut Problem, document: &Document) {
    let [(brace, nothing), (_, text)] = problem.edits.as_mut_slice() else {
        return;
    };
    let moved = brace.of(&document.text).filter(|_| nothing.is_empty());
    let space = moved.and_then(|moved| moved.strip_suffix('}'));
    let is_space = |space: &&str| space.bytes().all(|byte| byte.is_ascii_whitespace());
    if let Some(space) = space.filter(is_space)
        && *text == " }"
    {
        *text = format!("{space}}}");
    }
}

/// Whether a string holds what is a policy variable in one version of the language and plain
/// text in the other.
fn may_have_variable(node: &Node) -> bool {
    let is_one = |text: &str| text.contains("${");
    let members = node.members().iter();
    node.as_str().is_some_and(is_one)
        || node.elements().iter().any(may_have_variable)
        || members
            .into_iter()
            .any(|member| is_one(&member.key.value) || may_have_variable(&member.value))
}

impl Reader<'_> {
    fn policy(&mut self, root: &Node) -> Policy {
        let mut policy = Policy::default();
        let Value::Object(members) = &root.value else {
            self.wrong_type(root, message!("a policy").into(), Expected::Object);
            policy.defects.push(root.span);
            return policy;
        };
        let elements = self.elements(
            members,
            &POLICY_ELEMENTS,
            Place::Policy,
            &mut policy.defects,
        );
        self.read_version(&elements, root);
        policy.version = self.version.unwrap_or_default();
        if let Some(id) = elements.get("Id")
            && id.value.as_str().is_none()
        {
            self.wrong_type(&id.value, code("Id"), Expected::String);
        }
        if elements.get("Statement").is_none() && !elements.is_doubtful("Statement") {
            self.missing(
                root,
                Code::MissingStatement,
                message!("the policy has no `Statement`"),
                message!("add a list of statements"),
            );
            policy.defects.push(root.span);
        }
        // Where there are two, the statements of both are read: either may be the one that counts.
        for statements in elements.all("Statement") {
            match &statements.value.value {
                Value::Array(list) => {
                    self.is_full_access = rcp::is_full_access(list);
                    self.statements(&statements.value, &mut policy);
                }
                Value::Object(_) => {
                    self.is_full_access =
                        rcp::is_full_access(std::slice::from_ref(&statements.value));
                    let statement = self.statement(&statements.value);
                    policy.statements.push(statement);
                }
                _ => {
                    self.wrong_type(&statements.value, code("Statement"), Expected::Statements);
                    policy.defects.push(statements.value.span);
                }
            }
        }
        self.check_sids(&policy.statements);
        policy
    }

    fn statements(&mut self, list: &Node, policy: &mut Policy) {
        let nodes = list.elements();
        if nodes.is_empty() {
            self.empty_array(list, "Statement");
        }
        if nodes.len() > STATEMENTS {
            let span = list.span;
            policy.defects.push(span);
            self.report(Code::PolicyTooLarge, span, || {
                let message = message!(
                    "the policy has {statements} statements and the first {read} are read",
                    statements = nodes.len(),
                    read = STATEMENTS
                );
                Problem::new(Code::PolicyTooLarge, span, message).help(message!(
                    "split the policy; no policy that AWS stores has as many statements"
                ))
            });
        }
        let read = nodes
            .iter()
            .take(STATEMENTS)
            .map(|node| self.statement(node));
        policy.statements.extend(read);
    }

    fn read_version(&mut self, elements: &Elements<'_>, root: &Node) {
        let Some(member) = elements.get("Version") else {
            if elements.is_doubtful("Version") {
                self.version = None;
            } else {
                let place = Span::empty(root.opening().end);
                let comma = if root.members().is_empty() { "" } else { ", " };
                let required = self.options.kind.version_is_required();
                self.report(Code::MissingVersion, place, || {
                    let problem = Problem::new(Code::MissingVersion, place, message!("the policy has no `Version`"))
                        .replacement(format!("\"Version\": \"2012-10-17\"{comma}"))
                        .safe_if(!may_have_variable(root));
                    match required {
                        Some(why) => problem.severity(Severity::Warning).help(why),
                        None => problem.help(message!("AWS then takes it to be `2008-10-17`, where policy variables are plain text; write `2012-10-17`")),
                    }
                });
            }
            return;
        };
        let Some(text) = member.value.as_str() else {
            self.wrong_type(&member.value, code("Version"), Expected::String);
            self.version = None;
            return;
        };
        self.version = match text {
            "2012-10-17" => Some(Version::V2012),
            "2008-10-17" => {
                self.old_version(member.value.span, root);
                Some(Version::V2008)
            }
            _ => {
                let span = member.value.span;
                self.report(Code::UnknownVersion, span, || {
                    let near = nearest(text, VERSIONS).unwrap_or(VERSIONS[0]);
                    let message = message!("the policy language has no version {version}", version = quoted(text));
                    Problem::new(Code::UnknownVersion, span, message)
                        .help(message!("write `2012-10-17`, the current version of the language; it is not a date to choose"))
                        .replacement(json_string(near))
                        .safe_if(!may_have_variable(root))
                });
                None
            }
        };
    }

    /// Complains of the version of 2008 in a kind of policy that is to have the current one.
    fn old_version(&mut self, span: Span, root: &Node) {
        let Some(why) = self.options.kind.version_is_required() else {
            return;
        };
        self.report(Code::OldVersion, span, || {
            let message = message!(
                "the policy has the version `2008-10-17`, and the current one is `2012-10-17`"
            );
            Problem::new(Code::OldVersion, span, message)
                .help(why)
                .replacement(json_string(VERSIONS[0]))
                .safe_if(!may_have_variable(root))
        });
    }

    /// Complains that `what` must be `expected`. A value that is not there has
    /// been complained about.
    pub(super) fn wrong_type(&mut self, node: &Node, what: Arg, expected: Expected) {
        if node.is_missing() {
            if node.span.is_empty() {
                return;
            }
            // Too deep: said by the JSON reader.
            return;
        }
        self.report(Code::WrongType, node.span, || {
            let message = message!(
                "{what} must be {expected} and is {found}",
                what = what,
                expected = expected.phrase(),
                found = node.kind()
            );
            let problem = Problem::new(Code::WrongType, node.span, message);
            match &node.value {
                Value::Number(text) if expected.takes_string() => problem
                    .help(message!("put it in quotes"))
                    .replacement(json_string(text))
                    .safe(),
                Value::Bool(value) if expected.takes_string() => problem
                    .help(message!("put it in quotes"))
                    .replacement(json_string(&value.to_string()))
                    .safe(),
                _ => problem.help(message!(
                    "write {expected} here",
                    expected = expected.phrase()
                )),
            }
        });
    }

    pub(super) fn empty_array(&mut self, node: &Node, what: &str) {
        let needed = [
            "Statement",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
        ];
        let refused = self.options.kind.is_of_iam() && needed.contains(&what);
        self.report(Code::EmptyArray, node.span, || {
            let message = message!("{list} is an empty list", list = quoted(what));
            let problem = Problem::new(Code::EmptyArray, node.span, message);
            if refused {
                problem.severity(Severity::Error).help(message!(
                    "IAM refuses the policy; add what the list should hold, or remove the statement"
                ))
            } else if what.contains(':') {
                // A condition key: what is removed no longer restricts.
                problem.help(message!(
                    "add what it should hold; without this test the statement may apply to more requests"
                ))
            } else {
                problem.help(message!("add what it should hold"))
            }
        });
    }

    /// Complains that something is missing from an object, at its brace.
    pub(super) fn missing(&mut self, object: &Node, code: Code, message: Message, help: Message) {
        let place = object.opening();
        self.report(code, place, || {
            Problem::new(code, place, message).help(help)
        });
    }

    /// The strings of an element that takes one or a list of them. `None` when
    /// they cannot be read with certainty.
    pub(super) fn strings(&mut self, member: &Member) -> Option<Vec<Text>> {
        let node = &member.value;
        let what = || quoted(&member.key.value);
        if node.is_missing() {
            return None;
        }
        if !matches!(node.value, Value::Array(_)) && node.as_str().is_none() {
            self.wrong_type(node, what(), Expected::Strings);
            return None;
        }
        let items = node.one_or_many();
        if items.is_empty() {
            self.empty_array(node, &member.key.value);
        }
        let mut texts = Vec::with_capacity(items.len());
        let mut certain = true;
        for item in items {
            match item.as_text() {
                Some(text) => texts.push(text),
                None => {
                    let entry = message!("each entry of {list}", list = what());
                    self.wrong_type(item, entry.into(), Expected::String);
                    certain = false;
                }
            }
        }
        certain.then_some(texts)
    }
}
