//! Large organizations come in in a time that grows with their size.

use std::time::Instant;

use serde_json::{Value, json};
use vestibule_syntax::limits::{DOCUMENT_BYTES, ORGANIZATION_ACCOUNTS};
use vestibule_wire::{Kind, Outcome};

use crate::{File, MANAGEMENT, account, complete, file, import_with, outcomes, whole};

/// An organization with so many accounts in a hundred units.
fn organization(count: usize) -> Vec<File> {
    let mut files = whole();
    let units: Vec<String> = (0..100).map(|unit| format!("ou-ab12-{unit:08}")).collect();
    let listed: Vec<Value> = units
        .iter()
        .map(|id| json!({ "Id": id, "Arn": crate::arn("ou", id), "Name": id }))
        .collect();
    files.push(file(
        "2/list-organizational-units-for-parent-r-ab12.json",
        &json!({ "OrganizationalUnits": listed }),
    ));
    for (number, unit) in units.iter().enumerate() {
        let accounts = (0..count).filter(|index| index % units.len() == number);
        let accounts: Vec<Value> = accounts
            .map(|index| {
                account(
                    &format!("5{index:011}"),
                    &format!("account-{index}"),
                    "ACTIVE",
                )
            })
            .collect();
        files.push(file(
            &format!("list-accounts-for-parent-{unit}.json"),
            &json!({ "Accounts": accounts }),
        ));
    }
    // Full access is attached to all of them, too.
    for (name, text) in &mut files {
        if name.contains("p-FullAWSAccess") {
            let mut told: Value = serde_json::from_str(text).unwrap();
            let accounts = (0..count).map(|index| format!("5{index:011}"));
            let targets = told["Targets"].as_array_mut().unwrap();
            targets.extend(
                accounts
                    .chain(units.clone())
                    .map(|id| json!({ "TargetId": id })),
            );
            *text = told.to_string();
        }
    }
    files
}

#[test]
fn ten_thousand_accounts_come_in_at_once() {
    let count = ORGANIZATION_ACCOUNTS - 3;
    let files = organization(count);
    let began = Instant::now();
    let imported = import_with(&files, &complete(&[Kind::Identity]));
    // Seconds in a debug build; a quadratic step would take minutes.
    assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
    let size = imported.case.as_ref().unwrap().to_json().unwrap().len();
    assert!(size <= DOCUMENT_BYTES, "{size}");
    let last = format!("5{:011}", count - 1);
    let sign_ins = [
        (MANAGEMENT, "203.0.113.1"),
        (&*last, "203.0.113.1"),
        (&*last, "198.51.7.1"),
    ];
    assert_eq!(
        outcomes(&imported, &sign_ins),
        [Outcome::Allowed, Outcome::Denied, Outcome::Unknown]
    );
}
