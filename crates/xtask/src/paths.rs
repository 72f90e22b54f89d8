//! Where things are: the checkout, and the cache folder outside of it.

use crate::error::{Error, Result};
use crate::system;
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

/// The checkout and the cache.
#[derive(Debug, Clone)]
pub(crate) struct Paths {
    /// The folder of the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// The folder for everything that set-up makes.
    pub(crate) cache: PathBuf,
}

impl Paths {
    pub(crate) fn find() -> Result<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest
            .ancestors()
            .nth(2)
            .filter(|root| root.join("Cargo.lock").is_file())
            .ok_or_else(|| Error::new("run this as `cargo xtask` inside the checkout"))?
            .to_path_buf();
        let cache = cache_folder(|name| env::var_os(name)).ok_or_else(|| {
            Error::new("set VESTIBULE_CACHE to a folder for the build tools: HOME is not set")
        })?;
        let cache = std::path::absolute(&cache)
            .map_err(Error::because("VESTIBULE_CACHE is not a usable path"))?;
        fs::create_dir_all(&cache).map_err(Error::because(format!(
            "set VESTIBULE_CACHE to a folder that can be written, `{}` cannot",
            cache.display()
        )))?;
        Ok(Self { root, cache })
    }

    /// The target folder of every wasm32 build, apart from the native one so that neither
    /// waits for the other.
    pub(crate) fn wasm_target(&self) -> PathBuf {
        self.root.join("target/wasm")
    }

    pub(crate) fn logs(&self) -> PathBuf {
        self.cache.join("logs")
    }
}

fn cache_folder(var: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let set = |name| var(name).filter(|value| !value.is_empty());
    if let Some(own) = set("VESTIBULE_CACHE") {
        return Some(own.into());
    }
    // XDG says that a relative path there is to be ignored.
    if let Some(xdg) = set("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
    {
        return Some(xdg.join("vestibule"));
    }
    if let Some(home) = set("HOME") {
        return Some(PathBuf::from(home).join(".cache/vestibule"));
    }
    // Windows sets no HOME.
    Some(PathBuf::from(set("LOCALAPPDATA")?).join("vestibule"))
}

/// The first of `names` that is a program on PATH.
pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    names.iter().find_map(|name| among(name, &path))
}

/// The program called `name` in the first folder of `path` that has it.
pub(crate) fn among(name: &str, path: &OsStr) -> Option<PathBuf> {
    env::split_paths(path).find_map(|folder| {
        let mut files = system::file_names(name).into_iter();
        files
            .find(|file| system::is_executable(&folder.join(file)))
            .map(|file| folder.join(file))
    })
}

/// The program called `name`, with the folder of PATH that has it.
pub(crate) fn program(name: &str) -> PathBuf {
    on_path(&[name]).unwrap_or_else(|| name.into())
}

#[cfg(test)]
mod tests {
    use super::cache_folder;
    use std::path::Path;

    fn with(vars: &[(&str, &str)]) -> Option<std::path::PathBuf> {
        cache_folder(|name| {
            vars.iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).into())
        })
    }

    #[test]
    fn own_variable_wins() {
        let found = with(&[
            ("HOME", "/h"),
            ("XDG_CACHE_HOME", "/x"),
            ("VESTIBULE_CACHE", "/v"),
        ]);
        assert_eq!(found.as_deref(), Some(Path::new("/v")));
    }

    #[test]
    fn xdg_then_home() {
        let xdg = with(&[("HOME", "/h"), ("XDG_CACHE_HOME", "/x")]);
        assert_eq!(xdg.as_deref(), Some(Path::new("/x/vestibule")));
        let home = with(&[("HOME", "/h"), ("XDG_CACHE_HOME", "")]);
        assert_eq!(home.as_deref(), Some(Path::new("/h/.cache/vestibule")));
    }

    #[test]
    fn relative_xdg_is_ignored() {
        let found = with(&[("HOME", "/h"), ("XDG_CACHE_HOME", "cache")]);
        assert_eq!(found.as_deref(), Some(Path::new("/h/.cache/vestibule")));
    }

    #[test]
    fn on_windows_the_user_has_another_folder() {
        let found = with(&[("LOCALAPPDATA", "/local")]);
        assert_eq!(found.as_deref(), Some(Path::new("/local/vestibule")));
    }

    #[test]
    fn nothing_set() {
        assert_eq!(with(&[]), None);
    }
}
