//! What a fix does, proven for the whole workspace.

use std::rc::Rc;

use implicit_clone::unsync::IString;
use vestibule_answers::{
    Compared, Effect, FixedFinding, Fixing, ToFix, effect, fix_permitted, words,
};
use vestibule_l10n::{Language, Text};
use vestibule_wire::{Finding, Kind, Layer, Placed, Severity, Suppression, check};

use super::answer::{Line, Order};
use super::engine::{Room, case_of_order, line, sentence};
use super::inquiry::{FixAsked, FixDone, FixEffect, FixTold};
use crate::evaluate::answer::{Field, Problem};

pub(super) fn told(asked: &FixAsked) -> FixTold {
    let language = Language::of_tag(&asked.order.language).unwrap_or_default();
    let text = Text::of_answers(language);
    let documents = &asked.order.rules.documents;
    let layer = documents
        .iter()
        .find(|document| document.id == asked.document)
        .map(|document| document.layer);
    let kind = layer.map(kind_of);
    let (fixed, applied, refused) = match &asked.fixed {
        Some(fixed) => (fixed.clone(), Vec::new(), Vec::new()),
        None => all_listed(asked, kind),
    };
    let before = case_of_order(&asked.order);
    let after = case_of_order(&with_text(&asked.order, asked.document, &fixed));
    let found = effect(&before, &after);
    let Said {
        mut effect,
        short,
        lines,
        left_out,
    } = said(&text, &found);
    if effect == FixEffect::Same && !found.left_out.is_empty() {
        // It is proven of some accounts alone.
        effect = FixEffect::NotKnown;
    }
    FixTold {
        number: asked.order.number,
        appears: appears(asked, &fixed, kind),
        text: fixed,
        effect,
        short,
        lines,
        left_out,
        applied,
        refused,
    }
}

fn kind_of(layer: Layer) -> Kind {
    match layer {
        Layer::ResourceBased => Kind::ResourceBased,
        Layer::ResourceControl => Kind::ResourceControl,
        Layer::ServiceControl => Kind::ServiceControl,
        Layer::VpcEndpoint => Kind::VpcEndpoint,
        Layer::Identity | Layer::PermissionsBoundary | Layer::Session => Kind::Identity,
    }
}

/// The text with all fixes of what is listed that change no decision, which these are, and which
/// call themselves so and are not.
fn all_listed(asked: &FixAsked, kind: Option<Kind>) -> (IString, Vec<FixDone>, Vec<FixDone>) {
    let key = |finding: &Finding| (finding.code.to_string(), finding.message.to_string());
    let listed = asked.listed.iter().map(|problem| key(&problem.finding));
    let listed: Vec<_> = listed.collect();
    let is_listed = |placed: &Placed, _: &[Suppression]| listed.contains(&key(&placed.finding));
    let found = fix_permitted(ToFix::Policy(&asked.text, kind), Fixing::Safe, &is_listed);
    let fixed = found.files.into_iter().next();
    let fixed = fixed.map_or_else(|| asked.text.clone(), |file| file.after.into());
    let done = |all: Vec<FixedFinding>| {
        let done = all.into_iter().filter_map(|of| {
            Some(FixDone {
                title: of.finding.fix?.title,
                problem: of.finding.message,
                line: of.line,
            })
        });
        done.collect()
    };
    (fixed, done(found.applied), done(found.refused))
}

/// The order with that text in the place of the document's.
fn with_text(order: &Order, document: u32, text: &IString) -> Order {
    let mut order = order.clone();
    for one in &mut order.rules.documents {
        if one.id == document {
            Rc::make_mut(one).text = text.clone();
        }
    }
    order
}

/// What is said of an effect.
struct Said {
    effect: FixEffect,
    short: Vec<Line>,
    lines: Vec<Line>,
    left_out: usize,
}

fn said(text: &Text, found: &Compared) -> Said {
    let effect = match &found.effect {
        Effect::Same => FixEffect::Same,
        Effect::Settles(_) if found.effect.leaves_open() => FixEffect::LeavesOpen,
        Effect::Settles(_) | Effect::NothingBefore => FixEffect::Settles,
        Effect::Changes(_) => FixEffect::Changes,
        Effect::NotKnown(why) => {
            let why = sentence(text, line(why.message.clone()));
            return Said {
                effect: FixEffect::NotKnown,
                short: vec![why],
                lines: Vec::new(),
                left_out: 0,
            };
        }
    };
    let mut room = Room::default();
    let (mut short, mut lines) = (Vec::new(), Vec::new());
    let changed = words::changed(found.effect.comparisons(), found.other.as_deref());
    // Where nobody told an account, each is said to be meant or not.
    let is_told = found.other.is_none() && changed.len() < 2;
    for of_accounts in changed {
        let summary = room.lines(text, of_accounts.summary);
        let sections = of_accounts.details.into_iter().map(|section| Line {
            below: room.lines(text, section.lines),
            ..sentence(text, line(section.title))
        });
        let sections: Vec<Line> = sections.collect();
        if is_told {
            short.extend(summary);
            lines.extend(sections);
            continue;
        }
        let whose = sentence(text, line(of_accounts.whose));
        let below = |below| Line {
            below,
            ..whose.clone()
        };
        short.push(below(summary));
        lines.push(below(sections));
    }
    Said {
        effect,
        short,
        lines,
        left_out: room.left_out(),
    }
}

/// What is found in the fixed text that was not found before.
fn appears(asked: &FixAsked, fixed: &str, kind: Option<Kind>) -> Vec<Rc<Problem>> {
    let key = |finding: &Finding| (finding.code.to_string(), finding.message.to_string());
    let before = check(asked.text.as_bytes(), kind).findings;
    let mut before: Vec<_> = before.iter().map(key).collect();
    let mut found = check(fixed.as_bytes(), kind).findings;
    found.retain(|finding| {
        let known = before.iter().position(|other| *other == key(finding));
        if let Some(known) = known {
            before.swap_remove(known);
        }
        known.is_none() && finding.severity > Severity::Info
    });
    let problem = |finding| {
        Rc::new(Problem {
            finding,
            place: Some(Field::DocumentText(asked.document)),
            of_all: false,
        })
    };
    found.into_iter().map(problem).collect()
}
