//! Why somebody was denied, in words.

use vestibule_syntax::diagnostic::{Arg, Message, code};
use vestibule_syntax::message;
use vestibule_wire::{
    self as wire, Action, Agreement, DecidedBy, DenialText, DenialVerdict, Layer, Mark, Outcome,
    PhaseDecision, StatementTrace, short_name,
};

use super::advice::Advice;
use super::agreement_words::{action, agreement as agreement_of, layer, layers};
use super::explained::Explained;
use super::facts::Facts;
use super::text::NotAuthorized;
use super::troubleshooter::is_denial;
use crate::words::{Line, Section, all_of};

/// The answer in a sentence: that the policies do not agree, before anything else.
pub(super) fn summary(all: &[Explained], agreement: Option<Agreement>) -> Message {
    if agreement == Some(Agreement::Differs)
        && let Some(one) = all
            .iter()
            .find(|one| one.agreement() == Some(Agreement::Differs))
        && let Some((answered, recorded)) = one
            .decided
            .iter()
            .find(|(answered, _)| answered.answer.agreement == Agreement::Differs)
    {
        return agreement_of(answered, recorded);
    }
    match all {
        [] => message!("there is no sign-in that failed"),
        [one] => one.summary.clone(),
        several => {
            let denied = several
                .iter()
                .filter(|one| one.verdict >= DenialVerdict::PerhapsDenied);
            message!(
                "{denied} of {count} sign-ins were denied by policies, or may have been",
                denied = denied.count(),
                count = several.len()
            )
        }
    }
}

/// What a denial points at.
pub(super) fn points_at(verdict: DenialVerdict, points: &[(Layer, Vec<Action>)]) -> Message {
    let named: Vec<Layer> = points.iter().map(|(layer, _)| *layer).collect();
    let actions: Vec<Action> = points
        .iter()
        .flat_map(|(_, actions)| actions.clone())
        .collect();
    let is_before = |at: &Action| *at == Action::Authenticate;
    let place = match (actions.iter().any(is_before), actions.iter().all(is_before)) {
        (_, true) => message!("before authentication"),
        (false, _) => message!("after authentication"),
        (true, false) => message!("before or after authentication"),
    };
    let by: Arg = if named.len() > 4 {
        message!("a policy of some kind").into()
    } else {
        crate::words::any_of(named.iter().map(|of| layer(*of).into()).collect())
    };
    match verdict {
        DenialVerdict::PerhapsDenied => message!(
            "{layers} may have denied the sign-in {place}, or user name or password is wrong",
            layers = by,
            place = place
        ),
        _ => message!(
            "{layers} denied the sign-in {place}",
            layers = by,
            place = place
        ),
    }
}

/// That a text is not known.
pub(super) fn unrecognized(is_another_language: bool) -> Message {
    if is_another_language {
        message!(
            "the text is not known: vestibule has the texts of AWS in English and Japanese alone"
        )
    } else {
        message!("the text is not known: it is none that AWS documents of a sign-in")
    }
}

/// What a text is that no policy on sign-ins is the reason of.
pub(super) fn not_denied(text: DenialText, not_authorized: Option<&NotAuthorized>) -> Message {
    match text {
        DenialText::FailedAuthentication => {
            message!("no policy denied it: the password or the MFA code was wrong")
        }
        DenialText::UnknownUser => message!("no policy denied it: the account has no such user"),
        DenialText::LoginExpired => {
            message!("no policy denied it: the session of `aws login` has ended")
        }
        DenialText::GrantInvalid => message!(
            "no policy denied it: the code or token of the client is used up, or of another Region"
        ),
        DenialText::OAuthClient => {
            message!("no policy denied it: the client or its redirect URI is not registered")
        }
        DenialText::ApiCredentials => {
            message!(
                "this is an API call and no sign-in: its credentials are wrong or have expired"
            )
        }
        DenialText::IdentityCenterSession => {
            message!("no policy denied it: the session of IAM Identity Center has ended")
        }
        DenialText::ChangePassword => {
            message!("no policy on sign-ins denied it: the new password was refused")
        }
        DenialText::Saml => message!(
            "no policy on sign-ins denied it: AWS STS refused what the identity provider sent"
        ),
        DenialText::SwitchRole => {
            message!("no policy on sign-ins denied it: the role could not be assumed")
        }
        DenialText::SignOutFirst => {
            message!("no policy denied it: another account is signed in to in this browser")
        }
        _ => match not_authorized {
            Some(denied) => message!(
                "this is about {action} and no sign-in: permissions for it are missing",
                action = code(&denied.action)
            ),
            None => message!("no policy on sign-ins denied it"),
        },
    }
}

