//! Paths as text: what they mean before anything is followed.

/// Whether a real path is that of a folder or of something below it.
pub(crate) fn is_below(real: &str, folder: &str) -> bool {
    let separator = if folder.starts_with('/') { '/' } else { '\\' };
    real.strip_prefix(folder).is_some_and(|rest| {
        rest.is_empty() || folder.ends_with(separator) || rest.starts_with(separator)
    })
}

/// Where `plain` leads to from the folder at a real path, if there are no links.
pub(crate) fn below(real: &str, plain: &str) -> String {
    if real.starts_with('/') {
        return normal_by_slash(&format!("{real}/{plain}"));
    }
    // `\\?\` is no folder.
    let (long, real) = match real.strip_prefix("\\\\") {
        Some(real) => ("\\\\", real),
        None => ("", real),
    };
    let path = normal_by_slash(&format!("{real}/{plain}").replace('\\', "/"));
    long.to_owned() + &path.replace('/', "\\")
}

/// Whether a real path is the root of a file system.
pub(crate) fn is_top(real: &str) -> bool {
    real == "/" || real.ends_with(":\\")
}

/// Whether a real path is that of a folder whose files are the system's: the root, the
/// devices, the processes.
pub(crate) fn is_system(real: &str) -> bool {
    is_top(real) || real == "/dev" || is_below(real, "/proc")
}

/// A path as browsers and file systems agree on it: with `/` between its parts, and
/// without `.`, `..` behind a name, and empty parts.
pub(crate) fn normal(path: &str) -> String {
    let path = path.replace('\\', "/");
    // A share of Windows, which is refused there.
    let slashes = if path.starts_with("//") { "/" } else { "" };
    slashes.to_owned() + &normal_by_slash(&path)
}

pub(crate) fn normal_by_slash(path: &str) -> String {
    let is_absolute = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            // Above the root is the root.
            ".." if is_absolute => {}
            part => parts.push(part),
        }
    }
    let parts = parts.join("/");
    match (is_absolute, parts.is_empty()) {
        (true, _) => format!("/{parts}"),
        (false, true) => ".".to_owned(),
        (false, false) => parts,
    }
}

/// Whether a normal path would be more to Windows than a path on a drive: a share of
/// another machine, which must not even be asked for, a device, or a stream of a file.
pub(crate) fn leaves_windows(plain: &str) -> bool {
    const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
    let is_device = |part: &str| {
        let name = part.split(['.', ':', ' ']).next().unwrap_or("");
        let name = name.to_ascii_lowercase();
        let numbered = name.strip_suffix(|c: char| c.is_ascii_digit() || "¹²³".contains(c));
        let is_port = matches!(numbered, Some("com" | "lpt"));
        is_port || DEVICES.contains(&&*name)
    };
    let is_drive = |part: &str| {
        let mut bytes = part.bytes();
        let letter = bytes
            .next()
            .is_some_and(|letter| letter.is_ascii_alphabetic());
        letter && bytes.eq(*b":")
    };
    let mut parts = plain.split('/').enumerate();
    plain.starts_with("//")
        || parts.any(|(at, part)| {
            is_device(part) || part.contains(':') && !(at == 0 && is_drive(part) && part != plain)
        })
}

#[cfg(test)]
mod tests {
    use super::{below, is_below, is_system, is_top, leaves_windows, normal};

    #[test]
    fn paths_are_made_normal() {
        for (path, expected) in [
            ("policy.json", "policy.json"),
            ("./a//b/./c", "a/b/c"),
            ("a/../../b", "../b"),
            ("..\\..\\b", "../../b"),
            (".//../x", "../x"),
            ("a\\..\\b", "b"),
            ("/a/../../b", "/b"),
            ("/", "/"),
            (".", "."),
            ("a/..", "."),
            ("//server/share/x", "//server/share/x"),
            ("\\\\server\\share", "//server/share"),
            ("\\\\?\\C:\\x", "//?/C:/x"),
        ] {
            assert_eq!(normal(path), expected, "{path}");
        }
    }

    #[test]
    fn below_is_a_matter_of_whole_parts() {
        for (real, folder, expected) in [
            ("/a/b", "/a/b", true),
            ("/a/b/c", "/a/b", true),
            ("/a/bc", "/a/b", false),
            ("/a", "/a/b", false),
            ("/a/b\\c", "/a/b", false),
            ("/x", "/", true),
            ("\\\\?\\C:\\a\\b", "\\\\?\\C:\\a", true),
            ("\\\\?\\C:\\ab", "\\\\?\\C:\\a", false),
            ("C:\\x", "C:\\", true),
        ] {
            assert_eq!(is_below(real, folder), expected, "{real} below {folder}");
        }
        assert!(is_top("/") && is_top("C:\\") && is_top("\\\\?\\C:\\"));
        assert!(!is_top("/a") && !is_top("C:\\a"));
        assert!(is_system("/") && is_system("/dev") && is_system("/proc/1/fd"));
        assert!(!is_system("/dev/shm/a") && !is_system("/process"));
    }

    #[test]
    fn paths_from_a_folder_on() {
        for (real, plain, expected) in [
            ("/a/b", "c.json", "/a/b/c.json"),
            ("/a/b", "../../c.json", "/c.json"),
            ("C:\\a\\b", "../c.json", "C:\\a\\c.json"),
            ("\\\\?\\C:\\a\\b", "../c.json", "\\\\?\\C:\\a\\c.json"),
        ] {
            assert_eq!(below(real, plain), expected);
        }
    }

    #[test]
    fn what_is_more_than_a_path_to_windows() {
        for path in [
            "\\\\server\\share\\x.json",
            "//server/share/x.json",
            "\\\\?\\C:\\x.json",
            "\\\\.\\pipe\\x",
            "NUL",
            "a/nul.json",
            "COM1",
            "lpt9.json",
            "CONIN$",
            "a.json:stream",
            "C:x.json",
            "C:",
            "file:///C:/x.json",
        ] {
            assert!(leaves_windows(&normal(path)), "{path}");
        }
        for path in [
            "a.json",
            "C:\\a\\b.json",
            "../common.json",
            "nulls.json",
            "com.json",
        ] {
            assert!(!leaves_windows(&normal(path)), "{path}");
        }
    }
}
