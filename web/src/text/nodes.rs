//! Sentences put code in backticks; here it is set as code. What comes out is
//! text in nodes, never markup.

use vestibule_l10n::{Name, Piece, Text, Value, pieces};
use yew::prelude::*;

use super::breaks::broken;

/// No line breaks in code that is not longer.
const WHOLE: usize = 24;

/// Messages as nodes.
pub(crate) trait Nodes {
    /// A message whose code, in backticks, is set as code. A backtick inside a
    /// variable is the user's own and shown as such.
    fn nodes(&self, id: impl Name, variables: &[(&str, Value)]) -> Html;
}

impl Nodes for Text {
    fn nodes(&self, id: impl Name, variables: &[(&str, Value)]) -> Html {
        of_pieces(self.pieces(id, variables))
    }
}

/// A sentence with its code set apart.
pub(crate) fn nodes(sentence: &str) -> Html {
    of_pieces(pieces(sentence))
}

/// A sentence in pieces.
pub(crate) fn of_pieces(pieces: Vec<Piece>) -> Html {
    html! { <>{ for pieces.into_iter().map(set) }</> }
}

fn set(Piece { text, is_code }: Piece) -> Html {
    if is_code {
        // Code is of no language: it is not to be translated or read as one. A short one, such as
        // a Region, stays on one line.
        if text.len() <= WHOLE {
            return html! { <code class="whole" translate="no">{ text }</code> };
        }
        html! { <code translate="no">{ broken(&text) }</code> }
    } else {
        html! { { text } }
    }
}
