//! What somebody types of an account, Regions and an access portal.

use vestibule_syntax::diagnostic::{Message, code, quoted};
use vestibule_syntax::limits::DOCUMENT_BYTES;
use vestibule_syntax::message;

use super::{DoorsFor, is_account_alias, is_commercial_region, is_label};
use crate::accounts::is_account_id;

/// Why a present list is not read: it is too large.
pub fn too_large(list: &str) -> Option<Message> {
    (list.len() > DOCUMENT_BYTES).then(|| {
        message!(
            "hand in the part of the list that is about AWS: it is larger than {limit} bytes",
            limit = DOCUMENT_BYTES
        )
    })
}

/// A field of a form about doors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoorsField {
    /// The id or alias of the account.
    Account,
    /// The Regions, between spaces or commas.
    Regions,
    /// The first label of the access portal.
    Portal,
    /// The id of the instance of IAM Identity Center.
    Instance,
}

impl DoorsFor {
    /// Takes what is typed into a field. Text that cannot be one is left out, with the reason.
    ///
    /// # Errors
    /// What to write instead.
    pub fn take(&mut self, field: DoorsField, typed: &str) -> Result<(), Message> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(());
        }
        let label = || {
            let is_right = is_label(typed).then(|| typed.to_owned());
            is_right.ok_or_else(|| {
                message!("write lower-case letters, digits and hyphens, without dots")
            })
        };
        match field {
            DoorsField::Account => {
                if !is_account_id(typed) && !is_account_alias(typed) {
                    return Err(message!(
                        "write the twelve digits of an account, or its alias"
                    ));
                }
                self.account = Some(typed.to_owned());
            }
            DoorsField::Regions => {
                let all = typed.split(|c: char| c == ',' || c == '、' || c.is_whitespace());
                let mut wrong = None;
                for region in all.filter(|region| !region.is_empty()) {
                    if !is_commercial_region(region) {
                        wrong.get_or_insert(region);
                    } else if !self.regions.iter().any(|known| known == region) {
                        self.regions.push(region.to_owned());
                    }
                }
                if let Some(region) = wrong {
                    return Err(message!(
                        "{region} is not a commercial Region: write one such as {example}",
                        region = quoted(region),
                        example = code("eu-west-1")
                    ));
                }
            }
            DoorsField::Portal => self.portal = Some(label()?),
            DoorsField::Instance => self.instance = Some(label()?),
        }
        Ok(())
    }
}
