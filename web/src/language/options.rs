//! What completes at a place.

use vestibule_iam::condition::Operator;
use vestibule_iam::json::{Node, json_string};
use vestibule_iam::policy::{principal_types, versions};
use vestibule_iam::wildcard::Pattern;
use vestibule_signin::{Action, Entry, Presence, presence};

use super::place::{Place, Slot};
use super::topics::{Topic, documented_keys, elements, sign_in_actions};
use super::{Asked, Choice, skeleton, values};
use crate::text::{Text, id};

pub(super) fn of(asked: &Asked<'_>, place: &Place<'_>) -> Vec<Choice> {
    let at = At { asked, place };
    match (place.slot, place.path.as_slice()) {
        (Slot::Value, []) if !place.in_list => at.policies(),
        (Slot::Key, []) => at.elements(true),
        (Slot::Value, ["Version"]) => at.words(versions(), "constant"),
        (Slot::Value, ["Statement"]) => at.statements(),
        (Slot::Key, ["Statement"]) => at.elements(false),
        (Slot::Value, ["Statement", "Effect"]) => {
            let kind = vestibule_signin::Layer::from(asked.layer).kind();
            at.words(kind.effects(), "keyword")
        }
        (Slot::Value, ["Statement", "Principal" | "NotPrincipal"]) => at.everyone(),
        (Slot::Key, ["Statement", "Principal" | "NotPrincipal"]) => {
            let types = principal_types().map(|name| at.key(name, "\"#{1:*}\"", "property"));
            types.collect()
        }
        (Slot::Value, ["Statement", "Principal" | "NotPrincipal", "AWS"]) => at.principals(),
        (Slot::Value, ["Statement", "Action" | "NotAction"]) => at.actions(),
        (Slot::Value, ["Statement", "Resource" | "NotResource"]) => at.resources(),
        (Slot::Key, ["Statement", "Condition"]) => at.operators(),
        (Slot::Key, ["Statement", "Condition", operator]) => at.keys(operator),
        (Slot::Value, ["Statement", "Condition", operator, key]) => at.values(operator, key),
        _ => Vec::new(),
    }
}

struct At<'a, 'd> {
    asked: &'a Asked<'a>,
    place: &'a Place<'d>,
}

impl At<'_, '_> {
    /// What stands behind the token on its way to the next one.
    fn follows(&self) -> Option<char> {
        let behind = self.asked.text.get(self.place.token.span.end as usize..);
        behind.and_then(|rest| rest.trim_start().chars().next())
    }

