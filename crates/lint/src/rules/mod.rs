//! The rules, one file each, in the order of their codes.

mod denies_vpc_endpoints;
mod exempts_nobody;
mod private_source_ip;

use crate::{Doc, Rule};

/// All rules for one policy, in the order of their codes.
pub static RULES: &[&Rule] = &[
    &denies_vpc_endpoints::RULE,
    &exempts_nobody::RULE,
    &private_source_ip::RULE,
];

/// Their documentation, in the same order.
pub static DOCS: &[&Doc] = &[
    &denies_vpc_endpoints::DOC,
    &exempts_nobody::DOC,
    &private_source_ip::DOC,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_sorted_numbered_and_documented() {
        assert!(RULES.is_sorted_by(|a, b| a.code < b.code));
        assert!(RULES.iter().eq(DOCS.iter().map(|doc| &doc.rule)));
        for doc in DOCS {
            let code = doc.rule.code;
            let number = doc.rule.number.strip_prefix("VST").unwrap_or_default();
            assert!(number.len() == 3 && number.parse::<u16>().is_ok(), "{code}");
            let words = code
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit());
            assert!(words, "{code}");
            for text in [doc.what, doc.why] {
                assert!(text.ends_with('.'), "{code}: {text}");
            }
            assert!(!doc.sources.is_empty(), "{code} has no source");
            assert!(
                !doc.finds.is_empty() && !doc.passes.is_empty(),
                "{code} has no samples"
            );
        }
    }
}
