//! Answers that are not so are not verified, however well their certificates are made.

use vestibule_wire::{
    AccessMap, Action, CertifiedAnswer, GuaranteeVerdict, LockoutVerdict, Outcome, Region, WayIn,
    Where,
};

use crate::{answers, case, examples, file, refusal};

/// Maps that say something else than one that is right, each with what was changed.
pub(crate) fn mutants(map: &AccessMap) -> Vec<(String, AccessMap)> {
    let mut mutants = Vec::new();
    for list in 0..4 {
        let count = regions(&mut map.clone(), list).len();
        for index in 0..count {
            let mut add = |what: &str, change: &dyn Fn(&mut Vec<Region>)| {
                let mut other = map.clone();
                change(regions(&mut other, list));
                mutants.push((format!("list {list}, region {index}: {what}"), other));
            };
            add("dropped", &|all| drop(all.remove(index)));
            add("twice", &|all| all.push(all[index].clone()));
            add("widened to all", &|all| {
                all[index].place = Where::default();
                all[index].addresses = None;
                // Where it is the only one, nothing is wrong with that.
                if count == 1 {
                    all.clear();
                }
            });
            add("another outcome", &|all| {
                let region = &mut all[index];
                (region.outcome, region.denied_at) = match region.outcome {
                    Outcome::Allowed => (Outcome::Unknown, None),
                    Outcome::Denied | Outcome::Unknown => (Outcome::Allowed, None),
                };
                region.undecided.clear();
            });
            if map.chain.len() > 1 && count > 1 {
                add("the witness of another", &|all| {
                    all[index].witness = all[(index + 1) % count].witness.clone();
                });
                add("made one with the next", &|all| {
                    let next = all.remove((index + 1) % count);
                    let one = &mut all[if index + 1 == count { count - 2 } else { index }];
                    one.place = Where {
                        entry: None,
                        network: next
                            .place
                            .network
                            .filter(|of| Some(of) == one.place.network.as_ref()),
                        ..one.place.clone()
                    };
                });
            }
            if let Some(account) = &regions(&mut map.clone(), list)[index].place.account {
                let _ = account;
                add("of another account", &|all| {
                    let mut place = serde_json::to_value(&all[index].place).expect("JSON");
                    place["account"]["in"] = serde_json::json!(["999999999999"]);
                    all[index].place = serde_json::from_value(place).expect("a region");
                });
            }
        }
    }
    mutants
}

/// The chain, or the regions of an action.
fn regions(map: &mut AccessMap, list: usize) -> &mut Vec<Region> {
    match list.checked_sub(1) {
        Some(phase) => &mut map.phases[phase].regions,
        None => &mut map.chain,
    }
}

fn map(bytes: &[u8]) -> AccessMap {
    match answers(&case(bytes)).swap_remove(0) {
        CertifiedAnswer::Map(map) => map,
        other => panic!("{other:?}"),
    }
}

#[test]
fn no_changed_map_is_verified() {
    for bytes in examples() {
        for (index, (what, mutant)) in mutants(&map(&bytes)).into_iter().enumerate() {
            // All of them are many.
            if index % 29 != 0 {
                continue;
            }
            let code = refusal(&bytes, CertifiedAnswer::Map(mutant));
            assert!(
                code.starts_with("certificate-") && code != "certificate-not-checked",
                "{what}: {code}"
            );
        }
    }
}

