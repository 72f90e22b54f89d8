//! Permission statements of a state, and the calls that lead from one list of them to another.

use vestibule_signin::Layer;
use vestibule_signin::control_plane::{
    Basis, Left, NotExpressible, Parameter, PermissionStatement, WRITE_REGION, express,
};
use vestibule_syntax::diagnostic::{Arg, code};
use vestibule_syntax::message;
use vestibule_wire::{
    Account, Case, CaseFile, ConsoleAuthorization, Finding, NoFiles, Severity, client_token,
};

use super::commands::word;
use super::refused::{switched, text};
use super::steps::Change;
use crate::words::all_of;
use crate::{Comparing, diff};

/// The statements of both states.
pub(super) struct Listed {
    pub(super) current: Vec<PermissionStatement>,
    /// The statements behind the last step: the wanted ones, each once unless it is there more
    /// than once.
    pub(super) wanted: Vec<PermissionStatement>,
    /// The client tokens that the wanted case gives, each with its statement.
    tokens: Vec<(PermissionStatement, String)>,
}

/// The client token of a call, and that of the call that takes a deletion back.
pub(super) struct Tokens(Vec<(PermissionStatement, String)>);

impl Listed {
    /// The statements that differ between both states; `None` where the resource-based policy
    /// is the same.
    ///
    /// # Errors
    /// What of either policy no call makes, and whether it is of the current state.
    pub(super) fn of(
        cases: [&Case; 2],
        files: &[CaseFile; 2],
    ) -> Result<Option<Self>, (bool, Vec<Finding>)> {
        let [from, to] = files;
        let [one, other] = [&from.policies, &to.policies];
        if text(one.resource_based.as_ref()) == text(other.resource_based.as_ref())
            && one.permission_statements == other.permission_statements
        {
            return Ok(None);
        }
        let [before, behind] = cases;
        let current = statements(before, from).map_err(|mut found| {
            found.push(unlisted());
            (true, found)
        })?;
        let current: Vec<PermissionStatement> = current.iter().map(without_token).collect();
        let told = statements(behind, to).map_err(|found| (false, found))?;
        let mut rest = current.clone();
        let mut wanted: Vec<PermissionStatement> = Vec::new();
        let mut tokens = Vec::new();
        for statement in told {
            let says = without_token(&statement);
            if let Some(token) = statement.client_token {
                tokens.push((says.clone(), token));
            }
            if let Some(at) = rest.iter().position(|one| *one == says) {
                rest.remove(at);
                wanted.push(says);
            } else if !wanted.contains(&says) {
                wanted.push(says);
            }
        }
        Ok(Some(Self {
            current,
            wanted,
            tokens,
        }))
    }

    /// The calls that lead from one list to the other.
    ///
    /// # Errors
    /// What AWS would refuse of the statements that are added.
    pub(super) fn changes(&self) -> Result<Vec<Change>, Vec<Finding>> {
        let mut rest = self.current.clone();
        let mut changes = Vec::new();
        let mut refused = Vec::new();
        for statement in &self.wanted {
            if let Some(at) = rest.iter().position(|one| one == statement) {
                rest.remove(at);
                continue;
            }
            let refusals = statement.check().into_iter();
            let refusals = refusals.filter(|refusal| refusal.basis() != Basis::Advice);
            refused.extend(refusals.map(|refusal| {
                Finding::new(refusal.code(), Severity::Error, refusal.message())
                    .help(refusal.help())
                    .path("policies.permissionStatements")
            }));
            changes.push(Change::Put(statement.clone()));
        }
        changes.extend(rest.into_iter().map(Change::Delete));
        if refused.is_empty() {
            Ok(changes)
        } else {
            Err(refused)
        }
    }

    pub(super) fn tokens(&self) -> Tokens {
        Tokens(self.tokens.clone())
    }
}

impl Tokens {
    /// No tokens of a case.
    pub(super) const fn none() -> Self {
        Self(Vec::new())
    }

