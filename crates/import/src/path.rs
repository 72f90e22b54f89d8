//! Paths of files, with `/` between folders.

/// A path with `/` between folders, and without `.` and `..` as far as that is known.
pub(crate) fn normal(path: &str) -> String {
    let path = path.replace('\\', "/");
    let root = if path.starts_with('/') { "/" } else { "" };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if !matches!(parts.last(), None | Some(&"..")) => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("{root}{}", parts.join("/"))
}

/// A path as it is seen from a folder.
pub(crate) fn below(folder: &str, path: &str) -> String {
    match folder.is_empty() || path.starts_with('/') {
        true => normal(path),
        false => normal(&format!("{folder}/{path}")),
    }
}

/// The folder of a file, without `.` in it.
pub(crate) fn folder_of(name: &str) -> String {
    let name = name.replace('\\', "/");
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    normal(folder)
}
