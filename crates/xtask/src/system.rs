//! What one system does otherwise than another.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::Command;

/// What Python is called.
pub(crate) const PYTHON: &str = if cfg!(windows) { "python" } else { "python3" };

/// The file names under which a program may stand in a folder of PATH.
pub(crate) fn file_names(program: &str) -> Vec<String> {
    if cfg!(windows) && Path::new(program).extension().is_none() {
        ["exe", "cmd", "bat"]
            .map(|extension| format!("{program}.{extension}"))
            .into()
    } else {
        vec![program.to_owned()]
    }
}

#[cfg(unix)]
pub(crate) fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(file).is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
pub(crate) fn is_executable(file: &Path) -> bool {
    file.is_file()
}

#[cfg(unix)]
pub(crate) fn make_executable(file: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(file, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
pub(crate) fn make_executable(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Makes a link to a file or folder.
#[cfg(unix)]
pub(crate) fn link(to: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, link)
}

/// Makes a link to a folder: a junction, since not everybody may make others.
#[cfg(not(unix))]
pub(crate) fn link(to: &Path, link: &Path) -> io::Result<()> {
    let made = Command::new("cmd")
        .args(["/d", "/c", "mklink", "/J"])
        .args([link, to])
        .output()?;
    if made.status.success() {
        return Ok(());
    }
    Err(io::Error::other(
        String::from_utf8_lossy(&made.stderr).into_owned(),
    ))
}

/// Removes a link, or the folder or file in its place.
pub(crate) fn remove(place: &Path) -> io::Result<()> {
    match fs::symlink_metadata(place) {
        Ok(meta) if meta.is_dir() => fs::remove_dir_all(place),
        // Windows has links that are removed as folders are.
        Ok(_) => fs::remove_file(place).or_else(|_| fs::remove_dir(place)),
        Err(_) => Ok(()),
    }
}

/// Starts a program so that it can be ended with everything that it starts.
pub(crate) fn apart(command: &mut Command) -> &mut Command {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    command
}

/// Ends a program that was started [`apart`], with everything that it started.
pub(crate) fn end(id: u32) {
    let mut kill;
    if cfg!(windows) {
        kill = Command::new("taskkill");
        kill.args(["/T", "/F", "/PID", &id.to_string()]);
    } else {
        kill = Command::new("kill");
        kill.args(["-KILL", "--", &format!("-{id}")]);
    }
    // It may end by itself in this very moment; then there is nothing to end.
    let _ = kill.output();
}

/// A file that is always empty.
pub(crate) fn nothing() -> io::Result<File> {
    File::open(if cfg!(windows) { "NUL" } else { "/dev/null" })
}

#[cfg(test)]
mod tests {
    use super::{file_names, link as lead, nothing, remove};
    use std::io::Read as _;

    #[test]
    fn a_link_leads_to_a_folder_and_goes_without_it() {
        let base = std::env::temp_dir().join(format!("vestibule-system-{}", std::process::id()));
        let (folder, link) = (base.join("folder"), base.join("link"));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("file"), "here").unwrap();
        lead(&folder, &link).unwrap();
        let through = std::fs::read_to_string(link.join("file")).unwrap();
        remove(&link).unwrap();
        remove(&link).unwrap();
        let is_left = folder.join("file").is_file() && !link.exists();
        std::fs::remove_dir_all(&base).unwrap();
        assert_eq!((through.as_str(), is_left), ("here", true));
    }

    #[test]
    fn programs_have_the_names_of_the_system() {
        let expected: &[&str] = if cfg!(windows) {
            &["npm.exe", "npm.cmd", "npm.bat"]
        } else {
            &["npm"]
        };
        assert_eq!(file_names("npm"), expected);
        let mut text = String::new();
        nothing().unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "");
    }
}
