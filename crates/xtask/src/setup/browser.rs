//! Chromium and ChromeDriver, those of the machine.

use crate::error::Error;
use crate::paths::on_path;
use crate::system::is_executable;
use std::path::PathBuf;

/// What Debian calls them.
pub(crate) const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];
const MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// A browser and its driver.
#[derive(Debug)]
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) driver: PathBuf,
}

/// Those on PATH, or the driver that CHROMEDRIVER names.
pub(crate) fn find() -> Option<Browser> {
    let mac = || Some(PathBuf::from(MAC)).filter(|file| is_executable(file));
    let chromium = on_path(NAMES).or_else(mac)?;
    let named = std::env::var_os("CHROMEDRIVER").map(PathBuf::from);
    let driver = named.or_else(|| on_path(&["chromedriver"]))?;
    Some(Browser { chromium, driver })
}

pub(crate) fn advice() -> Error {
    Error::new("install Chromium and ChromeDriver so that both are on PATH, then run this again")
}
