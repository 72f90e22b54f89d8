//! The vestibule command as a program.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    vestibule_cli::show_panics(vestibule_cli::Native);
    vestibule_cli::run(std::env::args_os(), &vestibule_cli::Native).into()
}

/// For wasm32 the command is a library that JavaScript calls.
#[cfg(target_arch = "wasm32")]
fn main() {}
