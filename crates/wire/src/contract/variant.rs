//! Values that take more than one JSON type, read so that a wrong one is
//! reported at its place with what would be right.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{
    Deserialize, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::ser::{Serialize, Serializer};

use super::case_file::{AuthorizationTargets, ConsoleAuthorization};
use super::expect::{PhaseDetails, PhaseExpect};
use super::guarantee::{GuaranteedNetworks, GuaranteedPrincipals, NetworksWord, NotIn};
use super::region::Any;
use super::request::ContextValue;
use super::suppression::StatementName;
use super::words::Outcome;

impl Serialize for ContextValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Unknown => serializer.serialize_unit(),
            Self::One(value) => serializer.serialize_str(value),
            Self::Many(values) => values.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for ContextValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Value;

        impl<'de> Visitor<'de> for Value {
            type Value = ContextValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string, a list of strings, or null for unknown")
            }

            fn visit_unit<E>(self) -> Result<ContextValue, E> {
                Ok(ContextValue::Unknown)
            }

            fn visit_str<E>(self, value: &str) -> Result<ContextValue, E> {
                Ok(ContextValue::One(value.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<ContextValue, A::Error> {
                let mut values = Vec::new();
                while let Some(value) = seq.next_element()? {
                    values.push(value);
                }
                Ok(ContextValue::Many(values))
            }
        }

        deserializer.deserialize_any(Value)
    }
}

impl Serialize for ConsoleAuthorization {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Both(on) => serializer.serialize_bool(*on),
            Self::ByTarget(targets) => targets.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for ConsoleAuthorization {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Value;

        impl<'de> Visitor<'de> for Value {
            type Value = ConsoleAuthorization;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true, false, or an object with `account` and `organization`")
            }

            fn visit_bool<E>(self, on: bool) -> Result<ConsoleAuthorization, E> {
                Ok(ConsoleAuthorization::Both(on))
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                map: A,
            ) -> Result<ConsoleAuthorization, A::Error> {
                let targets = AuthorizationTargets::deserialize(MapAccessDeserializer::new(map))?;
                Ok(ConsoleAuthorization::ByTarget(targets))
            }
        }

        deserializer.deserialize_any(Value)
    }
}

impl Serialize for PhaseExpect {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Decision(decision) => decision.serialize(serializer),
            Self::Details(details) => details.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for PhaseExpect {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Value;

        impl<'de> Visitor<'de> for Value {
            type Value = PhaseExpect;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`allowed`, `denied`, `unknown`, or an object")
            }

            fn visit_str<E: Error>(self, decision: &str) -> Result<PhaseExpect, E> {
                Outcome::deserialize(decision.into_deserializer()).map(PhaseExpect::Decision)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PhaseExpect, A::Error> {
                let details = PhaseDetails::deserialize(MapAccessDeserializer::new(map))?;
                Ok(PhaseExpect::Details(Box::new(details)))
            }
        }

        deserializer.deserialize_any(Value)
    }
}

impl Serialize for GuaranteedPrincipals {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Any(word) => word.serialize(serializer),
            Self::In(texts) => texts.serialize(serializer),
            Self::NotIn(but) => but.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for GuaranteedPrincipals {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Value;

        impl<'de> Visitor<'de> for Value {
            type Value = GuaranteedPrincipals;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`any`, a list of strings, or an object with `notIn`")
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<GuaranteedPrincipals, E> {
                Any::deserialize(word.into_deserializer()).map(GuaranteedPrincipals::Any)
            }

            fn visit_seq<A: SeqAccess<'de>>(
                self,
                mut seq: A,
            ) -> Result<GuaranteedPrincipals, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = seq.next_element()? {
                    texts.push(text);
                }
                Ok(GuaranteedPrincipals::In(texts))
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                map: A,
            ) -> Result<GuaranteedPrincipals, A::Error> {
                let but = NotIn::deserialize(MapAccessDeserializer::new(map))?;
                Ok(GuaranteedPrincipals::NotIn(but))
            }
        }

        deserializer.deserialize_any(Value)
    }
}

impl Serialize for GuaranteedNetworks {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Word(word) => word.serialize(serializer),
            Self::In(texts) => texts.serialize(serializer),
            Self::NotIn(but) => but.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for GuaranteedNetworks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Value;

        impl<'de> Visitor<'de> for Value {
            type Value = GuaranteedNetworks;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`anywhere`, `networks`, a list of strings, or an object with `notIn`")
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<GuaranteedNetworks, E> {
                NetworksWord::deserialize(word.into_deserializer()).map(GuaranteedNetworks::Word)
            }

            fn visit_seq<A: SeqAccess<'de>>(
                self,
                mut seq: A,
            ) -> Result<GuaranteedNetworks, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = seq.next_element()? {
                    texts.push(text);
                }
                Ok(GuaranteedNetworks::In(texts))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<GuaranteedNetworks, A::Error> {
                let but = NotIn::deserialize(MapAccessDeserializer::new(map))?;
                Ok(GuaranteedNetworks::NotIn(but))
            }
        }

        deserializer.deserialize_any(Value)
    }
}

impl Serialize for StatementName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_u32(*number),
            Self::Sid(sid) => serializer.serialize_str(sid),
        }
    }
}

impl<'de> Deserialize<'de> for StatementName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Value;

        impl Visitor<'_> for Value {
            type Value = StatementName;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a `Sid` as a string, or the number of a statement from 0 on")
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<StatementName, E> {
                let number = u32::try_from(number);
                number
                    .map(StatementName::Number)
                    .map_err(|_| E::custom("the number is too large"))
            }

            fn visit_str<E>(self, sid: &str) -> Result<StatementName, E> {
                Ok(StatementName::Sid(sid.to_owned()))
            }
        }

        deserializer.deserialize_any(Value)
    }
}
