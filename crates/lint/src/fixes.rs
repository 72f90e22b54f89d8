//! Which findings may have a fix, by their codes.

/// What the fixes of a code do to what is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixes {
    /// They change no decision.
    Safe,
    /// They may change what is decided.
    Unsafe,
    /// Some change no decision, others may.
    Either,
}

impl Fixes {
    /// Whether some fix is one that changes no decision, or one that may.
    pub fn has(self, is_safe: bool) -> bool {
        match self {
            Self::Safe => is_safe,
            Self::Unsafe => !is_safe,
            Self::Either => true,
        }
    }
}

/// The codes of findings that may have a fix: of JSON, of policies, and of rules.
pub static FIXES: &[(&str, Fixes)] = &[
    ("allow-list-without-sign-in", Fixes::Unsafe),
    ("element-case", Fixes::Safe),
    ("exempts-nobody", Fixes::Unsafe),
    ("if-exists-denies", Fixes::Unsafe),
    ("if-exists-without-effect", Fixes::Safe),
    ("invalid-effect", Fixes::Either),
    ("invalid-operand", Fixes::Unsafe),
    ("invalid-sid", Fixes::Safe),
    ("ipv4-host-bits", Fixes::Safe),
    ("ipv4-mapped-cidr", Fixes::Unsafe),
    ("ipv6-host-bits", Fixes::Unsafe),
    ("json-byte-order-mark", Fixes::Safe),
    ("json-closed-early", Fixes::Unsafe),
    ("json-comment", Fixes::Safe),
    ("json-control-character", Fixes::Safe),
    ("json-invalid-number", Fixes::Unsafe),
    ("json-missing-close", Fixes::Unsafe),
    ("json-missing-colon", Fixes::Safe),
    ("json-missing-comma", Fixes::Safe),
    ("json-missing-open", Fixes::Unsafe),
    ("json-quotes", Fixes::Safe),
    ("json-syntax", Fixes::Either),
    ("json-text-after", Fixes::Unsafe),
    ("json-text-before", Fixes::Unsafe),
    ("json-trailing-comma", Fixes::Safe),
    ("json-unquoted", Fixes::Safe),
    ("json-unterminated-string", Fixes::Unsafe),
    ("malformed-action", Fixes::Unsafe),
    ("malformed-key", Fixes::Unsafe),
    ("malformed-principal", Fixes::Safe),
    ("misplaced-condition", Fixes::Safe),
    ("missing-version", Fixes::Either),
    ("null-with-qualifier", Fixes::Unsafe),
    ("old-version", Fixes::Either),
    ("operator-of-wrong-type", Fixes::Unsafe),
    ("rcp-action", Fixes::Unsafe),
    ("redundant-action", Fixes::Safe),
    ("redundant-resource", Fixes::Safe),
    ("redundant-statement", Fixes::Safe),
    ("redundant-value", Fixes::Safe),
    ("region-deny-covers-sign-in", Fixes::Unsafe),
    ("session-arn", Fixes::Unsafe),
    ("set-prefix-on-single-value", Fixes::Safe),
    ("unknown-action", Fixes::Unsafe),
    ("unknown-element", Fixes::Unsafe),
    ("unknown-key", Fixes::Unsafe),
    ("unknown-operator", Fixes::Either),
    ("unknown-service", Fixes::Unsafe),
    ("unknown-version", Fixes::Either),
    ("wrong-type", Fixes::Safe),
];

/// What the fixes of findings with that code do; `None` where there are none.
pub fn fixes(code: &str) -> Option<Fixes> {
    let at = FIXES.binary_search_by_key(&code, |(known, _)| known).ok()?;
    FIXES.get(at).map(|(_, fixes)| *fixes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted() {
        assert!(FIXES.is_sorted_by(|(one, _), (other, _)| one < other));
        assert_eq!(fixes("wrong-type"), Some(Fixes::Safe));
        assert_eq!(fixes("example-value"), None);
    }
}
