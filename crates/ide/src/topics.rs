//! What is said of a key, an operator, an element or an action.

use vestibule_iam::condition::{Base, Operator, SetPrefix};
use vestibule_signin::{Action, Entry, Presence, keys, presence};
use vestibule_wire::Layer;

use super::content::{Content, inline};
use vestibule_l10n::Text;

/// What can be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    /// A condition key.
    Key(String),
    /// A condition operator.
    Operator(String),
    /// An action, with its prefix.
    Action(String),
    /// An element of a policy or of a statement.
    Element(String),
    /// A message of its own.
    Message(String),
}

impl Topic {
    /// As the editor hands it back.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Key(name) => format!("key {name}"),
            Self::Operator(name) => format!("operator {name}"),
            Self::Action(name) => format!("action {name}"),
            Self::Element(name) => format!("element {name}"),
            Self::Message(id) => format!("message {id}"),
        }
    }

    /// The topic of a name that [`crate::Choice::topic`] tells.
    pub fn parse(name: &str) -> Option<Self> {
        let (kind, name) = name.split_once(' ')?;
        let name = name.to_owned();
        Some(match kind {
            "key" => Self::Key(name),
            "operator" => Self::Operator(name),
            "action" => Self::Action(name),
            "element" => Self::Element(name),
            "message" => Self::Message(name),
            _ => return None,
        })
    }

    /// Everything there is to say; `None` for a name that nobody knows.
    pub fn about(&self, text: &Text, layer: Layer) -> Option<Content> {
        let (name, body) = match self {
            Self::Key(name) => (name, key(text, layer, name)),
            Self::Operator(name) => (name, operator(text, Operator::parse(name)?)),
            Self::Action(name) => (name, action(text, name)?),
            Self::Element(name) => (name, element(text, layer, name)?),
            Self::Message(id) => {
                let said = Content::sentence(&text.say(id));
                return Some(Content::element("div", "cm-topic", vec![said]));
            }
        };
        let title = Content::element("p", "cm-topic-title", vec![Content::code(name)]);
        let all = std::iter::once(title).chain(body).collect();
        Some(Content::element("div", "cm-topic", all))
    }
}

/// The part of a message's id that a name makes.
pub fn slug(name: &str) -> String {
    name.to_ascii_lowercase().replace(':', "-")
}

/// The name under which a key is described: tags share one.
pub fn described(key: &str) -> &str {
    let (name, _) = key.split_once('/').unwrap_or((key, ""));
    name
}

fn key(text: &Text, layer: Layer, name: &str) -> Vec<Content> {
    if !presence::is_documented(name) {
        return vec![Content::sentence(&text.say(id!("language-key-unknown")))];
    }
    let mut body = vec![Content::sentence(
        &text.of("language-key", &slug(described(name))),
    )];
    if !vestibule_signin::Layer::from(layer).sees(name) {
        body.push(Content::sentence(&text.say(id!("language-key-not-here"))));
    }
    body.push(matrix(text, name));
    body
}

/// Which action sees the key, for which entry; entries that are alike are told once.
fn matrix(text: &Text, key: &str) -> Content {
    let row = |entry: Entry| Action::ALL.map(|action| presence::presence(key, action, entry));
    let cell = |presence: Presence| {
        let class = match presence {
            Presence::Never => "cm-absent",
            Presence::Always | Presence::Public | Presence::Endpoint | Presence::Given => {
                "cm-present"
            }
        };
        let word = text.of("language-presence", presence.name());
        Content::element("td", class, vec![Content::text(word.as_str())])
    };
    let line = |title: &str, row: [Presence; 3]| {
        let title = Content::element("th", "", vec![Content::text(title)]);
        let cells = std::iter::once(title).chain(row.map(cell)).collect();
        Content::element("tr", "", cells)
    };
    let [console, ..] = Entry::ALL;
    let alike = Entry::ALL.iter().all(|entry| row(*entry) == row(console));
    let lines = if alike {
        // The words of the key say who has it never.
        let title = if key.eq_ignore_ascii_case("signin:PrincipalArn") {
            text.say(id!("language-entry-others"))
        } else {
            text.say(id!("language-entry-every"))
        };
        vec![line(&title, row(console))]
    } else {
        let lines = Entry::ALL.iter().map(|entry| {
            let title = text.of("language-entry", entry.name());
            line(&title, row(*entry))
        });
        lines.collect()
    };
    let head = |name: &str| Content::element("th", "", vec![Content::text(name)]);
    let short = |action: Action| action.name().trim_start_matches("signin:");
    let entry = text.say(id!("language-matrix-entry"));
    let heads = std::iter::once(head(&entry)).chain(Action::ALL.map(|action| head(short(action))));
    let caption = text.say(id!("language-matrix"));
    Content::element(
        "table",
        "cm-matrix",
        vec![
            Content::element("caption", "", vec![Content::text(caption.as_str())]),
            Content::element(
                "thead",
                "",
                vec![Content::element("tr", "", heads.collect())],
            ),
            Content::element("tbody", "", lines),
        ],
    )
}

