//! The IAM policy language: documents, conditions, matching.
