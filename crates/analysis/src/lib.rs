//! What holds for every sign-in of an account: not for one example, but for all at once,
//! exactly.
//!
//! [`access_map`] divides all sign-ins into few regions, each of which comes to one outcome;
//! [`lockout`] says who gets in nowhere, [`prove`] whether a guarantee holds for all of them,
//! and [`diff`] what two sets of policies make otherwise.
//! A sign-in is a point of a space: the way in, the network, the Region, the principal, and
//! the context keys that are there with a value that nobody told. The policies cut that
//! space into finitely many classes, on each of which every test is constant, so that one
//! witness for each is enough; the ordinary evaluator decides what a test comes to on a
//! witness, and the ordinary rules combine them.
//!
//! Where the classes cannot be made fine enough for a statement, as for one with a policy
//! variable that ties two dimensions together, it is undecided by name, and what does not
//! depend on it is known all the same.
//!
//! # The space
//!
//! | Dimension | Values |
//! |---|---|
//! | entry | the console, and both forms of `aws login` |
//! | network | over the internet from an IPv4 or IPv6 address, or through a VPC endpoint, with every VPC, endpoint and address; the same at all three actions |
//! | Region | every text of the form of a Region's name |
//! | principal | the root user, and every user, role and federated user of the account, by ARN |
//! | context keys | a key that is there with a value that nobody told ranges over its values: times from 2001 to 2999, whether MFA was used, whole seconds since; other keys are as a request has them that does not give them |
//!
//! Addresses are spelled as they usually are. The resource is not told. Keys range
//! independently of each other, although times of two keys are not independent.

mod access_map;
mod accounts;
mod alike;
mod diff;
mod extent;
mod guarantee;
mod idle;
mod lockout;
mod networks;
mod region;
mod space;
mod text;
mod unanswered;

pub use access_map::{AccessMap, Place, Region, Undecided, access_map};
pub use accounts::accounts_alike;
pub use alike::SameText;
pub use diff::{Change, Comparison, Decided, Difference, Unsure, diff, diff_of_texts};
pub use extent::{Extents, extents};
pub use guarantee::{FromWhere, Guarantee, Holds, Proof, Verdict, Who, prove};
pub use idle::{Idle, IdleStatement, IdleTest, Unneeded, unneeded};
pub use lockout::{Access, Lockout, WayIn, lockout};
pub use networks::NamedNetwork;
pub use region::{
    Cidr, ContextSet, ContextValues, Interval, NetworkSet, PrincipalSet, TextSet, Where, counts,
};
pub use space::Options;
pub use text::Glob;
pub use unanswered::{Large, Unanswered};
