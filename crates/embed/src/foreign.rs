//! SVG and MathML in HTML, where a tag may close itself and no element holds raw
//! text, `<style>` and `<title>` no more than others.

/// Where HTML goes on inside of SVG and MathML.
const INTEGRATION: [&[u8]; 8] = [
    b"foreignobject",
    b"desc",
    b"title",
    b"mi",
    b"mo",
    b"mn",
    b"ms",
    b"mtext",
];

/// The elements of HTML that end SVG and MathML instead of standing in it.
const BREAKOUT: [&[u8]; 44] = [
    b"b",
    b"big",
    b"blockquote",
    b"body",
    b"br",
    b"center",
    b"code",
    b"dd",
    b"div",
    b"dl",
    b"dt",
    b"em",
    b"embed",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"head",
    b"hr",
    b"i",
    b"img",
    b"li",
    b"listing",
    b"menu",
    b"meta",
    b"nobr",
    b"ol",
    b"p",
    b"pre",
    b"ruby",
    b"s",
    b"small",
    b"span",
    b"strong",
    b"strike",
    b"sub",
    b"sup",
    b"table",
    b"tt",
    b"u",
    b"ul",
    b"var",
];

/// Browsers do not go deeper, either.
const DEEPEST: usize = 512;

/// The elements of SVG and MathML that are open, by name.
#[derive(Default)]
pub(crate) struct Foreign(Vec<Vec<u8>>);

impl Foreign {
    /// Whether the element that a tag begins is one of SVG or MathML.
    pub(crate) fn start(&mut self, name: &[u8], self_closing: bool) -> bool {
        let is_foreign = if self.is_here() {
            if BREAKOUT.contains(&name) {
                while self.is_here() {
                    self.0.pop();
                }
            }
            self.is_here()
        } else {
            matches!(name, b"svg" | b"math")
        };
        if is_foreign && !self_closing && self.0.len() < DEEPEST {
            self.0.push(name.to_owned());
        }
        is_foreign
    }

    pub(crate) fn end(&mut self, name: &[u8]) {
        if let Some(at) = self.0.iter().rposition(|open| open == name) {
            self.0.truncate(at);
        }
    }

    /// The outermost of them.
    pub(crate) fn root(&self) -> Option<&[u8]> {
        self.0.first().map(Vec::as_slice)
    }

    fn is_here(&self) -> bool {
        let innermost = self.0.last();
        innermost.is_some_and(|name| !INTEGRATION.contains(&name.as_slice()))
    }
}
