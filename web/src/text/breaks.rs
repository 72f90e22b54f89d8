//! Where a line may break in names, ARNs and the like, which have no spaces: behind the signs that
//! part them, and between words that are written together. Elsewhere a line breaks only where a
//! part is longer than the line.

use yew::prelude::*;

/// A shorter part has no break of its own, so that few elements are made.
const LEAST: usize = 6;

/// The text with places at which a line may break.
pub(crate) fn broken(text: &str) -> Html {
    let mut parts = parts(text).into_iter();
    let first = parts.next().unwrap_or_default().to_owned();
    html! { <>{ first }{ for parts.map(|part| html! { <><wbr />{ part.to_owned() }</> }) }</> }
}

fn parts(text: &str) -> Vec<&str> {
    // Other scripts have rules of their own, and some run from right to left.
    if !text.is_ascii() && !text.contains('·') {
        return vec![text];
    }
    let (mut all, mut from) = (Vec::new(), 0);
    for (at, pair) in text.as_bytes().windows(2).enumerate() {
        let at = at + 1;
        let is_long = at - from >= LEAST && text.len() - at >= LEAST / 2;
        if is_long && is_break(pair[0], pair[1]) {
            all.extend(text.get(from..at));
            from = at;
        }
    }
    all.extend(text.get(from..));
    all
}

/// True where a line may break between the two.
fn is_break(before: u8, behind: u8) -> bool {
    match before {
        b':' => behind.is_ascii_alphanumeric(),
        // The digits of addresses and of ranges stay together.
        b'/' | b'.' | b'_' => behind.is_ascii_alphabetic(),
        _ => {
            (before.is_ascii_lowercase() || before.is_ascii_digit()) && behind.is_ascii_uppercase()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn names_break_between_their_parts_and_nowhere_else() {
        let rows: [(&str, &[&str]); 9] = [
            ("us-west-2", &["us-west-2"]),
            ("203.0.113.0/24", &["203.0.113.0/24"]),
            ("vpc-0a1b2c3d4e5f60718", &["vpc-0a1b2c3d4e5f60718"]),
            ("user/Al", &["user/Al"]),
            (
                "RCP · EnforceNetworkPerimeterPreAuth",
                &["RCP · Enforce", "Network", "Perimeter", "PreAuth"],
            ),
            (
                "arn:aws:iam::111122223333:role/BreakGlass",
                &["arn:aws:", "iam::111122223333:", "role/Break", "Glass"],
            ),
            (
                "signin:AuthorizeOAuth2Access",
                &["signin:", "Authorize", "OAuth2", "Access"],
            ),
            (
                "\u{5d0}\u{5d1}/Aaaaaaaaaaaa",
                &["\u{5d0}\u{5d1}/Aaaaaaaaaaaa"],
            ),
            ("", &[""]),
        ];
        for (text, expected) in rows {
            assert_eq!(parts(text), expected, "{text}");
        }
    }
}
