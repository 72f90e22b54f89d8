//! The border to CodeMirror: its module, what it asks, what it is told.

use serde::Serialize;
use vestibule_wire::Range;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlLinkElement, HtmlScriptElement};

use super::words::Phrases;

#[wasm_bindgen]
extern "C" {
    /// What `web/editor/index.js` offers.
    #[wasm_bindgen(js_name = vestibuleEditor, catch)]
    fn mount(host: &Element, hooks: &JsValue) -> Result<Handle, JsValue>;

    type Handle;
    #[wasm_bindgen(method)]
    fn open(this: &Handle, id: &str, text: &str, step: bool);
    #[wasm_bindgen(method)]
    fn settings(this: &Handle, json: &str);
    #[wasm_bindgen(method)]
    fn findings(this: &Handle, json: &str);
    #[wasm_bindgen(method)]
    fn light(this: &Handle, json: &str, reveal: bool);
    #[wasm_bindgen(method, js_name = goTo)]
    fn go_to(this: &Handle, json: &str);
    #[wasm_bindgen(method)]
    fn replace(this: &Handle, text: &str);
    #[wasm_bindgen(method)]
    fn focus(this: &Handle);
    #[wasm_bindgen(method)]
    fn run(this: &Handle, command: &str);
    #[wasm_bindgen(method)]
    fn destroy(this: &Handle);
}

/// What the editor asks and tells; offsets are UTF-16.
pub(super) struct Hooks {
    pub(super) change: Box<dyn Fn(String)>,
    pub(super) cursor: Box<dyn Fn(u32)>,
    /// The cursor has moved, and nothing was typed.
    pub(super) jump: Box<dyn Fn()>,
    pub(super) complete: Box<dyn Fn(String, u32) -> Option<String>>,
    pub(super) topic: Box<dyn Fn(String) -> Option<String>>,
    pub(super) hover: Box<dyn Fn(String, u32) -> Option<String>>,
    pub(super) format: Box<dyn Fn(String) -> String>,
    /// What is pasted and the text that it would make; says what becomes of it.
    pub(super) paste: Box<dyn Fn(String, String) -> String>,
    /// Asks for the form that fills in, at that placeholder.
    pub(super) fill: Box<dyn Fn(String)>,
    /// Asks for the form that suppresses that finding.
    pub(super) suppress: Box<dyn Fn(String)>,
    pub(super) tell: Box<dyn Fn(String)>,
    /// The fix of the mark with that key is wanted.
    pub(super) fix: Box<dyn Fn(String)>,
    /// The documentation of the rule with that code is wanted.
    pub(super) rule: Box<dyn Fn(String)>,
    /// The editor's own way back (true), or ahead again, has ended.
    pub(super) travel: Box<dyn Fn(bool)>,
}

/// CodeMirror in the page; gone with this value.
pub(super) struct Editor {
    handle: Handle,
    /// The functions behind the hooks live as long as the editor.
    _hooks: Vec<Box<dyn std::any::Any>>,
}

/// What the editor marks.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Marks {
    pub(super) findings: Vec<Mark>,
    /// What all policies come to is not known yet: what was marked of it stays.
    pub(super) keeps_of_all: bool,
}

/// A finding as the editor shows it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Mark {
    pub(super) severity: &'static str,
    pub(super) message: String,
    pub(super) content: vestibule_ide::content::Content,
    pub(super) place: Range,
    /// Tells it from the others.
    pub(super) key: String,
    /// What the button of its fix says.
    pub(super) fix: Option<String>,
    /// The code of the rule, and what the button says that shows its documentation.
    pub(super) rule: [String; 2],
    pub(super) form: Option<MarkForm>,
    /// What leads to its suppression: how that is called, and which finding it is.
    pub(super) suppress: Option<(String, String)>,
    /// It is about what all policies come to together.
    pub(super) of_all: bool,
}

/// The form that mends it.
#[derive(Serialize)]
pub(super) struct MarkForm {
    pub(super) name: String,
    pub(super) placeholder: String,
}

