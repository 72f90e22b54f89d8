//! `<vestibule-example>` for pages of documentation: what JavaScript calls.

use vestibule_web::element;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use web_sys::js_sys::Function;

/// An example that stands in a page.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Mounted(element::Mounted);

/// Shows the case that is `text` in `root`. See `Settings` and `mount` of the library.
#[wasm_bindgen]
pub fn mount(
    root: Element,
    text: &str,
    language: &str,
    editable: bool,
    open: bool,
    playground: Option<String>,
    analyse: Option<Function>,
    decided: Function,
) -> Mounted {
    let settings = element::Settings {
        language: language.to_owned(),
        editable,
        open,
        playground,
        analyse,
    };
    Mounted(element::mount(root, text, settings, decided))
}

#[wasm_bindgen]
impl Mounted {
    /// Takes it out of the page.
    pub fn unmount(self) {
        self.0.unmount();
    }
}

/// The style sheets for the root that an example stands in.
#[wasm_bindgen]
pub fn styles() -> String {
    element::STYLES.concat()
}

fn main() {}
