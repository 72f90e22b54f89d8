//! Orders and answers as bytes: every part in its place and without a name, for both ends are the
//! same program. What reads and writes a type is then a few calls; with serde it was 45 kB of wasm.

mod decision;
mod exchange;
mod workspace;

use std::borrow::Cow;
use std::rc::Rc;

use implicit_clone::unsync::IString;

use super::answer::By;

/// What can be sent.
pub trait Codec: Sized {
    fn write(&self, to: &mut Writer);
    /// `None` for what no [`Codec::write`] wrote.
    fn read(from: &mut Reader<'_>) -> Option<Self>;
}

/// The bytes of a message.
#[derive(Default)]
pub struct Writer {
    bytes: Vec<u8>,
    told: Vec<Rc<By>>,
}

/// What is left of a message.
pub struct Reader<'m> {
    bytes: &'m [u8],
    told: Vec<Rc<By>>,
}

/// A message.
pub fn encode<T: Codec>(value: &T) -> Vec<u8> {
    let mut writer = Writer::default();
    value.write(&mut writer);
    writer.bytes
}

/// What a message says.
pub fn decode<T: Codec>(message: &[u8]) -> Option<T> {
    let mut reader = Reader {
        bytes: message,
        told: Vec::new(),
    };
    let value = T::read(&mut reader)?;
    reader.bytes.is_empty().then_some(value)
}

impl Writer {
    fn length(&mut self, length: usize) {
        // Nothing so long fits into the memory of wasm.
        u32::try_from(length).unwrap_or(u32::MAX).write(self);
    }

    fn text(&mut self, text: &str) {
        self.length(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }
}

impl<'m> Reader<'m> {
    fn length(&mut self) -> Option<usize> {
        usize::try_from(u32::read(self)?).ok()
    }

    fn text(&mut self) -> Option<&'m str> {
        let length = self.length()?;
        let (text, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        std::str::from_utf8(text).ok()
    }
}

/// Numbers.
macro_rules! numbers {
    ($($type:ty),+) => {$(
        impl Codec for $type {
            fn write(&self, to: &mut Writer) {
                to.bytes.extend_from_slice(&self.to_le_bytes());
            }

            fn read(from: &mut Reader<'_>) -> Option<Self> {
                let (number, rest) = from.bytes.split_first_chunk()?;
                from.bytes = rest;
                Some(Self::from_le_bytes(*number))
            }
        }
    )+};
}

numbers!(u8, u16, u32, u64);

/// Structs: their fields, of which none can be left out.
macro_rules! structs {
    ($($type:ty { $($field:ident),+ $(,)? })+) => {$(
        impl $crate::evaluate::codec::Codec for $type {
            fn write(&self, to: &mut $crate::evaluate::codec::Writer) {
                let Self { $($field),+ } = self;
                $($field.write(to);)+
            }

            fn read(from: &mut $crate::evaluate::codec::Reader<'_>) -> Option<Self> {
                $(let $field = $crate::evaluate::codec::Codec::read(from)?;)+
                Some(Self { $($field),+ })
            }
        }
    )+};
}

/// Enums of plain words.
macro_rules! words {
    ($($type:ident { $($word:ident),+ $(,)? })+) => {$(
        impl $crate::evaluate::codec::Codec for $type {
            fn write(&self, to: &mut $crate::evaluate::codec::Writer) {
                let number = match self {
                    $(Self::$word => Self::$word as u8,)+
                };
                number.write(to);
            }

            fn read(from: &mut $crate::evaluate::codec::Reader<'_>) -> Option<Self> {
                let number = u8::read(from)?;
                $(if number == Self::$word as u8 {
                    return Some(Self::$word);
                })+
                None
            }
        }
    )+};
}

/// Enums whose variants hold something, each with its number.
macro_rules! enums {
    ($($type:ty { $($number:literal: $variant:ident $(($($part:ident),+))?),+ $(,)? })+) => {$(
        impl $crate::evaluate::codec::Codec for $type {
            fn write(&self, to: &mut $crate::evaluate::codec::Writer) {
                match self {
                    $(Self::$variant $(($($part),+))? => {
                        u8::write(&$number, to);
                        $($($part.write(to);)+)?
                    })+
                }
            }

            fn read(from: &mut $crate::evaluate::codec::Reader<'_>) -> Option<Self> {
                Some(match u8::read(from)? {
                    $($number => {
                        $($(let $part = $crate::evaluate::codec::Codec::read(from)?;)+)?
                        Self::$variant $(($($part),+))?
                    })+
                    _ => return None,
                })
            }
        }
    )+};
}

use {enums, structs, words};

impl Codec for bool {
    fn write(&self, to: &mut Writer) {
        u8::from(*self).write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        match u8::read(from)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Codec for String {
    fn write(&self, to: &mut Writer) {
        to.text(self);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.text().map(Self::from)
    }
}

impl Codec for Cow<'static, str> {
    fn write(&self, to: &mut Writer) {
        to.text(self);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        String::read(from).map(Self::Owned)
    }
}

impl Codec for IString {
    fn write(&self, to: &mut Writer) {
        to.text(self);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self::Rc(Rc::from(from.text()?)))
    }
}

impl<T: Codec> Codec for Option<T> {
    fn write(&self, to: &mut Writer) {
        self.is_some().write(to);
        if let Some(value) = self {
            value.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(if bool::read(from)? {
            Some(T::read(from)?)
        } else {
            None
        })
    }
}

impl<T: Codec> Codec for Vec<T> {
    fn write(&self, to: &mut Writer) {
        to.length(self.len());
        for value in self {
            value.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        // The length is not yet believed.
        let mut values = Self::new();
        for _ in 0..from.length()? {
            values.push(T::read(from)?);
        }
        Some(values)
    }
}

impl<A: Codec, B: Codec> Codec for (A, B) {
    fn write(&self, to: &mut Writer) {
        self.0.write(to);
        self.1.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some((A::read(from)?, B::read(from)?))
    }
}

impl<T: Codec> Codec for Rc<T> {
    fn write(&self, to: &mut Writer) {
        T::write(self, to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        T::read(from).map(Self::new)
    }
}

impl<T: Codec> Codec for Box<T> {
    fn write(&self, to: &mut Writer) {
        T::write(self, to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        T::read(from).map(Self::new)
    }
}
