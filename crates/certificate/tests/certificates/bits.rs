//! One changed byte, and no certificate is verified.

use proptest::prelude::*;

use crate::{answers, case, certify, check, file};

fn certificate(at: usize) -> (Vec<u8>, String) {
    let bytes = file("analysis/guarantees.json");
    let answer = answers(&case(&bytes)).swap_remove(at);
    let certificate = certify(&bytes, answer);
    (bytes, certificate)
}

#[test]
fn a_certificate_that_ends_early_is_none() {
    let (bytes, certificate) = certificate(1);
    for end in (0..certificate.len())
        .step_by(37)
        .chain([certificate.len() - 1])
    {
        let short = certificate.get(..end).expect("ASCII");
        let code = check(&bytes, short).expect_err("not whole").code;
        let is_last = end == certificate.len() - 1;
        let expected = if is_last {
            "certificate-altered"
        } else {
            "certificate-unreadable"
        };
        assert_eq!(code, expected, "{end}");
    }
}

#[test]
fn no_bit_of_a_certificate_can_be_changed() {
    for at in [1, 2] {
        let (bytes, certificate) = certificate(at);
        assert!(check(&bytes, &certificate).is_ok());
        let read = |text: &[u8]| {
            let read = vestibule_certificate::read(text)?;
            vestibule_certificate::verify(&read, &case(&bytes), &crate::inputs(&bytes))
        };
        for (index, _) in certificate.bytes().enumerate() {
            for bit in 0..8 {
                let mut other = certificate.clone().into_bytes();
                *other.get_mut(index).expect("within") ^= 1 << bit;
                assert!(read(&other).is_err(), "{index} {bit}");
            }
        }
    }
}

proptest! {
    /// Neither white space nor another spelling of the same JSON.
    #[test]
    fn a_certificate_is_spelled_in_one_way(at in 0_usize..60_000, other in prop::sample::select(vec![" ", "\n", "\t", "0", "\\u0061", "\u{feff}", ""])) {
        let (bytes, certificate) = certificate(0);
        let at = at % certificate.len();
        let (before, after) = certificate.split_at(at);
        let longer = format!("{before}{other}{after}");
        prop_assert_eq!(check(&bytes, &longer).is_ok(), other.is_empty());
        let reformatted = serde_json::to_string(&serde_json::from_str::<serde_json::Value>(&certificate).expect("JSON")).expect("JSON");
        prop_assert!(check(&bytes, &reformatted).is_err());
    }
}
