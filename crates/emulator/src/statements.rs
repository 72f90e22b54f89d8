//! The operations on permission statements, and the policy that they come to.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac_sha256::Hash;
use serde_json::{Value, json};
use vestibule_signin::control_plane::{Basis, ErrorShape, Parameter, PermissionStatement};

use crate::consolidated;
use crate::failure::Failure;
use crate::follow::follow;
use crate::given::Given;
use crate::moment::{Done, Moment};
use crate::paging::{Of, page};
use crate::parameters::{Parameters, parameters, typed};
use crate::state::{ControlPlane, Did, State, Statement, Write};

/// Adds a statement.
pub(crate) fn put(moment: &Moment<'_>, given: &Given) -> Done {
    let statement = of_given(given);
    for refusal in statement.check() {
        if refusal.basis() != Basis::Advice {
            return Err(Failure::from(refusal));
        }
    }
    let parameters = parameters(&statement);
    let token = given.text(Parameter::ClientToken);
    let mut next = moment.state.clone();
    let plane = &mut next.control_plane;
    plane.forget(moment.now, moment.settings.idempotency_window);
    if let Some(known) = known_again(plane, &parameters, token)? {
        return Ok((json!({ "statementId": known }), None));
    }
    let most = moment.settings.max_statements;
    let held = plane.current.statements.len();
    if held >= most {
        let message =
            format!("there are {held} of at most {most} permission statements; delete one");
        return Err(Failure::new(ErrorShape::ServiceQuotaExceeded, message));
    }
    plane.keep(moment.now, moment.settings.replication_delay);
    plane.made += 1;
    let id = statement_id(plane.made, &parameters);
    plane.current.statements.push(Statement {
        statement_id: id.clone(),
        number: plane.made,
        parameters: parameters.clone(),
    });
    plane.writes.push(Write {
        at: moment.now,
        did: Did::Put,
        client_token: token.map(str::to_owned),
        statement_id: id.clone(),
        parameters,
    });
    follow(&mut next, &moment.settings.account);
    Ok((json!({ "statementId": id }), Some(next)))
}

/// The statement of a write that is known again, and a conflict where it was another.
fn known_again(
    plane: &ControlPlane,
    parameters: &Parameters,
    token: Option<&str>,
) -> Result<Option<String>, Failure> {
    let conflict = |message: String| Err(Failure::new(ErrorShape::Conflict, message));
    let mut puts = plane.writes.iter().filter(|write| write.did == Did::Put);
    if let Some(token) = token
        && let Some(write) = puts
            .clone()
            .find(|write| write.client_token.as_deref() == Some(token))
    {
        if write.parameters == *parameters {
            return Ok(Some(write.statement_id.clone()));
        }
        return conflict(format!(
            "the client token was used with other parameters, for the statement {}; take another token",
            write.statement_id
        ));
    }
    let is_there = |id: &str| {
        let mut statements = plane.current.statements.iter();
        statements.any(|statement| statement.statement_id == id)
    };
    let twin = puts.find(|write| write.parameters == *parameters && is_there(&write.statement_id));
    match twin {
        Some(twin) => conflict(format!(
            "the statement {} was made of the same parameters with another client token; repeat that token, or wait",
            twin.statement_id
        )),
        None => Ok(None),
    }
}

/// Removes a statement.
pub(crate) fn delete(moment: &Moment<'_>, given: &Given) -> Done {
    let id = given.text(Parameter::StatementId).unwrap_or_default();
    let token = given.text(Parameter::ClientToken);
    let mut next = moment.state.clone();
    let plane = &mut next.control_plane;
    plane.forget(moment.now, moment.settings.idempotency_window);
    let mut deletes = plane.writes.iter().filter(|write| write.did == Did::Delete);
    if let Some(token) = token
        && let Some(write) = deletes.find(|write| write.client_token.as_deref() == Some(token))
    {
        if write.statement_id == id {
            return Ok((json!({}), None));
        }
        // The model has no conflict for this operation.
        return Err(Failure::invalid(format!(
            "the client token was used to delete the statement {}; take another token",
            write.statement_id
        )));
    }
    let mut statements = plane.current.statements.iter();
    let Some(at) = statements.position(|statement| statement.statement_id == id) else {
        return Err(Failure::not_found(format!(
            "there is no permission statement {id}; `list-resource-permission-statements` has their ids as `sid`"
        )));
    };
    plane.keep(moment.now, moment.settings.replication_delay);
    plane.current.statements.remove(at);
    plane.writes.push(Write {
        at: moment.now,
        did: Did::Delete,
        client_token: token.map(str::to_owned),
        statement_id: id.to_owned(),
        parameters: Parameters::new(),
    });
    follow(&mut next, &moment.settings.account);
    Ok((json!({}), Some(next)))
}