/// What an event is that is none of a sign-in that policies decide.
pub(super) fn other_event(facts: &Facts) -> Message {
    let name = facts.event.name.as_deref().unwrap_or("?");
    message!(
        "{event} is no event of a sign-in that policies on sign-ins decide",
        event = code(&short_name(name))
    )
}

pub(super) fn other_event_advice() -> Advice {
    Advice {
        user: Vec::new(),
        administrator: vec![message!(
            "take `ConsoleLogin`, `AuthorizeOAuth2Access` or `CreateOAuth2Token` of `signin.amazonaws.com`"
        )],
    }
}

/// What an evaluation of an action is that is none of a sign-in.
pub(super) fn other_action(name: &str, by: &[Layer]) -> Message {
    let name = code(&short_name(name));
    if by.is_empty() {
        message!("this is about {action} and no sign-in", action = name)
    } else {
        message!(
            "this is about {action} and no sign-in: {layers} denied it, or did not allow it",
            action = name,
            layers = layers(by)
        )
    }
}

/// The answer for people.
pub(super) fn sections(
    summary: &Message,
    all: &[Explained],
    notes: &[Message],
    agreement: Option<Agreement>,
) -> Vec<Section> {
    let mut found = vec![Section {
        title: summary.clone(),
        lines: notes.iter().cloned().map(Line::of).collect(),
    }];
    let is_one = all.len() == 1;
    for (one, number) in all.iter().zip(1_u64..) {
        let lines = lines(one);
        if is_one && agreement != Some(Agreement::Differs) {
            if let Some(first) = found.first_mut() {
                let notes = std::mem::take(&mut first.lines);
                first.lines = lines.into_iter().chain(notes).collect();
            }
        } else {
            let title = if is_one {
                one.summary.clone()
            } else {
                message!(
                    "{number}. {way}",
                    number = number,
                    way = one.summary.clone()
                )
            };
            found.push(Section { title, lines });
        }
        for (answered, recorded) in &one.decided {
            found.push(decided(answered, recorded));
        }
        let advice = [
            (message!("What the user can do"), &one.advice.user),
            (
                message!("What an administrator can do"),
                &one.advice.administrator,
            ),
        ];
        // Of many the advice would be repeated.
        for (title, advice) in advice {
            if !advice.is_empty() && (is_one || number == 1) {
                let lines = advice.iter().cloned().map(Line::of).collect();
                found.push(Section { title, lines });
            }
        }
    }
    found
}

fn lines(one: &Explained) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(event) = &one.event {
        let parts = [&event.name, &event.time, &event.id, &event.error_message];
        let parts = parts.into_iter().flatten();
        let parts: Vec<Arg> = parts.map(|text| code(&short_name(text))).collect();
        if !parts.is_empty() {
            let event = message!("{it}", it = all_of(parts));
            lines.push(Line::of(message!("the record")).tail(event));
        }
    }
    for (layer, actions) in &one.points {
        let at = actions.iter().map(|at| action(*at)).collect();
        lines.push(
            Line::of(message!(
                "{layer} at {actions}",
                layer = self::layer(*layer),
                actions = crate::words::any_of(at)
            ))
            .outcome(Outcome::Denied),
        );
    }
    if let Some(request) = &one.sign_in {
        lines.push(sign_in(request));
    }
    if !one.checks.is_empty() {
        let below = one.checks.iter().map(check).collect();
        lines.push(Line::of(message!("the checks of AWS")).below(below));
    }
    if !one.unknown.is_empty() {
        let below = one.unknown.iter().map(|of| Line::of(of.why.clone()));
        lines.push(Line::of(message!("what is not certain")).below(below.collect()));
    }
    lines
}

