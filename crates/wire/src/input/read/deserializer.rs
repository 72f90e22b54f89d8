//! A serde reader over the spanned JSON tree. One derive on our types serves
//! text, which comes through here, and JavaScript values, which do not.

use std::cell::RefCell;
use vestibule_iam::message;

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use vestibule_iam::json::{Member, Node, Value, repeated};
use vestibule_iam::sort;

use super::error::{Error, Notes};
use super::variant::Variant;
use crate::contract::document::DOCUMENT;
use crate::input::place::Place;

/// Reads one node.
#[derive(Clone, Copy)]
pub(super) struct NodeDeserializer<'n> {
    node: &'n Node,
    text: &'n str,
    place: Place<'n>,
    notes: &'n RefCell<Notes>,
}

impl<'n> NodeDeserializer<'n> {
    pub(super) fn new(
        node: &'n Node,
        text: &'n str,
        place: Place<'n>,
        notes: &'n RefCell<Notes>,
    ) -> Self {
        Self {
            node,
            text,
            place,
            notes,
        }
    }

    // What does not depend on the type that is read stays out of line: everything generic here is
    // there once more for each type of the contract.

    #[inline(never)]
    fn wrong(&self, expected: &str) -> Error {
        let error = Error::misplaced("wrong-type", expected, self.node.kind().into());
        let error = error.at(&self.place, self.node.span);
        // A value that is not there is the JSON reader's to complain of.
        if self.node.is_missing() {
            error.said()
        } else {
            error
        }
    }

    #[inline(never)]
    fn at(&self, error: Error) -> Error {
        error.at(&self.place, self.node.span)
    }

    #[inline(never)]
    fn members<'a>(&'a self, members: &'n [Member]) -> Members<'a, 'n> {
        let names: Vec<&str> = members.iter().map(|member| &*member.key.value).collect();
        let mut again: Vec<usize> = repeated(&names)
            .into_iter()
            .map(|(_, later)| later)
            .collect();
        sort::by(&mut again, Ord::cmp);
        Members {
            reader: self,
            rest: members.iter().enumerate(),
            again,
            known: None,
            value: None,
        }
    }

    fn elements<'a>(&'a self, elements: &'n [Node]) -> Elements<'a, 'n> {
        Elements {
            reader: self,
            rest: elements.iter().enumerate(),
        }
    }

    #[inline(never)]
    fn number(&self) -> Result<u64, Error> {
        let Value::Number(text) = &self.node.value else {
            return Err(self.wrong("a number"));
        };
        // The contract has whole numbers only; reading others would weigh more
        // than all the rest of this file.
        text.parse().map_err(|_| self.wrong("a whole number"))
    }

    #[inline(never)]
    fn string(&self) -> Result<&'n str, Error> {
        match &self.node.value {
            Value::String(value) => Ok(value),
            Value::Number(_) | Value::Bool(_) => {
                Err(self.wrong("a string").help(message!("put it in quotes")))
            }
            Value::Null if matches!(self.place, Place::Member(..)) => Err(self
                .wrong("a string")
                .help(message!("leave the member out if it is not known"))),
            _ => Err(self.wrong("a string")),
        }
    }

    #[inline(never)]
    fn list(&self) -> Result<Elements<'_, 'n>, Error> {
        match &self.node.value {
            Value::Array(elements) => Ok(self.elements(elements)),
            _ => Err(self.wrong("a list")),
        }
    }

    #[inline(never)]
    fn object(&self, known: Option<&'static [&'static str]>) -> Result<Members<'_, 'n>, Error> {
        match &self.node.value {
            Value::Object(members) => Ok(Members {
                known,
                ..self.members(members)
            }),
            _ => Err(self.wrong("an object")),
        }
    }

    /// Where something is missing: at the opening brace.
    #[inline(never)]
    fn at_brace(&self, error: Error) -> Error {
        error.at(&self.place, self.node.opening())
    }

    /// The text of a policy, and whether it stood in quotes.
    #[inline(never)]
    fn document(&self) -> Result<(&'n str, bool), Error> {
        match &self.node.value {
            Value::String(string) => Ok((string, true)),
            Value::Object(_) | Value::Array(_) => {
                Ok((self.node.span.of(self.text).unwrap_or(""), false))
            }
            _ => Err(self
                .wrong("a policy document, the path of a file that holds one, or the ARN of one")),
        }
    }
}

