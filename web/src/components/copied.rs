//! A text to copy or to save: commands, scripts, files.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::browser;
use super::glyph::{self, glyph};
use crate::text::use_text;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// What it is.
    pub(super) label: AttrValue,
    pub(super) content: AttrValue,
    /// The file that it is saved as, where it may be.
    #[prop_or_default]
    pub(super) file: Option<AttrValue>,
    /// The label is for screen readers alone.
    #[prop_or_default]
    pub(super) bare: bool,
}

/// The text, with buttons that copy and save it.
#[component]
pub(super) fn CopiedText(props: &Props) -> Html {
    let text = use_text();
    let copied = use_state_eq(|| None::<bool>);
    {
        let copied = copied.setter();
        use_effect_with(props.content.clone(), move |_| copied.set(None));
    }
    let copy = {
        let (content, copied) = (props.content.clone(), copied.setter());
        move |_: MouseEvent| {
            let (content, copied) = (content.to_string(), copied.clone());
            spawn_local(async move { copied.set(Some(browser::copy(content).await)) });
        }
    };
    let label = [("about", props.label.as_str().into())];
    let save = props.file.clone().map(|file| {
        let content = props.content.clone();
        let name = text.with(id!("statements-save"), &[("file", file.as_str().into())]);
        let onclick = move |_: MouseEvent| browser::download_as(&file, &content, "text/plain");
        html! {
            <button type="button" class="quiet only-icon" title={name.clone()} aria-label={name} {onclick}>
                { glyph(glyph::DOWNLOAD) }
            </button>
        }
    });
    let copy_label = text.with(id!("start-copy"), &label);
    html! {
        <div class={classes!("copied", props.bare.then_some("copied-bare"))}>
            <div class="copied-head">
                <span class={classes!(props.bare.then_some("hidden"))}>{ &props.label }</span>
                <span role="status" class="soft">
                    { match *copied {
                        None => AttrValue::default(),
                        Some(true) => text.say(id!("proof-command-copied")),
                        Some(false) => text.say(id!("proof-command-not-copied")),
                    } }
                </span>
                { save.unwrap_or_default() }
                <button type="button" class="quiet only-icon" title={copy_label.clone()} aria-label={copy_label} onclick={copy}>
                    { glyph(if *copied == Some(true) { glyph::CHECK } else { glyph::COPY }) }
                </button>
            </div>
            <pre tabindex="0" role="region" aria-label={props.label.clone()} translate="no">{ &props.content }</pre>
        </div>
    }
}
