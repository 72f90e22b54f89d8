//! How what came of tests is printed, a file a format.

pub(super) mod coverage;
pub(super) mod junit;
pub(super) mod lcov;
pub(super) mod markdown;
pub(super) mod pretty;
pub(super) mod tap;
