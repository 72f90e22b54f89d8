//! What a message, an event or an evaluation comes to.

use vestibule_signin as signin;
use vestibule_syntax::diagnostic::{Message, code};
use vestibule_syntax::message;
use vestibule_wire::{Action, AmbiguousFact, Case, DenialText, DenialVerdict, Layer, Request};

use super::Beside;
use super::advice;
use super::decided::{self, Recorded, What};
use super::explained::Explained;
use super::facts::{Facts, Kind};
use super::sign_in::{SignIn, Unknown, give_all, unknown};
use super::text::{self, Found};
use super::troubleshooter::Evaluation;
use super::words;

/// So many requests of a case are held against a message.
const REQUESTS: usize = 100;

/// What a text by itself comes to.
struct Meaning {
    verdict: DenialVerdict,
    points: Vec<(Layer, Vec<Action>)>,
}

/// The verdict on a text, and what it points at.
fn meaning(found: &Found) -> Meaning {
    let mut points: Vec<(Layer, Vec<Action>)> = Vec::new();
    let mut add = |layer: Layer, actions: Vec<Action>| match points
        .iter_mut()
        .find(|(known, _)| *known == layer)
    {
        Some((_, known)) => {
            known.extend(actions);
            vestibule_syntax::sort::by(known, Ord::cmp);
            known.dedup();
        }
        None => points.push((layer, actions)),
    };
    for text in &found.texts {
        for (layer, actions) in text::meant(*text) {
            add(
                layer.into(),
                actions.into_iter().map(Action::from).collect(),
            );
        }
    }
    if let Some(denied) = &found.not_authorized
        && let Some(action) = denied.of_sign_in()
    {
        let named = denied.layer.map(|layer| vec![layer]);
        for layer in named.unwrap_or_else(|| signin::Layer::ALL.to_vec()) {
            add(layer.into(), vec![action.into()]);
        }
    }
    vestibule_syntax::sort::by_key(&mut points, |(layer, _)| *layer);
    let is_like_password = found
        .texts
        .contains(&DenialText::AuthenticationInformationIncorrect);
    let verdict = match (found.texts.is_empty(), points.is_empty()) {
        (true, _) => DenialVerdict::Unrecognized,
        (false, true) => DenialVerdict::NotDenied,
        (false, false) if found.is_cut || is_like_password => DenialVerdict::PerhapsDenied,
        (false, false) => DenialVerdict::Denied,
    };
    Meaning { verdict, points }
}

/// What a text comes to that somebody saw.
pub(super) fn of_message(text: &str, beside: Beside<'_>) -> Explained {
    let found = text::find(text);
    let Meaning { verdict, points } = meaning(&found);
    let mut one = Explained {
        verdict,
        texts: found.texts.clone(),
        points,
        ..Explained::default()
    };
    match verdict {
        DenialVerdict::Unrecognized => {
            let is_another = text::is_of_another_language(text);
            one.summary = words::unrecognized(is_another);
            one.advice = advice::of_unknown(is_another);
            return one;
        }
        DenialVerdict::NotDenied => {
            let first = found.texts.first().copied();
            let first = first.unwrap_or(DenialText::NotAuthorized);
            one.summary = words::not_denied(first, found.not_authorized.as_ref());
            one.advice = advice::of_text(first);
            return one;
        }
        DenialVerdict::PerhapsDenied | DenialVerdict::Denied => {}
    }
    let layers = one.layers();
    one.summary = words::points_at(verdict, &one.points);
    one.advice = advice::of_denial(verdict, &layers, false);
    ambiguous_text(&mut one, &found);
    if let Some(case) = beside.case {
        let what = match verdict {
            DenialVerdict::PerhapsDenied => What::Perhaps,
            _ => What::DeniedOnPage,
        };
        let recorded = Recorded {
            what,
            layers,
            actions: one.actions(),
            is_of_action: false,
        };
        one.is_any_request = beside.request.is_none();
        let requests = case.file().requests.iter().zip(case.names()).enumerate();
        let meant = requests.filter(|(index, _)| beside.request.is_none_or(|is| is == *index));
        for (_, (request, name)) in meant.take(REQUESTS) {
            let readings = std::slice::from_ref(request);
            if let Some(answered) = decided::decide(case, name, readings, &recorded) {
                one.decided.push((answered, recorded.clone()));
            }
        }
    }
    one
}

