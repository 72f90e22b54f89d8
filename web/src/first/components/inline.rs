//! The evaluator's remarks put the user's text in backticks; here it is set
//! as code. It is always text, never markup.

use yew::prelude::*;

/// A remark with its code set apart.
pub(super) fn text(remark: &str) -> Html {
    html! { <>{ for parts(remark).into_iter().map(|(part, is_code)| set(part, is_code)) }</> }
}

fn set(part: &str, is_code: bool) -> Html {
    let part = part.to_owned();
    if is_code {
        html! { <code>{ part }</code> }
    } else {
        html! { { part } }
    }
}

/// The parts of a remark and whether each is code. A backtick without a second
/// one is a backtick.
fn parts(remark: &str) -> Vec<(&str, bool)> {
    let mut parts = Vec::new();
    let mut rest = remark;
    while let Some((before, from)) = rest.split_once('`') {
        let Some((code, after)) = from.split_once('`') else {
            break;
        };
        parts.push((before, false));
        parts.push((code, true));
        rest = after;
    }
    parts.push((rest, false));
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_what_stands_between_two_backticks() {
        let cases: &[(&str, &[(&str, bool)])] = &[
            ("plain", &[("plain", false)]),
            ("a `b` c", &[("a ", false), ("b", true), (" c", false)]),
            ("`a``b`", &[("a", true), ("b", true)]),
            ("a ` b", &[("a ` b", false)]),
            ("`<b>`", &[("<b>", true)]),
            ("", &[]),
        ];
        for (remark, expected) in cases {
            assert_eq!(parts(remark), *expected, "{remark}");
        }
    }
}
