//! What the ids of AWS look like.

/// A fixed beginning and so many characters of an alphabet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id {
    /// The beginning, such as `vpc-`.
    pub prefix: &'static str,
    /// The characters behind it.
    pub alphabet: Alphabet,
    /// How many there may be: inclusive ranges.
    pub lengths: &'static [(usize, usize)],
}

/// The characters of an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// `0` to `9`.
    Digits,
    /// `0` to `9` and `a` to `f`.
    LowerHex,
    /// `0` to `9` and `a` to `z`.
    LowerAlphanumeric,
}

impl Alphabet {
    /// True when `byte` belongs to it.
    pub const fn contains(self, byte: u8) -> bool {
        match self {
            Self::Digits => byte.is_ascii_digit(),
            Self::LowerHex => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
            Self::LowerAlphanumeric => matches!(byte, b'0'..=b'9' | b'a'..=b'z'),
        }
    }
}

impl Id {
    /// Twelve digits.
    pub const ACCOUNT: Self = Self::new("", Alphabet::Digits, &[(12, 12)]);
    /// `vpc-` and 8 or 17 hexadecimal digits. [BC]
    pub const VPC: Self = Self::new("vpc-", Alphabet::LowerHex, &[(8, 8), (17, 17)]);
    /// `vpce-` and 8 to 20 lower-case letters or digits. [BC]
    pub const ENDPOINT: Self = Self::new("vpce-", Alphabet::LowerAlphanumeric, &[(8, 20)]);
    /// `o-` and 10 to 32 lower-case letters or digits.
    pub const ORGANIZATION: Self = Self::new("o-", Alphabet::LowerAlphanumeric, &[(10, 32)]);
    /// `r-` and 4 to 32 lower-case letters or digits.
    pub const ROOT: Self = Self::new("r-", Alphabet::LowerAlphanumeric, &[(4, 32)]);

    /// An id of that form.
    pub const fn new(
        prefix: &'static str,
        alphabet: Alphabet,
        lengths: &'static [(usize, usize)],
    ) -> Self {
        Self {
            prefix,
            alphabet,
            lengths,
        }
    }

    /// True when `text` is of that form.
    pub fn matches(self, text: &str) -> bool {
        text.strip_prefix(self.prefix).is_some_and(|rest| {
            let of = |(least, most): &(usize, usize)| (*least..=*most).contains(&rest.len());
            self.lengths.iter().any(of) && rest.bytes().all(|byte| self.alphabet.contains(byte))
        })
    }
}

/// `ou-`, what a root has behind its `r-`, `-`, and 8 to 32 lower-case letters or digits.
pub fn is_organizational_unit(text: &str) -> bool {
    let unit = Id::new("", Alphabet::LowerAlphanumeric, &[(8, 32)]);
    let root = Id {
        prefix: "",
        ..Id::ROOT
    };
    text.strip_prefix("ou-")
        .and_then(|rest| rest.split_once('-'))
        .is_some_and(|(of, rest)| root.matches(of) && unit.matches(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        let rows = [
            (Id::ACCOUNT, "111122223333", true),
            (Id::ACCOUNT, "11112222333", false),
            (Id::VPC, "vpc-0abc1234", true),
            (Id::VPC, "vpc-0abc123def456789", false),
            (Id::VPC, "vpc-0ABC1234", false),
            (Id::ENDPOINT, "vpce-0zbc1234", true),
            (Id::ENDPOINT, "vpc-0abc1234", false),
            (Id::ORGANIZATION, "o-a1b2c3d4e5", true),
            (Id::ORGANIZATION, "o-a1b2c3d4e", false),
            (Id::ROOT, "r-ab12", true),
            (Id::ROOT, "r-ab1", false),
            (Id::ROOT, "", false),
        ];
        for (id, text, expected) in rows {
            assert_eq!(id.matches(text), expected, "{text}");
        }
        for (text, expected) in [
            ("ou-ab12-cdefghij", true),
            ("ou-ab12", false),
            ("ou-ab12-cdefghi", false),
            ("ou-AB12-cdefghij", false),
        ] {
            assert_eq!(is_organizational_unit(text), expected, "{text}");
        }
    }
}