/// What of a text is not certain.
fn ambiguous_text(one: &mut Explained, found: &Found) {
    let mut add = |fact, why| one.unknown.push(unknown(fact, why));
    if found.is_cut {
        add(
            AmbiguousFact::Text,
            message!("the text is cut off: all of these begin so"),
        );
    } else if one.verdict == DenialVerdict::PerhapsDenied {
        add(
            AmbiguousFact::Text,
            message!("the page shows the same text when user name or password is wrong"),
        );
    }
    if one.points.iter().any(|(_, actions)| actions.len() > 1) {
        add(
            AmbiguousFact::Action,
            message!("the text is the same at several actions"),
        );
    }
    let several = one.points.len() > 1;
    if several {
        add(
            AmbiguousFact::Layer,
            message!("the text is the same for several kinds of policies"),
        );
    } else {
        add(AmbiguousFact::OtherLayers, one_named());
    }
}

fn one_named() -> Message {
    message!("one kind of policy is named: whether others deny, too, is not said (J13)")
}

/// What an event of CloudTrail comes to.
pub(super) fn of_event(facts: &Facts, case: Option<&Case>) -> Explained {
    let mut one = Explained {
        event: Some(facts.event.clone()),
        ..Explained::default()
    };
    if facts.is_broken {
        one.unknown.push(broken());
    }
    let is_of_sign_in = match facts.kind {
        Kind::ConsoleLogin | Kind::Action(_) => true,
        Kind::OtherSignIn | Kind::OtherService => false,
    };
    let message = facts.event.error_message.as_deref().unwrap_or_default();
    let found = text::find(message);
    if !is_of_sign_in {
        one.verdict = DenialVerdict::NotDenied;
        one.summary = words::other_event(facts);
        one.advice = words::other_event_advice();
        return one;
    }
    let of_event: Vec<Action> = match facts.kind {
        Kind::Action(action) => vec![action.into()],
        _ => signin::Action::ALL.into_iter().map(Action::from).collect(),
    };
    let what = classify(&mut one, facts, &found, &of_event);
    let sign_in = SignIn::of(facts, case);
    one.sign_in = sign_in.told;
    one.unknown.extend(sign_in.unknown);
    let Some(what) = what else {
        return one;
    };
    let recorded = Recorded {
        what,
        layers: one.layers(),
        actions: of_event,
        is_of_action: matches!(facts.kind, Kind::Action(_)),
    };
    decide(&mut one, case, &sign_in.readings, recorded);
    one
}

fn broken() -> Unknown {
    unknown(
        AmbiguousFact::Event,
        message!("the event is cut off or is not JSON: what is missing is taken to be unknown"),
    )
}

fn decide(one: &mut Explained, case: Option<&Case>, readings: &[Request], recorded: Recorded) {
    let (Some(case), Some(first)) = (case, readings.first()) else {
        return;
    };
    let name = first.name.clone().unwrap_or_default();
    if let Some(answered) = decided::decide(case, &name, readings, &recorded) {
        one.decided.push((answered, recorded));
    }
}

