//! What is known of the rules that found something: told behind everything else, and once.

use std::collections::HashMap;
use std::rc::Rc;

use implicit_clone::unsync::IString;
use vestibule_wire::RuleDoc;

use super::State;
use super::view::Dialog;
use crate::analysis::inquiry::{RulesAsked, RulesTold};

/// What is known of rules, in the language of the page.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// By their codes; `None` where there is nothing to be known.
    known: Rc<HashMap<IString, Option<Rc<RuleDoc>>>>,
    /// The rule whose documentation is shown.
    shown: Option<IString>,
}

impl PartialEq for Rules {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.known, &other.known) && self.shown == other.shown
    }
}

impl Rules {
    /// What is known of a rule.
    pub fn of(&self, code: &str) -> Option<&Rc<RuleDoc>> {
        self.known.get(code)?.as_ref()
    }

    /// All that is known, whatever is shown of it.
    pub fn documentation(&self) -> Self {
        Self {
            known: Rc::clone(&self.known),
            shown: None,
        }
    }

    /// False until it was asked.
    pub fn is_told(&self, code: &str) -> bool {
        self.known.contains_key(code)
    }

    /// The code of the rule whose documentation is shown.
    pub fn shown(&self) -> Option<&IString> {
        self.shown.as_ref()
    }
}

impl State {
    /// Which rules are to be asked for: those that found something, and the one that is shown.
    pub(super) fn rules_wanted(&self) -> Option<RulesAsked> {
        let found = self.results.problems.iter();
        let found = found.map(|problem| IString::from(problem.finding.code.to_string()));
        let mut codes: Vec<IString> = Vec::new();
        for code in self.rules.shown.iter().cloned().chain(found) {
            if !self.rules.is_told(&code) && !codes.contains(&code) {
                codes.push(code);
            }
        }
        (!codes.is_empty()).then(|| RulesAsked {
            language: self.words.language.clone(),
            codes,
        })
    }

    pub(super) fn take_rules(&mut self, told: &RulesTold) {
        if told.asked.language != self.words.language {
            return;
        }
        let known = Rc::make_mut(&mut self.rules.known);
        for code in &told.asked.codes {
            let mut rules = told.rules.iter();
            let rule = rules.find(|rule| *code == rule.code);
            known.insert(code.clone(), rule.cloned());
        }
    }

    /// Nobody tells what is wanted.
    pub(super) fn do_without_rules(&mut self) {
        let wanted = self.rules_wanted();
        let known = Rc::make_mut(&mut self.rules.known);
        known.extend(
            wanted
                .into_iter()
                .flat_map(|of| of.codes)
                .map(|code| (code, None)),
        );
    }

    /// They are told in another language.
    pub(super) fn forget_rules(&mut self) {
        self.rules.known = Rc::default();
    }

    pub(super) fn show_rule(&mut self, code: IString) {
        self.rules.shown = Some(code);
        self.dialog = Some(Dialog::Rule);
    }
}
