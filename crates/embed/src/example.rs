//! An example of a page, and what became of it.

/// An example of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The line of its tag, from one.
    pub line: u32,
    /// What it shows.
    pub json: Json,
}

/// Where the case of an example stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// In the page; behind as much white space as the page has before it.
    Here(String),
    /// In the file of this address, relative to the page.
    File(String),
    /// Nowhere: there is no text inside.
    Nowhere,
    /// The element is not closed, and takes in what stands behind it.
    Unclosed,
    /// It is not read: the page has too many examples, too far from its beginning.
    TooMuch,
    /// There is no element, although the page names it like one.
    Unread(Unread),
}

/// Why there is no element where a page names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// CommonMark makes code of what is indented by four spaces.
    Indented,
    /// It stands inside of this: an element, by its name, in which browsers see text or elements
    /// of another kind, or a comment or block of code, by its mark, that does not end.
    Within(String),
    /// What stands there is no tag.
    NoTag,
}