fn operator(text: &Text, operator: Operator) -> Vec<Content> {
    let base = match operator.base {
        Base::StringEquals => text.say(id!("language-operator-string-equals")),
        Base::StringEqualsIgnoreCase => {
            text.say(id!("language-operator-string-equals-ignore-case"))
        }
        Base::StringLike => text.say(id!("language-operator-string-like")),
        Base::Arn => text.say(id!("language-operator-arn")),
        Base::IpAddress => text.say(id!("language-operator-ip-address")),
        Base::Numeric(_) => text.say(id!("language-operator-numeric")),
        Base::Date(_) => text.say(id!("language-operator-date")),
        Base::Bool => text.say(id!("language-operator-bool")),
        Base::Binary => text.say(id!("language-operator-binary")),
        Base::Null => text.say(id!("language-operator-null")),
    };
    let mut said = vec![base];
    if operator.negated {
        said.push(text.say(id!("language-operator-negated")));
    }
    match operator.set {
        Some(SetPrefix::ForAllValues) => {
            said.push(text.say(id!("language-operator-for-all-values")))
        }
        Some(SetPrefix::ForAnyValue) => said.push(text.say(id!("language-operator-for-any-value"))),
        None if operator.if_exists && operator.negated => {
            said.push(text.say(id!("language-operator-if-exists-idle")));
        }
        None if operator.if_exists => said.push(text.say(id!("language-operator-if-exists"))),
        None => {}
    }
    if operator.base != Base::Null {
        said.push(match operator.when_missing() {
            Some(true) => text.say(id!("language-operator-missing-true")),
            Some(false) => text.say(id!("language-operator-missing-false")),
            None => text.say(id!("language-operator-missing-open")),
        });
        said.push(text.say(id!("language-operator-phase")));
    }
    said.iter()
        .map(|sentence| Content::sentence(sentence))
        .collect()
}

fn action(text: &Text, name: &str) -> Option<Vec<Content>> {
    let (prefix, short) = name.split_once(':')?;
    if !prefix.eq_ignore_ascii_case("signin") {
        return None;
    }
    if short == "*" {
        return Some(vec![Content::sentence(
            &text.say(id!("language-action-all")),
        )]);
    }
    let known = sign_in_actions().find(|known| known.eq_ignore_ascii_case(short))?;
    let mut body = vec![Content::sentence(&text.of("language-action", &slug(known)))];
    let phase = Action::from_name(name);
    body.push(match phase {
        Some(Action::Authenticate) => {
            Content::sentence(&text.with(id!("language-action-phase"), &[("number", 1.into())]))
        }
        Some(action) => {
            let number = action as u32 + 1;
            Content::sentence(&text.with(
                id!("language-action-phase-after"),
                &[("number", number.into())],
            ))
        }
        None => Content::sentence(&text.say(id!("language-action-no-phase"))),
    });
    if let Some(action) = phase {
        let offered = keys::of_sign_in()
            .iter()
            .filter(|row| row.is_offered(action));
        let names: Vec<String> = offered.map(|row| format!("`{}`", row.name)).collect();
        let keys = names.join(", ");
        let said = text.with(id!("language-action-keys"), &[("keys", keys.into())]);
        body.push(Content::element("p", "", inline(&said)));
    }
    Some(body)
}

fn element(text: &Text, layer: Layer, name: &str) -> Option<Vec<Content>> {
    let known = element_name(name)?;
    let (_, here) = elements(layer).find(|(other, _)| *other == known)?;
    let mut body = vec![Content::sentence(
        &text.of("language-element", &slug(known)),
    )];
    if !here {
        body.push(Content::sentence(
            &text.say(id!("language-element-not-here")),
        ));
    }
    Some(body)
}

/// Every element, and whether a policy of that layer may have it.
pub fn elements(layer: Layer) -> impl Iterator<Item = (&'static str, bool)> {
    use vestibule_iam::policy::{PolicyKind, policy_elements};
    let kind = vestibule_signin::Layer::from(layer).kind();
    let of_policy = policy_elements().iter().map(|name| (*name, true));
    // The kind that may have the most.
    let of_statement = PolicyKind::VpcEndpoint.statement_elements();
    let of_statement = of_statement.map(move |name| {
        let here = kind.statement_elements().any(|other| other == name);
        (name, here)
    });
    of_policy.chain(of_statement)
}

/// The element that `key` names in whatever case: the output of `get-resource-policy` begins
/// them with a small letter.
pub(super) fn element_name(key: &str) -> Option<&'static str> {
    elements(Layer::VpcEndpoint)
        .map(|(name, _)| name)
        .find(|name| name.eq_ignore_ascii_case(key))
}

/// The actions of AWS Sign-In, without their prefix.
pub fn sign_in_actions() -> impl Iterator<Item = &'static str> {
    let service = vestibule_signin::VOCABULARY.service("signin");
    service
        .into_iter()
        .flat_map(|service| service.actions.iter().copied())
}

/// Every key that AWS Sign-In is documented to know, those with a tag's name up to the slash.
pub fn documented_keys() -> impl Iterator<Item = &'static str> {
    let documented = keys::KEYS.iter().filter(|row| row.is_documented());
    documented.map(|row| row.name)
}
