//! What the editor asks, answered with what is known at that moment.

use std::cell::RefCell;
use std::rc::Rc;

use vestibule_wire::Layer;
use yew::prelude::*;

use super::bridge::{Hooks, json};
use super::{Pasted, Props, marks};
use crate::evaluate::answer::Problem;
use crate::state::action::Way;
use crate::text::Text;
use vestibule_ide::format::format;
use vestibule_ide::topics::Topic;
use vestibule_ide::used::Used;
use vestibule_ide::{Asked, Completion, Hover, Offsets, complete, hover};

/// The newest props, for functions that live as long as the editor.
pub(super) struct Latest {
    document: AttrValue,
    layer: Layer,
    words: Text,
    used: Callback<(), Rc<Used>>,
    /// What the editor shows: the text that was drawn last, or what was typed since.
    text: AttrValue,
    drawn: AttrValue,
    on_change: Callback<AttrValue>,
    on_cursor: Callback<u32>,
    on_jump: Callback<()>,
    on_paste: Callback<(String, String), Pasted>,
    on_fill: Callback<AttrValue>,
    on_suppress: Callback<AttrValue>,
    problems: Rc<[Rc<Problem>]>,
    on_fix: Callback<Rc<Problem>>,
    on_rule: Callback<AttrValue>,
    on_travel: Callback<Way>,
    /// The plain text area had the focus when the editor took its place.
    pub(super) takes_focus: bool,
}

impl Latest {
    pub(super) fn of(props: &Props, words: &Text) -> Self {
        Self {
            document: props.document.clone(),
            layer: props.layer,
            words: words.clone(),
            used: props.used.clone(),
            text: props.text.clone(),
            drawn: props.text.clone(),
            on_change: props.on_change.clone(),
            on_cursor: props.on_cursor.clone(),
            on_jump: props.on_jump.clone(),
            on_paste: props.on_paste.clone(),
            on_fill: props.on_fill.clone(),
            on_suppress: props.on_suppress.clone(),
            problems: props.problems.clone(),
            on_fix: props.on_fix.clone(),
            on_rule: props.on_rule.clone(),
            on_travel: props.on_travel.clone(),
            takes_focus: false,
        }
    }

    pub(super) fn renew(&mut self, props: &Props, words: &Text) {
        let (takes_focus, document) = (self.takes_focus, self.document.clone());
        let typed =
            (document == props.document && self.drawn == props.text).then(|| self.text.clone());
        *self = Self::of(props, words);
        self.takes_focus = takes_focus;
        if let Some(typed) = typed {
            // Drawn once more for another reason: what was typed meanwhile is not drawn yet.
            self.text = typed;
        }
    }

    /// True while nothing was typed since that text was drawn.
    pub(super) fn is_of(&self, text: &AttrValue) -> bool {
        self.text == *text
    }

    /// The text, and who is told of another one.
    pub(super) fn change(&self) -> (AttrValue, Callback<AttrValue>) {
        (self.text.clone(), self.on_change.clone())
    }

    fn asked<'a>(&'a self, text: &'a str, utf16: u32, used: &'a Used) -> Asked<'a> {
        Asked {
            text,
            offset: Offsets::of(text).byte(utf16),
            layer: self.layer,
            words: &self.words,
            used,
        }
    }
}

pub(super) fn hooks(latest: &Rc<RefCell<Latest>>, told: &UseStateSetter<AttrValue>) -> Hooks {
    let latest = || Rc::clone(latest);
    let (changed, moved, completes, tells, hovers) =
        (latest(), latest(), latest(), latest(), latest());
    let jumps = latest();
    let (pastes, fills, suppresses) = (latest(), latest(), latest());
    let (fixes, shows, travels) = (latest(), latest(), latest());
    let told = told.clone();
    Hooks {
        change: Box::new(move |text| {
            let text = AttrValue::from(text);
            let on_change = {
                let mut latest = changed.borrow_mut();
                latest.text = text.clone();
                latest.on_change.clone()
            };
            on_change.emit(text);
        }),
        cursor: Box::new(move |offset| {
            let (at, on_cursor) = {
                let latest = moved.borrow();
                let at = Offsets::of(&latest.text).byte(offset);
                (at, latest.on_cursor.clone())
            };
            on_cursor.emit(at);
        }),
        jump: Box::new(move || {
            let on_jump = jumps.borrow().on_jump.clone();
            on_jump.emit(());
        }),
        complete: Box::new(move |text, offset| {
            let latest = completes.borrow();
            let used = latest.used.emit(());
            let found = complete(&latest.asked(&text, offset, &used))?;
            let offsets = Offsets::of(&text);
            Some(json(&Completion {
                from: offsets.utf16(found.from),
                to: offsets.utf16(found.to),
                ..found
            }))
        }),
        topic: Box::new(move |name| {
            let latest = tells.borrow();
            let topic = Topic::parse(&name)?;
            Some(json(&topic.about(&latest.words, latest.layer)?))
        }),
        hover: Box::new(move |text, offset| {
            let latest = hovers.borrow();
            let found = hover(&latest.asked(&text, offset, &Used::default()))?;
            let offsets = Offsets::of(&text);
            Some(json(&Hover {
                from: offsets.utf16(found.from),
                to: offsets.utf16(found.to),
                ..found
            }))
        }),
        format: Box::new(|text| format(&text)),
        paste: Box::new(move |pasted, result| {
            let on_paste = pastes.borrow().on_paste.clone();
            on_paste.emit((pasted, result)).name().to_owned()
        }),
        fill: Box::new(move |name| {
            let on_fill = fills.borrow().on_fill.clone();
            on_fill.emit(name.into());
        }),
        suppress: Box::new(move |key| {
            let on_suppress = suppresses.borrow().on_suppress.clone();
            on_suppress.emit(key.into());
        }),
        tell: Box::new(move |said| told.set(said.into())),
        fix: Box::new(move |key| {
            let (found, on_fix) = {
                let latest = fixes.borrow();
                let mut problems = latest.problems.iter();
                let found = problems.find(|problem| marks::key(problem) == key);
                (found.cloned(), latest.on_fix.clone())
            };
            if let Some(problem) = found {
                on_fix.emit(problem);
            }
        }),
        rule: Box::new(move |code| {
            let on_rule = shows.borrow().on_rule.clone();
            on_rule.emit(code.into());
        }),
        travel: Box::new(move |back| {
            let on_travel = travels.borrow().on_travel.clone();
            on_travel.emit(if back { Way::Back } else { Way::Ahead });
        }),
    }
}