/// What does not change while one types.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Settings {
    pub(super) read_only: bool,
    pub(super) label: String,
    pub(super) placeholder: String,
    pub(super) described_by: String,
    pub(super) phrases: Phrases,
}

impl Editor {
    /// Puts CodeMirror into `host`; `None` when it fails.
    pub(super) fn mount(host: &Element, hooks: Hooks) -> Option<Self> {
        let object = js_sys::Object::new();
        let mut kept: Vec<Box<dyn std::any::Any>> = Vec::new();
        let set = |name: &str, function: &JsValue| {
            // Fails on frozen objects alone.
            let _ = js_sys::Reflect::set(&object, &name.into(), function);
        };
        macro_rules! hook {
            ($name:ident as $signature:ty) => {
                let function = Closure::<$signature>::new(hooks.$name);
                set(stringify!($name), function.as_ref());
                kept.push(Box::new(function));
            };
        }
        hook!(change as dyn Fn(String));
        hook!(cursor as dyn Fn(u32));
        hook!(jump as dyn Fn());
        hook!(complete as dyn Fn(String, u32) -> Option<String>);
        hook!(topic as dyn Fn(String) -> Option<String>);
        hook!(hover as dyn Fn(String, u32) -> Option<String>);
        hook!(format as dyn Fn(String) -> String);
        hook!(paste as dyn Fn(String, String) -> String);
        hook!(fill as dyn Fn(String));
        hook!(suppress as dyn Fn(String));
        hook!(tell as dyn Fn(String));
        hook!(fix as dyn Fn(String));
        hook!(rule as dyn Fn(String));
        hook!(travel as dyn Fn(bool));
        let handle = mount(host, &object).ok()?;
        Some(Self {
            handle,
            _hooks: kept,
        })
    }

    pub(super) fn open(&self, document: &str, text: &str, is_step: bool) {
        self.handle.open(document, text, is_step);
    }

    pub(super) fn settings(&self, settings: &Settings) {
        self.handle.settings(&json(settings));
    }

    pub(super) fn findings(&self, marks: &Marks) {
        self.handle.findings(&json(marks));
    }

    pub(super) fn light(&self, ranges: &[Range], reveal: bool) {
        self.handle.light(&json(ranges), reveal);
    }

    pub(super) fn go_to(&self, range: &Range) {
        self.handle.go_to(&json(range));
    }

    pub(super) fn replace(&self, text: &str) {
        self.handle.replace(text);
    }

    pub(super) fn focus(&self) {
        self.handle.focus();
    }

    pub(super) fn run(&self, command: &str) {
        self.handle.run(command);
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.handle.destroy();
    }
}

/// What is handed over is made of texts and numbers, which always can be written.
pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// True where the module was loaded before.
pub(super) fn is_loaded() -> bool {
    js_sys::Reflect::has(&js_sys::global(), &"vestibuleEditor".into()) == Ok(true)
}

/// Loads the module that the page names, and says whether it came.
pub(super) fn load(then: impl Fn(bool) + Clone + 'static) {
    if is_loaded() {
        return then(true);
    }
    let failed = then.clone();
    if request(then).is_none() {
        failed(false);
    }
}

/// `None` when the page names no module.
fn request(then: impl Fn(bool) + Clone + 'static) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let link = document.get_element_by_id("editor-module")?;
    let link: HtmlLinkElement = link.dyn_into().ok()?;
    let script: HtmlScriptElement = document.create_element("script").ok()?.dyn_into().ok()?;
    script.set_type("module");
    script.set_src(&link.href());
    let loaded = then.clone();
    let onload = Closure::once_into_js(move || loaded(true));
    let onerror = Closure::once_into_js(move || then(false));
    script.set_onload(Some(onload.unchecked_ref()));
    script.set_onerror(Some(onerror.unchecked_ref()));
    document.head()?.append_child(&script).ok()?;
    Some(())
}