#[test]
fn each_lie_about_a_region_has_a_code() {
    let bytes = file("analysis/example-2.json");
    let told = |change: &dyn Fn(&mut AccessMap)| {
        let mut map = map(&bytes);
        change(&mut map);
        refusal(&bytes, CertifiedAnswer::Map(map))
    };
    let widened = |map: &mut AccessMap| {
        let place = serde_json::to_string(&map.chain).expect("JSON");
        let place = place.replacen("203.0.113.0/24", "203.0.112.0/23", 1);
        map.chain = serde_json::from_str(&place).expect("regions");
    };
    let narrowed = |map: &mut AccessMap| {
        let place = serde_json::to_string(&map.chain).expect("JSON");
        let place = place.replacen("203.0.113.0/24", "203.0.113.0/25", 1);
        map.chain = serde_json::from_str(&place).expect("regions");
    };
    assert_eq!(told(&|_| {}), "verified");
    assert_eq!(told(&widened), "certificate-regions-overlap");
    assert_eq!(told(&narrowed), "certificate-regions-incomplete");
    assert_eq!(
        told(&|map| drop(map.chain.pop())),
        "certificate-regions-incomplete"
    );
    assert_eq!(
        told(&|map| map.chain[0].outcome = Outcome::Unknown),
        "certificate-outcome-false"
    );
    assert_eq!(
        told(&|map| {
            let denied = map
                .chain
                .iter_mut()
                .find(|region| region.denied_at.is_some());
            denied.expect("a region").denied_at = Some(Action::CreateOAuth2Token);
        }),
        "certificate-outcome-false"
    );
    assert_eq!(
        told(&|map| map.chain[0].witness.region = Some("nowhere".to_owned())),
        "certificate-witness-false"
    );
    assert_eq!(
        told(&|map| map.chain[0].witness.name = Some("a name".to_owned())),
        "certificate-witness-false"
    );
    assert_eq!(told(&|map| map.chain[0].decided_by.clear()), {
        let decides = !map(&bytes).chain[0].decided_by.is_empty();
        if decides {
            "certificate-witness-false"
        } else {
            "verified"
        }
    });
    for change in [
        &|map: &mut AccessMap| map.assumptions.push("J1".to_owned()),
        &|map: &mut AccessMap| map.assumed_absent.push("aws:x".to_owned()),
        &|map: &mut AccessMap| map.identity_center = Some(false),
        &|map: &mut AccessMap| map.phases.truncate(2),
        &|map: &mut AccessMap| map.entry.truncate(1),
        &|map: &mut AccessMap| {
            let counted = map
                .chain
                .iter_mut()
                .find_map(|region| region.addresses.as_mut());
            counted.expect("a public region").ipv4 = "255".to_owned();
        },
        &|map: &mut AccessMap| map.chain[0].denied_at = Some(Action::Authenticate),
    ] as [&dyn Fn(&mut AccessMap); 7]
    {
        assert_eq!(told(change), "certificate-false");
    }
}

/// Where IAM Identity Center is not used nobody may speak of its roles, and where it may be
/// nobody may leave them out.
#[test]
fn who_is_left_out_is_what_the_case_file_says() {
    let told = file("analysis/example-1.json");
    let mut without: serde_json::Value = serde_json::from_slice(&told).expect("JSON");
    without["account"]["identityCenter"] = serde_json::json!(false);
    let without = serde_json::to_vec(&without).expect("JSON");
    for (bytes, other) in [(&told, &without), (&without, &told)] {
        for (own, of_other) in answers(&case(bytes)).into_iter().zip(answers(&case(other))) {
            assert_eq!(refusal(bytes, own), "verified");
            let mut of_other = of_other;
            match &mut of_other {
                CertifiedAnswer::Map(map) => {
                    map.identity_center = case(bytes).file().identity_center();
                }
                CertifiedAnswer::Lockout(lockout) => {
                    lockout.identity_center = case(bytes).file().identity_center();
                }
                CertifiedAnswer::Prove(_) => {}
            }
            assert_ne!(refusal(bytes, of_other), "verified");
        }
    }
}

/// What is left open is no cover for a lie: an open region has all sign-ins to itself, too.
#[test]
fn an_open_region_may_not_overlap() {
    let bytes = file("analysis/undecided.json");
    let mut map = map(&bytes);
    let open = map
        .chain
        .iter()
        .position(|region| !region.undecided.is_empty());
    map.chain[open.expect("an open region")].place = Where::default();
    assert_eq!(
        refusal(&bytes, CertifiedAnswer::Map(map)),
        "certificate-regions-overlap"
    );
}

