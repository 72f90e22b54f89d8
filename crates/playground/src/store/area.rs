//! Where things are stored: names and texts.

/// Names and texts, of which there is only so much room.
pub trait Area {
    fn get(&self, name: &str) -> Option<String>;
    /// The first line alone.
    fn head(&self, name: &str) -> Option<String> {
        let text = self.get(name)?;
        Some(text.lines().next().unwrap_or_default().to_owned())
    }
    /// False when there is no room, or nothing may be stored at all.
    fn set(&self, name: &str, text: &str) -> bool;
    fn remove(&self, name: &str);
    /// The names that begin so, in order.
    fn names(&self, prefix: &str) -> Vec<String>;
}

/// What every name began with before it had a folder.
const FORMER: &str = "vestibule.";

/// Of that what would be missed.
const KEPT: [&str; 3] = [
    "vestibule.workspace.",
    "vestibule.version.",
    "vestibule.unreadable.",
];

/// Moves what has no folder from `whole` to `of_page`, the same storage under other names.
pub fn move_all(whole: &impl Area, of_page: &impl Area) {
    for former in whole.names(FORMER) {
        let Some(text) = whole.get(&former) else {
            continue;
        };
        let mut name = former.clone();
        let is_other = |name: &str| of_page.get(name).is_some_and(|other| other != text);
        if is_other(&name) && !KEPT.iter().any(|kept| name.starts_with(kept)) {
            whole.remove(&former);
            continue;
        }
        // Both are kept where an older release wrote once more.
        while is_other(&name) {
            name.push('-');
        }
        // There may be no room for both.
        whole.remove(&former);
        if !of_page.set(&name, &text) {
            whole.set(&former, &text);
            return;
        }
    }
}
