//! Finds the examples in pages of documentation: `<vestibule-example>` elements,
//! in HTML and in Markdown, and the JSON that each of them holds.
//!
//! What counts is what the element itself would take in a browser: the first
//! script of type `application/json` inside, else the first `<pre>`, which is
//! what a fenced block becomes, else all text. The text of an example comes with
//! everything before it as white space, so that its lines are those of the page.
//!
//! No files are read here, and nothing is decided.

mod collect;
mod html;
mod markdown;

#[cfg(test)]
mod tests;

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
}

/// What a page is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// HTML.
    Html,
    /// Markdown, MDX among it.
    Markdown,
}

impl Kind {
    /// By the name of the file; `None` for what is no page.
    pub fn of_path(path: &str) -> Option<Self> {
        let (_, extension) = path.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "md" | "mdx" | "markdown" => Some(Self::Markdown),
            _ => None,
        }
    }
}

/// The examples of a page, in order.
pub fn examples(kind: Kind, page: &str) -> Vec<Example> {
    match kind {
        Kind::Html => html::examples(page),
        Kind::Markdown => markdown::examples(page),
    }
}