impl<'de> Deserializer<'de> for NodeDeserializer<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(_) => visitor.visit_u64(self.number()?),
            Value::String(value) => visitor.visit_str(value),
            Value::Array(elements) => visitor.visit_seq(self.elements(elements)),
            Value::Object(members) => visitor.visit_map(self.members(members)),
            Value::Missing => return Err(self.wrong("a value")),
        }
        .map_err(|error| self.at(error))
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let number = self.number()?;
        visitor.visit_u64(number).map_err(|error| self.at(error))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node.value {
            Value::Bool(value) => visitor.visit_bool(value),
            _ => Err(self.wrong("true or false")),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let value = self.string()?;
        visitor.visit_str(value).map_err(|error| self.at(error))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        // `null` stands for "not known" where it stands for anything, so it is
        // not taken for "left out".
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name != DOCUMENT {
            return Err(de::Error::custom("the contract has no other such type"));
        }
        let (text, is_string) = self.document()?;
        visitor.visit_seq(Raw {
            text: Some(text),
            is_string,
        })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let list = self.list()?;
        visitor.visit_seq(list).map_err(|error| self.at(error))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let object = self.object(None)?;
        visitor.visit_map(object).map_err(|error| self.at(error))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let object = self.object(Some(known))?;
        visitor
            .visit_map(object)
            .map_err(|error| self.at_brace(error))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let Value::String(value) = &self.node.value else {
            return Err(self.wrong("a string"));
        };
        visitor.visit_enum(Variant(value)).map_err(|error| {
            let error = if name == "Entry" {
                error.code("unknown-entry")
            } else {
                error
            };
            self.at(error)
        })
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 u8 u16 u64 f32 f64
        char bytes byte_buf unit unit_struct tuple tuple_struct
    }
}

/// The text of a value, for [`crate::contract::document::DocumentText`].
struct Raw<'n> {
    text: Option<&'n str>,
    is_string: bool,
}

impl<'de> SeqAccess<'de> for Raw<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        match self.text.take() {
            Some(text) => seed.deserialize(StrDeserializer::new(text)).map(Some),
            None => seed
                .deserialize(self.is_string.into_deserializer())
                .map(Some),
        }
    }
}

/// The members of an object.
struct Members<'a, 'n> {
    reader: &'a NodeDeserializer<'n>,
    rest: std::iter::Enumerate<std::slice::Iter<'n, Member>>,
    /// Which of them repeat a name; the JSON reader complains of those.
    again: Vec<usize>,
    /// The names that may stand here, where they are fixed.
    known: Option<&'static [&'static str]>,
    value: Option<&'n Member>,
}

impl<'n> Members<'_, 'n> {
    /// The next member that may stand here; what may not is noted.
    #[inline(never)]
    fn next(&mut self) -> Option<&'n Member> {
        while let Some((index, member)) = self.rest.next() {
            if self.again.binary_search(&index).is_ok() {
                continue;
            }
            let name = &*member.key.value;
            let unknown = |known: &&[&str]| !known.contains(&name);
            let Some(known) = self.known.filter(unknown) else {
                self.value = Some(member);
                return Some(member);
            };
            let mut error = <Error as de::Error>::unknown_field(name, known);
            if known.contains(&"sourceIp") && name.eq_ignore_ascii_case("vpcSourceIp") {
                error = error.help(message!(
                    "write `sourceIp` beside `vpc` or `endpoint` for the address inside the VPC"
                ));
            }
            let error = self.at_key(member, error);
            self.reader.notes.borrow_mut().push(error);
        }
        None
    }

    #[inline(never)]
    fn at_key(&self, member: &Member, error: Error) -> Error {
        let place = self.reader.place.member(&member.key.value);
        error.at(&place, member.key.span)
    }
}

impl<'de> MapAccess<'de> for Members<'_, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some(member) = self.next() else {
            return Ok(None);
        };
        seed.deserialize(StrDeserializer::new(&member.key.value))
            .map(Some)
            .map_err(|error| self.at_key(member, error))
    }

    // Out of line, since few values have every member.
    #[inline(never)]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let Some(member) = self.value.take() else {
            return Err(before_key());
        };
        let reader = self.reader;
        let place = reader.place.member(&member.key.value);
        seed.deserialize(NodeDeserializer::new(
            &member.value,
            reader.text,
            place,
            reader.notes,
        ))
    }
}

#[inline(never)]
fn before_key() -> Error {
    de::Error::custom("a value was read before its key")
}

/// The elements of a list.
struct Elements<'a, 'n> {
    reader: &'a NodeDeserializer<'n>,
    rest: std::iter::Enumerate<std::slice::Iter<'n, Node>>,
}

impl<'de> SeqAccess<'de> for Elements<'_, '_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let Some((index, node)) = self.rest.next() else {
            return Ok(None);
        };
        let reader = self.reader;
        let place = reader.place.element(index);
        seed.deserialize(NodeDeserializer::new(
            node,
            reader.text,
            place,
            reader.notes,
        ))
        .map(Some)
    }
}
