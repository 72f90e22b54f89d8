//! The gate that everything shown goes through.
//!
//! Names, keys, values and addresses are written by strangers. A component hands them to `html!`
//! as it has them: whatever is then put into the document below a guarded node is made
//! [safe to show](mod@text) before the browser draws it.
//!
//! The browser tells of each change in a microtask, which is after Yew has drawn and before
//! anything is seen or read out.
//!
//! What is typed into a field stays as it is, and so does what is in the code editor, which shows
//! by itself what is not seen.

mod plain;
mod text;

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, JsString, Map, WeakMap};
use web_sys::{Element, MutationObserver, MutationObserverInit, MutationRecord, Node};

use plain::{Plain, Shown};
use text::{is_deceptive, is_link, safe};

/// Attributes whose value is read by people.
const READ: [&str; 8] = [
    "title",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "aria-valuetext",
    "placeholder",
    "alt",
    "label",
];

/// Attributes whose value is an address.
const ADDRESSES: [&str; 4] = ["href", "src", "action", "formaction"];

/// What is no text to be shown, or shows by itself what is in it.
const EXEMPT: &str = "textarea, style, script, .cm-editor";

/// Keeps what is below a node safe to show, until it is dropped.
pub(crate) struct Guard {
    observer: MutationObserver,
    /// What the observer calls.
    _on_change: Closure<dyn FnMut(Array, MutationObserver)>,
}

impl Guard {
    /// Guards what is put below `root` from now on. `None` where the browser has no observers.
    pub(crate) fn of(root: &Node) -> Option<Self> {
        let gate = Gate {
            selector: watched()
                .map(|name| format!("[{name}]"))
                .collect::<Vec<_>>()
                .join(","),
            names: watched().map(|name| (name, name.into())).collect(),
            plain: Plain::new(),
            made: WeakMap::new(),
        };
        let on_change = Closure::<dyn FnMut(Array, MutationObserver)>::new(
            move |records: Array, observer: MutationObserver| {
                for record in records.iter() {
                    gate.changed(&record.unchecked_into());
                }
                // What the gate has changed itself is safe.
                observer.take_records();
            },
        );
        let observer = MutationObserver::new(on_change.as_ref().unchecked_ref()).ok()?;
        let options = MutationObserverInit::new();
        options.set_subtree(true);
        options.set_child_list(true);
        options.set_character_data(true);
        options.set_attribute_filter(&watched().map(JsValue::from).collect::<Array>());
        observer.observe_with_options(root, &options).ok()?;
        Some(Self {
            observer,
            _on_change: on_change,
        })
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn watched() -> impl Iterator<Item = &'static str> {
    READ.into_iter().chain(ADDRESSES)
}

struct Gate {
    /// Elements with an attribute that is watched.
    selector: String,
    /// The attributes that are watched.
    names: Vec<(&'static str, JsString)>,
    plain: Plain,
    /// The texts that the gate has made, by their node and then by their attribute. A node that
    /// moves is looked at again, and isolates of a stranger would have to be shown.
    made: WeakMap,
}

impl Gate {
    fn changed(&self, record: &MutationRecord) {
        let Some(target) = record.target() else {
            return;
        };
        match record.attribute_name() {
            Some(name) => {
                if let Some(element) = target.dyn_ref() {
                    self.attribute(element, &name);
                }
            }
            None if target.node_type() == Node::TEXT_NODE => self.text(&target),
            None => {
                let added = record.added_nodes();
                for node in (0..added.length()).filter_map(|index| added.get(index)) {
                    self.subtree(&node);
                }
            }
        }
    }

    fn subtree(&self, node: &Node) {
        if let Some(element) = node.dyn_ref::<Element>() {
            self.attributes(element);
            if let Ok(below) = element.query_selector_all(&self.selector) {
                for node in (0..below.length()).filter_map(|index| below.get(index)) {
                    self.attributes(node.unchecked_ref());
                }
            }
        }
        // One text for all of it: there is nothing to look for in most of what is drawn.
        let text = node.unchecked_ref::<Shown>().text();
        if text
            .is_some_and(|text| !self.plain.is(&text) && is_deceptive(&String::from(text), false))
        {
            self.texts(node);
        }
    }

    fn texts(&self, node: &Node) {
        if node.node_type() == Node::TEXT_NODE {
            return self.text(node);
        }
        let mut child = node.first_child();
        while let Some(node) = child {
            self.texts(&node);
            child = node.next_sibling();
        }
    }

    fn text(&self, node: &Node) {
        let Some(text) = node.node_value().filter(|text| is_deceptive(text, false)) else {
            return;
        };
        let parent = node.parent_element();
        let keeps_lines = parent
            .as_ref()
            .is_some_and(|parent| parent.tag_name() == "PRE");
        if parent.as_ref().is_some_and(is_exempt) || self.has_made(node, "", &text) {
            return;
        }
        if let Some(safe) = safe(&text, keeps_lines) {
            node.set_node_value(Some(&safe));
            self.note(node, "", &safe);
        }
    }

    fn attributes(&self, element: &Element) {
        let shown: &Shown = element.unchecked_ref();
        for (name, told) in &self.names {
            // An address may lead astray in plain letters.
            if let Some(value) = shown.attribute(told)
                && (ADDRESSES.contains(name) || !self.plain.is(&value))
            {
                self.attribute(element, name);
            }
        }
    }

    fn attribute(&self, element: &Element, name: &str) {
        let Some(value) = element.get_attribute(name) else {
            return;
        };
        if ADDRESSES.contains(&name) {
            if !is_link(&value) {
                // It fails for no element.
                let _ = element.remove_attribute(name);
            }
        } else if let Some(safe) = safe(&value, false)
            && !self.has_made(element, name, &value)
        {
            let _ = element.set_attribute(name, &safe);
            self.note(element, name, &safe);
        }
    }

    fn has_made(&self, node: &Node, attribute: &str, text: &str) -> bool {
        let made = self.made.get(node);
        made.dyn_ref::<Map>()
            .is_some_and(|made| made.get(&attribute.into()) == text)
    }

    fn note(&self, node: &Node, attribute: &str, text: &str) {
        let made = self
            .made
            .get(node)
            .dyn_into()
            .unwrap_or_else(|_| Map::new());
        made.set(&attribute.into(), &text.into());
        self.made.set(node, &made);
    }
}

fn is_exempt(element: &Element) -> bool {
    !matches!(element.closest(EXEMPT), Ok(None))
}
