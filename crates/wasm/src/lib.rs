//! The evaluator for JavaScript.
