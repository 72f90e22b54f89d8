//! Permission statements and the policy that they make, both ways.

use serde::Deserialize;
use serde::de::IgnoredAny;
use vestibule_iam::document::Document;
use vestibule_iam::message;
use vestibule_iam::policy::{Policy, PolicyKind};
use vestibule_signin::Principal;
use vestibule_signin::control_plane::{
    self, Expressed, Parameter, express, express_summary, policy,
};

use crate::contract::case_file::CaseFile;
use crate::contract::document::DocumentText;
use crate::contract::finding::{Finding, Severity};
use crate::contract::ordered::Ordered;
use crate::contract::permission_statement::{PermissionStatement, Statements};
use crate::input::aws_output;
use crate::input::origin;
use crate::input::permission_statements::{self as input, MEMBER, commands, policy_text};
use crate::input::place::Place;
use crate::input::read;
use crate::input::report::Report;
use crate::input::validate;

/// How statements and policies are read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The account of the policy; unless told, that of the principals that it excludes.
    pub account: Option<String>,
    /// Points that AWS leaves open, by id: false takes the other reading.
    pub assumptions: Ordered<bool>,
}

/// What a text told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToldBy {
    /// Permission statements: commands, parameters or a case file with them.
    Statements,
    /// A list of the statements that there are.
    List,
    /// A resource-based policy.
    Policy,
}

/// Permission statements and the policy that they make, of a text with either: commands of the AWS
/// CLI, parameters as JSON, a case file, what `list-resource-permission-statements` or
/// `get-resource-policy` prints, or a policy.
///
/// # Errors
/// Everything that is wrong, where nothing can be made of the text.
pub fn statements(text: &str, reading: &Reading) -> Result<(Statements, ToldBy), Vec<Finding>> {
    if let Some(commands) = commands::read(text) {
        let told: Vec<PermissionStatement> =
            commands.statements.into_iter().map(Into::into).collect();
        let mut made = policy_of(&told, reading, None, &Place::Root)?;
        made.findings.splice(0..0, commands.findings);
        return Ok((made, ToldBy::Statements));
    }
    let document = Document::parse(text);
    let root = &document.root;
    if root.get("vestibule").is_some() {
        return of_case_file(&document, reading);
    }
    if let Some(list) = root.get(MEMBER) {
        if is_listed(list) {
            return of_list(&document, reading).map(|made| (made, ToldBy::List));
        }
        let told = typed::<Written>(&document)?.permission_statements;
        let place = Place::Root.member(MEMBER);
        let made = policy_of(&told, reading, Some(&document), &place)?;
        return Ok((made, ToldBy::Statements));
    }
    if is_statement(root) {
        let told = [typed::<PermissionStatement>(&document)?];
        let made = policy_of(&told, reading, Some(&document), &Place::Root)?;
        return Ok((made, ToldBy::Statements));
    }
    if !root.elements().is_empty() && root.elements().iter().all(is_statement) {
        let told = typed::<Vec<PermissionStatement>>(&document)?;
        let made = policy_of(&told, reading, Some(&document), &Place::Root)?;
        return Ok((made, ToldBy::Statements));
    }
    of_policy(&document, reading).map(|made| (made, ToldBy::Policy))
}

/// What a text says of permission statements, whether AWS takes them or not.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldStatements {
    /// The statements, as they are told.
    pub statements: Vec<PermissionStatement>,
    /// What is wrong with them, and worth knowing; the path names the statement and the parameter.
    pub findings: Vec<Finding>,
}

