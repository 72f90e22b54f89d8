//! `docs/semantics.md` says what the code does: it holds every assumption, word for word.

use vestibule_signin::assumption::REGISTER;

#[test]
fn the_document_holds_every_assumption() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/semantics.md");
    let document = std::fs::read_to_string(path).expect("docs/semantics.md is readable");
    for entry in REGISTER {
        let id = entry.assumption;
        let heading = format!("### {id}\n");
        assert!(document.contains(&heading), "no heading for {id}");
        for sentence in [Some(entry.reading), entry.alternative]
            .into_iter()
            .flatten()
        {
            assert!(document.contains(sentence), "{id} lacks: {sentence}");
        }
    }
}