    /// The call that adds a statement.
    pub(super) fn put(&self, statement: &PermissionStatement) -> Vec<String> {
        let own = self.0.iter().find(|(says, _)| says == statement);
        let token = match own {
            Some((_, token)) => token.clone(),
            None => client_token(&statement.clone().into()),
        };
        put(statement, &token)
    }

    /// The calls that add a deleted statement again. With the token of the first call AWS would
    /// answer with the statement that is gone.
    pub(super) fn put_again(statement: &PermissionStatement) -> Vec<String> {
        let token = format!("{}-back", client_token(&statement.clone().into()));
        put(statement, &token)
    }
}

/// The call that adds a statement, and what fails where the list does not have it.
fn put(statement: &PermissionStatement, token: &str) -> Vec<String> {
    let mut command = "aws signin put-resource-permission-statement".to_owned();
    for (parameter, value) in statement.parameters() {
        command += &format!(" {} {}", parameter.flag(), word(value));
    }
    command += &format!(
        " {} {} --region {WRITE_REGION}",
        Parameter::ClientToken.flag(),
        word(token)
    );
    vec![
        format!("statement_id=$({command} --query statementId --output text)"),
        format!(
            "{} --query {} --output text | grep -oF \"$statement_id\"",
            list(),
            word("permissionStatements[].sid")
        ),
    ]
}

/// What shows the statements that there are.
pub(super) fn list() -> String {
    format!("aws signin list-resource-permission-statements --region {WRITE_REGION}")
}

/// The calls that find a statement among those of a state and delete it.
pub(super) fn delete(
    statement: &PermissionStatement,
    among: &[PermissionStatement],
) -> Vec<String> {
    vec![
        format!(
            "statement_id=$({} --query {} --output text)",
            list(),
            word(&query(statement, among))
        ),
        // The id without its padding is a token that no other statement has.
        format!(
            "aws signin delete-resource-permission-statement --statement-id \"$statement_id\" {} \"${{statement_id%=}}\" --region {WRITE_REGION}",
            Parameter::ClientToken.flag()
        ),
    ]
}

/// The query that finds one statement among those of a state by what its condition compares with.
fn query(statement: &PermissionStatement, among: &[PermissionStatement]) -> String {
    let own = compared(statement);
    let mut values: Vec<&str> = own.iter().map(|(_, value)| *value).collect();
    values.sort_unstable();
    values.dedup();
    let quoted = |value: &str| format!("'{}'", value.replace('\'', r"\'"));
    let any = |value: &str| format!("contains(condition.*.*[][], {})", quoted(value));
    let mut tests: Vec<String> = values.iter().map(|value| any(value)).collect();
    let mut by_key = false;
    for other in among.iter().filter(|other| *other != statement) {
        let theirs = compared(other);
        let is_found = |value: &&str| theirs.iter().any(|(_, their)| their == value);
        if !values.iter().all(is_found) {
            continue;
        }
        let mut more = theirs.iter().map(|(_, value)| *value);
        match more.find(|value| !values.contains(value)) {
            Some(value) => {
                let test = format!("!{}", any(value));
                if !tests.contains(&test) {
                    tests.push(test);
                }
            }
            None => by_key = true,
        }
    }
    if by_key {
        let told = own.iter().filter_map(|(key, value)| Some(((*key)?, value)));
        tests.extend(
            told.map(|(key, value)| {
                format!("contains(condition.*.\"{key}\"[], {})", quoted(value))
            }),
        );
    }
    // Statements that compare the same mean the same: any of them will do.
    let is_alike = |other: &&PermissionStatement| {
        let theirs = compared(other);
        own.iter().all(|pair| theirs.contains(pair)) && theirs.iter().all(|one| own.contains(one))
    };
    let first = match among.iter().filter(is_alike).count() {
        0 | 1 => "",
        _ => " | [0]",
    };
    format!("permissionStatements[?{}].sid{first}", tests.join(" && "))
}