/// The permission statements that a text tells: commands of the AWS CLI, parameters as JSON, or
/// what `list-resource-permission-statements` prints. `None` for any other text, a case file and a
/// policy among them.
pub fn told_statements(text: &str, reading: &Reading) -> Option<ToldStatements> {
    if let Some(commands) = commands::read(text) {
        let told: Vec<PermissionStatement> =
            commands.statements.into_iter().map(Into::into).collect();
        let mut findings = commands.findings;
        match policy_of(&told, reading, None, &Place::Root) {
            Ok(made) => findings.extend(made.findings),
            Err(more) => findings.extend(more),
        }
        return Some(ToldStatements {
            statements: told,
            findings,
        });
    }
    let document = Document::parse(text);
    let root = &document.root;
    if root.get("vestibule").is_some() {
        return None;
    }
    let told = |told: Vec<PermissionStatement>, made: Result<Statements, Vec<Finding>>| {
        let findings = made.map_or_else(|findings| findings, |made| made.findings);
        Some(ToldStatements {
            statements: told,
            findings,
        })
    };
    let place = Place::Root.member(MEMBER);
    if let Some(list) = root.get(MEMBER) {
        if is_listed(list) {
            let made = of_list(&document, reading);
            return Some(match made {
                Ok(mut made) => ToldStatements {
                    statements: made.permission_statements,
                    findings: {
                        made.findings.append(&mut made.not_expressible);
                        made.findings
                    },
                },
                Err(findings) => ToldStatements {
                    statements: Vec::new(),
                    findings,
                },
            });
        }
        return match typed::<Written>(&document) {
            Ok(Written {
                permission_statements: list,
                ..
            }) => {
                let made = policy_of(&list, reading, Some(&document), &place);
                told(list, made)
            }
            Err(findings) => told(Vec::new(), Err(findings)),
        };
    }
    // What has other members, too, is something else.
    let list = if is_statement(root) {
        vec![typed::<PermissionStatement>(&document).ok()?]
    } else if !root.elements().is_empty() && root.elements().iter().all(is_statement) {
        typed::<Vec<PermissionStatement>>(&document).ok()?
    } else {
        return None;
    };
    let made = policy_of(&list, reading, Some(&document), &Place::Root);
    told(list, made)
}

/// Whether a list is one that AWS printed: it has ids or condition blocks.
fn is_listed(list: &vestibule_iam::json::Node) -> bool {
    let has = |name| list.elements().iter().any(|one| one.get(name).is_some());
    has("sid") || has("condition")
}

/// Whether a value is the parameters of a permission statement.
fn is_statement(node: &vestibule_iam::json::Node) -> bool {
    let mut members = node.members().iter();
    members.any(|member| Parameter::from_name(&member.key.value).is_some())
}

/// As [`statements`], of a text with permission statements or a list of them.
///
/// # Errors
/// As [`statements`], and where the text is a policy.
pub fn statements_to_policy(text: &str, reading: &Reading) -> Result<Statements, Vec<Finding>> {
    let (made, by) = statements(text, reading)?;
    if by != ToldBy::Policy {
        return Ok(made);
    }
    let message = message!("this is a policy and not permission statements");
    let finding = Finding::new("no-statements", Severity::Error, message);
    let help = message!("hand in permission statements, or ask for the statements of the policy");
    Err(vec![finding.help(help)])
}

/// As [`statements`], of a text with a policy.
///
/// # Errors
/// As [`statements`], and where the text has permission statements.
pub fn policy_to_statements(text: &str, reading: &Reading) -> Result<Statements, Vec<Finding>> {
    let (made, by) = statements(text, reading)?;
    if by == ToldBy::Policy {
        return Ok(made);
    }
    let message = message!("these are permission statements and not a policy");
    let finding = Finding::new("no-policy", Severity::Error, message);
    let help = message!("hand in a policy, or ask for the policy of the statements");
    Err(vec![finding.help(help)])
}

/// The policy of permission statements.
///
/// # Errors
/// Everything that is wrong with them, where AWS would refuse one.
pub fn statements_of(
    told: &[PermissionStatement],
    reading: &Reading,
) -> Result<Statements, Vec<Finding>> {
    policy_of(told, reading, None, &Place::Root)
}

/// Statements as they are written, and what an answer has besides, which follows from them: an
/// answer can be handed in again.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[allow(dead_code)] // members that are read over
struct Written {
    permission_statements: Vec<PermissionStatement>,
    policy: Option<IgnoredAny>,
    calls: Option<IgnoredAny>,
    assumptions: Option<IgnoredAny>,
    findings: Option<IgnoredAny>,
    not_expressible: Option<IgnoredAny>,
}

/// A value of the contract, unless the text is none.
fn typed<'de, T: Deserialize<'de>>(document: &Document) -> Result<T, Vec<Finding>> {
    let (value, findings) = read::read::<T>(document);
    let of_json = document.problems.iter();
    let of_json = of_json.map(|problem| Finding::from_problem(problem, &document.lines));
    let findings: Vec<Finding> = of_json.chain(findings).collect();
    match value {
        Some(value) if !findings.iter().any(Finding::is_error) => Ok(value),
        _ => Err(findings),
    }
}

