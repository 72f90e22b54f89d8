//! Decides the requests of a case, in the words of the contract.

pub(crate) mod assumptions;
pub(crate) mod budget;
pub(crate) mod case;
pub(crate) mod compiled;
pub(crate) mod convert;
pub(crate) mod prepared;
pub(crate) mod room;
pub(crate) mod what_if;
