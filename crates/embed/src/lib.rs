//! Finds the examples in pages of documentation: `<vestibule-example>` elements,
//! in HTML, Markdown and MDX, and the JSON that each of them holds.
//!
//! What counts is what the element itself would take in a browser: the first
//! script of type `application/json` inside, else the first `<pre>`, which is
//! what a fenced block becomes, else all text. The text of an example comes with
//! everything before it as white space, so that its lines are those of the page.
//!
//! No example is missed in silence: where a page names the element and neither
//! has it nor talks about it, in code or in a comment, that is found as well.
//!
//! No files are read here, and nothing is decided.

mod collect;
mod ends;
mod example;
mod foreign;
mod html;
mod jsx;
mod markdown;
mod mdx;
mod mentions;

#[cfg(test)]
mod tests;

pub use example::{Example, Json, Unread};

/// What a page is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// HTML.
    Html,
    /// CommonMark.
    Markdown,
    /// Markdown with JSX.
    Mdx,
}

impl Kind {
    /// By the name of the file; `None` for what is no page.
    pub fn of_path(path: &str) -> Option<Self> {
        let (_, extension) = path.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "md" | "markdown" => Some(Self::Markdown),
            "mdx" => Some(Self::Mdx),
            _ => None,
        }
    }
}

/// The examples of a page, in order.
pub fn examples(kind: Kind, page: &str) -> Vec<Example> {
    match kind {
        Kind::Html => html::examples(page),
        Kind::Markdown => markdown::examples(page),
        Kind::Mdx => mdx::examples(page),
    }
}
