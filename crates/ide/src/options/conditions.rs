//! What completes in a condition: operators, the keys that the actions of the statement offer,
//! their values.

use vestibule_iam::condition::Operator;
use vestibule_iam::json::Node;
use vestibule_iam::wildcard::Pattern;
use vestibule_signin::{Action, Entry, Presence, presence};

use super::{At, phases};
use crate::asked::Choice;
use crate::topics::{Topic, documented_keys};
use crate::values;

impl At<'_, '_> {
    /// Plain names first, then `IfExists`; the set prefixes last, for no key of a sign-in has
    /// several values.
    pub(super) fn operators(&self) -> Vec<Choice> {
        let typed = self.place.token.span;
        let members = self.place.object.map(Node::members).unwrap_or_default();
        let there = |name: &str| {
            members
                .iter()
                .any(|member| member.key.span != typed && &*member.key.value == name)
        };
        let forms = Operator::forms().filter(|name| !there(name));
        forms
            .filter_map(|name| {
                let operator = Operator::parse(&name)?;
                let rank = match (operator.set, operator.if_exists) {
                    (Some(_), _) => -40,
                    (None, true) => -20,
                    (None, false) => 0,
                };
                Some(Choice {
                    topic: Some(Topic::Operator(name.clone()).name()),
                    rank,
                    ..self.key(&name, "{\n\t\"#{1}\"\n}", "function")
                })
            })
            .collect()
    }

    /// Keys that exist for at least one of the statement's actions, with the phases at which
    /// they do.
    pub(super) fn keys(&self, operator: &str) -> Vec<Choice> {
        let actions = Actions::of(self.place.statement);
        let layer = vestibule_signin::Layer::from(self.asked.layer);
        let operator = Operator::parse(operator);
        let documented = documented_keys().filter(|name| layer.sees(name));
        let mut choices: Vec<Choice> = documented
            .filter_map(|name| self.documented(name, &actions, operator))
            .collect();
        if actions.beyond_sign_in {
            let known = vestibule_signin::VOCABULARY.global_keys.iter().copied();
            let other = known.filter(|name| !presence::is_documented(name));
            choices.extend(other.map(|name| Choice {
                topic: Some(Topic::Key(name.to_owned()).name()),
                rank: -50,
                ..self.condition_key(name, operator)
            }));
        }
        choices
    }

    fn documented(
        &self,
        name: &str,
        actions: &Actions,
        operator: Option<Operator>,
    ) -> Option<Choice> {
        let anywhere = |action: Action| {
            let seen = Entry::ALL.map(|entry| presence::presence(name, action, entry));
            seen.iter().any(|seen| *seen != Presence::Never)
        };
        let at = Action::ALL.map(|action| anywhere(action) && actions.phases[action as usize]);
        if !at.contains(&true) {
            return None;
        }
        let console = Action::ALL
            .iter()
            .any(|action| presence::presence(name, *action, Entry::Console) != Presence::Never);
        let words = self.asked.words;
        let mut detail = phases(words, Action::ALL.map(anywhere));
        if !console {
            detail = format!("{detail}, {}", words.say(id!("language-login-only")));
        }
        let in_matrix = vestibule_signin::keys::find(name).is_some_and(|row| row.is_of_sign_in());
        let fits = operator.is_none_or(|operator| values::fits(name, operator));
        Some(Choice {
            detail: Some(detail),
            topic: Some(Topic::Key(name.to_owned()).name()),
            rank: if !fits {
                -45
            } else if in_matrix && console {
                10
            } else if in_matrix {
                0
            } else {
                -20
            },
            ..self.condition_key(name, operator)
        })
    }

    fn condition_key(&self, name: &str, operator: Option<Operator>) -> Choice {
        let known = values::of(name, operator, self.asked.used);
        let example = match known.first() {
            Some((value, _)) => value.clone(),
            None => values::example(name).to_owned(),
        };
        // Braces would end the field.
        let example = example.replace(['{', '}'], "");
        self.key(name, &format!("\"#{{1:{example}}}\""), "variable")
    }

    pub(super) fn values(&self, operator: &str, key: &str) -> Vec<Choice> {
        let operator = Operator::parse(operator);
        let known = values::of(key, operator, self.asked.used);
        let choices = known.iter().map(|(value, used)| {
            let choice = self.value(value, "constant");
            if *used { self.used(choice) } else { choice }
        });
        choices.collect()
    }
}

/// The actions of a statement.
struct Actions {
    phases: [bool; 3],
    /// It is about something else than the sign-in too.
    beyond_sign_in: bool,
}

impl Actions {
    /// As far as they are written: where none are, all may come.
    fn of(statement: Option<&Node>) -> Self {
        let element = |name: &str| {
            let found = statement.and_then(|statement| statement.get_ignore_case(name));
            let patterns = found.map(Node::one_or_many).unwrap_or_default();
            patterns
                .iter()
                .filter_map(Node::as_str)
                .collect::<Vec<&str>>()
        };
        let (named, spared) = (element("Action"), element("NotAction"));
        let matches = |patterns: &[&str], name: &str| {
            let mut patterns = patterns.iter();
            patterns.any(|pattern| Pattern::new_ignore_ascii_case(pattern).matches(name))
        };
        if !named.is_empty() {
            let sign_in = |pattern: &&str| pattern.to_ascii_lowercase().starts_with("signin:");
            Self {
                phases: Action::NAMES.map(|name| matches(&named, name)),
                beyond_sign_in: !named.iter().all(sign_in),
            }
        } else if !spared.is_empty() {
            Self {
                phases: Action::NAMES.map(|name| !matches(&spared, name)),
                beyond_sign_in: true,
            }
        } else {
            Self {
                phases: [true; 3],
                beyond_sign_in: false,
            }
        }
    }
}
