//! Texts that users see and CloudTrail records, found in what somebody pasted.

use vestibule_signin::denial_message::{cloud_trail, user_message};
use vestibule_signin::{self as signin, Action, Entry, Layer, Stage};
use vestibule_wire::DenialText;

use super::texts::{OTHERS, SHORTER};

/// So many letters of a text tell it from others when it is cut off.
const CUT: usize = 12;

/// The letters and digits of a text in lower case: white space, quotes, full stops, tags and
/// escapes differ from page to page and from terminal to terminal.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let length = character.len_utf8();
        let skipped = match character {
            '<' => tag(rest),
            '&' => entity(rest),
            '\\' => escape(rest),
            _ => None,
        };
        if let Some(skipped) = skipped {
            rest = rest.get(skipped..).unwrap_or_default();
            continue;
        }
        rest = rest.get(length..).unwrap_or_default();
        let character = match character {
            // Full-width letters and digits.
            '\u{ff01}'..='\u{ff5e}' => {
                char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
            }
            _ => character,
        };
        if character.is_alphanumeric() {
            out.extend(character.to_lowercase());
        }
    }
    out
}

/// The longest that a tag is.
const TAG: usize = 300;

/// The length of a tag that the text begins with.
fn tag(text: &str) -> Option<usize> {
    let name = text.as_bytes().get(1)?;
    if !name.is_ascii_alphabetic() && *name != b'/' {
        return None;
    }
    let end = text.bytes().take(TAG).position(|byte| byte == b'>')?;
    Some(end + 1)
}

/// The length of an entity of HTML that the text begins with.
fn entity(text: &str) -> Option<usize> {
    let end = text.bytes().take(10).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '#';
    (!name.is_empty() && name.chars().all(fits)).then_some(end + 1)
}

/// The length of an escape of JSON that the text begins with and that stands for white space.
fn escape(text: &str) -> Option<usize> {
    matches!(text.as_bytes().get(1)?, b'n' | b'r' | b't').then_some(2)
}

/// The texts of a denial by the evaluator's own table, with what they are.
fn of_denials() -> impl Iterator<Item = (DenialText, &'static str)> {
    let pages = Layer::ALL.into_iter().flat_map(|layer| {
        let stages = [Stage::PreAuthentication, Stage::PostAuthentication].into_iter();
        stages.filter_map(move |stage| {
            let kind = of_page(layer, stage)?;
            Some((kind, user_message(layer, stage)?))
        })
    });
    let records = Layer::ALL.into_iter().filter_map(|layer| {
        let kind = match layer {
            Layer::ResourceBased => DenialText::ResourceBasedPolicy,
            Layer::ResourceControl => DenialText::ResourceControlPolicy,
            Layer::VpcEndpoint
            | Layer::ServiceControl
            | Layer::Identity
            | Layer::PermissionsBoundary
            | Layer::Session => return None,
        };
        let record = cloud_trail(layer, Action::Authenticate, Entry::Console)?;
        Some((kind, record.error_message))
    });
    pages.chain(records)
}

/// What the text is that the page shows when a layer denies.
fn of_page(layer: Layer, stage: Stage) -> Option<DenialText> {
    Some(match (layer, stage) {
        (Layer::VpcEndpoint, _) => DenialText::PrivateAccess,
        (Layer::ResourceBased, Stage::PreAuthentication) => {
            DenialText::AuthenticationInformationIncorrect
        }
        (Layer::ResourceControl, Stage::PreAuthentication) => DenialText::InvalidRequest,
        (Layer::ResourceBased | Layer::ResourceControl, Stage::PostAuthentication) => {
            DenialText::DifferentNetwork
        }
        (
            Layer::ServiceControl | Layer::Identity | Layer::PermissionsBoundary | Layer::Session,
            _,
        ) => return None,
    })
}

/// The layers and actions of which the page shows a text, or CloudTrail records it.
pub(super) fn meant(text: DenialText) -> Vec<(Layer, Vec<Action>)> {
    let mut meant = Vec::new();
    for layer in Layer::ALL {
        let record = match text {
            DenialText::ResourceBasedPolicy => layer == Layer::ResourceBased,
            DenialText::ResourceControlPolicy => layer == Layer::ResourceControl,
            DenialText::InsufficientPermissions => layer != Layer::VpcEndpoint,
            _ => false,
        };
        let is_at = |action: &Action| match text {
            DenialText::InsufficientPermissions => record && *action == Action::CreateOAuth2Token,
            _ => record || of_page(layer, action.stage()) == Some(text),
        };
        let actions: Vec<Action> = Action::ALL.into_iter().filter(is_at).collect();
        if !actions.is_empty() {
            meant.push((layer, actions));
        }
    }
    meant
}

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Found {
    /// What is known of it, in the order of the text.
    pub(super) texts: Vec<DenialText>,
    /// It is the beginning of these, and is cut off.
    pub(super) is_cut: bool,
    /// What IAM says of an action that is denied.
    pub(super) not_authorized: Option<NotAuthorized>,
}

