//! Hostile input for the native command, run as a child process under limits of time and memory.
//!
//! Everything here is generated. `inputs.mjs` has the same kinds of input for the npm package
//! and for Chromium.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)] // helpers of tests may panic
#![cfg(unix)]

mod files;
mod logs;
mod run;
mod unshown;
mod walks;
mod work;
