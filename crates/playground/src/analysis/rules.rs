//! What is known of rules, in the language of the page.

use std::rc::Rc;

use vestibule_answers::lint;
use vestibule_l10n::{Language, Text};

use super::inquiry::{RulesAsked, RulesTold};

pub(super) fn told(asked: RulesAsked) -> RulesTold {
    let language = Language::of_tag(&asked.language).unwrap_or_default();
    let text = Text::of_answers(language);
    let said = |code: &str, part: &str, english| text.of_rule(code, part, english).to_string();
    let is_asked =
        |code: &str, _: Option<&str>| asked.codes.iter().any(|asked| asked.as_str() == code);
    let rules = lint::explained(&is_asked, &said);
    RulesTold {
        rules: rules.into_iter().map(Rc::new).collect(),
        asked,
    }
}