fn sign_in(request: &wire::Request) -> Line {
    let mut parts: Vec<Arg> = vec![code(&short_name(&request.principal))];
    if let Some(network) = &request.network {
        let of_network = [&network.source_ip, &network.vpc, &network.endpoint];
        parts.extend(of_network.into_iter().flatten().map(|text| code(text)));
    }
    parts.extend(request.region.iter().map(|region| code(region)));
    let line = Line::of(message!("the sign-in")).witness(request);
    line.tail(message!("{it}", it = all_of(parts)))
}

fn check(check: &wire::RecordedCheck) -> Line {
    let head = match &check.target {
        Some(target) => message!(
            "{check} of {target}",
            check = code(&short_name(&check.check)),
            target = code(&short_name(target))
        ),
        None => message!("{it}", it = code(&short_name(&check.check))),
    };
    let line = Line::of(head).tail(message!("{it}", it = code(&short_name(&check.effect))));
    let line = if is_denial(&check.effect) {
        line.outcome(Outcome::Denied)
    } else {
        line
    };
    let below = check.matched.iter().map(|matched| {
        let statements = matched.statements.iter().map(|sid| code(&short_name(sid)));
        let policy = Line::of(message!("{it}", it = code(&short_name(&matched.uri))));
        if matched.statements.is_empty() {
            policy
        } else {
            policy.tail(message!("{it}", it = all_of(statements.collect())))
        }
    });
    line.below(below.collect())
}

/// What the policies say.
fn decided(answered: &super::decided::Answered, recorded: &super::decided::Recorded) -> Section {
    let answer = &answered.answer;
    let outcome = match answer.agreement {
        Agreement::Agrees => Outcome::Allowed,
        Agreement::Open => Outcome::Unknown,
        Agreement::Differs => Outcome::Denied,
    };
    let mut lines = vec![Line::of(agreement_of(answered, recorded)).outcome(outcome)];
    if answer.readings > 1 {
        lines.push(Line::of(message!(
            "{count} sign-ins were decided, one for each thing that unknown facts may be",
            count = answer.readings
        )));
    }
    for phase in &answered.phases {
        let below = statements(phase);
        if !below.is_empty() {
            lines.push(Line::of(message!("{it}", it = action(phase.action))).below(below));
        }
    }
    if answer.left_out > 0 {
        lines.push(Line::of(message!(
            "{count} more statements are left out",
            count = answer.left_out
        )));
    }
    Section {
        title: message!(
            "What the policies say of {request}",
            request = code(&short_name(&answer.request))
        ),
        lines,
    }
}

/// The statements of an action with what each compared, as decisions explain them.
fn statements(phase: &PhaseDecision) -> Vec<Line> {
    let lines = wire::explanation(phase).unwrap_or_default();
    // The first line is the decision itself.
    let mut rest = lines.into_iter().skip(1).peekable();
    tree(
        &mut rest,
        0,
        phase.statements.as_deref().unwrap_or_default(),
    )
}

fn tree(
    rest: &mut std::iter::Peekable<impl Iterator<Item = (wire::Line, Message)>>,
    indent: u8,
    traces: &[StatementTrace],
) -> Vec<Line> {
    let mut found = Vec::new();
    while let Some((line, message)) = rest.next_if(|(line, _)| line.indent >= indent) {
        let below = tree(rest, line.indent + 1, traces);
        let is_it = |trace: &&StatementTrace| {
            line.indent == 1
                && line.path.as_deref() == Some(&*trace.path)
                && line.range == trace.range
        };
        let statement = traces.iter().find(is_it).map(statement);
        let shown = Line::of(message)
            .statements(statement.into_iter().collect())
            .below(below);
        found.push(match line.mark {
            Mark::Yes if line.indent == 1 => shown.outcome(Outcome::Denied),
            Mark::Unknown => shown.outcome(Outcome::Unknown),
            Mark::Yes | Mark::No | Mark::Skipped => shown,
        });
    }
    found
}

/// Where the statement of a trace stands.
fn statement(trace: &StatementTrace) -> DecidedBy {
    DecidedBy {
        layer: trace.layer,
        policy: Some(trace.policy.clone()),
        path: Some(trace.path.clone()),
        statement: trace.statement,
        sid: trace.sid.clone(),
        span: trace.span,
        range: trace.range,
    }
}