/// The verdict on an event of a sign-in, and what was recorded of it.
fn classify(
    one: &mut Explained,
    facts: &Facts,
    found: &Found,
    of_event: &[Action],
) -> Option<What> {
    let Meaning { verdict, points } = meaning(found);
    one.texts.clone_from(&found.texts);
    if facts.success == Some(true) && verdict != DenialVerdict::Denied {
        one.verdict = DenialVerdict::NotDenied;
        one.summary = message!("the sign-in passed: no policy denied it");
        return Some(What::Passed);
    }
    let is_access_denied = facts
        .error_code
        .as_deref()
        .is_some_and(|error| error.to_ascii_lowercase().starts_with("accessdenied"));
    let points = match verdict {
        DenialVerdict::Denied | DenialVerdict::PerhapsDenied => points,
        // The record says that something denied it and not what.
        _ if is_access_denied && found.texts.is_empty() => {
            let all = signin::Layer::ALL.into_iter();
            all.map(|layer| (layer.into(), of_event.to_vec())).collect()
        }
        DenialVerdict::NotDenied => {
            let first = found.texts.first().copied()?;
            one.verdict = DenialVerdict::NotDenied;
            one.summary = words::not_denied(first, found.not_authorized.as_ref());
            one.advice = advice::of_text(first);
            return matches!(
                first,
                DenialText::FailedAuthentication | DenialText::UnknownUser
            )
            .then_some(What::Failed);
        }
        DenialVerdict::Unrecognized => {
            one.verdict = DenialVerdict::Unrecognized;
            one.summary = match facts.event.error_message.as_deref() {
                Some(text) => message!(
                    "the sign-in failed, and {text} is not known",
                    text = code(&vestibule_wire::short_name(text))
                ),
                None => message!("the event does not say why the sign-in failed"),
            };
            one.advice = advice::of_unknown(false);
            return None;
        }
    };
    one.points = points
        .into_iter()
        .map(|(layer, actions)| {
            let actions = actions
                .into_iter()
                .filter(|action| of_event.contains(action));
            (layer, actions.collect())
        })
        .filter(|(_, actions): &(Layer, Vec<Action>)| !actions.is_empty())
        .collect();
    one.verdict = DenialVerdict::Denied;
    one.summary = words::points_at(one.verdict, &one.points);
    one.advice = advice::of_denial(one.verdict, &one.layers(), true);
    let mut add = |fact, why| one.unknown.push(unknown(fact, why));
    if of_event.len() > 1 {
        add(
            AmbiguousFact::Action,
            message!(
                "`ConsoleLogin` is one event for the whole sign-in: it does not say at which action it was denied"
            ),
        );
    }
    if one.points.len() == 1 {
        add(AmbiguousFact::OtherLayers, one_named());
    } else {
        add(
            AmbiguousFact::Layer,
            message!("the event does not say which kind of policy denied"),
        );
    }
    Some(What::DeniedByLayer)
}

/// What an evaluation of Access Troubleshooter comes to.
pub(super) fn of_evaluation(evaluation: &Evaluation, case: Option<&Case>) -> Explained {
    let mut one = Explained {
        checks: evaluation.checks.clone(),
        event: Some(evaluation.facts.event.clone()),
        ..Explained::default()
    };
    if evaluation.facts.is_broken {
        one.unknown.push(broken());
    }
    let layers = evaluation.denied_by();
    let Some(action) = evaluation.of_sign_in() else {
        one.verdict = DenialVerdict::NotDenied;
        one.summary = words::other_action(&evaluation.action, &layers);
        one.advice = advice::of_text(DenialText::NotAuthorized);
        return one;
    };
    let mut sign_in = SignIn::of(&evaluation.facts, case);
    for request in &mut sign_in.readings {
        give_all(request, &evaluation.context);
    }
    one.sign_in = sign_in.told;
    one.unknown.extend(sign_in.unknown);
    let what = match evaluation.is_denied {
        Some(false) => {
            one.verdict = DenialVerdict::NotDenied;
            one.summary = message!("AWS allowed the action: no policy denied it");
            What::Passed
        }
        _ if layers.is_empty() => {
            one.verdict = DenialVerdict::Unrecognized;
            one.summary = message!("the record does not say which check denied the action");
            one.advice = advice::of_unknown(false);
            return one;
        }
        _ => {
            one.verdict = DenialVerdict::Denied;
            one.points = layers
                .iter()
                .map(|layer| (*layer, vec![action.into()]))
                .collect();
            one.summary = words::points_at(one.verdict, &one.points);
            one.advice = advice::of_denial(one.verdict, &layers, true);
            What::DeniedByLayer
        }
    };
    let recorded = Recorded {
        what,
        layers,
        actions: vec![action.into()],
        is_of_action: true,
    };
    decide(&mut one, case, &sign_in.readings, recorded);
    one
}
