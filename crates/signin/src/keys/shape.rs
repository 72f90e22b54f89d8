//! What the values of some keys look like. [BC, AA, GCK-23, CK]

use vestibule_iam::policy::{Alphabet, Shape};

const fn identifier(
    prefix: &'static str,
    alphabet: Alphabet,
    lengths: &'static [(usize, usize)],
) -> Shape {
    Shape::Identifier {
        prefix,
        alphabet,
        lengths,
    }
}

pub(super) const VPC: Shape = identifier("vpc-", Alphabet::LowerHex, &[(8, 8), (17, 17)]);
pub(super) const ENDPOINT: Shape = identifier("vpce-", Alphabet::LowerAlphanumeric, &[(8, 20)]);
pub(super) const ACCOUNT: Shape = identifier("", Alphabet::Digits, &[(12, 12)]);
pub(super) const ORGANIZATION: Shape = identifier("o-", Alphabet::LowerAlphanumeric, &[(10, 32)]);
