//! What can be wrong with a text as JSON.

use crate::diagnostic::{Coded, Severity};

crate::codes! {
    /// What is wrong with a text as JSON. New codes may join; none changes its meaning.
    pub enum Code;

    /// The document is larger than anything AWS stores.
    DocumentTooLarge = "document-too-large", Error;
    /// A key stands twice in one object.
    DuplicateKey = "duplicate-key", Error;
    /// The text begins with a byte order mark.
    ByteOrderMark = "json-byte-order-mark", Warning;
    /// A list is closed before its last item.
    ClosedEarly = "json-closed-early", Error;
    /// A comment, which JSON does not have.
    Comment = "json-comment", Error;
    /// A control character stands in a string without an escape.
    ControlCharacter = "json-control-character", Error;
    /// There is no value at all.
    Empty = "json-empty", Error;
    /// A backslash is followed by something that it cannot escape.
    InvalidEscape = "json-invalid-escape", Error;
    /// A number is not written as JSON writes numbers.
    InvalidNumber = "json-invalid-number", Error;
    /// Half of a surrogate pair stands alone.
    LoneSurrogate = "json-lone-surrogate", Error;
    /// A bracket or brace that was opened is not closed.
    MissingClose = "json-missing-close", Error;
    /// The colon between a key and its value is missing.
    MissingColon = "json-missing-colon", Error;
    /// The comma between two members or elements is missing.
    MissingComma = "json-missing-comma", Error;
    /// A member has no key.
    MissingKey = "json-missing-key", Error;
    /// The object's opening brace is missing.
    MissingOpen = "json-missing-open", Error;
    /// A value is missing.
    MissingValue = "json-missing-value", Error;
    /// A string stands in quotes other than `"`.
    Quotes = "json-quotes", Error;
    /// Not JSON at this place.
    Syntax = "json-syntax", Error;
    /// Text follows after the end of the document.
    TextAfter = "json-text-after", Error;
    /// Text stands before the start of the document.
    TextBefore = "json-text-before", Error;
    /// A comma with nothing after it.
    TrailingComma = "json-trailing-comma", Error;
    /// A string or key without quotes.
    Unquoted = "json-unquoted", Error;
    /// A string is not closed.
    UnterminatedString = "json-unterminated-string", Error;
    /// Objects and lists stand inside each other deeper than is read.
    NestingTooDeep = "nesting-too-deep", Error;
    /// The bytes are not UTF-8.
    NotUtf8 = "not-utf8", Error;
    /// There are more problems than are listed.
    TooManyProblems = "too-many-problems", Warning;
}

impl Code {
    /// True for what is wrong with a document in a way that leaves open what it
    /// says: something had to be guessed, or a key stands twice. A comma or a
    /// comment too many is wrong as well, but means nothing else.
    pub const fn leaves_meaning_open(self) -> bool {
        matches!(
            self,
            Self::DocumentTooLarge
                | Self::DuplicateKey
                | Self::ClosedEarly
                | Self::Empty
                | Self::InvalidEscape
                | Self::InvalidNumber
                | Self::LoneSurrogate
                | Self::MissingClose
                | Self::MissingColon
                | Self::MissingKey
                | Self::MissingOpen
                | Self::MissingValue
                | Self::Syntax
                | Self::TextAfter
                | Self::TextBefore
                | Self::Unquoted
                | Self::UnterminatedString
                | Self::NestingTooDeep
                | Self::NotUtf8
                | Self::TooManyProblems
        )
    }
}

impl Coded for Code {
    const TOO_MANY: Self = Self::TooManyProblems;

    fn severity(self) -> Severity {
        self.severity()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_sorted_and_described() {
        for pair in Code::OWN.windows(2) {
            assert!(
                pair[0].as_str() < pair[1].as_str(),
                "{} {}",
                pair[0].as_str(),
                pair[1].as_str()
            );
        }
        for code in Code::OWN {
            let text = code.as_str();
            assert!(
                text.bytes()
                    .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-')),
                "{text}"
            );
            assert!(code.description().ends_with('.'), "{text}");
        }
    }
}