fn of_case_file(
    document: &Document,
    reading: &Reading,
) -> Result<(Statements, ToldBy), Vec<Finding>> {
    let mut file = typed::<CaseFile>(document)?;
    origin::find(&mut file, document);
    let of_file = file.account.as_ref().and_then(|account| account.id.clone());
    let reading = Reading {
        account: reading.account.clone().or(of_file),
        assumptions: match reading.assumptions.is_empty() {
            true => file.assumptions.clone(),
            false => reading.assumptions.clone(),
        },
    };
    let told = &file.policies.permission_statements;
    if !told.is_empty() {
        let policies = Place::Root.member("policies");
        let place = policies.member(MEMBER);
        let made = policy_of(told, &reading, Some(document), &place)?;
        return Ok((made, ToldBy::Statements));
    }
    let told = file.policies.resource_based.as_ref();
    let Some((told, text)) = told.and_then(|told| Some((told, told.text()?))) else {
        return Err(vec![nothing(document)]);
    };
    let made = of_policy(&Document::parse(text), &reading);
    let Some(origin) = told.origin() else {
        return made.map(|made| (made, ToldBy::Policy));
    };
    let moved = |findings: &mut Vec<Finding>| {
        for finding in findings {
            if let Some(span) = finding.span {
                let span = origin.place(span.into());
                *finding = finding.clone().at(span, &document.lines);
                // Its edits are those of the policy by itself.
                finding.fix = None;
            }
        }
    };
    match made {
        Ok(mut made) => {
            moved(&mut made.findings);
            moved(&mut made.not_expressible);
            Ok((made, ToldBy::Policy))
        }
        Err(mut findings) => {
            moved(&mut findings);
            Err(findings)
        }
    }
}

/// There is nothing in a text.
fn nothing(document: &Document) -> Finding {
    let message = message!("there are no permission statements and no resource-based policy");
    let help = message!(
        "hand in commands, parameters as JSON, or what `aws signin get-resource-policy` prints"
    );
    Finding::new("no-statements", Severity::Error, message)
        .help(help)
        .at(document.root.opening(), &document.lines)
}

/// The policy of what was told at `place` of `document`.
fn policy_of(
    told: &[PermissionStatement],
    reading: &Reading,
    document: Option<&Document>,
    place: &Place<'_>,
) -> Result<Statements, Vec<Finding>> {
    let mut report = Report::new(document);
    let switched = validate::switched(&reading.assumptions, &mut report);
    let account = reading.account.clone().or_else(|| account_of(told));
    let statements = input::checked(told, account.as_deref(), place, &mut report);
    let findings = report.into_findings();
    let Some(statements) = statements else {
        return Err(findings);
    };
    if findings.iter().any(Finding::is_error) {
        return Err(findings);
    }
    let text = policy_text(&policy(&statements, account.as_deref(), switched));
    let points = input::points(&statements);
    Ok(Statements {
        permission_statements: told.to_vec(),
        policy: DocumentText::new(text),
        calls: None,
        not_expressible: Vec::new(),
        findings,
        assumptions: points.iter().map(|point| point.to_string()).collect(),
    })
}

/// The account of the principals that are excluded, where it is one.
fn account_of(told: &[PermissionStatement]) -> Option<String> {
    let arns = told
        .iter()
        .filter_map(|one| one.excluded_principal.as_deref());
    let principals = arns.filter_map(|arn| Principal::parse(arn).ok());
    let mut accounts: Vec<String> = principals.map(|one| one.account().to_owned()).collect();
    accounts.sort();
    accounts.dedup();
    let one = accounts.pop();
    one.filter(|_| accounts.is_empty())
}

