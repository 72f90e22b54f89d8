//! The text in which workspaces and settings are kept: JSON, written and read member by member.
//! It is what serde would derive, in a third of the code.

use std::rc::Rc;

use vestibule_iam::json::{self, Node, Value};
use vestibule_wire::{Entry, Expect, Layer, read_text};
use yew::AttrValue;

use super::persona::{Persona, Site};
use super::scenario::{ContextRow, Given, Network, Override, Path, Scenario};
use super::view::{Settings, Theme};
use super::workspace::{Account, Document, Extra, Holder, LAYERS, Standing, Workspace};

/// What can be kept.
pub(crate) trait Kept: Sized {
    fn write(&self, to: &mut String);
    /// `None` for what no [`Kept::write`] wrote.
    fn read(from: &Node) -> Option<Self>;
}

/// The text in which `value` is kept.
pub(crate) fn write<T: Kept>(value: &T) -> String {
    let mut text = String::new();
    value.write(&mut text);
    text
}

/// What was kept as `text`.
pub(crate) fn read<T: Kept>(text: &str) -> Option<T> {
    let parsed = json::parse_any_length(text);
    if parsed.problems.is_empty() {
        T::read(&parsed.root)
    } else {
        None
    }
}

/// Writes a member of an object, and a comma.
pub(crate) fn write_member<T: Kept>(name: &str, value: &T, to: &mut String) {
    json::write_string(name, to);
    to.push(':');
    value.write(to);
    to.push(',');
}

/// Ends a list or an object, whose last item has a comma behind it.
pub(crate) fn close(bracket: char, to: &mut String) {
    if to.ends_with(',') {
        to.pop();
    }
    to.push(bracket);
}

/// Structs, by their members. What of one is not told is as it is in the other, if there is one.
macro_rules! structs {
    ($($type:ident or $other:expr => { $($field:ident),+ $(,)? })+) => {$(
        impl $crate::state::kept::Kept for $type {
            fn write(&self, to: &mut String) {
                to.push('{');
                $($crate::state::kept::write_member(stringify!($field), &self.$field, to);)+
                $crate::state::kept::close('}', to);
            }

            fn read(from: &vestibule_iam::json::Node) -> Option<Self> {
                let vestibule_iam::json::Value::Object(_) = from.value else {
                    return None;
                };
                let other: Option<Self> = $other;
                Some(Self {
                    $($field: match from.get(stringify!($field)) {
                        Some(value) => $crate::state::kept::Kept::read(value)?,
                        None => other.as_ref()?.$field.clone(),
                    }),+
                })
            }
        }
    )+};
}

/// Enums of plain words.
macro_rules! words {
    ($($type:ident { $($word:ident),+ $(,)? })+) => {$(
        impl Kept for $type {
            fn write(&self, to: &mut String) {
                json::write_string(match self { $(Self::$word => stringify!($word)),+ }, to);
            }

            fn read(from: &Node) -> Option<Self> {
                match from.as_str()? {
                    $(stringify!($word) => Some(Self::$word),)+
                    _ => None,
                }
            }
        }
    )+};
}

/// Enums of which some hold something: a word, or an object of one member.
macro_rules! enums {
    ($($type:ident { $word:ident, $($variant:ident),+ })+) => {$(
        impl Kept for $type {
            fn write(&self, to: &mut String) {
                match self {
                    Self::$word => json::write_string(stringify!($word), to),
                    $(Self::$variant(value) => {
                        to.push('{');
                        write_member(stringify!($variant), value, to);
                        close('}', to);
                    })+
                }
            }

            fn read(from: &Node) -> Option<Self> {
                if let Some(word) = from.as_str() {
                    return (word == stringify!($word)).then_some(Self::$word);
                }
                let [member] = from.members() else {
                    return None;
                };
                match &*member.key.value {
                    $(stringify!($variant) => Kept::read(&member.value).map(Self::$variant),)+
                    _ => None,
                }
            }
        }
    )+};
}