    /// A comma where the next item of the object or list follows.
    fn comma(&self) -> &'static str {
        match self.follows() {
            Some(',' | '}' | ']' | ':') | None => "",
            Some(_) => ",",
        }
    }

    fn opening(&self) -> &'static str {
        if self.place.token.opened { "" } else { "\"" }
    }

    /// A key with its value; the value alone is left out where there is one.
    fn key(&self, name: &str, value: &str, kind: &'static str) -> Choice {
        let opening = self.opening();
        let has_value = self.follows() == Some(':');
        let insert = if has_value {
            format!("{opening}{name}\"")
        } else {
            format!("{opening}{name}\": {value}{}", self.comma())
        };
        Choice {
            label: name.to_owned(),
            detail: None,
            kind,
            insert,
            fields: !has_value,
            topic: None,
            rank: 0,
        }
    }

    /// A text as a value.
    fn value(&self, value: &str, kind: &'static str) -> Choice {
        let quoted = json_string(value);
        let quoted = quoted.strip_prefix('"').unwrap_or(&quoted);
        Choice {
            label: value.to_owned(),
            detail: None,
            kind,
            insert: format!("{}{quoted}{}", self.opening(), self.comma()),
            fields: false,
            topic: None,
            rank: 0,
        }
    }

    fn words(&self, words: &[&str], kind: &'static str) -> Vec<Choice> {
        words
            .iter()
            .zip(falling())
            .map(|(word, rank)| Choice {
                rank,
                ..self.value(word, kind)
            })
            .collect()
    }

    fn used(&self, choice: Choice) -> Choice {
        Choice {
            detail: Some(self.asked.words.say(id!("language-used")).to_string()),
            rank: 10,
            ..choice
        }
    }

    /// Skeletons stand outside of quotes only.
    fn policies(&self) -> Vec<Choice> {
        self.skeletons(id("language-skeleton-policy"), |skeleton| {
            skeleton.policy(self.asked.layer)
        })
    }

    fn statements(&self) -> Vec<Choice> {
        let brackets = if self.place.in_list {
            ("", "")
        } else {
            ("[\n", "\n]")
        };
        self.skeletons(id("language-skeleton-statement"), |skeleton| {
            let statements = skeleton.statements(self.asked.layer);
            format!("{}{statements}{}{}", brackets.0, brackets.1, self.comma())
        })
    }

    fn skeletons(
        &self,
        what: &'static str,
        insert: impl Fn(&skeleton::Skeleton) -> String,
    ) -> Vec<Choice> {
        if self.place.token.opened {
            return Vec::new();
        }
        let words = self.asked.words;
        let skeletons = skeleton::of(self.asked.layer).iter();
        skeletons
            .zip(falling())
            .map(|(skeleton, rank)| Choice {
                label: words.say(skeleton.title).to_string(),
                detail: Some(words.say(what).to_string()),
                kind: "text",
                insert: insert(skeleton),
                fields: true,
                topic: Some(Topic::Message(skeleton.about.to_owned()).name()),
                rank,
            })
            .collect()
    }

    /// Elements that are not there yet.
    fn elements(&self, of_policy: bool) -> Vec<Choice> {
        let typed = self.place.token.span;
        let there = |name: &str| {
            let members = self.place.object.map(Node::members).unwrap_or_default();
            members
                .iter()
                .any(|member| member.key.span != typed && &*member.key.value == name)
        };
        // The other one of a pair that excludes each other.
        let other = |name: &str| match name.strip_prefix("Not") {
            Some(positive) => there(positive),
            None => there(&format!("Not{name}")),
        };
        let known = vestibule_iam::policy::policy_elements();
        let names = elements(self.asked.layer)
            .filter(|(name, here)| *here && known.contains(name) == of_policy)
            .map(|(name, _)| name)
            .filter(|name| !there(name) && !other(name));
        names
            .zip(falling())
            .map(|(name, rank)| Choice {
                topic: Some(Topic::Element(name.to_owned()).name()),
                rank: if name.starts_with("Not") {
                    rank - 20
                } else {
                    rank
                },
                ..self.key(name, self.usual(name), "property")
            })
            .collect()
    }

    /// The value that an element is written with.
    fn usual(&self, element: &str) -> &'static str {
        match element {
            "Version" => "\"2012-10-17\"",
            "Statement" => "[\n\t{\n\t\t#{1}\n\t}\n]",
            "Effect" => "\"#{1:Deny}\"",
            "Principal" | "NotPrincipal" | "Resource" | "NotResource" => "\"#{1:*}\"",
            "Action" | "NotAction" => "[\"#{1}\"]",
            "Condition" => "{\n\t\"#{1}\"\n}",
            _ => "\"#{1}\"",
        }
    }

    fn everyone(&self) -> Vec<Choice> {
        let mut choices = vec![self.value("*", "constant")];
        if !self.place.token.opened {
            choices.push(Choice {
                label: "{ \"AWS\": … }".to_owned(),
                detail: None,
                kind: "property",
                insert: format!("{{ \"AWS\": \"#{{1:*}}\" }}{}", self.comma()),
                fields: true,
                topic: None,
                rank: -1,
            });
        }
        choices
    }

    fn principals(&self) -> Vec<Choice> {
        let used = self.asked.used.arns.iter().chain(&self.asked.used.accounts);
        let used = used.map(|name| self.used(self.value(name, "variable")));
        std::iter::once(self.value("*", "constant"))
            .chain(used)
            .collect()
    }

    fn actions(&self) -> Vec<Choice> {
        let choice = |name: &str, rank: i8| Choice {
            detail: Action::from_name(name)
                .map(|action| phases(self.asked.words, Action::ALL.map(|other| other == action))),
            topic: Some(Topic::Action(name.to_owned()).name()),
            rank,
            ..self.value(name, "function")
        };
        let sign_in = Action::NAMES.into_iter().zip([30, 29, 28]);
        let others = sign_in_actions()
            .map(|short| format!("signin:{short}"))
            .filter(|name| Action::from_name(name).is_none());
        sign_in
            .map(|(name, rank)| choice(name, rank))
            .chain([choice("signin:*", 20)])
            .chain(others.map(|name| choice(&name, -10)))
            .collect()
    }

    fn resources(&self) -> Vec<Choice> {
        self.words(
            &[
                "*",
                "arn:aws:signin:::console/*",
                "arn:aws:signin:*:*:oauth2/public-client/*",
                "arn:aws:signin:*:*:oauth2/public-client/localhost",
                "arn:aws:signin:*:*:oauth2/public-client/remote",
            ],
            "constant",
        )
    }

    /// Plain names first, then `IfExists`; the set prefixes last, for no key of a sign-in has
    /// several values.
    fn operators(&self) -> Vec<Choice> {
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
    fn keys(&self, operator: &str) -> Vec<Choice> {
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
        let in_matrix = vestibule_signin::keys::find(name).is_some();
        let fits = operator.is_none_or(|operator| super::values::fits(name, operator));
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

    fn values(&self, operator: &str, key: &str) -> Vec<Choice> {
        let operator = Operator::parse(operator);
        let known = values::of(key, operator, self.asked.used);
        let choices = known.iter().map(|(value, used)| {
            let choice = self.value(value, "constant");
            if *used { self.used(choice) } else { choice }
        });
        choices.collect()
    }
}

/// Ranks that keep an order which is not that of the alphabet.
fn falling() -> impl Iterator<Item = i8> {
    (-99..=0).rev()
}

/// The phases of a sign-in, as the editor tells them beside a name.
fn phases(words: &Text, at: [bool; 3]) -> String {
    let numbers: Vec<&str> = ["1", "2", "3"]
        .into_iter()
        .zip(at)
        .filter_map(|(number, at)| at.then_some(number))
        .collect();
    match numbers.len() {
        3 => words.say(id!("language-phases-all")).to_string(),
        0 => words.say(id!("language-phases-none")).to_string(),
        number => words
            .with(
                id!("language-phases-some"),
                &[
                    ("number", number.into()),
                    ("phases", numbers.join(", ").into()),
                ],
            )
            .to_string(),
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
