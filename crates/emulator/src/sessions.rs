//! The operations on sessions.

use serde_json::{Value, json};
use vestibule_signin::control_plane::{ErrorShape, Parameter};

use crate::failure::Failure;
use crate::given::Given;
use crate::moment::{Done, Moment};
use crate::paging::{Of, page};
use crate::session::{Session, SessionStatus};

/// Lists sessions.
pub(crate) fn list(moment: &Moment<'_>, given: &Given) -> Done {
    let owner = owner(moment, given);
    let status = given.text(Parameter::Status);
    let client = given.text(Parameter::ClientId);
    let after = given.number(Parameter::IssuedAfter);
    let before = given.number(Parameter::IssuedBefore);
    let is_meant = |session: &Session| {
        session.is_of(owner)
            && status.is_none_or(|status| session.status.name() == status)
            && client.is_none_or(|client| session.client_id.as_deref() == Some(client))
            && after.is_none_or(|after| session.issued_at >= after)
            && before.is_none_or(|before| session.issued_at < before)
    };
    let sessions = (1..).zip(&moment.state.control_plane.sessions);
    let meant = sessions.filter(|(_, session)| is_meant(session));
    let page = page(
        Of::Sessions,
        meant,
        given.text(Parameter::NextToken),
        moment.page_size(given),
    )?;
    let items: Vec<Value> = page.items.into_iter().map(Session::summary).collect();
    let mut told = json!({ "items": items });
    if let (Some(next), Some(members)) = (page.next, told.as_object_mut()) {
        members.insert("nextToken".to_owned(), next.into());
    }
    Ok((told, None))
}

/// Gives one session.
pub(crate) fn get(moment: &Moment<'_>, given: &Given) -> Done {
    let arn = given.text(Parameter::SessionArn).unwrap_or_default();
    let owner = owner(moment, given);
    let mut sessions = moment.state.control_plane.sessions.iter();
    let session = sessions.find(|session| session.session_arn == arn && session.is_of(owner));
    match session {
        Some(session) => Ok((session.details(), None)),
        None => Err(Failure::not_found(not_there(owner))),
    }
}

/// Ends sessions. One that cannot be ended does not keep the others.
pub(crate) fn revoke(moment: &Moment<'_>, given: &Given) -> Done {
    let owner = owner(moment, given);
    let mut next = moment.state.clone();
    let (mut revoked, mut errors) = (Vec::new(), Vec::new());
    for arn in given.texts(Parameter::SessionArns) {
        let mut sessions = next.control_plane.sessions.iter_mut();
        let found = sessions.find(|session| session.session_arn == arn && session.is_of(owner));
        match found {
            Some(session) => {
                session.status = SessionStatus::Revoked;
                revoked.push(json!({ "sessionArn": arn }));
            }
            None => errors.push(json!({
                "sessionArn": arn,
                "code": ErrorShape::ResourceNotFound.name(),
                "message": not_there(owner),
            })),
        }
    }
    let told = json!({ "revokedSessions": revoked, "errors": errors });
    let is_new = next != *moment.state;
    Ok((told, is_new.then_some(next)))
}

fn not_there(owner: &str) -> String {
    format!("{owner} has no such session; name its owner as `principalArn`")
}

/// Whose sessions are meant: the caller's unless told.
fn owner<'a>(moment: &'a Moment<'_>, given: &'a Given) -> &'a str {
    given
        .text(Parameter::PrincipalArn)
        .unwrap_or(&moment.settings.caller)
}
