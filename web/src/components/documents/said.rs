//! What is said of what came in, until it is put away, a policy is removed, or another workspace
//! is opened.

use std::rc::Rc;

use yew::prelude::*;

use crate::analysis::import::ImportFile;
use crate::components::denial::Explain;
use crate::components::glyph::{self, glyph};
use crate::state::action::Action;
use crate::state::importing::ImportEdit;
use crate::text::{nodes, use_text};

/// What is said.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Told {
    pub(super) lines: Vec<AttrValue>,
    /// What looks like a sign-in that failed, which is explained elsewhere.
    pub(super) denied: Option<AttrValue>,
    /// What was not used, and says something together with other outputs.
    pub(super) import: Vec<Rc<ImportFile>>,
}

impl Told {
    fn is_nothing(&self) -> bool {
        self.lines.is_empty() && self.denied.is_none()
    }
}

#[derive(Properties, Clone, PartialEq)]
pub(super) struct Props {
    pub(super) told: Told,
    /// Says something else instead.
    pub(super) say: Callback<Told>,
    pub(super) dispatch: Callback<Action>,
}

/// What is said in the workspace of that generation, as long as it has as many documents.
#[hook]
pub(super) fn use_said(generation: u64, documents: usize, dispatch: &Callback<Action>) -> Props {
    let said = use_state_eq(|| (None::<(u64, usize)>, Told::default()));
    let say = {
        let said = said.setter();
        Callback::from(move |told: Told| said.set((None, told)))
    };
    let is_over = |(of, then)| of != generation || documents < then;
    let told = if said.0.is_some_and(is_over) {
        Told::default()
    } else {
        said.1.clone()
    };
    {
        let said = said.clone();
        // What comes with a case file is said in the workspace that the file becomes.
        use_effect(move || {
            let is_news = match said.0 {
                None => !said.1.is_nothing(),
                // What it tells of is added by and by.
                Some((of, then)) => of == generation && documents > then,
            };
            if is_news {
                said.set((Some((generation, documents)), said.1.clone()));
            }
        });
    }
    Props {
        told,
        say,
        dispatch: dispatch.clone(),
    }
}

#[component]
pub(super) fn Said(props: &Props) -> Html {
    let text = use_text();
    let away = props.say.reform(|_: MouseEvent| Told::default());
    let explained = props.say.reform(|()| Told::default());
    let told = &props.told;
    let import = {
        let (say, dispatch, files) = (
            props.say.clone(),
            props.dispatch.clone(),
            told.import.clone(),
        );
        Callback::from(move |_: MouseEvent| {
            say.emit(Told::default());
            let files = files.iter().map(|file| ImportFile::clone(file)).collect();
            dispatch.emit(Action::Import(Box::new(ImportEdit::Add(files, Vec::new()))));
        })
    };
    html! {
        // The live region is there before what it says.
        <div role="status" class="document-said-holder">
            if !told.is_nothing() {
                <div class="document-said">
                    if !told.lines.is_empty() {
                        <ul>{ for told.lines.iter().map(|line| html! { <li>{ nodes(line) }</li> }) }</ul>
                    }
                    if !told.import.is_empty() {
                        <button type="button" onclick={import}>{ text.say(id!("start-import-it")) }</button>
                    }
                    if let Some(of) = told.denied.clone() {
                        <Explain {of} then={explained} dispatch={props.dispatch.clone()} />
                    }
                </div>
                <button
                    type="button" class="quiet only-icon" aria-label={text.say(id!("notice-away"))} onclick={away}
                >
                    { glyph(glyph::X) }
                </button>
            }
        </div>
    }
}
