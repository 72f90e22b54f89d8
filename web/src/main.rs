//! The vestibule playground.

fn main() {}
