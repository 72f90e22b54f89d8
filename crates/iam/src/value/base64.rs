//! Base64 as AWS compares it: by its one canonical spelling.

/// Standard alphabet, padded to fours, and no bits set in the padding.
pub fn is_canonical_base64(text: &str) -> bool {
    let bytes = text.as_bytes();
    if !bytes.len().is_multiple_of(4) {
        return false;
    }
    let padding = bytes.iter().rev().take_while(|byte| **byte == b'=').count();
    let Some((data, _)) = bytes.split_at_checked(bytes.len() - padding) else {
        return false;
    };
    let digits = data.iter().all(|byte| base64_digit(*byte).is_some());
    let unused = match padding {
        0 => 0,
        1 => 0b11,
        2 => 0b1111,
        _ => return false,
    };
    let last = data
        .last()
        .and_then(|byte| base64_digit(*byte))
        .unwrap_or(0);
    digits && last & unused == 0
}

fn base64_digit(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_canonical_base64;

    #[test]
    fn one_spelling_of_bytes_is_canonical() {
        const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        assert!(is_canonical_base64(DIGITS));
        // The last digit before one `=` stands for four bits of a byte and two unused ones;
        // before two it stands for two and four.
        for (at, digit) in DIGITS.chars().enumerate() {
            let two_unused = format!("AA{digit}=");
            assert_eq!(
                is_canonical_base64(&two_unused),
                at % 4 == 0,
                "{two_unused}"
            );
            let four_unused = format!("A{digit}==");
            assert_eq!(
                is_canonical_base64(&four_unused),
                at % 16 == 0,
                "{four_unused}"
            );
        }
        assert!(is_canonical_base64("") && is_canonical_base64("AAAA"));
        for bad in [
            "A", "AA", "AAA", "AAAAA", "A===", "====", "AA=A", "AA-A", "AA_A", "AA A",
        ] {
            assert!(!is_canonical_base64(bad), "{bad}");
        }
    }
}
