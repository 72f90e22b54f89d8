//! A finding in a message between page and worker: as the contract has it, whose sentences are
//! English, beside the sentences that the page says in its language.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use vestibule_syntax::diagnostic::Message;
use vestibule_wire::Finding;

pub(super) fn serialize<S: Serializer>(finding: &Finding, to: S) -> Result<S::Ok, S::Error> {
    (finding, &finding.message, &finding.help).serialize(to)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Finding, D::Error> {
    let (finding, message, help): (Finding, Message, Option<Message>) =
        Deserialize::deserialize(from)?;
    Ok(Finding {
        message,
        help,
        ..finding
    })
}
