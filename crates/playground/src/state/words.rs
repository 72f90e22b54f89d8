//! Words that the page hands over in its language.

use implicit_clone::unsync::IString;
use vestibule_wire::Layer;

use super::persona::{PersonaKind, SiteKind};

/// Words that become part of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The tag of their language.
    pub language: IString,
    /// Of a workspace without a name.
    pub untitled: IString,
    /// Of a workspace that came in a link.
    pub shared: IString,
    /// Of the copy of a workspace, or of a row; `{name}` stands for the other's.
    pub copy: IString,
    /// One policy of each layer.
    pub layers: Vec<(Layer, IString)>,
    /// One of several policies; `{name}` and `{number}` stand for what a policy of its layer is
    /// called and for its number.
    pub numbered: IString,
    pub personas: Vec<(PersonaKind, IString)>,
    pub sites: Vec<(SiteKind, IString)>,
}
