//! Decides the requests of a case, in the words of the contract.

pub(crate) mod address_parts;
pub(crate) mod assumptions;
pub(crate) mod budget;
pub(crate) mod case;
pub(crate) mod check;
pub(crate) mod compiled;
mod convert;
pub(crate) mod decide;
pub(crate) mod edited;
mod expectation;
pub(crate) mod facts;
pub(crate) mod fixed;
pub(crate) mod named;
pub(crate) mod organization;
pub(crate) mod prepared;
mod results;
pub(crate) mod room;
pub(crate) mod statements;
pub(crate) mod summary;
pub(crate) mod what_if;
mod words;
