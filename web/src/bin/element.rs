//! `<vestibule-example>` for pages of documentation: what JavaScript calls.

use vestibule_web::element;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use web_sys::js_sys::Function;

/// An example that stands in a page.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Mounted(element::Mounted);

/// What the page says of an example, beside its case.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Settings(element::Settings);

#[wasm_bindgen]
impl Settings {
    /// The language of the place it stands in, and what readers may do.
    #[wasm_bindgen(constructor)]
    pub fn new(language: &str, editable: bool, open: bool) -> Self {
        Self(element::Settings {
            language: language.to_owned(),
            editable,
            open,
            ..element::Settings::default()
        })
    }

    /// The address of a playground.
    #[wasm_bindgen(setter)]
    pub fn set_playground(&mut self, address: Option<String>) {
        self.0.playground = address;
    }

    /// What promises answers about every sign-in.
    #[wasm_bindgen(setter)]
    pub fn set_analyse(&mut self, analyse: Option<Function>) {
        self.0.analyse = analyse;
    }
}

/// Shows the case that is `text` in `root`.
#[wasm_bindgen]
pub fn mount(root: Element, text: &str, settings: Settings, decided: Function) -> Mounted {
    Mounted(element::mount(root, text, settings.0, decided))
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