/// The statements that make the policy of a document.
fn of_policy(document: &Document, reading: &Reading) -> Result<Statements, Vec<Finding>> {
    let mut report = Report::new(None);
    let switched = validate::switched(&reading.assumptions, &mut report);
    let mut findings = report.into_findings();
    let (form, found) = aws_output::find(document);
    let found = found.map_err(|_| vec![nothing(document)])?;
    let kind = PolicyKind::ResourceBased;
    let held = found
        .iter()
        .find(|found| found.fits(kind) && !found.is_unknown);
    let held = held.filter(|found| form != aws_output::Form::Plain || !found.holder.is_missing());
    let Some(held) = held else {
        return Err(vec![nothing(document)]);
    };
    let (read, problems) = aws_output::read(document, held, kind);
    let of_policy = problems
        .iter()
        .map(|problem| Finding::from_problem(problem, &document.lines));
    findings.extend(of_policy);
    if read.statements.is_empty() {
        findings.insert(0, nothing(document));
        return Err(findings);
    }
    let made = express(&read, reading.account.as_deref(), switched);
    let text = held.holder.span.of(&document.text).unwrap_or_default();
    Ok(expressed(made, &read, document, text, findings))
}

fn expressed(
    Expressed { statements, left }: Expressed,
    read: &Policy,
    document: &Document,
    text: &str,
    findings: Vec<Finding>,
) -> Statements {
    let not_expressible = left.iter().map(|left| {
        let reason = &left.reason;
        let finding = Finding::new(reason.code(), Severity::Error, reason.message());
        let statement = left
            .statement
            .and_then(|number| read.statements.get(number));
        let span = statement.map_or(document.root.span, |statement| statement.span);
        finding.help(reason.help()).at(span, &document.lines)
    });
    let points = input::points(&statements);
    Statements {
        not_expressible: not_expressible.collect(),
        permission_statements: statements.into_iter().map(Into::into).collect(),
        policy: DocumentText::new(text),
        calls: None,
        findings,
        assumptions: points.iter().map(|point| point.to_string()).collect(),
    }
}

/// The statements of a list that AWS printed, each by its condition block.
fn of_list(document: &Document, reading: &Reading) -> Result<Statements, Vec<Finding>> {
    let list = document.root.get(MEMBER);
    let elements = list.map(vestibule_iam::json::Node::elements);
    let mut made: Vec<control_plane::PermissionStatement> = Vec::new();
    let mut not_expressible = Vec::new();
    for element in elements.unwrap_or_default() {
        match of_summary(element) {
            Ok(statement) => made.push(statement),
            Err(reasons) => not_expressible.extend(reasons.iter().map(|reason| {
                Finding::new(reason.code(), Severity::Error, reason.message())
                    .help(reason.help())
                    .at(element.span, &document.lines)
            })),
        }
    }
    let told: Vec<PermissionStatement> = made.into_iter().map(Into::into).collect();
    let mut whole = policy_of(&told, reading, None, &Place::Root)?;
    whole.not_expressible = not_expressible;
    Ok(whole)
}

/// The parameters that a condition block stands for.
fn of_summary(
    element: &vestibule_iam::json::Node,
) -> Result<control_plane::PermissionStatement, Vec<control_plane::NotExpressible>> {
    let condition = element
        .get("condition")
        .or_else(|| element.get("Condition"));
    let condition = condition.map_or_else(|| "{}".to_owned(), |node| node.to_compact_string());
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Deny","Principal":"*","Action":"signin:*","Resource":"*","Condition":{condition}}}]}}"#
    );
    let document = Document::parse(text);
    let (_, found) = aws_output::find(&document);
    let found = found.unwrap_or_default();
    let read = found
        .first()
        .map(|found| aws_output::read(&document, found, PolicyKind::ResourceBased).0);
    let statement = read.as_ref().and_then(|policy| policy.statements.first());
    match statement {
        Some(statement) if statement.defects.is_empty() => express_summary(statement),
        _ => Err(vec![control_plane::NotExpressible::Unreadable]),
    }
}

/// A case file whose permission statements are the policy that they make, for those who read
/// policies alone. It is as it was where they are wrong.
pub fn with_policy_written(file: &mut CaseFile) {
    let account = file
        .account
        .as_ref()
        .and_then(|account| account.id.as_deref());
    let mut report = Report::new(None);
    let switched = validate::switched(&file.assumptions, &mut report);
    let made = input::made(&file.policies, account, switched, None, &mut report);
    if let Some(text) = made.and_then(|made| made.text) {
        file.policies.resource_based = Some(text);
        file.policies.permission_statements = Vec::new();
    }
}

/// Whether a text has commands that make permission statements.
pub fn makes_statements(text: &str) -> bool {
    commands::has_any(text)
}
