//! What becomes of people who are signed in when policies change.
//!
//! Nothing is asked of a session until its token is refreshed, which is the action
//! `signin:CreateOAuth2Token`: the decision on that action says whether it goes on.

use vestibule_iam::date;
use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::message;
use vestibule_syntax::sort;
use vestibule_wire::{
    Case, ContextValue, DecidedBy, Entry, IssuedSessions, Outcome, Request, SessionTimeline,
};

use super::callers::WRITES;
use crate::words::{Line, Section, statements_of};

/// So many sessions are told of.
const SESSIONS: usize = 64;

/// So many times of `AWSRevokeOlderSessions` and its like are told apart.
const TIMES: usize = 16;

const ISSUE_TIME: &str = "aws:TokenIssueTime";
const GRANT_TYPE: &str = "signin:OAuthGrantType";

/// A second.
const SECOND: i64 = 1_000;

/// For each request of a case what becomes of a session that it opened, in the contract's JSON
/// and in words.
pub(super) fn sessions(case: &Case) -> (Vec<SessionTimeline>, Vec<Section>) {
    let times = times(case);
    let requests = case.file().requests.iter().zip(case.names());
    let mut all = Vec::new();
    let mut sections = Vec::new();
    for (request, name) in requests.take(SESSIONS) {
        if let Some((timeline, section)) = of_request(case, request, name, &times) {
            all.push(timeline);
            sections.push(section);
        }
    }
    if all.is_empty() {
        sections.push(Section {
            title: message!("no session is looked at"),
            lines: vec![Line::of(message!(
                "the case has no requests: write one for each kind of session as `requests`"
            ))],
        });
    }
    sections.push(Section {
        title: message!("What ends a session"),
        lines: rules().into_iter().map(Line::of).collect(),
    });
    (all, sections)
}

/// The times that policies compare the time of issue with, ascending, each once.
fn times(case: &Case) -> Vec<i64> {
    let policies = case.compiled().authorizer().policies();
    let statements = policies.flat_map(|policy| &policy.policy.statements);
    let blocks = statements.flat_map(|statement| &statement.conditions);
    let tests = blocks
        .flat_map(|block| &block.tests)
        .filter(|test| test.key.value.eq_ignore_ascii_case(ISSUE_TIME));
    let values = tests.flat_map(|test| &test.values);
    let mut times: Vec<i64> = values
        .filter_map(|value| date::parse_date(&value.value))
        .collect();
    sort::by(&mut times, Ord::cmp);
    times.dedup();
    times.truncate(TIMES);
    times
}

fn of_request(
    case: &Case,
    request: &Request,
    name: &str,
    times: &[i64],
) -> Option<(SessionTimeline, Section)> {
    let entry = request.entry.unwrap_or_default();
    let sign_in = case.compiled().decide(request).ok()?.outcome;
    let refresh = refresh(case, request, None)?;
    let issued = if request.context.iter().any(|(key, _)| is_issue_time(key)) {
        Vec::new()
    } else {
        by_time_of_issue(case, request, times)
    };
    let commands = match entry {
        Entry::Console => Vec::new(),
        Entry::LoginLocal | Entry::LoginRemote => commands(&request.principal),
    };
    let notes = notes(sign_in, &refresh, entry);
    let mut lines = vec![
        of_outcome(message!("signing in now"), sign_in, None),
        of_outcome(
            message!("the next refresh of a session that is open"),
            refresh.outcome,
            refresh.why(),
        ),
    ];
    lines.extend(issued.iter().map(issued_line));
    lines.extend(notes.iter().cloned().map(Line::of));
    if !commands.is_empty() {
        let line = |text: &String| Line::of(message!("{it}", it = code(text)));
        let below = commands.iter().map(line).collect();
        lines.push(Line::of(message!("run")).below(below));
    }
    let title = message!(
        "a session of {principal}, opened by {request}",
        principal = code(&request.principal),
        request = code(name)
    );
    let timeline = SessionTimeline {
        request: name.to_owned(),
        entry,
        sign_in,
        refresh: refresh.outcome,
        decided_by: refresh.decided_by,
        depends_on: refresh.depends_on,
        issued,
        notes: notes.iter().map(|message| message.plain()).collect(),
        commands,
    };
    Some((timeline, Section { title, lines }))
}

fn is_issue_time(key: &str) -> bool {
    key.eq_ignore_ascii_case(ISSUE_TIME)
}

/// What a refresh comes to.
struct Refresh {
    outcome: Outcome,
    decided_by: Vec<DecidedBy>,
    depends_on: Vec<String>,
}

impl Refresh {
    fn why(&self) -> Option<Message> {
        let stating: Vec<DecidedBy> = self.decided_by.clone();
        match self.outcome {
            Outcome::Allowed => None,
            Outcome::Denied if stating.is_empty() => None,
            Outcome::Denied => Some(message!(
                "by {statements}",
                statements = statements_of(&stating)
            )),
            Outcome::Unknown => {
                let keys = self.depends_on.iter().map(|key| code(key));
                let keys = crate::words::all_of(keys.collect());
                Some(message!("depends on {what}", what = keys))
            }
        }
    }
}

