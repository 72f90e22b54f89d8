//! Whether policies decide as was recorded, in words.

use vestibule_syntax::diagnostic::{Arg, Message, code};
use vestibule_syntax::message;
use vestibule_wire::{Action, Agreement, Layer};

use super::decided::{Answered, Recorded, Seen, What};
use crate::words::all_of;

/// The agreement in a sentence.
pub(super) fn agreement(answered: &Answered, recorded: &Recorded) -> Message {
    let answer = &answered.answer;
    let of = |agreement: Agreement| {
        let mut all = answered.seen.iter();
        all.find(|seen| seen.agreement() == agreement)
    };
    let first = answered.seen.first();
    match answer.agreement {
        Agreement::Differs => differs(of(Agreement::Differs).or(first)),
        Agreement::Agrees => agrees(of(Agreement::Agrees).or(first), recorded),
        Agreement::Open => {
            if let Some(Seen::ByUndocumented { at, by }) = of(Agreement::Open)
                && recorded.what == What::Failed
            {
                return message!(
                    "the credentials were wrong, and the policies deny the sign-in, too: at {action}, by {layers}",
                    action = action(*at),
                    layers = layers(by)
                );
            }
            if let Some(Seen::ByUndocumented { at, by }) = of(Agreement::Open) {
                return message!(
                    "the policies deny it at {action} by {layers}, of which AWS documents no text",
                    action = action(*at),
                    layers = layers(by)
                );
            }
            let keys: Vec<Arg> = answer.depends_on.iter().map(|key| depended(key)).collect();
            if keys.is_empty() {
                message!("whether the policies agree is not known")
            } else {
                message!(
                    "whether the policies agree depends on {keys}",
                    keys = all_of(keys)
                )
            }
        }
    }
}

fn differs(seen: Option<&Seen>) -> Message {
    match seen {
        Some(Seen::LetIn) => message!(
            "the policies let this sign-in in: they are not those that were in force, or a fact differs"
        ),
        Some(Seen::Stopped { at, by }) => message!(
            "the policies deny this sign-in at {action} by {layers}, and it passed",
            action = action(*at),
            layers = layers(by)
        ),
        Some(Seen::ByOthers { at, by }) => message!(
            "the policies deny this sign-in at {action} by {layers}, which is not what was recorded",
            action = action(*at),
            layers = layers(by)
        ),
        _ => message!("no statement of the layer that was recorded can deny this sign-in"),
    }
}

fn agrees(seen: Option<&Seen>, recorded: &Recorded) -> Message {
    match (seen, recorded.what) {
        (Some(Seen::Denied { at }), What::Perhaps) => message!(
            "the policies deny this sign-in at {action}: the password may be right",
            action = action(*at)
        ),
        (Some(Seen::Denied { at }), _) => message!(
            "the policies deny this sign-in, too: at {action}",
            action = action(*at)
        ),
        (_, What::Perhaps) => message!(
            "the policies let this sign-in pass here: it points to a wrong user name or password"
        ),
        (_, What::Failed) => {
            message!("the policies let this sign-in in: the credentials were the reason")
        }
        _ => message!("the policies let this sign-in in, too"),
    }
}

/// An action by its name.
pub(super) fn action(action: Action) -> Arg {
    code(action.name())
}

/// Layers in a sentence.
pub(super) fn layers(layers: &[Layer]) -> Arg {
    all_of(
        layers
            .iter()
            .map(|layer| self::layer(*layer).into())
            .collect(),
    )
}

/// A layer, with its article.
pub(super) fn layer(layer: Layer) -> Message {
    match layer {
        Layer::VpcEndpoint => message!("a VPC endpoint policy"),
        Layer::ResourceControl => message!("an RCP"),
        Layer::ServiceControl => message!("an SCP"),
        Layer::ResourceBased => message!("the {layer}", layer = message!("resource-based policy")),
        Layer::Identity => message!("an identity policy"),
        Layer::PermissionsBoundary => message!("a permissions boundary"),
        Layer::Session => message!("a session policy"),
    }
}

fn depended(key: &str) -> Arg {
    match key {
        "policies.identity" => message!("the identity policies, which are not given").into(),
        "resource" => message!("the resource, which is not given").into(),
        key => code(key),
    }
}
