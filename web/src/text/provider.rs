//! The language in the page: who may speak it, and what the browser is told.

use wasm_bindgen::JsValue;
use yew::prelude::*;

use super::{Language, Text};

/// The words of the page in its language.
#[hook]
pub(crate) fn use_text() -> Text {
    // There is always a provider; no words here, so that programs carry only theirs.
    let fallback = use_memo((), |()| Text::silent());
    use_context::<Text>().unwrap_or_else(|| (*fallback).clone())
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// What the user has chosen; the system's language unless given.
    pub(crate) language: Option<Language>,
    pub(crate) children: Html,
}

/// Gives its children the words, and the document its language and title.
#[component]
pub(crate) fn TextProvider(props: &Props) -> Html {
    let system = use_memo((), |()| of_system());
    let language = props.language.unwrap_or(*system);
    let text = use_memo(language, |language| Text::new(*language));
    use_effect_with((*text).clone(), tell_document);
    html! {
        <ContextProvider<Text> context={(*text).clone()}>{ props.children.clone() }</ContextProvider<Text>>
    }
}

/// The first language that the browser is set to and the page speaks.
fn of_system() -> Language {
    let navigator = web_sys::window().map(|window| window.navigator());
    let languages = navigator.map(|navigator| navigator.languages());
    Language::preferred(
        languages
            .iter()
            .flat_map(|languages| languages.iter())
            .filter_map(|tag: JsValue| tag.as_string()),
    )
}

/// Screen readers choose their voice, browsers their fonts and line breaks by
/// the document's language.
fn tell_document(text: &Text) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    document.set_title(&text.say(id!("page-title")));
    if let Some(root) = document.document_element() {
        // Fails only for a name that is none.
        let _ = root.set_attribute("lang", text.language().tag());
    }
}