/// The decision on the last action as a refresh of a session that was issued at some time.
fn refresh(case: &Case, request: &Request, issued: Option<i64>) -> Option<Refresh> {
    let mut request = request.clone();
    let mut give = |key: &str, value: String| {
        let is_given = |(name, _): &(String, ContextValue)| name.eq_ignore_ascii_case(key);
        if !request.context.0.iter().any(is_given) {
            let member = (key.to_owned(), ContextValue::One(value));
            request.context.0.push(member);
        }
    };
    if request.entry.unwrap_or_default() != Entry::Console {
        give(GRANT_TYPE, "refresh_token".to_owned());
    }
    if let Some(issued) = issued {
        give(ISSUE_TIME, date::spelled(issued));
    }
    let decision = case.compiled().decide(&request).ok()?;
    let phase = decision.phases.into_iter().next_back()?;
    Some(Refresh {
        outcome: phase.decision,
        decided_by: phase.decided_by,
        depends_on: phase.depends_on.unwrap_or_default(),
    })
}

/// What a refresh comes to by the time at which the session was issued, where that matters.
fn by_time_of_issue(case: &Case, request: &Request, times: &[i64]) -> Vec<IssuedSessions> {
    let mut found: Vec<IssuedSessions> = Vec::new();
    let Some(first) = times.first() else {
        return found;
    };
    // Between two times nothing changes; a time itself may be told from what is behind it.
    let mut starts = vec![first - SECOND];
    for time in times {
        starts.push(*time);
        if !times.contains(&(time + SECOND)) {
            starts.push(time + SECOND);
        }
    }
    let mut ends = starts.iter().skip(1).map(|end| Some(*end));
    for (index, start) in starts.iter().enumerate() {
        let end = ends.next().flatten();
        let Some(refresh) = refresh(case, request, Some(*start)) else {
            return Vec::new();
        };
        match found.last_mut() {
            Some(last) if last.refresh == refresh.outcome => {
                last.before = end.map(date::spelled);
            }
            _ => found.push(IssuedSessions {
                from: (index > 0).then(|| date::spelled(*start)),
                before: end.map(date::spelled),
                refresh: refresh.outcome,
            }),
        }
    }
    if found.len() > 1 { found } else { Vec::new() }
}

fn of_outcome(head: Message, outcome: Outcome, why: Option<Message>) -> Line {
    let said = match outcome {
        Outcome::Allowed => message!("allowed"),
        Outcome::Denied => message!("denied"),
        Outcome::Unknown => message!("unknown"),
    };
    let tail = match why {
        Some(why) => message!("{first}, {then}", first = said, then = why),
        None => said,
    };
    Line::of(head).outcome(outcome).tail(tail)
}

fn issued_line(issued: &IssuedSessions) -> Line {
    let head = match (&issued.from, &issued.before) {
        (Some(from), Some(before)) => message!(
            "a session that was issued from {from} on and before {before}",
            from = code(from),
            before = code(before)
        ),
        (Some(from), None) => message!(
            "a session that was issued from {from} on",
            from = code(from)
        ),
        (None, Some(before)) => message!(
            "a session that was issued before {before}",
            before = code(before)
        ),
        (None, None) => message!("a session, whenever it was issued"),
    };
    of_outcome(head, issued.refresh, None)
}

/// What follows for people who are signed in.
fn notes(sign_in: Outcome, refresh: &Refresh, entry: Entry) -> Vec<Message> {
    let mut notes = Vec::new();
    notes.push(match (sign_in, refresh.outcome) {
        (_, Outcome::Denied) => message!("an open session ends at its next refresh"),
        (Outcome::Denied, Outcome::Allowed) => {
            message!("an open session goes on: only signing in anew is denied")
        }
        (_, Outcome::Allowed) => message!("an open session goes on"),
        (_, Outcome::Unknown) => message!("whether an open session goes on is unknown"),
    });
    notes.push(match entry {
        Entry::Console => message!(
            "AWS names CLI and MCP clients alone as sessions that {operation} ends: those of browsers are none (J34)",
            operation = code("BatchRevokeSessions")
        ),
        Entry::LoginLocal | Entry::LoginRemote => message!(
            "{operation} ends it: a revoked session can no longer be refreshed",
            operation = code("BatchRevokeSessions")
        ),
    });
    notes
}

/// What holds of all sessions.
fn rules() -> Vec<Message> {
    vec![
        message!(
            "policies are asked when a token is refreshed, by {action}; AWS does not say how often that is",
            action = code("signin:CreateOAuth2Token")
        ),
        message!("AWS takes a few minutes to spread a change of policies"),
        message!(
            "the refresh is decided by the network that the session then has; `phases` of a request can give another one"
        ),
        message!(
            "the inline policy {policy} denies everything to sessions issued before its time",
            policy = code("AWSRevokeOlderSessions")
        ),
        message!(
            "{policy} also reaches sessions issued up to about 30 seconds later, and nobody who signs in after that",
            policy = code("AWSRevokeOlderSessions")
        ),
        message!(
            "access keys have no {key}, so that no such policy stops them",
            key = code(ISSUE_TIME)
        ),
        message!(
            "{operation} takes up to five sessions a call; what becomes of credentials already issued AWS does not say",
            operation = code("BatchRevokeSessions")
        ),
    ]
}

/// What lists and ends the sessions of a principal.
fn commands(principal: &str) -> Vec<String> {
    vec![
        format!(
            "aws signin list-sessions --principal-arn '{principal}' --status ACTIVE --region {WRITES}"
        ),
        format!("aws signin get-session --session-arn \"$SESSION_ARN\" --region {WRITES}"),
        format!(
            "aws signin batch-revoke-sessions --session-arns \"$SESSION_ARN\" --reason \"$REASON\" --region {WRITES}"
        ),
    ]
}
