//! wildcard.
