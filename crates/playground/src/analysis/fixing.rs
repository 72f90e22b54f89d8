//! What a fix does, proven for the whole workspace.

use std::rc::Rc;

use implicit_clone::unsync::IString;
use vestibule_answers::{Effect, Fixing, ToFix, effect, fix, words};
use vestibule_l10n::{Language, Text};
use vestibule_wire::{Finding, Kind, Layer, Severity, check};

use super::answer::{Line, Order};
use super::engine::{Room, case_of_order, line, sentence};
use super::inquiry::{FixAsked, FixEffect, FixTold};
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
        Some(fixed) => (fixed.clone(), 1, 0),
        None => all_safe(&asked.text, kind),
    };
    let before = case_of_order(&asked.order);
    let after = case_of_order(&with_text(&asked.order, asked.document, &fixed));
    let (found, others) = effect(&before, &after);
    let (mut effect, lines, left_out) = said(&text, &found);
    if effect == FixEffect::Same && !others.is_empty() {
        // It is proven of some accounts alone.
        effect = FixEffect::NotKnown;
    }
    FixTold {
        number: asked.order.number,
        appears: appears(asked, &fixed, kind),
        text: fixed,
        effect,
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

/// The text with all fixes that change no decision, how many those are, and how many call
/// themselves so and are not.
fn all_safe(text: &IString, kind: Option<Kind>) -> (IString, usize, usize) {
    let found = fix(ToFix::Policy(text, kind), Fixing::Safe);
    let fixed = found.files.into_iter().next();
    let fixed = fixed.map_or_else(|| text.clone(), |file| file.after.into());
    (fixed, found.applied.len(), found.refused.len())
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

fn said(text: &Text, effect: &Effect) -> (FixEffect, Vec<Line>, usize) {
    let told = match effect {
        Effect::Same => FixEffect::Same,
        Effect::Settles(_) | Effect::NothingBefore => FixEffect::Settles,
        Effect::Changes(_) => FixEffect::Changes,
        Effect::NotKnown(why) => {
            let why = sentence(text, line(why.message.clone()));
            return (FixEffect::NotKnown, vec![why], 0);
        }
    };
    let mut room = Room::default();
    let mut lines = Vec::new();
    for comparison in effect.comparisons() {
        let compared = words::Compared {
            networks: [&[], &[]],
            places: [&|_| None, &|_| None],
        };
        for section in words::comparison(comparison, &compared) {
            let below = room.lines(text, section.lines);
            lines.push(Line {
                below,
                ..sentence(text, line(section.title))
            });
        }
    }
    (told, lines, room.left_out())
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
