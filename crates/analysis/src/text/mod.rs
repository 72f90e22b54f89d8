//! Texts: patterns as a person writes them, shapes that values have, and the classes into
//! which patterns cut the texts of a shape.

mod classes;
mod glob;
mod shape;

pub(crate) use classes::{TextClass, Texts};
pub use glob::Glob;
pub(crate) use glob::{intersections, matches, quotients};
pub(crate) use shape::{Shape, kind_of_tag};
