//! The text in which workspaces and settings are kept: JSON, written and read member by member.
//! It is what serde would derive, in a third of the code.

use std::rc::Rc;

use implicit_clone::unsync::IString;
use vestibule_iam::json::{self, Node, Value};
use vestibule_wire::{Entry, Expect, Layer, read_text};

use super::persona::{Persona, Site};
use super::scenario::{ContextRow, Given, Network, Override, Path, Scenario};
use super::view::{Settings, Theme};
use super::workspace::{Account, Document, Extra, Holder, LAYERS, Standing, Workspace};

/// What can be kept.
pub trait Kept {
    fn write(&self, to: &mut String);
    /// Becomes what was written, where it was as it is by default; false for what no
    /// [`Kept::write`] wrote. Reading in place is half the code of making values.
    #[must_use]
    fn read(&mut self, from: &Node) -> bool;
}

/// The text in which `value` is kept.
pub fn write<T: Kept>(value: &T) -> String {
    let mut text = String::new();
    value.write(&mut text);
    text
}

/// What was kept as `text`.
pub fn read<T: Kept + Default>(text: &str) -> Option<T> {
    let parsed = json::parse_any_length(text);
    if parsed.problems.is_empty() {
        value(&parsed.root)
    } else {
        None
    }
}

fn value<T: Kept + Default>(from: &Node) -> Option<T> {
    let mut value = T::default();
    value.read(from).then_some(value)
}

/// Writes a member of an object, and a comma.
pub fn write_member<T: Kept>(name: &str, value: &T, to: &mut String) {
    json::write_string(name, to);
    to.push(':');
    value.write(to);
    to.push(',');
}

/// Ends a list or an object, whose last item has a comma behind it.
pub fn close(bracket: char, to: &mut String) {
    if to.ends_with(',') {
        to.pop();
    }
    to.push(bracket);
}

/// Reads a member of an object, which may be missing unless `all` must be there.
pub fn read_member<T: Kept>(from: &Node, name: &str, all: bool, value: &mut T) -> bool {
    match from.get(name) {
        Some(member) => value.read(member),
        None => !all,
    }
}

/// Of a struct: all members are there, or what is missing is as it is by default.
pub const ALL: bool = true;
pub const ANY: bool = false;

/// Structs, by their members.
macro_rules! structs {
    ($($type:ident($told:ident) { $($field:ident),+ $(,)? })+) => {$(
        impl $crate::state::kept::Kept for $type {
            fn write(&self, to: &mut String) {
                to.push('{');
                $($crate::state::kept::write_member(stringify!($field), &self.$field, to);)+
                $crate::state::kept::close('}', to);
            }

            fn read(&mut self, from: &vestibule_iam::json::Node) -> bool {
                use $crate::state::kept::{$told, read_member};
                matches!(from.value, vestibule_iam::json::Value::Object(_))
                    $(&& read_member(from, stringify!($field), $told, &mut self.$field))+
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

            fn read(&mut self, from: &Node) -> bool {
                let words = [$((stringify!($word), Self::$word)),+];
                named(self, from, words.into_iter())
            }
        }
    )+};
}

/// Becomes that of `all` which `from` names.
fn named<T>(value: &mut T, from: &Node, mut all: impl Iterator<Item = (&'static str, T)>) -> bool {
    let name = from.as_str();
    let found = all.find(|(other, _)| Some(*other) == name);
    set(value, found.map(|(_, found)| found))
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

            fn read(&mut self, from: &Node) -> bool {
                let read = match from.members() {
                    [] => (from.as_str() == Some(stringify!($word))).then_some(Self::$word),
                    [member] => match &*member.key.value {
                        $(stringify!($variant) => value(&member.value).map(Self::$variant),)+
                        _ => None,
                    },
                    _ => None,
                };
                set(self, read)
            }
        }
    )+};
}

/// Puts what was read where it belongs; false where nothing was.
fn set<T>(place: &mut T, read: Option<T>) -> bool {
    let is_read = read.is_some();
    if let Some(read) = read {
        *place = read;
    }
    is_read
}

