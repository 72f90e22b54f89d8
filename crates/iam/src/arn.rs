//! arn.
