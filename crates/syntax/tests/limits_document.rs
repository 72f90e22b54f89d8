//! `docs/limits.md` lists every limit.

use vestibule_syntax::limits::ALL;

#[test]
fn every_limit_is_listed_with_its_figure() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/limits.md");
    let document = std::fs::read_to_string(path).unwrap();
    let rows: Vec<&str> = document
        .lines()
        .filter(|line| line.starts_with("| `"))
        .collect();
    let wanted: Vec<String> = ALL
        .iter()
        .map(|limit| {
            let (name, figure) = (limit.name, limit.figure);
            format!("| `{name}` | {figure} | {} | {} |", limit.what, limit.over)
        })
        .collect();
    assert_eq!(
        rows,
        wanted,
        "the table of docs/limits.md, as it should be:\n{}",
        wanted.join("\n")
    );
}