/// What a statement compares with, each with its key; an excluded principal has one by phase.
fn compared(statement: &PermissionStatement) -> Vec<(Option<&'static str>, &str)> {
    let parameters = statement.parameters();
    let compared = parameters.filter_map(|(parameter, value)| {
        let key = match parameter {
            Parameter::SourceIp => Some("aws:SourceIp"),
            Parameter::SourceVpc => Some("aws:SourceVpc"),
            Parameter::SigninSourceVpce | Parameter::ConsoleSourceVpce => Some("aws:SourceVpce"),
            Parameter::VpcSourceIp => Some("aws:VpcSourceIp"),
            Parameter::RequestedRegion => Some("aws:RequestedRegion"),
            Parameter::ExcludedPrincipal => None,
            _ => return None,
        };
        Some((key, value))
    });
    compared.collect()
}

/// A statement in words: its parameters.
pub(super) fn named(statement: &PermissionStatement) -> Arg {
    let parameters = statement.parameters();
    let parameters = parameters.map(|(parameter, value)| {
        let text = format!("{}={value}", parameter.name());
        code(&text)
    });
    all_of(parameters.collect())
}

fn without_token(statement: &PermissionStatement) -> PermissionStatement {
    PermissionStatement {
        client_token: None,
        ..statement.clone()
    }
}

/// The permission statements of a state.
fn statements(case: &Case, file: &CaseFile) -> Result<Vec<PermissionStatement>, Vec<Finding>> {
    let told = &file.policies.permission_statements;
    if !told.is_empty() {
        return Ok(told.iter().map(PermissionStatement::from).collect());
    }
    if file.policies.resource_based.is_none() {
        return Ok(Vec::new());
    }
    let authorizer = case.compiled().authorizer();
    let mut policies = authorizer.policies();
    let of_account = policies.find(|policy| policy.layer == Layer::ResourceBased);
    let unreadable = || {
        vec![left(&Left {
            statement: None,
            reason: NotExpressible::Unreadable,
        })]
    };
    let policy = of_account.ok_or_else(unreadable)?;
    let account = case.compiled().account_id();
    let made = express(&policy.policy, account, switched(file));
    if !made.left.is_empty() {
        return Err(made.left.iter().map(left).collect());
    }
    if !makes(&made.statements, file) {
        return Err(vec![other_policy()]);
    }
    Ok(made.statements)
}

/// Whether the calls make a policy that decides as that of the case.
fn makes(statements: &[PermissionStatement], file: &CaseFile) -> bool {
    let mut policy = file.clone();
    policy
        .account
        .get_or_insert_with(Account::default)
        .console_authorization = Some(ConsoleAuthorization::Both(true));
    let mut calls = policy.clone();
    write(statements, &mut calls);
    let [policy, calls] = [policy, calls].map(|file| Case::new(file, &NoFiles));
    let compared = diff(&policy, &calls, Comparing::default());
    compared.is_ok_and(|compared| compared.equivalent == Some(true))
}

/// Writes statements into a case, in the place of its resource-based policy.
pub(super) fn write(statements: &[PermissionStatement], file: &mut CaseFile) {
    file.policies.resource_based = None;
    let statements = statements.iter().cloned();
    file.policies.permission_statements = statements.map(Into::into).collect();
}

/// A part of a policy that no call makes.
fn left(left: &Left) -> Finding {
    let path = match left.statement {
        Some(number) => format!("policies.resourceBased.Statement[{number}]"),
        None => "policies.resourceBased".to_owned(),
    };
    Finding::new(left.reason.code(), Severity::Error, left.reason.message())
        .help(left.reason.help())
        .path(&path)
}

/// The calls make another policy, as they do where several are merged.
fn other_policy() -> Finding {
    let message = message!("the calls for the policy are not proven to make it again");
    Finding::new("calls-make-another-policy", Severity::Error, message)
        .help(message!(
            "write the calls as `permissionStatements` in the place of the policy"
        ))
        .path("policies.resourceBased")
}

/// The statements of the current policy are not known.
fn unlisted() -> Finding {
    let message = message!("no list of permission statements follows from the current policy");
    Finding::new("statements-not-known", Severity::Error, message)
        .help(message!(
            "write them as `permissionStatements`, as `aws signin list-resource-permission-statements` lists them"
        ))
        .path("policies.resourceBased")
}
