//! The credential report of AWS IAM, a table with commas between.

use vestibule_wire::ImportedKind;

use crate::fact::{Credentials, Fact};
use crate::iam::account_of;
use crate::output::Told;

/// Reads a credential report; false for another table.
pub(crate) fn read(text: &str, told: &mut Told) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let head: Vec<&str> = lines.next().unwrap_or_default().trim().split(',').collect();
    let column = |name: &str| head.iter().position(|column| *column == name);
    let (Some(arn), Some(password)) = (column("arn"), column("password_enabled")) else {
        return false;
    };
    let keys = [column("access_key_1_active"), column("access_key_2_active")];
    let mut count = 0;
    for line in lines {
        let cells: Vec<&str> = line.trim().split(',').collect();
        // Names of IAM hold no comma that would need quotes but `,` itself.
        if cells.len() != head.len() {
            continue;
        }
        let truth = |at: Option<usize>| match cells.get(at?).copied() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => None,
        };
        let Some(arn) = cells.get(arn).filter(|arn| account_of(arn).is_some()) else {
            continue;
        };
        let active: Vec<Option<bool>> = keys.iter().map(|key| truth(*key)).collect();
        let access_keys = match active.as_slice() {
            keys if keys.contains(&Some(true)) => Some(true),
            keys if keys.iter().all(|key| *key == Some(false)) => Some(false),
            _ => None,
        };
        let login_profile = truth(Some(password));
        if login_profile.is_none() && access_keys.is_none() {
            continue;
        }
        count += 1;
        told.fact(Fact::Credentials(Credentials {
            arn: (*arn).to_owned(),
            login_profile,
            access_keys,
        }));
    }
    told.taken("aws iam get-credential-report");
    told.used(ImportedKind::Principal, count);
    true
}
