//! A finding in a message between page and worker: as the contract has it, whose sentences are
//! English, beside the sentences that the page says in its language.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use vestibule_syntax::diagnostic::Message;
use vestibule_wire::Finding;

pub(super) fn serialize<S: Serializer>(finding: &Finding, to: S) -> Result<S::Ok, S::Error> {
    let title = finding.fix.as_ref().map(|fix| &fix.title);
    (finding, &finding.message, &finding.help, title).serialize(to)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Finding, D::Error> {
    type Sent = (Finding, Message, Option<Message>, Option<Message>);
    let (mut finding, message, help, title): Sent = Deserialize::deserialize(from)?;
    finding.message = message;
    finding.help = help;
    if let (Some(fix), Some(title)) = (&mut finding.fix, title) {
        fix.title = title;
    }
    Ok(finding)
}
