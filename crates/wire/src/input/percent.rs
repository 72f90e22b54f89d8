//! Percent-decoding that keeps the way back to the encoded text.

use vestibule_iam::span::SpanMap;

/// True for a URL-encoded JSON object.
pub(crate) fn is_encoded(text: &str) -> bool {
    text.get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("%7B"))
}

/// Decodes `%XX`; what is not UTF-8 then becomes U+FFFD.
pub(crate) fn decode(encoded: &str) -> (String, SpanMap) {
    let mut builder = SpanMap::builder(0);
    let mut text = String::with_capacity(encoded.len());
    let mut rest = encoded;
    while !rest.is_empty() {
        let plain = rest.find('%').unwrap_or(rest.len());
        let (copied, behind) = rest.split_at(plain);
        text.push_str(copied);
        builder.copied(copied.len());
        let run = run(behind);
        rest = behind.get(3 * run.len()..).unwrap_or("");
        if run.is_empty() && rest.starts_with('%') {
            text.push('%');
            builder.copied(1);
            rest = rest.get(1..).unwrap_or("");
        }
        for chunk in run.utf8_chunks() {
            for character in chunk.valid().chars() {
                text.push(character);
                builder.replaced(character.len_utf8(), 3 * character.len_utf8());
            }
            if !chunk.invalid().is_empty() {
                text.push(char::REPLACEMENT_CHARACTER);
                builder.replaced(
                    char::REPLACEMENT_CHARACTER.len_utf8(),
                    3 * chunk.invalid().len(),
                );
            }
        }
    }
    (text, builder.finish())
}

/// The bytes that the escapes at the start of `text` stand for.
fn run(text: &str) -> Vec<u8> {
    let escape = |escape: &[u8]| match escape {
        [b'%', high, low] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
            let digit = |byte: u8| {
                char::from(byte)
                    .to_digit(16)
                    .and_then(|digit| u8::try_from(digit).ok())
            };
            Some(digit(*high)? << 4 | digit(*low)?)
        }
        _ => None,
    };
    text.as_bytes().chunks_exact(3).map_while(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use vestibule_iam::span::Span;

    #[test]
    fn decodes_and_leads_back() {
        let cases = [
            ("plain", "abc", "abc"),
            ("object", "%7B%22a%22%3A1%7d", r#"{"a":1}"#),
            ("accent", "x%C3%A9y", "xéy"),
            ("emoji", "%F0%9F%98%80", "😀"),
            ("not UTF-8", "a%FFb", "a\u{FFFD}b"),
            ("half an escape", "100%", "100%"),
            ("no escape", "%zz%41", "%zzA"),
            ("plus stays", "a+b", "a+b"),
            ("beside wide characters", "é%41é", "éAé"),
        ];
        for (name, encoded, expected) in cases {
            let (text, map) = decode(encoded);
            assert_eq!(text, expected, "{name}");
            let whole = Span::new(0, u32::try_from(text.len()).unwrap());
            assert_eq!(map.map(whole).of(encoded), Some(encoded), "{name}");
        }
        // Two bytes that are not UTF-8 become one character.
        let (text, map) = decode("%F0%9Fb");
        let at = u32::try_from(text.find('b').unwrap()).unwrap();
        assert_eq!(map.map(Span::new(at, at + 1)), Span::new(6, 7));
        let (text, map) = decode("%7B%22a%22%3A1%7D");
        let at = u32::try_from(text.find('a').unwrap()).unwrap();
        assert_eq!(map.map(Span::new(at, at + 1)), Span::new(6, 7));
        assert_eq!(map.map(Span::new(0, 1)), Span::new(0, 3));
    }
}