#[test]
fn no_changed_lockout_is_verified() {
    for bytes in examples() {
        let CertifiedAnswer::Lockout(lockout) = answers(&case(&bytes)).swap_remove(1) else {
            panic!("no lockout");
        };
        for index in 0..lockout.principals.len() {
            let told = |change: &dyn Fn(&mut vestibule_wire::Lockout)| {
                let mut other = lockout.clone();
                change(&mut other);
                refusal(&bytes, CertifiedAnswer::Lockout(other))
            };
            let dropped = told(&|other| drop(other.principals.remove(index)));
            assert_eq!(dropped, "certificate-regions-incomplete");
            let twice = told(&|other| other.principals.push(other.principals[index].clone()));
            assert_eq!(twice, "certificate-regions-overlap");
            let other = told(&|other| {
                let access = &mut other.principals[index];
                access.verdict = match access.verdict {
                    WayIn::Passes | WayIn::Unknown => WayIn::LockedOut,
                    WayIn::LockedOut => WayIn::Passes,
                };
            });
            // What is not told apart is neither shown nor refuted.
            let expected = match lockout.principals[index].verdict {
                WayIn::Unknown if !lockout.undecided.is_empty() => "certificate-not-checked",
                _ => "certificate-outcome-false",
            };
            assert_eq!(other, expected);
            let networks =
                told(&|other| other.principals[index].through.push("nowhere".to_owned()));
            assert_eq!(networks, "certificate-false");
        }
        let mut other = lockout.clone();
        other.identity_center = Some(lockout.identity_center == Some(false));
        assert_eq!(
            refusal(&bytes, CertifiedAnswer::Lockout(other)),
            "certificate-false"
        );
        let mut other = lockout.clone();
        other.verdict = match other.verdict {
            LockoutVerdict::None => LockoutVerdict::Lockout,
            LockoutVerdict::Lockout | LockoutVerdict::Unknown => LockoutVerdict::None,
        };
        assert_eq!(
            refusal(&bytes, CertifiedAnswer::Lockout(other)),
            "certificate-false"
        );
    }
}

#[test]
fn no_changed_proof_is_verified() {
    let bytes = file("analysis/guarantees.json");
    let CertifiedAnswer::Prove(proofs) = answers(&case(&bytes)).swap_remove(2) else {
        panic!("no proofs");
    };
    let mut verdicts = Vec::new();
    for index in 0..proofs.guarantees.len() {
        let told = |change: &dyn Fn(&mut vestibule_wire::GuaranteeProof)| {
            let mut other = proofs.clone();
            change(&mut other.guarantees[index]);
            refusal(&bytes, CertifiedAnswer::Prove(other))
        };
        verdicts.push(proofs.guarantees[index].verdict);
        let held = told(&|proof| {
            *proof = vestibule_wire::GuaranteeProof {
                verdict: GuaranteeVerdict::Holds,
                place: None,
                outcome: None,
                witness: None,
                denied_at: None,
                decided_by: Vec::new(),
                depends_on: None,
                ..proof.clone()
            };
        });
        let holds = proofs.guarantees[index].verdict == GuaranteeVerdict::Holds;
        assert_eq!(
            held,
            if holds {
                "verified"
            } else {
                "certificate-outcome-false"
            }
        );
        assert_eq!(
            told(&|proof| proof.vacuous = !proof.vacuous),
            "certificate-false"
        );
        assert_eq!(
            told(&|proof| proof.expired = Some(true)),
            "certificate-false"
        );
        assert_eq!(
            told(&|proof| proof.guarantee = "another".to_owned()),
            "certificate-false"
        );
        if !holds {
            assert_ne!(
                told(&|proof| proof.place = Some(Where::default())),
                "verified"
            );
            assert_ne!(
                told(&|proof| proof.verdict = GuaranteeVerdict::Unknown),
                "verified"
            );
            assert_ne!(told(&|proof| proof.witness = None), "verified");
        }
    }
    assert!(
        verdicts.contains(&GuaranteeVerdict::Fails) && verdicts.contains(&GuaranteeVerdict::Holds)
    );
}
