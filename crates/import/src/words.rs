//! What files tell, in words.

use vestibule_syntax::diagnostic::Message;
use vestibule_syntax::message;
use vestibule_wire::{ImportedItems, ImportedKind};

/// How many things of one kind a file tells of: `accounts: 12`.
pub fn items_told(items: ImportedItems) -> Message {
    let count = items.count;
    match items.what {
        ImportedKind::Organization => message!("organization: {count}", count = count),
        ImportedKind::Root => message!("roots: {count}", count = count),
        ImportedKind::Unit => message!("units: {count}", count = count),
        ImportedKind::Account => message!("accounts: {count}", count = count),
        ImportedKind::Parent => message!("parents: {count}", count = count),
        ImportedKind::Policy => message!("policies: {count}", count = count),
        ImportedKind::PolicyName => message!("names of policies: {count}", count = count),
        ImportedKind::Attachment => message!("attachments: {count}", count = count),
        ImportedKind::Endpoint => message!("VPC endpoints: {count}", count = count),
        ImportedKind::Switch => message!("console authorization: {count}", count = count),
        ImportedKind::Caller => message!("account of the outputs: {count}", count = count),
        ImportedKind::Principal => message!("users and roles: {count}", count = count),
    }
}
