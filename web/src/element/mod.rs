//! `<vestibule-example>`: a case in a page of documentation, with the table of
//! the playground. The element itself, its shadow root and its style sheets are
//! JavaScript (`pkg/src/element.js`); this is what stands inside.

mod answers;
mod documents;
mod example;
mod model;
mod verdict;

use wasm_bindgen::JsValue;
use web_sys::Element;
use web_sys::js_sys::Function;
use yew::prelude::*;

use crate::foreign::Guard;
use crate::text::{Language, Text};
use example::Example;

/// What an example needs of style sheets; they lean on nothing of the page.
pub const STYLES: [&str; 4] = [
    include_str!("../../style/tokens.css"),
    include_str!("../../style/decision.css"),
    include_str!("../../style/why.css"),
    include_str!("../../element/element.css"),
];

/// What the page says of an example, beside its case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The language of the place it stands in, as BCP 47.
    pub language: String,
    /// Whether readers may change the policies.
    pub editable: bool,
    /// Whether the policies are shown without asking.
    pub open: bool,
    /// The address of a playground, for the link to it.
    pub playground: Option<String>,
    /// What holds for every sign-in, where it is shown: is given the text of a case file, and
    /// promises sections as JSON, or nothing where the case file cannot be used.
    pub analyse: Option<Function>,
}

#[derive(Properties, PartialEq)]
struct Props {
    text: AttrValue,
    settings: Settings,
    on_decided: Callback<Option<(usize, usize)>>,
}

/// An example that stands in a page.
pub struct Mounted {
    example: yew::AppHandle<Root>,
    _guard: Option<Guard>,
}

impl std::fmt::Debug for Mounted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mounted")
    }
}

/// Shows the case that is `text` in `root`. `decided` is called with how many
/// expectations there are and how many of them do not hold, now and after every
/// change; with nothing where the text is no case file.
pub fn mount(root: Element, text: &str, settings: Settings, decided: Function) -> Mounted {
    console_error_panic_hook::set_once();
    let on_decided = Callback::from(move |counts: Option<(usize, usize)>| {
        let count = |count: usize| JsValue::from(u32::try_from(count).unwrap_or(u32::MAX));
        // What the page's own code throws is reported where it is thrown.
        let _ = match counts {
            Some((expected, unmet)) => {
                decided.call2(&JsValue::UNDEFINED, &count(expected), &count(unmet))
            }
            None => decided.call0(&JsValue::UNDEFINED),
        };
    });
    let props = Props {
        text: text.to_owned().into(),
        settings,
        on_decided,
    };
    let guard = Guard::of(&root);
    let example = yew::Renderer::<Root>::with_root_and_props(root, props).render();
    Mounted {
        example,
        _guard: guard,
    }
}

impl Mounted {
    /// Takes it out of the page.
    pub fn unmount(self) {
        self.example.destroy();
    }
}

/// The words for everything inside.
#[component]
fn Root(props: &Props) -> Html {
    let language = Language::of_tag(&props.settings.language).unwrap_or_default();
    let text = use_memo(language, |language| Text::of_element(*language));
    html! {
        <ContextProvider<Text> context={(*text).clone()}>
        <div class="example" lang={language.tag()}>
            <Example
                text={props.text.clone()}
                editable={props.settings.editable}
                open={props.settings.open}
                playground={props.settings.playground.clone()}
                analyse={props.settings.analyse.clone()}
                on_decided={props.on_decided.clone()}
            />
        </div>
        </ContextProvider<Text>>
    }
}
