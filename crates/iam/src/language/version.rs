//! The versions of the policy language.

/// The version of the policy language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Version {
    /// `2012-10-17`: policy variables work.
    V2012,
    /// `2008-10-17`, or no `Version`: policy variables are literal text.
    #[default]
    V2008,
}
