//! The request context: condition keys and what is known of their values.

use std::collections::HashMap;

/// A condition key, interned: an index into a [`Keys`] table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub u16);

/// The condition keys that a set of policies tests. Names compare without
/// regard to case.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    names: Vec<Box<str>>,
    /// By their names in lower case, once there are many.
    ids: HashMap<Box<str>, KeyId>,
}

/// Up to this many names are compared one by one; in wasm the code that hashes is then never
/// compiled.
const FEW: usize = 32;

impl Keys {
    /// The id of `name`, made when it is new; the first spelling is kept.
    /// `None` when the table is full (65,535 keys).
    pub fn intern(&mut self, name: &str) -> Option<KeyId> {
        if let Some(id) = self.find(name) {
            return Some(id);
        }
        let id = KeyId(u16::try_from(self.names.len()).ok()?);
        self.names.push(name.into());
        if self.names.len() > FEW {
            self.index();
        }
        Some(id)
    }

    /// Brings the names that are new into `ids`.
    #[inline(never)]
    fn index(&mut self) {
        while let Some(name) = self.names.get(self.ids.len())
            && let Ok(id) = u16::try_from(self.ids.len())
        {
            self.ids.insert(name.to_ascii_lowercase().into(), KeyId(id));
        }
    }

    /// The id of `name`, when some policy tests it.
    pub fn find(&self, name: &str) -> Option<KeyId> {
        if self.names.len() > FEW {
            return self.find_in_index(name);
        }
        let named = |(_, known): &(KeyId, &str)| known.eq_ignore_ascii_case(name);
        self.iter().find(named).map(|(id, _)| id)
    }

    #[inline(never)]
    fn find_in_index(&self, name: &str) -> Option<KeyId> {
        self.ids.get(name.to_ascii_lowercase().as_str()).copied()
    }

    /// The name of `id` as first written.
    pub fn name(&self, id: KeyId) -> &str {
        self.names.get(usize::from(id.0)).map_or("", |name| name)
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// True when no policy tests any key.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// All keys with their ids, in the order they were met.
    pub fn iter(&self) -> impl Iterator<Item = (KeyId, &str)> {
        (0..=u16::MAX)
            .map(KeyId)
            .zip(self.names.iter().map(AsRef::as_ref))
    }
}

/// What is known of one key in one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyValue<'a> {
    /// The key is not in the request context.
    Absent,
    /// Nobody knows whether the key is there, nor its value.
    Unknown,
    /// The key is there, single-valued; nobody knows its value.
    PresentUnknown,
    /// A single-valued key.
    One(&'a str),
    /// A multi-valued key, even when it has one value or none.
    Many(&'a [Box<str>]),
}

/// The request context of one action: one entry for each key of a [`Keys`] table.
pub type Context<'a> = [KeyValue<'a>];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_id_however_many_there_are() {
        let mut keys = Keys::default();
        assert!(keys.is_empty());
        for count in 0..3 * FEW {
            let name = format!("aws:PrincipalTag/T{count}");
            let id = keys.intern(&name);
            assert_eq!(id.map(|id| usize::from(id.0)), Some(count));
            assert_eq!(keys.intern(&name.to_uppercase()), id);
            assert_eq!(keys.find("AWS:principaltag/t0"), Some(KeyId(0)));
            assert_eq!(keys.find("aws:PrincipalTag/T"), None);
            assert_eq!((keys.len(), keys.is_empty()), (count + 1, false));
        }
        assert_eq!(keys.name(KeyId(2)), "aws:PrincipalTag/T2");
    }
}
