//! The vestibule command.

fn main() {}
