//! Firefox and WebKit, in which the page is tried beside Chromium: those of the machine. Firefox's
//! driver is built by cargo, see [`super::tools::geckodriver`].

use super::debian;
use crate::paths::on_path;

/// What Debian calls them, and the display without a screen that WebKit's browser draws on.
pub(crate) const PACKAGES: [&str; 3] = ["firefox-esr", "webkit2gtk-driver", "xvfb"];

/// True when they are there, and where Debian's packages cannot be had: their tests are then
/// skipped, and say so.
pub(crate) fn are_ready() -> bool {
    let has = |name: &&str| on_path(&[*name]).is_some();
    !debian::is_available() || ["firefox-esr", "WebKitWebDriver", "Xvfb"].iter().all(has)
}