/// Whole numbers.
macro_rules! numbers {
    ($($type:ty),+) => {$(
        impl Kept for $type {
            fn write(&self, to: &mut String) {
                to.push_str(&self.to_string());
            }

            fn read(&mut self, from: &Node) -> bool {
                match &from.value {
                    Value::Number(text) => set(self, text.parse().ok()),
                    _ => false,
                }
            }
        }
    )+};
}

pub(crate) use structs;

structs! {
    Workspace(ANY) {
        name, account, documents, no_identity, scenarios, readings, personas, sites, example,
        extras, next_id
    }
    Account(ANY) { id, standing, organization, path, on_account, on_organization }
    Document(ALL) { id, layer, name, target, text }
    Extra(ALL) { holder, path, member, json }
    Scenario(ANY) {
        id, name, entry, principal, network, region, context, overrides, resource, expect
    }
    Network(ANY) { path, source_ip, vpc, endpoint, private_ip }
    ContextRow(ANY) { id, key, value }
    Override(ALL) { action, network }
    Persona(ALL) { id, name, entry, principal, context }
    Site(ALL) { id, name, network, region }
    Settings(ANY) { language, theme, guided }
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

    fn read(&mut self, from: &Node) -> bool {
        let all = LAYERS.into_iter();
        named(self, from, all.map(|layer| (layer.name(), layer)))
    }
}

/// As the contract names it.
impl Kept for Entry {
    fn write(&self, to: &mut String) {
        json::write_string(self.name(), to);
    }

    fn read(&mut self, from: &Node) -> bool {
        let all = Self::ALL.into_iter();
        named(self, from, all.map(|entry| (entry.name(), entry)))
    }
}

/// As in a case file.
impl Kept for Expect {
    fn write(&self, to: &mut String) {
        // It is made of texts, which always can be written.
        to.push_str(&serde_json::to_string(self).unwrap_or_default());
    }

    fn read(&mut self, from: &Node) -> bool {
        set(self, read_text(&from.to_compact_string()).ok())
    }
}

impl Kept for bool {
    fn write(&self, to: &mut String) {
        to.push_str(if *self { "true" } else { "false" });
    }

    fn read(&mut self, from: &Node) -> bool {
        match from.value {
            Value::Bool(value) => set(self, Some(value)),
            _ => false,
        }
    }
}

impl Kept for String {
    fn write(&self, to: &mut String) {
        json::write_string(self, to);
    }

    fn read(&mut self, from: &Node) -> bool {
        set(self, from.as_str().map(Self::from))
    }
}

impl Kept for IString {
    fn write(&self, to: &mut String) {
        json::write_string(self, to);
    }

    fn read(&mut self, from: &Node) -> bool {
        set(self, from.as_str().map(|text| Self::Rc(text.into())))
    }
}

impl<T: Kept + Default> Kept for Rc<T> {
    fn write(&self, to: &mut String) {
        T::write(self, to);
    }

    fn read(&mut self, from: &Node) -> bool {
        set(self, value(from).map(Self::new))
    }
}

impl<T: Kept + Default> Kept for Option<T> {
    fn write(&self, to: &mut String) {
        match self {
            Some(value) => value.write(to),
            None => to.push_str("null"),
        }
    }

    fn read(&mut self, from: &Node) -> bool {
        match from.value {
            Value::Null => true,
            _ => self.insert(T::default()).read(from),
        }
    }
}

impl<T: Kept + Default> Kept for Vec<T> {
    fn write(&self, to: &mut String) {
        to.push('[');
        for value in self {
            value.write(to);
            to.push(',');
        }
        close(']', to);
    }

    fn read(&mut self, from: &Node) -> bool {
        let Value::Array(elements) = &from.value else {
            return false;
        };
        elements.iter().all(|element| {
            let mut value = T::default();
            let is_read = value.read(element);
            self.push(value);
            is_read
        })
    }
}
