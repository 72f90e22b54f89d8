//! Yew, for a page that pays for every byte: all of it, and under its own name, with two types in
//! place of Yew's.
//!
//! Yew's macros write `::yew::virtual_dom::VChild` where a component stands and
//! `::yew::virtual_dom::VTag` where an element does. The first of these makes Yew compile its
//! whole machinery once for each component, the second fills in all that an element can have at
//! each place where one is made. Here all function components are [one component](component) to
//! Yew, and elements are [made in one place](element).

pub use yew::*;

mod component;
mod element;

pub use component::provide;

/// Yew's, but for what its macros make elements and components with.
pub mod virtual_dom {
    pub use crate::component::VChild;
    pub use crate::element::VTag;
    pub use yew::virtual_dom::*;
}
