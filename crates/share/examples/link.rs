//! Prints the fragment of a share link for the case file on standard input;
//! `tests/samples/` is made with it.

use std::io::Read as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let case = vestibule_wire::read_text(&text).map_err(|findings| format!("{findings:#?}"))?;
    println!("{}", vestibule_share::encode(&case)?);
    Ok(())
}
