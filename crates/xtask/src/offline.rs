//! What keeps the page when there is no network: a service worker with the list of all files
//! and the hash of each, made when everything else is in place.

use crate::csp::{Mode, integrity};
use crate::error::{Error, Result};
use crate::esbuild::{self, SCRIPT};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The name under which the page is asked for its service worker. It must never change, since
/// browsers look there for the next release.
const NAME: &str = "service-worker.js";

const WORKER: &str = include_str!("../../../web/offline/service-worker.js");
const NONE: &str = include_str!("../../../web/offline/none.js");

/// The page with the name of its service worker, which a page that is served while it is being
/// changed does not have.
pub(crate) fn link(html: &str, mode: Mode) -> Result<String> {
    let (head, rest) = html
        .split_once("</head>")
        .ok_or_else(|| Error::new("keep a plain `</head>` in index.html"))?;
    Ok(match mode {
        Mode::Release => format!(
            "{head}  <meta name=\"service-worker\" content=\"./{NAME}\" />\n  </head>{rest}"
        ),
        Mode::Serve => html.to_owned(),
    })
}

/// What the service worker does with its list.
pub(crate) fn worker(root: &Path) -> Result<String> {
    esbuild::minify(root, WORKER, SCRIPT)
}

/// Writes the service worker of everything that `folder` holds, for release with the list in
/// front of `worker`; nothing may change after.
pub(crate) fn write(folder: &Path, mode: Mode, worker: &str) -> Result<()> {
    let script = match mode {
        Mode::Release => script(&files(folder)?, worker),
        Mode::Serve => NONE.to_owned(),
    };
    let file = folder.join(NAME);
    fs::write(&file, script).map_err(Error::because(format!(
        "make `{}` writable",
        file.display()
    )))
}

/// The address of each file, below the page's own, and its integrity.
fn files(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![(folder.to_path_buf(), String::new())];
    while let Some((folder, below)) = folders.pop() {
        let advice = || format!("make `{}` readable", folder.display());
        for entry in fs::read_dir(&folder).map_err(Error::because(advice()))? {
            let path = entry.map_err(Error::because(advice()))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let address = format!("{below}{name}");
            if path.is_dir() {
                folders.push((path, format!("{address}/")));
                continue;
            }
            let address = match address.as_str() {
                NAME => continue,
                // Servers give it for the folder, and some of them for nothing else.
                "index.html" => "./".to_owned(),
                _ if address.bytes().all(is_plain) => address,
                _ => {
                    return Err(Error::new(format!(
                        "name files so that an address needs no escapes: `{address}`"
                    )));
                }
            };
            let bytes = fs::read(&path).map_err(Error::because(advice()))?;
            files.insert(address, integrity(&bytes));
        }
    }
    Ok(files)
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_./".contains(&byte)
}

/// The service worker with its list in front. Its version is the list's own hash: releases with
/// the same content are the same.
fn script(files: &BTreeMap<String, String>, worker: &str) -> String {
    // Neither has a character that JSON escapes.
    let line = |(address, integrity)| format!("    \"{address}\": \"{integrity}\"");
    let list = files.iter().map(line).collect::<Vec<_>>().join(",\n");
    let version = crate::digest::digest(list.as_bytes());
    format!(
        "const RELEASE = {{\n  \"version\": \"{version}\",\n  \"files\": {{\n{list}\n  }}\n}};\n{worker}"
    )
}

#[cfg(test)]
mod tests {
    use super::{NAME, WORKER, link, write};
    use crate::csp::Mode;
    use std::fs;
    use std::path::PathBuf;

    /// A folder with these files, away when it is dropped.
    struct Folder(PathBuf);

    impl Folder {
        fn with(name: &str, files: &[(&str, &str)]) -> Self {
            let id = std::process::id();
            let folder = Self(std::env::temp_dir().join(format!("vestibule-{name}-{id}")));
            for (file, text) in files {
                let path = folder.0.join(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            folder
        }

        fn worker(&self, mode: Mode) -> String {
            write(&self.0, mode, WORKER).unwrap();
            fs::read_to_string(self.0.join(NAME)).unwrap()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn every_file_is_listed_with_its_hash_and_the_page_as_its_folder() {
        let folder = Folder::with(
            "offline-list",
            &[("index.html", "abc"), ("a.css", "abd"), ("sub/b.svg", "")],
        );
        let worker = folder.worker(Mode::Release);
        let list = [
            "    \"./\": \"sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=\",",
            "    \"a.css\": \"sha256-pS0VnyYrLG3bckphhAvvw26zDIiHekAwtly+himESck=\",",
            "    \"sub/b.svg\": \"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"\n  }",
        ];
        assert!(worker.contains(&list.join("\n")), "{worker}");
        // Once more, with the worker itself in the folder.
        assert_eq!(folder.worker(Mode::Release), worker);
    }

    #[test]
    fn another_content_is_another_release() {
        let version = |text| {
            let folder = Folder::with("offline-version", &[("index.html", text)]);
            let worker = folder.worker(Mode::Release);
            let (_, rest) = worker.split_once("\"version\": \"").unwrap();
            rest.split_once('"').unwrap().0.to_owned()
        };
        assert_eq!(version("abc"), version("abc"));
        assert_ne!(version("abc"), version("abd"));
    }

    #[test]
    fn a_name_that_an_address_would_escape_is_refused() {
        let folder = Folder::with("offline-name", &[("a b\".css", "")]);
        let error = write(&folder.0, Mode::Release, WORKER)
            .unwrap_err()
            .to_string();
        assert!(error.contains("a b\".css"), "{error}");
    }

    #[test]
    fn a_page_that_is_being_changed_keeps_nothing() {
        let folder = Folder::with("offline-serve", &[("index.html", "")]);
        assert!(folder.worker(Mode::Serve).contains("unregister"));
        assert!(!folder.worker(Mode::Serve).contains("RELEASE"));
        let html = "<head></head>";
        assert_eq!(link(html, Mode::Serve).unwrap(), html);
        let published = link(html, Mode::Release).unwrap();
        assert!(published.contains("content=\"./service-worker.js\""));
        assert!(link("<body>", Mode::Release).is_err());
    }
}
