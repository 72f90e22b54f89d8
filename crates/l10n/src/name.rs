//! What messages are found by.

use std::borrow::Cow;

use super::Value;
use super::bundle::Bundle;
use super::id::Id;

/// What a message is found by.
pub trait Name {
    /// The message; what stands for it where there is none, which a test rules out.
    fn said(self, bundle: &Bundle, variables: &[(&str, Value)]) -> Cow<'static, str>;
}

impl Name for Id {
    fn said(self, bundle: &Bundle, variables: &[(&str, Value)]) -> Cow<'static, str> {
        bundle.say_at(self, variables).unwrap_or_default()
    }
}

impl<T: AsRef<str> + ?Sized> Name for &T {
    fn said(self, bundle: &Bundle, variables: &[(&str, Value)]) -> Cow<'static, str> {
        let id = self.as_ref();
        let said = bundle.say(id, variables);
        said.unwrap_or_else(|| id.to_owned().into())
    }
}
