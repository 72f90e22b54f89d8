//! From a workspace to a case file, and its decisions: pure.

pub mod answer;
pub mod case;
pub mod engine;
mod lint;
pub mod orders;
pub mod overview;
pub mod regions;
mod ruling;
pub mod squares;
#[cfg(test)]
mod tests;
