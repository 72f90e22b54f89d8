//! Writes what is installed beside the command into a folder: a man page for it and for each of
//! its subcommands, and the completions of every shell.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;
use clap_complete::Shell;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("error: name the folder to write into");
        return ExitCode::from(2);
    };
    match write(Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: the folder cannot be written: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &Path) -> io::Result<()> {
    let (man, completions) = (folder.join("man"), folder.join("completions"));
    std::fs::create_dir_all(&man)?;
    std::fs::create_dir_all(&completions)?;
    let mut command = vestibule_cli::definition();
    clap_mangen::generate_to(command.clone(), man)?;
    for shell in Shell::value_variants() {
        clap_complete::generate_to(*shell, &mut command, "vestibule", &completions)?;
    }
    Ok(())
}
