//! The grammar of JSON numbers.

/// True when `text` is a number as RFC 8259 writes it.
pub(super) fn is_number(text: &str) -> bool {
    let rest = text.strip_prefix('-').unwrap_or(text);
    let (integer, rest) = digits(rest);
    if integer.is_empty() || (integer.len() > 1 && integer.starts_with('0')) {
        return false;
    }
    let rest = match rest.strip_prefix('.') {
        None => rest,
        Some(rest) => match digits(rest) {
            ("", _) => return false,
            (_, rest) => rest,
        },
    };
    let Some(rest) = rest.strip_prefix(['e', 'E']) else {
        return rest.is_empty();
    };
    let (exponent, rest) = digits(rest.strip_prefix(['+', '-']).unwrap_or(rest));
    !exponent.is_empty() && rest.is_empty()
}

/// True when `text` is a number in some other language: `+1`, `.5`, `1.`,
/// `007`, `0x1F`, `1_000`, `NaN`, `-Infinity`.
pub(super) fn resembles_number(text: &str) -> bool {
    let rest = text.strip_prefix(['+', '-']).unwrap_or(text);
    if rest == "NaN" || rest == "Infinity" {
        return true;
    }
    if let Some(hex) = rest.strip_prefix("0x").or_else(|| rest.strip_prefix("0X")) {
        return !hex.is_empty() && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    let plain: String = rest.chars().filter(|character| *character != '_').collect();
    let (integer, behind) = digits(&plain);
    let (fraction, behind) = behind.strip_prefix('.').map_or(("", behind), digits);
    if integer.is_empty() && fraction.is_empty() {
        return false;
    }
    match behind.strip_prefix(['e', 'E']) {
        None => behind.is_empty(),
        Some(exponent) => digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))
            .1
            .is_empty(),
    }
}

fn digits(text: &str) -> (&str, &str) {
    let end = text
        .bytes()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let right = [
            "0",
            "-0",
            "1",
            "10",
            "1.5",
            "-1.50",
            "1e5",
            "1E+5",
            "0.1e-9",
            "123456789012",
        ];
        let near = [
            "01",
            "+1",
            ".5",
            "1.",
            "0x1F",
            "1_000",
            "NaN",
            "Infinity",
            "-Infinity",
            "1e",
            "1e+",
            "-.5",
            "00",
        ];
        let wrong = [
            "",
            "-",
            "+",
            ".",
            "192.0.2.1",
            "1.2.3",
            "0x",
            "0xg",
            "1a",
            "e5",
            "nan",
            "1-2",
            "--1",
        ];
        for text in right {
            assert!(is_number(text), "{text}");
            assert!(resembles_number(text), "{text}");
        }
        for text in near {
            assert!(!is_number(text), "{text}");
            assert!(resembles_number(text), "{text}");
        }
        for text in wrong {
            assert!(!is_number(text), "{text}");
            assert!(!resembles_number(text), "{text}");
        }
    }
}
