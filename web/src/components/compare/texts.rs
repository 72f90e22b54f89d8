//! The policies that differ, line by line.

use yew::prelude::*;

use crate::analysis::compare::told::{
    CompareTold, DiffLine, DocumentChange, DocumentEffect, SettingsChange, Side,
};
use crate::components::documents::names;
use crate::text::{Text, id};

/// All that differ, and how many are the same.
pub(in crate::components) fn all(text: &Text, told: &CompareTold) -> Html {
    let others = [("count", told.same_documents.into())];
    html! {
        <section class="compare-texts" aria-labelledby="compare-texts">
            <h3 id="compare-texts">{ text.say(id!("compare-texts")) }</h3>
            { for told.settings.iter().map(|change| html! { <p>{ text.say(setting(*change)) }</p> }) }
            { for told.documents.iter().map(|change| document(text, change)) }
            <p class="soft">
                if told.documents.is_empty() {
                    { text.say(id!("compare-texts-same")) }
                } else {
                    { text.with(id!("compare-texts-others"), &others) }
                }
            </p>
        </section>
    }
}

fn setting(change: SettingsChange) -> &'static str {
    match change {
        SettingsChange::Account => id("compare-setting-account"),
        SettingsChange::Organization => id("compare-setting-organization"),
        SettingsChange::NoIdentity => id("compare-setting-identity"),
        SettingsChange::Readings => id("compare-setting-readings"),
    }
}

fn document(text: &Text, change: &DocumentChange) -> Html {
    let layer = names::one(text, change.layer);
    let name = if change.name.trim().is_empty() {
        layer
    } else {
        format!("{layer} {}", change.name).into()
    };
    let what = text.say(match change.what {
        DocumentEffect::Added => id("compare-document-added"),
        DocumentEffect::Removed => id("compare-document-removed"),
        DocumentEffect::Changed => id("compare-document-changed"),
        DocumentEffect::LaidOut => id("compare-document-laid-out"),
    });
    let target = |target: &AttrValue| match target.trim() {
        "" => text.say(id!("compare-nowhere")),
        _ => target.clone(),
    };
    let moved = change.target_before.as_ref().map(|before| {
        let (before, after) = (target(before), target(&change.target));
        let both = [
            ("before", before.as_str().into()),
            ("after", after.as_str().into()),
        ];
        text.with(id!("compare-target"), &both)
    });
    let label = format!("{name}: {what}");
    html! {
        <section class="compare-document">
            <h4>{ &name }{ " " }<span class="badge">{ what }</span></h4>
            if let Some(moved) = moved { <p>{ moved }</p> }
            if change.in_one_layout { <p class="soft">{ text.say(id!("compare-one-layout")) }</p> }
            { parts(text, label.into(), &change.parts, change.left_out) }
        </section>
    }
}

/// The parts of a text that differ, which `label` names to screen readers, and how many lines
/// had no room.
pub(in crate::components) fn parts(
    text: &Text,
    label: AttrValue,
    parts: &[Vec<DiffLine>],
    left_out: usize,
) -> Html {
    html! {
        <>
            if !parts.is_empty() {
                <div class="compare-text" tabindex="0" role="group" aria-label={label} translate="no">
                    { for parts.iter().enumerate().map(|(at, part)| html! {
                        <>
                            if at > 0 {
                                <div class="compare-gap"><span aria-hidden="true">{ "⋯" }</span><span class="hidden">{ text.say(id!("compare-gap")) }</span></div>
                            }
                            { for part.iter().map(|one| line(text, one)) }
                        </>
                    }) }
                </div>
            }
            if left_out > 0 {
                <p class="soft">{ text.with(id!("compare-lines-left-out"), &[("count", left_out.into())]) }</p>
            }
        </>
    }
}

fn line(text: &Text, line: &DiffLine) -> Html {
    let (class, sign, said) = match line.side {
        Side::Both => ("same", " ", None),
        Side::Before => ("gone", "−", Some(text.say(id!("compare-line-before")))),
        Side::After => ("new", "+", Some(text.say(id!("compare-line-after")))),
    };
    let pieces = line.pieces.iter().map(|piece| {
        let said = &piece.text;
        match line.side {
            Side::Before if piece.is_marked => html! { <del>{ said }</del> },
            Side::After if piece.is_marked => html! { <ins>{ said }</ins> },
            Side::Both | Side::Before | Side::After => html! { { said } },
        }
    });
    html! {
        <div class={classes!("compare-line", class)}>
            <span class="number" aria-hidden="true">{ line.number }</span>
            <span class="sign" aria-hidden="true">{ sign }</span>
            if let Some(said) = said { <span class="hidden">{ said }{ " " }</span> }
            <code>{ for pieces }</code>
        </div>
    }
}
