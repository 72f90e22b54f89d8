//! `docs/findings.md` lists every code there is.

use vestibule_iam::problem::Code;

#[test]
fn every_code_of_the_policy_language_is_listed() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/findings.md");
    let document = std::fs::read_to_string(path).unwrap();
    for code in Code::all() {
        let (name, severity) = (code.as_str(), code.severity());
        let row = format!("| `{name}` | {} |", format!("{severity:?}").to_lowercase());
        assert!(document.contains(&row), "no row {row}");
    }
}
