//! Names by content.

/// A short name for a text, the same on every machine.
pub(crate) fn digest(text: &[u8]) -> String {
    sha256(text).chars().take(12).collect()
}

/// The SHA-256 of a text, as it is written in lists of checksums.
pub(crate) fn sha256(text: &[u8]) -> String {
    let hash = hmac_sha256::Hash::hash(text);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::digest;

    #[test]
    fn digest_is_the_start_of_sha256() {
        assert_eq!(digest(b"abc"), "ba7816bf8f01");
    }
}
