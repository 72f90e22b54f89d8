//! What is said of what came in, until it is put away, a policy is removed, or another workspace
//! is opened.

use yew::prelude::*;

use crate::components::glyph::{self, glyph};
use crate::text::{nodes, use_text};

#[derive(Properties, Clone, PartialEq)]
pub(super) struct Props {
    pub(super) lines: Vec<AttrValue>,
    /// Says something else instead.
    pub(super) say: Callback<Vec<AttrValue>>,
}

/// What is said in the workspace of that generation, as long as it has as many documents.
#[hook]
pub(super) fn use_said(generation: u64, documents: usize) -> Props {
    let said = use_state_eq(|| (None::<(u64, usize)>, Vec::<AttrValue>::new()));
    let say = {
        let said = said.setter();
        Callback::from(move |lines: Vec<AttrValue>| said.set((None, lines)))
    };
    let is_over = |(of, then)| of != generation || documents < then;
    let lines = if said.0.is_some_and(is_over) {
        Vec::new()
    } else {
        said.1.clone()
    };
    {
        let said = said.clone();
        // What comes with a case file is said in the workspace that the file becomes.
        use_effect(move || {
            let is_news = match said.0 {
                None => !said.1.is_empty(),
                // What it tells of is added by and by.
                Some((of, then)) => of == generation && documents > then,
            };
            if is_news {
                said.set((Some((generation, documents)), said.1.clone()));
            }
        });
    }
    Props { lines, say }
}

#[component]
pub(super) fn Said(props: &Props) -> Html {
    let text = use_text();
    let away = props.say.reform(|_: MouseEvent| Vec::new());
    html! {
        // The live region is there before what it says.
        <div role="status" class="document-said-holder">
            if !props.lines.is_empty() {
                <ul class="document-said">
                    { for props.lines.iter().map(|line| html! { <li>{ nodes(line) }</li> }) }
                </ul>
                <button
                    type="button" class="quiet only-icon" aria-label={text.say(id!("notice-away"))} onclick={away}
                >
                    { glyph(glyph::X) }
                </button>
            }
        </div>
    }
}
