//! Of what the text of a policy was made.

use implicit_clone::unsync::IString;
use serde::{Deserialize, Serialize};
use vestibule_wire::PermissionStatement;

/// The permission statements of which a text was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeOf {
    pub statements: Vec<PermissionStatement>,
    /// The text of the policy that they make; empty while AWS would refuse one of them.
    pub text: IString,
}
