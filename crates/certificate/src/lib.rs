//! Certificates: answers about all sign-ins that can be checked without what gave them.
//!
//! A certificate holds the answer, and the SHA-256 of the files that it is an answer about.
//! [`verify`] holds it against these files: it cuts the space of all sign-ins anew, where the
//! compiled policies and the members of the regions say, and shows that regions are disjoint,
//! cover every sign-in and come to what they say, that witnesses decide as they say, and that
//! guarantees hold.
//!
//! # What is trusted, and what is not
//!
//! The parser of policies, the ordinary evaluator (`evaluate`, the rules of `combine`, and
//! `decide` for witnesses) and the table of condition keys are trusted: they say what a
//! sign-in comes to. Nothing of the analysis is: this crate does not depend on it. It has
//! patterns, shapes of values, a reader of regions and a way to look at many sign-ins of its
//! own.
//!
//! # How
//!
//! 1. `pattern`, `place`: regions are read from the contract's JSON.
//! 2. `space`: the operands of all tests and the members of all regions tell the values of
//!    each dimension apart; one value stands for all that nothing tells apart.
//! 3. `check/block`: the sign-ins of one entry, one kind of principal and one way are a
//!    product, in which each part of a statement depends on one dimension. The evaluator is
//!    asked about each value once, and values are put together that come to the same.
//! 4. `check/map`, `check/lockout`, `check/prove`: regions are boxes of such values.
//!    Disjointness is asked of pairs, cover is counted, and what a box comes to is combined
//!    by the ordinary rules over sets of truths (`check/masks`), by halves where a box is
//!    mixed.
//!
//! What cannot be shown within the limits, or at all, as where a policy variable ties two
//! dimensions together, is not verified, and that is said.

mod check;
mod format;
mod pattern;
mod place;
mod said;
mod space;
mod version;

pub use check::verify;
pub use format::{Read, Told, digest, read, write};
