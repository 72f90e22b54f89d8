//! Yew, for a page that pays for every byte: all of it, and under its own name, with two types and
//! a hook in place of Yew's.
//!
//! Yew compiles its machinery once for each component and once for each effect; here all function
//! components are [one](component) to it, and all effects are [one](effect). Where an element
//! stands, it fills in all that an element can have; here that is done [in one place](element),
//! which is also where [what strangers wrote](foreign) is made safe to show.
//! Yew's macros write `::yew::virtual_dom::VChild` for a component and `::yew::virtual_dom::VTag`
//! for an element, so that it is enough to be called `yew` and to have other types of these names.

pub use yew::*;

mod component;
mod effect;
mod element;
mod foreign;

pub use component::provide;

/// Yew's, but for a hook of ours.
pub mod prelude {
    pub use crate::effect::use_effect_with;
    pub use yew::prelude::*;
}

/// Yew's, but for what its macros make elements and components with.
pub mod virtual_dom {
    pub use crate::component::VChild;
    pub use crate::element::VTag;
    pub use yew::virtual_dom::*;
}
