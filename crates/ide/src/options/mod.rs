//! What completes at a place.

mod conditions;

use std::borrow::Cow;

use vestibule_iam::json::{Node, json_string};
use vestibule_iam::policy::{principal_types, versions};
use vestibule_signin::Action;
use vestibule_wire::Layer;

use super::place::{Place, Slot};
use super::skeleton;
use super::topics::{Topic, elements, sign_in_actions};
use crate::asked::{Asked, Choice};
use vestibule_l10n::{Text, id};

pub(super) fn of(asked: &Asked<'_>, place: &Place<'_>) -> Vec<Choice> {
    let at = At {
        asked,
        place,
        is_lower: place.is_lower(asked.layer),
    };
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
        (Slot::Value, ["Statement", "Principal" | "NotPrincipal", kind])
            if kind.eq_ignore_ascii_case("AWS") =>
        {
            at.principals()
        }
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
    /// Elements begin with a small letter.
    is_lower: bool,
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
            let statements = if self.is_lower {
                lowered(&statements)
            } else {
                statements
            };
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
            members.iter().any(|member| {
                member.key.span != typed && member.key.value.eq_ignore_ascii_case(name)
            })
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
                ..self.key(&self.cased(name), self.usual(name), "property")
            })
            .collect()
    }

    /// An element as this policy writes them.
    fn cased(&self, name: &'static str) -> Cow<'static, str> {
        if self.is_lower {
            lower(name).into()
        } else {
            name.into()
        }
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
}

/// `NotAction` as `notAction`.
fn lower(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_ascii_lowercase() + rest
}

/// Our own statements with every element name in lower camel case.
fn lowered(statements: &str) -> String {
    let names = elements(Layer::VpcEndpoint).map(|(name, _)| name);
    names.fold(statements.to_owned(), |text, name| {
        text.replace(&format!("\"{name}\":"), &format!("\"{}\":", lower(name)))
    })
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
