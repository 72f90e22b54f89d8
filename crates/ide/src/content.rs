//! What is said beside the text, as elements: the glue builds them, and text in
//! them stays text.

use serde::{Serialize, Serializer};
use vestibule_syntax::visible::visible;

use vestibule_l10n::parts;

/// A text, or an element with what is in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Text, which stays text.
    Text(String),
    /// An element: its tag, its class, what is in it.
    Element(&'static str, &'static str, Vec<Content>),
}

impl Content {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// An element with a class, which may be empty.
    pub fn element(tag: &'static str, class: &'static str, children: Vec<Self>) -> Self {
        Self::Element(tag, class, children)
    }

    /// A piece of code.
    pub fn code(code: &str) -> Self {
        Self::element("code", "", vec![Self::text(code)])
    }

    /// A paragraph; what stands in backticks is code.
    pub fn sentence(sentence: &str) -> Self {
        Self::element("p", "", inline(sentence))
    }

    /// Its words alone.
    #[cfg(test)]
    pub fn words(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Element(_, _, children) => {
                let words: Vec<String> = children.iter().map(Self::words).collect();
                words.join(" ")
            }
        }
    }
}

/// A sentence whose code is set as code.
pub fn inline(sentence: &str) -> Vec<Content> {
    let set = |(part, is_code)| {
        if is_code {
            Content::code(part)
        } else {
            Content::text(part)
        }
    };
    parts(sentence).into_iter().map(set).collect()
}

impl Serialize for Content {
    /// As `"text"` or `["tag", "class", …]`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeSeq as _;
        match self {
            Self::Text(text) => serializer.serialize_str(&visible(text)),
            Self::Element(tag, class, children) => {
                let mut seq = serializer.serialize_seq(Some(children.len() + 2))?;
                seq.serialize_element(tag)?;
                seq.serialize_element(class)?;
                for child in children {
                    seq.serialize_element(child)?;
                }
                seq.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_stays_text() {
        let said = Content::sentence("no `<b>` <i>");
        let json = serde_json::to_string(&said).unwrap();
        assert_eq!(json, r#"["p","","no ",["code","","<b>"]," <i>"]"#);
        assert_eq!(said.words(), "no  <b>  <i>");
        let json = serde_json::to_string(&Content::code("a\u{202e}b")).unwrap();
        assert_eq!(json, r#"["code","","a\\u{202e}b"]"#);
    }
}
