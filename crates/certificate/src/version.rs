//! Which version wrote a certificate.

/// The version of vestibule.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");
