//! The corpus and what runs it.