/// Whole numbers.
macro_rules! numbers {
    ($($type:ty),+) => {$(
        impl Kept for $type {
            fn write(&self, to: &mut String) {
                to.push_str(&self.to_string());
            }

            fn read(from: &Node) -> Option<Self> {
                match &from.value {
                    Value::Number(text) => text.parse().ok(),
                    _ => None,
                }
            }
        }
    )+};
}

pub(crate) use structs;

structs! {
    Workspace or Some(Self::default()) => {
        name, account, documents, no_identity, scenarios, readings, personas, sites, example,
        extras, next_id
    }
    Account or Some(Self::default()) => {
        id, standing, organization, path, on_account, on_organization
    }
    Document or None => { id, layer, name, target, text }
    Extra or None => { holder, path, member, json }
    Scenario or Some(Self::default()) => {
        id, name, entry, principal, network, region, context, overrides, resource, expect
    }
    Network or Some(Self::default()) => { path, source_ip, vpc, endpoint, private_ip }
    ContextRow or Some(Self::default()) => { id, key, value }
    Override or None => { action, network }
    Persona or None => { id, name, entry, principal, context }
    Site or None => { id, name, network, region }
    Settings or Some(Self::default()) => { language, theme, guided }
}

words! {
    Standing { Standalone, Member, Management }
    Path { Public, Endpoint }
    Theme { System, Light, Dark }
}

enums! {
    Given { Unknown, One, Many }
    Holder { File, Document, Scenario }
}

numbers!(u32, u64, usize);

/// As the contract names it.
impl Kept for Layer {
    fn write(&self, to: &mut String) {
        json::write_string(self.name(), to);
    }

    fn read(from: &Node) -> Option<Self> {
        let name = from.as_str()?;
        LAYERS.into_iter().find(|layer| layer.name() == name)
    }
}

/// As the contract names it.
impl Kept for Entry {
    fn write(&self, to: &mut String) {
        json::write_string(self.name(), to);
    }

    fn read(from: &Node) -> Option<Self> {
        let name = from.as_str()?;
        Self::ALL.into_iter().find(|entry| entry.name() == name)
    }
}

/// As in a case file.
impl Kept for Expect {
    fn write(&self, to: &mut String) {
        // It is made of texts, which always can be written.
        to.push_str(&serde_json::to_string(self).unwrap_or_default());
    }

    fn read(from: &Node) -> Option<Self> {
        read_text(&from.to_compact_string()).ok()
    }
}

impl Kept for bool {
    fn write(&self, to: &mut String) {
        to.push_str(if *self { "true" } else { "false" });
    }

    fn read(from: &Node) -> Option<Self> {
        match from.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }
}

impl Kept for String {
    fn write(&self, to: &mut String) {
        json::write_string(self, to);
    }

    fn read(from: &Node) -> Option<Self> {
        from.as_str().map(Self::from)
    }
}

impl Kept for AttrValue {
    fn write(&self, to: &mut String) {
        json::write_string(self, to);
    }

    fn read(from: &Node) -> Option<Self> {
        from.as_str().map(|text| Self::Rc(text.into()))
    }
}

impl<T: Kept> Kept for Rc<T> {
    fn write(&self, to: &mut String) {
        T::write(self, to);
    }

    fn read(from: &Node) -> Option<Self> {
        T::read(from).map(Self::new)
    }
}

impl<T: Kept> Kept for Option<T> {
    fn write(&self, to: &mut String) {
        match self {
            Some(value) => value.write(to),
            None => to.push_str("null"),
        }
    }

    fn read(from: &Node) -> Option<Self> {
        match from.value {
            Value::Null => Some(None),
            _ => T::read(from).map(Some),
        }
    }
}

impl<T: Kept> Kept for Vec<T> {
    fn write(&self, to: &mut String) {
        to.push('[');
        for value in self {
            value.write(to);
            to.push(',');
        }
        close(']', to);
    }

    fn read(from: &Node) -> Option<Self> {
        match &from.value {
            Value::Array(elements) => elements.iter().map(T::read).collect(),
            _ => None,
        }
    }
}