/// What is known of a text.
pub(super) fn find(text: &str) -> Found {
    let folded = folded(text);
    let mut at: Vec<(usize, DenialText)> = Vec::new();
    let mut note = |place: Option<usize>, kind: DenialText| {
        if let Some(place) = place
            && !at.iter().any(|(_, known)| *known == kind)
        {
            at.push((place, kind));
        }
    };
    for (kind, known) in of_denials() {
        note(folded.find(&self::folded(known)), kind);
    }
    for (kind, fragments) in SHORTER.iter().chain(OTHERS) {
        for fragment in *fragments {
            note(folded.find(&self::folded(fragment)), *kind);
        }
    }
    let not_authorized = NotAuthorized::find(text);
    note(
        not_authorized.as_ref().map(|denied| denied.place),
        DenialText::NotAuthorized,
    );
    vestibule_syntax::sort::by_key(&mut at, |(place, _)| *place);
    let mut texts: Vec<DenialText> = at.into_iter().map(|(_, kind)| kind).collect();
    let is_cut = texts.is_empty() && folded.chars().count() >= CUT;
    if is_cut {
        for (kind, known) in of_denials() {
            let japanese = SHORTER.iter().filter(|(other, _)| *other == kind);
            let mut all = japanese.flat_map(|(_, fragments)| *fragments);
            let begins = |known: &str| self::folded(known).starts_with(&folded);
            if !texts.contains(&kind) && (begins(known) || all.any(|known| begins(known))) {
                texts.push(kind);
            }
        }
    }
    Found {
        is_cut: is_cut && !texts.is_empty(),
        texts,
        not_authorized,
    }
}

/// What IAM says of an action that is denied: `User: … is not authorized to perform: …`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NotAuthorized {
    place: usize,
    /// The action, such as `signin:CreateOAuth2Token`.
    pub(super) action: String,
    /// The kind of policy, where the text names one.
    pub(super) layer: Option<signin::Layer>,
    /// True where a policy denies it, false where none allows it.
    pub(super) is_explicit: bool,
}

/// How IAM calls kinds of policies in its texts.
const KINDS: [(&str, Layer); 7] = [
    ("service control policy", Layer::ServiceControl),
    ("resource control policy", Layer::ResourceControl),
    ("permissions boundary", Layer::PermissionsBoundary),
    ("session policy", Layer::Session),
    ("resource-based policy", Layer::ResourceBased),
    ("identity-based policy", Layer::Identity),
    ("vpc endpoint policy", Layer::VpcEndpoint),
];

/// How far behind the action the kind of policy is looked for, in bytes.
const BEHIND: usize = 3000;

impl NotAuthorized {
    fn find(text: &str) -> Option<Self> {
        const BEFORE: &str = "not authorized to perform:";
        let lower = text.to_ascii_lowercase();
        let place = lower.find(BEFORE)?;
        let behind = text.get(place + BEFORE.len()..)?.trim_start();
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '*');
        let end = behind.find(|c| !is_name(c)).unwrap_or(behind.len());
        let action = behind.get(..end).filter(|name| name.contains(':'))?;
        let mut window = behind.len().min(BEHIND);
        while !behind.is_char_boundary(window) {
            window -= 1;
        }
        let rest = behind.get(..window)?.to_ascii_lowercase();
        let named = KINDS.iter().filter_map(|(name, layer)| {
            let at = rest.find(name)?;
            Some((at, *layer))
        });
        let layer = named.min_by_key(|(at, _)| *at).map(|(_, layer)| layer);
        Some(Self {
            place,
            action: action.chars().take(128).collect(),
            layer,
            is_explicit: rest.contains("explicit deny"),
        })
    }

    /// The action of a sign-in that it is about.
    pub(super) fn of_sign_in(&self) -> Option<Action> {
        Action::from_name(&self.action)
    }
}

/// Whether a text is in a language that has other letters than English, and is not Japanese.
pub(super) fn is_of_another_language(text: &str) -> bool {
    let is_other = |c: char| {
        let is_japanese = matches!(c,
            '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff66}'..='\u{ff9f}');
        c.is_alphabetic()
            && !c.is_ascii()
            && !is_japanese
            && !('\u{ff01}'..='\u{ff5e}').contains(&c)
    };
    text.chars().any(is_other)
}
