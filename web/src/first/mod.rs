//! The first version of the page, until the playground replaces it.

pub(crate) mod components;
pub(crate) mod evaluate;
pub(crate) mod goto;
pub(crate) mod state;
pub(crate) mod storage;
