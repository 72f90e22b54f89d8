//! `vestibule emulate` where no port can be listened on: in the npm package.

use vestibule_l10n::Text as Words;
use vestibule_syntax::message;
use vestibule_wire::{Finding, Severity};

use super::case::refused;
use crate::exit::Exit;
use crate::host::Host;

pub(crate) fn run(host: &dyn Host, words: &Words) -> Exit {
    let message = message!("the npm package's command listens on no port");
    let help = message!("run `vestibule emulate` of the native command");
    let finding = Finding::new("native-only", Severity::Error, message).help(help);
    refused(&[finding], host, words)
}