/// Lists statements.
pub(crate) fn list(moment: &Moment<'_>, given: &Given) -> Done {
    let view = moment.seen();
    if moment.state.control_plane.is_untouched(view) {
        return Err(Failure::not_found(
            "nothing was ever configured for this account; see `put-resource-permission-statement`",
        ));
    }
    let statements = view.statements.iter();
    let page = page(
        Of::Statements,
        statements.map(|statement| (statement.number, statement)),
        given.text(Parameter::NextToken),
        moment.page_size(given),
    )?;
    let summary = |statement: &&Statement| {
        json!({
            "sid": statement.statement_id,
            "condition": consolidated::condition(&typed(&statement.parameters)),
        })
    };
    let items: Vec<Value> = page.items.iter().map(summary).collect();
    let mut told = json!({ "permissionStatements": items });
    if let (Some(next), Some(members)) = (page.next, told.as_object_mut()) {
        members.insert("nextToken".to_owned(), next.into());
    }
    Ok((told, None))
}

/// Gives the policy.
pub(crate) fn policy(moment: &Moment<'_>) -> Done {
    let view = moment.seen();
    match consolidated::policy_of(view, &moment.state.case, &moment.settings.account) {
        Some(policy) => Ok((json!({ "signinResourceBasedPolicy": policy }), None)),
        None => Err(Failure::not_found(
            "the account has no permission statements, so it has no policy; see `put-resource-permission-statement`",
        )),
    }
}

fn of_given(given: &Given) -> PermissionStatement {
    let mut statement = PermissionStatement::default();
    for parameter in PermissionStatement::PARAMETERS {
        if let Some(place) = statement.get_mut(parameter) {
            *place = given.text(parameter).map(str::to_owned);
        }
    }
    statement
}

/// The permission statements of a case file, as if requests had made them.
pub(crate) fn begin(told: &[vestibule_wire::PermissionStatement]) -> Vec<Statement> {
    let statement = |(number, told): (u64, &vestibule_wire::PermissionStatement)| {
        let members = serde_json::to_value(told).ok();
        let members = members.and_then(|members| serde_json::from_value(members).ok());
        let mut parameters: Parameters = members.unwrap_or_default();
        parameters.remove(Parameter::ClientToken.name());
        Statement {
            statement_id: statement_id(number, &parameters),
            number,
            parameters,
        }
    };
    (1..).zip(told).map(statement).collect()
}

/// 48 bytes in 64 characters, which no other statement of this state has.
fn statement_id(number: u64, parameters: &Parameters) -> String {
    let text = json!([number, parameters]).to_string();
    let first = Hash::hash(text.as_bytes());
    let second = Hash::hash(&first);
    let bytes: Vec<u8> = first.into_iter().chain(second).take(48).collect();
    STANDARD.encode(bytes)
}

/// Whether the statements of a state are such as requests make: the first that is not, and why.
pub(crate) fn unsound(state: &State) -> Option<(usize, String)> {
    let statements = state.control_plane.current.statements.iter();
    statements.enumerate().find_map(|(index, statement)| {
        let unknown = statement.parameters.keys().find(|name| {
            let parameter = Parameter::from_name(name);
            let is_of_it = |of| PermissionStatement::PARAMETERS.contains(&of);
            !parameter.is_some_and(is_of_it)
        });
        if let Some(name) = unknown {
            return Some((
                index,
                format!("`{name}` is no parameter of a permission statement"),
            ));
        }
        let refusals = typed(&statement.parameters).check();
        let refusal = refusals.iter().find(|of| of.basis() != Basis::Advice)?;
        Some((index, refusal.message().plain()))
    })
}
