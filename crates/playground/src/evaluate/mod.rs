//! From a workspace to a case file, and its decisions: pure.

pub(crate) mod answer;
pub(crate) mod case;
pub(crate) mod codec;
pub(crate) mod engine;
pub(crate) mod orders;
mod ruling;
#[cfg(test)]
mod tests;
