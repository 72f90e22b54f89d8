use vestibule_answers::lint::docs;
use vestibule_wire::{Kind, check};

#[test]
fn scratch_list() {
    for doc in docs() {
        for sample in doc.finds {
            let Some(kind) = sample.kind() else { continue };
            let text = sample.text();
            if text.len() > 3000 {
                continue;
            }
            for finding in check(text.as_bytes(), Some(Kind::from(kind))).findings {
                if finding.fix.is_none() && finding.code == doc.rule.code {
                    println!(
                        "@@ {} | {:?} | {} | {}\n   {}",
                        finding.code,
                        kind,
                        finding.message,
                        finding
                            .help
                            .as_ref()
                            .map(ToString::to_string)
                            .unwrap_or_default(),
                        text
                    );
                }
            }
        }
    }
}
